"""Find the same article among many documents, in memory: candidates, comparisons, stories.

For files and benchmarks; the worker finds candidates in the database and shares everything else.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

import numpy as np

from sources.comparison.candidates import anchor_keys, band_keys, document_vectors
from sources.comparison.clustering import cluster
from sources.comparison.preparing import add_leads, add_vectors, prepare
from sources.comparison.records import Comparison, Document, PreparedDocument
from sources.comparison.scoring import compare, model_of
from sources.comparison.thresholds import NEAREST, NEAREST_OTHER_LANGUAGE, REVIEW_PROBABILITY
from sources.text.vectors import E5, UNIVERSAL

# A key that more documents have than this tells nothing.
COMMON_KEY = 40


def find_duplicates(
    documents: Sequence[Document], report: Callable[[str], None] = lambda line: None
) -> tuple[dict[str, str], list[Comparison]]:
    """Stories and pairs among ``documents``.

    Returns the story of each key (named by the key of its lead), and the comparisons worth a person's look, the
    joined ones among them, most probable first. ``report`` is told what is going on.
    """
    prepared = prepare(documents, leads=False)
    if any(UNIVERSAL.name not in p.vectors for p in prepared):
        add_leads(prepared, E5)
    report(f"prepared {len(prepared)} documents")
    pairs = candidate_pairs(prepared)
    report(f"{len(pairs)} candidate pairs")
    slow = {i for pair in pairs if model_of(prepared[pair[0]], prepared[pair[1]]) is E5 for i in pair}
    add_vectors([prepared[i] for i in sorted(slow)], E5)
    compared = [compare(prepared[i], prepared[j]) for i, j in pairs]
    shown = [comparison for comparison in compared if comparison.probability >= REVIEW_PROBABILITY]
    shown.sort(key=lambda comparison: (-comparison.probability, comparison.a, comparison.b))
    published = {p.key: p.published_on for p in prepared}
    return cluster([p.key for p in prepared], shown, published), shown


def candidate_pairs(prepared: Sequence[PreparedDocument]) -> list[tuple[int, int]]:
    """Pairs of indices worth comparing: a shared band, near vectors, or rare figures and names in common."""
    pairs: set[tuple[int, int]] = set()
    for shared in _by_key([band_keys(p) for p in prepared]).values():
        if len(shared) <= COMMON_KEY:
            pairs.update((i, j) for place, i in enumerate(shared) for j in shared[place + 1 :])
    vectors = [dict(document_vectors(p)) for p in prepared]
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
            foreign = np.where(languages[block][:, None] != languages[members][None, :], cosines, -2)
            for table, nearest in ((cosines, NEAREST), (foreign, NEAREST_OTHER_LANGUAGE)):
                if model is E5:
                    # Within the first model's languages its own vectors are the better guide.
                    own = np.array([UNIVERSAL.name in vectors[i] for i in members])
                    mine = np.array([UNIVERSAL.name in vectors[i] for i in block])
                    table = np.where(mine[:, None] & own[None, :], -2, table)
                count = min(nearest, len(members) - 1)
                for row, columns in enumerate(np.argpartition(-table, count - 1, axis=1)[:, :count]):
                    for column in columns:
                        if table[row, column] > -1:
                            i, j = int(block[row]), int(members[column])
                            pairs.add((min(i, j), max(i, j)))
    pairs |= _anchored(prepared)
    return sorted(pairs)


def _by_key(keys: list[list[str]]) -> dict[str, list[int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for index, mine in enumerate(keys):
        for key in mine:
            holders[key].append(index)
    return {key: shared for key, shared in holders.items() if len(shared) > 1}


def _anchored(prepared: Sequence[PreparedDocument]) -> set[tuple[int, int]]:
    """Pairs across models that share at least two rare figures or names."""
    counts: Counter[tuple[int, int]] = Counter()
    for shared in _by_key([anchor_keys(p) for p in prepared]).values():
        if len(shared) > COMMON_KEY:
            continue
        for place, i in enumerate(shared):
            for j in shared[place + 1 :]:
                if model_of(prepared[i], prepared[j]) is E5:
                    counts[i, j] += 1
    return {pair for pair, count in counts.items() if count >= 3}
