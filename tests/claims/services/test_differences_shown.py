"""From articles to the researchers' page: other figures on one thing are offered, an editor says why, readers see it."""

import pytest
from django.urls import reverse

from claims.models import Decision, Difference, Proposal
from claims.services.approve import approve
from claims.services.propose import propose
from claims.services.replay import compare, replay
from claims.services.undo import undo
from sources.models import Platform
from tests.claims.services.building import person, statement

pytestmark = pytest.mark.django_db

PAIRS = {
    "60 and 59 organisations": (
        (
            "60 organisations",
            "60 organisations signed the open letter to the company.",
            "60",
            "organisations",
            {},
        ),
        (
            "59 organisations",
            "The open letter to the company was signed by 59 organisations.",
            "59",
            "organisations",
            {},
        ),
        "rounding",
        "unknown",
        "Not known",
    ),
    "half and 55 per cent of a period": (
        (
            "Half of the offences",
            "Half of the offences took place on Pixomo, the charity says.",
            "50",
            "%",
            {},
        ),
        (
            "55 % of the offences",
            "Between April 2017 and October 2019, 55 % of the offences took place on Pixomo.",
            "55",
            "%",
            {"period": "Between April 2017 and October 2019", "period_resolved": "2017-04-01/2019-10-31"},
        ),
        "period",
        "period",
        "Another period",
    ),
}


def said(exact, sentence, value, unit, fields, platform):
    row = statement(exact, sentence=sentence, value=value, unit=unit)
    type(row.statistic).objects.filter(pk=row.pk).update(counted=exact.split(" ", 1)[1].replace("% ", ""))
    type(row).objects.filter(pk=row.pk).update(**fields)
    row.platforms.add(platform)
    propose(row.article_id)
    return type(row).objects.get(pk=row.pk).evidence.claim


@pytest.mark.parametrize("name", PAIRS)
def test_a_difference_is_found_recorded_and_shown(client, name):
    one, two, offered, chosen, shown = PAIRS[name]
    platform = Platform.objects.create(slug="pixomo", name="Pixomo")
    editor, reader = person("Editors"), person("Researchers")
    claims = [said(*row, platform) for row in (one, two)]
    difference = Difference.objects.get()
    assert {difference.claim_a, difference.claim_b} == set(claims)
    assert (difference.status, difference.reason) == ("offered", offered)
    assert not Proposal.objects.filter(score__gte=0.9).exists(), "two figures are not offered as one claim"
    for claim in claims:
        approve(claim=claim, by=editor)

    client.force_login(editor)
    listed = client.get(reverse("admin:claims_difference_changelist")).content.decode()
    assert claims[0].wording[:40] in listed
    given = {"action": f"record_{chosen}", "_selected_action": [difference.pk]}
    client.post(reverse("admin:claims_difference_changelist"), given)
    difference.refresh_from_db()
    assert (difference.status, difference.reason) == ("recorded", chosen)

    client.force_login(reader)
    for claim, other in (claims, claims[::-1]):
        page = client.get(claim.get_absolute_url()).content.decode()
        assert other.wording in page
        assert shown in page
        assert "no editor has looked yet" not in page
    undo(decision=Decision.objects.get(verb="differ"), by=editor)
    difference.refresh_from_db()
    assert difference.status == "offered"
    assert compare(replay()) == []
