"""What a number counts: the noun phrase after it, by English grammar; ``statistics_phrases_plain`` reads other languages.

Offsets are into the text that was read. Comparators, rates and periods are left to ``statistics_context``.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from claims.extraction.statistics_ages import OF_AGE, of_age_end
from claims.extraction.statistics_nouns import titled, whole_end
from sources.text.numerals import Numeral
from sources.text.sentences import Sentence

_NOUNS = frozenset({"NOUN", "PROPN"})
_MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
_PARTICIPLES = frozenset({"VBN", "VBG", "VBD"})
_LONGEST = 10
_OF = re.compile(
    r"(?:\s?\([^()\n]{1,12}\)|\))?\s+(?:of\s+|(?=(?:the|all|those|these|its|their|his|her|our|my)\s))"
)
_OF_FIGURE = re.compile(
    r"\s+of\s+(?:(?:the|all|its|their|these|those)\s+)?(?:(?:more|fewer|less)\s+than\s+|over\s+|nearly\s+|about\s+|some\s+)?"
    r"\d[\d,.]*(?:\s?(?:thousand|million|billion|[mk]|bn))?(?=\s[^\W\d])"
)
_NO_NOUN = frozenset(
    {"last", "next", "this", "more", "other", "back", "now", "still", "also", "already", "never"}
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as written at ``start:end``; ``normalized`` is its singular without participles and determiners."""

    start: int
    end: int
    written: str
    normalized: str
    plural: bool = True
    named: bool = False
    counted: str = ""


class EnglishPhrases:
    """Noun phrases of one parsed text."""

    def __init__(self, doc: Doc, text: str) -> None:
        self.doc = doc
        self.text = text
        self.starts = [token.idx for token in doc]

    def token_at(self, position: int) -> int:
        """Index of the first token that starts at or after ``position``."""
        return bisect_left(self.starts, position)

    def after(
        self, position: int, numeral_start: int, sentence: Sentence, plural: bool = False
    ) -> Phrase | None:
        """The noun phrase that begins right after ``position``, within ``sentence``."""
        first = self.token_at(position)
        tokens: list[Token] = []
        for token in self.doc[first : first + _LONGEST + 4]:
            if token.idx >= sentence.end:
                break
            tokens.append(token)
        gap = self.text[position : tokens[0].idx] if tokens else "."
        if not tokens or gap.strip(" \t\n-\u00a0\u202f"):
            return None
        skip = 0
        while skip < len(tokens) and tokens[skip].text in ("-", "‑", "–") and skip < 2:
            skip += 1
        tokens = tokens[skip:]
        if skip and len(tokens) > 1 and tokens[0].lower_ == "strong":
            tokens, skip, plural = tokens[1:], 0, False  # "a 120,000-strong petition"
        if (
            len(tokens) > 1
            and tokens[0].lower_ in ("more", "other", "additional")
            and tokens[1].tag_ in ("NNS", "JJ")
        ):
            tokens = tokens[1:]  # "300 more reports"
        if not tokens or tokens[0].lower_ in _NO_NOUN:
            return None
        if skip and tokens[0].pos_ in _NOUNS:
            return self._compound(tokens)
        last = self._last_noun(tokens, numeral_start, plural)
        if last is None or any(t.lower_ in ("you", "us", "me", "them") for t in tokens[last + 1 : last + 2]):
            return None  # "Would a million surprise you?"
        phrase = self._phrase(tokens[: last + 1])
        title = titled(self.text, phrase.start, phrase.end, sentence.end)
        return (
            phrase if title is None else replace(phrase, end=title[0], written=title[1], normalized=title[2])
        )

    def _compound(self, tokens: list[Token]) -> Phrase:
        """ "3,000-word response": counted in words, and the span takes in what is so long."""
        unit = tokens[0]
        rest = self._last_noun(tokens[1:], unit.idx) if len(tokens) > 1 else None
        head = unit if rest is None else tokens[rest + 1]
        end = head.idx + len(head.text)
        return Phrase(unit.idx, end, unit.text, unit.lemma_, False, False, unit.text)

    def of(self, position: int, sentence: Sentence, plural: bool = False) -> Phrase | None:
        """The phrase after "of" (or "of the", "of all") that begins at ``position``."""
        found = _OF.match(self.text, position, sentence.end)
        if found is None:
            return None
        first = self.token_at(found.end())
        if first < len(self.doc) and self.doc[first].pos_ in ("DET", "PRON") and first + 1 < len(self.doc):
            first += 1
        if first >= len(self.doc) or self.doc[first].idx >= sentence.end:
            return None
        tokens = [token for token in self.doc[first : first + _LONGEST] if token.idx < sentence.end]
        figures = [index for index, token in enumerate(tokens) if any(map(str.isdigit, token.text))]
        tokens = tokens[: figures[0]] if figures else tokens
        last = self._last_noun(tokens, found.end(), plural)
        if last is None:
            return None
        return self._phrase(tokens[: last + 1])

    def whole(self, phrase: Phrase, sentence: Sentence) -> str:
        """All that says what is counted, from the phrase on: "instances of grooming", "girls aged 11 to 16"."""
        head = self.token_at(phrase.end) - 1
        if head < 0 or self.doc[head].idx < phrase.start:
            return phrase.written
        end = max(phrase.end, whole_end(self.doc, self.text, head, sentence.end))
        return self.text[phrase.start : of_age_end(self.text, end, sentence.end)]

    def of_figure(self, position: int, sentence: Sentence) -> str | None:
        """What "3,020 of the 7,338 cases" counts: the noun of the figure that it is a part of."""
        aged = OF_AGE.match(self.text, position, min(sentence.end, position + 60))
        if aged is not None:
            return aged["aged"]
        found = _OF_FIGURE.match(self.text, position, min(sentence.end, position + 60))
        if found is None:
            return None
        phrase = self.after(found.end(), position, sentence, True)
        return None if phrase is None else self.whole(phrase, sentence)

    def before_or(self, numeral_start: int) -> Phrase | None:
        """The noun of "a year or two": it stands before the number."""
        index = self.token_at(numeral_start)
        if index < 2 or self.doc[index - 1].lower_ != "or" or self.doc[index - 2].pos_ != "NOUN":
            return None
        return self._phrase([self.doc[index - 2]])

    def _last_noun(self, tokens: list[Token], numeral_start: int, plural: bool = False) -> int | None:
        last: int | None = None
        for index, token in enumerate(tokens[:_LONGEST]):
            following = tokens[index + 1] if index + 1 < len(tokens) else None
            if (
                plural
                and token.tag_ == "VBZ"
                and index
                and last == index - 1
                and tokens[last].tag_ in ("NN", "NNP")
            ):
                return index  # many take a plural: "hundreds of forum posts", though "posts" may be a verb
            if token.pos_ in _NOUNS or token.tag_ in ("NN", "NNS", "NNP", "NNPS"):
                last = index
                number = [child for child in token.children if child.dep_ == "nummod"]
                if any(child.idx >= numeral_start and child.i < tokens[0].i for child in number):
                    break  # the parser's head of the number ends the phrase
                if token.tag_ in ("NNS", "NNPS") and following is not None and following.pos_ not in _NOUNS:
                    break
            elif token.text in ("-", "‑", "'s", "’s", "/"):
                if token.text in ("'s", "’s") and last is not None and not self._continues(following):
                    break
                continue
            elif (
                (token.pos_ in _MODIFIERS and token.pos_ != "NUM")
                or (token.pos_ == "NUM" and index and following is not None and following.pos_ in _NOUNS)
                or (
                    (token.tag_ in _PARTICIPLES and token.dep_ in ("amod", "compound", "nmod"))
                    or (token.tag_ in _PARTICIPLES and last is None and self._continues(following))
                )
                or (
                    token.pos_ == "ADV"
                    and following is not None
                    and (following.pos_ == "ADJ" or following.text == "-" or following.tag_ in _PARTICIPLES)
                )
                or (
                    (
                        token.pos_ == "CCONJ"
                        and following is not None
                        and index
                        and tokens[index - 1].pos_ in ("ADJ", "PROPN")
                        and token.text == "and"
                        and last is None
                    )
                    or (
                        token.text in ("and", "&")
                        and index
                        and tokens[index - 1].pos_ == "PROPN"
                        and following is not None
                        and following.pos_ == "PROPN"
                    )
                )
            ):
                continue
            else:
                break
        return last

    def _continues(self, token: Token | None) -> bool:
        return token is not None and (token.pos_ in _MODIFIERS or token.text == "-")

    def _phrase(self, tokens: list[Token]) -> Phrase:
        start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)
        plain = [token for token in tokens if token.tag_ not in ("RBS", "RBR")]  # "most expensive hotels"
        kept = [
            token for token in plain if token.tag_ not in _PARTICIPLES or token.dep_ == "compound"
        ] or tokens
        head = kept[-1]
        named = self._is_name(tokens)
        lemma = head.lemma_ if head.pos_ == "NOUN" else head.text
        words = [token.text for token in kept[:-1]] + [lemma]
        normalized = " ".join(words).replace(" - ", "-").replace(" 's", "'s")
        plural = head.tag_ in ("NNS", "NNPS")
        return Phrase(
            start,
            end,
            self.text[start:end],
            normalized.lower() if normalized.islower() else normalized,
            plural,
            named,
        )

    def _is_name(self, tokens: list[Token]) -> bool:
        """Whether a figure before ``tokens`` is part of a name: "its 787 Dreamliner", "Aqua 11 Pro"."""
        head, first = tokens[-1], tokens[0].i
        if head.text.lower().endswith("s") or not all(token.text[:1].isupper() for token in tokens):
            return False
        if first < 2 or not self.doc[first - 1].text.isdigit():
            return False
        before = self.doc[first - 2]
        return before.pos_ in ("DET", "PROPN") or before.lower_ in (
            "own",
            "new",
            "'s",
            "’s",
            "its",
            "his",
            "her",
            "their",
        )

    def counted_by_grammar(self, numeral: Numeral) -> Token | None:
        """The noun that the parser hangs the number on, or None where the number stands for itself."""
        index = self.token_at(numeral.start)
        for token in self.doc[index : self.token_at(numeral.end)]:
            if token.dep_ in ("nummod", "quantmod", "compound") and token.head.idx >= numeral.end:
                return token.head
        return None
