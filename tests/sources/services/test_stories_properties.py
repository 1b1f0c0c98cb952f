"""Whatever machine and people do in whatever order, stories keep their rules, and an undo brings back what was."""

from datetime import date

from django.contrib.auth.models import User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sources.models import Article, ArticleMatch, ArticleVerdict, Snapshot, Story, StoryMembership
from sources.services.stories import (
    DIFFERENT,
    SAME,
    decide_pair,
    leave_story,
    settle_story,
    split_story,
    undo_verdict,
)
from tests.sources.services.building import editor, stories

COUNT = 6
places = st.integers(0, COUNT - 1)
pairs = st.tuples(places, places).filter(lambda pair: pair[0] != pair[1])
acts = st.one_of(
    st.tuples(st.just("match"), pairs, st.sampled_from([0.3, 0.7, 0.99])),
    st.tuples(st.just("match"), pairs, st.sampled_from([0.7, 0.99])),
    st.tuples(st.just("no match"), pairs, st.just(0)),
    st.tuples(st.just("same"), pairs, st.just(0)),
    st.tuples(st.just("different"), pairs, st.just(0)),
    st.tuples(st.just("leave"), pairs, st.just(0)),
    st.tuples(st.just("split"), pairs, st.just(0)),
    st.tuples(st.just("undo"), pairs, st.just(0)),
)
Act = tuple[str, tuple[int, int], float]


class Scene:
    """Six articles, each older than the next by a day but in another order than they came in."""

    def __init__(self) -> None:
        snapshot = Snapshot.objects.create(sha256="0" * 64, content=b"-", size=1, media_type="text/plain")
        days = [4, 1, 6, 2, 5, 3]
        self.articles = [
            Article.objects.create(
                text=f"Bare article {place}.",
                snapshot=snapshot,
                url=f"https://example.org/{place}",
                published_on=date(2024, 5, day),
            )
            for place, day in enumerate(days)
        ]
        self.by: User = editor()
        for article in self.articles:
            settle_story(article_id=article.pk)

    def do(self, act: Act) -> list[ArticleVerdict]:
        """One act; returns the words it gave."""
        verb, (one, other), chance = act
        a, b = self.articles[one], self.articles[other]
        first, second = sorted((a.pk, b.pk))
        if verb in ("match", "no match"):
            ArticleMatch.objects.filter(article_a=first, article_b=second).delete()
            if verb == "match":
                ArticleMatch.objects.create(
                    article_a_id=first,
                    article_b_id=second,
                    relation="rewritten",
                    probability=chance,
                    signals={},
                    engine_version="test",
                )
            settle_story(article_id=a.pk)
            settle_story(article_id=b.pk)
        elif verb in ("same", "different"):
            return [decide_pair(article_a=a, article_b=b, verdict=verb, by=self.by)]
        elif verb == "leave":
            return leave_story(article=a, by=self.by)
        elif verb == "split":
            if StoryMembership.objects.filter(article__in=[a, b]).values("story").distinct().count() == 1:
                return split_story(articles=[a, b], by=self.by)
        elif standing := ArticleVerdict.objects.filter(undone_at__isnull=True).order_by("-pk")[one : one + 1]:
            undo_verdict(verdict=standing[0], by=self.by)
        return []

    def check(self) -> None:
        """The rules that hold after every act."""
        told = stories()
        assert {pk for members in told for pk in members} == {article.pk for article in self.articles}
        days = dict(Article.objects.values_list("pk", "published_on"))
        for story in Story.objects.prefetch_related("memberships"):
            members = [row.article_id for row in story.memberships.all()]
            assert story.lead_id == min(members, key=days.__getitem__), "the earliest publication leads"
        standing = ArticleVerdict.objects.filter(undone_at__isnull=True)
        apart = set(standing.filter(verdict=DIFFERENT).values_list("article_a", "article_b"))
        said = set(standing.filter(verdict=SAME).values_list("article_a", "article_b"))
        for a, b in apart:
            assert not any({a, b} <= members for members in told), "a refusal holds whatever else is said"
        if not apart:
            for a, b in said:
                assert any({a, b} <= members for members in told), "a join by hand holds"
        if not said:
            self.check_agreement(told)

    def check_agreement(self, told: set[frozenset[int]]) -> None:
        """Where nobody joined anything by hand, each member agrees with the lead or with most of the others."""
        certain = ArticleMatch.objects.filter(probability__gte=0.6)
        edges = {frozenset(pair) for pair in certain.values_list("article_a", "article_b")}
        leads = set(Story.objects.values_list("lead", flat=True))
        for members in told:
            [lead] = members & leads
            for pk in members - {lead}:
                agreeing = {other for other in members - {pk} if frozenset((pk, other)) in edges}
                assert lead in agreeing or len(agreeing) * 2 > len(members) - 1


class StoriesTest(TestCase):
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(acts, min_size=3, max_size=12))
    def test_rules_hold_after_every_act(self, done: list[Act]) -> None:
        scene = Scene()
        for act in done:
            scene.do(act)
            scene.check()
        before = stories()
        for article in scene.articles:
            settle_story(article_id=article.pk)
        assert stories() == before, "running again changes nothing"

    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.lists(acts, max_size=8),
        st.tuples(st.sampled_from(["same", "different", "leave", "split"]), pairs, st.just(0)),
    )
    def test_an_undo_brings_back_exactly_what_was(self, done: list[Act], last: Act) -> None:
        scene = Scene()
        for act in done:
            scene.do(act)
        before = stories()
        stood = set(
            ArticleVerdict.objects.filter(undone_at__isnull=True).values_list(
                "article_a", "article_b", "verdict"
            )
        )
        given_words = scene.do(last)
        rows = ArticleVerdict.objects.count()
        if given_words:
            assert undo_verdict(verdict=given_words[-1], by=scene.by, reason="A slip.")
        assert stories() == before
        assert ArticleVerdict.objects.count() == rows, "nothing is lost"
        assert stood == set(
            ArticleVerdict.objects.filter(undone_at__isnull=True).values_list(
                "article_a", "article_b", "verdict"
            )
        )
