"""Folds a text for matching, keeping the way back: lower case, ASCII digits, no accents, no bidi marks."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_ACCENTS = re.compile("[\u0300-\u036f]")
_DROPPED = re.compile(
    "[\u0300-\u036f\u064b-\u0652\u0670\u0640\u093c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
_JAMO = re.compile("[\u1100-\u11ff]+")
_SPECIAL = {
    "−": "-",
    "‐": "-",
    "‑": "-",
    "–": "–",
    "—": "—",
    "’": "'",
    "ʼ": "'",
    "％": "%",
    "٪": "%",
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ى": "ي",
    "ئ": "ي",
    "ß": "s",
    "ø": "o",
    "ł": "l",
    "ı": "i",
    "º": "º",
    "ª": "ª",
    "²": "²",
    "³": "³",
    "´": "'",
    "⁄": "/",
    "\u00a0": "\u00a0",
    "\u2007": "\u202f",
    "\u2009": "\u202f",
    "，": ",",
    "．": ".",
    "｡": "。",
    "µ": "μ",
    "₭": "₭",
}


@lru_cache(maxsize=8192)
def _fold_character(character: str) -> str:
    """One character for one; "" for a mark that is dropped."""
    special = _SPECIAL.get(character)
    if special is not None:
        return special
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if _DROPPED.match(character):
        return ""
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    if "가" <= character <= "힣":
        return character
    plain = _DROPPED.sub("", unicodedata.normalize("NFD", character))
    if len(plain) != 1:
        plain = character
    compatible = unicodedata.normalize("NFKC", plain)
    if len(compatible) == 1 and not plain.isspace():
        plain = compatible
    lowered = plain.lower()
    return lowered if len(lowered) == 1 else plain


class _Folds(dict[int, str]):
    """Each character's folded form by its code point, found when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


_FOLDS = _Folds()


@dataclass(frozen=True)
class Folded:
    """``text`` is for matching; ``source(start, end)`` gives back offsets in the original."""

    text: str
    offsets: list[int] | None
    length: int

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Original offsets of the folded span; combining marks stay with the character they follow."""
        if self.offsets is None:
            return start, end
        first = self.offsets[start] if start < len(self.offsets) else self.length
        if end <= start:
            return first, first
        after = self.offsets[end] if end < len(self.offsets) else self.length
        return first, after


def fold(text: str) -> Folded:
    """Fold ``text`` character by character: digits of any script to ASCII, accents and invisible marks off."""
    if text.isascii():
        return Folded(text.lower(), None, len(text))
    if _JAMO.search(text) is None:
        alike = text.translate(_FOLDS)
        if len(alike) == len(text):
            return Folded(alike, None, len(text))
    folded: list[str] = []
    offsets: list[int] = []
    jamo = {found.start(): found for found in _JAMO.finditer(text)}
    position = 0
    while position < len(text):
        run = jamo.get(position)
        if run is not None:
            position = _fold_jamo(run, folded, offsets)
            continue
        plain = _fold_character(text[position])
        if plain:
            folded.append(plain)
            offsets.append(position)
        position += 1
    return Folded("".join(folded), offsets, len(text))


def _fold_jamo(run: re.Match[str], folded: list[str], offsets: list[int]) -> int:
    """Compose a run of conjoining jamo (Korean in NFD) into syllables, each at its first jamo."""
    position = run.start()
    while position < run.end():
        for size in (3, 2, 1):
            syllable = unicodedata.normalize("NFC", run.string[position : min(position + size, run.end())])
            if len(syllable) == 1:
                folded.append(syllable)
                offsets.append(position)
                position = min(position + size, run.end())
                break
    return run.end()


def fold_words(words: str) -> str:
    """The folded form of a word or phrase of a language file."""
    return fold(unicodedata.normalize("NFC", words)).text
