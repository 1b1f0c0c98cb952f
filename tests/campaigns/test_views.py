"""Pages of campaigns and fact sheets: by role, adding from anywhere, order, undo, downloads, editions."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.models import FactSheet
from campaigns.services import factsheets as sheets
from claims.models import Quote
from tests.pages_corpus import make_article, make_claim, make_statement
from tests.pages_fixtures import corpus, people, signed_in

__all__ = ["corpus", "people", "signed_in"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(corpus: dict[str, Any], people: Any) -> FactSheet:
    made = sheets.begin(title="What the record says", by=people["staff"])
    for name in ("grooming", "pupils"):
        sheets.add_claim(fact_sheet_id=made.pk, claim=corpus[name], by=people["staff"])
    return made


def test_every_page_asks_anonymous_people_to_sign_in(client: Client, sheet: FactSheet) -> None:
    for address in (
        "/campaigns/", "/campaigns/lights-on/", "/fact-sheets/", sheet.get_absolute_url(),
        f"{sheet.get_absolute_url()}export/pdf/",
    ):  # fmt: skip
        assert client.get(address)["Location"].startswith("/sign-in/?next=")


@pytest.mark.parametrize("role", ["researcher", "editor"])
def test_fact_sheets_are_for_staff(role: str, signed_in: Any, sheet: FactSheet) -> None:
    client = signed_in(role)
    for address in ("/fact-sheets/", sheet.get_absolute_url(), f"{sheet.get_absolute_url()}export/pdf/"):
        assert client.get(address).status_code == 403
    assert client.post("/fact-sheets/add/", {"claim": "x"}).status_code == 403


def test_a_campaign_shows_demands_outcomes_letters_and_claims(signed_in: Any, corpus: dict[str, Any]) -> None:
    assert "Lights On" in signed_in("researcher").get("/campaigns/").content.decode()
    text = signed_in("researcher").get("/campaigns/lights-on/").content.decode()
    for part in ("Publish every report each quarter.", "Partly met", "1,240 signatories", "Meta said that it would study",
                 "A first quarterly report.", corpus["grooming"].wording, "Lantern Child Trust"):  # fmt: skip
        assert part in text


def test_a_campaign_hides_testimony(signed_in: Any, corpus: dict[str, Any]) -> None:
    corpus["campaign"].claims.add(corpus["sensitive"])
    assert "our secret" not in signed_in("researcher").get("/campaigns/lights-on/").content.decode()
    assert "our secret" in signed_in("editor").get("/campaigns/lights-on/").content.decode()


def test_a_campaign_shows_what_its_merged_claims_became(signed_in: Any, corpus: dict[str, Any]) -> None:
    campaign = corpus["campaign"]
    campaign.claims.set([corpus["older"], corpus["merged"], corpus["grooming"]])
    shown = signed_in("researcher").get("/campaigns/lights-on/").context["claims"]
    assert shown == [corpus["grooming"]]
    (listed,) = (
        row
        for row in signed_in("researcher").get("/campaigns/").context["campaigns"]
        if row.slug == "lights-on"
    )
    assert listed.claims_count == 1


def test_a_refused_campaign_is_gone(signed_in: Any, corpus: dict[str, Any]) -> None:
    type(corpus["campaign"]).objects.update(status="refused")
    assert signed_in("researcher").get("/campaigns/lights-on/").status_code == 404


def test_adding_from_a_list_goes_back_to_it(signed_in: Any, sheet: FactSheet, corpus: dict[str, Any]) -> None:
    client = signed_in("staff")
    fields = {"claim": corpus["earlier"].public_id, "fact_sheet": sheet.pk, "next": "/claims/?q=x"}
    assert client.post("/fact-sheets/add/", fields)["Location"] == "/claims/?q=x"
    assert sheet.lines.filter(claim=corpus["earlier"]).exists()
    away = client.post("/fact-sheets/add/", {**fields, "next": "https://evil.example/"})
    assert away["Location"] == sheet.get_absolute_url()


def test_adding_to_a_new_sheet_begins_one(signed_in: Any, corpus: dict[str, Any]) -> None:
    response = signed_in("staff").post(
        "/fact-sheets/add/", {"claim": corpus["grooming"].public_id, "fact_sheet": "new", "next": "/claims/"}
    )
    made = FactSheet.objects.get()
    assert response["Location"] == made.get_absolute_url()
    assert made.lines.get().claim == corpus["grooming"]


def test_staff_can_neither_find_nor_add_testimony_without_leave(
    signed_in: Any, sheet: FactSheet, corpus: dict[str, Any]
) -> None:
    client = signed_in("staff")
    fields = {"claim": corpus["sensitive"].public_id, "fact_sheet": sheet.pk}
    assert client.post("/fact-sheets/add/", fields).status_code == 403
    assert client.post("/fact-sheets/add/", {**fields, "fact_sheet": "new"}).status_code == 404
    assert FactSheet.objects.count() == 1
    assert "our secret" not in client.get(sheet.get_absolute_url(), {"find": "believe"}).content.decode()


def test_the_builder_previews_lines_with_their_numbered_notes(signed_in: Any, sheet: FactSheet) -> None:
    text = signed_in("staff").get(sheet.get_absolute_url(), {"find": "offences"}).content.decode()
    sources = {
        evidence.statement.article_id
        for line in sheet.lines.all()
        for evidence in line.claim.evidence.select_related("statement")
    }
    numbers = [str(number) for number in range(1, len(sources) + 1)]
    assert re.findall(r'<li id="note-(\d+)"', text) == numbers
    assert set(re.findall(r'href="#note-(\d+)"', text)) == set(numbers)
    assert "No editor has approved this claim yet." in text
    assert "Translation of note 1." in text
    assert "On the sheet" in text


def test_the_builder_asks_whether_a_private_persons_name_is_needed_and_prints_all_the_same(
    signed_in: Any, sheet: FactSheet, corpus: dict[str, Any], people: Any
) -> None:
    asked = "A private person: ask whether the name is needed."
    sheets.add_claim(fact_sheet_id=sheet.pk, claim=corpus["quote"], by=people["staff"])
    page = signed_in("staff")
    assert asked not in page.get(sheet.get_absolute_url()).content.decode()
    Quote.objects.filter(statement__evidence__claim=corpus["quote"]).update(private_person=True)
    assert asked in page.get(sheet.get_absolute_url()).content.decode()
    printed = page.get(reverse("campaigns:export", args=[sheet.pk, "markdown"])).content.decode()
    assert "Miriam Oakhurst" in printed
    assert asked not in printed
    assert "private person" in page.get(corpus["quote"].get_absolute_url()).content.decode()


def test_lines_move_by_button_and_taking_out_can_be_undone(
    signed_in: Any, sheet: FactSheet, corpus: dict[str, Any]
) -> None:
    client = signed_in("staff")
    address = f"{sheet.get_absolute_url()}line/"
    first, second = sheet.lines.order_by("position")
    client.post(address, {"line": second.pk, "action": "up"})
    assert sheet.lines.order_by("position")[0] == second
    client.post(address, {"line": second.pk, "action": "heading", "heading": "Children"})
    removed = client.post(address, {"line": second.pk, "action": "remove"}, follow=True)
    assert sheet.lines.get() == first
    text = removed.content.decode()
    assert "The line was taken out." in text
    fields = {"fact_sheet": sheet.pk, **removed.context["removed"]}
    client.post("/fact-sheets/add/", fields)
    assert [(line.claim, line.heading) for line in sheet.lines.order_by("position")] == [
        (corpus["pupils"], "Children"), (corpus["grooming"], ""),
    ]  # fmt: skip
    assert client.post(address, {"line": first.pk, "action": "explode"}).status_code == 404


def test_words_are_kept_and_a_missing_title_is_refused(signed_in: Any, sheet: FactSheet) -> None:
    client = signed_in("staff")
    fields = {
        "title": "New",
        "subtitle": "S",
        "introduction": "I",
        "notes": "N",
        "language": "de",
        "campaign": "",
    }
    client.post(f"{sheet.get_absolute_url()}words/", fields)
    sheet.refresh_from_db()
    assert (sheet.title, sheet.language) == ("New", "de")
    refused = client.post(f"{sheet.get_absolute_url()}words/", {**fields, "title": ""})
    assert refused.status_code == 422
    assert "This field is required" in refused.content.decode()


@pytest.mark.parametrize(
    ("format", "start"),
    [("pdf", b"%PDF-"), ("docx", b"PK"), ("odt", b"PK"), ("html", b"<!"), ("markdown", b"# What")],
)
def test_downloads(format: str, start: bytes, signed_in: Any, sheet: FactSheet) -> None:
    response = signed_in("staff").get(f"{sheet.get_absolute_url()}export/{format}/")
    assert response.status_code == 200
    assert response.content.lower().startswith(start.lower())
    suffix = "md" if format == "markdown" else format
    assert response["Content-Disposition"] == f'attachment; filename="what-the-record-says.{suffix}"'


def test_testimony_without_consent_stops_the_download_with_a_sentence(
    signed_in: Any, sheet: FactSheet, corpus: dict[str, Any]
) -> None:
    sheet.lines.create(claim=corpus["sensitive"], position=9)
    client = signed_in("staff")
    response = client.get(f"{sheet.get_absolute_url()}export/pdf/", follow=True)
    text = response.content.decode()
    assert "no consent to use it is on record" in text
    assert "our secret" not in text
    assert client.get(f"{sheet.get_absolute_url()}export/exe/").status_code == 404


def test_freezing_makes_an_edition_with_its_own_page_and_downloads(
    signed_in: Any, sheet: FactSheet, corpus: dict[str, Any]
) -> None:
    client = signed_in("staff")
    page = client.post(f"{sheet.get_absolute_url()}freeze/", follow=True)
    assert page.redirect_chain[-1][0] == f"{sheet.get_absolute_url()}editions/1/"
    corpus["grooming"].wording = "Changed since."
    corpus["grooming"].revision = 2
    corpus["grooming"].save()
    text = client.get(f"{sheet.get_absolute_url()}editions/1/").content.decode()
    assert "1 claim has changed since this edition" in text
    assert "Police in the region recorded" in text
    frozen = client.get(f"{sheet.get_absolute_url()}export/markdown/", {"edition": "1"})
    assert b"Changed since" not in frozen.content
    assert frozen["Content-Disposition"].endswith('edition-1.md"')
    assert client.get(f"{sheet.get_absolute_url()}export/markdown/", {"edition": "7"}).status_code == 404


@pytest.mark.parametrize("rows", [5, 50])
def test_pages_take_a_fixed_number_of_queries(
    rows: int, signed_in: Any, sheet: FactSheet, corpus: dict[str, Any], django_assert_max_num_queries: Any
) -> None:
    for n in range(rows):
        article = make_article(f"There were {n} reports.", publisher=f"Paper {n}")
        claim = make_claim(f"There were {n} reports.", [make_statement(article, f"{n} reports")])
        corpus["campaign"].claims.add(claim)
        sheet.lines.create(claim=claim, position=10 + n)
    client = signed_in("staff")
    with django_assert_max_num_queries(22):
        client.get(sheet.get_absolute_url(), {"find": "reports"})
    with django_assert_max_num_queries(18):
        client.get("/campaigns/lights-on/")
    with django_assert_max_num_queries(8):
        client.get("/fact-sheets/")


def test_a_character_that_no_database_holds_is_left_out_of_a_heading(
    signed_in: Any, sheet: FactSheet
) -> None:
    line = sheet.lines.get(position=1)
    address = f"{sheet.get_absolute_url()}line/"
    answer = signed_in("staff").post(
        address, {"line": line.pk, "action": "heading", "heading": "On \x00 record"}
    )
    assert answer.status_code == 302
    line.refresh_from_db()
    assert line.heading == "On record"


def test_who_was_signed_out_while_writing_comes_back_to_the_form(client: Client, sheet: FactSheet) -> None:
    page = f"http://testserver{sheet.get_absolute_url()}?find=police"
    address = f"{sheet.get_absolute_url()}words/"
    answer = client.post(address, {"title": "Lost"}, headers={"referer": page})
    assert answer["Location"] == f"/sign-in/?next=%2Ffact-sheets%2F{sheet.pk}%2F%3Ffind%3Dpolice"
    assert "send it again" in client.get(answer["Location"]).content.decode()
    elsewhere = client.post(address, {"title": "Lost"}, headers={"referer": "https://elsewhere.test/x"})
    assert elsewhere["Location"] == f"/sign-in/?next={address}"


def test_the_builder_prints_a_source_once_and_repeats_its_number(signed_in: Any, people: Any) -> None:
    made = sheets.begin(title="One source", by=people["staff"])
    article = make_article("Police logged 12 reports and 30 calls.")
    for value in (12, 30):
        statement = make_statement(article, str(value), statistic={"value": value, "unit": "reports"})
        claim = make_claim(f"Police logged {value}.", [statement], value=value)
        sheets.add_claim(fact_sheet_id=made.pk, claim=claim, by=people["staff"])
    text = signed_in("staff").get(made.get_absolute_url()).content.decode()
    assert text.count('href="#note-1"') == 2
    assert text.count('id="note-1"') == 1
    assert 'id="note-2"' not in text
