"""Claims for programs: who reads what, testimony, merged ids, pages, a fixed number of queries, and the schema."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from drf_spectacular.validation import validate_schema

from claims.dossier import gather
from claims.findings import findings_of
from claims.models import Claim, Evidence
from tests.pages_corpus import make_article, make_claim, make_platform, make_statement
from tests.pages_fixtures import corpus, people, signed_in

__all__ = ["corpus", "people", "signed_in"]
pytestmark = pytest.mark.django_db
LIST, SCHEMA = "/api/claims/", "/api/schema/"
LIST_QUERIES, DETAIL_QUERIES = 8, 11
SECRET = "our secret"
SignIn = Callable[[str], Client]


def address(claim: Claim) -> str:
    return reverse("claims:api_detail", args=[claim.public_id])


def ids(response: Any) -> list[str]:
    assert response.status_code == 200, response.content
    return [row["id"] for row in response.json()["results"]]


@pytest.mark.parametrize("where", [LIST, SCHEMA, "/api/claims/bcdfghjk/"])
def test_anonymous_programs_read_nothing(client: Client, corpus: dict[str, Any], where: str) -> None:
    assert client.get(where).status_code == 403
    assert client.get(address(corpus["grooming"])).status_code == 403
    assert client.get(address(corpus["merged"])).status_code == 403, "nor where a merged claim went"


def test_public_reading_gives_approved_claims_alone_and_no_evidence(
    client: Client, corpus: dict[str, Any], settings: Any
) -> None:
    settings.PUBLIC_READING = True
    assert set(ids(client.get(LIST))) == {corpus[name].public_id for name in ("grooming", "earlier", "quote")}
    claim = client.get(address(corpus["grooming"])).json()
    assert (claim["evidence"], claim["checks"]) == ([], None)
    assert (claim["articles_count"], claim["origins_count"]) == (11, 2)
    assert client.get(address(corpus["pupils"])).status_code == 404
    assert client.get(SCHEMA).status_code == 200


@pytest.mark.parametrize(
    ("role", "sees_testimony"),
    [("researcher", False), ("staff", False), ("editor", True), ("administrator", True)],
)
def test_each_role_reads_what_the_site_shows_it(
    role: str, sees_testimony: bool, signed_in: SignIn, corpus: dict[str, Any], people: dict[str, User]
) -> None:
    client = signed_in(role)
    assert set(ids(client.get(LIST))) == {claim.public_id for claim in Claim.objects.visible_to(people[role])}
    assert (corpus["sensitive"].public_id in ids(client.get(LIST))) is sees_testimony
    assert (corpus["sensitive"].public_id in ids(client.get(LIST, {"q": "secret"}))) is sees_testimony
    response = client.get(address(corpus["sensitive"]))
    assert response.status_code == (200 if sees_testimony else 404)
    assert (SECRET in response.content.decode()) is sees_testimony


def test_testimony_among_the_evidence_is_left_out(
    signed_in: SignIn, corpus: dict[str, Any], people: dict[str, User]
) -> None:
    spoken = corpus["sensitive"].evidence.get()
    Evidence.objects.filter(pk=spoken.pk).update(claim=corpus["quote"])
    shown = {role: signed_in(role).get(address(corpus["quote"])) for role in ("researcher", "editor")}
    assert SECRET not in shown["researcher"].content.decode()
    assert SECRET in shown["editor"].content.decode()
    assert [len(shown[role].json()["evidence"]) for role in shown] == [6, 7]


def test_a_sentence_that_holds_testimony_is_withheld_with_its_words(
    signed_in: SignIn, corpus: dict[str, Any]
) -> None:
    testimony = corpus["testimony"]
    statement = make_statement(testimony, "A girl of 14", attributed_to="A girl of 14")
    claim = make_claim("A girl of 14.", [statement], value=Decimal(14))
    type(statement).objects.filter(pk=statement.pk).update(sentence=testimony.text.split("\n")[2])
    (hidden,) = signed_in("researcher").get(address(claim)).json()["evidence"]
    assert hidden["withheld"]
    assert {hidden[part] for part in ("exact", "before", "after", "said_by")} == {""}
    (shown,) = signed_in("editor").get(address(claim)).json()["evidence"]
    assert not shown["withheld"]
    assert shown["exact"] == "A girl of 14"
    assert SECRET in shown["before"] + shown["after"]


def test_a_claim_comes_with_figure_counts_and_platforms(signed_in: SignIn, corpus: dict[str, Any]) -> None:
    (row,) = (
        one
        for one in signed_in("researcher").get(LIST).json()["results"]
        if one["id"] == corpus["grooming"].public_id
    )
    expected = {
        "address": "http://testserver" + address(corpus["grooming"]),
        "page": "http://testserver" + corpus["grooming"].get_absolute_url(),
        "kind": "statistic", "status": "approved", "value": "4000", "value_max": None, "comparator": ">",
        "unit": "offences", "period": "year to March 2021", "organisation": "Lantern Child Trust",
        "articles_count": 11, "origins_count": 2,
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert {platform["slug"] for platform in row["platforms"]} == {"instagram", "snapchat"}
    assert "evidence" not in row


@pytest.mark.parametrize(
    ("value", "shown"),
    [("4000", "4000"), ("0", "0"), ("5.75", "5.75"), ("-0.1", "-0.1"),
     ("123456789012345678901234567890.0000000001", "123456789012345678901234567890.0000000001")],
)  # fmt: skip
def test_figures_lose_no_digit(value: str, shown: str, signed_in: SignIn) -> None:
    claim = make_claim("A figure.", value=Decimal(value))
    assert signed_in("researcher").get(address(claim)).json()["value"] == shown


def test_evidence_is_exact_and_cites_its_article(
    signed_in: SignIn, corpus: dict[str, Any], people: dict[str, User]
) -> None:
    claim = signed_in("researcher").get(address(corpus["grooming"])).json()
    assert len(claim["evidence"]) == 11
    assert len({one["origin"] for one in claim["evidence"]}) == claim["origins_count"] == 2
    first = claim["evidence"][0]
    lead = corpus["lead"]
    assert (first["exact"], first["relation"]) == ("more than 4,000 grooming offences", "origin")
    assert first["before"] + first["exact"] + first["after"] in lead.text
    assert first["said_by"] == "Lantern Child Trust"
    assert first["article"] == {
        "id": str(lead.public_id), "title": lead.title, "publisher": "Lantern Child Trust",
        "published_on": "2022-01-15", "language": "en", "url": lead.url, "snapshot_sha256": lead.snapshot.sha256,
    }  # fmt: skip
    (arabic,) = (one for one in claim["evidence"] if one["language"] == "ar")
    assert arabic["exact"] == "أكثر من 4000 جريمة استدراج للأطفال"
    assert arabic["relation"] == "translation"
    assert [(one["claim"], one["reason"], one["is_recorded"]) for one in claim["differences"]] == [
        (corpus["earlier"].public_id, "period", True)
    ]


def test_checks_are_those_of_the_page(
    signed_in: SignIn, corpus: dict[str, Any], people: dict[str, User]
) -> None:
    checks = signed_in("researcher").get(address(corpus["quote"])).json()["checks"]
    found = findings_of(gather(Claim.objects.get(pk=corpus["quote"].pk), people["researcher"])).found
    assert [(one["id"], one["level"], one["title"], one["explanation"]) for one in checks] == [
        (one.id, one.level, one.title, one.explanation) for one in found
    ]
    assert "All 6 articles are one text" in " ".join(one["explanation"] for one in checks)


def test_a_merged_id_leads_to_its_successor_through_every_merge(
    signed_in: SignIn, corpus: dict[str, Any]
) -> None:
    client = signed_in("researcher")
    for name in ("merged", "older"):
        response = client.get(address(corpus[name]))
        assert (response.status_code, response["Location"]) == (301, address(corpus["grooming"]))
        assert response["Cache-Control"] == "no-cache", "a merge can be undone"
        assert response.json()["merged_into"] == corpus["grooming"].public_id
        assert client.get(response["Location"]).json()["id"] == corpus["grooming"].public_id
    assert not {corpus["merged"].public_id, corpus["older"].public_id} & set(ids(client.get(LIST)))


def test_a_claim_merged_into_testimony_stays_hidden(signed_in: SignIn, corpus: dict[str, Any]) -> None:
    merged = make_claim("Words.", kind="quote", value=None, merged_into=corpus["sensitive"])
    hidden = signed_in("researcher").get(address(merged))
    assert hidden.status_code == 404
    assert corpus["sensitive"].public_id not in hidden.content.decode() + str(hidden.headers)
    assert signed_in("editor").get(address(merged))["Location"] == address(corpus["sensitive"])


def test_an_undone_merge_gives_the_claim_itself_again(signed_in: SignIn, corpus: dict[str, Any]) -> None:
    Claim.objects.filter(pk=corpus["merged"].pk).update(merged_into=None)
    client = signed_in("researcher")
    assert client.get(address(corpus["merged"])).json()["id"] == corpus["merged"].public_id
    assert client.get(address(corpus["older"]))["Location"] == address(corpus["merged"])


def test_api_and_site_answer_every_claim_alike(
    signed_in: SignIn, client: Client, corpus: dict[str, Any], settings: Any
) -> None:
    settings.PUBLIC_READING = True
    make_claim("Words.", kind="quote", value=None, merged_into=corpus["sensitive"])
    for reader in (client, signed_in("researcher"), signed_in("editor")):
        answers = [
            (reader.get(claim.get_absolute_url()).status_code, reader.get(address(claim)).status_code)
            for claim in Claim.objects.all()
        ]
        assert all(site == program for site, program in answers)
        assert len(set(answers)) >= 2
    assert client.get("/api/claims/bcdfghjk/").status_code == 404


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"platform": "snapchat"}, {"grooming"}),
        ({"platform": ["snapchat", "instagram"]}, {"grooming", "pupils"}),
        ({"status": "proposed"}, {"pupils"}),
        ({"kind": "quote"}, {"quote"}),
        ({"q": "استدراج"}, {"grooming"}),
        ({"platform": "instagram", "status": "approved", "q": "offences"}, {"grooming"}),
        ({"several": "1"}, {"grooming"}),
        ({"status": "no such status"}, set()),
    ],
)
def test_filters(
    asked: dict[str, Any], expected: set[str], signed_in: SignIn, corpus: dict[str, Any]
) -> None:
    found = ids(signed_in("researcher").get(LIST, asked))
    assert sorted(found) == sorted(corpus[name].public_id for name in expected)


def test_pages_hold_every_claim_once(signed_in: SignIn) -> None:
    for number in range(53):
        make_claim(f"Claim {number}.")
    client = signed_in("researcher")
    for size, pages in ((None, 3), (20, 3), (1000, 1)):
        read: list[str] = []
        sizes = 0
        following = LIST + (f"?page_size={size}" if size else "")
        while following:
            response = client.get(following)
            read += ids(response)
            assert response.json()["count"] == 53
            following, sizes = response.json()["next"], sizes + 1
        assert (len(read), len(set(read)), sizes) == (53, 53, pages)


def test_a_page_holds_a_hundred_at_most(signed_in: SignIn) -> None:
    for number in range(101):
        make_claim(f"Claim {number}.")
    assert len(ids(signed_in("researcher").get(LIST, {"page_size": "100000"}))) == 100


@pytest.mark.parametrize(
    "query",
    ["?q=%00", "?platform=%00&status=%00", "?q=" + "a%20" * 5000, "?q=%ED%A0%80", "?platform=%ED%BF%BF", "?q=%FF%FE",
     "?language=%F0%9F%92%A9", "?year=0000", "?year=abcd", "?sort=nonsense", "?sort=%00", "?several=2", "?page_size=x",
     "?page_size=-1", "?page_size=0", "?page_size=%00", "?page_size=" + "9" * 5000, "?format=xml", "?" + "kind=a&" * 900,
     "?q=%27%3B%20drop%20table%20claims_claim", "?q=" + "%25_" * 100],
)  # fmt: skip
def test_hostile_queries_are_answered(query: str, signed_in: SignIn, corpus: dict[str, Any]) -> None:
    assert signed_in("researcher").get(LIST + query).status_code == 200


def test_more_parameters_than_anybody_means_are_refused(signed_in: SignIn) -> None:
    assert signed_in("researcher").get(LIST + "?" + "kind=a&" * 1500).status_code == 400


@pytest.mark.parametrize(
    "query", ["?page=999", "?page=x", "?page=%00", "?page=-1", "?page=%ED%A0%80", "?page=" + "9" * 5000]
)
def test_pages_that_there_are_not_are_not_found(
    query: str, signed_in: SignIn, corpus: dict[str, Any]
) -> None:
    response = signed_in("researcher").get(LIST + query)
    assert (response.status_code, response["Content-Type"]) == (404, "application/json")


@pytest.mark.parametrize("public_id", ["x" * 3000, "zzzzzzzz", "ZZZ-_9"])
def test_ids_that_there_are_not_are_not_found(public_id: str, signed_in: SignIn) -> None:
    assert signed_in("editor").get(f"/api/claims/{public_id}/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written(method: str, signed_in: SignIn, corpus: dict[str, Any]) -> None:
    client = signed_in("administrator")
    before = list(Claim.objects.order_by("pk").values())
    for where in (LIST, address(corpus["grooming"]), SCHEMA):
        response = getattr(client, method)(where, {"status": "withdrawn"}, content_type="application/json")
        assert response.status_code in (403, 405)
    assert list(Claim.objects.order_by("pk").values()) == before


def test_answers_are_json_alone_and_carry_no_page(signed_in: SignIn, corpus: dict[str, Any]) -> None:
    client = signed_in("administrator")
    for where in (LIST, address(corpus["grooming"])):
        response = client.get(where, headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
        assert response["Content-Type"] == "application/json"
        assert "Cookie" in response["Vary"]
    assert client.get(SCHEMA, headers={"accept": "text/html,*/*;q=0.8"})["Content-Type"].endswith("json")


def _more(number: int, claim: Claim, lead: Any) -> None:
    for n in range(number):
        article = make_article(
            f"{n}. more than 4,000 grooming offences", publisher=f"Paper {n}", story=lead.membership.story
        )
        statement = make_statement(article, "more than 4,000 grooming offences")
        Evidence.objects.create(claim=claim, statement=statement)
        make_claim(f"Claim {n}.", platforms=[make_platform(f"P{n % 7}")])


@pytest.mark.parametrize("rows", [5, 50])
def test_five_rows_take_as_many_queries_as_fifty(
    rows: int, signed_in: SignIn, corpus: dict[str, Any], django_assert_max_num_queries: Any
) -> None:
    _more(rows, corpus["grooming"], corpus["lead"])
    client = signed_in("researcher")
    with django_assert_max_num_queries(LIST_QUERIES):
        assert len(ids(client.get(LIST, {"page_size": 100, "q": "claim"}))) >= rows
    with django_assert_max_num_queries(DETAIL_QUERIES):
        assert len(client.get(address(corpus["grooming"])).json()["evidence"]) == 11 + rows


def _as_json_schema(part: Any) -> Any:
    """OpenAPI 3.0 says "nullable" where JSON Schema has a type of its own; nothing beyond what is named may come."""
    if isinstance(part, list):
        return [_as_json_schema(one) for one in part]
    if not isinstance(part, dict):
        return part
    changed = {name: _as_json_schema(value) for name, value in part.items() if name != "nullable"}
    if isinstance(part.get("properties"), dict):
        changed["additionalProperties"] = False
    return {"anyOf": [changed, {"type": "null"}]} if part.get("nullable") is True else changed


def test_the_schema_is_valid_and_answers_keep_to_it(
    signed_in: SignIn, corpus: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    client = signed_in("editor")
    schema = client.get(SCHEMA).json()
    validate_schema(schema)
    assert capsys.readouterr().err == "", "every field is described"
    assert {LIST, "/api/claims/{public_id}/"} <= set(schema["paths"])
    described = {parameter["name"] for parameter in schema["paths"][LIST]["get"]["parameters"]}
    assert {"platform", "status", "kind", "q", "page", "page_size"} <= described
    components = _as_json_schema(schema["components"])

    def keeps_to(answer: Any, name: str) -> None:
        jsonschema.validate(answer, {"$ref": f"#/components/schemas/{name}", "components": components})

    keeps_to(client.get(LIST).json(), "PaginatedClaimSummaryList")
    for claim in Claim.objects.all():
        response = client.get(address(claim))
        keeps_to(response.json(), "Moved" if response.status_code == 301 else "ClaimInFull")
