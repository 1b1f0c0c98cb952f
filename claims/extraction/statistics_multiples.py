"""English comparisons by a factor ("three times as many calls", "twice as likely") and parts that stand alone ("a third
lived with a parent"). Verbs that multiply ("doubled") are left to ``statistics_changes``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.extraction.statistics_phrases import EnglishPhrases
from sources.text.sentences import Sentence

_AMOUNTS = r"number|amount|total|rate|level|average|figure|size|share|proportion|volume|price|cost"
_COMPARED = (
    r"(?:as\s+(?P<as>many|much|likely|high|large|big|great|common|often|long)(?!\w)|(?P<more>more|higher|greater|larger|bigger|faster|likelier)(?!\w)"
    rf"|(?P<less>fewer|less|lower|smaller)(?!\w)|(?P<the>the)\s+(?:\w+\s+)?(?:{_AMOUNTS})(?!\w))"
)
_AFTER = re.compile(rf"\s+{_COMPARED}", re.IGNORECASE)
_TWICE = re.compile(rf"(?<![\w-])(?P<word>twice|double|thrice|half)\s+{_COMPARED}", re.IGNORECASE)
_FACTORS = {"twice": 2.0, "double": 2.0, "thrice": 3.0, "half": 0.5}
# "as many as in 2022", "more than a year ago": the same thing at another time, so that it rose or fell.
_EARLIER = re.compile(
    r"[^.,;:!?\n]{0,60}?\b(?:as|than)\s+(?:(?:in|during|at|it\s+was|they\s+were)\b|(?:the|a|an|last|\w+)\s+"
    r"(?:previous\s+|same\s+)?(?:year|month|week|decade|quarter|period)s?\b|previously\b|before\b)",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?<![\w-])(?P<led>(?P<vague>about|around|nearly|almost|roughly|over|more than|less than|under|just over)\s+)?"
    r"(?:an?|one)\s+(?P<part>third|quarter|fifth|sixth|eighth|tenth)(?=\s+\w)(?!\s+of\b)",
    re.IGNORECASE,
)
_PARTS = {"third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "sixth": 100 / 6, "eighth": 12.5, "tenth": 10.0}
_SIGNS = {"over": ">", "more than": ">", "just over": ">", "less than": "<", "under": "<"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """A factor at ``start:end``; ``counted`` is None where no noun follows it; ``change`` where it is over time."""

    start: int
    end: int
    value: float
    change: str | None
    counted: str | None


def compared(phrases: EnglishPhrases, end: int, sentence: Sentence) -> tuple[str | None, str | None] | None:
    """What the "times" that ends at ``end`` multiplies (or None), and the change: "three times as many calls as in 2022"."""
    found = _AFTER.match(phrases.text, end, sentence.end)
    return None if found is None else _read(phrases, found, sentence)


def comparisons(phrases: EnglishPhrases, sentences: list[Sentence]) -> Iterator[Comparison]:
    """Factors that are one word: "twice as many", "double the number of"."""
    for sentence in sentences:
        for found in _TWICE.finditer(phrases.text, sentence.start, sentence.end):
            word = found["word"].lower()
            if (word == "half" and not found["as"]) or (word == "double" and not found["the"]):
                continue
            counted, change = _read(phrases, found, sentence)
            if change is not None and word == "half":
                change = "down"
            end = found.end() if counted is None else phrases.text.find(counted, found.end()) + len(counted)
            yield Comparison(found.start(), max(found.end(), end), _FACTORS[word], change, counted)


def parts(phrases: EnglishPhrases, sentences: list[Sentence]) -> Iterator[tuple[int, int, float, str]]:
    """Parts that are the subject of a verb, without what they are part of: their place, per cent and comparator."""
    for sentence in sentences:
        for found in _PART.finditer(phrases.text, sentence.start, sentence.end):
            token = phrases.doc[min(phrases.token_at(found.start("part")), len(phrases.doc) - 1)]
            if token.dep_ not in ("nsubj", "nsubjpass") or token.head.i <= token.i:
                continue
            vague = " ".join((found["vague"] or "").lower().split())
            sign = "=" if not vague else _SIGNS.get(vague, "~")
            yield found.start(), found.end(), _PARTS[found["part"].lower()], sign


def _read(
    phrases: EnglishPhrases, found: "re.Match[str]", sentence: Sentence
) -> tuple[str | None, str | None]:
    earlier = _EARLIER.match(phrases.text, found.end(), sentence.end) is not None
    change = None if not earlier else "down" if found["less"] else "up"
    noun = None
    if (found["as"] or "").lower() in ("many", "much") or found["more"] or found["less"]:
        noun = phrases.after(found.end(), found.start(), sentence, True)
    elif found["the"]:
        noun = phrases.of(found.end(), sentence)
    return None if noun is None else phrases.whole(noun, sentence), change
