"""Researchers' pages of claims: who sees what, facets, search, merged claims, and a fixed number of queries."""

from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from claims import browse
from claims.dossier import gather
from claims.findings import findings_of
from claims.models import Claim, Decision
from tests.pages_corpus import make_article, make_claim, make_platform, make_statement
from tests.pages_fixtures import corpus, people, signed_in

__all__ = ["corpus", "people", "signed_in"]
pytestmark = pytest.mark.django_db
LIST = "/claims/"


def wish(**asked: Any) -> browse.Wish:
    query = QueryDict(mutable=True)
    for name, values in asked.items():
        query.setlist(name, values if isinstance(values, list) else [values])
    return browse.Wish.from_query(query)


def found(user: Any, **asked: Any) -> set[str]:
    return {claim.public_id for claim in browse.narrowed(wish(**asked), user)}


@pytest.mark.parametrize("address", ["/", "/claims/", "/platforms/", "/claims/bcdfghjk/"])
def test_anonymous_people_are_asked_to_sign_in(client: Client, address: str) -> None:
    response = client.get(address, follow=True)
    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))


def test_public_reading_shows_approved_claims_alone_and_no_evidence(
    client: Client, corpus: dict[str, Any], settings: Any
) -> None:
    settings.PUBLIC_READING = True
    page = client.get(LIST).content.decode()
    assert corpus["grooming"].public_id in page
    assert ">Sign in</a>" in page
    assert corpus["pupils"].public_id not in page
    assert corpus["sensitive"].public_id not in page
    claim = client.get(corpus["grooming"].get_absolute_url())
    assert claim.status_code == 200
    assert "Harian Pelita" not in claim.content.decode()
    assert client.get(corpus["pupils"].get_absolute_url()).status_code == 404


def test_a_row_shows_figure_wording_counts_platforms_and_status(
    signed_in: Any, corpus: dict[str, Any]
) -> None:
    page = signed_in("researcher").get(LIST).content.decode()
    row = page[page.index(corpus["grooming"].wording) - 1500 :][:3000]
    for part in (
        "4,000",
        "more than ",
        "grooming offences",
        "11 articles",
        "2 origins",
        "Instagram, Snapchat",
        "Approved",
    ):
        assert part in row
    assert "year to March 2021" in row


def test_copies_count_as_articles_and_not_as_origins(corpus: dict[str, Any], people: Any) -> None:
    claim: Any = browse.ordered(Claim.objects.visible_to(people["researcher"]), "origins").get(
        pk=corpus["quote"].pk
    )
    assert (claim.articles_count, claim.origins_count) == (6, 1)


@pytest.mark.parametrize("role", ["researcher", "staff"])
def test_testimony_is_invisible_without_leave(role: str, signed_in: Any, corpus: dict[str, Any]) -> None:
    client = signed_in(role)
    assert "our secret" not in client.get(LIST).content.decode()
    assert "our secret" not in client.get(LIST, {"q": "secret"}).content.decode().replace(
        'value="secret"', ""
    )
    assert client.get(corpus["sensitive"].get_absolute_url()).status_code == 404


def test_editors_read_testimony_and_see_that_it_is(signed_in: Any, corpus: dict[str, Any]) -> None:
    page = signed_in("editor").get(corpus["sensitive"].get_absolute_url()).content.decode()
    assert "our secret" in page
    assert "Testimony." in page


def test_testimony_in_the_sentence_around_a_figure_is_withheld(corpus: dict[str, Any], people: Any) -> None:
    testimony = corpus["testimony"]
    claim = make_claim("A girl of 14.", [make_statement(testimony, "A girl of 14")], value=Decimal(14))
    claim.evidence.get().statement.__class__.objects.filter(pk=claim.evidence.get().statement_id).update(
        sentence=testimony.text.split("\n")[2]
    )
    assert gather(claim, people["researcher"]).first.passage.is_withheld  # type: ignore[union-attr]
    assert not gather(claim, people["editor"]).first.passage.is_withheld  # type: ignore[union-attr]


def test_facets_narrow_and_combine(corpus: dict[str, Any], people: Any) -> None:
    user = people["researcher"]
    ids = {name: corpus[name].public_id for name in ("grooming", "earlier", "pupils", "quote")}
    assert found(user, platform="snapchat") == {ids["grooming"]}
    assert found(user, platform=["snapchat", "instagram"]) == {ids["grooming"], ids["pupils"]}
    assert found(user, organisation="harrow-vale-institute") == {ids["pupils"]}
    assert found(user, campaign="lights-on", kind="quote") == {ids["quote"]}
    assert found(user, status="proposed") == {ids["pupils"]}
    assert found(user, language="ar") == {ids["grooming"]}
    assert found(user, year="2021") == set()
    assert found(user, several="1") == {ids["grooming"]}
    assert found(user, platform="instagram", status="approved", several="1") == {ids["grooming"]}


def test_each_facet_value_counts_its_claims_and_its_link_toggles_it(
    corpus: dict[str, Any], people: Any
) -> None:
    user = people["researcher"]
    for asked in ({}, {"platform": "instagram"}, {"q": "offences", "status": ["approved"]}):
        for facet in browse.facets(wish(**asked), user):
            for value in facet.values:
                toggled = browse.Wish.from_query(QueryDict(urlsplit(value.link).query))
                assert (value.value in toggled.chosen.get(facet.name, ())) is not value.is_chosen
                if not value.is_chosen and facet.name not in asked:
                    assert browse.narrowed(toggled, user).count() == value.count, (facet.name, value)


def test_a_toggle_keeps_everything_else_and_goes_back_to_the_first_page(people: Any) -> None:
    asked = wish(q="a b", platform="x", several="1", sort="figure")
    kept = parse_qs(asked.address(toggle=("status", "approved"))[1:])
    assert kept == {
        "q": ["a b"],
        "platform": ["x"],
        "several": ["1"],
        "sort": ["figure"],
        "status": ["approved"],
    }


def test_a_chosen_value_that_nothing_has_stays_so_that_it_can_be_taken_out(people: Any, db: None) -> None:
    (facet,) = browse.facets(wish(platform="nowhere"), people["researcher"])
    assert [(value.value, value.count, value.is_chosen) for value in facet.values] == [("nowhere", 0, True)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("grooming", {"grooming"}), ("4.000 kasus", {"grooming"}), ("استدراج", {"grooming"}), ("OAKHURST", {"quote"}),
        ("let down police", set()), ("100% _", set()),
    ],
)  # fmt: skip
def test_search_reads_wording_names_and_evidence_in_every_language(
    words: str, expected: set[str], corpus: dict[str, Any], people: Any
) -> None:
    assert found(people["researcher"], q=words) == {corpus[name].public_id for name in expected}


def test_search_takes_a_claim_by_its_id(corpus: dict[str, Any], people: Any) -> None:
    assert found(people["researcher"], q=corpus["pupils"].public_id.upper()) == {corpus["pupils"].public_id}


@pytest.mark.parametrize(
    "query",
    ["?page=999", "?page=x", "?sort=nonsense", "?year=abcd", "?year=0000", "?q=%00", "?platform=%00", "?q=" + "a%20" * 500,
     "?language=%F0%9F%92%A9", "?several=2", "?status=", "?q=%FF%FE"],
)  # fmt: skip
def test_addresses_that_make_no_sense_still_give_a_page(
    query: str, signed_in: Any, corpus: dict[str, Any]
) -> None:
    assert signed_in("researcher").get(LIST + query).status_code == 200


def test_sorts(corpus: dict[str, Any], people: Any) -> None:
    def order(sort: str) -> list[str]:
        claims = browse.ordered(browse.narrowed(wish(), people["researcher"]), sort)
        names = {corpus[name].pk: name for name in ("grooming", "earlier", "pupils", "quote")}
        return [names[claim.pk] for claim in claims]

    assert order("origins")[:2] == ["grooming", "quote"]
    assert order("figure")[:3] == ["grooming", "earlier", "pupils"]
    assert order("newest")[0] == "pupils"
    assert order("oldest")[-1] == "pupils"


def test_an_empty_list_says_what_will_be_here(signed_in: Any) -> None:
    assert "Claims will stand here" in signed_in("researcher").get(LIST).content.decode()
    assert "No claim answers all of that" in signed_in("researcher").get(LIST, {"q": "zzz"}).content.decode()


def test_a_merged_claim_redirects_for_ever_through_every_merge(
    signed_in: Any, corpus: dict[str, Any]
) -> None:
    for name in ("merged", "older"):
        response = signed_in("researcher").get(corpus[name].get_absolute_url())
        assert (response.status_code, response["Location"]) == (301, corpus["grooming"].get_absolute_url())
        assert response["Cache-Control"] == "no-cache", "a merge can be undone"


def test_a_claim_merged_into_testimony_stays_hidden(signed_in: Any, corpus: dict[str, Any]) -> None:
    merged = make_claim("Words.", kind="quote", value=None, merged_into=corpus["sensitive"])
    assert signed_in("researcher").get(merged.get_absolute_url()).status_code == 404
    assert signed_in("editor").get(merged.get_absolute_url()).status_code == 301


def test_the_claim_page_groups_evidence_by_origin(corpus: dict[str, Any], people: Any) -> None:
    dossier = gather(corpus["grooming"], people["researcher"])
    first, second = dossier.origins
    assert first.original.article == corpus["lead"]
    assert [str(witness.article.publisher) for witness in first.same_words] == [
        "Northmark Wire", "Wexmere Gazette", "Harbour FM Online", "Coastline Post", "Vale Evening Ledger",
    ]  # fmt: skip
    assert [witness.relation for witness in first.others] == [
        "translation",
        "translation",
        "rewritten",
        "translation",
    ]
    assert second.original.article == corpus["survey"]
    assert (dossier.first_said, dossier.first.said_by) == (date(2022, 1, 15), "Lantern Child Trust")  # type: ignore[union-attr]
    assert len(dossier.witnesses) == 11


def test_the_claim_page_shows_evidence_differences_history_and_the_timeline(
    signed_in: Any, corpus: dict[str, Any]
) -> None:
    page = signed_in("researcher").get(corpus["grooming"].get_absolute_url()).content.decode()
    for part in (
        "<mark>lebih dari 4.000 kasus grooming</mark>",
        'lang="ar" dir="rtl"',
        "العربية",
        "Bahasa Indonesia",
        corpus["lead"].snapshot.sha256,
        "15 January 2022",
        "3,560",
        "Two years lie between the counts.",
        "Approved by Edda Marks",
        "Both origins say so.",
        "Lights On",
        "first said by <strong>Lantern Child Trust</strong>",
    ):
        assert part in page, part
    assert page.count("<title>") - 1 >= 2 * 11, "a mark for every article in both drawings"
    assert "style=" not in page
    assert "<script>" not in page


def test_checks_say_what_to_know_before_relying_on_a_claim(
    corpus: dict[str, Any], people: Any, signed_in: Any
) -> None:
    def titles(name: str, role: str = "researcher") -> set[str]:
        claim = Claim.objects.get(pk=corpus[name].pk)
        return {finding.title for finding in findings_of(gather(claim, people[role])).found}

    assert "Single origin" not in titles("grooming")
    assert "Single origin" in titles("quote")
    assert "Sensitive, no consent" in titles("sensitive", "editor")
    assert "Evidence changed since approval" not in titles("grooming")
    correction = Decision.objects.create(verb="correct", by=people["editor"], reason="A typo.", changes={})
    correction.claims.set([corpus["grooming"]])
    assert "Evidence changed since approval" in titles("grooming")
    page = signed_in("researcher").get(corpus["quote"].get_absolute_url()).content.decode()
    assert "<strong>Single origin.</strong> All 6 articles are one text" in page


def test_refused_statements_are_no_evidence(corpus: dict[str, Any], people: Any) -> None:
    from django.utils import timezone

    evidence = corpus["pupils"].evidence.get()
    type(evidence.statement).objects.filter(pk=evidence.statement_id).update(
        refused_at=timezone.now(), refused_by=people["editor"], refused_reason="no"
    )
    assert gather(corpus["pupils"], people["researcher"]).origins == ()


def test_only_staff_are_offered_fact_sheets_and_only_editors_the_desk(
    signed_in: Any, corpus: dict[str, Any]
) -> None:
    address = corpus["grooming"].get_absolute_url()
    pages = {
        role: signed_in(role).get(address).content.decode() for role in ("researcher", "editor", "staff")
    }
    assert ["Add to fact sheet" in pages[role] for role in pages] == [False, False, True]
    assert ["Open in the admin" in pages[role] for role in pages] == [
        False,
        admin.site.is_registered(Claim),
        False,
    ]


def test_platforms_count_only_what_the_reader_may_see(signed_in: Any, corpus: dict[str, Any]) -> None:
    corpus["sensitive"].platforms.add(make_platform("Snapchat"))
    shown = {
        role: {
            platform.name: platform.claims_count
            for platform in signed_in(role).get("/platforms/").context["platforms"]
        }
        for role in ("researcher", "editor")
    }
    assert shown == {"researcher": {"Instagram": 2, "Snapchat": 1}, "editor": {"Instagram": 2, "Snapchat": 2}}


def _more_claims(number: int) -> None:
    for n in range(number):
        article = make_article(
            f"There were {n} reports.", publisher=f"Paper {n}", published_on=date(2020, 1, 1 + n % 28)
        )
        make_claim(
            f"There were {n} reports.",
            [make_statement(article, f"{n} reports")],
            platforms=[make_platform(f"P{n % 7}")],
        )


def _more_evidence(claim: Claim, lead: Any, number: int) -> None:
    from claims.models import Evidence

    for n in range(number):
        article = make_article(
            f"{n}. more than 4,000 grooming offences", publisher=f"Copier {n}", story=lead.membership.story
        )
        statement = make_statement(article, "more than 4,000 grooming offences")
        Evidence.objects.create(claim=claim, statement=statement)


LIST_QUERIES, DETAIL_QUERIES = 16, 13


@pytest.mark.parametrize("rows", [5, 50])
def test_the_list_takes_as_many_queries_for_five_rows_as_for_fifty(
    rows: int, signed_in: Any, django_assert_max_num_queries: Any
) -> None:
    _more_claims(rows)
    client = signed_in("staff")
    with django_assert_max_num_queries(LIST_QUERIES):
        assert client.get(LIST).status_code == 200


@pytest.mark.parametrize("rows", [5, 50])
def test_a_claim_takes_as_many_queries_for_five_articles_as_for_fifty(
    rows: int, signed_in: Any, corpus: dict[str, Any], django_assert_max_num_queries: Any
) -> None:
    _more_evidence(corpus["grooming"], corpus["lead"], rows)
    client = signed_in("editor")
    with django_assert_max_num_queries(DETAIL_QUERIES):
        assert client.get(corpus["grooming"].get_absolute_url()).status_code == 200


def test_nobody_is_everybody(corpus: dict[str, Any]) -> None:
    assert browse.narrowed(wish(), AnonymousUser()).count() == 0
