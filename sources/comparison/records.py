"""The records of comparison: a document as given, as prepared for comparing, and what comparing two of them found.

All are frozen; prepared documents and comparisons go to bytes and JSON and back without loss that matters.
"""

import dataclasses
import json
import struct
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sources.text.vectors import Vectors

FORMAT_VERSION = 1
RELATIONS = ("identical", "near_identical", "rewritten", "translation", "excerpt", "different")


@dataclass(frozen=True, slots=True)
class Document:
    """An article as comparison needs it. ``key`` is the caller's; ``language`` is found out where it is None."""

    key: str
    title: str
    text: str
    language: str | None = None
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class PreparedSentence:
    """A sentence at ``start`` to ``end`` of the text, or of the title where ``in_title``.

    ``weight`` is its length in words; ``numbers`` are values in base units; ``names`` are folded tokens;
    ``words`` are hashes of its tokens in order. ``furniture`` marks cookie notices, footers and the like.
    """

    start: int
    end: int
    in_title: bool
    weight: float
    numbers: tuple[float, ...]
    names: tuple[str, ...]
    words: tuple[int, ...]
    furniture: bool = False


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """All that comparing needs of a document. ``vectors`` holds one row a sentence, by model name; a second model's
    rows may be added later. ``leads`` holds one vector of the beginning, by model name.
    """

    key: str
    language: str
    published_on: date | None
    word_count: float
    sentences: tuple[PreparedSentence, ...]
    shingles: NDArray[np.uint32] = field(compare=False)
    signature: NDArray[np.uint32] = field(compare=False)
    vectors: dict[str, Vectors] = field(compare=False)
    leads: dict[str, Vectors] = field(compare=False)
    title: str = ""
    text: str = ""

    def to_bytes(self, with_text: bool = False) -> bytes:
        """Typed JSON and packed arrays. Vectors are kept in eight bits a dimension; the text stays out unless asked."""
        arrays: list[tuple[str, NDArray[Any]]] = [("shingles", self.shingles), ("signature", self.signature)]
        for kind, held in (("vectors", self.vectors), ("leads", self.leads)):
            for model, rows in sorted(held.items()):
                quantised, scale = _quantise(np.atleast_2d(rows))
                arrays += [(f"{kind}:{model}", quantised), (f"{kind}_scale:{model}", scale)]
        header = {
            "format": FORMAT_VERSION,
            "key": self.key,
            "language": self.language,
            "published_on": self.published_on.isoformat() if self.published_on else None,
            "word_count": self.word_count,
            "sentences": [
                [s.start, s.end, s.in_title, s.weight, s.numbers, s.names, s.words, s.furniture]
                for s in self.sentences
            ],
            "title": self.title if with_text else "",
            "text": self.text if with_text else "",
            "arrays": [[name, array.dtype.str, array.shape] for name, array in arrays],
        }
        head = json.dumps(header).encode("ascii")
        return struct.pack(">I", len(head)) + head + b"".join(array.tobytes() for _, array in arrays)

    @classmethod
    def from_bytes(cls, stored: bytes, title: str = "", text: str = "") -> "PreparedDocument":
        """Rebuild from ``to_bytes``; ``title`` and ``text`` are given back by the caller who keeps them elsewhere.

        Raises ValueError where the bytes are of another format.
        """
        stored = bytes(stored)
        try:
            (length,) = struct.unpack_from(">I", stored)
            header = json.loads(stored[4 : 4 + length])
            arrays: dict[str, NDArray[Any]] = {}
            position = 4 + length
            for name, kind, shape in header["arrays"]:
                count = int(np.prod(shape))
                arrays[name] = np.frombuffer(stored, np.dtype(kind), count, position).reshape(shape)
                position += arrays[name].nbytes
        except (struct.error, UnicodeDecodeError, KeyError, TypeError) as error:
            raise ValueError("not a prepared document") from error
        if header["format"] != FORMAT_VERSION:
            raise ValueError(f"prepared by format {header['format']}")
        held: dict[str, dict[str, Vectors]] = {"vectors": {}, "leads": {}}
        for name, array in arrays.items():
            kind, _, model = name.partition(":")
            if kind in held:
                rows = _restore(array, arrays[f"{kind}_scale:{model}"])
                held[kind][model] = rows if kind == "vectors" else rows[0]
        return cls(
            key=header["key"],
            language=header["language"],
            published_on=date.fromisoformat(header["published_on"]) if header["published_on"] else None,
            word_count=header["word_count"],
            sentences=tuple(
                PreparedSentence(s[0], s[1], s[2], s[3], tuple(s[4]), tuple(s[5]), tuple(s[6]), s[7])
                for s in header["sentences"]
            ),
            shingles=arrays["shingles"],
            signature=arrays["signature"],
            vectors=held["vectors"],
            leads=held["leads"],
            title=title or header["title"],
            text=text or header["text"],
        )


def _quantise(rows: Vectors) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    scale = np.maximum(np.abs(rows).max(axis=1, initial=1e-9), 1e-9).astype(np.float32) / 127
    return np.round(rows / scale[:, None]).astype(np.int8), scale


def _restore(quantised: NDArray[Any], scale: NDArray[Any]) -> Vectors:
    rows = quantised.astype(np.float32) * scale[:, None]
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)


@dataclass(frozen=True, slots=True)
class SpanPair:
    """Two spans that say the same: in the text (or the title) of A and of B, cosine, and ratio margin."""

    a_start: int
    a_end: int
    a_in_title: bool
    b_start: int
    b_end: int
    b_in_title: bool
    cosine: float
    margin: float
    strength: float

    def mirrored(self) -> "SpanPair":
        """The same pair with A and B exchanged."""
        return SpanPair(
            self.b_start,
            self.b_end,
            self.b_in_title,
            self.a_start,
            self.a_end,
            self.a_in_title,
            self.cosine,
            self.margin,
            self.strength,
        )


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A figure of A and another of B in two spans that otherwise say the same."""

    a: float
    b: float
    a_start: int
    a_end: int
    b_start: int
    b_end: int

    def mirrored(self) -> "Contradiction":
        """The same pair with A and B exchanged."""
        return Contradiction(self.b, self.a, self.b_start, self.b_end, self.a_start, self.a_end)


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for and against two documents being one text. Shares run from 0 to 1.

    ``share_a`` is the share of A (by words) whose sentences have a counterpart in B; ``order`` how far the
    counterparts stand in the same order; ``containment_a`` the share of A's shingles that B has too.
    In two languages, ``names_heard`` sound alike in both, and ``names_unheard_of_a`` are A's that B has in no spelling,
    and ``names_evidence`` what both say (the logarithm of a likelihood ratio); ``names_against`` is what the unheard ones
    say by themselves, on the side where they say less.
    ``speech_apart_a`` counts the words between quotation marks in A that have no counterpart in B, ``speech_agreeing``
    those that have one, on the side where there are more. ``unplaced_a`` is the share of A whose sentences have not even a
    faint counterpart where they stand, in the order of both texts.
    ``days_apart`` is None where a date is unknown; ``first`` is "a", "b" or None.
    """

    model: str
    aligned: tuple[SpanPair, ...]
    share_a: float
    share_b: float
    mean_cosine: float
    mean_margin: float
    order: float
    numbers_agreeing: tuple[float, ...]
    numbers_missing_from_a: tuple[float, ...]
    numbers_missing_from_b: tuple[float, ...]
    contradictions: tuple[Contradiction, ...]
    contradiction_weight: float
    names_agreeing: tuple[str, ...]
    names_missing_from_a: tuple[str, ...]
    names_missing_from_b: tuple[str, ...]
    names_replaced: int
    jaccard: float
    containment_a: float
    containment_b: float
    words_a: float
    words_b: float
    days_apart: int | None
    first: str | None
    too_short: bool
    names_heard: tuple[str, ...] = ()
    names_unheard_of_a: tuple[str, ...] = ()
    names_unheard_of_b: tuple[str, ...] = ()
    names_evidence: float = 0.0
    names_against: float = 0.0
    speech_apart_a: float = 0.0
    speech_apart_b: float = 0.0
    speech_agreeing: float = 0.0
    unplaced_a: float = 0.0
    unplaced_b: float = 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """``relation`` is one of RELATIONS; ``probability`` that the two are one text (calibrated).

    ``excerpt`` holds, for the relation "excerpt", the spans (start, end) in A's and in B's text that are common.
    """

    a: str
    b: str
    relation: str
    probability: float
    signals: Signals
    excerpt: tuple[tuple[int, int], tuple[int, int]] | None = None

    def mirrored(self) -> "Comparison":
        """The same comparison with A and B exchanged."""
        s = self.signals
        signals = dataclasses.replace(
            s,
            aligned=tuple(
                sorted((pair.mirrored() for pair in s.aligned), key=lambda p: (not p.a_in_title, p.a_start))
            ),
            share_a=s.share_b,
            share_b=s.share_a,
            numbers_missing_from_a=s.numbers_missing_from_b,
            numbers_missing_from_b=s.numbers_missing_from_a,
            contradictions=tuple(pair.mirrored() for pair in s.contradictions),
            names_missing_from_a=s.names_missing_from_b,
            names_missing_from_b=s.names_missing_from_a,
            containment_a=s.containment_b,
            containment_b=s.containment_a,
            words_a=s.words_b,
            words_b=s.words_a,
            names_unheard_of_a=s.names_unheard_of_b,
            names_unheard_of_b=s.names_unheard_of_a,
            speech_apart_a=s.speech_apart_b,
            speech_apart_b=s.speech_apart_a,
            unplaced_a=s.unplaced_b,
            unplaced_b=s.unplaced_a,
            first={"a": "b", "b": "a"}.get(s.first or ""),
        )
        excerpt = (self.excerpt[1], self.excerpt[0]) if self.excerpt else None
        return Comparison(self.b, self.a, self.relation, self.probability, signals, excerpt)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON types (no NaN), for storing."""
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Comparison":
        """The inverse of ``to_json``, also after a trip through JSON text. Raises KeyError or TypeError."""
        raw: dict[str, Any] = dict(stored["signals"])
        raw["aligned"] = tuple(SpanPair(**pair) for pair in raw["aligned"])
        raw["contradictions"] = tuple(Contradiction(**pair) for pair in raw["contradictions"])
        frozen: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in raw.items()}
        signals = Signals(**frozen)
        span = stored["excerpt"]
        excerpt = ((span[0][0], span[0][1]), (span[1][0], span[1][1])) if span else None
        return cls(stored["a"], stored["b"], stored["relation"], stored["probability"], signals, excerpt)
