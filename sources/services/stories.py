"""Stories: which articles are one text. The machine's joins are recomputed; a person's word stands."""

from collections.abc import Collection
from datetime import date, datetime
from functools import partial
from typing import NamedTuple, TypedDict

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from sources.comparison.clustering import NEVER_JOINED, cluster
from sources.comparison.thresholds import JOIN_PROBABILITY
from sources.models import Article, ArticleMatch, ArticleVerdict, Story, StoryMembership
from sources.signals import article_compared

# One writer of stories at a time: pg_advisory_xact_lock, released with the transaction.
STORIES_LOCK = 7_001


class Link(NamedTuple):
    """A stored match, or a person's verdict, as clustering reads it."""

    a: str
    b: str
    probability: float
    relation: str = "rewritten"


def lock_stories() -> None:
    """One writer of stories at a time, until the transaction ends. Taken before any row, so that nobody waits in a ring."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [STORIES_LOCK])


def joined_with(article_id: int) -> set[int]:
    """Articles that a stored match, certain enough to join, connects with this one."""
    touching = Q(article_a=article_id) | Q(article_b=article_id)
    certain = ArticleMatch.objects.filter(touching, probability__gte=JOIN_PROBABILITY)
    pairs = certain.exclude(relation__in=NEVER_JOINED).values_list("article_a", "article_b")
    return {b if a == article_id else a for a, b in pairs}


def to_agree_with(article_id: int, joined: Collection[int]) -> set[int]:
    """With whom an article that joins these has to be compared: their stories' leads, and all their members where it is
    older than the lead, since it takes the lead then.
    """
    own = _ages([article_id])
    stories = Story.objects.filter(memberships__article__in=joined, lead__isnull=False).distinct()
    leads = dict(stories.values_list("pk", "lead"))
    ages = _ages(leads.values())
    wanted = set(leads.values())
    older = [story for story, lead in leads.items() if lead == article_id or own[article_id] < ages[lead]]
    wanted |= set(StoryMembership.objects.filter(story__in=older).values_list("article", flat=True))
    return wanted - {article_id}


def settle_story(*, article_id: int) -> set[int]:
    """Recompute the stories of everything connected with an article by certain matches or verdicts.

    The connected articles are clustered without chains (a member agrees with the lead or with most members); each
    cluster keeps the story that most of its members were in, the lead is the earliest publication. Call it inside a
    transaction. Every other article that changed its story is announced on commit, this one by the caller. Returns the
    ids of all that changed their story.
    """
    lock_stories()
    members, edges, apart = _connected(article_id)
    ages = _ages(members)
    order = sorted(ages, key=ages.__getitem__)
    certain = {pair: chance for pair, chance in edges.items() if pair not in apart}
    story_of = cluster(
        [str(pk) for pk in order],
        [Link(str(a), str(b), probability) for (a, b), probability in certain.items()],  # type: ignore[misc]
        refused=[(str(a), str(b)) for a, b in apart],
    )
    clusters: dict[str, list[int]] = {}
    for pk in order:
        clusters.setdefault(story_of[str(pk)], []).append(pk)
    moved = _write(list(clusters.values()), order)
    for pk in sorted(moved - {article_id}):
        transaction.on_commit(partial(article_compared.send, Article, article_id=pk))
    return moved


class Dated(TypedDict):
    """What an article's age is told by."""

    pk: int
    published_on: date | None
    added_at: datetime


Age = tuple[bool, date, datetime, int]


def _ages(article_ids: Collection[int]) -> dict[int, Age]:
    rows = Article.objects.filter(pk__in=article_ids).values("pk", "published_on", "added_at")
    return {row["pk"]: _age(row) for row in rows}


def _age(row: Dated) -> Age:
    """Earliest publication first; undated articles after dated ones, by when they were added."""
    published = row["published_on"]
    return (published is None, published or row["added_at"].date(), row["added_at"], row["pk"])


def _connected(article_id: int) -> tuple[set[int], dict[tuple[int, int], float], set[tuple[int, int]]]:
    """Articles reachable by certain matches, standing verdicts or a shared story, and what connects or parts them."""
    members, frontier = {article_id}, {article_id}
    edges: dict[tuple[int, int], float] = {}
    apart: set[tuple[int, int]] = set()
    while frontier:
        touching = Q(article_a__in=frontier) | Q(article_b__in=frontier)
        found: set[int] = set()
        matches = ArticleMatch.objects.filter(touching, probability__gte=JOIN_PROBABILITY)
        for a, b, relation, probability in matches.values_list(
            "article_a", "article_b", "relation", "probability"
        ):
            if relation not in NEVER_JOINED:
                edges[(a, b)] = probability
                found |= {a, b}
        verdicts = ArticleVerdict.objects.filter(touching, undone_at__isnull=True)
        for a, b, verdict in verdicts.values_list("article_a", "article_b", "verdict"):
            if verdict == ArticleVerdict.Verdict.SAME:
                edges[(a, b)] = 1.0
                found |= {a, b}
            else:
                apart.add((a, b))
        stories = StoryMembership.objects.filter(article__in=frontier).values("story")
        found |= set(StoryMembership.objects.filter(story__in=stories).values_list("article", flat=True))
        frontier = found - members
        members |= found
    return members, edges, apart


def _write(clusters: list[list[int]], order: list[int]) -> set[int]:
    place = {pk: index for index, pk in enumerate(order)}
    was = dict(StoryMembership.objects.filter(article__in=order).values_list("article", "story"))
    taken: set[int] = set()
    moved: set[int] = set()
    for members in sorted(clusters, key=lambda cluster: (-len(cluster), min(place[pk] for pk in cluster))):
        lead = min(members, key=place.__getitem__)
        before = [was[pk] for pk in members if pk in was and was[pk] not in taken]
        if before:
            story_id = max(before, key=lambda pk: (before.count(pk), -pk))
            Story.objects.filter(pk=story_id).exclude(lead=lead).update(lead=lead)
        else:
            story_id = Story.objects.create(lead_id=lead).pk
        taken.add(story_id)
        for article_id in members:
            if was.get(article_id) != story_id:
                moved.add(article_id)
                StoryMembership.objects.update_or_create(
                    article_id=article_id, defaults={"story_id": story_id}
                )
    Story.objects.filter(pk__in=set(was.values()) - taken, memberships__isnull=True).delete()
    return moved


@transaction.atomic
def decide_pair(
    *, article_a: Article, article_b: Article, verdict: str, by: User, reason: str = ""
) -> ArticleVerdict:
    """Record a person's word that two articles are one text, or two, and settle their stories by it.

    Replaces a standing verdict, whose row is kept as undone. Raises PermissionDenied.
    """
    if not by.has_perm("sources.add_articleverdict"):
        raise PermissionDenied("Only editors decide whether two articles are one text.")
    first, second = sorted((article_a, article_b), key=lambda article: article.pk)
    list(Article.objects.select_for_update(no_key=True).filter(pk__in=[first.pk, second.pk]).order_by("pk"))
    ArticleVerdict.objects.filter(article_a=first, article_b=second, undone_at__isnull=True).update(
        undone_at=timezone.now()
    )
    made = ArticleVerdict.objects.create(
        article_a=first, article_b=second, verdict=verdict, reason=reason, by=by
    )
    _settle_both(first.pk, second.pk)
    return made


@transaction.atomic
def undo_verdict(*, verdict: ArticleVerdict, by: User) -> None:
    """Take a verdict back: its row stays, marked undone, and the machine's answer holds again. Raises PermissionDenied."""
    if not by.has_perm("sources.add_articleverdict"):
        raise PermissionDenied("Only editors decide whether two articles are one text.")
    ArticleVerdict.objects.filter(pk=verdict.pk, undone_at__isnull=True).update(undone_at=timezone.now())
    _settle_both(verdict.article_a_id, verdict.article_b_id)


def _settle_both(*article_ids: int) -> None:
    for article_id in article_ids:
        settle_story(article_id=article_id)
        transaction.on_commit(partial(article_compared.send, Article, article_id=article_id))
