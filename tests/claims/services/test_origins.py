"""A passage copied into another article is no second origin of what it says."""

from datetime import date

import pytest

from claims.models import Claim, Evidence
from claims.services.annotate import annotate
from claims.services.origins import settle_origins
from claims.services.propose import propose
from sources.models import Article, ArticleMatch, ArticleVerdict
from sources.services.stories import decide_pair, settle_story
from tests.claims.services.building import claim
from tests.sources.services.building import editor, take, through
from tests.texts import RELEASE

pytestmark = pytest.mark.django_db

REPORT = """The harbour festival opened on Saturday with a parade of forty boats and music on three stages.

{passage}

In the evening a brass band from Selwick played until the rain came.
The mayor, who had promised dry weather, handed out umbrellas.
About 300 visitors stayed for the fireworks, which were late.

The organisers counted fewer guests than in other years and blamed the ferry timetable.
A tram line was closed from noon, and the bakery on the quay sold out of bread before two.
Next year the parade is to start an hour earlier, so that families with small children can see all of it.
"""


def origins(row: Claim) -> int:
    return Claim.objects.with_counts().get(pk=row.pk).origins_count


def two_articles(first: date | None, second: date | None) -> tuple[Claim, list[Evidence]]:
    """A claim with a statement in each of two stories, published on these days."""
    row = claim(statements=2)
    evidence = list(row.evidence.order_by("pk").select_related("statement__article"))
    for one, day in zip(evidence, (first, second), strict=True):
        Article.objects.filter(pk=one.statement.article_id).update(published_on=day)
    return row, evidence


def excerpt(evidence: list[Evidence], *, covering: bool = True, relation: str = "excerpt") -> ArticleMatch:
    """The match that says the statements of both stand in a passage of theirs, or before it."""
    spans = [
        [one.statement.start, one.statement.end] if covering else [one.statement.end, one.statement.end + 5]
        for one in evidence
    ]
    return ArticleMatch.objects.create(
        article_a=evidence[0].statement.article,
        article_b=evidence[1].statement.article,
        relation=relation,
        probability=0.5,
        signals={"excerpt": spans if relation == "excerpt" else None, "signals": {"aligned": []}},
        engine_version="test",
    )


def test_the_younger_articles_evidence_counts_for_the_older_story() -> None:
    row, evidence = two_articles(date(2024, 3, 1), date(2024, 3, 5))
    assert origins(row) == 2
    excerpt(evidence)
    settle_origins(evidence[1].statement.article_id)
    assert origins(row) == 1
    for one in evidence:
        one.refresh_from_db()
    assert evidence[0].origin is None
    assert evidence[1].origin == evidence[0].statement.article.membership.story
    settle_origins(evidence[0].statement.article_id)
    assert origins(row) == 1


def test_the_older_article_that_arrives_last_settles_the_younger() -> None:
    row, evidence = two_articles(date(2024, 3, 5), date(2024, 3, 1))
    excerpt(evidence)
    settle_origins(evidence[1].statement.article_id)
    evidence[0].refresh_from_db()
    assert evidence[0].origin == evidence[1].statement.article.membership.story
    assert origins(row) == 1


@pytest.mark.parametrize("kind", ["beside", "rewritten"])
def test_what_stands_beside_the_passage_is_the_articles_own(kind: str) -> None:
    row, evidence = two_articles(date(2024, 3, 1), date(2024, 3, 5))
    excerpt(evidence, covering=kind != "beside", relation="excerpt" if kind == "beside" else "rewritten")
    settle_origins(evidence[1].statement.article_id)
    assert origins(row) == 2


def test_a_match_that_is_gone_gives_the_origin_back() -> None:
    row, evidence = two_articles(date(2024, 3, 1), date(2024, 3, 5))
    match = excerpt(evidence)
    settle_origins(evidence[1].statement.article_id)
    match.delete()
    settle_origins(evidence[1].statement.article_id)
    assert origins(row) == 2


def test_two_texts_by_a_persons_word_still_share_the_passage() -> None:
    row, evidence = two_articles(date(2024, 3, 1), date(2024, 3, 5))
    excerpt(evidence)
    articles = [one.statement.article for one in evidence]
    decide_pair(
        article_a=articles[0],
        article_b=articles[1],
        verdict=ArticleVerdict.Verdict.DIFFERENT,
        by=editor(),
    )
    settle_origins(articles[1].pk)
    assert origins(row) == 1


def test_a_story_counts_as_old_as_its_lead_and_an_own_older_story_keeps_its_origin() -> None:
    row, evidence = two_articles(date(2024, 3, 5), date(2024, 3, 8))
    excerpt(evidence)
    older = take("The first to print it.", published_on=date(2024, 3, 1))
    ArticleMatch.objects.create(
        article_a=evidence[1].statement.article,
        article_b=older,
        relation="rewritten",
        probability=0.99,
        signals={},
        engine_version="test",
    )
    settle_story(article_id=older.pk)
    settle_origins(evidence[0].statement.article_id)
    for one in evidence:
        one.refresh_from_db()
    assert evidence[1].origin is None, "its story began before the other"
    assert evidence[0].origin_id == older.membership.story_id
    assert origins(row) == 1


def test_a_release_quoted_at_length_in_a_report_is_one_origin() -> None:
    passage = "\n\n".join(RELEASE.split("\n\n")[:3])
    release = take(RELEASE, published_on=date(2024, 5, 1))
    report = take(REPORT.format(passage=passage), published_on=date(2024, 5, 3))
    through(release, report)
    match = ArticleMatch.objects.get()
    assert match.relation == "excerpt"
    for article in (release, report):
        annotate(article.pk)
        propose(article.pk)
    inside = Evidence.objects.get(statement__article=report, statement__statistic__value=4310)
    outside = Evidence.objects.get(statement__article=report, statement__statistic__value=300)
    assert inside.origin == release.membership.story
    assert outside.origin is None
