"""``manage.py match_claims``: which known claims each post on standard input repeats, as JSON Lines.

Reads and writes only; the ranking is ``claims.matching.retrieval``.
"""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError

from claims.matching.retrieval import ClaimIndex, KnownClaim


class Command(BaseCommand):
    """Rank known claims for posts; needs no database and no service."""

    help = (
        'Reads {"id", "text"} a line on standard input, prints {"id", "claims": [{"id", "score"}]}, best first. '
        'The claims come from a file of {"id", "text", "title"} a line.'
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file of claims and how many to print for each post."""
        parser.add_argument("--claims", required=True, type=Path, help="JSON Lines of known claims")
        parser.add_argument("--limit", type=int, default=20, help="claims to print for a post (20)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the claims once, then answer line by line."""
        try:
            with options["claims"].open(encoding="utf-8", errors="replace") as file:
                claims = [
                    KnownClaim(str(row["id"]), str(row.get("text") or ""), str(row.get("title") or ""))
                    for row in _rows(file, str(options["claims"]))
                ]
        except OSError as problem:
            raise CommandError(f"cannot read the claims: {problem}") from problem
        index = ClaimIndex(claims)
        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8", errors="replace")
        for row in _rows(sys.stdin, "standard input"):
            found = index.search(str(row.get("text") or ""), options["limit"])
            answer = {"id": row["id"], "claims": [{"id": claim.id, "score": claim.score} for claim in found]}
            self.stdout.write(json.dumps(answer))
            self.stdout.flush()


def _rows(lines: TextIO, source: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as problem:
            raise CommandError(f"{source}, line {number}: not JSON ({problem})") from problem
        if not isinstance(row, dict) or "id" not in row:
            raise CommandError(f'{source}, line {number}: an object with an "id" is wanted')
        yield row
