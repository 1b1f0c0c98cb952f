"""Approve a claim: its wording, figure and evidence may be published. What is merged is left to merge."""

from django.contrib.auth.models import User
from django.db import transaction

from claims.models import Claim, Decision
from claims.services.decisions import DecisionRefused, Ledger, lock_claims, require, require_standing


@transaction.atomic
def approve(*, claim: Claim, by: User, reason: str = "") -> Decision:
    """Mark a claim approved, whatever it was before. Raises DecisionRefused."""
    require(by)
    claim = lock_claims([claim.pk])[claim.pk]
    require_standing([claim], by)
    if claim.status == Claim.Status.APPROVED:
        raise DecisionRefused("This claim is approved already.", "already-decided")
    if not claim.evidence.exists():
        raise DecisionRefused("No statement bears this claim out, so it can't be approved.", "no-evidence")
    ledger = Ledger()
    ledger.rely(claim, "merged_into_id")
    ledger.change(claim, status=Claim.Status.APPROVED)
    return ledger.write(verb=Decision.Verb.APPROVE, by=by, reason=reason)
