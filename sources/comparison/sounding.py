"""Names by how they sound, so that Марвуд, マーウッド and Marwood can be held against each other across scripts.

Any script is read by anyascii. Of what it reads, consonants are kept in seven classes, after Russell's Soundex (1918):
vowels, h and y, and the difference of b and v are what transliterations disagree about. Weighing is left to scoring.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

import regex
from anyascii import anyascii
from babel import Locale, UnknownLocaleError

from sources.comparison.naming import NO_CAPITALS, NOUNS_CAPITALISED

_CLASSES = {"P": "bpfvw", "T": "td", "K": "kgqx", "S": "szjc", "M": "m", "N": "n", "L": "lr"}
_CLASS_OF = str.maketrans({letter: name for name, letters in _CLASSES.items() for letter in letters})
# As the seven are not equally frequent, two sounds are alike as often as if there were six.
EFFECTIVE_CLASSES = 6
# A name is sought only where it would hardly be found by chance: expected hits among so many sounds.
MOST_BY_CHANCE = 0.2
# How likely a name of up to so many sounds is found in a translation: short ones lose a sound, and all is lost.
FOUND_IN_TRANSLATION = {4: 0.6, 6: 0.8, 1_000: 0.9}
# Longer runs of capitals are headings.
LONGEST_NAME = 5
_WORD = re.compile(r"[^\W\d_][\w-]*(?:[’'][^\W\d_]+)?")
_OPENING = " \"'“”„«»‘’¿¡([-–—•*"
_SIBILANTS = re.compile("t?sch|ch|t[sz]")
_HAN = re.compile("[\u4e00-\u9fff]")
_PINYIN = re.compile("[qx]|zh")
_HARD_C = re.compile("c(?![eiy])|ck")


@lru_cache(maxsize=65_536)
def sounds(text: str) -> str:
    """The consonant classes of ``text`` in order, equal neighbours once: "Ottoline Brask" is TLNPLSK in any script."""
    # Arabic and Hebrew write o and u with the letter of w, Cyrillic x is an h.
    read = anyascii(text.lower().replace("х", "h").translate({0x648: None, 0x5D5: None})).lower()
    if _HAN.search(text):
        read = _PINYIN.sub("s", read).replace("ng", "n")
    read = _SIBILANTS.sub("s", read).replace("ph", "p")
    classed = _HARD_C.sub("k", read).translate(_CLASS_OF)
    return "".join(name for name, _ in groupby(c for c in classed if c in _CLASSES))


@cache
def _calendar(language: str) -> frozenset[str]:
    """Names of days and months, which other languages translate."""
    try:
        locale = Locale(language)
    except (UnknownLocaleError, ValueError):
        return frozenset()
    tables = (*locale.days["format"].values(), *locale.months["format"].values())
    return frozenset(name.lower() for table in tables for name in table.values())


@lru_cache(maxsize=16_384)
def name_runs(sentence: str, language: str) -> tuple[tuple[str, ...], ...]:
    """Words with capitals that follow each other, without case endings and articles behind an apostrophe.

    Nothing where capitals tell nothing, and no single word that begins the sentence.
    """
    if language in NO_CAPITALS or language in NOUNS_CAPITALISED:
        return ()
    found: list[tuple[str, ...]] = []
    run: list[str] = []
    start = end = -1
    # A word after the last one ends the last run.
    for match in [*_WORD.finditer(sentence), None]:
        word = _bare(match.group()) if match else ""
        named = len(word) > 1 and word[0].isupper() and word.lower() not in _calendar(language)
        if run and (not named or not match or sentence[end : match.start()] not in (" ", "-")):
            first = not sentence[:start].strip(_OPENING)
            if len(run) <= LONGEST_NAME and (len(run) > 1 or not first):
                found.append(tuple(run))
            run = []
        if match and named:
            start = start if run else match.start()
            end = match.end()
            run.append(word)
    return tuple(found)


def _bare(word: str) -> str:
    """A word without the article before an apostrophe (l'Union) or the ending after it (Kasumba'nın)."""
    head, _, tail = word.replace("’", "'").partition("'")
    return tail if tail and len(head) <= 2 else head


def _by_chance(length: int, region: int, edits: int) -> float:
    """How often a name of ``length`` sounds is expected in ``region`` others, with so many edits."""
    variants = 1 if not edits else 14 * length + 8
    return float(max(region, 1) * variants / EFFECTIVE_CLASSES**length)


def _sought(name: str, region: str) -> tuple[float, bool]:
    """By what chance ``name`` stands in ``region`` (1 where that says nothing), and whether it does, but for one sound
    where that still says something.
    """
    chance = _by_chance(len(name), len(region), 0)
    if chance > MOST_BY_CHANCE:
        return 1.0, False
    if name in region:
        return chance, True
    loosely = _by_chance(len(name), len(region), 1)
    # Of two halves one is as it was.
    halves = name[: len(name) // 2], name[len(name) // 2 :]
    if loosely > MOST_BY_CHANCE or not any(half in region for half in halves):
        return chance, False
    return loosely, regex.search(f"(?:{name}){{e<=1}}", region) is not None


@dataclass(frozen=True, slots=True)
class Heard:
    """Names that are ``found`` by sound, those ``lacking``, and what they say of the texts being one: the logarithm of
    how much likelier all this is of a translation than of another text. ``against`` is the part of those lacking.
    """

    found: tuple[str, ...]
    lacking: tuple[str, ...]
    evidence: float
    against: float


def heard(
    sentences: Sequence[str], language: str, others: Sequence[str], counterparts: Mapping[int, Sequence[int]]
) -> Heard:
    """Seek the names of ``sentences`` in ``others``: in the counterparts of their sentence (indices), with neighbours,
    and in the whole text. One that is found anywhere, by any of its words, is found.
    """
    spoken = [sounds(other) for other in others]
    whole = "|".join(spoken)
    told: dict[tuple[str, ...], float] = {}
    for index, sentence in enumerate(sentences):
        regions = [whole]
        if near := counterparts.get(index):
            first, last = min(near), max(near) + 1
            regions = ["|".join(spoken[first:last]), "|".join(spoken[max(0, first - 1) : last + 1]), whole]
        for run in name_runs(sentence, language):
            if told.get(run, 0) <= 0:
                evidence = _evidence(run, regions)
                if evidence is not None:
                    told[run] = evidence
    return _each_once(told)


def _evidence(run: tuple[str, ...], regions: Sequence[str]) -> float | None:
    """What finding a name, or not finding it, says; None where no region is small enough for it to say anything."""
    parts = [
        sounds(" ".join(run[start:end]))
        for start in range(len(run))
        for end in range(start + 1, len(run) + 1)
    ]
    tried = [answer for part in parts for region in regions if (answer := _sought(part, region))[0] < 1]
    if not tried:
        return None
    longest = max(map(len, parts))
    likely = next(chance for most, chance in FOUND_IN_TRANSLATION.items() if longest <= most)
    if hits := [chance for chance, hit in tried if hit]:
        return max(0.1, math.log(likely / (min(hits) * len(parts))))
    return math.log((1 - likely) / (1 - min(0.5, sum(chance for chance, _ in tried))))


def _each_once(told: Mapping[tuple[str, ...], float]) -> Heard:
    """Every name once: runs that share a word are one name (Annika Torvald, Torvald), found where one of them is."""
    groups: list[tuple[set[str], str, float]] = []
    for run in sorted(told, key=lambda run: (-len(run), run)):
        words, name, evidence = set(run), " ".join(run), told[run]
        for place, (known, longest, before) in enumerate(groups):
            if known & words:
                groups[place] = (known | words, longest, max(before, evidence))
                break
        else:
            groups.append((words, name, evidence))
    return Heard(
        tuple(name for _, name, evidence in groups if evidence > 0),
        tuple(name for _, name, evidence in groups if evidence <= 0),
        math.fsum(evidence for _, _, evidence in groups),
        math.fsum(min(evidence, 0.0) for _, _, evidence in groups),
    )
