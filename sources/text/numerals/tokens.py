"""Finds the figures and number words of a folded text: the tokens that the number grammar joins."""

from collections.abc import Iterator
from typing import NamedTuple

from sources.text.numerals.figures import FIGURE, VULGAR, Figure, read, vulgar_value
from sources.text.numerals.lexicon import Entry, Lexicon


class Token(NamedTuple):
    """A figure or a number word in folded text."""

    start: int
    end: int
    figure: Figure | None = None
    entry: Entry | None = None


class Number(NamedTuple):
    """A number found: span in folded text, value, and how it was written.

    ``form`` is "figure" (digits alone), "mixed" (digits and words), "words", "fraction", "ratio" (one in five),
    "ordinal" or "indefinite" (millions of, with ``value_max``). ``single`` tells one word alone.
    """

    start: int
    end: int
    value: float
    form: str
    value_max: float | None = None
    single: bool = False
    raw: str = ""


def tokens(text: str, lexicon: Lexicon, taken: list[tuple[int, int]]) -> list[Token]:
    """Figures and number words of folded ``text`` in order, outside the ``taken`` spans (dates, addresses)."""
    found = [*_figures(text, lexicon)]
    if lexicon.pattern is not None:
        found.extend(_words(text, lexicon))
    found.sort(key=lambda token: (token.start, -token.end))
    kept: list[Token] = []
    reached, blocked = 0, 0
    for token in found:
        while blocked < len(taken) and taken[blocked][1] <= token.start:
            blocked += 1
        inside = blocked < len(taken) and taken[blocked][0] < token.end
        if token.start >= reached and not inside:
            kept.append(token)
            reached = token.end
    return kept


def _figures(text: str, lexicon: Lexicon) -> Iterator[Token]:
    data = lexicon.data
    for found in FIGURE.finditer(text):
        for figure in read(text, found, data.decimal, data.group, data.spaced_groups):
            yield Token(figure.start, figure.end, figure=figure)
    for found in VULGAR.finditer(text):
        yield Token(
            found.start(),
            found.end(),
            figure=Figure(found.start(), found.end(), vulgar_value(found[0]), False, True),
        )


def _words(text: str, lexicon: Lexicon) -> Iterator[Token]:
    assert lexicon.pattern is not None
    unspaced = lexicon.data.spacing == "unspaced"
    word = "word" if "word" in lexicon.pattern.groupindex else 0
    prefixed = "prefix" in lexicon.pattern.groupindex
    for found in lexicon.pattern.finditer(text):
        start = found.start(word)
        entry = lexicon.entry(found[word])
        if entry is None:
            continue
        if prefixed and found["prefix"]:
            yield Token(found.start("prefix"), found.end("prefix"), entry=Entry(connector=True))
        yield Token(start if not unspaced else found.start(), found.end(), entry=entry)
    if lexicon.glued is not None and lexicon.parts is not None:
        for found in lexicon.glued.finditer(text):
            for part in lexicon.parts.finditer(text, found.start(), found.end()):
                entry = lexicon.entry(part[0]) or Entry(connector=True)
                if entry.weak and entry.unit is None:
                    entry = Entry(unit=1)
                yield Token(part.start(), part.end(), entry=entry)
