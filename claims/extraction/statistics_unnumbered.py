"""Figures that are written without a number of their own: "doubled", "a third", "un élève sur cinq".

Figures in digits and number words are read by ``statistics``, with the same text, parse and sentences.
"""

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterator

from claims.extraction import statistics_changes as changes
from claims.extraction import statistics_context as context
from claims.extraction.attribution_spans import Spans
from claims.extraction.parsing import parse
from claims.extraction.records import StatisticRecord
from claims.extraction.statistics_english import SHE_OR_THEY, EnglishContext
from claims.extraction.statistics_idle import is_share
from claims.extraction.statistics_multiples import comparisons, parts
from claims.extraction.statistics_past import past_spans
from claims.extraction.statistics_periods_english import Period, english_periods
from claims.extraction.statistics_phrases import EnglishPhrases
from claims.extraction.statistics_shares import shares
from claims.extraction.statistics_sources import attribution
from claims.extraction.statistics_when import period
from sources.text.language_data import load
from sources.text.sentences import Sentence

_NEAR = 60
"""How far from a number, in characters, the words of its period may reach."""

# "LONDON, 14 May 2024 – ": when and where a report was filed is neither period nor source of its figures.
_DATELINE = re.compile(
    r"[^\W\d_][\w .,'’/()-]{1,40}?\d{1,2}\.?\s+(?:de\s+)?[^\W\d_]+\.?,?\s+(?:de\s+)?(?:19|20)\d\d\)?\s*[-–—:]\s+(?=\S)"
    r"|[A-Z][A-Z ./-]{2,30},\s(?:[A-Z]\w+,\s)?(?:[A-Z][a-z]+\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]+)(?:,?\s(?:19|20)\d\d)?"
    r"\s(?:\([^()\n]{2,30}\)\s)?[-–—]\s+(?=\S)"
)


def _without_dateline(sentence: Sentence) -> Sentence:
    found = _DATELINE.match(sentence.text)
    if found is None:
        return sentence
    return Sentence(sentence.start + found.end(), sentence.end, sentence.text[found.end() :])


class Unnumbered:
    """One text with its sentences, and in English its parse."""

    def __init__(
        self, text: str, language: str, sentences: list[Sentence], published_on: datetime.date | None
    ) -> None:
        self.text = text
        self.language = language
        self.code = load(language).code
        self.sentences = [_without_dateline(s) for s in sentences or [Sentence(0, len(text), text)]]
        self.starts = [sentence.start for sentence in self.sentences]
        self.published_on = published_on
        self.english = EnglishPhrases(parse(text), text) if self.code == "en" else None
        self.grammar = EnglishContext(self.english) if self.english is not None else None
        self.attributions: dict[int, str | None] = {}
        self.sources: dict[int, str] = {}  # who says the figures of a sentence, by its start
        self.figures: list[int] = []  # where the numbers of the text begin
        self.worded: dict[int, list[Period]] = {}

    def multiples(self, records: list[StatisticRecord]) -> list[StatisticRecord]:
        """Changes that are written without a number ("doubled"), beside ``records``."""
        taken = sorted((record.start, record.end) for record in records)
        added = self._factors(records) if self.english is not None else self._plain_factors(records)
        for found in changes.multiples(self.text, self.sentences, self.code, self.english):
            place = bisect_right(taken, (found.end, -1))
            if any(
                start < found.end and found.start < end for start, end in taken[max(0, place - 2) : place]
            ):
                continue
            added.append(
                self._written(
                    (found.start, found.end),
                    (found.value, found.percent),
                    found.comparator,
                    found.counted,
                    found.change,
                )
            )
        return added

    def _factors(self, records: list[StatisticRecord]) -> list[StatisticRecord]:
        """English factors and parts that stand alone: "twice as many", "a third lived with a parent"."""
        assert self.english is not None
        spans, added = Spans(records), []
        for found in comparisons(self.english, self.sentences):
            counted = found.counted or self._counted_before(spans, found.start)
            if not spans.holding(found.start):
                value = (found.value, False)
                added.append(self._written((found.start, found.end), value, "=", counted, found.change))
        for start, end, percent, sign in parts(self.english, self.sentences):
            counted = self._counted_before(spans, start)
            if counted is not None and not spans.beginning_in(start, end):
                added.append(self._written((start, end), (percent, True), sign, counted, None))
        return added

    def _plain_factors(self, records: list[StatisticRecord]) -> list[StatisticRecord]:
        """Factors in a language without a parser, where a comparison or the clause's end follows: "el doble que en 2021"."""
        pattern = changes.factors(self.code)
        if pattern is None:
            return []
        spans, added = Spans(records), []
        values = load(self.code).table("changes", "factors")
        for found in pattern.finditer(self.text):
            if spans.holding(found.start("factor")):
                continue
            value = float(values[" ".join(found["factor"].lower().split())])
            sentence = self.sentences[max(0, bisect_right(self.starts, found.start()) - 1)]
            before = context.comparator_before(self.text, found.start(), sentence.start, self.code)
            start, sign = (found.start(), "=") if before is None else (before.start, before.meaning)
            counted = self._counted_before(spans, found.start())
            change = "up" if value > 1 else "down"
            added.append(self._written((start, found.end("factor")), (value, False), sign, counted, change))
        return added

    def _counted_before(self, spans: Spans[StatisticRecord], start: int) -> str | None:
        """What the figure before ``start`` counts, in the same sentence."""
        sentence = self.sentences[max(0, bisect_right(self.starts, start) - 1)]
        before = spans.beginning_in(sentence.start, start)
        return next((record.counted for record in reversed(before) if record.counted), None)

    def shares(self) -> Iterator[StatisticRecord]:
        """Shares with their noun inside them ("un élève sur cinq")."""
        reached = 0
        for found in sorted(shares(self.text, self.code), key=lambda share: share.start):
            if found.start < reached:
                continue
            if self.grammar is not None and not is_share(self.grammar, found.start, found.end):
                continue  # "seized 2 phones in 3 raids"
            reached = found.end
            sentence = self.sentences[max(0, bisect_right(self.starts, found.start) - 1)]
            before = context.comparator_before(self.text, found.start, sentence.start, self.code)
            start = found.start if before is None else before.start
            sign = "=" if before is None else before.meaning
            yield self._written((start, found.end), (found.percent, True), sign, found.counted, None)

    def _written(
        self,
        span: tuple[int, int],
        value: tuple[float, bool],
        comparator: str,
        counted: str | None,
        change: str | None,
    ) -> StatisticRecord:
        """A figure that is written without digits or a number of its own; ``value`` is per cent, or times."""
        start, end = span
        sentence = self.sentences[max(0, bisect_right(self.starts, start) - 1)]
        when = self._period(start, end, sentence)
        figure, percent = value
        return StatisticRecord(
            start=start,
            end=end,
            exact=self.text[start:end],
            value=figure,
            value_max=None,
            comparator=comparator,
            unit="%" if percent else "times",
            unit_normalized="percentage" if percent else "time",
            kind="share" if percent else "multiple",
            is_claim=True,
            counted=counted,
            period=when[0] if when else None,
            period_resolved=when[1] if when else None,
            place=self._place(start, end, sentence),
            attributed_to=self._attributed(start, end, sentence),
            change=change,
        )

    def _place(self, start: int, end: int, sentence: Sentence) -> str | None:
        """Where the figure at ``start:end`` holds, where grammar is read."""
        return None if self.grammar is None else self.grammar.place(start, end, sentence, self.figures)

    def _period(self, start: int, end: int, sentence: Sentence) -> tuple[str, str | None] | None:
        """The period that the sentence gives for the figure at ``start:end``: as written, and resolved."""
        grammar = self.grammar
        around = (sentence.start, sentence.end)
        if grammar is None:
            return period(self.text, start, end, around, self.code, self.published_on)
        return period(
            self.text,
            start,
            end,
            around,
            self.code,
            self.published_on,
            self._worded(sentence),
            lambda low, high: grammar.is_of((low, high), (start, end)),
        )

    def _worded(self, sentence: Sentence) -> list[Period]:
        """The periods that English writes in several words, in one sentence."""
        if sentence.start not in self.worded:
            self.worded[sentence.start] = english_periods(
                self.text, sentence.start, sentence.end, self.published_on
            )
        return self.worded[sentence.start]

    def _in_period(self, start: int, sentence: Sentence) -> bool:
        """Whether a number is part of a period's words: "over the past five years", "dalam tiga bulan terakhir"."""
        if self.grammar is None:
            low, high = max(sentence.start, start - _NEAR), min(sentence.end, start + _NEAR)
            near = past_spans(self.text, low, high, self.code, self.published_on)
            return any(past.start <= start < past.end for past in near)
        return any(worded.start < start < worded.end for worded in self._worded(sentence))

    def _attributed(self, start: int, end: int, sentence: Sentence) -> str | None:
        if sentence.start not in self.attributions:
            self.attributions[sentence.start] = attribution(
                self.text, (sentence.start, sentence.end), self.code
            )
        said = self.attributions[sentence.start]
        if said is None and self.grammar is not None:
            said = self.grammar.source(start, end, sentence)
        if said in SHE_OR_THEY:
            said = self._named_before(sentence)
        if said is not None:
            self.sources[sentence.start] = said
        return said

    def _named_before(self, sentence: Sentence) -> str | None:
        """Whom "it said" means: the source of the figures of the sentence just before, in the same paragraph."""
        index = bisect_right(self.starts, sentence.start) - 2
        if index < 0 or "\n" in self.text[self.sentences[index].end : sentence.start]:
            return self.sources.get(sentence.start)
        before = self.sentences[index]
        return self.sources.get(sentence.start) or self.sources.get(before.start)
