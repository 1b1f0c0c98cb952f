"""Make the rows of the shipped register of platforms and organisations, and of a file of one's own."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from sources.services.register import load_register, read_entries


class Command(BaseCommand):
    """load_register [FILE…]"""

    help = "Load the register of platforms and organisations. Rows that are there keep what editors made of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="TOML files of your own")

    def handle(self, *args: Any, **options: Any) -> None:
        additional = [entry for path in options["files"] for entry in read_entries(path)]
        made = load_register(additional)
        if options["verbosity"]:
            self.stdout.write(f"{made} rows made; the others were there.")
