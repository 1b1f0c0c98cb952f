"""What the page of a story shows: its members, why each is one of them, and what people decided about them.

Deciding is left to ``services.stories``; the sentences that say why are the engine's.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Prefetch, Q

from sources.comparison import Comparison, explain
from sources.comparison.clustering import NEVER_JOINED
from sources.comparison.thresholds import JOIN_PROBABILITY
from sources.models import Article, ArticleMatch, ArticleVerdict, Story, StoryMembership

SHOWN_DECISIONS = 30
SHOWN_FOUND = 10


@dataclass(frozen=True, slots=True)
class Member:
    """One article of a story. ``match`` is how it compares with the lead, ``why`` that in sentences, shortest first."""

    article: Article
    is_lead: bool
    joined: str
    match: ArticleMatch | None
    why: tuple[str, ...]
    agrees_with: int


@dataclass(frozen=True, slots=True)
class Decided:
    """Words that were given as one, and what became of them. ``verdict`` is any of them, by which all are undone."""

    verdict: ArticleVerdict
    same: tuple[Article, ...]
    parted: tuple[tuple[Article, ...], tuple[Article, ...]]
    state: str
    undone_by: str
    undone_at: datetime | None
    undone_reason: str


def members_of(story: Story, memberships: Sequence[StoryMembership]) -> list[Member]:
    """These memberships of one story as its page shows them, in four queries however many they are."""
    ids = [row.article_id for row in memberships]
    with_lead = {
        (match.article_b_id if match.article_a_id == story.lead_id else match.article_a_id): match
        for match in ArticleMatch.objects.filter(
            Q(article_a=story.lead_id, article_b__in=ids) | Q(article_a__in=ids, article_b=story.lead_id)
        )
    }
    agreeing = _agreeing(story, ids)
    return [
        Member(
            article=row.article,
            is_lead=row.article_id == story.lead_id,
            joined=row.get_joined_display(),
            match=(match := with_lead.get(row.article_id)),
            why=_why(match, story.lead_id) if match else (),
            agrees_with=agreeing[row.article_id],
        )
        for row in memberships
    ]


def _agreeing(story: Story, ids: Sequence[int]) -> Counter[int]:
    """With how many other members each agrees, by matches certain enough to join."""
    members = StoryMembership.objects.filter(story=story).values("article")
    certain = ArticleMatch.objects.filter(probability__gte=JOIN_PROBABILITY).exclude(
        relation__in=NEVER_JOINED
    )
    counts: Counter[int] = Counter()
    counts.update(
        certain.filter(article_a__in=ids, article_b__in=members).values_list("article_a", flat=True)
    )
    counts.update(
        certain.filter(article_b__in=ids, article_a__in=members).values_list("article_b", flat=True)
    )
    return counts


def _why(match: ArticleMatch, lead: int | None) -> tuple[str, ...]:
    """The engine's sentences with the lead as the first text; none where an older engine stored another shape."""
    try:
        comparison = Comparison.from_json(match.signals)
        return tuple(explain(comparison if match.article_a_id == lead else comparison.mirrored()))
    except (KeyError, TypeError, ValueError, IndexError):
        return ()


def decisions_about(article_ids: Sequence[int]) -> list[Decided]:
    """What people said about these articles, latest first, each act once, with those it replaced or that were undone."""
    touching = Q(article_a__in=article_ids) | Q(article_b__in=article_ids)
    latest = (
        ArticleVerdict.objects.filter(touching)
        .values("given_as")
        .annotate(last=Max("at"))
        .order_by("-last")
        .values_list("given_as", flat=True)[:SHOWN_DECISIONS]
    )
    acts: dict[Any, list[ArticleVerdict]] = {given_as: [] for given_as in latest}
    titled = Article.objects.select_related("publisher").defer("text")
    articles = Prefetch("article_a", titled), Prefetch("article_b", titled)
    rows = ArticleVerdict.objects.filter(given_as__in=acts).select_related("by", "undone_by", "replaced_by")
    for row in rows.prefetch_related(*articles).order_by("pk"):
        acts[row.given_as].append(row)
    return [_decided(rows) for rows in acts.values()]


def _decided(rows: list[ArticleVerdict]) -> Decided:
    named = {article.pk: article for row in rows for article in (row.article_a, row.article_b)}
    same = {
        pk
        for row in rows
        if row.verdict == ArticleVerdict.Verdict.SAME
        for pk in (row.article_a_id, row.article_b_id)
    }
    parted = [
        (row.article_a_id, row.article_b_id)
        for row in rows
        if row.verdict == ArticleVerdict.Verdict.DIFFERENT
    ]
    one, other = _sides(parted)
    standing = [row for row in rows if row.undone_at is None]
    replaced = [row for row in rows if row.replaced_by_id]
    last = next((row for row in rows if row.undone_at), None)
    return Decided(
        verdict=(standing or rows)[0],
        same=tuple(named[pk] for pk in sorted(same)) if not parted else (),
        parted=(tuple(named[pk] for pk in one), tuple(named[pk] for pk in other)),
        state="standing" if standing else "replaced" if replaced else "undone",
        undone_by=str(last.undone_by or "") if last else "",
        undone_at=last.undone_at if last else None,
        undone_reason=last.undone_reason if last else "",
    )


def _sides(parted: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """The two sides of what was parted as one act, the smaller first."""
    if not parted:
        return [], []
    one = {parted[0][0]}
    other: set[int] = set()
    for _ in range(2):
        for a, b in parted:
            other |= {b} if a in one else {a} if b in one else set()
        for a, b in parted:
            one |= {b} if a in other else {a} if b in other else set()
    sides = sorted((sorted(one - other), sorted(other)), key=len)
    return sides[0], sides[1]


def found_by_hand(words: str, user: object, without: int) -> list[Article]:
    """Articles a person may mean: by number, by address, or by words of title or publisher; none of that story."""
    words = " ".join(words.replace("\x00", "").split())[:300]
    if not words:
        return []
    articles = Article.objects.visible_to(user).exclude(membership__story=without)
    if words.isdecimal() and len(words) < 18:
        wanted = Q(pk=int(words))
    elif "://" in words:
        wanted = Q(url=words)
    else:
        wanted = Q()
        for word in words.split()[:8]:
            wanted &= Q(title__unaccent__icontains=word) | Q(publisher__name__unaccent__icontains=word)
    return list(
        articles.filter(wanted)
        .select_related("publisher", "membership__story")
        .defer("text")
        .order_by("-published_on", "-pk")[:SHOWN_FOUND]
    )
