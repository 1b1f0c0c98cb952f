"""What stands around a figure in the languages that are read without a parser: somebody's age, numbers that round, and the
level that something rose or fell to ("von 1,1 Millionen im Jahr 2019 auf 3,2 Millionen").

What all languages share is in ``statistics_context``.
"""

from functools import lru_cache

import regex

from claims.extraction.statistics_context import alternatives, listed_words, patterns_of
from sources.text.language_data import load
from sources.text.names_cues import cues

_NAMED = regex.compile(r"(?:(?<!\w)\p{Lu}\p{Ll}+|\)),\s$")
_ACRONYM = regex.compile(r"(?<!\w)\p{Lu}{2,}\s$")
_CAPITAL = regex.compile(r"(?<!\w)\p{Lu}\p{Ll}+\s$")
_ITS_VERB = regex.compile(r"\s(?:me(?=[mnlrwy])|di)\p{Ll}{4,}")


def is_approximate(written: str, language: str) -> bool:
    """Whether a number ends in a word that rounds: "une trentaine", "een tiental"."""
    words = load(language).listed("magnitudes", "approximate")
    return bool(words) and any(word.lower() in words for word in written.split())


@lru_cache(maxsize=64)
def _somebody(language: str) -> "regex.Pattern[str] | None":
    found = cues(language)
    if found is None or language == "en":
        return None
    people = [
        *load(language).table("units", "people"),
        *found.anonymous_nouns,
        *found.private_nouns,
        *found.child,
    ]
    return regex.compile(
        rf"(?<!\w)(?:{alternatives(people)})(?:e?s|en|i)?\s(?:\p{{Ll}}+\s)?(?:(?:de|di|van|von)\s|d['’])?$",
        regex.IGNORECASE,
    )


def age_of_person(text: str, start: int, end: int, language: str) -> bool:
    """Whether years are somebody's age: "una niña de 12 años", "perempuan 41 tahun itu"."""
    pattern = _somebody(load(language).code)
    led = pattern is not None and pattern.search(text[max(0, start - 40) : start]) is not None
    if not led and pattern is not None and text[end : end + 1] in (",", ")"):
        led = (
            _NAMED.search(text, max(0, start - 24), start) is not None
        )  # "Rangga (nama samaran), 11 tahun, ..."
    return led and not regex.match(
        r"\s(?:lalu|penjara|de prison|de prisión|di carcere|cel|Haft)", text[end : end + 14]
    )


@lru_cache(maxsize=64)
def _to_level(language: str) -> "regex.Pattern[str] | None":
    """Leads to the second figure of a rise: "dari 13 persen pada 2021 menjadi ", "von 1,1 Millionen auf "."""
    data = load(language)
    to = data.listed("changes", "subjects", "to")
    if not to or language == "en":
        return None
    begins = alternatives([*data.listed("ranges", "from"), "de", "da", "dari", "von", "van", "desde"])
    moved = alternatives(
        [
            *data.listed("changes", "up", "words"),
            *data.listed("changes", "down", "words"),
            *data.listed("changes", "passing"),
        ]
    )
    return regex.compile(
        rf"(?<!\w)(?P<verb>{moved})\s(?:[^.;:!?\d]{{0,40}}?\s)?(?:{begins})\s[^.;:!?]{{0,12}}(?P<figure>\d[\d.,\s]*\d|\d)"
        rf"[^.;:!?]{{0,40}}?\s(?:{alternatives(to)})\s(?:\p{{L}}+\s)?$",
        regex.IGNORECASE,
    )


def risen_to(text: str, start: int, sentence_start: int, language: str) -> str | None:
    """ "up" or "down" for the level that something rose or fell to, the earlier level between."""
    pattern = _to_level(load(language).code)
    found = pattern.search(text[max(sentence_start, start - 130) : start]) if pattern is not None else None
    if found is None:
        return None
    patterns = patterns_of(language)
    return (
        "up" if patterns.up.search(found["verb"]) else "down" if patterns.down.search(found["verb"]) else None
    )


@lru_cache(maxsize=64)
def _people(language: str) -> "regex.Pattern[str] | None":
    words = list(load(language).table("units", "people"))
    known = cues(language) if language != "en" else None
    words += known.child | known.anonymous_nouns if known is not None else []
    return (
        regex.compile(rf"(?<!\w)(?:{alternatives(words)})(?:e?s|en)?(?!\w)[^.;:!?\n]*$", regex.IGNORECASE)
        if words
        else None
    )


def people_before(text: str, start: int, language: str) -> bool:
    """Whether a word for people stands shortly before ``start``: "Kinder zwischen 11 und 16 Jahren" are of that age."""
    people = _people(language)
    return people is not None and people.search(text[max(0, start - 40) : start]) is not None


def tells_when(text: str, end: int, language: str) -> bool:
    """Whether a duration that ends at ``end`` only tells when: "dua hari kemudian"."""
    shift = listed_words(load(language).code, ("periods", "shifts"))
    return shift is not None and text[end : end + 1] == " " and shift.match(text, end + 1) is not None


def of_these(text: str, end: int, language: str) -> bool:
    """Whether a figure that ends at ``end`` is a part of what was counted before: "22 di antaranya"."""
    these = listed_words(load(language).code, ("phrases", "of_these"))
    return these is not None and text[end : end + 1] == " " and these.match(text, end + 1) is not None


def of_a_service(text: str, start: int, end: int) -> bool:
    """Whether a bare figure is the number of a service after its name: "SAPA 129", "Talian Kasih 15999 menerima"."""
    low = max(0, start - 24)
    if end - start <= 3 and _ACRONYM.search(text, low, start) is not None:
        return True
    return _CAPITAL.search(text, low, start) is not None and _ITS_VERB.match(text, end) is not None


def lists_only(counted: str | None, language: str) -> bool:
    """Whether what is counted is the points of the text itself: "5 fakta", "tiga hal"."""
    words = load(language).listed("phrases", "listing")
    return bool(counted) and bool(words) and str(counted).lower() in words


def of_parent(text: str, start: int, language: str) -> bool:
    """Whether a figure tells whose mother or father somebody is: "ibu dua anak"."""
    parents = _parents(load(language).code)
    return parents is not None and parents.search(text, max(0, start - 24), start) is not None


@lru_cache(maxsize=64)
def _parents(language: str) -> "regex.Pattern[str] | None":
    found = cues(language)
    if found is None or not found.clitic:
        return None
    return regex.compile(rf"(?<!\w)(?:{alternatives(found.parent)})(?:\sdari)?\s$", regex.IGNORECASE)


def of_method(text: str, start: int, language: str) -> bool:
    """Whether a share says how sure a survey is: "margin of error 2,5 persen"."""
    method = listed_words(load(language).code, ("phrases", "method"))
    found = list(method.finditer(text, max(0, start - 48), start)) if method is not None else []
    return bool(found) and regex.search(r"[.\d\n]", text[found[-1].end() : start]) is None
