"""The record of one number found in a text."""

from dataclasses import dataclass

NO_QUANTITY = frozenset({"date", "time", "year", "ordinal", "identifier", "score", "contact"})
"""Kinds that count and measure nothing."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written: ``text[start:end] == exact``, with its sign, currency and unit of measure where it has one.

    ``value`` is in base units (2,5 juta is 2500000.0; 12 per cent is 12.0; a third is 0.333…), ``value_max`` the
    other end of a range. ``kind``: cardinal, percent, fraction, multiple, money, measure, duration, age, indefinite
    ("millions of"), and those that are no quantity: date, time, year, ordinal, identifier, score, contact.
    ``unit`` is as written, ``unit_normalized`` its singular English name; both are empty where the number is bare.
    ``form`` tells how it was written: figure, mixed, words, fraction, ratio, ordinal or indefinite.
    """

    start: int
    end: int
    exact: str
    value: float
    value_max: float | None
    kind: str
    unit: str = ""
    unit_normalized: str = ""
    form: str = "figure"
    number_end: int = 0
