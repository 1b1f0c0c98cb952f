"""Finds, among thousands of known claims, those that a post repeats: word, character and vector scores in one sum.

Keeps everything in memory and needs no database; statement against statement is the work of ``compare``.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from claims.matching.lexical import Bm25Index, Floats, TfIdfIndex
from claims.matching.posts import Post, plain, read_post, without_quotation_marks
from claims.matching.words import character_grams, content_words, pairs
from sources.text import vectors

Embedder = Callable[[Sequence[str]], npt.NDArray[np.float32]]

SIGNALS = ("words", "authors", "pairs", "dates", "characters", "vectors")

# Conditional logit over each post's candidates with an L2 penalty, fitted by benchmarks/claim_matching.py, which also
# prints the cross-validated figures. One number a signal; there is nothing else to learn.
WEIGHTS: dict[str, float] = {
    "words": 0.152,
    "authors": 0.394,
    "pairs": 0.04,
    "dates": 0.281,
    "characters": 12.8,
    "vectors": 17.1,
}


def embed_with_universal(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """Unit vectors (texts, 512) of the multilingual encoder: fast enough for tens of thousands of claims at a start."""
    return vectors.embed(texts, vectors.UNIVERSAL)


@dataclass(frozen=True, slots=True)
class KnownClaim:
    """A claim to be found: its wording and, where there is one, the title of the article that checks it."""

    id: str
    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class RankedClaim:
    """A claim found. ``score`` is the share of belief it gets among all known claims (0 to 1); ``parts`` add up to
    the sum that ranks it, by signal."""

    id: str
    score: float
    parts: dict[str, float]


class ClaimIndex:
    """Known claims, ready to be searched.

    Claims that differ in nothing but their marks and capitals are one entry; their ids come out in the order given.
    """

    def __init__(self, claims: Iterable[KnownClaim], embed: Embedder = embed_with_universal) -> None:
        self._embed = embed
        entries: dict[tuple[str, str], list[str]] = {}
        for claim in claims:
            form = (without_quotation_marks(plain(claim.text)), without_quotation_marks(plain(claim.title)))
            entries.setdefault(form, []).append(claim.id)
        self.ids = list(entries.values())
        texts = list(entries)
        words = [(content_words(text), content_words(title)) for text, title in texts]
        self._words = Bm25Index([text + title for text, title in words])
        self._pairs = Bm25Index([pairs(text) + pairs(title) for text, title in words])
        self._characters = TfIdfIndex([character_grams(f"{text} {title}") for text, title in texts])
        self._vectors = embed([f"{text} {title}" for text, title in texts])

    def __len__(self) -> int:
        return len(self.ids)

    def signals(self, posts: Sequence[Post]) -> list[Floats]:
        """For each post a matrix (entries, signals) in the order of ``SIGNALS``, unweighted."""
        if not self.ids:
            return [np.zeros((0, len(SIGNALS)), dtype=np.float32) for _ in posts]
        asked = self._embed([without_quotation_marks(post.body) for post in posts])
        tables = []
        for post, vector in zip(posts, asked, strict=True):
            body = content_words(post.body)
            columns = [
                self._words.scores(body),
                self._words.scores(content_words(post.authors)),
                self._pairs.scores(pairs(body)),
                self._words.scores(content_words(post.dates)),
                self._characters.scores(character_grams(post.body)),
                self._vectors @ vector,
            ]
            tables.append(np.stack(columns, axis=1))
        return tables

    def search(self, text: str, limit: int = 20) -> list[RankedClaim]:
        """The claims that ``text`` most likely repeats, best first, ``limit`` at most; none when nothing is said."""
        post = read_post(text)
        if not self.ids or not (post.body or post.authors):
            return []
        weighted = self.signals([post])[0] * np.array([WEIGHTS[name] for name in SIGNALS], dtype=np.float32)
        totals = weighted.sum(axis=1)
        shares = np.exp(totals - totals.max())
        shares /= sum(float(share) * len(ids) for share, ids in zip(shares, self.ids, strict=True))
        ranked: list[RankedClaim] = []
        for entry in np.argsort(-totals, kind="stable")[:limit]:
            parts = {name: float(weighted[entry, at]) for at, name in enumerate(SIGNALS)}
            ranked.extend(RankedClaim(id, float(shares[entry]), parts) for id in self.ids[entry])
        return ranked[:limit]
