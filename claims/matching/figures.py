"""Whether two figures are one figure, a rounding of each other, or different. Numbers only; wording is left to others.

Numbers come settled: 8.000 in Indonesian and 8,000 in English are both 8000.0 here.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from claims.matching import concepts
from claims.matching.facts import StatementFacts

FigureVerdict = Literal["agree", "rounding", "compatible", "differ", "unknown"]

LARGEST_ROUNDING = 0.15
"""A rounded figure is at most this share away from the figure it rounds."""


FARTHEST_BOUND = 1.5
"""Nobody says "more than 4,000" of 8,000: beyond this ratio a bound is another figure."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in comparable form: ``low`` to ``high`` of ``dimension`` ("share" in per cent, else "number")."""

    low: float
    high: float
    comparator: str
    dimension: str


def figure_of(facts: StatementFacts) -> Figure | None:
    """The figure of a statement; a share given as a part of one (half is .5) becomes per cent. None without a value."""
    return _figure(facts.value, facts.value_max, facts.comparator, facts.unit_normalized)


@lru_cache(maxsize=8_192)  # a statement meets many others in a row
def _figure(
    value: float | None, value_max: float | None, comparator: str, unit_normalized: str
) -> Figure | None:
    if value is None or not math.isfinite(value):
        return None
    low = value
    high = value_max if value_max is not None and math.isfinite(value_max) else low
    name = unit_normalized.strip().casefold()
    share = concepts.unit(name) == "%"
    if share and name in {"fraction", "share"}:
        low, high = low * 100, high * 100
    if not (math.isfinite(low) and math.isfinite(high)):
        return None
    return Figure(min(low, high), max(low, high), comparator or "=", "share" if share else "number")


def same_number(first: float, second: float) -> bool:
    """Equal but for the noise of floating point (a third is 33.333… however it was divided)."""
    return math.isclose(first, second, rel_tol=1e-6, abs_tol=1e-9)


def grain(value: float) -> float:
    """The place that a number is rounded to, as its trailing zeros tell: 8000 → 1000, 7950 → 10, 16800000 → 100000.

    Numbers with decimals are taken to be rounded to their last one, six at most.
    """
    size = abs(value)
    if size == 0 or not math.isfinite(size):
        return 1.0
    for power in range(min(15, int(math.log10(size)) if size >= 1 else 0), -7, -1):
        step = 10.0**power
        if abs(size / step - round(size / step)) < 1e-6:
            return step
    return 1e-6


def _rounds_to(rounded: Figure, exact: float) -> bool:
    """Whether ``rounded`` ("nearly 8,000", "more than 4,000") may stand for ``exact`` within its comparator."""
    value = rounded.low
    step = min(grain(value), abs(value) * LARGEST_ROUNDING)
    distance = exact - value
    if rounded.comparator == ">":
        return 0 <= distance <= step
    if rounded.comparator == "<":
        return -step <= distance <= 0
    if rounded.comparator == "~":
        return abs(distance) <= step
    return False


def compare_figures(first: Figure | None, second: Figure | None) -> FigureVerdict:
    """``agree``: the same number said in the same way. ``rounding``: within what a comparator allows ("nearly 8,000" and
    7,950, "more than 4,000" and 4,000). ``compatible``: no contradiction, but too far to be a rounding ("more than 100"
    and 129, a number inside a range). ``differ`` forbids merging by machine.
    """
    if first is None or second is None:
        return "unknown"
    if first.dimension != second.dimension:
        return "differ"
    if same_number(first.low, second.low) and same_number(first.high, second.high):
        return "agree" if first.comparator == second.comparator else "rounding"
    if first.low != first.high or second.low != second.high:
        overlap = first.low <= second.high and second.low <= first.high
        return "compatible" if overlap else "differ"
    if _rounds_to(first, second.low) or _rounds_to(second, first.low):
        return "rounding"
    for bound, other in ((first, second), (second, first)):
        low, high = sorted((abs(bound.low), abs(other.low)))
        above = bound.comparator == ">" and (other.comparator == ">" or other.low >= bound.low)
        below = bound.comparator == "<" and (other.comparator == "<" or other.low <= bound.low)
        if (above or below) and high <= low * FARTHEST_BOUND:
            return "compatible"
    return "differ"


def figures_differ(a: StatementFacts, b: StatementFacts) -> bool:
    """Whether the figures alone forbid that two statements are one, before anything else is compared."""
    first, second = figure_of(a), figure_of(b)
    return a.kind == b.kind == "statistic" and compare_figures(first, second) == "differ"


def in_words(facts: StatementFacts) -> str:
    """The figure for people: "about 4,000 child per week"."""
    figure = figure_of(facts)
    if figure is None:
        return "no figure"
    number = (
        _plain(figure.low) if figure.low == figure.high else f"{_plain(figure.low)} to {_plain(figure.high)}"
    )
    comparator = {"~": "about ", ">": "more than ", "<": "less than "}.get(figure.comparator, "")
    unit = (
        "%" if figure.dimension == "share" else f" {facts.unit_normalized}" if facts.unit_normalized else ""
    )
    return f"{comparator}{number}{unit}{f' per {facts.per}' if facts.per else ''}"


def _plain(number: float) -> str:
    text = f"{number:,.6f}".rstrip("0").rstrip(".")
    return text or "0"
