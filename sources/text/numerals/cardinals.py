"""Reads whole numbers: "two hundred and six", "2,5 juta", "dreihundertneun", "三万五千".

A number is kept as a stack of parts, each with the room below it: twenty takes one to nine, a million takes what
is less than a million. Fractions, ratios and signs are left to ``grammar``.
"""

import math
import re
from dataclasses import dataclass

from sources.text.numerals.figures import Figure
from sources.text.numerals.lexicon import Entry, Lexicon
from sources.text.numerals.tokens import Token

_GAP = re.compile(r"[ \t\u00a0\u202f]{0,2}-?[ \t\u00a0\u202f]{0,2}(?:\n(?!\s*\n))?")
_MOST_TOKENS = 64
"""A number of more words than this is no number; it keeps the grammar linear on lists."""


@dataclass
class _Part:
    value: float
    room: float
    multiplied: bool = False


class Cardinals:
    """Reads whole numbers from tokens; each method takes a token index and gives what it read and the next index."""

    def __init__(self, text: str, lexicon: Lexicon, found: list[Token]) -> None:
        self.text = text
        self.lexicon = lexicon
        self.tokens = found

    def near(self, index: int) -> bool:
        """Whether token ``index`` follows the one before it with nothing but a space or hyphen between."""
        if not 0 < index < len(self.tokens):
            return False
        before, after = self.tokens[index - 1].end, self.tokens[index].start
        return after - before <= 6 and _GAP.fullmatch(self.text, before, after) is not None

    def entry(self, index: int) -> Entry:
        """The entry at ``index`` if it is there and near the one before, else one that plays no part."""
        if index < len(self.tokens) and self.near(index):
            return self.tokens[index].entry or Entry()
        return Entry()

    def cardinal(self, index: int) -> tuple[float | None, int, str, float | None]:
        """A whole number from token ``index``: value, next index, form, and upper end where it is indefinite."""
        stack: list[_Part] = []
        words = figures = 0
        plural_only = True
        position = index
        zero = False
        while position < len(self.tokens) and position - index < _MOST_TOKENS:
            if position > index and not self.near(position):
                break
            token = self.tokens[position]
            entry = token.entry
            if token.figure is not None:
                if not self._take_figure(stack, token.figure, position):
                    break
                figures += 1
                plural_only = False
            elif entry is None or (entry.plural and not stack and position > index):
                break
            elif entry.multiplier is not None and self._multiply(stack, entry):
                words += 1
                plural_only = plural_only and entry.plural
            elif entry.unit is not None and self._add(stack, entry, connected=False, zero=zero):
                words += 1
                zero = zero or (entry.unit == 0 and bool(stack))
                plural_only = False
            elif entry.teen and stack and stack[-1].value < 10 and stack[-1].room == 0:
                stack[-1] = _Part(stack[-1].value + (entry.added or 10), 0)
                words += 1
            elif entry.skipped and stack and self.entry(position + 1).multiplier is not None:
                words += 1
            elif entry.connector and stack and self._connected(stack, position):
                position += 1
                words += 1
            else:
                break
            position += 1
        if not stack:
            return None, index + 1, "words", None
        if self.lexicon.trailing_digit and not zero and len(stack) > 1 and stack[-1].value < 10 and words > 1:
            above = stack[-2]
            if above.multiplied and above.room >= 100:
                stack[-1] = _Part(stack[-1].value * above.room / 10, 0)
        value = sum(part.value for part in stack)
        form = "figure" if not words else ("mixed" if figures else "words")
        if plural_only and words and not figures:
            return value, position, "indefinite", value * 10
        return value, position, form, None

    def _take_figure(self, stack: list[_Part], figure: Figure, position: int) -> bool:
        if math.isnan(figure.value):
            return False
        if not stack:
            stack.append(_Part(figure.value, 0))
            return True
        top = stack[-1]
        unspaced = self.lexicon.data.spacing == "unspaced"
        if not top.multiplied or figure.value >= top.room or not figure.plain or not figure.value:
            return False
        follow = self.entry(position + 1)
        before = self.tokens[position - 1].entry
        connected = before is not None and before.connector
        if unspaced or connected or (follow.multiplier is not None and follow.multiplier < top.room):
            stack.append(_Part(figure.value, 0))
            return True
        return False

    def _multiply(self, stack: list[_Part], entry: Entry) -> bool:
        size = entry.multiplier or 1.0
        gathered = 0.0
        taken = 0
        for part in reversed(stack):
            if part.value >= size and not (taken == 0 and part.room == 0 and part is stack[0]):
                break
            gathered += part.value
            taken += 1
        if taken:
            del stack[-taken:]
            room = size if size >= 10 and size != 12 else 0
            stack.append(_Part(gathered * size, room, True))
            return True
        if stack and size >= stack[-1].room:
            # "hundreds of thousands" is read elsewhere; "million million" multiplies, as in 万亿.
            if self.lexicon.data.spacing == "unspaced" or entry.plural:
                stack[-1] = _Part(stack[-1].value * size, stack[-1].room, True)
                return True
            return False
        stack.append(_Part(size, size if size != 12 else 0, True))
        return True

    def _add(self, stack: list[_Part], entry: Entry, *, connected: bool, zero: bool) -> bool:
        unit = entry.unit or 0.0
        if not stack:
            stack.append(_Part(unit, entry.room))
            return True
        top = stack[-1]
        digits = self.lexicon.positional and not top.multiplied and top.room == 0
        if digits and unit < 10 and top.value < 1e15 and top.value == int(top.value):
            stack[-1] = _Part(top.value * 10 + unit, 0)
            return True
        if unit < top.room and (unit > 0 or self.lexicon.data.spacing == "unspaced"):
            if unit > 0:
                stack.append(_Part(unit, min(entry.room, top.room)))
            return True
        if (
            self.lexicon.units_first
            and connected
            and 0 < top.value < 10
            and 20 <= unit <= 90
            and top.room == 0
        ):
            stack[-1] = _Part(top.value + unit, 0)
            return True
        return False

    def _connected(self, stack: list[_Part], position: int) -> bool:
        """Whether the connector at ``position`` joins the next token to the number; then takes that token."""
        following = position + 1
        if following >= len(self.tokens) or not self.near(following):
            return False
        token, top = self.tokens[following], stack[-1]
        if top.multiplied and self.entry(following + 1).multiplier == top.room:
            return False  # "three hundred and two hundred" are two numbers
        if token.figure is not None:
            return top.multiplied and top.room >= 100 and self._take_figure(stack, token.figure, following)
        entry = token.entry or Entry()
        if entry.unit is not None and self.lexicon.units_first and 0 < top.value < 10 and entry.unit >= 20:
            return self._add(stack, entry, connected=True, zero=False)
        if entry.weak and entry.unit is None and 10 <= top.room <= 20:
            entry = Entry(unit=1)  # "sesenta y un", "vingt et une": the article is the number one here
        closes = self.entry(following + 1)
        if closes.denominator is not None or closes.over or closes.fraction is not None:
            return False  # "three and two thirds" is a mixed number, read by the caller
        if entry.unit is not None and top.value >= self.lexicon.connector_after:
            return self._add(stack, entry, connected=True, zero=False)
        if entry.multiplier is not None and not entry.plural and top.room > entry.multiplier:
            stack.append(_Part(entry.multiplier, entry.multiplier, True))
            return True
        return False
