"""Names by their form, for languages without a parser: capitalised runs beside words of role, honour and speech."""

import re
from bisect import bisect_right
from functools import cache

from sources.text.names_cues import Cues
from sources.text.names_introductions import introductions
from sources.text.places import no_names

_MOST_AGAIN = 60
_LONGEST_HEADING = 200
_ARTICLES = frozenset(
    ("La", "Le", "Les", "El", "Los", "Las", "Il", "O", "A", "De", "Het", "Der", "Die", "Das")
)
_OFFICE_BEFORE = re.compile(r"([^\W\d_]+)\s(?:d\w{0,4}|v[ao]n)(?:\s(?:l[ao]|het|der))?[\s'’]\Z")


def find_by_pattern(text: str, cues: Cues, known: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Spans of people and organisations: (start, end, kind). ``known`` are the register's spans of the same text."""
    names: list[tuple[int, int, str]] = [
        span for span in _bodies(text, cues) if not _overlaps((span[0], span[1]), known)
    ]
    people: set[str] = set()
    headings = _headings(text) if cues.language == "id" else []
    nowhere = no_names(cues.language)
    places: list[tuple[int, int]] = []
    for introduction in introductions(text, cues, known):
        if _holds(headings, introduction.start):
            continue  # every word has a capital there: where the name ends, the text below tells
        if introduction.organisation:
            names.append((*introduction.organisation, "organisation"))
        if introduction.person and text[slice(*introduction.person)] in nowhere:
            places.append(introduction.person)  # "Ciudad de México, 20 de marzo"
            continue
        if introduction.person and not _overlaps(introduction.person, known):
            names.append((*introduction.person, "person"))
            people.update(text[introduction.person[0] : introduction.person[1]].split())
    names += _named_again(text, [text[start:end] for start, end, kind in names if kind == "organisation"])
    covered = {place for start, end, _ in names for place in (start, end - 1)}
    covered |= {place for start, end in places for place in (start, end - 1)}
    people -= cues.honorifics | cues.places | cues.common_nouns
    for found in re.finditer(r"(?<!\w)[A-Z][^\W\d_]{2,}(?: [A-Z][^\W\d_]{2,}){0,3}(?!\w)", text):
        # A short name of somebody already introduced in full.
        if all(word in people for word in found.group().split()) and not covered & {
            found.start(),
            found.end() - 1,
        }:
            names.append((found.start(), found.end(), "person"))
    return names


def _named_again(text: str, bodies: list[str]) -> list[tuple[int, int, str]]:
    """Where bodies of two words or more stand again, without the words that told them."""
    again = sorted({name for name in bodies if " " in name}, key=len, reverse=True)[:_MOST_AGAIN]
    if not again:
        return []
    pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, again))})(?![^\W_])")
    return [(found.start(), found.end(), "organisation") for found in pattern.finditer(text)]


@cache
def _called_bodies(cues: Cues) -> re.Pattern[str]:
    """A word for a body and its name: "la organización Nombre Propio", "ministère de l'Intérieur"."""
    begun = {noun[0].upper() + noun[1:] for noun in cues.organisation_nouns}
    nouns = "|".join(map(re.escape, sorted(cues.organisation_nouns | begun - cues.organisation_openings)))
    links = "|".join(
        sorted((re.escape(link) for link in cues.links if link.isalpha()), key=len, reverse=True)
    )
    # German joins names by no link here: "Beschwerdestelle des Vereins Netzwache" names the association.
    linked = "(?!)" if cues.language == "de" else rf"(?:(?:{links})\s|[dl]['’]|dell['’]){{1,2}}"
    inside = rf"(?:{links}|sin|con|contra|sans|avec|contre|senza|zonder|ohne|gegen|sem)"
    capital = r"[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:[-'’][^\W\d_]+)*"
    return re.compile(
        rf"(?<![^\W_])(?P<noun>{nouns})\s(?P<link>{linked})?"
        rf"(?P<name>{capital}(?:\s(?:(?:{inside})\s|[dl]['’]){{0,2}}{capital}){{0,4}})"
    )


def _bodies(text: str, cues: Cues) -> list[tuple[int, int, str]]:
    """Bodies named after a word for a body; with a link between, the word is part of the name."""
    if not cues.organisation_kinds and cues.language == "id":
        return []
    if cues.organisation_kinds:
        return _kinds_of_bodies(text, cues)
    found: list[tuple[int, int, str]] = []
    named: dict[str, str] = {}
    for match in _called_bodies(cues).finditer(text):
        name, noun = match["name"], match["noun"].lower()
        first = name.split()[0]
        named_by_article = first in _ARTICLES and " " in name and not match["link"]  # "l'association La Voix"
        if ((first in cues.person_stop or first in cues.roles) and not named_by_article) or (
            cues.language == "de" and match["link"]
        ):
            continue
        if (
            not match["link"]
            and cues.language != "de"
            and len(name.split()) == 1
            and not any(map(str.isupper, name[1:]))
            and not (noun in cues.named_by_one and match["noun"][0].islower())
        ):
            continue
        office = _OFFICE_BEFORE.search(text, max(0, match.start() - 40), match.start())
        if not match["link"] and named.get(noun, name) != name and office and office[1] in cues.roles:
            # The association has its name already: "il presidente dell'associazione Dario Bellucci".
            found.append((match.start("name"), match.end("name"), "person"))
            continue
        named.setdefault(noun, name)
        start = match.start("noun") if match["link"] else match.start("name")
        found.append((start, match.end("name"), "organisation"))
    return found


def _headings(text: str) -> list[tuple[int, int]]:
    """Lines of which nearly every word has a capital, in a text that has other lines."""
    lines = [found.span() for found in re.finditer(r"[^\r\n]*[^\s]", text)]
    return [span for span in lines if _is_heading(text[slice(*span)])] if len(lines) > 1 else []


def _is_heading(line: str) -> bool:
    if line[-1] in '.!?"”:,;' or len(line) > _LONGEST_HEADING:
        return False
    words = re.findall(r"[^\W\d_]{4,}", line)
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= 4 and capitals >= 0.8 * len(words)


def _holds(spans: list[tuple[int, int]], place: int) -> bool:
    index = bisect_right(spans, place, key=lambda span: span[0]) - 1
    return index >= 0 and place < spans[index][1]


@cache
def _kind_and_name(cues: Cues) -> re.Pattern[str]:
    nouns = "|".join(map(re.escape, sorted(cues.organisation_nouns, key=len, reverse=True)))
    kinds = "|".join(map(re.escape, sorted(cues.organisation_kinds, key=len, reverse=True)))
    capital = r"[A-Z][^\W_]{2,}(?:[-'’][^\W_]+)*"
    # With a capital, and no word between, the noun is part of the name.
    led = rf"(?:{nouns})\s(?:(?:{kinds})\s){{0,3}}|(?i:{nouns})\s(?:(?:{kinds})\s){{1,3}}"
    return re.compile(rf"(?<!\w)(?:{led})(?P<name>{capital}(?:\s{capital}){{0,3}})(?!\w)")


@cache
def _no_name(cues: Cues) -> frozenset[str]:
    return cues.person_stop | cues.roles | cues.places | cues.common_nouns | cues.organisation_openings


def _kinds_of_bodies(text: str, cues: Cues) -> list[tuple[int, int, str]]:
    """Bodies named after what they are: "lembaga riset Nama Baik", "perusahaan keamanan siber Nama"."""
    other = _no_name(cues)
    return [
        (match.start("name"), match.end("name"), "organisation")
        for match in _kind_and_name(cues).finditer(text)
        if not other & set(match["name"].split())
    ]


def _overlaps(span: tuple[int, int], known: list[tuple[int, int, str]]) -> bool:
    place = bisect_right(known, span[0], key=lambda name: name[0]) - 1
    nearby = known[max(0, place) : place + 2]
    return any(start < span[1] and span[0] < end for start, end, _ in nearby)
