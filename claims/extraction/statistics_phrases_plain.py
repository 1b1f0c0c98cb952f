"""What a number counts in languages without a parser: the words after it, up to a stop word of the language's file.

Offsets are into the text that was read. English is read by its grammar in ``statistics_phrases``.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import regex

from claims.extraction.statistics_phrases import Phrase
from sources.text.language_data import load
from sources.text.numerals.folding import fold_words
from sources.text.numerals.units import unit_list
from sources.text.sentences import Sentence


@dataclass(frozen=True, slots=True)
class _Phrasing:
    """How a language's phrases go: ``most`` words, what ends them, and in which order nouns and adjectives stand."""

    stops: frozenset[str]
    most: int
    capitals: bool
    adjectives_first: bool
    agree: tuple[str, ...]
    noun_ends: tuple[str, ...]
    never_last: tuple[str, ...]
    times: frozenset[str]
    verb: "regex.Pattern[str] | None"
    period: "regex.Pattern[str]"


@lru_cache(maxsize=64)
def _phrasing(language: str) -> _Phrasing | None:
    """None for a language written without spaces."""
    data = load(language)
    if data.spacing == "unspaced":
        return None
    phrases = data.table("phrases")
    stops = frozenset(data.listed("phrases", "stops")) | (
        {word for word in data.table("rates", "adverbs") if " " not in word} if data.code != "id" else set()
    )
    verbs = phrases.get("stop_pattern")
    return _Phrasing(
        stops=stops,
        most=int(phrases.get("longest", 3)) if stops else 1,
        capitals=bool(data.table("periods").get("capital_months", False)),
        adjectives_first=bool(phrases.get("noun_last", False)),
        agree=tuple(data.listed("phrases", "agree")),
        noun_ends=tuple(data.listed("phrases", "noun_ends")),
        never_last=tuple(data.listed("phrases", "never_last")),
        times=frozenset(data.table("rates", "nouns")),
        verb=regex.compile(str(verbs)) if verbs else None,
        period=_relative(data.code),
    )


@lru_cache(maxsize=64)
def _relative(language: str) -> "regex.Pattern[str]":
    """A period relative to the article's date ("last year"), at the place where it is matched."""
    phrases = sorted(load(language).table("periods", "relative"), key=len, reverse=True)
    several = [phrase for phrase in phrases if " " in phrase or "'" in phrase]
    joined = "|".join(r"\s+".join(map(regex.escape, phrase.split())) for phrase in several).replace(
        "'", "['’]"
    )
    return regex.compile(rf"\s+(?:{joined or '(?!)'})(?!\w)", regex.IGNORECASE)


_WORD = regex.compile(r"[ \u00a0\u202f-]{1,2}(?:(?P<article>d['’]|l['’])?(?P<word>[^\W\d_][\w'’-]*))")


def simple_phrase(text: str, position: int, sentence: Sentence, language: str) -> Phrase | None:
    """The words after ``position`` up to a stop word of the language, a figure or a mark; four at most.

    Only for languages whose file lists stop words; elsewhere one word is taken.
    """
    phrasing = _phrasing(language)
    if phrasing is None:
        return None
    link = unit_list(language).link
    linked = link.match(text, position, sentence.end) if link is not None else None
    if linked is not None and text[linked.end() - 1] not in "'’":
        position = linked.end() - (1 if text[linked.end() - 1].isspace() else 0)
    end, words, first = position, 0, -1
    noun_end = -1
    while words < phrasing.most:
        if phrasing.period.match(text, end, min(sentence.end, end + 40)) is not None:
            break  # "4.310 laporan tahun lalu": last year is no part of what is counted
        found = _WORD.match(text, end, sentence.end)
        if found is None or "\n" in found[0]:
            break
        if found["article"] and found["word"].lower() in phrasing.times:
            break  # "130 miliardi l'anno"
        lead, mark, _ = found["word"].lower().replace("’", "'").partition("'")
        if lead in phrasing.stops or lead + mark in phrasing.stops:
            break  # "dell'anno", "qu'en", too
        if phrasing.verb is not None and phrasing.verb.fullmatch(found["word"].lower()):
            break
        agree = phrasing.agree if first >= 0 else ()
        if agree and text[first:end].endswith(agree) and not found["word"].endswith(agree):
            break  # "denúncias ficam": what follows a plural and does not agree with it is a verb
        if first < 0:
            first = found.start("word")
        end, words = found.end(), words + 1
        if found["word"][:1].isupper():
            noun_end = end
        if phrasing.adjectives_first and found["word"][:1].isupper():
            break
        if phrasing.noun_ends and found["word"].endswith(phrasing.noun_ends):
            break
        if text[end : end + 1] in "’'":
            break
    if phrasing.adjectives_first and phrasing.capitals:
        end = noun_end  # nouns have capitals here, so that the phrase ends at one
    while phrasing.never_last and end > first >= 0 and text[first:end].endswith(phrasing.never_last):
        end = text.rfind(" ", first, end)
    if first < 0 or end <= first:
        return None
    return Phrase(first, end, text[first:end], text[first:end].lower())


def with_complement(text: str, phrase: Phrase, sentence: Sentence, language: str) -> str:
    """What is counted with what it is of: "casos de abuso sexual", "Fälle von Betrug"; a name ends it."""
    words = load(language).listed("phrases", "of")
    if not words:
        return phrase.written
    link = _of_links(language).match(text, phrase.end, sentence.end)
    if link is None:
        return phrase.written
    further = simple_phrase(text, link.end() - 1, sentence, language)
    if further is None or (further.written[0].isupper() and load(language).code != "de"):
        return phrase.written
    return text[phrase.start : further.end]


@lru_cache(maxsize=64)
def _of_links(language: str) -> "regex.Pattern[str]":
    words = load(language).listed("phrases", "of")
    joined = "|".join(regex.escape(word).replace("'", "['’]") for word in words)
    return regex.compile(rf"\s+(?:{joined})(?:\s|(?<=['’]))(?=\p{{L}})", regex.IGNORECASE)


@lru_cache(maxsize=64)
def _share_links(language: str) -> "regex.Pattern[str] | None":
    words = sorted(load(language).listed("fractions", "of"), key=len, reverse=True)
    joined = "|".join(regex.escape(word) for word in words)
    return regex.compile(rf"(?:\s+(?:{joined})(?!\w))", regex.IGNORECASE) if words else None


def simple_of(text: str, position: int, sentence: Sentence, language: str) -> Phrase | None:
    """The phrase of a share ("setengah dari anak", "la mitad de los niños") after ``position``."""
    of = _share_links(language)
    found = of.match(text, position, sentence.end) if of is not None else None
    if found is None:
        return None
    return simple_phrase(text, found.end(), sentence, language)


def time_or_measure(text: str, phrase: Phrase, language: str) -> str | None:
    """The unit that a part is a part of, where it is one of time or measure: "a quarter of an hour"."""
    names = unit_list(language).names
    known = names.get(fold_words(phrase.written))
    if known is None and re.search(r"\bof\s+an?\s+$", text[max(0, phrase.start - 8) : phrase.start]):
        known = names.get(fold_words(phrase.written.split()[-1]))  # "1/16 of a US pint"
    return known[1] if known is not None and known[0] in ("duration", "measure") else None
