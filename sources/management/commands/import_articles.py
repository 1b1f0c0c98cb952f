"""Take files in from the command line: one line a source, and exit status 1 when something was refused."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from sources.models import Capture
from sources.reading import IncomingArticle, Unreadable, from_file, from_folder
from sources.services.intake import Known, refuse, take_in

WORDS = {
    Capture.Outcome.TAKEN: "taken        ",
    Capture.Outcome.ALREADY: "already there",
    Capture.Outcome.REFUSED: "refused      ",
}


class Command(BaseCommand):
    """import_articles PATH…"""

    help = (
        "Take in articles from folders, .txt, .html, .pdf, .jsonl and .csv files. Metadata comes from the table, the file "
        "or the page. Prints a line a source and ends with status 1 when something was refused."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")

    def handle(self, *args: Any, **options: Any) -> None:
        missing = [path for path in options["paths"] if not path.exists()]
        if missing:
            raise CommandError(f"There is no {missing[0]}. Nothing was taken in.")
        outcomes: Counter[str] = Counter()
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("Taking in", total=None)
            for incoming in self._incoming(options["paths"]):
                capture = self._take(incoming)
                outcomes[capture.outcome] += 1
                progress.advance(task)
                words = WORDS[Capture.Outcome(capture.outcome)]
                self.stdout.write(
                    f"{words}  {capture.source}" + (f": {capture.reason}" if capture.reason else "")
                )
        self.stdout.write(
            f"{outcomes['taken']} taken, {outcomes['already']} already there, {outcomes['refused']} refused."
        )
        if outcomes["refused"]:
            raise SystemExit(1)

    def _incoming(self, paths: list[Path]) -> Iterator[IncomingArticle | Unreadable]:
        for path in paths:
            yield from from_folder(path) if path.is_dir() else from_file(path)

    def _take(self, incoming: IncomingArticle | Unreadable) -> Capture:
        if isinstance(incoming, Unreadable):
            return refuse(source=incoming.source, reason=incoming.reason, code="unreadable")
        content = incoming.content
        if content is None:
            content = (incoming.text or "").encode("utf-8", "replace")
        known = Known(
            title=incoming.title or "",
            publisher=incoming.publisher or "",
            authors=incoming.authors,
            published_on=incoming.published_on,
            language=incoming.language or "",
            url=incoming.url or "",
            filename=incoming.filename or "",
            media_type=incoming.media_type or ("text/plain" if incoming.content is None else ""),
        )
        return take_in(content=content, source=incoming.source, known=known)
