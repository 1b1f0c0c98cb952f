"""Finds the turns of a transcript or an interview: a name in capitals and a colon begin each.

Speech between quotation marks is left to ``quotes``.
"""

import re
from dataclasses import dataclass

from claims.extraction.quotes_marks import Paragraph

_TRANSCRIPT = re.compile(
    r"[\"“]?\s*((?:[A-Z][A-Z.'’-]+)(?: [A-Z][A-Z.'’-]+){0,3}(?: \([^)\n]{1,40}\))?):\s+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until the next: ``spans`` of the words, ``label`` of the name before the colon."""

    spans: tuple[tuple[int, int], ...]
    label: tuple[int, int] | None
    paragraph: int


def find_turns(text: str, lines: list[Paragraph]) -> list[Turn]:
    """Turns of a transcript, NAME: words; none where there are fewer than three, so that a heading is not one."""
    turns: list[tuple[int, re.Match[str]]] = []
    for number, line in enumerate(lines):
        found = _TRANSCRIPT.match(text, line.start, line.end)
        if found and len(found[1]) > 2:
            turns.append((number, found))
    if len(turns) < 3:
        return []
    found_turns: list[Turn] = []
    starts = dict(turns)
    spans: list[tuple[int, int]] = []
    label: tuple[int, int] | None = None
    first = 0

    def finish() -> None:
        if spans:
            found_turns.append(Turn(tuple(spans), label, first))

    for number, line in enumerate(lines):
        found = starts.get(number)
        start, end = (found.end() if found else line.start), line.end
        if found is None and not (spans and text[start] in '"“'):
            continue
        if found is None and text[start + 1 : start + 2] in "([":
            continue
        if found is not None:
            finish()
            spans, label, first = [], found.span(1), number
        start, end = _bare(text, start, end)
        if start < end:
            spans.append((start, end))
    finish()
    return found_turns


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the marks and spaces at its ends."""
    while start < end and (text[start] in '"“' or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in '"”' or text[end - 1].isspace()):
        end -= 1
    return start, end
