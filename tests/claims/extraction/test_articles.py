"""Whole articles in seven languages beside English: what was noted by hand is found, and no claim or quotation beside it.

The notes are in ``articles/CODE.toml``. A figure that is ``optional`` may be missing; a field with ``_any`` is not asked.
"""

import datetime
import math
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from claims.extraction import Extraction, QuoteRecord, StatisticRecord, extract

FOLDER = Path(__file__).parent / "articles"
ARTICLES = [
    pytest.param(path.stem, article, id=article["id"])
    for path in sorted(FOLDER.glob("*.toml"))
    for article in tomllib.loads(path.read_text(encoding="utf-8"))["article"]
]
ASKED = ("per", "period", "place", "attributed_to", "change")


@pytest.fixture(name="found", scope="module")
def _found() -> dict[str, Extraction]:
    return {}


def _read(found: dict[str, Extraction], language: str, article: Mapping[str, Any]) -> Extraction:
    if article["id"] not in found:
        published: datetime.date = article["published_on"]
        found[article["id"]] = extract(article["text"], language, published)
    return found[article["id"]]


def _same_figure(record: StatisticRecord, noted: Mapping[str, Any], text: str) -> bool:
    start = text.index(noted["at"])
    overlaps = record.start < start + len(noted["at"]) and start < record.end
    return overlaps and math.isclose(record.value, noted["value"], rel_tol=0.01)


def _same_words(record: QuoteRecord, noted: Mapping[str, Any], text: str) -> bool:
    return record.kind == noted["kind"] and abs(record.start - text.index(noted["begins"])) <= 3


def test_each_language_has_its_articles() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == {"id", "es", "fr", "de", "pt", "it", "nl"}


@pytest.mark.parametrize(("language", "article"), ARTICLES)
def test_every_span_is_exact(found: dict[str, Extraction], language: str, article: dict[str, Any]) -> None:
    read = _read(found, language, article)
    records = [*read.statistics, *read.quotes, *read.organisations, *read.people, *read.platforms]
    assert records
    for record in records:
        assert article["text"][record.start : record.end] == record.exact


@pytest.mark.parametrize(("language", "article"), ARTICLES)
def test_the_figures(found: dict[str, Extraction], language: str, article: dict[str, Any]) -> None:
    text, statistics = article["text"], _read(found, language, article).statistics
    for noted in article["statistics"]:
        record = next((one for one in statistics if _same_figure(one, noted, text)), None)
        if noted.get("optional"):
            continue
        assert record is not None, noted["at"]
        assert record.is_claim, noted["at"]
        assert record.value_max == noted.get("value_max"), noted["at"]
        assert record.comparator == noted.get("comparator", "="), noted["at"]
        if "unit" in noted:
            assert (
                noted["unit"] in (record.unit, record.unit_normalized)
                or record.unit_normalized == "percentage"
            )
        if "counted" in noted:
            assert record.counted == noted["counted"]
        if "platforms" in noted:
            assert list(record.platforms) == noted["platforms"], noted["at"]
        for name in ASKED:
            if noted.get(f"{name}_any") or (name == "attributed_to" and noted.get("attributed_any")):
                continue
            got = record.period_resolved if name == "period" else getattr(record, name)
            wanted = noted.get(name)
            assert (got or "") == (wanted or "") or (wanted and wanted in (got or "")), (
                noted["at"],
                name,
                got,
            )


@pytest.mark.parametrize(("language", "article"), ARTICLES)
def test_no_claim_beside_them(found: dict[str, Extraction], language: str, article: dict[str, Any]) -> None:
    claims = [record for record in _read(found, language, article).statistics if record.is_claim]
    noted = article["statistics"]
    beside = [r.exact for r in claims if not any(_same_figure(r, one, article["text"]) for one in noted)]
    assert beside == []


@pytest.mark.parametrize(("language", "article"), ARTICLES)
def test_the_quotations(found: dict[str, Extraction], language: str, article: dict[str, Any]) -> None:
    text, quotes = article["text"], _read(found, language, article).quotes
    for noted in article["quotes"]:
        record = next((one for one in quotes if _same_words(one, noted, text)), None)
        if noted.get("optional"):
            continue
        assert record is not None, noted["begins"]
        assert len(record.spans) == noted.get("spans", 1), noted["begins"]
        assert record.sensitive == noted.get("sensitive", False), (noted["begins"], record.sensitive_reason)
        assert record.anonymous or not noted.get("anonymous"), noted["begins"]
        if "speaker" in noted:
            assert record.speaker is not None, noted["begins"]
            assert noted["speaker"] in record.speaker.name, noted["begins"]
        if noted["kind"] == "direct" and "role" in noted:
            assert record.role == noted["role"]
        if noted["kind"] == "direct" and "organisation" in noted:
            assert record.organisation == noted["organisation"]
    spoken = [record for record in quotes if record.kind != "fragment"]
    beside = [r.exact for r in spoken if not any(_same_words(r, one, text) for one in article["quotes"])]
    assert beside == []


@pytest.mark.parametrize("kind", ["organisations", "people", "platforms"])
@pytest.mark.parametrize(("language", "article"), ARTICLES)
def test_the_names(found: dict[str, Extraction], kind: str, language: str, article: dict[str, Any]) -> None:
    names = {record.name for record in getattr(_read(found, language, article), kind)}
    for wanted in article[kind]:
        assert wanted.endswith("?") or any(wanted in name for name in names), (wanted, names)
    allowed = [wanted.rstrip("?") for wanted in article[kind]]
    beside = [name for name in names if not any(name in one or one in name for one in allowed)]
    assert beside == []
