"""What the page of two compared articles shows: aligned sentences, what agrees, what differs, and why, in words.

The comparison itself, and its sentences of explanation, are the engine's; drawing is left to the template.
"""

import logging
import re
from dataclasses import dataclass, replace
from typing import Any

from sources.comparison import Comparison, explain
from sources.models import Article, ArticleMatch, ArticleVerdict
from sources.presentation import Segment, Span, segments

logger = logging.getLogger(__name__)
TINTS = 8
SHOWN_AT_FIRST = 40
YEARS = range(1900, 2100)  # read as years, and so written without a comma


@dataclass(frozen=True, slots=True)
class AlignedPair:
    """Two passages that say the same, under one number and tint; empty where a person may not read one."""

    number: int
    tint: int
    a: tuple[Segment, ...]
    b: tuple[Segment, ...]
    strength: float


@dataclass(frozen=True, slots=True)
class Pairing:
    """What the page of a comparison shows. ``is_readable`` is false where only the verdict was kept."""

    is_readable: bool
    explanation: tuple[str, ...]
    aligned: tuple[AlignedPair, ...]
    numbers_agreeing: tuple[str, ...]
    names_agreeing: tuple[str, ...]
    numbers_missing_from_a: tuple[str, ...]
    numbers_missing_from_b: tuple[str, ...]
    contradictions: tuple[tuple[str, str], ...]
    verdict: ArticleVerdict | None

    @property
    def first(self) -> tuple[AlignedPair, ...]:
        """Passages shown at once."""
        return self.aligned[:SHOWN_AT_FIRST]

    @property
    def more(self) -> tuple[AlignedPair, ...]:
        """Passages folded away."""
        return self.aligned[SHOWN_AT_FIRST:]


def pairing(match: ArticleMatch, user: Any) -> Pairing:
    """Read a stored comparison for the page. What an older engine stored in another shape leaves the verdict alone."""
    verdict = (
        ArticleVerdict.objects.filter(
            article_a=match.article_a_id, article_b=match.article_b_id, undone_at__isnull=True
        )
        .select_related("by")
        .first()
    )
    try:
        comparison = Comparison.from_json(match.signals)
        texts = tuple(
            text for article in (match.article_a, match.article_b) for text in (article.title, article.text)
        )
        names = tuple(as_written(name, texts) for name in comparison.signals.names_agreeing)
        comparison = replace(comparison, signals=replace(comparison.signals, names_agreeing=names))
        explanation = tuple(explain(comparison))
    except (KeyError, TypeError, ValueError, IndexError):
        logger.info("the signals of match %s are not readable by this engine", match.pk)
        return Pairing(False, (), (), (), (), (), (), (), verdict)
    signals = comparison.signals
    hidden_a, hidden_b = _testimony(match.article_a, user), _testimony(match.article_b, user)
    against_a = [Span(one.a_start, one.a_end, "differs") for one in signals.contradictions]
    against_b = [Span(one.b_start, one.b_end, "differs") for one in signals.contradictions]
    aligned = sorted(signals.aligned, key=lambda pair: (not pair.a_in_title, pair.a_start, pair.b_start))
    return Pairing(
        is_readable=True,
        explanation=explanation,
        aligned=tuple(
            AlignedPair(
                number,
                (number - 1) % TINTS + 1,
                *_both_or_none(
                    _stretch(match.article_a, pair.a_start, pair.a_end, pair.a_in_title, against_a, hidden_a),
                    _stretch(match.article_b, pair.b_start, pair.b_end, pair.b_in_title, against_b, hidden_b),
                ),
                pair.strength,
            )
            for number, pair in enumerate(aligned, start=1)
        ),
        numbers_agreeing=tuple(map(number_text, signals.numbers_agreeing)),
        names_agreeing=signals.names_agreeing,
        numbers_missing_from_a=tuple(map(number_text, signals.numbers_missing_from_a)),
        numbers_missing_from_b=tuple(map(number_text, signals.numbers_missing_from_b)),
        contradictions=tuple((number_text(one.a), number_text(one.b)) for one in signals.contradictions),
        verdict=verdict,
    )


def _testimony(article: Article, user: Any) -> list[tuple[int, int]]:
    if user.has_perm("claims.view_sensitive"):
        return []
    statements = article.statements.standing().filter(sensitive=True)
    return list(statements.values_list("start", "end"))


def _stretch(
    article: Article, start: int, end: int, in_title: bool, against: list[Span], hidden: list[tuple[int, int]]
) -> tuple[Segment, ...]:
    if in_title:
        return tuple(segments(article.title[start:end], ()))
    if any(secret_start < end and start < secret_end for secret_start, secret_end in hidden):
        return ()
    moved = [
        Span(span.start - start, span.end - start, span.kind) for span in against if start <= span.start < end
    ]
    return tuple(segments(article.text[start:end], moved))


def _both_or_none(
    a: tuple[Segment, ...], b: tuple[Segment, ...]
) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """What says the same as testimony is testimony: where one side is withheld, so is the other."""
    return (a, b) if a and b else ((), ())


def as_written(name: str, texts: tuple[str, ...]) -> str:
    """A name as one of the two articles writes it; the comparison keeps names in small letters."""
    for text in texts:
        found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
        if found:
            return found[0]
    return name


def number_text(value: float) -> str:
    """A number as people write it: 4,210, but a year without its comma."""
    if value in YEARS:
        return str(int(value))
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    return text or "0"
