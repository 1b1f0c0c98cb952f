"""Stories: which articles are one text. The machine's joins are recomputed; a person's word stands."""

import uuid
from collections.abc import Collection, Iterable, Mapping
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


Pair = tuple[int, int]
SAME, DIFFERENT = ArticleVerdict.Verdict.SAME, ArticleVerdict.Verdict.DIFFERENT


class Link(NamedTuple):
    """A stored match, or a person's verdict, as clustering reads it."""

    a: str
    b: str
    probability: float
    relation: str = "rewritten"


class Connected(NamedTuple):
    """Articles that hang together, and by what: certain matches, and pairs a person called one text, or two."""

    members: set[int]
    matches: dict[Pair, float]
    said: set[Pair]
    apart: set[Pair]


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
    own = ages_of([article_id])
    stories = Story.objects.filter(memberships__article__in=joined, lead__isnull=False).distinct()
    leads = dict(stories.values_list("pk", "lead"))
    ages = ages_of(leads.values())
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
    return _settle_connected(article_id).moved


class Settled(NamedTuple):
    """Everyone whose story was looked at, and who changed theirs."""

    members: set[int]
    moved: set[int]


def _settle_connected(article_id: int) -> Settled:
    links = _connected(article_id)
    ages = ages_of(links.members)
    order = sorted(ages, key=ages.__getitem__)
    moved = _write(_clusters(order, links), order, links.said)
    for pk in sorted(moved - {article_id}):
        transaction.on_commit(partial(article_compared.send, Article, article_id=pk))
    return Settled(links.members, moved)


class Dated(TypedDict):
    """What an article's age is told by."""

    pk: int
    published_on: date | None
    added_at: datetime


Age = tuple[bool, date, datetime, int]


def ages_of(article_ids: Collection[int]) -> dict[int, Age]:
    """What tells which of these articles is older: smaller is earlier."""
    rows = Article.objects.filter(pk__in=article_ids).values("pk", "published_on", "added_at")
    return {row["pk"]: _age(row) for row in rows}


def _age(row: Dated) -> Age:
    """Earliest publication first; undated articles after dated ones, by when they were added."""
    published = row["published_on"]
    return (published is None, published or row["added_at"].date(), row["added_at"], row["pk"])


def _connected(article_id: int) -> Connected:
    """Articles reachable by certain matches, standing verdicts or a shared story, and what connects or parts them."""
    frontier = {article_id}
    links = Connected({article_id}, {}, set(), set())
    while frontier:
        touching = Q(article_a__in=frontier) | Q(article_b__in=frontier)
        found: set[int] = set()
        certain = ArticleMatch.objects.filter(touching, probability__gte=JOIN_PROBABILITY)
        certain = certain.exclude(relation__in=NEVER_JOINED)
        for a, b, probability in certain.values_list("article_a", "article_b", "probability"):
            links.matches[(a, b)] = probability
            found |= {a, b}
        verdicts = ArticleVerdict.objects.filter(touching, undone_at__isnull=True)
        for a, b, verdict in verdicts.values_list("article_a", "article_b", "verdict"):
            if verdict == SAME:
                links.said.add((a, b))
                found |= {a, b}
            else:
                links.apart.add((a, b))
        stories = StoryMembership.objects.filter(article__in=frontier).values("story")
        found |= set(StoryMembership.objects.filter(story__in=stories).values_list("article", flat=True))
        frontier = found - links.members
        links.members.update(found)
    return links


def _clusters(order: list[int], links: Connected) -> list[list[int]]:
    """The stories of these articles, oldest first, each from its lead on.

    What people called one text stands together and agrees with whatever one of it agrees with; what they called two
    never stands in one story, even where another word would bring it there.
    """
    edges = {pair: chance for pair, chance in links.matches.items() if pair not in links.apart}
    block_of = {pk: {pk} for pk in order}
    for a, b in sorted(links.said - links.apart):
        joined = block_of[a] | block_of[b]
        if not any((x, y) in links.apart for x in joined for y in joined):
            block_of.update(dict.fromkeys(joined, joined))
    for (a, b), chance in list(edges.items()):
        for pair in ((min(x, y), max(x, y)) for x in block_of[a] for y in block_of[b] if x != y):
            edges[pair] = max(chance, edges.get(pair, 0.0))
    for block in block_of.values():
        edges.update({(a, b): 1.0 for a in block for b in block if a < b})
    story_of = cluster(
        [str(pk) for pk in order],
        [Link(str(a), str(b), chance) for (a, b), chance in edges.items()],  # type: ignore[misc]
        refused=[(str(a), str(b)) for a, b in links.apart],
    )
    clusters: dict[str, list[int]] = {}
    for pk in order:
        clusters.setdefault(story_of[str(pk)], []).append(pk)
    return list(clusters.values())


def _write(clusters: list[list[int]], order: list[int], said: set[Pair]) -> set[int]:
    """Store the stories; returns who changed theirs."""
    place = {pk: index for index, pk in enumerate(order)}
    rows = StoryMembership.objects.filter(article__in=order).values_list("article", "story", "joined")
    was = {article: (story, joined) for article, story, joined in rows}
    leads = dict(Story.objects.filter(pk__in={story for story, _ in was.values()}).values_list("pk", "lead"))
    taken: set[int] = set()
    moved: set[int] = set()
    changed: list[StoryMembership] = []
    for members in sorted(clusters, key=lambda cluster: (-len(cluster), min(place[pk] for pk in cluster))):
        lead = min(members, key=place.__getitem__)
        before = [was[pk][0] for pk in members if pk in was and was[pk][0] not in taken]
        if before:
            story_id = max(before, key=lambda pk: (before.count(pk), -pk))
            if leads[story_id] != lead:
                Story.objects.filter(pk=story_id).update(lead=lead)
        else:
            story_id = Story.objects.create(lead_id=lead).pk
        taken.add(story_id)
        named = {pk for pair in said if set(pair) <= set(members) for pk in pair}
        for article_id in members:
            joined = StoryMembership.Joined.PERSON if article_id in named else StoryMembership.Joined.MACHINE
            if was.get(article_id) == (story_id, joined):
                continue
            changed.append(StoryMembership(article_id=article_id, story_id=story_id, joined=joined))
            if was.get(article_id, (None, ""))[0] != story_id:
                moved.add(article_id)
    StoryMembership.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["article"], update_fields=["story", "joined", "at"]
    )
    left = {story for story, _ in was.values()} - taken
    Story.objects.filter(pk__in=left, memberships__isnull=True).delete()
    return moved


@transaction.atomic
def decide_pair(
    *, article_a: Article, article_b: Article, verdict: str, by: User, reason: str = ""
) -> ArticleVerdict:
    """Record a person's word that two articles are one text, or two, and settle their stories by it.

    Replaces a standing verdict, whose row is kept as undone. Raises PermissionDenied, and Article.DoesNotExist where
    one of them is gone.
    """
    _check(by)
    lock_stories()
    [made] = _record({(article_a.pk, article_b.pk): verdict}, by, reason)
    _settle([article_a.pk, article_b.pk])
    return made


@transaction.atomic
def leave_story(*, article: Article, by: User, reason: str = "") -> list[ArticleVerdict]:
    """Take an article out of its story for good: it and every other member are two texts. Undone as one.

    Returns the verdicts, none where it is alone in its story. Raises PermissionDenied.
    """
    return split_story(articles=[article], by=by, reason=reason)


@transaction.atomic
def split_story(*, articles: Collection[Article], by: User, reason: str = "") -> list[ArticleVerdict]:
    """Part these articles of one story from its other members for good; among themselves they are one text.

    Undone as one. Returns the verdicts, none where nobody else is in the story. Raises PermissionDenied, and ValueError
    where the articles are not all of one story.
    """
    _check(by)
    lock_stories()
    chosen = sorted({article.pk for article in articles})
    story = StoryMembership.objects.filter(article__in=chosen).values("story").distinct()
    members = set(StoryMembership.objects.filter(story__in=story).values_list("article", flat=True))
    if len(story) != 1 or not members.issuperset(chosen):
        raise ValueError("These articles are not of one story.")
    others = sorted(members.difference(chosen))
    if not others:
        return []
    words: dict[Pair, str] = {(pk, other): DIFFERENT for pk in chosen for other in others}
    words |= {(chosen[0], pk): SAME for pk in chosen[1:]}
    made = _record(words, by, reason)
    _settle(members)
    return made


@transaction.atomic
def undo_verdict(*, verdict: ArticleVerdict, by: User, reason: str = "") -> bool:
    """Take a verdict back, with all that were given as one with it. Their rows stay, marked undone.

    What each of them had replaced stands again; else the machine's answer does. One that was undone or replaced
    meanwhile is left alone. Returns whether anything was undone. Raises PermissionDenied.
    """
    _check(by)
    lock_stories()
    standing = ArticleVerdict.objects.filter(given_as=verdict.given_as, undone_at__isnull=True)
    undone = list(standing.select_for_update())
    ids = [row.pk for row in undone]
    ArticleVerdict.objects.filter(pk__in=ids).update(
        undone_at=timezone.now(), undone_by=by, undone_reason=reason
    )
    ArticleVerdict.objects.filter(replaced_by__in=ids).update(
        undone_at=None, undone_by=None, undone_reason="", replaced_by=None
    )
    _settle({pk for row in undone for pk in (row.article_a_id, row.article_b_id)})
    return bool(undone)


def _check(by: User) -> None:
    if not by.has_perm("sources.add_articleverdict"):
        raise PermissionDenied("Only editors decide whether two articles are one text.")


def _record(words: Mapping[Pair, str], by: User, reason: str) -> list[ArticleVerdict]:
    """Verdicts by pair, given as one; those that stood on the same pairs are kept as replaced."""
    ordered = {(min(pair), max(pair)): verdict for pair, verdict in words.items()}
    ids = {pk for pair in ordered for pk in pair}
    rows = Article.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    if len(rows.values_list("pk", flat=True)) < len(ids):
        raise Article.DoesNotExist
    standing = ArticleVerdict.objects.filter(
        article_a__in={a for a, _ in ordered}, article_b__in={b for _, b in ordered}, undone_at__isnull=True
    )
    before = {pair: row for row in standing if (pair := (row.article_a_id, row.article_b_id)) in ordered}
    ArticleVerdict.objects.filter(pk__in=[row.pk for row in before.values()]).update(
        undone_at=timezone.now(), undone_by=by
    )
    given_as = uuid.uuid4()
    made = ArticleVerdict.objects.bulk_create(
        ArticleVerdict(
            article_a_id=a, article_b_id=b, verdict=verdict, reason=reason, by=by, given_as=given_as
        )
        for (a, b), verdict in sorted(ordered.items())
    )
    replaced = [(before.get((row.article_a_id, row.article_b_id)), row) for row in made]
    for old, new in replaced:
        if old is not None:
            old.replaced_by = new
    ArticleVerdict.objects.bulk_update(before.values(), ["replaced_by"])
    return made


def _settle(article_ids: Iterable[int]) -> None:
    """Settle the stories of all these, connected ones at once, and announce each of them."""
    touched = set(article_ids)
    left = set(touched)
    while left:
        left -= _settle_connected(min(left)).members
    for article_id in sorted(touched):
        transaction.on_commit(partial(article_compared.send, Article, article_id=article_id))
