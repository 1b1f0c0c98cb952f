"""Which platforms a statement is about, and the rule that says so.

A platform named in the sentence counts; else those named last in the paragraph are carried over; an owner named in its
place ("Facebook-owned apps") stands for what it owns.
"""

import re
from bisect import bisect_right

from claims.extraction.quotes_marks import Paragraph
from sources.text.names import NameMention
from sources.text.names_register import owned_by
from sources.text.sentences import Sentence

IN_SENTENCE = "named in the sentence"
CARRIED = "carried from the paragraph"
OWNED = "owned by the company named in the sentence"

_PRODUCTS = r"(?:apps|platforms|sites|services|products)\b"
_OWNED_AFTER = re.compile(
    rf"[-–](?:owned|run)\b|['’]s\s(?:[\w-]+\s){{0,2}}{_PRODUCTS}|\s(?:{_PRODUCTS}|family of apps\b)",
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

    def about(self, start: int, end: int) -> tuple[tuple[str, ...], str | None]:
        """The register keys of the platforms that the span is about, in order of mention, and the rule that says so."""
        beside = self._in_brackets(start)
        if beside:
            return beside, IN_SENTENCE
        low, high = self._sentence(start, end)
        named, rule = self._between(low, high)
        if named:
            return named, rule
        line = bisect_right(self._line_starts, start) - 1
        if line >= 0:
            names, _ = self._between(self._lines[line].start, low)
            if names:
                return names, CARRIED
        return (), None

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
