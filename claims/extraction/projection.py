"""Carries names over to a translation: a name of one article is looked for in the sentence set beside its own.

Comparison says which sentences stand side by side; whether a name found so is kept is left to the claims services.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from sources.text.names_cues import word_set

Span = tuple[int, int]

SAME, DECLINED, TRANSLITERATED = "same spelling", "another ending", "another script"
WEAK = "weak"

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LINKS = word_set("of the for and de la del des du di da do van von der dan untuk i и")
_STEM = 4
_ENDING = 3
_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "",
    "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "ks", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "i", "φ": "f",
    "χ": "kh", "ψ": "ps", "ω": "o",
}  # fmt: skip
_GREEK_PAIRS = (
    ("αυ", "av"), ("ευ", "ev"), ("ου", "u"), ("αι", "e"), ("ει", "i"), ("οι", "i"), ("μπ", "b"), ("ντ", "nt"), ("γκ", "g"),
)  # fmt: skip
# Spellings that one script has and the other writes with another letter; read alike.
_ALIKE = (
    ("kh", "h"),
    ("ph", "f"),
    ("ck", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("c", "k"),
    ("q", "k"),
    ("y", "i"),
    ("j", "i"),
)


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name in the other article: where it stands there, and as it is written."""

    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Projected:
    """Where ``name`` stands in this article, ``text[start:end] == exact``, and by which rule it was found."""

    start: int
    end: int
    exact: str
    name: KnownName
    rule: str


def project(
    text: str, names: Sequence[KnownName], pairs: Sequence[tuple[Span, Span]], taken: Sequence[Span]
) -> list[Projected]:
    """Names of the other article in ``text``. ``pairs`` are spans side by side: of this text, and of the other.

    Nothing is found inside ``taken`` or twice at one place. A name in the same letters is taken wherever it stands in
    the sentence; one with another ending or in another script only where its words begin with capitals.
    """
    found: list[Projected] = []
    occupied = sorted(taken)
    ordered = sorted(names, key=lambda name: (name.start, name.end))
    starts = [name.start for name in ordered]
    for (start, end), (other_start, other_end) in pairs:
        for name in ordered[bisect_left(starts, other_start) : bisect_left(starts, other_end)]:
            place = _place(text, start, end, name.exact) if len(name.exact) > 2 else None
            if place is None:
                continue
            first, last, rule = place
            position = bisect_left(occupied, (last, -1))
            if any(
                begin < last and first < stop for begin, stop in occupied[max(0, position - 3) : position]
            ):
                continue
            occupied.insert(position, (first, last))
            found.append(Projected(first, last, text[first:last], name, rule))
    return sorted(found, key=lambda one: one.start)


def _place(text: str, start: int, end: int, name: str) -> tuple[int, int, str] | None:
    same = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)").search(text, start, end)
    if same is not None:
        return same.start(), same.end(), SAME
    wanted = [word for word in _WORD.findall(name) if word.lower() not in _LINKS]
    if not wanted or not all(word[0].isupper() for word in wanted):
        return None
    words = list(_WORD.finditer(text, start, end))
    for first in range(len(words) - len(wanted) + 1):
        run = words[first : first + len(wanted)]
        rules = [_alike(mine, theirs.group()) for mine, theirs in zip(wanted, run, strict=True)]
        gaps = [text[a.end() : b.start()] for a, b in pairwise(run)]
        if all(rules) and set(rules) != {WEAK} and all(gap.strip() in ("", "-") for gap in gaps):
            return run[0].start(), run[-1].end(), TRANSLITERATED if TRANSLITERATED in rules else DECLINED
    return None


@lru_cache(maxsize=4_000)
def _alike(name: str, word: str) -> str | None:
    """By which rule ``word`` is ``name``: one beginning, endings of three letters at most; None where it isn't."""
    if not word[0].isupper():
        return None
    if name == word:
        return SAME
    one, other = _plain(name), _plain(word)
    rule = TRANSLITERATED if _script(name) != _script(word) else DECLINED
    if rule == TRANSLITERATED:
        one, other = _sounds(one), _sounds(other)
    if not one or not other:
        return None
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    longest = max(len(one), len(other))
    if one == other:
        return rule
    if shared >= max(_STEM, longest - _ENDING) and shared >= min(len(one), len(other)) - 2:
        return rule
    # "Anny" for "Anna": too short to tell alone, sure enough beside another part of the name.
    short = min(len(one), len(other))
    return WEAK if shared >= max(2, min(3, short - 1)) and longest <= 5 and longest - short <= 1 else None


def _plain(word: str) -> str:
    """Small letters without marks, in Latin letters where the script is Cyrillic or Greek; "" in any other."""
    bare = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    for written, read in _GREEK_PAIRS:
        bare = bare.replace(written, read)
    bare = "".join(_LATIN.get(letter, letter) for letter in bare)
    return bare if bare.isascii() and bare.isalpha() else ""


def _sounds(word: str) -> str:
    for written, read in _ALIKE:
        word = word.replace(written, read)
    return re.sub(r"(.)\1", r"\1", word)


def _script(word: str) -> str:
    """Latin, Greek or Cyrillic: the first word of the letter's Unicode name."""
    return unicodedata.name(word[0], "").split(" ")[0]
