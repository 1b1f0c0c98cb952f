"""Whether the figures of two claims are one figure. What a statement's figure is, is left to extraction."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import combinations

from claims.models import Claim, Statement


def plain_number(value: Decimal) -> str:
    """A number with separators and without idle zeros: 4,000 or 5.75."""
    text = f"{value.normalize():,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def figure_in_words(claim: Claim) -> str:
    """A claim's figure as it is said on screen: "about 4,000 children a week"; empty for a quote."""
    if claim.value is None:
        return ""
    number = plain_number(claim.value)
    if claim.value_max is not None and claim.value_max != claim.value:
        number += f" to {plain_number(claim.value_max)}"
    words = {"~": "about ", ">": "more than ", "<": "less than "}.get(claim.comparator, "")
    unit = claim.unit_normalized or claim.unit
    unit = unit if unit == "%" else f" {unit}" if unit else ""
    per = f" {claim.per}" if claim.per else ""
    return f"{words}{number}{unit}{per}"


def difference_between(first: Claim, second: Claim) -> str:
    """What differs between two figures, as a phrase, or nothing. "More than 4,000" and "4,000" are not a
    difference.
    """
    if first.kind != Statement.Kind.STATISTIC or second.kind != Statement.Kind.STATISTIC:
        return ""
    if (first.value, first.value_max or first.value) != (second.value, second.value_max or second.value):
        return f"{figure_in_words(first)} and {figure_in_words(second)}"
    units = (first.unit_normalized.casefold(), second.unit_normalized.casefold())
    if all(units) and units[0] != units[1]:
        return f"{first.unit_normalized} and {second.unit_normalized}"
    pers = (first.per.casefold(), second.per.casefold())
    # "a week" and "pro Woche" are one; without a common language the words can't tell
    if all(pers) and pers[0] != pers[1] and first.wording_language == second.wording_language:
        return f"{first.per} and {second.per}"
    return ""


def differences_among(claims: Iterable[Claim]) -> list[str]:
    """Every difference between two of these claims' figures."""
    found = (difference_between(first, second) for first, second in combinations(claims, 2))
    return [phrase for phrase in found if phrase]
