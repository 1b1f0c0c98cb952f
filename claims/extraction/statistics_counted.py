"""What each number of a text counts or measures: its noun phrase, its unit, and whether the two make a claim.

What stands around the figure (comparator, change, period, source) is put to it by ``statistics``.
"""

import re
from dataclasses import dataclass

from claims.extraction.statistics_carried import of_others
from claims.extraction.statistics_phrases import Phrase
from claims.extraction.statistics_phrases_plain import (
    simple_of,
    simple_phrase,
    time_or_measure,
    with_complement,
)
from claims.extraction.statistics_unnumbered import Unnumbered
from sources.text.language_data import load
from sources.text.numerals import Numeral
from sources.text.sentences import Sentence

_KINDS = {"cardinal": "count", "indefinite": "count", "percent": "share", "fraction": "share"}
_OF = re.compile(r"\s+of\s+\w")
_OF_THE = re.compile(r"\s+of\s+(?:the|these|those|its|their|our)\s+(?=[^\W\d_])", re.IGNORECASE)
_ODD = re.compile(r"(?:[- ]odd|-plus)(?=\s)")  # "300-odd profiles", "15-plus years"
CLAIMS = frozenset({"count", "share", "rate", "money", "change", "multiple", "measure", "duration"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, the sentence it stands in, what it counts, or what it is a share of."""

    numeral: Numeral
    sentence: Sentence
    phrase: Phrase | None
    share_of: Phrase | None


class Counted(Unnumbered):
    """The numbers of one text with what they count."""

    def _figure(self, numeral: Numeral, sentence: Sentence) -> Figure:
        phrase = share = None
        if numeral.kind in ("fraction", "percent"):
            share = self._share(numeral, sentence)
        elif numeral.kind in ("cardinal", "indefinite", "multiple") and not (
            numeral.unit_normalized and self.english is None and numeral.unit_normalized == "count"
        ):
            phrase = self._phrase(numeral, sentence)
        return Figure(numeral, sentence, phrase, share)

    def _share(self, numeral: Numeral, sentence: Sentence) -> Phrase | None:
        if self.english is not None:
            of = self.english.of(numeral.end, sentence)
            if of is None and numeral.form == "ratio":
                of = self.english.after(numeral.end, numeral.start, sentence)
            return of
        of = simple_of(self.text, numeral.end, sentence, self.code)
        proportions = load(self.code).listed("fractions", "proportion")
        if (
            of is None
            and numeral.form == "ratio"
            and any(word in numeral.exact.lower() for word in proportions)
        ):
            return simple_phrase(self.text, numeral.end, sentence, self.code)
        if (
            of is None
            and numeral.kind in ("fraction", "percent")
            and load(self.code).table("fractions").get("bare_share", False)
        ):
            of = simple_phrase(self.text, numeral.end, sentence, self.code)
        return of

    def _phrase(self, numeral: Numeral, sentence: Sentence) -> Phrase | None:
        if self.english is not None:
            position = numeral.number_end if numeral.unit else numeral.end
            if of_others(self.text, numeral.start):
                return None
            odd = _ODD.match(self.text, position)
            position = odd.end() if odd is not None else position
            plural = numeral.value != 1
            phrase = self.english.after(position, numeral.start, sentence, plural)
            if phrase is None and (
                numeral.value == 1
                or numeral.kind == "indefinite"
                or numeral.form == "words"
                or _OF_THE.match(self.text, numeral.end)
            ):
                phrase = self.english.of(numeral.end, sentence, plural)
            return phrase or self.english.before_or(numeral.start)
        position = numeral.number_end if numeral.unit else numeral.end
        return simple_phrase(self.text, position, sentence, self.code)

    def _measured(self, figure: Figure) -> tuple[float, float | None, str, str, str]:
        numeral = figure.numeral
        kind = _KINDS.get(numeral.kind, numeral.kind)
        value, high = numeral.value, numeral.value_max
        proportion = numeral.form == "ratio" and self._is_proportion(numeral) and not self._alone(numeral)
        if proportion and figure.share_of is None:
            return value * 100, None if high is None else high * 100, "%", "percentage", "share"
        linked = self.english is not None and _OF.match(self.text, numeral.end) is not None
        if numeral.kind == "fraction" and figure.share_of is not None:
            span = time_or_measure(self.text, figure.share_of, self.code)
            if span is not None:
                return value, high, figure.share_of.written, span, "measure"  # "a quarter of an hour"
        if numeral.kind == "fraction" and (linked or figure.share_of is not None):
            high = None if high is None else high * 100
            return value * 100, high, "%", "percentage", "share"
        if figure.phrase is not None:
            normalized = numeral.unit_normalized if figure.phrase.end <= numeral.end else ""
            return value, high, figure.phrase.written, normalized or figure.phrase.normalized, kind
        if numeral.kind == "cardinal" and self.grammar is not None and self.grammar.is_age(numeral):
            return value, high, "", "year of age", "age"
        if numeral.kind == "percent":
            return value, high, numeral.unit or "%", numeral.unit_normalized or "percentage", "share"
        return value, high, numeral.unit, numeral.unit_normalized, kind

    def _is_proportion(self, numeral: Numeral) -> bool:
        """Whether the words of a ratio give a share in this language: "one in five", "tres de cada diez"."""
        return any(
            word in numeral.exact.lower() for word in load(self.code).listed("fractions", "proportion")
        )

    def _alone(self, numeral: Numeral) -> bool:
        return not self.text[max(0, numeral.start - 8) : numeral.start].strip() and not (
            self.text[numeral.end : numeral.end + 8].strip()
        )

    def _counted(self, figure: Figure) -> str | None:
        phrase = figure.phrase or figure.share_of
        if self.english is None and phrase is not None and figure.phrase is not None:
            return with_complement(self.text, phrase, figure.sentence, self.code)
        if self.english is None or (phrase is not None and phrase.counted):
            return None if phrase is None else phrase.counted or phrase.written
        if phrase is None:
            return self.english.of_figure(figure.numeral.end, figure.sentence)
        return self.english.whole(phrase, figure.sentence)  # "instances of grooming"

    def _claims(self, numeral: Numeral, figure: Figure, kind: str, normalized: str) -> bool:
        if kind not in CLAIMS:
            return False
        # "one of the best", "zero tolerance": the words one and zero count nothing worth recording.
        if numeral.value <= 1 and numeral.form == "words" and numeral.kind == "cardinal":
            return False
        return (
            bool(normalized)
            or kind == "rate"
            or numeral.form == "mixed"
            or abs(numeral.value) >= 100
            or numeral.kind in ("percent", "fraction", "money", "indefinite")
        )
