"""Say that one can't tell. The proposal leaves the queue for the pile of unsure ones, where anybody may
decide it.
"""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from claims.models import Decision, Proposal
from claims.services.decisions import (
    DecisionRefused,
    Ledger,
    locked_proposal,
    require,
    require_open,
    require_standing,
)
from claims.services.locks import require_unlocked


@transaction.atomic
def unsure(*, proposal: Proposal, by: User, note: str = "") -> Decision:
    """Put a proposal on the unsure pile. Raises DecisionRefused."""
    require(by)
    proposal, claim_a, claim_b = locked_proposal(proposal.pk)
    require_open(proposal)
    require_standing([claim_a, claim_b], by)
    if proposal.status == Proposal.Status.UNSURE:
        raise DecisionRefused("This one is on the unsure pile already.", "already-decided")
    seconds = require_unlocked(proposal_id=proposal.pk, by=by)
    ledger = Ledger()
    ledger.change(
        proposal,
        status=Proposal.Status.UNSURE,
        note=note.strip(),
        decided_by_id=by.pk,
        decided_at=timezone.now(),
    )
    return ledger.write(
        verb=Decision.Verb.UNSURE, by=by, reason=note.strip(), proposal=proposal, seconds=seconds
    )
