"""The readers that ``extraction`` sets side by side: ours, quantulum3 and Recognizers-Text, each giving the same record.

The other two are installed for the benchmark only (``requirements-benchmarks.in``); one that is missing is left out.
"""

import sys
import warnings
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from extraction_scoring import Figure, unit_name

from claims.extraction import extract
from sources.text.language_data import load

Reader = Callable[[str, str], list[Figure]]

# The cultures of Recognizers-Text's Python package. It has parts of a few more, which don't load.
CULTURES = {
    "en": "en-us", "es": "es-es", "fr": "fr-fr", "pt": "pt-br", "zh": "zh-cn", "ja": "ja-jp", "ko": "ko-kr",
    "it": "it-it", "nl": "nl-nl",
}  # fmt: skip


def readers() -> dict[str, tuple[Reader, frozenset[str] | None]]:
    """Every reader that is installed, with the languages it reads; None for any."""
    found: dict[str, tuple[Reader, frozenset[str] | None]] = {"corroborate": (_ours, None)}
    if find_spec("quantulum3") is not None:
        found["quantulum3"] = (_quantulum, frozenset({"en"}))
    if find_spec("recognizers_number") is not None:
        found["recognizers-text"] = (_recognizers, frozenset(CULTURES))
    return found


def _ours(text: str, language: str) -> list[Figure]:
    figures = []
    for record in extract(text, language).statistics:
        high = record.value if record.value_max is None else record.value_max
        figures.append(
            Figure(
                record.start,
                record.end,
                min(record.value, high),
                max(record.value, high),
                frozenset({unit_name(record.unit), unit_name(record.unit_normalized)}),
                record.comparator,
            )
        )
    return figures


def _quantulum(text: str, language: str) -> list[Figure]:
    """quantulum3 without its optional classifier; an uncertainty is a range. It has no comparators."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from quantulum3 import parser

    figures = []
    for quantity in parser.parse(text):
        spread = quantity.uncertainty or 0.0
        name = "" if quantity.unit.name == "dimensionless" else quantity.unit.name
        units = frozenset({unit_name(name), *(unit_name(surface) for surface in quantity.unit.surfaces[:1])})
        figures.append(Figure(*quantity.span, quantity.value - spread, quantity.value + spread, units))
    return figures


def _recognizers(text: str, language: str) -> list[Figure]:
    """Recognizers-Text: percentages and numbers with a unit, then the numbers in none of them."""
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import (
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
    )

    culture = CULTURES[language]
    decimal = load(language).table("separators").get("decimal", ".")
    figures: list[Figure] = []
    for recognise in (
        recognize_percentage,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
        recognize_age,
        recognize_number,
    ):
        try:
            results = recognise(text, culture)
        except Exception:  # noqa: S112 -- a recogniser that its package lacks for a language finds nothing
            continue
        for result in results:
            start, end = result.start, result.end + 1
            written = str((result.resolution or {}).get("value") or "").removesuffix("%")
            try:
                value = float(written.replace(",", "." if decimal == "," else ""))
            except ValueError:
                continue
            if any(start < figure.end and figure.start < end for figure in figures):  # type: ignore[operator]
                continue
            unit = "%" if recognise is recognize_percentage else str(result.resolution.get("unit") or "")
            figures.append(Figure(start, end, value, value, frozenset({unit_name(unit)})))
    return sorted(figures, key=lambda figure: figure.start or 0)
