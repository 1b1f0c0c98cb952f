"""The queue of the review desk: which proposals wait, in which order, and which comes next.

Priority weighs what the matcher thinks, how many statements hang on it, and how long it has waited. Locks and
permissions are asked elsewhere.
"""

import hashlib
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.db.models import (
    Count,
    Exists,
    F,
    FloatField,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Extract, Least, Ln, Now
from redis.exceptions import RedisError

from claims.models import Evidence, Opinion, Proposal
from claims.services.locks import holders

LONGEST_WALK = 5000  # proposals that "next" and "previous" walk through
WALK_KEPT = 20  # seconds
REACH_WEIGHT = 0.1  # a claim of twenty statements gains as much as a score of 0.3
AGE_WEIGHT = 0.1  # gained in full after thirty days
AGE_DAYS = 30.0

BANDS = {"high": (0.9, 1.01), "middle": (0.7, 0.9), "low": (0.0, 0.7)}


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What the person chose to see; an empty field leaves nothing out."""

    pile: str = "pending"
    kind: str = ""
    platform: str = ""
    figures: str = ""
    languages: str = ""
    band: str = ""
    assigned: str = ""
    q: str = ""


def queue(*, user: User, chosen: QueueFilter | None = None) -> QuerySet[Proposal]:
    """The proposals this person may decide, the most urgent first, with ``reach`` and ``priority``."""
    chosen = chosen or QueueFilter()
    rows = Proposal.objects.visible_to(user)
    if chosen.pile == "unsure":
        rows = rows.filter(
            status=Proposal.Status.UNSURE,
            claim_a__merged_into__isnull=True,
            claim_b__merged_into__isnull=True,
        )
    else:
        # who answered one that two people decide has done their part
        rows = rows.pending().exclude(pk__in=answered_by(user))
    age = Least(Extract(Now() - F("made_at"), "epoch") / 86400.0, Value(AGE_DAYS), output_field=FloatField())
    return (
        _narrowed(rows, user, chosen)
        .annotate(reach=_statements("claim_a") + _statements("claim_b"))
        .annotate(
            priority=F("score")
            + REACH_WEIGHT * Ln(Cast(F("reach") + 1, FloatField()))
            + AGE_WEIGHT * age / AGE_DAYS
        )
        .order_by("-priority", "pk")
    )


def answered_by(user: User) -> QuerySet[Any]:
    """Ids of the proposals that this person answered blind and nobody else yet."""
    others = Opinion.objects.filter(proposal=OuterRef("proposal"), withdrawn_at__isnull=True).exclude(by=user)
    mine = Opinion.objects.filter(by=user, withdrawn_at__isnull=True)
    return mine.filter(~Exists(others)).values("proposal_id")


def _statements(side: str) -> Coalesce:
    counted = (
        Evidence.objects.filter(claim=OuterRef(side))
        .order_by()
        .values("claim")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _narrowed(rows: QuerySet[Proposal], user: User, chosen: QueueFilter) -> QuerySet[Proposal]:
    if chosen.kind:
        rows = rows.filter(claim_a__kind=chosen.kind)
    if chosen.platform:
        rows = rows.filter(
            Q(claim_a__platforms__slug=chosen.platform) | Q(claim_b__platforms__slug=chosen.platform)
        ).distinct()
    differing = Q(claim_a__value__isnull=False) & ~Q(claim_a__value=F("claim_b__value"))
    if chosen.figures == "differ":
        rows = rows.filter(differing)
    elif chosen.figures == "agree":
        rows = rows.exclude(differing)
    if chosen.languages == "one":
        rows = rows.filter(claim_a__wording_language=F("claim_b__wording_language"))
    elif chosen.languages == "several":
        rows = rows.exclude(claim_a__wording_language=F("claim_b__wording_language"))
    if chosen.band in BANDS:
        least, below = BANDS[chosen.band]
        rows = rows.filter(score__gte=least, score__lt=below)
    if chosen.assigned == "me":
        rows = rows.filter(assigned_to=user)
    elif chosen.assigned == "nobody":
        rows = rows.filter(assigned_to__isnull=True)
    if chosen.q.strip():
        words = chosen.q.strip().replace("\x00", "")
        rows = rows.filter(Q(claim_a__wording__icontains=words) | Q(claim_b__wording__icontains=words))
    return rows


def walk(*, user: User, chosen: QueueFilter | None = None) -> list[int]:
    """The ids of the queue in order, for "next" and "previous".

    A decision and the page it leads to ask for the same order: it is kept for a moment, and made anew as soon as
    anything was decided or proposed. Where the cache does not answer, it is made each time.
    """
    chosen = chosen or QueueFilter()
    if chosen.assigned:  # who a proposal is assigned to is no decision, so nothing would tell that it changed
        return _walk_afresh(user, chosen)
    key = _walk_key(user, chosen)
    kept = None
    with suppress(RedisError):
        kept = cache.get(key)
    if kept is None:
        kept = _walk_afresh(user, chosen)
        with suppress(RedisError):
            cache.set(key, kept, WALK_KEPT)
    return list(kept)


def _walk_afresh(user: User, chosen: QueueFilter) -> list[int]:
    return list(queue(user=user, chosen=chosen).values_list("pk", flat=True)[:LONGEST_WALK])


def _walk_key(user: User, chosen: QueueFilter) -> str:
    """Equal as long as the same person with the same filters would be shown the same queue."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_database(), "
            "(SELECT at FROM claims_decision ORDER BY id DESC LIMIT 1), "
            "(SELECT made_at FROM claims_proposal ORDER BY id DESC LIMIT 1), "
            "(SELECT at FROM claims_opinion ORDER BY id DESC LIMIT 1), "
            "(SELECT max(withdrawn_at) FROM claims_opinion)"
        )
        state = cursor.fetchone()
    rights = user.has_perm("claims.view_sensitive")
    told = repr((user.pk, rights, chosen, state)).encode()
    return f"desk-walk:{hashlib.sha256(told).hexdigest()}"


def next_free(
    *,
    user: User,
    chosen: QueueFilter | None = None,
    passed_over: Collection[int] = (),
    after: int | None = None,
) -> int | None:
    """The most urgent proposal that nobody else looks at and this person has not skipped; None where there is none.

    ``after`` starts behind a proposal and begins again at the top where nothing follows it.
    """
    order = walk(user=user, chosen=chosen)
    if after in order:
        place = order.index(after)
        order = order[place + 1 :] + order[:place]
    passed = set(passed_over)
    order = [pk for pk in order if pk not in passed and pk != after]
    # Locks are asked for a few at a time: the first free one is nearly always among them.
    for start in range(0, len(order), 50):
        batch = order[start : start + 50]
        held = holders(batch)
        for pk in batch:
            if (pk not in held or held[pk].user_id == user.pk) and _still_waits(pk):
                return pk
    return None


def _still_waits(pk: int) -> bool:
    """Whether a proposal of a kept order is still there: the matcher may have joined its claims, or its article be gone."""
    return Proposal.objects.filter(
        pk=pk, claim_a__merged_into__isnull=True, claim_b__merged_into__isnull=True
    ).exists()
