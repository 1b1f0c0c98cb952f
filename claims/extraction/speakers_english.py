"""Speakers in English, by grammar: the subject of the verb of speech nearest the quotation.

Works on the shared parse; whom a noun phrase stands for is told by ``speakers_english_voices``.
"""

import re
from typing import Any

from claims.extraction.quotes import PHRASAL, Utterance, sentence_end, sentence_start
from claims.extraction.speakers import Voice
from claims.extraction.speakers_english_voices import EnglishVoices
from sources.text.names_cues import word_set

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_PASSING = ("conj", "advcl", "xcomp", "ccomp", "pcomp", "acl", "relcl", "parataxis", "prep", "dep")
_HANGING = ("relcl", "acl", "advcl", "pcomp", "ccomp", "csubj")
_TELLING = frozenset(("tell", "inform", "remind", "assure", "ask", "warn"))
_REACH = 420
# An aside between a name and its verb: "Somebody, of Body, said", "Somebody, whose daughter ..., said".
_ASIDE = re.compile(
    r"(?:\s\([^()\n]{1,30}\))?,\s(?:who|whose|whom|which|of|from|at|for|with|a|an|the|his|her|its|their|now|aged|\d{1,3}"
    r"|[^\W\d_][\w’'-]*)\b[^“”\"\n.;:!?]{0,200},\s(?:[a-z]+ly\s|then\s|also\s|later\s|has\s|had\s)?"
)
# "one 15-year-old told researchers", "a 12-year-old girl said".
_AGED_SOMEBODY = re.compile(
    r"[\s,]*((?:one|an?|another)\s(?:[a-z]+\s){0,2}\d{1,2}-year-old(?:\s(?!told|said)[a-z]+){0,2})\s"
)
_CALLED = re.compile(r"(?<=\w )[\"“‘'][A-Z][\w.-]*[\"”’'](?= [A-Z])")
_SUBORDINATING = word_set("when after while because as if since before until although though")
# After a name in apposition: "The company's head of policy, Somebody, has since said".
_APPOSED = re.compile(r",\s(?:(?:has|had|have|since|then|also|later|now|[a-z]+ly)\s){0,3}")
_PUNCTUATION = frozenset(",.;:!?\"'“”‘’()[]—–-")


class EnglishSpeakers(EnglishVoices):
    """Reads one parsed text; ``speaker_of`` is asked for each quotation in order."""

    def speaker_of(self, utterance: Utterance, last: Voice | None, before: Utterance | None) -> Voice | None:
        """The speaker of ``utterance``; ``last`` is who spoke before, in ``before``."""
        line = self.scene.lines[utterance.paragraph]
        final = self.text[utterance.end - 1]
        start, first_end = utterance.outer[0]
        if self._follows_at_once(first_end, line.end):
            voice = self._after(first_end, line.end)
            if voice is not None:
                return voice
        if self._leads(line.start, start):
            voice = self._before(start, line.start)
            if voice is not None:
                return voice
        for number, (_, end) in enumerate(utterance.outer):
            if (
                number == 0
                and final == "."
                and len(utterance.outer) == 1
                and not self._small_after(end, line.end)
            ):
                continue
            voice = self._after(end, line.end)
            if voice is not None:
                return voice
        voice = self._before(start, line.start)
        if voice is not None:
            return voice
        return self._from_context(utterance, last, before)

    def own_speaker(self, utterance: Utterance) -> Voice | None:
        """Who the words right after the quotation say it is of, whoever the paragraph before it quoted."""
        line = self.scene.lines[utterance.paragraph]
        end = utterance.outer[-1][1]
        return self._after(end, line.end) if self._follows_at_once(end, line.end) else None

    def _follows_at_once(self, end: int, limit: int) -> bool:
        """Whether speech that ends in a comma or a mark of question or exclamation has its cue right after it."""
        closing = self.text[max(0, end - 3) : end].rstrip("\"'”’»“ ")
        if not closing.endswith((",", "?", "!", "—", "–")) and self.text[end : end + 1] != ",":
            return False
        words = [token for token in self.tokens(end, min(limit, end + 90)) if token.text not in _PUNCTUATION]
        return any(
            self._is_cue(token) and token.tag_ != "VBG"
            for token in words[:5]
            if not self.scene.inside_quotation(token.idx)
        )

    def _leads(self, low: int, start: int) -> bool:
        """Whether the words before the mark lead into it: they end in a colon, or in the verb of speech itself."""
        left = self.text[max(low, start - 40) : start].rstrip()
        if left.endswith(":"):
            return True
        words = re.findall(r"[^\W_]+", left)
        return (
            bool(words)
            and left.rstrip(",").endswith(words[-1])
            and words[-1].lower() in self.cues.speech_verbs
        )

    def _small_after(self, end: int, limit: int) -> bool:
        following = self.text[end : min(limit, end + 3)].strip(" ,—–-")
        return bool(following) and following[0].islower()

    def _is_cue(self, token: Any) -> bool:
        word = token.text.lower()
        if word in PHRASAL and token.i + 1 < len(self.doc) and self.doc[token.i + 1].lower_ == PHRASAL[word]:
            return True
        if word in ("began", "begins") and token.i + 1 < len(self.doc) and self.doc[token.i + 1].is_punct:
            return True  # "…," the letter began.
        if word not in self.cues.speech_verbs:
            return False
        return (
            token.pos_ in ("VERB", "AUX")
            or token.tag_.startswith("VB")
            or word in ("said", "says", "tweeted")
        )

    def _after(self, start: int, limit: int) -> Voice | None:
        """A cue in the rest of the sentence after the closing mark."""
        stop = sentence_end(self.text, start, min(limit, start + _REACH))
        mark = next(
            (
                m
                for m in re.finditer(r"[\"“]", self.text[start + 1 : stop])
                if not self._nickname(start + 1 + m.start())
            ),
            None,
        )
        if mark:
            stop = start + 1 + mark.start()
        tokens = self.tokens(start, stop)
        cues = [token for token in tokens[:60] if self._is_cue(token)]
        cue = next((token for token in cues if not self._in_aside_clause(tokens, token)), None)
        if cue is None:
            return self._according(start, stop)
        gap = [
            token
            for token in self.tokens(start, cue.idx)
            if not token.is_space and token.text not in _PUNCTUATION
        ]
        subject = self.subject_of(cue, start)
        aged = _AGED_SOMEBODY.fullmatch(self.text, start, cue.idx)
        if aged is not None:
            return Voice(aged.start(1), aged.end(1), "", "anonymous", cue=cue.text, description=aged[1])
        if gap and (subject is None or not gap[0].idx <= subject.idx <= gap[-1].idx):
            inside = [token for token in gap if token.dep_ in _SUBJECTS]
            subject = inside[0] if inside else self._noun(gap)
        elif not gap and (subject is None or subject.idx < cue.idx):
            following = self.tokens(cue.idx + len(cue.text), stop)[:12]
            subject = self._first_noun(following)
        return self.voice(subject, start, stop, cue.text) if subject is not None else None

    def _before(self, end: int, line_start: int) -> Voice | None:
        """A cue before the opening mark in the same sentence."""
        start = sentence_start(self.text, line_start, max(line_start, end - 1))
        zone_start = self.scene.speech_ends_before(start, end)
        left = self.text[zone_start:end].rstrip()
        if not left:
            return None
        tokens = self.tokens(zone_start, end)
        cues = [token for token in tokens if self._is_cue(token)]
        for cue in self._by_nearness(cues, left):
            subject = self.subject_of(cue, start)
            if cue.tag_ == "VBG" and cue.i and self.doc[cue.i - 1].pos_ == "PROPN" and cue.idx > zone_start:
                # "footage of Somebody saying": whoever stands before the participle.
                subject = self.doc[cue.i - 1]
            if subject is not None and subject.idx >= start and self._outside(subject):
                return self.voice(subject, start, end, cue.text)
            noun = self._noun(self.tokens(zone_start, cue.idx))
            if noun is not None:
                return self.voice(noun, start, end, cue.text)
            if zone_start > start:
                # "…," she said, adding "…": the subject stands before the first part.
                earlier = [t for t in self.tokens(start, zone_start) if self._is_cue(t) and self._outside(t)]
                if earlier and (subject := self._subject(earlier[-1])) is not None:
                    return self.voice(subject, start, end, cue.text)
        voice = self._according(zone_start, end)
        if voice is not None:
            return voice
        if left.endswith(":"):
            inside = [
                token for token in tokens if token.dep_ in _SUBJECTS and token.head.pos_ in ("VERB", "AUX")
            ]
            # A verb that hangs on the quotation itself leads into it all the same.
            main = [t for t in inside if t.head.dep_ not in _HANGING or t.head.head.idx >= end]
            noun = main[-1] if main else inside[0] if inside else self._first_noun(tokens)
            if noun is not None:
                return self.voice(noun, start, end, None)
        return None

    def _nickname(self, mark: int) -> bool:
        """Whether a mark belongs to a name that a person is called by: Marcia "Cia" Price."""
        window = self.text[max(0, mark - 24) : mark + 24]
        return any(
            found.start() + max(0, mark - 24) <= mark < found.end() + max(0, mark - 24)
            for found in _CALLED.finditer(window)
        )

    def subject_of(self, cue: Any, low: int) -> Any:
        """The subject of a verb of speech whose sentence begins at ``low``, or None."""
        return self._aside(low, cue.idx) or self._subject(cue)

    def _by_nearness(self, cues: list[Any], left: str) -> list[Any]:
        """Verbs of speech, the one that leads into the quotation first.

        That is the nearest, but for a relative clause between: "told a woman who had suggested it that “…”".
        """
        ordered = list(reversed(cues))
        if len(ordered) > 1 and left.endswith(" that") and ordered[0].dep_ in ("relcl", "ccomp", "acl"):
            telling = next((cue for cue in ordered[1:] if cue.lemma_.lower() in _TELLING), None)
            if telling is not None:
                ordered.remove(telling)
                ordered.insert(0, telling)
        return ordered

    def _aside(self, low: int, cue: int) -> Any:
        """The subject that an aside parts from its verb: "Somebody, whose daughter ..., said"."""
        for mention in self.scene.mentions_between(low, cue):
            gap = self.text[mention.end : cue]
            apposed = self.text[max(0, mention.start - 2) : mention.start] == ", " and _APPOSED.fullmatch(gap)
            opens = (
                mention.start - low < 5 and gap == " "
            )  # "Name UK warns": a parse may see no subject in it
            if len(gap) > 240 or not (opens or apposed or _ASIDE.fullmatch(gap)):
                continue
            tokens = self.tokens(mention.start, mention.end)
            if not tokens:
                continue
            token = tokens[-1]
            for _ in range(3):
                # "a spokesperson for Body, which ..., said": the noun that the name hangs on speaks.
                hangs = token.dep_ in ("pobj", "compound", "poss") or (
                    token.dep_ == "prep" and token.head.pos_ in ("NOUN", "PROPN")
                )
                if not hangs or token.head.i >= token.i:
                    break
                token = token.head
            if token.pos_ in ("NOUN", "PROPN") and (mention.kind == "person" or token.idx < mention.start):
                return token
            if mention.kind == "person":
                return tokens[-1]
            if opens or gap.startswith(", which"):
                return token
        return None

    def _in_aside_clause(self, tokens: list[Any], cue: Any) -> bool:
        """Whether a verb of speech after the mark tells when or why, not who: "…", when she asked him."""
        opening = next((t for t in tokens if t.text not in _PUNCTUATION and not t.is_space), None)
        if opening is None or opening.lower_ not in _SUBORDINATING or opening.i >= cue.i:
            return False
        return not any(t.text == "," for t in tokens if opening.i < t.i < cue.i)

    def _outside(self, token: Any) -> bool:
        return not self.scene.inside_quotation(token.idx)

    def _according(self, start: int, end: int) -> Voice | None:
        zone = self.text[start:end].lower()
        for phrase in self.cues.according:
            place = zone.find(phrase)
            if place >= 0:
                begin = start + place + len(phrase)
                noun = self._first_noun(self.tokens(begin, end)[:12])
                return self.voice(noun, begin, end, phrase) if noun is not None else None
        return None

    def _subject(self, verb: Any, depth: int = 0) -> Any:
        """The subject of a verb, sought through the verbs it hangs on; "who" gives way to whom it stands for."""
        for child in verb.children:
            if child.dep_ in _SUBJECTS and child.dep_ != "csubj":
                if child.lower_ in ("who", "that", "which") and verb.dep_ == "relcl":
                    return verb.head
                return child
        if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return verb.head
        if depth < 5 and verb.dep_ in _PASSING and verb.head is not verb:
            head = verb.head
            if head.pos_ in ("VERB", "AUX") or head.dep_ in _PASSING:
                return self._subject(head, depth + 1)
        return None

    def _noun(self, tokens: list[Any]) -> Any:
        """The head of the last noun phrase among ``tokens``."""
        for token in reversed(tokens):
            if token.pos_ in ("NOUN", "PROPN", "PRON") and token.dep_ not in (
                "pobj",
                "compound",
                "poss",
                "npadvmod",
                "dobj",
            ):
                return token
        return next((t for t in reversed(tokens) if t.pos_ in ("PROPN", "PRON")), None)

    def _first_noun(self, tokens: list[Any]) -> Any:
        for token in tokens:
            if token.pos_ in ("NOUN", "PROPN", "PRON") and token.dep_ not in (
                "compound",
                "poss",
                "amod",
                "nmod",
                "npadvmod",
            ):
                return token
        return next((token for token in tokens if token.pos_ in ("NOUN", "PROPN", "PRON")), None)

    def _from_context(
        self, utterance: Utterance, last: Voice | None, before: Utterance | None
    ) -> Voice | None:
        """No cue beside the quotation: the sentence before it, a paragraph that ends in a colon, or who spoke last."""
        line = self.scene.lines[utterance.paragraph]
        start = utterance.outer[0][0]
        if before is not None and before.paragraph == utterance.paragraph and last is not None:
            between = self.text[before.outer[-1][1] : start]
            if sentence_end(self.text, before.outer[-1][1], start) >= start - 1 or not between.strip():
                return _repeated(last)
        if self.text[line.start : start].strip():
            voice = self._unnamed_subject(line.start, start) or self._last_subject(line.start, start)
            if voice is not None:
                return voice
        if before is not None and last is not None and utterance.paragraph - before.paragraph == 1:
            tail = self.text[before.outer[-1][1] : self.scene.lines[before.paragraph].end]
            if len(tail) < 200:
                return _repeated(last)
        for number in range(utterance.paragraph - 1, max(-1, utterance.paragraph - 3), -1):
            previous = self.scene.lines[number]
            voice = self._last_subject(previous.start, previous.end)
            if voice is not None:
                return voice
        return _repeated(last) if last is not None else None

    def _unnamed_subject(self, start: int, end: int) -> Voice | None:
        """Somebody unnamed who does something right before the mark: "Her mother takes her hand. “…”"."""
        first = sentence_start(self.text, start, max(start, end - 3))
        for token in self.tokens(first, end):
            kin = token.lower_ in self.cues.anonymous_nouns and token.dep_ == "nsubj"
            if (
                kin
                and token.head.dep_ == "ROOT"
                and self._outside(token)
                and token.left_edge.pos_ in ("PRON", "DET")
            ):
                voice = self.voice(token, first, end, None)
                return voice if voice is not None and voice.kind == "anonymous" else None
        return None

    def _last_subject(self, start: int, end: int) -> Voice | None:
        """The subject of the last verb of speech of a stretch, else the last named subject."""
        tokens = [token for token in self.tokens(start, end) if self._outside(token)]
        for token in reversed(tokens):
            if (
                self._is_cue(token)
                and (subject := self.subject_of(token, start)) is not None
                and subject.idx >= start
                and self._outside(subject)
            ):
                voice = self.voice(subject, start, end, None)
                if voice is not None and (voice.name or voice.kind == "anonymous"):
                    return voice
        for token in reversed(tokens):
            if token.dep_ in _SUBJECTS and (token.pos_ == "PROPN" or token.lower_ in ("he", "she")):
                voice = self.voice(token, start, end, None)
                if voice is not None and voice.name:
                    return voice
        return None


def _repeated(voice: Voice) -> Voice:
    """The same speaker, for words that follow without a cue of their own."""
    return Voice(
        voice.start,
        voice.end,
        voice.name,
        voice.kind,
        voice.role,
        voice.organisation,
        None,
        voice.description,
        voice.introduced,
    )
