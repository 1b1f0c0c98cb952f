"""Statistics of an article: every figure that counts or measures, with what it counts, per what, when and by whom.

Numbers come from ``sources.text.numerals``; platforms are added by the caller. Dates, clock times, ordinals,
years, scores and identifiers are read by the numerals and are not returned.
"""

import datetime
import re
from bisect import bisect_right

from claims.extraction import statistics_changes as changes
from claims.extraction import statistics_context as context
from claims.extraction import statistics_plain as plain
from claims.extraction import statistics_rates as rates
from claims.extraction.attribution_spans import Spans
from claims.extraction.records import StatisticRecord
from claims.extraction.statistics_ages import (
    changed_by,
    counts_a_vote,
    joined_age,
    limits_age,
    limits_time,
    names_a_line,
    tells_when,
)
from claims.extraction.statistics_beside import Beside
from claims.extraction.statistics_carried import Carried, Noun
from claims.extraction.statistics_counted import CLAIMS, Figure
from claims.extraction.statistics_idle import is_known, tells_time
from claims.extraction.statistics_multiples import compared
from claims.extraction.statistics_pairs import settle
from claims.extraction.statistics_periods import bare_before_period, names_half
from claims.extraction.statistics_plain_times import settle_times
from claims.extraction.statistics_shares import shares
from sources.text.language_data import load
from sources.text.numerals import NO_QUANTITY, Numeral, find
from sources.text.sentences import Sentence

_THAN_THE = re.compile(r"\bthan\s+the\s+\Z")
_GLOSSED = re.compile(
    r"\s\(\d{1,2}(?:[.,]\d+)?\s?(?:%|per\s?cent|Prozent|persen|por ciento|pour cent|procent|por cento|per cento)"
)
_OF_THESE = 200
"""How far before "22 di antaranya", in characters, the figure may stand whose noun is meant."""


def _overlaps(spans: Spans[StatisticRecord], numeral: Numeral) -> bool:
    return bool(spans.holding(numeral.start) or spans.beginning_in(numeral.start, numeral.end))


def find_statistics(
    text: str, language: str, sentences: list[Sentence], published_on: datetime.date | None = None
) -> list[StatisticRecord]:
    """Statistics of ``text`` in order, each span exact.

    ``sentences`` are the spans of ``sources.text.sentences.split``; ``published_on`` resolves "last year".
    A share of something ("half of grooming crimes", "one in five users") is given as a percentage; a bare
    fraction ("two thirds") keeps its value.
    """
    numerals = [
        bare_before_period(text, numeral, language)
        for numeral in find(text, language)
        if numeral.kind not in NO_QUANTITY
    ]
    numerals = [numeral for numeral in numerals if not names_half(text, numeral, language)]
    if not numerals and not changes.may_multiply(text, language) and not any(shares(text, language)):
        return []
    reader = _Reader(text, language, sentences, published_on)
    reader.figures = [numeral.start for numeral in numerals]
    records = list(reader.shares())
    spans = Spans(records)
    free = (n for n in numerals if not _overlaps(spans, n))
    records += [record for numeral in free if (record := reader.record(numeral)) is not None]
    records += reader.multiples(records)
    records.sort(key=lambda record: (record.start, record.end))
    if reader.english is not None:
        return records
    return settle(text, list(settle_times(text, records, language)), sentences, language)


class _Reader(Beside):
    def __init__(
        self, text: str, language: str, sentences: list[Sentence], published_on: datetime.date | None
    ) -> None:
        super().__init__(text, language, sentences, published_on)
        self.previous_end = 0
        self.compared = (0, "=")
        self.led_per = (-1, "")
        self.carried = Carried(self.english.doc, text) if self.english is not None else None

    def sentence_of(self, numeral: Numeral) -> Sentence:
        index = max(0, bisect_right(self.starts, numeral.start) - 1)
        sentence = self.sentences[index]
        if sentence.end < numeral.end:
            return Sentence(
                min(sentence.start, numeral.start), numeral.end, self.text[sentence.start : numeral.end]
            )
        return sentence

    def record(self, numeral: Numeral) -> StatisticRecord | None:
        sentence = self.sentence_of(numeral)
        if self.grammar is not None and not self.grammar.is_quantity(numeral, sentence):
            return None
        if numeral.start < self.previous_end:
            return None  # part of the name of what another figure counts: "six A320 jets", "two 206 saloons"
        figure = self._figure(numeral, sentence)
        bare = self.english is not None and figure.phrase is None and not numeral.unit
        if self.english is not None and self.text[numeral.start - 4 : numeral.start] == "-of-":
            return None  # "father-of-three Name"
        if bare and numeral.form == "figure":
            place = (self.text, numeral.start, numeral.end)
            if names_a_line(*place) or counts_a_vote(*place):
                return None
        if (
            figure.phrase is not None
            and figure.phrase.named
            and not numeral.unit
            and numeral.form == "figure"
        ):
            return None  # "206 Coupe": the figure is part of the name
        if figure.phrase is not None:
            self.previous_end = figure.phrase.end
        if (
            self.english is not None
            and numeral.value >= 10
            and rates.stands_for_per(self.text, numeral.start)
        ):
            noun = f" {figure.phrase.written}" if figure.phrase is not None else ""
            self.led_per = (sentence.start, f"{numeral.value:.0f}{noun}")
            return None
        value, high, unit, normalized, kind = self._measured(figure)
        start, end = numeral.start, numeral.end
        if figure.phrase is not None:
            start, end = min(start, figure.phrase.start), max(end, figure.phrase.end)
        if figure.share_of is not None:
            linked = self.english is not None or figure.share_of.start - numeral.end > 1
            linked = linked or numeral.form == "ratio"
            end = max(end, figure.share_of.end) if linked else end
        per: str | None = None
        rated = rates.rate(self.text, end, sentence.end, self.code)
        if rated is not None:
            near, composite = rated
            per = near.meaning
            if per.isdigit() and figure.phrase is not None and self.english is not None:
                per = f"{per} {figure.phrase.written}"
            if near.meaning[:1].isdigit():
                self.previous_end = max(
                    self.previous_end, near.end
                )  # "for every 5,000" is no figure of its own
            word = near.written.split()[0].lower()
            if composite and (word not in ("a", "an") or numeral.kind in ("money", "measure")):
                unit = f"{unit} {near.written}".strip()
                normalized = f"{normalized} per {near.meaning}".strip()
                end = near.end
            elif figure.phrase is None or figure.phrase.normalized in ("count", "time"):
                end = near.end
            if kind == "count":
                kind = "rate"
        else:
            distant = rates.distant_rate(self.text, end, sentence.end, self.code)
            if distant is not None:
                per = distant.meaning
                if per.isdigit() and figure.phrase is not None:
                    per = f"{per} {figure.phrase.written}"
                kind = "rate" if kind == "count" else kind
                if any(character.isdigit() for character in distant.meaning):
                    self.previous_end = max(self.previous_end, distant.end)
            elif kind in ("count", "money"):
                leading = rates.rate_before(self.text, start, sentence.start, self.code)
                if leading is not None and self._is_rate_of_last(leading.start):
                    leading = None  # "11 panggilan sehari dengan lapan kaunselor"
                per = leading.meaning if leading is not None else None
                if per is None and self.english is not None:
                    per = rates.named_rate(self.text, start, sentence.start, kind == "money")
                    if per is None and figure.phrase is not None:
                        per = self._rate_of_whole(figure, sentence)
                if per is None and figure.phrase is None and self.led_per[0] == sentence.start:
                    per = self.led_per[1]
                kind = "rate" if per is not None and kind == "count" else kind
        limited = (kind, normalized) in (("duration", "year"), ("count", "")) and 4 <= value <= 25
        if (kind, normalized) == ("count", "") and 0 < value <= 100 and self.english is not None:
            limited = limited or limits_age(self.text, start)
        span_of_years = (kind, normalized) == ("duration", "year") and high is not None and high <= 25
        if (
            (limited and context.age_limit(self.text, start, self.code))
            or (self.english is not None and numeral.value < 20 and joined_age(self.text, start))
            or (span_of_years and plain.people_before(self.text, start, self.code))
            or (
                (kind, normalized) == ("duration", "year")
                and plain.age_of_person(self.text, start, end, self.code)
            )
        ):
            kind, normalized = "age", "year of age"
        if self.english is None and kind == "duration" and self._another_age(start, sentence):
            kind, normalized = "age", f"{normalized} of age"  # "berusia 9 bulan dan 2 tahun"
        fold = next(
            (w for w in load(self.code).listed("changes", "folds") if self.text.startswith(w, end + 1)), None
        )
        if fold is not None and kind == "count":
            end, kind, unit, normalized = end + 1 + len(fold), "multiple", "times", "time"  # "dua kali lipat"
        times = self._times(end) if (kind, normalized) == ("count", "count") else None
        if times is not None:
            end, kind, unit, normalized = times[0], "multiple", "times", "time"  # "deux fois plus"
        if high is not None:
            start = context.between_before(self.text, start, sentence.start, self.code)
        factor = None
        if self.english is not None and numeral.unit_normalized == "count" and kind == "count":
            factor = compared(self.english, numeral.end, sentence)
        if factor is not None:
            kind, unit, normalized, start, end = "multiple", numeral.unit, "time", numeral.start, numeral.end
        comparator, start, end = self._compared(numeral, start, end, sentence)
        if comparator == "=" and rated is not None:
            later = context.comparator_after(self.text, rated[0].end, sentence.end, self.code)
            comparator = comparator if later is None else later.meaning  # "14 messages a day on average"
        change = plain.risen_to(self.text, start, sentence.start, self.code)
        change = change or context.change(self.text, start, end, sentence.start, self.code, high is not None)
        if change is None and numeral.kind == "fraction":
            change = context.more_or_less(self.text, end, self.code)
        when = self._period(start, end, sentence)
        change = times[1] if times is not None else change
        change = change or self._same_change(start, sentence)
        if change is None and kind == "share" and self.text[start - 1 : start] == "+":
            change = "up"  # "795 (+20%)"
        idle = kind == "duration" and (
            plain.tells_when(self.text, end, self.code)
            if self.grammar is None
            else tells_when(self.text, end)
            or limits_time(self.text, start, end)
            or (per is None and tells_time(self.grammar, numeral.start, numeral.end))
        )
        if kind == "count" and self.grammar is not None:
            idle = is_known(self.grammar, numeral.start, numeral.end, value)
        if kind == "duration" and self.grammar is not None and not changed_by(self.text, start):
            change = None  # "rose by 12 per cent in five years"
        if per is None and kind == "duration" and self.grammar is not None:
            per = self._set_against(start, sentence, normalized)
        if factor is not None:
            before = self.carried.last if self.carried is not None else None
            named = before.counted if before is not None and before.start >= sentence.start else None
            counted, change = factor[0] or named, factor[1]
        else:
            counted = self._counted(figure) or self._changed(numeral, sentence, kind, start, change)
        if counted is None and plain.of_these(self.text, end, self.code):
            counted = self.named[1] if start - self.named[0] < _OF_THESE else None
        elif counted is None and kind in ("share", "count") and self._part_of_named(end, sentence):
            counted = self.named[1]  # "67 % anak punya akun, dan seperlima yang tahu"
            if numeral.kind == "fraction" and not unit:
                value, high, unit, normalized = value * 100, None, "%", "percentage"
        taken = None if counted else self._carried(numeral, sentence, start, end, kind)
        if taken is not None:
            counted = taken.counted
            if kind != "share" and not unit:
                unit, normalized = taken.unit, taken.normalized
                if kind == "count" and taken.per[:1].isdigit():
                    kind, per = "rate", taken.per  # "5.2 per 1,000, compared with 3.9 in Wales"
            elif numeral.kind == "fraction" and not unit:
                value, high = value * 100, None if high is None else high * 100
                unit, normalized = "%", "percentage"  # "two thirds use it"
        # "a third (32%)", "11 of the men – a quarter – sent"
        glossed = not unit and bool(
            _GLOSSED.match(self.text, end)
            or self._set_apart(start, end, sentence)
            or (counted and self.english is not None and changed_by(self.text, start))
        )
        if numeral.kind == "fraction" and (change is not None or glossed) and not unit:
            value, high = value * 100, None if high is None else high * 100  # "fell by half"
            unit, normalized = "%", "percentage"
        self.last = StatisticRecord(
            start=start,
            end=end,
            exact=self.text[start:end],
            value=value,
            value_max=high,
            comparator=comparator,
            unit=unit,
            unit_normalized=normalized,
            kind=kind,
            is_claim=(
                self._claims(numeral, figure, kind, normalized)
                or (value > 1 and counted is not None and kind in CLAIMS)
                or (self.english is None and kind == "rate" and str(per)[:1].isdigit())
            )
            and not idle
            and (self.english is not None or self._counts_something(start, end, kind, counted))
            and not self._in_period(numeral.start, sentence),
            per=per,
            counted=counted,
            period=when[0] if when else None,
            period_resolved=when[1] if when else None,
            place=self._place(numeral.start, end, sentence),
            attributed_to=self._attributed(numeral.start, numeral.end, sentence),
            change=change,
        )
        if counted is not None and kind in CLAIMS:
            self.named = (end, counted)
        if self.carried is not None:
            phrase = figure.phrase or figure.share_of
            self.carried.remember(self.last, phrase or taken)
        return self.last

    def _counts_something(self, start: int, end: int, kind: str, counted: str | None) -> bool:
        """Whether a figure that is read without a parser is more than a name's number or the text's own count of points."""
        if kind == "share":
            return not plain.of_method(self.text, start, self.code)
        if kind != "count":
            return True
        if counted is None:
            return not plain.of_a_service(self.text, start, end)
        return not plain.lists_only(counted, self.code) and not plain.of_parent(self.text, start, self.code)

    def _carried(self, numeral: Numeral, sentence: Sentence, start: int, end: int, kind: str) -> Noun | None:
        """What an earlier figure counted, where this one counts it too: "of whom 2,300"."""
        if self.carried is None or self.grammar is None or kind not in ("count", "rate", "share"):
            return None
        tokens = self.grammar.tokens(numeral.start, numeral.end)
        return self.carried.noun_for(start, end, kind, sentence.start, tokens)

    def _rate_of_whole(self, figure: Figure, sentence: Sentence) -> str | None:
        """What a figure is per by words after all that it counts: "380 reports of sextortion a month"."""
        counted = self._counted(figure)
        if counted is None or figure.phrase is None or counted == figure.phrase.written:
            return None
        rated = rates.rate(self.text, figure.phrase.start + len(counted), sentence.end, self.code)
        return None if rated is None or rated[0].meaning[:1].isdigit() else rated[0].meaning

    def _compared(self, numeral: Numeral, start: int, end: int, sentence: Sentence) -> tuple[str, int, int]:
        vague = numeral.kind == "indefinite" and numeral.value >= 10
        comparator = "~" if vague or plain.is_approximate(numeral.exact, self.code) else "="
        before = context.comparator_before(self.text, start, sentence.start, self.code)
        if before is not None:
            if self.english is not None and _THAN_THE.search(self.text, before.start, start):
                return comparator, start, end  # "12 per cent more than the 7,140 of last year"
            self.compared = (numeral.end, before.meaning)
            if before.meaning == "<" and changes.leads_to_level(
                self.text, start, before.written, sentence, self.code
            ):
                return "=", start, end
            stands = before.meaning == "=" and self.code != "en"
            return before.meaning, start if stands else before.start, end
        if numeral.kind == "money" and self.text[self.compared[0] : start] in (" (", "("):
            return self.compared[1], start, end  # the same sum in another currency
        after = context.comparator_after(self.text, end, sentence.end, self.code)
        if after is None and end != numeral.end:
            after = context.comparator_after(self.text, numeral.end, sentence.end, self.code)
        if after is not None:
            return after.meaning, start, max(end, after.end)
        return comparator, start, end
