"""What is counted and per what, as concepts that compare across languages (words in ``concepts.toml``).

A word outside the lists is unknown, never different: vectors or a person have to tell.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from claims.matching.facts import StatementFacts
from claims.matching.words import fold, stem

_WORD = re.compile(r"%|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_AGE = re.compile(r"(?<![\d.,])\d{1,2}(?![\d.,]*\d)")
_AGE_PHRASE = re.compile(
    r"\b(?:age[ds]?|under|over|berusia|usia|alter|unter|edad|âge|idade|età)\b[^.!?\n]{0,40}|\d{1,2}[- ]years?[- ]olds?",
    re.IGNORECASE,
)
_LONGEST = 2_000
_REACH = 9
"""Words between "where" and "known" at most."""


@cache
def _table() -> dict[str, Any]:
    text = resources.files("claims.matching").joinpath("concepts.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _by_word(section: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for concept, words in _table()[section].items():
        for word in words:
            found.setdefault(fold(word), concept)
    return found


@cache
def _listed(section: str, name: str) -> frozenset[str]:
    return frozenset(map(fold, _table()[section][name]))


def _words(phrase: str) -> list[str]:
    return [fold(match.group().replace("’", "'")) for match in _WORD.finditer(phrase[:_LONGEST])]


def _named(words: list[str], section: str) -> list[tuple[int, str]]:
    """Concepts named in ``words``, two-word names before their parts, with their places."""
    table = _by_word(section)
    found = []
    at = 0
    while at < len(words):
        two = " ".join(words[at : at + 2])
        if at + 1 < len(words) and two in table:
            found.append((at, table[two]))
            at += 2
            continue
        if words[at] in table:
            found.append((at, table[words[at]]))
        at += 1
    return found


@dataclass(frozen=True, slots=True)
class Counted:
    """What a figure counts: ``concept`` where the lists know it, else the noun's stem; ``vague`` for "cases"."""

    concept: str | None
    head: str
    vague: bool = False


@lru_cache(maxsize=20_000)
def counted(phrase: str, language: str) -> Counted | None:
    """The noun that ``phrase`` counts: "online child sex crimes" and "kejahatan seks anak" are offences.

    None for a phrase without words. English, German, Dutch … put the noun last, the other languages first.
    """
    words = _words(phrase)
    closers = _listed("heads", "closers")
    before = closers | _listed("heads", "determiners")
    while words and words[0] in before:
        words.pop(0)
    for at, word in enumerate(words):
        if at and word in closers:
            words = words[:at]
            break
    if not words:
        return None
    last = language in _listed("heads", "last")
    named = _named(words, "nouns")
    if named:
        _, concept = named[-1] if last else named[0]
        return Counted(concept, concept)
    vague = _named(words, "vague")
    if vague:
        return Counted(None, vague[0][1], vague=True)
    return Counted(None, stem(words[-1] if last else words[0]))


def counted_by(facts: StatementFacts) -> Counted | None:
    """What a statement counts: by its phrase, else by its unit; a share without a phrase does not say."""
    if facts.counted and facts.counted.strip():
        return counted(facts.counted, facts.language)
    return None if unit(facts.unit_normalized) == "%" else counted(facts.unit_normalized, facts.language)


@cache
def _measures() -> frozenset[str]:
    """Currencies and units of measure by their singular English names, as numerals are read with them."""
    from sources.text.numerals.units import unit_list

    units = unit_list("en")
    named = [*units.names.values(), *units.signs.values()]
    return frozenset(name.casefold() for kind, name in named if kind in {"money", "measure"})


def may_be_one(first: str, second: str) -> bool:
    """Whether one noun may stand for the other: people for children, victims for girls."""
    broader = _table()["broader"]
    return second in broader.get(first, ()) or first in broader.get(second, ())


def unit(name: str) -> str | None:
    """A unit's concept: "%" for a share, a noun or a time where it is known, a currency or measure; None for the rest."""
    words = " ".join(_words(name)) or name.strip().casefold()
    for section in ("shares", "times", "nouns"):
        if words in _by_word(section):
            return _by_word(section)[words]
    plain_name = name.strip().casefold()
    return plain_name if plain_name in _measures() else None


def same_unit(first: str, second: str) -> bool | None:
    """Whether two concepts of :func:`unit` are one; None for two nouns ("person" and "child") and for "dollar" and
    "australian dollar", which may be."""
    if first == second:
        return True
    nouns = _table()["nouns"]
    if first in nouns and second in nouns:
        return None
    return None if first.endswith(f" {second}") or second.endswith(f" {first}") else False


def per(phrase: str) -> str:
    """The denominator's concept, "week" for "setiap minggu"; other denominators as folded words."""
    words = _words(phrase)
    named = _named(words, "times")
    return named[0][1] if named else " ".join([*words, *re.findall(r"\d+", phrase[:_LONGEST])])


def nouns_in(text: str) -> list[tuple[int, int, str]]:
    """Where ``text`` names something that may be counted: spans with their concepts, one list for every language."""
    table = _by_word("nouns")
    found = []
    for match in _WORD.finditer(text[:_LONGEST]):
        concept = table.get(fold(match.group().replace("’", "'")))
        if concept:
            found.append((match.start(), match.end(), concept))
    return found


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What narrows a figure: a condition ("where the platform was known") and the ages that are counted."""

    condition: bool
    ages: frozenset[int]


@lru_cache(maxsize=20_000)
def narrowing(text: str) -> Narrowing:
    """How ``text`` narrows what it counts; several languages, by their words for "where … known" and for ages."""
    words = _words(text)
    openers, known = _listed("known", "openers"), _listed("known", "words")
    places = [
        at
        for at, word in enumerate(words)
        if word in openers
        or " ".join(words[at : at + 2]) in openers
        or " ".join(words[at : at + 3]) in openers
    ]
    condition = any(any(word in known for word in words[at + 1 : at + 1 + _REACH]) for at in places)
    ages = {
        int(age) for match in _AGE_PHRASE.finditer(text[:_LONGEST]) for age in _AGE.findall(match.group())
    }
    return Narrowing(condition, frozenset(ages))
