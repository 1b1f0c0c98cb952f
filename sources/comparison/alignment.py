"""Align the sentences of two documents by their vectors: mutual nearest neighbours above a ratio margin.

After Artetxe and Schwenk (2019), "Margin-based parallel corpus mining with multilingual sentence embeddings"; a
sentence that one side splits in two is joined to its neighbour's counterpart. Judging what it means is left to scoring.
"""

import bisect
import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sources.text.vectors import E5, UNIVERSAL, Vectors

NEIGHBOURS = 4
# One sentence may stand for so many of the other text.
LONGEST_JOINED = 4
# Weight of the usual median beside a pair's own.
USUAL_COSINES = 20


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a model's cosines lie: ``background`` of unrelated sentences of one topic, ``same`` of translations.

    ``gain`` is by how much a joined sentence must come nearer. A model that sets all sentences of two languages nearer
    than those of two others ``follows`` each pair of texts: the marks move with the median of its cosines, which lies at
    ``follows`` where they are right as they stand.
    """

    background: float
    same: float
    gain: float
    follows: float | None = None

    def of(self, cosines: Vectors) -> "Scale":
        """The scale of one pair of texts. In few cosines the median says little: the usual one counts as twenty."""
        if self.follows is None:
            return self
        moved = (float(np.median(cosines)) - self.follows) * cosines.size / (cosines.size + USUAL_COSINES)
        return replace(self, background=self.background + moved, same=self.same + moved)


# By model, and whether both texts are in one language: the second model sets sentences of one language nearer, and those
# of Swahili and Filipino nearer than those of English and Thai (medians of .82 and .74 in texts on other themes).
SCALES = {
    (UNIVERSAL.name, True): Scale(0.25, 0.75, 0.03),
    (UNIVERSAL.name, False): Scale(0.25, 0.75, 0.03),
    (E5.name, True): Scale(0.83, 0.94, 0.01, follows=0.83),
    (E5.name, False): Scale(0.79, 0.90, 0.01, follows=0.785),
}


@dataclass(frozen=True, slots=True)
class Link:
    """Sentences ``a`` (indices) say what sentences ``b`` say; ``strength`` runs from 0 to 1."""

    a: tuple[int, ...]
    b: tuple[int, ...]
    cosine: float
    margin: float
    strength: float


def strength(cosine: float, margin: float, scale: Scale) -> float:
    """How surely two sentences say the same, from 0 to 1: cosine between the model's marks, and margin above 1."""
    height = (cosine - scale.background) / (scale.same - scale.background)
    lift = (margin - 1) / (0.35 * (scale.same / scale.background - 1))
    return 1 / (1 + math.exp(-(5.0 * height + 2.0 * min(lift, 2.0) - 4.2)))


def align(a: Vectors, b: Vectors, scale: Scale) -> list[Link]:
    """Links between the rows of ``a`` and of ``b`` (both L2-normalised, one model), in the order of ``a``."""
    if not len(a) or not len(b):
        return []
    cosines = a @ b.T
    scale = scale.of(cosines)
    near_a = _neighbourhood(cosines, scale)
    near_b = _neighbourhood(cosines.T, scale)
    margins = cosines / np.maximum((near_a[:, None] + near_b[None, :]) / 2, 1e-6)
    best_b = margins.argmax(axis=1)
    best_a = margins.argmax(axis=0)
    links: list[Link] = []
    free_a = np.ones(len(a), bool)
    free_b = np.ones(len(b), bool)
    mutual = [(i, int(j)) for i, j in enumerate(best_b) if best_a[j] == i]
    for i, j in mutual:
        free_a[i] = free_b[j] = False
    for i, j in mutual:
        cosine, margin = float(cosines[i, j]), float(margins[i, j])
        left: tuple[int, ...] = (i,)
        right: tuple[int, ...] = (j,)
        if cosine > scale.background:
            left, grown = _grow(a, i, b[j], cosine, cosines[:, j], free_a, scale)
            if len(left) == 1:
                right, grown = _grow(b, j, a[i], cosine, cosines[i], free_b, scale)
            margin *= grown / cosine if cosine > 0 else 1
            cosine = grown
        links.append(Link(left, right, cosine, margin, strength(cosine, margin, scale)))
    return links


def _neighbourhood(cosines: Vectors, scale: Scale) -> Vectors:
    """Mean cosine of each row's second to fifth nearest; the model's background stands in for what a short text lacks."""
    kept = min(NEIGHBOURS + 1, cosines.shape[1])
    ranked = np.sort(-np.partition(-cosines, kept - 1, axis=1)[:, :kept], axis=1)[:, : kept - 1]
    missing = NEIGHBOURS - ranked.shape[1]
    total = np.maximum(ranked, scale.background * 0.8).sum(axis=1) + missing * scale.background
    return np.asarray(total / NEIGHBOURS, np.float32)


def _grow(
    rows: Vectors,
    index: int,
    target: Vectors,
    cosine: float,
    cosines: Vectors,
    free: NDArray[np.bool_],
    scale: Scale,
) -> tuple[tuple[int, ...], float]:
    """Join unlinked sentences before or after ``index`` while the whole comes nearer to ``target``; four at most."""
    first = last = index
    total = rows[index]
    best = cosine
    while last - first + 1 < LONGEST_JOINED:
        choice: tuple[float, int] | None = None
        for neighbour in (first - 1, last + 1):
            if not 0 <= neighbour < len(rows) or not free[neighbour] or cosines[neighbour] < scale.background:
                continue
            joined = total + rows[neighbour]
            nearer = float(joined @ target) / max(math.sqrt(float(joined @ joined)), 1e-6)
            if nearer > best + scale.gain and (choice is None or nearer > choice[0]):
                choice = (nearer, neighbour)
        if choice is None:
            break
        best = choice[0]
        total = total + rows[choice[1]]
        first, last = min(first, choice[1]), max(last, choice[1])
        free[choice[1]] = False
    return tuple(range(first, last + 1)), best


def order(links: list[Link]) -> float:
    """How far linked sentences stand in one order: longest increasing run over the number of links, 0 to 1.

    One link says nothing (0.5), two say little (0.8 in order, 0.5 against it).
    """
    if len(links) <= 2:
        return 0.8 if len(links) == 2 and links[0].b[0] < links[1].b[0] else 0.5
    return len(in_order(links)) / len(links)


def in_order(links: list[Link]) -> list[Link]:
    """The most links, given in the order of A, that stand in the order of B as well (Schensted 1961)."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for index, link in enumerate(links):
        place = bisect.bisect_left(ends, link.b[0])
        ends[place : place + 1] = [link.b[0]]
        places[place : place + 1] = [index]
        before.append(places[place - 1] if place else -1)
    chain: list[Link] = []
    index = places[-1] if places else -1
    while index >= 0:
        chain.append(links[index])
        index = before[index]
    return chain[::-1]
