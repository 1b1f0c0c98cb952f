"""The five real articles this project was conceived from, where they are at hand: all that is expected, nothing absurd.

They are other publishers' texts and no part of the project; without them the tests are skipped.
"""

import datetime
import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from claims.extraction import Extraction, QuoteRecord, StatisticRecord, extract

FOLDER = (
    Path(os.environ.get("CORROBORATE_SHARED", Path(__file__).resolve().parents[1] / ".." / "shared"))
    / "articles"
)

pytestmark = pytest.mark.skipif(
    not (FOLDER / "expected.json").exists(), reason="the shared articles are not here"
)


@cache
def expected() -> dict[str, Any]:
    path = FOLDER / "expected.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))["articles"]) if path.exists() else {}


@cache
def described() -> dict[str, dict[str, Any]]:
    lines = (FOLDER / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


@cache
def text_of(article: str) -> str:
    return (FOLDER / described()[article]["file"]).read_text(encoding="utf-8")


@cache
def extraction(article: str) -> Extraction:
    published = described()[article]["published_on"]
    return extract(text_of(article), None, datetime.date.fromisoformat(published) if published else None)


def cases(part: str) -> list[Any]:
    return [
        pytest.param(article, entry, id=f"{article}-{number}")
        for article, parts in expected().items()
        for number, entry in enumerate(parts.get(part, []))
    ]


def folded(words: str) -> set[str]:
    return {re.sub(r"s\Z", "", word) for word in re.findall(r"[^\W_]+", words.casefold())}


@pytest.mark.parametrize(("article", "wanted"), cases("quotes"))
def test_each_quotation_has_its_words_and_speaker(article: str, wanted: dict[str, Any]) -> None:
    found = [quote for quote in extraction(article).quotes if quote.exact.startswith(wanted["begins"])]
    assert len(found) == 1
    (quote,) = found
    assert quote.kind == "direct"
    assert (quote.speaker.name if quote.speaker else None) == wanted["speaker"]
    assert quote.organisation == wanted.get("organisation", quote.organisation)
    assert quote.role == wanted.get("role", quote.role)
    assert quote.anonymous == wanted.get("anonymous", False)
    assert quote.sensitive == wanted.get("sensitive", False)


@pytest.mark.parametrize("part", ["organisations", "people", "platforms"])
def test_everybody_is_named(part: str) -> None:
    for article, parts in expected().items():
        names = {record.name for record in getattr(extraction(article), part)}
        assert set(parts[part]) <= names


@pytest.mark.parametrize(("article", "wanted"), cases("campaigns"))
def test_campaigns_with_lead_and_demands(article: str, wanted: dict[str, Any]) -> None:
    found = next(one for one in extraction(article).campaigns if one.name == wanted["name"])
    assert found.lead == wanted["lead"]
    assert len(found.demands) == wanted["demands"]


@pytest.mark.parametrize(("article", "wanted"), cases("statistics"))
def test_each_figure(article: str, wanted: dict[str, Any]) -> None:
    def fits(record: StatisticRecord) -> bool:
        place = text_of(article).find(wanted["exact"])
        return (
            record.value == wanted["value"]
            and record.comparator == wanted.get("comparator", record.comparator)
            and record.per == wanted.get("per", record.per)
            and any(
                record.start < found.end() and found.start() < record.end
                for found in re.finditer(re.escape(wanted["exact"]), text_of(article))
            )
            and place >= 0
        )

    assert any(map(fits, extraction(article).statistics))


def test_nothing_absurd_beside_it() -> None:
    for article in described():
        found = extraction(article)
        for record in (*found.organisations, *found.people):
            assert record.exact[0].isupper() or record.key
            assert len(record.exact.split()) <= 10
            assert "\n" not in record.exact
        for quote in found.quotes:
            if quote.kind == "direct":
                assert len(quote.exact.split()) >= 4
        assert all(person.key is None for person in found.people)


def test_no_officials_words_are_taken_for_testimony() -> None:
    def testimony(quote: QuoteRecord) -> bool:
        return quote.sensitive and quote.kind == "direct"

    assert {article for article in described() if any(map(testimony, extraction(article).quotes))} == {
        article
        for article, parts in expected().items()
        if any(quote.get("sensitive") for quote in parts["quotes"])
    }


def test_open_letters_count_those_who_signed() -> None:
    counts = {
        article: {one.signatories for one in extraction(article).campaigns if one.signatories}
        for article in described()
    }
    assert counts["as-facebook-hesitated-en"] == {60}
    assert counts["penyimpangan-internet-id"] == {60}
    assert counts["open-letter-129-organisations-en"] == {129}
    assert counts["collective-shout-campaign-page-en"] == {59}
