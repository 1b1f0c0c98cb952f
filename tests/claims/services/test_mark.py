"""Marking by people: exact spans, what lies there already, testimony, the claim it gets, and undo."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.models import Claim, Decision, Evidence, Mention, NameRefusal, Quote, ReadThrough, Statement
from claims.services import annotate as annotating
from claims.services.approve import approve
from claims.services.correct import correct_statement, refuse_statement
from claims.services.decisions import DecisionRefused
from claims.services.mark import (
    declare_read_through,
    mark_name,
    mark_statement,
    refuse_name,
    reopen,
    trimmed,
)
from claims.services.propose import propose
from claims.services.replay import compare, replay
from claims.services.undo import undo
from claims.signals import statement_marked
from sources.models import Organisation, Platform
from tests.claims.services.building import article, person

pytestmark = pytest.mark.django_db

TEXT = (
    "A quiet harbour.\n👩‍👧 Volunteers counted 37 unlit jetties in March, said Ada Pilot of the Lantern Trust.\n"
    "“Nobody should fall in the dark,” she said."
)


@pytest.fixture
def editor():
    return person("Editors", "edith")


@pytest.fixture
def harbour():
    return article(TEXT)


def place(text: str, words: str) -> tuple[int, int]:
    at = text.index(words)
    return at, at + len(words)


def mark(source, words, by, kind="statistic", **fields):
    start, end = place(source.text, words)
    if kind == "statistic":
        fields.setdefault("value", "37")
    return mark_statement(article=source, start=start, end=end, kind=kind, by=by, **fields)


def undo_last(by):
    undo(decision=Decision.objects.first(), by=by)


def test_a_statistic_at_its_exact_place_with_its_sentence(harbour, editor):
    row = mark(
        harbour, "37 unlit jetties", editor, unit="jetties", counted="unlit jetties", period="in March"
    )
    row.refresh_from_db()
    assert harbour.text[row.start : row.end] == row.exact == "37 unlit jetties"
    assert row.sentence.endswith("said Ada Pilot of the Lantern Trust.")
    assert (row.made_by, row.extractor, row.period) == (editor, "", "in March")
    assert (row.statistic.value, row.statistic.unit_normalized) == (Decimal(37), "jetties")
    decision = Decision.objects.get()
    assert (decision.verb, decision.by) == ("correct", editor)


def test_a_quote_without_its_marks_and_with_whoever_speaks(harbour, editor):
    row = mark(
        harbour,
        "“Nobody should fall in the dark,”",
        editor,
        kind="quote",
        speaker_name="Ada Pilot",
        role="pilot",
        organisation_name="Lantern Trust",
    )
    start, end = row.quote.spans[0]
    assert harbour.text[start:end] == "Nobody should fall in the dark,"
    assert (row.attributed_to, row.quote.speaker.name, row.quote.organisation.name) == (
        "Ada Pilot",
        "Ada Pilot",
        "Lantern Trust",
    )


def test_white_space_at_the_ends_is_left_out(harbour, editor):
    start, end = place(harbour.text, " 37 unlit jetties ")
    row = mark_statement(article=harbour, start=start, end=end, kind="statistic", by=editor, value=37)
    assert row.exact == "37 unlit jetties"


@given(text=st.text(max_size=60), start=st.integers(-5, 70), end=st.integers(-5, 70))
def test_trimming_any_text_stays_inside_and_leaves_no_space(text, start, end):
    first, last = trimmed(text, start, end)
    if first < last:
        assert 0 <= first < last <= len(text)
        assert not text[first].isspace()
        assert not text[last - 1].isspace()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=80
    ),
    ends=st.tuples(st.integers(0, 80), st.integers(0, 80)),
)
def test_any_span_of_any_text_is_exact_or_refused_with_a_sentence(db, text, ends):
    source = article(text)
    by = person("Editors")
    wanted = {"article": source, "start": ends[0], "end": ends[1], "kind": "statistic", "by": by, "value": 1}
    first, last = trimmed(text, *ends)
    if ends[1] > len(text) or first >= last:
        with pytest.raises(DecisionRefused):
            mark_statement(**wanted)
        return
    row = mark_statement(**wanted)
    assert text[row.start : row.end] == row.exact == text[first:last]


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [(-1, 5, "outside"), (0, 10_000, "outside"), (7, 7, "empty"), (16, 17, "empty"), (9, 3, "empty")],
)
def test_a_place_that_is_none_is_refused_in_words(harbour, editor, start, end, code):
    with pytest.raises(DecisionRefused) as refusal:
        mark_statement(article=harbour, start=start, end=end, kind="statistic", by=editor, value=1)
    assert refusal.value.code == code
    assert Decision.objects.count() == 0


@pytest.mark.parametrize("value", ["", None, "many", "NaN", "1E40"])
def test_a_statistic_needs_a_number_that_can_be_kept(harbour, editor, value):
    with pytest.raises(DecisionRefused) as refusal:
        mark(harbour, "37 unlit jetties", editor, value=value)
    assert refusal.value.code == "no-number"


def test_researchers_may_not_mark(harbour):
    with pytest.raises(DecisionRefused, match="may not"):
        mark(harbour, "37 unlit jetties", person("Researchers"))
    with pytest.raises(DecisionRefused, match="may not"):
        declare_read_through(article=harbour, by=person("Researchers"))


def machine(source, words, kind="statistic", **fields):
    start, end = place(source.text, words)
    row = Statement.objects.create(
        article=source,
        kind=kind,
        start=start,
        end=end,
        exact=words,
        sentence=words,
        language="en",
        extractor="test",
        **fields,
    )
    if kind == "quote":
        Quote.objects.create(statement=row, spans=[[start, end]])
    else:
        row.statistic = type(row).statistic.related.related_model.objects.create(statement=row, value=37)
    return row


def test_the_machines_mark_is_replaced_only_when_asked(harbour, editor):
    found = machine(harbour, "37")
    mark(harbour, "37 unlit jetties", editor)
    found.refresh_from_db()
    assert found.refused_at is None
    other = mark(harbour, "counted 37 unlit jetties", editor, replace=[found.pk])
    found.refresh_from_db()
    assert (found.refused_by, found.refused_reason) == (editor, "replaced by a mark of a person")
    undo_last(editor)
    found.refresh_from_db()
    assert found.refused_at is None
    assert not Statement.objects.filter(pk=other.pk).exists()
    assert compare(replay()) == []


def test_the_very_words_marked_already_are_not_marked_twice(harbour, editor):
    machine(harbour, "37 unlit jetties")
    with pytest.raises(DecisionRefused) as refusal:
        mark(harbour, "37 unlit jetties", editor)
    assert refusal.value.code == "marked"


def test_refused_words_are_taken_up_again_and_the_refusal_returns_with_undo(harbour, editor):
    found = machine(harbour, "37 unlit jetties")
    refuse_statement(statement=found, by=editor, reason="a page number")
    again = mark(harbour, "37 unlit jetties", editor, counted="jetties")
    assert again.pk == found.pk
    again = Statement.objects.get(pk=found.pk)
    assert (again.refused_at, again.made_by, again.statistic.counted) == (None, editor, "jetties")
    propose(harbour.pk)
    undo_last(editor)
    again = Statement.objects.get(pk=found.pk)
    assert (again.refused_reason, again.made_by) == ("a page number", None)
    assert not Evidence.objects.filter(statement=again).exists()
    assert compare(replay()) == []


def test_words_in_testimony_are_testimony(harbour, editor):
    machine(
        harbour, "Nobody should fall in the dark", "quote", sensitive=True, sensitive_reason="a child speaks"
    )
    row = mark(harbour, "should fall", editor, kind="quote")
    assert (row.sensitive, row.sensitive_reason) == (True, "a child speaks")
    outsider = person("Researchers")
    outsider.user_permissions.add(
        *type(outsider.user_permissions.model.objects.first()).objects.filter(codename="correct_statement")
    )
    outsider = type(outsider).objects.get(pk=outsider.pk)
    with pytest.raises(DecisionRefused, match="testimony"):
        mark(harbour, "Nobody should", outsider, kind="quote")


def test_it_is_announced_once_committed_and_gets_a_claim(harbour, editor, django_capture_on_commit_callbacks):
    heard = []

    def hear(sender, article_id, **kwargs):
        heard.append(article_id)
        propose(article_id)

    from claims.listeners import queue_proposals

    statement_marked.disconnect(dispatch_uid="claims.queue_proposals")
    statement_marked.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            row = mark(harbour, "37 unlit jetties", editor, unit="jetties")
            assert heard == []
    finally:
        statement_marked.disconnect(hear)
        statement_marked.connect(queue_proposals, dispatch_uid="claims.queue_proposals")
    assert heard == [harbour.pk]
    claim = Evidence.objects.get(statement=row).claim
    assert (claim.status, claim.value) == ("proposed", 37)
    undo_last(editor)
    claim.refresh_from_db()
    assert claim.status == "withdrawn", "no claim is left that says what nobody says"
    assert not Statement.objects.exists()
    assert compare(replay()) == []


def test_a_marking_on_which_a_decision_rests_is_not_undone(harbour, editor):
    row = mark(harbour, "37 unlit jetties", editor)
    marking = Decision.objects.get()
    propose(harbour.pk)
    approve(claim=Claim.objects.get(), by=editor)
    with pytest.raises(DecisionRefused, match="decided on since"):
        undo(decision=marking, by=editor)
    assert Statement.objects.filter(pk=row.pk).exists()


def test_a_name_is_marked_refused_remembered_and_brought_back(harbour, editor):
    start, end = place(harbour.text, "Lantern Trust")
    named = mark_name(
        article=harbour, start=start, end=end, kind="organisation", by=editor, name="The Lantern Trust"
    )
    assert (named.exact, named.organisation.name, named.made_by) == (
        "Lantern Trust",
        "The Lantern Trust",
        editor,
    )
    with pytest.raises(DecisionRefused, match="already"):
        mark_name(
            article=harbour, start=start, end=end, kind="organisation", by=editor, name="The Lantern Trust"
        )
    refuse_name(mention=named, by=editor)
    assert not Mention.objects.exists()
    assert NameRefusal.objects.get().exact == "Lantern Trust"
    undo_last(editor)
    assert Mention.objects.get().organisation == Organisation.objects.get()
    assert not NameRefusal.objects.exists()
    assert compare(replay()) == []


def test_a_refused_name_stays_refused_when_the_article_is_read_again(harbour, editor):
    annotating.annotate(harbour.pk)
    named = Mention.objects.filter(article=harbour, organisation__isnull=False).first()
    assert named is not None
    refuse_name(mention=named, by=editor)
    annotating.annotate(harbour.pk)
    assert not Mention.objects.filter(article=harbour, organisation__isnull=False, start=named.start).exists()


def test_a_name_a_person_marked_is_not_named_otherwise_by_a_re_run(harbour, editor):
    start, end = place(harbour.text, "the Lantern Trust")
    mark_name(article=harbour, start=start, end=end, kind="organisation", by=editor, name="Lantern Trust Ltd")
    annotating.annotate(harbour.pk)
    assert [m.organisation.name for m in Mention.objects.filter(organisation__isnull=False)] == [
        "Lantern Trust Ltd"
    ]


def test_platforms_named_in_the_sentence_go_with_the_statement(editor):
    source = article("On Lampchat 12 accounts were closed. Elsewhere it was quiet.")
    lampchat = Platform.objects.create(slug="lampchat", name="Lampchat")
    Mention.objects.create(article=source, start=3, end=11, exact="Lampchat", platform=lampchat)
    row = mark(source, "12 accounts", editor, value=12)
    assert list(row.platforms.all()) == [lampchat]


def test_a_newer_extractor_leaves_corrected_words_and_read_articles_alone(editor, monkeypatch):
    from dataclasses import replace

    from claims.extraction import extract

    source = article("Volunteers counted 37 unlit jetties. They repaired 12 lamps in March.")
    annotating.annotate(source.pk)
    first = Statement.objects.filter(kind="statistic").first()
    assert first is not None
    correct_statement(statement=first, by=editor, counted="unlit jetties of the town")
    before = set(Statement.objects.values_list("pk", flat=True))

    def longer(text, **given):
        """The next version takes one more word of each figure."""
        found = extract(text, **given)
        moved = []
        for record in found.statistics:
            end = min(len(text), record.end + 2)
            moved.append(replace(record, end=end, exact=text[record.start : end]))
        return replace(found, statistics=tuple(moved))

    monkeypatch.setattr(annotating, "extract", longer)
    annotating.annotate(source.pk)
    added = Statement.objects.exclude(pk__in=before)
    assert not any(s.start < first.end and first.start < s.end for s in added)
    declare_read_through(article=source, by=editor)
    Statement.objects.filter(pk__in=added).delete()
    annotating.annotate(source.pk)
    assert set(Statement.objects.values_list("pk", flat=True)) == before


def test_read_through_is_said_once_and_taken_back(harbour, editor):
    declare_read_through(article=harbour, by=editor)
    with pytest.raises(DecisionRefused):
        declare_read_through(article=harbour, by=editor)
    reopen(article=harbour, by=editor)
    assert not ReadThrough.objects.exists()
    undo_last(editor)
    assert ReadThrough.objects.get().by == editor
    assert compare(replay()) == []


def test_platforms_are_said_by_a_person_and_undone(editor):
    source = article("Volunteers counted 37 unlit jetties, Orbvane said.")
    platform = Platform.objects.create(slug="orbvane", name="Orbvane", review="reviewed")
    other = Platform.objects.create(slug="pixomo", name="Pixomo", review="reviewed")
    start, end = place(source.text, "37 unlit jetties")
    row = mark_statement(
        article=source, start=start, end=end, kind="statistic", by=editor, value="37", platforms=[platform.pk]
    )
    assert list(row.platforms.all()) == [platform]
    decision = correct_statement(statement=row, by=editor, platforms=[other.pk, platform.pk])
    assert set(row.platforms.all()) == {platform, other}
    row.refresh_from_db()
    assert row.platform_rule == "said by a person"
    with pytest.raises(DecisionRefused):
        correct_statement(statement=row, by=editor, platforms=[platform.pk, other.pk])
    undo(decision=decision, by=editor)
    assert list(row.platforms.all()) == [platform]
