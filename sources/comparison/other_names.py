"""One notice filled with other names: two texts that say the same of somebody else. Such a pair is shown, not joined."""

from collections import Counter

from sources.comparison import figures
from sources.comparison.records import PreparedDocument, Signals
from sources.comparison.thresholds import OTHER_NAMES_EVIDENCE, OTHER_NAMES_JACCARD

UNSPACED = frozenset(["zh", "ja", "th", "lo", "km", "my"])


def about_others(a: PreparedDocument, b: PreparedDocument, signals: Signals) -> bool:
    """Whether the two may be one template filled with other names: no telling figure holds them together, and names do
    not either.

    In one language, two or more linked sentences are the same words but for some that the other text has nowhere, on
    both sides; this needs no capitals. In two, the names of one sound like nothing in the other.
    """
    if sum(map(figures.weight, signals.numbers_agreeing)) >= 1:
        return False
    if a.language != b.language:
        unheard = max(len(signals.names_unheard_of_a), len(signals.names_unheard_of_b))
        return signals.names_evidence <= OTHER_NAMES_EVIDENCE[min(unheard, 2)]
    if signals.names_agreeing or signals.jaccard < OTHER_NAMES_JACCARD:
        return False
    runs_a, runs_b = (_runs(_all_words(d, 0, len(d.text)), d.language) for d in (a, b))
    count = 0
    for pair in signals.aligned:
        if pair.a_in_title or pair.b_in_title:
            continue
        left, right = (
            _all_words(a, pair.a_start, pair.a_end),
            _all_words(b, pair.b_start, pair.b_end),
        )
        alike = (Counter(left) & Counter(right)).total() >= 0.4 * max(len(left), len(right))
        count += alike and not _runs(left, a.language) <= runs_b and not _runs(right, b.language) <= runs_a
    return count >= 2


def _all_words(document: PreparedDocument, start: int, end: int) -> list[int]:
    inside = (s for s in document.sentences if not s.in_title and start <= s.start and s.end <= end)
    return [word for sentence in inside for word in sentence.words]


def _runs(words: list[int], language: str) -> set[tuple[int, ...]]:
    """What tells words apart: each by itself, or, where a script has no spaces and each is a character, three in a row."""
    size = 3 if language in UNSPACED else 1
    return set(zip(*(words[place:] for place in range(size)), strict=False))
