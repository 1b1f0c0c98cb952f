"""Other figures make another article, the same figures a translation, in languages of either model."""

from itertools import combinations

import pytest

from sources.comparison import (
    JOIN_PROBABILITY,
    REVIEW_PROBABILITY,
    Document,
    PreparedDocument,
    compare,
    explain,
    prepare,
)
from sources.comparison.clustering import NEVER_JOINED
from tests.sources.comparison.languages import REPORTS, report

LANGUAGES = sorted(REPORTS)
PAIRS = [*combinations(LANGUAGES, 2)]


@pytest.fixture(scope="module")
def issues() -> dict[tuple[str, int], PreparedDocument]:
    """Every language's reports of two months, embedded in one batch."""
    keys = [(language, issue) for language in LANGUAGES for issue in (1, 2)]
    documents = [
        Document(f"{language} {issue}", "", report(language, issue), language) for language, issue in keys
    ]
    return dict(zip(keys, prepare(documents, leads=False), strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_report_with_other_figures_is_another(
    language: str, issues: dict[tuple[str, int], PreparedDocument]
) -> None:
    comparison = compare(issues[language, 1], issues[language, 2])
    assert comparison.probability < REVIEW_PROBABILITY, explain(comparison)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_other_figures_in_another_language_are_another_article(
    one: str, other: str, issues: dict[tuple[str, int], PreparedDocument]
) -> None:
    for first, second in ((1, 2), (2, 1)):
        comparison = compare(issues[one, first], issues[other, second])
        assert comparison.probability < JOIN_PROBABILITY or comparison.relation in NEVER_JOINED, explain(
            comparison
        )


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_same_figures_in_another_language_are_a_translation(
    one: str, other: str, issues: dict[tuple[str, int], PreparedDocument]
) -> None:
    comparison = compare(issues[one, 1], issues[other, 1])
    assert comparison.relation == "translation", explain(comparison)
    assert comparison.probability >= JOIN_PROBABILITY, explain(comparison)
