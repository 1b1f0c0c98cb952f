"""How well people agree with each other and with the matcher: for the desk's report. Nothing is changed here."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from claims.models import Decision, Opinion, Proposal
from claims.services.split import ENGINE as BY_A_PERSON

LEAST_DECIDED = 20  # fewer decisions say nothing about a threshold
WANTED_PRECISION = 0.95


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of proposals answered twice: how many, the share with one answer, and Cohen's kappa (None where undefined)."""

    pairs: int
    raw: float | None
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Band:
    """Decided proposals of a band of scores, and the share people approved as one claim."""

    least: float
    below: float
    accepted: int
    refused: int

    @property
    def share(self) -> float | None:
        """The share approved."""
        decided = self.accepted + self.refused
        return self.accepted / decided if decided else None


@dataclass(frozen=True, slots=True)
class Threshold:
    """A score from which the wanted share was approved; ``waiting`` proposals lie above it now."""

    score: float
    precision: float
    decided: int
    waiting: int


def kappa_of(pairs: Sequence[tuple[str, str]]) -> Agreement:
    """Raw agreement and Cohen's kappa (Cohen 1960) of first and second answers."""
    if not pairs:
        return Agreement(0, None, None)
    count = len(pairs)
    raw = sum(first == second for first, second in pairs) / count
    firsts, seconds = Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
    chance = sum(firsts[answer] * seconds[answer] for answer in firsts) / count**2
    return Agreement(count, raw, None if chance == 1 else (raw - chance) / (1 - chance))


def agreement() -> Agreement:
    """Over every proposal that two people answered."""
    answers: dict[int, list[str]] = {}
    rows = (
        Opinion.objects.filter(withdrawn_at__isnull=True).order_by("pk").values_list("proposal_id", "verdict")
    )
    for proposal_id, verdict in rows:
        answers.setdefault(proposal_id, []).append(verdict)
    return kappa_of([(given[0], given[1]) for given in answers.values() if len(given) > 1])


def decided_proposals() -> list[tuple[float, bool]]:
    """The matcher's score of every decided proposal, and whether it was approved."""
    rows = (
        Proposal.objects.filter(status__in=[Proposal.Status.ACCEPTED, Proposal.Status.REFUSED])
        .exclude(engine_version=BY_A_PERSON)
        .values_list("score", "status")
    )
    return [(score, status == Proposal.Status.ACCEPTED) for score, status in rows]


def bands(width: float = 0.1) -> list[Band]:
    """Approval by bands of score, the highest first."""
    decided = decided_proposals()
    count = round(1 / width)
    found = []
    for place in reversed(range(count)):
        least, below = place * width, (place + 1) * width
        is_top = place == count - 1
        inside = [
            accepted for score, accepted in decided if least <= score < below or (is_top and score >= below)
        ]
        found.append(Band(round(least, 2), round(below, 2), sum(inside), len(inside) - sum(inside)))
    return found


def suggested_threshold(wanted: float = WANTED_PRECISION, least: int = LEAST_DECIDED) -> Threshold | None:
    """The lowest score from which at least the wanted share of the decided was approved; None on too few decisions."""
    best: tuple[float, float, int] | None = None
    accepted = 0
    ordered = sorted(decided_proposals(), reverse=True)
    for place, (score, is_one) in enumerate(ordered, 1):
        accepted += is_one
        ends_a_tie = place == len(ordered) or ordered[place][0] < score
        if place >= least and ends_a_tie and accepted / place >= wanted:
            best = (score, accepted / place, place)
    if best is None:
        return None
    return Threshold(*best, waiting=Proposal.objects.pending().filter(score__gte=best[0]).count())


def seconds_a_decision() -> tuple[int, float] | None:
    """How many decisions carry a time, and the median in seconds."""
    kept = Decision.objects.filter(seconds__isnull=False).values_list("seconds", flat=True)
    times = [seconds for seconds in kept if seconds is not None]
    return (len(times), float(median(times))) if times else None
