"""Edge: redo fingerprints, matches and stories after a change of model or threshold, or show what that would change."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from sources.models import Article
from sources.services import recompare
from sources.services.recompare import Changes, PairState


class Command(BaseCommand):
    """Prints progress to the error stream and what changed to the output."""

    help = (
        "Redo what was read or compared by another version of engine, model or thresholds. Broken off, it goes on where "
        "it stopped when run again. What people decided holds."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="print what would change, and write nothing"
        )
        chosen = parser.add_mutually_exclusive_group()
        chosen.add_argument(
            "--all", action="store_true", help="redo every article; broken off, go on without this option"
        )
        chosen.add_argument("--article", nargs="+", type=int, metavar="ID", help="redo these articles alone")

    def handle(self, *args: Any, **options: Any) -> None:
        ids: list[int] | None = options["article"]
        if ids is not None:
            known = set(Article.objects.filter(pk__in=ids).values_list("pk", flat=True))
            if missing := sorted(set(ids) - known):
                raise CommandError(f"There is no article {', '.join(map(str, missing))}.")
        again = options["all"] or ids is not None
        changed = self._try_out(ids, again) if options["dry_run"] else self._run(ids, again)
        self._print(changed, dry=options["dry_run"])

    def _run(self, ids: list[int] | None, again: bool) -> Changes:
        if again:
            recompare.mark_outdated(ids)
        work = recompare.outdated(ids)
        before = recompare.current_state()
        with self._progress() as progress:
            task = progress.add_task("Reading", total=len(work.to_read))
            recompare.read_again(work.to_read, lambda count: progress.advance(task, count))
            task = progress.add_task("Comparing", total=len(work.to_compare))
            recompare.compare_again(work.to_compare, lambda count: progress.advance(task, count))
        return recompare.changes(before, recompare.current_state())

    def _try_out(self, ids: list[int] | None, again: bool) -> Changes:
        with self._progress() as progress:
            task = progress.add_task("Trying out", total=None)
            return recompare.try_out(ids, again, lambda count: progress.advance(task, count))

    def _progress(self) -> Progress:
        return Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
        )

    def _print(self, changed: Changes, *, dry: bool) -> None:
        for (a, b), (before, after) in changed.pairs.items():
            self.stdout.write(f"Articles {a} and {b}: {_words(before)} → {_words(after)}")
        for story in changed.stories:
            if not story.before:
                self.stdout.write(f"New story: {_numbers(story.gains)}")
                continue
            parts = [
                f"{verb} {_numbers(articles)}"
                for verb, articles in (("gains", story.gains), ("loses", story.loses))
                if articles
            ]
            counts = f"{story.before} → {story.after} articles"
            self.stdout.write(f"Story {story.story}: {'; '.join(parts)} ({counts})")
        summary = f"{len(changed.pairs)} pairs, {len(changed.stories)} stories"
        self.stdout.write(f"Would change: {summary}. Nothing was written." if dry else f"Changed: {summary}.")


def _numbers(article_ids: frozenset[int]) -> str:
    return ", ".join(map(str, sorted(article_ids)))


def _words(state: PairState | None) -> str:
    if state is None:
        return "no match"
    return f"{state.relation.replace('_', '-')}, {'joined' if state.joined else 'not joined'}"
