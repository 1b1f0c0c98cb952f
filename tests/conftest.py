"""What every test rests on: the real worker on the test database, and text that was written for the tests."""

import os
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
import redis
from django.conf import settings
from django.db import connection

from config import processes
from sources.models import ProcessingStep
from tests.waiting import wait_until


def _test_database_url() -> str:
    parts = connection.settings_dict
    host = parts["OPTIONS"].get("host") or parts["HOST"]
    where = f"?host={quote(host, safe='')}" if host.startswith("/") else ""
    address = "" if where else f"{host}:{parts['PORT'] or 5432}"
    password = f":{quote(parts['PASSWORD'])}" if parts["PASSWORD"] else ""
    return f"postgresql://{parts['USER']}{password}@{address}/{parts['NAME']}{where}"


@pytest.fixture(scope="session")
def _worker_process(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    redis.Redis.from_url(settings.REDIS_URL).flushdb()
    before = os.environ["DATABASE_URL"]
    os.environ["DATABASE_URL"] = _test_database_url()
    try:
        process = processes.start_worker(1, name="tests")
    finally:
        os.environ["DATABASE_URL"] = before
    yield
    processes.stop([process])


@pytest.fixture
def worker(transactional_db: None, _worker_process: None) -> Iterator[Callable[[], None]]:
    """The real Celery worker, on the test database. Call it to wait until every article is through."""

    def wait() -> None:
        wait_until(
            lambda: (
                not ProcessingStep.objects.filter(state__in=["waiting", "running"])
                .exclude(article__steps__state="failed")
                .exists()
            ),
            what="the worker to finish",
            seconds=120,
        )

    yield wait
    broker = redis.Redis.from_url(settings.REDIS_URL)
    wait_until(
        lambda: not [key for key in broker.scan_iter("celery*") if broker.llen(key)],  # a list a priority
        what="the queue to empty",
        seconds=60,
    )
