"""Stories: which articles are one text. The machine's joins are recomputed; a person's word stands."""

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


def settle_story(*, article_id: int) -> None:
    """Recompute the stories of everything connected with an article by certain matches or verdicts.

    The connected articles are clustered without chains (a member agrees with the lead or with most members); each
    cluster keeps the story that most of its members were in, the lead is the earliest publication. Call it inside a
    transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [STORIES_LOCK])
    members, edges, apart = _connected(article_id)
    articles = {
        row["pk"]: row
        for row in Article.objects.filter(pk__in=members).values("pk", "published_on", "added_at")
    }
    order = sorted(articles, key=lambda pk: _age(articles[pk]))
    story_of = cluster(
        [str(pk) for pk in order],
        [Link(str(a), str(b), probability) for (a, b), probability in edges.items() if (a, b) not in apart],  # type: ignore[misc]
        refused=[(str(a), str(b)) for a, b in apart],
    )
    clusters: dict[str, list[int]] = {}
    for pk in order:
        clusters.setdefault(story_of[str(pk)], []).append(pk)
    _write(list(clusters.values()), order)


class Dated(TypedDict):
    """What an article's age is told by."""

    pk: int
    published_on: date | None
    added_at: datetime


def _age(row: Dated) -> tuple[bool, object, object, int]:
    """Earliest publication first; undated articles after dated ones, by when they were added."""
    return (row["published_on"] is None, row["published_on"] or row["added_at"], row["added_at"], row["pk"])


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


def _write(clusters: list[list[int]], order: list[int]) -> None:
    place = {pk: index for index, pk in enumerate(order)}
    was = dict(StoryMembership.objects.filter(article__in=order).values_list("article", "story"))
    taken: set[int] = set()
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
                StoryMembership.objects.update_or_create(
                    article_id=article_id, defaults={"story_id": story_id}
                )
    Story.objects.filter(pk__in=set(was.values()) - taken, memberships__isnull=True).delete()


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
