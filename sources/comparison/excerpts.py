"""Find the passage that two otherwise different texts have in common: a run of linked sentences without holes.

In a rewritten or shortened text the links are spread over the whole; in an excerpt they stand close together and
the rest of at least one text has none.
"""

from sources.comparison.records import PreparedDocument, Signals, SpanPair
from sources.comparison.thresholds import (
    EXCERPT_LEAST,
    EXCERPT_MOST,
    EXCERPT_STRENGTH,
    EXCERPT_WORDING,
    FEWEST_WORDS,
)

Span = tuple[int, int]


def common_run(a: PreparedDocument, b: PreparedDocument, signals: Signals) -> tuple[Span, Span] | None:
    """The common passage as spans (start, end) of A's and of B's text, where it makes the pair an excerpt.

    It has at least 40 words, two fifths of one text, and at most two thirds of the other; None otherwise.
    """
    pairs = [
        p for p in signals.aligned if not p.a_in_title and not p.b_in_title and p.strength >= EXCERPT_STRENGTH
    ]
    # In one language a passage is taken over in its words; across languages the vectors must do.
    in_words = max(signals.containment_a, signals.containment_b) >= EXCERPT_WORDING
    if len(pairs) < 3 or (a.language == b.language and not in_words):
        return None
    best: tuple[float, Span, Span] | None = None
    for run in _runs(pairs, _places(a), _places(b)):
        span_a, span_b = (run[0].a_start, run[-1].a_end), (run[0].b_start, run[-1].b_end)
        words = min(_words(a, span_a), _words(b, span_b))
        if best is None or words > best[0]:
            best = (words, span_a, span_b)
    if best is None or best[0] < FEWEST_WORDS:
        return None
    in_a = _words(a, best[1]) / max(a.word_count, 1)
    in_b = _words(b, best[2]) / max(b.word_count, 1)
    # Where much of the smaller share lies outside the run, this is one text retold, not a passage of another.
    outside = signals.share_a - in_a if in_a <= in_b else signals.share_b - in_b
    if min(in_a, in_b) <= EXCERPT_MOST and max(in_a, in_b) >= EXCERPT_LEAST and outside < 0.15:
        return best[1], best[2]
    return None


def _places(document: PreparedDocument) -> dict[int, int]:
    """Which sentence starts at an offset of the text."""
    body = [s for s in document.sentences if not s.in_title and not s.furniture and s.weight >= 1]
    return {sentence.start: index for index, sentence in enumerate(body)}


def _words(document: PreparedDocument, span: Span) -> float:
    inside = (s for s in document.sentences if not s.in_title and not s.furniture)
    return sum(s.weight for s in inside if span[0] <= s.start and s.end <= span[1])


def _runs(pairs: list[SpanPair], places_a: dict[int, int], places_b: dict[int, int]) -> list[list[SpanPair]]:
    """Runs of pairs that go on in both texts with at most two sentences between."""
    runs: list[list[SpanPair]] = []
    for pair in sorted(pairs, key=lambda p: p.a_start):
        if runs:
            last = runs[-1][-1]
            step_a = places_a[pair.a_start] - places_a[last.a_start]
            step_b = places_b[pair.b_start] - places_b[last.b_start]
            if 0 < step_a <= 3 and 0 < step_b <= 3:
                runs[-1].append(pair)
                continue
        runs.append([pair])
    return [run for run in runs if len(run) >= 3]
