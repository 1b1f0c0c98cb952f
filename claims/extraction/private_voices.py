"""Tells private persons among the speakers: passers-by, passengers, pupils, who speak for no body and hold no office.

The press of many countries brings them in by their age in brackets, as it does not bring in those who hold an office, or as
residents, drivers, pupils.
Their words stay quotations; whether they are testimony is left to ``sensitivity`` and ``protection``.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from claims.extraction.records import QuoteRecord
from sources.text.names import NameMention
from sources.text.names_cues import Cues

_AGE = re.compile(
    r"\s?\(\s?(?P<age>\d{1,2})\s?(?:years?|yrs?|tahun|th|años|ans|Jahre|J\.?|anos|anni|jaar)?\s?\)",
    re.IGNORECASE,
)
_APPOSITION = re.compile(r",\s([^,.;:\n“”\"«»]{3,100})")
_WORD = re.compile(r"[^\W_]+")


def mark_private(
    text: str, quotes: Iterable[QuoteRecord], mentions: Sequence[NameMention], cues: Cues | None
) -> list[QuoteRecord]:
    """The quotations, those of private persons marked; everywhere in the text where their name speaks."""
    if cues is None:
        return list(quotes)
    aged, in_office = set(), set()
    for mention in mentions:
        age = _AGE.match(text, mention.end, mention.end + 16) if mention.kind == "person" else None
        if age is not None:
            aged.add(mention.name)
            if _office_after(text, age.end(), cues):
                in_office.add(mention.name)
    return [
        replace(quote, private=True) if _is_private(quote, aged - in_office, cues) else quote
        for quote in quotes
    ]


def _office_after(text: str, place: int, cues: Cues) -> bool:
    """Whether an apposition after the brackets names an office: "(52), chief executive of ..."."""
    apposition = _APPOSITION.match(text, place, place + 120)
    words = _WORD.findall(apposition[1])[:4] if apposition else []
    return any(word in cues.roles and word.lower() not in _lowered(cues.private_nouns) for word in words)


@cache
def _lowered(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)


def _from_the_street(description: str, cues: Cues) -> bool:
    """Whether somebody unnamed is a resident or a passenger, and nobody to protect: "salah satu warga"."""
    words = [word.lower() for word in _WORD.findall(description)][:4]
    to_protect = cues.survivor | cues.child | cues.parent
    return any(word in _lowered(cues.private_nouns - to_protect) for word in words) and not any(
        word in _lowered(to_protect) for word in words
    )


def _is_private(quote: QuoteRecord, aged: set[str], cues: Cues) -> bool:
    if quote.kind != "direct" or quote.speaker is None:
        return False
    if not quote.speaker.name:
        return quote.anonymous and _from_the_street(quote.description or "", cues)
    role = _WORD.findall(quote.role or "")
    if role:
        # "warga Desa X", "mahasiswa Universitas Y": where they belong makes nobody its voice.
        return role[0].lower() in _lowered(cues.private_nouns)
    return not quote.organisation and quote.speaker.name in aged
