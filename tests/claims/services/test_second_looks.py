"""Two people decide a share of the proposals blind; what the report says of their agreement."""

import pytest

from claims.models import Decision, DeskSettings, Opinion, Proposal
from claims.services.agreement import agreement, bands, kappa_of, suggested_threshold
from claims.services.decisions import DecisionRefused
from claims.services.merge import accept
from claims.services.queue import walk
from claims.services.refuse import refuse
from claims.services.second_looks import give_opinion, is_looked_at_twice, withdraw_opinion
from claims.services.undo import undo
from tests.claims.services.building import claim, person, proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return person("Editors", "edith"), person("Editors", "olga")


def test_the_share_is_drawn_the_same_way_every_time():
    rows = [Proposal(pk=pk, status="pending") for pk in range(1, 2001)]
    drawn = [row.pk for row in rows if is_looked_at_twice(row, 0.2)]
    assert 320 < len(drawn) < 480
    assert drawn == [row.pk for row in rows if is_looked_at_twice(row, 0.2)]
    assert set(drawn) <= {row.pk for row in rows if is_looked_at_twice(row, 0.5)}
    assert not any(is_looked_at_twice(row, 0.0) for row in rows)


def test_two_answers_that_agree_become_the_decision(people):
    one = proposal(claim(), claim())
    first = give_opinion(proposal=one, verdict="refuse", reason="period", by=people[0])
    assert first.decision is None
    assert Proposal.objects.get().status == "pending"
    assert walk(user=people[0]) == []
    assert walk(user=people[1]) == [one.pk]
    second = give_opinion(proposal=one, verdict="refuse", reason="place", by=people[1])
    assert second.agreed
    assert Proposal.objects.get().status == "refused"
    assert "Two looks: edith and olga" in Decision.objects.get().reason


def test_two_answers_that_do_not_are_settled_openly(people):
    one = proposal(claim(), claim())
    give_opinion(proposal=one, verdict="accept", by=people[0])
    answer = give_opinion(proposal=one, verdict="refuse", reason="place", by=people[1])
    assert answer.agreed is False
    one.refresh_from_db()
    assert (one.status, one.note) == ("unsure", "Two looks, two answers: one claim, keep apart.")
    accept(proposal=one, by=people[0])
    undo(decision=Decision.objects.get(verb="merge"), by=people[0])


def test_nobody_answers_twice_and_an_answer_is_taken_back_while_it_waits(people):
    one = proposal(claim(), claim())
    mine = give_opinion(proposal=one, verdict="unsure", by=people[0])
    with pytest.raises(DecisionRefused, match="another pair of eyes"):
        give_opinion(proposal=one, verdict="accept", by=people[0])
    with pytest.raises(DecisionRefused):
        withdraw_opinion(opinion=mine.opinion, by=people[1])
    withdraw_opinion(opinion=mine.opinion, by=people[0])
    assert walk(user=people[0]) == [one.pk]
    give_opinion(proposal=one, verdict="accept", by=people[0])
    again = give_opinion(proposal=one, verdict="accept", by=people[1])
    with pytest.raises(DecisionRefused, match="counts already"):
        withdraw_opinion(opinion=again.opinion, by=people[1])
    undo(decision=again.decision, by=people[0])
    one.refresh_from_db()
    assert not is_looked_at_twice(one, 1.0), "after an undo it is settled openly"
    assert walk(user=people[0]) == [one.pk]


def test_figures_that_differ_are_confirmed_by_each(people):
    one = proposal(claim(), claim(value="59"))
    with pytest.raises(DecisionRefused, match="figures differ"):
        give_opinion(proposal=one, verdict="accept", by=people[0])
    give_opinion(proposal=one, verdict="accept", by=people[0], confirm_difference=True)
    with pytest.raises(DecisionRefused, match="figures differ"):
        give_opinion(proposal=one, verdict="accept", by=people[1])
    assert Opinion.objects.count() == 1


def test_the_desk_keeps_the_first_answer_from_the_second_person(client, people):
    DeskSettings.objects.create(pk=1, second_look_share=1.0)
    one = proposal(claim(), claim())
    client.force_login(people[0])
    client.post(f"/admin/claims/review/{one.pk}/refuse/", {"reason": "period"})
    assert Decision.objects.count() == 0
    assert "Your answer is kept" in client.get("/admin/claims/review/").content.decode()
    client.force_login(people[1])
    shown = client.get(f"/admin/claims/review/{one.pk}/").content.decode()
    assert "edith" not in shown
    client.post(f"/admin/claims/review/{one.pk}/refuse/", {"reason": "period"})
    assert Decision.objects.get().verb == "refuse"
    assert "Cohen" in client.get("/admin/claims/review/report/").content.decode()


def test_kappa_as_worked_by_hand():
    # 20 both yes, 15 both no, 5 yes/no, 10 no/yes: raw 0.7, chance 0.5, kappa 0.4
    pairs = [("y", "y")] * 20 + [("n", "n")] * 15 + [("y", "n")] * 5 + [("n", "y")] * 10
    found = kappa_of(pairs)
    assert (found.pairs, found.raw, found.kappa) == (50, pytest.approx(0.7), pytest.approx(0.4))
    assert kappa_of([("y", "y")]).kappa is None
    assert kappa_of([]).raw is None
    assert agreement().pairs == 0


def test_bands_and_threshold_from_what_was_decided(people):
    for place in range(12):
        accept(proposal=proposal(claim(), claim(), score=0.91), by=people[0])
        if place < 6:
            refuse(proposal=proposal(claim(), claim(), score=0.55), reason="place", by=people[0])
    proposal(claim(), claim(), score=0.95)
    found = {band.least: (band.accepted, band.refused) for band in bands()}
    assert found[0.9] == (12, 0)
    assert found[0.5] == (0, 6)
    assert suggested_threshold() is None, "too few decisions"
    threshold = suggested_threshold(least=10)
    assert (threshold.score, threshold.precision, threshold.decided, threshold.waiting) == (0.91, 1.0, 12, 1)
