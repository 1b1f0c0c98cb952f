"""The propose step: each statement gets its claim; what one story says twice is joined; likely pairs are proposed.

The machine joins inside one story only, where the engine finds the same sentence and figure, and never touches a claim
that a person decided on. Everything else is a proposal, made once a pair; a refusal is never asked again.
"""

import math

from django.db import transaction

from claims.matching import (
    ENGINE_VERSION,
    PROPOSE_FROM,
    StatementMatch,
    compare_statements,
    difference_candidate,
    to_json,
)
from claims.matching.facts import StatementFacts
from claims.models import Claim, Difference, Evidence, Proposal, Statement
from claims.models.statements import StatementQuerySet
from claims.services.alignments import Alignment, alignments
from claims.services.claim_fields import untouched, write_claims
from claims.services.decisions import lock_desk
from claims.services.facts import candidates_of, facts_of, make_keys
from claims.services.origins import settle_origins
from sources.models import Article
from sources.services.steps import ArticleGone

# Outcomes that keep a statement out of a claim, whatever else speaks for it.
APART = {"forbidden", "different"}


def propose(article_id: int) -> str:
    """Settle the claims of one article's statements; run twice, it changes nothing the second time.

    One at a time, by the desk's lock, so that no decision is taken on a claim while it changes here. Returns the matcher's
    version.
    """
    if not Article.objects.filter(pk=article_id).exists():
        raise ArticleGone
    make_keys(article_id)
    with transaction.atomic():
        lock_desk()
        if not Article.objects.select_for_update(no_key=True).filter(pk=article_id).exists():
            raise ArticleGone
        own = {s.pk: s for s in _statements().filter(article=article_id)}
        candidates = candidates_of(list(own))
        story_id = _story_of(article_id)
        siblings = _statements().filter(article__membership__story=story_id).exclude(article=article_id)
        others = {s.pk: s for s in siblings} if story_id else {}
        lacking = {pk for found in candidates.values() for pk in found} - set(own) - set(others)
        others |= {s.pk: s for s in _statements().filter(pk__in=lacking)}
        facts = facts_of([*own.values(), *others.values()])
        Settlement(own, others, facts, candidates, alignments(article_id)).settle()
        settle_origins(article_id)
    return ENGINE_VERSION


def _statements() -> StatementQuerySet:
    return Statement.objects.standing().with_facts().order_by("pk")


def _story_of(article_id: int) -> int | None:
    return Article.objects.filter(pk=article_id).values_list("membership__story", flat=True).first()


class Settlement:
    """One article's statements against those they may agree with; all rows were fetched, what follows writes in batches."""

    def __init__(
        self,
        own: dict[int, Statement],
        others: dict[int, Statement],
        facts: dict[int, StatementFacts],
        candidates: dict[int, list[int]],
        aligned: dict[int, Alignment],
    ) -> None:
        self.own, self.facts, self.candidates, self.aligned = own, facts, candidates, aligned
        everything = {**others, **own}
        self.statements = everything
        self.claim_of: dict[int, int] = {
            pk: s.evidence.claim_id for pk, s in everything.items() if hasattr(s, "evidence")
        }
        self.matches: dict[tuple[int, int], StatementMatch] = {}

    def settle(self) -> None:
        """Join, make claims, join claims of one story that met late, propose and offer differences."""
        changed: set[int] = set()
        for pk in self.own:
            if pk not in self.claim_of:
                changed.add(self._give_claim(pk))
        changed |= self._join_late()
        write_claims(changed)
        self._propose()

    def match(self, a: int, b: int) -> StatementMatch:
        """The engine's answer for a pair, asked once."""
        pair = (min(a, b), max(a, b))
        if pair not in self.matches:
            self.matches[pair] = compare_statements(
                self.facts[pair[0]], self.facts[pair[1]], aligned=self._aligned(*pair)
            )
        return self.matches[pair]

    def _aligned(self, a: int, b: int) -> bool | None:
        """What article comparison said of the two sentences: side by side, beside others, or nothing."""
        mine, theirs = (
            (self.statements[a], self.statements[b])
            if a in self.own
            else (self.statements[b], self.statements[a])
        )
        alignment = self.aligned.get(theirs.article_id)
        return None if alignment is None or mine.pk not in self.own else alignment.says(mine, theirs)

    def _same_in_story(self, pk: int) -> list[tuple[float, int]]:
        """Statements of the same story that say the same, best first; a headline and its first line may be one, too."""
        mine = self.statements[pk]
        story = self.facts[pk].story
        found = []
        for other, statement in self.statements.items():
            if other == pk or story is None or self.facts[other].story != story:
                continue
            one_sentence = statement.article_id == mine.article_id and statement.sentence == mine.sentence
            if (one_sentence and statement.start != mine.start) or not self._may_be_same(pk, other):
                continue
            match = self.match(pk, other)
            if match.outcome == "same_in_story":
                found.append((match.score, other))
        return sorted(found, reverse=True)

    def _may_be_same(self, a: int, b: int) -> bool:
        """A cheap test before the engine's: same kind, and for figures the same value, without which nothing is joined."""
        one, two = self.facts[a], self.facts[b]
        if one.kind != two.kind:
            return False
        if one.value is None or two.value is None:
            return one.kind == "quote"
        return math.isclose(one.value, two.value, rel_tol=1e-6)

    def _give_claim(self, pk: int) -> int:
        """Join the claim of a statement that says the same in another article of the story, or make a new claim.

        No chains: every statement of that claim that is at hand must be free of conflict with this one.
        """
        statement = self.own[pk]
        for score, other in self._same_in_story(pk):
            claim_id = self.claim_of.get(other)
            if claim_id is None or not self._agrees_with_all(pk, claim_id):
                continue
            Evidence.objects.create(
                claim_id=claim_id, statement=statement, why={"with": other, "score": round(score, 4)}
            )
            self.claim_of[pk] = claim_id
            return claim_id
        figure = getattr(statement, "statistic", None)
        claim = Claim.objects.create(
            kind=statement.kind,
            wording=statement.sentence if figure else statement.exact,
            wording_language=statement.language,
            value=figure.value if figure else None,
            comparator=figure.comparator if figure else "",
            sensitive=statement.sensitive,
        )
        Evidence.objects.create(claim=claim, statement=statement)
        self.claim_of[pk] = claim.pk
        return claim.pk

    def _agrees_with_all(self, pk: int, claim_id: int) -> bool:
        return not any(
            its_claim == claim_id and other != pk and self.match(pk, other).outcome in APART
            for other, its_claim in self.claim_of.items()
        )

    def _join_late(self) -> set[int]:
        """Claims of one story that got their evidence before the story was known: joined where no person decided yet."""
        pairs: list[tuple[float, int, int]] = []
        for pk in self.own:
            for score, other in self._same_in_story(pk):
                a, b = self.claim_of.get(pk), self.claim_of.get(other)
                if a is not None and b is not None and a != b:
                    pairs.append((score, min(a, b), max(a, b)))
        changed: set[int] = set()
        moved: dict[int, int] = {}
        for _, keep, gone in sorted(pairs, key=lambda pair: -pair[0]):
            keep, gone = sorted((moved.get(keep, keep), moved.get(gone, gone)))
            if keep == gone or not untouched([keep, gone]) or not self._may_join(keep, gone):
                continue
            Evidence.objects.filter(claim=gone).update(claim=keep)
            Claim.objects.filter(pk=gone).update(merged_into=keep)
            Claim.objects.filter(merged_into=gone).update(merged_into=keep)
            self.claim_of = {pk: keep if claim == gone else claim for pk, claim in self.claim_of.items()}
            moved = {claim: keep if now == gone else now for claim, now in moved.items()} | {gone: keep}
            changed.add(keep)
        return changed

    def _may_join(self, keep: int, gone: int) -> bool:
        refused = Proposal.objects.filter(claim_a=keep, claim_b=gone).exclude(status=Proposal.Status.PENDING)
        if refused.exists():
            return False
        mine = [pk for pk, claim in self.claim_of.items() if claim == keep]
        theirs = [pk for pk, claim in self.claim_of.items() if claim == gone]
        complete = Evidence.objects.filter(claim__in=[keep, gone]).count() == len(mine) + len(theirs)
        return complete and all(self.match(a, b).outcome not in APART for a in mine for b in theirs)

    def _propose(self) -> None:
        """One proposal a pair of claims, from the best pair of statements; known pairs are left as they are."""
        best: dict[tuple[int, int], StatementMatch] = {}
        differences: dict[tuple[int, int], str] = {}
        for pk, found in self.candidates.items():
            for other in found:
                a, b = self.claim_of.get(pk), self.claim_of.get(other)
                if other not in self.statements or a is None or b is None or a == b:
                    continue
                pair = (min(a, b), max(a, b))
                match = self.match(pk, other)
                if match.outcome in {"propose", "same_in_story"} and match.score >= PROPOSE_FROM:
                    if pair not in best or best[pair].score < match.score:
                        best[pair] = match
                elif reason := difference_candidate(self.facts[pk], self.facts[other]):
                    differences.setdefault(pair, reason)
        Proposal.objects.bulk_create(
            [
                Proposal(
                    claim_a_id=a,
                    claim_b_id=b,
                    score=min(1.0, max(0.0, match.score)),
                    signals=to_json(match),
                    engine_version=ENGINE_VERSION,
                )
                for (a, b), match in best.items()
            ],
            ignore_conflicts=True,
        )
        Difference.objects.bulk_create(
            [Difference(claim_a_id=a, claim_b_id=b, reason=reason) for (a, b), reason in differences.items()],
            ignore_conflicts=True,
        )
