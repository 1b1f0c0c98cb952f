"""Make organisations, people or platforms one: everything that points to the others points to the one that stays.

One decision, undone exactly like the others. Whom an untouched claim names stays the machine's to write.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Model

from claims.models import Decision
from claims.services.decisions import (
    JOIN_NAMES,
    PLATFORMS,
    DecisionRefused,
    Ledger,
    lock_desk,
    require,
    value_of,
)
from sources.models import Name
from sources.models.names import Named


@transaction.atomic
def merge_names(*, stays: Named, others: Sequence[Named], by: User, reason: str = "") -> Decision:
    """Join names of one kind. They keep their row and lead to the one that stays. Raises DecisionRefused.

    What would then be there twice (a spelling both had, a mention of the same span) stays where it is.
    """
    model = type(stays)
    require(by, JOIN_NAMES[model])
    wanted = {row.pk for row in others} - {stays.pk}
    if not wanted:
        raise DecisionRefused("Choose two or more.", "too-few")
    lock_desk()
    rows: dict[int, Any] = {
        row.pk: row
        for row in model._default_manager.select_for_update(of=("self",))
        .filter(pk__in=[stays.pk, *wanted])
        .order_by("pk")
    }
    if len(rows) <= len(wanted) or any(row.merged_into_id for row in rows.values()):
        raise DecisionRefused(
            "One of these was joined with another meanwhile. Open the list again.", "merged"
        )
    ledger = Ledger()
    ledger.rely(rows[stays.pk], "merged_into_id")
    for pk in sorted(wanted):
        _repoint(ledger, rows[pk], rows[stays.pk])
        owner: dict[str, Any] = {f"{model._meta.model_name}_id": stays.pk}
        if not Name.objects.filter(text=rows[pk].name, language="", **owner).exists():
            ledger.make(Name(text=rows[pk].name, language="", **owner))
        ledger.change(rows[pk], merged_into_id=stays.pk)
    words = f"{', '.join(rows[pk].name for pk in sorted(wanted))} → {rows[stays.pk].name}. {reason}".strip()
    return ledger.write(verb=Decision.Verb.JOIN_NAMES, by=by, reason=words)


def _repoint(ledger: Ledger, goes: Any, stays: Any) -> None:
    """Every relation to the one that goes, whatever application holds it; its history is left alone."""
    for relation in type(goes)._meta.related_objects:
        holder, field = relation.related_model, relation.field.name
        if str(holder._meta.model_name).endswith("event"):
            continue
        found = holder._default_manager.filter(**{field: goes.pk}).order_by("pk")
        if relation.many_to_many:
            if field != PLATFORMS:
                raise TypeError(f"{holder._meta.label}.{field} is a set that no decision records")
            for row in found:
                kept = set(value_of(row, PLATFORMS)) - {goes.pk} | {stays.pk}
                ledger.follow([row], platforms=sorted(kept))
            continue
        _repoint_rows(ledger, [row for row in found if row != stays], relation.field.attname, stays.pk)


def _repoint_rows(ledger: Ledger, rows: list[Model], column: str, stays: int) -> None:
    try:
        with transaction.atomic():
            ledger.follow(rows, **{column: stays})
        return
    except IntegrityError:
        pass  # one of them is there twice: each by itself
    for row in rows:
        row.refresh_from_db(fields=[column])
        try:
            with transaction.atomic():
                ledger.follow([row], **{column: stays})
        except IntegrityError:
            continue  # the one that stays has this already
