"""The period that a sentence gives for a figure: the nearest that is said of it, as written and resolved (ISO 8601).

Periods that English writes in several words come from ``statistics_periods_english``.
"""

import datetime
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from claims.extraction.statistics_context import Patterns, alternatives, patterns_of
from claims.extraction.statistics_past import months_alone, past_spans
from claims.extraction.statistics_periods_english import Period
from claims.extraction.statistics_said_of import of_change
from sources.text.language_data import load

# What a figure is compared with is not when it holds: "20 % more than in 2022", "20 % más que en 2022".
_BASE = re.compile(
    r"(?<!\w)(?:than|(?:many|much|high|likely|often) as"
    r"|compared (?:with|to)|que|qu['’]|als|dan|dibanding(?:kan)?(?: dengan)?|berbanding|ketimbang|daripada|frente a"
    r"|respecto a|par rapport (?:à|au)|gegenüber|vergeleken met|ten opzichte van|rispetto (?:a|al|all['’])"
    r"|em relação (?:a|ao|à)|(?:en comparación|em comparação|comparad[oa]s?) (?:con|com|a)|con respecto a|respecto de[l]?"
    r"|face a|im Vergleich zu[m]?|in vergelijking met|par comparaison avec|comparée?s? à)"
    r"\s*(?:(?:periode|waktu|tempoh)\s+(?:yang\s+)?sama\s+)?"
    r"(?:(?:in|en|em|im|nel|pada|those|the|los|las|el|la|le|het|de|dem|der|den)\s+){0,2}$",
    re.IGNORECASE,
)

# "(2024: 16.850)"
_LABEL = re.compile(r"\((?:[^\W\d_]{2}\s)?(?P<year>(?:19|20)\d\d)\s?:\s?\Z")
# "em relação a 2024, quando foram 52.800": what follows is said of the year that was compared with.
_THEN = re.compile(
    r",?\s(?:quando|cuando|lorsque|quand|als|toen|año en (?:el )?que|anno in cui|année où|ano em que)\s"
)
_ON_BASE = re.compile(r"(?<!\w)on\s+(?:the\s+)?$", re.IGNORECASE)
# "92 %, up from 77 % in 2022": what follows the earlier figure is said of that one.
_EARLIER = re.compile(
    r"(?<!\w)(?:from|dari|daripada|desde|von|berbanding|dibanding(?:kan)?(?:\s+dengan)?)\s+(?:\w+\s+){0,2}\d[\d.,]*[^\d.,;:]*$",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"berbanding|dibanding|ketimbang", re.IGNORECASE)
# "2019 waren es 16 Prozent": a year that opens the sentence.
# "dari Rp 4 miliar menjadi Rp 7 miliar pada 2026": what follows the level is said of that one.
_LEVEL = re.compile(r"\s(?:menjadi|jadi|kepada)\s(?:\w+\s){0,2}(?:Rp|RM)?\s?\d", re.IGNORECASE)
_OPENING_YEAR = regex.compile(r"(?:^|\n|(?<=[.!?;]\s))(?:19|20)\d\d(?=\s\p{Ll})")
_ENDED = re.compile(r"[.!?;]\s")
_YEAR = re.compile(r"(?:19|20)\d\d")
# How a language file says "the year before".
_BEFORE = "before:-1"


def period(
    text: str,
    start: int,
    end: int,
    sentence: tuple[int, int],
    language: str,
    published_on: datetime.date | None,
    worded: Sequence[Period] = (),
    said_of: Callable[[int, int], bool] | None = None,
) -> tuple[str, str | None] | None:
    """The period the sentence gives for a figure at ``start:end``: as written, and resolved (ISO) where it can be.

    The nearest to the figure wins. "last year" is resolved against ``published_on``. ``worded`` are periods that were
    found by other means and stand for what they overlap; ``said_of`` tells whether a period at a place is the figure's.
    """
    low, high = max(sentence[0], start - 400), min(sentence[1], end + 400)
    labelled = _LABEL.search(text, max(sentence[0], start - 16), start)
    if labelled is not None:
        return labelled["year"], labelled["year"]
    patterns = patterns_of(language)
    found: list[tuple[int, str, str | None, int]] = []
    for named in _named(text, low, high, language, published_on):
        if named.kind in ("span", "past") and named.start < end and start < named.end:
            continue  # "for three months" is no period of the three months themselves
        if named.kind == "opening" and (named.end + 2 > start or _ENDED.search(text, named.end, start)):
            continue
        distance = max(named.start - end, start - named.end, 0) + _FARTHER.get(named.kind, 0)
        alone = named.kind == "year" and len(text[named.led : named.end].split()) < 3
        if language != "en" and alone and 0 <= named.start - end < 2:
            distance = 0  # "780 em 2023": the year right after a figure is its own
        found.append((distance, text[named.led : named.end], named.resolved, named.led))
    found = [near for near in found if not _inside(near, worded)]
    for one in worded:
        if low <= one.start and one.end <= high and not (one.start < end and start < one.end):
            found.append((max(one.start - end, start - one.end, 0), one.written, one.resolved, one.start))
    found = [
        near
        for near in found
        if (
            not _is_base(text, low, near[1], near[3])
            or (near[3] < start and _THEN.match(text, near[3] + len(near[1])))
        )
        and not (near[3] > end and _of_earlier(text, (start, end), near[3], patterns, language))
        and (said_of is None or said_of(near[3], near[3] + len(near[1])))
    ]
    if not found:
        return None
    changed = [
        near
        for near in found
        if language == "en"
        and near[3] >= end
        and (of_change(text, end, near[3]) or text[end : near[3]].strip() in ("", "in", "during", "over"))
    ]
    _, written, resolved, place = min(changed or found, key=lambda near: near[0])
    if resolved == _BEFORE:
        resolved = _year_before(found, place)
    return _without_preposition(written, language), resolved


class _Named(NamedTuple):
    """A period named at ``start:end``, written from ``led`` on: ``kind`` says by what words."""

    start: int
    end: int
    led: int
    resolved: str | None
    kind: str


# How much nearer or farther than it stands a kind of period counts.
_FARTHER = {"interval": -1, "opening": 12, "year": 12}


@lru_cache(maxsize=16)
def _named(
    text: str, low: int, high: int, language: str, published_on: datetime.date | None
) -> tuple[_Named, ...]:
    """The periods that ``text[low:high]`` names, kind by kind; figures of one sentence ask for the same ones."""
    patterns = patterns_of(language)
    found: list[_Named] = []

    def add(match: "regex.Match[str]", resolved: str | None, kind: str, led: int | None = None) -> None:
        found.append(
            _Named(match.start(), match.end(), match.start() if led is None else led, resolved, kind)
        )

    dated = _YEAR.search(text, low, high) is not None
    if dated:
        for match in patterns.between.finditer(text, low, high):
            first, last = (_dated(match[f"month{end}"], match[f"year{end}"], language) for end in (1, 2))
            add(match, f"{first}/{last}", "interval")
        for match in patterns.months_of_a_year.finditer(text, low, high):
            first, last = (_dated(match[f"month{end}"], match["year2"], language) for end in (1, 2))
            add(match, f"{first}/{last}", "interval")
        for match in patterns.months.finditer(text, low, high):
            month = _month(match["month"], language)
            resolved = f"{match['year']}-{month:02d}" if month else match["year"]
            opening = patterns.year_to.search(text, low, match.start()) if patterns.year_to else None
            if opening is not None and month:
                first = f"{int(match['year']) - (month < 12)}-{month % 12 + 1:02d}"
                add(match, f"{first}/{resolved}", "interval", opening.start())
            else:
                add(match, resolved, "month")
        for match in patterns.part.finditer(text, low, high) if patterns.part is not None else ():
            add(match, _months_of_part(match, language), "interval")
    for match in patterns.relative.finditer(text, low, high):
        if language in ("id", "ms") and _counted(text, match.start(), language):
            continue  # "sejak dua tahun lalu"
        add(match, _resolve(match[0], language, published_on), "relative")
    covered = [(one.start, one.end) for one in found if one.kind == "relative"]
    found.extend(
        _Named(one.start, one.end, one.start, one.resolved, "month")
        for one in months_alone(text, low, high, language, published_on)
    )
    past = past_spans(text, low, high, language, published_on)
    found.extend(_Named(one.start, one.end, one.start, one.resolved, "past") for one in past)
    covered += [(one.start, one.end) for one in past]
    for match in patterns.spans.finditer(text, low, high):
        # "sepanjang tahun lalu" is last year, not a span of a year.
        if not any(start < match.end() and match.start() < end for start, end in covered):
            add(match, None, "span")
    if dated:
        for match in _OPENING_YEAR.finditer(text, low, high) if language != "en" else ():
            add(match, match[0], "opening")
        for match in patterns.year.finditer(text, low, high):
            if _of_law(text, match, language):
                continue
            add(match, _season(match["year"]), "year")
    return tuple(found)


def _counted(text: str, start: int, language: str) -> bool:
    """Whether a number word of its own or a small figure stands right before."""
    before = text[max(0, start - 16) : start].split()
    word = before[-1].lower() if before and text[start - 1 : start] == " " else ""
    small = word.isdigit() and len(word) < 3
    return small or word in load(language).table("numbers", "words") or word in ("belas", "puluh", "beberapa")


def _of_law(text: str, match: "regex.Match[str]", language: str) -> bool:
    """Whether a year is part of a law's name: "Undang-Undang Nomor 44 Tahun 2008"."""
    led = text[max(0, match.start() - 2) : match.start()]
    units = load(language).table("periods", "units")
    return led[:1].isdigit() and led[1:] == " " and units.get(match[0].split()[0].lower()) == "year"


def _inside(near: tuple[int, str, str | None, int], worded: Sequence[Period]) -> bool:
    _, written, _, place = near
    return any(place < one.end and one.start < place + len(written) for one in worded)


def _without_preposition(written: str, language: str) -> str:
    """ "2018" of "in 2018", where the file lists the words that say nothing more than when ("in", not "since")."""
    plain = _plain(language)
    return written if plain is None else plain.sub("", written)


@lru_cache(maxsize=64)
def _plain(language: str) -> "regex.Pattern[str] | None":
    words = load(language).listed("periods", "plain")
    if not words:
        return None
    return regex.compile(rf"^(?:(?:{alternatives(words)})\s+)+(?:the\s+(?=\d))?", regex.IGNORECASE)


def _months_of_part(match: "regex.Match[str]", language: str) -> str:
    """The interval of months: the second quarter of 2024 is 2024-04/2024-06."""
    parts = load(language).table("periods", "parts")
    length = next(int(n) for word, n in parts["months"].items() if word.lower() == match["part"].lower())
    rank = next(int(n) for word, n in parts["ranks"].items() if word.lower() == match["rank"].lower())
    last = min(12, rank * length)
    return f"{match['year']}-{last - length + 1:02d}/{match['year']}-{last:02d}"


def _year_before(found: list[tuple[int, str, str | None, int]], place: int) -> str | None:
    """The year before the one that the sentence names before ``place``; None where it names none."""
    years = [
        (at, resolved) for _, _, resolved, at in found if at < place and resolved and resolved[:4].isdigit()
    ]
    return f"{int(max(years)[1].split('/')[-1][:4]) - 1:04d}" if years else None


def _is_base(text: str, low: int, written: str, start: int) -> bool:
    if _ON_BASE.search(text[max(low, start - 8) : start]) and not written[0].isdigit():
        return True  # "up 18 per cent on last year"
    before = text[max(low, start - 56) : start]
    # "rispetto al 2022": words of the comparison may be read with the period.
    return bool(_BASE.search(before) or _BASE.search(before + written.rpartition(" ")[0] + " "))


def _of_earlier(text: str, figure: tuple[int, int], place: int, patterns: Patterns, language: str) -> bool:
    """Whether a period after a figure belongs to the one it rose or fell from, or is set against: "naik 34 persen dari 359
    pada 2023".
    """
    start, end = figure
    if _LEVEL.search(text, end, place):
        return True
    against = _set_against(language)
    if against is not None and against.search(text[end:place]):
        return True
    earlier = _EARLIER.search(text, end, place)
    if earlier is not None and _COMPARED.match(earlier[0]):
        return True  # "mencapai 3.409, dibandingkan 2.150 setahun sebelumnya"
    return earlier is not None and any(
        change.search(text, end, earlier.start()) or change.search(text, max(0, start - 24), start)
        for change in (patterns.up, patterns.down)
    )


@lru_cache(maxsize=64)
def _set_against(language: str) -> "regex.Pattern[str] | None":
    """ "4.300 avisos, frente a los 3.100": what follows is said of the second figure."""
    words = load(language).listed("pairs", "against")
    if not words:
        return None
    return regex.compile(
        rf"(?<!\w)(?:{alternatives(words)})\s+(?:\p{{L}}+['’]?\s?){{0,3}}\d[\d.,\s]*[^\d.,;:]*$",
        regex.IGNORECASE,
    )


def _season(year: str) -> str:
    """The interval of a year written over two: 2022/23 is 2022/2023."""
    first, _, second = year.partition("/")
    return f"{first}/{first[:2]}{second}" if second else first


def _dated(month: str | None, year: str, language: str) -> str:
    number = _month(month, language) if month else None
    return f"{year}-{number:02d}" if number else year


def _month(name: str, language: str) -> int | None:
    months = load(language).table("months")
    return next((int(number) for word, number in months.items() if word.lower() == name.lower()), None)


def _resolve(written: str, language: str, published_on: datetime.date | None) -> str | None:
    table = load(language).table("periods", "relative")
    key = " ".join(written.lower().replace("’", "'").split())
    rule = next((str(rule) for word, rule in table.items() if word.lower() == key), None)
    if rule == _BEFORE or rule is None or published_on is None:
        return rule if rule == _BEFORE else None
    unit, _, shift = rule.partition(":")
    step = int(shift)
    if unit == "year":
        return f"{published_on.year + step:04d}"
    if unit == "month":
        months = published_on.year * 12 + published_on.month - 1 + step
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    if unit == "quarter":
        quarters = published_on.year * 4 + (published_on.month - 1) // 3 + step
        return f"{quarters // 4:04d}-Q{quarters % 4 + 1}"
    try:
        day = published_on + datetime.timedelta(days=step * (7 if unit == "week" else 1))
    except OverflowError:
        return None
    if unit == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}"
    return day.isoformat()
