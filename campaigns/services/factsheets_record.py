"""From a fact sheet's chosen claims to the engine's record: lines, sections, and one citation a distinct article.

Which testimony may leave is decided here, once, for the preview, every export and every edition.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.utils import timezone

from campaigns.factsheets import Citation, FactSheetError, Line, Qualifier, Section
from campaigns.factsheets import FactSheet as Record
from campaigns.models import FactSheet, FactSheetLine
from campaigns.services.factsheets import has_consent
from campaigns.services.factsheets_words import Words, words_for
from claims.dossier import decisions_by_claim, for_checks, relations_between
from claims.findings import findings_of
from claims.models import Claim, Difference, Evidence, Statement
from claims.presentation import figure_of

KIND_OF_RELATION = {
    "identical": "copy",
    "near_identical": "copy",
    "rewritten": "rewritten",
    "translation": "translation",
    "excerpt": "excerpt",
}


@dataclass(frozen=True, slots=True)
class BuiltLine:
    """A line of the sheet, the claim it prints (a merged one's successor), and the engine's record of it.

    ``refusal`` says why it may not be printed; then there is no record. A line whose claim was merged into one that
    stands above it has neither: the first line speaks for both. ``names_private_person`` has whoever edits the sheet asked
    whether the speaker's name is needed; it holds nothing back and is not printed.
    """

    line: FactSheetLine
    claim: Claim
    record: Line | None
    refusal: str
    evidence: tuple[dict[str, Any], ...]
    names_private_person: bool = False


def build_lines(sheet: FactSheet) -> list[BuiltLine]:
    """Every line with its record or its refusal, in a fixed number of queries."""
    lines = list(
        sheet.lines.select_related("claim__consent", "claim__merged_into", "claim__organisation").order_by(
            "position", "pk"
        )
    )
    claims = _current_claims(lines)
    evidence = _evidence(claims.values())
    differences = _differences(claims.values())
    testimony = _testimony(evidence)
    relations = relations_between(
        {one.statement.article_id for one in evidence}
        | {lead for one in evidence if (lead := _lead_id(one)) is not None}
    )
    by_claim: dict[int, list[Evidence]] = {}
    for one in evidence:
        by_claim.setdefault(one.claim_id, []).append(one)
    words = words_for(sheet.language)
    standing = {claim.pk: claim for claim in claims.values()}
    dossiers = for_checks(
        list(standing.values()), evidence, decisions_by_claim(standing.values()), None, relations
    )
    built = []
    seen: set[int] = set()
    for line in lines:
        claim = claims[line.claim_id]
        if claim.pk in seen:
            built.append(BuiltLine(line, claim, None, "", ()))
            continue
        seen.add(claim.pk)
        claim_evidence = by_claim.get(claim.pk, [])
        refusal = refusal_of(claim, claim_evidence)
        if refusal:
            built.append(BuiltLine(line, claim, None, refusal, ()))
            continue
        ordered = _grouped_by_origin(claim_evidence)
        checks = [one.id for one in findings_of(dossiers[claim.pk]).found]
        record = _line(claim, ordered, differences.get(claim.pk, []), testimony, relations, words, checks)
        kept = tuple(_kept(claim, one, testimony) for one in ordered)
        private = bool(record.speaker) and any(
            getattr(one.statement, "quote", None) is not None and one.statement.quote.private_person
            for one in ordered
        )
        built.append(BuiltLine(line, claim, record, "", kept, private))
    return built


def refusal_of(claim: Claim, evidence: Sequence[Evidence]) -> str:
    """Why a claim may not be printed, in a sentence; empty where it may."""
    if claim.sensitive and not has_consent(claim):
        return (
            "This line is testimony, and no consent to use it is on record. Take the line out, or ask a safeguarding "
            "lead to record consent."
        )
    if not evidence:
        return f"“{_short(claim.wording)}” has no evidence left. Take the line out, or look at the claim."
    figure = figure_of(claim)
    if claim.kind == "statistic" and (figure is None or not figure.unit.strip()):
        return f"“{_short(claim.wording)}” does not say what its figure counts. An editor can add it to the claim."
    return ""


def to_record(sheet: FactSheet, built: Sequence[BuiltLine], prepared_on: date | None = None) -> Record:
    """The whole sheet as the engine's record. Raises FactSheetError where a line may not be printed."""
    for one in built:
        if one.refusal:
            raise FactSheetError(one.refusal)
    return preview_record(sheet, built, prepared_on)


def preview_record(sheet: FactSheet, built: Sequence[BuiltLine], prepared_on: date | None = None) -> Record:
    """The record of those lines that may be printed, for people who are still at work on the sheet."""
    return Record(
        title=sheet.title,
        subtitle=sheet.subtitle,
        language=sheet.language,
        prepared_on=prepared_on or timezone.localdate(),
        introduction=sheet.introduction,
        notes=tuple(part for part in sheet.notes.replace("\r\n", "\n").split("\n\n") if part.strip()),
        sections=tuple(
            Section(heading, tuple(one.record for one in members if one.record is not None))
            for heading, members in sections_of([one for one in built if one.record is not None])
        ),
    )


def sections_of(built: Sequence[BuiltLine]) -> list[tuple[str, list[BuiltLine]]]:
    """Lines under their headings: a line without one belongs under the heading before it."""
    headed = []
    heading = ""
    for one in built:
        heading = one.line.heading or heading
        headed.append((heading, one))
    return [
        (name, [one for _, one in members]) for name, members in groupby(headed, key=lambda pair: pair[0])
    ]


def _current_claims(lines: Iterable[FactSheetLine]) -> dict[int, Claim]:
    """The claim that each line stands for now, by the id it was added under; merges are followed level by level."""
    current = {line.claim_id: line.claim for line in lines}
    while True:
        wanted = {claim.merged_into_id for claim in current.values() if claim.merged_into_id}
        if not wanted:
            return current
        found = Claim.objects.select_related("consent", "organisation").in_bulk(wanted)
        current = {
            added: found[claim.merged_into_id] if claim.merged_into_id else claim
            for added, claim in current.items()
        }


def _evidence(claims: Iterable[Claim]) -> list[Evidence]:
    return list(
        Evidence.objects.filter(claim__in=[claim.pk for claim in claims], statement__refused_at__isnull=True)
        .select_related(
            "origin",
            "statement__article__publisher",
            "statement__article__snapshot",
            "statement__article__membership__story",
            "statement__quote",
        )
        .defer("statement__article__text", "statement__article__snapshot__content")
        .order_by("statement__article__published_on", "statement__article_id", "statement__start")
    )


def _lead_id(evidence: Evidence) -> int | None:
    story = evidence.origin_story
    return story.lead_id if story is not None else None


def _testimony(evidence: Iterable[Evidence]) -> dict[int, list[tuple[int, int]]]:
    """Spans of testimony by article: other statements' words must not carry them out."""
    articles = {one.statement.article_id for one in evidence}
    spans: dict[int, list[tuple[int, int]]] = {}
    sensitive = Statement.objects.standing().filter(article__in=articles, sensitive=True)
    for article_id, start, end in sensitive.values_list("article_id", "start", "end"):
        spans.setdefault(article_id, []).append((start, end))
    return spans


def _differences(claims: Iterable[Claim]) -> dict[int, list[tuple[Claim, Difference]]]:
    """Differences that editors recorded, by claim; those with testimony stay out."""
    ids = [claim.pk for claim in claims]
    found: dict[int, list[tuple[Claim, Difference]]] = {}
    rows = (
        Difference.objects.filter(Q(claim_a__in=ids) | Q(claim_b__in=ids), status=Difference.Status.RECORDED)
        .filter(claim_a__sensitive=False, claim_b__sensitive=False)
        .select_related("claim_a", "claim_b")
        .order_by("pk")
    )
    for row in rows:
        found.setdefault(row.claim_a_id, []).append((row.claim_b, row))
        found.setdefault(row.claim_b_id, []).append((row.claim_a, row))
    return found


def _grouped_by_origin(evidence: Sequence[Evidence]) -> list[Evidence]:
    """One piece of evidence an article, origins together, in each its lead first, then by date."""
    first_in_article: dict[int, Evidence] = {}
    for one in evidence:
        first_in_article.setdefault(one.statement.article_id, one)
    groups: dict[str, list[Evidence]] = {}
    for one in first_in_article.values():
        groups.setdefault(one.origin_key, []).append(one)
    ordered = []
    for members in sorted(groups.values(), key=lambda group: min(map(_day, group))):
        members.sort(key=lambda one: (one.statement.article_id != _lead_id(one), _day(one)))
        ordered.extend(members)
    return ordered


def _day(evidence: Evidence) -> tuple[date, int]:
    return evidence.statement.article.published_on or date.max, evidence.statement.article_id


def _line(
    claim: Claim,
    ordered: Sequence[Evidence],
    differences: Sequence[tuple[Claim, Difference]],
    testimony: dict[int, list[tuple[int, int]]],
    relations: dict[tuple[int, int], str],
    words: Words,
    checks: Sequence[str],
) -> Line:
    redacted = _redacted_wording(claim)
    figure = figure_of(claim)
    origins = len({one.origin_key for one in ordered})
    warnings = []
    if claim.status == Claim.Status.PROPOSED:
        warnings.append(words.not_approved)
    elif claim.status == Claim.Status.DISPUTED:
        warnings.append(words.disputed)
    elif claim.status == Claim.Status.WITHDRAWN:
        warnings.append(words.withdrawn)
    if origins == 1 and len(ordered) > 1:
        warnings.append(words.single_origin)
    warnings += [words.checks[check] for check in checks if check in words.checks]
    if redacted:
        warnings.append(words.redacted)
    qualifiers = [Qualifier(words.period, claim.period), Qualifier(words.place, claim.place)]
    if claim.kind == "statistic":
        qualifiers.append(Qualifier(words.attributed_to, claim.attributed_to))
    anonymous = any(
        getattr(one.statement, "quote", None) is not None and one.statement.quote.anonymous for one in ordered
    )
    return Line(
        kind="quote" if claim.kind == "quote" else "figure",
        headline=figure.headline if figure else "",
        unit=figure.unit if figure else "",
        sentence=redacted or claim.wording,
        speaker="" if redacted or anonymous or claim.sensitive else claim.speaker_name,
        language=claim.wording_language,
        status=words.statuses.get(claim.status, claim.status),
        articles_count=len(ordered),
        origins_count=origins,
        citations=_citations(claim, ordered, testimony, relations, words),
        qualifiers=tuple(one for one in qualifiers if one.value),
        warnings=tuple(warnings),
        differences=tuple(
            words.differs.format(_short(other.wording, 200), words.reasons.get(row.reason, row.reason))
            for other, row in differences
        ),
    )


def _citations(
    claim: Claim,
    ordered: Sequence[Evidence],
    testimony: dict[int, list[tuple[int, int]]],
    relations: dict[tuple[int, int], str],
    words: Words,
) -> tuple[Citation, ...]:
    heads: dict[str, Evidence] = {}
    citations = []
    for one in ordered:
        article = one.statement.article
        head = heads.setdefault(one.origin_key, one)
        relation = ""
        if head is not one:
            first, second = sorted((head.statement.article_id, article.pk))
            known = relations.get((first, second), "")
            is_other_language = article.language != head.statement.article.language
            relation = KIND_OF_RELATION.get(known) or ("translation" if is_other_language else "copy")
        citations.append(
            Citation(
                key=str(article.public_id),
                publisher=article.publisher.name if article.publisher else "",
                title=article.title,
                authors=tuple(article.authors),
                published_on=article.published_on,
                accessed_on=timezone.localtime(article.snapshot.captured_at).date(),
                url=article.url,
                language=article.language,
                exact=_exact(claim, one, testimony),
                snapshot_sha256=article.snapshot.sha256,
                relation=words.relations[relation] if relation else "",
                relation_to=str(head.statement.article.public_id) if relation else "",
                origin=one.origin_key,
            )
        )
    return tuple(citations)


def _exact(claim: Claim, evidence: Evidence, testimony: dict[int, list[tuple[int, int]]]) -> str:
    """The words as they stand in the article; none where they are, or lie over, testimony that must stay in."""
    if _redacted_wording(claim):
        return ""
    statement = evidence.statement
    if claim.sensitive and statement.sensitive:
        return statement.exact  # consent as given covers the claim's own words
    hidden = testimony.get(statement.article_id, [])
    return (
        ""
        if any(start < statement.end and statement.start < end for start, end in hidden)
        else statement.exact
    )


def _kept(claim: Claim, evidence: Evidence, testimony: dict[int, list[tuple[int, int]]]) -> dict[str, Any]:
    statement = evidence.statement
    return {
        "statement": statement.pk,
        "article": str(statement.article.public_id),
        "start": statement.start,
        "end": statement.end,
        "exact": _exact(claim, evidence, testimony),
        "snapshot_sha256": statement.article.snapshot.sha256,
    }


def _redacted_wording(claim: Claim) -> str:
    return claim.consent.redacted_wording.strip() if claim.sensitive and has_consent(claim) else ""


def _short(wording: str, most: int = 80) -> str:
    return wording if len(wording) <= most else wording[: most - 1] + "…"
