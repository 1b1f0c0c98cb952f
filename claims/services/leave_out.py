"""Leave one statement out of a claim: it becomes a claim of its own, and the rest stays together."""

from django.contrib.auth.models import User

from claims.models import Claim, Decision, Evidence, Proposal
from claims.services.split import split


def leave_out(
    *, evidence: Evidence, by: User, reason: str = Proposal.Reason.OTHER, note: str = ""
) -> tuple[Claim, Decision]:
    """Move one piece of evidence out. Returns the new claim and the decision. Raises DecisionRefused."""
    return split(claim=evidence.claim, evidence=[evidence], by=by, reason=reason, note=note)
