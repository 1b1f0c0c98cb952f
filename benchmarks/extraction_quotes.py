"""Speed and quality of quotations, speakers and names, beside quotation marks alone.

    python benchmarks/extraction_quotes.py [FILE …] [--repeat N]

FILE: JSON Lines with "text" and, for quality, "gold" in one of two forms: attributions ("content", "source", "direct") or
labelled spans ("label": STATEMENT, PERSON, AFFILIATION). Without a file the speed is measured on made-up articles of 400
words. Prints one JSON object a line. Never run by the test suite.
"""

import argparse
import json
import re
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from claims.extraction import Extraction, extract

SENTENCES = {
    "en": (
        "The charity counted {n} reports in {y} and asked Instagram to answer. "
        "“Nobody should have to wait {n} days,” said Lena Ford, head of policy at Childnet. "
        "She added that the platform had been told twice before. A spokesperson for Snapchat did not reply. "
    ),
    "id": (
        "Lembaga itu mencatat {n} laporan pada {y} dan meminta Instagram menjawab. "
        "“Tidak ada yang boleh menunggu {n} hari,” kata Ketua KPAI Doni Setiawan. "
        "Ia menambahkan, perusahaan sudah dua kali diperingatkan. Juru bicara TikTok tidak menjawab. "
    ),
    "es": (
        "La entidad contó {n} denuncias en {y} y pidió a Instagram que respondiera. "
        "«Nadie debe esperar {n} días», dijo Marta Gil, directora de la Fundación ANAR. "
        "La policía advirtió que los casos crecen cada año. Un portavoz de TikTok no respondió. "
    ),
}


def made_up(language: str, number: int) -> str:
    """An article of about 400 words; ``number`` changes its figures."""
    text, sentence = "", SENTENCES[language]
    while len(text.split()) < 400:
        text += sentence.format(n=number + len(text) % 89, y=2015 + number % 9)
        text += "\n\n" if len(text) % 3 == 0 else ""
    return text


def speed(language: str, repeat: int) -> dict[str, Any]:
    """Articles of 400 words a second, by the clock and by this process's own time."""
    extract(made_up(language, 0), language)
    texts = [made_up(language, number + 1) for number in range(repeat)]
    words = sum(len(text.split()) for text in texts)
    clock, own = time.perf_counter(), time.process_time()
    for text in texts:
        extract(text, language)
    clock, own = time.perf_counter() - clock, time.process_time() - own
    return {
        "language": language,
        "articles_per_second": round(words / 400 / clock, 1),
        "articles_per_second_of_own_time": round(words / 400 / own, 1),
    }


def characters(spans: Iterable[Any]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


def overlap(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def marks_alone(text: str) -> list[set[int]]:
    return [characters([found.span()]) for found in re.finditer(r"[\"“]([^\"“”\n]+)[\"”]", text)]


def scores(golds: list[list[set[int]]], found: list[list[set[int]]], least: float) -> dict[str, float]:
    """Precision, recall and F1 of spans, each gold met by one found span at most (greedily, best first)."""
    hits = 0
    for wanted, had in zip(golds, found, strict=True):
        pairs = sorted(
            ((overlap(g, f), i, j) for i, g in enumerate(wanted) for j, f in enumerate(had) if g & f),
            reverse=True,
        )
        taken_wanted: set[int] = set()
        taken_had: set[int] = set()
        for share, i, j in pairs:
            if share >= least and i not in taken_wanted and j not in taken_had:
                taken_wanted.add(i)
                taken_had.add(j)
                hits += 1
    precision = hits / max(1, sum(map(len, found)))
    recall = hits / max(1, sum(map(len, golds)))
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / max(1e-9, precision + recall), 4),
    }


def gold_quotes(row: dict[str, Any]) -> list[set[int]]:
    if any("content" in entry for entry in row["gold"]):
        return [characters(entry["content"]) for entry in row["gold"] if entry["direct"]]
    return [characters([(e["start"], e["end"])]) for e in row["gold"] if e["label"] == "STATEMENT"]


def counted(row: dict[str, Any], golds: list[set[int]], found: list[set[int]]) -> list[set[int]]:
    """Without what lies in an attribution that is not direct throughout: that is neither right nor wrong."""
    others = [characters(entry["content"]) for entry in row["gold"] if not entry.get("direct", True)]
    return [
        one
        for one in found
        if any(overlap(one, gold) >= 0.3 for gold in golds)
        or not any(2 * len(one & other) >= len(one) for other in others)
    ]


def direct(extraction: Extraction) -> list[set[int]]:
    return [characters(quote.spans) for quote in extraction.quotes if quote.kind == "direct"]


def quality(path: Path) -> dict[str, Any]:
    """Quotations of a file against its gold, ours and marks alone; speakers where the gold names a source."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    found = [extract(row["text"], row.get("language")) for row in rows]
    golds = [gold_quotes(row) for row in rows]
    ours = [counted(row, gold, direct(one)) for row, gold, one in zip(rows, golds, found, strict=True)]
    marks = [counted(row, gold, marks_alone(row["text"])) for row, gold in zip(rows, golds, strict=True)]
    sourced = named = 0
    for row, extraction in zip(rows, found, strict=True):
        for entry in row["gold"]:
            if entry.get("direct") and entry.get("source"):
                sourced += 1
                content, source = characters(entry["content"]), characters(entry["source"])
                named += any(
                    quote.speaker is not None
                    and overlap(content, characters(quote.spans)) >= 0.3
                    and bool(source & set(range(quote.speaker.start, quote.speaker.end)))
                    for quote in extraction.quotes
                    if quote.kind == "direct"
                )
    return {
        "file": path.name,
        "rows": len(rows),
        "ours": {str(least): scores(golds, ours, least) for least in (0.3, 0.5, 0.8)},
        "marks_alone": {str(least): scores(golds, marks, least) for least in (0.3, 0.5, 0.8)},
        "speaker_recall": round(named / sourced, 4) if sourced else None,
    }


def main() -> None:
    """Print speed for each language, then quality for each file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--repeat", type=int, default=20, help="articles a language for the speed")
    options = parser.parse_args()
    for language in SENTENCES:
        sys.stdout.write(json.dumps(speed(language, options.repeat)) + "\n")
    for path in options.files:
        sys.stdout.write(json.dumps(quality(path)) + "\n")


if __name__ == "__main__":
    main()
