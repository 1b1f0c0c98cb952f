"""Tables in and out of the admin: previews, errors by row, what an import leaves alone, formulas, permissions."""

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from campaigns.models import Campaign, Demand
from claims.models import Decision
from claims.services.undo import undo
from sources.admin_tables import as_written, without_formula
from sources.models import Name, Organisation, Platform, Publisher
from tests.pages_corpus import make_organisation, make_platform
from tests.pages_fixtures import people, signed_in

__all__ = ["people", "signed_in"]
pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
LISTS = {
    "publisher": "/admin/sources/publisher/", "organisation": "/admin/sources/organisation/",
    "person": "/admin/sources/person/", "platform": "/admin/sources/platform/",
    "campaign": "/admin/campaigns/campaign/", "demand": "/admin/campaigns/demand/",
}  # fmt: skip
CSV, XLSX, JSON = "0", "1", "2"


def choose(client: Client, name: str, table: str | bytes, kind: str = CSV) -> str:
    """Choose a table: the page that shows what would change."""
    content = table.encode() if isinstance(table, str) else table
    file = SimpleUploadedFile("table", content)
    answer = client.post(f"{LISTS[name]}import/", {"import_file": file, "format": kind})
    assert answer.status_code == 200
    return answer.content.decode()


def bring_in(client: Client, name: str, table: str | bytes, kind: str = CSV) -> str:
    """Choose a table and confirm it: the page after that."""
    page = choose(client, name, table, kind)
    hidden = dict(
        re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.split("table-confirm")[1])
    )
    return client.post(f"{LISTS[name]}process_import/", hidden, follow=True).content.decode()


def saved(client: Client, name: str, kind: str = CSV) -> bytes:
    answer = client.post(f"{LISTS[name]}export/", {"format": kind})
    assert answer.status_code == 200
    return bytes(answer.content)


def test_a_preview_writes_nothing_and_shows_what_would_change(signed_in: SignIn) -> None:
    Publisher.objects.create(name="Wexmere Gazette", kind="newspaper", country="Wexmere")
    table = "name,kind,country\nWexmere Gazette,newspaper,Harland\nNorthmark Wire,agency,Northmark\n"
    page = choose(signed_in("editor"), "publisher", table)
    assert "1 new, 1 changed, 0 as they were" in page
    assert "<ins>Northmark Wire</ins>" in page
    assert "style=" not in page, "a strict content security policy refuses styles within"
    assert Publisher.objects.get().country == "Wexmere"


def test_a_confirmed_table_is_written_once(signed_in: SignIn) -> None:
    client = signed_in("editor")
    table = "name,kind,country\nNorthmark Wire,agency,Northmark\n"
    assert "Brought in: 1 new, 0 changed, 0 as they were." in bring_in(client, "publisher", table)
    assert "Brought in: 0 new, 0 changed, 1 as they were." in bring_in(client, "publisher", table)
    assert Publisher.objects.get().kind == "agency"


def test_an_empty_cell_and_a_missing_column_leave_what_is_there(signed_in: SignIn) -> None:
    Publisher.objects.create(
        name="Wexmere Gazette", kind="newspaper", country="Wexmere", url="https://w.example"
    )
    Publisher.objects.create(name="Not in the table")
    bring_in(signed_in("editor"), "publisher", "name,kind,country\nWexmere Gazette,blog,\n")
    gazette = Publisher.objects.get(name="Wexmere Gazette")
    assert (gazette.kind, gazette.country, gazette.url) == ("blog", "Wexmere", "https://w.example")
    assert Publisher.objects.count() == 2, "nothing is deleted"


@pytest.mark.parametrize(
    ("name", "table", "said"),
    [
        ("publisher", "name,kind\nGood,blog\nBad,magazine\n", '<th scope="row">2</th>|<code>kind</code>'),
        ("publisher", "name,url\nBad,not an address\n", "<code>url</code>: Enter a valid URL"),
        ("publisher", "name,kind\n,blog\n", "can&#x27;t be empty"),
        ("publisher", "name,colour\nBad,red\n", "Not known as a column: colour"),
        ("publisher", "name;kind\nGood;blog\n", "with commas between its columns"),
        ("publisher", "kind\nblog\n", "name"),
        ("publisher", "name\nBad\x00\n", "holds a character"),
        (
            "organisation",
            "slug,name,owner\nbad,Bad,nobody\n",
            "There is no organisation with the slug “nobody”",
        ),
        ("organisation", "slug,name,review\nbad,Bad,perhaps\n", "<code>review</code>"),
        ("platform", "slug,name,joined_with\nbad,Bad,nobody\n", "There is none with the slug “nobody”"),
        ("platform", f"slug,name,names\nbad,Bad,{'x' * 400}\n", "<code>names</code>"),
    ],
)
def test_what_is_wrong_is_said_by_its_row_and_nothing_comes_in(
    name: str, table: str, said: str, signed_in: SignIn
) -> None:
    page = choose(signed_in("administrator"), name, table)
    assert "Nothing was brought in" in page
    assert all(part in page for part in said.split("|")), page
    assert "Traceback" not in page
    assert "table-confirm" not in page
    assert not Publisher.objects.exists()
    assert not Organisation.objects.filter(slug="bad").exists()


@pytest.mark.parametrize("kind", [XLSX, JSON])
def test_a_file_of_another_kind_is_refused_in_plain_words(kind: str, signed_in: SignIn) -> None:
    page = choose(signed_in("editor"), "publisher", b"\x00\x01 neither", kind)
    assert "can&#x27;t be read as the kind that was chosen" in page
    assert "Error" not in page


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_table_in_another_encoding_is_refused_and_how_to_save_it_is_said(
    encoding: str, signed_in: SignIn
) -> None:
    page = choose(signed_in("editor"), "publisher", "name,kind\nKölner Blatt,blog\n".encode(encoding), CSV)
    assert "saved as UTF-8" in page
    assert not Publisher.objects.exists()


def test_a_row_that_changed_since_the_preview_brings_nothing_in(signed_in: SignIn) -> None:
    client = signed_in("editor")
    make_organisation("Owner")
    page = choose(client, "organisation", "slug,name,owner\na,A,\nb,B,owner\n")
    Organisation.objects.all().delete()
    hidden = dict(
        re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.split("table-confirm")[1])
    )
    after = client.post(f"{LISTS['organisation']}process_import/", hidden, follow=True).content.decode()
    assert "Nothing was brought in" in after
    assert "Brought in" not in after
    assert not Organisation.objects.exists(), "not the good row either"


def test_spellings_are_added_and_never_taken_away(signed_in: SignIn) -> None:
    platform = make_platform("Instagram")
    Name.objects.create(text="Insta", platform=platform)
    client = signed_in("editor")
    table = "slug,names\ninstagram,IG | إنستغرام [ar] | IG\n"
    assert "1 changed" in bring_in(client, "platform", table)
    assert "1 as they were" in bring_in(client, "platform", table)
    assert set(platform.names.values_list("text", "language")) == {
        ("Insta", ""),
        ("IG", ""),
        ("إنستغرام", "ar"),
    }


def test_a_new_name_gets_its_slug_and_owner(signed_in: SignIn) -> None:
    bring_in(signed_in("editor"), "organisation", "slug,name\n,Lantern Child Trust\n")
    bring_in(signed_in("editor"), "platform", "slug,name,owner\norbvane,Orbvane,lantern-child-trust\n")
    assert Platform.objects.get(slug="orbvane").owner == Organisation.objects.get(slug="lantern-child-trust")


def test_names_are_joined_by_a_decision_that_can_be_undone(
    signed_in: SignIn, people: dict[str, User]
) -> None:
    stays, goes = make_organisation("Stays"), make_organisation("Goes")
    table = "slug,joined_with\ngoes,stays\n"
    client = signed_in("editor")
    choose(client, "organisation", table)
    assert not Decision.objects.exists(), "a preview decides nothing"
    bring_in(client, "organisation", table)
    goes.refresh_from_db()
    assert goes.merged_into == stays
    decision = Decision.objects.get()
    assert (decision.verb, decision.by) == ("join_names", people["editor"])
    assert "1 as they were" in bring_in(client, "organisation", table)
    undo(decision=decision, by=people["editor"])
    goes.refresh_from_db()
    assert goes.merged_into is None


def test_campaigns_and_demands_come_in(signed_in: SignIn) -> None:
    make_platform("Instagram")
    make_organisation("Lantern Child Trust")
    client = signed_in("staff")
    bring_in(
        client, "campaign",
        "slug,name,status,lead,hashtags,platforms\n"
        "lights-on,Lights On,running,lantern-child-trust,#LightsOn | Dark,instagram\n",
    )  # fmt: skip
    campaign = Campaign.objects.get()
    assert (campaign.hashtags, campaign.lead.slug) == (["LightsOn", "Dark"], "lantern-child-trust")
    assert [platform.slug for platform in campaign.platforms.all()] == ["instagram"]
    demands = "campaign,position,wording,outcome\nlights-on,1,Publish reports.,met\nlights-on,2,Switch it off.,open\n"
    assert "2 new" in bring_in(client, "demand", demands)
    assert "1 changed, 1 as they were" in bring_in(client, "demand", demands.replace("open", "partly"))
    assert list(Demand.objects.values_list("position", "outcome")) == [(1, "met"), (2, "partly")]
    page = choose(client, "demand", "campaign,position,wording\nnone,1,A.\nlights-on,first,B.\n")
    assert "There is no campaign with the slug “none”" in page
    assert "Enter a whole number" in page


HOSTILE = ["=1+1", "+1", "-1", "@sum", "\t=1", "'=1", "''@x", "'quoted'", "plain = 1"]


def test_formulas_are_escaped_and_come_back_as_they_were(signed_in: SignIn) -> None:
    for number, words in enumerate(HOSTILE):
        Publisher.objects.create(name=f"Paper {number}", country=words)
    client = signed_in("editor")
    text = saved(client, "publisher").decode()
    cells = {row["name"]: row["country"] for row in csv.DictReader(io.StringIO(text))}
    assert not [cell for cell in cells.values() if cell[:1] in "=+-@\t"]
    sheet = openpyxl.load_workbook(io.BytesIO(saved(client, "publisher", XLSX))).active
    assert "f" not in {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row}
    as_json = json.loads(saved(client, "publisher", JSON))
    assert {row["country"] for row in as_json} == set(HOSTILE), "JSON has no formulas"
    for kind in (CSV, XLSX, JSON):
        table = saved(client, "publisher", kind)
        assert f"{len(HOSTILE)} as they were" in choose(client, "publisher", table, kind)


@given(st.text())
def test_escaping_loses_nothing(words: str) -> None:
    assert as_written(without_formula(words)) == words
    assert without_formula(words)[:1] not in {"=", "+", "-", "@", "\t", "\r"}


@pytest.mark.parametrize("kind", [CSV, XLSX, JSON])
def test_what_was_saved_comes_in_again_unchanged(kind: str, signed_in: SignIn, people: Any) -> None:
    from tests.pages_corpus import make_corpus

    make_corpus(people)
    client = signed_in("administrator")
    for name in LISTS:
        table = saved(client, name, kind)
        page = choose(client, name, table, kind)
        assert "0 new, 0 changed" in page, name


@pytest.mark.parametrize("number", [3, 30])
def test_few_rows_are_saved_in_as_many_queries_as_many(
    number: int, signed_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    for n in range(number):
        platform = make_platform(f"P{n}", owner=f"Owner {n}")
        Name.objects.create(text=f"Spelling {n}", platform=platform)
        campaign = Campaign.objects.create(slug=f"c-{n}", name=f"C {n}", lead=make_organisation(f"Lead {n}"))
        campaign.platforms.add(platform)
        Demand.objects.create(campaign=campaign, position=1, wording="Act.")
    client = signed_in("administrator")
    for name in ("platform", "organisation", "campaign", "demand"):
        with django_assert_max_num_queries(12):
            assert len(saved(client, name).splitlines()) > number


def test_only_who_may_change_rows_brings_them_in(signed_in: SignIn) -> None:
    for role, may in (
        ("researcher", set()),
        ("staff", {"campaign", "demand"}),
        ("editor", set(LISTS) - {"campaign", "demand"}),
    ):
        client = signed_in(role)
        for name, address in LISTS.items():
            answer = client.get(f"{address}import/")
            assert (answer.status_code == 200) is (name in may), (role, name)
    assert signed_in("researcher").get(f"{LISTS['publisher']}export/").status_code == 302
    assert signed_in("staff").get(f"{LISTS['publisher']}export/").status_code == 200, "who may look may save"
    forged = signed_in("staff").post(f"{LISTS['publisher']}process_import/", {"import_file_name": "x"})
    assert forged.status_code == 403
