"""What English grammar says about a figure: whether it is a quantity, where it holds and who says so.

Reads the shared parse; noun phrases are left to ``statistics_phrases``.
"""

import re
from bisect import bisect_left
from itertools import takewhile

from spacy.tokens import Span, Token

from claims.extraction.statistics_changes import RISES
from claims.extraction.statistics_phrases import EnglishPhrases
from claims.extraction.statistics_said_of import asked_for, of_another
from claims.extraction.statistics_sources import without_report_date
from sources.text.language_data import load
from sources.text.names_cues import word_set
from sources.text.numerals import Numeral
from sources.text.sentences import Sentence

# "…, data obtained by the BBC show.": the finding that closes the sentence is the source of what it says.
_FINDINGS_SHOW = re.compile(
    r",\s(?P<who>(?:[\w’'&()-]+\s){0,6}?(?:data|figures|statistics|research|analysis|records|documents|findings|reports?|surveys?|polls?|studies|study)"
    r"(?:\s[\w’'&()-]+){0,8}?)\s(?:has|have)?(?:shows?|suggests?|reveals?|indicates?|showed|suggested|revealed|found|shown|finds?)[.”\"]"
)
_PLACES = frozenset({"GPE", "LOC", "NORP_PLACE"})
_SAYING = word_set("say tell announce reveal disclose unveil warn state confirm claim add note")
SHE_OR_THEY = frozenset({"he", "she", "it", "they"})
"""Pronouns that may stand for a source named before."""
_FINDINGS = word_set(
    "figure number report study survey data datum research analysis statistics statistic poll finding review"
)
_RELATIVE = re.compile(r",\s+(?:who|whose|which|whom|where)\b")
_PUBLISHING = word_set(
    "publish release issue launch report post present update table write sign send obtain submit"
)
_DOCUMENTS = word_set(
    "answer statement letter speech hearing announcement briefing report release article interview"
)
# "3 per cent, compared with 5 per cent a decade ago": what follows the second figure is said of that one.
_AGAINST = re.compile(
    r"\b(?:compared\s+(?:with|to)|against|versus|than|up\s+from|down\s+from)\s[^;:]*?\d", re.IGNORECASE
)
_IN = re.compile(r"\s+in\s+(?:the\s+)?", re.IGNORECASE)
_ATTRIBUTIVE = re.compile(r"(?:^|\s)the\s+(?:19|20)\d\d\Z", re.IGNORECASE)
_NAMED_AFTER = re.compile(r"\s(?!(?:school|academic|financial|fiscal|tax|calendar|season|year)\b)[a-z]")
_PUBLISHED = re.compile(
    r"\b(?:(?P<passive>was|were|been|being)\s+(?:\w+\s+)?)?(?:released|published|announced|launched|issued|unveiled|revealed|"
    r"tabled|posted|presented|updated|made\s+public|said|warned|wrote|seen|obtained)\s+"
    r"(?:\w+ly\s+)?(?:(?:back|online)\s+)?(?:(?:on|in|at)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_SEATED = re.compile(r"\b(?:based|headquartered|born|registered)\s(?:in|across)\s(?:the\s)?\Z")
_NEXT_CLAUSE = re.compile(r"(?:[,;]|\b(?:and|while|but))\s(?:in|across)\s(?:the\s)?\Z")
_LEADS_ON = re.compile(r"[\s,:–-]{1,3}(?:(?:it|the\s[a-z]+)\s(?:was|is|were)\s)?(?:[a-z]+\s){0,2}")


class EnglishContext:
    """Grammar around the figures of one parsed text."""

    def __init__(self, phrases: EnglishPhrases) -> None:
        self.phrases = phrases
        self.doc = phrases.doc
        self.text = phrases.text
        self.saying = frozenset(load("en").listed("attributions", "verbs"))
        self.places = [entity for entity in self.doc.ents if entity.label_ in _PLACES]
        self.place_starts = [entity.start_char for entity in self.places]

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens of ``text[start:end]``."""
        first = self.phrases.token_at(start)
        return list(takewhile(lambda token: token.idx < end, self.doc[first : first + (end - start) + 1]))

    def is_quantity(self, numeral: Numeral, sentence: Sentence) -> bool:
        """Whether a number counts something, and is not a pronoun ("no one"), part of a name, or a year."""
        tokens = self.tokens(numeral.start, numeral.end)
        if not tokens:
            return True
        first = tokens[0]
        if numeral.kind == "cardinal" and numeral.form == "words" and self._ends_name(first):
            return False
        if numeral.kind == "cardinal" and numeral.form == "words" and numeral.value == 1:
            return self._one(first)
        if numeral.kind == "cardinal" and not numeral.unit and numeral.form == "figure":
            return not self._named(first, tokens[-1], numeral) and not self._is_name(first, tokens[-1])
        if numeral.kind == "fraction" and len(tokens) == 1:
            return self._shares(first, numeral, sentence)
        return True

    def _ends_name(self, first: Token) -> bool:
        """Whether a number word in a capital ends a name: "Radio Four", "Ground Zero"."""
        before = self.doc[first.i - 1] if first.i else None
        return (
            first.text[:1].isupper()
            and before is not None
            and before.pos_ == "PROPN"
            and not first.is_sent_start
        )

    def _appositive(self, first: Token, last: Token) -> bool:
        """Whether a figure is an age beside a name: "Jo Archer, 41, said"."""
        if first.i < 2:
            return False
        after = self.doc[last.i + 1] if last.i + 1 < len(self.doc) else None
        named = self.doc[first.i - 1].text == "," and self.doc[first.i - 2].pos_ == "PROPN"
        return named and after is not None and after.text in (",", ".", ";", ")")

    def _is_name(self, first: Token, last: Token) -> bool:
        """Whether a bare figure after "the" is a name: "the 303 was built", not "the 7,140 logged"."""
        if first.i == 0 or "," in first.text:
            return False
        before = self.doc[first.i - 1]
        after = self.doc[last.i + 1] if last.i + 1 < len(self.doc) else None
        return before.lower_ == "the" and (after is None or after.pos_ in ("AUX", "VERB", "ADP", "PUNCT"))

    def _shares(self, token: Token, numeral: Numeral, sentence: Sentence) -> bool:
        """Whether a lone "half" or "quarter" is a share, not a part of a match, a year or a name."""
        if len(self.doc) <= 2:
            return True
        before = self.doc[token.i - 1] if token.i else None
        if before is not None and before.lower_ == "by" and before.head.lemma_.lower() in RISES:
            return True
        if before is not None and (
            before.lower_
            in ("this", "last", "next", "each", "other", "per", "latest", "previous", "final", "better")
            or (
                before.tag_ in ("JJ", "NN")
                and before.dep_ in ("amod", "compound")
                and before.head.i == token.i
            )
            or before.text == "-"
        ):
            return False
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        if following is not None and following.lower_ == "of":
            return token.lower_ == "half" or (
                before is not None and before.lower_ in ("a", "one", "nearly", "almost")
            )
        if token.lower_ == "quarter":
            return False
        return following is not None and following.lower_ in (
            "the",
            "a",
            "all",
            "those",
            "these",
            "its",
            "their",
            "his",
            "her",
            "our",
            "my",
        )

    def _one(self, token: Token) -> bool:
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        if len(self.doc) <= 2:
            return True
        if following is not None and following.text == "-":
            return False
        if following is not None and following.lower_ == "of":
            return True
        return token.dep_ == "nummod" and token.head.i > token.i and token.head.pos_ in ("NOUN", "PROPN")

    def _named(self, first: Token, last: Token, numeral: Numeral) -> bool:
        """Whether the figure ends a name: "Studio 9", "FTSE 100"."""
        if first.i == 0 or "," in numeral.exact:
            return False
        before = self.doc[first.i - 1]
        joined = self.text[before.idx + len(before.text) : first.idx] in (" ", "\u00a0")
        if (
            not joined
            or before.ent_type_ == "GPE"
            or before.pos_ not in ("PROPN", "NOUN", "SYM")
            or before.text.islower()
        ):
            return False
        following = self.doc[last.i + 1] if last.i + 1 < len(self.doc) else None
        counts = (
            following is not None
            and following.pos_ in ("NOUN", "ADJ")
            and first.dep_ == "nummod"
            and first.head.i > last.i
        )
        return not counts

    def is_age(self, numeral: Numeral) -> bool:
        """ "He will be 35", "when she was 13": a bare number after a person and a form of "be" or "turn"."""
        tokens = self.tokens(numeral.start, numeral.end)
        if not tokens or not tokens[0].i or not 0 < numeral.value < 120 or numeral.value_max is not None:
            return False
        first = tokens[0].i
        if self._appositive(tokens[0], tokens[-1]) and numeral.value >= 4:
            return True
        before = [token for token in self.doc[max(0, first - 4) : first] if token.pos_ not in ("ADV", "PART")]
        person = any(
            token.lower_ in ("he", "she", "i", "they", "who") or token.ent_type_ == "PERSON"
            for token in before
        )
        return bool(before) and person and before[-1].lemma_ in ("be", "turn")

    def is_report_date(self, start: int, end: int, figure: int) -> bool:
        """Whether the period at ``start:end`` says when something was published or said, not what ``figure`` is of."""
        led = _PUBLISHED.search(self.text, max(0, start - 40), start)
        if led is not None:
            return not (led["passive"] and figure < led.start())
        tokens = self.tokens(start, end)
        if not tokens:
            return False
        token = tokens[-1]
        for _ in range(5):
            if token.pos_ in ("VERB", "AUX") or token.head.i == token.i:
                break
            if token.lemma_.lower() in _DOCUMENTS and token.idx < start and token.tag_ in ("NN", "NNP"):
                return True
            token = token.head
        lemma = token.lemma_.lower()
        return lemma in _SAYING or (lemma in _PUBLISHING and not self._governed(figure, token))

    def is_of(self, period: tuple[int, int], figure: tuple[int, int]) -> bool:
        """Whether the period at a place is the figure's: no day of publication, nor what the figure is held against."""
        low, high = period
        start, end = figure
        if of_another(self.text, period, figure):
            return False
        if asked_for(self.doc, self.phrases.token_at(start), low, _FINDINGS):
            return False
        if low > end and _AGAINST.search(self.text[end:low]):
            return False
        if _ATTRIBUTIVE.search(self.text[low:high]) and _NAMED_AFTER.match(self.text, high):
            return False  # "after the 1999 inquiry": the year tells which
        return not self.is_report_date(low, high, start)

    def _governed(self, figure: int, verb: Token) -> bool:
        """Whether ``verb`` is the nearest verb above the figure that begins at ``figure``."""
        index = self.phrases.token_at(figure)
        if index >= len(self.doc):
            return False
        return next((up for up in self.doc[index].ancestors if up.pos_ in ("VERB", "AUX")), None) == verb

    def place(self, start: int, end: int, sentence: Sentence, figures: list[int]) -> str | None:
        """The place named in the sentence after "in", "across" or "throughout", nearest to the figure at ``start:end``.

        ``figures`` are the places where the figures of the text begin: one that another figure stands before is that one's,
        but where the figure's own verb or a list holds both.
        """
        best: tuple[int, str] | None = None
        first = bisect_left(self.place_starts, sentence.start)
        nearest = bisect_left(self.place_starts, start)
        for entity in self.places[max(first, nearest - 8) : nearest + 8]:
            if entity.start_char >= sentence.end or entity.start == 0:
                break
            led = self.text[max(sentence.start, entity.start_char - 16) : entity.start_char]
            if not re.search(r"\b(?:in|across|throughout|within|around)\s+(?:the\s+)?$", led, re.IGNORECASE):
                continue
            if _SEATED.search(self.text, max(0, entity.start_char - 24), entity.start_char):
                continue  # "Body, which is based in Name": not where the figure holds
            if entity.start_char > start and (
                self._of_next(entity, figures) or not self._shared_place(start, end, entity, figures)
            ):
                continue
            between = self.text[min(end, entity.end_char) : max(start, entity.start_char)]
            if ";" in between:
                continue
            distance = abs(entity.start_char - start)
            if entity.start_char >= end and _IN.fullmatch(between):
                distance = 0  # "22 per cent in France", whatever stands before it
            if best is None or distance < best[0]:
                best = (distance, self._joined(entity, sentence))
        return None if best is None else best[1]

    def _of_next(self, entity: Span, figures: list[int]) -> bool:
        """Whether a place opens the clause of the figure after it: "…, and in Estonia 84 per cent"."""
        following = bisect_left(figures, entity.end_char)
        return (
            following < len(figures)
            and _LEADS_ON.fullmatch(self.text, entity.end_char, figures[following]) is not None
            and _NEXT_CLAUSE.search(self.text, max(0, entity.start_char - 24), entity.start_char) is not None
        )

    def _shared_place(self, start: int, end: int, entity: Span, figures: list[int]) -> bool:
        """Whether a place further on is said of the figure, too, where other figures stand between."""
        between = figures[bisect_left(figures, end) : bisect_left(figures, entity.start_char)]
        if not between:
            return True
        listed = self.tokens(end, between[-1])
        if not any(token.pos_ in ("VERB", "AUX") or token.text in ";:" for token in listed):
            return True
        own = self.tokens(start, end)
        above = {token.i for token in own[-1].ancestors} if own else set()
        holder = entity.root.head  # the preposition
        return holder.head.i in above and holder.head.pos_ in ("VERB", "AUX")

    def _joined(self, entity: Span, sentence: Sentence) -> str:
        """ "England and Wales": places joined by "and" are one."""
        end = entity.end_char
        first = bisect_left(self.place_starts, end)
        for other in self.places[first : first + 3]:
            if (
                other.start_char > end
                and self.text[end : other.start_char] in (" and ", ", ", ", and ")
                and other.end_char <= sentence.end
            ):
                end = other.end_char
        return re.sub(r"^[Tt]he\s+", "", self.text[entity.start_char : end])

    def _named_until(self, subject: Token) -> int:
        """Where the words that name a subject end: before "Meta"'s ", which owns Instagram"."""
        aside = [
            child.left_edge
            for child in subject.children
            if child.dep_ in ("relcl", "appos", "acl") and child.left_edge.i > subject.i
        ]
        asides = [token.idx for token in aside if self.doc[token.i - 1].text == ","]
        end = min(asides, default=subject.right_edge.idx + len(subject.right_edge.text))
        relative = _RELATIVE.search(self.text, subject.idx, end)
        return end if relative is None else relative.start()

    def _maker(self, subject: Token) -> str | None:
        """Who made a bare "the figures": "the figures, released by the Lantern Trust, show"."""
        if subject.lemma_.lower() not in _FINDINGS or subject.i - subject.left_edge.i > 1:
            return None
        for made in subject.children:
            if made.dep_ not in ("acl", "relcl"):
                continue
            by = next((child for child in made.children if child.dep_ == "agent"), None)
            who = (
                next((child for child in by.children if child.dep_ == "pobj"), None)
                if by is not None
                else None
            )
            if who is not None:
                return self.text[who.left_edge.idx : self._named_until(who)].strip(" ,\u00a0")
        return None

    def _sayer(self, verb: Token) -> Token | None:
        """Who says: the subject, or who follows "by" where the verb is passive ("were recorded by police")."""
        if verb.lemma_ == "argue" and all(child.dep_ != "ccomp" for child in verb.children):
            return None  # "argued less about screens"
        by = next((child for child in verb.children if child.dep_ == "agent"), None)
        if by is not None and verb.lemma_.lower() not in ("report", "find", "tell", "show", "warn"):
            return next((child for child in by.children if child.dep_ == "pobj"), None)
        while True:
            subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
            if subject is not None or verb.dep_ != "conj" or verb.head.pos_ != "VERB":
                return subject
            verb = verb.head  # "surveyed 2,400 carers and found that"

    def source(self, start: int, end: int, sentence: Sentence) -> str | None:
        """The subject of the verb of saying that governs the figure ("NCMEC estimates that …"), a pronoun too."""
        tokens = self.tokens(start, end)
        if not tokens:
            return None
        token = tokens[-1]
        for ancestor in [token, *token.ancestors][:12]:
            if (
                ancestor.pos_ == "VERB"
                and ancestor.lemma_.lower() in self.saying
                and not self._found_so(ancestor)
            ):
                subject = self._sayer(ancestor)
                if subject is not None and not subject.left_edge.idx <= start <= subject.right_edge.idx:
                    written = self.text[subject.left_edge.idx : self._named_until(subject)].strip(" ,\u00a0")
                    inside = sentence.start <= subject.left_edge.idx and "\n" not in written
                    # "3 in 10 said", "41 teachers said": those who answered are not the source.
                    counts = subject.like_num or any(child.dep_ == "nummod" for child in subject.children)
                    if subject.pos_ == "PRON" and subject.lower_ in SHE_OR_THEY and inside:
                        return subject.lower_
                    if subject.pos_ != "PRON" and not counts and inside and len(written) <= 120:
                        named = self._apposed(subject) or self._maker(subject)
                        return named or without_report_date(written)
        found = _FINDINGS_SHOW.search(self.text, end, sentence.end)
        return None if found is None else found["who"]

    def _found_so(self, verb: Token) -> bool:
        """Whether "found" is what somebody was: "companies found in breach", "a man found guilty"."""
        following = self.doc[verb.i + 1].lower_ if verb.i + 1 < len(self.doc) else ""
        if verb.lemma_.lower() == "explain":  # "explained 0.4 per cent of the variation" says nothing
            return any(child.dep_ == "dobj" for child in verb.children)
        return verb.lower_ == "found" and following in ("in", "guilty", "to", "liable")

    def _apposed(self, subject: Token) -> str | None:
        """The name of "The regulator, Name, said", where a small word alone says who."""
        if subject.pos_ != "NOUN":
            return None
        name = next((child for child in subject.children if child.dep_ == "appos"), None)
        if (
            name is None
            or name.pos_ != "PROPN"
            or name.i < subject.i
            or self.doc[name.left_edge.i - 1].text != ","
        ):
            return None
        written = self.text[name.left_edge.idx : name.idx + len(name.text)]
        return written if len(written) <= 120 and "," not in written else None
