"""Second eyes: a share of the proposals is answered by two people, neither seeing the other's answer.

Two answers that agree become the decision; two that don't put the proposal on the unsure pile, to be settled openly.
"""

import hashlib
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from claims.models import Decision, DeskSettings, Opinion, Proposal
from claims.services.decisions import (
    DecisionRefused,
    locked_proposal,
    require,
    require_open,
    require_standing,
)
from claims.services.figures import difference_between
from claims.services.locks import require_unlocked
from claims.services.merge import accept
from claims.services.refuse import refuse
from claims.services.unsure import unsure


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an opinion: the decision where it was the second, else nothing yet."""

    opinion: Opinion
    decision: Decision | None
    agreed: bool | None


def share() -> float:
    """The share of proposals that two people decide."""
    row = DeskSettings.objects.filter(pk=1).first()
    return row.second_look_share if row else 0.0


def is_looked_at_twice(proposal: Proposal, of: float | None = None) -> bool:
    """Whether a proposal falls in the share; always the same answer for the same proposal and share."""
    of = share() if of is None else of
    if of <= 0 or proposal.status != Proposal.Status.PENDING:
        return False
    if Opinion.objects.filter(proposal=proposal, withdrawn_at__isnull=True).count() > 1:
        return False  # both answers were given and their decision undone: it is settled openly now
    drawn = int.from_bytes(hashlib.sha256(f"second look {proposal.pk}".encode()).digest()[:8])
    return drawn / 2**64 < of


@transaction.atomic
def give_opinion(
    *,
    proposal: Proposal,
    verdict: str,
    by: User,
    reason: str = "",
    note: str = "",
    confirm_difference: bool = False,
) -> Answer:
    """Answer a proposal blind. Raises DecisionRefused as the verbs do, and where this person answered before."""
    require(by)
    proposal, claim_a, claim_b = locked_proposal(proposal.pk)
    require_open(proposal)
    require_standing([claim_a, claim_b], by)
    seconds = require_unlocked(proposal_id=proposal.pk, by=by)
    if verdict not in Opinion.Verdict.values:
        raise DecisionRefused("That was not understood, and nothing was changed.", "unknown-verb")
    if verdict == Opinion.Verdict.REFUSE and reason not in Proposal.Reason.values:
        raise DecisionRefused("Choose why the two are kept apart.", "no-reason")
    if reason == Proposal.Reason.OTHER and not note.strip():
        raise DecisionRefused("Say in a few words what the other reason is.", "no-reason")
    differing = difference_between(claim_a, claim_b)
    if verdict == Opinion.Verdict.ACCEPT and differing and not confirm_difference:
        raise DecisionRefused(
            f"The figures differ: {differing}. Nothing was changed. "
            "If they are one claim all the same, confirm the difference.",
            "figures-differ",
        )
    standing = list(
        Opinion.objects.select_related("by")
        .filter(proposal=proposal, withdrawn_at__isnull=True)
        .order_by("pk")
    )
    if any(one.by_id == by.pk for one in standing):
        raise DecisionRefused(
            "You gave your answer already; it waits for another pair of eyes.", "already-decided"
        )
    mine = Opinion.objects.create(
        proposal=proposal,
        by=by,
        verdict=verdict,
        reason=reason,
        note=note.strip(),
        confirms_difference=confirm_difference,
        seconds=seconds,
    )
    if not standing:
        return Answer(mine, None, None)
    first = standing[0]
    words = f"Two looks: {first.by} and {by}."
    if first.verdict != verdict:
        note = f"Two looks, two answers: {first.get_verdict_display().lower()}, {mine.get_verdict_display().lower()}."
        return Answer(mine, unsure(proposal=proposal, by=by, note=note), False)
    if verdict == Opinion.Verdict.ACCEPT:
        decision = accept(proposal=proposal, by=by, confirm_difference=confirm_difference, reason=words)
    elif verdict == Opinion.Verdict.REFUSE:
        decision = refuse(proposal=proposal, by=by, reason=reason, note=f"{mine.note} {words}".strip())
    else:
        decision = unsure(proposal=proposal, by=by, note=words)
    return Answer(mine, decision, True)


@transaction.atomic
def withdraw_opinion(*, opinion: Opinion, by: User) -> None:
    """Take one's own answer back while the other is not there yet. The row stays. Raises DecisionRefused."""
    require(by)
    locked_proposal(opinion.proposal_id)
    opinion = Opinion.objects.select_for_update().get(pk=opinion.pk)
    others = Opinion.objects.filter(proposal=opinion.proposal_id, withdrawn_at__isnull=True).exclude(by=by)
    if opinion.by_id != by.pk or opinion.withdrawn_at is not None or others.exists():
        raise DecisionRefused("This answer counts already. Undo the decision instead.", "already-decided")
    opinion.withdrawn_at = timezone.now()
    opinion.save(update_fields=["withdrawn_at"])
