"""What a comparison of two statements returns, how it is kept as JSON, and how it is told to people."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

ENGINE_VERSION = "statements-3"

Outcome = Literal["same_in_story", "propose", "different", "forbidden"]
Verdict = Literal["agree", "differ", "unknown"]
ConflictKind = Literal[
    "figure", "per", "unit", "period", "place", "population", "definition", "speaker", "negation"
]
DifferenceReason = Literal["period", "place", "definition", "rounding", "revision", "unknown"]


@dataclass(frozen=True, slots=True)
class Part:
    """One named part of a score: at most ``weight``, of which ``contribution`` counts; ``words`` say why."""

    name: str
    weight: float
    contribution: float
    verdict: Verdict
    words: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something in which the two statements differ, so that they may not be one claim."""

    kind: ConflictKind
    words: str


@dataclass(frozen=True, slots=True)
class StatementMatch:
    """Two statements compared.

    ``outcome``: ``same_in_story`` may be joined by the machine, ``propose`` is for a person, ``different`` needs
    nobody, ``forbidden`` must never be merged without a person's own decision (a figure or a speaker differs).
    ``score`` (0 to 1) is the sum of the parts' contributions.
    """

    outcome: Outcome
    score: float
    parts: tuple[Part, ...]
    conflicts: tuple[Conflict, ...] = ()
    engine: str = ENGINE_VERSION


def to_json(match: StatementMatch) -> dict[str, Any]:
    """Plain dictionaries and lists, to be kept with an evidence row or a proposal."""
    kept = asdict(match)
    return {**kept, "parts": list(kept["parts"]), "conflicts": list(kept["conflicts"])}


def from_json(kept: Mapping[str, Any]) -> StatementMatch:
    """What :func:`to_json` kept. Raises KeyError or TypeError for anything else."""
    return StatementMatch(
        outcome=kept["outcome"],
        score=float(kept["score"]),
        parts=tuple(Part(**part) for part in kept["parts"]),
        conflicts=tuple(Conflict(**conflict) for conflict in kept["conflicts"]),
        engine=kept["engine"],
    )


_OUTCOMES: dict[str, str] = {
    "same_in_story": "One sentence of one text: joined by the machine.",
    "propose": "Likely one claim: a person decides.",
    "different": "Not alike enough to ask anybody.",
    "forbidden": "Never merged by the machine.",
}


def explain(match: StatementMatch) -> list[str]:
    """The match in sentences: the outcome, each conflict, then each part with its share of the score."""
    lines = [f"{_OUTCOMES[match.outcome]} Score {match.score:.2f} of 1."]
    lines += [f"Conflict: {conflict.words}." for conflict in match.conflicts]
    lines += [
        f"{part.name.capitalize()}: {part.words} ({part.contribution:.2f} of {part.weight:.2f})."
        for part in match.parts
    ]
    return lines
