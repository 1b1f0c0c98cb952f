"""Joins two numbers into a range ("between 40 and 50", "5-10 W", "$3 million to $5 billion"), and tells scores apart.

Works on the readings of ``kinds`` in folded text.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

import regex

from sources.text.language_data import load
from sources.text.numerals.folding import fold_words
from sources.text.numerals.meanings import Reading

_DASH = re.compile(r"\s?[-–—~〜～]\s?")
_RANGED = frozenset({"cardinal", "percent", "money", "measure", "duration", "age", "fraction"})


def _words(words: Iterable[str]) -> str:
    return "|".join(regex.escape(fold_words(word)) for word in words) or "(?!)"


@lru_cache(maxsize=64)
def _patterns(
    language: str,
) -> tuple["regex.Pattern[str]", "regex.Pattern[str]", "regex.Pattern[str]", "regex.Pattern[str]"]:
    data = load(language)
    scores = _words(data.listed("units", "scores", "before"))
    return (
        regex.compile(
            rf"-?\s{{0,2}}(?:{_words(data.listed('ranges', 'to'))})\s{{0,2}}(?:{_words(data.listed('ranges', 'from'))})?"
        ),
        regex.compile(rf"\s{{0,2}}(?:{_words(data.listed('ranges', 'and'))})\s{{0,2}}"),
        regex.compile(rf"(?<!\w)(?:{_words(data.listed('ranges', 'between'))})\s{{0,2}}$"),
        regex.compile(rf"(?<!\w)(?:{scores})(?:\s\w+){{0,4}}\s{{0,2}}$"),
    )


def join(readings: list[Reading], text: str, language: str) -> list[Reading]:
    """Readings with ranges joined and scores marked, in order."""
    joined: list[Reading] = []
    for reading in readings:
        if joined:
            pair = _pair(joined[-1], reading, text, language)
            if pair is not None:
                joined[-1] = pair
                continue
        joined.append(reading)
    return joined


def _pair(low: Reading, high: Reading, text: str, language: str) -> Reading | None:
    gap = text[low.end : high.start]
    if (
        len(gap) > 12
        or low.kind not in _RANGED
        or high.kind not in _RANGED
        or low.value_max is not None
        or high.value_max is not None
    ):
        return _joined_score(low, high, gap, text, language)
    to, conjunction, between, score = _patterns(language)
    dashed = _DASH.fullmatch(gap) is not None or (not gap and text[high.start] == "-" and high.value < 0)
    if dashed and low.form == "figure" and high.form == "figure":
        is_score = _score(low, high, text, score)
        if is_score:
            return low._replace(end=high.end, kind="score", value_max=abs(high.value))
    second = abs(high.value) if dashed and high.value < 0 else high.value
    ranged = (
        dashed
        or _to(gap, to, low, high)
        or (
            conjunction.fullmatch(gap) is not None
            and between.search(text[max(0, low.start - 20) : low.start]) is not None
        )
    )
    if not ranged or not _compatible(low, high):
        return None
    if not dashed and conjunction.fullmatch(gap) is None and _moves(low, high, text, language):
        return None  # "les plaintes sont passées de 310 à 640": two levels
    led = (
        between.search(text[max(0, low.start - 20) : low.start])
        or "from" in text[max(0, low.start - 12) : low.start]
    )
    if not dashed and not led and low.unit is not None and high.unit is None and low.kind != "age":
        return None  # "up 12 per cent to 300" is a change and a level
    if (
        not dashed
        and low.unit is not None
        and re.search(r"\bby\s+$", text[max(0, low.start - 4) : low.start])
    ):
        return None  # "increased by $4 to $20" is a change and a level
    first = low.value
    if (
        (low.unit is None or low.kind == "money")
        and high.form == "mixed"
        and low.form == "figure"
        and 0 < first < second
    ):
        scale = _magnitude(text, high)
        if first * scale < second:
            first *= scale
    if low.form == "words" and high.form == "words" and high.unit is None and first < 10 <= second:
        return (
            None
            if not dashed and conjunction.fullmatch(gap) is None and second > 20
            else _made(low, high, first, second)
        )
    falling = first > second and "from" in text[max(0, low.start - 12) : low.start]
    if not (first < second or falling):
        return None
    return _made(low, high, first, second)


@lru_cache(maxsize=64)
def _moved(language: str) -> "regex.Pattern[str] | None":
    data = load(language)
    verbs = data.listed("changes", "passing")
    if not verbs:
        return None
    verbs += data.listed("changes", "up", "words") + data.listed("changes", "down", "words")
    begins = _words(data.listed("ranges", "from"))
    return regex.compile(
        rf"(?<!\w)(?:{_words(verbs)})(?P<far>\s[^.;:!?\n]{{0,36}},)?\s(?:\w+\s)?(?:{begins})\s(?:\w{{1,3}}\s)?$"
    )


def _moves(low: Reading, high: Reading, text: str, language: str) -> bool:
    """Whether a verb of change leads to the two: what was and what is, and no range."""
    pattern = _moved(load(language).code)
    found = pattern.search(text[max(0, low.start - 64) : low.start]) if pattern is not None else None
    # "aumentate del 27 %, da 212 a 269", but "aumentano tra i ragazzi, da 12 a 14 anni".
    return found is not None and (found["far"] is None or high.kind not in ("age", "duration"))


def _made(low: Reading, high: Reading, first: float, second: float) -> Reading:
    """The two as one, with the unit that either has; an age where either is."""
    unit, kind = (high.unit, high.kind) if high.unit is not None else (low.unit, low.kind)
    if "age" in (low.kind, high.kind):
        kind = "age"
    return low._replace(
        end=high.end,
        value=first,
        value_max=second,
        unit=unit,
        kind=kind,
        number_end=high.number_end,
        form=high.form,
    )


def _to(gap: str, to: "regex.Pattern[str]", low: Reading, high: Reading) -> bool:
    if to.fullmatch(gap) is None:
        return False
    # "three or four", but not "10 or 2000": an alternative is a range only between neighbours.
    return gap.strip() not in ("or", "atau", "o", "ou", "oder", "of", "أو") or high.value == low.value + 1


def _joined_score(low: Reading, high: Reading, gap: str, text: str, language: str) -> Reading | None:
    if (
        high.kind == "identifier"
        and high.raw.isdigit()
        and low.raw.isdigit()
        and low.kind == "cardinal"
        and low.unit is None
        and gap in ("-", "–")
    ):
        return low._replace(end=high.end, kind="identifier")  # "16-18 Mill Road"
    if low.kind == "score" and _DASH.fullmatch(gap) is not None and high.form == "figure":
        return low._replace(end=high.end)
    return None


def _score(low: Reading, high: Reading, text: str, cue: "regex.Pattern[str]") -> bool:
    bare = low.unit is None and high.unit is None
    small = 0 <= low.value < 200 and abs(high.value) < 200 and low.raw.isdigit() and high.raw.isdigit()
    return (
        bare
        and small
        and (low.value >= abs(high.value) or cue.search(text[max(0, low.start - 60) : low.start]) is not None)
    )


def _compatible(low: Reading, high: Reading) -> bool:
    if (low.kind == "fraction") != (high.kind == "fraction"):
        return False  # "a quarter to eight" is a time
    if low.unit is None or high.unit is None:
        bare = low if low.unit is None else high
        years = {low.kind, high.kind} <= {"age", "duration"}  # "aged 11 to 16 years"
        unnamed = low.unit is None and high.unit is None and "cardinal" in (low.kind, high.kind)
        return bare.kind == "cardinal" or low.kind == high.kind or years or unnamed
    return low.kind == high.kind and (low.unit.name == high.unit.name)


def _magnitude(text: str, high: Reading) -> float:
    """By what the second number's word multiplies it: "1 to 2 thousand" is 1000 to 2000."""
    figure = re.match(r"[\d.,]+", text[high.number_start : high.number_end])
    if figure is None:
        return 1.0
    digits = figure[0].strip(".,").replace(",", ".")
    try:
        scale = high.value / float(digits)
    except (ValueError, ZeroDivisionError):
        return 1.0
    return scale if scale in (100.0, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e12) else 1.0
