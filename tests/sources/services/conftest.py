"""These tests run the steps themselves; no worker takes them out of their hands."""

from collections.abc import Iterator

import pytest

from tests.sources.services.building import unqueued


@pytest.fixture(autouse=True)
def _unqueued() -> Iterator[None]:
    with unqueued():
        yield
