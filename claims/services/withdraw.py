"""Withdraw a claim: it is no longer published. It keeps its id, its evidence and its history."""

from django.contrib.auth.models import User
from django.db import transaction

from claims.models import Claim, Decision
from claims.services.decisions import DecisionRefused, Ledger, lock_claims, require, require_standing


@transaction.atomic
def withdraw(*, claim: Claim, by: User, reason: str) -> Decision:
    """Withdraw a claim; the reason, in words, is kept with it. Raises DecisionRefused."""
    require(by)
    if not reason.strip():
        raise DecisionRefused("Say why, in a few words: the reason is kept with the claim.", "no-reason")
    claim = lock_claims([claim.pk])[claim.pk]
    require_standing([claim], by)
    if claim.status == Claim.Status.WITHDRAWN:
        raise DecisionRefused("This claim is withdrawn already.", "already-decided")
    ledger = Ledger()
    ledger.rely(claim, "merged_into_id")
    ledger.change(claim, status=Claim.Status.WITHDRAWN)
    return ledger.write(verb=Decision.Verb.WITHDRAW, by=by, reason=reason.strip())
