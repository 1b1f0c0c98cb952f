"""What commands share that do over what an earlier version did: which articles, a dry run, progress on the error stream."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from sources.models import Article


class AgainCommand(BaseCommand):
    """Prints progress to the error stream and what changed to the output. ``verb`` is what it does again."""

    verb: str

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--dry-run, and either --all or --article."""
        parser.add_argument(
            "--dry-run", action="store_true", help="print what would change, and write nothing"
        )
        chosen = parser.add_mutually_exclusive_group()
        chosen.add_argument(
            "--all",
            action="store_true",
            help=f"{self.verb} every article again; broken off, go on without this option",
        )
        chosen.add_argument(
            "--article", nargs="+", type=int, metavar="ID", help=f"{self.verb} these articles alone again"
        )

    def chosen(self, options: dict[str, Any]) -> list[int] | None:
        """The articles asked for, None for whichever need it. Raises CommandError for one that is not there."""
        ids: list[int] | None = options["article"]
        if ids is not None:
            known = set(Article.objects.filter(pk__in=ids).values_list("pk", flat=True))
            if missing := sorted(set(ids) - known):
                raise CommandError(f"There is no article {', '.join(map(str, missing))}.")
        return ids

    def progress(self) -> Progress:
        """A bar that leaves the output to what changed."""
        return Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
        )
