"""Sentences of a text with their exact spans, line by line.

A line break always ends a sentence: extracted articles put headings, list entries and paragraphs on lines
of their own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

# A line without a full stop is cut here, so that no caller meets a sentence of a million characters.
LONGEST_SENTENCE = 2_000
# The segmenter takes quadratic time over opening quotation marks, so that it is given this much of a line at once.
WINDOW = 4_000
# Thai has no full stop; spaces stand between sentences and clauses, so long lines are cut at them.
LONGEST_WITHOUT_STOPS = 240
_WITHOUT_STOPS = frozenset(["th", "lo"])

# Scripts whose full stops sentencex's tables for other languages miss.
_HARD_STOPS = re.compile(r"(?<=[。！？｡।॥။።])(?![”’」』）\"')\]])")
_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text`` is what stands at ``start`` to ``end`` (characters) of the text that was split."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=1)
def _segmenter() -> Any:
    import sentencex

    return sentencex


def _lengths(line: str, language: str) -> list[int]:
    """Lengths of the pieces of one line, adding up to the line."""
    if len(line) < 3:
        return [len(line)]
    try:
        clean = line if line.isascii() else line.encode("utf-8", "replace").decode("utf-8")
        pieces = [str(piece) for piece in _segmenter().segment(language, clean)]
    except (ValueError, RuntimeError):
        return [len(line)]
    if language == "ja":
        # A quotation that ends within its sentence: 「…。」と言った。
        for index in range(len(pieces) - 1, 0, -1):
            if pieces[index].startswith("と") and pieces[index - 1].endswith(("」", "』")):
                pieces[index - 1 : index + 1] = [pieces[index - 1] + pieces[index]]
    lengths = [len(piece) for piece in pieces]
    return lengths if sum(lengths) == len(line) else [len(line)]


def _cut(start: int, end: int, text: str, longest: int) -> list[tuple[int, int]]:
    """Cut at stops that stand without a space after them, and what is too long at a space (or anywhere)."""
    cuts = [start]
    cuts += [
        start + m.start() for m in _HARD_STOPS.finditer(text[start:end]) if start < start + m.start() < end
    ]
    cuts.append(end)
    pieces: list[tuple[int, int]] = []
    for left, right in pairwise(cuts):
        while right - left > longest:
            space = text.rfind(" ", left + longest // 2, left + longest)
            if space < 0 and longest < LONGEST_SENTENCE:
                space = text.find(" ", left + longest, min(right, left + LONGEST_SENTENCE))
                if space < 0 and right - left <= LONGEST_SENTENCE:
                    break
            middle = space if space > left else left + LONGEST_SENTENCE
            pieces.append((left, middle))
            left = middle
        pieces.append((left, right))
    return pieces


def split(text: str, language: str) -> list[Sentence]:
    """Split ``text`` into sentences; ``language`` is an ISO 639-1 code or "und".

    Spans are stripped of outer white space, do not overlap, and obey ``text[start:end] == sentence.text``.
    """
    sentences: list[Sentence] = []
    longest = LONGEST_WITHOUT_STOPS if language in _WITHOUT_STOPS else LONGEST_SENTENCE
    for line in _LINE.finditer(text):
        for begin, end in _pieces(line.start(), line.end(), text, language):
            for left, right in _cut(begin, end, text, longest):
                piece = text[left:right]
                exact = piece.strip()
                if exact:
                    start = left + len(piece) - len(piece.lstrip())
                    sentences.append(Sentence(start, start + len(exact), exact))
    return sentences


def _pieces(start: int, end: int, text: str, language: str) -> Iterator[tuple[int, int]]:
    """The segmenter's pieces of one line, a window at a time; a window's last sentence is read again with the next."""
    while start < end:
        window = min(start + WINDOW, end)
        lengths = _lengths(text[start:window], language)
        if window < end and len(lengths) > 1 and 2 * lengths[-1] < WINDOW:
            lengths.pop()
        for length in lengths:
            yield start, start + length
            start += length
