"""Edge: ask the matcher again about everything, or show what that would change."""

from typing import Any

from claims.services import rematch
from claims.services.rematch import Rematched
from sources.management.again import AgainCommand
from sources.models import ProcessingStep


class Command(AgainCommand):
    """Prints progress to the error stream and what changed to the output."""

    help = (
        "Match again what another version of the matcher matched. Broken off, it goes on where it stopped when run again. "
        "What people decided holds, and nothing is asked twice."
    )

    verb = "match"

    def handle(self, *args: Any, **options: Any) -> None:
        """Find the work, do or try it, say what changed."""
        ids = self.chosen(options)
        again, dry = options["all"] or ids is not None, options["dry_run"]
        if again and not dry:
            rematch.mark_outdated(ids)
        work = self._every(ids) if again and dry else rematch.outdated(ids)
        with self.progress() as progress:
            task = progress.add_task("Trying out" if dry else "Matching", total=len(work))
            run = rematch.try_out if dry else rematch.rematch
            changed = run(work, lambda count: progress.advance(task, count))
        self._print(changed, len(work), dry=dry)

    def _every(self, ids: list[int] | None) -> list[int]:
        steps = ProcessingStep.objects.filter(step=rematch.STEP, started_at__isnull=False)
        if ids is not None:
            steps = steps.filter(article__in=ids)
        return list(steps.order_by("article").values_list("article", flat=True))

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
