"""What matching knows of one statement. Made by the claims services from the stored rows; nothing is read here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Kind = Literal["statistic", "quote"]


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """One statement.

    ``text`` is the sentence around it and ``exact`` its own words (for a quote, the words quoted). ``value`` and
    ``value_max`` are in base units, ``comparator`` one of ``= ~ > <`` or empty, ``per`` the denominator of a rate.
    ``platforms`` are register keys. ``story`` is the key of the story that the article belongs to. ``vectors`` hold the
    sentence's vector by model name and ``counted_vectors`` that of what is counted; two models are never compared.
    """

    kind: Kind
    text: str
    exact: str
    language: str
    value: float | None = None
    value_max: float | None = None
    comparator: str = ""
    unit_normalized: str = ""
    per: str | None = None
    counted: str | None = None
    change: str | None = None
    period: str | None = None
    period_resolved: str | None = None
    place: str | None = None
    speaker: str | None = None
    organisation: str | None = None
    platforms: tuple[str, ...] = ()
    story: str | None = None
    published_on: date | None = None
    vectors: Mapping[str, Sequence[float]] = field(default_factory=dict, compare=False)
    counted_vectors: Mapping[str, Sequence[float]] = field(default_factory=dict, compare=False)
