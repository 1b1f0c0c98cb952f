"""Find the same article among many documents, in memory: candidates, comparisons, stories.

For files and benchmarks; the worker finds candidates in the database and shares everything else.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from sources.comparison.candidates import anchor_keys, band_keys, document_vectors, pair_keys
from sources.comparison.clustering import cluster
from sources.comparison.preparing import add_leads, add_vectors, prepare
from sources.comparison.records import Comparison, Document, PreparedDocument
from sources.comparison.scoring import compare, model_of
from sources.comparison.thresholds import (
    LEAST_ANCHORS,
    LEAST_COSINE,
    NEAREST,
    NEAREST_OTHER_LANGUAGE,
    REVIEW_PROBABILITY,
)
from sources.text.vectors import E5, UNIVERSAL

# A name, figure or shingle that more documents have than this tells nothing; a band is looked up for so many.
COMMON_KEY = 40


def find_duplicates(
    documents: Sequence[Document], report: Callable[[str], None] = lambda line: None
) -> tuple[dict[str, str], list[Comparison]]:
    """Stories and pairs among ``documents``.

    Returns the story of each key (named by the key of its lead), and the comparisons worth a person's look, the
    joined ones among them, most probable first. ``report`` is told what is going on.
    """
    prepared = prepare(documents, leads=False)
    report(f"prepared {len(prepared)} documents")
    return find_among(prepared, report)


def find_among(
    prepared: Sequence[PreparedDocument], report: Callable[[str], None] = lambda line: None
) -> tuple[dict[str, str], list[Comparison]]:
    """The same among prepared documents; embeds only what a language asks of the second model."""
    if any(UNIVERSAL.name not in p.vectors for p in prepared):
        add_leads(prepared, E5)
    pairs = candidate_pairs(prepared)
    report(f"{len(pairs)} candidate pairs")
    slow = {i for pair in pairs if model_of(prepared[pair[0]], prepared[pair[1]]) is E5 for i in pair}
    add_vectors([prepared[i] for i in sorted(slow)], E5)
    report(f"{len(slow)} documents in the second model")
    compared = [compare(prepared[i], prepared[j]) for i, j in pairs]
    shown = [comparison for comparison in compared if comparison.probability >= REVIEW_PROBABILITY]
    shown.sort(key=lambda comparison: (-comparison.probability, comparison.a, comparison.b))
    published = {p.key: p.published_on for p in prepared}
    return cluster([p.key for p in prepared], shown, published), shown


def candidate_pairs(prepared: Sequence[PreparedDocument]) -> list[tuple[int, int]]:
    """Pairs of indices worth comparing: a shared band, two rare figures, near vectors, or rare names and shingles."""
    pairs: set[tuple[int, int]] = set()
    for shared in _by_key([band_keys(p) for p in prepared]).values():
        # A release copied a hundred times: everyone meets the first forty, which holds the lead, not everyone.
        pairs.update((i, j) for place, i in enumerate(shared[:COMMON_KEY]) for j in shared[place + 1 :])
    vectors = [dict(document_vectors(p)) for p in prepared]
    # Within the first model's languages its own vectors are the better guide.
    covered = np.array([UNIVERSAL.name in held for held in vectors], bool)
    languages = np.array([p.language for p in prepared])
    for model in (UNIVERSAL, E5):
        members = np.array([i for i, held in enumerate(vectors) if model.name in held], np.int64)
        if len(members) < 2:
            continue
        rows = np.stack([vectors[i][model.name] for i in members])
        for start in range(0, len(members), 512):
            block = members[start : start + 512]
            cosines = rows[start : start + 512] @ rows.T
            cosines[np.arange(len(block)), np.arange(start, start + len(block))] = -2
            foreign = languages[block][:, None] != languages[members][None, :]
            one, two = LEAST_COSINE[model.name]
            cosines[cosines < np.where(foreign, two, one)] = -2
            if model is E5:
                cosines[covered[block][:, None] & covered[members][None, :]] = -2
            for table, nearest in (
                (cosines, NEAREST),
                (np.where(foreign, cosines, -2), NEAREST_OTHER_LANGUAGE),
            ):
                _take_nearest(pairs, table, block, members, min(nearest, len(members) - 1))
    for shared in _by_key([pair_keys(p) for p in prepared]).values():
        if len(shared) <= COMMON_KEY:
            pairs.update(combinations(shared, 2))
    pairs |= _anchored(prepared)
    return sorted(pairs)


def _take_nearest(
    pairs: set[tuple[int, int]],
    table: NDArray[np.float32],
    block: NDArray[np.int64],
    members: NDArray[np.int64],
    count: int,
) -> None:
    for row, columns in enumerate(np.argpartition(-table, count - 1, axis=1)[:, :count]):
        i = int(block[row])
        for column in columns[table[row, columns] > -1]:
            j = int(members[column])
            pairs.add((min(i, j), max(i, j)))


def _by_key(keys: list[list[str]]) -> dict[str, list[int]]:
    """Who holds each key that more than one holds."""
    holders: dict[str, list[int]] = defaultdict(list)
    for index, mine in enumerate(keys):
        for key in mine:
            holders[key].append(index)
    return {key: shared for key, shared in holders.items() if len(shared) > 1}


def _anchored(prepared: Sequence[PreparedDocument]) -> set[tuple[int, int]]:
    """Pairs with three rare shingles, figures or names in common, each kind where the first model cannot help."""
    counts: Counter[tuple[int, int]] = Counter()
    for key, shared in _by_key([anchor_keys(p) for p in prepared]).items():
        if len(shared) > COMMON_KEY:
            continue
        passage = key.startswith("s:")
        for place, i in enumerate(shared):
            for j in shared[place + 1 :]:
                if passage or model_of(prepared[i], prepared[j]) is E5:
                    counts[i, j] += 1
    return {pair for pair, count in counts.items() if count >= LEAST_ANCHORS}
