"""Two people at once, on real connections: one decision stands, the other person is told, nothing is half done."""

import threading

import pytest
from django.db import close_old_connections, connection

from claims.models import Claim, Decision, Evidence, Proposal
from claims.services.decisions import DecisionRefused
from claims.services.merge import accept, merge_many
from claims.services.refuse import refuse
from claims.services.replay import compare, replay
from claims.services.undo import undo
from tests.claims.services.building import claim, person, proposal

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _roles(transactional_db):
    from campaigns.services.roles import make_roles

    make_roles()


def at_once(*verbs):
    """Run every verb in a thread and connection of its own, all released together; their results or refusals."""
    gate, outcomes = threading.Barrier(len(verbs)), [None] * len(verbs)

    def run(place, verb):
        close_old_connections()
        try:
            gate.wait(10)
            outcomes[place] = verb()
        except DecisionRefused as refusal:
            outcomes[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(verbs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes


@pytest.mark.parametrize("second", ["accept", "refuse"])
def test_two_people_on_one_proposal(second):
    one, people = proposal(claim(), claim()), [person(), person()]
    other = {
        "accept": lambda: accept(proposal=one, by=people[1]),
        "refuse": lambda: refuse(proposal=one, reason="place", by=people[1]),
    }[second]
    outcomes = at_once(lambda: accept(proposal=one, by=people[0]), other)
    refusals = [outcome for outcome in outcomes if isinstance(outcome, DecisionRefused)]
    assert len(refusals) == 1
    assert refusals[0].code in {"already-decided", "merged"}
    assert Decision.objects.count() == 1
    assert compare(replay()) == []


def test_a_chain_of_merges_at_once_loses_nothing():
    rows, by = [claim() for _ in range(6)], person()
    pairs = [proposal(rows[place], rows[place + 1]) for place in range(5)]
    at_once(*[lambda one=one: accept(proposal=one, by=by) for one in pairs])
    assert Evidence.objects.count() == 6
    assert compare(replay()) == []
    standing = Claim.objects.filter(merged_into=None).count()
    assert standing + Decision.objects.count() == 6
    assert Proposal.objects.filter(status="accepted").count() == Decision.objects.count()


def test_two_undos_at_once_undo_once():
    people = [person(), person()]
    decision = merge_many(claims=[claim(), claim()], by=people[0])
    outcomes = at_once(*[lambda by=by: undo(decision=decision, by=by) for by in people])
    assert sorted(isinstance(outcome, DecisionRefused) for outcome in outcomes) == [False, True]
    assert compare(replay()) == []


def test_a_verb_that_fails_half_way_leaves_nothing(monkeypatch):
    from claims.services import merge

    a, b = claim(), claim()

    def fail(*args, **kwargs):
        raise RuntimeError("the power went")

    monkeypatch.setattr(merge, "_carry_differences", fail)
    with pytest.raises(RuntimeError):
        merge_many(claims=[a, b], by=person())
    assert Decision.objects.count() == 0
    assert Claim.objects.filter(merged_into__isnull=False).count() == 0
    assert a.evidence.count() == b.evidence.count() == 1
    assert compare(replay()) == []
