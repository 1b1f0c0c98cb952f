"""What a claim says, taken from its evidence: wording, figure, speaker, platforms. Only where no person decided yet."""

from collections import defaultdict
from collections.abc import Iterable

from claims.extraction.protection import SPEAKER_UNKNOWN
from claims.matching import canonical_wording
from claims.models import Claim, Decision, Statement
from claims.services.facts import facts_of

CHUNK = 500


def untouched(claim_ids: Iterable[int]) -> bool:
    """Whether the machine may still change these claims: proposed, standing, and no decision is about them."""
    ids = set(claim_ids)
    standing = Claim.objects.filter(
        pk__in=ids, status=Claim.Status.PROPOSED, merged_into__isnull=True
    ).count()
    return standing == len(ids) and not Decision.objects.filter(claims__in=ids).exists()


def make_claims(groups: Iterable[Iterable[int]]) -> dict[int, int]:
    """Make one claim of each group of statements, which must not be empty; the claim's id by each statement's id.

    The evidence is left to the caller.
    """
    ids = [list(group) for group in groups]
    rows = Statement.objects.filter(pk__in=[pk for group in ids for pk in group]).with_facts()
    statements = rows.in_bulk()
    claims = []
    for group in ids:
        members = [statements[pk] for pk in group]
        claim = Claim(kind=members[0].kind, sensitive=_holds_testimony(members))
        _write(claim, members)
        claims.append(claim)
    Claim.objects.bulk_create(claims, batch_size=CHUNK)
    made = {pk: claim.pk for group, claim in zip(ids, claims, strict=True) for pk in group}
    _link_platforms((made[pk], platform.pk) for pk in made for platform in statements[pk].platforms.all())
    return made


def write_claims(claim_ids: Iterable[int]) -> None:
    """Take wording, figure, speaker and platforms of these claims from their evidence, in batches.

    A claim that a person decided on keeps what it says; only its sensitivity can rise by new evidence.
    """
    ids = sorted(set(claim_ids))
    decided = set(Decision.objects.filter(claims__in=ids).values_list("claims", flat=True))
    evidence = defaultdict(list)
    rows = Statement.objects.filter(evidence__claim__in=ids).with_facts()
    for statement in rows.order_by("pk"):
        evidence[statement.evidence.claim_id].append(statement)
    claims = Claim.objects.in_bulk(ids)
    links: list[tuple[int, int]] = []
    changed = []
    for claim_id, claim in claims.items():
        statements = evidence[claim_id]
        if not statements:
            continue
        undecided = claim_id not in decided and claim.status == Claim.Status.PROPOSED
        claim.sensitive = _holds_testimony(statements) or (claim.sensitive and not undecided)
        if undecided:
            _write(claim, statements)
            links += [(claim_id, platform.pk) for s in statements for platform in s.platforms.all()]
        changed.append(claim)
    Claim.objects.bulk_update(changed, FIELDS, batch_size=CHUNK)
    _link_platforms(links)


def _link_platforms(links: Iterable[tuple[int, int]]) -> None:
    """Link claims to platforms, by their ids; known links stay."""
    Claim.platforms.through.objects.bulk_create(
        [Claim.platforms.through(claim_id=claim, platform_id=platform) for claim, platform in set(links)],
        ignore_conflicts=True,
    )


# What a claim says of its figure, in the order it is read out.
FIGURE_FIELDS = [
    "value",
    "value_max",
    "comparator",
    "unit",
    "unit_normalized",
    "per",
    "counted",
    "period",
    "period_resolved",
    "place",
    "attributed_to",
]
FIELDS = [
    "wording",
    "wording_language",
    *FIGURE_FIELDS,
    "speaker",
    "speaker_name",
    "organisation",
    "sensitive",
]


def _write(claim: Claim, statements: list[Statement]) -> None:
    # A copy's dateline or a rewriting never words a claim that the origin itself words.
    originals = [s for s in statements if _in_lead(s)] or statements
    wording, language = canonical_wording(list(facts_of(originals).values()))
    lead = next(
        (s for s in originals if s.language == language and wording in (s.sentence, s.exact)),
        originals[0],
    )
    claim.wording = lead.exact if lead.kind == Statement.Kind.QUOTE else wording
    claim.wording_language = language
    claim.attributed_to = _first(lead.attributed_to, (s.attributed_to for s in statements))
    claim.period = _first(lead.period, (s.period for s in statements))
    claim.period_resolved = _first(lead.period_resolved, (s.period_resolved for s in statements))
    claim.place = _first(lead.place, (s.place for s in statements))
    if lead.kind == Statement.Kind.STATISTIC:
        figure = lead.statistic
        claim.value, claim.value_max, claim.comparator = figure.value, figure.value_max, figure.comparator
        claim.unit, claim.unit_normalized = figure.unit, figure.unit_normalized
        claim.per = _first(figure.per, (s.statistic.per for s in statements))
        claim.counted = figure.counted
    else:
        quotes = [lead.quote, *(s.quote for s in statements)]
        claim.speaker_name = next((q.speaker_name for q in quotes if q.speaker_name), "")
        claim.speaker_id = next((q.speaker_id for q in quotes if q.speaker_id), None)
        claim.organisation_id = next((q.organisation_id for q in quotes if q.organisation_id), None)


def _holds_testimony(statements: list[Statement]) -> bool:
    """Whether any statement is testimony; one whose speaker merely was not found is none where another names the speaker."""
    marked = [statement for statement in statements if statement.sensitive]
    return len(marked) == len(statements) or any(s.sensitive_reason != SPEAKER_UNKNOWN for s in marked)


def _in_lead(statement: Statement) -> bool:
    membership = getattr(statement.article, "membership", None)
    return membership is not None and membership.story.lead_id == statement.article_id


def _first(preferred: str, others: Iterable[str]) -> str:
    return preferred or next((other for other in others if other), "")
