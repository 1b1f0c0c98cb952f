"""Let what a newer version of the extractor reads take the place of what an older one read, where no person decided.

A statement is never changed: the new reading is a row of its own, and the old one stays in the record with what took its
place. Choosing what is read is left to ``annotate``.
"""

from collections.abc import Collection, Mapping

from django.db.models import Q
from django.utils import timezone

from claims.extraction.records import EXTRACTOR_NAME, EXTRACTOR_VERSION
from claims.models import Claim, Decision, Evidence, Quote, Statement, Statistic
from claims.models.statements import StatementQuerySet
from claims.services.claim_fields import write_claims
from claims.services.corrections import corrected_statements

# What a statement says, as far as a reader is concerned.
_SAID = ("start", "end", "attributed_to", "place", "period", "period_resolved", "sensitive")
_FIGURE = ("value", "value_max", "comparator", "unit", "unit_normalized", "per", "counted", "kind", "change")
_SPEECH = ("kind", "spans", "speaker_name", "role", "organisation_name", "anonymous", "private_person")


def read_by_another_version(article_id: int) -> StatementQuerySet:
    """Statements of an article that stand as another version of the extractor read them."""
    standing = Statement.objects.standing().filter(article=article_id, made_by__isnull=True)
    return standing.exclude(extractor=EXTRACTOR_NAME, extractor_version=EXTRACTOR_VERSION)


def replaceable(article_id: int) -> dict[int, Statement]:
    """Those of them that no person touched, by id: not corrected, and no decision about the claim they bear out.

    Call it under the desk's lock, so that none is decided on meanwhile.
    """
    rows = read_by_another_version(article_id).filter(
        Q(evidence__isnull=True)
        | Q(evidence__claim__status=Claim.Status.PROPOSED, evidence__joined=Evidence.Joined.MACHINE)
    )
    statements = rows.select_related("statistic", "quote", "evidence").prefetch_related("platforms").in_bulk()
    claims = {s.evidence.claim_id for s in statements.values() if hasattr(s, "evidence")}
    decided = set(Decision.objects.filter(claims__in=claims).values_list("claims", flat=True))
    corrected = corrected_statements(statements)
    return {
        pk: statement
        for pk, statement in statements.items()
        if pk not in corrected
        and not (hasattr(statement, "evidence") and statement.evidence.claim_id in decided)
    }


def says_the_same(
    old: Statement, new: Statement, detail: Statistic | Quote, platforms: Collection[int]
) -> bool:
    """Whether a new reading, not stored yet, differs from a stored one in nothing that it says."""
    fields = _FIGURE if isinstance(detail, Statistic) else _SPEECH
    before = getattr(old, old.kind)
    return (
        all(getattr(old, name) == getattr(new, name) for name in _SAID)
        and all(getattr(before, name) == getattr(detail, name) for name in fields)
        and {platform.pk for platform in old.platforms.all()} == set(platforms)
    )


def retire(statement_ids: Collection[int]) -> None:
    """Take statements out of what stands, so that others may be stored at the same words."""
    Statement.objects.filter(pk__in=statement_ids).update(superseded_at=timezone.now())


def supersede(retired: Collection[int], successors: Mapping[int, int]) -> None:
    """Hand over what retired statements bore out: ``successors`` has the new statement of those that have one.

    A claim keeps its id and follows its evidence; one that is left without any is withdrawn. Evidence of the retired is
    moved or taken away.
    """
    evidence = list(Evidence.objects.filter(statement__in=retired))
    claims = {row.claim_id for row in evidence}
    moved, gone = [], []
    for row in evidence:
        if row.statement_id in successors:
            row.statement_id = successors[row.statement_id]
            moved.append(row)
        else:
            gone.append(row.pk)
    Evidence.objects.filter(pk__in=gone).delete()
    Evidence.objects.bulk_update(moved, ["statement"])
    replaced = Statement.objects.in_bulk(list(successors))
    for old, statement in replaced.items():
        statement.superseded_by_id = successors[old]
    Statement.objects.bulk_update(replaced.values(), ["superseded_by"])
    Claim.platforms.through.objects.filter(claim__in=claims).delete()
    write_claims(claims)
    Claim.objects.filter(pk__in=claims, evidence__isnull=True).update(status=Claim.Status.WITHDRAWN)
