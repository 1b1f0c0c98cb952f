"""Ask the matcher again about everything: after a change of engine, or whenever somebody wants to be sure.

What people decided is ground the matcher does not touch: no evidence moves there, no refused pair is proposed again, no
proposal that somebody answered changes. What waits undecided gets its new score.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q

from claims.matching import ENGINE_VERSION, StatementMatch, compare_statements, to_json
from claims.models import Difference, Evidence, Proposal, Statement
from claims.services.decisions import lock_desk
from claims.services.neighbours import neighbours
from claims.services.propose import propose
from claims.services.split import ENGINE as BY_A_PERSON
from sources.models import ProcessingStep
from sources.services.steps import ArticleGone, run_step

STEP = ProcessingStep.Step.PROPOSE
A_CLAIM = 40  # statements of a claim that a waiting proposal is scored by


@dataclass(slots=True)
class Rematched:
    """What was changed, or would be, by the ids of claims: pairs proposed and offered, scores, statements that moved."""

    proposed: dict[tuple[int, int], float] = field(default_factory=dict)
    rescored: dict[tuple[int, int], tuple[float, float]] = field(default_factory=dict)
    differences: dict[tuple[int, int], str] = field(default_factory=dict)
    moved: dict[int, tuple[int | None, int | None]] = field(default_factory=dict)

    def add(self, other: "Rematched") -> None:
        """Take in what another article changed; a pair that two articles bring up counts once."""
        self.proposed |= other.proposed
        self.rescored |= other.rescored
        self.differences |= other.differences
        self.moved |= other.moved

    def __bool__(self) -> bool:
        return bool(self.proposed or self.rescored or self.differences or self.moved)


def mark_outdated(article_ids: Collection[int] | None = None) -> None:
    """Have these articles, or all, matched again whatever their version; kept, so that a broken run is gone on with."""
    chosen = Q() if article_ids is None else Q(article__in=article_ids)
    ProcessingStep.objects.filter(chosen, step=STEP).update(engine_version="")


def outdated(article_ids: Collection[int] | None = None) -> list[int]:
    """Articles that were matched by another version, in the order of their ids. What never was is the worker's to do."""
    chosen = Q() if article_ids is None else Q(article__in=article_ids)
    # one that runs may be one that a broken run left behind; to match it twice harms nothing
    rows = ProcessingStep.objects.filter(chosen, step=STEP, started_at__isnull=False)
    return list(
        rows.exclude(engine_version=ENGINE_VERSION).order_by("article").values_list("article", flat=True)
    )


def rematch(article_ids: Collection[int], report: Callable[[int], None]) -> Rematched:
    """Match each of these articles again, one transaction an article. ``report`` is told of progress."""
    changed = Rematched()
    for article_id in article_ids:

        def work(pk: int) -> str:
            with transaction.atomic():
                changed.add(_rematch(pk))
            return ENGINE_VERSION

        run_step(article_id=article_id, step=STEP, work=work)
        report(1)
    return changed


def try_out(article_ids: Collection[int], report: Callable[[int], None]) -> Rematched:
    """What ``rematch`` would change: each article is matched in a transaction that is taken back."""
    changed = Rematched()
    for article_id in article_ids:
        with transaction.atomic():
            try:
                changed.add(_rematch(article_id))
            except ArticleGone:
                continue
            finally:
                transaction.set_rollback(True)
        report(1)
    return changed


def _rematch(article_id: int) -> Rematched:
    lock_desk()
    before = _claims_of(article_id)
    newest_proposal = Proposal.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    newest_difference = Difference.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    propose(article_id)
    after = _claims_of(article_id)
    changed = Rematched(rescored=dict(_rescore(article_id, newest_proposal)))
    changed.moved = {pk: (before.get(pk), claim) for pk, claim in after.items() if before.get(pk) != claim}
    new = Proposal.objects.filter(pk__gt=newest_proposal).values_list("claim_a", "claim_b", "score")
    changed.proposed = {(a, b): score for a, b, score in new}
    offered = Difference.objects.filter(pk__gt=newest_difference).values_list("claim_a", "claim_b", "reason")
    changed.differences = {(a, b): reason for a, b, reason in offered}
    return changed


def _claims_of(article_id: int) -> dict[int, int]:
    rows = Evidence.objects.filter(statement__article=article_id)
    return dict(rows.values_list("statement", "claim"))


def _rescore(article_id: int, newest: int) -> Iterator[tuple[tuple[int, int], tuple[float, float]]]:
    """New scores for the waiting proposals of an article's claims on which nobody said anything yet.

    One that this version would not make stays, with its low score: taking a question back is a person's to do.
    """
    claims = list(_claims_of(article_id).values())
    waiting = (
        Proposal.objects.pending()
        .filter(Q(claim_a__in=claims) | Q(claim_b__in=claims), pk__lte=newest, decisions__isnull=True)
        .filter(opinions__isnull=True)
        .exclude(engine_version=BY_A_PERSON)
        .order_by("pk")
    )
    for proposal in waiting:
        best = _best_match(proposal)
        if best is None:
            continue
        score = round(min(1.0, max(0.0, best.score)), 6)
        if abs(score - proposal.score) > 1e-6 or proposal.engine_version != ENGINE_VERSION:
            Proposal.objects.filter(pk=proposal.pk).update(
                score=score, signals=to_json(best), engine_version=ENGINE_VERSION
            )
            if abs(score - proposal.score) > 1e-6:
                yield (proposal.claim_a_id, proposal.claim_b_id), (proposal.score, score)


def _best_match(proposal: Proposal) -> StatementMatch | None:
    sides = []
    for claim in (proposal.claim_a_id, proposal.claim_b_id):
        ids = (
            Evidence.objects.filter(claim=claim).order_by("pk").values_list("statement", flat=True)[:A_CLAIM]
        )
        sides.append(neighbours(Statement.objects.standing().filter(pk__in=list(ids))))
    matches = [
        compare_statements(one.facts, other.facts) for one in sides[0].values() for other in sides[1].values()
    ]
    likely = [match for match in matches if match.outcome in ("propose", "same_in_story")]
    return max(likely or matches, key=lambda match: match.score, default=None)
