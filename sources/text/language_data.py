"""Loads the language files (``languages/*.toml``): how a language writes numbers, units, months and rates.

A language is one file; ``load`` of a language without a file gives Babel's separators and no words.
The grammar that uses them is in ``numerals``; cues of speech are kept apart, in ``cues``.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "languages"
SYMBOLS = Path(__file__).parent / "symbols.toml"

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "language": ("code", "name", "spacing"),
    "separators": ("decimal", "group", "spaced_groups"),
    "numbers": (
        "connectors",
        "connector_after",
        "units_first",
        "minus",
        "point",
        "weak",
        "words",
        "ordinals",
    ),
    "magnitudes": ("words", "plurals", "suffixes"),
    "fractions": ("words", "denominators", "over", "ratio", "of"),
    "comparators": ("before", "after"),
    "ranges": ("between", "and", "from", "to"),
    "units": ("percent", "money", "measures", "durations", "people", "age", "identifiers"),
    "months": (),
    "periods": ("year_before", "relative", "units"),
    "changes": ("up", "down"),
    "attributions": ("before",),
    "phrases": ("stops", "longest"),
    "rates": ("words", "distant", "nouns", "adverbs"),
    "places": ("before", "and", "names"),
}
"""Sections and keys that every language file has; ``docs/adding-a-language.md`` says what each means."""

PARSED = frozenset({"en"})
"""Languages whose places a parser tells: their file has no such words."""


@dataclass(frozen=True)
class LanguageData:
    """One language's way with numbers. Words are lower case; the numerals package folds accents when it compiles them.

    ``spacing`` is "words" (numbers are words with spaces between), "compound" (one word of several parts) or
    "unspaced" (no spaces between words). ``sections`` is the file as read.
    """

    code: str
    spacing: str
    decimal: str
    group: str
    spaced_groups: bool
    sections: Mapping[str, Any] = field(default_factory=dict, repr=False)
    lists: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    def table(self, *path: str) -> dict[str, Any]:
        """The table at ``path`` ("units", "money"), or an empty one."""
        found = self._at(path)
        return dict(found) if isinstance(found, dict) else {}

    def listed(self, *path: str) -> tuple[str, ...]:
        """The list at ``path`` ("fractions", "over"), or an empty one. Read for every figure, so it is kept in ``lists``."""
        if path not in self.lists:
            found = self._at(path)
            self.lists[path] = tuple(map(str, found)) if isinstance(found, list) else ()
        return self.lists[path]

    def _at(self, path: tuple[str, ...]) -> Any:
        found: Any = self.sections
        for name in path:
            if not isinstance(found, dict):
                return None
            found = found.get(name)
        return found


def codes() -> list[str]:
    """ISO 639-1 codes that have a file, sorted."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def missing(sections: Mapping[str, Any]) -> list[str]:
    """What a language file still lacks, as "section.key"; empty where it is complete."""
    lacking = []
    parsed = sections.get("language", {}).get("code") in PARSED
    for section, keys in REQUIRED.items():
        if section == "places" and parsed:
            continue
        if section not in sections:
            lacking.append(section)
        lacking.extend(f"{section}.{key}" for key in keys if key not in sections.get(section, {}))
    return lacking


@cache
def symbols() -> Mapping[str, dict[str, Any]]:
    """Signs shared by all languages: ``money_signs`` and ``measure_signs``, lower case, to their unit."""
    return tomllib.loads(SYMBOLS.read_text(encoding="utf-8"))


@cache
def load(language: str) -> LanguageData:
    """The data of ``language`` (ISO 639-1, region ignored). Without a file: separators from Babel's locale data."""
    code = language.replace("_", "-").split("-")[0].lower()
    path = FOLDER / f"{code}.toml"
    if code.isalpha() and path.is_file():
        sections = tomllib.loads(path.read_text(encoding="utf-8"))
        separators = sections["separators"]
        return LanguageData(
            code,
            sections["language"]["spacing"],
            separators["decimal"],
            separators["group"],
            separators["spaced_groups"],
            sections,
        )
    return _from_locale(code)


def _from_locale(code: str) -> LanguageData:
    from babel.core import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError, TypeError):
        return LanguageData(code, "words", ".", ",", False)
    signs: Mapping[str, Any] = locale.number_symbols.get("latn") or next(
        iter(locale.number_symbols.values()), {}
    )
    group = str(signs.get("group", ","))
    months = {
        str(name).lower().strip("."): number
        for width in ("wide", "abbreviated")
        for number, name in locale.months["format"][width].items()
        if not str(name).isdigit()
    }
    return LanguageData(
        code,
        "words",
        str(signs.get("decimal", ".")),
        group,
        group.isspace(),
        {
            "months": months,
            "magnitudes": {"words": _magnitudes(locale), "plurals": {}, "suffixes": {}},
            "units": {"percent": {"words": list(_PERCENT), "before": ["%", *_PERCENT_BEFORE]}},
        },
    )


# How languages without a file write per cent out, after the number and before it.
_PERCENT = (
    "proc",
    "procent",
    "procenta",
    "prosent",
    "prosenttia",
    "százalék",
    "процент",
    "процента",
    "процентов",
    "відсотків",
)
_PERCENT_BEFORE = ("yüzde",)


def _magnitudes(locale: Any) -> dict[str, float]:
    """The words that a locale writes after a shortened number, and what they multiply by: "mln", "тыс.", "milyar"."""
    found: dict[str, float] = {}
    for length in ("long", "short"):
        for forms in (locale.compact_decimal_formats.get(length) or {}).values():
            for size, pattern in forms.items():
                written = str(getattr(pattern, "pattern", pattern))
                zeros, word = written.count("0"), written.replace("0", "").replace("'", "").strip(" \u00a0.")
                if zeros and len(word) > 2 and word.isalpha() and written.startswith("0"):
                    found.setdefault(word.lower(), float(size) / 10 ** (zeros - 1))
    return found
