"""Who says the figures that stand in somebody's own words: the speaker of the quotation around them.

A figure whose sentence names its source keeps that; what is held for the protection of its speaker names nobody.
"""

from dataclasses import replace

from claims.extraction.attribution_spans import Spans
from claims.extraction.records import QuoteRecord, StatisticRecord


def said_by(statistics: list[StatisticRecord], quotes: list[QuoteRecord]) -> list[StatisticRecord]:
    """``statistics`` with the speaker of the direct quotation that holds them, where they have no source yet."""
    spans = Spans([quote for quote in quotes if quote.kind == "direct"])
    return [_attributed(record, spans.holding(record.start)) for record in statistics]


def _attributed(record: StatisticRecord, quote: QuoteRecord | None) -> StatisticRecord:
    if quote is None or record.end > quote.end:
        return record
    if quote.anonymous or quote.sensitive or quote.private:
        return replace(record, attributed_to=None)
    speaker = quote.speaker.name if quote.speaker is not None else ""
    return record if record.attributed_to or not speaker else replace(record, attributed_to=speaker)
