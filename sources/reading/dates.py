"""Publication dates as people and machines write them, read strictly: a guess is worse than no date.

Which part of a document to look at is left to the readers of each format.
"""

import re
from datetime import date
from functools import cache
from typing import Any

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}.{0,30})?", re.S)
_ISO_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?")
_NUMERIC = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{4})")
_EAST_ASIAN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]?")
_YEAR = re.compile(r"(?<!\d)(?:19|20|25)\d{2}(?!\d)")
_EARLIEST = 1900
# Those that the project reads; with all of dateparser's two hundred locales one odd word takes seconds.
_LANGUAGES = (
    "en", "id", "ms", "es", "fr", "de", "it", "pt", "nl", "pl", "ru", "tr", "ar", "th", "ja", "ko", "zh", "bg",
    "hi", "vi", "fil", "sw", "uk", "fa", "bn", "el", "he", "ro", "hu", "fi", "sv", "cs", "da",
)  # fmt: skip


class MalformedDate(ValueError):
    """Text that is no day, or could be two; its message is a sentence for people."""


@cache
def _parser() -> Any:
    from dateparser.date import DateDataParser

    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "PREFER_DATES_FROM": "past"}
    return DateDataParser(languages=list(_LANGUAGES), settings=settings)


def _day(year: int, month: int, day: int, written: str) -> date:
    if year < _EARLIEST:
        raise MalformedDate(f"The date “{written}” lies before {_EARLIEST}.")
    try:
        return date(year, month, day)
    except ValueError:
        raise MalformedDate(f"The date “{written}” does not exist in the calendar.") from None


def parse_date(written: str) -> date:
    """The day that ``written`` names: ISO 8601 (with or without a time), or words in any language
    dateparser knows.

    Raises MalformedDate for a day that does not exist, a month or year alone, and an order of day and month
    that cannot be told (03/04/2022).
    """
    value = " ".join(written.strip().split())
    shown = value[:60]
    for pattern in (_ISO, _ISO_SLASHED, _COMPACT, _EAST_ASIAN):
        match = pattern.fullmatch(value)
        if match:
            return _day(int(match[1]), int(match[2]), int(match[3]), shown)
    match = _NUMERIC.fullmatch(value)
    if match:
        first, separator, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
        # Dots are written day first everywhere; slashes and hyphens are not.
        if first > 12 or separator == "." or first == second:
            return _day(year, second, first, shown)
        if second > 12:
            return _day(year, first, second, shown)
        raise MalformedDate(f"The date “{shown}” could be read in two ways; write it as year-month-day.")
    if 6 <= len(value) <= 60 and _YEAR.search(value) and sum(character.isalpha() for character in value) >= 3:
        try:
            found = _parser().get_date_data(value)
        except Exception:  # dateparser meets odd input with errors of many kinds; none of them is a date
            found = None
        if found and found.date_obj and found.period in ("day", "time"):
            return _day(found.date_obj.year, found.date_obj.month, found.date_obj.day, shown)
    raise MalformedDate(f"“{shown}” is not a date; write it as year-month-day, such as 2022-01-15.")


def date_or_none(written: str | None) -> date | None:
    """Like ``parse_date``, with None for what is no clear date."""
    if not written or len(written) > 200:
        return None
    try:
        return parse_date(written)
    except MalformedDate:
        return None
