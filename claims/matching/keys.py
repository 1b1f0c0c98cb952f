"""Keys by which likely statements are looked up in an index of arrays (PostgreSQL GIN), and what a claim is called.

Vectors are looked up in an index of their own; both lists together are what ``compare_statements`` is run on.
"""

import math
from collections.abc import Sequence
from datetime import date

from claims.matching import concepts
from claims.matching.circumstances import surname
from claims.matching.facts import StatementFacts
from claims.matching.figures import LARGEST_ROUNDING, figure_of
from claims.matching.similarity import quoted_parts
from claims.matching.words import STOP_WORDS, fold

LONGEST_KEY = 120
_QUOTED_WORDS = 6
_RARE_FROM = 100
_LONGEST_WORDING = 400

# Two grids of buckets, half a bucket apart: two numbers within a rounding of each other share a bucket in one of them.
_BUCKET = 2.05 * math.log(1 + 1 / (1 / LARGEST_ROUNDING - 1))


def candidate_keys(facts: StatementFacts) -> list[str]:
    """Sorted keys without repetition, each at most 120 characters.

    ``figure:…`` the exact figure with its dimension; a common one (3, 50 per cent) together with what is counted, as
    alone it would find half the archive. ``about:…`` the figure's neighbourhood with what is counted: two figures of one
    thing that may be a rounding of each other share one. ``counted:…|platform`` what is counted on which platform,
    for figures that differ. ``speaker:…``, ``organisation:…`` with the longest words of a quote, for quotes.
    """
    keys = _quote_keys(facts) if facts.kind == "quote" else _statistic_keys(facts)
    return sorted({key[:LONGEST_KEY] for key in keys})


def _statistic_keys(facts: StatementFacts) -> list[str]:
    figure = figure_of(facts)
    found = concepts.counted_by(facts)
    noun = None if found is None or found.vague else found.concept or f"{facts.language}.{found.head}"
    keys = []
    if figure is not None:
        ends = {figure.low, figure.high}
        for end in ends:
            rare = end != round(end) or (figure.dimension == "number" and abs(end) >= _RARE_FROM)
            if rare or noun:
                keys.append(f"figure:{figure.dimension}:{end:.10g}" + ("" if rare else f":{noun}"))
            if noun:
                keys += [f"about:{figure.dimension}:{grid}{place}:{noun}" for grid, place in _buckets(end)]
    if noun:
        keys += [f"counted:{noun}|{platform}" for platform in facts.platforms]
    return keys


def _buckets(value: float) -> list[tuple[str, int]]:
    if value == 0 or not math.isfinite(value):
        return [("a", 0)]
    place = math.log(abs(value)) / _BUCKET
    sign = "-" if value < 0 else ""
    return [(f"{sign}a", math.floor(place)), (f"{sign}b", math.floor(place + 0.5))]


def _quote_keys(facts: StatementFacts) -> list[str]:
    heard = {
        word
        for part in quoted_parts(facts.exact)
        for word in part
        if word not in STOP_WORDS and len(word) > 2
    }
    longest = sorted(heard, key=lambda word: (-len(word), word))[:_QUOTED_WORDS]
    keys = [f"quoted:{facts.language}:{word}" for word in longest]
    if facts.speaker and surname(facts.speaker):
        keys.append(f"speaker:{surname(facts.speaker)}")
    if facts.organisation:
        keys.append(f"organisation:{fold(facts.organisation)}")
    return keys


def canonical_wording(statements: Sequence[StatementFacts]) -> tuple[str, str]:
    """The wording of a claim and its language: the fullest sentence, in the original's language, of the earliest day.

    The original's language is that of the earliest statement with a date. The wording is always the sentence of one of
    the statements as it stands, or its own words where the sentence is over 400 characters. Raises ValueError for none.
    """
    worded = [(facts, wording) for facts in statements if (wording := _wording(facts))]
    if not worded:
        raise ValueError("no statement to word a claim by")

    def day(facts: StatementFacts) -> date:
        return facts.published_on or date.max

    first = min(day(facts) for facts, _ in worded)
    on_first_day = [facts.language for facts, _ in worded if day(facts) == first]
    original = max(sorted(set(on_first_day)), key=on_first_day.count)
    _, wording = min(
        ((facts, wording) for facts, wording in worded if facts.language == original),
        key=lambda pair: (day(pair[0]), -len(pair[1]), pair[1]),
    )
    return wording, original


def _wording(facts: StatementFacts) -> str:
    sentence = facts.text.strip()
    return sentence if sentence and len(sentence) <= _LONGEST_WORDING else facts.exact.strip() or sentence
