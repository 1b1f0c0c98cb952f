"""Find the same article in any wording and language, and say why: a plain engine without database or settings.

Keeping articles, candidates and stories is left to the services and tasks of ``sources``.
"""

from sources.comparison.candidates import anchor_keys, band_keys, document_vector, document_vectors, pair_keys
from sources.comparison.clustering import cluster
from sources.comparison.explaining import explain
from sources.comparison.finding import find_duplicates
from sources.comparison.preparing import prepare
from sources.comparison.records import (
    Comparison,
    Contradiction,
    Document,
    PreparedDocument,
    PreparedSentence,
    Signals,
    SpanPair,
)
from sources.comparison.scoring import compare
from sources.comparison.thresholds import JOIN_PROBABILITY, REVIEW_PROBABILITY

# Kept with every fingerprint and match; a change of it asks for ``recompare``.
ENGINE_VERSION = "corroborate-comparison-1"

__all__ = [
    "ENGINE_VERSION",
    "JOIN_PROBABILITY",
    "REVIEW_PROBABILITY",
    "Comparison",
    "Contradiction",
    "Document",
    "PreparedDocument",
    "PreparedSentence",
    "Signals",
    "SpanPair",
    "anchor_keys",
    "band_keys",
    "cluster",
    "compare",
    "document_vector",
    "document_vectors",
    "explain",
    "find_duplicates",
    "pair_keys",
    "prepare",
]
