"""English figures that claim nothing: "every three months", "within a limit of 72 hours", "the two platforms".

Told by grammar; what the figures are otherwise is read elsewhere.
"""

import re

from spacy.tokens import Token

from claims.extraction.statistics_english import EnglishContext

_ON_AVERAGE = re.compile(
    r"[^.;\n]{0,40}\b(?:average|median|typically)\b|[^.;\n]{0,12}\beach\b", re.IGNORECASE
)
_WHEN = frozenset(
    {"in", "within", "during", "over", "after", "before", "since", "until", "throughout", "inside"}
)
_WHICH = frozenset({"every", "first", "last", "past", "next", "coming", "final", "previous", "following"})
_LIMITS = frozenset({"limit", "deadline", "window", "period", "notice", "cap", "term", "interval", "delay"})
_KNOWN = frozenset({"the", "these", "those", "its", "their", "his", "her", "my", "our", "your", "whose"})
_FEW = 10


def is_share(english: EnglishContext, start: int, end: int) -> bool:
    """Whether "four children in five" is a share, its last number counting nothing itself, its noun a noun."""
    tokens = english.tokens(start, end)
    if len(tokens) < 4:
        return False
    whole = tokens[-1]
    following = whole.nbor() if whole.i + 1 < len(whole.doc) else None
    if following is not None and following.pos_ in ("NOUN", "PROPN", "NUM", "SYM"):
        return False
    if whole.dep_ == "nummod" and whole.head.i > whole.i:
        return False
    noun = next((place for place, token in enumerate(tokens) if token.lower_ in ("in", "out")), 0)
    return noun > 1 and tokens[noun - 1].pos_ in ("NOUN", "PROPN")


def tells_time(english: EnglishContext, start: int, end: int) -> bool:
    """Whether a duration only says when, how often or how long something may take."""
    tokens = english.tokens(start, end)
    if not tokens or _ON_AVERAGE.match(english.text, end):
        return False
    unit = tokens[-1]
    before = english.doc[tokens[0].i - 1] if tokens[0].i else None
    words = {child.lower_ for child in unit.lefts} | ({before.lower_} if before is not None else set())
    if words & _WHICH:
        return True
    led = _led_by(unit)
    if led is None:
        return False
    if led.lower_ in _WHEN:
        return True
    return led.lower_ == "of" and led.head.lemma_.lower() in _LIMITS


def _led_by(unit: Token) -> Token | None:
    """The preposition that the words of a duration depend on."""
    head = unit.head
    return head if unit.dep_ == "pobj" and head.i < unit.i else None


def is_known(english: EnglishContext, start: int, end: int, value: float) -> bool:
    """Whether a small number in words only names again what the text has named: "the two platforms", "its three demands"."""
    if not 1 < value <= _FEW:
        return False
    tokens = english.tokens(start, end)
    if not tokens or tokens[0].i == 0 or tokens[0].text[0].isdigit():
        return False
    return english.doc[tokens[0].i - 1].lower_ in _KNOWN
