"""Periods that English writes in several words: "the first half of 2023", "the six months to December", "since May".

Each is given as written without a plain preposition ("in", "during", "over"), and resolved where the words or the day of
publication say what it is. Years, months and "last year" are read for every language in ``statistics_context``.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sources.text.language_data import load


@dataclass(frozen=True, slots=True)
class Period:
    """A period at ``start:end``, as ``written``; ``resolved`` in ISO 8601, or None."""

    start: int
    end: int
    written: str
    resolved: str | None


_NUMBERS = dict(
    zip(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "eighteen",
        ],
        (*range(1, 13), 18),
        strict=True,
    )
)
_N = rf"(?P<n>\d{{1,3}}|{'|'.join(_NUMBERS)})"
_COUNT = rf"(?:\d|few|several|couple|(?:{'|'.join(_NUMBERS)})\b)"
_MONTH_NAMES = {name.capitalize(): int(number) for name, number in load("en").table("months").items()}
_MONTHS = "|".join(sorted(_MONTH_NAMES, key=len, reverse=True))
_MONTH = rf"(?P<month>{_MONTHS})(?![\w-])\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d.,%]*\d|%)"
_UNIT = r"(?P<unit>day|week|month|year|decade)"
_RANKS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1, "final": -1}
_SIZES = {"quarter": 3, "half": 6}
_OF_YEAR = r"(?:(?:19|20)\d\d|(?:this|last|the)\s+year)"

_PART = re.compile(
    rf"(?<!\w)(?:the\s+)?(?P<rank>{'|'.join(_RANKS)})\s+(?:(?P<size>quarter|half)|{_N}\s+months)\s+of\s+(?P<of>{_OF_YEAR})(?!\w)",
    re.IGNORECASE,
)
_QUARTER = re.compile(rf"(?<!\w)Q(?P<quarter>[1-4])(?:\s+of)?\s+{_YEAR}")
_SPAN_TO = re.compile(
    rf"(?<!\w)the\s+(?:{_N}\s+)?{_UNIT}s?\s+(?:up\s+)?(?:to|ending|ended|until)\s+(?:(?:in|on|the\s+end\s+of)\s+)?"
    rf"(?:\d{{1,2}}\s+)?(?:{_MONTH}\s+)?{_YEAR}"
)
_YEAR_TO = re.compile(
    rf"(?<!\w)the\s+(?:{_N}\s+)?(?P<unit>year|months)\s+(?:up\s+)?(?:to|ending|ended|until)\s+(?:(?:in|the\s+end\s+of)\s+)?"
    rf"(?P<month>{_MONTHS})(?![\w-])(?!\.?\s+(?:\d|of\s+(?:19|20)))"
)
_PAST = re.compile(
    rf"(?<!\w)the\s+(?:(?:last|past)\s+|previous\s+(?={_COUNT}))(?:(?:{_N}|few|several|couple\s+of)\s+)?{_UNIT}s?(?![\w-])",
    re.IGNORECASE,
)
_AGO = re.compile(rf"(?<!\w)(?:{_N}|an?)\s+{_UNIT}s?\s+ago(?!\w)", re.IGNORECASE)
_SINCE = re.compile(
    rf"(?<!\w)(?:[Ss]ince)\s+(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d),?)?(?:\s+{_YEAR})?|(?P<only>(?:19|20)\d\d)(?P<season>\s?[-–/]\s?\d\d(?!\d))?(?!\d))"
)
_SINCE_CLAUSE = re.compile(
    rf"(?<!\w)[Ss]ince\s+(?!(?:19|20)\d\d|{_MONTHS})(?:[^\W\d_][\w’'-]*\s+){{1,6}}in\s+(?:{_MONTH}\s+)?(?P<only>(?:19|20)\d\d)(?![\d/–-])"
)
_DAYS_OF_MONTH = re.compile(
    rf"(?<![\w.,])(?:(?:[Bb]etween|[Ff]rom)\s+)?(?P<first>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:and|to|until|-|–)\s*"
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+(?P<year>(?:19|20)\d\d)(?!\d))?"
)
_SEASONS = re.compile(
    r"(?<!\w)(?:between|from)\s+(?P<a>(?:19|20)\d\d)\s?[-–/]\s?\d\d\s+(?:and|to)\s+(?:19|20)\d\d\s?[-–/]\s?(?P<b>\d\d)(?!\d)",
    re.IGNORECASE,
)
_DAY = re.compile(
    rf"(?<![\w.,])(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}|(?P<month2>{_MONTHS})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d%]|[.,:]\d))"
    r"(?:,?\s+(?P<year>(?:19|20)\d\d)(?!\d))?"
)
_DAYS = re.compile(
    rf"(?<!\w)(?:(?:between|from)\s+)?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<first>{_MONTHS})(?:\s+(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?)?"
    r"(?:,?\s+(?P<year1>(?:19|20)\d\d))?\s*(?:and|to|until|-|–)\s*"
    rf"(?:(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{_MONTHS})(?!\w)(?:\s+(?P<day3>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?"
    r"(?:,?\s+(?P<year>(?:19|20)\d\d)(?!\d))?"
)
_BY_MONTH = re.compile(
    rf"(?<!\w)(?:[Bb]y|[Uu]ntil|[Bb]efore|[Aa]fter)\s+(?:the\s+end\s+of\s+)?{_MONTH}\s+{_YEAR}"
)
_BARE_MONTH = re.compile(
    rf"(?<!\w)(?P<lead>(?:in|during|by|until|before|after|throughout|last|this)\s+)(?:(?:early|late|mid)[\s-])?{_MONTH}(?!\s+(?:\d|{_MONTHS}|(?:and|or|to)\s+(?:{_MONTHS}))|\s*[-–]\s*\w)",
)
_MONTH_RANGE = re.compile(
    rf"(?<!\w)(?:(?:between|from|in)\s+)?(?P<first>{_MONTHS})\s+(?:and|to)\s+{_MONTH}(?!\s+(?:of\s+)?(?:\d|this|last))",
    re.IGNORECASE,
)
_SEASON = re.compile(r"(?<![\w.,£$€-])(?P<a>(?:19|20)\d\d)\s?[-–/]\s?(?P<b>\d\d)(?![\d/-]|[.,]\d)")
_LONG = re.compile(
    rf"(?<!\w)(?:in|over|during|across)\s+(?:just\s+|only\s+|about\s+|a\s+period\s+of\s+)?(?P<written>{_N}\s+{_UNIT}s?)"
    r"(?!\w|-|'|’|\s+(?:time|ago|later|of|after|before|earlier|old|or|to\s+(?:{_MONTHS}|(?:19|20)\d\d)))",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\b(?:first|only|highest|lowest|worst|best|largest|biggest|record)\b[^.;]*$", re.IGNORECASE
)
_FUTURE = re.compile(r"\b(?:will|would|shall|should|due|must|may|could|plans?|expects?|expected|aims?)\b")


def english_periods(text: str, low: int, high: int, published_on: datetime.date | None) -> list[Period]:
    """The periods of ``text[low:high]``, apart from one another; where two overlap, the longer is given."""
    found = sorted(_all(text, low, high, published_on), key=lambda p: (p.start - p.end, p.start))
    kept: list[Period] = []
    for period in found[:200]:
        if all(period.end <= other.start or other.end <= period.start for other in kept):
            kept.append(period)
    return sorted(kept, key=lambda period: period.start)


def _all(text: str, low: int, high: int, published_on: datetime.date | None) -> Iterator[Period]:
    for match in _PART.finditer(text, low, high):
        yield _period(match, _part(match, published_on))
    for match in _QUARTER.finditer(text, low, high):
        yield _period(match, f"{match['year']}-Q{match['quarter']}")
    for match in _SPAN_TO.finditer(text, low, high):
        yield _period(match, _span_to(match))
    for match in _YEAR_TO.finditer(text, low, high):
        yield _period(match, _year_to(match, published_on))
    for match in _PAST.finditer(text, low, high):
        yield _period(match, _back(match, published_on) if match["n"] or match["unit"] != "day" else None)
    for match in _AGO.finditer(text, low, high):
        ago = _back(match, published_on)
        years = ago is not None and match["unit"].lower() in ("year", "decade")
        yield _period(match, ago.split("/")[0] if ago is not None and years else None)
    for match in _SINCE.finditer(text, low, high):
        yield _period(match, _since(match, published_on))
    for match in _SINCE_CLAUSE.finditer(text, low, high):
        yield _period(match, f"{match['only']}/{published_on.year:04d}" if published_on else match["only"])
    for match in _DAYS_OF_MONTH.finditer(text, low, high):
        until = _date(match, published_on, True)
        since = None if until is None else _first_day(until, match["first"])
        if since is not None:
            yield _period(match, f"{since}/{until}")
    for match in _SEASONS.finditer(text, low, high):
        yield _period(match, f"{match['a']}/{match['a'][:2]}{match['b']}")
    for match in _DAY.finditer(text, low, high):
        yield _period(match, _date(match, published_on))
    for match in _BY_MONTH.finditer(text, low, high):
        yield _period(match, f"{match['year']}-{_MONTH_NAMES[match['month']]:02d}")
    for match in _DAYS.finditer(text, low, high):
        if any(match[day] for day in ("day", "day1", "day2", "day3")):
            yield _period(match, _days(match, published_on))
    for match in _BARE_MONTH.finditer(text, low, high):
        named = published_on and match["lead"].strip() != "this"
        resolved = _last_time(match["month"], published_on) if named and published_on else None
        start = (
            match.start()
            if match["lead"].strip() not in ("in", "during", "throughout")
            else match.end("lead")
        )
        yield Period(start, match.end("month"), text[start : match.end("month")], resolved)
    for match in _MONTH_RANGE.finditer(text, low, high):
        if match["first"][0].isupper() and match["month"][0].isupper():
            yield _period(match, _months(match, published_on))
    for match in _SEASON.finditer(text, low, high):
        if int(match["b"]) == (int(match["a"]) + 1) % 100:
            yield _period(match, f"{match['a']}/{int(match['a']) + 1}")
    for match in _LONG.finditer(text, low, high):
        first = _FIRST.search(text, max(low, match.start() - 40), match.start())
        if first is None and not _FUTURE.search(text, low, match.start()):
            yield Period(match.start("written"), match.end("written"), match["written"], None)


def _period(match: "re.Match[str]", resolved: str | None) -> Period:
    written = re.sub(r"(?<=[a-z]{3})\.\Z", "", match[0])  # the full stop of a sentence, not of "Sept."
    return Period(match.start(), match.start() + len(written), written, resolved)


def _number(written: str | None) -> int:
    return 1 if written is None else int(_NUMBERS.get(written.lower(), 0) or written)


def _year_of(written: str, published_on: datetime.date | None) -> int | None:
    if written[:1].isdigit():
        return int(written)
    if published_on is None:
        return None
    return published_on.year - (written.lower().startswith("last"))


def _part(match: "re.Match[str]", published_on: datetime.date | None) -> str | None:
    year = _year_of(match["of"], published_on)
    if year is None:
        return None
    size = _SIZES[match["size"].lower()] if match["size"] else _number(match["n"])
    rank = _RANKS[match["rank"].lower()]
    first = 12 - size + 1 if rank < 0 else rank * size + 1
    if not 1 <= first <= 12 or first + size - 1 > 12:
        return None
    if size == 3:
        return f"{year:04d}-Q{(first + 2) // 3}"
    return f"{year:04d}-{first:02d}/{year:04d}-{first + size - 1:02d}"


def _span_to(match: "re.Match[str]") -> str | None:
    year, count, unit = int(match["year"]), _number(match["n"]), match["unit"]
    if unit in ("year", "decade") and match["month"] is None:
        years = count * (10 if unit == "decade" else 1)
        return f"{year - years:04d}/{year:04d}"
    sizes = {"month": 1, "year": 12, "decade": 120}
    if unit not in sizes or match["month"] is None:
        return None
    last = year * 12 + _MONTH_NAMES[match["month"]] - 1
    return f"{_month(last - count * sizes[unit] + 1)}/{_month(last)}"


def _year_to(match: "re.Match[str]", published_on: datetime.date | None) -> str | None:
    """The months up to the last of that name that was over when the article came out."""
    if published_on is None:
        return None
    month = _MONTH_NAMES[match["month"]]
    last = (published_on.year - (published_on.month <= month)) * 12 + month - 1
    count = 12 if match["unit"] == "year" else _number(match["n"])
    return f"{_month(last - count + 1)}/{_month(last)}"


def _month(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def _back(match: "re.Match[str]", published_on: datetime.date | None) -> str | None:
    """From so long before the day of publication until then."""
    vague = match["n"] is None and re.search(r"\b(?:few|several|couple)\b", match[0], re.IGNORECASE)
    if published_on is None or vague:
        return None
    count, unit = _number(match["n"]), match["unit"].lower()
    if unit in ("day", "week"):
        first = published_on - datetime.timedelta(days=count * (7 if unit == "week" else 1))
        return f"{first.isoformat()}/{published_on.isoformat()}"
    months = published_on.year * 12 + published_on.month - 1
    back = months - count * {"month": 1, "year": 12, "decade": 120}[unit]
    if back < 12:
        return None
    if unit == "month" or (count == 1 and unit == "year"):
        return f"{_month(back)}/{_month(months)}"
    return f"{back // 12:04d}/{published_on.year:04d}"


def _since(match: "re.Match[str]", published_on: datetime.date | None) -> str | None:
    if match["season"]:
        first = f"{match['only']}/{int(match['only']) + 1}"
        return first if published_on is None else f"{match['only']}/{published_on.year:04d}"
    if match["only"]:
        return match["only"] if published_on is None else f"{match['only']}/{published_on.year:04d}"
    if match["year"]:
        first = f"{match['year']}-{_MONTH_NAMES[match['month']]:02d}"
    elif published_on is not None:
        first = _last_time(match["month"], published_on)
    else:
        return None
    return first if published_on is None else f"{first}/{published_on.year:04d}-{published_on.month:02d}"


def _first_day(last: str, day: str) -> str | None:
    """The day ``day`` of the month of ``last``, where it comes before it."""
    return f"{last[:8]}{int(day):02d}" if 0 < int(day) < int(last[8:]) else None


def _date(match: "re.Match[str]", published_on: datetime.date | None, alone: bool = False) -> str | None:
    month = _MONTH_NAMES[match["month"] if alone else match["month"] or match["month2"]]
    year = int(match["year"]) if match["year"] else published_on.year if published_on else None
    if year is None:
        return None
    try:
        day = datetime.date(year, month, int(match["day"] if alone else match["day"] or match["day2"]))
        if not match["year"] and published_on is not None and day > published_on:
            day = day.replace(year=year - 1)
    except ValueError:
        return None
    return day.isoformat()


def _days(match: "re.Match[str]", published_on: datetime.date | None) -> str | None:
    """From one day to another; the year stands with the last, or is the last in which that day had come."""
    month, day = _MONTH_NAMES[match["month"]], match["day2"] or match["day3"]
    first_month, first_day = _MONTH_NAMES[match["first"]], match["day"] or match["day1"]
    if match["year"]:
        year = int(match["year"])
    elif published_on is not None:
        year = published_on.year - (month > published_on.month)
    else:
        return None
    first_year = int(match["year1"]) if match["year1"] else year - (first_month > month)
    first = f"{first_year:04d}-{first_month:02d}" + (f"-{int(first_day):02d}" if first_day else "")
    return f"{first}/{year:04d}-{month:02d}" + (f"-{int(day):02d}" if day else "")


def _last_time(month: str, published_on: datetime.date) -> str:
    """The last month of that name that had begun by the day of publication."""
    number = _MONTH_NAMES[month]
    return f"{published_on.year - (number > published_on.month):04d}-{number:02d}"


def _months(match: "re.Match[str]", published_on: datetime.date | None) -> str | None:
    if published_on is None:
        return None
    last = _last_time(match["month"], published_on)
    first = _MONTH_NAMES[match["first"]]
    year = int(last[:4]) - (first > int(last[5:]))
    return f"{year:04d}-{first:02d}/{last}"
