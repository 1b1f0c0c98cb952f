"""Which words of two claims' sentences say the same thing, so that they share a tint, whatever the language.

Figures by value, nouns by concept, names by the register, speakers by name, periods by what they were taken to mean,
places by name. Words that one side alone has are left plain. Nothing is decided here.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.matching.concepts import nouns_in
from claims.matching.words import fold
from claims.models import Statement

TINTS = 8
KINDS = {
    "figure": "the same figure",
    "words": "the same words",
    "noun": "the same thing counted",
    "name": "the same name",
    "period": "the same period",
    "place": "the same place",
}
_RANK = {kind: place for place, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Said:
    """A span of a sentence that says something comparable: ``key`` is equal for what is the same, its first part a kind."""

    start: int
    end: int
    key: tuple[str, Hashable]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a sentence: its words, whether they are the statement's own, and a tint (0 for none) with its reason."""

    words: str
    own: bool
    tint: int
    reason: str
    shows_number: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A name that was found in an article, by its span there; ``key`` is who it is."""

    start: int
    end: int
    key: str


def said_by(statement: Statement, names: Sequence[Named]) -> list[Said]:
    """What the sentence of a statement says that can be found in another; spans are the sentence's."""
    sentence = statement.sentence
    place = sentence.find(statement.exact)
    found: list[Said] = []
    own = (place, place + len(statement.exact)) if place >= 0 else None
    statistic = getattr(statement, "statistic", None)
    if own is not None:
        key: tuple[str, Hashable] = (
            ("figure", (statistic.value, statistic.value_max, statistic.unit_normalized))
            if statistic
            else ("words", fold(statement.exact))
        )
        found.append(Said(*own, key))
    found += [Said(start, end, ("noun", concept)) for start, end, concept in nouns_in(sentence)]
    offset = statement.start - place
    for name in names if own else ():
        start, end = name.start - offset, name.end - offset
        if 0 <= start < end <= len(sentence):
            found.append(Said(start, end, ("name", name.key)))
    for kind, written, key_of in (
        ("period", statement.period, statement.period_resolved or fold(statement.period)),
        ("place", statement.place, fold(statement.place)),
        ("name", _speaker(statement), fold(_speaker(statement))),
    ):
        start = sentence.find(written) if written else -1
        if start >= 0:
            found.append(Said(start, start + len(written), (kind, key_of)))
    return found


def _speaker(statement: Statement) -> str:
    quote = getattr(statement, "quote", None)
    return (quote.speaker_name if quote else "") or statement.attributed_to


def tints_of(sides: Sequence[Iterable[Sequence[Said]]]) -> dict[tuple[str, Hashable], int]:
    """Tints, from 1 up, for what is said on both sides, in the order in which it is first said; figures come first.

    Of one side alone: for what two of its sentences say.
    """
    compared = sides if len(sides) > 1 else [[sentence] for side in sides for sentence in side]
    counts = Counter(key for part in compared for key in {said.key for sentence in part for said in sentence})
    shared = {key for key, count in counts.items() if count > 1}
    in_order: dict[tuple[str, Hashable], None] = {}
    for side in sides:
        for sentence in side:
            for said in sentence:
                if said.key in shared:
                    in_order.setdefault(said.key)
    ranked = sorted(in_order, key=lambda key: _RANK[key[0]])
    return {key: place % TINTS + 1 for place, key in enumerate(ranked)}


def pieces_of(
    statement: Statement, said: Sequence[Said], tints: dict[tuple[str, Hashable], int]
) -> list[Piece]:
    """The sentence cut so that every letter is in one piece; where spans lie in one another, the shorter one shows."""
    sentence = statement.sentence
    place = sentence.find(statement.exact)
    if place < 0:
        return [Piece(statement.exact, True, 0, "")]
    own = (place, place + len(statement.exact))
    tinted = sorted((one for one in said if one.key in tints), key=lambda one: one.start - one.end)
    cuts = sorted({0, len(sentence), *own, *(at for one in tinted for at in (one.start, one.end))})
    pieces: list[Piece] = []
    before: Said | None = None
    for start, end in pairwise(cuts):
        inside = [one for one in tinted if one.start <= start and end <= one.end]
        top = inside[-1] if inside else None
        pieces.append(
            Piece(
                sentence[start:end],
                own[0] <= start and end <= own[1],
                tints[top.key] if top else 0,
                KINDS[top.key[0]] if top else "",
                top is not None and top is not before,
            )
        )
        before = top
    return pieces
