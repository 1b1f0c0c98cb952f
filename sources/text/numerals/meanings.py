"""A number with its meaning, and the words of a language that stand before or after one and tell what it is.

What is made of them is said by ``kinds`` and ``bare_kinds``.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import regex

from sources.text.language_data import load
from sources.text.numerals.folding import fold_words
from sources.text.numerals.units import Unit


class Reading(NamedTuple):
    """A number with its meaning, in folded offsets; ``number_end`` is where the number without its unit ends."""

    start: int
    end: int
    value: float
    value_max: float | None
    kind: str
    form: str
    unit: Unit | None = None
    number_start: int = 0
    number_end: int = 0
    single: bool = False
    raw: str = ""


@lru_cache(maxsize=64)
def cues_of(language: str) -> dict[str, "regex.Pattern[str] | None"]:
    """The patterns of a language by what they tell; None where it has no such words."""
    data = load(language)

    def ending(words: Iterable[str], gap: str) -> "regex.Pattern[str] | None":
        folded = sorted((fold_words(word) for word in words), key=len, reverse=True)
        body = "|".join(regex.escape(word) for word in folded if word)
        return regex.compile(rf"(?<![^\W_])(?:{body}){gap}$") if body else None

    def opening(words: Iterable[str], tail: str = r"(?![^\W_])") -> "regex.Pattern[str] | None":
        folded = sorted((fold_words(word) for word in words), key=len, reverse=True)
        body = "|".join(regex.escape(word) for word in folded if word)
        return regex.compile(rf"[\s-]{{0,2}}(?:{body}){tail}") if body else None

    unspaced = data.spacing == "unspaced"
    return {
        "identifier": ending(data.listed("units", "identifiers", "before"), r"\s{0,2}#?"),
        "called": ending(data.listed("units", "identifiers", "called"), r"\s{1,2}"),
        "street": opening(data.listed("units", "identifiers", "streets")),
        "age_after": opening(data.listed("units", "age", "after"), "" if unspaced else r"(?![^\W_])"),
        "age_before": ending(data.listed("units", "age", "before"), r"\s{1,2}"),
        "score": ending(data.listed("units", "scores", "before"), r"(?:\s\w+){0,3}\s{0,2}"),
        "year": ending([*data.listed("periods", "year_before"), *data.table("months")], r"[\s,.]{1,3}"),
        "ordinal": opening(data.listed("numbers", "ordinal_suffixes", "after"), r"(?![^\W_])"),
        "ordinal_before": ending(data.listed("numbers", "ordinal_before"), r"[\s-]{0,2}"),
    }


def ends(pattern: "regex.Pattern[str] | None", text: str, position: int, window: int = 40) -> bool:
    """Whether one of the words ends at ``position``."""
    return pattern is not None and pattern.search(text[max(0, position - window) : position]) is not None


def opens(pattern: "regex.Pattern[str] | None", text: str, position: int) -> "regex.Match[str] | None":
    """One of the words right at ``position``."""
    return pattern.match(text, position, position + 40) if pattern is not None else None


def blank(text: str, start: int, end: int) -> bool:
    """Whether nothing but spaces stands there."""
    return not text[start:end].strip()
