"""Whether two quotes that look alike say the opposite, or another number: a word's difference that turns a sentence round.

Negations are words of a list a language (``concepts.toml``); languages that negate inside the verb are not covered, and
then nothing is said. What follows from it is left to the comparison.
"""

import re
import tomllib
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib import resources

from claims.matching.similarity import GAP
from claims.matching.words import fold

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
_LONGEST = 2_000
_RUN = 3
_ALIKE_LENGTH = 0.6
_COUNTED = {"cardinal", "percent", "fraction", "multiple", "money", "measure", "age", "score"}


@cache
def _negations(language: str) -> frozenset[str]:
    text = resources.files("claims.matching").joinpath("concepts.toml").read_text(encoding="utf-8")
    return frozenset(map(fold, tomllib.loads(text)["negations"].get(language, ())))


@lru_cache(maxsize=8_192)
def _parts(quote: str, language: str) -> tuple[tuple[str, ...], ...]:
    """The words of a quote, part by part, as ellipses cut it; every negation is the one word "not"."""
    listed = _negations(language)

    def word(found: str) -> str:
        plain = fold(found.replace("’", "'"))
        return "not" if plain in listed or (language == "en" and plain.endswith("n't")) else plain

    split = GAP.split(quote[:_LONGEST])
    parts = (tuple(word(match.group()) for match in _WORD.finditer(part)) for part in split)
    return tuple(part for part in parts if part)


def negation_differs(first: str, first_language: str, second: str, second_language: str) -> bool:
    """Whether one negates what the other says.

    In one language: within the words they share, from the first to the last of them. Between two: one is negated
    anywhere and the other nowhere, unless one of them is so short that the negation may have been cut away.
    """
    if not (_negations(first_language) and _negations(second_language)):
        return False
    one, two = _parts(first, first_language), _parts(second, second_language)
    short, long = sorted((one, two), key=lambda parts: sum(map(len, parts)))
    if not short:
        return False
    if first_language != second_language:
        counts = [sum(map(len, parts)) for parts in (short, long)]
        negated = [any("not" in part for part in parts) for parts in (short, long)]
        return negated == [True, False] or (
            negated == [False, True] and counts[0] >= _ALIKE_LENGTH * counts[1]
        )
    within = [word for part in long for word in part]
    reached = 0
    for part in short:
        blocks = SequenceMatcher(None, part, within[reached:], autojunk=False).get_matching_blocks()
        runs = [block for block in blocks if block.size >= min(_RUN, len(part))] or [
            block for block in blocks if block.size
        ]
        if not runs:
            continue
        head, tail = runs[0], runs[-1]
        # a word before the first shared one may be the negation itself: "No lo vamos" beside "Lo vamos"
        mine = part[: tail.a + tail.size]
        theirs = within[max(0, reached + head.b - head.a - (head.a == 0)) : reached + tail.b + tail.size]
        if mine.count("not") != theirs.count("not"):
            return True
        reached += tail.b + tail.size
    return False


@lru_cache(maxsize=8_192)
def _numbers(quote: str, language: str) -> frozenset[float]:
    from sources.text import numerals

    found = set()
    for numeral in numerals.find(quote[:_LONGEST], language):
        if numeral.kind in _COUNTED and numeral.value not in (0, 1):
            # a half is 50 per cent; ten digits are enough to tell two numbers apart
            share = numeral.kind in ("percent", "score")
            found.add(float(f"{numeral.value / 100 if share else numeral.value:.10g}"))
    return frozenset(found)


def numbers_differ(first: str, first_language: str, second: str, second_language: str) -> bool:
    """Whether each says a number that the other does not; a number that only one says may have been cut away."""
    one, two = _numbers(first, first_language), _numbers(second, second_language)
    return bool(one - two) and bool(two - one)
