"""How well the present extractor does on material that people corrected: precision, recall and F1, and what it misses.

Rows have the form that ``corrections`` writes; rows of the public benchmarks, which name less, are read, too. Running
the extractor is left to its caller.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from claims.extraction import Extraction
from claims.services.corrections import KINDS

STORED_QUOTES = {"direct", "reported"}
HALF = 0.5  # of the characters of either: the least by which two quotes are one


@dataclass(frozen=True, slots=True)
class Found:
    """A gold mark, or what the extractor found: a kind, its characters, and for a figure its lower and upper value."""

    kind: str
    spans: tuple[tuple[int, int], ...]
    exact: str
    value: tuple[float, float] | None = None
    speaker: str = ""
    testimony: bool = False


@dataclass(slots=True)
class Tally:
    """Counts of one kind in one language. ``unjudged`` is found where nobody said what is right."""

    gold: int = 0
    hits: int = 0
    wrong: int = 0
    unjudged: int = 0
    speakers: int = 0
    speakers_right: int = 0

    def add(self, other: "Tally") -> None:
        """Count another's, too."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def figures(self) -> dict[str, float | int | None]:
        """Shares from 0 to 1, None where there is nothing to divide by."""
        judged = self.hits + self.wrong
        precision = self.hits / judged if judged else None
        recall = self.hits / self.gold if self.gold else None
        both = precision is not None and recall is not None
        total = (precision or 0.0) + (recall or 0.0)
        f1 = (2 * (precision or 0.0) * (recall or 0.0) / total if total else 0.0) if both else None
        return {
            "gold": self.gold,
            "found": self.hits,
            "wrong": self.wrong,
            "unjudged": self.unjudged,
            "precision": None if precision is None else round(precision, 4),
            "recall": None if recall is None else round(recall, 4),
            "f1": None if f1 is None else round(f1, 4),
            "speaker_recall": round(self.speakers_right / self.speakers, 4) if self.speakers else None,
        }


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing missed, or wrongly found. ``words`` are empty where they are testimony."""

    sort: str  # "missed" or "wrong"
    row: str
    kind: str
    language: str
    start: int | None
    words: str
    value: str = ""


@dataclass(slots=True)
class Evaluation:
    """Tallies by kind and language, how many articles, how many of them read through, and every slip."""

    tallies: dict[tuple[str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    articles: int = 0
    complete: int = 0
    slips: list[Slip] = field(default_factory=list)

    def by_kind(self) -> dict[str, Tally]:
        """All languages of each kind."""
        return self._summed(0)

    def by_language(self) -> dict[str, Tally]:
        """All kinds of each language."""
        return self._summed(1)

    def _summed(self, place: int) -> dict[str, Tally]:
        summed: dict[str, Tally] = {}
        for key in sorted(self.tallies):
            summed.setdefault(key[place], Tally()).add(self.tallies[key])
        return summed


def evaluate(rows: Iterable[Mapping[str, Any]], extract: Callable[..., Extraction]) -> Evaluation:
    """Run ``extract(text, language, published_on)`` over rows and compare with what people say.

    A figure is found where a span overlaps and value and range agree; a quote where half of its characters are shared;
    a name where its span overlaps. Each counts once. What else was found is wrong in an article that was read through,
    and otherwise only where it disagrees with a mark of a person or is what people refused; the rest is "unjudged" and
    counts neither way.
    """
    result = Evaluation()
    for row in rows:
        _compare(result, row, extract)
    return result


def _compare(result: Evaluation, row: Mapping[str, Any], extract: Callable[..., Extraction]) -> None:
    extraction = extract(row["text"], row.get("language"), row.get("published_on"))
    language = row.get("language") or extraction.language
    complete = bool(row.get("complete", True))
    result.articles += 1
    result.complete += complete
    gold = [mark for entry in row.get("gold", []) if (mark := _gold(entry, row["text"])) is not None]
    refused = [mark for entry in row.get("refused", []) if (mark := _gold(entry, row["text"])) is not None]
    kinds = row.get("kinds") or sorted({mark.kind for mark in gold})
    found = _found(extraction)
    secret = [span for mark in (*gold, *refused, *found) if mark.testimony for span in mark.spans]
    for kind in kinds:
        golds = [mark for mark in gold if mark.kind == kind]
        theirs = [mark for mark in found if mark.kind == kind]
        wrongs = [mark for mark in refused if mark.kind == kind]
        pairs = _pairs(golds, theirs)
        tally = result.tallies[(kind, language)]
        tally.gold += len(golds)
        tally.hits += len(pairs)
        for g, t in pairs.items():
            if golds[g].speaker:
                tally.speakers += 1
                tally.speakers_right += _same_name(golds[g].speaker, theirs[t].speaker)

        def slip(sort: str, mark: Found) -> Slip:
            hidden = any(_shared(mark.spans, (span,)) for span in secret)
            return Slip(
                sort,
                str(row.get("id", "")),
                mark.kind,
                language,
                mark.spans[0][0] if mark.spans else None,
                "" if hidden else mark.exact,
                _number(mark.value) if mark.value and not hidden else "",
            )

        result.slips += [slip("missed", mark) for g, mark in enumerate(golds) if g not in pairs]
        for t, mark in enumerate(theirs):
            if t in pairs.values():
                continue
            if complete or _contradicts(mark, golds, wrongs):
                tally.wrong += 1
                result.slips.append(slip("wrong", mark))
            else:
                tally.unjudged += 1


def _contradicts(mark: Found, golds: list[Found], refused: list[Found]) -> bool:
    """Whether a person said otherwise of these very words: another mark of theirs, or a refusal of this."""
    return any(_shared(mark.spans, one.spans) for one in golds if one.spans) or any(
        _agree(one, mark) > 0 for one in refused
    )


def _pairs(golds: list[Found], theirs: list[Found]) -> dict[int, int]:
    """Each gold mark with at most one find, those that share the most first."""
    scored = sorted(
        (
            (-score, g, t)
            for g, one in enumerate(golds)
            for t, other in enumerate(theirs)
            if (score := _agree(one, other)) > 0
        ),
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, g, t in scored:
        if g not in pairs and t not in taken:
            pairs[g] = t
            taken.add(t)
    return pairs


def _agree(gold: Found, other: Found) -> float:
    """How much of their characters two marks of a kind share, 0 where they are not the same."""
    if gold.kind == "statistic":
        if gold.value is None or other.value is None or not _same_value(gold.value, other.value):
            return 0.0
        if not gold.spans:
            return 0.01  # a row without places asks for the value alone
    shared = _shared(gold.spans, other.spans)
    union = _length(gold.spans) + _length(other.spans) - shared
    share = shared / union if union else 0.0
    return share if gold.kind != "quote" or share >= HALF else 0.0


def _shared(one: Iterable[tuple[int, int]], other: Iterable[tuple[int, int]]) -> int:
    others = list(other)
    return sum(max(0, min(end, stop) - max(start, begin)) for start, end in one for begin, stop in others)


def _length(spans: Iterable[tuple[int, int]]) -> int:
    return sum(end - start for start, end in spans)


def _same_value(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(a - b) <= 1e-8 + 1e-6 * max(abs(a), abs(b)) for a, b in zip(one, other, strict=True))


def _same_name(gold: str, found: str) -> bool:
    """The same name, or one the last words of the other."""
    a, b = gold.casefold().split(), found.casefold().split()
    shorter = min(len(a), len(b))
    return shorter > 0 and a[-shorter:] == b[-shorter:]


def _number(value: tuple[float, float]) -> str:
    low, high = (f"{one:.12g}" for one in value)
    return low if low == high else f"{low} to {high}"


def _gold(entry: Mapping[str, Any], text: str) -> Found | None:
    """A gold mark in the benchmarks' form; None for what is of no kind that is measured."""
    kind = entry.get("kind")
    if kind not in KINDS:  # a row of a public benchmark: told by what it has
        kind = (
            "quote"
            if "content" in entry or entry.get("label") == "STATEMENT"
            else "organisation"
            if entry.get("label") == "AFFILIATION"
            else "statistic"
            if "value" in entry
            else None
        )
    if kind is None:
        return None
    spans = tuple((int(start), int(end)) for start, end in entry.get("content") or [])
    if not spans and entry.get("start") is not None and entry.get("end") is not None:
        spans = ((int(entry["start"]), int(entry["end"])),)
    value = _range(entry["value"]) if kind == "statistic" else None
    if kind == "statistic" and value is None:
        return None
    exact = entry.get("exact") or " … ".join(text[start:end] for start, end in spans)
    speaker = entry.get("speaker") or entry.get("organisation") or ""
    return Found(kind, spans, str(exact), value, str(speaker), bool(entry.get("testimony")))


def _range(given: Any) -> tuple[float, float] | None:
    """37, "37" or "40-50"; a sign belongs to its number."""
    if isinstance(given, (int, float)):
        return (float(given), float(given))
    words = str(given).strip()
    at = words.find("-", 1)
    while at > 0 and words[at - 1] in "eE":
        at = words.find("-", at + 1)
    try:
        if at < 0:
            return (float(words), float(words))
        low, high = float(words[:at]), float(words[at + 1 :])
    except ValueError:
        return None
    return (min(low, high), max(low, high))


def _found(extraction: Extraction) -> list[Found]:
    """What the worker would store of an extraction: figures that claim something, direct and reported speech, names."""
    found = [
        Found(
            "statistic",
            ((record.start, record.end),),
            record.exact,
            (record.value, record.value if record.value_max is None else record.value_max),
        )
        for record in extraction.statistics
        if record.is_claim
    ]
    found += [
        Found(
            "quote",
            record.spans or ((record.start, record.end),),
            record.exact,
            speaker=(record.speaker.name if record.speaker else "") or record.organisation or "",
            testimony=record.sensitive,
        )
        for record in extraction.quotes
        if record.kind in STORED_QUOTES
    ]
    return found + [
        Found("organisation", ((record.start, record.end),), record.exact)
        for record in extraction.organisations
    ]
