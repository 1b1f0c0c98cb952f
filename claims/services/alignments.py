"""Which sentences of two articles comparison set side by side, asked of two statements."""

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Q

from sources.models import ArticleMatch

Span = tuple[int, int]


class Spanned(Protocol):
    """What lies from ``start`` to ``end`` of its article's text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of spans, of an article's text and of another's, in the order of the first."""

    pairs: tuple[tuple[Span, Span], ...]

    def says(self, mine: Spanned, theirs: Spanned) -> bool | None:
        """True where the two statements lie in spans set side by side, False where each lies beside another, else None."""
        position = bisect_right(self.pairs, ((mine.end, -1), (-1, -1)))
        mine_aligned = False
        for own, other in self.pairs[max(0, position - 4) : position]:
            if own[0] < mine.end and mine.start < own[1]:
                mine_aligned = True
                if other[0] < theirs.end and theirs.start < other[1]:
                    return True
        theirs_aligned = any(other[0] < theirs.end and theirs.start < other[1] for _, other in self.pairs)
        return False if mine_aligned and theirs_aligned else None


def alignments(article_id: int) -> dict[int, Alignment]:
    """By the id of the other article, for every stored match of this one."""
    matches = ArticleMatch.objects.filter(Q(article_a=article_id) | Q(article_b=article_id))
    return {
        (b if a == article_id else a): _alignment(aligned, a == article_id)
        for a, b, aligned in matches.values_list("article_a", "article_b", "signals__signals__aligned")
    }


def alignments_between(first: Collection[int], second: Collection[int]) -> dict[tuple[int, int], Alignment]:
    """For every stored match between two sets of articles, by the pair of ids as (of the first, of the second)."""
    both = ArticleMatch.objects.filter(
        Q(article_a__in=first, article_b__in=second) | Q(article_a__in=second, article_b__in=first)
    )
    found = {}
    for a, b, aligned in both.values_list("article_a", "article_b", "signals__signals__aligned"):
        if a in first and b in second:
            found[a, b] = _alignment(aligned, True)
        if b in first and a in second:
            found[b, a] = _alignment(aligned, False)
    return found


def _alignment(aligned: list[dict[str, Any]] | None, mine_is_a: bool) -> Alignment:
    pairs = []
    for pair in aligned or []:
        if pair["a_in_title"] or pair["b_in_title"]:
            continue
        spans = ((pair["a_start"], pair["a_end"]), (pair["b_start"], pair["b_end"]))
        pairs.append(spans if mine_is_a else (spans[1], spans[0]))
    return Alignment(tuple(sorted(pairs)))
