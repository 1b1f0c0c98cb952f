"""Edge: redo fingerprints, matches and stories after a change of model or threshold, or show what that would change."""

from typing import Any

from sources.management.again import AgainCommand
from sources.services import recompare
from sources.services.recompare import Changes, PairState


class Command(AgainCommand):
    """Prints progress to the error stream and what changed to the output."""

    help = (
        "Redo what was read or compared by another version of engine, model or thresholds. Broken off, it goes on where "
        "it stopped when run again. What people decided holds."
    )

    verb = "read and compare"

    def handle(self, *args: Any, **options: Any) -> None:
        ids = self.chosen(options)
        again = options["all"] or ids is not None
        changed = self._try_out(ids, again) if options["dry_run"] else self._run(ids, again)
        self._print(changed, dry=options["dry_run"])

    def _run(self, ids: list[int] | None, again: bool) -> Changes:
        if again:
            recompare.mark_outdated(ids)
        work = recompare.outdated(ids)
        before = recompare.current_state()
        with self.progress() as progress:
            task = progress.add_task("Reading", total=len(work.to_read))
            recompare.read_again(work.to_read, lambda count: progress.advance(task, count))
            task = progress.add_task("Comparing", total=len(work.to_compare))
            recompare.compare_again(work.to_compare, lambda count: progress.advance(task, count))
        return recompare.changes(before, recompare.current_state())

    def _try_out(self, ids: list[int] | None, again: bool) -> Changes:
        with self.progress() as progress:
            task = progress.add_task("Trying out", total=None)
            return recompare.try_out(ids, again, lambda count: progress.advance(task, count))

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
