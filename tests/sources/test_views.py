"""Researchers' pages of articles: marks in the text, testimony withheld, stories, comparisons, error pages."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sources.comparison import Document, compare, prepare
from sources.models import Article, ArticleMatch
from tests.pages_corpus import PASSWORD, make_article, make_mention, make_platform, make_statement
from tests.pages_fixtures import corpus, people, signed_in

__all__ = ["corpus", "people", "signed_in"]
pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_articles_are_for_signed_in_people_even_with_public_reading(
    client: Client, corpus: dict[str, Any], settings: Any
) -> None:
    settings.PUBLIC_READING = True
    for address in (
        "/articles/",
        corpus["lead"].get_absolute_url(),
        f"/comparisons/{ArticleMatch.objects.all()[0].pk}/",
    ):
        assert client.get(address)["Location"].startswith(reverse("account_login"))


def test_statements_and_names_are_marked_in_the_text_and_link_to_their_claims(
    signed_in: Any, corpus: dict[str, Any]
) -> None:
    text = page(signed_in("researcher"), corpus["lead"].get_absolute_url())
    link = corpus["grooming"].get_absolute_url()
    assert re.search(
        rf'<a class="marking is-statistic" href="{link}"[^>]*>more than 4,000 grooming offences</a>', text
    )
    assert re.search(r'<mark class="marking is-name" title="Platform: Instagram">Instagram</mark>', text)
    assert "Quote: Miriam Oakhurst" in text


def test_overlapping_marks_keep_the_text_whole(signed_in: Any, people: Any) -> None:
    article = make_article("They said 300 children of Snapchat wrote.")
    make_statement(article, "said 300 children")
    make_statement(article, "300 children of Snapchat", "quote")
    make_mention(article, "Snapchat", platform=make_platform("Snapchat"))
    shown = page(signed_in("researcher"), article.get_absolute_url())
    reading = shown[shown.index('id="reading"') : shown.index("</div>", shown.index('id="reading"'))]
    assert "They said 300 children of Snapchat wrote." in re.sub(r"<[^>]+>", "", reading)
    assert "is-quote is-statistic" in reading
    assert "is-name is-quote" in reading


def test_arabic_is_set_from_right_to_left(signed_in: Any, corpus: dict[str, Any]) -> None:
    text = page(signed_in("researcher"), corpus["arabic"].get_absolute_url())
    assert '<h1 lang="ar" dir="rtl">' in text
    assert 'class="reading" lang="ar" dir="rtl"' in text


def test_markup_in_an_article_is_shown_and_not_run(signed_in: Any, people: Any) -> None:
    article = make_article("<script>alert(1)</script> said 12 reports", title="<b>Bold</b>")
    make_statement(article, "12 reports")
    text = page(signed_in("researcher"), article.get_absolute_url())
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_testimony_in_the_text_is_withheld_from_those_without_leave(
    signed_in: Any, corpus: dict[str, Any]
) -> None:
    address = corpus["testimony"].get_absolute_url()
    without = page(signed_in("researcher"), address)
    assert "our secret" not in without
    assert "nobody would believe me" not in without
    assert without.count("testimony withheld") == 1
    assert "She spoke to a helpline" in without
    assert "our secret" in page(signed_in("editor"), address)


def test_refused_statements_are_not_marked(signed_in: Any, corpus: dict[str, Any], people: Any) -> None:
    from django.utils import timezone

    corpus["survey"].statements.update(refused_at=timezone.now(), refused_by=people["editor"])
    assert "is-statistic" not in page(signed_in("researcher"), corpus["survey"].get_absolute_url())


def test_the_story_names_its_members_their_relation_and_the_comparison(
    signed_in: Any, corpus: dict[str, Any]
) -> None:
    text = page(signed_in("researcher"), corpus["lead"].get_absolute_url())
    assert "This is the origin." in text
    match = ArticleMatch.objects.get(article_a=corpus["lead"], article_b=corpus["arabic"])
    assert f'href="/comparisons/{match.pk}/">Translation</a>' in text
    assert "One of 10 articles that are one text" in page(
        signed_in("researcher"), corpus["arabic"].get_absolute_url()
    )
    assert "an origin of its own" in page(signed_in("researcher"), corpus["survey"].get_absolute_url())
    unplaced = make_article("Alone and new.", is_placed=False)
    assert "Not compared with other articles yet" in page(
        signed_in("researcher"), unplaced.get_absolute_url()
    )


def test_only_editors_see_the_steps_of_processing(signed_in: Any, corpus: dict[str, Any]) -> None:
    address = corpus["lead"].get_absolute_url()
    assert "On its way in" not in page(signed_in("researcher"), address)
    assert "Annotate: done" in page(signed_in("editor"), address)


def _compared(one: Article, other: Article) -> ArticleMatch:
    a, b = prepare(
        [Document(str(article.pk), article.title, article.text, article.language) for article in (one, other)]
    )
    comparison = compare(a, b)
    match, _ = ArticleMatch.objects.update_or_create(
        article_a=one,
        article_b=other,
        defaults={
            "relation": comparison.relation,
            "probability": comparison.probability,
            "signals": comparison.to_json(),
            "engine_version": "t",
        },
    )
    return match


def test_two_articles_stand_side_by_side_with_aligned_sentences_and_the_reasons(
    signed_in: Any, corpus: dict[str, Any]
) -> None:
    match = _compared(corpus["lead"], corpus["copies"][0])
    text = page(signed_in("researcher"), f"/comparisons/{match.pk}/")
    assert text.count('class="aligned"') == len(match.signals["signals"]["aligned"]) > 2
    assert 'class="tint-1"' in text
    assert text.count("Almost half took place on two platforms") == 2
    assert "word for word the same" in text


@pytest.mark.parametrize(("probability", "heading"), [(0.95, "Translation"), (0.4, "Perhaps a translation")])
def test_what_a_person_is_to_decide_is_headed_as_a_question(
    probability: float, heading: str, signed_in: Any, corpus: dict[str, Any]
) -> None:
    match = _compared(corpus["lead"], corpus["copies"][0])
    ArticleMatch.objects.filter(pk=match.pk).update(relation="translation", probability=probability)
    assert f"<h1>{heading}</h1>" in page(signed_in("researcher"), f"/comparisons/{match.pk}/")


def test_testimony_is_withheld_beside_another_text_too(signed_in: Any, corpus: dict[str, Any]) -> None:
    copy = make_article(corpus["testimony"].text, publisher="A copier")
    make_statement(
        copy,
        "He said it was our secret and that nobody would believe me.",
        "quote",
        sensitive=True,
        sensitive_reason="a child speaks",
    )
    match = _compared(corpus["testimony"], copy)
    assert "our secret" not in page(signed_in("researcher"), f"/comparisons/{match.pk}/")
    assert "our secret" in page(signed_in("editor"), f"/comparisons/{match.pk}/")


def test_the_translation_of_testimony_is_withheld_where_nobody_marked_it(
    signed_in: Any, corpus: dict[str, Any]
) -> None:
    copy = make_article(corpus["testimony"].text, publisher="The Inkwell")
    match = _compared(corpus["testimony"], copy)
    assert "our secret" not in page(signed_in("researcher"), f"/comparisons/{match.pk}/")
    assert "our secret" in page(signed_in("editor"), f"/comparisons/{match.pk}/")


def test_a_comparison_of_an_older_engine_still_shows_its_verdict(
    signed_in: Any, corpus: dict[str, Any]
) -> None:
    match = ArticleMatch.objects.get(article_a=corpus["lead"], article_b=corpus["arabic"])
    text = page(signed_in("researcher"), f"/comparisons/{match.pk}/")
    assert "<h1>Translation</h1>" in text
    assert "An earlier engine compared these two" in text


def test_the_list_searches_titles_and_publishers_and_narrows_by_language(
    signed_in: Any, corpus: dict[str, Any]
) -> None:
    client = signed_in("researcher")

    def titles(**query: str) -> set[str]:
        return {article.publisher.name for article in client.get("/articles/", query).context["page"]}

    assert titles(q="harian") == {"Harian Pelita"}
    assert titles(language="ar") == {"صحيفة المنارة"}
    assert titles(q="grooming", language="de") == {"Talbote"}
    assert client.get("/articles/", {"q": "\x00", "page": "x", "sort": "no"}).status_code == 200
    assert "No article answers that" in client.get("/articles/", {"q": "zzz"}).content.decode()


@pytest.mark.parametrize("rows", [5, 50])
def test_pages_of_articles_take_a_fixed_number_of_queries(
    rows: int, signed_in: Any, people: Any, django_assert_max_num_queries: Any
) -> None:
    lead = make_article(" ".join(f"{n} reports" for n in range(rows)))
    for n in range(rows):
        make_statement(lead, f"{n} reports" if n else "0 reports")
        make_article(f"Copy {n}", publisher=f"Copier {n}", story=lead.membership.story)
    client = signed_in("editor")
    with django_assert_max_num_queries(7):
        client.get("/articles/")
    with django_assert_max_num_queries(12):
        client.get(lead.get_absolute_url())


def test_errors_say_what_happened_and_carry_an_id_that_stands_in_the_log(
    signed_in: Any, corpus: dict[str, Any], caplog: Any
) -> None:
    response = signed_in("researcher").get("/nothing/here/")
    assert response.status_code == 404
    text = response.content.decode()
    (error_id,) = re.findall(r"Error ([0-9a-f]{8})", text)
    assert error_id in caplog.text
    assert "There is no such page" in text


def test_a_page_for_others_says_so(signed_in: Any) -> None:
    response = signed_in("researcher").get("/fact-sheets/")
    assert response.status_code == 403
    assert "This page is for others" in response.content.decode()


def test_a_stale_form_gets_a_friendly_page(people: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/sign-in/", {"login": "rosa", "password": PASSWORD})
    assert response.status_code == 403
    assert "That form had gone stale" in response.content.decode()
    assert re.search(r"Error [0-9a-f]{8}", response.content.decode())


def test_what_is_sent_after_the_session_ended_is_said_to_be_lost(corpus: dict[str, Any]) -> None:
    client = Client()
    response = client.post("/fact-sheets/1/words/", {"title": "A"}, follow=True)
    assert response.redirect_chain[-1][0].startswith("/sign-in/")
    assert "what you sent was not saved" in response.content.decode()
    assert "what you sent was not saved" not in client.get("/articles/", follow=True).content.decode()


def test_an_address_that_takes_forms_only_explains_itself(signed_in: Any) -> None:
    response = signed_in("staff").get("/fact-sheets/1/words/")
    assert (response.status_code, response["Allow"]) == (405, "POST, OPTIONS")
    assert "This address takes what a form sends" in response.content.decode()


def test_more_than_a_form_may_hold_is_refused_with_the_limit(signed_in: Any, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024**2
    response = signed_in("editor").post("/admin/sources/article/add/", {"text": "a" * (1024**2 + 1)})
    assert response.status_code == 413
    text = response.content.decode()
    assert "A form may hold 1 MB" in text
    assert re.search(r"Error [0-9a-f]{8}", text)


def test_the_admin_is_not_offered_to_those_without_it(signed_in: Any) -> None:
    response = signed_in("researcher").get("/admin/", follow=True)
    assert response.status_code == 403
    assert "your role does not include this" in response.content.decode()
    assert (
        Client().get("/admin/login/?next=//elsewhere.example/").headers["Location"]
        == "/sign-in/?next=%2Fadmin%2F"
    )


def test_a_broken_page_says_that_everything_is_safe(signed_in: Any, monkeypatch: Any) -> None:
    from claims import browse

    def fail(*args: Any) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(browse, "facets", fail)
    client = signed_in("researcher")
    client.raise_request_exception = False
    response = client.get("/claims/")
    assert response.status_code == 500
    assert "everything that was there before is safe" in response.content.decode()
    assert "boom" not in response.content.decode()


def test_signing_in_and_out(client: Client, people: Any) -> None:
    wrong = client.post("/sign-in/", {"login": "rosa", "password": "wrong"})
    assert "do not go together" in wrong.content.decode()
    right = client.post(
        "/sign-in/?next=/platforms/", {"login": "rosa", "password": PASSWORD, "next": "/platforms/"}
    )
    assert right["Location"] == "/platforms/"
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert client.get("/claims/").status_code == 302


def test_too_many_wrong_passwords_pause_sign_in(client: Client, people: Any, settings: Any) -> None:
    settings.AXES_FAILURE_LIMIT = 2
    for _ in range(2):
        response = client.post("/sign-in/", {"login": "rosa", "password": "wrong"})
    assert response.status_code == 429
    assert "Sign-in is paused" in response.content.decode()


def test_a_new_password_must_be_long(signed_in: Any) -> None:
    client = signed_in("researcher")
    fields = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    assert "at least 12 characters" in client.post("/password/", fields).content.decode()
    fields |= {"password1": "quiet-harbour-lamp-9", "password2": "quiet-harbour-lamp-9"}
    assert client.post("/password/", fields)["Location"] == "/account/"


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/claims/?q=a", "/claims/?q=a"),
        ("https://evil.example//evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_display_is_kept_in_a_cookie_and_leads_back_within_the_site(
    client: Client, referer: str, back: str
) -> None:
    response = client.post(
        "/display/", {"theme": "dark", "density": "nonsense"}, headers={"referer": referer}
    )
    assert response["Location"] == back
    assert response.cookies["theme"].value == "dark"
    assert "density" not in response.cookies


def test_help_pages_are_those_of_docs_and_no_other_file(client: Client, people: Any) -> None:
    assert "Reading a claim" in page(client, "/help/researcher/")
    for name in ("developer", "models", "passwd", ".."):
        assert client.get(f"/help/{name}/").status_code == 404


def test_the_glossary_explains_the_words(client: Client, people: Any) -> None:
    text = page(client, "/glossary/")
    assert 'id="origin"' in text
    assert "<h1>Glossary</h1>" in text
