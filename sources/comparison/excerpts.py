"""Find the passage that two otherwise different texts have in common.

In a rewritten or shortened text the links are spread over the whole. An excerpt is a run of links beside long blocks
of at least one text that have no counterpart at all, whether it is word for word, reworded or translated.
"""

from sources.comparison.records import PreparedDocument, Signals, SpanPair
from sources.comparison.thresholds import (
    EXCERPT_BLOCK,
    EXCERPT_COUNTERPART,
    EXCERPT_LEAST,
    EXCERPT_STRENGTH,
    EXCERPT_TWO_BLOCKS,
    FEWEST_WORDS,
)

Span = tuple[int, int]


def common_run(a: PreparedDocument, b: PreparedDocument, signals: Signals) -> tuple[Span, Span] | None:
    """The common passage as spans (start, end) of A's and of B's text, where it makes the pair an excerpt.

    It has at least 40 words and two fifths of one text, beside long blocks of one text without counterpart, or three
    tenths beside such blocks of both; else None.
    """
    # The same words about other figures are a template, not a passage of one in the other.
    against = {(c.a_start, c.b_start) for c in signals.contradictions}
    pairs = [
        p
        for p in signals.aligned
        if p.strength >= EXCERPT_STRENGTH
        and not p.a_in_title
        and not p.b_in_title
        and (p.a_start, p.b_start) not in against
    ]
    if len(pairs) < 3:
        return None
    best: tuple[float, float, Span, Span] | None = None
    for run in _runs(pairs, _places(a), _places(b)):
        words_a = sum(_words(a, (pair.a_start, pair.a_end)) for pair in run)
        words_b = sum(_words(b, (pair.b_start, pair.b_end)) for pair in run)
        if best is None or min(words_a, words_b) > best[0]:
            share = max(words_a / max(a.word_count, 1), words_b / max(b.word_count, 1))
            span_a, span_b = (run[0].a_start, run[-1].a_end), (run[0].b_start, run[-1].b_end)
            best = (min(words_a, words_b), share, span_a, span_b)
    if best is None or best[0] < FEWEST_WORDS:
        return None
    linked = [
        p
        for p in signals.aligned
        if not p.a_in_title and not p.b_in_title and p.strength >= EXCERPT_COUNTERPART
    ]
    blocks_a = foreign_blocks(a, [(p.a_start, p.a_end) for p in linked])
    blocks_b = foreign_blocks(b, [(p.b_start, p.b_end) for p in linked])
    foreign = sum(
        blocks[0] >= EXCERPT_BLOCK or sum(blocks) >= EXCERPT_TWO_BLOCKS for blocks in (blocks_a, blocks_b)
    )
    return (best[2], best[3]) if best[1] >= EXCERPT_LEAST[foreign] else None


def foreign_blocks(document: PreparedDocument, linked: list[Span]) -> tuple[float, float]:
    """The two longest blocks of a text without counterpart, as shares of its words.

    A block may hold a stray link: linked words count three times against it (a maximum-sum run).
    """
    body = [s for s in document.sentences if not s.in_title and not s.furniture]
    total = sum(s.weight for s in body)
    if not total:
        return 0.0, 0.0
    inside = [any(start <= s.start and s.end <= end for start, end in linked) for s in body]
    values = [-3 * s.weight if known else s.weight for s, known in zip(body, inside, strict=True)]
    first, start, end = _longest(values)
    values[start:end] = [-3 * abs(value) for value in values[start:end]]
    second, _, _ = _longest(values)
    return first / total, second / total


def _longest(values: list[float]) -> tuple[float, int, int]:
    """The run of the greatest sum: its sum, its start and its end (Kadane)."""
    best = (0.0, 0, 0)
    current, start = 0.0, 0
    for index, value in enumerate(values):
        if current <= 0:
            current, start = 0.0, index
        current += value
        if current > best[0]:
            best = (current, start, index + 1)
    return best


def _places(document: PreparedDocument) -> dict[int, int]:
    """Which sentence starts at an offset of the text."""
    body = [s for s in document.sentences if not s.in_title and not s.furniture and s.weight >= 1]
    return {sentence.start: index for index, sentence in enumerate(body)}


def _words(document: PreparedDocument, span: Span) -> float:
    inside = (s for s in document.sentences if not s.in_title and not s.furniture)
    return sum(s.weight for s in inside if span[0] <= s.start and s.end <= span[1])


def _runs(pairs: list[SpanPair], places_a: dict[int, int], places_b: dict[int, int]) -> list[list[SpanPair]]:
    """Runs of pairs that go on in both texts with at most one sentence between, or where one text goes on without a
    break: an excerpt may be cut.
    """
    runs: list[list[SpanPair]] = []
    for pair in sorted(pairs, key=lambda p: p.a_start):
        if runs:
            last = runs[-1][-1]
            step_a = places_a[pair.a_start] - places_a[last.a_start]
            step_b = places_b[pair.b_start] - places_b[last.b_start]
            if min(step_a, step_b) > 0 and (max(step_a, step_b) <= 2 or min(step_a, step_b) == 1):
                runs[-1].append(pair)
                continue
        runs.append([pair])
    return [run for run in runs if len(run) >= 3]
