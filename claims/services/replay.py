"""Rebuild the state of claims from the decision log alone, and compare it with the database.

What the machine made and nobody touched must be as the machine makes it; every touched column must be what
the log's last word on it says, and each decision must have found what the one before it left.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Q

from claims.models import Claim, Decision, Evidence, Proposal, Statement
from claims.services.decisions import model_named, same, value_of

# Rows that go when an article is deleted; their absence then is no contradiction.
_GO_WITH_THEIR_ARTICLE = {
    "evidence",
    "statement",
    "statistic",
    "quote",
    "mention",
    "name_refusal",
    "read_through",
}
# Columns that the worker writes as it learns more; a decision records them, and nobody decides them.
_OF_THE_MACHINE = {"origin_id", "why"}


@dataclass(slots=True)
class Replay:
    """What the log adds up to. ``rows`` is {"claim:12": {column: value} | None}; ``problems`` are
    sentences.
    """

    decisions: int = 0
    rows: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def replay() -> Replay:
    """Fold the log, oldest first, noting every decision that did not find what the one before it left."""
    result = Replay()
    for decision in Decision.objects.order_by("pk").iterator(chunk_size=500):
        result.decisions += 1
        for key, entry in decision.changes.items():
            if entry.get("soft"):
                entry = _known(result, key, entry)
            _fold(result, decision, key, entry["before"], entry["after"])
    return result


def _known(result: Replay, key: str, entry: dict[str, Any]) -> dict[str, Any]:
    """Of columns that only followed from a decision, those on which the log has a word already.

    The others are the machine's, which may write them anew.
    """
    known = result.rows.get(key) or {}
    return {
        image: {column: value for column, value in entry[image].items() if column in known}
        for image in ("before", "after")
    }


def _fold(
    result: Replay, decision: Decision, key: str, before: dict[str, Any] | None, after: dict[str, Any] | None
) -> None:
    model = model_named(key.partition(":")[0])
    known = result.rows.get(key, {})
    if before is None:
        if known:
            result.problems.append(f"Decision {decision.pk} makes {key}, which was there before.")
        result.rows[key] = dict(after or {})
        return
    if known is None:
        result.problems.append(f"Decision {decision.pk} changes {key}, which had been removed.")
        known = {}
    for column, value in before.items():
        if column in _OF_THE_MACHINE or (column == "sensitive" and value):
            continue
        if column in known and not same(model, column, known[column], value):
            result.problems.append(
                f"Decision {decision.pk} found {column} of {key} to be {value!r}; "
                f"the log had left {known[column]!r}."
            )
    result.rows[key] = None if after is None else {**known, **after}


def compare(result: Replay) -> list[str]:
    """Every way in which the database is not what the log says, as sentences."""
    problems = list(result.problems)
    for name in sorted({key.partition(":")[0] for key in result.rows}):
        model = model_named(name)
        wanted = {
            int(key.partition(":")[2]): columns
            for key, columns in result.rows.items()
            if key.startswith(f"{name}:")
        }
        rows = model._default_manager.in_bulk(list(wanted))
        for pk, columns in wanted.items():
            row = rows.get(pk)
            if columns is None or row is None:
                if columns is not None and name not in _GO_WITH_THEIR_ARTICLE:
                    problems.append(f"{name}:{pk} is in the log and not in the database.")
                elif columns is None and row is not None:
                    problems.append(f"{name}:{pk} was removed by the log and is in the database.")
                continue
            for column, value in columns.items():
                if column in _OF_THE_MACHINE:
                    continue
                present = value_of(row, column)
                if column == "sensitive" and present:
                    continue  # new evidence may make a claim testimony; nothing but a decision makes it none
                if not same(model, column, value, present):
                    problems.append(f"{name}:{pk} {column} is {present!r}; the log says {value!r}.")
    return problems + _undecided_as_made(result) + invariants()


def _undecided_as_made(result: Replay) -> list[str]:
    """Claims and proposals that no decision touched must be as the machine makes them."""

    def touched(name: str, column: str) -> list[int]:
        return [
            int(key.partition(":")[2])
            for key, columns in result.rows.items()
            if key.startswith(f"{name}:") and columns is not None and column in columns
        ]

    problems = [
        f"claim:{claim.pk} is {claim.status}, and no decision made it so."
        for claim in Claim.objects.exclude(pk__in=touched("claim", "status")).exclude(
            status=Claim.Status.PROPOSED
        )
    ]
    problems += [
        f"claim:{claim.pk} is merged, and no decision merged it."
        # the machine joins claims of one story, as long as no decision touched them
        for claim in Claim.objects.filter(pk__in=touched("claim", "status"))
        .exclude(pk__in=touched("claim", "merged_into_id"))
        .exclude(merged_into=None)
    ]
    problems += [
        f"proposal:{proposal.pk} is {proposal.status}, and no decision made it so."
        for proposal in Proposal.objects.exclude(pk__in=touched("proposal", "status")).exclude(
            status=Proposal.Status.PENDING
        )
    ]
    return problems


def invariants() -> list[str]:
    """What must hold whatever was decided: no evidence on a merged claim, every redirect ends, no statement
    lost.
    """
    problems = [
        f"evidence:{pk} hangs on a merged claim."
        for pk in Evidence.objects.filter(claim__merged_into__isnull=False).values_list("pk", flat=True)
    ]
    successors = dict(Claim.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into_id"))
    for start in successors:
        seen, current = {start}, successors[start]
        while current in successors:
            if current in seen:
                problems.append(f"claim:{start} redirects in a circle.")
                break
            seen.add(current)
            current = successors[current]
    problems += [
        f"statement:{pk} was refused and still bears out a claim."
        for pk in Statement.objects.filter(refused_at__isnull=False, evidence__isnull=False).values_list(
            "pk", flat=True
        )
    ]
    problems += [
        f"claim:{pk} is approved and has no evidence."
        for pk in Claim.objects.filter(status=Claim.Status.APPROVED, merged_into=None)
        .annotate(statements=Count("evidence"))
        .filter(statements=0)
        .values_list("pk", flat=True)
    ]
    problems += [
        f"proposal:{pk} still waits for one claim to be merged with itself."
        for pk in Proposal.objects.filter(status=Proposal.Status.PENDING)
        .filter(Q(claim_a__merged_into=F("claim_b")) | Q(claim_b__merged_into=F("claim_a")))
        .values_list("pk", flat=True)
    ]
    return problems
