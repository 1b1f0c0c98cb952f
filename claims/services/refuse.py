"""Keep two claims apart. The refusal is remembered: no re-run of the matcher asks again."""

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
def refuse(*, proposal: Proposal, reason: str, by: User, note: str = "") -> Decision:
    """Refuse a proposal for one of Proposal.Reason and, if wanted, words. Raises DecisionRefused."""
    require(by)
    if reason not in Proposal.Reason.values:
        raise DecisionRefused("Choose why the two are kept apart.", "no-reason")
    if reason == Proposal.Reason.OTHER and not note.strip():
        raise DecisionRefused("Say in a few words what the other reason is.", "no-reason")
    proposal, claim_a, claim_b = locked_proposal(proposal.pk)
    require_open(proposal)
    require_standing([claim_a, claim_b], by)
    seconds = require_unlocked(proposal_id=proposal.pk, by=by)
    ledger = Ledger()
    ledger.change(
        proposal,
        status=Proposal.Status.REFUSED,
        reason=reason,
        note=note.strip(),
        decided_by_id=by.pk,
        decided_at=timezone.now(),
    )
    words = Proposal.Reason(reason).label + (f": {note.strip()}" if note.strip() else "")
    return ledger.write(verb=Decision.Verb.REFUSE, by=by, reason=words, proposal=proposal, seconds=seconds)
