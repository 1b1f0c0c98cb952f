"""Stretches of time that reach up to now, where there is no parser: "dalam tiga bulan terakhir", "en los últimos seis meses".

Each is resolved against the day of publication where its number says how far back it goes. English has its own in
``statistics_periods_english``.
"""

import datetime
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from claims.extraction.attribution_spans import Spans
from claims.extraction.statistics_context import alternatives, listed_words
from sources.text.language_data import LanguageData, load
from sources.text.numerals import find

_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}

_BEFORE_CLOSING = 80


class Past(NamedTuple):
    """A stretch of time at ``start:end`` and what it was taken to mean (ISO 8601), or None."""

    start: int
    end: int
    resolved: str | None


def past_spans(
    text: str, low: int, high: int, language: str, published_on: datetime.date | None
) -> list[Past]:
    """The stretches of ``text[low:high]`` that end now. Every figure asks for them: those of the last texts are kept."""
    spans = _past_spans(text, load(language).code, published_on)
    return [one for one in spans.beginning_in(low, high) if one.end <= high]


@lru_cache(maxsize=4)
def _past_spans(text: str, language: str, published_on: datetime.date | None) -> Spans[Past]:
    data = load(language)
    pattern, shifts = _pattern(data.code), data.listed("periods", "shifts")
    found = []
    for match in _matches(text, data, pattern) if pattern is not None else ():
        start, value = match.start(), 1.0
        if match["number"] is not None:
            numerals = find(match["number"], language)
            vague = match["number"].lower() in data.listed("periods", "spans", "vague")
            if not numerals and not vague and data.listed("periods", "spans", "after"):
                continue  # "dalam periode yang sama tahun lalu"
            if match["led"] is None and (not numerals or match["after"].lower() in shifts):
                continue  # "bulan terakhir"; "tiga bulan lalu" is a point in time in Malay
            if match["led"] is None:
                start = match.start("number") + numerals[0].start
            value = numerals[0].value if numerals else 0.0
        found.append(Past(start, match.end(), _resolved(value, _meaning(match, data), published_on)))
    return Spans(found)


def _matches(text: str, data: LanguageData, pattern: "regex.Pattern[str]") -> Iterator["regex.Match[str]"]:
    """Where the pattern matches; in a language of which a word closes every such stretch, sought from that word back."""
    closing = listed_words(data.code, ("periods", "spans", "after"))
    if closing is None:
        yield from pattern.finditer(text)
        return
    reached = 0
    for close in closing.finditer(text):
        found = pattern.search(text, max(reached, close.start() - _BEFORE_CLOSING), close.end())
        if found is not None:
            reached = found.end()
            yield found


def _meaning(match: "regex.Match[str]", data: LanguageData) -> str:
    """What the unit's word is in English: "month" for "bulan" and "sebulan"."""
    table = data.table("periods", "units") if match["unit"] else data.table("rates", "adverbs")
    written = (match["unit"] or match["once"]).lower()
    return next((str(name) for word, name in table.items() if word.lower() == written), "")


@lru_cache(maxsize=64)
def _pattern(language: str) -> "regex.Pattern[str] | None":
    """Where the file lists words after the unit ("terakhir"), one of them must stand; else the words before say it."""
    data = load(language)
    units = list(data.table("periods", "units"))
    if language == "en" or not units:
        return None
    words = alternatives(data.listed("periods", "spans", "words"))
    after = data.listed("periods", "spans", "after")
    once = alternatives([word for word in data.table("rates", "adverbs") if " " not in word])
    unit = rf"(?:(?P<number>\d{{1,3}}|[^\W\d_]+(?:\s[^\W\d_]+)?)\s+(?P<unit>{alternatives(units)})|(?P<once>{once}))"
    if not after:
        return regex.compile(rf"(?<!\w)(?P<led>(?:{words})\s+){unit}(?!\w)", regex.IGNORECASE)
    return regex.compile(
        rf"(?<!\w)(?P<led>(?:{words})\s+)?{unit}\s+(?P<after>{alternatives(after)})(?!\w)", regex.IGNORECASE
    )


def _resolved(value: float, unit: str, published_on: datetime.date | None) -> str | None:
    if published_on is None or value != int(value) or not 0 < value < 1000:
        return None
    count = int(value)
    if unit in ("day", "week"):
        first = published_on - datetime.timedelta(days=count * (7 if unit == "week" else 1))
        return f"{first.isoformat()}/{published_on.isoformat()}"
    if unit not in _MONTHS:
        return None
    last = published_on.year * 12 + published_on.month - 1
    first_month = last - count * _MONTHS[unit]
    if first_month < 12:
        return None
    if unit == "month" or (unit == "year" and count == 1):
        return f"{first_month // 12:04d}-{first_month % 12 + 1:02d}/{published_on:%Y-%m}"
    return f"{first_month // 12:04d}/{published_on.year:04d}"


def months_alone(
    text: str, low: int, high: int, language: str, published_on: datetime.date | None
) -> Iterator[Past]:
    """Months without a year in ``text[low:high]``, taken for the last of that name: "sejak Januari", "pada Maret lalu"."""
    data = load(language)
    pattern = _months(data.code)
    for match in pattern.finditer(text, low, high) if pattern is not None else ():
        resolved = None
        if published_on is not None:
            name = match["month"].lower()
            number = next(int(n) for word, n in data.table("months").items() if word.lower() == name)
            resolved = f"{published_on.year - (number > published_on.month):04d}-{number:02d}"
            if match[0].lower().startswith(data.listed("periods", "since")):
                resolved += f"/{published_on:%Y-%m}"
        yield Past(match.start(), match.end(), resolved)


@lru_cache(maxsize=64)
def _months(language: str) -> "regex.Pattern[str] | None":
    data = load(language)
    before = data.listed("periods", "month_before")
    if not before:
        return None
    names = alternatives([name.capitalize() for name in data.table("months") if len(name) > 2])
    return regex.compile(
        rf"(?<!\w)(?i:{alternatives(before)})\s+(?P<month>{names})(?!\w|\.?\s+\d|\s?[-–]|\s+(?:dan|hingga|sampai|sehingga)\s)"
        rf"(?:\s+(?:{alternatives(data.listed('periods', 'spans', 'after'))}|lalu|ini)(?!\w))?"
    )
