"""Two figures of one sentence that say one thing, in languages without a parser: what was and what is ("von 900 auf 1.200"),
a figure and what it is set against ("frente a 900 en 2023"), a count and the same by the day ("soit 23 par jour"), a part of
it ("dont 2 300").

Works on the statistics of a text in order; English is read by ``statistics_carried``.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import regex

from claims.extraction.records import StatisticRecord
from claims.extraction.statistics_changes import plain_subject
from claims.extraction.statistics_context import alternatives, patterns_of
from sources.text.language_data import load
from sources.text.sentences import Sentence

_FARTHEST = 110
# "6,5 millions d'euros, dont 2 millions": said once, the currency holds for both.
_SCALED = regex.compile(r"mill|mil\b|mio|mln|mrd|mld|miljoen|bi[lh]", regex.IGNORECASE)
_COUNTS = frozenset({"count", "rate"})
# What may stand between two figures without making the second say something else: no figure but a year.
_CLEAR = r"(?:[^.;:!?\d\n]|(?:19|20)\d\d(?!\d)|\.(?=\d))"
_WORDS = r"(?:\p{L}+['’]?\s?){0,3}"


@dataclass(frozen=True)
class _Words:
    moved: "regex.Pattern[str]"
    passing: "regex.Pattern[str]"
    begins: "regex.Pattern[str]"
    to: "regex.Pattern[str]"
    against: "regex.Pattern[str]"
    that_is: "regex.Pattern[str]"
    of_which: "regex.Pattern[str]"
    next: "regex.Pattern[str]"
    of_them: "regex.Pattern[str]"
    of_all: "regex.Pattern[str]"
    part: "regex.Pattern[str]"


@lru_cache(maxsize=64)
def _words(language: str) -> _Words | None:
    data = load(language)
    if not data.table("pairs"):
        return None
    flags = regex.IGNORECASE
    passing = data.listed("changes", "passing")
    moved = [
        *passing,
        *data.table("changes", "multiples"),
        *data.listed("changes", "up", "words"),
        *data.listed("changes", "down", "words"),
    ]
    listed = {
        name: alternatives(data.listed("pairs", name))
        for name in ("from", "to", "against", "that_is", "of_which", "of_them", "of_all", "year_before")
    }
    return _Words(
        moved=regex.compile(rf"(?<!\w)(?:{alternatives(moved)})(?!\w)", flags),
        passing=regex.compile(rf"(?<!\w)(?:{alternatives(passing)})(?!\w)", flags),
        begins=regex.compile(rf"(?<!\w)(?:{listed['from']})\s(?:\p{{L}}+\s){{0,2}}$", flags),
        to=regex.compile(rf"{_CLEAR}*?(?<!\w)(?:{listed['to']})\s{_WORDS}", flags),
        against=regex.compile(
            rf"{_CLEAR}{{0,80}}?(?:(?<!\w)(?:{listed['against']})(?:\s|(?<=['’])){_WORDS}"
            rf"|\((?:\p{{L}}{{2}}\s|im\sjahr\s)?(?:(?:19|20)\d\d|{listed['year_before']})\s?:\s?)",
            flags,
        ),
        that_is=regex.compile(
            rf"{_CLEAR}{{0,80}}?(?:[,;]\s|\s[–—-]\s|\s?\()(?:(?:{listed['that_is']}),?\s{_WORDS}|{_WORDS})",
            flags,
        ),
        of_which=regex.compile(
            rf"(?:{_CLEAR}|;){{0,100}}?(?<!\w)(?:{listed['of_which']}),?\s{_WORDS}", flags
        ),
        of_all=regex.compile(rf"(?:^|[.!?\n]\s?|(?<=^\W?))(?:{listed['of_all']})\s$", flags),
        part=regex.compile(rf"{_CLEAR}{{0,40}},\s{_WORDS}"),
        of_them=regex.compile(rf"\s(?:{listed['of_them']})(?!\w)", flags),
        next=regex.compile(
            rf"{_CLEAR}{{0,80}}?[.;]\s(?:{listed['that_is']}|(?P<part>{listed['of_which']})),?\s{_WORDS}",
            flags,
        ),
    )


def settle(
    text: str, records: list[StatisticRecord], sentences: list[Sentence], language: str
) -> list[StatisticRecord]:
    """The statistics, in order, with what each pair of neighbours says of the two."""
    words = _words(load(language).code)
    if words is None or len(records) < 2:
        return records
    settled = list(records)
    ends = [sentence.end for sentence in sentences]
    starts = [sentence.start for sentence in sentences]
    place = 0
    for index, (first, second) in enumerate(pairwise(records)):
        while place + 1 < len(starts) and starts[place + 1] <= first.start:
            place += 1
        if first.kind == "age" and index:
            earlier = settled[index - 1]
            if "\n" not in text[earlier.end : second.start] and second.start - earlier.end <= _FARTHEST:
                settled[index + 1] = _begins_next(text, earlier, second, words)
            continue
        if second.start - first.end > _FARTHEST or not starts or "\n" in text[first.end : second.start]:
            continue
        earlier = settled[index]
        if words.of_them.match(text, second.end) and earlier.counted and earlier.kind in _COUNTS:
            settled[index + 1] = _counting(earlier, second)  # "58 % d'entre eux"
            continue
        if second.end > ends[place]:
            settled[index + 1] = _begins_next(text, earlier, second, words)
            continue
        pair = _levels(text, earlier, second, (starts[place], ends[place]), words, language) or _carried(
            text, earlier, second, words
        )
        if pair is not None:
            settled[index], settled[index + 1] = pair
    return settled


def _levels(
    text: str,
    first: StatisticRecord,
    second: StatisticRecord,
    sentence: tuple[int, int],
    words: _Words,
    language: str,
) -> tuple[StatisticRecord, StatisticRecord] | None:
    """What was and what is: the change is the second's, and both count and measure the same."""
    if first.value_max is not None or second.value_max is not None:
        return None
    if not (
        words.begins.search(text, max(sentence[0], first.start - 24), first.start)
        and words.to.fullmatch(text, first.end, second.start)
    ):
        return None
    verb = words.moved.search(text, max(sentence[0], first.start - 90), first.start)
    if verb is None and load(language).listed("changes", "subjects", "auxiliaries"):
        verb = words.moved.search(text, second.end, min(sentence[1], second.end + 48))
    if verb is None:
        return None
    if first.kind == "count" and not first.unit and second.kind in ("share", "money", "count"):
        first = replace(
            first,
            value=first.value * _magnitude(first, second),
            unit=second.unit,
            unit_normalized=second.unit_normalized,
            kind=second.kind,
            is_claim=first.is_claim or second.kind != "count",
        )
    if first.kind != second.kind:
        return None
    patterns = patterns_of(language)
    way = "up" if patterns.up.search(verb[0]) else "down" if patterns.down.search(verb[0]) else None
    if words.passing.fullmatch(verb[0]) or way is None:
        way = "up" if second.value > first.value else "down" if second.value < first.value else None
    counted = first.counted or second.counted
    if counted is None and verb.start() < first.start:
        within = Sentence(sentence[0], sentence[1], text[sentence[0] : sentence[1]])
        counted = plain_subject(text, first.start, first.end, within, language)
    return (
        replace(first, change=None, counted=counted, is_claim=first.is_claim or _claims(first, counted)),
        replace(second, change=way, counted=counted, is_claim=second.is_claim or _claims(second, counted)),
    )


def _magnitude(first: StatisticRecord, second: StatisticRecord) -> float:
    """By what the second figure's word multiplies the first: "de 4,2 à 6 millions d'euros"."""
    digits = regex.search(r"\d+(?:[.,]\d{1,2}(?!\d))?(?!\d|[.,\s]\d)", second.exact)
    if digits is None or second.value < 1_000 or not 0 < first.value < 1_000:
        return 1.0
    scale = second.value / max(float(digits[0].replace(",", ".")), 0.01)
    return round(scale) if round(scale) in (1_000, 1_000_000, 1_000_000_000) else 1.0


def _claims(record: StatisticRecord, counted: str | None) -> bool:
    return counted is not None and record.value > 1 and record.kind in _COUNTS


def _carried(
    text: str, first: StatisticRecord, second: StatisticRecord, words: _Words
) -> tuple[StatisticRecord, StatisticRecord] | None:
    """The second figure counts what the first does, where it counts nothing by itself."""
    if not _bare(second) or first.kind == "age" or (first.counted is None and first.kind != "money"):
        return None
    limits = (first.end, second.start)
    if (
        first.kind == "money"
        and second.kind in _COUNTS
        and second.value >= 1_000
        and _SCALED.search(second.exact)
    ):
        if not regex.fullmatch(rf"{_CLEAR}{{0,70}}", text[first.end : second.start]):
            return None
        kind = second.kind if second.kind != "count" and second.per is None else "money"
        return first, replace(
            second, kind=kind, unit=first.unit, unit_normalized=first.unit_normalized, is_claim=True
        )
    if first.counted is None:
        return None
    comparable = first.kind == second.kind or {first.kind, second.kind} <= _COUNTS
    if (comparable or second.kind == "count") and words.against.fullmatch(text, *limits):
        second = replace(second, change=None)
    elif not (
        (
            second.kind == "rate"
            and (first.kind in _COUNTS or first.change)
            and words.that_is.fullmatch(text, *limits)
        )
        or words.of_which.fullmatch(text, *limits)
        or (
            words.of_all.search(text, max(0, first.start - 14), first.start)
            and words.part.fullmatch(text, *limits)
        )
    ):
        return None
    return first, _counting(first, second)


def _bare(record: StatisticRecord) -> bool:
    """Whether the figure counts nothing by itself: "3.100", "23 pro Tag"."""
    if record.kind == "share":
        return record.counted is None
    return not record.unit or record.unit_normalized == f"per {record.per}"


def _begins_next(
    text: str, first: StatisticRecord, second: StatisticRecord, words: _Words
) -> StatisticRecord:
    """The second figure, where its sentence begins by going on from the first: "Das sind 23 pro Tag." """
    if first.counted is None or not _bare(second) or first.kind not in _COUNTS | {"share"}:
        return second
    found = words.next.search(text, max(first.end, second.start - 60), second.start)
    if found is None or not ((found["part"] and second.kind in _COUNTS | {"share"}) or second.kind == "rate"):
        return second
    return _counting(first, second)


def _counting(first: StatisticRecord, second: StatisticRecord) -> StatisticRecord:
    if {first.kind, second.kind} <= _COUNTS and not second.unit:
        second = replace(second, unit=first.unit, unit_normalized=first.unit_normalized)
    return replace(second, counted=first.counted, is_claim=second.is_claim or _claims(second, first.counted))
