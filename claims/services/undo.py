"""Undo a decision exactly, also out of order. An undo is a decision of its own; the one it undoes stays in
the log.

Two decisions depend on each other where the later one touched, or relied on, a column that the earlier one
set.
"""

from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model

from claims.models import Claim, Decision, Evidence, Statement
from claims.services.decisions import (
    CORRECT,
    DECIDE,
    JOIN_NAMES,
    MODELS,
    PLATFORMS,
    RECORD_CONSENT,
    SET_DESK,
    VIEW_SENSITIVE,
    DecisionRefused,
    Ledger,
    UndoBlocked,
    decode,
    describe,
    lock_claims,
    lock_desk,
    model_named,
    moment,
    name_of,
    require,
    same,
    value_of,
)
from claims.services.mark import release_evidence

_PERMISSIONS = {
    Decision.Verb.CONSENT: RECORD_CONSENT,
    Decision.Verb.CORRECT: CORRECT,
    Decision.Verb.THRESHOLD: SET_DESK,
}


def permission_to_undo(decision: Decision) -> str:
    """What undoing asks for: the right to take the decision."""
    if decision.verb == Decision.Verb.JOIN_NAMES:
        touched = {key.partition(":")[0] for key in decision.changes}
        return next(right for model, right in JOIN_NAMES.items() if model._meta.model_name in touched)
    return _PERMISSIONS.get(Decision.Verb(decision.verb), DECIDE)


@transaction.atomic
def undo(*, decision: Decision, by: User, with_later: bool = False) -> list[Decision]:
    """Put back what a decision changed; returns the undo, or the undos, newest decision first.

    Raises UndoBlocked with the later decisions that rest on this one; with ``with_later`` those are undone
    first. Raises DecisionRefused where it was undone already, or where the rows were changed outside the log.
    """
    lock_desk()
    decision = _locked(decision.pk)
    _require_undoable(decision, by)
    lock_claims(_claims_of(decision))
    later = later_decisions(decision)
    if later and not with_later:
        raise UndoBlocked(later)
    for one in later:
        _require_undoable(_locked(one.pk), by)
    lock_claims({pk for one in [decision, *later] for pk in _claims_of(one)})
    return [_revert(one, by) for one in [*later, decision]]


@transaction.atomic
def undo_run(*, run: UUID, by: User, with_later: bool = False) -> list[Decision]:
    """Undo every standing decision of one run, newest first; all or none. Raises as undo does."""
    lock_desk()
    standing = list(Decision.objects.filter(run=run, undone_by__isnull=True).order_by("-pk"))
    if not standing:
        raise DecisionRefused("This run was undone already.", "already-undone")
    mine = {one.pk for one in standing}
    lock_claims({pk for one in standing for pk in _claims_of(one)})
    outside = {later.pk: later for one in standing for later in later_decisions(one) if later.pk not in mine}
    if outside and not with_later:
        raise UndoBlocked([outside[pk] for pk in sorted(outside, reverse=True)])
    undone: list[Decision] = []
    for one in standing:
        undone += undo(decision=one, by=by, with_later=with_later)
    return undone


def latest_of(by: User) -> Decision | None:
    """The newest decision of this person that stands: what the undo key undoes."""
    return (
        Decision.objects.filter(by=by, undone_by__isnull=True)
        .exclude(verb=Decision.Verb.UNDO)
        .order_by("-pk")
        .first()
    )


def later_decisions(decision: Decision) -> list[Decision]:
    """The standing decisions that rest on this one, or on one that does; newest first."""
    found: dict[int, Decision] = {}
    waiting = [decision]
    while waiting:
        earlier = waiting.pop()
        candidates = (
            Decision.objects.filter(
                pk__gt=earlier.pk, undone_by__isnull=True, changes__has_any_keys=list(earlier.changes)
            )
            .exclude(verb=Decision.Verb.UNDO)
            .select_related("by")
        )
        for one in candidates:
            if one.pk not in found and depends(one, earlier):
                found[one.pk] = one
                waiting.append(one)
    return [found[pk] for pk in sorted(found, reverse=True)]


def depends(later: Decision, earlier: Decision) -> bool:
    """Whether one decision set what the other set or relied on, in a row that both record."""
    for key in later.changes.keys() & earlier.changes.keys():
        set_later, relied_later = _columns(later.changes[key])
        set_earlier, relied_earlier = _columns(earlier.changes[key])
        if set_earlier & (set_later | relied_later) or relied_earlier & set_later:
            return True
        if "*" in set_earlier or "*" in set_later:
            return True
    return False


def _columns(entry: dict[str, Any]) -> tuple[set[str], set[str]]:
    """The columns a decision set in a row, {"*"} where it made or removed the row, and those it relied on."""
    before, after = entry["before"], entry["after"]
    if before is None or after is None:
        return {"*"}, set()
    columns = {column for column in after if before.get(column) != after[column]}
    return columns, set(after) - columns


def _claims_of(decision: Decision) -> set[int]:
    return {int(key.partition(":")[2]) for key in decision.changes if key.startswith("claim:")} | set(
        decision.claims.values_list("pk", flat=True)
    )


def _locked(pk: int) -> Decision:
    return Decision.objects.select_for_update(of=("self",)).select_related("by").get(pk=pk)


def _require_undoable(decision: Decision, by: User) -> None:
    require(by, permission_to_undo(decision))
    if decision.verb == Decision.Verb.UNDO:
        raise DecisionRefused("This was itself an undo. Decide again instead.", "is-an-undo")
    undone = Decision.objects.filter(undoes=decision).select_related("by").first()
    if undone:
        raise DecisionRefused(
            f"{name_of(undone.by)} undid this already, {moment(undone.at)}.", "already-undone"
        )
    if not by.has_perm(VIEW_SENSITIVE) and decision.claims.filter(sensitive=True).exists():
        raise DecisionRefused("This is about testimony, which your account may not read.", "not-allowed")


def _revert(decision: Decision, by: User) -> Decision:
    ledger = Ledger()
    release_evidence(ledger, decision)
    order = {name: place for place, name in enumerate(MODELS)}
    entries = sorted(
        decision.changes.items(), key=lambda pair: order.get(pair[0].partition(":")[0], len(order))
    )
    # Rows that were made go last: by then nothing points to them any more.
    for key, entry in sorted(entries, key=lambda pair: pair[1]["before"] is None):
        name, _, pk = key.partition(":")
        model = model_named(name)
        row = model._default_manager.select_for_update(of=("self",)).filter(pk=pk).first()
        if entry["after"] is None:
            if row is None:
                _bring_back(ledger, name, int(pk), entry["before"])
            continue
        if row is None:
            continue  # gone with its article
        if entry["before"] is None:
            _take_back(ledger, row, entry)
            continue
        if entry.get("soft"):
            _follow_back(ledger, row, entry)
            continue
        wanted = {
            column: value
            for column, value in entry["before"].items()
            if not same(model, column, value, entry["after"][column])
        }
        for column in wanted:
            if not same(model, column, value_of(row, column), entry["after"][column]):
                raise DecisionRefused(
                    f"{describe(decision)} can't be undone: “{row}” was changed since by other means.",
                    "changed",
                )
        if wanted:
            ledger.change(row, **{column: decode(model, column, value) for column, value in wanted.items()})
        elif name == "claim":
            ledger.rely(row, *entry["before"])
    for claim in Claim.objects.filter(pk__in=_claims_whose_evidence_moved(ledger)).order_by("pk"):
        ledger.touch(claim)
    return ledger.write(
        verb=Decision.Verb.UNDO, by=by, reason="", undoes=decision, proposal=decision.proposal
    )


def _follow_back(ledger: Ledger, row: Model, entry: dict[str, Any]) -> None:
    """Put back what only followed from the decision, unless the machine has written something else since."""
    for column, before in entry["before"].items():
        after, present = entry["after"][column], value_of(row, column)
        if column == PLATFORMS:
            added, removed = set(after) - set(before), set(before) - set(after)
            wanted = sorted((set(present) - added) | removed)
            if removed and wanted != present and not (removed & set(present)):
                ledger.follow([row], **{column: wanted})
        elif same(type(row), column, present, after) and not same(type(row), column, before, after):
            ledger.follow([row], **{column: decode(type(row), column, before)})


def _claims_whose_evidence_moved(ledger: Ledger) -> set[int]:
    return {
        image["claim_id"]
        for key, entry in ledger.changes.items()
        if key.startswith(("evidence:", "consent:"))
        for image in (entry["before"], entry["after"])
        if image and "claim_id" in image
    }


def _bring_back(ledger: Ledger, name: str, pk: int, before: dict[str, Any]) -> None:
    model = model_named(name)
    columns = {
        column: decode(model, column, value) for column, value in before.items() if column != "platforms"
    }
    if model is Evidence:
        if not Statement.objects.filter(pk=columns["statement_id"]).exists():
            return  # gone with its article
        existing = Evidence.objects.filter(statement_id=columns["statement_id"]).first()
        if existing:
            ledger.change(existing, claim_id=columns["claim_id"])
            return
    ledger.make(model(pk=pk, **columns))


def _take_back(ledger: Ledger, row: Model, entry: dict[str, dict[str, Any]]) -> None:
    if "undone" not in entry:
        ledger.remove(row)
        return
    if isinstance(row, Claim):
        # A claim's id lives for ever: it now points where its evidence went, with what the machine joined since.
        arrived = list(Evidence.objects.select_for_update(of=("self",)).filter(claim=row))
        ledger.change_many(arrived, claim_id=entry["undone"]["merged_into_id"])
    ledger.change(row, **entry["undone"])
