"""The first five minutes: the demo corpus through the real pipeline, then the address and how to sign in."""

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count, Q
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from campaigns.services.accounts import make_demo_accounts
from claims.models import Claim, Proposal
from config import processes
from config.services import ServiceProblem, var_directory
from sources.models import Article, Capture, ProcessingStep, Publisher, Story
from sources.reading import IncomingArticle, from_file
from sources.services.intake import Known, take_in
from sources.services.steps import retry

CORPUS = Path(__file__).resolve().parents[3] / "sources" / "demo" / "articles.jsonl"


class Command(BaseCommand):
    """demo"""

    help = "Take the demo corpus through the worker and serve it. A second run picks up where the first left off."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2, help="worker processes (default 2)")
        parser.add_argument("--no-serve", action="store_true", help="end after the summary")

    def handle(self, *args: Any, **options: Any) -> None:
        self.console = Console(soft_wrap=True)
        worker = server = None
        try:
            if not options["no_serve"]:
                processes.check_port(options["port"])
            self.console.print(
                "Preparing the database and the names that are known (the first time, a minute)."
            )
            call_command("migrate", verbosity=0)
            call_command("load_register", CORPUS.with_name("register.toml"), verbosity=0)
            worker = processes.start_worker(options["workers"])
            if not options["no_serve"]:
                server = processes.start_server(options["port"])
            accounts = make_demo_accounts(kept_in=var_directory() / "demo_accounts.json")
            refused = self._import()
            self._wait(worker)
            self._summary()
            if refused:
                self.console.print(
                    f"[red]{refused} articles of the demo were refused; see Captures in the admin.[/red]"
                )
            if server is None:
                self.console.print("Without --no-serve, make demo serves it and says how to sign in.")
            else:
                processes.wait_for_page(server, options["port"])
                self._how_to_sign_in(options["port"], accounts)
                processes.watch([server, worker])
        except ServiceProblem as problem:
            raise CommandError(str(problem)) from problem
        except KeyboardInterrupt:
            self.console.print("\nStopped. What was done is kept; make demo goes on from there.")
        finally:
            processes.stop([server, worker])

    def _import(self) -> int:
        kinds = {}
        refused = 0
        for incoming in from_file(CORPUS):
            if not isinstance(incoming, IncomingArticle):
                raise CommandError(f"The demo corpus is damaged: {incoming.source}: {incoming.reason}")
            content = incoming.content if incoming.content is not None else (incoming.text or "").encode()
            capture = take_in(
                content=content,
                source=f"demo: {incoming.source}",
                known=Known(
                    title=incoming.title or "",
                    publisher=incoming.publisher or "",
                    authors=incoming.authors,
                    published_on=incoming.published_on,
                    language=incoming.language or "",
                    url=incoming.url or "",
                    filename=incoming.filename or "",
                ),
            )
            refused += capture.outcome == Capture.Outcome.REFUSED
        for line in CORPUS.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row.get("publisher_kind"):
                kinds[row["publisher"]] = row["publisher_kind"]
        for name, kind in kinds.items():
            Publisher.objects.filter(name=name).exclude(kind=kind).update(kind=kind)
        return refused

    def _wait(self, worker: Any) -> None:
        """Follow the worker until every article is through; what a stopped run left behind is queued again."""
        left = Article.objects.filter(
            steps__state__in=[ProcessingStep.State.WAITING, ProcessingStep.State.RUNNING]
        ).distinct()
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        quiet_since = time.monotonic()
        with Progress(*columns, console=self.console) as progress:
            task = progress.add_task("Reading, comparing, annotating, proposing", total=None)
            before = -1
            while True:
                counts = ProcessingStep.objects.aggregate(
                    total=Count("pk"),
                    done=Count("pk", filter=Q(state__in=["done", "failed"])),
                    failed=Count("pk", filter=Q(state="failed")),
                )
                stuck = (
                    ProcessingStep.objects.filter(state="waiting", article__steps__state="failed")
                    .distinct()
                    .count()
                )
                done = counts["done"] + stuck
                progress.update(task, total=counts["total"], completed=done)
                if done >= counts["total"]:
                    break
                if worker.poll() is not None:
                    raise ServiceProblem(f"The worker stopped; {var_directory() / 'worker.log'} says why.")
                if done != before:
                    before, quiet_since = done, time.monotonic()
                elif time.monotonic() - quiet_since > 45:
                    # A run that was killed may have lost its queue; the steps are idempotent.
                    retry(article_ids=left.values_list("pk", flat=True))
                    quiet_since = time.monotonic()
                time.sleep(0.3)
        if counts["failed"]:
            self.console.print(
                f"{counts['failed']} steps failed; the admin shows why, with a button to try again."
            )

    def _summary(self) -> None:
        table = Table(title="What the demo holds", show_header=False)
        table.add_column(justify="right")
        table.add_column()
        table.add_row(str(Article.objects.count()), "articles")
        table.add_row(
            str(Story.objects.filter(memberships__isnull=False).distinct().count()),
            "stories: one origin each",
        )
        table.add_row(str(Claim.objects.current().count()), "claims")
        table.add_row(str(Proposal.objects.pending().count()), "proposals wait for an editor")
        self.console.print(table)

    def _how_to_sign_in(self, port: int, accounts: list[Any]) -> None:
        self.console.print(f"\nCorroborate is at  [bold]http://127.0.0.1:{port}/[/bold]\n")
        table = Table("Role", "Sign in as", "Password")
        for account in accounts:
            table.add_row(account.role, account.username, account.password)
        self.console.print(table)
        self.console.print("What to look at first stands in README.md, under “The first ten minutes”.")
        self.console.print("Ctrl-C stops everything and keeps the data.")
