"""Edge: queue for reading again what another version of the extractor read."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from claims.services.reread import outdated
from claims.tasks import process


class Command(BaseCommand):
    """Prints how many articles are queued."""

    help = (
        "Queue the articles that another version of the extractor read: the worker reads them again, adds what it finds "
        "anew, and lets a new reading take the place of an old one. What people marked, corrected, refused or decided on "
        "stays as it is, articles that were read through are left alone, and nothing is deleted: a reading that gave way "
        "is kept, under Statements, as read anew."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--dry-run counts, --most limits."""
        parser.add_argument(
            "--dry-run", action="store_true", help="print how many there are, and queue nothing"
        )
        parser.add_argument("--most", type=int, help="queue at most so many, oldest first")

    def handle(self, *args: Any, **options: Any) -> None:
        """Queue them, oldest article first."""
        ids = outdated()[: options["most"]]
        if not options["dry_run"]:
            for article_id in ids:
                process(article_id)
        verb = "would be read" if options["dry_run"] else "queued to be read"
        self.stdout.write(f"{len(ids)} article{'' if len(ids) == 1 else 's'} {verb} again.")
