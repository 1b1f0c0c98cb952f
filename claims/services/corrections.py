"""What people marked, corrected and refused, as rows that the extractor can be measured on: the benchmarks' form.

Measuring is left to ``evaluation``. A row holds an article's whole text; articles with testimony are left out unless
asked for.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from claims.models import Decision, Mention, NameRefusal, ReadThrough, Statement
from sources.models import Article

KINDS = ("statistic", "quote", "organisation")
_REFUSAL = {"refused_at", "refused_by_id", "refused_reason"}
_NEAR = 600  # characters on either side of a quote in which its speaker is looked for


def corrected_statements(ids: Iterable[int] | None = None) -> set[int]:
    """Of these statements, or of all, those whose fields a person mended and whose correction stands."""
    decisions = Decision.objects.filter(verb=Decision.Verb.CORRECT, undone_by__isnull=True)
    wanted = None if ids is None else set(ids)
    if wanted is not None:
        keys = [f"{model}:{pk}" for pk in wanted for model in ("statement", "statistic", "quote")]
        if not keys:
            return set()
        decisions = decisions.filter(changes__has_any_keys=keys)
    found = set()
    for changes in decisions.values_list("changes", flat=True).iterator(chunk_size=500):
        for key, entry in changes.items():
            model, _, pk = key.partition(":")
            if model not in {"statement", "statistic", "quote"} or not entry["before"] or not entry["after"]:
                continue
            changed = {name for name, value in entry["after"].items() if entry["before"].get(name) != value}
            if changed - _REFUSAL and (wanted is None or int(pk) in wanted):
                found.add(int(pk))
    return found


def corrections(*, kinds: Iterable[str] = KINDS, with_testimony: bool = False) -> Iterator[dict[str, Any]]:
    """A row for each article in which a person marked, corrected or refused something, or that was read through.

    ``{"id", "language", "published_on", "text", "complete", "kinds", "gold", "refused"}``: in an article that was read
    through ("complete"), ``gold`` is every standing mark; in any other, only what a person marked or corrected, for
    nobody vouches for the rest. ``refused`` is what people said is wrong. Spans count characters. Articles in which
    anything is testimony are left out unless ``with_testimony``.
    """
    chosen = [kind for kind in KINDS if kind in set(kinds)]
    corrected = corrected_statements()
    complete = set(ReadThrough.objects.values_list("article", flat=True))
    statements = Statement.objects
    touched = complete | set(NameRefusal.objects.values_list("article", flat=True))
    touched |= set(Mention.objects.filter(made_by__isnull=False).values_list("article", flat=True))
    touched |= set(statements.filter(made_by__isnull=False).values_list("article", flat=True))
    touched |= set(statements.filter(refused_at__isnull=False).values_list("article", flat=True))
    touched |= set(statements.filter(pk__in=corrected).values_list("article", flat=True))
    if not with_testimony:
        touched -= set(
            statements.filter(article__in=touched, sensitive=True).values_list("article", flat=True)
        )
    for article in Article.objects.filter(pk__in=touched).order_by("pk").iterator(chunk_size=50):
        yield _row(article, chosen, corrected, article.pk in complete)


def left_out() -> int:
    """How many articles that people worked on ``corrections`` leaves out for their testimony."""
    return sum(1 for _ in corrections(with_testimony=True)) - sum(1 for _ in corrections())


def _row(article: Article, kinds: list[str], corrected: set[int], complete: bool) -> dict[str, Any]:
    gold: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    statements = Statement.objects.filter(
        article=article, kind__in=kinds, superseded_at__isnull=True
    ).select_related("statistic", "quote")
    for statement in statements.order_by("start", "end"):
        if not hasattr(statement, statement.kind):
            continue
        by = "marked" if statement.made_by_id else "corrected" if statement.pk in corrected else ""
        if statement.refused_at is None and (by or complete):
            gold.append({**_statement(statement, article.text), "by": by or "confirmed"})
        elif statement.refused_at is not None and not statement.made_by_id:
            refused.append({**_statement(statement, article.text), "reason": statement.refused_reason})
    if "organisation" in kinds:
        mentions = Mention.objects.filter(article=article, organisation__isnull=False)
        for mention in mentions.select_related("organisation").order_by("start", "end"):
            if mention.organisation is not None and (mention.made_by_id or complete):
                by = "marked" if mention.made_by_id else "confirmed"
                gold.append({**_name(mention), "name": mention.organisation.name, "by": by})
        names = NameRefusal.objects.filter(article=article, kind=NameRefusal.Kind.ORGANISATION)
        refused += [_name(refusal) for refusal in names]
    return {
        "id": str(article.public_id),
        "language": article.language or None,
        "published_on": article.published_on.isoformat() if article.published_on else None,
        "text": article.text,
        "complete": complete,
        "kinds": kinds,
        "gold": gold,
        "refused": refused,
    }


def _statement(statement: Statement, text: str) -> dict[str, Any]:
    shared: dict[str, Any] = {
        "kind": statement.kind,
        "start": statement.start,
        "end": statement.end,
        "exact": statement.exact,
    }
    if statement.sensitive:
        shared["testimony"] = True
    if statement.kind == Statement.Kind.STATISTIC:
        figure = statement.statistic
        value = plain(figure.value)
        return {
            **shared,
            "change": figure.comparator,
            "value": value if figure.value_max is None else f"{value}-{plain(figure.value_max)}",
            "unit": figure.unit,
            "normalized_unit": figure.unit_normalized,
            "referred_concepts": figure.counted or "-",
            **{
                name: value
                for name, value in (
                    ("per", figure.per),
                    ("period", statement.period),
                    ("place", statement.place),
                )
                if value
            },
        }
    quote = statement.quote
    content = [list(span) for span in quote.spans] or [[statement.start, statement.end]]
    return {
        **shared,
        "label": "STATEMENT",
        "content": content,
        "source": _speaker_place(text, content, quote.speaker_name or quote.organisation_name),
        "direct": quote.kind == "direct",
        "speaker": quote.speaker_name,
        "role": quote.role,
        "organisation": quote.organisation_name,
        "anonymous": quote.anonymous,
    }


def _name(row: Mention | NameRefusal) -> dict[str, Any]:
    return {
        "kind": "organisation",
        "label": "AFFILIATION",
        "start": row.start,
        "end": row.end,
        "exact": row.exact,
    }


def plain(value: Decimal | float) -> str:
    """37, not 37.0000000000 and not 3.7E+1."""
    return f"{Decimal(repr(value) if isinstance(value, float) else value).normalize():f}"


def _speaker_place(text: str, content: list[list[int]], name: str) -> list[list[int]]:
    """Where the speaker's name, or its last word, stands nearest to the quote and outside it; nothing where nowhere."""
    if not name.strip():
        return []
    first, last = content[0][0], content[-1][1]
    window_start, window_end = max(0, first - _NEAR), min(len(text), last + _NEAR)
    for words in (name, name.split()[-1]):
        places = []
        at = text.find(words, window_start, window_end)
        while at >= 0:
            end = at + len(words)
            if not any(at < stop and start < end for start, stop in content):
                places.append((min(abs(at - last), abs(first - end)), at, end))
            at = text.find(words, at + 1, window_end)
        if places:
            _, start, end = min(places)
            return [[start, end]]
    return []
