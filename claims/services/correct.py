"""Correct what an extractor found: refuse a wrong statement for good, mend its fields, mark testimony.

The words and the span are never changed: they are the article's.
"""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from claims.models import Claim, Decision, Evidence, Statement
from claims.services.decisions import (
    CORRECT,
    PLATFORMS,
    DecisionRefused,
    Ledger,
    lock_claims,
    require,
    require_standing,
    value_of,
)

STATEMENT_FIELDS = {
    "attributed_to",
    "place",
    "period",
    "period_resolved",
    "sensitive",
    "sensitive_reason",
    PLATFORMS,
}
BY_A_PERSON = "said by a person"
STATISTIC_FIELDS = {"value", "value_max", "comparator", "unit", "unit_normalized", "per", "counted"}
QUOTE_FIELDS = {
    "speaker_name",
    "speaker_id",
    "role",
    "organisation_id",
    "organisation_name",
    "anonymous",
    "private_person",
    "kind",
}


@transaction.atomic
def refuse_statement(*, statement: Statement, by: User, reason: str) -> Decision:
    """Say that a statement is wrong. It bears out nothing any more, and no re-run brings it back.

    A claim that loses its last evidence thereby is withdrawn in the same decision. Raises DecisionRefused.
    """
    require(by, CORRECT)
    if not reason.strip():
        raise DecisionRefused("Say in a few words what is wrong with it.", "no-reason")
    ledger = Ledger()
    refuse_into(ledger, statement, by, reason)
    return ledger.write(verb=Decision.Verb.CORRECT, by=by, reason=reason.strip())


def refuse_into(ledger: Ledger, statement: Statement, by: User, reason: str) -> None:
    """Refuse a statement as part of a decision that does more. Raises DecisionRefused."""
    statement, evidence, claim = _locked(statement, by)
    ledger.change(
        statement, refused_at=timezone.now(), refused_by_id=by.pk, refused_reason=reason.strip()[:300]
    )
    if evidence is not None and claim is not None:
        ledger.remove(evidence)
        ledger.rely(claim, "merged_into_id")
        if claim.evidence.exists() or claim.status == Claim.Status.WITHDRAWN:
            ledger.touch(claim)
        else:
            ledger.change(claim, status=Claim.Status.WITHDRAWN)


@transaction.atomic
def correct_statement(*, statement: Statement, by: User, reason: str = "", **fields: Any) -> Decision:
    """Mend fields of a statement, its statistic or its quote. Raises DecisionRefused.

    ``platforms`` are ids. A proposed claim that rests on this statement alone follows; any other claim keeps what people
    saw when they decided.
    """
    require(by, CORRECT)
    unknown = set(fields) - STATEMENT_FIELDS - STATISTIC_FIELDS - QUOTE_FIELDS
    if unknown:
        raise DecisionRefused(f"These can't be corrected: {', '.join(sorted(unknown))}.", "unknown-field")
    statement, _, claim = _locked(statement, by)
    if PLATFORMS in fields:
        fields[PLATFORMS] = sorted(fields[PLATFORMS])
    if fields.get("sensitive", statement.sensitive) and not fields.get(
        "sensitive_reason", statement.sensitive_reason
    ):
        raise DecisionRefused("Say why it is testimony: who speaks.", "no-reason")
    ledger = Ledger()
    changed: dict[str, Any] = {}
    for row, names in (
        (statement, STATEMENT_FIELDS),
        (getattr(statement, "statistic", None), STATISTIC_FIELDS),
        (getattr(statement, "quote", None), QUOTE_FIELDS),
    ):
        wanted = {
            name: value
            for name, value in fields.items()
            if row is not None and name in names and _present(row, name) != value
        }
        if PLATFORMS in wanted:
            wanted["platform_rule"] = BY_A_PERSON
        if row is not None and wanted:
            ledger.change(row, **wanted)
            changed |= wanted
    if not changed:
        raise DecisionRefused("Nothing was changed.", "unchanged")
    if claim is not None:
        _follow(ledger, claim, statement, changed)
    return ledger.write(verb=Decision.Verb.CORRECT, by=by, reason=reason.strip())


def _present(row: Any, name: str) -> Any:
    return value_of(row, name) if name == PLATFORMS else getattr(row, name)


def _locked(statement: Statement, by: User) -> tuple[Statement, Evidence | None, Claim | None]:
    evidence = Evidence.objects.filter(statement=statement).first()
    claim = lock_claims([evidence.claim_id]).get(evidence.claim_id) if evidence else None
    if evidence is not None:
        evidence = (
            Evidence.objects.select_for_update(of=("self",)).filter(pk=evidence.pk, claim=claim).first()
        )
        if evidence is None:
            raise DecisionRefused(
                "This statement was moved meanwhile. Open the page again.", "changed-meanwhile"
            )
    statement = (
        Statement.objects.select_for_update(of=("self",)).select_related("refused_by").get(pk=statement.pk)
    )
    if statement.refused_at is not None:
        raise DecisionRefused("This statement was refused already.", "already-decided")
    if statement.superseded_at is not None:
        raise DecisionRefused(
            "A newer version of the extractor read these words in another way meanwhile. Open the new statement.",
            "changed-meanwhile",
        )
    if claim is not None:
        require_standing([claim], by)
    return statement, evidence, claim


def _follow(ledger: Ledger, claim: Claim, statement: Statement, changed: dict[str, Any]) -> None:
    """What is testimony makes its claim testimony; a claim nobody decided on, resting on this alone, follows
    in all.
    """
    columns = {field.attname for field in Claim._meta.concrete_fields} | {PLATFORMS}
    wanted: dict[str, Any] = {}
    if claim.status == Claim.Status.PROPOSED and claim.evidence.count() == 1:
        wanted = {
            name: value
            for name, value in changed.items()
            if name in columns and name not in {"kind", "sensitive"}
        }
    if statement.sensitive and not claim.sensitive:
        wanted["sensitive"] = True
    if wanted:
        ledger.change(claim, **wanted)
    else:
        ledger.touch(claim)
