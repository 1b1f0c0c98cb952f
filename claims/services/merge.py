"""Approve two or more claims as one. Evidence moves to the claim that stays; the others point to it for ever.

Which claims may be one is the person's word; a figure that differs needs it said twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from claims.models import Claim, Consent, Decision, Difference, Evidence, Proposal
from claims.services.decisions import (
    DecisionRefused,
    Ledger,
    lock_claims,
    lock_desk,
    locked_proposal,
    moment,
    name_of,
    ordered,
    require,
    require_open,
    require_standing,
    shorten,
)
from claims.services.figures import differences_among
from claims.services.locks import require_unlocked

_RANK = [Claim.Status.DISPUTED, Claim.Status.APPROVED, Claim.Status.PROPOSED]


@transaction.atomic
def accept(
    *,
    proposal: Proposal,
    by: User,
    confirm_difference: bool = False,
    reason: str = "",
    run: UUID | None = None,
) -> Decision:
    """Approve a proposal: its two claims become one, approved. Raises DecisionRefused; then nothing is
    changed.

    Figures that differ need ``confirm_difference``. A claim that is disputed stays disputed.
    """
    require(by)
    lock_desk()
    proposal, claim_a, claim_b = locked_proposal(proposal.pk)
    require_open(proposal)
    seconds = require_unlocked(proposal_id=proposal.pk, by=by)
    return _merge(
        [claim_a, claim_b],
        by=by,
        confirm_difference=confirm_difference,
        approve=True,
        reason=reason,
        proposal=proposal,
        run=run,
        seconds=seconds,
    )


@transaction.atomic
def merge_many(
    *,
    claims: Sequence[Claim],
    by: User,
    confirm_difference: bool = False,
    approve: bool = False,
    reason: str = "",
) -> Decision:
    """Make two or more claims one, in one decision. Raises DecisionRefused; then nothing is changed."""
    require(by)
    ids = {claim.pk for claim in claims}
    if len(ids) < 2:
        raise DecisionRefused("Choose two claims or more.", "too-few")
    lock_desk()
    locked = list(lock_claims(ids).values())
    return _merge(locked, by=by, confirm_difference=confirm_difference, approve=approve, reason=reason)


def _merge(
    claims: list[Claim],
    *,
    by: User,
    confirm_difference: bool,
    approve: bool,
    reason: str,
    proposal: Proposal | None = None,
    run: UUID | None = None,
    seconds: int | None = None,
) -> Decision:
    require_standing(claims, by)
    if len({claim.kind for claim in claims}) > 1:
        raise DecisionRefused("A statistic and a quote can't be one claim.", "kinds-differ")
    if withdrawn := next((claim for claim in claims if claim.status == Claim.Status.WITHDRAWN), None):
        raise DecisionRefused(
            f"“{shorten(withdrawn.wording)}” is withdrawn. Approve it again first, or keep the two apart.",
            "withdrawn",
        )
    differing = differences_among(claims)
    if differing and not confirm_difference:
        raise DecisionRefused(
            f"The figures differ: {'; '.join(differing)}. Nothing was changed. "
            "If they are one claim all the same, confirm the difference.",
            "figures-differ",
        )
    stays = winner(claims)
    touching = list(
        Proposal.objects.select_for_update(of=("self",))
        .filter(Q(claim_a__in=claims) | Q(claim_b__in=claims))
        .order_by("pk")
    )
    _require_never_refused(claims, touching)
    ledger = Ledger()
    for claim in claims:
        ledger.rely(claim, "status", "merged_into_id")
    _set_status(ledger, stays, claims, approve)
    now = timezone.now()
    for claim in claims:
        if claim.pk != stays.pk:
            _absorb(ledger, stays, claim)
    _carry_proposals(ledger, stays, {claim.pk for claim in claims}, touching, by, now)
    _carry_differences(ledger, stays, {claim.pk for claim in claims})
    if differing:
        reason = f"{reason} (confirmed though the figures differ: {'; '.join(differing)})".strip()
    return ledger.write(
        verb=Decision.Verb.MERGE, by=by, reason=reason, proposal=proposal, run=run, seconds=seconds
    )


def winner(claims: Iterable[Claim], counts: Mapping[int, int] | None = None) -> Claim:
    """The claim that stays: the oldest approved one; else the one with most evidence; the older of equals.

    ``counts`` is how much evidence each claim id has, where that is known already.
    """
    claims = list(claims)
    approved = [claim for claim in claims if claim.status == Claim.Status.APPROVED]
    if approved:
        return min(approved, key=lambda claim: claim.pk)
    if counts is None:
        counts = dict(
            Evidence.objects.filter(claim__in=claims)
            .order_by()
            .values("claim")
            .annotate(statements=Count("pk"))
            .values_list("claim", "statements")
        )
    return min(claims, key=lambda claim: (-counts.get(claim.pk, 0), claim.pk))


def _require_never_refused(claims: list[Claim], touching: list[Proposal]) -> None:
    ids = {claim.pk for claim in claims}
    for proposal in touching:
        if proposal.status == Proposal.Status.REFUSED and {proposal.claim_a_id, proposal.claim_b_id} <= ids:
            raise DecisionRefused(
                f"{name_of(proposal.decided_by)} kept two of these apart, {moment(proposal.decided_at)} "
                f"({proposal.get_reason_display()}). Undo that first.",
                "kept-apart",
            )


def _set_status(ledger: Ledger, stays: Claim, claims: list[Claim], approve: bool) -> None:
    status = next(rank for rank in _RANK if any(claim.status == rank for claim in claims))
    if approve and status == Claim.Status.PROPOSED:
        status = Claim.Status.APPROVED
    if stays.status != status:
        ledger.change(stays, status=status)


def _absorb(ledger: Ledger, stays: Claim, goes: Claim) -> None:
    """Move the evidence, the platforms and the mark of testimony; consent covers only what it was given
    for.
    """
    evidence = list(Evidence.objects.select_for_update(of=("self",)).filter(claim=goes).order_by("pk"))
    ledger.change_many(evidence, claim_id=stays.pk, joined=Evidence.Joined.PERSON)
    platforms = set(stays.platforms.values_list("pk", flat=True))
    arriving = set(goes.platforms.values_list("pk", flat=True))
    if arriving - platforms:
        ledger.change(stays, platforms=sorted(platforms | arriving))
    if goes.sensitive:
        consents = {
            consent.claim_id: consent
            for consent in Consent.objects.filter(claim__in=[stays, goes], withdrawn_at__isnull=True)
        }
        if stays.pk in consents and goes.pk not in consents:
            ledger.change(consents[stays.pk], withdrawn_at=timezone.now())
        if not stays.sensitive:
            ledger.change(stays, sensitive=True)
    ledger.change(goes, merged_into_id=stays.pk)
    ledger.touch(stays)


def _carry_proposals(
    ledger: Ledger, stays: Claim, ids: set[int], touching: list[Proposal], by: User, now: object
) -> None:
    """What was proposed or refused for a claim that goes now holds for the one that stays.

    Where both had a proposal with a third claim, the stronger answer wins (refused, then unsure, then
    waiting): what a person refused is never asked again.
    """
    by_pair = {(proposal.claim_a_id, proposal.claim_b_id): proposal for proposal in touching}
    elsewhere = {pk for pair in by_pair for pk in pair} - ids
    gone = set(Claim.objects.filter(pk__in=elsewhere, merged_into__isnull=False).values_list("pk", flat=True))
    for proposal in touching:
        pair = {proposal.claim_a_id, proposal.claim_b_id}
        if pair <= ids:
            if proposal.status in (Proposal.Status.PENDING, Proposal.Status.UNSURE):
                ledger.change(
                    proposal,
                    status=Proposal.Status.ACCEPTED,
                    decided_by_id=by.pk,
                    decided_at=now,
                    reason="",
                    note="",
                )
            continue
        other = next(iter(pair - ids))
        # a proposal with a claim that was merged long ago was answered by another, or carried, back then
        if other in gone or pair == {other, stays.pk} or proposal.status == Proposal.Status.ACCEPTED:
            continue
        target = by_pair.get(ordered(stays.pk, other))
        if target is None:
            claim_a, claim_b = ordered(stays.pk, other)
            ledger.change(proposal, claim_a_id=claim_a, claim_b_id=claim_b)
            by_pair[claim_a, claim_b] = proposal
        elif _strength(proposal) > _strength(target):
            ledger.rely(proposal, "status")
            ledger.change(
                target,
                status=proposal.status,
                reason=proposal.reason,
                note=proposal.note,
                decided_by_id=proposal.decided_by_id,
                decided_at=proposal.decided_at,
            )


def _strength(proposal: Proposal) -> int:
    order: list[str] = [Proposal.Status.PENDING, Proposal.Status.UNSURE, Proposal.Status.REFUSED]
    return order.index(proposal.status) if proposal.status in order else len(order)


def _carry_differences(ledger: Ledger, stays: Claim, ids: set[int]) -> None:
    rows = list(
        Difference.objects.select_for_update(of=("self",))
        .filter(Q(claim_a__in=ids) | Q(claim_b__in=ids))
        .order_by("pk")
    )
    taken = {(row.claim_a_id, row.claim_b_id) for row in rows}
    for row in rows:
        pair = {row.claim_a_id, row.claim_b_id}
        if pair <= ids:
            if row.status != Difference.Status.DISMISSED:
                ledger.change(row, status=Difference.Status.DISMISSED)
            continue
        target = ordered(stays.pk, next(iter(pair - ids)))
        if target not in taken:
            ledger.change(row, claim_a_id=target[0], claim_b_id=target[1])
            taken.add(target)
