"""Take out the mentions of names that an article is read to hold no more, where no person had a word in it.

A name that somebody accepted, joined with another, refused or marked keeps its mentions. Names are never deleted here:
one that no article names and nobody reviewed is merely left out of what waits for an editor (``waiting_names``).
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.models import Decision, Mention, Quote, Statement
from claims.services.names import MODELS
from sources.models.names import Named
from sources.services.register import rows_of
from sources.text.names_register import entries

Place = tuple[str, int, int, int]
"""Where a name is read: its kind, the id of its row, start and end."""


def read_before(article_id: int) -> bool:
    """Whether the article holds mentions that a machine read."""
    return Mention.objects.filter(article=article_id, made_by__isnull=True).exists()


def drop_unread(article_id: int, read: Iterable[Place]) -> int:
    """Delete the mentions that a machine read and now reads no more; returns how many. What a twin gave stays.

    Call it under the desk's lock, so that no decision is taken about them meanwhile. Run twice, it changes nothing.
    """
    places = set(read)
    rows = Mention.objects.filter(article=article_id, made_by__isnull=True, rule="")
    return delete_untouched(
        [mention for mention in rows.select_related(*MODELS) if _place(mention) not in places]
    )


def delete_untouched(mentions: Iterable[Mention]) -> int:
    """Delete those of ``mentions`` that no person decided on, by themselves or by their name; returns how many."""
    loose = {mention.pk: mention for mention in mentions if not _decided(_name(mention))}
    if not loose:
        return 0
    keys = [f"mention:{pk}" for pk in loose]
    for changes in Decision.objects.filter(changes__has_any_keys=keys).values_list("changes", flat=True):
        for key in changes:
            model, _, pk = key.partition(":")
            if model == "mention":
                loose.pop(int(pk), None)
    Mention.objects.filter(pk__in=loose).delete()
    return len(loose)


def _place(mention: Mention) -> Place:
    kind = next(kind for kind in MODELS if getattr(mention, f"{kind}_id"))
    return kind, getattr(mention, f"{kind}_id"), mention.start, mention.end


def _name(mention: Mention) -> Any:
    return mention.organisation or mention.person or mention.platform


def _decided(name: Any) -> bool:
    """Whether a person accepted, refused or joined a name. The shipped register is nobody's decision."""
    if name.review == Named.Review.REVIEWED:
        return name.slug not in entries()
    if name.review == Named.Review.REFUSED or name.merged_into_id is not None:
        return True
    return rows_of(type(name)).filter(merged_into=name).exists()


def waiting_names(model: type[Named]) -> QuerySet[Any]:
    """Names that wait for an editor: not reviewed, joined with no other, and named by an article as it is read now."""
    field = model._meta.model_name
    named = Exists(Mention.objects.filter(**{f"{field}": OuterRef("pk")}))
    standing = Statement.objects.standing()
    if field == "platform":
        named_otherwise = Exists(standing.filter(platforms=OuterRef("pk")))
    else:
        column = "speaker" if field == "person" else "organisation"
        quotes = Quote.objects.filter(**{column: OuterRef("pk")}, statement__superseded_at__isnull=True)
        named_otherwise = Exists(quotes)
    return rows_of(model).filter(
        Q(named) | Q(named_otherwise), review=Named.Review.UNREVIEWED, merged_into__isnull=True
    )
