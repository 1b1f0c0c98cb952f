"""Organisations and platforms for programs: who sees which, spellings, counts, joined names, queries."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from claims.services.merge_names import merge_names
from sources.models import Name, Organisation, Platform
from tests.pages_corpus import make_claim, make_organisation, make_platform
from tests.pages_fixtures import corpus, people, signed_in

__all__ = ["corpus", "people", "signed_in"]
pytestmark = pytest.mark.django_db
ORGANISATIONS, PLATFORMS = "/api/organisations/", "/api/platforms/"
SignIn = Callable[[str], Client]


def slugs(response: Any) -> list[str]:
    assert response.status_code == 200, response.content
    return [row["slug"] for row in response.json()["results"]]


def test_public_reading_gives_those_of_public_claims_alone(
    client: Client, corpus: dict[str, Any], settings: Any
) -> None:
    hidden = make_platform("Veiled")
    make_claim("Not approved yet.", platforms=[hidden])
    make_claim("Testimony.", status="approved", sensitive=True, platforms=[hidden])
    assert client.get(PLATFORMS).status_code == client.get(f"{PLATFORMS}instagram/").status_code == 403
    settings.PUBLIC_READING = True
    assert slugs(client.get(PLATFORMS)) == ["instagram", "snapchat"]
    assert slugs(client.get(ORGANISATIONS)) == ["lantern-child-trust"]
    assert client.get(f"{PLATFORMS}veiled/").status_code == 404
    assert client.get(f"{ORGANISATIONS}harrow-vale-institute/").status_code == 404, "its claim waits"
    assert client.get(f"{PLATFORMS}instagram/").json()["claims_count"] == 1, "the approved one"


@pytest.mark.parametrize(("role", "count"), [("researcher", 3), ("editor", 4)])
def test_only_claims_that_the_reader_may_see_are_counted(
    role: str, count: int, signed_in: SignIn, corpus: dict[str, Any]
) -> None:
    answer = signed_in(role).get(f"{ORGANISATIONS}lantern-child-trust/").json()
    assert (answer["claims_count"], answer["approved_count"]) == (count, 3)
    assert len(signed_in(role).get(answer["claims_address"]).json()["results"]) == count


def test_spellings_owners_and_platforms_are_shown(signed_in: SignIn, corpus: dict[str, Any]) -> None:
    instagram = Platform.objects.get(slug="instagram")
    Name.objects.create(text="إنستغرام", language="ar", platform=instagram)
    client = signed_in("researcher")
    answer = client.get(f"{PLATFORMS}instagram/").json()
    assert answer["owner"] == {"slug": "meta", "name": "Meta"}
    assert answer["names"] == [{"text": "إنستغرام", "language": "ar"}]
    owner = client.get(f"{ORGANISATIONS}meta/").json()
    assert owner["platforms"] == [{"slug": "instagram", "name": "Instagram"}]
    assert slugs(client.get(PLATFORMS, {"spelled": "إنستغرام"})) == ["instagram"]
    assert slugs(client.get(PLATFORMS, {"owner": "meta"})) == ["instagram"]


def test_lists_are_narrowed_and_ordered(signed_in: SignIn, corpus: dict[str, Any]) -> None:
    client = signed_in("researcher")
    assert slugs(client.get(ORGANISATIONS, {"q": "child TRUST"})) == ["lantern-child-trust"]
    assert slugs(client.get(PLATFORMS, {"sort": "-claims_count"})) == ["instagram", "snapchat"]
    assert slugs(client.get(PLATFORMS, {"least_claims": 2})) == ["instagram"]
    assert client.get(PLATFORMS, {"review": "refused"}).status_code == 400


def test_refused_names_are_not_there_and_joined_ones_lead_on(
    signed_in: SignIn, corpus: dict[str, Any], people: dict[str, Any]
) -> None:
    stays, middle, first = (make_organisation(name) for name in ("Stays", "Middle", "First"))
    Organisation.objects.create(slug="refused", name="Refused", review="refused")
    merge_names(stays=middle, others=[first], by=people["administrator"])
    middle.refresh_from_db()
    merge_names(stays=stays, others=[middle], by=people["administrator"])
    client = signed_in("researcher")
    assert not {"first", "middle", "refused"} & set(slugs(client.get(ORGANISATIONS)))
    assert client.get(f"{ORGANISATIONS}refused/").status_code == 404
    for gone in ("first", "middle"):
        response = client.get(f"{ORGANISATIONS}{gone}/")
        assert (response.status_code, response["Location"]) == (301, f"{ORGANISATIONS}stays/")
        assert response["Cache-Control"] == "no-cache", "joining can be undone"


def test_a_joined_name_leads_anonymous_readers_nowhere_they_may_not_go(
    client: Client, corpus: dict[str, Any], people: dict[str, Any], settings: Any
) -> None:
    settings.PUBLIC_READING = True
    merge_names(stays=make_platform("Veiled"), others=[make_platform("Old")], by=people["administrator"])
    response = client.get(f"{PLATFORMS}old/")
    assert response.status_code == 404
    assert "veiled" not in response.content.decode() + str(response.headers)


@pytest.mark.parametrize("number", [3, 40])
def test_few_rows_take_as_many_queries_as_many(
    number: int, signed_in: SignIn, corpus: dict[str, Any], django_assert_max_num_queries: Any
) -> None:
    for n in range(number):
        platform = make_platform(f"P{n}", owner=f"Owner {n}")
        Name.objects.create(text=f"Spelling {n}", platform=platform)
        make_claim(f"Claim {n}.", platforms=[platform], organisation=make_organisation(f"Body {n}"))
    client = signed_in("researcher")
    for where, most in ((PLATFORMS, 8), (ORGANISATIONS, 9)):
        with django_assert_max_num_queries(most):
            assert len(slugs(client.get(where, {"page_size": 100}))) > number
