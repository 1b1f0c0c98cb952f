"""Marking from the article's admin page without scripts: by place, by pasted words, with every refusal in words."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from claims.models import Decision, Mention, NameRefusal, ReadThrough, Statement
from claims.services.correct import refuse_statement
from tests.claims.services.building import article, person
from tests.claims.services.test_mark import TEXT, machine, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return person("Editors", "edith")


@pytest.fixture
def admin_pages(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def harbour():
    return article(TEXT)


def page_of(source) -> str:
    return reverse("admin:sources_article_change", args=[source.pk])


def marking(source) -> str:
    return reverse("admin:claims_marking_mark", args=[source.pk])


FIGURE = {
    "value": "37",
    "comparator": "=",
    "unit": "jetties",
    "counted": "unlit jetties",
    "period": "in March",
}


def test_paste_words_see_the_sentence_fill_in_and_mark(admin_pages, harbour, editor):
    asked = admin_pages.get(marking(harbour), {"kind": "statistic", "words": "37  unlit\njetties"})
    shown = asked.content.decode()
    assert '<mark class="statistic">37 unlit jetties</mark>' in shown
    assert "Volunteers counted" in shown
    assert "A quiet harbour" not in shown, "the sentence, not the article"
    initial = asked.context["form"].initial
    assert (initial["value"], initial["comparator"]) == ("37", "=")
    start, end = place(TEXT, "37 unlit jetties")
    answer = admin_pages.post(marking(harbour), {"kind": "statistic", "start": start, "end": end, **FIGURE})
    row = Statement.objects.get()
    assert answer.url == f"{page_of(harbour)}#mark-statement-{row.pk}"
    assert (row.exact, row.made_by, row.period, row.statistic.unit) == (
        "37 unlit jetties",
        editor,
        "in March",
        "jetties",
    )


def test_words_that_stand_twice_are_told_apart_or_chosen(admin_pages):
    source = article("Ten boats left. Then ten lamps failed. At night ten boats came back.")
    one = admin_pages.get(marking(source), {"kind": "statistic", "words": "ten boats"})
    assert one.context["place"].start == source.text.index("ten boats"), "the very letters before others"
    several = admin_pages.get(marking(source), {"kind": "statistic", "words": "ten"})
    assert len(several.context["places"]) == 2
    assert "These words" in several.content.decode()
    one = admin_pages.get(marking(source), {"kind": "statistic", "words": "ten", "before": "At night"})
    assert one.context["place"].start == source.text.index("ten boats came")
    one = admin_pages.get(marking(source), {"kind": "statistic", "words": "ten", "after": "LAMPS"})
    assert one.context["place"].start == source.text.index("ten lamps")
    none = admin_pages.get(marking(source), {"kind": "statistic", "words": "eleven boats"})
    assert "don’t stand in the article" in none.content.decode()


def test_pasted_quotes_may_have_other_quotation_marks(admin_pages, harbour):
    asked = admin_pages.get(marking(harbour), {"kind": "quote", "words": '"Nobody should fall in the dark,"'})
    assert asked.context["place"].exact == "“Nobody should fall in the dark,”"


def test_a_quote_with_its_speaker(admin_pages, harbour):
    start, end = place(TEXT, "“Nobody should fall in the dark,”")
    given = {
        "kind": "quote",
        "start": start,
        "end": end,
        "speaker_name": "Ada Pilot",
        "role": "pilot",
        "organisation_name": "Lantern Trust",
        "speech": "reported",
        "why": "read twice",
    }
    admin_pages.post(marking(harbour), given)
    quote = Statement.objects.get().quote
    assert (quote.speaker_name, quote.role, quote.kind) == ("Ada Pilot", "pilot", "reported")
    assert Decision.objects.get().reason == "read twice"


def test_an_organisation_and_taking_it_out_again(admin_pages, harbour):
    start, end = place(TEXT, "Lantern Trust")
    given = {"kind": "organisation", "start": start, "end": end, "name": "The Lantern Trust"}
    admin_pages.post(marking(harbour), {**given, "names": "organisation"})
    named = Mention.objects.get()
    assert named.organisation.name == "The Lantern Trust"
    assert "The Lantern Trust" in admin_pages.get(page_of(harbour)).content.decode()
    address = reverse("admin:claims_marking_refuse_name", args=[named.pk])
    assert "Not a name" in admin_pages.get(address).content.decode()
    admin_pages.post(address)
    assert not Mention.objects.exists()
    assert NameRefusal.objects.get().exact == "Lantern Trust"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"value": ""}, "This field is required"),
        ({"value": "40", "value_max": "30"}, "below the lower"),
        ({"sensitive": "on"}, "who speaks"),
        ({"comparator": "≈"}, "Select a valid choice"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(admin_pages, harbour, given, said):
    start, end = place(TEXT, "37 unlit jetties")
    answer = admin_pages.post(
        marking(harbour), {"kind": "statistic", "start": start, "end": end, **FIGURE, **given}
    )
    assert said in answer.content.decode()
    assert 'value="unlit jetties"' in answer.content.decode()
    assert not Statement.objects.exists()


def test_what_lies_under_the_words_is_shown_and_refused_only_when_ticked(admin_pages, harbour):
    found = machine(harbour, "37")
    start, end = place(TEXT, "37 unlit jetties")
    given = {"kind": "statistic", "start": start, "end": end}
    assert "Already marked under these words" in admin_pages.get(marking(harbour), given).content.decode()
    admin_pages.post(marking(harbour), {**given, **FIGURE, "replace": [found.pk]})
    found.refresh_from_db()
    assert found.refused_reason == "replaced by a mark of a person"
    same = admin_pages.get(marking(harbour), given)
    made = Statement.objects.get(made_by__isnull=False)
    assert same.url == reverse("admin:claims_marking_correct", args=[made.pk])


def test_correct_with_the_sentence_in_view(admin_pages, harbour):
    found = machine(harbour, "37 unlit jetties")
    found.statistic.unit_normalized = found.statistic.unit = "jettys"
    found.statistic.save()
    address = reverse("admin:claims_marking_correct", args=[found.pk])
    asked = admin_pages.get(address)
    assert asked.context["form"].initial["value"] == "37"
    admin_pages.post(address, {**FIGURE, "value": "38"})
    found = Statement.objects.get(pk=found.pk)
    assert (found.statistic.value, found.statistic.unit_normalized, found.period) == (
        38,
        "jetties",
        "in March",
    )
    assert "Nothing was changed" in admin_pages.post(address, {**FIGURE, "value": "38"}).content.decode()


def test_a_corrected_speaker_is_the_speaker_everywhere(admin_pages, harbour):
    found = machine(harbour, "Nobody should fall in the dark", "quote")
    address = reverse("admin:claims_marking_correct", args=[found.pk])
    admin_pages.post(address, {"speaker_name": "Ada Pilot", "speech": "direct"})
    found = Statement.objects.get(pk=found.pk)
    assert (found.attributed_to, found.quote.speaker.name) == ("Ada Pilot", "Ada Pilot")


def test_refuse_asks_why_and_undo_brings_it_back(admin_pages, harbour):
    found = machine(harbour, "37 unlit jetties")
    address = reverse("admin:claims_marking_refuse", args=[found.pk])
    admin_pages.post(address, {"reason": " "})
    found.refresh_from_db()
    assert found.refused_at is None
    admin_pages.post(address, {"reason": "Counts lamps, not jetties"})
    found.refresh_from_db()
    assert found.refused_reason == "Counts lamps, not jetties"
    shown = admin_pages.get(page_of(harbour)).content.decode()
    assert "Your latest here: Counts lamps" in shown
    back = page_of(harbour)
    admin_pages.post(
        reverse("admin:claims_review_undo"), {"decision": Decision.objects.get().pk, "back": back}
    )
    found.refresh_from_db()
    assert found.refused_at is None


def test_read_through_and_open_again(admin_pages, harbour, editor):
    address = reverse("admin:claims_marking_read_through", args=[harbour.pk])
    admin_pages.post(address)
    assert ReadThrough.objects.get().by == editor
    assert "✓ Read through" in admin_pages.get(page_of(harbour)).content.decode()
    admin_pages.post(address, {"reopen": "1"})
    assert not ReadThrough.objects.exists()
    assert admin_pages.get(address).status_code == 405


def test_the_text_carries_offsets_in_characters_past_emoji_and_right_to_left(admin_pages):
    source = article("👩‍👧‍👦 بلغ العدد ٣٧ رصيفا.\nAfter 37 that.", language="ar")
    machine(source, "٣٧ رصيفا")
    shown = admin_pages.get(page_of(source)).content.decode()
    start, end = place(source.text, "٣٧ رصيفا")
    assert f'data-start="{start}" data-end="{end}"' in shown
    assert 'dir="rtl"' in shown


def test_researchers_neither_see_the_verbs_nor_may_use_them(client, harbour):
    found = machine(harbour, "37 unlit jetties")
    client.force_login(person("Researchers"))
    assert "data-marking" not in client.get(page_of(harbour)).content.decode()
    start, end = place(TEXT, "Lantern Trust")
    for address in (
        marking(harbour) + f"?kind=statistic&start={start}&end={end}",
        reverse("admin:claims_marking_correct", args=[found.pk]),
        reverse("admin:claims_marking_refuse", args=[found.pk]),
    ):
        assert client.get(address).status_code == 403
    assert client.post(reverse("admin:claims_marking_read_through", args=[harbour.pk])).status_code == 403


def test_testimony_is_neither_shown_nor_found_nor_marked_without_the_permission(client, harbour):
    secret = machine(
        harbour, "Nobody should fall in the dark", "quote", sensitive=True, sensitive_reason="a child"
    )
    corrector = person("Researchers")
    corrector.user_permissions.add(Permission.objects.get(codename="correct_statement"))
    client.force_login(corrector)
    shown = client.get(page_of(harbour)).content.decode()
    assert "testimony withheld" in shown
    assert "should fall" not in shown
    for given in (
        {"kind": "quote", "words": "Nobody should fall"},
        {"kind": "organisation", "start": secret.start + 1, "end": secret.start + 6},
        {"kind": "statistic", "words": "37 unlit jetties", "start": 0, "end": len(TEXT)},
    ):
        assert "should fall" not in client.get(marking(harbour), given).content.decode()
    assert client.get(reverse("admin:claims_marking_correct", args=[secret.pk])).status_code == 404


def test_addresses_made_by_hand_do_not_fail(admin_pages, harbour):
    refused = machine(harbour, "37")
    refuse_statement(statement=refused, by=person("Editors"), reason="no")
    for given in (
        {},
        {"kind": "poem", "words": "a"},
        {"kind": "quote", "start": "9" * 30, "end": "9" * 31},
        {"kind": "quote", "start": "٣", "end": "٧"},
        {"kind": "quote", "start": "30", "end": "20"},
        {"kind": "quote", "words": "(((*"},
        {"kind": "quote", "words": "   "},
    ):
        assert admin_pages.get(marking(harbour), given).status_code in {200, 302}
    assert admin_pages.get(reverse("admin:claims_marking_correct", args=[refused.pk])).status_code == 404


def test_a_megabyte_without_a_full_stop(admin_pages):
    source = article("jetties " * 65_000 + "37 unlit piers " + "boats " * 80_000)
    asked = admin_pages.get(marking(source), {"kind": "statistic", "words": "37 unlit piers"})
    start, end = place(source.text, "37 unlit piers")
    assert (asked.context["place"].start, asked.context["place"].end) == (start, end)
    assert len(asked.content) < 100_000, "its surroundings, not all of it"
    admin_pages.post(marking(source), {"kind": "statistic", "start": start, "end": end, **FIGURE})
    assert Statement.objects.get().exact == "37 unlit piers"
    many = admin_pages.get(marking(source), {"kind": "quote", "words": "boats boats"})
    assert len(many.context["places"]) == 40
    assert many.context["more"] is True
