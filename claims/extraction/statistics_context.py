"""What stands around a figure: comparator, change and period.

Everything is looked for inside the figure's own sentence.
"""

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from claims.extraction.statistics_periods_english import Period
from sources.text.language_data import load


@dataclass(frozen=True, slots=True)
class Near:
    """Something found at ``start:end`` of the text, with its meaning."""

    start: int
    end: int
    written: str
    meaning: str


def alternatives(words: list[str]) -> str:
    longest = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    joined = "|".join(r"\s+".join(regex.escape(part) for part in word.split(" ")) for word in longest)
    return joined.replace("'", "['’]") or "(?!)"


# What a figure is compared with is not when it holds: "20 % more than in 2022", "20 % más que en 2022".
_BASE = re.compile(
    r"(?<!\w)(?:than|compared (?:with|to)|que|qu['’]|als|dan|dibanding(?:kan)?(?: dengan)?|daripada|frente a"
    r"|respecto a|par rapport (?:à|au)|gegenüber|vergeleken met|ten opzichte van|rispetto (?:a|al|all['’]))"
    r"\s*(?:(?:in|en|em|im|nel|pada|those|the|los|las|el|la|le|het|de|dem|der|den)\s+){0,2}$",
    re.IGNORECASE,
)

_ON_BASE = re.compile(r"(?<!\w)on\s+(?:the\s+)?$", re.IGNORECASE)
# "up from 1,080": the figure that something rose from is not the change.
_FROM = re.compile(r"(?<!\w)(?:from|dari|desde|dai?)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
# "risen by 12 per cent to 300", "doubled from 210 to 420": a level that was reached.
_TO_LEVEL = re.compile(r"(?<!\w)to\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_RISEN_TO = re.compile(r"(?<!\w)(?:by|from)\s.{1,80}\sto\s+(?:\w+\s+){0,2}$", re.IGNORECASE | re.DOTALL)
# "She added that …" adds words.
_SAID_MORE = re.compile(r"\b(?:s?he|they|who|it|we|i)\s+added\b|\badded\s+that\b", re.IGNORECASE)
# "92 %, up from 77 % in 2022": what follows the earlier figure is said of that one.
_EARLIER = re.compile(r"(?<!\w)(?:from|dari|desde|von)\s+(?:\w+\s+){0,2}\d[\d.,]*[^\d.,;:]*$", re.IGNORECASE)
# How a language file says "the year before".
_BEFORE = "before:-1"
_SHARE = re.compile(r"%|(?:per|por|pour)\s?(?:cent|ciento|cento)|pro[cz]ent|persen", re.IGNORECASE)


@dataclass(frozen=True)
class _Patterns:
    before: "regex.Pattern[str]"
    after: "regex.Pattern[str]"
    comparators: dict[str, str]
    up: "regex.Pattern[str]"
    down: "regex.Pattern[str]"
    more: "regex.Pattern[str]"
    less: "regex.Pattern[str]"
    rate: "regex.Pattern[str] | None"
    distant: "regex.Pattern[str] | None"
    rate_nouns: dict[str, str]
    adverb: "regex.Pattern[str] | None"
    relative: "regex.Pattern[str]"
    spans: "regex.Pattern[str]"
    months: "regex.Pattern[str]"
    year_to: "regex.Pattern[str] | None"
    year: "regex.Pattern[str]"
    between: "regex.Pattern[str]"
    months_of_a_year: "regex.Pattern[str]"


@lru_cache(maxsize=64)
def patterns_of(language: str) -> _Patterns:
    data = load(language)
    flags = regex.IGNORECASE
    spaced = data.spacing != "unspaced"
    edge, tail = (r"(?<![\w])", r"(?!\w)") if spaced else ("", "")
    before, after = data.table("comparators", "before"), data.table("comparators", "after")
    comparators = {
        word.lower(): str(sign)
        for word, sign in {**before, **{f"after {k}": v for k, v in after.items()}}.items()
    }
    fillers = alternatives(data.listed("comparators", "fillers"))
    filler = rf"(?:(?:{fillers})\s+){{0,2}}" if data.listed("comparators", "fillers") else ""
    signs = alternatives([word for word in before if not word[0].isalpha()])
    words = alternatives([word for word in before if word[0].isalpha()])
    nouns = {word.lower(): str(name) for word, name in data.table("rates", "nouns").items()}
    rates = data.listed("rates", "words")
    adverbs = data.table("rates", "adverbs")
    distant = data.listed("rates", "distant")
    gap = r"\s+" if spaced else r"\s*"
    months = [name for name in data.table("months") if len(name) > 2]
    years = alternatives(data.listed("periods", "year_before"))
    units = alternatives(list(data.table("periods", "units")))
    return _Patterns(
        before=regex.compile(rf"(?:{edge}(?P<word>{words}){gap}{filler}|(?P<sign>{signs})\s*)$", flags),
        after=regex.compile(rf"(?:\s*\+|(?:\s+|(?=-))(?P<word>{alternatives(list(after))}){tail})", flags),
        comparators=comparators,
        up=regex.compile(rf"{edge}(?:{alternatives(data.listed('changes', 'up', 'words'))}){tail}", flags),
        down=regex.compile(
            rf"{edge}(?:{alternatives(data.listed('changes', 'down', 'words'))}){tail}", flags
        ),
        more=regex.compile(rf"\s*(?:{alternatives(data.listed('changes', 'up', 'after'))}){tail}", flags),
        less=regex.compile(rf"\s*(?:{alternatives(data.listed('changes', 'down', 'after'))}){tail}", flags),
        rate=regex.compile(
            rf"(?:\s?\([^()\n]{{1,40}}\))?[\s-]*(?:,\s*)?(?P<word>{alternatives(rates)})(?:{gap}|\s?-\s?)(?:(?P<number>[\d.,]*\d)\s+)?(?P<noun>(?:(?:sq\.?|square|cubic|metric)\s)?[^\W\d_]++)(?!\s+(?:earlier|ago|later|before|after|old)\b|\s+(?:19|20)\d\d(?!\d))",
            flags,
        )
        if rates
        else None,
        distant=regex.compile(
            rf"[^.,;:!?\d\n]{{1,60}}?{edge}(?P<word>{alternatives(distant)}){gap}(?:(?P<number>\d[\d.,]*)\s+)?(?P<noun>[^\W\d_]+)",
            flags,
        )
        if distant
        else None,
        rate_nouns=nouns,
        adverb=regex.compile(rf"\s*(?P<word>{alternatives(list(adverbs))}){tail}", flags)
        if adverbs
        else None,
        relative=regex.compile(
            rf"{edge}(?:{alternatives(list(data.table('periods', 'relative')))}){tail}", flags
        ),
        spans=regex.compile(
            rf"{edge}(?:{alternatives(data.listed('periods', 'spans', 'words'))})\s+(?:[\w-]+\s+){{0,2}}(?:{units}){tail}",
            flags,
        ),
        months=regex.compile(
            rf"{edge}(?:(?P<month>{alternatives(months)}){tail}\.?\s+)(?:\S{{1,3}}\s+)?(?P<year>(?:19|20)\d\d)(?!\d)",
            flags,
        ),
        between=regex.compile(
            rf"{edge}(?:(?:{alternatives(data.listed('ranges', 'between') + data.listed('ranges', 'from'))})\s+)"
            rf"(?:(?P<month1>{alternatives(months)}){tail}\s+(?:\p{{L}}{{1,3}}\s+)?)?(?P<year1>(?:19|20)\d\d)\s+"
            rf"(?:{alternatives(data.listed('ranges', 'and') + data.listed('ranges', 'to'))})\s+"
            rf"(?:(?P<month2>{alternatives(months)}){tail}\s+(?:\p{{L}}{{1,3}}\s+)?)?(?P<year2>(?:19|20)\d\d)(?!\d)",
            flags,
        ),
        months_of_a_year=regex.compile(
            rf"{edge}(?:(?:{alternatives(data.listed('ranges', 'between') + data.listed('ranges', 'from'))})\s+)?"
            rf"(?P<month1>{alternatives(months)}){tail}\s*"
            rf"(?:[-–—]|{alternatives(data.listed('ranges', 'and') + data.listed('ranges', 'to'))})\s*"
            rf"(?P<month2>{alternatives(months)}){tail}\s+(?:\p{{L}}{{1,3}}\s+)?(?P<year2>(?:19|20)\d\d)(?!\d)",
            flags,
        ),
        year_to=regex.compile(
            rf"{edge}(?:{alternatives(data.listed('periods', 'year_to'))})\s+(?:\d{{1,2}}\.?\s+)?(?:\p{{L}}{{1,3}}\s+)?$",
            flags,
        )
        if data.listed("periods", "year_to")
        else None,
        year=regex.compile(
            rf"{edge}(?:{years})\s+(?:\w+\s+)?(?P<year>(?:19|20)\d\d(?:/\d\d(?!\d))?)(?![\d.,%]*\d|%)", flags
        ),
    )


def comparator_before(text: str, start: int, sentence_start: int, language: str) -> Near | None:
    """The comparator that ends where a figure starts: "more than ", "lebih dari "; ``meaning`` is its sign."""
    window = max(sentence_start, start - 48)
    patterns = patterns_of(language)
    found = patterns.before.search(text[window:start])
    if found is None:
        return None
    written = found["word"] or found["sign"]
    key = " ".join(written.lower().split())
    return Near(
        window + found.start(),
        window + found.end(),
        written,
        patterns.comparators.get(key.replace("’", "'"), "="),
    )


def comparator_after(text: str, end: int, sentence_end: int, language: str) -> Near | None:
    """The comparator right after a figure: "or more", "+"."""
    patterns = patterns_of(language)
    found = patterns.after.match(text, end, min(sentence_end, end + 32))
    if found is None:
        return None
    if found["word"] is None:
        return Near(found.start(), found.end(), found[0], ">")
    key = "after " + " ".join(found["word"].lower().split())
    return Near(
        found.start(), found.end(), found["word"], patterns.comparators.get(key.replace("’", "'"), "=")
    )


def age_limit(text: str, start: int, language: str) -> bool:
    """Whether "under", "unter", "di bawah" ends at ``start``: before years it limits an age."""
    words = load(language).listed("units", "age", "limits")
    window = text[max(0, start - 24) : start]
    return (
        bool(words)
        and regex.search(rf"(?<!\w)(?:{alternatives(words)})\s+$", window, regex.IGNORECASE) is not None
    )


def people_before(text: str, start: int, language: str) -> bool:
    """Whether a word for people stands shortly before ``start``: "Kinder zwischen 11 und 16 Jahren" are of that age."""
    words = list(load(language).table("units", "people"))
    window = text[max(0, start - 40) : start]
    found = regex.search(rf"(?<!\w)(?:{alternatives(words)})(?!\w)[^.;:!?\n]*$", window, regex.IGNORECASE)
    return bool(words) and found is not None


def change(text: str, start: int, end: int, sentence_start: int, language: str) -> str | None:
    """ "up" or "down" where a word of change stands within the last words before the figure, or closes its clause after it
    in a language whose verbs come last.
    """
    window = re.split(r"[,;:]|\s[–—-]\s", text[max(sentence_start, start - 36) : start])[-1]
    patterns = patterns_of(language)
    if _FROM.search(window):
        return None
    if language == "en" and _TO_LEVEL.search(window):
        clause = re.split(r"[;:]", text[max(sentence_start, start - 120) : start])[-1]
        window = clause if _RISEN_TO.search(clause) else window
    window = _SAID_MORE.sub(" ", window)
    other = load(language).listed("changes", "up", "particles")
    if other:
        window = regex.sub(rf"(?<!\w)(?:{alternatives(other)})(?!\w)", " ", window, flags=regex.IGNORECASE)
    of_shares = load(language).listed("changes", "up", "of_shares")
    if of_shares and not _SHARE.search(text[start:end]):
        window = regex.sub(rf"(?<!\w)(?:{alternatives(of_shares)})(?!\w)", " ", window, flags=regex.IGNORECASE)
    risen = [found.start() for found in patterns.up.finditer(window)]
    fallen = [found.start() for found in patterns.down.finditer(window)]
    if not risen and not fallen and load(language).listed("changes", "subjects", "auxiliaries"):
        after = re.split(r"[,;:.!?\n]", text[end : end + 28])[0]
        risen = [found.start() for found in patterns.up.finditer(after)]
        fallen = [found.start() for found in patterns.down.finditer(after)]
    if not risen and not fallen:
        if not _SHARE.search(text[start:end]):
            return None
        more, less = patterns.more.match(text, end), patterns.less.match(text, end)
        return "up" if more else "down" if less else None
    return "up" if max(risen, default=-1) > max(fallen, default=-1) else "down"


def is_risen_from(text: str, start: int, sentence_start: int, language: str) -> bool:
    """Whether the figure is what something rose or fell from: "up from 1,080"."""
    window = re.split(r"[,;:]", text[max(sentence_start, start - 36) : start])[-1]
    patterns = patterns_of(language)
    return bool(_FROM.search(window) and (patterns.up.search(window) or patterns.down.search(window)))


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

    The nearest to the figure wins. "last year" is resolved against ``published_on``. ``worded`` are periods that were found by
    other means and stand for what they overlap; ``said_of`` tells whether a period at a place is said of the figure at all.
    """
    patterns = patterns_of(language)
    found: list[tuple[int, str, str | None, int]] = []
    low, high = max(sentence[0], start - 400), min(sentence[1], end + 400)
    for match in patterns.between.finditer(text, low, high):
        first, last = (_dated(match[f"month{end}"], match[f"year{end}"], language) for end in (1, 2))
        found.append((_distance(match, start, end) - 1, match[0], f"{first}/{last}", match.start()))
    for match in patterns.months_of_a_year.finditer(text, low, high):
        first, last = (_dated(match[f"month{end}"], match["year2"], language) for end in (1, 2))
        found.append((_distance(match, start, end) - 1, match[0], f"{first}/{last}", match.start()))
    for match in patterns.months.finditer(text, low, high):
        month = _month(match["month"], language)
        resolved = f"{match['year']}-{month:02d}" if month else match["year"]
        opening = patterns.year_to.search(text, low, match.start()) if patterns.year_to else None
        if opening is not None and month:
            first = f"{int(match['year']) - (month < 12)}-{month % 12 + 1:02d}"
            written = text[opening.start() : match.end()]
            found.append((_distance(match, start, end) - 1, written, f"{first}/{resolved}", opening.start()))
        else:
            found.append((_distance(match, start, end), match[0], resolved, match.start()))
    for match in patterns.relative.finditer(text, low, high):
        found.append(
            (
                _distance(match, start, end),
                match[0],
                _resolve(match[0], language, published_on),
                match.start(),
            )
        )
    for match in patterns.spans.finditer(text, low, high):
        if match.start() < end and start < match.end():
            continue  # "for three months" is no period of the three months themselves
        found.append((_distance(match, start, end), match[0], None, match.start()))
    for match in patterns.year.finditer(text, low, high):
        found.append((_distance(match, start, end) + 12, match[0], _season(match["year"]), match.start()))
    found = [near for near in found if not _inside(near, worded)]
    for one in worded:
        if low <= one.start and one.end <= high and not (one.start < end and start < one.end):
            found.append((max(one.start - end, start - one.end, 0), one.written, one.resolved, one.start))
    found = [
        near
        for near in found
        if not _is_base(text, low, near[1], near[3])
        and not (near[3] > end and _of_earlier(text, end, near[3], patterns))
        and (said_of is None or said_of(near[3], near[3] + len(near[1])))
    ]
    if not found:
        return None
    _, written, resolved, place = min(found, key=lambda near: near[0])
    if resolved == _BEFORE:
        resolved = _year_before(found, place)
    return _without_preposition(written, language), resolved


def _inside(near: tuple[int, str, str | None, int], worded: Sequence[Period]) -> bool:
    _, written, _, place = near
    return any(place < one.end and one.start < place + len(written) for one in worded)


def _without_preposition(written: str, language: str) -> str:
    """ "2018" of "in 2018", where the file lists the words that say nothing more than when ("in", not "since")."""
    plain = load(language).listed("periods", "plain")
    if not plain:
        return written
    return regex.sub(rf"^(?:(?:{alternatives(plain)})\s+)+(?:the\s+(?=\d))?", "", written, flags=regex.IGNORECASE)


def _year_before(found: list[tuple[int, str, str | None, int]], place: int) -> str | None:
    """The year before the one that the sentence names before ``place``; None where it names none."""
    years = [
        (at, resolved) for _, _, resolved, at in found if at < place and resolved and resolved[:4].isdigit()
    ]
    return f"{int(max(years)[1].split('/')[-1][:4]) - 1:04d}" if years else None


def _is_base(text: str, low: int, written: str, start: int) -> bool:
    if _ON_BASE.search(text[max(low, start - 8) : start]) and not written[0].isdigit():
        return True  # "up 18 per cent on last year"
    return bool(
        _BASE.search(text[max(low, start - 32) : start]) or _BASE.search(written.rsplit(" ", 1)[0] + " ")
    )


def _of_earlier(text: str, end: int, place: int, patterns: _Patterns) -> bool:
    """Whether a period after a figure belongs to the one it rose or fell from."""
    between = text[end:place]
    earlier = _EARLIER.search(between)
    return earlier is not None and bool(
        patterns.up.search(between, 0, earlier.start()) or patterns.down.search(between, 0, earlier.start())
    )


def _season(year: str) -> str:
    """The interval of a year written over two: 2022/23 is 2022/2023."""
    first, _, second = year.partition("/")
    return f"{first}/{first[:2]}{second}" if second else first


def between_before(text: str, start: int, sentence_start: int, language: str) -> int:
    """Where a range begins: at its "between", where that stands before ``start``."""
    words = load(language).listed("ranges", "between")
    window = max(sentence_start, start - 16)
    found = regex.search(rf"(?<!\w)(?:{alternatives(words)})\s+$", text[window:start], regex.IGNORECASE)
    return start if found is None else window + found.start()


def _distance(match: "regex.Match[str]", start: int, end: int) -> int:
    return max(match.start() - end, start - match.end(), 0)


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
