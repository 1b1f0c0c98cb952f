"""Acronyms that a text explains where it first uses them: "Full Name of the Body (FNB)".

Method after Schwartz and Hearst (2003): the letters of the short form are sought from right to left in the words
before the bracket, and the first letter must begin a word; here the long form must be written as a name.
"""

import re
from dataclasses import dataclass

_SHORT = re.compile(r"\(\s?([A-Z][A-Za-z0-9&-]{1,14})\s?\)")
_WORD = re.compile(r"[^\W_]+(?:['’&-][^\W_]+)*")
_LINKS = frozenset(
    [
        "of",
        "the",
        "for",
        "and",
        "in",
        "on",
        "to",
        "de",
        "la",
        "del",
        "di",
        "dan",
        "untuk",
        "pada",
        "et",
        "des",
        "du",
        "der",
        "und",
        "für",
        "da",
        "do",
        "e",
        "y",
        "dos",
        "das",
        "per",
        "van",
        "voor",
        "&",
        "bagi",
        *(
            "los",
            "las",
            "el",
            "en",
            "por",
            "con",
            "para",
            "le",
            "les",
            "contre",
            "contro",
            "contra",
            "gegen",
            "tegen",
            "delle",
        ),
        *(
            "della",
            "dei",
            "degli",
            "nel",
            "nella",
            "à",
            "aux",
            "au",
            "ao",
            "aos",
            "no",
            "na",
            "het",
            "zur",
            "zum",
            "im",
            "den",
        ),
    ]
)
_MOST_WORDS = 14


@dataclass(frozen=True, slots=True)
class Acronym:
    """``short`` stands for the text at ``full_start`` to ``full_end``."""

    short: str
    full_start: int
    full_end: int


def find_acronyms(text: str) -> list[Acronym]:
    """The explained acronyms of ``text``, each with the first place that explains it."""
    found: dict[str, Acronym] = {}
    for bracket in _SHORT.finditer(text):
        short = bracket[1]
        if short in found or (sum(letter.isupper() for letter in short) < 2 and len(short) < 4):
            continue
        full = _full_form(text, bracket.start(), short)
        if full:
            found[short] = Acronym(short, *full)
    return list(found.values())


def _full_form(text: str, end: int, short: str) -> tuple[int, int] | None:
    low = max(0, end - 160)
    window = text[low:end]
    line = max(window.rfind("\n"), window.rfind("\r"))
    low += line + 1
    words = [match.span() for match in _WORD.finditer(text, low, end)][-_MOST_WORDS:]
    # Only a run of words with capitals and the small links between them can be the name.
    run: list[tuple[int, int]] = []
    for start, stop in reversed(words):
        word = text[start:stop]
        gap = text[stop : run[0][0]] if run else text[stop:end]
        if re.search(r"[.!?;:\"“”()]", gap) or not (word[0].isupper() or word[0].isdigit() or word in _LINKS):
            break
        run.insert(0, (start, stop))
    while run and text[run[0][0] : run[0][1]] in _LINKS:
        run.pop(0)
    if len(run) < 2:
        return None
    initials = short.upper().replace("-", "").replace("&", "")
    for index in range(len(run) - 1, -1, -1):
        names = [text[start:stop] for start, stop in run[index:]]
        if not names[0][0].isupper() or names[0][0].upper() != initials[0]:
            continue
        capitals = "".join(name[0].upper() for name in names if name not in _LINKS)
        everything = "".join(name[0].upper() for name in names)
        if initials in (capitals, everything) or _syllables(
            initials, [name for name in names if name not in _LINKS]
        ):
            return run[index][0], run[-1][1]
    return None


def _syllables(letters: str, names: list[str]) -> bool:
    """Whether the short form is made of the beginnings of the words in order ("Bawaslu"), each word giving some."""
    if len(names) > len(letters) or len(names) < 2:
        return False
    place, used = 0, 0
    for name in names:
        upper = name.upper()
        if place < len(letters) and upper[0] == letters[place]:
            used += 1
            position = 0
            while place < len(letters):
                position = upper.find(letters[place], position)
                following = names[used] if used < len(names) else ""
                if position < 0 or (
                    position > 0 and following[:1].upper() == letters[place] and position > 3
                ):
                    break
                place, position = place + 1, position + 1
    return place >= len(letters) - 1 and used >= max(2, len(names) // 2)
