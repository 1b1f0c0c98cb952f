"""The checks of a claim's page: the engine's findings on what the dossier holds, with the words and signs to show them by.

What is checked, and how, is the engine's (claims.matching.checks); nothing here changes or hides a claim.
"""

from dataclasses import dataclass

from claims.dossier import Dossier, Witness
from claims.matching.checks import CHECKS, ClaimFacts, SourceFacts, run_checks
from claims.models import Claim, Decision

SIGNS = {"stop": ("✕", "Stop"), "warning": ("!", "Look into this"), "note": ("–", "Note")}
SETTLING = (Decision.Verb.APPROVE, Decision.Verb.MERGE, Decision.Verb.RENAME)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: a sign and a word for how grave it is, a title, and the sentence that explains it."""

    id: str
    level: str
    sign: str
    word: str
    title: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything found, gravest first, and how many checks found nothing."""

    found: tuple[Finding, ...]
    passed: int


def findings_of(dossier: Dossier) -> Findings:
    """Run every check on a claim as its reader sees it. No query beyond those of the dossier."""
    found = run_checks(_facts(dossier))
    return Findings(
        tuple(Finding(one.id, one.level, *SIGNS[one.level], one.title, one.explanation) for one in found),
        len(CHECKS) - len(found),
    )


def _facts(dossier: Dossier) -> ClaimFacts:
    claim = dossier.claim
    consent = getattr(claim, "consent", None)
    return ClaimFacts(
        kind="quote" if claim.kind == "quote" else "statistic",
        wording=claim.wording,
        language=claim.wording_language,
        sources=tuple(_source(witness) for witness in dossier.witnesses),
        value=float(claim.value) if claim.value is not None else None,
        value_max=float(claim.value_max) if claim.value_max is not None else None,
        unit_normalized=claim.unit_normalized or claim.unit,
        counted=claim.counted or None,
        period=claim.period or None,
        period_resolved=claim.period_resolved or None,
        attributed_to=claim.attributed_to or None,
        speaker=claim.speaker_name or None,
        anonymous=any(_is_anonymous(witness) for witness in dossier.witnesses),
        organisation=claim.organisation.name if claim.organisation else None,
        sensitive=claim.sensitive,
        consent=consent is not None and consent.withdrawn_at is None,
        evidence_changed=_changed_since_settled(claim, dossier.decisions),
    )


def _source(witness: Witness) -> SourceFacts:
    article = witness.article
    return SourceFacts(
        story=witness.evidence.origin_key,
        publisher=article.publisher.name if article.publisher else "",
        publisher_kind=article.publisher.kind if article.publisher else "unknown",
        language=article.language or "und",
        translation=witness.relation == "translation",
    )


def _is_anonymous(witness: Witness) -> bool:
    quote = getattr(witness.statement, "quote", None)
    return quote is not None and quote.anonymous


def _changed_since_settled(claim: Claim, decisions: tuple[Decision, ...]) -> bool:
    """Whether a statement was corrected after the last decision that settled the claim; the newest decision is first."""
    if claim.status != Claim.Status.APPROVED:
        return False
    for decision in decisions:
        if getattr(decision, "undone_by", None) is not None:
            continue
        if decision.verb == Decision.Verb.CORRECT:
            return True
        if decision.verb in SETTLING:
            return False
    return False
