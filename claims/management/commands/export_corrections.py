"""Writes what people marked, corrected and refused as JSON Lines, a line an article, in the form of the benchmarks.

Measuring is left to evaluate_extraction. Articles with testimony stay out unless asked for.
"""

import json
import os
import sys
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandParser

from claims.services.corrections import KINDS, corrections, left_out


class Command(BaseCommand):
    help = "Write the statistics, quotes and organisations that people marked or corrected, as JSON Lines."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to, which kinds, and whether testimony goes along."""
        parser.add_argument("--output", help="where to write; standard output by default")
        parser.add_argument(
            "--kind", action="append", choices=KINDS, help="this kind alone (may be given several times)"
        )
        parser.add_argument(
            "--with-testimony",
            action="store_true",
            help="also articles in which words are marked as testimony; the file then holds them",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Stream, so that no archive has to fit into memory; a file is readable by its owner alone."""
        kinds = options["kind"] or KINDS
        count = 0
        target: TextIO = sys.stdout
        if options["output"]:
            descriptor = os.open(options["output"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            target = open(descriptor, "w", encoding="utf-8")  # noqa: SIM115
        try:
            for row in corrections(kinds=kinds, with_testimony=options["with_testimony"]):
                target.write(json.dumps(row, ensure_ascii=True) + "\n")
                count += 1
        finally:
            if options["output"]:
                target.close()
        kept_back = 0 if options["with_testimony"] else left_out()
        note = f" {kept_back} with testimony left out." if kept_back else ""
        self.stderr.write(f"{count} {'article' if count == 1 else 'articles'}.{note}")
