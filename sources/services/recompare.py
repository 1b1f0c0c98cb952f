"""Everything again after a change of model or threshold: fingerprints, matches, stories. People's words hold.

How far it came is in the rows themselves: a fingerprint's version, and the version of an article's compare step. A run
that was broken off goes on where it stopped. Progress and printing are left to the command.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Q

from sources.comparison.clustering import NEVER_JOINED
from sources.comparison.thresholds import JOIN_PROBABILITY
from sources.models import Article, ArticleMatch, Fingerprint, ProcessingStep, StoryMembership
from sources.services.compare import COMPARISON_VERSION, Compared, recompare_article
from sources.services.fingerprint import ENGINE_VERSION, make_fingerprints
from sources.services.steps import ArticleGone, run_step
from sources.signals import article_compared

BATCH = 64
# What a trial run writes to, as temporary tables that hide the real ones from this connection alone.
WRITTEN = (
    "sources_article",
    "sources_processingstep",
    "sources_fingerprint",
    "sources_candidatekey",
    "sources_documentvector",
    "sources_articlematch",
    "sources_story",
    "sources_storymembership",
)
Pair = tuple[int, int]
Report = Callable[[int], None]


class PairState(NamedTuple):
    """A stored match, as far as a change of it matters."""

    relation: str
    joined: bool


@dataclass(frozen=True, slots=True)
class State:
    """Matches by pair, and the members of each story."""

    pairs: dict[Pair, PairState]
    stories: dict[int, frozenset[int]]


@dataclass(frozen=True, slots=True)
class StoryChange:
    """Who comes to a story and who leaves it. ``before`` and ``after`` count its members."""

    story: int
    gains: frozenset[int]
    loses: frozenset[int]
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What two states differ in; a pair without a match has no state."""

    pairs: dict[Pair, tuple[PairState | None, PairState | None]] = field(default_factory=dict)
    stories: tuple[StoryChange, ...] = ()


class Outdated(NamedTuple):
    """Articles whose fingerprint is to be made, and those to be compared, oldest first."""

    to_read: list[int]
    to_compare: list[int]


def outdated(article_ids: Collection[int] | None = None) -> Outdated:
    """What is left to do: of these articles, or of all, those read or compared by another version."""
    articles = Article.objects.all() if article_ids is None else Article.objects.filter(pk__in=article_ids)
    read = Fingerprint.objects.filter(version=ENGINE_VERSION).values("article")
    compared = ProcessingStep.objects.filter(
        step=ProcessingStep.Step.COMPARE, state=ProcessingStep.State.DONE, engine_version=COMPARISON_VERSION
    ).values("article")
    to_read = articles.exclude(pk__in=read).order_by("pk").values_list("pk", flat=True)
    waiting = articles.exclude(Q(pk__in=read) & Q(pk__in=compared)).order_by("pk")
    return Outdated(list(to_read), list(waiting.values_list("pk", flat=True)))


@transaction.atomic
def mark_outdated(article_ids: Collection[int] | None = None) -> None:
    """Have these articles, or all, done again whatever their version; kept, so that a run broken off is gone on with."""
    chosen = Q() if article_ids is None else Q(article__in=article_ids)
    Fingerprint.objects.filter(chosen).update(version="")
    ProcessingStep.objects.filter(chosen, step=ProcessingStep.Step.COMPARE).update(engine_version="")


def read_again(article_ids: Sequence[int], report: Report) -> None:
    """Make fingerprints anew, in batches of which each is embedded and stored at once. ``report`` is told of progress."""
    for start in range(0, len(article_ids), BATCH):
        batch = article_ids[start : start + BATCH]
        # First, so that a run broken off in between knows that these are still to be compared.
        ProcessingStep.objects.filter(article__in=batch, step=ProcessingStep.Step.COMPARE).update(
            engine_version=""
        )
        make_fingerprints(batch)
        report(len(batch))


def compare_again(article_ids: Sequence[int], report: Report) -> None:
    """Compare each with its candidates and settle its story; announce those for whom something changed."""
    for article_id in article_ids:
        changed: list[Compared] = []

        def work(pk: int, changed: list[Compared] = changed) -> str:
            changed.append(recompare_article(pk))
            return COMPARISON_VERSION

        if run_step(article_id=article_id, step=ProcessingStep.Step.COMPARE, work=work) and any(changed[-1]):
            article_compared.send(Article, article_id=article_id)
        report(1)


def try_out(article_ids: Collection[int] | None, everything: bool, report: Report) -> Changes:
    """What a run would change, by doing it on copies of the tables that only this connection sees; writes nothing.

    ``everything``: also what is of the current version. Needs room for the copies while it runs.
    """
    work = outdated(article_ids)
    if everything:
        chosen = Article.objects.all() if article_ids is None else Article.objects.filter(pk__in=article_ids)
        ids = list(chosen.order_by("pk").values_list("pk", flat=True))
        work = Outdated(ids, ids)
    before = current_state()
    with _copied_tables():
        read_again(work.to_read, report)
        for article_id in work.to_compare:
            with transaction.atomic():
                waiting = list(connection.run_on_commit)
                try:
                    recompare_article(article_id)
                except ArticleGone:
                    continue
                finally:
                    # Announcing would send real tasks for what did not happen.
                    connection.run_on_commit = waiting
            report(1)
        after = current_state()
    return changes(before, after)


@contextmanager
def _copied_tables() -> Iterator[None]:
    """Temporary copies stand before the real tables in this connection's search path until the block ends."""
    with connection.cursor() as cursor:
        for table in WRITTEN:
            cursor.execute(f"CREATE TEMPORARY TABLE {table} (LIKE public.{table} INCLUDING ALL)")
            cursor.execute(f"INSERT INTO pg_temp.{table} SELECT * FROM public.{table}")  # noqa: S608
            cursor.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' "
                "AND table_name = %s AND is_identity = 'YES'",
                [table],
            )
            for (column,) in cursor.fetchall():
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('pg_temp.{table}', '{column}'), "  # noqa: S608
                    f"(SELECT coalesce(max({column}), 0) + 1 FROM pg_temp.{table}))"
                )
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for table in WRITTEN:
                cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{table} CASCADE")


def current_state() -> State:
    """Matches and stories as they stand, without their signals."""
    rows = ArticleMatch.objects.values_list("article_a", "article_b", "relation", "probability")
    pairs = {
        (a, b): PairState(relation, probability >= JOIN_PROBABILITY and relation not in NEVER_JOINED)
        for a, b, relation, probability in rows.iterator()
    }
    members: dict[int, set[int]] = {}
    for article, story in StoryMembership.objects.values_list("article", "story").iterator():
        members.setdefault(story, set()).add(article)
    return State(pairs, {story: frozenset(articles) for story, articles in members.items()})


def changes(before: State, after: State) -> Changes:
    """What differs: pairs whose relation or joining changed, stories that gained or lost members."""
    pairs = {
        pair: (before.pairs.get(pair), after.pairs.get(pair))
        for pair in sorted(before.pairs.keys() | after.pairs.keys())
        if before.pairs.get(pair) != after.pairs.get(pair)
    }
    stories = []
    for story in sorted(before.stories.keys() | after.stories.keys()):
        was, now = before.stories.get(story, frozenset()), after.stories.get(story, frozenset())
        if was != now:
            stories.append(StoryChange(story, now - was, was - now, len(was), len(now)))
    return Changes(pairs, tuple(stories))
