"""People and organisations that a parse finds in English text, cleaned of what newspapers make it see.

The caller's parse is used where it has one; otherwise the entity recogniser alone reads the text.
"""

import re
from bisect import bisect_right
from typing import Any

from sources.text.english import GRAMMAR, pipeline
from sources.text.names_cues import Cues, cues, word_set
from sources.text.names_english_evidence import WORKS, introduced, settle

# Longer texts are read in pieces of this many characters, at line ends where possible.
_PIECE = 20_000
_EDGE = " \t\n\r\"'“”‘’()[]{},;:.–—-*•|"
_POSSESSIVE = re.compile(r"['’]s?\Z")
_PARTED = re.compile(r"([A-Z]\w+(?: [A-Z]\w+)?), ([A-Z][a-z]+ [A-Z][a-z]+)")
_SIGNATURE = re.compile(
    r"[-–—•*\s]*((?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w’'-]+), [^,]{3,60}(?:, ((?:[A-Z][\w’'&-]*+|of|for|the|and|&| )+))?"
)
# "Sian*, whose name is changed", "Amara, 17, Leeds" above her words.
_PRESENTED_SO = re.compile(r"\*|, (?:aged )?\d{1,2}(?:, [^\n\d,.:]{2,40})?:?\n+[\"“‘']")
_WORD_NEXT = re.compile(r" ([A-Z][a-z]+)(?!\w)")
_LAWS = frozenset(("Act", "Bill"))
_NICKNAME = re.compile(r" [“\"‘'][A-Z][\w.-]{0,20}[”\"’'] [A-Z]\w+")
_NOT_NAMES = word_set(
    """
    ngo ngos mp mps covid covid-19 coronavirus internet brexit christmas easter bible quran congress monday sunday ceo
    cfo cto pdf dm dms faq ai gps sms url end-to-end twitter tweets lgbt lgbtq csam csem csea cse cp
    wifi wi-fi smartphone foi
    """
) | {"freedom of information", "freedom of information act"}


def _entities(text: str) -> list[tuple[int, int, str]]:
    model = pipeline()
    clean = re.sub("[\ud800-\udfff]", "\ufffd", text)
    # An unbroken "word" of thousands of marks takes the tokeniser quadratic time.
    clean = re.sub(r"\S{100}", lambda found: found[0][:-1] + " ", clean)
    found: list[tuple[int, int, str]] = []
    start = 0
    while start < len(clean):
        end = min(len(clean), start + _PIECE)
        if end < len(clean):
            cut = max(clean.rfind("\n", start + _PIECE // 2, end), clean.rfind(" ", start + _PIECE // 2, end))
            end = cut if cut > start else end
        document = model(clean[start:end], disable=GRAMMAR)
        found += [(start + e.start_char, start + e.end_char, e.label_) for e in document.ents]
        start = end
    return found


def find_entities(text: str, parsed: Any = None) -> list[tuple[int, int, str]]:
    """Spans of people and organisations: (start, end, kind)."""
    english = cues("en")
    assert english is not None
    if parsed is not None:
        raw = [(entity.start_char, entity.end_char, entity.label_) for entity in parsed.ents]
        raw += _speaking(parsed, english.speech_verbs, english.organisation_endings)
    else:
        raw = _entities(text)
    found: list[tuple[int, int, str]] = []
    headings = _Headings(text, english)
    raw += headings.signatures({(start, end) for start, end, _ in raw})
    lowered = set(re.findall(r"(?<![\w’'-])[a-z]{3,}(?![\w’'-])", text))
    for start, end, label in raw:
        if label not in ("PERSON", "ORG"):
            continue
        if headings.covers(start) and not headings.repeated(text[start:end]):
            continue
        kind = "person" if label == "PERSON" else "organisation"
        span = _trim(text, start, end)
        if span is None:
            continue
        start, end = span
        if kind == "organisation" and (parted := _PARTED.fullmatch(text, start, end)):
            # "the owner of Name, Somebody Else": two names that the recogniser reads as one.
            found.append((parted.start(2), end, "person"))
            end = parted.end(1)
        if kind == "person":
            end = _with_surname(text, start, end, english.person_stop, english.honorifics)
            called = _NICKNAME.match(text, end)
            end = called.end() if called else end
        exact = text[start:end]
        if kind == "person":
            start = _with_honorific(text, start, english.honorifics)
            if not _is_person(exact, english.person_stop, english.organisation_endings):
                if (
                    not _is_organisation(exact, english.person_stop)
                    or exact.split()[-1] not in english.organisation_endings
                ):
                    continue
                kind = "organisation"
        elif (
            exact.lower() in headings.roles
            or not _is_organisation(exact, english.person_stop)
            or not _stands_alone(text, start, end, lowered)
        ):
            continue
        found.append((start, end, kind))
    spans = {(start, end) for start, end, _ in found}
    for start, end, kind in introduced(text, english):
        if (start, end) not in spans and not headings.covers(start):
            found.append((start, end, kind))
    located = frozenset(text[start:end] for start, end, label in raw if label in ("GPE", "LOC"))
    return _without_lone_words(text, settle(text, found, located, english), english.honorifics)


def _speaking(parsed: Any, verbs: frozenset[str], endings: frozenset[str]) -> list[tuple[int, int, str]]:
    """People the recogniser does not know by name, known by speaking: two proper nouns, the subject of a verb of speech."""
    found: list[tuple[int, int, str]] = []
    for token in parsed:
        if token.dep_ != "nsubj" or token.pos_ != "PROPN" or token.ent_type_ in ("PERSON", "ORG"):
            continue
        if token.head.lower_ not in verbs or token.head.pos_ != "VERB" or token.text in endings:
            continue
        first = token.i
        while (
            first
            and token.i - first < 3
            and parsed[first - 1].pos_ == "PROPN"
            and not parsed[first - 1].ent_type_
        ):
            first -= 1
        if first < token.i and all(parsed[n].text[:1].isupper() for n in range(first, token.i + 1)):
            found.append((parsed[first].idx, token.idx + len(token.text), "PERSON"))
    return found


class _Headings:
    """Lines written as titles are, where every word has a capital: a name there counts if the text repeats it."""

    def __init__(self, text: str, words: Cues) -> None:
        self._spans: list[tuple[int, int]] = []
        self._signed: list[tuple[int, str]] = []
        self._words = words
        self.roles = {role.lower() for role in words.roles}
        body: list[str] = []
        for line in re.finditer(r"[^\r\n]+", text):
            long = list(re.findall(r"[^\W\d_]{3,}", line.group()[:400]))
            titled = len(long) >= 4 and sum(word[0].isupper() for word in long) >= 0.85 * len(long)
            titled = titled and len(line.group()) < 250
            if titled and self._presents(line.group()):
                self._signed.append((line.start(), line.group()))
                titled = False
            if titled:
                self._spans.append(line.span())
            else:
                body.append(line.group())
        self._starts = [start for start, _ in self._spans]
        self._body = "\n".join(body)

    def _presents(self, line: str) -> bool:
        """Whether a line of capitals is somebody's name and office, as letters are signed: "Name, Director, Body"."""
        if line.endswith(":"):
            return True  # "Name, Director of Research at Body, said:"
        parts = line.strip(_EDGE).split(", ")
        words = parts[0].split()
        if not 1 < len(words) < 8:
            return False
        titled = words[0] in self._words.honorifics or parts[0].startswith(("The Rt Hon ", "Rt Hon "))
        offices = {word.lower() for part in parts[1:] for word in re.findall(r"[^\W_]+", part)}
        return titled or words[-1] in self._words.postnominals or bool(offices & self.roles)

    def signatures(self, known: set[tuple[int, int]]) -> list[tuple[int, int, str]]:
        """Who signs, and for which body, where the recogniser knows neither: "Name, Director, Body"."""
        ends = {end for _, end in known}
        found: list[tuple[int, int, str]] = []
        for start, line in self._signed:
            signed = _SIGNATURE.fullmatch(line.rstrip(" .,"))
            if signed is None:
                continue
            for group, label in ((1, "PERSON"), (2, "ORG")):
                low, high = start + signed.start(group), start + signed.end(group)
                if high > low and high not in ends:
                    found.append((low, high, label))
        return found

    def covers(self, place: int) -> bool:
        """Whether ``place`` is in such a line."""
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and place < self._spans[index][1]

    def repeated(self, name: str) -> bool:
        """Whether the rest of the text has the name, too."""
        return name in self._body


def _without_lone_words(
    text: str, found: list[tuple[int, int, str]], honorifics: frozenset[str]
) -> list[tuple[int, int, str]]:
    """Leave out a single word taken for a person that no full name holds and only ever begins a sentence."""
    parts = {
        word
        for start, end, kind in found
        if kind == "person" and " " in text[start:end]
        for word in text[start:end].split()
    }
    inside: set[str] = set()
    for start, end, _ in found:
        before = text[max(0, start - 24) : start].rstrip()
        if before and (before[-1].islower() or before[-1] == "," or before.split()[-1] in honorifics):
            inside.add(text[start:end])
    return [
        (start, end, kind)
        for start, end, kind in found
        if kind != "person"
        or " " in text[start:end]
        or text[start:end] in parts | inside
        or _PRESENTED_SO.match(text, end)
    ]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span on one line, without marks at its ends, the article before it or the possessive after it."""
    line = re.search(
        r"[\r\n]| \((?=[^()]*\Z)", text[start:end]
    )  # a new line, or a bracket that nothing closes
    if line:
        end = start + line.start()
    while start < end and text[start] in _EDGE:
        start += 1
    while (
        end > start
        and text[end - 1] in _EDGE
        and not re.search(r"\b(?:Inc|Ltd|Corp|Co|Jr|Sr|Bros|St)\.\Z", text[start:end])
    ):
        end -= 1
    possessive = _POSSESSIVE.search(text, max(start, end - 2), end)
    if possessive and possessive.start() > start:
        end = possessive.start()
    for article in ("The Rt Hon ", "Rt Hon ", "Hon ", "the ", "The ", "a ", "an "):
        if text.startswith(article, start) and not (article == "The " and text[start:end].istitle()):
            start += len(article)
            break
    if end - start < 2:
        return None
    return start, end


def _with_honorific(text: str, start: int, honorifics: frozenset[str]) -> int:
    """Take the honorific before a name into it ("Sir", "Dr."), not an office ("President")."""
    while before := re.search(r"([A-Z][a-z]+\.?) \Z", text[max(0, start - 12) : start]):
        short = len(before[1]) <= 4 or before[1] in ("Dame", "Lord", "Lady", "Baroness", "Supt.", "Insp.")
        if before[1] not in honorifics or not short or before[1] == "Hon":
            break
        start -= len(before[0])  # "Det Supt": one after the other
    return start


def _with_surname(text: str, start: int, end: int, stop: frozenset[str], honorifics: frozenset[str]) -> int:
    """Take in the surname that the recogniser left out after an honorific ("Sir Peter" of "Sir Peter Wanless")."""
    words = text[_with_honorific(text, start, honorifics) : end].split()
    if words[0] in honorifics and len(words) <= 2:
        following = re.match(r" ([A-Z][a-z]+(?:-[A-Z][a-z]+)?)(?![\w])", text[end : end + 40])
        if following and following[1] not in stop:
            return end + following.end()
    return end


def _stands_alone(text: str, start: int, end: int, lowered: set[str]) -> bool:
    """Whether a name of one word is a name: not a word the text also writes small, nor a part of another's name."""
    exact = text[start:end]
    words = exact.split()
    following = _WORD_NEXT.match(text, end)
    if words[-1] in WORKS or (following and following[1] in _LAWS):
        return False
    if len(words) > 1:
        return True
    if exact.lower() in lowered or re.search(r"['’]s \Z", text[max(0, start - 3) : start]):
        return False
    line_start = text.rfind("\n", 0, start) + 1
    # A word that only its place in a heading in capitals made look like a name.
    return not (exact.isupper() and len(exact) > 5) and not (
        start == line_start and text[end : end + 1] == ":"
    )


def _is_person(exact: str, stop: frozenset[str], endings: frozenset[str]) -> bool:
    words = exact.split()
    if all(word.lower() in _OFFICES for word in words):
        return False
    if len(words) > 6 or any(character.isdigit() for character in exact) or words[-1] in endings:
        return False
    if not all(word.lstrip('“"‘')[:1].isupper() or word.lower() in _PARTICLES for word in words):
        return False
    if any(mark in exact for mark in "#@/:|+=<>*") or re.search(r"n['’]t\b", exact):
        return False
    if len(words) == 1 and (exact.isupper() or len(exact.strip(".")) < 3):
        return False
    return words[0] not in stop and exact.lower() not in _NOT_NAMES


# "Senior Policy Officer", "Chief Executive" are offices however they are written.
_OFFICES = word_set(
    """
    senior chief deputy assistant acting interim executive policy officer director manager head lead general managing
    communications research press campaigns public affairs safeguarding minister secretary chair
    """
)
_PARTICLES = word_set(
    """
    de del della di da van von der den bin al el la le du dos ten ter y of
    """
)


def _is_organisation(exact: str, stop: frozenset[str]) -> bool:
    words = exact.split()
    if len(words) > 10 or not exact[0].isupper() or exact.lower() in _NOT_NAMES:
        return False
    if any(mark in exact for mark in "#@=<>*+|\t") or re.match(r"[A-Z]-[A-Z]", exact):
        return False
    if sum(word[0].isupper() for word in words) * 2 < len(words):
        return False
    return not (len(words) == 1 and (words[0] in stop or len(exact) < 3))
