"""Compiles a language file into the word list that the number grammar reads.

What a number means (money, age, date) is left to ``kinds``; how words combine is left to ``grammar``.
"""

from dataclasses import dataclass, field, replace
from functools import lru_cache

import regex

from sources.text.language_data import LanguageData, load
from sources.text.numerals.folding import fold_words


@dataclass
class Entry:
    """The parts one word can play in a number."""

    unit: float | None = None
    multiplier: float | None = None
    plural: bool = False
    teen: bool = False
    fraction: float | None = None
    denominator: float | None = None
    ordinal: float | None = None
    connector: bool = False
    minus: bool = False
    point: bool = False
    over: bool = False
    ratio: bool = False
    first: bool = False
    between: bool = False
    weak: bool = False
    skipped: bool = False
    room: float = 0.0
    added: float | None = None

    @property
    def bears_number(self) -> bool:
        """Whether a number can begin with this word."""
        return (
            self.unit is not None
            or self.multiplier is not None
            or self.fraction is not None
            or self.minus
            or self.weak
        )


@dataclass
class Lexicon:
    """A language's number words: ``entries`` by folded word, ``pattern`` that finds them in folded text."""

    data: LanguageData
    entries: dict[str, Entry] = field(default_factory=dict)
    pattern: "regex.Pattern[str] | None" = None
    glued: "regex.Pattern[str] | None" = None
    parts: "regex.Pattern[str] | None" = None
    connector_after: float = 100.0
    units_first: bool = False
    positional: bool = False
    trailing_digit: bool = False
    suffixes: dict[str, float] = field(default_factory=dict)
    counters: tuple[str, ...] = ()
    not_minus_after: frozenset[str] = frozenset()

    def entry(self, word: str) -> Entry | None:
        """The entry of a folded word as it stands in a text (any spaces or hyphens inside)."""
        found = self.entries.get(word)
        if found is None:
            found = self.entries.get(" ".join(word.replace("-", " ").split()))
        return found


def _room(value: float, vigesimal: bool) -> float:
    """How large a number may follow ``value`` and be added to it: twenty takes one to nine."""
    if vigesimal:
        return 20
    for size in (1e12, 1e9, 1e6, 1e3, 100):
        if value >= size and value % size == 0:
            return size
    return 10 if 20 <= value <= 90 and value % 10 == 0 else 0


def _alternatives(words: list[str]) -> str:
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(
        r"[\s-]{1,2}".join(regex.escape(part) for part in word.split(" ")) for word in longest_first
    )


@lru_cache(maxsize=64)
def lexicon(language: str) -> Lexicon:
    """The compiled number words of ``language``; without words where the language has no file."""
    data = load(language)
    numbers = data.table("numbers")
    compiled = Lexicon(
        data,
        connector_after=float(numbers.get("connector_after", 100)),
        units_first=bool(numbers.get("units_first", False)),
        positional=bool(numbers.get("positional", False)),
        trailing_digit=bool(numbers.get("trailing_digit", False)),
        suffixes={fold_words(k): float(v) for k, v in data.table("magnitudes", "suffixes").items()},
        counters=tuple(fold_words(word) for word in data.listed("numbers", "counters")),
    )
    compiled.not_minus_after = frozenset(
        fold_words(word) for word in data.listed("numbers", "minus_not_after")
    )
    _fill(compiled, data)
    _compile(compiled, data)
    return compiled


@lru_cache(maxsize=8)
def other_marks(language: str) -> Lexicon:
    """The number words of ``language``, its figures written with the decimal and the group mark in each other's place."""
    words = lexicon(language)
    data = words.data
    return replace(words, data=replace(data, decimal=data.group, group=data.decimal))


def _fill(compiled: Lexicon, data: LanguageData) -> None:
    entries = compiled.entries

    def at(word: str) -> Entry:
        return entries.setdefault(fold_words(word), Entry())

    vigesimal = set(data.listed("numbers", "vigesimal"))
    for word, value in data.table("numbers", "words").items():
        at(word).unit = float(value)
        at(word).room = _room(float(value), word in vigesimal)
    for word, value in data.table("numbers", "teens").items():
        at(word).teen = True
        at(word).added = float(value)
    for word, value in data.table("magnitudes", "words").items():
        at(word).multiplier = float(value)
    for word, value in data.table("magnitudes", "plurals").items():
        at(word).multiplier = float(value)
        at(word).plural = True
    suffixes = data.listed("numbers", "ordinal_suffixes", "words")
    for word, value in data.table("numbers", "ordinals").items():
        at(word).ordinal = float(value)
    for word in list(entries) if suffixes else []:
        known = entries[word].unit if entries[word].unit is not None else entries[word].multiplier
        for suffix in suffixes if known else ():
            at(word + suffix).ordinal = known
            at(word + suffix).denominator = known
    for word, value in data.table("fractions", "words").items():
        at(word).fraction = float(value)
    for word, value in data.table("fractions", "denominators").items():
        at(word).denominator = float(value)
    for path, attribute in (
        (("numbers", "connectors"), "connector"),
        (("numbers", "minus"), "minus"),
        (("numbers", "point"), "point"),
        (("numbers", "weak"), "weak"),
        (("numbers", "skipped"), "skipped"),
        (("fractions", "over"), "over"),
        (("fractions", "ratio"), "ratio"),
        (("fractions", "denominators_first"), "first"),
        (("fractions", "between"), "between"),
    ):
        for word in data.listed(*path):
            setattr(at(word), attribute, True)


def _compile(compiled: Lexicon, data: LanguageData) -> None:
    words = [word for word in compiled.entries if word]
    if not words:
        return
    body = _alternatives(words)
    if data.spacing == "unspaced":
        compiled.pattern = regex.compile(f"(?:{body})")
        return
    prefixes = "|".join(regex.escape(fold_words(word)) for word in data.listed("numbers", "prefixes"))
    articles = "|".join(regex.escape(fold_words(word)) for word in data.listed("numbers", "articles"))
    before = f"(?:(?P<prefix>{prefixes}))?" if prefixes else ""
    before += f"(?:{articles})?" if articles else ""
    compiled.pattern = regex.compile(rf"(?<![^\W\d_]){before}(?P<word>{body})(?![^\W\d_])")
    if data.spacing == "compound":
        glue = [
            word
            for word, entry in compiled.entries.items()
            if " " not in word
            and (entry.unit is not None or entry.multiplier or entry.connector or entry.ordinal)
            and not entry.plural
        ]
        glue += [fold_words(word) for word in data.listed("numbers", "glue")]
        parts = _alternatives(glue)
        # Atomic: each part is taken once, longest first, so that no word can be read in exponentially many ways.
        compiled.glued = regex.compile(rf"(?<!\w)(?>{parts}){{2,}}+(?!\w)")
        compiled.parts = regex.compile(f"(?:{parts})")
