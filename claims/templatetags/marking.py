"""The article's text in the admin, with every mark by its row, for marking, correcting and refusing."""

from typing import Any

from django import template

from claims.models import Decision, ReadThrough, Statement
from claims.presentation import figure
from sources.marking import MOST_MARKS, without_testimony
from sources.models import Article
from sources.presentation import Segment, Span, paragraphs

register = template.Library()
RECENT = 30  # of a person's decisions, in which the latest on this article is looked for


@register.inclusion_tag("admin/claims/marking/desk.html", takes_context=True)
def marking_desk(context: dict[str, Any], article: Article) -> dict[str, Any]:
    """The text, its marks as a list, the ways to mark by mouse, keys or pasted words, and the latest decision's undo.

    Testimony is left out for those who may not read it. Four queries, whatever the number of marks.
    """
    request = context["request"]
    may_read = request.user.has_perm("claims.view_sensitive")
    spans, rows = [], []
    statements = article.statements.standing().select_related("statistic", "quote").order_by("start")
    for statement in statements[:MOST_MARKS]:
        if statement.sensitive and not may_read:
            spans.append(Span(statement.start, statement.end, "withheld"))
            continue
        key = f"statement-{statement.pk}"
        spans.append(Span(statement.start, statement.end, statement.kind, _says(statement), key))
        if statement.sensitive:
            spans.append(Span(statement.start, statement.end, "sensitive", statement.sensitive_reason))
        rows.append({"key": key, "statement": statement, "says": _says(statement)})
    names = []
    for mention in article.mentions.select_related("organisation", "person", "platform").order_by("start")[
        :MOST_MARKS
    ]:
        named: Any = mention.organisation or mention.person or mention.platform
        key = f"mention-{mention.pk}"
        says = f"{named._meta.verbose_name.capitalize()}: {named.name}"
        spans.append(Span(mention.start, mention.end, "name", says, key))
        names.append({"key": key, "mention": mention, "says": says})
    lines = without_testimony(paragraphs(article.text, spans))
    hidden = [span for span in spans if span.kind == "withheld"]
    names = [
        row
        for row in names
        if not any(
            row["mention"].start < span.end and span.start < row["mention"].end  # type: ignore[attr-defined]
            for span in hidden
        )
    ]
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "article": article,
        "paragraphs": _anchored(lines),
        "rows": rows,
        "names": names,
        "read_through": ReadThrough.objects.filter(article=article).select_related("by").first(),
        "latest": _latest(article, request.user),
    }


def _anchored(lines: list[list[Segment]]) -> list[list[tuple[Segment, str]]]:
    """Each segment with the row whose first words it holds, to lead to; a row is led to once, a segment stands for one."""
    led: set[str] = set()
    return [[(segment, _first_of(segment, led)) for segment in line] for line in lines]


def _first_of(segment: Segment, led: set[str]) -> str:
    for link in (segment.link, *(span.link for span in segment.spans)):
        if link and link not in led:
            led.add(link)
            return link
    return ""


def _says(statement: Statement) -> str:
    """A mark in words: a figure with its unit, or whose words they are."""
    if statement.kind == Statement.Kind.QUOTE:
        quote = getattr(statement, "quote", None)
        speaker = quote and (quote.speaker_name or quote.organisation_name)
        return f"Quote: {speaker or 'speaker not named'}"
    row = getattr(statement, "statistic", None)
    shown = row and figure(
        value=row.value,
        value_max=row.value_max,
        comparator=row.comparator,
        unit=row.unit_normalized or row.unit,
    )
    return f"Statistic: {shown.headline} {shown.unit}".strip() if shown else "Statistic"


def _latest(article: Article, user: Any) -> Decision | None:
    """This person's newest standing correction that concerns this article."""
    decisions = Decision.objects.filter(by=user, verb=Decision.Verb.CORRECT, undone_by__isnull=True)
    recent = list(decisions.order_by("-pk")[:RECENT])
    keys = {int(key[10:]) for one in recent for key in one.changes if key.startswith("statement:")}
    here = set(Statement.objects.filter(pk__in=keys, article=article).values_list("pk", flat=True))
    for decision in recent:
        for key, entry in decision.changes.items():
            image = entry["after"] or entry["before"] or {}
            if image.get("article_id") == article.pk or (
                key.startswith("statement:") and int(key[10:]) in here
            ):
                return decision
    return None
