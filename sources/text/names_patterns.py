"""Names by their form, for languages without a parser: capitalised runs beside words of role, honour and speech."""

import re
from bisect import bisect_right

from sources.text.names_cues import Cues
from sources.text.names_introductions import introductions


def find_by_pattern(text: str, cues: Cues, known: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Spans of people and organisations: (start, end, kind). ``known`` are the register's spans of the same text."""
    names: list[tuple[int, int, str]] = []
    people: set[str] = set()
    for introduction in introductions(text, cues, known):
        if introduction.organisation:
            names.append((*introduction.organisation, "organisation"))
        if introduction.person and not _overlaps(introduction.person, known):
            names.append((*introduction.person, "person"))
            people.update(text[introduction.person[0] : introduction.person[1]].split())
    covered = {place for start, end, _ in names for place in (start, end - 1)}
    people -= cues.honorifics | cues.places | cues.common_nouns
    for found in re.finditer(r"(?<!\w)[A-Z][^\W\d_]{2,}(?: [A-Z][^\W\d_]{2,}){0,3}(?!\w)", text):
        # A short name of somebody already introduced in full.
        if all(word in people for word in found.group().split()) and not covered & {
            found.start(),
            found.end() - 1,
        }:
            names.append((found.start(), found.end(), "person"))
    return names


def _overlaps(span: tuple[int, int], known: list[tuple[int, int, str]]) -> bool:
    place = bisect_right(known, span[0], key=lambda name: name[0]) - 1
    nearby = known[max(0, place) : place + 2]
    return any(start < span[1] and span[0] < end for start, end, _ in nearby)
