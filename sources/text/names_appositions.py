"""What stands beside a run of capitalised words and tells whom it names: an age in brackets, an apposition, "initials".

The run itself is cut in ``names_introductions``.
"""

from sources.text.names_cues import Cues
from sources.text.names_runs import Token
from sources.text.places import places

# A street or a building is named after somebody who is not in the text.
STREETS = frozenset(
    ("Jalan", "Jl", "Jl.", "Jln", "Gang", "Bandara", "Stadion", "Jembatan", "Terminal", "Masjid", "Lapangan")
)
_YEARS = frozenset(("ans", "años", "anos", "anni", "jaar", "Jahre"))
_BY_INITIALS = frozenset(("berinisial", "inisial"))


def body_in_apposition(tokens: list[Token], first: int, stop: int, cues: Cues, called: set[str]) -> bool:
    """Whether the run ends in an organisation since the person stands beside it: "Direktur Badan, Nama, mengatakan"."""
    if first >= 2 and tokens[first - 1].word == "," and tokens[first - 2].capital:
        named = tokens[first - 2].word in called or (first >= 3 and tokens[first - 3].word in called)
        return named or tokens[first].word[0].islower()
    if stop + 1 < len(tokens) and tokens[stop].word == "," and tokens[stop + 1].capital:
        if any(tokens[stop + 1].word in words for words in (cues.person_stop, cues.roles, cues.places)):
            return False
        position = stop + 1
        while position < len(tokens) and (
            tokens[position].capital or tokens[position].word in cues.rank_tails
        ):
            position += 1
        ends = "," if position - stop < 3 else ",."
        return position < len(tokens) and tokens[position].word in ends
    return False


def aged(tokens: list[Token], stop: int) -> bool:
    """Whether somebody's years stand after the run: "Nama (55)", "Inaya, 16 ans,"."""
    after = [token.word for token in tokens[stop : stop + 3]]
    if len(after) < 3 or not after[1].isdigit() or len(after[1]) > 2:
        return False
    return (after[0] == "(" and after[2] == ")") or (after[0] in (",", "(") and after[2] in _YEARS)


def _kin_or_resident(tokens: list[Token], first: int, stop: int, cues: Cues) -> bool:
    """Whether an apposition says whose kin somebody is, or what: "Nama Orang, orang tua salah satu korban, berharap"."""
    after = [token.word for token in tokens[stop + 1 : stop + 11]]
    before = tokens[first - 1].word.lower() if first else ""
    if not cues.clitic or "," not in after[1:] or before in ("di", "ke", "dari", "pada"):
        return False
    return after[0] in cues.parent or after[0] in cues.private_nouns or after[:2] == ["orang", "tua"]


def apposed(tokens: list[Token], first: int, stop: int, cues: Cues) -> bool:
    """Whether the run stands as a person does: an age in brackets after it, or between commas after a role."""
    after = [token.word for token in tokens[stop : stop + 3]]
    if aged(tokens, stop):
        return True
    if first >= 2 and tokens[first - 1].word == ",":
        nearby = tokens[max(0, first - 12) : first - 1]
        sentence = [token.word for token in nearby]
        if "." in sentence:
            sentence = sentence[len(sentence) - sentence[::-1].index(".") :]
        if (any(word in cues.roles for word in sentence) and after[:1] in ([","], ["."])) or (
            any(word in cues.roles for word in sentence) and after and after[0].lower() in cues.speech_verbs
        ):
            return True
    if after[:1] == [","] and _kin_or_resident(tokens, first, stop, cues):
        return True
    if after[:1] == [","] and len(after) > 2:
        following = [token.word for token in tokens[stop + 1 : stop + 5]]
        return any(word in cues.roles for word in following) or any(
            w.lower() in cues.speech_verbs for w in following
        )
    return False


def by_initials(tokens: list[Token], first: int) -> bool:
    """Whether the run is somebody's initials: "seorang guru berinisial AW"."""
    return first > 0 and tokens[first - 1].word.lower() in _BY_INITIALS


def is_acronym(word: str, cues: Cues) -> bool:
    """Whether a word is a body's short name, as far as its letters tell."""
    known = any(word in words for words in (cues.places, cues.person_stop, cues.roles))
    return 3 <= len(word) <= 9 and word.isupper() and not known


def names_of_bodies(text: str, registered: dict[int, tuple[int, str]]) -> set[str]:
    """The last words of the registered bodies that the text names by more than one."""
    bodies = (text[start:end].split() for start, (end, kind) in registered.items() if kind != "person")
    return {words[-1] for words in bodies if len(words) > 1}


def leading_nouns(person: list[Token], before: str) -> int:
    """How many words of a German run are nouns before a name: "Hilfe von Vorname Name", "die Sängerin Vorname Name"."""
    if len(person) > 3 and person[1].word == "von" and person[2].capital and person[3].capital:
        return 2
    if before in ("der", "die", "das", "dem", "den", "des", "ein", "eine", "einem", "einen", "einer"):
        return 1 if len(person) > 2 and person[1].capital else len(person)
    return 0


def begins_with_noun(run: list[Token], cues: Cues) -> bool:
    """Whether a word for a body opens the run, and the body's name follows."""
    first = run[0].word
    if cues.language == "de" and len(run) > 1 and run[1].word in places("de"):
        return False  # "Polizei Hamburg"
    return (
        len(run) > 1
        and cues.language != "id"
        and first[0].isupper()
        and not cues.organisation_nouns.isdisjoint((first, first.lower()))
        and first not in cues.organisation_openings
        and all(token.capital or token.word in cues.links for token in run[1:])
        and run[1].capital
    )
