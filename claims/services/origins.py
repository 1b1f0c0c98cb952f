"""Whose text a piece of evidence is: its article's story, or the older story whose passage the article holds there.

A press release quoted at length in somebody else's report is not a second origin of the figures in it. Counting is left to
the querysets.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q

from claims.models import Evidence
from sources.models import ArticleMatch, Story, StoryMembership
from sources.services.stories import Age, ages_of


class Passage(NamedTuple):
    """A span of an article's text that another article has, too."""

    start: int
    end: int
    other: int


def settle_origins(article_id: int) -> None:
    """Set the origin of the evidence in an article, and in all that hold a passage of its story, as matches now tell.

    Every stored match "excerpt" counts, whatever its probability: that tells whether two articles are one text as a
    whole, which an excerpt is not, and the relation is given only for a run of sentences in the same words. Where it is
    in doubt, one origin too few does less harm than one too many. A person's word that the two are two texts changes
    nothing, either: they are, and the passage is still one. Run twice, it changes nothing. Call it inside a transaction.
    """
    story = StoryMembership.objects.filter(article=article_id).values("story")
    members = set(StoryMembership.objects.filter(story__in=story).values_list("article", flat=True))
    members.add(article_id)
    passages = _passages(members)
    holders = {article_id} | {passage.other for found in passages.values() for passage in found}
    passages |= _passages(holders - members)
    _write(holders, passages)


def _passages(article_ids: Iterable[int]) -> dict[int, list[Passage]]:
    """The passages that these articles share with others, by article."""
    ids = set(article_ids)
    found: dict[int, list[Passage]] = {pk: [] for pk in ids}
    matches = ArticleMatch.objects.filter(
        Q(article_a__in=ids) | Q(article_b__in=ids), relation=ArticleMatch.Relation.EXCERPT
    )
    for a, b, spans in matches.values_list("article_a", "article_b", "signals__excerpt"):
        if not spans:
            continue
        (a_start, a_end), (b_start, b_end) = spans
        if a in ids:
            found[a].append(Passage(a_start, a_end, b))
        if b in ids:
            found[b].append(Passage(b_start, b_end, a))
    return found


def _write(article_ids: set[int], passages: dict[int, list[Passage]]) -> None:
    others = {passage.other for pk in article_ids for passage in passages.get(pk, [])}
    memberships = StoryMembership.objects.filter(article__in=article_ids | others)
    story_of = dict(memberships.values_list("article", "story"))
    age_of = _story_ages(set(story_of.values()))
    rows = Evidence.objects.filter(statement__article__in=article_ids).select_related("statement")
    changed: list[Evidence] = []
    for evidence in rows.only("origin", "statement__article", "statement__start", "statement__end"):
        statement = evidence.statement
        own = story_of.get(statement.article_id)
        origin = None
        if own is not None:
            holding = {own} | {
                story_of[passage.other]
                for passage in passages.get(statement.article_id, [])
                if passage.other in story_of
                and passage.start <= statement.start
                and statement.end <= passage.end
            }
            oldest = min(holding, key=age_of.__getitem__)
            origin = None if oldest == own else oldest
        if evidence.origin_id != origin:
            evidence.origin_id = origin
            changed.append(evidence)
    Evidence.objects.bulk_update(changed, ["origin"])


def _story_ages(story_ids: set[int]) -> dict[int, tuple[bool, Age | None, int]]:
    """A story is as old as its lead; one without a lead comes last."""
    leads = dict(Story.objects.filter(pk__in=story_ids).values_list("pk", "lead"))
    ages = ages_of([lead for lead in leads.values() if lead is not None])
    return {
        story: (lead not in ages, ages.get(lead) if lead is not None else None, story)
        for story, lead in leads.items()
    }
