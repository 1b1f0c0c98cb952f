"""Finds speech that a dash opens, as in Spanish, French, Portuguese, Italian and Russian: "—No —dijo ella—. Nunca."

A line is taken for speech where words that say who speaks follow inside it; a list whose entries begin with dashes is not.
Speech between quotation marks is left to ``quotes_marks``.
"""

import regex

from claims.extraction.quotes_marks import Paragraph
from sources.text.names_cues import Cues

Span = tuple[int, int]

_OPENING = regex.compile(r"[—–―]\s?(?=[\p{L}¿¡…])")
# Where speech may end and its cue begin: a dash, or a comma or mark of question or exclamation, and a small letter.
_JOINT = regex.compile(r"(?P<before>[,?!…]?)(?P<dash>\s?[—–―]\s?|\s)(?=\p{Ll})")
_RESUMED = regex.compile(r"\s?[—–―][.,;:]?\s*(?=[\p{L}¿¡…])")
_WORD = regex.compile(r"\p{L}+(?:['’]\p{L}+)*")
_MARKS = frozenset('"“”„«»')
_AUXILIARIES = frozenset(["a", "ont", "ha", "han", "hat", "haben", "è", "sono", "hanno", "heeft", "hebben"])
_REACH = 1_200
_CUE_LENGTH = 300


def find_dialogue(
    text: str, lines: list[Paragraph], cues: Cues | None
) -> list[tuple[int, tuple[Span, ...], tuple[Span, ...]]]:
    """Speech opened by a dash: the line's number, its parts without dashes, and the same with them up to the cue."""
    found = []
    for number, line in enumerate(lines):
        opening = _OPENING.match(text, line.start, line.end)
        if opening is None or _MARKS & set(text[line.start : line.end]):
            continue
        joint = _cue_after(text, opening.end(), min(line.end, opening.end() + _REACH), cues)
        if joint is None:
            continue
        end, cue = joint
        inner: list[Span] = [(opening.end(), end)]
        outer: list[Span] = [(line.start, cue)]
        resumed = _RESUMED.search(text, cue, min(line.end, cue + _CUE_LENGTH))
        if resumed is not None:
            closing = _RESUMED.search(text, resumed.end(), line.end)
            stop = closing.start() if closing is not None else line.end
            while stop > resumed.end() and text[stop - 1].isspace():
                stop -= 1
            if stop > resumed.end():
                inner.append((resumed.end(), stop))
                outer.append((resumed.start(), stop))
        found.append((number, tuple(inner), tuple(outer)))
    return found


def _cue_after(text: str, start: int, end: int, cues: Cues | None) -> tuple[int, int] | None:
    """Where the speech ends and where its cue begins, or None: words that say who speaks make it speech."""
    for joint in _JOINT.finditer(text, start, end):
        dashed = any(mark in joint["dash"] for mark in "—–―")
        if not dashed and not joint["before"]:
            continue
        words = [word[0].lower() for word in _WORD.finditer(text, joint.end(), min(end, joint.end() + 60))][
            :3
        ]
        if cues is None:
            said = dashed and bool(joint["before"]) and bool(words)
        else:
            said = bool(words) and (
                words[0] in cues.speech_verbs
                or (words[0] in _AUXILIARIES and any(word in cues.speech_verbs for word in words[1:]))
            )
        if said:
            stop = joint.start() + (len(joint["before"]) if joint["before"] != "," else 0)
            return (stop, joint.end()) if stop > start else None
    return None
