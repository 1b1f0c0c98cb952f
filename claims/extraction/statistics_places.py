"""Where a figure holds, in the languages that are read without a parser: "24 anak di Bandung", "in Bayern 300 Fälle".

The words that lead to a place are each language file's; names come from locale data, the file and capital letters.
English reads its places by grammar in ``statistics_english``.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from claims.extraction.attribution_spans import Spans
from claims.extraction.records import StatisticRecord
from claims.extraction.statistics_context import alternatives
from sources.text.language_data import load
from sources.text.names import NameMention
from sources.text.names_cues import cues
from sources.text.places import places
from sources.text.sentences import Sentence

# Another clause is as far off as so many characters.
_CLAUSE = 50
# Names are looked up by so many of their first characters.
_KEY = 2
_FARTHEST = 240
_MOST_PLACES = 24
_NO_PLACE = frozenset(("Internet", "Internets", "Web", "Net"))
_LINKS = "de|del|do|da|dos|das|la|las|los|le|les|sur|di|du|des|den|der|am|an"
_RUN = regex.compile(
    rf"\p{{Lu}}[\p{{L}}’'-]*+(?:[ \u00a0](?:(?:{_LINKS})[ \u00a0]){{0,2}}\p{{Lu}}[\p{{L}}’'-]*+){{0,4}}"
)
_ADDRESS = regex.compile(r"\.\p{Ll}")
_WORD = regex.compile(r"\p{L}+")
# "Roma, 15 ottobre –", "BANDUNG (Antara) –": where a report was filed.
_DATELINE = regex.compile(r"\s?(?:[-–—]|\((?!\s?\d)|,\s?\d|,\s\p{L}+(?:\s\([^)]*\))?\s?[-–—])")


@dataclass(frozen=True, slots=True)
class _Place:
    """A place named at ``start:end``; its phrase begins at ``led``. ``bare`` where no word leads to it."""

    led: int
    start: int
    end: int
    bare: bool = False


@dataclass(frozen=True)
class _Words:
    lead: "regex.Pattern[str] | None"
    after: "regex.Pattern[str] | None"
    joins: "regex.Pattern[str]"
    clause: "regex.Pattern[str]"
    known_only: frozenset[str]
    articles: frozenset[str]
    kinds: frozenset[str]
    names: dict[str, tuple[str, ...]]
    stops: frozenset[str]
    offices: frozenset[str]
    saying: "regex.Pattern[str] | None"
    said: "regex.Pattern[str] | None"
    spaced: bool


@lru_cache(maxsize=32)
def _words(language: str) -> _Words:
    data = load(language)
    spaced = data.spacing != "unspaced"
    before, known = data.listed("places", "before"), data.listed("places", "known_only")
    articles, kinds = data.listed("places", "articles"), data.listed("places", "kinds")
    edge, tail, gap = (r"(?<!\w)", r"(?!\w)", r"(?:(?<=['’])|[ \u00a0]+)") if spaced else ("", "", "")
    inside = rf"(?:(?:{alternatives(articles + kinds)}){gap}){{0,4}}" if articles or kinds else ""
    lead = rf"{edge}(?P<lead>(?i:{alternatives(before + known)})){gap}(?P<inside>{inside})(?=\p{{L}})"
    after = data.listed("places", "after")
    ands = alternatives(data.listed("places", "and"))
    joins = alternatives(data.listed("ranges", "and"))
    found = cues(language)
    own = {*places(language), *data.listed("places", "names"), *(found.places if found else ())}
    by_first: dict[str, list[str]] = {}
    for name in own:
        by_first.setdefault(name[:_KEY], []).append(name)
    months = {name.capitalize() for name in data.table("months")}
    return _Words(
        lead=regex.compile(lead) if before or known else None,
        after=regex.compile(rf"\s?(?:{alternatives(after)})") if after else None,
        joins=regex.compile(rf",?\s(?:{joins})\s(?=\p{{Lu}})"),
        clause=regex.compile(rf"[,;:()–—]|{edge}(?:{ands}){tail}", regex.IGNORECASE),
        known_only=frozenset(known),
        articles=frozenset(articles),
        kinds=frozenset(kinds),
        names={first: tuple(sorted(names, key=len, reverse=True)) for first, names in by_first.items()},
        stops=frozenset(months) | (found.person_stop if found else frozenset()),
        offices=found.roles | found.organisation_openings | found.honorifics if found else frozenset(),
        saying=regex.compile(rf"(?<!\w)(?:{alternatives(found.speech_verbs)})(?!\w)") if found else None,
        said=regex.compile(rf",[\"”»“]?\s(?:{alternatives(found.speech_verbs)})(?!\w)") if found else None,
        spaced=spaced,
    )


def with_places(
    text: str,
    language: str,
    sentences: Sequence[Sentence],
    records: Sequence[StatisticRecord],
    mentions: Sequence[NameMention],
) -> list[StatisticRecord]:
    """The records with the place that their sentence gives each of them; unchanged where the language has no words for it.

    A place belongs to the figure in whose clause it stands; one that opens the sentence to all figures that have none of
    their own.
    """
    words = _words(load(language).code)
    if language == "en" or not records or (words.lead is None and words.after is None):
        return list(records)
    names, figures = Spans(mentions), Spans(records)
    found: dict[int, str] = {}
    for sentence in sentences:
        # An age or a time has no place, and stands in no other figure's way.
        here = [
            record
            for record in figures.beginning_in(sentence.start, sentence.end)
            if record.kind not in ("age", "duration")
        ]
        if not here:
            continue
        candidates = _candidates(text, sentence, here, words, names)
        for record, place in zip(here, _shared_out(text, here, candidates, sentence, words), strict=True):
            if place is not None:
                found[id(record)] = " ".join(text[place.start : place.end].split())
    return [replace(record, place=found[id(record)]) if id(record) in found else record for record in records]


def _candidates(
    text: str,
    sentence: Sentence,
    here: list[StatisticRecord],
    words: _Words,
    names: Spans[NameMention],
) -> list[_Place]:
    low = max(sentence.start, here[0].start - 2 * _FARTHEST)
    high = min(sentence.end, here[-1].end + 2 * _FARTHEST)
    led: dict[int, _Place] = {}
    for found in words.lead.finditer(text, low, high) if words.lead is not None else ():
        unknown = _may_be_unknown(found, words)
        end = _name_end(text, found.end(), high, words, unknown)
        if end is not None and _ADDRESS.match(text, end):
            continue  # "di Change.org"
        if end is not None and not _is_named(found.end(), end, names, text, words):
            before = names.last_before(found.start())
            unlisted = text[found.end() : end] not in words.names.get(
                text[found.end() : found.end() + _KEY], ()
            )
            if unlisted and before is not None and before.end == found.start() - 1 and before.key is None:
                continue  # "Fiscalía Especializada en Delitos": the name goes on
            led[found.end()] = _Place(found.start(), found.end(), _joined(text, end, high, words, unknown))
        if len(led) >= _MOST_PLACES:
            break
    bare: list[_Place] = []
    covered = -1
    for word in _WORD.finditer(text, low, high) if words.spaced else ():
        if word.start() < covered or text[word.start() : word.start() + _KEY] not in words.names:
            continue
        end = _name_end(text, word.start(), high, words, unknown=False)
        if end is None or _is_named(word.start(), end, names, text, words):
            continue
        covered = end
        if _DATELINE.match(text, end, high) is not None:
            continue
        if not any(place.start <= word.start() < place.end for place in led.values()):
            bare.append(_Place(word.start(), word.start(), end, bare=True))
        if len(bare) >= _MOST_PLACES:
            break
    if words.after is not None:
        bare = _before_particle(text, low, high, words)
    return sorted([*led.values(), *bare], key=lambda place: place.start)


def _may_be_unknown(found: "regex.Match[str]", words: _Words) -> bool:
    """Whether a name that no list holds may follow: "di Sumberarum", "en la provincia de Almazán", not "en el Congreso"."""
    inside = {word.lower() for word in _WORD.findall(found["inside"])}
    if inside & words.kinds:
        return True
    lead = " ".join(found["lead"].lower().replace("’", "'").split())
    return lead not in words.known_only and not inside & words.articles


def _name_end(text: str, start: int, high: int, words: _Words, unknown: bool) -> int | None:
    """Where the place's name that begins at ``start`` ends; None where none does."""
    for name in words.names.get(text[start : start + _KEY], ()):
        end = start + len(name)
        if (
            text.startswith(name, start)
            and end <= high
            and not (words.spaced and text[end : end + 1].isalpha())
        ):
            run = _RUN.match(text, start, high) if unknown else None
            return max(end, _cut(run, words)) if run is not None else end
    run = _RUN.match(text, start, high) if unknown else None
    if run is None or run[0].split()[0] in words.stops | _NO_PLACE or run[0].isupper():
        return None
    return _cut(run, words)


def _cut(run: "regex.Match[str]", words: _Words) -> int:
    """The end of the run of capitals before a weekday, a month or another word that ends a name."""
    for word in list(_WORD.finditer(run[0]))[1:]:
        if word[0] in words.stops and word.start() and run[0][word.start() - 1].isspace():
            return run.start() + len(run[0][: word.start()].rstrip())
    return run.end()


def _is_named(start: int, end: int, names: Spans[NameMention], text: str, words: _Words) -> bool:
    """Whether what stands there is the name of a body, a platform or a person, not of a place."""
    mention = names.holding(start)
    if mention is None or mention.key is not None:
        return mention is not None
    known = words.names.get(text[start : start + _KEY], ())
    return text[start:end] not in known or mention.end > end or mention.start < start


def _joined(text: str, end: int, high: int, words: _Words, unknown: bool) -> int:
    """Where a list of places ends: "Inglaterra y Gales", "Surabaya, Malang, dan Kediri"."""
    reached = end
    while True:
        link = words.joins.match(text, reached, high)
        if link is not None:
            last = _name_end(text, link.end(), high, words, unknown)
            return end if last is None else last
        further = (
            _name_end(text, reached + 2, high, words, unknown) if text.startswith(", ", reached) else None
        )
        if further is None:
            return end
        if text[reached + 2 : further].split()[0] in words.offices:
            return end  # "Di Indonesia, Menteri ..." begins the clause
        reached = further


def _before_particle(text: str, low: int, high: int, words: _Words) -> list[_Place]:
    """Known names that a particle after them makes a place: 日本で, भारत में."""
    found: list[_Place] = []
    position = low
    assert words.after is not None
    while position < high and len(found) < _MOST_PLACES:
        end = (
            _name_end(text, position, high, words, unknown=False)
            if text[position : position + _KEY] in words.names
            else None
        )
        if end is None or words.after.match(text, end, high) is None:
            position += 1
            continue
        found.append(_Place(position, position, end))
        position = end
    return found


def _shared_out(
    text: str, here: list[StatisticRecord], candidates: list[_Place], sentence: Sentence, words: _Words
) -> list[_Place | None]:
    """The place of each figure of the sentence: each place goes to the figure nearest to it."""
    nearest: list[tuple[int, _Place] | None] = [None] * len(here)
    for place in candidates:
        costs = [_cost(text, record, here, place, sentence, words) for record in here]
        said = [(cost, order) for order, cost in enumerate(costs) if cost is not None and cost <= _FARTHEST]
        if said:
            cost, order = min(said)
            known = nearest[order]
            if known is None or cost < known[0]:
                nearest[order] = (cost, place)
    opening = [place for place in candidates if not place.bare and place.end <= here[0].start]
    first = opening[-1] if opening and opening[-1].led - sentence.start < _CLAUSE else None
    given: list[_Place | None] = []
    for record, best in zip(here, nearest, strict=True):
        if best is not None:
            given.append(best[1])
            continue
        # One that opens the sentence is said of all its figures, until another place is named.
        other = first and any(first.end <= place.start < record.start for place in candidates)
        given.append(None if other else first)
    return given


def _cost(
    text: str,
    record: StatisticRecord,
    here: list[StatisticRecord],
    place: _Place,
    sentence: Sentence,
    words: _Words,
) -> int | None:
    """How far ``place`` is from the figure, clauses counted; None where another figure stands between."""
    if record.start <= place.start < record.end:
        return 0  # "5,5 juta anak Indonesia"
    if text[place.end : record.start].strip() == "(":
        return 0  # "Jawa Timur (14 persen)"
    if place.bare and place.start - sentence.start > 2:
        opened = list(words.clause.finditer(text, max(sentence.start, place.start - 24), place.start))
        if not opened or text[opened[-1].end() : place.start].strip():
            return None  # a name that no word leads to counts where it opens its clause: "Prancis mencatat 200 kasus"
    if place.start >= record.end:
        between = (record.end, place.led)
        if words.said is not None and words.said.search(text, *between):
            return None  # "…," ujar Nama di Jakarta: where it was said
        if place.bare:
            return None
    else:
        # The comma after "En Francia, 300 casos" opens no other clause.
        comma = place.led == sentence.start or place.led - sentence.start < _CLAUSE
        skipped = 1 if comma and text[place.end : place.end + 1] == "," else 0
        between = (min(place.end + skipped, record.start), record.start)
        leads = place.led - sentence.start < 3
        if not leads and words.saying is not None and words.saying.search(text, *between):
            return None  # "Kepala Perwakilan Wilayah Jawa Nama menambahkan, 45 persen": where the speaker holds office
    starts = [figure.start for figure in here]
    if bisect_right(starts, between[1] - 1) > bisect_left(starts, between[0]):
        return None
    length = between[1] - between[0]
    return length + _CLAUSE * sum(1 for _ in words.clause.finditer(text, *between))
