"""How claims are shown: a figure with its comparator, unit, period and place, and the words of a citation.

Plain functions; the timeline's geometry is in presentation_timeline, who may see what is left to querysets.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

COMPARATOR_WORDS = {"=": "", "~": "about", ">": "more than", "<": "less than"}
CURRENCIES = {"GBP": "£", "EUR": "€", "USD": "$", "£": "£", "€": "€", "$": "$", "US$": "US$", "A$": "A$"}
SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
DASH = "–"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as set on a page: "> 4,000", beside it what it counts, beneath it period and place."""

    number: str
    sign: str
    sign_words: str
    unit: str
    frame: tuple[str, ...]

    @property
    def headline(self) -> str:
        """Sign and number on one line: "> 4,000"."""
        return f"{self.sign}\u00a0{self.number}" if self.sign else self.number

    @property
    def in_words(self) -> str:
        """As one would read it aloud: "more than 4,000 offences"."""
        return " ".join(part for part in (self.sign_words, self.number, self.unit) if part)


def number_text(value: Decimal) -> str:
    """A number as people write it: 4,000; 12.5; 16.8 million. No digit is ever rounded away."""
    if not value.is_finite():
        return str(value)
    for scale, word in SCALES:
        if abs(value) >= scale:
            scaled = (value / scale).normalize()
            if -int(scaled.as_tuple().exponent) <= 2 and scaled * scale == value:
                return f"{_plain(scaled)} {word}"
            break
    return _plain(value)


def _plain(value: Decimal) -> str:
    text = f"{value:,f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "\u2212")


def figure(
    *,
    value: Decimal | None,
    value_max: Decimal | None = None,
    comparator: str = "",
    unit: str = "",
    per: str = "",
    counted: str = "",
    period: str = "",
    place: str = "",
) -> Figure | None:
    """The figure of a claim or statement as set on a page; None where there is none.

    ``unit`` "%" and currencies join the number, and then what is counted stands beside it.
    """
    if value is None:
        return None
    number = number_text(value)
    if value_max is not None and value_max != value:
        number = f"{number}{DASH}{number_text(value_max)}"
    beside = unit
    if unit in ("%", "percent", "per cent"):
        number, beside = f"{number}%", counted
    elif unit in CURRENCIES:
        number, beside = f"{CURRENCIES[unit]}{number}", counted
    elif counted and (not unit or (unit.casefold() in counted.casefold() and len(counted) <= 70)):
        beside = counted
    if per:
        beside = f"{beside} per {per}".strip()
    return Figure(
        number=number,
        sign=comparator if comparator in ("~", ">", "<") else "",
        sign_words=COMPARATOR_WORDS.get(comparator, ""),
        unit=beside,
        frame=tuple(part for part in (period, place) if part),
    )


def figure_of(holder: Any) -> Figure | None:
    """The figure of a claim, from its fields. A share says "of" what, where the claim's own wording does."""
    shown = figure(
        value=holder.value,
        value_max=holder.value_max,
        comparator=holder.comparator,
        unit=holder.unit,
        per=holder.per,
        counted=holder.counted,
        period=holder.period,
        place=holder.place,
    )
    if shown and shown.number.endswith("%") and holder.counted:
        of_what = f"of {holder.counted}"
        if of_what.casefold() in " ".join(holder.wording.split()).casefold():
            return replace(shown, unit=f"of {shown.unit}")
    return shown
