"""A process killed in the middle of a step: nothing is half done, and the next run finishes the work."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psutil
import pytest
from django.db import connection, transaction

from config.settings import BASE_DIR
from sources.models import (
    Article,
    ArticleMatch,
    CandidateKey,
    DocumentVector,
    Fingerprint,
    ProcessingStep,
    StoryMembership,
)
from sources.services.compare import compare_with_candidates
from sources.services.fingerprint import make_fingerprints
from sources.services.stories import STORIES_LOCK
from tests.conftest import _test_database_url
from tests.sources.services.building import take, together, unqueued
from tests.texts import COPY, RELEASE
from tests.waiting import wait_until

STEP = """
import sys, django
django.setup()
from sources.services.{module} import {work}
{work}(int(sys.argv[1]))
"""


@pytest.fixture
def _unqueued() -> Iterator[None]:
    with unqueued():
        yield


def waiting_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        # Within a transaction, the activity is shown as it was first asked for.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


@contextmanager
def stories_locked() -> Iterator[None]:
    """Whoever compares meanwhile stands still with its transaction open."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [STORIES_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [STORIES_LOCK])


@contextmanager
def killed_while(module: str, work: str, article: Article) -> Iterator[None]:
    """Run a step in a process of its own and kill it where it waits for what the test holds."""
    process = subprocess.Popen(
        [sys.executable, "-c", STEP.format(module=module, work=work), str(article.pk)],
        cwd=BASE_DIR,
        env={
            **os.environ,
            "DATABASE_URL": _test_database_url(),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "OMP_NUM_THREADS": "1",
        },
    )
    wait_until(waiting_for_a_lock, what="the step to reach the lock", seconds=90)
    process.send_signal(signal.SIGKILL)
    process.wait()
    yield


def pool_processes() -> list[psutil.Process]:
    """The children of the tests' worker, which run the tasks."""
    found: list[psutil.Process] = []
    for process in psutil.Process().children():
        with contextlib.suppress(psutil.Error):  # one that ended a moment ago
            if "celery" in " ".join(process.cmdline()):
                found += process.children()
    return found


@pytest.mark.usefixtures("_unqueued")
@pytest.mark.django_db(transaction=True)
def test_killed_while_comparing_nothing_is_written_and_a_second_run_completes() -> None:
    release, copy = take(RELEASE), take(COPY)
    make_fingerprints([release.pk, copy.pk])
    with stories_locked(), killed_while("compare", "compare_with_candidates", copy):
        pass
    assert not ArticleMatch.objects.exists()
    assert not StoryMembership.objects.exists()
    compare_with_candidates(copy.pk)
    assert together(release, copy)


@pytest.mark.usefixtures("_unqueued")
@pytest.mark.django_db(transaction=True)
def test_killed_while_reading_nothing_is_written_and_a_second_run_completes() -> None:
    article = take(RELEASE)
    with transaction.atomic():
        Article.objects.select_for_update().get(pk=article.pk)
        with killed_while("fingerprint", "make_fingerprint", article):
            pass
    wait_until(lambda: not waiting_for_a_lock(), what="the dead process's connection to end", seconds=30)
    for model in (Fingerprint, CandidateKey, DocumentVector):
        assert not model.objects.exists()
    make_fingerprints([article.pk])
    assert Fingerprint.objects.get().article == article


def test_a_killed_worker_process_hands_its_task_back_and_another_completes_it(
    worker: Callable[[], None],
) -> None:
    release = take(RELEASE)
    worker()
    with stories_locked():
        copy = take(COPY)
        wait_until(waiting_for_a_lock, what="the worker to compare", seconds=90)
        step = ProcessingStep.objects.get(article=copy, step="compare")
        assert step.state == "running"
        for process in pool_processes():
            process.send_signal(signal.SIGKILL)
        wait_until(
            lambda: ProcessingStep.objects.get(pk=step.pk).attempts == 2,
            what="the task to be delivered again",
            seconds=120,
        )
        assert not ArticleMatch.objects.exists()
    worker()
    assert together(release, copy)
    assert not ProcessingStep.objects.exclude(state="done").exists()
