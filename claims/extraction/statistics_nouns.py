"""Where an English noun phrase ends that says what is counted: "calls from children about sextortion", "girls aged 11 to 16".

Starts from the head noun that ``statistics_phrases`` found and takes in what narrows it: "of", "against", "about" and what
follows, ages, coordinated nouns. When, where and by whom it was counted are left out.
"""

import re

from spacy.tokens import Doc, Token

from sources.text.names_cues import word_set

_ALWAYS = frozenset({"of"})
_NARROWING = word_set("against about involving concerning regarding containing depicting showing")
_ATTACHED = frozenset({"from", "with", "between"})
"""Taken in where the parser hangs them on the noun and common nouns follow: "calls from children", not "from Wales"."""
_WITH = word_set("communication contact conversation relationship activity sex interaction")
"""What is always with somebody, whatever the parser hangs "with" on."""
_METHODS = word_set(
    "record report receive log make identify find survey question ask poll interview register process count "
    "handle review analyse analyze publish see use give take uncover detect commit"
)
"""Participles that say how it was counted, not what: "crimes recorded", "parents surveyed"."""
_TIMES = word_set("last this next every each yesterday today earlier more per a an")
_AGED = re.compile(
    r",?\s+aged\s+(?:(?:between|under|over|from|just)\s+)?(?:\d{1,2}|[a-z]+)(?:\s*(?:[-–—]|to|and|or)\s*(?:\d{1,2}|[a-z]+))?(?!\w)"
    r"(?:\s+(?:or|and)\s+(?:over|under|above|below|younger|older))?"
    r"|\s+(?:under|over|below|younger\s+than|older\s+than)\s+(?:the\s+age\s+of\s+)?(?:\d{1,2})(?![\d%,.]*\d|\s*(?:%|per\b|[a-z]*illion))"
)
_PEOPLE = word_set(
    "child children girl boy people person teenager adolescent user pupil student youngster minor man woman "
    "adult parent victim patient respondent account"
)
_TITLE = re.compile(
    r"\s(?:with|of|to|against|by|for|in)(?:\s(?:an?|the))?(?:\s[A-Z][\w-]+)+"
    r"\s(?P<head>offences|crimes|charges|cases|reports|incidents)(?!\w)"
)
_NOUNS = frozenset({"NOUN", "PROPN"})
_LONGEST = 14
_MOST_LISTED = 4


def titled(text: str, start: int, end: int, limit: int) -> tuple[int, str, str] | None:
    """The rest of a crime's title: "Communication" of "Sexual Communication with a Child offences"; end, words, singular."""
    rest = _TITLE.match(text, end, limit)
    if rest is None or not all(word[0].isupper() for word in text[start:end].split()):
        return None
    return rest.end(), text[start : rest.end()], text[start : rest.end() - 1]


def whole_end(doc: Doc, text: str, head: int, limit: int) -> int:
    """The end, in characters, of the noun phrase whose head is token ``head``; not beyond ``limit``."""
    return _Whole(doc, text, head, limit).end()


class _Whole:
    def __init__(self, doc: Doc, text: str, head: int, limit: int) -> None:
        self.doc = doc
        self.text = text
        self.heads = {head}
        self.next = head + 1
        self.limit = limit
        self.last = min(len(doc), head + 1 + _LONGEST)

    def end(self) -> int:
        first = self.next - 1
        reached = self._reached(first)
        while self.next < self.last and self.doc[self.next].idx < self.limit:
            aged = self._aged(reached)
            if aged is not None:
                reached = aged
                while self.next < self.last and self.doc[self.next].idx < reached:
                    self.next += 1
                continue
            noun = self._step(self.doc[self.next])
            if noun is None:
                break
            self.heads.add(noun)
            self.next = noun + 1
            reached = self._reached(noun)
        return min(reached, self.limit)

    def _reached(self, index: int) -> int:
        token = self.doc[index]
        return token.idx + len(token.text)

    def _aged(self, end: int) -> int | None:
        found = _AGED.match(self.text, end, self.limit)
        if found is None:
            return None
        if "aged" not in found[0] and not any(
            self.doc[head].lemma_.lower() in _PEOPLE for head in self.heads
        ):
            return None
        return found.end()

    def _step(self, token: Token) -> int | None:
        """The last noun of what ``token`` adds to the phrase, or None where it adds nothing."""
        word = token.lower_
        if word in _ALWAYS:
            return self._nouns(token.i + 1)
        attached = token.head.i in self.heads
        if word in _NARROWING:
            return self._nouns(token.i + 1) if attached else None
        if word in _ATTACHED and attached:
            noun = self._nouns(token.i + 1)
            return noun if noun is not None and self.doc[noun].pos_ == "NOUN" else None
        if word == "with" and self.doc[token.i - 1].lower_ in _WITH:
            return self._nouns(token.i + 1)
        if word in ("and", "or", "&") or (word == "," and self._lists(token)):
            after = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
            closes = word == "," and after is not None and after.lower_ in ("and", "or")  # "a, b, and c"
            noun = self._nouns(token.i + 1 + closes, determined=False)
            joined = noun is not None and self._is_joined(noun)
            return noun if joined else None
        if token.dep_ == "acl" and attached and token.tag_ in ("VBG", "VBN"):
            return self._participle(token)
        return None

    def _lists(self, comma: Token) -> bool:
        """Whether nouns listed by commas end in "and": "images, videos and messages"."""
        near = self.doc[comma.i : comma.i + 1 + 3 * _MOST_LISTED]
        return any(token.lower_ == "and" and token.dep_ == "cc" for token in near)

    def _is_joined(self, noun: int) -> bool:
        token = self.doc[noun]
        following = self.doc[noun + 1] if noun + 1 < len(self.doc) else None
        counts = following is not None and following.like_num  # "accounts and Facebook 500,000"
        return token.dep_ == "conj" and token.head.i in self.heads and not counts

    def _participle(self, token: Token) -> int | None:
        if token.lemma_.lower() in _METHODS or any(
            child.dep_ in ("aux", "auxpass") for child in token.children
        ):
            return None
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        if following is None:
            return None
        if token.tag_ == "VBG":
            return self._nouns(token.i + 1)
        if following.lower_ in ("of", "to", "with"):
            after = self.doc[following.i + 1] if following.i + 1 < len(self.doc) else None
            if after is not None and after.tag_ == "VBG" and following.i + 2 < len(self.doc):
                again = after.i + 1 + (self.doc[after.i + 1].pos_ == "ADP")
                return self._nouns(again)
            return self._nouns(following.i + 1)
        return None

    def _before_noun(self, index: int) -> bool:
        """Whether a participle stands before its noun: "violating content", not "reporting that"."""
        following = self.doc[index + 1] if index + 1 < len(self.doc) else None
        if following is None or self.doc[index].dep_ in ("amod", "compound"):
            return following is not None
        return following.pos_ in _NOUNS and self.doc[index - 1].lower_ == "of"

    def _nouns(self, index: int, determined: bool = True) -> int | None:
        """The last noun of the plain noun phrase that begins at token ``index``: no figure, no time."""
        found: int | None = None
        while index < min(self.last + 4, len(self.doc)):
            token = self.doc[index]
            if token.idx >= self.limit or "\n" in token.text or token.like_num or token.pos_ == "NUM":
                break
            if (
                found is None
                and determined
                and token.pos_ in ("DET", "PRON")
                and token.tag_ in ("DT", "PRP$")
            ):
                index += 1
                continue
            if token.lower_ in _TIMES or token.ent_type_ in ("DATE", "TIME"):
                break
            if token.pos_ in _NOUNS or token.tag_ in ("NN", "NNS", "NNP", "NNPS"):
                if (
                    found is not None
                    and found != index - 1
                    and self.doc[index - 1].pos_ == "ADJ"
                    and self.doc[found].tag_ == "NNS"
                ):
                    break
                found = index
                following = self.doc[index + 1] if index + 1 < len(self.doc) else None
                if (
                    token.tag_ == "NNS"
                    and following is not None
                    and following.pos_ not in _NOUNS
                    and following.text not in ("-", "'s", "’s", "’", "'")
                ):
                    break
            elif not (
                token.pos_ == "ADJ"
                or token.text in ("-", "‑", "'s", "’s", "’", "'")
                or (token.tag_ in ("VBN", "VBG") and self._before_noun(index))
                or (token.pos_ == "ADV" and index + 1 < len(self.doc) and self.doc[index + 1].pos_ == "ADJ")
                or (token.lower_ == "and" and self.doc[index - 1].pos_ == "ADJ" and found is None)
            ):
                break
            index += 1
        if found is None or self.doc[found].lower_ in ("year", "month", "week", "day", "years", "months"):
            return None
        return found
