"""Matching: which statements say the same, and which known claim a text repeats.

Plain Python without Django or database; queries, storage and what follows from a match belong to the claims services.
"""

from claims.matching.compare import PROPOSE_FROM, compare_statements
from claims.matching.differences import difference_candidate
from claims.matching.facts import StatementFacts
from claims.matching.figures import figures_differ
from claims.matching.keys import candidate_keys, canonical_wording
from claims.matching.records import (
    ENGINE_VERSION,
    Conflict,
    DifferenceReason,
    Part,
    StatementMatch,
    explain,
    from_json,
    to_json,
)

__all__ = [
    "ENGINE_VERSION",
    "PROPOSE_FROM",
    "Conflict",
    "DifferenceReason",
    "Part",
    "StatementFacts",
    "StatementMatch",
    "candidate_keys",
    "canonical_wording",
    "compare_statements",
    "difference_candidate",
    "explain",
    "figures_differ",
    "from_json",
    "to_json",
]
