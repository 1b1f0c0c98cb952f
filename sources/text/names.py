"""Names of organisations, people and platforms in a text, each with its span and what it stands for.

The register's names come first, then acronyms the text itself explains, then names the register lacks: from a parse in
English, from capitalised runs beside words of role, honour or speech elsewhere. Storing and reviewing them is left to
the claims services.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

from sources.text.names_acronyms import Acronym, find_acronyms
from sources.text.names_cues import Cues, cues
from sources.text.names_english import find_entities
from sources.text.names_english_evidence import WORKS
from sources.text.names_patterns import find_by_pattern
from sources.text.names_register import entries, find_registered


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name as written. ``name`` is its fullest form, ``kind`` organisation, person or platform.

    ``key`` is the register's; None for a name that an editor has yet to review.
    """

    start: int
    end: int
    exact: str
    name: str
    kind: str
    key: str | None = None


def find(text: str, language: str, parsed: Any = None) -> list[NameMention]:
    """Every name in ``text`` in order of place, none inside another.

    ``language`` is ISO 639-1; ``parsed`` is a spaCy Doc of the same text, where the caller has one.
    """
    mentions: dict[tuple[int, int], NameMention] = {}
    taken = _Taken()
    acronyms = find_acronyms(text)
    register_keys: dict[str, str] = {}
    for hit in find_registered(text):
        mentions[hit.start, hit.end] = NameMention(
            hit.start, hit.end, text[hit.start : hit.end], hit.entry.name, hit.entry.kind, hit.entry.key
        )
        register_keys[text[hit.start : hit.end]] = hit.entry.key
    registered = {place for start, end in mentions for place in (start, end - 1)}
    found_cues = cues(language)
    if language == "en":
        candidates = find_entities(text, parsed)
    elif found_cues is not None:
        candidates = find_by_pattern(text, found_cues, [(m.start, m.end, m.kind) for m in mentions.values()])
    else:
        candidates = []
    if language != "en":
        acronyms += [found for one in candidates if (found := _bracketed(text, one)) is not None]
        candidates = [_without_bracket(text, candidate) for candidate in candidates]
    bodies = sorted((start, end) for start, end, kind in candidates if kind == "organisation")
    _teach(
        text,
        [one for one in acronyms if _is_body(text, one, found_cues, bodies, register_keys)],
        register_keys,
        mentions,
    )
    # A longer name holds a shorter one: "Bank Indonesia Jakarta" is one name.
    candidates = [c for c in candidates if not registered & {c[0], c[1] - 1}]
    people = [candidate for candidate in candidates if candidate[2] == "person"]
    full_names = _full_names([text[start:end] for start, end, _ in people])
    candidates = _settled(text, candidates, full_names)
    candidates = _short_bodies(text, candidates)
    full_bodies = _full_bodies([text[start:end] for start, end, kind in candidates if kind == "organisation"])
    for start, end, kind in candidates:
        exact = text[start:end]
        name = full_names.get(exact, exact) if kind == "person" else _without_article(exact)
        name = full_bodies.get(name, name) if kind == "organisation" else name
        mentions.setdefault((start, end), NameMention(start, end, exact, _plain(name), kind, None))
    ordered = sorted(mentions.values(), key=lambda m: (m.key is None, -(m.end - m.start), m.start))
    kept: list[NameMention] = []
    for mention in ordered:
        if taken.add(mention.start, mention.end):
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)


# A body and its acronym after it, which its letters need not tell: "Pertubuhan Bantuan Wanita (WAO)".
_BRACKETED = re.compile(r"(?P<full>[^()\n]{6,160}?)\s?\((?P<short>[A-Z][A-Za-z0-9&-]{1,14})\)\Z")


def _bracketed(text: str, candidate: tuple[int, int, str]) -> Acronym | None:
    """The acronym in brackets at the end of a body's name."""
    start, end, kind = candidate
    found = _BRACKETED.match(text, start, end) if kind == "organisation" and text[end - 1] == ")" else None
    return None if found is None else Acronym(found["short"], start, found.end("full"))


def _without_bracket(text: str, candidate: tuple[int, int, str]) -> tuple[int, int, str]:
    """A body without the acronym in brackets at its end."""
    acronym = _bracketed(text, candidate)
    return candidate if acronym is None else (acronym.full_start, acronym.full_end, "organisation")


def _settled(
    text: str, candidates: list[tuple[int, int, str]], full_names: dict[str, str]
) -> list[tuple[int, int, str]]:
    """One kind for each name: a surname taken for a body is the person's wherever the text names that person."""
    surnames = {_bare(name.split()[-1]): name for name in full_names.values() if len(name.split()) > 1}
    settled = []
    for start, end, kind in candidates:
        exact = _bare(text[start:end])
        if kind == "organisation" and exact in surnames:
            full_names.setdefault(text[start:end], surnames[exact])
            kind = "person"
        settled.append((start, end, kind))
    return settled


# An acronym, or one that begins a compound ("HLT-led").
_WRITTEN_SHORT = re.compile(r"(?<!\w)[A-Z][A-Za-z0-9&]*(?:-[A-Za-z0-9&]+)*(?!\w)")


class _Taken:
    """Which stretches already carry a name."""

    def __init__(self) -> None:
        self._characters: set[int] = set()

    def add(self, start: int, end: int) -> bool:
        """Take the stretch; False where part of it is taken."""
        if start in self._characters or end - 1 in self._characters:
            return False
        stretch = range(start, end)
        if any(place in self._characters for place in stretch):
            return False
        self._characters.update(stretch)
        return True


def _is_body(
    text: str,
    acronym: Acronym,
    found_cues: Cues | None,
    bodies: list[tuple[int, int]],
    register_keys: dict[str, str],
) -> bool:
    """Whether what an acronym stands for is a body, not a fund, a law or a technique."""
    full = text[acronym.full_start : acronym.full_end]
    if full in register_keys or acronym.short in register_keys or found_cues is None:
        return True
    words = re.findall(r"[^\W_]+", full)
    if found_cues.language == "en" and words[-1] in WORKS:
        return False
    if words[0] in found_cues.organisation_openings or set(words) & found_cues.organisation_endings:
        return True
    place = bisect_left(bodies, (acronym.full_end, 0)) - 1
    return place >= 0 and acronym.full_start < bodies[place][1]


def _plain(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip()


def _without_article(name: str) -> str:
    return re.sub(r"^(?:the|The)\s+", "", name) if len(name) > 6 else name


def _full_bodies(names: list[str]) -> dict[str, str]:
    """For "the Foundation" and "Brightwater", the first longer name of the text that ends or begins so."""
    alone = {name for name in map(_without_article, names) if " " not in name}
    found: dict[str, str] = {}
    for name in map(_without_article, names):
        words = name.split()
        for word in (words[-1], words[0]):
            if len(words) > 1 and word in alone and not word.isupper():
                found.setdefault(word, name)
    return found


def _short_bodies(text: str, candidates: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """A single word taken for a person that begins the name of a body, and of no person, is that body."""
    begins = {
        word
        for start, end, kind in candidates
        if kind == "organisation" and len(words := text[start:end].split()) > 1 and len(word := words[0]) > 3
    }
    named = {
        word
        for s, e, kind in candidates
        if kind == "person" and " " in text[s:e]
        for word in text[s:e].split()
    }
    return [
        (start, end, "organisation" if text[start:end] in begins - named else kind)
        for start, end, kind in candidates
    ]


def _full_names(names: list[str]) -> dict[str, str]:
    """For each person's name as written, the fullest name of the text that it is part of."""
    first = {name: place for place, name in reversed(list(enumerate(names)))}
    distinct = sorted(first, key=lambda name: (-len(_own_words(name)), -len(name.split()), first[name]))
    by_word: dict[str, str] = {}
    full: dict[str, str] = {}
    for name in distinct:
        words = name.split()
        if len(words) > 1:
            full[name] = full.get(name, name)
            for word in words:
                by_word.setdefault(_bare(word), name)
    for name in distinct:
        meaningful = [_bare(word) for word in _own_words(name)]
        if meaningful and len(meaningful) <= 2:
            target = by_word.get(meaningful[-1])
            given = len(meaningful) == 1 and target and meaningful[0] != _bare(target.split()[-1])
            if given and target and first[name] < first[target]:
                continue  # "Jess, an analyst" before "Jess Phillips" is somebody else
            if (
                target
                and target != name
                and all(word in {_bare(w) for w in target.split()} for word in meaningful)
            ):
                full[name] = target
    return full


def _own_words(name: str) -> list[str]:
    """The words of a name without titles and initials."""
    return [word for word in name.split() if not word.endswith(".") and _bare(word) not in _TITLES]


_TITLES = frozenset(
    {
        *("Mr", "Mrs", "Ms", "Miss", "Sir", "Dame", "Dr", "Lord", "Lady", "Pak", "Bu", "Bapak", "Ibu"),
        *(
            "Herr",
            "Herrn",
            "Frau",
            "Mme",
            "Mlle",
            "Me",
            "Don",
            "Doña",
            "Señor",
            "Señora",
            "Signor",
            "Signora",
            "Dottor",
        ),
        *(
            "Dottoressa",
            "Meneer",
            "Mevrouw",
            "Dom",
            "Dona",
            "Senhor",
            "Senhora",
            "Monsieur",
            "Madame",
            "Maître",
        ),
    }
)


def _bare(word: str) -> str:
    return word.strip(".,'’").removesuffix("'s").removesuffix("’s")


def _teach(
    text: str,
    acronyms: list[Acronym],
    register_keys: dict[str, str],
    mentions: dict[tuple[int, int], NameMention],
) -> None:
    """Name every use of the acronyms that the text explains, by the register where it knows one of the two forms."""
    learnt: dict[str, tuple[str, str, str | None]] = {}
    for acronym in acronyms:
        start, end = acronym.full_start, acronym.full_end
        full = text[start:end]
        key = register_keys.get(full) or register_keys.get(acronym.short)
        entry = entries().get(key) if key else None
        name, kind = (entry.name, entry.kind) if entry else (_plain(full), "organisation")
        learnt[acronym.short] = (name, kind, key)
        mentions.setdefault((start, end), NameMention(start, end, full, name, kind, key))
    if not learnt:
        return
    for found in _WRITTEN_SHORT.finditer(text):
        short = found.group() if found.group() in learnt else found.group().split("-")[0]
        if short in learnt:
            start, end = found.start(), found.start() + len(short)
            mentions.setdefault((start, end), NameMention(start, end, short, *learnt[short]))
