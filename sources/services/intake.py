"""Taking one source in: bytes to a snapshot, its reading to an article, all or nothing, and a record of the attempt.

Finding files and rows is left to sources.reading; fetching addresses to sources.fetching; the worker does the rest.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from sources.models import Article, Capture, ProcessingStep, Publisher, Snapshot
from sources.reading import Reading, ReadingError, read_bytes
from sources.signals import article_taken

KEPT_WHEN_REFUSED = 5_000_000  # bytes; larger refusals keep their name, size and reason only


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a source besides its bytes; empty fields are taken from the page itself."""

    title: str = ""
    publisher: str = ""
    publisher_kind: str = ""
    authors: Sequence[str] = field(default_factory=tuple)
    published_on: date | None = None
    language: str = ""
    url: str = ""
    filename: str = ""
    media_type: str = ""
    http_status: int | None = None

    def to_json(self) -> dict[str, Any]:
        """The fields as JSON values, for the record of the attempt."""
        return {
            "title": self.title,
            "publisher": self.publisher,
            "publisher_kind": self.publisher_kind,
            "authors": list(self.authors),
            "published_on": self.published_on.isoformat() if self.published_on else None,
            "language": self.language,
            "url": self.url,
            "filename": self.filename,
            "media_type": self.media_type,
            "http_status": self.http_status,
        }

    @classmethod
    def from_json(cls, fields: dict[str, Any]) -> "Known":
        """The inverse of to_json."""
        published = fields.get("published_on")
        kept = {name: fields[name] for name in cls.__slots__ if fields.get(name)}
        return cls(
            **{**kept, "published_on": datetime.fromisoformat(published).date() if published else None}
        )


def take_in(*, content: bytes, source: str, known: Known | None = None, by: User | None = None) -> Capture:
    """Take bytes in as a snapshot and an article, or refuse them with the reason; either way a Capture row says so.

    The same bytes make one snapshot. They make a second article only where another publisher or address is given:
    two papers that print one release are two publications of one text.
    """
    known = known or Known()
    try:
        reading = read_bytes(
            content,
            media_type=known.media_type or None,
            filename=known.filename or None,
            url=known.url or None,
        )
    except ReadingError as error:
        return refuse(
            source=source, reason=str(error), code=error.reason_code, content=content, known=known, by=by
        )
    with transaction.atomic():
        snapshot = _snapshot(content, reading, known)
        article, is_new = _article(snapshot, reading, known, by)
        if is_new:
            ProcessingStep.objects.bulk_create(
                [ProcessingStep(article=article, step=step) for step in ProcessingStep.Step.values]
            )
            transaction.on_commit(lambda: article_taken.send(Article, article_id=article.pk))
        return Capture.objects.create(
            source=source[:2000],
            outcome=Capture.Outcome.TAKEN if is_new else Capture.Outcome.ALREADY,
            metadata=known.to_json(),
            article=article,
            by=by,
        )


def refuse(
    *,
    source: str,
    reason: str,
    code: str,
    content: bytes | None = None,
    known: Known | None = None,
    by: User | None = None,
) -> Capture:
    """Keep a refusal: its reason in the user's words and, up to 5 MB, its bytes, so that it can be tried again."""
    kept = content if content and len(content) <= KEPT_WHEN_REFUSED else None
    return Capture.objects.create(
        source=_storable(source)[:2000],
        outcome=Capture.Outcome.REFUSED,
        reason=_storable(reason),
        reason_code=code[:60],
        content=kept,
        metadata=known.to_json() if known else {},
        by=by,
    )


def try_again(*, capture: Capture, by: User | None = None) -> Capture:
    """Take a refused source in once more; the old row stays as it was."""
    if capture.content is None:
        return refuse(
            source=capture.source,
            reason="The bytes were too large to keep. Import the file again from where it lies.",
            code="not-kept",
            by=by,
        )
    return take_in(
        content=bytes(capture.content), source=capture.source, known=Known.from_json(capture.metadata), by=by
    )


def _storable(text: str) -> str:
    """PostgreSQL's text holds neither NUL nor lone surrogates."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def _snapshot(content: bytes, reading: Reading, known: Known) -> Snapshot:
    snapshot, _ = Snapshot.objects.get_or_create(
        sha256=hashlib.sha256(content).hexdigest(),
        defaults={
            "content": content,
            "size": len(content),
            "media_type": reading.media_type[:100],
            "url": known.url,
            "http_status": known.http_status,
        },
    )
    return snapshot


def _article(snapshot: Snapshot, reading: Reading, known: Known, by: User | None) -> tuple[Article, bool]:
    publisher = _publisher(_storable(known.publisher or reading.publisher or ""), known.publisher_kind)
    url = _storable(known.url or "")
    existing = Article.objects.filter(snapshot=snapshot)
    if known.url or known.publisher:
        existing = existing.filter(url=url, publisher=publisher)
    same = existing.first()
    if same:
        return same, False
    return Article.objects.get_or_create(
        snapshot=snapshot,
        url=url,
        publisher=publisher,
        defaults={
            "title": _storable(known.title or reading.title or "")[:1000],
            "authors": [_storable(author)[:300] for author in (known.authors or reading.authors)],
            "published_on": known.published_on or reading.published_on,
            "published_rule": "given with the file"
            if known.published_on
            else (reading.published_rule or "")[:200],
            "language": known.language,
            "text": reading.text,
            "notes": [_storable(note) for note in reading.notes],
            "added_by": by,
        },
    )


def _publisher(name: str, kind: str) -> Publisher | None:
    name = " ".join(name.split())[:300]
    if not name:
        return None
    kind = kind if kind in Publisher.Kind.values else Publisher.Kind.UNKNOWN
    publisher, _ = Publisher.objects.get_or_create(name=name, defaults={"kind": kind})
    return publisher
