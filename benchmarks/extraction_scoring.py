"""Scores figures against a gold file, the same way for every reader: pairs one to one, a range counts as two ends.

Reading files and running the readers is left to ``extraction``.
"""

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

SAME_UNIT = {
    "$": "dollar", "us$": "dollar", "usd": "dollar", "us dollar": "dollar", "united states dollar": "dollar",
    "£": "pound sterling", "gbp": "pound sterling", "pound": "pound sterling",
    "€": "euro", "eur": "euro",
    "%": "percentage", "percent": "percentage", "per cent": "percentage", "pct": "percentage",
    "meter": "metre", "kilometer": "kilometre", "feet": "foot", "people": "person", "children": "child",
    "women": "woman", "men": "man", "c": "degree celsius", "f": "degree fahrenheit",
    "celsius": "degree celsius", "fahrenheit": "degree fahrenheit",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a reader or of the gold: ``low`` and ``high`` are equal unless it is a range; ``units`` its names."""

    start: int | None
    end: int | None
    low: float
    high: float
    units: frozenset[str] = frozenset()
    comparator: str = "="


def unit_name(written: str | None) -> str:
    """A unit in one spelling: small letters, singular, one name for one currency or measure."""
    name = unicodedata.normalize("NFKC", (written or "").lower()).strip(" .-")
    if name in SAME_UNIT:
        return SAME_UNIT[name]
    words = []
    for word in re.findall(r"[^\W_]+|[$£€%°]", name):
        if len(word) > 3 and word.endswith("ies"):
            word = word[:-3] + "y"
        elif len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
            word = word[:-1]
        words.append(SAME_UNIT.get(word, word))
    joined = " ".join(words)
    return SAME_UNIT.get(joined, joined)


def value_ends(value: Any) -> tuple[float, float] | None:
    """``12``, ``"12"`` or ``"10-20"`` as two ends; None for words."""
    if isinstance(value, (int, float)):
        return float(value), float(value)
    found = re.fullmatch(
        r"\s*(-?\d*\.?\d+(?:[eE][-+]?\d+)?)\s*(?:-\s*(-?\d*\.?\d+(?:[eE][-+]?\d+)?)\s*)?", str(value)
    )
    if found is None:
        return None
    low = float(found[1])
    high = float(found[2]) if found[2] else low
    return min(low, high), max(low, high)


def gold_figures(row: dict[str, Any]) -> list[tuple[Figure | None, str]]:
    """The gold of a row, each with its ``change``; a gold without a number is None: nobody can find it."""
    golds: list[tuple[Figure | None, str]] = []
    for entry in row["gold"]:
        ends = value_ends(entry["value"])
        units = frozenset(unit_name(entry.get(name)) for name in ("unit", "normalized_unit"))
        figure = None
        if ends is not None:
            figure = Figure(entry.get("start"), entry.get("end"), *ends, units)
        golds.append((figure, entry.get("change", "")))
    return golds


def paired(
    golds: Sequence[Figure | None], found: Sequence[Figure], same: Callable[[int, Figure, Figure], bool]
) -> int:
    """The most pairs of one gold and one figure each that ``same`` allows (augmenting paths)."""
    holder: dict[int, int] = {}

    def place(index: int, tried: set[int]) -> bool:
        gold = golds[index]
        if gold is None:
            return False
        for position, figure in enumerate(found):
            if position in tried or not same(index, gold, figure):
                continue
            tried.add(position)
            if position not in holder or place(holder[position], tried):
                holder[position] = index
                return True
        return False

    return sum(place(index, set()) for index in range(len(golds)))


def same_value(gold: Figure, figure: Figure) -> bool:
    return all(
        math.isclose(a, b, rel_tol=1e-5, abs_tol=1e-8)
        for a, b in ((gold.low, figure.low), (gold.high, figure.high))
    )


def rates(hits: int, found: int, gold: int) -> dict[str, float]:
    """Precision, recall and F1."""
    precision, recall = hits / max(1, found), hits / max(1, gold)
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * hits / max(1, found + gold), 4),
    }


def score_quantities(rows: Sequence[dict[str, Any]], found: Sequence[Sequence[Figure]]) -> dict[str, Any]:
    """Value, value and unit, and the recall of the comparator, over sentences whose gold has no places."""
    gold = predicted = values = units = comparators = compared = 0
    for row, figures in zip(rows, found, strict=True):
        golds, changes = zip(*gold_figures(row), strict=True) if row["gold"] else ((), ())
        gold, predicted = gold + len(golds), predicted + len(figures)
        values += paired(golds, figures, lambda _, g, f: same_value(g, f))
        units += paired(golds, figures, lambda _, g, f: same_value(g, f) and bool(g.units & f.units))
        compared += sum(change in ("=", "~", ">", "<") for change in changes)
        comparators += paired(
            golds,
            figures,
            lambda index, g, f, changes=changes: same_value(g, f) and f.comparator == changes[index],  # type: ignore[misc]
        )
    return {
        "value": rates(values, predicted, gold),
        "value_and_unit": rates(units, predicted, gold),
        "comparator_recall": round(comparators / max(1, compared), 4),
    }


def score_numbers(rows: Sequence[dict[str, Any]], found: Sequence[Sequence[Figure]]) -> dict[str, Any]:
    """Values that overlap their place in the gold, a language each; ``recall_macro`` is the mean over the languages."""
    hits: dict[str, int] = defaultdict(int)
    gold_of, found_of = defaultdict(int), defaultdict(int)
    for row, figures in zip(rows, found, strict=True):
        golds = [figure for figure, _ in gold_figures(row) if figure is not None]
        language = row["language"]
        gold_of[language] += len(golds)
        found_of[language] += len(figures)
        hits[language] += paired(golds, figures, lambda _, g, f: _overlap(g, f) and _same_low(g, f))
    languages = {code: rates(hits[code], found_of[code], gold_of[code]) for code in sorted(gold_of)}
    return {
        "languages": languages,
        "recall_macro": round(sum(each["recall"] for each in languages.values()) / max(1, len(languages)), 4),
    }


def _same_low(gold: Figure, figure: Figure) -> bool:
    """Whether the first ends agree: this gold has no ranges, and a range is found where two numbers are named."""
    return math.isclose(gold.low, figure.low, rel_tol=1e-5, abs_tol=1e-8)


def _overlap(gold: Figure, figure: Figure) -> bool:
    if None in (gold.start, gold.end, figure.start, figure.end):
        return False
    return figure.start < gold.end and gold.start < figure.end  # type: ignore[operator]
