"""Fit and calibrate the logistic model of comparison, on clusters that are held back in turn.

Reads the benchmark's folders, and the newspaper articles and generated pairs of the tests; writes
``sources/comparison/weights.py``. Run through ``duplicates_quality.py --fit``.
"""

import hashlib
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sources.comparison.finding import candidate_pairs
from sources.comparison.judging import features
from sources.comparison.preparing import Known, add_leads, add_vectors, prepare
from sources.comparison.records import Document, PreparedDocument
from sources.comparison.scoring import measure
from sources.comparison.thresholds import FEWEST_WORDS
from sources.text.vectors import E5, UNIVERSAL, Model
from tests.sources.comparison import cases, newspaper

NEWSPAPER = "newspaper"
# Two of the newspaper's stories that tell of one event, or of one series.
ONE_EVENT = "one event"
SETS = ("translations", "renderings", "rewrites", "same-topic", NEWSPAPER)
WEIGHTS_FILE = Path(__file__).parent.parent / "sources" / "comparison" / "weights.py"
HEADER = '''"""Weights of the logistic model, one a sentence encoder, that turns signals into a probability.

Written by ``benchmarks/duplicates_quality.py --fit``; not edited by hand.
"""

'''
# Clusters a set whose documents are embedded with the slow model as well.
SLOW_CLUSTERS = {
    "translations": 10_000,
    "renderings": 24,
    "rewrites": 14,
    "same-topic": 50,
    NEWSPAPER: 10_000,
}
SLOW_MEMBERS = {"renderings": 3, "rewrites": 3}


@dataclass(frozen=True)
class Row:
    """One document with the set it is of, its true cluster, and the clusters that are held back together."""

    part: str
    key: str
    cluster: str
    title: str
    text: str
    group: str


@dataclass
class Sample:
    """Pairs measured in one model: a row of features each, whether they are one text, and where they come from."""

    names: list[str]
    values: NDArray[np.float64]
    same: NDArray[np.float64]
    parts: list[str]
    groups: list[str]


def read(bench: Path) -> list[Row]:
    """All documents of the four sets under ``bench``, and those of the tests' newspaper."""
    rows: list[Row] = []
    for part in SETS:
        for file in sorted((bench / part).glob("*.jsonl")):
            for line in file.read_text("utf-8").splitlines():
                row = json.loads(line)
                cluster = f"{part}/{row['cluster']}"
                rows.append(Row(part, row["id"], cluster, row.get("title") or "", row["text"], cluster))
    for report in newspaper.reports():
        cluster, group = f"{NEWSPAPER}/{report.story}", f"{NEWSPAPER}/{report.event}"
        rows.append(Row(NEWSPAPER, report.key, cluster, report.title, report.text, group))
    return rows


def prepared(rows: Sequence[Row], cache: Path | None) -> tuple[list[PreparedDocument], Known]:
    """Documents read anew, and the vectors that are known from the newspaper and, with ``cache``, from earlier runs."""
    held = newspaper.embedded()
    for row in rows:
        file = _file(cache, row)
        if file and file.exists():
            held.append(PreparedDocument.from_bytes(file.read_bytes(), row.title, row.text))
    given = [Document(row.key, row.title, row.text) for row in rows]
    documents = prepare(given, leads=False, embedded=lambda drafts: held)
    keep(rows, documents, cache)
    return documents, Known(held)


def add_slow(documents: Sequence[PreparedDocument], known: Known) -> None:
    """Embed with the slow model what is not known."""
    add_vectors(documents, E5, known.rows(E5))
    add_leads(documents, E5, known.leads(E5))


def keep(rows: Sequence[Row], documents: Sequence[PreparedDocument], cache: Path | None) -> None:
    """Write documents to the cache, where they have vectors that are not there yet."""
    for row, document in zip(rows, documents, strict=True) if cache else ():
        file = _file(cache, row)
        kept = document.to_bytes()
        if file and (not file.exists() or file.stat().st_size < len(kept)):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(kept)


def _file(cache: Path | None, row: Row) -> Path | None:
    digest = hashlib.sha256(f"{row.key}\0{row.title}\0{row.text}".encode("utf-8", "replace")).hexdigest()
    return cache / f"{digest}.prepared" if cache else None


def slow_part(rows: Sequence[Row]) -> list[int]:
    """The documents that are embedded with the slow model: all translations, and some clusters of other sets."""
    clusters: dict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        clusters[row.cluster].append(index)
    chosen: list[int] = []
    for part in SETS:
        mine = sorted((c for c in clusters if c.startswith(part + "/")), key=_hash)[: SLOW_CLUSTERS[part]]
        for cluster in mine:
            chosen += clusters[cluster][: SLOW_MEMBERS.get(part, 1_000)]
    return sorted(chosen)


def sample(
    rows: Sequence[Row],
    documents: Sequence[PreparedDocument],
    pairs: Iterable[tuple[int, int]],
    generated: Sequence[tuple[cases.Case, PreparedDocument, PreparedDocument]],
    model: Model,
) -> Sample:
    """Measure ``pairs`` of the documents and the generated pairs in one model."""
    given: list[dict[str, float]] = []
    same: list[float] = []
    parts: list[str] = []
    groups: list[str] = []
    for i, j in pairs:
        a, b = documents[i], documents[j]
        given.append(features(measure(a, b, model), a.language == b.language))
        same.append(float(rows[i].cluster == rows[j].cluster))
        parts.append(_part(rows[i], rows[j]))
        groups.append(rows[i].group)
    for case, a, b in generated:
        if not all(model.name in document.vectors for document in (a, b)):
            continue
        given.append(features(measure(a, b, model), a.language == b.language))
        same.append(float(case.expected == "same"))
        family = case.name.split()[0]
        held = family in cases.HELD_BACK_TEMPLATES
        parts.append("held-back templates" if held else "generated")
        groups.append(f"generated/{family}")
    names = list(given[0])
    values = np.array([[row[name] for name in names] for row in given])
    return Sample(names, values, np.array(same), parts, groups)


def _part(a: Row, b: Row) -> str:
    """The set both are of; two stories of one event, the hardest pairs, weigh as a set of their own."""
    if a.part != b.part:
        return "across sets"
    return ONE_EVENT if a.group == b.group and a.cluster != b.cluster else a.part


def _generated(cache: Path | None) -> list[tuple[cases.Case, PreparedDocument, PreparedDocument]]:
    """The generated pairs that are long enough, in both models where the first one reads them."""
    chosen = [case for case in cases.all_cases() if case.expected in ("same", "apart")]
    rows = [Row("generated", d.key, d.key, d.title, d.text, d.key) for c in chosen for d in (c.a, c.b)]
    documents, known = prepared(rows, cache)
    add_vectors(documents, E5, known.rows(E5))
    keep(rows, documents, cache)
    pairs = zip(chosen, documents[::2], documents[1::2], strict=True)
    return [(case, a, b) for case, a, b in pairs if min(a.word_count, b.word_count) >= FEWEST_WORDS]


def _hash(name: str) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16)


def _balance(pairs: Sample) -> NDArray[np.float64]:
    """Each set weighs alike, whatever its size; within it, the same and the others alike."""
    weights = np.ones(len(pairs.same))
    parts = np.array(pairs.parts)
    for part in set(pairs.parts):
        for value in (0.0, 1.0):
            chosen = (parts == part) & (pairs.same == value)
            if chosen.any():
                total = 600.0 if part in (*SETS, ONE_EVENT, "across sets") else 150.0
                weights[chosen] = min(total / chosen.sum(), 5.0)
    return weights


def logistic(
    values: NDArray[np.float64], same: NDArray[np.float64], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Weights of a ridge-penalised logistic regression, the intercept first (Newton's method)."""
    table = np.c_[np.ones(len(values)), values]
    found = np.zeros(table.shape[1])
    penalty = np.eye(table.shape[1])
    penalty[0, 0] = 1e-3
    for _ in range(100):
        chance = 1 / (1 + np.exp(-np.clip(table @ found, -30, 30)))
        slope = table.T @ (weights * (same - chance)) - penalty @ found
        curvature = (table * (weights * chance * (1 - chance))[:, None]).T @ table + penalty
        step = np.linalg.solve(curvature, slope)
        found += step * min(1.0, 3 / max(float(np.abs(step).max()), 1e-9))
        if float(np.abs(step).max()) < 1e-6:
            break
    return found


def held_back_logits(pairs: Sample, folds: int = 5) -> NDArray[np.float64]:
    """The logit of every pair from a model that saw no pair of its cluster (held-back templates never train)."""
    balance = _balance(pairs)
    fold = np.array([_hash(group) % folds for group in pairs.groups])
    never = np.array([part == "held-back templates" for part in pairs.parts])
    logits = np.zeros(len(pairs.same))
    for number in range(folds):
        train = (fold != number) & ~never
        found = logistic(pairs.values[train], pairs.same[train], balance[train])
        test = fold == number
        logits[test] = np.c_[np.ones(int(test.sum())), pairs.values[test]] @ found
    return logits


def calibrate(logits: NDArray[np.float64], same: NDArray[np.float64]) -> tuple[float, float]:
    """Slope and intercept that turn logits into calibrated ones (Platt 1999, with his smoothed targets)."""
    positive, negative = float(same.sum()), float((1 - same).sum())
    target = np.where(same > 0, (positive + 1) / (positive + 2), 1 / (negative + 2))
    found = logistic(logits[:, None], target, np.ones(len(logits)))
    return float(found[1]), float(found[0])


def fit(pairs: Sample) -> tuple[dict[str, float], float, NDArray[np.float64]]:
    """Calibrated weights and intercept, and the calibrated held-back probability of every pair."""
    held_back = held_back_logits(pairs)
    slope, shift = calibrate(held_back, pairs.same)
    found = logistic(pairs.values, pairs.same, _balance(pairs)) * slope
    weights = {name: round(float(value), 4) for name, value in zip(pairs.names, found[1:], strict=True)}
    chances = 1 / (1 + np.exp(-(slope * held_back + shift)))
    return weights, round(float(found[0]) + shift, 4), chances


def samples(rows: Sequence[Row], cache: Path | None) -> dict[str, Sample]:
    """Measured pairs by model, the first model's on everything, the slow one's on its part."""
    documents, vectors = prepared(rows, cache)
    generated = _generated(cache)
    known = {i for i, d in enumerate(documents) if UNIVERSAL.name in d.vectors}
    pairs = [pair for pair in candidate_pairs(documents) if known.issuperset(pair)]
    measured = {UNIVERSAL.name: sample(rows, documents, pairs, generated, UNIVERSAL)}
    part = slow_part(rows)
    add_slow([documents[i] for i in part], vectors)
    keep(rows, documents, cache)
    measured[E5.name] = sample(rows, documents, _slow_pairs(rows, documents, part), generated, E5)
    return measured


def _slow_pairs(
    rows: Sequence[Row], documents: Sequence[PreparedDocument], part: list[int]
) -> list[tuple[int, int]]:
    """True pairs, the newspaper's of one event, and each document's twelve nearest by their beginnings, of any language
    and of other languages.
    """
    pairs = {(i, j) for i, j in combinations(part, 2) if rows[i].group == rows[j].group}
    leads = np.stack([documents[i].leads[E5.name] for i in part])
    cosines = leads @ leads.T
    np.fill_diagonal(cosines, -2)
    languages = np.array([documents[i].language for i in part])
    foreign = np.where(languages[:, None] != languages[None, :], cosines, -2)
    for table in (cosines, foreign):
        for row, columns in enumerate(np.argsort(-table, axis=1)[:, :12]):
            pairs.update((min(part[row], part[c]), max(part[row], part[c])) for c in columns)
    return sorted(pairs)


def write_weights(fitted: dict[str, tuple[dict[str, float], float]]) -> None:
    """Write ``sources/comparison/weights.py``."""
    lines = [HEADER, "INTERCEPTS: dict[str, float] = {\n"]
    lines += [f'    "{model}": {intercept},\n' for model, (_, intercept) in fitted.items()]
    lines.append("}\nWEIGHTS: dict[str, dict[str, float]] = {\n")
    for model, (weights, _) in fitted.items():
        lines.append(f'    "{model}": {{\n')
        lines += [f'        "{name}": {value},\n' for name, value in weights.items()]
        lines.append("    },\n")
    lines.append("}\n")
    WEIGHTS_FILE.write_text("".join(lines), "utf-8")


def brier(chances: NDArray[np.float64], same: NDArray[np.float64]) -> float:
    """Mean squared error of probabilities."""
    return float(np.mean((chances - same) ** 2))


def reliability(
    chances: NDArray[np.float64], same: NDArray[np.float64]
) -> list[tuple[str, int, float, float]]:
    """Bins of predicted probability: name, pairs, mean prediction, share that is one text (NaN where empty)."""
    edges = [0, 0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99, 1.0000001]
    rows = []
    for low, high in pairwise(edges):
        chosen = (chances >= low) & (chances < high)
        count = int(chosen.sum())
        mean = float(chances[chosen].mean()) if count else math.nan
        share = float(same[chosen].mean()) if count else math.nan
        rows.append((f"{low:g} to {min(high, 1):g}", count, mean, share))
    return rows
