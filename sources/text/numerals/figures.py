"""Reads figures (numbers in digits) by a language's separators: 8.000, 1,234.5, 5 500, 12,34,567, .25, 1.99×10^30."""

import re
from dataclasses import dataclass

_SPACES = "\u00a0\u202f"
FIGURE = re.compile(
    rf"(?:\d{{1,3}}(?:, 000)+(?![\d,])"  # 80, 000
    rf"|\d{{1,3}}(?:[ {_SPACES}]\d{{3}}(?!\d))+(?:[.,٫]\d+)?"  # 5 500
    r"|\d+(?:[.,'٫٬،]\d+)*"  # 8.000, 1,234.5, 22,24,26
    r"|(?<![\w.,])[.,٫]\d+)"  # .25
    r"(?:e[+-]?\d{1,2}(?!\w))?"
)
_POWER = re.compile(
    r"\s?(?:(?:[x×*·]|\*)\s?10\s?\^?\s?(?P<ten>-?\d{1,2})(?!\d)"
    r"|(?:[x×]\s?10)?の(?P<nth>-{0,2}\d{1,3})乗"
    r"|\^\s?(?P<any>[+-]{0,2}\d{1,3})(?![\d.]))"
)
_MIXED = re.compile(r"(?:(?<=\d)[ \u00a0]{1,2})?(\d{1,4})\s?/\s?(\d{1,4})(?![\d/])")
_VULGAR = {
    "½": 1 / 2,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "¼": 1 / 4,
    "¾": 3 / 4,
    "⅕": 1 / 5,
    "⅖": 2 / 5,
    "⅗": 3 / 5,
    "⅘": 4 / 5,
    "⅙": 1 / 6,
    "⅚": 5 / 6,
    "⅛": 1 / 8,
    "⅜": 3 / 8,
    "⅝": 5 / 8,
    "⅞": 7 / 8,
}
VULGAR = re.compile(f"[{''.join(_VULGAR)}]")
_MOST_DIGITS = 300


@dataclass(frozen=True)
class Figure:
    """A number in digits in folded text; ``plain`` tells digits alone, without separator or sign."""

    start: int
    end: int
    value: float
    plain: bool
    fraction: bool = False
    raw: str = ""


_POINT = re.compile(
    r"(?<![\d.,])\d{1,3}\.\d{1,2}\s?(?:%|por ciento)|(?<![\d.,])\d{1,3}(?:,\d{3}){2,}(?![\d,])"
)
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3},\d{3}\s(?!mil\b|millon|por ciento)[^\W\d_]{3}")
_COMMA = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{1,2}(?![\d,])|\.\d{3}(?:\.\d{3})*(?![\d.]))")


def swapped(text: str) -> bool:
    """Whether a text in a language of both ways has 1,234.5, as in Mexico: some figure says so, and none otherwise."""
    if _COMMA.search(text) is not None:
        return False
    return _POINT.search(text) is not None or len(_THOUSANDS.findall(text)) > 1


def interpret(written: str, decimal: str, group: str) -> float | None:
    """The value of ``written`` under a language's marks, or None where no reading makes one number.

    A mark followed by three digits is taken as the language takes it; one followed by other than three
    digits can only be the decimal mark, whatever the language.
    """
    mantissa, _, exponent = written.partition("e")
    if len(mantissa) > _MOST_DIGITS:
        return None
    power = 10.0 ** int(exponent) if exponent else 1.0
    if mantissa.isdigit():
        return float(mantissa) * power
    body = mantissa.replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
    body = body.replace("٬", "\x01").replace("٫", "\x02").replace("'", "\x01").replace("،", ",")
    marks = re.findall(r"[.,\x01\x02]", body)
    pieces = re.split(r"[.,\x01\x02]", body)
    whole = _whole(pieces, marks, decimal, group)
    return None if whole is None else float(whole) * power


def _whole(pieces: list[str], marks: list[str], decimal: str, group: str) -> str | None:
    if not marks:
        return pieces[0]
    joined = "".join(pieces)
    if not pieces[0]:
        return "0." + pieces[1] if len(pieces) == 2 else None
    kinds = set(marks)
    if len(kinds) == 2 and marks.count(marks[-1]) == 1:
        grouped = _grouped(pieces[:-1])
        return f"{''.join(pieces[:-1])}.{pieces[-1]}" if grouped else None
    if len(kinds) > 1:
        return None
    mark = marks[0]
    if len(marks) > 1:
        return joined if _grouped(pieces) else None
    three = len(pieces[1]) == 3 and len(pieces[0]) <= 3 and pieces[0] != "0"
    if mark == "\x02" or (mark == decimal and mark != "\x01"):
        return f"{pieces[0]}.{pieces[1]}"
    if mark == "\x01":
        return joined if three else None
    if three and (mark == group or group not in ".,"):
        return joined if mark == group or decimal == "," else f"{pieces[0]}.{pieces[1]}"
    return joined if three and mark == group else f"{pieces[0]}.{pieces[1]}"


def _grouped(pieces: list[str]) -> bool:
    """Groups of three, or of two with a last of three (lakh and crore)."""
    if not 1 <= len(pieces[0]) <= 3:
        return False
    return all(len(piece) == 3 for piece in pieces[1:]) or (
        len(pieces[0]) <= 2 and len(pieces[-1]) == 3 and all(len(piece) == 2 for piece in pieces[1:-1])
    )


def split_listed(written: str, start: int) -> list[tuple[int, int]]:
    """The figures of a list without spaces ("22,24,26"), where the whole is no number."""
    return [(start + found.start(), start + found.end()) for found in re.finditer(r"\d+", written)]


def read(text: str, found: re.Match[str], decimal: str, group: str, spaced: bool) -> list[Figure]:
    """The figure that ``found`` (a match of FIGURE) is, or several where it is a list."""
    written, start, end = found[0], found.start(), found.end()
    if " " in written and not spaced and written.count(" ") < 2 and ", " not in written:
        # "in May 12 300 people": a single plain space groups digits only where the language writes so.
        end = start + written.index(" ")
        written = text[start:end]
        first = Figure(start, end, float(written), True, raw=written)
        rest = FIGURE.match(text, end + 1)
        return [first, *(read(text, rest, decimal, group, spaced) if rest else [])]
    value = interpret(written, decimal, group)
    if value is None:
        if "." in written.strip("."):
            return [Figure(start, end, float("nan"), False, raw=written)]
        return [Figure(a, b, float(text[a:b]), True, raw=text[a:b]) for a, b in split_listed(written, start)]
    plain = written.isdigit()
    return [_extended(text, Figure(start, end, value, plain, raw=written))]


def _extended(text: str, figure: Figure) -> Figure:
    """With what follows a figure and belongs to it: a power, a fraction, a mixed fraction."""
    vulgar = VULGAR.match(text, figure.end + (1 if text[figure.end : figure.end + 1] == " " else 0))
    if vulgar and figure.plain:
        return Figure(figure.start, vulgar.end(), figure.value + _VULGAR[vulgar[0]], False, raw=figure.raw)
    power = _POWER.match(text, figure.end)
    if power:
        return _raised(figure, power)
    if not figure.plain:
        return figure
    slash = re.compile(r"\s?/\s?(\d{1,4})(?![\d/.,])").match(text, figure.end)
    if (
        slash
        and int(slash[1])
        and len(figure.raw) <= 4
        and text[max(0, figure.start - 1) : figure.start] != "/"
    ):
        return Figure(figure.start, slash.end(), figure.value / int(slash[1]), False, True, figure.raw)
    mixed = re.compile(r"[ \u00a0]{1,2}(\d{1,3})/(\d{1,3})(?![\d/.,])").match(text, figure.end)
    if mixed and 0 < int(mixed[1]) < int(mixed[2]):
        return Figure(
            figure.start, mixed.end(), figure.value + int(mixed[1]) / int(mixed[2]), False, False, figure.raw
        )
    return figure


def _raised(figure: Figure, power: re.Match[str]) -> Figure:
    try:
        if power["nth"] is not None and "10" in power[0].split("の")[0]:
            value = figure.value * 10.0 ** int(power["nth"])
        elif power["ten"] is not None:
            value = figure.value * 10.0 ** int(power["ten"])
        else:
            signs, digits = re.match(r"([+-]*)(\d+)", power["nth"] or power["any"]).groups()  # type: ignore[union-attr]
            exponent = int(digits) * (-1 if signs == "-" else 1)
            value = figure.value**exponent
    except (OverflowError, ZeroDivisionError, ValueError):
        return figure
    return Figure(figure.start, power.end(), value, False, raw=figure.raw)


def vulgar_value(sign: str) -> float:
    """The value of a single-character fraction such as ½."""
    return _VULGAR[sign]
