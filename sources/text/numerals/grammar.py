"""Joins number words and figures into numbers: fractions, ratios, decimals and signs around whole numbers.

Works on folded text, in one pass from left to right; what a number means is left to ``kinds``.
"""

import math
import re

from sources.text.numerals.cardinals import Cardinals
from sources.text.numerals.lexicon import Entry, Lexicon
from sources.text.numerals.tokens import Number, tokens

_OF_AGES = re.compile(r"\b(?:between|aged?|ages)\s\d{1,2}\s?(?:and|to|or|-|–)\s?\Z")


def numbers(text: str, lexicon: Lexicon, taken: list[tuple[int, int]]) -> list[Number]:
    """All numbers of folded ``text``, in order and without overlap."""
    return _Reader(text, lexicon, tokens(text, lexicon, taken)).read()


class _Reader(Cardinals):
    """One pass over the tokens of a text."""

    _next: int = 0
    _hundredths: bool = False

    def read(self) -> list[Number]:
        found: list[Number] = []
        index = 0
        while index < len(self.tokens):
            number, after = self.number(index)
            if number is not None and math.isfinite(number.value):
                found.append(number)
            elif number is not None and self.tokens[index].figure is not None:
                found.append(number._replace(value=0.0, form="identifier"))
            index = max(after, index + 1)
        return found

    def number(self, index: int) -> tuple[Number | None, int]:
        begin = index
        entry = self.tokens[index].entry or Entry()
        sign = 1.0
        if entry.minus and index + 1 < len(self.tokens) and self.near(index + 1) and self._negative(index):
            sign, index = -1.0, index + 1
            entry = self.tokens[index].entry or Entry()
        number, after = self._unsigned(index, entry)
        if number is None:
            return None, begin + 1
        if sign < 0 or self.tokens[index].figure is not None:
            number = self._signed(number, sign, begin)
        return number, after

    def _negative(self, index: int) -> bool:
        """Whether a word for minus is one here, and not the end of "at least" ("au moins", "al menos")."""
        before = re.compile(r"(\w+)\s{1,2}$").search(
            self.text[max(0, self.tokens[index].start - 16) : self.tokens[index].start]
        )
        return before is None or before[1] not in self.lexicon.not_minus_after

    def _signed(self, number: Number, sign: float, begin: int) -> Number:
        start = number.start
        if sign < 0:
            high = number.value_max
            return number._replace(
                value=-number.value,
                value_max=None if high is None else -high,
                start=self.tokens[begin].start,
            )
        if start and self.text[start - 1] == "-" and self._opens_sign(start - 2):
            return number._replace(start=start - 1, value=-number.value)
        spaced = re.compile(r"(?:^|[\n(])\s?-\s{1,2}$").search(self.text[max(0, start - 5) : start])
        if spaced and start - 5 <= 0:
            return number._replace(
                start=max(0, start - 5) + spaced[0].index("-") + max(0, spaced.start()),
                value=-number.value,
            )
        return number

    def _opens_sign(self, position: int) -> bool:
        """Whether a hyphen after ``position`` is a minus sign: at a start or space, or where words have no spaces."""
        if position < 0 or self.text[position] in " \t\n(\u00a0$£€=:":
            return True
        unspaced = self.lexicon.data.spacing == "unspaced"
        return unspaced and not self.text[position].isascii()

    def _unsigned(self, index: int, entry: Entry) -> tuple[Number | None, int]:
        first = self.tokens[index]
        if first.figure is not None and math.isnan(first.figure.value):
            return Number(first.start, first.end, math.nan, "identifier", raw=first.figure.raw), index + 1
        if entry.fraction is not None and entry.unit is None:
            return self._leading_fraction(index, entry)
        if entry.fraction is not None and self._definite(first.end):
            return Number(first.start, first.end, entry.fraction, "fraction", single=True), index + 1
        if entry.weak:
            led = self._after_weak(index)
            if led is not None:
                return led
            if entry.unit is None:
                return None, index + 1
        if entry.ordinal is not None and entry.unit is None and entry.multiplier is None:
            return Number(first.start, first.end, entry.ordinal, "ordinal", single=True), index + 1
        value, after, form, high = self.cardinal(index)
        if value is None:
            return None, index + 1
        return self._continued(index, value, after, form, high)

    def _leading_fraction(self, index: int, entry: Entry) -> tuple[Number | None, int]:
        """ "half", "half a million", "quarter million", "setengah juta"."""
        first = self.tokens[index]
        assert entry.fraction is not None
        follow = index + 1
        if self.entry(follow).weak and self.entry(follow + 1).multiplier is not None and self.near(follow):
            follow += 1
        scale = self.entry(follow)
        if scale.multiplier is not None and not scale.plural:
            value, end = entry.fraction * scale.multiplier, self.tokens[follow].end
            return Number(first.start, end, value, "words"), follow + 1
        return Number(first.start, first.end, entry.fraction, "fraction", single=True), index + 1

    def _after_weak(self, index: int) -> tuple[Number | None, int] | None:
        """ "a million", "a half", "a third", "a dozen", "one third": an article that counts as one."""
        first, follow = self.tokens[index], self.entry(index + 1)
        if follow.multiplier is not None and not follow.plural and follow.unit is None:
            value, after, form, high = self.cardinal(index + 1)
            if value is not None:
                number, after = self._continued(index + 1, value, after, form, high)
                return (number._replace(start=first.start, single=False) if number else None), after
        whole = first.entry is not None and first.entry.unit is not None
        if follow.ratio and not whole:
            number, after = self._ratio(1.0, index + 1, follow)
            return (number._replace(start=first.start), after) if number is not None else None
        if follow.fraction is not None:
            number, after = self._leading_fraction(index + 1, follow)
            return (number._replace(start=first.start, single=False) if number else None), after
        if follow.denominator is not None or (follow.ordinal is not None and (follow.ordinal >= 3)):
            size = follow.denominator or follow.ordinal or 1.0
            if whole or follow.denominator or self._shares(first.start, self.tokens[index + 1].end):
                return Number(first.start, self.tokens[index + 1].end, 1 / size, "fraction"), index + 2
        if follow.unit is not None or follow.multiplier is not None:
            size_after = self._denominator(index + 1)
            if size_after is not None and self._shares(first.start, self.tokens[size_after[1] - 1].end, True):
                return Number(
                    first.start, self.tokens[size_after[1] - 1].end, 1 / size_after[0], "fraction"
                ), size_after[1]
        return None

    def _definite(self, end: int) -> bool:
        """Whether the definite article follows, which tells "a fifth of the" from "five" in Arabic."""
        articles = self.lexicon.data.listed("fractions", "definite")
        return any(re.match(rf"\s{re.escape(word)}[^\W\d_]", self.text[end : end + 8]) for word in articles)

    def _shares(self, start: int, end: int, rare: bool = False) -> bool:
        """Whether "a fifth" at ``start:end`` can be a share: "of" or nothing more follows, or "by" leads to it.

        A ``rare`` one ("a twenty-eighth") that ends its sentence is who or what comes in that place.
        """
        led = self.lexicon.data.listed("fractions", "led_by")
        if any(self.text.endswith(f" {word} ", 0, start) for word in led):
            return True
        rest = self.text[end : end + 12]
        ofs = self.lexicon.data.listed("fractions", "of")
        alone = not re.match(r"[\s-]*\w", rest) and not (rare and re.match(r"[\"”’)]*[.!?]", rest))
        return alone or any(re.match(rf"\s+{re.escape(word)}\b", rest) for word in ofs)

    def _denominator(self, index: int) -> tuple[float, int] | None:
        """A denominator of several words ("hundred and fifths", "one hundred fifth"): its value and next index."""
        value, after, _, _ = self.cardinal(index)
        closing = self.entry(after) if after > index else Entry()
        size = closing.denominator if closing.denominator is not None else closing.ordinal
        if value is None or size is None or closing.unit is not None:
            return None
        return (value + size if size < 100 else value * size), after + 1

    def _continued(
        self, index: int, value: float, after: int, form: str, high: float | None
    ) -> tuple[Number | None, int]:
        """The number with what may follow a whole one: decimals, fractions, "over", "in", magnitude."""
        start = self.tokens[index].start
        figure = self.tokens[index].figure
        raw = figure.raw if figure is not None and after == index + 1 else ""
        if figure is not None and figure.fraction and after == index + 1:
            return Number(start, self.tokens[index].end, value, "fraction", raw=raw), after
        if form == "indefinite":
            return self._indefinite(index, value, after)
        following = self.entry(after)
        if following.point:
            value, after, form = self._decimals(value, after, form)
            following = self.entry(after)
        joined = self._with_fraction(value, after, index)
        if joined is not None:
            return joined._replace(start=start), self._next
        if following.first:
            lead = self.tokens[index].entry
            self._hundredths = after == index + 1 and lead is not None and lead.multiplier == 100
            number, position = self._denominator_first(value, after)
            self._hundredths = False
            if number is not None:
                return number._replace(start=start), position
        if following.over or following.ratio or following.between:
            number, position = self._ratio(value, after, following)
            if number is not None:
                return number._replace(start=start), position
        ordinal = following.denominator is None and following.multiplier is None and following.unit is None
        if following.ordinal is not None and ordinal and form != "figure" and value >= 20:
            return Number(start, self.tokens[after].end, value + following.ordinal, "ordinal"), after + 1
        end = self.tokens[after - 1].end
        return Number(start, end, value, form, high, after == index + 1, raw), after

    def _indefinite(self, index: int, value: float, after: int) -> tuple[Number | None, int]:
        """ "thousands", "hundreds of thousands"."""
        start, end = self.tokens[index].start, self.tokens[after - 1].end
        if after < len(self.tokens):
            between = self.text[end : self.tokens[after].start]
            entry = self.tokens[after].entry or Entry()
            if (
                between.strip() in self.lexicon.data.listed("fractions", "of")
                and entry.plural
                and entry.multiplier
            ):
                value, end, after = value * entry.multiplier, self.tokens[after].end, after + 1
        high = value * 10
        return Number(start, end, value, "indefinite", high), after

    def _decimals(self, value: float, after: int, form: str) -> tuple[float, int, str]:
        digits = ""
        position = after + 1
        while position < len(self.tokens) and self.near(position) and len(digits) < 15:
            token = self.tokens[position]
            entry = token.entry or Entry()
            if token.figure is not None and token.figure.plain:
                digits += token.figure.raw
                position += 1
                break
            if entry.unit is None:
                break
            if entry.unit < 10:
                digits += str(int(entry.unit))
                position += 1
                continue
            whole, position, _, _ = self.cardinal(position)
            digits += str(int(whole or 0))
            break
        if not digits:
            return value, after, form
        value = value + math.copysign(float(f"0.{digits}"), value if value else 1.0)
        scale = self.entry(position)
        while scale.multiplier is not None and not scale.plural:
            value, position = value * scale.multiplier, position + 1
            scale = self.entry(position)
        return value, position, "mixed" if form == "figure" else form

    def _with_fraction(self, value: float, after: int, index: int) -> Number | None:
        """ "three and a half", "two million and three fifths", "two thirds", "drei viertel"."""
        following = self.entry(after)
        position = after
        if following.connector:
            position += 1
        part: float | None = None
        entry = self.entry(position)
        if position > after or (entry.fraction is not None and entry.denominator is None):
            part, position = self._part(position)
        if part is not None and (position > after) and part < 1:
            scale = self._scale(after - 1)
            tail = self.entry(position)
            value += part * scale
            if scale == 1 and tail.multiplier is not None and tail.multiplier >= 1000 and not tail.plural:
                value, position = value * tail.multiplier, position + 1
            self._next = position
            return Number(0, self.tokens[position - 1].end, value, "mixed")
        entry = following
        size: float | None = None
        position = after
        figure = self.tokens[index].figure
        if figure is not None and after == index + 1 and value > 20:
            return None  # "the 1988 quarter" is no fraction
        if entry.denominator is not None and (entry.unit is None or entry.unit > 20):
            size, position = entry.denominator, after + 1
        elif entry.unit is not None or entry.multiplier is not None:
            read = self._denominator(after)
            if read is not None:
                size, position = read
        elif entry.ordinal is not None and value == 1 and entry.ordinal >= 3:
            size, position = entry.ordinal, after + 1
        if size is None:
            return None
        if entry.fraction is not None and value == 1 and self.tokens[index].figure is not None:
            return None
        scale_word = self.entry(position)
        if scale_word.multiplier is not None and scale_word.multiplier >= 1000 and not scale_word.plural:
            self._next = position + 1
            return Number(0, self.tokens[position].end, value / size * scale_word.multiplier, "mixed")
        self._next = position
        return Number(0, self.tokens[position - 1].end, value / size, "fraction")

    def _part(self, position: int) -> tuple[float | None, int]:
        """A part of one after "and": "a half", "three fifths", "quarter"."""
        entry = self.entry(position)
        if entry.fraction is not None:
            return entry.fraction, position + 1
        if entry.weak:
            after = self.entry(position + 1)
            if after.fraction is not None:
                return after.fraction, position + 2
            size = after.denominator or (after.ordinal if after.ordinal and after.ordinal > 2 else None)
            return (1 / size, position + 2) if size else (None, position)
        figure = self.tokens[position].figure if position < len(self.tokens) and self.near(position) else None
        if entry.unit is not None or entry.multiplier is not None or figure is not None:
            value, after_value, _, _ = self.cardinal(position)
            following = self.entry(after_value)
            if value is not None and following.denominator:
                return value / following.denominator, after_value + 1
            number: Number | None = None
            if value is not None and following.first:
                number, after_value = self._denominator_first(value, after_value)
            elif value is not None and (following.over or following.between):
                number, after_value = self._ratio(value, after_value, following)
            if number is not None:
                return number.value, after_value
        return None, position

    def _scale(self, index: int) -> float:
        """What "and a half" is a half of: the magnitude before it from a thousand up, else one."""
        entry = self.tokens[index].entry
        if entry is not None and entry.multiplier is not None and entry.multiplier >= 1000:
            return entry.multiplier
        return 1.0

    def _denominator_first(self, value: float, after: int) -> tuple[Number | None, int]:
        """三分之一, 삼분의 일: the denominator, the word between, the numerator."""
        position = after + 1
        if position >= len(self.tokens) or not self.near(position) or not value:
            return None, after
        sign = 1.0
        if self.entry(position).minus:
            sign, position = -1.0, position + 1
        numerator, end, _, _ = (
            self.cardinal(position) if position < len(self.tokens) else (None, position, "", None)
        )
        if numerator is None:
            return None, after
        if self.entry(end).point:
            numerator, end, _ = self._decimals(numerator, end, "words")
        form = (
            "percent"
            if value == 100
            and self._hundredths
            and self.lexicon.data.table("fractions").get("hundredths_are_percent")
            else "fraction"
        )
        result = sign * numerator if form == "percent" else sign * numerator / value
        return Number(0, self.tokens[end - 1].end, result, form), end

    def _ratio(self, value: float, after: int, following: Entry) -> tuple[Number | None, int]:
        position = after + 1
        if position >= len(self.tokens) or not self.near(position):
            return None, after
        entry = self.tokens[position].entry or Entry()
        if following.between:
            size = entry.ordinal
            if size is not None and entry.unit is None:
                return Number(0, self.tokens[position].end, value / size, "fraction"), position + 1
            read = self._denominator(position)
            return (
                (None, after)
                if read is None
                else (Number(0, self.tokens[read[1] - 1].end, value / read[0], "fraction"), read[1])
            )
        if self.tokens[position].figure is None and not entry.bears_number:
            return None, after
        other, end, _, _ = self.cardinal(position)
        if not other:
            return None, after
        if following.over and self._is_time(self.tokens[end - 1].end):
            return None, after  # "girls under 14 over eight months"
        if following.over:
            return Number(0, self.tokens[end - 1].end, value / other, "fraction"), end
        if _OF_AGES.search(
            self.text, max(0, self.tokens[after - 1].start - 24), self.tokens[after - 1].start
        ):
            return None, after  # "girls aged between 10 and 16 in 20 countries"
        if 0 < value < other and other <= 1e18 and self._proportion(value, other, position):
            return Number(0, self.tokens[end - 1].end, value / other, "ratio"), end
        return None, after

    def _is_time(self, end: int) -> bool:
        """Whether a word for a stretch of time follows ``end``."""
        word = re.match(r"\s([^\W\d_]+)", self.text[end : end + 24])
        return word is not None and word[1] in self.lexicon.data.table("units", "durations")

    def _proportion(self, value: float, other: float, position: int) -> bool:
        """ "one in five" is a proportion; "three in 2019" is not."""
        figure = self.tokens[position].figure
        year = figure is not None and figure.plain and 1800 <= other <= 2100
        return not year and value == int(value) and other == int(other)
