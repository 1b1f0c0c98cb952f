"""The propose step: each statement gets its claim; what one story says twice is joined; likely pairs are proposed.

The machine joins inside one story only, where the engine finds the same sentence and figure, and never touches a claim
that a person decided on. Everything else is a proposal, made once a pair; a refusal is never asked again.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict

from django.db import transaction
from django.db.models import Q

from claims.matching import (
    ENGINE_VERSION,
    PROPOSE_FROM,
    StatementMatch,
    compare_statements,
    difference_candidate,
    figures_differ,
    to_json,
)
from claims.models import Claim, Difference, Evidence, Proposal, Statement
from claims.services.alignments import Alignment, alignments
from claims.services.claim_fields import make_claims, untouched, write_claims
from claims.services.decisions import lock_desk
from claims.services.facts import candidates_of, make_keys
from claims.services.neighbours import Neighbour, neighbours
from claims.services.origins import settle_origins
from sources.models import Article
from sources.services.steps import ArticleGone

# Outcomes that keep a statement out of a claim, whatever else speaks for it.
APART = {"forbidden", "different"}
LIKELY = {"propose", "same_in_story"}
# Two figures this near are one figure, said in two languages.
NEAR = 1e-6


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
        standing = Statement.objects.standing()
        own = list(standing.filter(article=article_id).values_list("pk", flat=True))
        candidates = candidates_of(own)
        wanted = Q(article=article_id) | Q(pk__in={pk for found in candidates.values() for pk in found})
        story_id = Article.objects.values_list("membership__story", flat=True).get(pk=article_id)
        if story_id is not None:
            wanted |= Q(article__membership__story=story_id)
        known = neighbours(standing.filter(wanted))
        Settlement(article_id, known, candidates, alignments(article_id)).settle()
        settle_origins(article_id)
    return ENGINE_VERSION


class Settlement:
    """One article's statements against those they may agree with; all rows were fetched, what follows writes in batches."""

    def __init__(
        self,
        article_id: int,
        statements: dict[int, Neighbour],
        candidates: dict[int, list[int]],
        aligned: dict[int, Alignment],
    ) -> None:
        self.statements, self.candidates, self.aligned = statements, candidates, aligned
        self.own = {
            pk: statement for pk, statement in statements.items() if statement.article_id == article_id
        }
        self.facts = {pk: statement.facts for pk, statement in statements.items()}
        self.claim_of: dict[int, int] = {
            pk: statement.claim_id for pk, statement in statements.items() if statement.claim_id is not None
        }
        self.matches: dict[tuple[int, int], StatementMatch] = {}
        self.story = next((statement.facts.story for statement in self.own.values()), None)
        members = [s for s in statements.values() if self.story is not None and s.facts.story == self.story]
        self.quotes = [s.pk for s in members if s.facts.kind == "quote"]
        self.figures = sorted((s.facts.value, s.pk) for s in members if s.facts.value is not None)

    def settle(self) -> None:
        """Join, make claims, join claims of one story that met late, propose and offer differences."""
        changed = self._give_claims()
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
        one, two = self.statements[a], self.statements[b]
        mine, theirs = (one, two) if a in self.own else (two, one)
        alignment = self.aligned.get(theirs.article_id)
        return None if alignment is None or mine.pk not in self.own else alignment.says(mine, theirs)

    def _same_in_story(self, pk: int) -> list[tuple[float, int]]:
        """Statements of the same story that say the same, best first; a headline and its first line may be one, too."""
        mine = self.statements[pk]
        found = []
        for other in self._of_like_figure(pk):
            statement = self.statements[other]
            one_sentence = statement.article_id == mine.article_id and statement.sentence == mine.sentence
            if other == pk or (one_sentence and statement.start != mine.start):
                continue
            match = self.match(pk, other)
            if match.outcome == "same_in_story":
                found.append((match.score, other))
        return sorted(found, reverse=True)

    def _of_like_figure(self, pk: int) -> list[int]:
        """Those of the story without a telling difference: all quotes for a quote, for a figure those of its value."""
        facts = self.facts[pk]
        if facts.story is None:
            return []
        if facts.value is None:
            return self.quotes if facts.kind == "quote" else []
        margin = abs(facts.value) * NEAR
        first = bisect_left(self.figures, (facts.value - margin, 0))
        last = bisect_right(self.figures, (facts.value + margin, max(self.statements)))
        return [other for _, other in self.figures[first:last]]

    def _give_claims(self) -> set[int]:
        """Give each new statement a claim; returns the claims that got evidence besides the new ones.

        A statement joins the claim of one that says the same in the story. No chains: every statement of that claim that
        is at hand must be free of conflict with this one. Claims to be made have negative numbers until they are.
        """
        members: dict[int, list[int]] = defaultdict(list)
        reasons: dict[int, dict[str, float]] = {}
        for pk in self.own:
            if pk in self.claim_of:
                continue
            for score, other in self._same_in_story(pk):
                claim = self.claim_of.get(other)
                if claim is not None and self._agrees_with_all(pk, claim):
                    reasons[pk] = {"with": other, "score": round(score, 4)}
                    break
            else:
                claim = -pk
            self.claim_of[pk] = claim
            members[claim].append(pk)
        made = make_claims([statements for claim, statements in members.items() if claim < 0])
        self.claim_of = {pk: made.get(pk, claim) for pk, claim in self.claim_of.items()}
        Evidence.objects.bulk_create(
            [
                Evidence(claim_id=self.claim_of[pk], statement_id=pk, why=reasons.get(pk, {}))
                for statements in members.values()
                for pk in statements
            ]
        )
        return {claim for claim in members if claim > 0}

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
                apart = figures_differ(self.facts[pk], self.facts[other])
                match = None if apart else self.match(pk, other)
                if match and match.outcome in LIKELY and match.score >= PROPOSE_FROM:
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
