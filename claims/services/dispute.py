"""Mark a claim disputed: it stays readable, with the reason, and leaves no doubt that it is contested."""

from django.contrib.auth.models import User
from django.db import transaction

from claims.models import Claim, Decision
from claims.services.decisions import DecisionRefused, Ledger, lock_claims, require, require_standing


@transaction.atomic
def dispute(*, claim: Claim, by: User, reason: str) -> Decision:
    """Mark a claim disputed; the reason, in words, is shown with it. Raises DecisionRefused."""
    require(by)
    if not reason.strip():
        raise DecisionRefused("Say why, in a few words: the reason is kept with the claim.", "no-reason")
    claim = lock_claims([claim.pk])[claim.pk]
    require_standing([claim], by)
    if claim.status == Claim.Status.DISPUTED:
        raise DecisionRefused("This claim is marked disputed already.", "already-decided")
    ledger = Ledger()
    ledger.rely(claim, "merged_into_id")
    ledger.change(claim, status=Claim.Status.DISPUTED)
    return ledger.write(verb=Decision.Verb.DISPUTE, by=by, reason=reason.strip())
