"""People as a text brings them in: a run such as "Kepala Dinas Kota X Nama Orang" cut into role, body and person.

Which words open an organisation, close it, or name a role is said by the language's cues.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from sources.text.names_appositions import (
    STREETS,
    aged,
    apposed,
    begins_with_noun,
    body_in_apposition,
    by_initials,
    is_acronym,
    leading_nouns,
    names_of_bodies,
)
from sources.text.names_cues import Cues
from sources.text.names_parts import PORTFOLIOS, name_and_body, organisation_in, person_start
from sources.text.names_runs import Token, called_names, leads_to_name, run_end, tokenise


@dataclass(frozen=True, slots=True)
class Introduction:
    """A person as a text brings them in: spans of role, organisation and person; those that are not said are None."""

    start: int
    end: int
    role: tuple[int, int] | None
    organisation: tuple[int, int] | None
    person: tuple[int, int] | None
    apposed: bool = False


# Offices that "Jenderal" belongs to.
_GENERALS = frozenset(("Sekretaris", "Direktur", "Inspektur", "Konsul"))

# What opens the name of a raid.
_RAIDS = frozenset(("Operación", "Operação", "Opération", "Operazione", "Operation", "Operatie", "Operasi"))

# Ends of German nouns, which have a capital as names have.
_NOBODY = (
    "statistik",
    "studie",
    "umfrage",
    "bericht",
    "daten",
    "angaben",
    "zahlen",
    "gesetz",
    "heit",
    "keit",
    "tion",
    "ität",
    "ungen",
)

# What stands between a name and its verb of speech in a compound tense.
_AUXILIARIES = frozenset(("a", "ont", "ha", "han", "hat", "haben", "hanno", "heeft", "hebben"))


def introductions(text: str, cues: Cues, known: list[tuple[int, int, str]]) -> list[Introduction]:
    """Everybody and every body that a capitalised run of ``text`` names, in order. Linear in the text.

    ``known`` are the register's names: start, end, kind. The last texts are remembered.
    """
    return list(_introductions(text, cues, tuple(known)))


@lru_cache(maxsize=4)
def _introductions(
    text: str, cues: Cues, known: tuple[tuple[int, int, str], ...]
) -> tuple[Introduction, ...]:
    tokens = tokenise(text, cues.language)
    registered = {start: (end, kind) for start, end, kind in known}
    called = called_names(tokens, cues, registered)
    found: list[Introduction] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if not token.capital and not (token.word in cues.roles and leads_to_name(tokens, index, cues)):
            index += 1
            continue
        stop = run_end(text, tokens, index, cues)
        found += _read(text, tokens, index, stop, cues, called, registered)
        index = max(stop, index + 1)
    return tuple(found)


def _read(
    text: str,
    tokens: list[Token],
    first: int,
    stop: int,
    cues: Cues,
    called: set[str],
    registered: dict[int, tuple[int, str]],
) -> list[Introduction]:
    """Cut one run into role, organisation and person."""
    run = tokens[first:stop]
    if run and (run[0].word in _RAIDS or by_initials(tokens, first)):
        return []
    while run and run[0].word in cues.person_stop and run[0].word not in cues.common_nouns:
        run = run[1:]
        first += 1
    while run and cues.language != "id" and run[0].word in cues.links:
        # "Según la Fundación": the article after the small word is no part of the name.
        run = run[1:]
        first += 1
    if not run:
        return []
    if begins_with_noun(run, cues):
        # "Hulporganisatie Veilig Thuis pleit": the noun has its capital from the sentence.
        return [Introduction(run[1].start, run[-1].end, None, (run[1].start, run[-1].end), None)]
    known = next(((n, registered[t.start]) for n, t in enumerate(run) if t.start in registered), None)
    role_end = 0
    while role_end < len(run) and (
        run[role_end].word in cues.roles or (role_end and not run[role_end].capital)
    ):
        role_end += 1
    if 0 < role_end < len(run) and run[role_end].word == "Jenderal" and run[role_end - 1].word in _GENERALS:
        # "Sekretaris Jenderal" is an office, a general without one is a rank.
        role_end += 1
    if role_end == 0 and "-" in run[0].word and run[0].word.rsplit("-", 1)[1] in cues.roles:
        # "BKA-Präsident": the office is the last part of the compound.
        role_end = 1
    has_role = role_end > 0 and run[0].word.rsplit("-", 1)[-1] in cues.roles
    if not has_role:
        role_end = 0
        office = next((n for n in range(1, len(run)) if run[n].word in cues.roles and run[n].capital), None)
        if office is not None and not any(t.word in cues.organisation_openings for t in run[:office]):
            return _read(text, tokens, first + office, stop, cues, called, registered)
    if has_role and (parts := name_and_body(run, role_end, cues, registered)) is not None:
        before_link, body_at = parts
        named = _read(text, tokens, first, first + before_link, cues, called, registered)
        if len(named) == 1 and named[0].person and not named[0].organisation:
            body_ends = registered.get(run[body_at].start, (run[-1].end, ""))[0]
            return [replace(named[0], organisation=(run[body_at].start, body_ends))]
    opening = next(
        (
            n
            for n in range(role_end, len(run))
            if run[n].word in cues.organisation_openings
            and not (run[n].word in cues.rank_tails and n and run[n - 1].word in cues.honorifics)
        ),
        None,
    )
    start = person_start(run, role_end, cues, called, known)
    before = tokens[first - 1].word.lower() if first else ""
    after = tokens[stop].word if stop < len(tokens) else ""
    if after in _AUXILIARIES and stop + 1 < len(tokens):
        after = tokens[stop + 1].word  # "Feuille Jeux a affirmé"
    told = bool(cues.clitic) and before.startswith(("mem", "ber"))  # "memberitahu Kompas": who is told
    beside_cue = (before in cues.speech_verbs and not told) or before in cues.according
    beside_cue = beside_cue or after.lower() in cues.speech_verbs
    beside = apposed(tokens, first, stop, cues)
    person = run[start:] if start < len(run) else []
    honoured = any(token.word in cues.honorifics for token in person[:-1])
    if person and not (
        has_role
        or honoured
        or beside_cue
        or beside
        or opening is not None
        or known
        or (len(person) > 1 and any(token.word in called for token in person))
    ):
        person = []
    if person and opening is not None and not (has_role or beside_cue or beside or honoured):
        person = []
    if person and opening == 0 and cues.language != "id" and not honoured:
        person, start = [], len(run)  # "Fundación Horizonte Azul": all of it is the body's name
    if person and all(token.word in cues.honorifics or len(token.word) < 2 for token in person):
        person = []
    if len(person) == 1 and cues.clitic and person[0].word.endswith(cues.clitic):
        person, start = [], len(run)  # "Pengirimnya mengaku"
    if person and run[0].word in STREETS:
        person = []  # "Jalan Ir Juanda"
    if (
        person
        and run[0].word.lower() == "warga"
        and not any(t.word in called or t.word in cues.given_names for t in person)
    ):
        person = []  # "warga Sukamaju, Palembang"
    if person and cues.language == "de" and not (has_role or honoured):
        skipped = leading_nouns(person, before)
        person, start = person[skipped:], start + skipped
    if (
        len(person) == 1
        and before in cues.according
        and after.isalpha()
        and after.islower()
        and after not in _AUXILIARIES
        and stop + 1 < len(tokens)
        and tokens[stop + 1].capital
    ):
        person = []  # "Selon Santé publique France"
    alone = len(person) == 1 and person[0].word not in called
    if alone and not has_role and not honoured and not aged(tokens, stop):
        person = []
    if (
        person
        and cues.language == "de"
        and (
            (len(person) == 1 and not aged(tokens, stop))
            or person[-1].word in cues.organisation_endings
            or person[-1].word.lower().endswith(_NOBODY)
        )
    ):
        # Every German noun has a capital: one alone says nothing.
        person = []
    if person and cues.language == "id" and len(person) == 1 and person[0].word.isupper() and not beside_cue:
        person = []  # "Layanan SAPA"
    if has_role and len(person) > 2 and person[0].word in names_of_bodies(text, registered):
        person, start = person[1:], start + 1  # "Manajer Program Lentera Nama Orang"
    for place, token in enumerate(person):
        if token.start in registered:
            # A body of the register is no part of a person's name.
            person = person[:place]
            break
    if has_role and person and len(person) <= 3 and body_in_apposition(tokens, first, stop, cues, called):
        person, start = [], len(run)
    if (
        has_role
        and len(person) > 2
        and cues.language != "id"
        and run[0].word.lower().startswith(PORTFOLIOS)
        and run[start - 1].word in cues.links
    ):
        person, start = person[1:], start + 1  # "ministre de l'Intérieur Paul Arnoux"
    of_body: tuple[int, int] | None = None
    if (
        has_role
        and person
        and cues.language != "id"
        and start > 0
        and (run[start - 1].word in cues.links or run[start - 1].word in cues.to_whom)
    ):
        # "directora de la Casa", "Sprecherin des Vereins": what follows the link is the body, not the person.
        if run[start - 1].word not in cues.to_whom and (len(person) > 1 or person[0].word.isupper()):
            of_body = (person[0].start, person[-1].end)
        person = []
    person_span = (person[0].start, person[-1].end) if person else None
    body_end = start if person else len(run)
    organisation = organisation_in(
        text, run, role_end, opening, body_end, cues, known, bool(person), has_role
    )
    organisation = of_body or organisation
    if run[0].word.lower() == "warga" and opening is None:
        organisation = None  # "warga Sukamaju"
    role = None
    if has_role:
        role_stop = body_end
        if organisation:
            role_stop = next(n for n, token in enumerate(run) if token.end > organisation[0])
        role_tokens = run[:role_stop] or run[:role_end]
        role = (role_tokens[0].start, role_tokens[-1].end)
    if (
        organisation
        and cues.clitic
        and " " not in (body := text[slice(*organisation)])
        and body.endswith(cues.clitic)
    ):
        organisation = None  # "Timbalan Pengarah Urusannya"
    if not (person_span or organisation):
        speaks = beside_cue or after.lower() in cues.reporting_verbs
        short = run[0].word
        if cues.language != "id" or len(run) > 1 or not speaks or not is_acronym(short, cues):
            return []
        organisation = (run[0].start, run[0].end)  # "menurut APJII", "ELSAM mencatat"
    return [Introduction(run[0].start, run[-1].end, role, organisation, person_span, beside)]
