"""Keys and vectors by which a document finds the few others that are worth comparing, in memory or in a database.

Looking them up is left to the callers; ``finding`` does it in memory.
"""

from collections import Counter
from itertools import combinations

import numpy as np

from sources.comparison.figures import mantissa, weight
from sources.comparison.preparing import limit
from sources.comparison.records import PreparedDocument
from sources.text.vectors import E5, UNIVERSAL, Vectors

# 42 bands of 3 rows: half of all pairs at a Jaccard of .29 share a band, 97 % at .45 (Leskovec et al. 2014, ch. 3).
BAND_ROWS = 3
MOST_ANCHORS = 40
# One shingle in sixteen, the same ones in every document: a passage of a hundred words leaves about six.
SHINGLE_SAMPLE = 16
MOST_SHINGLES = 60
# Fifteen pairs: two texts that share any two of their six most telling figures meet.
MOST_PAIRED = 6


def band_keys(prepared: PreparedDocument) -> list[str]:
    """Keys of the MinHash bands: two documents that share one are candidates. None for an empty text."""
    signature = prepared.signature
    count = len(signature) // BAND_ROWS
    return [
        f"{band}:{signature[band * BAND_ROWS : (band + 1) * BAND_ROWS].astype('>u4').tobytes().hex()}"
        for band in range(count)
    ]


def document_vectors(prepared: PreparedDocument) -> list[tuple[str, Vectors]]:
    """Every (model name, vector) the document can be found by; only vectors of one model are ever compared.

    The first model's is the mean of the sentence vectors; the other's is of the beginning of the text.
    """
    found: list[tuple[str, Vectors]] = []
    rows = prepared.vectors.get(UNIVERSAL.name)
    if rows is not None and len(rows):
        weights = np.array(
            [0.0 if s.furniture else min(s.weight, 40.0) + 1 for s in prepared.sentences[: limit(UNIVERSAL)]],
            np.float32,
        )
        if not weights.any():
            weights[:] = 1.0
        mean = weights[: len(rows)] @ rows
        found.append((UNIVERSAL.name, np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), np.float32)))
    if E5.name in prepared.leads:
        found.append((E5.name, prepared.leads[E5.name]))
    return found


def document_vector(prepared: PreparedDocument) -> tuple[str, Vectors]:
    """The (model name, vector) of the document's own language. Raises LookupError for an empty document."""
    vectors = document_vectors(prepared)
    if not vectors:
        raise LookupError("a document without sentences has no vector")
    return vectors[0]


def anchor_keys(prepared: PreparedDocument) -> list[str]:
    """Keys of telling figures ("n:"), names ("w:") and sampled shingles ("s:"); how rare each is, the archive knows.

    Three rare keys in common make a candidate: by shingles of a passage that stands in both, by figures and names
    across languages. Figures by their leading digits, so that 8.000, 8,000 and 8 thousand share a key.
    """
    figures: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for sentence in prepared.sentences:
        if sentence.furniture:
            continue
        for value in sentence.numbers:
            if weight(value) >= 1.0:
                figures[f"n:{mantissa(value)}"] += 1
        for name in sentence.names:
            if len(name) >= 4:
                names[f"w:{name[:24]}"] += 1
    keys = [key for key, _ in figures.most_common(MOST_ANCHORS // 2)]
    keys += [key for key, _ in names.most_common(MOST_ANCHORS - len(keys))]
    sampled = prepared.shingles[prepared.shingles % SHINGLE_SAMPLE == 0][:MOST_SHINGLES]
    return keys + [f"s:{int(shingle):08x}" for shingle in sampled]


def pair_keys(prepared: PreparedDocument) -> list[str]:
    """Keys of every two of the text's most telling figures, by their leading digits ("p:").

    In a large archive each figure and name is common, and the nearest by vector are many on one subject; two figures
    together stay rare, whatever the wording and the language. Those with most digits are taken first, so that two
    renderings of one text choose the same ones.
    """
    telling = {
        mantissa(value)
        for sentence in prepared.sentences
        if not sentence.furniture
        for value in sentence.numbers
        if weight(value) >= 1.0
    }
    chosen = sorted(telling, key=lambda digits: (-len(digits), digits))[:MOST_PAIRED]
    return [f"p:{first}&{second}" for first, second in combinations(sorted(chosen), 2)]
