"""The five real articles through the real pipeline: which are one article, and which claims are one.

Skips where the articles, which are other publishers' texts and no part of the project, are not at hand.
"""

import json
import os
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from claims.models import Evidence, Proposal, Statement
from sources.models import Article, ArticleMatch, StoryMembership
from sources.reading import IncomingArticle, from_file
from sources.services.intake import Known, take_in
from sources.services.register import load_register

SHARED = Path(os.environ.get("CORROBORATE_SHARED") or Path(__file__).resolve().parents[2] / "shared")
ARTICLES = SHARED / "articles" / "articles.jsonl"
needs_articles = pytest.mark.skipif(
    not ARTICLES.exists(), reason="the five articles are not at hand; set CORROBORATE_SHARED to their folder"
)


@pytest.fixture
def taken(worker: Callable[[], None]) -> dict[str, Article]:
    load_register()
    articles = {}
    for incoming in from_file(ARTICLES):
        assert isinstance(incoming, IncomingArticle)
        capture = take_in(
            content=incoming.content or (incoming.text or "").encode(),
            source=incoming.source,
            known=Known(
                title=incoming.title or "",
                published_on=incoming.published_on,
                publisher=incoming.publisher or "",
                language=incoming.language or "",
                filename=incoming.filename or "",
            ),
        )
        assert capture.article is not None, capture.reason
        articles[str(incoming.identifier)] = capture.article
    worker()
    return articles


def statement(article: Article, words: str) -> Statement:
    """The statement nearest in length to these words, where the article first says them."""
    start = article.text.index(words)
    touching = Statement.objects.filter(article=article, start__lt=start + len(words), end__gt=start)
    found = [s for s in touching if words in s.exact or s.exact in words]
    assert found, f"nothing was found at “{words}”"
    return min(found, key=lambda s: abs(len(s.exact) - len(words)))


@needs_articles
def test_every_relation_that_is_expected_of_the_five_articles_holds(taken: dict[str, Article]) -> None:
    expected = json.loads((SHARED / "articles" / "expected.json").read_text(encoding="utf-8"))["relations"]
    stories = dict(StoryMembership.objects.values_list("article", "story"))
    same = {frozenset((pair["a"], pair["b"])) for pair in expected["same_article"]}
    for a, b in combinations(taken, 2):
        together = stories[taken[a].pk] == stories[taken[b].pk]
        assert together == (frozenset((a, b)) in same), (a, b)
    for pair in expected["same_article"]:
        first, second = sorted((taken[pair["a"]].pk, taken[pair["b"]].pk))
        match = ArticleMatch.objects.get(article_a=first, article_b=second)
        assert match.relation == pair["relation"]
        assert match.signals["signals"]["aligned"]
        assert match.signals["signals"]["numbers_agreeing"]
        assert match.signals["signals"]["names_agreeing"]

    claim = dict(Evidence.objects.values_list("statement", "claim"))
    for pair in expected["same_claim"]:
        a, b = (statement(taken[article], words) for article, words in (pair["a"], pair["b"]))
        assert claim[a.pk] == claim[b.pk], pair
    for pair in expected["never_same_claim"]:
        a, b = (statement(taken[article], words) for article, words in (pair["a"], pair["b"]))
        assert claim[a.pk] != claim[b.pk], pair
        proposed = Proposal.objects.filter(
            claim_a__in=[claim[a.pk], claim[b.pk]], claim_b__in=[claim[a.pk], claim[b.pk]]
        )
        assert not proposed.exists(), pair
