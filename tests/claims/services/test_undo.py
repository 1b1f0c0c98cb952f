"""Undo: exact, in and out of order, telling which later decisions rest on the one to be undone."""

from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from claims.models import Claim, Consent, Decision, Difference, Evidence, Proposal, Statement, Statistic
from claims.services.approve import approve
from claims.services.consent import record_consent
from claims.services.correct import correct_statement, refuse_statement
from claims.services.decisions import DecisionRefused, UndoBlocked
from claims.services.differ import differ
from claims.services.dispute import dispute
from claims.services.merge import accept, merge_many
from claims.services.refuse import refuse
from claims.services.rename import rename
from claims.services.replay import compare, replay
from claims.services.split import split
from claims.services.undo import latest_of, undo, undo_run
from claims.services.unsure import unsure
from sources.models import Platform
from tests.claims.services.building import claim, person, proposal

pytestmark = pytest.mark.django_db


def state():
    """All that decisions can change, without the ever-rising revision."""
    tables = {}
    for model in (Claim, Evidence, Proposal, Difference, Consent, Statement, Statistic):
        rows = model.objects.order_by("pk").values()
        tables[model.__name__] = [
            {column: value for column, value in row.items() if column not in {"revision", "changed_at", "at"}}
            for row in rows
        ]
    tables["platforms"] = list(
        Claim.platforms.through.objects.order_by("claim_id", "platform_id").values_list(
            "claim_id", "platform_id"
        )
    )
    return tables


@pytest.fixture
def editor():
    return person("Editors", "edith")


VERBS = {
    "accept": lambda s, by: accept(proposal=s["ab"], by=by),
    "merge": lambda s, by: merge_many(claims=[s["a"], s["b"], s["c"]], by=by, confirm_difference=True),
    "refuse": lambda s, by: refuse(proposal=s["ab"], reason="other", note="no", by=by),
    "unsure": lambda s, by: unsure(proposal=s["ab"], by=by),
    "rename": lambda s, by: rename(claim=s["a"], wording="Anders", language="de", by=by),
    "approve": lambda s, by: approve(claim=s["a"], by=by),
    "dispute": lambda s, by: dispute(claim=s["a"], reason="x", by=by),
    "differ": lambda s, by: differ(claims=(s["a"], s["c"]), reason="period", by=by),
    "refuse_statement": lambda s, by: refuse_statement(
        statement=s["b"].evidence.get().statement, reason="x", by=by
    ),
    "correct": lambda s, by: correct_statement(statement=s["b"].evidence.get().statement, value=7, by=by),
}


@pytest.mark.parametrize("verb", VERBS)
def test_undo_restores_exactly(editor, verb):
    a, b, c = claim(statements=2), claim(), claim(value="59")
    for row, slug in ((a, "pictogram"), (b, "chatterbox")):
        row.platforms.add(Platform.objects.create(slug=slug, name=slug))
    scene = {
        "a": a,
        "b": b,
        "c": c,
        "ab": proposal(a, b),
        "ac": proposal(a, c),
        "bc": proposal(b, c, status="refused", reason="figure"),
    }
    if verb == "merge":
        scene["bc"].delete()
    before = state()
    decision = VERBS[verb](scene, editor)
    assert state() != before
    (undone,) = undo(decision=decision, by=editor)
    assert state() == before
    assert undone.undoes == decision
    assert undone.verb == "undo"


def test_undoing_a_split_keeps_the_new_id_alive(editor):
    a = claim(statements=3)
    before = Evidence.objects.order_by("pk").values_list("pk", "claim_id", "joined")
    before = list(before)
    new, decision = split(claim=a, evidence=[a.evidence.first()], by=editor)
    joined_since = claim()
    Evidence.objects.filter(claim=joined_since).update(claim=new)
    undo(decision=decision, by=editor)
    assert Claim.objects.get(pk=new.pk).merged_into == a
    assert a.evidence.count() == 4, "what the machine joined meanwhile is not lost"
    assert list(Evidence.objects.order_by("pk").values_list("pk", "claim_id", "joined"))[:3] == before
    assert Proposal.objects.get().status == "accepted", "the two are one again"


def test_consent_is_undone_by_those_who_record_it(editor):
    a, lead = claim("It went on.", value=None, sensitive=True), person("Safeguarding leads")
    decision = record_consent(claim=a, record="form", by=lead)
    with pytest.raises(DecisionRefused):
        undo(decision=decision, by=editor)
    undo(decision=decision, by=lead)
    assert not Consent.objects.exists()


def test_undo_out_of_order_where_nothing_depends(editor):
    a = claim()
    first = approve(claim=a, by=editor)
    rename(claim=a, wording="Other words", by=editor)
    undo(decision=first, by=editor)
    a = Claim.objects.get(pk=a.pk)
    assert (a.status, a.wording, a.revision) == ("proposed", "Other words", 4)


def test_undo_names_what_depends_and_undoes_it_too(editor):
    a, b, c = claim(statements=3), claim(), claim(statements=9)
    before = state()
    first = merge_many(claims=[a, b], by=editor)
    new, second = split(claim=a, evidence=[b.evidence.first() or a.evidence.last()], by=editor)
    third = approve(claim=new, by=editor)
    unrelated = approve(claim=c, by=editor)
    with pytest.raises(UndoBlocked) as blocked:
        undo(decision=first, by=editor)
    assert blocked.value.decisions == [third, second]
    assert "edith" in str(blocked.value)
    undone = undo(decision=first, by=editor, with_later=True)
    assert [one.undoes for one in undone] == [third, second, first]
    undo(decision=unrelated, by=editor)
    tombstone = Claim.objects.get(pk=new.pk)
    assert tombstone.merged_into == a
    after = state()
    after["Claim"] = [row for row in after["Claim"] if row["id"] != new.pk]
    after["Proposal"] = []
    assert after == before


def test_approving_before_a_merge_depends_on_it(editor):
    a, b = claim(), claim()
    first = approve(claim=a, by=editor)
    merged = merge_many(claims=[a, b], by=editor)
    with pytest.raises(UndoBlocked) as blocked:
        undo(decision=first, by=editor)
    assert blocked.value.decisions == [merged]


def test_a_refusal_carried_over_blocks_its_undo(editor):
    a, b, c = claim(statements=2), claim(), claim()
    waiting = proposal(a, c)
    refusal = refuse(proposal=proposal(b, c), reason="place", by=editor)
    merged = accept(proposal=proposal(a, b), by=editor)
    with pytest.raises(UndoBlocked) as blocked:
        undo(decision=refusal, by=editor)
    assert blocked.value.decisions == [merged]
    undo(decision=refusal, by=editor, with_later=True)
    assert Proposal.objects.get(pk=waiting.pk).status == "pending"
    assert Proposal.objects.pending().count() == 3


def test_split_then_merge_of_the_rest_is_not_undone_into_a_merged_claim(editor):
    a, b = claim(statements=2), claim(statements=5)
    _, decision = split(claim=a, evidence=[a.evidence.first()], by=editor)
    merged = merge_many(claims=[a, b], by=editor)
    with pytest.raises(UndoBlocked) as blocked:
        undo(decision=decision, by=editor)
    assert blocked.value.decisions == [merged]


def test_undone_once_and_never_undone_itself(editor):
    decision = approve(claim=claim(), by=editor)
    (undone,) = undo(decision=decision, by=editor)
    with pytest.raises(DecisionRefused, match="undid this already"):
        undo(decision=decision, by=editor)
    with pytest.raises(DecisionRefused, match="itself an undo"):
        undo(decision=undone, by=editor)


def test_the_undo_key_takes_ones_own_latest_standing_decision(editor):
    mine = approve(claim=claim(), by=editor)
    newer = approve(claim=claim(), by=editor)
    approve(claim=claim(), by=person())
    assert latest_of(editor) == newer
    undo(decision=newer, by=editor)
    assert latest_of(editor) == mine


def test_one_undo_for_a_run(editor):
    run, pairs = uuid4(), [proposal(claim(), claim()) for _ in range(3)]
    before = state()
    for one in pairs:
        accept(proposal=one, by=editor, run=run)
    assert len(undo_run(run=run, by=editor)) == 3
    assert state() == before
    with pytest.raises(DecisionRefused, match="already"):
        undo_run(run=run, by=editor)


def test_a_row_changed_outside_the_log_is_not_overwritten(editor):
    a = claim()
    decision = rename(claim=a, wording="Other words", by=editor)
    Claim.objects.filter(pk=a.pk).update(wording="Written by hand")
    with pytest.raises(DecisionRefused, match="by other means"):
        undo(decision=decision, by=editor)
    assert Claim.objects.get(pk=a.pk).wording == "Written by hand"


def test_undo_after_an_article_was_deleted_puts_back_the_rest(editor):
    a, b = claim(statements=2), claim()
    decision = merge_many(claims=[a, b], by=editor)
    a.evidence.first().statement.article.delete()
    undo(decision=decision, by=editor)
    assert (a.evidence.count(), b.evidence.count()) == (1, 1)
    assert compare(replay()) == []


def test_replay_command_checks_and_prints(editor, capsys):
    a = claim()
    undo(decision=approve(claim=a, by=editor), by=editor)
    call_command("replay_decisions", "--check")
    assert "2 decisions replayed" in capsys.readouterr().out
    call_command("replay_decisions")
    assert f'"row": "claim:{a.pk}"' in capsys.readouterr().out
    Claim.objects.filter(pk=a.pk).update(status="approved")
    with pytest.raises(CommandError, match="differences"):
        call_command("replay_decisions", "--check")


def test_a_machine_made_status_without_a_decision_is_found():
    claim(status="approved")
    assert any("no decision made it so" in problem for problem in compare(replay()))
    assert Decision.objects.count() == 0


def test_what_the_machine_may_do_is_no_contradiction(editor):
    a, b = claim(), claim()
    Evidence.objects.filter(claim=b).update(claim=a)
    Claim.objects.filter(pk=b.pk).update(merged_into=a)
    new, _ = split(claim=a, evidence=[a.evidence.first()], by=editor)
    Claim.objects.filter(pk=new.pk).update(sensitive=True)
    assert compare(replay()) == []
