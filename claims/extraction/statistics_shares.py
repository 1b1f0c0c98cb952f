"""Shares whose noun stands inside them ("un élève sur cinq", "tre ragazze su dieci") or that an ordinal says ("jeder fünfte
Schüler"). The words are each language file's; all other shares are read by ``sources.text.numerals``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from claims.extraction.statistics_context import alternatives
from sources.text.language_data import load

_LARGEST = 1_000
# "One child in 12 has seen it": what follows shows that the second number counts nothing of its own.
_ONE_OF = regex.compile(
    r"(?<![\w,.])(?:one|1)\s(?P<noun>(?!of\b|or\b|and\b|to\b|day\b|week\b)[a-z]+(?:\s[a-z]+)?)\sin\s(?P<whole>\d{1,3}|[a-z]+)"
    r"(?=\s(?:has|have|had|is|was|were|are|will|would|who|said|says|experiences|experienced|suffers|faces)\b|[.,;:]?(?:\s|$)(?![a-z\d]))",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Share:
    """``percent`` of ``counted``, written at ``start:end``."""

    start: int
    end: int
    percent: float
    counted: str


@lru_cache(maxsize=64)
def _patterns(
    language: str,
) -> tuple["regex.Pattern[str] | None", "regex.Pattern[str] | None", dict[str, float]]:
    data = load(language)
    values = {word.lower(): float(value) for word, value in data.table("numbers", "words").items()}
    values |= {word.lower(): 1.0 for word in data.listed("fractions", "one")}
    ordinals = {
        word.lower(): float(rank) for word, rank in data.table("numbers", "ordinals").items() if rank > 1
    }
    around, each = data.listed("fractions", "around"), data.listed("fractions", "each")
    number = rf"(?:\d{{1,4}}|{alternatives(list(values))})"
    flags = regex.IGNORECASE
    inside = regex.compile(
        rf"(?<![\w,.])(?P<part>{number})\s+(?P<noun>\p{{L}}[\p{{L}}’'-]*(?:\s\p{{L}}[\p{{L}}’'-]*)?)\s+"
        rf"(?:{alternatives(around)})\s+(?P<whole>{number})(?!\w|[,.]\d|\s?%)",
        flags,
    )
    nth = regex.compile(
        rf"(?<!\w)(?:{alternatives(each)})\s+(?P<whole>{alternatives(list(ordinals))})\s+(?:\p{{Ll}}+\s)?"
        rf"(?P<noun>\p{{Lu}}[\p{{L}}-]+)"
    )
    return inside if around else None, nth if each else None, values | ordinals


def shares(text: str, language: str) -> Iterator[Share]:
    """The shares of ``text`` in order of place, each kind after the other."""
    inside, nth, values = _patterns(load(language).code)
    for found in _ONE_OF.finditer(text) if load(language).code == "en" else ():
        whole = _value(found["whole"], values)
        if 1 < whole <= _LARGEST:
            yield Share(found.start(), found.end(), 100 / whole, found["noun"])
    for found in inside.finditer(text) if inside is not None else ():
        part, whole = (_value(found[name], values) for name in ("part", "whole"))
        if 0 < part < whole <= _LARGEST:
            yield Share(found.start(), found.end(), 100 * part / whole, found["noun"])
    for found in nth.finditer(text) if nth is not None else ():
        yield Share(found.start(), found.end(), 100 / _value(found["whole"], values), found["noun"])


def _value(written: str, values: dict[str, float]) -> float:
    return float(written) if written.isdigit() else values.get(" ".join(written.lower().split()), 0.0)
