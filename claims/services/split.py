"""Move chosen evidence out of a claim into a new one, and remember that a person told the two apart."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from claims.models import Claim, Decision, Evidence, Proposal, Statement
from claims.services.decisions import (
    DecisionRefused,
    Ledger,
    lock_claims,
    lock_desk,
    ordered,
    require,
    require_standing,
)

ENGINE = "person"  # a pair that a person told apart has no score of the matcher's


@transaction.atomic
def split(
    *,
    claim: Claim,
    evidence: Iterable[Evidence],
    by: User,
    wording: str = "",
    reason: str = Proposal.Reason.OTHER,
    note: str = "",
) -> tuple[Claim, Decision]:
    """Move evidence into a new claim, worded as given or as its first statement. Raises DecisionRefused.

    The pair is kept as refused, so the matcher never asks about the two again.
    """
    require(by)
    if reason not in Proposal.Reason.values:
        raise DecisionRefused("Choose why the two are told apart.", "no-reason")
    lock_desk()
    claim = lock_claims([claim.pk])[claim.pk]
    require_standing([claim], by)
    rows = list(
        Evidence.objects.select_for_update(of=("self",))
        .filter(claim=claim)
        .select_related("statement__statistic", "statement__quote", "statement__article")
        .order_by("pk")
    )
    chosen_ids = {row.pk for row in evidence}
    chosen = [row for row in rows if row.pk in chosen_ids]
    if len(chosen) < len(chosen_ids):
        raise DecisionRefused(
            "Some of this evidence was moved meanwhile. Open the page again.", "changed-meanwhile"
        )
    if not chosen:
        raise DecisionRefused("Choose the evidence to move out.", "too-few")
    if len(chosen) == len(rows):
        raise DecisionRefused(
            "That is all the evidence of this claim. Leave one behind, or withdraw the claim.", "too-many"
        )
    ledger = Ledger()
    ledger.rely(claim, "merged_into_id")
    new, platforms = claim_from([row.statement for row in chosen], claim, wording)
    ledger.make(new, platforms=platforms, undone={"merged_into_id": claim.pk})
    ledger.change_many(chosen, claim_id=new.pk, joined=Evidence.Joined.PERSON)
    ledger.touch(claim)
    claim_a, claim_b = ordered(claim, new)
    ledger.make(
        Proposal(
            claim_a_id=claim_a,
            claim_b_id=claim_b,
            score=0.0,
            signals={"split": True},
            engine_version=ENGINE,
            status=Proposal.Status.REFUSED,
            reason=reason,
            note=note.strip(),
            decided_by=by,
            decided_at=timezone.now(),
        ),
        # Decisions may name this row, so it stays: undone, the two are one again.
        undone={"status": Proposal.Status.ACCEPTED, "reason": "", "note": ""},
    )
    words = Proposal.Reason(reason).label + (f": {note.strip()}" if note.strip() else "")
    return new, ledger.write(verb=Decision.Verb.SPLIT, by=by, reason=words)


def claim_from(statements: list[Statement], source: Claim, wording: str) -> tuple[Claim, list[int]]:
    """A claim, not saved, and its platforms, made of statements: their earliest gives the words and the
    figure.
    """
    first = min(
        statements, key=lambda row: (row.article.published_on is None, row.article.published_on, row.pk)
    )
    claim = Claim(
        kind=first.kind,
        wording=" ".join(wording.split()) or " ".join(first.sentence.split()) or first.exact,
        wording_language=source.wording_language if wording.strip() else first.language,
        attributed_to=first.attributed_to,
        period=first.period,
        period_resolved=first.period_resolved,
        place=first.place,
        # Testimony stays testimony until a person says otherwise.
        sensitive=source.sensitive or any(statement.sensitive for statement in statements),
    )
    if hasattr(first, "statistic"):
        for column in ("value", "value_max", "comparator", "unit", "unit_normalized", "per", "counted"):
            setattr(claim, column, getattr(first.statistic, column))
    elif first.kind == Statement.Kind.STATISTIC:
        for column in ("value", "value_max", "comparator", "unit", "unit_normalized", "per", "counted"):
            setattr(claim, column, getattr(source, column))
    if hasattr(first, "quote"):
        claim.speaker_id, claim.speaker_name = first.quote.speaker_id, first.quote.speaker_name
        claim.organisation_id = first.quote.organisation_id
    platforms = {pk for statement in statements for pk in statement.platforms.values_list("pk", flat=True)}
    return claim, sorted(platforms)
