"""From which score a proposal counts as certain: what another threshold would change, and setting it.

Certain ones are offered in a table, chosen already; a person still approves them. Nothing is approved by a score alone.
"""

from dataclasses import dataclass
from math import sqrt

from django.contrib.auth.models import User
from django.db import transaction

from claims.models import Decision, DeskSettings, Proposal
from claims.models.desk import CERTAIN_FROM
from claims.services.agreement import decided_proposals
from claims.services.decisions import SET_DESK, DecisionRefused, Ledger, lock_desk, require
from claims.services.figures import difference_between

Z = 1.959964  # of the standard normal distribution, for 95 per cent
BAND = 0.05
LISTED = 50  # proposals shown of those that would change


@dataclass(frozen=True, slots=True)
class Precision:
    """Of decided proposals: how many, how many were approved, and the share with its 95 per cent interval (Wilson)."""

    decided: int
    approved: int

    @property
    def share(self) -> float | None:
        """Approved of decided; None where nothing was decided."""
        return self.approved / self.decided if self.decided else None

    @property
    def interval(self) -> tuple[float, float]:
        """Between which the share lies in 95 of 100 such samples; 0 to 1 where nothing was decided."""
        return wilson(self.approved, self.decided)


@dataclass(frozen=True, slots=True)
class Band:
    """A band of scores: what was decided in it, and how many wait, with and without figures that differ."""

    least: float
    below: float
    precision: Precision
    waiting: int
    differing: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What setting a threshold would change now."""

    present: float
    proposed: float
    precision: Precision
    bands: tuple[Band, ...]
    arriving: tuple[Proposal, ...]
    leaving: tuple[Proposal, ...]
    arriving_count: int
    leaving_count: int
    differing_count: int


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """The 95 per cent score interval of a share (Wilson, 1927); 0 to 1 without trials."""
    if trials == 0:
        return 0.0, 1.0
    share = successes / trials
    middle = (share + Z * Z / (2 * trials)) / (1 + Z * Z / trials)
    half = Z * sqrt(share * (1 - share) / trials + Z * Z / (4 * trials * trials)) / (1 + Z * Z / trials)
    return max(0.0, middle - half), min(1.0, middle + half)


def certain_from() -> float:
    """The score from which proposals are offered as certain."""
    return DeskSettings.objects.filter(pk=1).values_list("certain_from", flat=True).first() or CERTAIN_FROM


def preview(score: float) -> Preview:
    """What would change if proposals counted as certain from this score. Nothing is changed here."""
    present = certain_from()
    decided = [(known, approved) for known, approved in decided_proposals() if known >= min(score, present)]
    lowest, highest = min(score, present), max(score, present)
    waiting = list(
        Proposal.objects.pending()
        .filter(score__gte=lowest)
        .select_related("claim_a", "claim_b")
        .order_by("-score", "pk")
    )
    differing = {row.pk for row in waiting if difference_between(row.claim_a, row.claim_b)}
    # what differs in its figure is never chosen already, whatever the threshold
    changing = [row for row in waiting if row.score < highest and row.pk not in differing]
    arriving, leaving = (changing, []) if score < present else ([], changing)
    above = [approved for known, approved in decided if known >= score]
    bands = []
    steps = round(1 / BAND)
    for place in reversed(range(int(score * steps + 1e-9), steps)):
        least, below = max(score, place * BAND), (place + 1) * BAND
        top = place == steps - 1
        inside = [ok for known, ok in decided if least <= known < below or (top and known >= below)]
        here = [row for row in waiting if least <= row.score < below or (top and row.score >= below)]
        bands.append(
            Band(
                round(least, 4),
                round(below, 4),
                Precision(len(inside), sum(inside)),
                len(here),
                sum(row.pk in differing for row in here),
            )
        )
    return Preview(
        present=present,
        proposed=score,
        precision=Precision(len(above), sum(above)),
        bands=tuple(bands),
        arriving=tuple(arriving[:LISTED]),
        leaving=tuple(leaving[:LISTED]),
        arriving_count=len(arriving),
        leaving_count=len(leaving),
        differing_count=sum(row.pk in differing and row.score >= score for row in waiting),
    )


@transaction.atomic
def set_threshold(*, score: float, seen: float, by: User, reason: str = "") -> Decision:
    """Count proposals as certain from another score; administrators alone. Raises DecisionRefused.

    ``seen`` is the threshold the person saw in the preview: where it was changed meanwhile, nothing is.
    """
    require(by, SET_DESK)
    if not 0 <= score <= 1:
        raise DecisionRefused("A score lies between 0 and 1.", "out-of-range")
    lock_desk()
    DeskSettings.objects.get_or_create(pk=1)
    row = DeskSettings.objects.select_for_update().get(pk=1)
    if abs(row.certain_from - seen) > 1e-9:
        raise DecisionRefused(
            f"Somebody set the threshold to {row.certain_from:.2f} meanwhile. Look again at what would change.",
            "changed-meanwhile",
        )
    if abs(row.certain_from - score) <= 1e-9:
        raise DecisionRefused("That is the threshold already.", "already-decided")
    ledger = Ledger()
    ledger.change(row, certain_from=score)
    words = f"From {seen:.2f} to {score:.2f}. {reason.strip()}".strip()
    return ledger.write(verb=Decision.Verb.THRESHOLD, by=by, reason=words)
