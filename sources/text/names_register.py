"""The register of bodies this field speaks of: platforms with their owners, companies, authorities, charities.

Reads the data files of ``sources/text/register`` and finds their names in a text by a dictionary on each name's first
word, so that time grows with the text alone. Names the register lacks are left to ``names``.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

FILES = {
    "platforms": "platform",
    "companies": "organisation",
    "authorities": "organisation",
    "charities": "organisation",
    "press": "organisation",
}

_TOKEN = re.compile(r"[^\W_]+")
_CONTEXT_REACH = 160
_SAID = re.compile(r"(?:,|['’]s)?\s(?:said|says|told|tells|added|declined|spokes\w+)\b")
_NAMED_SO = re.compile(
    r"(?:[-–]|(?<!\w)(?!(?:On|At|To|From|And|But|While|When|As|Both|Like|Unlike) )[A-Z]\w+ )\Z"
)
_VOICE_OF = re.compile(r"(?:\bspokes\w+ (?:for|at|of|from)|[a-z], (?:of|from|at)) \Z")


@dataclass(frozen=True, slots=True)
class Entry:
    """A body of the register. ``organisation``: a platform whose name also stands for a company that speaks.

    ``group`` is the data file of a shipped entry. A name of ``guarded`` is a common word too: it counts only where a word
    of ``context`` stands near.
    """

    key: str
    name: str
    kind: str
    names: tuple[str, ...]
    full: str | None = None
    owner: str | None = None
    wikidata: str | None = None
    organisation: bool = False
    context: frozenset[str] = frozenset()
    guarded: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class RegisterHit:
    """Where a name of ``entry`` stands."""

    start: int
    end: int
    entry: Entry


_additional: ContextVar[tuple[Entry, ...]] = ContextVar("additional", default=())


@contextmanager
def knowing(additional: Sequence[Entry]) -> Iterator[None]:
    """Within this context the register also holds these entries: what editors know beyond the shipped one.

    An entry with a shipped key gives way to the shipped one.
    """
    token = _additional.set(tuple(additional))
    try:
        yield
    finally:
        _additional.reset(token)


def entries() -> dict[str, Entry]:
    """Every entry by its key, with those of ``knowing``."""
    return _entries(_additional.get())


@lru_cache(maxsize=4)
def _entries(additional: tuple[Entry, ...]) -> dict[str, Entry]:
    return {**{entry.key: entry for entry in additional}, **_shipped()}


@cache
def _shipped() -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for file, kind in FILES.items():
        text = (
            resources.files("sources.text").joinpath("register", f"{file}.toml").read_text(encoding="utf-8")
        )
        content: dict[str, dict[str, Any]] = tomllib.loads(text)
        for key, fields in content.items():
            if key in found:
                raise ValueError(f"the register holds {key} twice")
            context = frozenset(fields.get("context", "").split())
            found[key] = Entry(
                key=key,
                name=fields["name"],
                kind=kind,
                names=tuple(fields["names"]),
                full=fields.get("full"),
                owner=fields.get("owner"),
                wikidata=fields.get("wikidata"),
                organisation=bool(fields.get("organisation", kind == "organisation")),
                context=context,
                group=file,
                guarded=tuple(fields.get("guarded", fields["names"] if context else ())),
            )
    return found


@lru_cache(maxsize=4)
def _by_first_word(additional: tuple[Entry, ...]) -> dict[str, list[tuple[str, Entry]]]:
    """Names by their first word, the longest first."""
    index: dict[str, list[tuple[str, Entry]]] = {}
    for entry in _entries(additional).values():
        for name in _spellings(entry):
            first = _TOKEN.search(name)
            if first and first.start() == 0:
                index.setdefault(first.group(), []).append((name, entry))
    for names in index.values():
        names.sort(key=lambda pair: (-len(pair[0]), pair[1].key))
    return index


def _spellings(entry: Entry) -> set[str]:
    """The names as listed, and in capitals where they are long enough to mean nothing else."""
    spellings = {*entry.names, *entry.guarded}
    return spellings | {name.upper() for name in entry.names if len(name) >= 6 and name not in entry.guarded}


def find_registered(text: str) -> list[RegisterHit]:
    """The register's names in ``text``, the longest at each place, in order."""
    index = _by_first_word(_additional.get())
    hits: list[RegisterHit] = []
    after = 0
    words: frozenset[str] | None = None
    for token in _TOKEN.finditer(text):
        start = token.start()
        if start < after:
            continue
        candidates = index.get(token.group())
        if not candidates or (start and (text[start - 1] in "@#_/" or text[start - 1 : start] == ".")):
            continue
        if words is None and any(name in entry.guarded for name, entry in candidates):
            words = frozenset(_TOKEN.findall(text))
        for name, entry in candidates:
            end = start + len(name)
            if not text.startswith(name, start) or (
                end < len(text) and (text[end].isalnum() or text[end] == "_")
            ):
                continue
            if name in entry.guarded and not _in_context(text, start, end, entry, words or frozenset()):
                continue
            hits.append(RegisterHit(start, end, entry))
            after = end
            break
    return hits


def _in_context(text: str, start: int, end: int, entry: Entry, words: Set[str]) -> bool:
    """Whether a word that tells the body from the common word stands near."""
    if end - start == 1 and (text[end : end + 1] == "-" or _NAMED_SO.search(text, max(0, start - 24), start)):
        return False  # "X-rated", "Malcolm X"
    near = text[max(0, start - _CONTEXT_REACH) : start] + " " + text[end : end + _CONTEXT_REACH]
    if any(word in entry.context for word in _TOKEN.findall(near)):
        return True
    # Who says something, or has somebody speaking for it, is a body wherever the text has named its like.
    acts = _SAID.match(text, end) or _VOICE_OF.search(text, max(0, start - 40), start)
    return acts is not None and not words.isdisjoint(entry.context)


def owned_by(key: str) -> tuple[Entry, ...]:
    """The platforms that belong to the body ``key``, directly or through a company of its."""
    platforms: list[Entry] = []
    asked = {key}
    owners = [key]
    while owners:
        owner = owners.pop(0)
        for entry in entries().values():
            if entry.owner != owner or entry.key in asked:
                continue
            asked.add(entry.key)
            if entry.kind == "platform":
                platforms.append(entry)
            else:
                owners.append(entry.key)
    return tuple(platforms)
