"""Reads documents as JSON Lines from standard input and prints what extraction finds in each, one line a document.

    {"id", "text", "language"?, "published_on"?}  →  {"id", "language", "statistics", "quotes", "organisations", ...}

"quotes" are direct quotations. Lists of their own have reported speech ("reported"), fragments, and what private persons say
directly ("voices": brought in by an age in brackets or as a resident, a driver, a pupil; without an office).
No database, no service.
"""

import dataclasses
import datetime
import json
import sys
from collections.abc import Iterable
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.extraction import Extraction, NameRecord, QuoteRecord, extract
from sources.text.names_cues import cues


class Command(BaseCommand):
    help = "Find statistics, quotations, speakers, names and campaigns in JSON Lines from standard input."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """--input and --output name files in place of the standard streams."""
        parser.add_argument("--input", help="JSON Lines to read; standard input by default")
        parser.add_argument("--output", help="where to write; standard output by default")

    def handle(self, *args: Any, **options: Any) -> None:
        """Stream: a line is printed as soon as its document is read."""
        source = open(options["input"], encoding="utf-8") if options["input"] else _standard_input()  # noqa: SIM115
        target = open(options["output"], "w", encoding="utf-8") if options["output"] else sys.stdout  # noqa: SIM115
        try:
            for line in printed(source):
                target.write(line + "\n")
                target.flush()
        except BrokenPipeError:
            sys.stderr.close()
        finally:
            if options["input"]:
                source.close()
            if options["output"]:
                target.close()


def _standard_input() -> TextIO:
    stream = sys.stdin
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="replace")
    return stream


def printed(lines: Iterable[str]) -> Iterable[str]:
    """One line of JSON for each document of ``lines``; a line that is no document stops the run with its number."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            document = json.loads(line)
            text = document["text"]
        except (ValueError, KeyError, TypeError) as problem:
            raise CommandError(f"Line {number} is not a document with a text: {problem}") from problem
        if not isinstance(text, str):
            raise CommandError(f"Line {number}: the text is not a string")
        published = document.get("published_on")
        found = extract(
            text,
            document.get("language"),
            datetime.date.fromisoformat(published) if published else None,
        )
        yield json.dumps({"id": document.get("id"), **as_json(found)}, ensure_ascii=True)


def as_json(found: Extraction) -> dict[str, Any]:
    """The extraction in the form of the benchmarks."""
    words = cues(found.language)
    introduce = bool(words and words.speaker_span == "introduction")
    seen: set[tuple[int, int]] = set()
    direct = [record for record in found.quotes if record.kind == "direct"]
    return {
        "language": found.language,
        "statistics": [_bare(dataclasses.asdict(record)) for record in found.statistics],
        "quotes": [_quote(record, introduce, seen) for record in direct if not record.private],
        "voices": [_quote(record, False, set()) for record in direct if record.private],
        "reported": [_quote(record, False, set()) for record in found.quotes if record.kind == "reported"],
        "fragments": [_quote(record, False, set()) for record in found.quotes if record.kind == "fragment"],
        "organisations": [_name(record) for record in found.organisations],
        "people": [_name(record) for record in found.people],
        "platforms": [_name(record) for record in found.platforms],
        "campaigns": [_bare(dataclasses.asdict(record)) for record in found.campaigns],
    }


def _bare(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value is not None and value != ()}


def _name(record: NameRecord) -> dict[str, Any]:
    return _bare(dataclasses.asdict(record))


def _quote(record: QuoteRecord, introduce: bool, seen: set[tuple[int, int]]) -> dict[str, Any]:
    """A quotation with its speaker, whose span is the words beside it.

    In a language that marks speakers where they are introduced in an office, the first quotation of each points there;
    "mention" then gives the words beside every quotation.
    """
    fields = _bare(dataclasses.asdict(record))
    if not record.private:
        fields.pop("private")
    fields["speaker"] = None
    if record.speaker is not None:
        speaker = _bare(dataclasses.asdict(record.speaker))
        place = speaker.pop("introduced", None)
        if introduce:
            speaker["mention"] = {name: speaker.pop(name) for name in ("start", "end", "exact")}
            if place is not None and place not in seen:
                seen.add(place)
                speaker["start"], speaker["end"] = place
        fields["speaker"] = speaker
    return fields
