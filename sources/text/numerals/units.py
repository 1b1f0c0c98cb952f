"""The unit or currency beside a number in folded text: "$", "per cent", "km/h", "juta rupiah", "-word" is not one."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import regex

from sources.text.language_data import load, symbols
from sources.text.numerals.folding import fold_words


class Unit(NamedTuple):
    """A unit at ``start:end`` of folded text; ``kind`` as of a Numeral; ``name`` is the singular English name."""

    start: int
    end: int
    kind: str
    name: str
    sign: bool = False


@dataclass(frozen=True)
class UnitList:
    """The units of a language, ready to match before and after a number."""

    after: "regex.Pattern[str]"
    before: "regex.Pattern[str]"
    names: dict[str, tuple[str, str]]
    signs: dict[str, tuple[str, str]]
    percent_before: "regex.Pattern[str] | None"
    link: "regex.Pattern[str] | None" = None


def _sorted(words: set[str]) -> str:
    longest = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(r"[\s-]".join(regex.escape(part) for part in word.split(" ")) for word in longest if word)


@lru_cache(maxsize=64)
def unit_list(language: str) -> UnitList:
    """Compile the units of ``language`` with the signs shared by all."""
    data, shared = load(language), symbols()
    names: dict[str, tuple[str, str]] = {}
    for section, kind in (
        ("people", "people"),
        ("durations", "duration"),
        ("measures", "measure"),
        ("money", "money"),
    ):
        for word, name in data.table("units", section).items():
            names[fold_words(word)] = (kind, str(name))
    for word in data.listed("units", "percent", "words"):
        names[fold_words(word)] = ("percent", "percentage")
    for word in data.listed("units", "percent", "tenths"):
        names[fold_words(word)] = ("tenths", "percentage")
    for word in data.listed("units", "points", "words"):
        names[fold_words(word)] = ("points", "percentage point")
    money = {fold_words(sign): ("money", str(name)) for sign, name in shared["money_signs"].items()}
    money |= {
        f"{sign[:-1]} $": unit
        for sign, unit in money.items()
        if sign[-1] == "$" and sign[:-1].isalpha() and len(sign) > 2  # "a $5 note" is of no country
    }
    for sign, name in data.table("units", "money_signs").items():
        money[fold_words(sign)] = ("money", str(name))
    measures = {fold_words(sign): ("measure", str(name)) for sign, name in shared["measure_signs"].items()}
    for word in data.listed(
        "units", "words_not_signs", "words"
    ):  # "389 kes" are cases in Malay, no shillings
        money.pop(fold_words(word), None)
        measures.pop(fold_words(word), None)
    signs = {**measures, **money, "%": ("percent", "percentage"), "‰": ("measure", "per mille")}
    closed = r"(?:(?<=\W)|(?![^\W_]))" if data.spacing != "unspaced" else r"(?:(?<=[^a-z])|(?![a-z\d]))"
    named = _sorted(set(names)) or "(?!)"
    after = regex.compile(
        rf"[\s-]{{0,2}}[({{]?(?:(?P<name>{named}){closed}|(?P<sign>{_sorted(set(signs))}){closed})"
    )
    words = {word for word, (kind, _) in names.items() if kind == "money" and len(word) > 3} | set(money)
    if data.spacing == "unspaced":
        words = set(money)
    edge = r"(?<![^\W\d_])" if data.spacing != "unspaced" else ""
    before = regex.compile(rf"{edge}(?P<unit>{_sorted(words)})\s{{0,2}}$")
    percent = _sorted({fold_words(word) for word in data.listed("units", "percent", "before")})
    links = _sorted({fold_words(word) for word in data.listed("magnitudes", "link")})
    return UnitList(
        after,
        before,
        names,
        signs,
        regex.compile(rf"(?<!\w)(?:{percent})\s{{0,2}}$") if percent else None,
        regex.compile(rf"\s(?:{links})(?:(?<=')|\s)") if links else None,
    )


def _known(units: UnitList, written: str) -> tuple[str, str] | None:
    plain = " ".join(written.replace("-", " ").split())
    return (
        units.names.get(written)
        or units.names.get(plain)
        or units.signs.get(written)
        or units.signs.get(plain)
    )


def after(text: str, position: int, language: str) -> Unit | None:
    """The unit that begins at ``position`` of folded ``text``, after a space or hyphen at most."""
    units = unit_list(language)
    found = units.after.match(text, position, position + 48)
    if found is None and units.link is not None:
        link = units.link.match(text, position, position + 8)  # "dos millones de euros"
        found = units.after.match(text, link.end(), link.end() + 48) if link is not None else None
    if found is None:
        return None
    group = "name" if found["name"] else "sign"
    written = found[group]
    bracket = text[found.start(group) - 1 : found.start(group)]
    if bracket in ("(", "{") and text[found.end() : found.end() + 1] not in (")", "}"):
        return None  # "1.3 billion ($1.7 billion)": another sum begins
    known = _known(units, written)
    if known is None:
        return None
    return Unit(found.start(group), found.end(group), known[0], known[1], group == "sign")


def before(text: str, position: int, language: str) -> Unit | None:
    """The currency that ends at ``position`` of folded ``text``: "US$", "Rp ", "EUR ", "dollar "."""
    units = unit_list(language)
    window = max(0, position - 24)
    found = units.before.search(text[window:position])
    if found is None:
        return None
    known = _known(units, found["unit"])
    if known is None:
        return None
    return Unit(window + found.start("unit"), window + found.end("unit"), known[0], known[1], True)


def percent_before(text: str, position: int, language: str) -> int | None:
    """Where "percent of" begins if it stands before ``position``, else None."""
    pattern = unit_list(language).percent_before
    window = max(0, position - 24)
    found = pattern.search(text[window:position]) if pattern is not None else None
    return None if found is None else window + found.start()


_DEGREES = regex.compile(r"[ \u00a0](?P<scale>[CF])(?![\w'’.&/-]|[ \u00a0](?:[A-Z]|\d|and\b|&))")


def degrees(original: str, position: int) -> Unit | None:
    """The scale of a temperature in a capital of its own after ``position`` of the text as written: "12 C"."""
    found = _DEGREES.match(original, position, position + 6)
    if found is None:
        return None
    name = "celsius" if found["scale"] == "C" else "fahrenheit"
    return Unit(found.start("scale"), found.end("scale"), "measure", name, True)
