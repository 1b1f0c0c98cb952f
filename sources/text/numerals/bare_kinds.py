"""What a figure without a unit is: part of an address, an identifier, a year, or a plain number after all."""

import re

import regex

from sources.text.numerals.meanings import Reading, blank, ends


def bare(reading: Reading, text: str, original: str, cues: dict[str, "regex.Pattern[str] | None"]) -> Reading:
    """The reading of a number without a unit as an identifier or a year, where the words beside it make it one."""
    start, end = reading.number_start, reading.number_end
    if not reading.raw:
        return reading
    before, after = text[max(0, start - 3) : start], text[end : end + 3]
    led = re.search(r"[^\W\d_]\s$", before) is not None
    if led and re.fullmatch(r"0\d*[1-9]\d*", reading.raw) and len(reading.raw) > 2:
        return reading._replace(kind="identifier")  # "el 016"
    if before.endswith("#") or ends(cues["identifier"], text, start):
        return reading._replace(kind="identifier")
    if _address(text, end, original, cues):
        return reading._replace(kind="identifier")
    if re.search(r"\w/$", before) or re.match(r"/\w", after):
        return reading._replace(kind="identifier")
    if reading.raw.isdigit() and len(reading.raw) == 4 and 1500 <= reading.value <= 2199:
        alone = blank(text, max(0, start - 20), start) and blank(text, end, end + 20)
        cued = ends(cues["year"], text, start) or before.endswith("(") or _closed(text, start, end)
        # Few things number exactly 1988; "2018 sales" are the sales of a year. Round figures may be counts.
        likely = 1900 <= reading.value <= 2035 and reading.value % 100 != 0
        if not alone and (cued or likely):
            return reading._replace(kind="year")
    if reading.raw.isdigit() and 3 <= len(reading.raw) <= 6 and ends(cues["called"], text, start):
        return reading._replace(kind="identifier")  # "appeler le 3018"
    return reading


def _address(text: str, end: int, original: str, cues: dict[str, "regex.Pattern[str] | None"]) -> bool:
    """Whether capitalised words and a street word follow: "31 Old Mill Road", "8 Avenue Hugo"."""
    street = cues["street"]
    if street is None or len(original) != len(text):
        return False
    led = street.match(text, end)
    if led is not None and re.compile(r"\s[A-Z]").match(original, led.end()):
        return True  # "24 rue Hugo"
    position = end
    for _ in range(5):
        word = re.compile(r"\s([A-Z][\w'-]*|\d{1,3}(?:st|nd|rd|th))\.?").match(
            original, position, position + 30
        )
        if word is None:
            return False
        if street.match(text, position) is not None:
            return True
        position = word.end()
    return False


def _closed(text: str, start: int, end: int) -> bool:
    """Whether a four-digit figure ends its clause, as a year does: "…, 2018." """
    return (
        not blank(text, max(0, start - 20), start)
        and re.match(r"\s*(?:$|[.,;:)\]](?!\d))", text[end : end + 4]) is not None
    )
