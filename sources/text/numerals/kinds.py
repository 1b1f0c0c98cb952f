"""Says what each number is: money, a measure, an age, a year, a score, an identifier, or a plain number.

Takes the grammar's numbers in folded text; joining ranges is left to ``ranges``.
"""

import re

import regex

from sources.text.language_data import load
from sources.text.numerals import units
from sources.text.numerals.bare_kinds import bare
from sources.text.numerals.folding import fold_words
from sources.text.numerals.lexicon import Lexicon
from sources.text.numerals.meanings import Reading, blank, cues_of, ends, opens
from sources.text.numerals.tokens import Number
from sources.text.numerals.units import Unit

_ATTACHED = re.compile(r"[^\W\d_]{1,12}")
_ABBREVIATED = re.compile(r"(?<![^\W\d_])(?:mio|mrd|mln|mld|tsd|bln|tys|tis|тыс|млн|млрд|proc)\.$")
_YEAR_NEXT = re.compile(r"\s(?:19|20)\d\d(?![\d.,]*\d|\s?[-–])")
_PARTICIPLE = re.compile(r"\s\w*(?:at|ut|it|st|tt|rs|es|ad|id|ch)o(?!\w)")
_METRIC = frozenset("mbkta")
_AMBIGUOUS = frozenset({"m", "mm", "t", "b", "k", "a"})


def classify(number: Number, text: str, original: str, lexicon: Lexicon, reached: int = 0) -> Reading | None:
    """What ``number`` is in folded ``text``; None where it is part of a word or name.

    A currency that ends before ``reached`` belongs to the number before it.
    """
    language = lexicon.data.code
    cues = cues_of(language)
    if _ABBREVIATED.search(text[max(0, number.end - 4) : number.end + 1]):
        number = number._replace(end=number.end + 1)
    reading = Reading(
        number.start, number.end, number.value, number.value_max, "cardinal", number.form,
        number_start=number.start, number_end=number.end, single=number.single, raw=number.raw,
    )  # fmt: skip
    if number.form in ("identifier", "ordinal"):
        return reading._replace(kind=number.form)
    if number.form == "percent":
        return reading._replace(
            kind="percent",
            form="words",
            unit=Unit(number.start, number.end, "percent", "percentage"),
        )
    if ends(cues["ordinal_before"], text, number.start):
        return reading._replace(kind="ordinal")
    money = units.before(text, number.start, language)
    if money is not None and money.start < reached:
        money = None
    if number.form in ("figure", "mixed") or number.raw:
        stuck = _stuck(reading, text, original, lexicon, money)
        if stuck is None or stuck.kind != "cardinal":
            return stuck
        reading = stuck
    if money is not None:
        return _money(reading, money, text, language, lexicon)
    return _with_unit(reading, text, original, lexicon, cues)


def _stuck(
    reading: Reading, text: str, original: str, lexicon: Lexicon, money: Unit | None
) -> Reading | None:
    """What is written against a figure: letters before (A2, COVID-19) and after (5m, 3rd, 120Hz, 5G)."""
    start, end = reading.number_start, reading.number_end
    before = text[start - 1] if start else ""
    unspaced = lexicon.data.spacing == "unspaced"
    if (
        money is None
        and before
        and (before == "_" or (before.isalpha() and before.isascii()))
        and text[start].isdigit()
    ):
        return reading._replace(kind="identifier")
    if (
        before == "-"
        and start > 1
        and text[start - 2].isalnum()
        and text[start - 2].isascii()
        and money is None
    ):
        measured = units.after(text, end, lexicon.data.code) is not None
        aged = opens(cues_of(lexicon.data.code)["age_after"], text, end) is not None
        if text[start - 2].isalpha() and text[start].isdigit() and not measured and not aged:
            return reading._replace(kind="identifier")
    attached = _ATTACHED.match(text, end)
    if attached is None or (unspaced and not attached[0].isascii()):
        return _spaced_suffix(reading, text, original, lexicon, money)
    letters = re.match(r"[a-z]*", attached[0])[0] if unspaced else attached[0]  # type: ignore[index]
    cues = cues_of(lexicon.data.code)
    ordinal = opens(cues["ordinal"], text, end)
    if ordinal is not None and ordinal.end() == end + len(letters):
        return reading._replace(kind="ordinal", end=ordinal.end())
    scale = lexicon.suffixes.get(letters)
    if scale is not None and (letters not in _AMBIGUOUS or _magnitude(letters, text, original, end, money)):
        return _scaled(reading, scale, end + len(letters))
    if letters == "g" and len(original) == len(text) and original[end] == "G":
        return reading._replace(kind="identifier")
    if letters == "s" and reading.raw.isdigit():
        return reading._replace(kind="identifier")  # "the 206s"
    if letters == "x":
        return reading._replace(kind="multiple", end=end + 1)
    unit = units.after(text, end, lexicon.data.code)
    if unit is not None and unit.start == end and unit.end >= end + len(letters):
        return reading
    return reading._replace(kind="identifier")


# "removed 3m videos, YouTube 2m": millions go on as they began.
_MILLIONS = re.compile(
    r"\dm\s(?!(?:from|away|high|long|deep|wide|tall|above|below|east|west|north|south|race|final|hurdles)\b)[a-z]{4,}[^.;!?\n]*\Z"
)


def _magnitude(letters: str, text: str, original: str, end: int, money: Unit | None) -> bool:
    """Whether a single letter after a figure is a magnitude: $5m, 1.2b, 10k, 40M, "5m people"; not 37m, 100t."""
    if letters in ("k", "b"):
        return True
    if money is not None or (len(original) == len(text) and original[end] == "M"):
        return True
    following = re.match(r"\s([^\W\d_]{4,})", text[end + 1 : end + 20])
    if letters == "m" and _MILLIONS.search(text, max(0, end - 120), end):
        return True
    return (
        letters == "m"
        and following is not None
        and following[1]
        not in (
            "from",
            "away",
            "high",
            "long",
            "deep",
            "wide",
            "tall",
            "above",
            "below",
            "east",
            "west",
            "north",
            "south",
        )
    )


def _spaced_suffix(
    reading: Reading, text: str, original: str, lexicon: Lexicon, money: Unit | None
) -> Reading:
    found = re.match(r"[ \u00a0]{1,2}([a-z.]{1,4})(?!\w)", text[reading.number_end : reading.number_end + 8])
    if found is None:
        return reading
    letters, at = found[1].rstrip("."), reading.number_end + found.start(1)
    scale = lexicon.suffixes.get(letters)
    capital = len(original) == len(text) and original[at : at + 1].isupper()
    if scale is None or (
        letters in _METRIC and not (letters == "k" or money is not None or (letters == "m" and capital))
    ):
        return reading
    return _scaled(reading, scale, at + len(letters))


def _scaled(reading: Reading, scale: float, end: int) -> Reading:
    high = reading.value_max
    return reading._replace(
        value=reading.value * scale,
        value_max=None if high is None else high * scale,
        form="mixed",
        end=end,
        number_end=end,
    )


def _money(reading: Reading, money: Unit, text: str, language: str, lexicon: Lexicon) -> Reading:
    value = reading.value
    start = money.start
    if start and text[start - 1] == "-" and (start < 2 or not text[start - 2].isalnum()):
        start, value = start - 1, -abs(value)
    end = reading.end
    follow = units.after(text, reading.number_end, language)
    tail = re.match(r"\s?(?:us|u\.s\.|usd|aud|cad)(?!\w)", text[reading.number_end : reading.number_end + 6])
    if tail and money.name == "dollar":
        end = reading.number_end + tail.end()
    elif (
        follow is not None
        and follow.kind == "money"
        and "(" not in text[reading.number_end : follow.start]
        and not (follow.sign and re.match(r"\s?\d", text[follow.end : follow.end + 2]))  # "$75bn-$80bn"
    ):
        end = follow.end
        if follow.name.endswith(money.name) and money.name in ("dollar",):
            money = money._replace(name=follow.name)
    return reading._replace(start=start, end=end, value=value, kind="money", unit=money)


def _counts(reading: Reading, text: str, language: str) -> bool:
    """Whether "moins de 20 cas" counts: the words limit an age only where no noun follows the number."""
    limits = load(language).listed("units", "age", "limits")
    following = regex.match(r"[ \u00a0]([^\W\d_]{2,})", text[reading.number_end : reading.number_end + 30])
    if not limits or following is None or following[1] in load(language).listed("phrases", "stops"):
        return False
    led = text[max(0, reading.number_start - 24) : reading.number_start].rstrip()
    return any(led.endswith(fold_words(limit)) for limit in limits)


def _with_unit(
    reading: Reading, text: str, original: str, lexicon: Lexicon, cues: dict[str, "regex.Pattern[str] | None"]
) -> Reading:
    language = lexicon.data.code
    end = reading.number_end
    age = opens(cues["age_after"], text, end)
    if age is not None:
        name = next((unit for unit in ("month", "week", "day") if unit in age[0]), "year")
        begins = age.end() - len(age[0].lstrip(" -"))
        unit = Unit(begins, age.end(), "age", f"{name} of age")
        return reading._replace(kind="age", end=age.end(), unit=unit)
    found = units.after(text, end, language)
    unit_after = _plausible(found, reading, text) if found is not None else None
    if unit_after is not None and unit_after.kind == "people" and reading.form in ("fraction", "ratio"):
        unit_after = None  # "one in five children" is a share, not a fifth of a child
    if unit_after is not None:
        unit = unit_after
        if unit.name == "year" and reading.form == "figure" and _YEAR_NEXT.match(text, unit.end):
            return reading._replace(kind="identifier")  # "UU Nomor 44 Tahun 2008": the law's number
        scale = _late_magnitude(text, unit, lexicon) if unit.kind == "money" else None
        if scale is not None:
            reading = _scaled(reading, scale[0], scale[1])
        if unit.kind == "tenths":
            high = None if reading.value_max is None else reading.value_max * 10
            return reading._replace(
                kind="percent", value=reading.value * 10, value_max=high, end=unit.end, unit=unit
            )
        if (
            unit.kind == "duration"
            and reading.value < 130
            and ends(cues["age_before"], text, reading.number_start)
        ):
            return reading._replace(kind="age", end=unit.end, unit=unit._replace(name=f"{unit.name} of age"))
        kind = "cardinal" if unit.kind == "people" else "percent" if unit.kind == "points" else unit.kind
        return reading._replace(kind=kind, end=max(unit.end, reading.end), unit=unit)
    whole = reading.form == "figure" and len(original) == len(text)
    degrees = units.degrees(original, reading.number_end) if whole else None
    if degrees is not None and not ends(cues["identifier"], text, reading.number_start):
        return reading._replace(kind="measure", end=degrees.end, unit=degrees)
    percent = units.percent_before(text, reading.number_start, language)
    if percent is not None:
        return reading._replace(
            kind="percent",
            start=percent,
            unit=Unit(percent, reading.number_start, "percent", "percentage"),
        )
    if (
        0 < reading.value < 130
        and ends(cues["age_before"], text, reading.number_start)
        and not _counts(reading, text, language)
    ):
        return reading._replace(kind="age", unit=None)
    if reading.form in ("fraction", "ratio"):
        if _attributive(reading, text, lexicon):
            return reading._replace(kind="ordinal")
        return reading._replace(kind="fraction")
    if reading.form == "indefinite":
        return reading._replace(kind="indefinite")
    return bare(reading, text, original, cues)


def _attributive(reading: Reading, text: str, lexicon: Lexicon) -> bool:
    """Whether a word for half stands without what it halves, as an adjective does: "la espera media"."""
    words = {fold_words(word) for word in lexicon.data.listed("fractions", "attributive")}
    alone = blank(text, max(0, reading.start - 20), reading.start) and blank(
        text, reading.end, reading.end + 20
    )
    return text[reading.start : reading.end].split()[-1] in words and not alone


def _late_magnitude(text: str, unit: Unit, lexicon: Lexicon) -> tuple[float, int] | None:
    """ "80 USD million": the magnitude after the currency."""
    found = re.match(r"\s([^\W\d_]+)", text[unit.end : unit.end + 16])
    entry = lexicon.entries.get(found[1]) if found else None
    if found is None or entry is None or entry.multiplier is None or entry.plural or not unit.sign:
        return None
    return entry.multiplier, unit.end + found.end()


def _plausible(unit: Unit, reading: Reading, text: str) -> Unit | None:
    """Leaves out words that only look like a unit: "10 a", "5 in", "20 t", "one second"."""
    written = text[unit.start : unit.end]
    spaced = unit.start > reading.number_end
    if unit.sign and written.isalpha() and len(written) == 1 and spaced:
        after = text[unit.end : unit.end + 1]
        if after in ("'", "’"):
            return None  # "4.310 l'anno scorso"
        if written in ("a", "s", "t", "v", "k", "h") and after not in ("", ".", ",", ")"):
            return None
        if "'" in text[reading.number_end : unit.start]:
            return None
    if unit.sign and written.isalpha() and reading.form == "words" and len(written) <= 3:
        return None
    if (
        unit.sign
        and written in ("pm", "am", "ps", "try", "rs", "sen", "mi", "ma", "min", "pa", "ha", "cal", "mp")
        and spaced
        and reading.form == "words"
    ):
        return None
    if written == "ha" and (
        reading.form in ("ratio", "fraction") or _PARTICIPLE.match(text, unit.end) is not None
    ):
        return None  # "1 su 10 ha condiviso"
    if written == "p" and spaced:
        return None
    if written in ('"', "″") and text[max(0, unit.start - 200) : unit.start].count('"') % 2 == 1:
        return None
    return unit
