"""Two statements on one thing whose figures differ, and the likeliest reason: offered to an editor, never decided here."""

from claims.matching.circumstances import compare_periods, compare_places, interval
from claims.matching.compare import compare_counted, compare_definitions, compare_per, compare_units
from claims.matching.facts import StatementFacts
from claims.matching.figures import Figure, compare_figures, figure_of, grain, same_number
from claims.matching.records import DifferenceReason
from claims.matching.similarity import closeness, word_overlap

# How far two figures on one thing may lie apart. In another period more can happen than in one.
_POINTS = 25.0
_RATIO = 1.5
_RATIO_OF_OTHER_PERIODS = 2.5
_YEAR_APART = 180
"""Days between two articles from which on they hardly speak of one period, if only one says its own."""
_ALIKE = 0.35
_ALIKE_IN_WORDS = 0.15


def difference_candidate(a: StatementFacts, b: StatementFacts) -> DifferenceReason | None:
    """Why two figures on the same thing differ, as far as can be told; None if the numbers are the same or are
    of other things.

    ``rounding``: one may be a rounding of the other. ``period``, ``place``, ``definition``: that differs. ``revision``:
    the same source says another figure on another day. ``unknown``: all that is known agrees, and the figures do not.
    """
    first, second = figure_of(a), figure_of(b)
    if a.kind != "statistic" or b.kind != "statistic" or first is None or second is None:
        return None
    verdict = compare_figures(first, second)
    same = same_number(first.low, second.low) and same_number(first.high, second.high)
    if same or verdict not in ("differ", "rounding") or first.dimension != second.dimension:
        return None
    if not _comparable(first, second, max(_RATIO, _RATIO_OF_OTHER_PERIODS)):  # cheap, and true of most pairs
        return None
    if "differ" in (compare_per(a, b), compare_units(a, b)) or bool(a.per) != bool(b.per):
        return None
    if not _on_one_thing(a, b):
        return None
    period = compare_periods(a, b)
    if not _comparable(first, second, _RATIO_OF_OTHER_PERIODS if period == "differ" else _RATIO):
        return None
    if period == "differ":
        return "period"
    if compare_places(a, b) == "differ":
        return "place"
    if verdict == "rounding" or _one_rounds_the_other(first, second):
        return "rounding"
    if compare_definitions(a, b)[0] == "differ" or compare_counted(a, b) == "differ":
        return "definition"
    apart = abs((a.published_on - b.published_on).days) if a.published_on and b.published_on else None
    dated = [bool(interval(facts.period_resolved or "")) for facts in (a, b)]
    if dated[0] != dated[1] and (
        apart is None or apart > _YEAR_APART or _was_over(*((a, b) if dated[0] else (b, a)))
    ):
        return "period"
    return "revision" if a.organisation and a.organisation == b.organisation and apart else "unknown"


def _was_over(dated: StatementFacts, undated: StatementFacts) -> bool:
    """Whether the period of one was long over when the other, which says none, was published."""
    span = interval(dated.period_resolved or "")
    if span is None or undated.published_on is None:
        return False
    return (undated.published_on - span[1]).days > _YEAR_APART


def _on_one_thing(a: StatementFacts, b: StatementFacts) -> bool:
    """The same is counted, or sentences are alike; platforms that differ altogether rule it out."""
    if a.platforms and b.platforms and not set(a.platforms) & set(b.platforms):
        return False
    close = closeness(a.vectors, b.vectors)
    alike = (close is not None and close >= _ALIKE) or (
        a.language == b.language and word_overlap(a.text, b.text) >= _ALIKE_IN_WORDS
    )
    counted = compare_counted(a, b)
    if counted == "differ":
        return close is not None and close >= 2 * _ALIKE
    return alike and (counted == "agree" or bool(set(a.platforms) & set(b.platforms)))


def _comparable(first: Figure, second: Figure, ratio: float) -> bool:
    if first.dimension == "share":
        return abs(first.low - second.low) <= _POINTS
    low, high = sorted((abs(first.low), abs(second.low)))
    return low > 0 and high / low <= ratio


def _one_rounds_the_other(first: Figure, second: Figure) -> bool:
    """Whether the rounder number is the nearest of its grain to the finer one: 8,000 for 7,950."""
    coarse, fine = sorted((first, second), key=lambda figure: -grain(figure.low))
    step = grain(coarse.low)
    return step > grain(fine.low) and abs(coarse.low - fine.low) < min(step / 2, 0.05 * abs(coarse.low))
