"""The compare step: candidates from indexes, one comparison each, matches stored, the story settled."""

import zlib
from collections.abc import Collection
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from sources.comparison import alignment, thresholds, weights
from sources.comparison.preparing import add_vectors
from sources.comparison.records import Comparison, PreparedDocument
from sources.comparison.scoring import compare, model_of
from sources.comparison.thresholds import REVIEW_PROBABILITY
from sources.models import Article, ArticleMatch
from sources.services.candidates import candidates_of
from sources.services.fingerprint import ENGINE_VERSION, keep_vectors, load_prepared, make_fingerprint
from sources.services.steps import ArticleGone
from sources.services.stories import joined_with, lock_stories, settle_story, to_agree_with
from sources.text.vectors import MODELS

_SETTINGS = {
    **{name: value for name, value in vars(thresholds).items() if name.isupper()},
    "weights": (weights.INTERCEPTS, weights.WEIGHTS, alignment.SCALES),
}
# Another threshold or weight makes other matches; `manage.py recompare` renews those of older versions.
COMPARISON_VERSION = f"{ENGINE_VERSION}-{zlib.crc32(repr(sorted(_SETTINGS.items())).encode()):08x}"
# An older arrival may bring stories together, whose members then have to be asked, too; twice is rare.
ROUNDS = 3


class Compared(NamedTuple):
    """What changed: pairs whose match is new, gone or another, and articles that changed their story."""

    pairs: set[tuple[int, int]]
    moved: set[int]


def compare_with_candidates(article_id: int) -> str:
    """Compare an article with its candidates and settle its story; run twice, the second writes the same.

    Both halves of a pair commit their fingerprints before either is compared, so whichever is compared last sees the
    other. Returns the version of engine, thresholds and weights.
    """
    recompare_article(article_id)
    return COMPARISON_VERSION


def recompare_article(article_id: int) -> Compared:
    """As ``compare_with_candidates``; tells what it changed. All it writes, it writes in one transaction.

    Under the lock of stories it makes sure that the article was compared with whom it has to agree: the leads of the
    stories it may join, and every member where it is older than their lead.
    """
    own = load_prepared([article_id])
    if not own:
        make_fingerprint(article_id)
        own = load_prepared([article_id])
    if not own:
        raise ArticleGone
    first = _compare(own, candidates_of(own[article_id]))
    with transaction.atomic():
        lock_stories()
        if not _present([article_id]):
            raise ArticleGone
        changed = _store(article_id, first)
        seen = {article_id, *_others(article_id, first)}
        for _ in range(ROUNDS):
            left = to_agree_with(article_id, joined_with(article_id)) - seen
            if not left:
                break
            seen |= left
            changed |= _store(article_id, _compare(own, left))
        return Compared(changed, settle_story(article_id=article_id))


def _compare(own: dict[int, PreparedDocument], others: Collection[int]) -> list[Comparison]:
    [article_id] = own
    prepared = own | load_prepared([other for other in others if other != article_id])
    known = [other for other in others if other in prepared and other != article_id]
    _same_model(prepared, article_id, known)
    own[article_id] = prepared[article_id]
    had = {pk: len(document.vectors) for pk, document in prepared.items()}
    compared = [_ordered(prepared, article_id, other) for other in known]
    # In doubt, a pair in two languages was measured with the second model, too: no text is embedded twice.
    keep_vectors([document for pk, document in prepared.items() if len(document.vectors) > had[pk]])
    return compared


def _others(article_id: int, comparisons: list[Comparison]) -> set[int]:
    return {int(c.b) if int(c.a) == article_id else int(c.a) for c in comparisons}


def _present(article_ids: Collection[int]) -> set[int]:
    """Those that are still there, kept from being deleted until the transaction ends."""
    rows = Article.objects.select_for_update(no_key=True).filter(pk__in=article_ids).order_by("pk")
    return set(rows.values_list("pk", flat=True))


def _store(article_id: int, comparisons: list[Comparison]) -> set[tuple[int, int]]:
    """Write the matches worth keeping, take away those that are none any more; returns the pairs that changed."""
    present = _present([article_id, *_others(article_id, comparisons)])
    touching = ArticleMatch.objects.filter(Q(article_a=article_id) | Q(article_b=article_id))
    known = {(match.article_a_id, match.article_b_id): match for match in touching.defer("signals")}
    changed: set[tuple[int, int]] = set()
    for comparison in comparisons:
        pair = (int(comparison.a), int(comparison.b))
        before = known.get(pair)
        if comparison.probability < REVIEW_PROBABILITY or not present.issuperset(pair):
            if before is not None:
                before.delete()
                changed.add(pair)
            continue
        after = (comparison.relation, comparison.probability)
        if before is None or (before.relation, before.probability) != after:
            changed.add(pair)
        ArticleMatch.objects.update_or_create(
            article_a_id=pair[0],
            article_b_id=pair[1],
            defaults={
                "relation": comparison.relation,
                "probability": comparison.probability,
                "signals": comparison.to_json(),
                "engine_version": COMPARISON_VERSION,
            },
        )
    return changed


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
