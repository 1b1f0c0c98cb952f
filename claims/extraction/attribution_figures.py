"""Who says the figures that stand in somebody's own words: the speaker of the quotation around them.

A figure whose sentence names its source keeps that; what is held for the protection of its speaker gives no name.
"""

from dataclasses import replace

from claims.extraction.attribution_spans import Spans
from claims.extraction.records import QuoteRecord, StatisticRecord


def said_by(statistics: list[StatisticRecord], quotes: list[QuoteRecord]) -> list[StatisticRecord]:
    """``statistics`` with the speaker of the direct quotation that holds them, where they have no source yet."""
    spans = Spans([quote for quote in quotes if quote.kind == "direct" and _is_named(quote)])
    return [_attributed(record, spans) for record in statistics]


def _is_named(quote: QuoteRecord) -> bool:
    hidden = quote.anonymous or quote.sensitive or quote.private
    return not hidden and quote.speaker is not None and bool(quote.speaker.name)


def _attributed(record: StatisticRecord, spans: Spans[QuoteRecord]) -> StatisticRecord:
    quote = spans.holding(record.start)
    if record.attributed_to or quote is None or quote.speaker is None or record.end > quote.end:
        return record
    return replace(record, attributed_to=quote.speaker.name)
