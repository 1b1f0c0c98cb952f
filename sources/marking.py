"""The marks on an article's text: which statements and names lie where, for a person who may or may not read testimony.

Cutting the text is left to presentation.paragraphs. Statements are reached through the article's own relations.
"""

from dataclasses import dataclass
from typing import Any

from sources.models import Article
from sources.presentation import Segment, Span, paragraphs

MOST_MARKS = 5000


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text in paragraphs of segments, with how many of each kind are marked."""

    paragraphs: list[list[Segment]]
    counts: dict[str, int]
    withheld: int


def mark_up(article: Article, user: Any) -> MarkedText:
    """Mark an article's standing statements and names; testimony a person may not read becomes a gap.

    Three queries, whatever the number of marks. Past 5,000 marks of one sort, the rest stay plain text.
    """
    may_read_testimony = user.has_perm("claims.view_sensitive")
    spans: list[Span] = []
    counts = {"statistic": 0, "quote": 0, "name": 0}
    withheld = 0
    statements = (
        article.statements.standing()
        .select_related("statistic", "quote", "evidence__claim")
        .order_by("start")[:MOST_MARKS]
    )
    for statement in statements:
        if statement.sensitive and not may_read_testimony:
            spans.append(Span(statement.start, statement.end, "withheld"))
            withheld += 1
            continue
        counts[statement.kind] += 1
        spans.append(
            Span(
                statement.start,
                statement.end,
                statement.kind,
                _label(statement),
                _link(statement, may_read_testimony),
            )
        )
        if statement.sensitive:
            spans.append(Span(statement.start, statement.end, "sensitive", statement.sensitive_reason))
    mentions = article.mentions.select_related("organisation", "person", "platform")
    for mention in mentions.order_by("start")[:MOST_MARKS]:
        counts["name"] += 1
        named: Any = mention.organisation or mention.person or mention.platform
        rule = f" ({mention.rule})" if mention.rule else ""
        spans.append(
            Span(
                mention.start,
                mention.end,
                "name",
                f"{named._meta.verbose_name.capitalize()}: {named.name}{rule}",
            )
        )
    return MarkedText(without_testimony(paragraphs(article.text, spans)), counts, withheld)


def without_testimony(lines: list[list[Segment]]) -> list[list[Segment]]:
    """Empty every segment that testimony covers, and keep one gap where several adjoin."""
    shown = []
    for line in lines:
        kept: list[Segment] = []
        for segment in line:
            if "withheld" not in segment.kinds:
                kept.append(segment)
            elif not (kept and "withheld" in kept[-1].kinds):
                kept.append(
                    Segment(segment.start, segment.end, "", (Span(segment.start, segment.end, "withheld"),))
                )
        shown.append(kept)
    return shown


def _label(statement: Any) -> str:
    if statement.kind == "quote":
        quote = getattr(statement, "quote", None)
        private = " (private person)" if quote and quote.private_person else ""
        return f"Quote: {(quote and quote.speaker_name) or 'speaker not named'}{private}"
    return f"Statistic: {statement.attributed_to}" if statement.attributed_to else "Statistic"


def _link(statement: Any, may_read_testimony: bool) -> str:
    evidence = getattr(statement, "evidence", None)
    if evidence is None or (evidence.claim.sensitive and not may_read_testimony):
        return ""
    return str(evidence.claim.get_absolute_url())
