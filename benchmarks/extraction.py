"""Figures read by this project, quantulum3 and Recognizers-Text side by side, by one scorer; articles read a second.

    pip install -r requirements-benchmarks.in
    python benchmarks/extraction.py [--quantities FILE] [--numbers FILE] [--texts FILE …] [--articles 20]
        [--others-speed] [--json]

--quantities: JSON Lines with "text" and "gold" of value, change (= ~ > <), unit, normalized_unit. --numbers: with
"language" and "gold" of start, end, value. --texts: with "text", and one "language" a file, whose speed is measured too.
Without files the speed alone is measured, on made-up articles that are thick with figures and on invented ones that go as
news goes, in this one process: by its own processor time and by the clock. Quotations are measured by ``extraction_quotes``.
"""

import argparse
import gc
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent))

from extraction_readers import Reader, readers
from extraction_scoring import Figure, score_numbers, score_quantities
from extraction_texts import PARAGRAPHS, article, invented, words

ASKED = {"en": 6.0}
ASKED_WITHOUT_PARSER = 30.0
FEWEST = 8


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read(
    reader: Reader, languages: frozenset[str] | None, rows: Sequence[dict[str, Any]]
) -> tuple[list[list[Figure]], float]:
    """What a reader finds in each row, nothing in languages it doesn't read, and its processor time in seconds."""
    if rows:
        reader(rows[0]["text"], rows[0].get("language", "en") if languages is None else "en")
    started = time.process_time()
    found = [
        reader(row["text"], row.get("language", "en"))
        if languages is None or row.get("language", "en") in languages
        else []
        for row in rows
    ]
    return found, time.process_time() - started


def speed(reader: Reader, language: str, texts: Sequence[str]) -> dict[str, Any]:
    """Articles of 400 words a second, by this process's own time and by the clock; the first is read to warm up."""
    reader(texts[0], language)
    texts = texts[1:]
    length = sum(words(text, language) for text in texts) / 400
    # As in the worker: what is loaded is never garbage, and not looked through for any.
    gc.collect()
    gc.freeze()
    own, clock = time.process_time(), time.perf_counter()
    for text in texts:
        reader(text, language)
    own, clock = time.process_time() - own, time.perf_counter() - clock
    return {
        "articles_per_second": round(length / own, 1),
        "by_the_clock": round(length / clock, 1),
        "asked": ASKED.get(language, ASKED_WITHOUT_PARSER),
    }


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """Everything that was asked for, by reader."""
    every = readers()
    report: dict[str, Any] = {
        "load": round(os.getloadavg()[0], 1),
        "quantities": {},
        "numbers": {},
        "speed": {},
    }
    for task, path, score in (
        ("quantities", options.quantities, score_quantities),
        ("numbers", options.numbers, score_numbers),
    ):
        if path is None:
            continue
        rows = rows_of(path)
        for name, (reader, languages) in every.items():
            found, seconds = read(reader, languages, rows)
            report[task][name] = {
                **score(rows, found),
                "milliseconds_a_row": round(1000 * seconds / len(rows), 2),
            }
    for name, (reader, languages) in every.items():
        if name != "corroborate" and not options.others_speed:
            continue
        report["speed"][name] = {
            language: speed(
                reader, language, [article(language, number) for number in range(options.articles + 1)]
            )
            for language in PARAGRAPHS
            if languages is None or language in languages
        }
        for language in PARAGRAPHS:
            written = invented(language)
            if len(written) >= FEWEST and (languages is None or language in languages):
                report["speed"][name][f"{language}, as news goes"] = speed(reader, language, written)
        for path in options.texts:
            rows = rows_of(path)[: options.articles + 1]
            language = rows[0]["language"]
            texts = [row["text"] for row in rows]
            report["speed"][name][f"{language}, {path.stem}"] = speed(reader, language, texts)
    return report


def printed(report: dict[str, Any]) -> str:
    """The report as tables of Markdown."""
    lines = [f"load of the machine {report['load']}"]
    if report["quantities"]:
        lines += [
            "",
            "| quantities | value F1 | value and unit F1 | comparator recall | ms a row |",
            "| --- " * 5 + "|",
        ]
        lines += [
            f"| {name} | {found['value']['f1']:.3f} | {found['value_and_unit']['f1']:.3f} "
            f"| {found['comparator_recall']:.3f} | {found['milliseconds_a_row']} |"
            for name, found in report["quantities"].items()
        ]
    if report["numbers"]:
        codes = list(next(iter(report["numbers"].values()))["languages"])
        lines += ["", f"| numbers, recall | {' | '.join(codes)} | mean |", "| --- " * (len(codes) + 2) + "|"]
        for name, found in report["numbers"].items():
            recalls = [f"{found['languages'][code]['recall']:.3f}" for code in codes]
            lines.append(f"| {name} | {' | '.join(recalls)} | {found['recall_macro']:.3f} |")
    for name, languages in report["speed"].items():
        lines += ["", f"| {name} | articles/s, own time | by the clock | asked |", "| --- " * 4 + "|"]
        lines += [
            f"| {code} | {each['articles_per_second']} | {each['by_the_clock']} | {each['asked']:g} |"
            for code, each in languages.items()
        ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quantities", type=Path, metavar="FILE")
    parser.add_argument("--numbers", type=Path, metavar="FILE")
    parser.add_argument("--texts", type=Path, metavar="FILE", nargs="*", default=[])
    parser.add_argument("--articles", type=int, default=20, help="articles a language for the speed")
    parser.add_argument("--others-speed", action="store_true", help="measure the others' speed as well")
    parser.add_argument("--json", action="store_true", help="one JSON object in place of tables")
    options = parser.parse_args()
    report = measured(options)
    sys.stdout.write((json.dumps(report) if options.json else printed(report)) + "\n")


if __name__ == "__main__":
    main()
