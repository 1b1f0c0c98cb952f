"""Consent to use testimony in an export: recorded, redacted or withdrawn by a safeguarding lead."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from claims.models import Claim, Consent, Decision
from claims.services.decisions import (
    RECORD_CONSENT,
    DecisionRefused,
    Ledger,
    lock_claims,
    require,
    require_standing,
)


@transaction.atomic
def record_consent(*, claim: Claim, record: str, by: User, redacted_wording: str = "") -> Decision:
    """Record who gave leave for what and where that is written; with a redacted wording if any. Raises
    DecisionRefused.
    """
    require(by, RECORD_CONSENT)
    if not record.strip():
        raise DecisionRefused(
            "Say who gave consent, when, for what, and where the record is kept.", "no-record"
        )
    claim = lock_claims([claim.pk])[claim.pk]
    require_standing([claim], by)
    if not claim.sensitive:
        raise DecisionRefused("This claim is not marked as testimony; it needs no consent.", "not-sensitive")
    existing = Consent.objects.select_for_update().filter(claim=claim).first()
    ledger = Ledger()
    ledger.rely(claim, "sensitive", "merged_into_id")
    now = timezone.now()
    if existing is None:
        ledger.make(
            Consent(
                claim=claim, record=record.strip(), redacted_wording=redacted_wording.strip(), by=by, at=now
            )
        )
    else:
        ledger.change(
            existing,
            record=record.strip(),
            redacted_wording=redacted_wording.strip(),
            by_id=by.pk,
            at=now,
            withdrawn_at=None,
        )
    ledger.touch(claim)
    return ledger.write(verb=Decision.Verb.CONSENT, by=by, reason=record.strip())


@transaction.atomic
def withdraw_consent(*, claim: Claim, by: User, reason: str = "") -> Decision:
    """Consent no longer stands: from this moment nothing exports the words. Raises DecisionRefused."""
    require(by, RECORD_CONSENT)
    claim = lock_claims([claim.pk])[claim.pk]
    require_standing([claim], by)
    consent = Consent.objects.select_for_update().filter(claim=claim, withdrawn_at__isnull=True).first()
    if consent is None:
        raise DecisionRefused("No consent stands for this claim.", "no-consent")
    ledger = Ledger()
    ledger.change(consent, withdrawn_at=timezone.now())
    ledger.touch(claim)
    return ledger.write(
        verb=Decision.Verb.CONSENT, by=by, reason=f"Consent withdrawn. {reason.strip()}".strip()
    )
