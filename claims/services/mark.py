"""Mark what no extractor found: a statistic, a quote or a name at an exact place of an article, and say that all is marked.

Each is one decision, undone like any other. Correcting and refusing statements is left to ``correct``.
"""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from claims.extraction.records import NameRecord
from claims.models import (
    Claim,
    Decision,
    Evidence,
    Mention,
    NameRefusal,
    Quote,
    ReadThrough,
    Statement,
    Statistic,
)
from claims.services.claim_fields import untouched
from claims.services.correct import BY_A_PERSON, QUOTE_FIELDS, STATEMENT_FIELDS, STATISTIC_FIELDS, refuse_into
from claims.services.decisions import (
    CORRECT,
    PLATFORMS,
    VIEW_SENSITIVE,
    DecisionRefused,
    Ledger,
    lock_claims,
    lock_desk,
    require,
    shorten,
)
from claims.services.names import rows_for
from claims.signals import statement_marked
from sources.models import Article, Platform
from sources.text.sentences import split

CONTEXT = 48  # characters of prefix and suffix, as the extractor keeps them
LONGEST = {"statistic": 500, "quote": 20_000, "name": 300}
QUOTATION_MARKS = "\"'“”„‟‘’‚«»‹›「」『』"
NAME_KINDS = ("organisation", "person", "platform")


@transaction.atomic
def mark_statement(
    *,
    article: Article,
    start: int,
    end: int,
    kind: str,
    by: User,
    replace: Iterable[int] = (),
    reason: str = "",
    **fields: Any,
) -> Statement:
    """Mark characters ``start`` to ``end`` of an article as a statistic or a quote, with its fields.

    The fields are the columns of Statement, Statistic and Quote, and ``platforms``, ids (those named in the sentence where
    it is left out); ``speech`` is whether a quote is direct or reported.
    White space at the ends is left out. ``replace`` names statements under these words that are refused in the same
    decision; any other stays beside it. Words that a person refused before are taken up again. Where the words lie
    in testimony, the new statement is testimony, too, unless ``sensitive`` says otherwise. Once committed, the
    statement is given a claim. Raises DecisionRefused, which names what is marked there already.
    """
    require(by, CORRECT)
    own_fields = {
        "statistic": STATISTIC_FIELDS | {"change"},
        "quote": QUOTE_FIELDS - {"kind"} | {"speech"},
    }.get(kind)
    if own_fields is None:
        raise DecisionRefused("Choose what it is: a statistic or a quote.", "unknown-kind")
    unknown = set(fields) - STATEMENT_FIELDS - own_fields
    if unknown:
        raise DecisionRefused(f"These can't be set: {', '.join(sorted(unknown))}.", "unknown-field")
    lock_desk()
    article, start, end = _span(article, start, end, kind)
    under = overlapping(article, start, end, kind)
    sensitive_under = article.statements.filter(sensitive=True, start__lt=end, end__gt=start)
    if sensitive_under and not by.has_perm(VIEW_SENSITIVE):
        raise DecisionRefused("These words are testimony, which your account may not read.", "not-allowed")
    chosen = set(replace)
    refused = article.statements.filter(kind=kind, start=start, end=end, superseded_at__isnull=True).first()
    if refused is not None and refused.refused_at is None:
        raise DecisionRefused("These very words are marked already. Correct that mark instead.", "marked")
    if fields.get("sensitive") is None and sensitive_under:
        fields["sensitive"] = True
        fields["sensitive_reason"] = fields.get("sensitive_reason") or sensitive_under[0].sensitive_reason
    if fields.get("sensitive") and not fields.get("sensitive_reason"):
        raise DecisionRefused("Say why it is testimony: who speaks.", "no-reason")
    own = {name: value for name, value in fields.items() if name in own_fields}
    own = _figure(own) if kind == "statistic" else _speech(own, article, start, end)
    said_by = own.get("speaker_name") or own.get("organisation_name") or "" if kind == "quote" else ""
    shared = {
        "attributed_to": said_by,
        **{
            name: value
            for name, value in fields.items()
            if name in STATEMENT_FIELDS - {PLATFORMS} and value is not None
        },
    }
    ledger = Ledger()
    for other in under:
        if other.pk in chosen:
            refuse_into(ledger, other, by, "replaced by a mark of a person")
    if refused is not None:
        statement = _take_up(ledger, refused, by, shared, own)
    else:
        statement = _new(ledger, article, start, end, kind, by, shared, own)
    if fields.get(PLATFORMS) is not None:
        ledger.change(statement, platforms=sorted(fields[PLATFORMS]), platform_rule=BY_A_PERSON)
    ledger.write(verb=Decision.Verb.CORRECT, by=by, reason=reason.strip() or f"Marked a {kind}")
    _announce(article)
    return statement


@transaction.atomic
def mark_name(*, article: Article, start: int, end: int, kind: str, by: User, name: str = "") -> Mention:
    """Mark characters ``start`` to ``end`` as naming an organisation, a person or a platform.

    ``name`` is whom they name in full, where the words say less. A name nobody knows yet is made and waits for review.
    Raises DecisionRefused.
    """
    require(by, CORRECT)
    if kind not in NAME_KINDS:
        raise DecisionRefused(
            "Choose what it names: an organisation, a person or a platform.", "unknown-kind"
        )
    lock_desk()
    article, start, end = _span(article, start, end, "name")
    if not by.has_perm(VIEW_SENSITIVE) and article.statements.filter(
        sensitive=True, start__lt=end, end__gt=start
    ):
        raise DecisionRefused("These words are testimony, which your account may not read.", "not-allowed")
    exact = article.text[start:end]
    full = " ".join((name or exact).split())[:300]
    row = rows_for([NameRecord(start, end, exact, full, kind)]).find(kind, full)
    if row is None:
        raise DecisionRefused(
            f"“{shorten(full)}” was refused as a name. Take that back under its own page first.",
            "refused-name",
        )
    ledger = Ledger()
    for refusal in NameRefusal.objects.filter(article=article, kind=kind, start__lt=end, end__gt=start):
        ledger.remove(refusal)
    for other in Mention.objects.filter(
        article=article, start__lt=end, end__gt=start, **{f"{kind}__isnull": False}
    ):
        if (other.start, other.end, getattr(other, f"{kind}_id")) == (start, end, row.pk):
            raise DecisionRefused("These very words are marked as that name already.", "marked")
        ledger.remove(other)  # a name lies in one place once: a person's word on it replaces what was there
    mention = Mention(
        article=article, start=start, end=end, exact=exact, made_by_id=by.pk, **{f"{kind}_id": row.pk}
    )
    ledger.make(mention)
    ledger.write(verb=Decision.Verb.CORRECT, by=by, reason=f"Marked a name: {shorten(full)}")
    return mention


@transaction.atomic
def refuse_name(*, mention: Mention, by: User, reason: str = "") -> Decision:
    """Say that words name nobody, or somebody else. No re-run names them again. Raises DecisionRefused."""
    require(by, CORRECT)
    lock_desk()
    row = Mention.objects.select_for_update(of=("self",)).filter(pk=mention.pk).first()
    if row is None:
        raise DecisionRefused("This name was taken out meanwhile.", "already-decided")
    kind = next(kind for kind in NAME_KINDS if getattr(row, f"{kind}_id"))
    ledger = Ledger()
    ledger.remove(row)
    given = {"article_id": row.article_id, "kind": kind, "start": row.start, "end": row.end}
    if not NameRefusal.objects.filter(**given).exists():
        ledger.make(NameRefusal(**given, exact=row.exact, by_id=by.pk))
    return ledger.write(
        verb=Decision.Verb.CORRECT, by=by, reason=reason.strip() or f"No name: {shorten(row.exact)}"
    )


@transaction.atomic
def declare_read_through(*, article: Article, by: User) -> Decision:
    """Say that all of an article is marked, and rightly; no re-run adds to it. Raises DecisionRefused."""
    require(by, CORRECT)
    lock_desk()
    if ReadThrough.objects.filter(article=article).exists():
        raise DecisionRefused("Somebody said so already.", "already-decided")
    ledger = Ledger()
    ledger.make(ReadThrough(article=article, by_id=by.pk))
    return ledger.write(verb=Decision.Verb.CORRECT, by=by, reason="Read through: all is marked")


@transaction.atomic
def reopen(*, article: Article, by: User) -> Decision:
    """Take back that all of an article is marked. Raises DecisionRefused."""
    require(by, CORRECT)
    lock_desk()
    row = ReadThrough.objects.filter(article=article).first()
    if row is None:
        raise DecisionRefused("Nobody said that all of it is marked.", "already-decided")
    ledger = Ledger()
    ledger.remove(row)
    return ledger.write(verb=Decision.Verb.CORRECT, by=by, reason="Opened for marking again")


def overlapping(article: Article, start: int, end: int, kind: str) -> list[Statement]:
    """The standing statements of a kind that share characters with a span."""
    return list(
        article.statements.standing()
        .filter(kind=kind, start__lt=end, end__gt=start)
        .select_related("statistic", "quote")
    )


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without white space at its ends, held to the text; empty where there is nothing else."""
    start, end = max(0, start), min(len(text), end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def release_evidence(ledger: Ledger, decision: Decision) -> None:
    """Before a marking is undone, take its words from the claim the machine gave them.

    A claim that nobody decided on and that loses its last evidence is withdrawn. Raises DecisionRefused where people
    decided on a claim that would be left with nothing.
    """
    undone = [
        int(key.partition(":")[2])
        for key, entry in decision.changes.items()
        if key.startswith("statement:")
        and (
            entry["before"] is None
            or (entry["before"].get("refused_at") and not (entry["after"] or {}).get("refused_at"))
        )
    ]
    for evidence in Evidence.objects.filter(statement__in=undone).order_by("pk"):
        claim = lock_claims([evidence.claim_id])[evidence.claim_id]
        last = claim.evidence.count() == 1
        if last and claim.status != Claim.Status.WITHDRAWN and not untouched([claim.pk]):
            raise DecisionRefused(
                f"“{shorten(claim.wording)}” rests on these words alone, and was decided on since. Undo that first, or "
                "refuse the statement.",
                "blocked",
            )
        ledger.remove(evidence)
        if last and claim.status != Claim.Status.WITHDRAWN:
            ledger.change(claim, status=Claim.Status.WITHDRAWN)
        else:
            ledger.touch(claim)


def _span(article: Article, start: int, end: int, sort: str) -> tuple[Article, int, int]:
    """The article, locked, and the trimmed span. Raises DecisionRefused where it is empty, outside or too long."""
    locked = Article.objects.select_for_update(of=("self",), no_key=True).filter(pk=article.pk).first()
    if locked is None:
        raise DecisionRefused("This article was deleted meanwhile.", "gone")
    if start < 0 or end > len(locked.text):
        raise DecisionRefused("This place lies outside the text. Open the page again.", "outside")
    start, end = trimmed(locked.text, start, end)
    if start >= end:
        raise DecisionRefused("Nothing is selected: choose at least one word.", "empty")
    if end - start > LONGEST[sort]:
        raise DecisionRefused(
            f"These are {end - start:,} characters; a {sort} has at most {LONGEST[sort]:,}. Choose fewer words.",
            "too-long",
        )
    return locked, start, end


def _new(
    ledger: Ledger,
    article: Article,
    start: int,
    end: int,
    kind: str,
    by: User,
    shared: dict[str, Any],
    own: dict[str, Any],
) -> Statement:
    text = article.text
    around = [s for s in split(text, article.language or "und") if s.start < end and start < s.end]
    first, last = min([start, *(s.start for s in around)]), max([end, *(s.end for s in around)])
    platforms = list(
        Platform.objects.filter(
            mentions__article=article, mentions__start__gte=first, mentions__end__lte=last
        ).distinct()
    )
    statement = Statement(
        article=article,
        kind=kind,
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        sentence=text[first:last],
        language=(article.language or "und")[:8],
        platform_rule="named in the sentence" if platforms else "",
        made_by_id=by.pk,
        **shared,
    )
    ledger.make(statement)
    ledger.make(
        Statistic(statement=statement, **own) if kind == "statistic" else Quote(statement=statement, **own)
    )
    statement.platforms.set(platforms)
    return statement


def _take_up(
    ledger: Ledger, statement: Statement, by: User, shared: dict[str, Any], own: dict[str, Any]
) -> Statement:
    """A refused statement of the very same words stands again, as what a person now says it is."""
    ledger.change(
        statement, refused_at=None, refused_by_id=None, refused_reason="", made_by_id=by.pk, **shared
    )
    row = getattr(statement, statement.kind, None)
    if row is None:
        model = Statistic if statement.kind == Statement.Kind.STATISTIC else Quote
        ledger.make(model(statement=statement, **own))
    else:
        ledger.change(row, **own)
    return statement


def _figure(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a statistic as the database holds them. Raises DecisionRefused where there is no number."""
    try:
        value = _decimal(fields.get("value"))
        value_max = _decimal(fields.get("value_max"))
    except (InvalidOperation, ValueError, TypeError) as problem:
        raise DecisionRefused("This is no number that can be kept.", "no-number") from problem
    if value is None:
        raise DecisionRefused("A statistic needs its number.", "no-number")
    if value_max is not None and value_max < value:
        raise DecisionRefused("The upper end can't be below the lower.", "range")
    if fields.get("comparator", "=") not in {"=", "~", ">", "<"}:
        raise DecisionRefused("Choose how exact it is: exactly, about, more than or less than.", "comparator")
    unit = fields.get("unit") or ""
    return {
        **fields,
        "value": value,
        "value_max": value_max,
        "unit_normalized": fields.get("unit_normalized") or unit,
    }


def _decimal(given: Any) -> Decimal | None:
    if given in (None, ""):
        return None
    number = Decimal(str(given))
    if not number.is_finite() or abs(number) >= Decimal("1E29"):
        raise ValueError(given)
    return number.quantize(Decimal("1E-10"))


def _speech(fields: dict[str, Any], article: Article, start: int, end: int) -> dict[str, Any]:
    """The fields of a quote: its words without their marks, and the rows of whoever speaks."""
    inner_start, inner_end = start, end
    while inner_start < inner_end and article.text[inner_start] in QUOTATION_MARKS:
        inner_start += 1
    while inner_end > inner_start and article.text[inner_end - 1] in QUOTATION_MARKS:
        inner_end -= 1
    inner_start, inner_end = trimmed(article.text, inner_start, inner_end)
    if inner_start >= inner_end:
        raise DecisionRefused("These are quotation marks alone: choose the words.", "empty")
    fields = {**fields, "kind": fields.get("speech") or Quote.Kind.DIRECT}
    fields.pop("speech", None)
    if fields["kind"] not in Quote.Kind.values:
        raise DecisionRefused("Choose whether the speech is direct or reported.", "speech")
    who = who_speaks(fields.get("speaker_name") or "", fields.get("organisation_name") or "")
    return {**who, **fields, "spans": [[inner_start, inner_end]]}


def who_speaks(speaker_name: str, organisation_name: str) -> dict[str, int | None]:
    """The rows of a speaker and of their organisation by name, as a quote's columns; unknown names wait for review."""
    named = (("person", speaker_name), ("organisation", organisation_name))
    rows = rows_for([NameRecord(0, 0, "", name, kind) for kind, name in named if name.strip()])
    person, organisation = (rows.find(kind, name) for kind, name in named)
    return {
        "speaker_id": person.pk if person else None,
        "organisation_id": organisation.pk if organisation else None,
    }


def _announce(article: Article) -> None:
    transaction.on_commit(partial(statement_marked.send, Article, article_id=article.pk))
