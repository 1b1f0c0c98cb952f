"""The demo corpus is whole: every article is there, says it is invented, and holds what is expected of it.

What the engines make of the corpus is tested where the engines are tested.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

DEMO = Path(__file__).resolve().parents[2] / "sources" / "demo"
ARTICLES: list[dict[str, Any]] = [
    json.loads(line) for line in (DEMO / "articles.jsonl").read_text(encoding="utf-8").splitlines()
]
BY_ID = {article["id"]: article for article in ARTICLES}
TEXTS: dict[str, str] = {
    article["id"]: (DEMO / article["file"]).read_text(encoding="utf-8") for article in ARTICLES
}
EXPECTED: dict[str, Any] = json.loads((DEMO / "expected.json").read_text(encoding="utf-8"))

INVENTED = {
    "en": "the people, companies and platforms in it are invented.",
    "id": "orang, perusahaan, dan platform di dalamnya adalah rekaan.",
    "es": "las personas, empresas y plataformas que aparecen en él son inventadas.",
    "de": "die darin genannten Personen, Unternehmen und Plattformen sind erfunden.",
    "ar": "والأشخاص والشركات والمنصات المذكورة فيه من نسج الخيال.",
}
RELATIONS = {"identical", "near-identical", "rewritten", "translation", "excerpt"}
KINDS = {"newspaper", "broadcaster", "charity", "government", "company", "aggregator", "blog"}
DIFFERENCES = {"period", "place", "definition", "rounding", "revision", "unknown"}
DIGITS = re.compile(r"\d+(?:[.,٬٫]\d+)*")


def body(article_id: str) -> str:
    """The article without its last line, which says that it is invented."""
    return TEXTS[article_id].rstrip().rsplit("\n", 1)[0].rstrip()


def fragments(node: Any) -> Iterator[tuple[str, str]]:
    """Every (article id, exact words) pair anywhere under ``node``."""
    if isinstance(node, dict):
        if "article" in node and "exact" in node:
            yield node["article"], node["exact"]
        for child in node.values():
            yield from fragments(child)
    elif isinstance(node, list):
        for child in node:
            yield from fragments(child)


def figures(article_id: str) -> Counter[str]:
    """The figures in digits, without separators and in ASCII, so that 8.000 and ٨٬٠٠٠ and 8,000 are one."""
    found = (re.sub(r"[.,٬٫]", "", figure) for figure in DIGITS.findall(body(article_id)))
    return Counter("".join(str(unicodedata.digit(digit)) for digit in figure) for figure in found)


def test_there_are_enough_articles_and_languages() -> None:
    languages = Counter(article["language"] for article in ARTICLES)
    assert len(ARTICLES) >= 40
    assert set(languages) == set(INVENTED)
    assert min(languages.values()) >= 4


def test_ids_files_and_addresses_are_unique() -> None:
    for field in ("id", "file", "url"):
        assert len({article[field] for article in ARTICLES}) == len(ARTICLES), field


def test_the_index_and_the_folder_hold_the_same_files() -> None:
    listed = {article["file"] for article in ARTICLES}
    assert listed == {f"articles/{path.name}" for path in (DEMO / "articles").iterdir()}


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["id"])
def test_each_article_is_complete_and_says_it_is_invented(article: dict[str, Any]) -> None:
    text = TEXTS[article["id"]]
    last_line = text.rstrip().rsplit("\n", 1)[-1]
    assert "Corroborate" in last_line
    assert last_line.endswith(INVENTED[article["language"]])
    assert text.count(last_line) == 1
    assert text == unicodedata.normalize("NFC", text)
    assert article["title"]
    assert article["publisher"]
    assert article["publisher_kind"] in KINDS
    assert isinstance(article["authors"], list)
    assert 2023 <= date.fromisoformat(article["published_on"]).year <= 2025
    words = len(body(article["id"]).split())
    assert words <= 420
    assert words >= 85 or article["id"] == "notice-short-en"


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["id"])
def test_addresses_lead_nowhere(article: dict[str, Any]) -> None:
    host = urlsplit(article["url"]).hostname or ""
    assert host.endswith((".example", ".example.org", ".example.net", ".example.com"))
    assert not re.search(r"https?://", TEXTS[article["id"]])


def test_the_release_comes_first_and_older_articles_come_late() -> None:
    days = [date.fromisoformat(article["published_on"]) for article in ARTICLES]
    assert ARTICLES[0]["id"] == "lct-release-en"
    assert any(later < earlier for earlier, later in pairwise(days))
    position = {article["id"]: index for index, article in enumerate(ARTICLES)}
    for story in EXPECTED["stories"]:
        if story["lead"] in EXPECTED["captured_after_its_copies"]:
            assert all(position[member["article"]] < position[story["lead"]] for member in story["members"])


def test_every_expected_fragment_occurs_exactly_once_in_its_article() -> None:
    found = list(fragments(EXPECTED))
    assert len(found) > 150
    wrong = [
        (article, exact, body(article).count(exact))
        for article, exact in found
        if body(article).count(exact) != 1
    ]
    assert wrong == []


def test_expected_names_only_articles_that_exist() -> None:
    members = [member["article"] for story in EXPECTED["stories"] for member in story["members"]]
    leads = [story["lead"] for story in EXPECTED["stories"]]
    named = members + leads + EXPECTED["headline_only"] + EXPECTED["captured_after_its_copies"]
    named += [article for pair in EXPECTED["not_same_text"] for article in pair["articles"]]
    assert set(named) <= set(BY_ID)
    assert len(members + leads) == len(set(members + leads)), "an article belongs to one story"


def test_a_lead_is_the_earliest_and_relations_fit_the_languages() -> None:
    for story in EXPECTED["stories"]:
        lead = BY_ID[story["lead"]]
        for member in story["members"]:
            article = BY_ID[member["article"]]
            assert member["relation"] in RELATIONS
            assert lead["published_on"] <= article["published_on"]
            assert (member["relation"] == "translation") == (article["language"] != lead["language"])


def test_identical_copies_are_identical_and_no_other_member_is() -> None:
    for story in EXPECTED["stories"]:
        for member in story["members"]:
            same = body(member["article"]) == body(story["lead"])
            assert same == (member["relation"] == "identical"), member["article"]


def test_pairs_kept_apart_are_in_no_common_story() -> None:
    story_of = {
        article: story["id"]
        for story in EXPECTED["stories"]
        for article in [story["lead"], *(member["article"] for member in story["members"])]
    }
    for pair in EXPECTED["not_same_text"]:
        first, second = pair["articles"]
        assert pair["why"]
        assert first not in story_of or story_of[first] != story_of.get(second)


def test_translations_carry_the_figures_of_their_lead() -> None:
    for story in EXPECTED["stories"]:
        for member in story["members"]:
            if member["relation"] != "translation":
                continue
            there, here = figures(story["lead"]), figures(member["article"])
            large = {figure for figure in there if len(figure) >= 3}
            assert large, story["lead"]
            assert large <= set(here), member["article"]


def test_each_language_writes_its_numbers_its_own_way() -> None:
    assert "8.000" in TEXTS["lct-release-id"]
    assert "2,5 juta" in TEXTS["lct-release-id"]
    assert "la mitad" in TEXTS["lct-release-es"]
    assert "12 %" in TEXTS["lct-release-es"]
    assert "die Hälfte" in TEXTS["lct-release-de"]
    assert "٨٬٠٠٠" in TEXTS["lct-release-ar"]
    assert "1200" in TEXTS["pupils-survey-copy-ar"]


def test_the_months_of_a_template_differ_in_figures_and_hardly_in_words() -> None:
    months = ["noso-march-en", "noso-april-en", "noso-may-en"]
    words = [set(re.findall(r"[a-z]{3,}", body(month).lower())) for month in months]
    for first, second in ((0, 1), (1, 2), (0, 2)):
        common = len(words[first] & words[second]) / len(words[first] | words[second])
        assert common > 0.85
        assert figures(months[first]) != figures(months[second])


def test_claims_that_are_one_agree_in_value_and_those_kept_apart_say_why() -> None:
    claims = EXPECTED["claims_same"]
    assert len({claim["id"] for claim in claims}) == len(claims)
    for claim in claims:
        assert claim["wording"]
        if claim["kind"] == "statistic":
            values = [statement["value"] for statement in claim["statements"]]
            loose = any(statement["comparator"] != "=" for statement in claim["statements"])
            assert len(set(values)) == 1 or (loose and max(values) - min(values) < 0.2 * min(values)), claim[
                "id"
            ]
    one_claim = [set(fragments(claim)) for claim in claims]
    for pair in EXPECTED["claims_never_same"]:
        first, second = next(fragments(pair["a"])), next(fragments(pair["b"]))
        assert first != second
        assert pair["difference"] in DIFFERENCES
        assert pair["why"]
        assert not any(first in claim and second in claim for claim in one_claim)


def test_expected_names_stand_in_their_articles() -> None:
    assert {BY_ID[names["of"]]["language"] for names in EXPECTED["names"]} == set(INVENTED)
    for names in EXPECTED["names"]:
        for name in names["organisations"] + names["people"] + names["platforms"]:
            assert name in body(names["of"]), (names["of"], name)


def test_testimony_is_marked_sensitive_and_names_nobody() -> None:
    testimony = [quote for quote in EXPECTED["quotes"] if quote["anonymous"]]
    assert {BY_ID[quote["article"]]["language"] for quote in testimony} >= {"en", "id", "es", "ar"}
    for quote in testimony:
        assert quote["sensitive"]
        assert quote["speaker"] is None
    assert any(quote["speaker"] is None and not quote["anonymous"] for quote in EXPECTED["quotes"]), (
        "a spokesperson"
    )


def test_a_direct_quote_is_a_whole_run_between_its_marks() -> None:
    for quote in EXPECTED["quotes"]:
        if quote["kind"] == "direct":
            text = body(quote["article"])
            start = text.index(quote["exact"])
            assert text[start - 1] in '"„«', quote
            assert text[start + len(quote["exact"])] in '"“»', quote


def test_the_open_letter_and_the_campaign_are_described() -> None:
    letter, campaign = EXPECTED["campaigns"][0], EXPECTED["campaigns"][1]
    for organisation in letter["named_signatories"]:
        assert organisation in body(letter["article"])
    assert len(campaign["demands"]) == 3
    for demand in campaign["demands"]:
        assert body(campaign["article"]).count(demand) == 1
