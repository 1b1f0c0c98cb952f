"""Invented articles of sixty-three stories, each as newspapers in two to six languages would have it: ``corpus/*.txt``.

``STORY.LANGUAGE.txt`` has the headline on its first line. ``stories.toml`` says what each story is and which stories
tell of one event, or of two that are easily mistaken for one. ``embedded.bin`` keeps the vectors, which take minutes to
make; what an edit of a text changes is embedded when it is read. To renew it: ``python -m
tests.sources.comparison.newspaper``.
"""

import struct
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sources.comparison import Document, PreparedDocument
from sources.comparison.preparing import add_leads, add_vectors, prepare
from sources.text.vectors import E5

FOLDER = Path(__file__).parent / "corpus"
VECTORS = FOLDER / "embedded.bin"


@dataclass(frozen=True, slots=True)
class Report:
    """One article: its ``story`` (the versions of which are one text), the ``event`` it tells of, its language."""

    story: str
    event: str
    language: str
    title: str
    text: str

    @property
    def key(self) -> str:
        """What it is called among the documents."""
        return f"{self.story}.{self.language}"


@cache
def reports() -> tuple[Report, ...]:
    """All articles, by story and language."""
    stories = tomllib.loads((FOLDER / "stories.toml").read_text("utf-8"))
    found = []
    for file in sorted(FOLDER.glob("*.txt")):
        story, language, _ = file.name.split(".")
        title, text = file.read_text("utf-8").rstrip("\n").split("\n", 1)
        found.append(Report(story, stories[story].get("event", story), language, title, text))
    return tuple(found)


def embedded() -> list[PreparedDocument]:
    """The articles as they were when ``embedded.bin`` was written: good for their vectors."""
    stored = VECTORS.read_bytes()
    texts = {report.key: report for report in reports()}
    found, position = [], 0
    while position < len(stored):
        (length,) = struct.unpack_from(">I", stored, position)
        document = PreparedDocument.from_bytes(stored[position + 4 : position + 4 + length])
        if document.key in texts:
            found.append(document)
        position += 4 + length
    return found


def documents() -> list[PreparedDocument]:
    """All articles prepared, their language found out, with both models' vectors where a language asks for them."""
    given = [Document(report.key, report.title, report.text) for report in reports()]
    return prepare(given, embedded=lambda drafts: embedded())


def _write() -> None:
    prepared = prepare([Document(r.key, r.title, r.text) for r in reports()])
    add_vectors(prepared, E5)
    add_leads(prepared, E5)
    parts = [document.to_bytes(with_text=True) for document in prepared]
    VECTORS.write_bytes(b"".join(struct.pack(">I", len(part)) + part for part in parts))


if __name__ == "__main__":
    _write()
