"""Settles readings among their neighbours: sums in two units ("15 dollars 50"), lone syllables that are no number."""

import re

from sources.text.numerals.lexicon import Lexicon
from sources.text.numerals.meanings import Reading

_HANGUL_OR_HAN = re.compile(r"[가-힣一-鿿぀-ヿ]")


def merged(readings: list[Reading], text: str) -> list[Reading]:
    """Joins a sum and its hundredths: "thirteen dollars and forty-five cents", "15 dollars 50"."""
    joined: list[Reading] = []
    for reading in readings:
        last = joined[-1] if joined else None
        if last is not None and _hundredths(last, reading, text):
            joined[-1] = last._replace(end=reading.end, value=last.value + reading.value / 100)
        elif last is not None and _minutes(last, reading, text):
            joined[-1] = last._replace(end=reading.end, value=last.value + reading.value / 60)
        else:
            joined.append(reading)
    return joined


def _minutes(hours: Reading, part: Reading, text: str) -> bool:
    """Whether "10m" goes on from "2h": two hours and ten minutes, not metres."""
    written = text[hours.number_end : part.end]
    return part.value < 60 and re.fullmatch(r"\s?h(?:rs?)?\s?\d{1,2}\s?m(?:ins?)?", written) is not None


def _hundredths(whole: Reading, part: Reading, text: str) -> bool:
    if (
        whole.kind != "money"
        or whole.unit is None
        or whole.unit.name in ("cent", "penny")
        or whole.value != int(whole.value)
    ):
        return False
    if (
        whole.end <= whole.number_end
        or not 0 < part.value < 100
        or part.value_max is not None
        or whole.value_max is not None
    ):
        return False
    gap = text[whole.end : part.start]
    named = part.kind == "money" and part.unit is not None and part.unit.name in ("cent", "penny")
    if named:
        return re.fullmatch(r",?\s{1,2}(?:and\s|und\s|et\s|y\s|con\s|dan\s)?", gap) is not None
    return (
        part.kind == "cardinal"
        and part.unit is None
        and 10 <= part.value < 100
        and gap == " "
        and not re.match(r"\s?[^\W\d_]", text[part.end : part.end + 2])
        and part.value == int(part.value)
    )


def settled(readings: list[Reading], text: str, lexicon: Lexicon) -> list[Reading]:
    """Leaves out single syllables of unspaced languages that are part of a word, not a number."""
    if lexicon.data.spacing != "unspaced":
        return readings
    return [reading for reading in readings if _stands(reading, text, lexicon)]


def _stands(reading: Reading, text: str, lexicon: Lexicon) -> bool:
    if reading.form in ("figure", "mixed", "date", "time", "contact") or reading.kind not in (
        "cardinal",
        "fraction",
        "ordinal",
    ):
        return True
    if reading.form in ("fraction", "ratio") and not reading.single:
        return True
    before, after = text[max(0, reading.start - 1) : reading.start], text[reading.end : reading.end + 4]
    opens = not _HANGUL_OR_HAN.match(before)
    closes = not after or not _HANGUL_OR_HAN.match(after)
    counted = any(after.lstrip().startswith(counter) for counter in lexicon.counters)
    length = reading.end - reading.start
    if length == 1:
        return (counted and (opens or before in lexicon.data.listed("numbers", "lead_in"))) or (
            opens and closes
        )
    return True
