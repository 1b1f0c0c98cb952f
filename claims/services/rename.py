"""Reword a claim. The figure, the evidence and the public id stay; every wording before is in the
decisions.
"""

from django.contrib.auth.models import User
from django.db import transaction

from claims.models import Claim, Decision
from claims.services.decisions import DecisionRefused, Ledger, lock_claims, require, require_standing

LONGEST = 5_000  # characters of a wording


@transaction.atomic
def rename(
    *,
    claim: Claim,
    wording: str,
    by: User,
    language: str = "",
    seen_revision: int | None = None,
    reason: str = "",
) -> Decision:
    """Give a claim other words. Raises DecisionRefused.

    ``seen_revision`` is the revision the person had before them: should somebody have reworded the claim
    meanwhile, they are told instead of overwriting unseen words.
    """
    require(by)
    wording = " ".join(wording.replace("\x00", "").split())
    if not wording:
        raise DecisionRefused("A claim needs words.", "no-wording")
    if len(wording) > LONGEST:
        raise DecisionRefused(
            f"A claim is a sentence or two; this has {len(wording):,} characters, and {LONGEST:,} is the most. "
            "Your words were not saved.",
            "too-long",
        )
    claim = lock_claims([claim.pk])[claim.pk]
    require_standing([claim], by)
    if seen_revision is not None and seen_revision != claim.revision:
        raise DecisionRefused(
            "Somebody changed this claim while you were writing. "
            "Your words were not saved; read it again first.",
            "changed-meanwhile",
        )
    language = language or claim.wording_language
    if wording == claim.wording and language == claim.wording_language:
        raise DecisionRefused("These are the words the claim has.", "unchanged")
    ledger = Ledger()
    ledger.rely(claim, "merged_into_id")
    ledger.change(claim, wording=wording, wording_language=language)
    return ledger.write(verb=Decision.Verb.RENAME, by=by, reason=reason)
