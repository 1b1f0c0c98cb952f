"""Edge: ask the matcher again about everything, or show what that would change."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from claims.services import rematch
from claims.services.rematch import Rematched
from sources.models import Article, ProcessingStep


class Command(BaseCommand):
    """Prints progress to the error stream and what changed to the output."""

    help = (
        "Match again what another version of the matcher matched. Broken off, it goes on where it stopped when run again. "
        "What people decided holds, and nothing is asked twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """As ``recompare`` has them."""
        parser.add_argument(
            "--dry-run", action="store_true", help="print what would change, and write nothing"
        )
        chosen = parser.add_mutually_exclusive_group()
        chosen.add_argument(
            "--all",
            action="store_true",
            help="match every article again; broken off, go on without this option",
        )
        chosen.add_argument(
            "--article", nargs="+", type=int, metavar="ID", help="match these articles alone again"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Find the work, do or try it, say what changed."""
        ids: list[int] | None = options["article"]
        if ids is not None:
            known = set(Article.objects.filter(pk__in=ids).values_list("pk", flat=True))
            if missing := sorted(set(ids) - known):
                raise CommandError(f"There is no article {', '.join(map(str, missing))}.")
        again, dry = options["all"] or ids is not None, options["dry_run"]
        if again and not dry:
            rematch.mark_outdated(ids)
        work = self._every(ids) if again and dry else rematch.outdated(ids)
        with self._progress() as progress:
            task = progress.add_task("Trying out" if dry else "Matching", total=len(work))
            run = rematch.try_out if dry else rematch.rematch
            changed = run(work, lambda count: progress.advance(task, count))
        self._print(changed, len(work), dry=dry)

    def _every(self, ids: list[int] | None) -> list[int]:
        steps = ProcessingStep.objects.filter(step=rematch.STEP, started_at__isnull=False)
        if ids is not None:
            steps = steps.filter(article__in=ids)
        return list(steps.order_by("article").values_list("article", flat=True))

    def _progress(self) -> Progress:
        return Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
        )

    def _print(self, changed: Rematched, articles: int, *, dry: bool) -> None:
        for (a, b), score in sorted(changed.proposed.items()):
            self.stdout.write(f"Claims {a} and {b}: proposed, {score:.2f}")
        for (a, b), (before, after) in sorted(changed.rescored.items()):
            self.stdout.write(f"Claims {a} and {b}: score {before:.2f} → {after:.2f}")
        for (a, b), reason in sorted(changed.differences.items()):
            self.stdout.write(f"Claims {a} and {b}: difference offered ({reason})")
        for statement, (was, now) in sorted(changed.moved.items()):
            self.stdout.write(
                f"Statement {statement}: {f'claim {was} → {now}' if was else f'new in claim {now}'}"
            )
        counts = (
            f"{articles} articles: {len(changed.proposed)} proposals, {len(changed.rescored)} new scores, "
            f"{len(changed.differences)} differences, {len(changed.moved)} statements"
        )
        self.stdout.write(
            f"Would change in {counts}. Nothing was written." if dry else f"Changed in {counts}."
        )
