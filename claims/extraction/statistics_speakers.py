"""Whose figures they are, in languages without a parser: who says the words they stand in, or what body counted them.

What "according to" says in the figure's own sentence is read first, in ``statistics_sources``.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.extraction.attribution_spans import Spans
from claims.extraction.records import QuoteRecord, StatisticRecord
from sources.text.names import NameMention
from sources.text.names_cues import Cues
from sources.text.sentences import Sentence

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_FROM_SUBJECT = 60
_TO_FIGURE = 80


def with_sources(
    text: str,
    records: Sequence[StatisticRecord],
    quotes: Sequence[QuoteRecord],
    sentences: Sequence[Sentence],
    mentions: Sequence[NameMention],
    cues: Cues | None,
) -> list[StatisticRecord]:
    """The records with their source where none is said beside them: the speaker, or the body that counts them.

    Nobody sensitive or unnamed is made a source.
    """
    if cues is None or cues.language == "en":
        return list(records)
    said = Spans([quote for quote in quotes if quote.kind != "fragment"])
    places, names = Spans(sentences), Spans(mentions)
    found = []
    for record in records:
        source = record.attributed_to
        if source is None:
            source = _speaker(record, said)
        if source is None and (sentence := places.holding(record.start)) is not None:
            source = _counting_body(text, record, sentence, names, cues)
        found.append(record if source == record.attributed_to else replace(record, attributed_to=source))
    return found


def _speaker(record: StatisticRecord, said: Spans[QuoteRecord]) -> str | None:
    quote = said.last_before(record.start + 1)
    if quote is None or quote.end < record.end or quote.sensitive:
        return None
    if quote.speaker is not None and quote.speaker.name:
        return quote.speaker.name
    return quote.organisation


def _counting_body(
    text: str, record: StatisticRecord, sentence: Sentence, names: Spans[NameMention], cues: Cues
) -> str | None:
    """The body whose verb of counting leads to the figure: "Data Lembaga X mencatat 46 kasus"."""
    low = max(sentence.start, record.start - _TO_FIGURE)
    for word in reversed(list(_WORD.finditer(text, low, record.start))):
        if word.group().lower() not in cues.reporting_verbs or word.group()[0].isupper():
            continue
        if re.search(r"[;:.]\s", text[word.end() : record.start]):
            return None
        body = names.last_before(word.start())
        if body is None or body.kind == "person" or body.start < sentence.start:
            return None
        between = text[body.end : word.start()]
        return body.name if len(between) <= _FROM_SUBJECT and not re.search(r"[,;:.(]\s", between) else None
    return None
