"""Measures ``match_claims`` and fits its weights: cross-validated MAP@5, recall and the time of a query.

    python benchmarks/claim_matching.py --claims claims.jsonl --queries queries.jsonl

Queries carry "gold", the ids of the claims they repeat. Queries that share a claim stay in one fold. Needs no database.
"""

import argparse
import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from claims.matching.posts import read_post
from claims.matching.retrieval import SIGNALS, WEIGHTS, ClaimIndex, KnownClaim

Floats = npt.NDArray[np.float64]
FOLDS = 5
CANDIDATES = 80
PENALTY = 3e-3


def read(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def fit(tables: Floats, gold: npt.NDArray[np.bool_]) -> Floats:
    """Weights of a conditional logit: ``tables`` (queries, candidates, signals), ``gold`` (queries, candidates)."""
    answered = gold.any(axis=1)
    tables, chosen = tables[answered], gold[answered].astype(float)

    def loss(weights: Floats) -> tuple[float, Floats]:
        totals = tables @ weights
        shares = np.exp(totals - totals.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        right = (shares * chosen).sum(axis=1) + 1e-12
        slope = np.einsum("qc,qcs->s", shares - shares * chosen / right[:, None], tables) / len(tables)
        return float(-np.log(right).mean() + PENALTY * weights @ weights), slope + 2 * PENALTY * weights

    result: Floats = minimize(loss, np.ones(tables.shape[2]), jac=True, method="L-BFGS-B").x
    return result


def average_precision(ranked: list[str], gold: list[str], depth: int = 5) -> float:
    """Average precision at ``depth`` of one ranking."""
    hits, total = 0, 0.0
    for place, claim in enumerate(ranked[:depth], start=1):
        if claim in gold:
            hits += 1
            total += hits / place
    return total / min(depth, len(gold))


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--seeds", type=int, default=3)
    chosen = parser.parse_args()
    queries = read(chosen.queries)
    started = time.perf_counter()
    index = ClaimIndex(
        KnownClaim(row["id"], row["text"], row.get("title", "")) for row in read(chosen.claims)
    )
    built = time.perf_counter() - started
    times = []
    shipped = []
    for row in queries:
        started = time.perf_counter()
        found = index.search(row["text"])
        times.append((time.perf_counter() - started) * 1000)
        shipped.append(average_precision([claim.id for claim in found], row["gold"]))

    shipped_weights = np.array([WEIGHTS[name] for name in SIGNALS])
    # Every query's candidates: the best by each of four views, as many as fill the table.
    entry_of = {identifier: at for at, ids in enumerate(index.ids) for identifier in ids}
    tables = np.zeros((len(queries), CANDIDATES, len(SIGNALS)))
    entries = np.zeros((len(queries), CANDIDATES), dtype=int)
    gold = np.zeros((len(queries), CANDIDATES), dtype=bool)
    for at, (row, signals) in enumerate(
        zip(queries, index.signals([read_post(row["text"]) for row in queries]), strict=True)
    ):
        word_sum = signals[:, 0] + signals[:, 1]
        views = np.stack([word_sum, signals[:, 4], signals[:, 5], signals @ shipped_weights], axis=1)
        ranks = np.argsort(np.argsort(-views, axis=0, kind="stable"), axis=0, kind="stable")
        entries[at] = np.argsort(ranks.min(axis=1), kind="stable")[:CANDIDATES]
        tables[at] = signals[entries[at]]
        gold[at] = np.isin(entries[at], [entry_of[claim] for claim in row["gold"]])
    centre, spread = tables.mean(axis=(0, 1)), tables.std(axis=(0, 1)) + 1e-9
    scaled = (tables - centre) / spread

    runs = []
    for seed in range(chosen.seeds):
        chance = np.random.default_rng(seed)
        fold_of = {
            claim: int(chance.integers(FOLDS)) for claim in sorted({row["gold"][0] for row in queries})
        }
        folds = np.array([fold_of[row["gold"][0]] for row in queries])
        scores = []
        for fold in range(FOLDS):
            weights = fit(scaled[folds != fold], gold[folds != fold])
            for at in map(int, np.flatnonzero(folds == fold)):
                order = entries[at][np.argsort(-(scaled[at] @ weights), kind="stable")[:5]]
                ranked = [identifier for entry in order for identifier in index.ids[entry]]
                scores.append(average_precision(ranked, queries[at]["gold"]))
        runs.append(statistics.fmean(scores))
    fitted = fit(scaled, gold) / spread
    figures = {
        "queries": len(queries),
        "claims": len(entry_of),
        "map@5 cross-validated": round(statistics.fmean(runs), 4),
        "map@5 of the shipped weights on these queries": round(statistics.fmean(shipped), 4),
        "gold among the candidates": round(float(gold.any(axis=1).mean()), 4),
        "seconds to build": round(built, 1),
        "milliseconds a query": {
            "median": round(statistics.median(times), 1),
            "95th percentile": round(float(np.percentile(times, 95)), 1),
            "most": round(max(times), 1),
        },
        "fitted weights": {
            name: round(float(weight), 4) for name, weight in zip(SIGNALS, fitted, strict=True)
        },
        "shipped weights": WEIGHTS,
    }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
