"""Whether two statements speak of one period, one place, one speaker. Only what is said counts; silence is unknown."""

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from claims.matching.facts import StatementFacts
from claims.matching.words import fold

Verdict = Literal["agree", "differ", "unknown"]

_DATE = re.compile(r"(?<!\d)(\d{4})(?:-(?:Q([1-4])|(\d{2})(?:-(\d{2}))?))?(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_TITLE_WORDS = """
    sir dame lord lady dr prof professor mr mrs ms miss mx rev hon baroness baron herr frau señor señora don doña
    bapak ibu pak bu m mme monsieur madame signor signora sr sra the a
"""
_TITLES = frozenset(map(fold, _TITLE_WORDS.split()))
_SLACK = timedelta(days=3)


@lru_cache(maxsize=10_000)
def interval(resolved: str) -> tuple[date, date] | None:
    """First and last day of a period in ISO 8601: "2021", "2021-05", "2021-Q2", "2017-04/2019-10", "2017-04 to 2019-10".

    None for anything else.
    """
    found = list(_DATE.finditer(resolved[:200]))
    if not found or len(found) > 2:
        return None
    try:
        spans = [_span(match) for match in found]
    except ValueError:
        return None
    start, end = spans[0][0], spans[-1][1]
    return (start, end) if start <= end else None


def _span(match: re.Match[str]) -> tuple[date, date]:
    year = int(match[1])
    if match[2]:
        start, months = date(year, 3 * int(match[2]) - 2, 1), 3
    elif match[4]:
        day = date(year, int(match[3]), int(match[4]))
        return day, day
    elif match[3]:
        start, months = date(year, int(match[3]), 1), 1
    else:
        start, months = date(year, 1, 1), 12
    after = start.month + months
    return start, date(start.year + (after - 1) // 12, (after - 1) % 12 + 1, 1) - timedelta(days=1)


def compare_periods(first: StatementFacts, second: StatementFacts) -> Verdict:
    """One period, another, or not said. A period that only overlaps is another one."""
    spans = [interval(facts.period_resolved or "") for facts in (first, second)]
    if spans[0] and spans[1]:
        near = abs(spans[0][0] - spans[1][0]) <= _SLACK and abs(spans[0][1] - spans[1][1]) <= _SLACK
        return "agree" if near else "differ"
    if not (first.period and second.period):
        return "unknown"
    years = [set(_YEAR.findall(facts.period or "")) for facts in (first, second)]
    if years[0] and years[1] and years[0] != years[1]:
        return "differ"
    same_words = fold(first.period) == fold(second.period)
    # "last year" is one period only where it is said of the same day's text
    if same_words and (years[0] or (first.story and first.story == second.story)):
        return "agree"
    return "unknown"


def compare_places(first: StatementFacts, second: StatementFacts) -> Verdict:
    """One place by its name, another, or not said. Names in two languages can't be told from their letters."""
    if not (first.place and second.place):
        return "unknown"
    one, two = set(_name_words(first.place)), set(_name_words(second.place))
    if not one or not two:
        return "unknown"
    if one == two:
        return "agree"
    if first.language != second.language:
        return "unknown"
    # "the north of England" and "England": one may stand for the other, or not
    return "unknown" if one <= two or two <= one else "differ"


def _name_words(name: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", fold(name[:300])) if word not in _TITLES]


def compare_names(first: str | None, second: str | None) -> Verdict:
    """Whether two names are one speaker's: titles aside, "Wanless" may be "Sir Peter Wanless"; another script is
    unknown."""
    if not (first and second):
        return "unknown"
    one, two = _name_words(first), _name_words(second)
    if not one or not two:
        return "unknown"
    if one == two or (set(one) <= set(two) or set(two) <= set(one)):
        return "agree"
    if _script(one[0]) != _script(two[0]):
        return "unknown"
    # "P. Wanless" and "Peter Wanless"
    initials = one[0][0] == two[0][0] and (len(one[0]) == 1 or len(two[0]) == 1)
    return "agree" if one[-1] == two[-1] and initials else "differ"


def surname(name: str) -> str:
    """The last word of a name without titles; empty when there is none."""
    words = _name_words(name)
    return words[-1] if words else ""


def _script(word: str) -> str:
    return unicodedata.name(word[0], "?").split()[0]
