"""Campaigns for programs: who sees which and how much, the claims they rest on, filters, queries."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from campaigns.models import Campaign, Demand, OpenLetter
from tests.pages_corpus import make_article, make_claim
from tests.pages_fixtures import corpus, people, signed_in

__all__ = ["corpus", "people", "signed_in"]
pytestmark = pytest.mark.django_db
LIST, ONE = "/api/campaigns/", "/api/campaigns/lights-on/"
SignIn = Callable[[str], Client]


def slugs(response: Any) -> list[str]:
    assert response.status_code == 200, response.content
    return [row["slug"] for row in response.json()["results"]]


def test_a_campaign_comes_with_demands_letters_and_claims(signed_in: SignIn, corpus: dict[str, Any]) -> None:
    answer = signed_in("researcher").get(ONE).json()
    assert (answer["name"], answer["status"], answer["hashtags"]) == ("Lights On", "running", ["LightsOn"])
    assert answer["lead"] == {"slug": "lantern-child-trust", "name": "Lantern Child Trust"}
    assert [(demand["position"], demand["outcome"]) for demand in answer["demands"]] == [
        (1, "partly"),
        (2, "open"),
    ]
    assert (answer["letters"][0]["signatories"], answer["letters"][0]["sent_on"]) == (1240, "2022-02-01")
    assert answer["letters"][0]["article"]["id"] == str(corpus["lead"].public_id)
    assert answer["timeline"][0]["what"] == "A first quarterly report."
    assert [claim["id"] for claim in answer["claims"]] == [
        corpus["grooming"].public_id,
        corpus["quote"].public_id,
    ]
    assert answer["claims_count"] == 2


def test_testimony_and_merged_claims_are_shown_as_on_the_page(
    signed_in: SignIn, corpus: dict[str, Any]
) -> None:
    corpus["campaign"].claims.set([corpus["sensitive"], corpus["older"]])
    shown = {role: signed_in(role).get(ONE).json() for role in ("researcher", "editor")}
    assert [claim["id"] for claim in shown["researcher"]["claims"]] == [corpus["grooming"].public_id]
    assert (shown["researcher"]["claims_count"], shown["editor"]["claims_count"]) == (1, 2)
    assert "our secret" not in str(shown["researcher"])


def test_public_reading_gives_campaigns_of_public_claims_without_their_articles(
    client: Client, corpus: dict[str, Any], settings: Any
) -> None:
    for status, claims in (("running", []), ("running", ["pupils", "sensitive"]), ("offered", ["grooming"])):
        made = Campaign.objects.create(slug=f"{status}-{len(claims)}", name="Hidden", status=status)
        made.claims.set(corpus[name] for name in claims)
    corpus["campaign"].claims.add(corpus["pupils"])
    assert client.get(LIST).status_code == client.get(ONE).status_code == 403
    settings.PUBLIC_READING = True
    assert slugs(client.get(LIST)) == ["lights-on"]
    assert client.get(f"{LIST}running-2/").status_code == 404
    answer = client.get(ONE).json()
    assert [claim["id"] for claim in answer["claims"]] == [
        corpus["grooming"].public_id,
        corpus["quote"].public_id,
    ]
    assert answer["letters"][0]["article"] is None
    assert str(corpus["lead"].public_id) not in str(answer)


def test_refused_campaigns_are_not_there(signed_in: SignIn, corpus: dict[str, Any]) -> None:
    Campaign.objects.update(status="refused")
    assert slugs(signed_in("administrator").get(LIST)) == []
    assert signed_in("administrator").get(ONE).status_code == 404


def test_the_list_is_narrowed_and_ordered(signed_in: SignIn, corpus: dict[str, Any]) -> None:
    Campaign.objects.create(slug="straße-ü", name="Ästuar", status="ended")
    client = signed_in("researcher")
    assert slugs(client.get(LIST, {"platform": "snapchat"})) == ["lights-on"]
    assert slugs(client.get(LIST, {"lead": "lantern-child-trust", "status": "running"})) == ["lights-on"]
    assert slugs(client.get(LIST, {"q": "astuar"})) == ["straße-ü"]
    assert slugs(client.get(LIST, {"sort": "-demands_count"})) == ["lights-on", "straße-ü"]
    assert client.get(f"{LIST}straße-ü/").json()["name"] == "Ästuar"
    assert client.get(LIST, {"status": "refused"}).status_code == 400


@pytest.mark.parametrize("number", [2, 20])
def test_few_rows_take_as_many_queries_as_many(
    number: int, signed_in: SignIn, corpus: dict[str, Any], django_assert_max_num_queries: Any
) -> None:
    campaign = corpus["campaign"]
    for n in range(number):
        article = make_article(f"Letter {n}.", publisher=f"Paper {n}")
        campaign.claims.add(make_claim(f"Claim {n}."))
        OpenLetter.objects.create(campaign=campaign, title=f"Letter {n}", article=article)
        other = Campaign.objects.create(slug=f"c-{n}", name=f"C {n}", status="running")
        Demand.objects.create(campaign=other, position=1, wording="Act.")
    client = signed_in("researcher")
    with django_assert_max_num_queries(5):
        assert len(slugs(client.get(LIST, {"page_size": 100}))) == number + 1
    with django_assert_max_num_queries(16):
        assert client.get(ONE).json()["claims_count"] == number + 2
