"""Years, weeks and hours that claim nothing, in languages without a parser: they tell when ("hace cinco años", "innerhalb von
vier Tagen"), or how old somebody is ("Léa, 15 ans").

Works on the statistics of a text; ages in words of age ("âgé de") are read with the numbers themselves.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from claims.extraction.records import StatisticRecord
from claims.extraction.statistics_context import alternatives, patterns_of
from sources.text.language_data import load
from sources.text.names_cues import cues

_OLDEST = 110
_REACH = 70
_ARTICLE = r"(?:(?:l[aoe]s?|les?|gli|il|i|os|as|o|a|de[nmr]|die|das|het|de|unos|unas)\s)?"
# Who does something by trade, where no list has the word: "entraîneur", "educadora".
_AGENT = r"\p{L}{3,}(?:eur|euse|rice|dora?|tore|ista|iste|iera?|ienne)"
_CLOSES = regex.compile(r"\s?(?:[.,;:)»”\"]|$|\n)|\s(?:y|et|e|und|en|qui|que|che|die)\s")
_ROUND = regex.compile(r"\s(?:sur|su|de cada|op)\s(?:24|7)(?!\d)")
# "Léa*, 15 ans", "la niña, de 13 años", "Ana (13 años)"
_BESIDE_NAME = regex.compile(
    r"(?P<word>[\p{L}'’-]+)[*»”]?(?:\s\([^()\n]{2,40}\))?(?:,\s(?:(?:de|di)\s)?|\s\()$"
)
# "tra i 22 e i 71 anni": articles stand before ages alone
_BETWEEN_ARTICLES = regex.compile(
    r"\s(?:i|gli|los|os|de|les)\s\d+\s(?:e|y|en|et)\s(?:i|gli|los|os|de|les)\s\d", regex.IGNORECASE
)
_UP_TO_AGE = regex.compile(r"(?:hasta los|até os|até aos|fino ai|fino agli)\s", regex.IGNORECASE)
# "les 11-14 ans", "tra i 10 e i 13 anni"
_RANGE_OF_AGES = regex.compile(
    r"(?<!\w)(?:les|des|los|las|i|gli|dei|degli|os|as|dos|de)\s\d[^,;:]{0,24}$", regex.IGNORECASE
)
# "condamné à huit ans de prison": years of something.
_OF_SOMETHING = regex.compile(r"\s(?:de|d['’]|di|von|van|of)(?:\s|(?<=['’]))", regex.IGNORECASE)
_PENALTY = regex.compile(
    r"\b(?:p[eé]nas?|peines?|conden\w*|condan\w*|condamn\w*|verurteil\w*|veroordeel\w*|pris\w+|prigion\w+|haft\w*|cel|"
    r"reclus\w+|plan\w*|contrat\w*|per[ií]od\w*|plazo|mandat\w*|exp[eé]ri\w+|dur[eé]\w*)\b",
    regex.IGNORECASE,
)


@dataclass(frozen=True)
class _Words:
    before: "regex.Pattern[str]"
    after: "regex.Pattern[str]"
    at_age: "regex.Pattern[str]"
    multiplied: "regex.Pattern[str]"
    somebody: "regex.Pattern[str]"
    aged: "regex.Pattern[str]"
    person: frozenset[str]


def _simple(words: Collection[str]) -> set[str]:
    """The words without compounds that end in another of them: German has thousands ("Bundesinnenministerin")."""
    lower = {word.lower() for word in words}
    return {
        word for word in words if not any(word[place:].lower() in lower for place in range(2, len(word) - 2))
    }


@lru_cache(maxsize=64)
def _words(language: str) -> _Words | None:
    data, found = load(language), cues(language)
    if not data.table("times") or found is None:
        return None
    flags = regex.IGNORECASE
    people = {
        *data.table("units", "people"),
        *found.anonymous_nouns,
        *found.private_nouns,
        *found.child,
        *found.parent,
        *found.roles,
    }
    simple = _simple(people)
    compound = r"\p{L}*" if len(simple) < len(people) else ""
    listed = {
        name: alternatives(data.listed("times", name)) for name in ("before", "after", "at_age", "multiplied")
    }
    determiners = alternatives(
        [*found.anonymous_determiners, "el", "la", "le", "l'", "il", "o", "a", "de", "der", "die"]
    )
    stems = "|".join(regex.escape(word[:-1]) for word in sorted(simple) if len(word) > 4)
    return _Words(
        before=regex.compile(rf"(?<!\w)(?:{listed['before']})\s{_ARTICLE}$", flags),
        after=regex.compile(rf"\s(?:{listed['after']})(?!\w)", flags),
        at_age=regex.compile(rf"(?<!\w)(?:{listed['at_age']})\s$", flags),
        multiplied=regex.compile(rf"(?<!\w)(?:{listed['multiplied']})\s(?:\p{{L}}+\s)?$", flags),
        somebody=regex.compile(
            rf"(?<!\w)(?:{determiners})(?:\s|(?<=['’]))(?:\p{{L}}+\s){{0,1}}(?:{compound}(?:{alternatives(simple)})|{_AGENT})\s"
            rf"(?:\p{{L}}+\s){{0,3}}(?:(?:de|di|van|von)\s|d['’])$",
            flags,
        ),
        # "ragazzi tra 11 e 19 anni", "com idades entre os 19 e os 68 anos"
        aged=regex.compile(
            rf"(?<!\w)(?:{compound}(?:{stems})|edad|idade|età|âge|âgé|alter|leeftijd|tien|tenía|têm|tinha|hanno|avaient)\p{{L}}{{0,3}}(?!\w)[^.;:!?\n\d]{{0,40}}$",
            flags,
        ),
        person=frozenset(word.lower() for word in people),
    )


def settle_times(text: str, records: Iterable[StatisticRecord], language: str) -> Iterator[StatisticRecord]:
    """The statistics, those that only tell when claiming nothing, and somebody's years as an age."""
    words = _words(load(language).code)
    for record in records:
        if (
            words is not None
            and record.kind == "count"
            and not record.unit
            and words.multiplied.search(text, max(0, record.start - 24), record.start)
        ):
            record = replace(record, kind="multiple", unit="times", unit_normalized="time")
            yield replace(record, change="up", is_claim=record.value > 1)  # "multiplié par trente-six"
        elif words is None or record.kind != "duration":
            yield record
        elif (
            record.value == 24
            and record.unit_normalized == "hour"
            and (record.per or _ROUND.match(text, record.end))
        ):
            yield replace(record, is_claim=False, change=None)  # "24 horas al día": always
        elif _is_age(text, record, words):
            aged = replace(record, kind="age", unit_normalized="year of age", is_claim=False)
            yield replace(aged, per=None, change=None)
        elif record.per is not None:
            yield record
        elif _tells_when(text, record, words, language):
            yield replace(record, is_claim=False, change=None)
        else:
            yield record


def _tells_when(text: str, record: StatisticRecord, words: _Words, language: str) -> bool:
    if record.unit_normalized in ("minute", "second"):
        return False  # how fast something is done
    low = max(text.rfind("\n", 0, record.start) + 1, record.start - 32)
    if words.before.search(text, low, record.start) or words.after.match(text, record.end):
        return True
    spans = patterns_of(language).spans
    return any(span.end() > record.start for span in spans.finditer(text, low, record.end))


def _is_age(text: str, record: StatisticRecord, words: _Words) -> bool:
    if record.unit_normalized != "year" or not 3 <= record.value <= _OLDEST:
        return False
    low = max(text.rfind("\n", 0, record.start) + 1, record.start - _REACH)
    before = text[low : record.start]
    if record.value_max is not None:
        if _OF_SOMETHING.match(text, record.end) or _PENALTY.search(before):
            return False
        if _BETWEEN_ARTICLES.search(record.exact):
            return True
        by_article = record.value_max <= 25 and _RANGE_OF_AGES.search(before + record.exact) is not None
        return by_article or words.aged.search(before) is not None
    if record.comparator == "<" and record.value <= 21:
        return _UP_TO_AGE.match(record.exact) is not None or words.aged.search(before) is not None
    if record.comparator != "=" or (
        _OF_SOMETHING.match(text, record.end) and _PENALTY.search(text, record.end, record.end + 28)
    ):
        return False
    somebody = words.somebody.search(before)
    if somebody is not None:
        return _PENALTY.search(somebody[0]) is None
    if _PENALTY.search(before):
        return False
    led = _BESIDE_NAME.search(before)
    if led is not None:
        named = led["word"][0].isupper() or led["word"].lower() in words.person
        return named and _CLOSES.match(text, record.end) is not None
    return words.at_age.search(before) is not None and _OF_SOMETHING.match(text, record.end) is None
