"""Checks on a claim: small, separate, each with an id, a sentence for people and a page in docs/checks.md.

They say what a reader should know before relying on a claim; none of them changes or hides it.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from claims.matching.facts import Kind
from claims.matching.words import STOP_WORDS, fold

Level = Literal["note", "warning", "stop"]

# Publishers that speak for themselves; where nobody is named, what they publish is taken to be their own.
PRIMARY_KINDS = frozenset({"charity", "government", "company"})
# Words that tell no body from another.
_UNTELLING = frozenset(
    {"the", "charity", "organisation", "organization", "force", "forces", "figures", "data"}
)


@dataclass(frozen=True, slots=True)
class Check:
    """A finding. ``level``: a ``note`` to know, a ``warning`` to look into, a ``stop`` that keeps it from exports."""

    id: str
    title: str
    explanation: str
    level: Level


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """One article behind a claim. ``story`` is its story's key, ``translation`` whether it translates another article."""

    story: str
    publisher: str
    publisher_kind: str = "unknown"
    language: str = "und"
    translation: bool = False
    primary: bool | None = None


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What the checks know of a claim. ``consent`` is whether leave to use a sensitive claim is on record."""

    kind: Kind
    wording: str
    language: str
    sources: tuple[SourceFacts, ...]
    value: float | None = None
    value_max: float | None = None
    unit_normalized: str = ""
    counted: str | None = None
    period: str | None = None
    period_resolved: str | None = None
    attributed_to: str | None = None
    speaker: str | None = None
    anonymous: bool = False
    organisation: str | None = None
    sensitive: bool = False
    consent: bool = False
    evidence_changed: bool = False


def single_origin(claim: ClaimFacts) -> Check | None:
    """Every article is a copy or translation of one text."""
    stories = {source.story for source in claim.sources}
    if len(stories) != 1:
        return None
    count = len(claim.sources)
    many = f"All {count} articles are one text" if count > 1 else "One article alone says this"
    return Check(
        "single-origin", "Single origin", f"{many}: one origin, however often it is repeated.", "note"
    )


def no_primary_source(claim: ClaimFacts) -> Check | None:
    """Nobody among the sources speaks of their own figures or words."""
    if not claim.sources or any(_is_primary(source, claim) for source in claim.sources):
        return None
    explanation = (
        "All sources report what others found or said; the report or release itself is not among them."
    )
    return Check("no-primary-source", "No primary source", explanation, "warning")


def _is_primary(source: SourceFacts, claim: ClaimFacts) -> bool:
    if source.primary is not None:
        return source.primary
    body = _body_behind(claim)
    if body:
        return _is_one_body(body, source.publisher)
    return source.publisher_kind in PRIMARY_KINDS


def _body_behind(claim: ClaimFacts) -> str:
    """Whose figures or words these are: who is said to have counted, not who passes it on; of a person, their body."""
    said = (claim.attributed_to or "").strip()
    is_person = bool(claim.speaker) and fold(said) == fold(claim.speaker or "")
    if claim.kind == "statistic" and said and not (is_person and claim.organisation):
        return said
    return (claim.organisation or said).strip()


@lru_cache(maxsize=10_000)
def _is_one_body(body: str, publisher: str) -> bool:
    """One name in the register's spellings, or the shorter's words in a row in the longer: police, Kent Police."""
    if not publisher:
        return False
    shorter, longer = sorted((_telling_words(body), _telling_words(publisher)), key=len)
    count = len(shorter)
    if count and any(longer[start : start + count] == shorter for start in range(len(longer) - count + 1)):
        return True
    return _registered(body) is not None and _registered(body) == _registered(publisher)


def _telling_words(name: str) -> list[str]:
    words = re.findall(r"\w+", fold(name))
    return [word for word in words if word not in STOP_WORDS and word not in _UNTELLING]


@lru_cache(maxsize=10_000)
def _registered(name: str) -> str | None:
    """The register's key of a name that is little more than one of its spellings."""
    from sources.text.names_register import find_registered

    found = find_registered(name[:300])
    whole = len(found) == 1 and (found[0].end - found[0].start) * 2 > len(name)
    return found[0].entry.key if whole else None


def wording_and_figure_disagree(claim: ClaimFacts) -> Check | None:
    """The claim's figure does not stand in its wording."""
    if claim.kind != "statistic" or claim.value is None:
        return None
    stands = _values_in(claim.wording, claim.language)
    wanted = [claim.value] + ([claim.value_max] if claim.value_max is not None else [])
    if all(any(_same(value, found) for found in stands) for value in wanted):
        return None
    explanation = "The figure kept with this claim is not the one its wording says."
    return Check("wording-and-figure", "Wording and figure disagree", explanation, "warning")


@lru_cache(maxsize=10_000)
def _values_in(wording: str, language: str) -> tuple[float, ...]:
    from sources.text import numerals

    found = numerals.find(wording[:2_000], language)
    return tuple(
        value for numeral in found for value in (numeral.value, numeral.value_max) if value is not None
    )


def _same(kept: float, said: float) -> bool:
    # "half" is .5 where it is said and 50 per cent where it is kept
    return any(abs(kept - value) <= 1e-3 * max(1.0, abs(kept)) for value in (said, said * 100))


def percentage_without_base(claim: ClaimFacts) -> Check | None:
    """A share that does not say of what."""
    shares = {"%", "percent", "percentage", "fraction", "share"}
    if (
        claim.kind != "statistic"
        or claim.unit_normalized.casefold() not in shares
        or (claim.counted or "").strip()
    ):
        return None
    explanation = "A share means little without what it is a share of and how many were asked or counted."
    return Check("percentage-without-base", "Percentage without its base", explanation, "warning")


def period_unknown(claim: ClaimFacts) -> Check | None:
    """A figure that does not say of when."""
    if claim.kind != "statistic" or claim.period or claim.period_resolved:
        return None
    explanation = "No source says which period the figure is of, so it can't be compared with others."
    return Check("period-unknown", "Period unknown", explanation, "note")


def attribution_unknown(claim: ClaimFacts) -> Check | None:
    """A figure that nobody is said to have found."""
    if claim.kind != "statistic" or claim.attributed_to or claim.organisation or claim.speaker:
        return None
    explanation = "No source says who found or counted this."
    return Check("attribution-unknown", "Attribution unknown", explanation, "warning")


def quote_without_speaker(claim: ClaimFacts) -> Check | None:
    """Words that nobody is said to have spoken; a speaker who stays anonymous by choice is a speaker."""
    if claim.kind != "quote" or claim.anonymous or claim.speaker or claim.organisation:
        return None
    explanation = "The sources give these words to nobody."
    return Check("quote-without-speaker", "Quote without speaker", explanation, "warning")


def only_a_translation_seen(claim: ClaimFacts) -> Check | None:
    """The text in its first language is not among the sources."""
    if not claim.sources or not all(source.translation for source in claim.sources):
        return None
    explanation = "Only translations were read; wording and figure may differ from the original."
    return Check("only-a-translation", "Only a translation seen", explanation, "warning")


def sensitive_without_consent(claim: ClaimFacts) -> Check | None:
    """Testimony that nobody has given leave to use."""
    if not claim.sensitive or claim.consent:
        return None
    explanation = (
        "This is testimony. It stays out of every export until consent or a redacted wording is on record."
    )
    return Check("sensitive-without-consent", "Sensitive, no consent", explanation, "stop")


def evidence_changed(claim: ClaimFacts) -> Check | None:
    """An article was captured anew with other words, or a statement corrected, after the claim was approved."""
    if not claim.evidence_changed:
        return None
    explanation = "A source or its reading changed after this claim was approved; look at it again."
    return Check("evidence-changed", "Evidence changed since approval", explanation, "warning")


CHECKS: tuple[Callable[[ClaimFacts], Check | None], ...] = (
    sensitive_without_consent,
    evidence_changed,
    wording_and_figure_disagree,
    no_primary_source,
    single_origin,
    only_a_translation_seen,
    percentage_without_base,
    attribution_unknown,
    quote_without_speaker,
    period_unknown,
)


def run_checks(
    claim: ClaimFacts, checks: Iterable[Callable[[ClaimFacts], Check | None]] = CHECKS
) -> list[Check]:
    """Every finding on a claim, the gravest kinds first, in the order of ``CHECKS``."""
    rank = {"stop": 0, "warning": 1, "note": 2}
    return sorted((found for check in checks if (found := check(claim))), key=lambda found: rank[found.level])
