"""A database that fails, or a process that is killed, at any statement of any verb: all or nothing, log and state one."""

import os
import signal

import pytest
from django.db import OperationalError, connection

from campaigns.services.roles import make_roles
from claims.models import Claim, Decision, Evidence, Proposal
from claims.services.approve import approve
from claims.services.consent import record_consent
from claims.services.differ import differ
from claims.services.dispute import dispute
from claims.services.merge import accept, merge_many
from claims.services.merge_names import merge_names
from claims.services.refuse import refuse
from claims.services.rename import rename
from claims.services.replay import compare, replay
from claims.services.second_looks import give_opinion
from claims.services.split import split
from claims.services.threshold import set_threshold
from claims.services.undo import undo, undo_run
from claims.services.unsure import unsure
from claims.services.withdraw import withdraw
from sources.models import Organisation
from tests.claims.services.building import claim, person, proposal

TABLES = {
    Claim: ("pk", "wording", "status", "merged_into", "revision", "sensitive"),
    Evidence: ("pk", "claim", "joined"),
    Proposal: ("pk", "claim_a", "claim_b", "status", "reason"),
    Decision: ("pk", "verb"),
    Organisation: ("pk", "merged_into"),
}


class Scene:
    """Two claims that are proposed as one, a third, an organisation twice, and people who may do everything."""

    def __init__(self):
        self.editor, self.administrator = person("Editors"), person("", superuser=True)
        self.a, self.b, self.c = claim(statements=2), claim(statements=2), claim(value="59")
        self.one = proposal(self.a, self.b)
        proposal(self.b, self.c)
        self.secret = claim("It went on.", value=None, sensitive=True)
        self.bodies = [Organisation.objects.create(slug=f"b{n}", name=f"Body {n}") for n in range(2)]
        Claim.objects.filter(pk=self.c.pk).update(organisation=self.bodies[1])
        self.merged = merge_many(claims=[claim(), claim()], by=self.editor)
        self.opinion = proposal(claim(), claim())
        give_opinion(proposal=self.opinion, verdict="accept", by=self.administrator)


VERBS = {
    "accept": lambda s: accept(proposal=s.one, by=s.editor),
    "refuse": lambda s: refuse(proposal=s.one, reason="place", by=s.editor),
    "unsure": lambda s: unsure(proposal=s.one, by=s.editor),
    "merge": lambda s: merge_many(claims=[s.a, s.b, s.c], by=s.editor, confirm_difference=True),
    "split": lambda s: split(claim=s.a, evidence=list(s.a.evidence.all())[:1], by=s.editor),
    "approve": lambda s: approve(claim=s.a, by=s.editor),
    "rename": lambda s: rename(claim=s.a, wording="Sixty signed.", by=s.editor),
    "dispute": lambda s: dispute(claim=s.a, by=s.editor, reason="Another number is said."),
    "withdraw": lambda s: withdraw(claim=s.a, by=s.editor, reason="Taken back."),
    "differ": lambda s: differ(claims=(s.a, s.c), reason="period", by=s.editor),
    "consent": lambda s: record_consent(claim=s.secret, record="Letter of May", by=s.administrator),
    "join names": lambda s: merge_names(stays=s.bodies[0], others=[s.bodies[1]], by=s.editor),
    "threshold": lambda s: set_threshold(score=0.8, seen=0.9, by=s.administrator),
    "second look": lambda s: give_opinion(proposal=s.opinion, verdict="accept", by=s.editor),
    "undo": lambda s: undo(decision=s.merged, by=s.editor),
}


def state():
    return {model: sorted(map(str, model.objects.values_list(*fields))) for model, fields in TABLES.items()}


class FailAt:
    """Raises, or ends the process, before the n-th statement that is sent; ``reached`` tells whether it came to that."""

    def __init__(self, number, *, kill=False):
        self.left, self.kill, self.reached = number, kill, False

    def __call__(self, execute, sql, params, many, context):
        self.left -= 1
        if self.left == 0:
            self.reached = True
            if self.kill:
                os.kill(os.getpid(), signal.SIGKILL)
            raise OperationalError("the connection is gone")
        return execute(sql, params, many, context)


@pytest.mark.django_db
@pytest.mark.parametrize("verb", VERBS)
def test_a_failing_database_leaves_all_or_nothing(verb):
    scene = Scene()
    before, number = state(), 0
    while True:
        number += 1
        fault = FailAt(number)
        try:
            with connection.execute_wrapper(fault):
                VERBS[verb](scene)
        except OperationalError:
            assert state() == before, f"half of it stands after statement {number} failed"
            continue
        break
    assert not fault.reached
    assert number > 5
    assert Decision.objects.count() > len(before[Decision])
    assert compare(replay()) == []


@pytest.mark.django_db
def test_a_run_of_undos_that_fails_undoes_none(monkeypatch):
    from uuid import uuid4

    editor, run = person("Editors"), uuid4()
    for _ in range(3):
        accept(proposal=proposal(claim(), claim()), by=editor, run=run)
    before, number, reached = state(), 20, True
    while reached:
        fault = FailAt(number)
        try:
            with connection.execute_wrapper(fault):
                undo_run(run=run, by=editor)
        except OperationalError:
            assert state() == before
        reached, number = fault.reached, number + 17
    assert Proposal.objects.filter(status="pending").count() == 3
    assert compare(replay()) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("verb", ["accept", "split", "join names", "undo"])
@pytest.mark.parametrize("number", [4, 9, 13])
def test_a_killed_process_leaves_nothing_and_the_verb_can_be_done_again(verb, number):
    make_roles()
    scene = Scene()
    before = state()
    child = os.fork()
    if child == 0:
        connection.connection = None  # the parent's; a new one is opened
        try:
            with connection.execute_wrapper(FailAt(number, kill=True)):
                VERBS[verb](scene)
        finally:
            os._exit(3)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the process was not killed half-way"
    assert state() == before
    VERBS[verb](scene)
    assert compare(replay()) == []
