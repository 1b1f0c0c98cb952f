#!/usr/bin/env python
"""Django's command line for Corroborate; starts the embedded services for the commands that need them."""

import os
import sys

# These read standard input and run the engines alone.
WITHOUT_SERVICES = {
    "extract",
    "find_duplicates",
    "match_claims",
    "help",
    "--help",
    "-h",
    "version",
    "--version",
}


def main() -> None:
    """Run the command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from config.services import ServiceProblem, ensure_running

    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    asks_for_help = any(argument in {"-h", "--help"} for argument in sys.argv[2:])
    if command not in WITHOUT_SERVICES and not asks_for_help:
        try:
            ensure_running()
        except ServiceProblem as problem:
            sys.exit(str(problem))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
