"""English figures that count what an earlier figure named: "of whom 2,300", "12 million a year", "402 in 2022".

Says whether a figure without a noun of its own takes that of the figure before it; nothing is carried across paragraphs.
"""

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from claims.extraction.records import StatisticRecord
from claims.extraction.statistics_phrases import Phrase

_LEAD = (
    r"(?:(?:about|around|roughly|some|nearly|almost|more than|over|at least|up to|just|only|fewer than|less than|"
    r"approximately|as many as|an average of|a total of)\s+){0,2}"
)
_OF_WHOM = re.compile(rf"\bof\s+(?:whom|which|these|those|them)\s*,?\s+{_LEAD}$", re.IGNORECASE)
_OF_THEM = re.compile(
    r"\s+of\s+(?:(?:them|it|which|whom)(?!\w)|(?:these|those)(?!\s*\w|\s+(?:[^\W\d_]+ly\s+)?[^\W\d_]))"
    r"|\s+of\s+(?:these|those)\s+(?:have|has|had|are|were|was|did|came|said|involved|led|will|took)(?!\w)",
    re.IGNORECASE,
)
_OF = re.compile(r"\s+of\s", re.IGNORECASE)
_REST = re.compile(rf"\bthe\s+(?:other|remaining)\s+{_LEAD}$", re.IGNORECASE)
_MORE = re.compile(rf"(?<!\w)(?:another|a\s+further|an\s+additional)\s+{_LEAD}$", re.IGNORECASE)
_APPOSED = re.compile(
    rf"[^.;:!?\n\d]{{0,60}}(?:\s[–—-]\s|,\s|\s\()(?:(?:or|that\s+is|i\.e\.|equivalent\s+to|equal\s+to|the\s+equivalent\s+of)\s+)?{_LEAD}",
    re.IGNORECASE,
)
_CARRIERS = frozenset({"count", "rate", "share"})
_FARTHEST = 300
_AFTER_BARE = frozenset({"ADP", "AUX", "VERB", "ADV", "PUNCT", "SPACE", "CCONJ", "SCONJ", "PART"})
_COMPARED = frozenset({"more", "fewer", "less", "higher", "lower"})
_THAT_IS = re.compile(
    r"(?:,\s|\s[–—-]\s|\s\()(?:or|that\s+is|equivalent\s+to|the\s+equivalent\s+of)\s(?:[^\W\d_]+\s){0,2}$",
    re.IGNORECASE,
)
_HELD_AGAINST = re.compile(r"\bcompared\s(?:to|with)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_CHANGING = re.compile(r"(?:\bby|\bfrom|\bto|\bof|\bthan)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


def of_others(text: str, start: int) -> bool:
    """Whether "of whom", "of which" ends where a figure starts: no noun after it is what it counts."""
    return _OF_WHOM.search(text, max(0, start - 60), start) is not None


@dataclass(frozen=True, slots=True)
class Noun:
    """What is counted in full; the unit, as written and normalized; and what it is per."""

    counted: str
    unit: str = ""
    normalized: str = ""
    per: str = ""


class Carried:
    """Finds, for the figures of one parsed text in order, the earlier figure whose noun they take."""

    def __init__(self, doc: Doc, text: str) -> None:
        self.doc = doc
        self.text = text
        self.last: StatisticRecord | None = None
        self.noun = Noun("")

    def remember(self, record: StatisticRecord, phrase: Phrase | Noun | None) -> None:
        """Keep ``record`` where later figures can take its noun, which ``phrase`` gives as a unit."""
        if not record.counted or record.kind not in _CARRIERS:
            return
        self.last = record
        unit, normalized = "", ""
        if phrase is not None:
            unit = phrase.written if isinstance(phrase, Phrase) else phrase.unit
            normalized = phrase.normalized
        elif record.counted == self.noun.counted:
            unit, normalized = self.noun.unit, self.noun.normalized
        self.noun = Noun(record.counted, unit, normalized, record.per or "")

    def noun_for(
        self, start: int, end: int, kind: str, sentence_start: int, tokens: list[Token]
    ) -> Noun | None:
        """What the figure at ``start:end`` (``tokens``) counts by an earlier figure's words, or None."""
        last = self.last
        if last is None or kind not in _CARRIERS or last.end > start or start - last.end > _FARTHEST:
            return None
        between = self.text[last.end : start]
        if "\n" in between or not tokens:
            return None
        same_sentence = last.start >= sentence_start
        before = (max(sentence_start, start - 60), start)
        if _OF_THEM.match(self.text, end) or _OF_WHOM.search(self.text, *before):
            return self.noun
        bracketed = self.text[start - 1 : start] == "(" and self.text[end : end + 1] == ")"
        if bracketed and kind == last.kind == "count":
            return self.noun  # "South Wales Police recorded the most (841)"
        if _REST.search(self.text, *before) and kind == last.kind:
            return self.noun
        if same_sentence and kind != "share" and last.kind == "share" and _APPOSED.fullmatch(between):
            return self.noun
        if same_sentence and kind == "rate" and _THAT_IS.search(between) and len(between) < 80:
            return self.noun  # "92,000 videos, or 1,000 a day"
        if not self._stands_alone(tokens) or (_OF.match(self.text, end) and not self._of_doing(tokens)):
            return None
        if self._is_subject(tokens):
            return self.noun
        if not same_sentence or (
            _CHANGING.search(self.text, *before) and not _HELD_AGAINST.search(self.text, *before)
        ):
            return None
        parts = kind == "share" and len(tokens) > 2  # "of 2,000 adults, 7 in 10 agreed"
        return self.noun if parts or kind == last.kind or {kind, last.kind} <= {"count", "rate"} else None

    def _stands_alone(self, tokens: list[Token]) -> bool:
        """Whether no noun follows that the figure might count."""
        last = tokens[-1]
        following = self.doc[last.i + 1] if last.i + 1 < len(self.doc) else None
        if following is not None and following.lower_ in _COMPARED and following.i + 1 < len(self.doc):
            following = self.doc[following.i + 1]  # "15 fewer than", "500,000 more."
        return following is None or following.pos_ in _AFTER_BARE or following.ent_type_ in ("DATE", "TIME")

    def _of_doing(self, tokens: list[Token]) -> bool:
        """Whether the figure tells which of the crimes: "672 crimes of …, and 519 of causing a child to watch"."""
        place = tokens[-1].i + 2
        return place < len(self.doc) and self.doc[place].tag_ == "VBG"

    def _is_subject(self, tokens: list[Token]) -> bool:
        """Whether the figure itself is the subject of a verb: "55 per cent occurred on", "another 90 were sent"."""
        return any(token.dep_ in ("nsubj", "nsubjpass") and token.head.i > tokens[-1].i for token in tokens)
