"""Which platforms a statement is about, and the rule that says so.

A platform named in the sentence counts; else those named last in the paragraph are carried over; an owner named in its
place ("Facebook-owned apps") stands for what it owns.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from claims.extraction.quotes_marks import Paragraph
from sources.text.names import NameMention
from sources.text.names_register import owned_by
from sources.text.sentences import Sentence

IN_SENTENCE = "named in the sentence"
CARRIED = "carried from the paragraph"
OWNED = "owned by the company named in the sentence"

_PRODUCTS = r"(?:apps|platforms|sites|services|products)\b"
# "the Google-owned site": one of them, which the text names elsewhere.
_ONE = r"(?:app|platform|site|service|network|company|firm|brand|tool|messenger)\b"
_OWNED_AFTER = re.compile(
    rf"[-–](?:owned|run)\b(?!\s(?:[\w-]+\s){{0,2}}{_ONE})|['’]s\s(?:[\w-]+\s){{0,2}}{_PRODUCTS}"
    rf"|\s(?:{_PRODUCTS}|family of apps\b)",
    re.IGNORECASE,
)
_OWNED_BEFORE = re.compile(
    r"(?:apps|platforms|sites|services|products|aplikasi|platform|situs|layanan|plataformas|aplicaciones|plateformes"
    r"|applications|plattformen|dienste|aplicativos|piattaforme|applicazioni|platforms|diensten)\s"
    r"(?:owned by|run by|milik|propiedad de|propriété de|appartenant à|im besitz von|von|de|di|van|controlados por)"
    r"\s(?:raksasa teknologi\s)?\Z",
    re.IGNORECASE,
)
# What a company's social apps are, where it owns other kinds of products too.
_SOCIAL = {"meta": ("facebook", "instagram", "whatsapp"), "facebook": ("facebook", "instagram", "whatsapp")}
_MOST_NAMES = 100
_CLAUSE = 90
# What parts one clause from another, and what joins the platforms of one list.
_PARTS = re.compile(
    r"[,;:()–—\n]|\d|\b(?:and|while|but|whereas|with|then|followed|und|et|y|e|en|dan|sedangkan)\b"
)
_BRACKET = re.compile(r"\s?\([^()\n]{1,14}\)|\A\)")  # "one in four cases (26%) took place on"
_LISTED = re.compile(r"(?:,\s|,?\s(?:and|or|und|et|y|e|en|dan)\s)")


class PlatformFinder:
    """Answers for the spans of one text."""

    def __init__(
        self, text: str, lines: list[Paragraph], sentences: list[Sentence], mentions: list[NameMention]
    ) -> None:
        self._text = text
        self._lines = lines
        self._line_starts = [line.start for line in lines]
        self._sentences = sentences
        self._sentence_starts = [sentence.start for sentence in sentences]
        self._mentions: list[
            tuple[tuple[str, ...], bool]
        ] = []  # platforms of each name, and whether by ownership
        self._starts: list[int] = []
        self._ends: list[int] = []
        for mention in mentions:
            if mention.key and self._stands_for_owned(mention):
                self._mentions.append((tuple(self._owned(mention.key)), True))
                self._starts.append(mention.start)
                self._ends.append(mention.end)
            elif mention.key and mention.kind == "platform":
                self._mentions.append(((mention.key,), False))
                self._starts.append(mention.start)
                self._ends.append(mention.end)

    def about(self, start: int, end: int, figures: Sequence[int] = ()) -> tuple[tuple[str, ...], str | None]:
        """The register keys of the platforms that the span is about, in order of mention, and the rule that says so.

        ``figures`` are the places of the text's figures, in order, where the span is one: each may have a platform of its
        own ("41 per cent on Snapchat, 19 per cent on Discord").
        """
        beside = self._in_brackets(start)
        if beside:
            return beside, IN_SENTENCE
        low, high = self._sentence(start, end)
        paired = self._paired(start, end, low, high, figures) if figures else None
        if paired is not None:
            return paired
        named, rule = self._between(low, high)
        if named:
            return named, rule
        line = bisect_right(self._line_starts, start) - 1
        if line >= 0:
            names, _ = self._between(self._lines[line].start, low)
            if names:
                return names, CARRIED
        return (), None

    def _paired(
        self, start: int, end: int, low: int, high: int, figures: Sequence[int]
    ) -> tuple[tuple[str, ...], str | None] | None:
        """The platforms of one clause with the figure, where the sentence shares several platforms among several figures."""
        first, last = bisect_right(self._starts, low - 1), bisect_right(self._starts, high - 1)
        others = figures[bisect_right(figures, low - 1) : bisect_right(figures, high - 1)]
        if last - first < 2 or last - first > _MOST_NAMES or len(others) < 2:
            return None
        before = bisect_right(self._starts, start - 1) - 1
        after = bisect_right(self._starts, end - 1)
        ahead = before >= first and self._joined(self._ends[before], start)
        behind = after < last and self._joined(end, self._starts[after])
        if ahead == behind:
            return None
        step, place = (-1, before) if ahead else (1, after)
        group = [place]
        while first <= place + step < last:
            left, right = sorted((place, place + step))
            if _LISTED.fullmatch(self._text, self._ends[left], self._starts[right]) is None:
                break
            place += step
            group.append(place)
        if len(group) == last - first:
            return None
        keys = tuple(dict.fromkeys(key for one in sorted(group) for key in self._mentions[one][0]))
        return keys, OWNED if any(self._mentions[one][1] for one in group) else IN_SENTENCE

    def _joined(self, low: int, high: int) -> bool:
        """Whether nothing between parts a platform from a figure: no comma, no other figure, no "and"."""
        return high - low < _CLAUSE and _PARTS.search(_BRACKET.sub("", self._text[low:high])) is None

    def _in_brackets(self, start: int) -> tuple[str, ...]:
        """The platform whose figure stands in brackets right after its name: "Snapchat (26 per cent)"."""
        place = bisect_right(self._ends, start) - 1
        if place < 0 or self._text[self._ends[place] : start] != " (":
            return ()
        keys, by_ownership = self._mentions[place]
        return () if by_ownership else keys

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        first = bisect_right(self._sentence_starts, start) - 1
        last = bisect_right(self._sentence_starts, max(start, end - 1)) - 1
        low = self._sentences[first].start if first >= 0 else start
        high = self._sentences[last].end if last >= 0 else end
        return min(low, start), max(high, end)

    def _between(self, low: int, high: int) -> tuple[tuple[str, ...], str | None]:
        """Platforms named in the stretch; owners that stand for their platforms only where the words say so.

        In a stretch with more names than any real sentence or paragraph has, the last ones count.
        """
        named: list[str] = []
        owned: list[str] = []
        first, last = bisect_right(self._starts, low - 1), bisect_right(self._starts, high - 1)
        for keys, by_ownership in self._mentions[max(first, last - _MOST_NAMES) : last]:
            if by_ownership:
                owned += keys
            else:
                named += keys
        if owned:
            return tuple(dict.fromkeys(owned + named)), OWNED
        return tuple(dict.fromkeys(named)), IN_SENTENCE if named else None

    def _stands_for_owned(self, mention: NameMention) -> bool:
        after = self._text[mention.end : mention.end + 40]
        before = self._text[max(0, mention.start - 60) : mention.start]
        return bool(_OWNED_AFTER.match(after) or _OWNED_BEFORE.search(before)) and bool(
            self._owned(mention.key or "")
        )

    def _owned(self, key: str) -> list[str]:
        if key in _SOCIAL:
            return list(_SOCIAL[key])
        return [entry.key for entry in owned_by(key)]
