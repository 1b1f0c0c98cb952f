"""Each verb of the desk: what it changes, what it refuses, and the one record it leaves."""

import pytest
from django.db import DatabaseError

from claims.models import Claim, Consent, Decision, Difference, Evidence, Proposal
from claims.services.approve import approve
from claims.services.consent import record_consent, withdraw_consent
from claims.services.correct import correct_statement, refuse_statement
from claims.services.decisions import DecisionRefused
from claims.services.differ import differ, dismiss_difference
from claims.services.dispute import dispute
from claims.services.leave_out import leave_out
from claims.services.locks import release, take
from claims.services.merge import accept, merge_many
from claims.services.refuse import refuse
from claims.services.rename import rename
from claims.services.replay import compare, replay
from claims.services.split import split
from claims.services.successors import successor_of
from claims.services.unsure import unsure
from claims.services.withdraw import withdraw
from tests.claims.services.building import claim, person, proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return person("Editors", "edith")


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_accept_makes_one_approved_claim_of_two(editor):
    a, b = claim(statements=1), claim(statements=3)
    one = proposal(a, b)
    decision = accept(proposal=one, by=editor)
    a, b, one = fresh(a), fresh(b), fresh(one)
    assert a.merged_into == b
    assert b.status == "approved"
    assert b.revision == 2
    assert b.evidence.count() == 4
    assert not a.evidence.exists()
    assert one.status == "accepted"
    assert one.decided_by == editor
    assert set(decision.claims.all()) == {a, b}
    assert decision.verb == "merge"
    assert successor_of(a) == b


def test_the_older_approved_claim_stays_whatever_the_evidence(editor):
    a, b = claim(statements=1), claim(statements=3)
    approve(claim=a, by=editor)
    accept(proposal=proposal(a, b), by=editor)
    assert fresh(b).merged_into == a


@pytest.mark.parametrize("other", [{"value": "59"}, {"unit": "children"}])
def test_figures_that_differ_are_one_only_on_an_explicit_word(editor, other):
    a, b = claim(), claim(**other)
    one = proposal(a, b)
    with pytest.raises(DecisionRefused) as refusal:
        accept(proposal=one, by=editor)
    assert refusal.value.code == "figures-differ"
    assert fresh(one).status == "pending"
    decision = accept(proposal=one, by=editor, confirm_difference=True)
    assert "figures differ" in decision.reason


def test_a_statistic_and_a_quote_are_never_one(editor):
    with pytest.raises(DecisionRefused, match="quote"):
        accept(proposal=proposal(claim(), claim("It must stop.", value=None)), by=editor)


def test_the_second_person_is_told_and_nothing_is_half_done(editor):
    one = proposal(claim(), claim())
    refuse(proposal=one, reason="period", by=editor)
    with pytest.raises(DecisionRefused, match="edith decided this already"):
        accept(proposal=one, by=person())
    assert Decision.objects.count() == 1
    assert Claim.objects.filter(merged_into__isnull=False).count() == 0


def test_a_proposal_somebody_looks_at_is_theirs_until_released(editor):
    one, other = proposal(claim(), claim()), person("Editors", "olga")
    assert take(proposal_id=one.pk, by=other) is None
    assert take(proposal_id=one.pk, by=editor).name == "olga"
    with pytest.raises(DecisionRefused, match="olga is looking at this one until"):
        refuse(proposal=one, reason="place", by=editor)
    release(proposal_id=one.pk, by=editor)
    assert take(proposal_id=one.pk, by=editor) is not None, "only the holder can release"
    release(proposal_id=one.pk, by=other)
    assert refuse(proposal=one, reason="place", by=editor)


def test_a_refusal_needs_a_reason_and_other_needs_words(editor):
    one = proposal(claim(), claim())
    for reason, note in (("", ""), ("nonsense", ""), ("other", " ")):
        with pytest.raises(DecisionRefused):
            refuse(proposal=one, reason=reason, note=note, by=editor)
    refuse(proposal=one, reason="other", note="One counts letters.", by=editor)
    assert (fresh(one).status, fresh(one).reason, fresh(one).note) == (
        "refused",
        "other",
        "One counts letters.",
    )


def test_refused_pairs_are_carried_to_the_claim_that_stays(editor):
    a, b, c = claim(), claim(), claim()
    refuse(proposal=proposal(a, c), reason="period", by=editor)
    waiting = proposal(b, c)
    accept(proposal=proposal(a, b), by=editor)
    assert fresh(a).merged_into is None
    assert fresh(waiting).status == "pending"
    assert not Proposal.objects.pending().exists(), "what was refused for one of the two is not asked again"
    refused = Proposal.objects.get(claim_a=a, claim_b=c)
    assert (refused.status, refused.reason) == ("refused", "period")


def test_the_refusal_of_the_claim_that_goes_wins_over_the_waiting_one(editor):
    a, b, c = claim(statements=2), claim(), claim()
    waiting = proposal(a, c)
    refuse(proposal=proposal(b, c), reason="place", by=editor)
    accept(proposal=proposal(a, b), by=editor)
    assert (fresh(waiting).status, fresh(waiting).reason) == ("refused", "place")


def test_other_proposals_point_to_the_claim_that_stays(editor):
    a, b, c = claim(), claim(statements=2), claim()
    other = proposal(a, c)
    accept(proposal=proposal(a, b), by=editor)
    assert {fresh(other).claim_a, fresh(other).claim_b} == {b, c}
    assert other in Proposal.objects.pending()


def test_claims_kept_apart_are_not_merged_by_another_way(editor):
    a, b = claim(), claim()
    refuse(proposal=proposal(a, b), reason="definition", by=editor)
    with pytest.raises(DecisionRefused, match="kept two of these apart"):
        merge_many(claims=[a, b], by=editor)


def test_merge_many_makes_one_of_three_in_one_decision(editor):
    a, b, c = claim(), claim(statements=2), claim()
    merge_many(claims=[a, b, c], by=editor)
    assert fresh(a).merged_into == fresh(c).merged_into == b
    assert fresh(b).evidence.count() == 4
    assert fresh(b).status == "proposed", "merging by hand approves nothing by the way"
    assert Decision.objects.count() == 1


def test_a_merged_claim_takes_no_further_decision(editor):
    a, b = claim(), claim(statements=2)
    merge_many(claims=[a, b], by=editor)
    for verb in (
        lambda: approve(claim=a, by=editor),
        lambda: rename(claim=a, wording="Other words", by=editor),
        lambda: merge_many(claims=[a, claim()], by=editor),
    ):
        with pytest.raises(DecisionRefused, match="merged into another"):
            verb()


def test_testimony_makes_the_merged_claim_testimony_and_consent_does_not_spread(editor):
    lead = person("Safeguarding leads")
    a = claim("It went on for years.", value=None, sensitive=True, statements=2)
    b = claim("It went on for years.", value=None, sensitive=True)
    record_consent(claim=a, record="Signed form 12, for the report", by=lead)
    merge_many(claims=[a, b], by=editor)
    assert fresh(a).consent.withdrawn_at is not None
    c = claim("It went on for years.", value=None, statements=9)
    merge_many(claims=[a, c], by=editor)
    assert fresh(c).sensitive


def test_split_moves_evidence_out_and_remembers_it(editor):
    a = claim(statements=3)
    moved = list(a.evidence.all())[:2]
    new, decision = split(claim=a, evidence=moved, by=editor, reason="population", note="counts charities")
    assert new.evidence.count() == 2
    assert a.evidence.count() == 1
    assert new.value == 60
    assert fresh(a).revision == 2
    refused = Proposal.objects.get()
    assert {refused.claim_a, refused.claim_b} == {a, new}
    assert (refused.status, refused.reason) == ("refused", "population")
    assert decision.verb == "split"


def test_split_leaves_something_behind_and_takes_something(editor):
    a, b = claim(statements=2), claim()
    for chosen in (list(a.evidence.all()), [], list(b.evidence.all())):
        with pytest.raises(DecisionRefused):
            split(claim=a, evidence=chosen, by=editor)
    assert a.evidence.count() == 2


def test_leave_one_out(editor):
    a = claim(statements=3)
    new, _ = leave_out(evidence=a.evidence.first(), by=editor)
    assert (a.evidence.count(), new.evidence.count()) == (2, 1)


def test_rename_tells_who_wrote_meanwhile(editor):
    a = claim()
    rename(claim=a, wording="  Sixty organisations   signed. ", by=editor, seen_revision=1)
    assert fresh(a).wording == "Sixty organisations signed."
    assert fresh(a).revision == 2
    with pytest.raises(DecisionRefused, match="while you were writing"):
        rename(claim=a, wording="Others", by=editor, seen_revision=1)
    with pytest.raises(DecisionRefused):
        rename(claim=a, wording=" ", by=editor)


def test_dispute_and_withdraw_say_why(editor):
    a = claim()
    for verb, status in ((dispute, "disputed"), (withdraw, "withdrawn")):
        with pytest.raises(DecisionRefused):
            verb(claim=a, by=editor, reason=" ")
        assert (
            verb(claim=a, by=editor, reason="The charity took it back.").reason == "The charity took it back."
        )
        assert fresh(a).status == status


def test_a_difference_refuses_the_proposal_and_can_be_dismissed(editor):
    a, b = claim(), claim(value="59")
    one = proposal(a, b)
    differ(claims=(b, a), reason="period", by=editor, note="a month later")
    row = Difference.objects.get()
    assert (row.claim_a, row.status, row.reason) == (a, "recorded", "period")
    assert (fresh(one).status, fresh(one).reason) == ("refused", "period")
    dismiss_difference(difference=row, by=editor)
    assert fresh(row).status == "dismissed"


def test_consent_is_the_safeguarding_leads_to_record(editor):
    a, lead = claim("It went on.", value=None, sensitive=True), person("Safeguarding leads")
    with pytest.raises(DecisionRefused):
        record_consent(claim=a, record="form 12", by=editor)
    record_consent(claim=a, record="form 12", redacted_wording="[…] went on.", by=lead)
    withdraw_consent(claim=a, by=lead)
    assert Consent.objects.get().withdrawn_at is not None
    record_consent(claim=a, record="form 13", by=lead)
    assert (Consent.objects.get().record, Consent.objects.get().withdrawn_at) == ("form 13", None)
    with pytest.raises(DecisionRefused, match="needs no consent"):
        record_consent(claim=claim(), record="form", by=lead)


def test_a_refused_statement_bears_nothing_out(editor):
    a = claim(statements=2)
    first, second = [evidence.statement for evidence in a.evidence.all()]
    refuse_statement(statement=first, by=editor, reason="A headline, not a statement")
    assert a.evidence.count() == 1
    assert fresh(first).refused_by == editor
    refuse_statement(statement=second, by=editor, reason="The same")
    assert fresh(a).status == "withdrawn"
    with pytest.raises(DecisionRefused, match="refused already"):
        refuse_statement(statement=second, by=editor, reason="Again")


def test_a_corrected_figure_is_followed_by_a_claim_nobody_decided_on_and_by_no_other(editor):
    a, b = claim(), claim()
    approve(claim=b, by=editor)
    for row in (a, b):
        correct_statement(statement=row.evidence.get().statement, by=editor, value=8000)
    assert (fresh(a).value, fresh(b).value) == (8000, 60)
    assert a.evidence.get().statement.statistic.value == 8000


def test_marking_a_statement_as_testimony_marks_its_claim(editor):
    a = claim()
    approve(claim=a, by=editor)
    words = a.evidence.get().statement
    with pytest.raises(DecisionRefused):
        correct_statement(statement=words, by=editor, sensitive=True)
    correct_statement(statement=words, by=editor, sensitive=True, sensitive_reason="a child speaks")
    assert fresh(a).sensitive


@pytest.mark.parametrize("role", ["Researchers", "Staff", "Safeguarding leads"])
def test_only_editors_decide(role):
    a, b = claim(statements=2), claim()
    one, by = proposal(a, b), person(role)
    verbs = [
        lambda: accept(proposal=one, by=by),
        lambda: refuse(proposal=one, reason="place", by=by),
        lambda: unsure(proposal=one, by=by),
        lambda: merge_many(claims=[a, b], by=by),
        lambda: approve(claim=a, by=by),
        lambda: dispute(claim=a, reason="x", by=by),
        lambda: withdraw(claim=a, reason="x", by=by),
        lambda: rename(claim=a, wording="x", by=by),
        lambda: split(claim=a, evidence=[a.evidence.first()], by=by),
        lambda: differ(claims=(a, b), reason="period", by=by),
        lambda: refuse_statement(statement=a.evidence.first().statement, reason="x", by=by),
    ]
    for verb in verbs:
        with pytest.raises(DecisionRefused) as refusal:
            verb()
        assert refusal.value.code == "not-allowed"
    assert Decision.objects.count() == 0


def test_testimony_is_decided_by_those_who_may_read_it():
    by = person("")
    from django.contrib.auth.models import Permission

    by.user_permissions.add(Permission.objects.get(codename="decide", content_type__app_label="claims"))
    by = type(by).objects.get(pk=by.pk)
    with pytest.raises(DecisionRefused, match="testimony"):
        approve(claim=claim("It went on.", value=None, sensitive=True), by=by)


def test_the_log_is_append_only(editor):
    decision = approve(claim=claim(), by=editor)
    with pytest.raises(DatabaseError, match="Cannot update or delete"):
        Decision.objects.filter(pk=decision.pk).update(reason="never mind")


def test_every_verb_can_be_replayed(editor):
    a, b, c = claim(statements=2), claim(), claim(value="59")
    accept(proposal=proposal(a, b), by=editor)
    split(claim=a, evidence=[a.evidence.first()], by=editor)
    differ(claims=(a, c), reason="rounding", by=editor)
    refuse_statement(statement=c.evidence.get().statement, reason="no", by=editor)
    assert compare(replay()) == []
    Claim.objects.filter(pk=a.pk).update(status="withdrawn")
    Evidence.objects.filter(claim=a).update(claim=b)
    found = "\n".join(compare(replay()))
    assert f"claim:{a.pk} status" in found
    assert "hangs on a merged claim" in found
