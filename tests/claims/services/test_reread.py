"""A new version of the extractor reads old articles again: what it reads takes the place of what no person touched."""

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Evidence, Mention, Quote, Statement, Statistic
from claims.services.annotate import annotate
from claims.services.approve import approve
from claims.services.claim_fields import write_claims
from claims.services.correct import correct_statement, refuse_statement
from claims.services.decisions import DecisionRefused
from claims.services.merge_names import merge_names
from claims.services.propose import propose
from claims.services.reread import outdated
from claims.services.supersede_names import waiting_names
from sources.models import Article, Organisation, Person, ProcessingStep
from sources.services.register import load_register
from tests.claims.services.building import article, person

pytestmark = pytest.mark.django_db

TEXT = "The hotline took nearly 240 calls in May. “Nobody should have to wait for an answer,” said Lena Ford of Childnet."


def as_another_version_read(pk: int) -> None:
    """Make the claims of an article whose statements another version of the extractor is said to have read."""
    annotate(pk)
    Statement.objects.filter(article=pk).update(extractor_version="older")
    propose(pk)


def figure_of(pk: int) -> Statement:
    return Statement.objects.standing().get(article=pk, kind="statistic")


def test_what_both_versions_read_alike_stays_one_row() -> None:
    row = article(TEXT)
    as_another_version_read(row.pk)
    before = set(Statement.objects.values_list("pk", flat=True))
    annotate(row.pk)
    assert set(Statement.objects.values_list("pk", flat=True)) == before
    assert not Statement.objects.filter(superseded_at__isnull=False).exists()


def test_a_new_reading_takes_the_place_of_the_old_and_the_claim_keeps_its_id() -> None:
    row = article(TEXT)
    as_another_version_read(row.pk)
    old = figure_of(row.pk)
    claim = old.evidence.claim
    Statistic.objects.filter(pk=old.pk).update(counted="", comparator="=", unit="", unit_normalized="")
    write_claims([claim.pk])
    annotate(row.pk)
    new = figure_of(row.pk)
    old = Statement.objects.get(pk=old.pk)
    assert new.pk != old.pk
    assert (new.statistic.comparator, new.statistic.counted) == ("~", "calls")
    assert old.superseded_by == new
    assert old.statistic.comparator == "=", "what was read is kept as it was"
    assert new.evidence.claim == claim
    assert Claim.objects.get(pk=claim.pk).comparator == "~"
    propose(row.pk)
    assert Claim.objects.current().filter(kind="statistic").count() == 1
    count = Statement.objects.count()
    annotate(row.pk)
    assert Statement.objects.count() == count, "run twice, the second changes nothing"


def test_spans_that_shift_with_a_version_are_not_stored_twice() -> None:
    row = article(TEXT)
    as_another_version_read(row.pk)
    before = {(s.kind, s.start, s.end) for s in Statement.objects.all()}
    for statement in Statement.objects.all():
        statement.end -= 2
        statement.exact = statement.exact[:-2]
        statement.save(update_fields=["end", "exact"])
    annotate(row.pk)
    assert {(s.kind, s.start, s.end) for s in Statement.objects.standing()} == before


def test_what_is_read_no_more_bears_nothing_out_and_its_claim_is_withdrawn() -> None:
    row = article(TEXT)
    as_another_version_read(row.pk)
    wrong = figure_of(row.pk)
    claim = wrong.evidence.claim
    start = TEXT.index("Nobody")
    Statement.objects.filter(pk=wrong.pk).update(start=start, end=start + 6, exact="Nobody")
    annotate(row.pk)
    wrong = Statement.objects.get(pk=wrong.pk)
    assert wrong.superseded_at is not None
    assert wrong.superseded_by is None
    assert not Evidence.objects.filter(statement=wrong).exists()
    assert Claim.objects.get(pk=claim.pk).status == Claim.Status.WITHDRAWN
    assert figure_of(row.pk).exact == "nearly 240 calls"


@pytest.mark.parametrize("touched", ["decided", "corrected", "marked", "refused"])
def test_what_people_decided_corrected_marked_or_refused_stays_as_it_is(touched: str) -> None:
    row = article(TEXT)
    as_another_version_read(row.pk)
    old, editor = figure_of(row.pk), person()
    if touched == "decided":
        approve(claim=old.evidence.claim, by=editor)
    elif touched == "corrected":
        correct_statement(statement=old, by=editor, place="Leith")
    elif touched == "marked":
        Statement.objects.filter(pk=old.pk).update(made_by=editor)
    else:
        refuse_statement(statement=old, by=editor, reason="no figure at all")
    Statistic.objects.filter(pk=old.pk).update(counted="telephones")
    annotate(row.pk)
    assert Statement.objects.get(article=row.pk, kind="statistic").pk == old.pk
    assert Statistic.objects.get(pk=old.pk).counted == "telephones"


def test_a_new_version_lifts_no_testimony() -> None:
    row = article(TEXT)
    as_another_version_read(row.pk)
    quote = Statement.objects.get(article=row.pk, kind="quote")
    Statement.objects.filter(pk=quote.pk).update(sensitive=True, sensitive_reason="a survivor speaks")
    Quote.objects.filter(pk=quote.pk).update(speaker_name="")
    annotate(row.pk)
    new = Statement.objects.standing().get(article=row.pk, kind="quote")
    assert new.pk != quote.pk
    assert (new.sensitive, new.sensitive_reason) == (True, "a survivor speaks")


def test_only_what_another_version_read_is_queued(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = article(TEXT), article(TEXT + " Again.")
    ProcessingStep.objects.create(
        article=old, step="annotate", state="done", engine_version="corroborate-rules 1"
    )
    ProcessingStep.objects.create(article=new, step="annotate", state="done", engine_version=annotate(new.pk))
    assert outdated() == [old.pk]
    queued: list[int] = []
    monkeypatch.setattr("claims.management.commands.reread.process", queued.append)
    call_command("reread", dry_run=True)
    assert queued == []
    call_command("reread")
    assert queued == [old.pk]
    assert "1 article queued" in capsys.readouterr().out


def test_a_reading_that_gave_way_can_be_corrected_no_more() -> None:
    row = article(TEXT)
    as_another_version_read(row.pk)
    old = figure_of(row.pk)
    Statistic.objects.filter(pk=old.pk).update(counted="telephones")
    annotate(row.pk)
    with pytest.raises(DecisionRefused, match="newer version"):
        correct_statement(statement=old, by=person(), place="Leith")


def misread(row: Article, exact: str, made_by: User | None = None) -> Mention:
    """A body that an older reading found in the words ``exact``."""
    name = Organisation.objects.create(slug=f"old-{exact.lower()}", name=f"Old {exact}")
    start = row.text.index(exact)
    return Mention.objects.create(
        article=row,
        start=start,
        end=start + len(exact),
        exact=exact,
        organisation=name,
        made_by=made_by,
    )


def test_a_name_that_is_read_no_more_loses_its_mention_and_waits_for_nobody() -> None:
    row = article(TEXT)
    annotate(row.pk)
    right = set(Mention.objects.values_list("pk", flat=True))
    wrong = misread(row, "hotline")
    assert wrong.organisation in waiting_names(Organisation)
    annotate(row.pk)
    assert set(Mention.objects.values_list("pk", flat=True)) == right
    assert Organisation.objects.filter(name="Old hotline").exists(), "no name is deleted"
    assert not waiting_names(Organisation).filter(name="Old hotline").exists()
    annotate(row.pk)
    assert set(Mention.objects.values_list("pk", flat=True)) == right


@pytest.mark.parametrize("decided", ["marked", "accepted", "refused", "joined", "joined-away"])
def test_a_name_that_a_person_had_a_word_in_keeps_its_mention(decided: str) -> None:
    row, editor = article(TEXT), person()
    annotate(row.pk)
    mention = misread(row, "hotline", made_by=editor if decided == "marked" else None)
    name = mention.organisation
    assert name is not None
    if decided in ("accepted", "refused"):
        name.review = "reviewed" if decided == "accepted" else "refused"
        name.save()
    if decided in ("joined", "joined-away"):
        other = Organisation.objects.create(slug="the-hotline", name="The Hotline")
        stays, goes = (name, other) if decided == "joined" else (other, name)
        merge_names(stays=stays, others=[goes], by=editor)
    annotate(row.pk)
    assert Mention.objects.filter(pk=mention.pk).exists()


def test_a_name_of_the_shipped_register_is_nobodys_decision() -> None:
    load_register()
    row = article(TEXT)
    annotate(row.pk)
    mention = misread(row, "hotline")
    mention.organisation = Organisation.objects.get(slug="meta")
    mention.save()
    annotate(row.pk)
    assert not Mention.objects.filter(pk=mention.pk).exists()


def test_words_that_are_read_as_another_name_now_carry_that_one_alone() -> None:
    row = article(TEXT)
    annotate(row.pk)
    new = Mention.objects.get(article=row, exact="Lena Ford")
    assert new.person is not None
    older = Person.objects.create(slug="ford", name="Ford")
    Mention.objects.create(article=row, start=new.start, end=new.end, exact=new.exact, person=older)
    annotate(row.pk)
    assert Mention.objects.get(article=row, exact="Lena Ford") == new


def test_what_waits_is_listed_for_an_editor(client: Client) -> None:
    client.force_login(person(superuser=True))
    row = article(TEXT)
    misread(row, "hotline")
    address = reverse("admin:sources_organisation_changelist") + "?waiting=yes"
    assert "Old hotline" in client.get(address).content.decode()
    annotate(row.pk)
    assert "Old hotline" not in client.get(address).content.decode()
