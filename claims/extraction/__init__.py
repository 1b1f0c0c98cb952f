"""Extraction: what a careful researcher would underline in an article, each with its exact place.

``extract`` is the one entry that workers, the command line and the benchmarks call; storing what it returns is left to
the claims services.
"""

import datetime
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.extraction.records import (
    EXTRACTOR_NAME,
    EXTRACTOR_VERSION,
    CampaignRecord,
    Extraction,
    NameRecord,
    QuoteRecord,
    SpeakerRecord,
    StatisticRecord,
)

if TYPE_CHECKING:
    from claims.extraction.attribution_platforms import PlatformFinder

__all__ = [
    "EXTRACTOR_NAME",
    "EXTRACTOR_VERSION",
    "CampaignRecord",
    "Extraction",
    "NameRecord",
    "QuoteRecord",
    "SpeakerRecord",
    "StatisticRecord",
    "extract",
]


def extract(text: str, language: str | None = None, published_on: datetime.date | None = None) -> Extraction:
    """Read ``text``: statistics, quotations with their speakers, organisations, people, platforms, campaigns.

    ``language`` is ISO 639-1 (a region after it is passed over) and found out where missing; ``published_on`` resolves
    "last year". Every span obeys ``text[start:end] == exact``; the same input gives the same output; any string is
    accepted, composed or not.
    """
    from claims.extraction.attribution_composed import compose

    composed = compose(text)
    if composed is not None:
        return composed.restore(_extract(composed.text, language, published_on))
    return _extract(text, language, published_on)


def _extract(text: str, language: str | None, published_on: datetime.date | None) -> Extraction:
    from claims.extraction import attribution, campaigns, organisations, parsing
    from claims.extraction.attribution_figures import said_by
    from claims.extraction.attribution_platforms import PlatformFinder
    from claims.extraction.attribution_spans import Spans
    from claims.extraction.private_voices import mark_private
    from claims.extraction.protection import hold_in_doubt
    from claims.extraction.quotes import find_utterances
    from claims.extraction.statistics import find_statistics
    from claims.extraction.statistics_places import with_places
    from claims.extraction.statistics_speakers import with_sources
    from sources.text import language as languages
    from sources.text import names, sentences
    from sources.text.names_cues import cues

    code = re.split("[-_]", language.lower())[0] if language else languages.identify(text).code
    if not text.strip():
        return Extraction(code)
    split = sentences.split(text, code)
    parsed = parsing.parse(text) if code == "en" else None
    mentions = names.find(text, code, parsed)
    words = cues(code)
    lines, utterances = find_utterances(text, words)
    statistics = find_statistics(text, code, split, published_on)
    if code != "en":
        # "Meta ha" is no half hectare: what is written as a known name counts nothing.
        known = {mention.start for mention in mentions if mention.key is not None}
        statistics = [record for record in statistics if record.start not in known]
        # "SMP Negeri 5 Semarang" is one name.
        bodies_named = Spans([mention for mention in mentions if mention.kind == "organisation"])
        holding = ((record, bodies_named.holding(record.start)) for record in statistics)
        statistics = [
            record
            for record, body in holding
            if body is None or body.start == record.start or record.kind != "count"
        ]
    statistics = with_places(text, code, split, statistics, mentions)
    found_campaigns = campaigns.find_campaigns(text, words, lines, split, mentions, statistics)
    quotes = attribution.attribute_quotes(text, words, lines, utterances, mentions, split, parsed)
    quotes = mark_private(text, hold_in_doubt(text, quotes, words), mentions, words)
    statistics = with_sources(text, statistics, quotes, split, mentions, words)
    statistics = said_by(statistics, quotes)
    platform_finder = PlatformFinder(text, lines, split, mentions)
    figures = sorted(record.start for record in statistics if record.is_claim)
    bodies, people, platforms = organisations.sort_names(mentions)
    return Extraction(
        language=code,
        statistics=tuple(_on_platforms(record, platform_finder, figures) for record in statistics),
        quotes=tuple(_quote_on_platforms(record, platform_finder) for record in quotes),
        organisations=bodies,
        people=people,
        platforms=platforms,
        campaigns=tuple(found_campaigns),
    )


def _on_platforms(record: StatisticRecord, finder: "PlatformFinder", figures: list[int]) -> StatisticRecord:
    platforms, rule = finder.about(record.start, record.end, figures)
    if (platforms, rule) == (record.platforms, record.platform_rule):
        return record
    return replace(record, platforms=platforms, platform_rule=rule)


def _quote_on_platforms(record: QuoteRecord, finder: "PlatformFinder") -> QuoteRecord:
    platforms, rule = finder.about(record.start, record.end)
    if (platforms, rule) == (record.platforms, record.platform_rule):
        return record
    return replace(record, platforms=platforms, platform_rule=rule)
