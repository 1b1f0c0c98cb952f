"""What extraction returns: plain, frozen records with exact spans into the text that was read.

Every span obeys ``text[start:end] == exact``; offsets count characters (Python string indices).
Storing the records is left to the claims services.
"""

from dataclasses import dataclass

EXTRACTOR_NAME = "corroborate-rules"
EXTRACTOR_VERSION = "6"


@dataclass(frozen=True, slots=True)
class StatisticRecord:
    """A figure in the text. ``is_claim`` tells a figure that claims something from a date, an age, a score.

    ``value`` is in base units (16.8 million is 16800000.0; 12 per cent is 12.0 with unit "%"); ``comparator`` is one
    of ``= ~ > <``; ``per`` is the singular denominator ("week", "day", "10000 views"); ``counted`` is the full noun
    phrase that is counted; ``period`` is as written, ``period_resolved`` says what it was taken to mean.
    """

    start: int
    end: int
    exact: str
    value: float
    value_max: float | None
    comparator: str
    unit: str
    unit_normalized: str
    kind: str
    is_claim: bool
    per: str | None = None
    counted: str | None = None
    period: str | None = None
    period_resolved: str | None = None
    place: str | None = None
    attributed_to: str | None = None
    platforms: tuple[str, ...] = ()
    platform_rule: str | None = None
    change: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class SpeakerRecord:
    """Who speaks: the span as written (a pronoun, too) and ``name``, whom it resolves to.

    ``introduced`` is where the text names the speaker in full, if it does elsewhere.
    """

    start: int
    end: int
    exact: str
    name: str
    role: str | None = None
    introduced: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class QuoteRecord:
    """Words given to a speaker. ``kind``: direct, reported or fragment; ``spans`` are the parts without their marks.

    ``continues`` tells that the words go on from the quotation of the paragraph before; ``platform_rule`` how the
    platforms were found. ``private`` that the speaker is brought in by an age in brackets, or as a resident, a driver,
    a pupil, and holds no office: somebody from the street, who speaks for nobody else.
    """

    start: int
    end: int
    exact: str
    spans: tuple[tuple[int, int], ...]
    kind: str
    speaker: SpeakerRecord | None = None
    organisation: str | None = None
    role: str | None = None
    anonymous: bool = False
    sensitive: bool = False
    sensitive_reason: str | None = None
    cue: str | None = None
    platforms: tuple[str, ...] = ()
    confidence: float = 1.0
    platform_rule: str | None = None
    continues: bool = False
    description: str | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class NameRecord:
    """An organisation, person or platform as written, its full ``name``, and its register ``key`` where known."""

    start: int
    end: int
    exact: str
    name: str
    kind: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class CampaignRecord:
    """A hashtag, named campaign, open letter or list of demands. ``signatories`` counts those who signed a letter."""

    start: int
    end: int
    exact: str
    name: str
    kind: str
    lead: str | None = None
    demands: tuple[str, ...] = ()
    signatories: int | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one text yields, in text order."""

    language: str
    statistics: tuple[StatisticRecord, ...] = ()
    quotes: tuple[QuoteRecord, ...] = ()
    organisations: tuple[NameRecord, ...] = ()
    people: tuple[NameRecord, ...] = ()
    platforms: tuple[NameRecord, ...] = ()
    campaigns: tuple[CampaignRecord, ...] = ()
