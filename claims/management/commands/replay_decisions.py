"""Command: rebuild the state of claims from the decision log, and with --check compare it with the
database.
"""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from claims.services.replay import compare, replay


class Command(BaseCommand):
    """Print what the log adds up to, one row a line; with --check, every way in which the database
    differs.
    """

    help = (
        "Rebuild the state of claims from the decision log. Without --check, print it, one JSON row a line. "
        "With --check, compare it with the database; exit status 1 if they differ."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """One switch."""
        parser.add_argument(
            "--check", action="store_true", help="compare with the database instead of printing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run in one snapshot of the database, so that decisions taken meanwhile are no difference."""
        with transaction.atomic():
            if not connection.savepoint_ids:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            result = replay()
            problems = compare(result) if options["check"] else []
        if not options["check"]:
            for key, columns in result.rows.items():
                self.stdout.write(
                    json.dumps({"row": key, "columns": columns}, ensure_ascii=False, sort_keys=True)
                )
            return
        for problem in problems:
            self.stdout.write(problem)
        if problems:
            raise CommandError(f"{len(problems)} differences between the log and the database.")
        self.stdout.write(
            f"{result.decisions} decisions replayed; {len(result.rows)} rows are as the log says."
        )
