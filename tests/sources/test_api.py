"""Articles and stories for programs: who reads what, testimony, filters, orders, a fixed number of queries."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from sources.models import Article, Story
from tests.pages_corpus import make_article, make_statement
from tests.pages_fixtures import corpus, people, signed_in

__all__ = ["corpus", "people", "signed_in"]
pytestmark = pytest.mark.django_db
ARTICLES, STORIES = "/api/articles/", "/api/stories/"
SECRET = "our secret"
SignIn = Callable[[str], Client]


def rows(response: Any) -> list[dict[str, Any]]:
    assert response.status_code == 200, response.content
    found: list[dict[str, Any]] = response.json()["results"]
    return found


def titles(response: Any) -> set[str]:
    return {row["title"] for row in rows(response)}


def test_anonymous_programs_read_none_whatever_is_public(
    client: Client, corpus: dict[str, Any], settings: Any
) -> None:
    article, story = corpus["lead"], corpus["lead"].membership.story
    addresses = [ARTICLES, f"{ARTICLES}{article.public_id}/", STORIES, f"{STORIES}{story.public_id}/"]
    assert {client.get(where).status_code for where in addresses} == {403}
    settings.PUBLIC_READING = True
    assert [client.get(where).status_code for where in addresses] == [200, 404, 200, 404]
    assert rows(client.get(ARTICLES)) == rows(client.get(STORIES)) == []


def test_an_article_comes_with_what_it_is_cited_by(signed_in: SignIn, corpus: dict[str, Any]) -> None:
    lead = corpus["lead"]
    answer = signed_in("researcher").get(f"{ARTICLES}{lead.public_id}/").json()
    expected = {
        "id": str(lead.public_id), "address": f"http://testserver{ARTICLES}{lead.public_id}/",
        "page": f"http://testserver{lead.get_absolute_url()}", "title": lead.title, "authors": [],
        "publisher": {"name": "Lantern Child Trust", "kind": "charity", "country": ""},
        "published_on": "2022-01-15", "language": "en", "url": lead.url,
        "snapshot_sha256": lead.snapshot.sha256, "story": str(lead.membership.story.public_id),
        "text": lead.text, "withheld": 0,
    }  # fmt: skip
    assert {name: answer[name] for name in expected} == expected


@pytest.mark.parametrize(("role", "reads_it"), [("researcher", False), ("staff", False), ("editor", True)])
def test_testimony_is_left_out_of_a_text(
    role: str, reads_it: bool, signed_in: SignIn, corpus: dict[str, Any]
) -> None:
    testimony = corpus["testimony"]
    answer = signed_in(role).get(f"{ARTICLES}{testimony.public_id}/").json()
    assert (SECRET in answer["text"]) is reads_it
    assert answer["withheld"] == (0 if reads_it else 1)
    assert answer["text"].split("\n")[0] == testimony.text.split("\n")[0], "the rest of it stays"
    assert SECRET not in str(rows(signed_in(role).get(ARTICLES))), "lists carry no text"


def test_articles_without_publisher_or_story_are_answered(signed_in: SignIn, corpus: dict[str, Any]) -> None:
    alone = make_article("A line that nobody signed.", is_placed=False)
    Article.objects.filter(pk=alone.pk).update(publisher=None, published_on=None)
    answer = signed_in("researcher").get(f"{ARTICLES}{alone.public_id}/").json()
    assert (answer["publisher"], answer["story"], answer["published_on"]) == (None, None, None)


def test_articles_are_narrowed_and_ordered(signed_in: SignIn, corpus: dict[str, Any]) -> None:
    client = signed_in("researcher")
    story = corpus["lead"].membership.story
    assert titles(client.get(ARTICLES, {"language": "de"})) == {Article.objects.get(language="de").title}
    assert titles(client.get(ARTICLES, {"publisher": "The Inkwell"})) == {
        "Grooming: forces count thousands of cases"
    }
    assert {row["publisher"]["kind"] for row in rows(client.get(ARTICLES, {"publisher_kind": "blog"}))} == {
        "blog"
    }
    assert len(rows(client.get(ARTICLES, {"story": str(story.public_id)}))) == 10
    assert rows(client.get(ARTICLES, {"q": "FORCES count Ínkwell"})), "accents and capitals are nothing"
    days = [
        row["published_on"]
        for row in rows(
            client.get(
                ARTICLES,
                {"published_from": "2022-01-16", "published_to": "2022-01-29", "sort": "published_on"},
            )
        )
    ]
    assert days == sorted(days)
    assert set(days) <= {date(2022, 1, day).isoformat() for day in range(16, 30)}
    assert (days[0], days[-1]) == ("2022-01-16", "2022-01-29")
    assert client.get(ARTICLES, {"published_from": "soon"}).status_code == 400


def test_a_story_tells_how_each_article_compares_with_its_lead(
    signed_in: SignIn, corpus: dict[str, Any]
) -> None:
    story = corpus["lead"].membership.story
    answer = signed_in("researcher").get(f"{STORIES}{story.public_id}/").json()
    assert answer["articles_count"] == len(answer["articles"]) == 10
    assert answer["lead"]["id"] == str(corpus["lead"].public_id)
    relations = [member["relation"] for member in answer["articles"]]
    assert relations[0] == "lead"
    assert {member["article"]["language"]: member["relation"] for member in answer["articles"]} | {
        "en": ""
    } == {"en": "", "id": "translation", "ar": "translation", "de": "translation"}
    assert {"identical", "near_identical", "rewritten"} <= set(relations)
    listed = signed_in("researcher").get(answer["articles_address"])
    assert len(rows(listed)) == 10


def test_stories_are_narrowed_and_ordered_and_empty_ones_left_out(
    signed_in: SignIn, corpus: dict[str, Any]
) -> None:
    client = signed_in("researcher")
    emptied = Story.objects.create()
    story = str(corpus["lead"].membership.story.public_id)
    found = rows(client.get(STORIES, {"sort": "-articles_count"}))
    assert (found[0]["id"], found[0]["articles_count"]) == (story, 10)
    assert str(emptied.public_id) not in {row["id"] for row in found}
    for query in ({"language": "de"}, {"language": "en", "least_articles": 2}, {"publisher": "Talbote"}):
        assert [(row["id"], row["articles_count"]) for row in rows(client.get(STORIES, query))] == [
            (story, 10)
        ]
    assert client.get(STORIES, {"least_articles": "many"}).status_code == 400


@pytest.mark.parametrize("number", [3, 30])
def test_few_rows_take_as_many_queries_as_many(
    number: int, signed_in: SignIn, corpus: dict[str, Any], django_assert_max_num_queries: Any
) -> None:
    lead = corpus["lead"]
    for n in range(number):
        make_article(f"{n}. {lead.text}", publisher=f"Paper {n}", story=lead.membership.story)
        make_statement(make_article(f"Alone {n} with 5 cases.", publisher=f"Other {n}"), "5 cases")
    client = signed_in("researcher")
    for where, most in (
        (f"{ARTICLES}?page_size=100", 4), (f"{ARTICLES}{lead.public_id}/", 8), (f"{STORIES}?page_size=100", 4),
        (f"{STORIES}{lead.membership.story.public_id}/", 5),
    ):  # fmt: skip
        with django_assert_max_num_queries(most):
            assert client.get(where).status_code == 200
