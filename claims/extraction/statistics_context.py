"""What stands around a figure: comparator and change; and the patterns of a language file for these, rates and periods.

Everything is looked for inside the figure's own sentence.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import regex

from sources.text.language_data import load


class Near(NamedTuple):
    """Something found at ``start:end`` of the text, with its meaning."""

    start: int
    end: int
    written: str
    meaning: str


def alternatives(words: Iterable[str]) -> str:
    longest = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    joined = "|".join(r"\s+".join(regex.escape(part) for part in word.split(" ")) for word in longest)
    return joined.replace("'", "['’]") or "(?!)"


@lru_cache(maxsize=512)
def listed_words(
    language: str, path: tuple[str, ...], closing: str = r"(?!\w)"
) -> "regex.Pattern[str] | None":
    """Any of the words that the language's file lists at ``path``, whole and then ``closing``; None without such words."""
    words = load(language).listed(*path)
    return regex.compile(rf"(?<!\w)(?:{alternatives(words)}){closing}", regex.IGNORECASE) if words else None


# "up from 1,080": the figure that something rose from is not the change.
_FROM = re.compile(
    r"(?<!\w)(?:from|dari|daripada|desde|dai?|berbanding|dibanding(?:kan)?(?:\s+dengan)?|ketimbang)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
# Between a word of change and its figure: "rose last year by 12", "increase of some 40"; not "climbed the peaks of 7".
_LEADS_TO = re.compile(
    r"(?:\s+[\w'’-]+){0,5}?\s+(?:by|to|of|at|from|on)\s+(?:(?!the\b)\w+\s+){0,3}|(?:\s+(?:about|around|nearly|almost|roughly|some|just|"
    r"only|over|more|less|than|another|a|an|the|further|well|under|approximately|slightly))*\s+",
    re.IGNORECASE,
)
_MORE_THAN = re.compile(
    r"\s+(?:more|fewer|less|higher|lower)\s+than\s+(?P<earlier>(?:in|during|at|before|previously|(?:19|20)\d\d)\b|"
    r"(?:(?:the|a|last)\s+)?(?:(?:previous|last|same|preceding|prior)\s+)?(?:year|month|week|quarter|decade|period)\b|"
    r"the\s+\d[\d,.]*\s[^.;:]{0,60}\b(?:earlier|before|previous|last|in\s+(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r",?\sfrom\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
# "risen by 12 per cent to 300", "doubled from 210 to 420": a level that was reached.
_TO_LEVEL = re.compile(r"(?<!\w)to\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_RISEN_TO = re.compile(r"(?<!\w)(?:by|from)\s.{1,80}\sto\s+(?:\w+\s+){0,2}$", re.IGNORECASE | re.DOTALL)
# "She added that …" adds words.
_SAID_MORE = re.compile(r"\b(?:s?he|they|who|it|we|i)\s+added\b|\badded\s+that\b", re.IGNORECASE)
_PLUS = re.compile(r"(?:\A|[\s(])\+\s?\Z")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHARE = re.compile(r"%|(?:per|por|pour)\s?(?:cent|ciento|cento)|pro[cz]ent|persen", re.IGNORECASE)


@dataclass(frozen=True)
class Patterns:
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
    part: "regex.Pattern[str] | None"
    between: "regex.Pattern[str]"
    months_of_a_year: "regex.Pattern[str]"


@lru_cache(maxsize=64)
def patterns_of(language: str) -> Patterns:
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
    signs = alternatives([word for word in before if not (word[0].isalpha() and word[-1].isalpha())])
    words = alternatives([word for word in before if word[0].isalpha() and word[-1].isalpha()])
    nouns = {word.lower(): str(name) for word, name in data.table("rates", "nouns").items()}
    rates = data.listed("rates", "words")
    adverbs = data.table("rates", "adverbs")
    distant = data.listed("rates", "distant")
    gap = r"\s+" if spaced else r"\s*"
    months = [name for name in data.table("months") if len(name) > 2]
    years = alternatives(data.listed("periods", "year_before"))
    parts = data.table("periods", "parts")
    units = alternatives(list(data.table("periods", "units")))
    return Patterns(
        before=regex.compile(
            rf"(?:{edge}(?P<word>{words}){gap}{filler}|(?:(?<!\w)|(?=\W))(?P<sign>{signs})\s*)$", flags
        ),
        after=regex.compile(rf"(?:\s*\+|(?:\s+|(?=-))(?P<word>{alternatives(list(after))}){tail})", flags),
        comparators=comparators,
        up=regex.compile(rf"{edge}(?:{alternatives(data.listed('changes', 'up', 'words'))}){tail}", flags),
        down=regex.compile(
            rf"{edge}(?:{alternatives(data.listed('changes', 'down', 'words'))}){tail}", flags
        ),
        more=regex.compile(rf"\s*(?:{alternatives(data.listed('changes', 'up', 'after'))}){tail}", flags),
        less=regex.compile(rf"\s*(?:{alternatives(data.listed('changes', 'down', 'after'))}){tail}", flags),
        rate=regex.compile(
            rf"(?:\s?\([^()\n]{{1,40}}\))?[\s-]*(?:,\s*)?(?P<word>{alternatives(rates)})(?:{gap}|\s?-\s?|(?<=['’]))(?:(?P<number>[\d.,]*\d)\s+)?(?P<noun>(?:(?:sq\.?|square|cubic|metric)\s)?[^\W\d_]++)(?!\s+(?:earlier|ago|later|before|after|old)\b|\s+(?:19|20)\d\d(?!\d))",
            flags,
        )
        if rates
        else None,
        distant=regex.compile(
            rf"(?:(?!\s(?:that|which|who|while|whether)\s)[^.,;:!?\d\n]){{1,60}}?{edge}(?P<word>{alternatives(distant)}){gap}(?:(?P<number>\d[\d.,]*)\s+)?(?P<noun>[^\W\d_]+)",
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
        part=_part_of_year(parts.get("months", {}), parts.get("ranks", {})) if parts else None,
        year=regex.compile(
            rf"{edge}(?:{years})\s+(?:\w+\s+)?(?P<year>(?:19|20)\d\d(?:/\d\d(?!\d))?)(?![\d.,%]*\d|%)", flags
        ),
    )


def _part_of_year(months: dict[str, int], ranks: dict[str, int]) -> "regex.Pattern[str]":
    """A quarter or half of a year, its rank before or after: "second trimestre 2024", "kuartal kedua 2024"."""
    part, rank = alternatives(list(months)), alternatives(list(ranks))
    return regex.compile(
        rf"(?<!\w)(?:(?P<rank>{rank})\s+(?P<part>{part})|(?P<part>{part})\s+(?P<rank>{rank}))"
        rf"(?:\s+\p{{L}}{{1,3}}|\s+tahun|\s+jahr)?[\s/]+(?P<year>(?:19|20)\d\d)(?!\d)",
        regex.IGNORECASE,
    )


def comparator_before(text: str, start: int, sentence_start: int, language: str) -> Near | None:
    """The comparator that ends where a figure starts: "more than ", "lebih dari "; ``meaning`` is its sign."""
    window = max(sentence_start, start - 48)
    patterns = patterns_of(language)
    found = patterns.before.search(text[window:start])
    if found is None:
        return None
    written = found["word"] or found["sign"]
    among = listed_words(language, ("comparators", "surveyed"))
    if (
        among is not None
        and written.lower() in load(language).listed("comparators", "among")
        and among.search(text, max(sentence_start, start - 120), start)
    ):
        return None  # "eine Umfrage der Stiftung unter 1.200 Eltern"
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
    limits = listed_words(language, ("units", "age", "limits"), r"\s+$")
    return limits is not None and limits.search(text[max(0, start - 24) : start]) is not None


def change(
    text: str, start: int, end: int, sentence_start: int, language: str, ranged: bool = False
) -> str | None:
    """ "up" or "down" where a word of change stands within the last words before the figure, or closes its clause after it
    in a language whose verbs come last.
    """
    window = text[max(sentence_start, start - (48 if language == "en" else 36)) : start]
    if ranged and language == "en":
        window = _FROM_TO.sub(" ", window)  # "trebled, from 41 to 119"
    if _PLUS.search(window) and _SHARE.search(text[start:end]):
        return "up"  # "(+33,5 %)"
    window = re.split(r"[,;:]|\s[–—-]\s", window)[-1]
    patterns = patterns_of(language)
    if _FROM.search(window):
        return None
    led = _LEADS_TO.fullmatch if language == "en" else None
    if language == "en" and _TO_LEVEL.search(window):
        clause = re.split(r"[;:]", text[max(sentence_start, start - 120) : start])[-1]
        if _RISEN_TO.search(clause):
            window, led = clause, None
    window = _SAID_MORE.sub(" ", window)
    other = listed_words(language, ("changes", "up", "particles"))
    if other is not None:
        window = other.sub(" ", window)
    of_shares = listed_words(language, ("changes", "up", "of_shares"))
    if of_shares is not None and not _SHARE.search(text[start:end]):
        window = of_shares.sub(" ", window)
    risen = [one.start() for one in patterns.up.finditer(window) if led is None or led(window, one.end())]
    fallen = [one.start() for one in patterns.down.finditer(window) if led is None or led(window, one.end())]
    if not risen and not fallen and load(language).listed("changes", "subjects", "auxiliaries"):
        after = re.split(r"[;:!?\n]|[.,](?!\d)", text[end : end + 28])[0]
        risen = [found.start() for found in patterns.up.finditer(after)]
        fallen = [found.start() for found in patterns.down.finditer(after)]
    if not risen and not fallen:
        than = _MORE_THAN.match(text, end) if language == "en" else None
        if than is not None and than["earlier"] is None:
            return None  # "10 per cent more than women" compares, and nothing rose
        if than is None and not _SHARE.search(text[start:end]):
            return None
        return more_or_less(text, end, language)
    return "up" if max(risen, default=-1) > max(fallen, default=-1) else "down"


def more_or_less(text: str, end: int, language: str) -> str | None:
    """ "up" or "down" where "more" or "fewer" follows a share: "ein Viertel mehr als 2022"; None for two groups compared."""
    patterns = patterns_of(language)
    more, less = patterns.more.match(text, end), patterns.less.match(text, end)
    found = more or less
    if found is None:
        return None
    than = listed_words(language, ("pairs", "than"), r"\s+")
    base = than.match(text, found.end() + 1) if than is not None else None
    if base is not None:
        clause = text[base.end() - 1 : base.end() + 40]
        if not (
            _YEAR.search(clause) or patterns.relative.search(clause) or _time_words(language).search(clause)
        ):
            return None
    return "up" if more else "down"


@lru_cache(maxsize=64)
def _time_words(language: str) -> "regex.Pattern[str]":
    data = load(language)
    words = [*data.table("rates", "nouns"), *data.table("periods", "units"), *data.table("months")]
    words += data.listed("pairs", "earlier")
    return regex.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)", regex.IGNORECASE)


def is_risen_from(text: str, start: int, sentence_start: int, language: str) -> bool:
    """Whether the figure is what something rose or fell from: "up from 1,080"."""
    window = re.split(r"[,;:]", text[max(sentence_start, start - 36) : start])[-1]
    patterns = patterns_of(language)
    return bool(_FROM.search(window) and (patterns.up.search(window) or patterns.down.search(window)))


def between_before(text: str, start: int, sentence_start: int, language: str) -> int:
    """Where a range begins: at its "between", where that stands before ``start``."""
    between = listed_words(language, ("ranges", "between"), r"\s+$")
    window = max(sentence_start, start - 16)
    found = between.search(text[window:start]) if between is not None else None
    return start if found is None else window + found.start()
