"""Runs of capitalised words: where a name may begin and how far it may go.

What a run says of a person or a body is read in ``names_introductions``.
"""

import re
from collections.abc import Container
from functools import cache
from typing import NamedTuple

from sources.text.names_cues import Cues
from sources.text.names_cues import cues as cues_of

_PLAIN = r"[^\W_]+(?:[.'’&-](?=[^\W_])[^\W_]+)*\.?|[^\w\s]"
_TOKEN = re.compile(_PLAIN)
# In French and Italian an article before a vowel is a word of its own: "l'avocate", "dell'associazione".
_ELIDED = r"(?<![^\W_])(?:[ldnsjmtc]|qu|un|quest|(?:[dns]|a|da|su)ell|all|dall|sull|nell)['’](?=[^\W_])"
_ELIDING = frozenset(("fr", "it"))
_ABBREVIATED = re.compile(
    r"(?:[^\W\d_]|Dr|dr|Prof|Ir|Drs|Dra|Hj|KH|Moh|Muh|Moch|St|Sr|Sra|Srta|Dña|Sig|Dott|Mgr|Mme|Mlle|Dhr|Mevr|Mr|Mrs|Ms)\.\Z"
)
_LONGEST_RUN = 28
_TO = frozenset(("a", "à", "às", "ao", "aos", "au", "aux", "all'", "all’", "alla", "alle", "ai", "agli"))
# Small words that are part of a surname with a capital as well: "Yann Le Goff".
_IN_NAMES = frozenset(
    ["Le", "La", "El", "De", "Di", "Da", "Do", "Dos", "Du", "Van", "Von", "Den", "Lo", "Der", "Ten"]
)


class Token(NamedTuple):
    start: int
    end: int
    word: str

    @property
    def capital(self) -> bool:
        return self.word[0].isupper()


@cache
def _eliding_token(language: str) -> re.Pattern[str]:
    """A token where articles are elided. One that opens a sentence is a word of its own before a small letter or a word for a
    body ("L'association", "L'Observatoire"), else part of a name ("L'Aquila", "D'Angelo").
    """
    found = cues_of(language)
    bodies = sorted(found.organisation_openings if found is not None else (), key=len, reverse=True)
    begun = r"(?<![^\W_])(?:[LDNSJMTC]|Qu|Un|Quest|(?:[DNS]|A|Da|Su)ell|All|Dall|Sull|Nell)['’]"
    return re.compile(rf"{_ELIDED}|{begun}(?=[a-zà-ÿ]|(?:{'|'.join(map(re.escape, bodies))})(?!\w))|{_PLAIN}")


def tokenise(text: str, language: str) -> list[Token]:
    """Words with their marks, in order; an abbreviation or an initial keeps its full stop."""
    found = []
    for match in (_eliding_token(language) if language in _ELIDING else _TOKEN).finditer(text):
        word = match.group()
        if word.endswith(".") and len(word) > 1 and not _ABBREVIATED.match(word):
            found.append(Token(match.start(), match.end() - 1, word[:-1]))
            found.append(Token(match.end() - 1, match.end(), "."))
        else:
            found.append(Token(match.start(), match.end(), word))
    return found


def leads_to_name(tokens: list[Token], index: int, cues: Cues) -> bool:
    """Whether a role written small leads to a capital within two words."""
    for token in tokens[index + 1 : index + 4]:
        if token.capital:
            return True
        if not token.word[0].isalpha():
            return False
    return False


def run_end(text: str, tokens: list[Token], index: int, cues: Cues) -> int:
    """The end of the run of capitalised words that begins at ``index``: links, brackets and list commas included."""
    stop = index
    position = index
    while position < len(tokens) and position - index < _LONGEST_RUN:
        token = tokens[position]
        gap = text[tokens[position - 1].end : token.start] if position > index else ""
        if "\n" in gap or "\r" in gap:
            break
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        if token.capital or (token.word in cues.roles and position < index + 4):
            if token.word in cues.heads and _after_body(tokens, index, position, cues):
                break
            if (
                position > index
                and token.word in cues.ends_person
                and token.word not in cues.common_nouns
                and not (
                    token.word in _IN_NAMES and following and following.capital and cues.language != "id"
                )
            ):
                break
            stop = position + 1
        elif token.word in cues.rank_tails:
            pass
        elif token.word in cues.links or (
            position > index and tokens[position - 1].word in cues.helping and token.word in _TO
        ):
            if following and following.word.isupper() and following.word in cues.organisation_openings:
                # "KPU dan DPR": two bodies.
                break
            if (
                following
                and following.word in cues.organisation_openings
                and tokens[position - 1].word == ")"
            ):
                break  # "Komisi Nama (KN) dan Kepolisian Negeri (KN)"
            if following is not None and following.word in cues.links and following.word[-1] in "'’":
                following = tokens[position + 2] if position + 2 < len(tokens) else None  # "de l'Intérieur"
            if (
                following is not None
                and following.word in cues.links
                and cues.language != "id"
                and any(one.word in cues.organisation_openings for one in tokens[index:position])
            ):
                following = (
                    tokens[position + 2] if position + 2 < len(tokens) else None
                )  # "General de la Nación"
            if following is None or not following.capital or following.word in cues.heads:
                break
        elif token.word == "(":
            close = next(
                (n for n in range(position + 1, min(position + 5, len(tokens))) if tokens[n].word == ")"),
                None,
            )
            if (
                close is None
                or following is None
                or not _bracket_belongs(tokens, (index, position), close, cues)
            ):
                break
            stop = position = close
            stop += 1
        elif token.word.isdigit() and len(token.word) <= 4 and _number_belongs(tokens, position):
            if not (following and (following.capital or following.word == "/")):
                stop = position + 1
        elif (token.word in "/-&" and following and (following.capital or following.word.isdigit())) or (
            token.word == "," and _list_comma(tokens, position, cues)
        ):
            pass
        elif (
            token.word[0].islower()
            and position < index + 3
            and tokens[index].word in cues.roles
            and following
        ):
            # "juru bicara", "guru besar hukum": small words inside a role.
            if not (token.word.isalpha() and token.word not in cues.speech_verbs and token.word != "yang"):
                break
            if cues.language == "de" and token.word not in cues.links:
                break  # "Berater zur Verfügung"
            if token.word in (
                "berinisial",
                "bernama",
                "ini",
                "itu",
                "yang",
                "di",
                "ke",
                "dari",
                "pada",
                "dalam",
                "mengatakan",
                "dengan",
                "oleh",
            ):
                break
        else:
            break
        position += 1
    return stop


def _bracket_belongs(tokens: list[Token], run: tuple[int, int], close: int, cues: Cues) -> bool:
    """Whether a bracket holds an acronym or the body's other name, not somebody's."""
    index, position = run
    inside = tokens[position + 1 : close]
    if not inside or not inside[0].capital:
        return False
    if cues.language != "id" and not any(
        token.word in cues.organisation_openings or token.word in cues.organisation_nouns
        for token in tokens[index:position]
    ):
        return False  # "die Abgeordnete Vorname Name (Partei)"
    return len(inside) == 1 or inside[0].word.isupper() or inside[0].word in cues.organisation_openings


def _number_belongs(tokens: list[Token], position: int) -> bool:
    """Whether a number is part of a name: "Korem 151 / Nama", "Covid - 19"."""
    following = tokens[position + 1] if position + 1 < len(tokens) else None
    if following and (following.capital or following.word == "/"):
        return True
    return tokens[position - 1].word in "-/" and not (following and following.word == ")")


def _after_body(tokens: list[Token], index: int, position: int, cues: Cues) -> bool:
    """Whether an office at ``position`` begins a new introduction: an organisation's name went before it."""
    before = tokens[index:position]
    if not before or before[-1].word in cues.roles:
        return False
    return any(token.word in cues.organisation_openings or token.word == ")" for token in before) or (
        before[-1].word in cues.links and len(before) > 2
    )


def _list_comma(tokens: list[Token], position: int, cues: Cues) -> bool:
    """Whether a comma joins parts of one office: "Pemberdayaan Perempuan, Perlindungan Anak, dan ..."."""
    following = tokens[position + 1] if position + 1 < len(tokens) else None
    if following is None:
        return False
    if following.word in cues.links:
        return position + 2 < len(tokens) and tokens[position + 2].word in cues.common_nouns
    if following.word not in cues.common_nouns:
        return False
    later = [token.word for token in tokens[position + 2 : position + 9]]
    return any(link in later for link in ("dan", "and"))


@cache
def _speech(cues: Cues) -> frozenset[str]:
    return cues.speech_verbs.union(cues.according)


@cache
def _nobody(cues: Cues) -> frozenset[str]:
    """Words with a capital that are nobody's name."""
    return cues.person_stop.union(
        cues.common_nouns, cues.roles, cues.organisation_openings, cues.places, cues.honorifics
    )


def called_names(tokens: list[Token], cues: Cues, known: Container[int] = ()) -> set[str]:
    """Names by which the text calls its speakers: the capitalised word beside a verb of speech.

    ``known`` are the places where names of the register begin: those are nobody's.
    """
    found: set[str] = set()
    verbs, nobody = _speech(cues), _nobody(cues)
    for index, token in enumerate(tokens):
        if token.word.lower() not in verbs:
            continue
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        before = tokens[index - 1] if index else None
        # In Indonesian whom such a verb is followed by is told, and does not tell: "memberitahu Kompas".
        told = bool(cues.clitic) and token.word.lower().startswith(("mem", "ber"))
        for neighbour in (before,) if told else (following, before):
            if neighbour and neighbour.capital and neighbour.word.isalpha() and len(neighbour.word) > 2:
                if neighbour.start in known or neighbour.word in nobody or neighbour.word.isupper():
                    continue
                found.add(neighbour.word)
    return found
