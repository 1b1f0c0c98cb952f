"""How fast statistics are read, in processor seconds, and how that time grows with the text: one JSON object.

Run as ``python benchmarks/extraction_statistics.py [FOLDER]``; FOLDER holds ``name-CODE.txt`` articles and is
``sources/demo/articles`` where none is given. Accuracy is left to the extraction command and its scorer.
"""

import json
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from claims.extraction.statistics import find_statistics  # noqa: E402
from sources.text.sentences import split  # noqa: E402

WORDS = 400
DOUBLINGS = (20_000, 40_000, 80_000)


def _articles(folder: Path) -> dict[str, str]:
    """All text of each language in ``folder``, joined."""
    joined: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*-??.txt")):
        joined.setdefault(path.stem[-2:], []).append(path.read_text(encoding="utf-8"))
    return {language: "\n\n".join(texts) for language, texts in joined.items()}


def _seconds(text: str, language: str) -> float:
    started = time.process_time()
    find_statistics(text, language, split(text, language), None)
    return time.process_time() - started


def _cut(text: str) -> list[str]:
    """Articles of 400 words, their lines kept; twenty at most."""
    lines, articles, count = [], [], 0
    for line in text.splitlines():
        lines.append(line)
        count += len(line.split())
        if count >= WORDS:
            articles.append("\n".join(lines))
            lines, count = [], 0
    return (articles or [text])[:20]


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "sources" / "demo" / "articles"
    report: dict[str, object] = {}
    for language, text in _articles(folder).items():
        _seconds("5", language)  # loads the language file, and the parser where there is one
        articles = _cut(text)
        elapsed = sum(_seconds(article, language) for article in articles)
        repeated = text * (DOUBLINGS[-1] // max(1, len(text)) + 1)
        times = [_seconds(repeated[:size], language) for size in DOUBLINGS]
        report[language] = {
            "articles": len(articles),
            "words_an_article": round(sum(len(article.split()) for article in articles) / len(articles)),
            "articles_a_second": round(len(articles) / elapsed, 1),
            "seconds_by_characters": {
                size: round(spent, 2) for size, spent in zip(DOUBLINGS, times, strict=True)
            },
        }
    print(json.dumps(report, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
