"""Texts whose accents are written apart (NFD) are read composed; what is found points back into the text as it was.

Composition is done character by character with the marks that follow it, so that every place keeps its origin.
"""

import unicodedata
from dataclasses import replace
from typing import TypeVar

from claims.extraction.records import CampaignRecord, Extraction, NameRecord, QuoteRecord, StatisticRecord

# Vowels and final consonants of Hangul, which compose with the letter before them.
_JAMO = range(0x1160, 0x1200)

Spanned = TypeVar("Spanned", StatisticRecord, NameRecord, CampaignRecord)


class Composed:
    """A text composed, with the origin of each of its characters."""

    def __init__(self, original: str) -> None:
        self.original = original
        pieces: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        begin = 0
        while begin < len(original):
            end = begin + 1
            while end < len(original) and (
                unicodedata.combining(original[end]) or ord(original[end]) in _JAMO
            ):
                end += 1
            piece = original[begin] if end == begin + 1 else unicodedata.normalize("NFC", original[begin:end])
            pieces.append(piece)
            self._starts += [begin] * len(piece)
            self._ends += [end] * len(piece)
            begin = end
        self.text = "".join(pieces)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the composed text's stretch stands in the original."""
        return self._starts[start], self._ends[end - 1]

    def restore(self, found: Extraction) -> Extraction:
        """The extraction with spans and words of the original text."""
        return replace(
            found,
            statistics=tuple(map(self._restored, found.statistics)),
            quotes=tuple(map(self._quote, found.quotes)),
            organisations=tuple(map(self._restored, found.organisations)),
            people=tuple(map(self._restored, found.people)),
            platforms=tuple(map(self._restored, found.platforms)),
            campaigns=tuple(map(self._restored, found.campaigns)),
        )

    def _restored(self, record: Spanned) -> Spanned:
        start, end = self.span(record.start, record.end)
        return replace(record, start=start, end=end, exact=self.original[start:end])

    def _quote(self, record: QuoteRecord) -> QuoteRecord:
        start, end = self.span(record.start, record.end)
        speaker = record.speaker
        if speaker is not None:
            first, last = self.span(speaker.start, speaker.end)
            introduced = self.span(*speaker.introduced) if speaker.introduced else None
            speaker = replace(
                speaker, start=first, end=last, exact=self.original[first:last], introduced=introduced
            )
        return replace(
            record,
            start=start,
            end=end,
            exact=self.original[start:end],
            spans=tuple(self.span(*span) for span in record.spans),
            speaker=speaker,
        )


def compose(text: str) -> Composed | None:
    """The text composed, or None where it already is."""
    return None if unicodedata.is_normalized("NFC", text) else Composed(text)
