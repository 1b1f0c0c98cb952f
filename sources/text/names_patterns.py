"""Names by their form, for languages without a parser: capitalised runs beside words of role, honour and speech."""

import re
from bisect import bisect_right
from functools import cache

from sources.text.names_cues import Cues
from sources.text.names_introductions import introductions
from sources.text.places import no_names

_MOST_AGAIN = 60
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
    nowhere = no_names(cues.language)
    places: list[tuple[int, int]] = []
    for introduction in introductions(text, cues, known):
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
    if cues.language == "id":
        return []
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


def _overlaps(span: tuple[int, int], known: list[tuple[int, int, str]]) -> bool:
    place = bisect_right(known, span[0], key=lambda name: name[0]) - 1
    nearby = known[max(0, place) : place + 2]
    return any(start < span[1] and span[0] < end for start, end, _ in nearby)
