"""How well the same article is found: pairs, false merges and recall for review, set by set and all at once.

Runs what the command ``find_duplicates`` runs, from documents prepared once, on the benchmark and on the newspaper
articles of the tests (``tests/sources/comparison/newspaper.py``). With ``--fit`` the weights are fitted
first, and the reliability of held-back probabilities is printed; with ``--write FILE`` the tables replace those of a
Markdown file.

    python benchmarks/duplicates_quality.py BENCH [--fit] [--cache DIR] [--write docs/comparison.md]

BENCH has the folders translations, renderings, rewrites and same-topic, each with JSON Lines of id, cluster,
title and text.
"""

import argparse
import hashlib
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from benchmarks import duplicates_fitting as fitting
from sources.comparison import Comparison, Document, compare, prepare
from sources.comparison.finding import candidate_pairs, find_among
from sources.comparison.thresholds import JOIN_PROBABILITY, REVIEW_PROBABILITY
from sources.text import vectors
from sources.text.language import identify


def pairs_within(groups: list[str]) -> int:
    """Number of pairs that stand in one group."""
    return sum(count * (count - 1) // 2 for count in Counter(groups).values())


def judge(rows: list[fitting.Row], stories: dict[str, str], shown: list[Comparison]) -> dict[str, float]:
    """Pair precision, recall, F1, false merges, and precision and recall of the pairs shown."""
    wanted = {row.key: row.cluster for row in rows}
    gold = pairs_within(list(wanted.values()))
    found = pairs_within([stories[key] for key in wanted])
    right = pairs_within([f"{wanted[key]}\0{stories[key]}" for key in wanted])
    precision = right / found if found else 1.0
    recall = right / gold if gold else 1.0
    hits = sum(wanted[pair.a] == wanted[pair.b] for pair in shown)
    return {
        "documents": len(rows),
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        "false": found - right,
        "shown": len(shown),
        "shown_recall": hits / gold if gold else 1.0,
    }


def quality(rows: list[fitting.Row], cache: Path | None) -> list[str]:
    """A Markdown table: each set by itself, then all at once."""
    lines = [
        "| set | documents | precision | recall | F1 | false merges | pairs shown | recall of shown |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    ready, known = fitting.prepared(rows, cache)
    fitting.add_slow([d for row, d in zip(rows, ready, strict=True) if row.part == fitting.NEWSPAPER], known)
    documents = {row.key: document for row, document in zip(rows, ready, strict=True)}
    for name in (*fitting.SETS, "all at once"):
        # The newspaper's languages would ask for the second model's vectors of all the benchmark.
        among = {name} if name in fitting.SETS else set(fitting.SETS) - {fitting.NEWSPAPER}
        mine = [row for row in rows if row.part in among]
        if not mine:
            continue
        stories, shown = find_among([documents[row.key] for row in mine])
        r = judge(mine, stories, shown)
        lines.append(
            f"| {name} | {r['documents']:,.0f} | {r['precision']:.4f} | {r['recall']:.4f} | {r['f1']:.4f} | "
            f"{r['false']:.0f} | {r['shown']:,.0f} | {r['shown_recall']:.4f} |"
        )
        print(lines[-1], flush=True)
    return lines


def speed(rows: list[fitting.Row], count: int = 400) -> list[str]:
    """What the engine costs beside the bare model on the same texts, in processor seconds on one thread."""
    clock = time.process_time
    chosen = sorted(rows, key=lambda row: hashlib.sha256(row.key.encode()).digest())[:count]
    chosen = [row for row in chosen if vectors.model_for(identify(row.text).code) is vectors.UNIVERSAL]
    documents = [Document(row.key, row.title, row.text) for row in chosen]
    prepare(documents[:2], leads=False)
    started = clock()
    ready = prepare(documents, leads=False)
    preparing = clock() - started
    texts = [(d.title if s.in_title else d.text)[s.start : s.end] for d in ready for s in d.sentences]
    started = clock()
    vectors.embed(texts, vectors.UNIVERSAL)
    bare = clock() - started
    started = clock()
    pairs = candidate_pairs(ready)
    looking = clock() - started
    started = clock()
    for i, j in pairs:
        compare(ready[i], ready[j])
    comparing = clock() - started
    whole = preparing + looking + comparing
    return [
        "",
        f"Speed, in processor seconds on one thread, on {len(ready)} of these articles ({len(texts):,} sentences) in the "
        f"languages of the first model: the bare model {bare:.1f} ({len(texts) / bare:,.0f} sentences a second), "
        f"preparing {preparing:.1f}, candidates {looking:.1f}, comparing {len(pairs):,} pairs {comparing:.1f}. "
        f"{len(ready) / whole:.0f} articles a second in all; {whole / bare - 1:.0%} on top of the bare model.",
    ]


def calibration(rows: list[fitting.Row], cache: Path | None) -> list[str]:
    """Fit, write the weights, and tell how far held-back probabilities can be believed."""
    measured = fitting.samples(rows, cache)
    fitted = {}
    lines = []
    for model, pairs in measured.items():
        weights, intercept, chances = fitting.fit(pairs)
        fitted[model] = (weights, intercept)
        joined = chances >= JOIN_PROBABILITY
        shown = chances >= REVIEW_PROBABILITY
        same = pairs.same > 0
        lines += [
            "",
            f"**{model}**, {len(same):,} pairs, {int(same.sum()):,} of them one text. "
            f"Brier score {fitting.brier(chances, pairs.same):.5f}.",
            "",
            "| predicted | pairs | mean predicted | share that is one text |",
            "| --- | --- | --- | --- |",
        ]
        for name, count, mean, share in fitting.reliability(chances, pairs.same):
            lines.append(
                f"| {name} | {count:,} | {mean:.4f} | {share:.4f} |" if count else f"| {name} | 0 | | |"
            )
        lines += [
            "",
            f"From {JOIN_PROBABILITY} on: precision {same[joined].mean():.5f}, recall {joined[same].mean():.4f}. "
            f"From {REVIEW_PROBABILITY} on: recall {shown[same].mean():.4f}, "
            f"{int((shown & ~same).sum()):,} other pairs shown. "
            f"Highest probability of two different texts: {np.max(chances[~same]):.3f}; "
            f"lowest of one text: {np.min(chances[same]):.3f}.",
        ]
        for part in sorted(set(pairs.parts)):
            mine = np.array(pairs.parts) == part
            low = np.sort(chances[mine & same])[:3]
            high = np.sort(chances[mine & ~same])[::-1][:3]
            print(f"{model} {part}: lowest same {np.round(low, 3)}, highest different {np.round(high, 3)}")
    fitting.write_weights(fitted)
    print("\n".join(lines), flush=True)
    return lines


def write(file: Path, part: str, lines: list[str]) -> None:
    """Put the tables between the marks of a part of a Markdown file."""
    begin, end = (f"<!-- {part}: {mark} -->" for mark in ("begin", "end"))
    before, _, rest = file.read_text("utf-8").partition(begin)
    after = rest.partition(end)[2]
    body = "\n".join(lines)
    file.write_text(f"{before}{begin}\n{body}\n{end}{after}", "utf-8")


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("bench", type=Path)
    parser.add_argument("--fit", action="store_true", help="fit the weights, write them, and stop")
    parser.add_argument("--cache", type=Path, help="keep prepared documents here between fits")
    parser.add_argument("--write", type=Path, help="a Markdown file with the marks for the tables")
    options = parser.parse_args()
    rows = fitting.read(options.bench)
    if options.fit:
        lines = calibration(rows, options.cache)
        part = "calibration"
    else:
        lines = [*quality(rows, options.cache), *speed(rows)]
        print(lines[-1])
        part = "quality"
    if options.write:
        write(options.write, part, ["", *lines, ""])


if __name__ == "__main__":
    main()
