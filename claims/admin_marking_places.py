"""Where words stand in a text: by their offsets, or as a person pasted them, told apart by what stands around."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

MOST_FOUND = 400
LONGEST = 20_000
LONGEST_LOOSE = 1000  # beyond, only the very letters are looked for
_AROUND = 400


@dataclass(frozen=True, slots=True)
class Place:
    """A span with the sentences around it; offsets count characters. ``shown_start`` to ``shown_end`` is all of it."""

    start: int
    end: int
    exact: str
    before: str
    after: str
    shown_start: int
    shown_end: int


def places_of(text: str, given: Mapping[str, str]) -> list[tuple[int, int]]:
    """The spans that a form means: by "start" and "end", else wherever "words" stand between "before" and "after"."""
    start, end = given.get("start", ""), given.get("end", "")
    if start.isdecimal() and end.isdecimal() and len(start) < 10 and len(end) < 10:
        first, last = int(start), min(int(end), len(text))
        return [(first, last)] if first < last else []
    return find_words(text, given.get("words", ""), given.get("before", ""), given.get("after", ""))


def find_words(text: str, words: str, before: str = "", after: str = "") -> list[tuple[int, int]]:
    """Every place of ``words``, at most 400. White space counts as one space; "before" and "after" must adjoin.

    Where the very letters are nowhere, letter case and the shapes of quotation marks and dashes are overlooked.
    """
    parts = words[:LONGEST].split()
    if not parts:
        return []
    exactly = re.compile(r"\s+".join(re.escape(part) for part in parts))
    patterns = [exactly]
    if len(words) <= LONGEST_LOOSE:
        patterns.append(re.compile(r"\s+".join(_loose(part) for part in parts), re.IGNORECASE))
    for pattern in patterns:
        found = []
        for match in pattern.finditer(text):
            if _adjoins(text, match.start(), match.end(), before, after):
                found.append(match.span())
                if len(found) == MOST_FOUND:
                    break
        if found:
            return found
    return []


def _loose(part: str) -> str:
    kinds = ('"“”„‟«»', "'‘’‚‛", "-‐‑–—")
    return "".join(
        next((f"[{re.escape(kind)}]" for kind in kinds if letter in kind), re.escape(letter))
        for letter in part
    )


def _adjoins(text: str, start: int, end: int, before: str, after: str) -> bool:
    stands_before = _plain(text[max(0, start - _AROUND) : start])
    stands_after = _plain(text[end : end + _AROUND])
    return stands_before.endswith(_plain(before[-_AROUND // 2 :])) and stands_after.startswith(
        _plain(after[: _AROUND // 2])
    )


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
