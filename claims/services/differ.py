"""Record that two claims speak of one thing with different figures, and why; or dismiss what the matcher
offered.
"""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from claims.models import Claim, Decision, Difference, Proposal
from claims.services.decisions import (
    DecisionRefused,
    Ledger,
    lock_claims,
    ordered,
    require,
    require_standing,
)

_REFUSAL = {
    Difference.Reason.PERIOD: Proposal.Reason.PERIOD,
    Difference.Reason.PLACE: Proposal.Reason.PLACE,
    Difference.Reason.DEFINITION: Proposal.Reason.DEFINITION,
}


@transaction.atomic
def differ(*, claims: tuple[Claim, Claim], reason: str, by: User, note: str = "") -> Decision:
    """Record a difference; a proposal to make the two one is thereby refused. Raises DecisionRefused."""
    require(by)
    if reason not in Difference.Reason.values:
        raise DecisionRefused("Choose why the figures differ, or “Not known”.", "no-reason")
    first, second = claims
    if first.pk == second.pk:
        raise DecisionRefused("A claim does not differ from itself. Choose two.", "too-few")
    rows = lock_claims([first.pk, second.pk])
    require_standing(rows.values(), by)
    if any(claim.value is None for claim in rows.values()):
        raise DecisionRefused("Only claims with a figure can differ in it.", "no-figure")
    claim_a, claim_b = ordered(first, second)
    proposal = (
        Proposal.objects.select_for_update(of=("self",)).filter(claim_a=claim_a, claim_b=claim_b).first()
    )
    existing = Difference.objects.select_for_update().filter(claim_a=claim_a, claim_b=claim_b).first()
    ledger = Ledger()
    for claim in rows.values():
        ledger.rely(claim, "merged_into_id")
    if existing is None:
        ledger.make(
            Difference(
                claim_a_id=claim_a,
                claim_b_id=claim_b,
                reason=reason,
                note=note.strip(),
                status=Difference.Status.RECORDED,
            )
        )
    else:
        ledger.change(existing, reason=reason, note=note.strip(), status=Difference.Status.RECORDED)
    if proposal is not None and proposal.status in (Proposal.Status.PENDING, Proposal.Status.UNSURE):
        ledger.change(
            proposal,
            status=Proposal.Status.REFUSED,
            reason=_REFUSAL.get(Difference.Reason(reason), Proposal.Reason.FIGURE),
            note=note.strip(),
            decided_by_id=by.pk,
            decided_at=timezone.now(),
        )
    words = Difference.Reason(reason).label + (f": {note.strip()}" if note.strip() else "")
    return ledger.write(verb=Decision.Verb.DIFFER, by=by, reason=words, proposal=proposal)


@transaction.atomic
def dismiss_difference(*, difference: Difference, by: User, note: str = "") -> Decision:
    """Say that an offered difference is none. It is not offered again. Raises DecisionRefused."""
    require(by)
    require_standing(lock_claims([difference.claim_a_id, difference.claim_b_id]).values(), by)
    difference = Difference.objects.select_for_update().get(pk=difference.pk)
    if difference.status == Difference.Status.DISMISSED:
        raise DecisionRefused("This difference is dismissed already.", "already-decided")
    ledger = Ledger()
    ledger.change(difference, status=Difference.Status.DISMISSED, note=note.strip())
    return ledger.write(verb=Decision.Verb.DIFFER, by=by, reason=f"Dismissed. {note.strip()}".strip())
