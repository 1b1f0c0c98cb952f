"""Running one step of an article's way through the worker, and keeping what happened to it.

The order of steps and their retries are left to the tasks.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from sources.models import Article, ProcessingStep
from sources.signals import article_taken

logger = logging.getLogger(__name__)


class ArticleGone(Exception):
    """The article was deleted meanwhile: the step ends and harms nothing."""


def run_step(*, article_id: int, step: str, work: Callable[[int], str]) -> bool:
    """Run ``work(article_id)``, which returns its engine's version, and keep state, time and error of the step.

    If the worker dies half-way the row stays "running" and the task, acknowledged late, is delivered again; ``work`` is
    idempotent, so the second run is harmless. Returns False where the article is gone. Re-raises what ``work`` raised
    after writing it down.
    """
    with _flushed_at_the_end():
        return _run(article_id, step, work)


@contextmanager
def _flushed_at_the_end() -> Iterator[None]:
    """Let what a step commits on its way reach the disk with its last commit, the state it ends in.

    A dozen waits for the disk become one, and nothing is less sure: the log is flushed in order, and a task is only
    acknowledged after the step's end.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
    try:
        yield
    finally:
        _flush_from_here()


def _flush_from_here() -> None:
    if connection.is_usable():
        with connection.cursor() as cursor:
            cursor.execute("RESET synchronous_commit")


def _run(article_id: int, step: str, work: Callable[[int], str]) -> bool:
    row, _ = _row(article_id, step)
    if row is None:
        return False
    ProcessingStep.objects.filter(pk=row.pk).update(
        state=ProcessingStep.State.RUNNING,
        attempts=F("attempts") + 1,
        started_at=timezone.now(),
        finished_at=None,
        error="",
    )
    try:
        version = work(article_id)
    except ArticleGone:
        return False
    except Exception as error:
        if not Article.objects.filter(pk=article_id).exists():
            return False
        _flush_from_here()
        ProcessingStep.objects.filter(pk=row.pk).update(
            state=ProcessingStep.State.FAILED,
            finished_at=timezone.now(),
            error=f"{type(error).__name__}: {error}"[:4000],
        )
        logger.exception("article %s, step %s failed", article_id, step)
        raise
    _flush_from_here()
    ProcessingStep.objects.filter(pk=row.pk).update(
        state=ProcessingStep.State.DONE, finished_at=timezone.now(), engine_version=version
    )
    return True


def _row(article_id: int, step: str) -> tuple[ProcessingStep | None, bool]:
    with transaction.atomic():
        if not Article.objects.filter(pk=article_id).select_for_update(of=("self",), no_key=True).exists():
            return None, False
        return ProcessingStep.objects.get_or_create(article_id=article_id, step=step)


def retry(*, article_ids: Iterable[int]) -> int:
    """Send articles through the worker again: their steps wait, and the chain is queued on commit. Returns how many."""
    ids = list(article_ids)
    with transaction.atomic():
        ProcessingStep.objects.filter(article_id__in=ids).update(
            state=ProcessingStep.State.WAITING, error="", started_at=None, finished_at=None
        )
        for article_id in ids:
            transaction.on_commit(partial(article_taken.send, Article, article_id=article_id))
    return len(ids)
