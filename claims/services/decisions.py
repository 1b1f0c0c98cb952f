"""What every verb of the review desk rests on: permission, locks, and one exact record of what changed.

A verb checks, locks its rows (claims first, by id), changes them through a Ledger, and writes one Decision.
The rules of each verb are left to its own module.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection, models
from django.utils import timezone
from django.utils.formats import date_format

from claims.models import (
    Claim,
    Consent,
    Decision,
    DeskSettings,
    Difference,
    Evidence,
    Mention,
    NameRefusal,
    Proposal,
    Quote,
    ReadThrough,
    Statement,
    Statistic,
)
from sources.models import Name, Organisation, Person, Platform

# The models that decisions touch, in the order in which a row can be made before those that point to it.
MODELS: dict[str, type[models.Model]] = {
    "organisation": Organisation,
    "person": Person,
    "platform": Platform,
    "name": Name,
    "statement": Statement,
    "statistic": Statistic,
    "quote": Quote,
    "claim": Claim,
    "evidence": Evidence,
    "proposal": Proposal,
    "difference": Difference,
    "consent": Consent,
    "mention": Mention,
    "name_refusal": NameRefusal,
    "read_through": ReadThrough,
    "desk_settings": DeskSettings,
}
NAMES = {model: name for name, model in MODELS.items()}
PLATFORMS = "platforms"  # the one many-to-many set that decisions change
# Kept out of the record: revision only ever rises, and the clock of the row is the row's own.
UNRECORDED = {"revision", "changed_at"}

DESK_LOCK = 0x636F7272  # any number of our own

DECIDE = "claims.decide"
RECORD_CONSENT = "claims.record_consent"
CORRECT = "claims.correct_statement"
VIEW_SENSITIVE = "claims.view_sensitive"
SET_DESK = "claims.change_desksettings"  # administrators alone
JOIN_NAMES = {
    Organisation: "sources.change_organisation",
    Person: "sources.change_person",
    Platform: "sources.change_platform",
}


class DecisionRefused(Exception):
    """A decision that can't be taken. The message is for people; ``code`` is for programs."""

    def __init__(self, sentence: str, code: str = "refused") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code


class UndoBlocked(DecisionRefused):
    """Later decisions rest on the one to be undone; ``decisions`` names them, newest first."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        self.decisions = list(decisions)
        named = "; ".join(describe(decision) for decision in self.decisions[:5])
        more = f"; and {len(self.decisions) - 5} more" if len(self.decisions) > 5 else ""
        super().__init__(
            f"Later decisions rest on this one: {named}{more}. Undo them too, or leave it as it is.",
            "blocked",
        )


def name_of(person: Any) -> str:
    """How a person is named on screen."""
    return (person.get_full_name() or person.get_username()) if person else "Somebody"


def moment(at: datetime | None) -> str:
    """A moment in words: 21 November 2026, 19:04."""
    return date_format(timezone.localtime(at), "j F Y, H:i") if at else "an unknown time"


def describe(decision: Decision) -> str:
    """A decision in one phrase: who, what, when."""
    return f"“{decision.get_verb_display()}” by {name_of(decision.by)}, {moment(decision.at)}"


def require(by: User, permission: str = DECIDE) -> None:
    """Raise DecisionRefused unless this person holds the permission."""
    if not by.is_active or not by.has_perm(permission):
        raise DecisionRefused(
            "Your account may not do this. An administrator can give you the role that may.", "not-allowed"
        )


def lock_desk() -> None:
    """Let one verb, or one run of the matcher over an article, change claims at a time; held to the transaction's end.

    Some verbs touch rows they learn of only on the way, and the matcher writes many claims at once, so an order of row
    locks alone rules out neither a deadlock nor a lost change.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [DESK_LOCK])


def lock_claims(ids: Iterable[int]) -> dict[int, Claim]:
    """Lock claims in the order of their ids, so that two verbs never wait for one another, and read them
    afresh.
    """
    lock_desk()
    rows = Claim.objects.select_for_update(of=("self",)).filter(pk__in=set(ids)).order_by("pk")
    return {claim.pk: claim for claim in rows}


def require_standing(claims: Iterable[Claim], by: User) -> None:
    """Raise DecisionRefused where a claim was merged meanwhile, or is testimony this person may not read."""
    for claim in claims:
        if claim.merged_into_id is not None:
            raise DecisionRefused(
                f"“{shorten(claim.wording)}” was merged into another claim meanwhile. Open the page again.",
                "merged",
            )
        if claim.sensitive and not by.has_perm(VIEW_SENSITIVE):
            raise DecisionRefused("This claim is testimony, which your account may not read.", "not-allowed")


def locked_proposal(proposal_id: int) -> tuple[Proposal, Claim, Claim]:
    """Lock a proposal and its two claims, claims first; read again should a merge have re-pointed it
    meanwhile.
    """
    for _ in range(5):
        pair = Proposal.objects.filter(pk=proposal_id).values_list("claim_a_id", "claim_b_id").first()
        if pair is None:
            raise DecisionRefused("This proposal is gone: its article was deleted.", "gone")
        claims = lock_claims(pair)
        proposal = (
            Proposal.objects.select_for_update(of=("self",)).select_related("decided_by").get(pk=proposal_id)
        )
        if (proposal.claim_a_id, proposal.claim_b_id) == pair:
            return proposal, claims[pair[0]], claims[pair[1]]
    raise DecisionRefused("Others are deciding on these claims at this moment. Try again.", "busy")


def require_open(proposal: Proposal) -> None:
    """Raise DecisionRefused, naming who and when, where the proposal is decided already."""
    if proposal.status in (Proposal.Status.ACCEPTED, Proposal.Status.REFUSED):
        raise DecisionRefused(
            f"{name_of(proposal.decided_by)} decided this already, {moment(proposal.decided_at)}: "
            f"{proposal.get_status_display().lower()}. Nothing was changed.",
            "already-decided",
        )


def ordered(first: Claim | int, second: Claim | int) -> tuple[int, int]:
    """Two claim ids, the lower first, as the tables of pairs hold them."""
    a, b = (row if isinstance(row, int) else row.pk for row in (first, second))
    return (a, b) if a < b else (b, a)


def shorten(text: str, length: int = 90) -> str:
    """The beginning of a text, for a sentence on screen."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def model_named(name: str) -> type[models.Model]:
    """The model of a record's key: "claim", or, of an application above this one, "campaigns.campaign"."""
    return MODELS[name] if name in MODELS else apps.get_model(name)


def key_of(row: models.Model) -> str:
    """A row's key in the record: "claim:12"."""
    return f"{NAMES.get(type(row)) or row._meta.label_lower}:{row.pk}"


def recorded_fields(model: type[models.Model]) -> list["models.Field[Any, Any]"]:
    """The columns of a model that a record keeps."""
    return [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name not in UNRECORDED
    ]


def encode(value: Any) -> Any:
    """A column's value as JSON holds it."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    return value


def decode(model: type[models.Model], column: str, value: Any) -> Any:
    """The inverse of encode for a column (a foreign key by its id)."""
    if column == PLATFORMS or value is None:
        return value
    field = next(field for field in model._meta.concrete_fields if field.attname == column)
    return value if field.is_relation else field.to_python(value)


def same(model: type[models.Model], column: str, first: Any, second: Any) -> bool:
    """Whether two recorded values of a column are equal: 5 and 5.0000000000 are."""
    return bool(decode(model, column, first) == decode(model, column, second))


def value_of(row: models.Model, column: str) -> Any:
    """A row's present value of a column, encoded."""
    if column == PLATFORMS:
        return sorted(row.platforms.values_list("pk", flat=True))  # type: ignore[attr-defined]
    return encode(getattr(row, column))


def image(row: models.Model) -> dict[str, Any]:
    """All recorded columns of a row."""
    columns = {field.attname: encode(getattr(row, field.attname)) for field in recorded_fields(type(row))}
    if isinstance(row, Claim):
        columns[PLATFORMS] = value_of(row, PLATFORMS)
    return columns


class Ledger:
    """Changes rows and keeps, of each, the columns touched before and after.

    ``changes`` is {"claim:12": {"before": {column: value} | None, "after": {column: value} | None}}: None
    before is a row that was made, None after one that was removed. A column that is equal before and after
    was relied upon. ``"soft": true`` marks a column that the machine keeps writing (whom a claim names) as long as no
    person decided on that row.
    """

    def __init__(self) -> None:
        self.changes: dict[str, dict[str, Any]] = {}
        self.claims: set[int] = set()
        self._revised: set[int] = set()

    def change(self, row: models.Model, **columns: Any) -> None:
        """Set columns (foreign keys by id, ``platforms`` as a list of ids), save, and write both states
        down.
        """
        before = {column: value_of(row, column) for column in columns}
        for column, value in columns.items():
            if column == PLATFORMS:
                row.platforms.set(value)  # type: ignore[attr-defined]
            else:
                setattr(row, column, value)
        after = {
            column: sorted(value) if column == PLATFORMS else encode(getattr(row, column))
            for column, value in columns.items()
        }
        names = [
            field.name
            for field in row._meta.concrete_fields
            if field.attname in columns and not field.primary_key
        ]
        if isinstance(row, Claim):
            names += self._revise(row)
        row.save(update_fields=names)
        self._write(row, before, after)

    def change_many(self, rows: Sequence[models.Model], **columns: Any) -> None:
        """Set the same columns on many rows of one model in one statement. Not for claims, whose revision
        counts.
        """
        if not rows:
            return
        befores = [{column: value_of(row, column) for column in columns} for row in rows]
        type(rows[0])._default_manager.filter(pk__in=[row.pk for row in rows]).update(**columns)
        for row, before in zip(rows, befores, strict=True):
            for column, value in columns.items():
                setattr(row, column, value)
            self._write(row, before, {column: encode(value) for column, value in columns.items()})

    def follow(self, rows: Sequence[models.Model], **columns: Any) -> None:
        """Set columns that follow from the decision in rows it is not about: written down softly, claims not linked."""
        befores = [{column: value_of(row, column) for column in columns} for row in rows]
        if PLATFORMS in columns:
            for row in rows:
                row.platforms.set(columns[PLATFORMS])  # type: ignore[attr-defined]
        elif rows:
            pks = [row.pk for row in rows]
            type(rows[0])._default_manager.filter(pk__in=pks).update(**columns)
        for row, before in zip(rows, befores, strict=True):
            for column, value in columns.items():
                if column != PLATFORMS:
                    setattr(row, column, value)
            self._write(
                row, before, {column: encode(value) for column, value in columns.items()}, links=False
            )
            self.changes[key_of(row)]["soft"] = True

    def rely(self, row: models.Model, *columns: str) -> None:
        """Write columns down as they are: this decision rests on them, so undoing what set them concerns
        it.
        """
        values = {column: value_of(row, column) for column in columns}
        self._write(row, values, values)

    def touch(self, claim: Claim) -> None:
        """A new revision for a claim whose evidence, not whose columns, changed."""
        claim.save(update_fields=self._revise(claim))
        self._link(claim)

    def make(
        self, row: models.Model, *, platforms: Sequence[int] = (), undone: dict[str, Any] | None = None
    ) -> None:
        """Save a new row. ``undone`` is what undoing sets instead of removing the row (a claim's id lives
        for ever).
        """
        row.save(force_insert=True)
        if isinstance(row, Claim):
            row.platforms.set(platforms)
            self._revised.add(row.pk)
        entry: dict[str, Any] = {"before": None, "after": image(row)}
        if undone:
            entry["undone"] = undone
        self.changes[key_of(row)] = entry
        self._link(row)

    def remove(self, row: models.Model) -> None:
        """Delete a row whose whole state the record keeps."""
        key, before = key_of(row), image(row)
        self._link(row)
        if key in self.changes:
            before = {**before, **(self.changes[key]["before"] or {})}
        self.changes[key] = {"before": before, "after": None}
        type(row)._default_manager.filter(pk=row.pk).delete()

    def write(
        self,
        *,
        verb: str,
        by: User,
        reason: str = "",
        proposal: Proposal | None = None,
        undoes: Decision | None = None,
        run: UUID | None = None,
        seconds: int | None = None,
    ) -> Decision:
        """The one record of what was done: append-only from here on."""
        decision = Decision.objects.create(
            verb=verb,
            by=by,
            reason=reason,
            changes=self.changes,
            proposal=proposal,
            undoes=undoes,
            run=run,
            seconds=seconds,
        )
        links = Decision.claims.through
        links.objects.bulk_create(links(decision=decision, claim_id=pk) for pk in sorted(self.claims))
        return decision

    def _revise(self, claim: Claim) -> list[str]:
        if claim.pk in self._revised:
            return ["changed_at"]
        self._revised.add(claim.pk)
        claim.revision += 1
        return ["revision", "changed_at"]

    def _write(
        self, row: models.Model, before: dict[str, Any], after: dict[str, Any], *, links: bool = True
    ) -> None:
        entry = self.changes.setdefault(key_of(row), {"before": {}, "after": {}})
        if entry["before"] is not None:
            entry["before"] = {**before, **entry["before"]}
        entry["after"] = {**entry["after"], **after}
        if links:
            self._link(row)

    def _link(self, row: models.Model) -> None:
        if isinstance(row, Claim):
            self.claims.add(row.pk)
        elif isinstance(row, (Evidence, Consent)):
            self.claims.add(row.claim_id)
        elif isinstance(row, (Proposal, Difference)):
            self.claims.update((row.claim_a_id, row.claim_b_id))
