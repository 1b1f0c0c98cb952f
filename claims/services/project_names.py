"""Names from a translated twin: whom an article read by grammar or cues names, its translation names in the same sentence.

What extraction, an editor or a refusal said of a place stands; a name carried over waits for review like any other.
"""

from collections.abc import Iterable

from django.db.models import Q

from claims.extraction.projection import KnownName, project
from claims.models import Mention, NameRefusal, ReadThrough
from claims.services.alignments import alignments
from claims.services.names import MODELS
from claims.services.supersede_names import delete_untouched
from sources.models import Article, ArticleMatch

READ_BY_GRAMMAR = ("en", "id")
"""Languages whose names are found in full: these give names, the others take them."""
RULE = "named in the sentence beside this one, in its twin"


def project_names(article_id: int) -> int:
    """Take names from the article's twins of another language, and give its own to them; returns how many were added.

    Natural key: place and name of a mention; run twice, it adds nothing the second time.
    """
    article = Article.objects.filter(pk=article_id).only("pk", "language").first()
    if article is None:
        return 0
    twins = _twins(article)
    if article.language not in READ_BY_GRAMMAR:
        givers = (twin for twin in twins if twin.language in READ_BY_GRAMMAR)
        return sum(_carry(giver.pk, article.pk) for giver in givers)
    return sum(_carry(article.pk, twin.pk) for twin in twins if twin.language not in READ_BY_GRAMMAR)


def drop_projected(article_id: int) -> None:
    """Take out, here and in the article's twins, the names given by a twin that none of its twins names any more.

    Call it under the desk's lock. What a person decided on stays.
    """
    article = Article.objects.filter(pk=article_id).only("pk", "language").first()
    if article is None:
        return
    for taker in (article, *_twins(article)):
        if taker.language in READ_BY_GRAMMAR or ReadThrough.objects.filter(article=taker).exists():
            continue
        givers = [twin.pk for twin in _twins(taker) if twin.language in READ_BY_GRAMMAR]
        given = {_naming(mention) for mention in Mention.objects.filter(article__in=givers)}
        carried = Mention.objects.filter(article=taker, rule=RULE, made_by__isnull=True)
        delete_untouched([m for m in carried.select_related(*MODELS) if _naming(m) not in given])


def _naming(mention: Mention) -> tuple[int | None, ...]:
    return tuple(getattr(mention, f"{kind}_id") for kind in MODELS)


def _twins(article: Article) -> list[Article]:
    """Articles of another language that comparison takes for the same text, oldest first."""
    matches = ArticleMatch.objects.filter(
        Q(article_a=article) | Q(article_b=article), relation=ArticleMatch.Relation.TRANSLATION
    ).values_list("article_a", "article_b")
    ids = {b if a == article.pk else a for a, b in matches}
    return list(
        Article.objects.filter(pk__in=ids)
        .exclude(language=article.language)
        .only("pk", "language")
        .order_by("pk")
    )


def _carry(giver: int, taker: int) -> int:
    """Mentions of ``giver`` carried over to the sentences of ``taker`` that stand beside theirs."""
    if ReadThrough.objects.filter(article=taker).exists():
        return 0
    alignment = alignments(taker).get(giver)
    if alignment is None or not alignment.pairs:
        return 0
    given = {(mention.start, mention.end): mention for mention in Mention.objects.filter(article=giver)}
    known = [KnownName(mention.start, mention.end, mention.exact) for mention in given.values()]
    text = Article.objects.values_list("text", flat=True).get(pk=taker)
    added = [
        Mention(
            article_id=taker,
            start=found.start,
            end=found.end,
            exact=found.exact,
            rule=RULE,
            **_named_by(given[found.name.start, found.name.end]),
        )
        for found in project(text, known, alignment.pairs, list(_taken(taker)))
    ]
    Mention.objects.bulk_create(added, ignore_conflicts=True)
    return len(added)


def _taken(article_id: int) -> Iterable[tuple[int, int]]:
    """Places of the article that carry a name already, or that somebody said carry none."""
    yield from Mention.objects.filter(article=article_id).values_list("start", "end")
    yield from NameRefusal.objects.filter(article=article_id).values_list("start", "end")


def _named_by(mention: Mention) -> dict[str, int | None]:
    return {f"{kind}_id": getattr(mention, f"{kind}_id") for kind in MODELS}
