"""Joining organisations, people and platforms: everything follows, and an undo puts everything back."""

import pytest

from campaigns.models import Campaign
from claims.models import Claim, Decision, Mention, Quote
from claims.services.claim_fields import untouched
from claims.services.decisions import DecisionRefused, UndoBlocked
from claims.services.merge import merge_many
from claims.services.merge_names import merge_names
from claims.services.replay import compare, replay
from claims.services.undo import undo
from sources.models import Name, Organisation, Person, Platform
from tests.claims.services.building import claim, person, statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return person("Editors")


@pytest.fixture
def two():
    return [Organisation.objects.create(slug=f"tide-{n}", name=f"Tide Trust {n}") for n in range(2)]


def mention(row, start=0, **named):
    article = row.article
    return Mention.objects.create(
        article=article, start=start, end=start + 1, exact=article.text[start], **named
    )


def test_everything_follows_and_comes_back(editor, two):
    stays, goes = two
    speaker = Person.objects.create(slug="ann", name="Ann", organisation=goes)
    said = statement("It must stop now.", value=None)
    Quote.objects.filter(pk=said.pk).update(organisation=goes)
    named = claim(organisation=goes)
    both = mention(said, 0, organisation=stays)
    twice = mention(said, 0, organisation=goes)
    once = mention(said, 2, organisation=goes)
    shared = Name.objects.create(text="TT", organisation=goes)
    Name.objects.create(text="TT", organisation=stays)
    campaign = Campaign.objects.create(slug="c", name="C", lead=goes)
    rows = (speaker, named, both, twice, once, shared, campaign)

    def owners():
        for row in rows:
            row.refresh_from_db()
        quote = Quote.objects.get(pk=said.pk)
        return [
            speaker.organisation_id, quote.organisation_id, named.organisation_id, both.organisation_id,
            twice.organisation_id, once.organisation_id, shared.organisation_id, campaign.lead_id,
        ]  # fmt: skip

    before = owners()
    names = set(Name.objects.values_list("text", "organisation"))
    decision = merge_names(stays=stays, others=[goes], by=editor)
    s, g = stays.pk, goes.pk
    assert owners() == [s, s, s, s, g, s, g, s], "a mention and a spelling that both had stay where they are"
    goes.refresh_from_db()
    assert goes.merged_into == stays
    assert ("Tide Trust 1", s) in set(Name.objects.values_list("text", "organisation"))
    assert compare(replay()) == []
    undo(decision=decision, by=editor)
    goes.refresh_from_db()
    assert (goes.merged_into, owners()) == (None, before)
    assert set(Name.objects.values_list("text", "organisation")) == names
    assert compare(replay()) == []


def test_platforms_of_claims_and_statements_follow(editor):
    stays, goes, other = (Platform.objects.create(slug=n, name=n) for n in ("pictogram", "pix", "chat"))
    named = claim()
    named.platforms.set([goes, other])
    spoken = named.evidence.get().statement
    spoken.platforms.set([goes])
    decision = merge_names(stays=stays, others=[goes], by=editor)
    assert set(named.platforms.all()) == {stays, other}
    assert set(spoken.platforms.all()) == {stays}
    late = Platform.objects.create(slug="late", name="late")
    named.platforms.add(late)  # the machine learned more meanwhile
    undo(decision=decision, by=editor)
    assert set(named.platforms.all()) == {goes, other, late}
    assert set(spoken.platforms.all()) == {goes}
    assert compare(replay()) == []


def test_the_machine_may_go_on_writing_claims_that_nobody_decided_on(editor, two):
    stays, goes = two
    named = claim(organisation=goes)
    decision = merge_names(stays=stays, others=[goes], by=editor)
    assert untouched([named.pk]), "whom a claim names is no decision about the claim"
    third = Organisation.objects.create(slug="third", name="Third")
    Claim.objects.filter(pk=named.pk).update(organisation=third)
    assert compare(replay()) == []
    undo(decision=decision, by=editor)
    assert Claim.objects.get(pk=named.pk).organisation == third, "what was written since is not overwritten"
    assert compare(replay()) == []


def test_decisions_on_the_same_claims_before_and_after_keep_the_log_true(editor):
    stays, goes = (Platform.objects.create(slug=n, name=n) for n in ("pictogram", "pix"))
    other = Platform.objects.create(slug="chat", name="chat")
    a, b, c = claim(statements=2), claim(), claim()
    for row, platform in ((a, goes), (b, other), (c, goes)):
        row.platforms.set([platform])
    merge_many(claims=[a, b], by=editor)
    joined = merge_names(stays=stays, others=[goes], by=editor)
    assert set(a.platforms.all()) == {stays, other}
    assert compare(replay()) == []
    third = Platform.objects.create(slug="third", name="third")
    c.platforms.add(third)
    merge_many(claims=[a, c], by=editor)
    assert set(a.platforms.all()) == {stays, other, third}
    assert compare(replay()) == []
    with pytest.raises(UndoBlocked):
        undo(decision=joined, by=editor)
    undo(decision=joined, by=editor, with_later=True)
    assert set(a.platforms.all()) == {goes, other}
    assert compare(replay()) == []


def test_joined_names_are_not_joined_again_and_chains_are_undone_in_order(editor, two):
    stays, goes = two
    first = merge_names(stays=stays, others=[goes], by=editor)
    third = Organisation.objects.create(slug="third", name="Third")
    for pair in ((third, [goes]), (goes, [third]), (stays, [stays])):
        with pytest.raises(DecisionRefused):
            merge_names(stays=pair[0], others=pair[1], by=editor)
    merge_names(stays=third, others=[stays], by=editor)
    with pytest.raises(UndoBlocked):
        undo(decision=first, by=editor)
    undo(decision=first, by=editor, with_later=True)
    assert Organisation.objects.filter(merged_into=None).count() == 3
    assert compare(replay()) == []


@pytest.mark.parametrize("role", ["Researchers", "Staff"])
def test_only_those_who_may_change_names_join_them_or_undo_it(editor, two, role):
    with pytest.raises(DecisionRefused):
        merge_names(stays=two[0], others=[two[1]], by=person(role))
    assert Decision.objects.count() == 0
    decision = merge_names(stays=two[0], others=[two[1]], by=editor)
    with pytest.raises(DecisionRefused):
        undo(decision=decision, by=person(role))


def test_the_admin_leads_to_the_decision_and_its_undo(client, editor, two):
    client.force_login(editor)
    given = {"action": "merge_chosen", "_selected_action": [row.pk for row in two], "stays": two[0].pk}
    client.post("/admin/sources/organisation/", given)
    decision = Decision.objects.get()
    shown = client.get(f"/admin/claims/decision/{decision.pk}/change/").content.decode()
    assert "Undo this decision" in shown
    client.post("/admin/claims/review/undo/", {"decision": decision.pk})
    two[1].refresh_from_db()
    assert two[1].merged_into is None
    again = client.get(f"/admin/claims/decision/{decision.pk}/change/").content.decode()
    assert "Undo this decision" not in again
