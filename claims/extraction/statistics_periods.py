"""Tells a count of last year from years ago, where a language says both with one word ("4.310 tahun lalu").

Which period a figure is of is left to ``statistics_context``.
"""

from dataclasses import replace
from functools import lru_cache

import regex

from claims.extraction.statistics_context import alternatives, patterns_of
from sources.text.language_data import load
from sources.text.numerals import Numeral

LONG_AGO = 100
"""From so many years on, "received 300 tahun lalu" is taken for a count of last year's."""


@lru_cache(maxsize=64)
def _counts_last_year(
    language: str,
) -> tuple["regex.Pattern[str]", "regex.Pattern[str]", "regex.Pattern[str]"] | None:
    """Where one word means both years and "last year": the period, what counts before it, and what counts any number."""
    data = load(language)
    verbs = data.listed("periods", "counting", "verbs")
    if not verbs:
        return None
    phrases = [phrase for phrase in data.table("periods", "relative") if " " in phrase]
    flags = regex.IGNORECASE
    return (
        regex.compile(rf"(?:{alternatives(phrases)})(?!\w)", flags),
        regex.compile(rf"(?<!\w)(?:{alternatives(verbs)})\s+(?:\p{{L}}+\s+)?$", flags),
        regex.compile(
            rf"(?<!\w)(?:{alternatives(data.listed('periods', 'counting', 'levels'))})\s+(?:\p{{L}}+\s+)?$",
            flags,
        ),
    )


def bare_before_period(text: str, numeral: Numeral, language: str) -> Numeral:
    """ "naik menjadi 4.310 tahun lalu": a count, last year, where the unit is the period's own word; else unchanged."""
    words = _counts_last_year(load(language).code)
    if words is None or numeral.kind != "duration" or not 0 < numeral.number_end < numeral.end:
        return numeral
    period, verbs, levels = words
    unit_start = numeral.end - len(numeral.unit)
    if period.match(text, unit_start, unit_start + 40) is None:
        return numeral
    before = text[max(0, numeral.start - 40) : numeral.start]
    if levels.search(before) is None and (numeral.value < LONG_AGO or verbs.search(before) is None):
        return numeral
    end = numeral.number_end
    return replace(
        numeral, end=end, exact=text[numeral.start : end], kind="cardinal", unit="", unit_normalized=""
    )


def names_half(text: str, numeral: Numeral, language: str) -> bool:
    """Whether a half is one of a year: "in de eerste helft van 2025"."""
    part = patterns_of(language).part
    if part is None or numeral.kind != "fraction" or language == "en":
        return False
    low = max(0, numeral.start - 16)
    return any(
        found.start() <= numeral.start and numeral.end <= found.end()
        for found in part.finditer(text, low, numeral.end + 24)
    )
