"""Whether an English period is a figure's own or another's: of what it rose from, of the clause after a semicolon, of words
outside the quotation it stands in, of what the figures were asked for.

The periods themselves are found by ``statistics_periods_english`` and ``statistics_when``.
"""

import re

from spacy.tokens import Doc, Token

# "from 661 in 2023-24 to 795": the first year is the first figure's.
_ROSE_FROM = re.compile(
    r"\bfrom\s(?:[a-z]+\s){0,2}\d(?:[\d.,]*\d)?%?(?:\s(?!to\b|between\b)[a-z]+){0,5}\s?\Z", re.IGNORECASE
)
_TO = re.compile(r",?\s(?:in\s[^.;,\d]{1,20}\s)?to\s")
# "a 66 % rise since 2017": what is said of the change alone.
_CHANGE = r"(?:rise|increase|jump|surge|growth|leap|spike|drop|fall|decline|decrease|reduction|change)"
_CHANGED = re.compile(rf"\s(?:[^\W\d_]+-?\s?){{0,2}}{_CHANGE}\s(?:[^\W\d_]+\s){{0,3}}", re.IGNORECASE)
_CHANGED_BEFORE = re.compile(rf"\b{_CHANGE}\s(?:[^\W\d_]+\s){{0,2}}\Z", re.IGNORECASE)
_SPEECH_ENDS = re.compile(r"[,.?!][\"”]\s")
_SPEECH_BEGINS = re.compile(r"[,:]\s[\"“]")
_SENTENCE_ENDS = re.compile(r"(?:[a-z]{3}|\d|%)[.!?]\s+[A-Z]")  # of speech that holds several
_MARKS = re.compile(r"[\"“”]")
_SHOWING = frozenset(("show", "reveal", "suggest", "find", "indicate", "record", "uncover"))
_FOR_EACH = 10  # steps up the parse in which a figure still belongs to a noun


def of_change(text: str, end: int, place: int) -> bool:
    """Whether a period at ``place`` says since or in when the change of the figure that ends at ``end`` came about."""
    return place - end < 60 and _CHANGED.fullmatch(text, end, place) is not None


def of_another(text: str, period: tuple[int, int], figure: tuple[int, int]) -> bool:
    """Whether the words between a figure and a period give the period to something else."""
    low, high = period
    start, end = figure
    rose = _ROSE_FROM.search(text, max(0, low - 70), low)
    if rose is not None and end <= rose.start():
        return True  # "by 16 per cent, from 889 in 2023": that was the year of the 889
    if _SENTENCE_ENDS.search(text, min(end, high), max(start, low) + 1):
        return True
    if low >= end:
        between = text[end:low]
        if ";" in between:
            return True
        changed = _CHANGED_BEFORE.search(text, max(0, low - 60), low)
        if changed is not None and not of_change(text, end, low) and re.search(r"[\d,]", between):
            return True
        return _SPEECH_ENDS.search(between) is not None and len(_MARKS.findall(between)) % 2 == 1
    between = text[high:start]
    if _TO.match(between) and _ROSE_FROM.search(text, max(0, low - 70), low):
        return True
    return _SPEECH_BEGINS.search(between) is not None and len(_MARKS.findall(between)) % 2 == 1


def asked_for(doc: Doc, index: int, place: int, findings: frozenset[str]) -> bool:
    """Whether the figure at token ``index`` says of whom data are, and the period at ``place`` what they show.

    "Data from 41 forces show 7,408 offences in 2024": no force is of that year.
    """
    if index >= len(doc):
        return False
    token: Token = doc[index]
    for _ in range(_FOR_EACH):
        if token.dep_ == "nsubj" and token.lemma_.lower() in findings:
            return bool(token.head.lemma_.lower() in _SHOWING and token.head.idx < place)
        if token.head.i == token.i:
            return False
        token = token.head
    return False
