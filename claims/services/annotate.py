"""The annotate step: what extraction finds in an article, stored as statements and mentions.

What people marked, corrected, refused or decided on is left alone; a statement is added, never changed or deleted. What
another version of the extractor read gives way to what this one reads (``supersede``, ``supersede_names``).
"""

from collections.abc import Collection
from decimal import Decimal, InvalidOperation

from django.db import transaction

from claims.extraction import extract
from claims.extraction.records import (
    EXTRACTOR_NAME,
    EXTRACTOR_VERSION,
    Extraction,
    NameRecord,
    QuoteRecord,
    StatisticRecord,
)
from claims.models import CampaignMention, Mention, NameRefusal, Quote, ReadThrough, Statement, Statistic
from claims.services.corrections import corrected_statements
from claims.services.decisions import lock_desk
from claims.services.names import MODELS, NameRows, rows_for
from claims.services.project_names import drop_projected, project_names
from claims.services.supersede import read_by_another_version, replaceable, retire, says_the_same, supersede
from claims.services.supersede_names import Place, drop_unread, read_before
from sources.models import Article
from sources.services.register import known_entries
from sources.services.steps import ArticleGone
from sources.text.names_register import entries, knowing
from sources.text.sentences import Sentence, split

CONTEXT = 48  # characters of prefix and suffix, for finding the span again should offsets ever be lost
STORED_QUOTES = {"direct", "reported"}


def annotate(article_id: int) -> str:
    """Extract and store in one transaction; run twice, it adds nothing the second time. Returns the extractor's version."""
    article = Article.objects.filter(pk=article_id).first()
    if article is None:
        raise ArticleGone
    with knowing(known_entries()):
        extraction = extract(
            article.text, language=article.language or None, published_on=article.published_on
        )
        platforms_by_name = {e.name: e.key for e in entries().values() if e.kind == "platform"}
    sentences = split(article.text, extraction.language)
    with transaction.atomic():
        again = read_before(article_id)
        if again or read_by_another_version(article_id).exists():
            lock_desk()
        if not Article.objects.select_for_update(no_key=True).filter(pk=article_id).exists():
            raise ArticleGone
        names = rows_for(_all_names(extraction, platforms_by_name))
        if not ReadThrough.objects.filter(article=article).exists():
            _store_statements(article, extraction, sentences, names, platforms_by_name)
            read = _store_mentions(article, extraction, names)
            if again:
                drop_unread(article_id, read)
                drop_projected(article_id)
        CampaignMention.objects.bulk_create(
            [
                CampaignMention(
                    article=article,
                    kind=found.kind,
                    name=found.name[:300],
                    lead=(found.lead or "")[:300],
                    demands=list(found.demands),
                    signatories=found.signatories,
                    start=found.start,
                    end=found.end,
                    exact=found.exact,
                )
                for found in extraction.campaigns
            ],
            ignore_conflicts=True,
        )
        project_names(article_id)
    return f"{EXTRACTOR_NAME} {EXTRACTOR_VERSION}"


def _all_names(extraction: Extraction, platforms_by_name: dict[str, str]) -> list[NameRecord]:
    """Names as found, and those that speakers and platforms of statements are known by."""
    names = [*extraction.organisations, *extraction.people, *extraction.platforms]
    statements: list[StatisticRecord | QuoteRecord] = [*extraction.statistics, *extraction.quotes]
    for statement in statements:
        for name in statement.platforms:
            names.append(
                NameRecord(
                    statement.start,
                    statement.end,
                    statement.exact,
                    name,
                    "platform",
                    platforms_by_name.get(name),
                )
            )
    known = {(record.kind, record.name) for record in names}
    for quote in extraction.quotes:
        if quote.organisation and ("organisation", quote.organisation) not in known:
            names.append(NameRecord(quote.start, quote.end, quote.exact, quote.organisation, "organisation"))
    return names


def _store_statements(
    article: Article,
    extraction: Extraction,
    sentences: list[Sentence],
    names: NameRows,
    platforms_by_name: dict[str, str],
) -> None:
    earlier = replaceable(article.pk)
    by_name = {record.name: record.key for record in (*extraction.organisations, *extraction.people)}
    drafts: list[Draft] = []
    kept: set[int] = set()
    heirs: dict[int, Draft] = {}
    for record in _new_records(article, extraction, earlier):
        draft = Draft(article, extraction.language, record, sentences, names, by_name, platforms_by_name)
        twins = [pk for pk, old in earlier.items() if pk not in kept | heirs.keys() and draft.is_of(old)]
        if twins and draft.statement.sensitive < earlier[twins[0]].sensitive:
            # Only a person lifts what was held back as testimony.
            draft.statement.sensitive = True
            draft.statement.sensitive_reason = earlier[twins[0]].sensitive_reason
        if twins and says_the_same(earlier[twins[0]], draft.statement, draft.detail, draft.platforms):
            kept.add(twins[0])
            continue
        heirs |= dict.fromkeys(twins[:1], draft)
        drafts.append(draft)
    retired = earlier.keys() - kept
    retire(retired)
    Statement.objects.bulk_create([draft.statement for draft in drafts])
    for draft in drafts:
        draft.detail.statement = draft.statement
    Statistic.objects.bulk_create([d.detail for d in drafts if isinstance(d.detail, Statistic)])
    Quote.objects.bulk_create([d.detail for d in drafts if isinstance(d.detail, Quote)])
    Statement.platforms.through.objects.bulk_create(
        [
            Statement.platforms.through(statement_id=draft.statement.pk, platform_id=platform)
            for draft in drafts
            for platform in draft.platforms
        ],
        ignore_conflicts=True,
    )
    if retired:
        supersede(retired, {pk: draft.statement.pk for pk, draft in heirs.items()})


def _new_records(
    article: Article, extraction: Extraction, earlier: Collection[int]
) -> list[StatisticRecord | QuoteRecord]:
    """What was read and is not stored yet, beside the readings that may be replaced."""
    taken = list(
        Statement.objects.filter(article=article, superseded_at__isnull=True)
        .exclude(pk__in=earlier)
        .values_list("pk", "kind", "start", "end", "made_by", "refused_at", "statistic__value")
    )
    corrected = corrected_statements(pk for pk, *_ in taken)
    spans = {(kind, start, end) for _, kind, start, end, *_ in taken}
    by_people = [
        (kind, start, end)
        for pk, kind, start, end, made_by, refused, _ in taken
        if made_by or refused or pk in corrected
    ]
    read_before = [(kind, start, end, value) for _, kind, start, end, *_, value in taken]

    def is_new(kind: str, start: int, end: int, value: Decimal | None = None) -> bool:
        if (kind, start, end) in spans:
            return False
        spans.add((kind, start, end))
        if any(k == kind and start < e and s < end for k, s, e in by_people):
            return False
        return not any(k == kind and one_place((start, end, value), (s, e, v)) for k, s, e, v in read_before)

    found: list[StatisticRecord | QuoteRecord] = [
        record
        for record in extraction.statistics
        if record.is_claim
        and _decimal(record.value) is not None
        and is_new("statistic", record.start, record.end, _stored_value(record))
    ]
    return found + [
        record
        for record in extraction.quotes
        if record.kind in STORED_QUOTES and is_new("quote", record.start, record.end)
    ]


Reading = tuple[int, int, Decimal | None]


def one_place(one: Reading, other: Reading) -> bool:
    """Whether two readings (start, end, figure) are of one place: the same figure there, or most of the same words."""
    (start, end, value), (s, e, v) = one, other
    if not (start < e and s < end):
        return False
    return value == v if v is not None else 2 * (min(e, end) - max(s, start)) > max(e - s, end - start)


class Draft:
    """A reading as the rows it will be, not stored yet."""

    def __init__(
        self,
        article: Article,
        language: str,
        record: StatisticRecord | QuoteRecord,
        sentences: list[Sentence],
        names: NameRows,
        by_name: dict[str, str | None],
        platforms_by_name: dict[str, str],
    ) -> None:
        self.statement = _statement(article, language, record, sentences)
        self.detail: Statistic | Quote = (
            _statistic(self.statement, record)
            if isinstance(record, StatisticRecord)
            else _quote(self.statement, record, names, by_name)
        )
        rows = [names.find("platform", name, platforms_by_name.get(name)) for name in record.platforms]
        self.platforms = {row.pk for row in rows if row is not None}

    def is_of(self, old: Statement) -> bool:
        """Whether it reads what a stored statement reads."""
        value = self.detail.value if isinstance(self.detail, Statistic) else None
        was = old.statistic.value if old.kind == Statement.Kind.STATISTIC else None
        new = self.statement
        return new.kind == old.kind and one_place((new.start, new.end, value), (old.start, old.end, was))


def _statement(
    article: Article, language: str, record: StatisticRecord | QuoteRecord, sentences: list[Sentence]
) -> Statement:
    text = article.text
    around = [s for s in sentences if s.start < record.end and record.start < s.end]
    start = min([record.start, *(s.start for s in around)])
    end = max([record.end, *(s.end for s in around)])
    statement = Statement(
        article=article,
        kind=Statement.Kind.STATISTIC if isinstance(record, StatisticRecord) else Statement.Kind.QUOTE,
        start=record.start,
        end=record.end,
        exact=record.exact,
        prefix=text[max(0, record.start - CONTEXT) : record.start],
        suffix=text[record.end : record.end + CONTEXT],
        sentence=text[start:end],
        language=language[:8],
        platform_rule=(record.platform_rule or "")[:60],
        extractor=EXTRACTOR_NAME,
        extractor_version=EXTRACTOR_VERSION,
        confidence=min(1.0, max(0.0, record.confidence)),
    )
    if isinstance(record, StatisticRecord):
        statement.attributed_to = (record.attributed_to or "")[:300]
        statement.place = (record.place or "")[:200]
        statement.period = (record.period or "")[:200]
        statement.period_resolved = (record.period_resolved or "")[:60]
    else:
        speaker = record.speaker.name if record.speaker else ""
        statement.attributed_to = (speaker or record.organisation or "")[:300]
        statement.sensitive = record.sensitive
        statement.sensitive_reason = (
            (record.sensitive_reason or "marked by the extractor")[:300] if record.sensitive else ""
        )
    return statement


def _stored_value(record: StatisticRecord) -> Decimal | None:
    """The value as ``_statistic`` stores it."""
    return _statistic(Statement(), record).value


def _statistic(statement: Statement, record: StatisticRecord) -> Statistic:
    value, value_max = _decimal(record.value), _decimal(record.value_max)
    assert value is not None
    unit, unit_normalized = record.unit, record.unit_normalized
    if record.kind == "share" and not unit_normalized:
        # A bare fraction ("two thirds", "نصف") is kept as percent, so that shares compare across languages.
        value, value_max = value * 100, None if value_max is None else value_max * 100
        unit, unit_normalized = "%", "percentage"
    if value_max is not None and value_max < value:
        value, value_max = value_max, value
    return Statistic(
        statement=statement,
        value=value,
        value_max=value_max,
        comparator=record.comparator,
        unit=unit[:200],
        unit_normalized=unit_normalized[:200],
        per=(record.per or "")[:100],
        counted=(record.counted or "")[:300],
        kind=record.kind[:20],
        change=(record.change or "")[:40],
    )


def _quote(
    statement: Statement, record: QuoteRecord, names: NameRows, by_name: dict[str, str | None]
) -> Quote:
    speaker = record.speaker.name if record.speaker else ""
    person = names.find("person", speaker, by_name.get(speaker))
    organisation = names.find("organisation", record.organisation, by_name.get(record.organisation or ""))
    return Quote(
        statement=statement,
        kind=record.kind,
        spans=[list(span) for span in record.spans],
        speaker_name=speaker[:300],
        speaker_id=person.pk if person else None,
        role=(record.role or "")[:300],
        organisation_id=organisation.pk if organisation else None,
        organisation_name=(record.organisation or "")[:300],
        anonymous=record.anonymous,
        private_person=record.private,
    )


def _store_mentions(article: Article, extraction: Extraction, names: NameRows) -> set[Place]:
    """Store the names read, but where people marked or refused one; returns every place where a name is read."""
    by_people: list[tuple[str, int, int]] = list(
        NameRefusal.objects.filter(article=article).values_list("kind", "start", "end")
    )
    for mention in Mention.objects.filter(article=article, made_by__isnull=False):
        kind = next(kind for kind in MODELS if getattr(mention, f"{kind}_id"))
        by_people.append((kind, mention.start, mention.end))
    mentions = []
    read: set[Place] = set()
    for record in (*extraction.organisations, *extraction.people, *extraction.platforms):
        row = names.find(record.kind, record.name, record.key)
        if row is not None and not any(
            kind == record.kind and start < record.end and record.start < end
            for kind, start, end in by_people
        ):
            read.add((record.kind, row.pk, record.start, record.end))
            mentions.append(
                Mention(
                    article=article,
                    start=record.start,
                    end=record.end,
                    exact=record.exact,
                    **{f"{record.kind}_id": row.pk},
                )
            )
    Mention.objects.bulk_create(mentions, ignore_conflicts=True)
    return read


def _decimal(value: float | None) -> Decimal | None:
    """The value as the database holds it: 30 digits before the point, 10 after; None where it does not fit."""
    if value is None:
        return None
    try:
        number = Decimal(repr(value)).quantize(Decimal("1E-10")) if abs(value) < 1e17 else Decimal(int(value))
    except (InvalidOperation, OverflowError, ValueError):
        return None
    return number if abs(number) < Decimal("1E29") else None
