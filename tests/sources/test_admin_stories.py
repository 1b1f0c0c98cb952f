"""Stories in the admin: every word on who is one text is pressed on a page, kept with who and why, and taken back."""

from itertools import combinations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sources.models import Article, ArticleVerdict, Story, StoryMembership
from sources.services.compare import compare_with_candidates
from sources.services.stories import decide_pair, settle_story
from tests.claims.services.building import person
from tests.sources.services.building import stories, take, through, together
from tests.sources.services.test_stories import bare, match
from tests.texts import COPY, INDONESIAN, RELEASE, UNRELATED

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(client: Client) -> Client:
    client.force_login(person("Editors", "edith"))
    return client


def story_of(article: Article) -> Story:
    return Story.objects.get(memberships__article=article)


def address(article: Article, verb: str = "change") -> str:
    return f"/admin/sources/story/{story_of(article).pk}/{verb}/"


def joined(count: int) -> list[Article]:
    """So many bare articles in one story."""
    articles = bare(count)
    for pair in combinations(articles, 2):
        match(*pair)
    settle_story(article_id=articles[0].pk)
    return articles


def test_the_page_says_of_each_member_why_it_is_one(pages: Client) -> None:
    release, copy, translation = map(take, (RELEASE, COPY, INDONESIAN))
    through(release, copy, translation)
    shown = pages.get(address(release)).content.decode()
    assert "3 articles are this one text" in shown
    for words in (
        "the earliest",
        "Translation",
        "have a counterpart in the other",
        "Side by side",
        "joined by the machine",
    ):
        assert words in shown
    assert shown.count('name="leave"') == 3


def test_not_the_same_article_is_kept_and_undone(pages: Client) -> None:
    release, copy, translation = map(take, (RELEASE, COPY, INDONESIAN))
    through(release, copy, translation)
    given = {"leave": copy.pk, "reason": "Another desk wrote it."}
    shown = pages.post(address(release, "part"), given, follow=True).content.decode()
    assert "Recorded: not the same article" in shown
    assert "Another desk wrote it." in shown
    assert "edith" in shown
    for article in (release, copy, translation):
        compare_with_candidates(article.pk)
    assert stories() == {frozenset([release.pk, translation.pk]), frozenset([copy.pk])}
    verdict = ArticleVerdict.objects.first()
    assert (verdict.by.username, verdict.reason) == ("edith", "Another desk wrote it.")
    # It is told, and can be undone, from either side.
    assert "Another desk wrote it." in pages.get(address(copy)).content.decode()
    back = {"back": address(copy)}
    answer = pages.post(f"/admin/sources/story/undo/{verdict.pk}/", back)
    assert answer.url == back["back"]
    assert together(release, copy, translation)
    verdict.refresh_from_db()
    assert verdict.undone_by.username == "edith"
    shown = pages.get(address(release)).content.decode()
    assert "undone" in shown
    assert "by edith" in shown


def test_the_articles_page_has_the_button_and_leads_to_the_story(pages: Client) -> None:
    a, b, _ = joined(3)
    shown = pages.get(f"/admin/sources/article/{b.pk}/change/").content.decode()
    assert address(b) in shown
    assert "Not the same article" in shown
    pages.post(address(b, "part"), {"leave": b.pk, "reason": "No."})
    assert not together(a, b)
    shown = pages.get(f"/admin/sources/article/{b.pk}/change/").content.decode()
    assert "What people decided about it" in shown


def test_chosen_members_are_moved_out_as_one_story_and_come_back_as_one_act(pages: Client) -> None:
    a, b, c, d = joined(4)
    pages.post(address(a, "part"), {"chosen": [c.pk, d.pk], "reason": "A follow-up and its copy."})
    assert stories() == {frozenset([a.pk, b.pk]), frozenset([c.pk, d.pk])}
    for article in (a, d):
        settle_story(article_id=article.pk)
    assert stories() == {frozenset([a.pk, b.pk]), frozenset([c.pk, d.pk])}
    shown = pages.get(address(a)).content.decode()
    assert shown.count('action="/admin/sources/story/undo/') == 1, "given as one, undone as one"
    pages.post(f"/admin/sources/story/undo/{ArticleVerdict.objects.first().pk}/")
    assert together(a, b, c, d)


@pytest.mark.parametrize("chosen", [[], "all", "other", ["x"], ["9" * 30]])
def test_what_can_not_be_parted_changes_nothing_and_says_why(pages: Client, chosen: object) -> None:
    a, b = joined(2)
    other = take(UNRELATED)
    chosen = {"all": [a.pk, b.pk], "other": [other.pk]}.get(str(chosen), chosen)
    shown = pages.post(address(a, "part"), {"chosen": chosen}, follow=True).content.decode()
    assert "messagelist" in shown
    assert not ArticleVerdict.objects.exists()
    assert together(a, b)


def test_an_article_is_found_and_joined_by_hand(pages: Client) -> None:
    release, unrelated = take(RELEASE), take(UNRELATED, publisher="The Harbour Gazette")
    through(release, unrelated)
    for words in ("harbour gazette", str(unrelated.pk)):
        shown = pages.get(address(release), {"find": words}).content.decode()
        assert f'name="article" value="{unrelated.pk}"' in shown
    assert (
        "No article outside this story" in pages.get(address(release), {"find": "\x00zzz"}).content.decode()
    )
    given = {"article": unrelated.pk, "reason": "The agency confirmed it."}
    shown = pages.post(address(release, "join"), given, follow=True).content.decode()
    assert together(release, unrelated)
    assert "joined by a person" in shown
    assert "The agency confirmed it." in shown
    for article in (release, unrelated):
        compare_with_candidates(article.pk)
    assert together(release, unrelated)


def test_a_join_that_another_word_forbids_says_so(pages: Client) -> None:
    a, b, c = bare(3)
    by = person("Editors", "eve")
    decide_pair(article_a=a, article_b=b, verdict="same", by=by)
    decide_pair(article_a=b, article_b=c, verdict="different", by=by)
    shown = pages.post(address(a, "join"), {"article": c.pk}, follow=True).content.decode()
    assert "still stand apart" in shown
    assert not together(b, c)


def test_a_join_that_drives_another_out_says_so(pages: Client) -> None:
    a, b, c = bare(3)
    match(a, b)
    settle_story(article_id=a.pk)
    decide_pair(article_a=b, article_b=c, verdict="different", by=person("Editors", "eve"))
    shown = pages.post(address(a, "join"), {"article": c.pk}, follow=True).content.decode()
    assert "1 of the story left it" in shown
    assert stories() == {frozenset([a.pk, c.pk]), frozenset([b.pk])}


def test_only_editors_decide_and_only_by_post_with_a_token() -> None:
    a, b = joined(2)
    for role, status in (("Researchers", 302), ("Staff", 403)):
        outsider = Client()
        outsider.force_login(person(role, f"{role}-outsider"))
        assert outsider.post(address(a, "part"), {"leave": b.pk}).status_code in {status, 403}
        assert outsider.post(address(a, "join"), {"article": b.pk}).status_code in {status, 403}
        assert 'name="leave"' not in outsider.get(address(a)).content.decode()
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(person("Editors", "edith"))
    assert careful.post(address(a, "part"), {"leave": b.pk}).status_code == 403
    assert careful.get(address(a, "part")).status_code == 405
    assert together(a, b)


def test_undo_leads_nowhere_else(pages: Client) -> None:
    a, b = joined(2)
    pages.post(address(a, "part"), {"leave": b.pk})
    verdict = ArticleVerdict.objects.get()
    answer = pages.post(f"/admin/sources/story/undo/{verdict.pk}/", {"back": "https://elsewhere.example/"})
    assert answer.url.startswith("/admin/sources/article/")
    again = pages.post(f"/admin/sources/story/undo/{verdict.pk}/", follow=True).content.decode()
    assert "Nothing was changed" in again


def test_the_list_of_words_undoes_them(pages: Client) -> None:
    a, b, c = joined(3)
    pages.post(address(a, "part"), {"leave": b.pk, "reason": "Not this."})
    shown = pages.get("/admin/sources/articleverdict/?state=standing").content.decode()
    assert "Not this." in shown
    chosen = {"action": "undo_chosen", "_selected_action": [v.pk for v in ArticleVerdict.objects.all()]}
    assert "Undone: 1." in pages.post("/admin/sources/articleverdict/", chosen, follow=True).content.decode()
    assert together(a, b, c)


def test_queries_do_not_grow_with_members_or_decisions(pages: Client) -> None:
    few, many = joined(3), bare(40, 2021)
    for pair in combinations(many, 2):
        match(*pair)
    settle_story(article_id=many[0].pk)
    pages.post(address(few[0], "part"), {"leave": few[2].pk})
    with CaptureQueriesContext(connection) as parting:
        pages.post(address(many[0], "part"), {"chosen": [row.pk for row in many[20:22]]})
    assert len(parting) < 60, "each member was asked for by itself"
    for article in many[5:9]:
        pages.post(address(many[0], "part"), {"leave": article.pk})
    counted = []
    for article in (few[0], many[0]):
        where = address(article)
        pages.get(where)
        with CaptureQueriesContext(connection) as queries:
            pages.get(where)
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert StoryMembership.objects.filter(story=story_of(many[0])).count() == 34
