"""Measures the extractor on material that people corrected: precision, recall and F1 by kind and language, and every slip.

Without --file the database is read; with it, a file of export_corrections or of the public benchmarks.
"""

import datetime
import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.extraction import EXTRACTOR_NAME, EXTRACTOR_VERSION, Extraction, extract
from claims.services.corrections import corrections
from claims.services.evaluation import Evaluation, Tally, evaluate
from sources.services.register import known_entries
from sources.text.names_register import knowing

HEADINGS = ("", "gold", "found", "wrong", "unjudged", "precision", "recall", "F1", "speaker")
LONGEST_WORDS = 100


class Command(BaseCommand):
    help = "Measure the extractor on the articles that people corrected, or on a file of such articles."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, how many slips to list, and whether to print JSON."""
        parser.add_argument("--file", help="JSON Lines as export_corrections writes them")
        parser.add_argument(
            "--slips", type=int, default=50, help="how many slips to list (50; 0 for none, -1 for all)"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of tables")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, extract with the names this installation knows, compare, print."""
        rows = rows_of(options["file"]) if options["file"] else corrections(with_testimony=True)
        with knowing(known_entries()):
            result = evaluate(rows, _extracted)
        if options["json"]:
            self.stdout.write(json.dumps(as_json(result, options["slips"]), ensure_ascii=True))
        else:
            for line in report(result, options["slips"]):
                self.stdout.write(line)


def rows_of(path: str) -> Iterator[Mapping[str, Any]]:
    """The rows of a file; a line that is none stops the run with its number."""
    try:
        with open(path, encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if not line.strip():
                    continue
                try:
                    row = json.loads(line)
                    if not isinstance(row["text"], str) or not isinstance(row["gold"], list):
                        raise TypeError("text must be a string and gold a list")
                except (ValueError, KeyError, TypeError) as problem:
                    raise CommandError(
                        f"Line {number} is no row with a text and its gold: {problem}"
                    ) from problem
                yield row
    except OSError as problem:
        raise CommandError(f"{path} can't be read: {problem.strerror}") from problem


def _extracted(text: str, language: str | None, published_on: str | None) -> Extraction:
    try:
        day = datetime.date.fromisoformat(published_on) if published_on else None
    except ValueError:
        day = None
    return extract(text, language, day)


def as_json(result: Evaluation, slips: int) -> dict[str, Any]:
    """The evaluation as one object."""
    listed = result.slips if slips < 0 else result.slips[:slips]
    return {
        "extractor": f"{EXTRACTOR_NAME} {EXTRACTOR_VERSION}",
        "articles": result.articles,
        "read_through": result.complete,
        "kinds": {name: tally.figures() for name, tally in result.by_kind().items()},
        "languages": {name: tally.figures() for name, tally in result.by_language().items()},
        "kinds_and_languages": {
            f"{kind} {language}": tally.figures()
            for (kind, language), tally in sorted(result.tallies.items())
        },
        "slips": [{name: getattr(slip, name) for name in slip.__slots__} for slip in listed],
    }


def report(result: Evaluation, slips: int) -> Iterator[str]:
    """The evaluation as lines for people."""
    yield f"{EXTRACTOR_NAME} {EXTRACTOR_VERSION} on {result.articles} articles, {result.complete} of them read through."
    if not result.articles:
        yield (
            "Nobody has marked, corrected or refused anything yet. On an article's page in the admin, mark what is "
            "missing, refuse what is wrong, and say that all of it is marked."
        )
        return
    if result.complete < result.articles:
        yield (
            "In articles that were not read through, only what people touched counts, which is mostly what was wrong: "
            "recall and precision there are lower than over all there is."
        )
    for title, tallies in (
        ("By kind", result.by_kind()),
        ("By language", result.by_language()),
        ("By kind and language", {f"{k} {lang}": t for (k, lang), t in sorted(result.tallies.items())}),
    ):
        yield ""
        yield from _table(title, tallies)
    listed = result.slips if slips < 0 else result.slips[:slips]
    if listed:
        yield ""
        yield f"Slips ({len(listed)} of {len(result.slips)})"
    for slip in listed:
        words = " ".join(slip.words.split())
        words = words if len(words) <= LONGEST_WORDS else words[:LONGEST_WORDS] + "…"
        shown = f"“{words}”" if words else "(testimony, not shown)"
        where = f" at {slip.start}" if slip.start is not None else ""
        value = f" = {slip.value}" if slip.value else ""
        yield f"{slip.sort:7}{slip.kind:13}{slip.language:4}{shown}{value}  in {slip.row}{where}"


def _table(title: str, tallies: Mapping[str, Tally]) -> Iterator[str]:
    width = max([len(title), *(len(name) for name in tallies)]) + 2
    yield title.ljust(width) + "".join(heading.rjust(10) for heading in HEADINGS[1:])
    for name, tally in tallies.items():
        figures = tally.figures()
        counts = [str(figures[key]) for key in ("gold", "found", "wrong", "unjudged")]
        shares = [
            "–" if figures[key] is None else f"{figures[key]:.3f}"
            for key in ("precision", "recall", "f1", "speaker_recall")
        ]
        yield name.ljust(width) + "".join(cell.rjust(10) for cell in (*counts, *shares))
