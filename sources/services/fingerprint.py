"""The read step: what comparison needs of an article, computed once and kept with the keys to find it by."""

import contextlib
import hashlib
import zlib
from collections.abc import Collection, Sequence

from django.db import transaction

from sources.comparison.preparing import READING_VERSION, prepare
from sources.comparison.records import FORMAT_VERSION, Document, PreparedDocument
from sources.models import Article, Fingerprint
from sources.services.candidates import KEYS_VERSION, copies_of, keep_keys
from sources.services.steps import ArticleGone
from sources.text.vectors import MODELS

_MODELS = " ".join(f"{model.name} {model.dimensions}" for model in MODELS.values())
_MADE_BY = f"{_MODELS} keys {KEYS_VERSION} reading {READING_VERSION}"
# Another format, model, reading or other keys make other fingerprints; `manage.py recompare` renews those of older
# versions.
ENGINE_VERSION = f"comparison {FORMAT_VERSION}-{zlib.crc32(_MADE_BY.encode()):08x}"

# In so many copies of an article it is looked up which of its sentences were embedded before.
COPIES_READ = 3


def make_fingerprint(article_id: int) -> str:
    """Find the language, embed the sentences, and store fingerprint, keys and vectors in one transaction.

    An article whose fingerprint is of this engine version is left as it is. Returns the engine's version.
    """
    if Fingerprint.objects.filter(article_id=article_id, version=ENGINE_VERSION).exists():
        return ENGINE_VERSION
    if not make_fingerprints([article_id]):
        raise ArticleGone
    return ENGINE_VERSION


def make_fingerprints(article_ids: Collection[int]) -> int:
    """Make the fingerprints of many articles anew, embedded in one batch and stored in one transaction.

    A text is embedded once a model: what stood word for word in the article's own fingerprint of an earlier version,
    in that of the same text at another address (by its hash), or in another article that shares MinHash bands with it
    (a copy, a release in forty papers), takes its vector from there. Articles deleted meanwhile are left out. Returns
    how many were stored.
    """
    articles = list(Article.objects.filter(pk__in=article_ids).order_by("pk"))
    documents = prepare(
        [Document(str(a.pk), a.title, a.text, a.language or None, a.published_on) for a in articles],
        embedded=_embedded_before,
    )
    with transaction.atomic():
        locked = Article.objects.select_for_update(no_key=True).filter(pk__in=article_ids).order_by("pk")
        there = set(locked.values_list("pk", flat=True))
        kept = [document for document in documents if int(document.key) in there]
        unknown = {article.pk for article in articles if not article.language}
        for document in kept:
            if int(document.key) in unknown and document.language != "und":
                Article.objects.filter(pk=document.key).update(language=document.language)
            Fingerprint.objects.update_or_create(
                article_id=int(document.key),
                defaults={
                    "version": ENGINE_VERSION,
                    "text_sha256": text_sha256(document.text),
                    "prepared": document.to_bytes(),
                },
            )
        keep_keys(kept)
    return len(kept)


def text_sha256(text: str) -> str:
    """The content hash of a text as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _embedded_before(drafts: Sequence[PreparedDocument]) -> list[PreparedDocument]:
    """Stored fingerprints, of any version, in which sentences of these may stand: their own, else those of the same text,
    else those of copies.
    """
    hashes = {int(draft.key): text_sha256(draft.text) for draft in drafts}
    holders = dict(
        Fingerprint.objects.filter(text_sha256__in=hashes.values())
        .order_by("text_sha256", "pk")
        .distinct("text_sha256")
        .values_list("text_sha256", "article")
    )
    own = set(Fingerprint.objects.filter(article__in=hashes).values_list("article", flat=True))
    new = [d for d in drafts if int(d.key) not in own and hashes[int(d.key)] not in holders]
    rows = Fingerprint.objects.filter(
        article__in={*own, *holders.values(), *copies_of(new, COPIES_READ)}
    ).values_list("prepared", "article__title", "article__text")
    found = []
    for stored, title, text in rows:
        # What another format kept is embedded again.
        with contextlib.suppress(ValueError):
            found.append(PreparedDocument.from_bytes(bytes(stored), title, text))
    return found


def load_prepared(article_ids: Collection[int]) -> dict[int, PreparedDocument]:
    """The stored fingerprints of this engine version, by article id, without embedding anything again."""
    rows = Fingerprint.objects.filter(article_id__in=article_ids, version=ENGINE_VERSION).values_list(
        "article_id", "prepared", "article__title", "article__text"
    )
    return {pk: PreparedDocument.from_bytes(bytes(stored), title, text) for pk, stored, title, text in rows}


def keep_vectors(prepared: list[PreparedDocument]) -> None:
    """Store fingerprints to which a second model's vectors were added, so that they are never embedded twice."""
    rows = Fingerprint.objects.in_bulk([int(document.key) for document in prepared], field_name="article_id")
    for document in prepared:
        if row := rows.get(int(document.key)):
            row.prepared = document.to_bytes()
    Fingerprint.objects.bulk_update(rows.values(), ["prepared"])
