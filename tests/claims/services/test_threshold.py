"""What counts as certain: seen before it is set, by administrators alone, recorded, undone, and left alone by re-runs."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from claims.models import Decision, Proposal
from claims.services.decisions import DecisionRefused
from claims.services.replay import compare, replay
from claims.services.threshold import certain_from, preview, set_threshold, wilson
from claims.services.undo import undo
from tests.claims.services.building import claim, person, proposal

pytestmark = pytest.mark.django_db
THRESHOLD, TABLE = "admin:claims_review_threshold", "admin:claims_review_table"


@pytest.fixture
def administrator():
    return person("", "ada", superuser=True)


def decided(score, status):
    reason = "other" if status == "refused" else ""
    Proposal.objects.create(
        claim_a=(a := claim()), claim_b=claim(), score=score, signals={}, engine_version="test", status=status,
        reason=reason, decided_by=None,
    )  # fmt: skip
    return a


@given(st.integers(0, 400), st.integers(0, 400))
def test_the_interval_holds_the_share(one, two):
    successes, trials = min(one, two), max(one, two)
    low, high = wilson(successes, trials)
    assert 0 <= low <= high <= 1
    if trials:
        assert low - 1e-9 <= successes / trials <= high + 1e-9


def test_the_interval_is_wilsons():
    low, high = wilson(19, 20)
    assert (round(low, 3), round(high, 3)) == (0.764, 0.991)


def test_the_preview_says_what_would_change_and_what_to_expect():
    for score, status in [(0.95, "accepted"), (0.86, "accepted"), (0.87, "refused"), (0.5, "refused")]:
        decided(score, status)
    above, between, below = (proposal(claim(), claim(), score=score) for score in (0.93, 0.85, 0.7))
    differing = proposal(claim(), claim(value="59"), score=0.88)
    lower = preview(0.8)
    assert (lower.present, lower.precision.decided, lower.precision.approved) == (0.9, 3, 2)
    assert lower.arriving == (between,)
    assert (lower.leaving, lower.differing_count) == ((), 1)
    assert sum(band.waiting for band in lower.bands) == 3
    assert {above, differing}.isdisjoint(lower.arriving)
    higher = preview(0.95)
    assert (higher.arriving, higher.leaving) == ((), (above,))
    assert below.score < 0.8
    assert Decision.objects.count() == 0


def test_setting_is_a_decision_that_is_undone_and_replayed(administrator):
    decision = set_threshold(score=0.8, seen=0.9, by=administrator, reason="two hundred decided")
    assert certain_from() == 0.8
    assert (decision.verb, decision.by, decision.reason) == (
        "threshold",
        administrator,
        "From 0.90 to 0.80. two hundred decided",
    )
    assert compare(replay()) == []
    undo(decision=decision, by=administrator)
    assert certain_from() == 0.9
    assert compare(replay()) == []


def test_an_older_setting_is_undone_only_with_those_that_rest_on_it(administrator):
    first = set_threshold(score=0.8, seen=0.9, by=administrator)
    set_threshold(score=0.85, seen=0.8, by=administrator)
    with pytest.raises(DecisionRefused, match="Later decisions"):
        undo(decision=first, by=administrator)
    undo(decision=first, by=administrator, with_later=True)
    assert certain_from() == 0.9


def test_what_was_seen_must_still_hold(administrator):
    set_threshold(score=0.8, seen=0.9, by=administrator)
    with pytest.raises(DecisionRefused, match="meanwhile"):
        set_threshold(score=0.7, seen=0.9, by=administrator)
    for score in (-0.1, 1.1):
        with pytest.raises(DecisionRefused):
            set_threshold(score=score, seen=0.8, by=administrator)
    assert certain_from() == 0.8


def test_editors_neither_see_nor_set_nor_undo_it(client, administrator):
    editor = person("Editors")
    with pytest.raises(DecisionRefused):
        set_threshold(score=0.8, seen=0.9, by=editor)
    decision = set_threshold(score=0.8, seen=0.9, by=administrator)
    with pytest.raises(DecisionRefused):
        undo(decision=decision, by=editor)
    client.force_login(editor)
    assert client.get(reverse(THRESHOLD), {"score": "0.7"}).status_code == 403
    assert client.post(reverse(THRESHOLD), {"score": "0.7", "seen": "0.8"}).status_code == 403
    assert "See what would change" not in client.get(reverse("admin:claims_review_report")).content.decode()
    assert certain_from() == 0.8


def test_an_administrator_sees_then_confirms_and_the_table_follows(client, administrator):
    proposal(claim(), claim(), score=0.85)
    client.force_login(administrator)
    assert client.get(reverse(TABLE)).content.decode().count('name="proposal"') == 0
    shown = client.get(reverse(THRESHOLD), {"score": "0.8"}).content.decode()
    assert "1 proposal would be chosen already" in shown
    assert certain_from() == 0.9, "looking sets nothing"
    client.post(reverse(THRESHOLD), {"score": "0.8"})
    assert certain_from() == 0.9, "without what was seen nothing is set"
    client.post(reverse(THRESHOLD), {"score": "0.8", "seen": "0.9", "reason": "enough decided"})
    assert certain_from() == 0.8
    assert client.get(reverse(TABLE)).content.decode().count('name="proposal"') == 1
    report = client.get(reverse("admin:claims_review_report")).content.decode()
    assert "From 0.90 to 0.80. enough decided" in report
    client.post(reverse("admin:claims_review_undo"), {"decision": Decision.objects.get().pk})
    assert certain_from() == 0.9


def test_a_score_that_is_none_changes_nothing(client, administrator):
    client.force_login(administrator)
    for score in ("", "2", "x"):
        assert client.post(reverse(THRESHOLD), {"score": score, "seen": "0.9"}).status_code == 302
    assert Decision.objects.count() == 0
