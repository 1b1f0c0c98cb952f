"""What rises, falls or reaches a figure ("Reports of sextortion rose to 4,310"), and verbs that are a figure ("doubled").

English is read by its grammar; other languages by the words between the sentence's beginning and the verb, where that
is sure. Figures in digits and words are left to ``statistics``.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex
from spacy.tokens import Token

from claims.extraction.statistics_ages import OF_AGE
from claims.extraction.statistics_context import alternatives
from claims.extraction.statistics_phrases import EnglishPhrases
from sources.text.language_data import load
from sources.text.names_cues import word_set
from sources.text.sentences import Sentence

WITH_SUBJECTS = frozenset({"id", "ms", "es", "fr", "de", "pt", "it", "nl"})
"""Languages beside English whose files say what may rise or fall."""

RISES = word_set(
    "rise increase grow climb jump soar surge swell double triple treble quadruple quintuple fall "
    "drop decline decrease plunge slump tumble shrink halve cut reduce slash"
)
_REACHES = word_set("reach hit total exceed top pass stand average")
_PUTS = frozenset({"put", "place", "estimate"})
_AMOUNTS = word_set("number total amount count tally figure sum share proportion rate percentage level")
_NAMES = frozenset({"ORG", "PERSON", "PRODUCT", "GPE"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_LONGEST = 90
_FRACTIONS = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}
_ENGLISH_FRACTION = re.compile(
    r"(?<!\w)(?P<led>up|down|by)\s+(?P<figure>(?P<vague>about|around|nearly|almost|more than|over|less than)?\s*"
    r"(?:an?|one)\s+(?P<part>third|quarter|fifth|tenth))(?!\w|\s+of\b|-)",
    re.IGNORECASE,
)
_FOLD = re.compile(
    r"(?<![\w-])(?P<figure>(?P<number>two|three|four|five|six|seven|eight|nine|ten|\d{1,3})[- ]?fold)(?!\w)",
    re.IGNORECASE,
)
_FACTOR = re.compile(r"(?<!\w)(?:twice|thrice|double the|half as)(?!\w)", re.IGNORECASE)
_NUMBERS = {
    word: n
    for n, word in enumerate(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 2)
}
_VAGUE = {
    "about": "~",
    "around": "~",
    "nearly": "~",
    "almost": "~",
    "more than": ">",
    "over": ">",
    "less than": "<",
}


@dataclass(frozen=True, slots=True)
class Multiple:
    """A change written without a number: ``value`` is by how many times it rose, or by how many per cent it fell."""

    start: int
    end: int
    value: float
    percent: bool
    change: str
    comparator: str
    counted: str


def english_subject(phrases: EnglishPhrases, start: int, end: int, sentence: Sentence) -> str | None:
    """What rises to, falls by or reaches the figure at ``start:end``, or None where grammar does not say."""
    first = phrases.token_at(start)
    token = phrases.doc[first] if first < len(phrases.doc) else None
    if token is None or token.idx >= end:
        return None
    for ancestor in [token, *token.ancestors][:8]:
        if ancestor.idx < sentence.start:
            return None
        if ancestor.pos_ not in ("VERB", "AUX"):
            continue
        moved = any(
            child.lower_ in ("up", "down") and ancestor.i < child.i and child.idx < start
            for child in ancestor.children
        )
        if ancestor.lemma_.lower() in RISES | _REACHES | _PUTS or (
            ancestor.lemma_ in ("be", "go", "shoot") and moved
        ):
            changed = _object(phrases, ancestor, start)
            return (
                changed if changed or ancestor.lemma_.lower() in _PUTS else _subject(phrases, ancestor, start)
            )
        if ancestor.lemma_ == "be" and any(
            child.dep_ == "nsubj" and child.lemma_.lower() in _AMOUNTS for child in ancestor.children
        ):
            return _subject(phrases, ancestor, start)  # "the number of cases was 300"
        if ancestor.dep_ not in ("conj", "aux", "auxpass", "xcomp", "advcl"):
            return None
    return None


def _subject(phrases: EnglishPhrases, verb: Token, before: int) -> str | None:
    """The noun phrase that is the verb's subject: no pronoun, no name, no figure in it."""
    while True:
        subject = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
        if subject is not None or verb.dep_ not in ("conj", "xcomp"):
            break
        verb = verb.head
    return None if subject is None else _named(phrases, subject, before)


def _object(phrases: EnglishPhrases, verb: Token, before: int) -> str | None:
    """What somebody raises or cuts by the figure: "cut its safety staff by 30 per cent"."""
    changed = next((child for child in verb.children if child.dep_ == "dobj" and child.i > verb.i), None)
    link = "at" if verb.lemma_.lower() in _PUTS else "by"  # "puts the number of adults at 840,000"
    by = re.search(rf"\b{link}\s(?:[^\W\d_]+\s){{0,3}}\Z", phrases.text[max(0, before - 30) : before])
    return None if changed is None or by is None else _named(phrases, changed, before)


def _named(phrases: EnglishPhrases, subject: Token, before: int) -> str | None:
    """The noun phrase of ``subject``, which stands ``before`` the figure: no pronoun, no name, no figure in it but ages."""
    if subject.idx >= before or subject.pos_ != "NOUN" or subject.ent_type_ in _NAMES:
        return None
    if subject.lemma_.lower() in _AMOUNTS and subject.lower_ != "shares":
        of = next((child for child in subject.children if child.lower_ == "of"), None)
        inner = (
            next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
        )
        if inner is None or inner.pos_ not in ("NOUN", "PROPN"):
            return None
        subject = inner
    tokens = list(phrases.doc[subject.left_edge.i : subject.right_edge.i + 1])
    cut = next(
        (
            n
            for n, token in enumerate(tokens)
            if token.i > subject.i
            and (
                token.text in ",;:—–(" or (token.dep_ in ("relcl", "appos") and token.left_edge.i >= token.i)
            )
        ),
        len(tokens),
    )
    relative = min(
        (token.left_edge.i for token in tokens if token.dep_ == "relcl" and token.head.i == subject.i),
        default=tokens[0].i + cut,
    )
    tokens = tokens[: max(0, min(cut, relative - tokens[0].i))]
    while tokens and (tokens[0].pos_ == "DET" or tokens[0].tag_ == "PRP$"):
        tokens.pop(0)
    aged = (
        [(found.start(), found.end()) for found in OF_AGE.finditer(phrases.text, tokens[0].idx, before)]
        if tokens
        else []
    )
    figures = [
        token
        for token in tokens
        if (token.like_num or any(map(str.isdigit, token.text)))
        and not any(low <= token.idx < high for low, high in aged)
    ]
    if figures:  # "visits to the 50 most popular sites": visits
        link = next((t for t in figures[0].ancestors if t.dep_ == "prep" and t.head.i == subject.i), None)
        tokens = tokens[: link.i - tokens[0].i] if link is not None and link.i > subject.i else []
    if not tokens:
        return None
    written = phrases.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1].text)]
    if len(written) > _LONGEST:  # "sessions delivered by Body in which children spoke …": sessions
        first = min((c.left_edge.i for c in subject.children if c.i > subject.i), default=subject.i)
        written = (
            phrases.text[tokens[0].idx : subject.idx + len(subject.text)] if first > subject.i else written
        )
    return written if len(written) <= _LONGEST and "\n" not in written else None


@dataclass(frozen=True)
class _Words:
    verb: "regex.Pattern[str]"
    opening: "regex.Pattern[str]"
    to: "regex.Pattern[str]"
    auxiliary: "regex.Pattern[str]"
    inside: frozenset[str]
    stops: frozenset[str]
    multiples: "regex.Pattern[str]"
    values: dict[str, float]
    times: frozenset[str]


@lru_cache(maxsize=64)
def _words(language: str) -> _Words:
    data = load(language)
    listed = {
        name: data.listed("changes", "subjects", name) for name in ("verbs", "number_of", "articles", "to")
    }
    listed["verbs"] += (*data.listed("changes", "passing"), *data.table("changes", "multiples"))
    values = {word: float(value) for word, value in data.table("changes", "multiples").items()}
    flags = regex.IGNORECASE
    gap = r"(?:\s+|(?<=['’])\s*)"
    return _Words(
        verb=regex.compile(rf"(?<!\w)(?:{alternatives(listed['verbs'])})(?!\w)", flags),
        opening=regex.compile(
            rf"(?:(?:{alternatives(listed['articles'])}){gap})?(?:(?:{alternatives(listed['number_of'])}){gap})?"
            rf"(?:(?:{alternatives(listed['articles'])}){gap})?",
            flags,
        ),
        to=regex.compile(rf"(?<!\w)(?:{alternatives(listed['to'])})(?!\w)", flags),
        auxiliary=regex.compile(
            rf"(?<!\w)(?:{alternatives(data.listed('changes', 'subjects', 'auxiliaries'))})(?!\w)", flags
        ),
        inside=frozenset(data.listed("changes", "subjects", "inside")),
        stops=frozenset(data.listed("phrases", "stops")) - {"online", "daring"},
        multiples=regex.compile(rf"(?<!\w)(?:{alternatives(list(values))})(?!\w)", flags),
        values=values,
        times=frozenset(data.table("rates", "nouns")),
    )


def plain_subject(text: str, start: int, end: int, sentence: Sentence, language: str) -> str | None:
    """What rises or falls, by the order of words: the words before the verb that open the sentence, or those after it.

    Where the verb comes last ("sind um 40 Prozent gestiegen"), its auxiliary stands for it.
    """
    words = _words(language)
    low = max(sentence.start, start - 240)
    verbs = list(words.verb.finditer(text, low, start))
    if not verbs and _changes_after(text, end, sentence, words):
        verbs = list(words.auxiliary.finditer(text, low, start))
    if not verbs or start - verbs[-1].end() > 80:
        return None
    verb = verbs[-1]
    if low == sentence.start and (before := _phrase(text, sentence.start, verb.start(), words)) is not None:
        return before
    opened = _CLAUSE.split(text[low : verb.start()])[-1] if low == sentence.start else ""
    article = words.opening.match(opened)
    if len(opened) < verb.start() - low and article is not None and article.end():
        before = _phrase(text, verb.start() - len(opened), verb.start(), words)
        if before is not None:
            return before  # "Secondo la polizia, i casi sono passati da": after an aside, with its article
    stop = words.to.search(text, verb.end(), start)
    return _phrase(text, verb.end(), stop.start(), words) if stop is not None else None


_CLAUSE = re.compile(r"[,:–—]\s|\s(?:que|dass|che|dat)\s")


def _changes_after(text: str, end: int, sentence: Sentence, words: _Words) -> bool:
    found = words.verb.search(text, end, min(sentence.end, end + 28))
    return found is not None and not re.search(r"[,;:]", text[end : found.start()])


def leads_to_level(text: str, start: int, written: str, sentence: Sentence, language: str) -> bool:
    """Whether ``written``, right before the figure, says where a rise or fall ends, not "up to": "subió hasta 300"."""
    if language not in WITH_SUBJECTS:
        return False
    words = _words(language)
    return bool(words.to.fullmatch(written.strip()) and words.verb.search(text, sentence.start, start))


def _phrase(text: str, start: int, end: int, words: _Words) -> str | None:
    """The stretch as a noun phrase, without what opens it and the auxiliaries that close it; None where it isn't one."""
    while start < end and text[start].isspace():
        start += 1
    opening = words.opening.match(text, start, end)
    start = opening.end() if opening is not None else start
    found = regex.findall(r"[^\W_]+(?:['’-][^\W_]+)*['’]?|[^\s\w]", text[start:end])
    while found and found[-1].lower() in _AUXILIARIES:
        found.pop()
    if not found or len(found) > 7 or any(not word[0].isalpha() for word in found):
        return None
    for word in found:
        plain = word.lower().rstrip("'’")
        if plain in words.stops and word.lower() not in words.inside and plain not in words.inside:
            return None
    if found[0].lower() in words.inside or found[-1].lower() in words.inside:
        return None
    if len(found) == 1 and found[0].lower() in words.times:
        return None  # "el año pasado"
    last = text.rfind(found[-1], start, end)
    written = text[start : last + len(found[-1])]
    return written if len(written) <= _LONGEST and "\n" not in written else None


# Auxiliaries and adverbs that stand between the subject and the verb, in all the languages of the files.
_AUXILIARIES = word_set(
    "telah sudah mengalami terus kembali se ha han sont est a ont ist sind hat haben wurde wurden è sono "
    "hanno foi foram tem têm is zijn heeft hebben era été ya também auch ook anche aussi"
)


@lru_cache(maxsize=64)
def factors(language: str) -> "regex.Pattern[str] | None":
    """What a language's file calls a factor, where a comparison or the end of the clause follows it."""
    data = load(language)
    words = data.table("changes", "factors")
    if not words:
        return None
    than = alternatives(
        [*data.listed("pairs", "than"), "wie", "de", "del", "di", "do", "da", "du", "rispetto"]
    )
    return regex.compile(
        rf"(?<!\w)(?P<factor>{alternatives(words)})(?=\s(?:{than})(?!\w)|\s(?:qu|d)['’]|[.,;)])",
        regex.IGNORECASE,
    )


def may_multiply(text: str, language: str) -> bool:
    """Whether a text without figures may have a change written without a number."""
    found = _words(language).multiples.search(text)
    english = language == "en" and (
        _FOLD.search(text) or _ENGLISH_FRACTION.search(text) or _FACTOR.search(text)
    )
    plain = factors(language)
    return bool(found or english or (plain is not None and plain.search(text)))


def multiples(
    text: str, sentences: list[Sentence], language: str, phrases: EnglishPhrases | None
) -> Iterator[Multiple]:
    """Changes without a figure, where it is sure what changed: "doubled", "fourfold", "down a third"."""
    words = _words(language)
    found: list[tuple[int, int, float, bool, str]] = []  # whether a share; the comparator
    for match in words.multiples.finditer(text):
        value = words.values[" ".join(match[0].lower().replace("’", "'").split())]
        sign = _vague_before(text, match.start()) if phrases is not None else "="
        found.append((match.start(), match.end(), value * 100 if value < 1 else value, value < 1, sign))
    if phrases is not None:
        found += _english_shares_and_folds(text)
    starts = [sentence.start for sentence in sentences]
    for start, end, value, share, comparator in sorted(found):
        index = bisect_left(starts, start + 1) - 1
        if index < 0 or end > sentences[index].end:
            continue
        sentence = sentences[index]
        if phrases is not None:
            counted = english_subject(phrases, start, end, sentence)
        else:
            counted = _phrase(text, sentence.start, start, words)
        if counted is not None:
            falls = share and not _rising(text, sentence, start)
            yield Multiple(start, end, value, share, "down" if falls else "up", comparator, counted)


def _english_shares_and_folds(text: str) -> Iterator[tuple[int, int, float, bool, str]]:
    for match in _FOLD.finditer(text):
        number = match["number"].lower()
        yield match.start(), match.end(), float(_NUMBERS.get(number) or number), False, "="
    for match in _ENGLISH_FRACTION.finditer(text):
        sign = _VAGUE.get((match["vague"] or "").lower(), "=")
        yield match.start("figure"), match.end(), _FRACTIONS[match["part"].lower()], True, sign


_RISING = re.compile(
    r"(?<!\w)(?:up|rose|rise[ns]?|increas\w+|gr[eo]w\w*|climb\w*|jump\w*|soar\w*|surg\w*)(?!\w)", re.I
)


def _rising(text: str, sentence: Sentence, start: int) -> bool:
    return _RISING.search(text, max(sentence.start, start - 60), start) is not None


def _vague_before(text: str, start: int) -> str:
    """The comparator before a verb that multiplies: "more than doubled"."""
    found = re.search(
        r"(?<!\w)(more than|almost|nearly|about|roughly)\s+$", text[max(0, start - 16) : start], re.I
    )
    return _VAGUE.get(found[1].lower(), "~") if found else "="
