"""Run the web server and the worker on this installation's own data."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config import processes
from config.services import ServiceProblem


class Command(BaseCommand):
    """serve"""

    help = "Migrate, then run the web server and the worker until Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2, help="worker processes (default 2)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            processes.check_port(options["port"])
            call_command("migrate", verbosity=0)
            call_command("load_register", verbosity=0)
            worker = processes.start_worker(options["workers"])
            server = processes.start_server(options["port"])
            try:
                processes.wait_for_page(server, options["port"])
            except ServiceProblem:
                processes.stop([server, worker])
                raise
        except ServiceProblem as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"Corroborate is at http://127.0.0.1:{options['port']}/  (Ctrl-C stops it)")
        self.stdout.write("No account yet? Run: .venv/bin/python manage.py createsuperuser")
        processes.watch([server, worker])
