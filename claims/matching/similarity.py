"""How alike two sentences or two quotes are, by their words and by vectors of one model; 0 to 1."""

import math
import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

import numpy as np

from claims.matching.posts import plain, without_quotation_marks
from claims.matching.words import STOP_WORDS, words

_LONGEST = 2_000
_SHORTEST_RUN = 3
"""Words in a row that count as the same words and not as chance."""
GAP = re.compile(r"\s*(?:\[\s*(?:…|\.{3})\s*\]|\(\s*(?:…|\.{3})\s*\)|…|\.{3,})\s*")

# By model, the cosines of sentences that have nothing to do with each other and of those that say the same. Set so that
# in news translated into other languages one in a hundred pairs of other sentences reaches .45 and one in a thousand .6.
_RANGES = {"use-multilingual-3": (0.25, 0.85), "multilingual-e5-small": (0.81, 0.91)}
_USUAL_RANGE = (0.30, 0.90)


def cosine(
    first: Mapping[str, Sequence[float]], second: Mapping[str, Sequence[float]]
) -> tuple[str, float] | None:
    """The model both have a vector of, and the cosine; None without a common model or with a vector of zeros."""
    for model in sorted(set(first) & set(second)):
        one, two = np.asarray(first[model]), np.asarray(second[model])
        if one.shape != two.shape:
            continue
        length = math.sqrt(float(one @ one) * float(two @ two))
        found = float(one @ two) / length if length > 0 else math.nan
        if math.isfinite(found):
            return model, max(-1.0, min(1.0, found))
    return None


def closeness(first: Mapping[str, Sequence[float]], second: Mapping[str, Sequence[float]]) -> float | None:
    """The cosine on a scale where 0 is unrelated and 1 says the same, whatever the model; None if it can't be told."""
    found = cosine(first, second)
    if found is None:
        return None
    low, high = _RANGES.get(found[0], _USUAL_RANGE)
    return max(0.0, min(1.0, (found[1] - low) / (high - low)))


@lru_cache(maxsize=4_096)
def _words_of(text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The words in order, and the set of those that carry content; a statement meets many others in a row."""
    found = words(text)
    return tuple(found), frozenset(found) - STOP_WORDS


def word_overlap(first: str, second: str) -> float:
    """Share of the words of both texts that they have in common (Jaccard over stems and figures, stop words aside)."""
    (_, one), (_, two) = _words_of(first[:_LONGEST]), _words_of(second[:_LONGEST])
    return len(one & two) / len(one | two) if one or two else 0.0


def near_equal(first: str, second: str) -> bool:
    """The same sentence, a word or two aside (a typing slip, British or American spelling, another mark)."""
    (one, _), (two, _) = _words_of(first[:_LONGEST]), _words_of(second[:_LONGEST])
    return bool(one) and bool(two) and (one == two or word_overlap(first, second) >= 0.8)


@lru_cache(maxsize=4_096)
def quoted_parts(quote: str) -> list[list[str]]:
    """The words of a quote, part by part, as ellipses cut it."""
    text = without_quotation_marks(plain(quote[:_LONGEST]))
    return [found for found in map(words, GAP.split(text)) if found]


def same_words(first: str, second: str) -> float:
    """How much of the shorter quote stands in the longer one, in order: 1 for a quote cut or with an ellipsis.

    Each part between ellipses is looked for after the one before it. Fewer than four words in the shorter quote prove
    little, so they count by their share of four.
    """
    one, two = quoted_parts(first), quoted_parts(second)
    lengths = [sum(map(len, parts)) for parts in (one, two)]
    if not all(lengths):
        return 0.0
    (_, short), (_, long) = sorted(zip(lengths, (one, two), strict=True))
    within = [word for part in long for word in part]
    found, reached = 0, 0
    for part in short:
        blocks = SequenceMatcher(None, part, within[reached:], autojunk=False).get_matching_blocks()
        runs = [block for block in blocks if block.size >= min(_SHORTEST_RUN, len(part))]
        if runs:
            found += sum(run.size for run in runs)
            reached += runs[-1].b + runs[-1].size
    total = min(lengths)
    return found / total * min(1.0, total / 4)
