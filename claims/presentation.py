"""How claims are shown: a figure with its comparator, unit, period and place, and the words of a citation.

Plain functions; the timeline's geometry is in presentation_timeline, who may see what is left to querysets.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sources.presentation import MONTHS

COMPARATOR_WORDS = {"=": "", "~": "about", ">": "more than", "<": "less than"}
CURRENCIES = {"GBP": "£", "EUR": "€", "USD": "$", "£": "£", "€": "€", "$": "$", "US$": "US$", "A$": "A$"}
SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
DASH = "–"
SHARES = frozenset({"%", "percent", "per cent", "percentage"})
LARGEST_DENOMINATOR = 20


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as set on a page: "> 4,000", beside it what it counts, beneath it period and place."""

    number: str
    sign: str
    sign_words: str
    unit: str
    frame: tuple[str, ...]
    is_share: bool = False

    @property
    def lack(self) -> str:
        """What to say where no source says what the figure counts; empty where one does."""
        if self.unit:
            return ""
        return "of what? not said" if self.is_share else "what it counts is not said"

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


def _never_ends(value: Decimal) -> bool:
    """Whether a percentage was kept to so many places that its digits go on, as those of a third do."""
    return -int(value.normalize().as_tuple().exponent) >= 6


def share_text(value: Decimal) -> str:
    """A share between nought and one as people say it, "3 in 10", where a small denominator gives it exactly.

    Values are kept to ten places, so a third is what lies within half a unit of the last.
    """
    if not 0 < value < 1:
        return ""
    share = Fraction(value).limit_denominator(LARGEST_DENOMINATOR)
    is_exact = abs(share - Fraction(value)) <= Fraction(1, 10**10)
    return f"{share.numerator} in {share.denominator}" if is_exact and share else ""


def figure(
    *,
    value: Decimal | None,
    value_max: Decimal | None = None,
    comparator: str = "",
    unit: str = "",
    unit_normalized: str = "",
    per: str = "",
    counted: str = "",
    period: str = "",
    place: str = "",
) -> Figure | None:
    """The figure of a claim or statement as set on a page; None where there is none.

    Per cent and currencies join the number, and then what is counted stands beside it. A share below one is shown as
    people say it: 0.3 of the pupils is "3 in 10". So is a percentage whose digits never end: two thirds is "2 in 3".
    """
    if value is None:
        return None
    is_percentage = unit in SHARES or unit_normalized in SHARES
    share = share_text(value) if value_max is None and not is_percentage and (counted or not unit) else ""
    if is_percentage and value_max is None and _never_ends(value):
        share = share_text(value / 100)
        is_percentage = not share
    number = share or number_text(value)
    if value_max is not None and value_max != value:
        number = f"{number}{DASH}{number_text(value_max)}"
    beside = unit
    if is_percentage:
        number, beside = f"{number}%", counted
    elif unit in SHARES:
        beside = counted
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
        is_share=is_percentage or bool(share),
    )


def period_in_words(resolved: str) -> str:
    """An ISO 8601 date, month, year or interval of them in words; what is none of these is given back as it is.

    "2021-10/2022-09" is "October 2021 to September 2022".
    """
    parts = [_day_in_words(part) for part in resolved.split("/")]
    return " to ".join(dict.fromkeys(parts)) if all(parts) and len(parts) <= 2 else resolved


def _day_in_words(iso: str) -> str:
    year, month, day = [*iso.split("-"), "", ""][:3]
    if not (year.isdecimal() and len(year) == 4):
        return ""
    if not month:
        return year
    if not (month.isdecimal() and 1 <= int(month) <= 12) or (day and not day.isdecimal()):
        return ""
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}" if day else f"{MONTHS[int(month) - 1]} {year}"


def figure_of(holder: Any) -> Figure | None:
    """The figure of a claim, from its fields. A share says "of" what, where the claim's own wording does."""
    shown = figure(
        value=holder.value,
        value_max=holder.value_max,
        comparator=holder.comparator,
        unit=holder.unit,
        unit_normalized=holder.unit_normalized,
        per=holder.per,
        counted=holder.counted,
        period=holder.period,
        place=holder.place,
    )
    if shown and shown.is_share and holder.counted:
        of_what = f"of {holder.counted}"
        if of_what.casefold() in " ".join(holder.wording.split()).casefold():
            return replace(shown, unit=f"of {shown.unit}")
    return shown
