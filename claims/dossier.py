"""All that a claim's page shows, gathered in a fixed number of queries: evidence by origin, timeline, history.

Visibility comes from the querysets; drawing is left to the template.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from claims.models import Claim, Decision, Difference, Evidence, Proposal, Statement
from claims.presentation_timeline import Appearance, Timeline, timeline
from sources.models import Article, ArticleMatch
from sources.presentation import Passage, passage, withheld

RELATION_WORDS = {
    "identical": "Copy",
    "near_identical": "Copy, nearly word for word",
    "rewritten": "Rewritten",
    "translation": "Translation",
    "excerpt": "Excerpt",
    "different": "Same story",
    "": "Same story",
}
FOLD_AFTER = 6


@dataclass(frozen=True, slots=True)
class Witness:
    """One piece of evidence as shown: its statement and article, the wording in context, how it stands to the origin."""

    evidence: Evidence
    statement: Statement
    article: Article
    passage: Passage
    relation: str
    is_original: bool

    @property
    def relation_words(self) -> str:
        """How it stands to its origin, in words."""
        return "Origin" if self.is_original else RELATION_WORDS.get(self.relation, self.relation)

    @property
    def said_by(self) -> str:
        """Whose words or figure it is, as the article says."""
        quote = getattr(self.statement, "quote", None)
        return (quote.speaker_name if quote else "") or self.statement.attributed_to


@dataclass(frozen=True, slots=True)
class Origin:
    """One story's evidence: the earliest first, those that say it in the same words, and the others beside it."""

    key: str
    original: Witness
    same_words: tuple[Witness, ...]
    others: tuple[Witness, ...]
    is_placed: bool = True

    @property
    def count(self) -> int:
        """How many pieces of evidence."""
        return 1 + len(self.same_words) + len(self.others)

    @property
    def others_first(self) -> tuple[Witness, ...]:
        """Those set out in full."""
        return self.others[:FOLD_AFTER]

    @property
    def others_more(self) -> tuple[Witness, ...]:
        """Those folded away."""
        return self.others[FOLD_AFTER:]


@dataclass(frozen=True, slots=True)
class Contrast:
    """A difference as seen from this claim: the other claim, and why the figures differ."""

    difference: Difference
    other: Claim


@dataclass(frozen=True, slots=True)
class Dossier:
    """What a claim's page shows."""

    claim: Claim
    origins: tuple[Origin, ...]
    wide: Timeline | None
    narrow: Timeline | None
    first: Witness | None
    contrasts: tuple[Contrast, ...]
    decisions: tuple[Decision, ...]
    pending: int
    languages: tuple[str, ...] = field(default_factory=tuple)

    @property
    def first_said(self) -> date | None:
        """The earliest day on which it was published."""
        return self.first.article.published_on if self.first else None

    @property
    def witnesses(self) -> list[Witness]:
        """All evidence, earliest first: the rows of the table under the timeline."""
        everyone = [
            witness
            for origin in self.origins
            for witness in (origin.original, *origin.same_words, *origin.others)
        ]
        return sorted(
            everyone, key=lambda witness: (witness.article.published_on or date.max, witness.article.pk)
        )


def gather(claim: Claim, user: object) -> Dossier:
    """Gather a claim's page for a person. The number of queries does not depend on how much there is to show."""
    witnesses_by_story = _origins_of(claim, user)
    origins = tuple(sorted(witnesses_by_story, key=lambda origin: _day(origin.original)))
    appearances = [appearance for origin in origins for appearance in _appearances(origin)]
    first = origins[0].original if origins else None
    return Dossier(
        claim=claim,
        origins=origins,
        wide=timeline(appearances, 760),
        narrow=timeline(appearances, 340),
        first=first,
        contrasts=_contrasts(claim, user),
        decisions=tuple(claim.decisions.select_related("by", "undone_by__by").order_by("-pk")[:200]),
        pending=Proposal.objects.pending()
        .visible_to(user)
        .filter(Q(claim_a=claim) | Q(claim_b=claim))
        .count(),
        languages=tuple(
            dict.fromkeys(
                witness.statement.language
                for origin in origins
                for witness in (origin.original, *origin.same_words, *origin.others)
            )
        ),
    )


def _day(witness: Witness) -> tuple[date, int]:
    return witness.article.published_on or date.max, witness.article.pk


def evidence_of(claim: Claim, user: object) -> list[Evidence]:
    """A claim's evidence that a person may see, with what showing it needs; no article text, no snapshot bytes."""
    return list(
        Evidence.objects.filter(claim=claim, statement__in=Statement.objects.visible_to(user).standing())
        .select_related(
            "origin",
            "statement__article__publisher",
            "statement__article__snapshot",
            "statement__article__membership__story",
            "statement__statistic",
            "statement__quote",
        )
        .defer("statement__article__text", "statement__article__snapshot__content")
        .order_by("statement__article__published_on", "statement__article_id", "statement__start")
    )


def for_checks(
    claims: Sequence[Claim],
    rows: Sequence[Evidence],
    decisions: dict[int, list[Decision]],
    user: object | None,
    relations: dict[tuple[int, int], str] | None = None,
) -> dict[int, Dossier]:
    """What the checks ask of several claims, from evidence and decisions at hand; at most two queries in all.

    ``rows`` come with ``origin`` and the article's publisher and story joined. No timeline, no differences. Without a
    user, testimony counts like the rest, and then no words of the dossier may be shown.
    """
    may_read = user is None or user.has_perm("claims.view_sensitive")  # type: ignore[attr-defined]
    seen = [
        row for row in rows if row.statement.refused_at is None and (may_read or not row.statement.sensitive)
    ]
    article_ids = {row.statement.article_id for row in seen}
    secrets = [] if user is None else _secrets(article_ids, user)
    leads = {row.origin_story.lead_id for row in seen if row.origin_story is not None}
    if relations is None:
        relations = relations_between(article_ids | {lead for lead in leads if lead})
    found = {}
    for claim in claims:
        own = [row for row in seen if row.claim_id == claim.pk]
        origins = tuple(_gathered(own, secrets, relations))
        found[claim.pk] = Dossier(
            claim=claim,
            origins=origins,
            wide=None,
            narrow=None,
            first=None,
            contrasts=(),
            decisions=tuple(decisions.get(claim.pk, ())),
            pending=0,
        )
    return found


def decisions_by_claim(claims: Iterable[Claim], limit: int = 400) -> dict[int, list[Decision]]:
    """The latest decisions on each of these claims, newest first, with who and what undid them; one query."""
    links = (
        Decision.claims.through.objects.filter(claim__in=list(claims))
        .select_related("decision__by", "decision__undone_by__by", "decision__undoes")
        .defer("decision__changes", "decision__undone_by__changes", "decision__undoes__changes")
        .order_by("-decision_id")[:limit]
    )
    found: dict[int, list[Decision]] = {}
    for link in links:
        found.setdefault(link.claim_id, []).append(link.decision)
    return found


def _origins_of(claim: Claim, user: object) -> Iterable[Origin]:
    everything = evidence_of(claim, user)
    article_ids = {evidence.statement.article_id for evidence in everything}
    leads = {one.origin_story.lead_id for one in everything if one.origin_story is not None}
    relations = relations_between(article_ids | {lead for lead in leads if lead})
    return _gathered(everything, _secrets(article_ids, user), relations)


def _gathered(
    everything: Iterable[Evidence], secrets: Sequence[str], relations: dict[tuple[int, int], str]
) -> Iterable[Origin]:
    by_story: dict[str, list[Evidence]] = {}
    leads: dict[str, int | None] = {}
    for evidence in everything:
        story, key = evidence.origin_story, evidence.origin_key
        leads[key] = story.lead_id if story is not None else None
        by_story.setdefault(key, []).append(evidence)
    for key, members in by_story.items():
        members.sort(key=lambda one: (one.statement.article_id != leads[key], *_evidence_day(one)))
        head, *rest = members
        original = _witness(head, "origin", secrets)
        others: list[Witness] = []
        same: list[Witness] = []
        for member in rest:
            witness = _witness(
                member, _relation(member.statement.article, head.statement.article, relations), secrets
            )
            is_same = member.statement.exact == head.statement.exact
            (same if is_same and witness.relation != "translation" else others).append(witness)
        yield Origin(key, original, tuple(same), tuple(others), key.startswith("story-"))


def _evidence_day(evidence: Evidence) -> tuple[date, int]:
    return evidence.statement.article.published_on or date.max, evidence.statement.article_id


def _witness(evidence: Evidence, relation: str, secrets: Sequence[str]) -> Witness:
    statement = evidence.statement
    shown = withheld(
        passage(statement.exact, statement.sentence, statement.prefix, statement.suffix), secrets
    )
    return Witness(evidence, statement, statement.article, shown, relation, relation == "origin")


def _secrets(article_ids: Iterable[int], user: object) -> list[str]:
    """Testimony in these articles that this person may not read: their other sentences must not show it either."""
    if user.has_perm("claims.view_sensitive"):  # type: ignore[attr-defined]
        return []
    sensitive = Statement.objects.standing().filter(article__in=article_ids, sensitive=True)
    return list(sensitive.values_list("exact", flat=True))


def relations_between(article_ids: Iterable[int]) -> dict[tuple[int, int], str]:
    """The relation of every compared pair among these articles, by their ids in order."""
    ids = list(article_ids)
    return {
        (a, b): relation
        for a, b, relation in ArticleMatch.objects.filter(article_a__in=ids, article_b__in=ids)
        .order_by()
        .values_list("article_a_id", "article_b_id", "relation")
    }


def _relation(article: Article, original: Article, relations: dict[tuple[int, int], str]) -> str:
    """How an article stands to the origin: as compared, else, joined through a third, by its language."""
    first, second = sorted((article.pk, original.pk))
    known = relations.get((first, second), "")
    if known in ("", "different"):
        return "translation" if article.language != original.language else "near_identical"
    return known


def _appearances(origin: Origin) -> list[Appearance]:
    return [
        Appearance(
            story=origin.key,
            story_name=str(origin.original.article.publisher or origin.original.article.title),
            relation=witness.relation,
            published_on=witness.article.published_on,
            title=str(witness.article.publisher or witness.article.title),
            link=witness.article.get_absolute_url(),
        )
        for witness in (origin.original, *origin.same_words, *origin.others)
    ]


def _contrasts(claim: Claim, user: object) -> tuple[Contrast, ...]:
    differences = (
        Difference.objects.filter(Q(claim_a=claim) | Q(claim_b=claim))
        .exclude(status=Difference.Status.DISMISSED)
        .filter(
            claim_a__in=Claim.objects.visible_to(user),
            claim_b__in=Claim.objects.visible_to(user),
        )
        .select_related("claim_a", "claim_b")
    )
    return tuple(
        Contrast(difference, difference.claim_b if difference.claim_a_id == claim.pk else difference.claim_a)
        for difference in differences
    )
