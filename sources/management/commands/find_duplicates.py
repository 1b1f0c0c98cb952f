"""Find the same article among documents on standard input; asks neither database nor service."""

import json
import os
import sys
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """JSON Lines in: {"id", "title"?, "text", "language"?, "published_on"?}. JSON Lines out: stories, then pairs."""

    help = "Read documents as JSON Lines, print the story of each and every pair worth a person's look."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--explain", action="store_true", help="give the reasons of every pair in words")

    def handle(self, *args: Any, **options: Any) -> None:
        # No fork here, so the second model may use every core; its library reads this when it is loaded.
        os.environ.setdefault("OMP_NUM_THREADS", str(os.cpu_count() or 1))
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        from sources.comparison import explain, find_duplicates

        documents = [_document(number, line) for number, line in enumerate(sys.stdin, 1) if line.strip()]
        keys = {document.key for document in documents}
        if len(keys) < len(documents):
            raise CommandError("Two documents have the same id.")
        report = self.stderr.write if options["verbosity"] > 1 else lambda line: None
        stories, pairs = find_duplicates(documents, report)
        for document in documents:
            self._print({"id": document.key, "cluster": stories[document.key]})
        for pair in pairs:
            row: dict[str, Any] = {
                "a": pair.a,
                "b": pair.b,
                "relation": pair.relation,
                "score": round(pair.probability, 6),
            }
            if options["explain"]:
                row["why"] = explain(pair)
            self._print(row)

    def _print(self, row: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(row, ensure_ascii=True))


def _document(number: int, line: str) -> Any:
    from sources.comparison import Document

    try:
        row = json.loads(line)
        published = row.get("published_on")
        return Document(
            key=str(row["id"]),
            title=row.get("title") or "",
            text=row.get("text") or "",
            language=row.get("language"),
            published_on=date.fromisoformat(published[:10]) if published else None,
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CommandError(f"Line {number} is no document: {error!r}") from error
