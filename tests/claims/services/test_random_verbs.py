"""Two editors do random verbs, undo among them; after each, the log rebuilds the state and nothing is lost.

DECISION_STEPS sets how many verbs a run takes (default 25), DECISION_RUNS how many runs (default 6).
"""

import os

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from claims.models import Claim, Decision, Evidence, Proposal, Statement
from claims.services.approve import approve
from claims.services.correct import refuse_statement
from claims.services.decisions import DecisionRefused, UndoBlocked, ordered
from claims.services.differ import differ
from claims.services.dispute import dispute
from claims.services.merge import accept, merge_many
from claims.services.merge_names import merge_names
from claims.services.refuse import refuse
from claims.services.rename import rename
from claims.services.replay import compare, replay
from claims.services.split import split
from claims.services.successors import successor_of
from claims.services.undo import undo
from claims.services.unsure import unsure
from claims.services.withdraw import withdraw
from sources.models import Organisation, Platform
from tests.claims.services.building import claim, person, proposal

pytestmark = pytest.mark.django_db
picks = st.integers(0, 10_000)


class Desk(RuleBasedStateMachine):
    """The desk under two pairs of hands."""

    def __init__(self):
        super().__init__()
        self.refused = []
        self.outer = transaction.atomic()
        self.outer.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    @initialize()
    def scene(self):
        self.editors = [person("Editors"), person("Editors")]
        values = ["60", "60", "60", "59", "60", "59"]
        self.claims = [claim(value=value, statements=1 + place % 3) for place, value in enumerate(values)]
        for first in range(len(values)):
            for second in range(first):
                if (first + second) % 2:
                    proposal(self.claims[first], self.claims[second])
        self.bodies = [Organisation.objects.create(slug=f"body-{n}", name=f"Body {n}") for n in range(3)]
        self.platforms = [Platform.objects.create(slug=f"site-{n}", name=f"Site {n}") for n in range(3)]
        for place, row in enumerate(self.claims):
            Claim.objects.filter(pk=row.pk).update(organisation=self.bodies[place % 3])
            row.platforms.set([self.platforms[place % 3], self.platforms[(place + 1) % 3]])
        self.statements = set(Statement.objects.values_list("pk", flat=True))

    def any_claim(self, pick):
        ids = list(Claim.objects.order_by("pk").values_list("pk", flat=True))
        return Claim.objects.get(pk=ids[pick % len(ids)])

    def any_proposal(self, pick):
        rows = list(Proposal.objects.order_by("pk"))
        return rows[pick % len(rows)]

    def attempt(self, verb, who, **given):
        try:
            verb(by=self.editors[who % 2], **given)
        except DecisionRefused as refusal:
            self.refused.append(str(refusal))

    @rule(pick=picks, who=picks, confirm=st.booleans())
    def accepts(self, pick, who, confirm):
        self.attempt(accept, who, proposal=self.any_proposal(pick), confirm_difference=confirm)

    @rule(pick=picks, who=picks, reason=st.sampled_from(["period", "place", "figure"]))
    def refuses(self, pick, who, reason):
        self.attempt(refuse, who, proposal=self.any_proposal(pick), reason=reason)

    @rule(pick=picks, who=picks)
    def is_unsure(self, pick, who):
        self.attempt(unsure, who, proposal=self.any_proposal(pick))

    @rule(first=picks, second=picks, who=picks)
    def merges(self, first, second, who):
        chosen = [self.any_claim(first), self.any_claim(second)]
        self.attempt(merge_many, who, claims=chosen, confirm_difference=True)

    @rule(pick=picks, which=picks, who=picks)
    def splits(self, pick, which, who):
        chosen = self.any_claim(pick)
        evidence = list(chosen.evidence.all())
        self.attempt(split, who, claim=chosen, evidence=evidence[: which % (len(evidence) + 1)])

    @rule(pick=picks, who=picks, words=st.sampled_from(["Sixty signed.", "Many signed."]))
    def rewords(self, pick, who, words):
        self.attempt(rename, who, claim=self.any_claim(pick), wording=words)

    @rule(pick=picks, who=picks)
    def approves(self, pick, who):
        self.attempt(approve, who, claim=self.any_claim(pick))

    @rule(pick=picks, who=picks, verb=st.sampled_from([dispute, withdraw]))
    def doubts(self, pick, who, verb):
        self.attempt(verb, who, claim=self.any_claim(pick), reason="Said otherwise since.")

    @rule(first=picks, second=picks, who=picks)
    def tells_apart(self, first, second, who):
        self.attempt(differ, who, claims=(self.any_claim(first), self.any_claim(second)), reason="period")

    @rule(pick=picks, who=picks)
    def refuses_a_statement(self, pick, who):
        rows = list(Statement.objects.order_by("pk"))
        self.attempt(refuse_statement, who, statement=rows[pick % len(rows)], reason="A headline.")

    @rule(first=picks, second=picks, who=picks, which=st.sampled_from([Organisation, Platform]))
    def joins_names(self, first, second, who, which):
        rows = self.bodies if which is Organisation else self.platforms
        chosen = [which.objects.get(pk=rows[pick % 3].pk) for pick in (first, second)]
        self.attempt(merge_names, who, stays=chosen[0], others=chosen[1:])

    @precondition(lambda self: Decision.objects.exists())
    @rule(pick=picks, who=picks, with_later=st.booleans())
    def undoes(self, pick, who, with_later):
        log = list(Decision.objects.order_by("pk"))
        chosen = log[-1 - pick % len(log)]
        try:
            undone = undo(decision=chosen, by=self.editors[who % 2], with_later=with_later)
            assert undone[-1].undoes_id == chosen.pk
        except UndoBlocked as blocked:
            if with_later or any(later.pk <= chosen.pk for later in blocked.decisions):
                raise
        except DecisionRefused as refusal:
            if refusal.code not in {"already-undone", "is-an-undo"}:
                raise

    @invariant()
    def the_log_tells_the_whole_state(self):
        assert compare(replay()) == []

    @invariant()
    def no_statement_is_lost(self):
        assert set(Statement.objects.values_list("pk", flat=True)) == self.statements
        borne = set(Evidence.objects.values_list("statement_id", flat=True))
        refused = set(Statement.objects.filter(refused_at__isnull=False).values_list("pk", flat=True))
        assert borne | refused == self.statements
        assert not borne & refused

    @invariant()
    def merged_ids_redirect(self):
        for row in Claim.objects.filter(merged_into__isnull=False):
            assert successor_of(row).merged_into_id is None

    @invariant()
    def what_stands_refused_is_not_asked(self):
        refused = set(Proposal.objects.filter(status="refused").values_list("claim_a_id", "claim_b_id"))
        for asked in Proposal.objects.pending():
            assert ordered(asked.claim_a, asked.claim_b) not in refused


def test_random_verbs_by_two_editors(db):
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=int(os.environ.get("DECISION_RUNS", 6)),
            stateful_step_count=int(os.environ.get("DECISION_STEPS", 25)),
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.explicit, Phase.reuse, Phase.generate],
        ),
    )
