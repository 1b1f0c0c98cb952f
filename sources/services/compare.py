"""The compare step: candidates from indexes, one comparison each, matches stored, the story settled."""

from django.db import transaction

from sources.comparison.preparing import add_vectors
from sources.comparison.records import Comparison, PreparedDocument
from sources.comparison.scoring import compare, model_of
from sources.comparison.thresholds import REVIEW_PROBABILITY
from sources.models import Article, ArticleMatch
from sources.services.candidates import candidates_of
from sources.services.fingerprint import ENGINE_VERSION, keep_vectors, load_prepared, make_fingerprint
from sources.services.steps import ArticleGone
from sources.services.stories import settle_story
from sources.text.vectors import MODELS


def compare_with_candidates(article_id: int) -> str:
    """Compare an article with its candidates and settle its story; run twice, the second writes the same.

    Both halves of a pair commit their fingerprints before either is compared, so whichever is compared last sees the
    other. Returns the engine's version.
    """
    ids = [article_id, *candidates_of(article_id)]
    prepared = load_prepared(ids)
    if article_id not in prepared:
        make_fingerprint(article_id)
        prepared |= load_prepared([article_id])
        if article_id not in prepared:
            raise ArticleGone
    others = [other for other in ids[1:] if other in prepared]
    _same_model(prepared, article_id, others)
    comparisons = [_ordered(prepared, article_id, other) for other in others]
    kept = [comparison for comparison in comparisons if comparison.probability >= REVIEW_PROBABILITY]
    with transaction.atomic():
        still_there = set(
            Article.objects.select_for_update(no_key=True)
            .filter(pk__in=ids)
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        if article_id not in still_there:
            raise ArticleGone
        for comparison in kept:
            a, b = int(comparison.a), int(comparison.b)
            if {a, b} <= still_there:
                ArticleMatch.objects.update_or_create(
                    article_a_id=a,
                    article_b_id=b,
                    defaults={
                        "relation": comparison.relation,
                        "probability": comparison.probability,
                        "signals": comparison.to_json(),
                        "engine_version": ENGINE_VERSION,
                    },
                )
        settle_story(article_id=article_id)
    return ENGINE_VERSION


def _ordered(prepared: dict[int, PreparedDocument], one: int, other: int) -> Comparison:
    a, b = sorted((one, other))
    return compare(prepared[a], prepared[b])


def _same_model(prepared: dict[int, PreparedDocument], article_id: int, others: list[int]) -> None:
    """Add the vectors of the model that a pair shares where one side has none yet, and keep them."""
    lacking: dict[str, dict[int, PreparedDocument]] = {}
    for other in others:
        model = model_of(prepared[article_id], prepared[other])
        for pk in (article_id, other):
            if model.name not in prepared[pk].vectors:
                lacking.setdefault(model.name, {})[pk] = prepared[pk]
    for name, documents in lacking.items():
        add_vectors(list(documents.values()), MODELS[name])
        keep_vectors(list(documents.values()))
