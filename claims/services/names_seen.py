"""Which organisations and platforms a person may see, with how many of the claims they may read are about each."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from claims.models import Claim
from sources.models.names import Named
from sources.services.register import rows_of

LONGEST_CHAIN = 100


def names_to(user: object, model: type[Named]) -> QuerySet[Any]:
    """Signed-in people: all that were neither refused nor joined with another. Anonymous readers: those of them that a
    claim they may read is about, which is none unless PUBLIC_READING is on.

    With ``claims_count`` and ``approved_count``.
    """
    visible = Claim.objects.visible_to(user)
    names = (
        rows_of(model)
        .filter(merged_into__isnull=True)
        .exclude(review=Named.Review.REFUSED)
        .annotate(
            claims_count=Count("claims", filter=Q(claims__in=visible), distinct=True),
            approved_count=Count(
                "claims", filter=Q(claims__in=visible, claims__status=Claim.Status.APPROVED), distinct=True
            ),
        )
    )
    return names if getattr(user, "is_authenticated", False) else names.filter(claims_count__gt=0)


def joined_with(slug: str, user: object, model: type[Named]) -> Any | None:
    """The row that a joined one counts as now, however many joins later; none where it was not joined, or where this
    person may not see what it became.
    """
    row: Any = (
        rows_of(model).filter(slug=slug, merged_into__isnull=False).select_related("merged_into").first()
    )
    for _ in range(LONGEST_CHAIN):
        if row is None or row.merged_into is None:
            break
        row = row.merged_into
    return names_to(user, model).filter(pk=row.pk).first() if row is not None else None
