"""What a figure is per: "11 times a day", "24 children every week", "Every week 24 children", "five in every 10,000".

Everything is looked for inside the figure's own sentence.
"""

from functools import lru_cache

import regex

from claims.extraction.statistics_context import Near, alternatives, listed_words, patterns_of
from claims.extraction.statistics_past import past_spans
from sources.text.language_data import load
from sources.text.numerals.folding import fold_words
from sources.text.numerals.units import unit_list

# "4.1 per 10,000." with no noun after it.
_BARE_PER = regex.compile(r"\s(?P<word>per)\s(?P<number>\d{1,3}(?:,\d{3})+|\d{3,7})(?=[.,;:)](?:\s|$)|\s*$)")
# "a daily penalty of £200", "a weekly average of 40 calls".
_NAMED_RATE = regex.compile(
    r"(?<!\w)(?P<adverb>hourly|daily|nightly|weekly|monthly|annual|yearly)\s(?:(?P<mean>average|total|rate)|[\w-]+(?:\s[\w-]+)?)"
    r"\sof\s(?:[a-z]+\s){0,3}$",
    regex.IGNORECASE,
)
_EVERY = {"hourly": "hour", "daily": "day", "nightly": "night", "weekly": "week", "monthly": "month"}
# "Rates per 10,000 population ranged from 2.9": what the figures of the sentence are per.
_LEADING_PER = regex.compile(r"(?<!\w)(?:per|for every|in every|out of every)\s$", regex.IGNORECASE)


def stands_for_per(text: str, start: int) -> bool:
    """Whether a figure only says per how many: "Rates per 10,000 population ranged from"."""
    return _LEADING_PER.search(text, max(0, start - 16), start) is not None


def named_rate(text: str, start: int, sentence_start: int, money: bool) -> str | None:
    """What an English figure is per by the adjective before its noun: "a daily penalty of £200"."""
    found = _NAMED_RATE.search(text, max(sentence_start, start - 60), start)
    if found is None or not (money or found["mean"]):
        return None
    return _EVERY.get(found["adverb"].lower(), "year")


_DURING = frozenset({"dalam"})
_TO = frozenset({"a", "à", "al", "ao"})


def rate(text: str, end: int, sentence_end: int, language: str) -> tuple[Near, bool] | None:
    """What a figure is per: the span as written, its singular, and whether the word is an outright "per"."""
    patterns = patterns_of(language)
    limit = min(sentence_end, end + 60)
    if patterns.rate is not None:
        found = patterns.rate.match(text, end, limit)
        if found is not None:
            written = found["noun"].lower()
            noun = patterns.rate_nouns.get(written) or _measured(written, language)
            word = " ".join(found["word"].lower().split())
            outright = word in ("per", "pro", "/") and language not in ("es", "it")
            if found["number"] and written in load(language).listed("rates", "no_nouns"):
                digits = found["number"].replace(",", "")
                return Near(
                    found.start("word"),
                    found.end("number"),
                    text[found.start("word") : found.end("number")],
                    digits,
                ), outright
            aside = "," in text[end : found.start("word")]  # "nearly 40% are under 13, per company filings"
            if noun is None and (outright or found["number"]) and found["noun"] and not aside:
                noun = _singular(written) if language == "en" else written
            if _is_period(text, found.start("noun"), language):
                noun = None
            if found["number"] and word in _DURING:
                noun = None  # "Rp 11,7 miliar dalam 18 bulan": a period
            if found["number"] and word in _TO:
                noun = None  # "del 12% a 300 il mese scorso": a level, not a rate
            if noun is not None:
                meaning = f"{found['number'].replace(',', '')} {written}" if found["number"] else noun
                return Near(
                    found.start("word"), found.end(), text[found.start("word") : found.end()], meaning
                ), outright or word in ("a", "an")
    if language == "en" and (bare := _BARE_PER.match(text, end, limit)) is not None:
        digits = bare["number"].replace(",", "")
        return Near(bare.start("word"), bare.end(), text[bare.start("word") : bare.end()], digits), False
    if patterns.adverb is not None:
        found = patterns.adverb.match(text, end, limit)
        if found is not None:
            if _is_period(text, found.start("word"), language):
                return None
            nouns = load(language).table("rates", "adverbs")
            key = " ".join(found["word"].lower().split())
            meaning = next((str(name) for word, name in nouns.items() if word.lower() == key), key)
            return Near(found.start("word"), found.end("word"), found["word"], meaning), False
    return None


def _is_period(text: str, noun: int, language: str) -> bool:
    """Whether the noun belongs to a period, not a rate: "respecto al año anterior", "dalam setahun terakhir"."""
    if any(
        past.start <= noun < past.end
        for past in past_spans(text, max(0, noun - 40), noun + 40, language, None)
    ):
        return True
    pattern = patterns_of(language).relative
    return any(
        relative.start() <= noun < relative.end()
        for relative in pattern.finditer(text, max(0, noun - 16), noun + 24)
    )


def distant_rate(text: str, end: int, sentence_end: int, language: str) -> Near | None:
    """A rate further on in the clause, with no other figure between: "24 children are groomed every week"."""
    pattern = patterns_of(language).distant
    if pattern is None:
        return None
    found = pattern.match(text, end, min(sentence_end, end + 100))
    if found is None:
        return None
    written = found["noun"].lower()
    noun = patterns_of(language).rate_nouns.get(written)
    if _is_period(text, found.start("noun"), language):
        return None
    if found["number"] and " ".join(found["word"].lower().split()) in _TO:
        return None  # "del 40 al 52 por ciento"
    if found["number"]:
        digits = "".join(character for character in found["number"] if character.isdigit())
        if written in load(language).listed(
            "rates", "no_nouns"
        ):  # "five views in every 10,000 were …": of what is counted
            return Near(found.start("word"), found.end("number"), found[0], digits)
        return Near(
            found.start("word"), found.end(), text[found.start("word") : found.end()], f"{digits} {written}"
        )
    return (
        None
        if noun is None
        else Near(found.start("word"), found.end(), text[found.start("word") : found.end()], noun)
    )


def rate_before(text: str, start: int, sentence_start: int, language: str) -> Near | None:
    """A rate that leads to its figure: "Every week 24 children", "Cada semana 24 niños", "täglich bis zu 40"."""
    pattern = _leading_rate(language)
    if pattern is None:
        return None
    low = max(sentence_start, start - 90)
    found = pattern.search(text, low, start)
    if found is not None and _other_clause(
        text[found.end("adverb") if found["adverb"] else found.end("noun") : start], language
    ):
        return None  # "60 petunjuk setiap bulan, namun hanya memiliki 42 penyidik"
    if found is None or _is_period(text, found.start("adverb" if found["adverb"] else "noun"), language):
        return None
    if found["adverb"]:
        adverbs = load(language).table("rates", "adverbs")
        key = " ".join(found["adverb"].lower().split())
        meaning = next((str(name) for word, name in adverbs.items() if word.lower() == key), None)
        start, end = found.span("adverb")
    else:
        meaning = patterns_of(language).rate_nouns.get(found["noun"].lower())
        start, end = found.start("word"), found.end("noun")
    return None if meaning is None else Near(start, end, text[start:end], meaning)


def _other_clause(between: str, language: str) -> bool:
    words = listed_words(load(language).code, ("places", "and"))
    comma = between.find(", ")
    return comma >= 0 and words is not None and words.match(between, comma + 2) is not None


@lru_cache(maxsize=64)
def _leading_rate(language: str) -> "regex.Pattern[str] | None":
    data = load(language)
    words = [
        word
        for word in data.listed("rates", "distant")
        if word not in ("per", "par", "por", "pro", "al") and "untuk" not in word
    ]
    if not words:
        return None
    # English is read on by its parser; elsewhere a verb and its subject may stand between.
    reach = 2 if data.code == "en" else 6
    comma = "" if data.code == "en" else ",?"
    adverbs = [] if data.code == "en" else [w for w in data.table("rates", "adverbs") if " " not in w]
    return regex.compile(
        rf"(?<!\w)(?:(?P<word>{alternatives(words)})\s+(?P<noun>\p{{L}}+)|(?P<adverb>{alternatives(adverbs)})),?\s+"
        rf"(?:\p{{L}}[\p{{L}}'’-]*\.?{comma}\s+){{0,{reach}}}(?:\p{{Sc}}|Rp\.?\s?)?$",
        regex.IGNORECASE,
    )


def _measured(written: str, language: str) -> str | None:
    """The unit of measure or time that ``written`` names ("ounce", "sq m"), or None."""
    listed = unit_list(language)
    known = (
        listed.names.get(fold_words(written))
        or listed.names.get(fold_words(written) + "s")
        or listed.signs.get(fold_words(written))
    )
    return (
        known[1] if known is not None and known[0] in ("measure", "duration") and len(written) > 1 else None
    )


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
