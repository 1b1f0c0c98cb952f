"""The demo corpus, which took no part in fitting: its stories are found, and what it keeps apart is not joined."""

from collections.abc import Sequence

import pytest

from sources.comparison import Comparison, Document
from sources.comparison.finding import find_duplicates
from sources.comparison.thresholds import REVIEW_PROBABILITY
from tests.sources.test_demo_corpus import ARTICLES, EXPECTED, TEXTS

Found = tuple[dict[str, str], Sequence[Comparison]]


@pytest.fixture(scope="module")
def found() -> Found:
    return find_duplicates([Document(a["id"], a["title"], TEXTS[a["id"]]) for a in ARTICLES])


def test_the_stories_are_those_expected(found: Found) -> None:
    """An excerpt is shown, for a person to say whether it is the story's."""
    stories: dict[str, set[str]] = {}
    for article, lead in found[0].items():
        stories.setdefault(lead, set()).add(article)
    wanted = {
        frozenset([s["lead"], *(m["article"] for m in s["members"] if m["relation"] != "excerpt")])
        for s in EXPECTED["stories"]
    }
    assert {frozenset(members) for members in stories.values() if len(members) > 1} == wanted


@pytest.mark.parametrize("pair", EXPECTED["not_same_text"], ids=lambda pair: "-".join(pair["articles"]))
def test_what_is_not_one_text_is_never_joined(pair: dict[str, list[str]], found: Found) -> None:
    first, second = pair["articles"]
    assert found[0][first] != found[0][second]


def test_every_member_is_shown_with_its_lead(found: Found) -> None:
    shown = {frozenset((c.a, c.b)) for c in found[1] if c.probability >= REVIEW_PROBABILITY}
    missed = [
        member["article"]
        for story in EXPECTED["stories"]
        for member in story["members"]
        if frozenset((story["lead"], member["article"])) not in shown
    ]
    assert missed == []
