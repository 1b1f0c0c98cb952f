"""A mark of a person goes through the real worker: it gets a claim, and joins what its story says already."""

from collections.abc import Callable

import pytest

from claims.models import Evidence
from claims.services.mark import mark_statement
from sources.models import ProcessingStep
from tests.claims.services.building import article, person
from tests.claims.services.test_mark import place
from tests.waiting import wait_until


def test_the_worker_gives_a_mark_its_claim(worker: Callable[[], None]) -> None:
    from campaigns.services.roles import make_roles

    make_roles()
    source = article("A quiet night. Volunteers counted 37 unlit jetties in March 2021.")
    start, end = place(source.text, "37 unlit jetties")
    row = mark_statement(
        article=source,
        start=start,
        end=end,
        kind="statistic",
        by=person("Editors"),
        value="37",
        unit="jetties",
        counted="unlit jetties",
    )
    wait_until(
        lambda: Evidence.objects.filter(statement=row).exists(), what="the mark to get a claim", seconds=120
    )
    worker()
    claim = Evidence.objects.get(statement=row).claim
    assert (claim.status, claim.value, claim.unit) == ("proposed", 37, "jetties")
    assert pytest.approx(1.0) == row.confidence
    assert ProcessingStep.objects.get(article=source, step="propose").state == "done"
