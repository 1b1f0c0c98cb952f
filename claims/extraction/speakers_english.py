"""Speakers in English, by grammar: the subject of the verb of speech nearest the quotation.

Works on the shared parse; a pronoun or "the charity" is resolved to whom it names.
"""

import re
from bisect import bisect_left
from typing import Any

from claims.extraction.quotes import Utterance, sentence_end, sentence_start
from claims.extraction.speakers import Scene, Voice
from claims.extraction.speakers_english_people import EnglishPeople

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_PASSING = ("conj", "advcl", "xcomp", "ccomp", "pcomp", "acl", "relcl", "parataxis", "prep", "dep")
_REACH = 420
_SINGULAR = frozenset(("he", "she", "his", "her", "him"))
_PUNCTUATION = frozenset(",.;:!?\"'“”‘’()[]—–-")


class EnglishSpeakers(EnglishPeople):
    """Reads one parsed text; ``speaker_of`` is asked for each quotation in order."""

    def __init__(self, scene: Scene, parsed: Any) -> None:
        super().__init__(scene)
        self.doc = parsed
        self.offsets = [token.idx for token in parsed]

    def speaker_of(self, utterance: Utterance, last: Voice | None, before: Utterance | None) -> Voice | None:
        """The speaker of ``utterance``; ``last`` is who spoke before, in ``before``."""
        line = self.scene.lines[utterance.paragraph]
        final = self.text[utterance.end - 1]
        start = utterance.outer[0][0]
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

    def _tokens(self, start: int, end: int) -> list[Any]:
        low = bisect_left(self.offsets, start)
        high = bisect_left(self.offsets, end)
        return [self.doc[index] for index in range(low, high)]

    def _is_cue(self, token: Any) -> bool:
        word = token.text.lower()
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
        mark = re.search(r"[\"“]", self.text[start + 1 : stop])
        if mark:
            stop = start + 1 + mark.start()
        tokens = self._tokens(start, stop)
        cue = next((token for token in tokens[:60] if self._is_cue(token)), None)
        if cue is None:
            return self._according(start, stop)
        gap = [
            token
            for token in self._tokens(start, cue.idx)
            if not token.is_space and token.text not in _PUNCTUATION
        ]
        subject = self._subject(cue)
        if gap and (subject is None or not gap[0].idx <= subject.idx <= gap[-1].idx):
            inside = [token for token in gap if token.dep_ in _SUBJECTS]
            subject = inside[0] if inside else self._noun(gap)
        elif not gap and (subject is None or subject.idx < cue.idx):
            following = self._tokens(cue.idx + len(cue.text), stop)[:12]
            subject = self._first_noun(following)
        return self._voice(subject, start, stop, cue.text) if subject is not None else None

    def _before(self, end: int, line_start: int) -> Voice | None:
        """A cue before the opening mark in the same sentence."""
        start = sentence_start(self.text, line_start, max(line_start, end - 1))
        zone_start = self.scene.speech_ends_before(start, end)
        left = self.text[zone_start:end].rstrip()
        if not left:
            return None
        tokens = self._tokens(zone_start, end)
        cues = [token for token in tokens if self._is_cue(token)]
        for cue in reversed(cues):
            subject = self._aside(start, cue.idx) or self._subject(cue)
            if cue.tag_ == "VBG" and cue.i and self.doc[cue.i - 1].pos_ == "PROPN" and cue.idx > zone_start:
                # "footage of Somebody saying": whoever stands before the participle.
                subject = self.doc[cue.i - 1]
            if subject is not None and subject.idx >= start and self._outside(subject):
                return self._voice(subject, start, end, cue.text)
            noun = self._noun(self._tokens(zone_start, cue.idx))
            if noun is not None:
                return self._voice(noun, start, end, cue.text)
            if zone_start > start:
                # "…," she said, adding "…": the subject stands before the first part.
                earlier = [t for t in self._tokens(start, zone_start) if self._is_cue(t) and self._outside(t)]
                if earlier and (subject := self._subject(earlier[-1])) is not None:
                    return self._voice(subject, start, end, cue.text)
        voice = self._according(zone_start, end)
        if voice is not None:
            return voice
        if left.endswith(":"):
            inside = [
                token for token in tokens if token.dep_ in _SUBJECTS and token.head.pos_ in ("VERB", "AUX")
            ]
            noun = inside[0] if inside else self._first_noun(tokens)
            if noun is not None:
                return self._voice(noun, start, end, None)
        return None

    def _aside(self, start: int, cue: int) -> Any:
        """The last word of a name that an aside parts from its verb: "Somebody, whose daughter ..., said"."""
        for mention in self.scene.mentions_between(start, cue):
            aside = self.text[mention.end : cue].rstrip()
            if mention.kind == "person" and re.match(r",\swho(?:se|m)?\b", aside) and aside.endswith(","):
                tokens = self._tokens(mention.start, mention.end)
                return tokens[-1] if tokens else None
        return None

    def _outside(self, token: Any) -> bool:
        return not self.scene.inside_quotation(token.idx)

    def _according(self, start: int, end: int) -> Voice | None:
        zone = self.text[start:end].lower()
        for phrase in self.cues.according:
            place = zone.find(phrase)
            if place >= 0:
                begin = start + place + len(phrase)
                noun = self._first_noun(self._tokens(begin, end)[:12])
                return self._voice(noun, begin, end, phrase) if noun is not None else None
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

    def _phrase(self, head: Any, low: int, high: int) -> tuple[int, int]:
        """The span of the noun phrase of ``head`` on one side of any quotation: no clause, no apposition."""
        left, right = head.i, head.i
        for child in head.subtree:
            if child.i < head.i and child.i >= head.left_edge.i:
                left = min(left, child.i)
        for child in head.children:
            if child.i > head.i and child.dep_ == "prep" and child.i == right + 1:
                right = max(right, child.right_edge.i)
        start = max(low, self.doc[left].idx) if self.doc[left].idx < head.idx else head.idx
        start = min(start, head.idx)
        stop = self.doc[right].idx + len(self.doc[right].text)
        if stop > high or self.scene.inside_quotation(stop - 1) or right - head.i > 14:
            stop = head.idx + len(head.text)
        if self.scene.inside_quotation(start):
            start = head.idx
        return start, stop

    def _voice(self, head: Any, low: int, high: int, cue: str | None) -> Voice | None:
        """What the noun phrase of ``head`` says of the speaker."""
        start, end = self._phrase(head, min(low, head.idx), max(high, head.idx + len(head.text)))
        word = head.text.lower()
        if word in self.cues.pronouns or (head.pos_ == "PRON" and word in _SINGULAR):
            return self._pronoun(head, cue)
        if head.pos_ == "PRON":
            return Voice(start, end, "", "unknown", cue=cue)
        # An apposition tells role and organisation: "Name, head of something at Body, said".
        wide_end = self._apposition_end(end, max(high, end))
        mentions = self.scene.mentions_between(start, end)
        around = self.scene.mentions_between(start, wide_end)
        if not mentions and (covering := self.scene.mention_at(head.idx)) is not None:
            mentions = [covering]
        people = [m for m in mentions if m.kind == "person"]
        bodies = [m for m in around if m.kind != "person"]
        if not bodies and (body_of := self._body_of(start, wide_end)) is not None:
            bodies = [body_of]
        if people:
            person = people[-1]
            role = self._role(start, wide_end, person, around)
            organisation = bodies[0].name if bodies else None
            if role is None or organisation is None:
                known_role, known_body = self._known(person.name)
                role, organisation = role or known_role, organisation or known_body
            return Voice(
                person.start,
                person.end,
                person.name,
                "person",
                role,
                organisation,
                cue,
                introduced=(person.start, person.end),
            )
        apposed = [m for m in around if m.kind == "person" and m.start >= end]
        phrase = self.text[start:end]
        if apposed and apposed[0].start - end < 4:
            person = apposed[0]
            return Voice(
                start, person.end, person.name, "person", phrase, bodies[0].name if bodies else None, cue
            )
        words = set(re.findall(r"[^\W_]+", phrase.lower()))
        if words & self.cues.spokesperson:
            noun = next((w for w in re.findall(r"[^\W_]+", phrase.lower()) if w in self.cues.body_nouns), "")
            spoken = bodies[0].name if bodies else self._spoken_for(phrase)
            body = None if spoken else self._body_before(start, noun or "company")
            name = spoken or (body.name if body else "")
            return Voice(
                start,
                end,
                name,
                "organisation" if name else "anonymous",
                "spokesperson",
                name or None,
                cue,
                description=phrase,
            )
        inside = [m for m in mentions if m.kind != "person"]
        if inside and inside[-1].end >= head.idx + len(head.text):
            body = inside[-1]
            return Voice(body.start, body.end, body.name, "organisation", None, body.name, cue)
        determiner = self.text[start:].split(maxsplit=1)[0].lower() if start < len(self.text) else ""
        if determiner in ("the", "its", "their") and word in self.cues.organisation_nouns:
            named = self._body_before(start, word)
            if named:
                return Voice(start, end, named.name, "organisation", None, named.name, cue)
        if (
            determiner in self.cues.anonymous_determiners
            or word in self.cues.anonymous_nouns
            or word.rstrip("s") in self.cues.anonymous_nouns
        ):
            clause = sentence_end(self.text, start, min(len(self.text), start + 300))
            return Voice(
                start,
                end,
                "",
                "anonymous",
                cue=cue,
                description=self.text[start:clause],
                organisation=bodies[0].name if bodies else None,
            )
        if head.pos_ == "PROPN":
            return Voice(start, end, re.sub(r"\s+", " ", self._resolve_surname(phrase)), "person", cue=cue)
        roles = {role.lower() for role in self.cues.roles}
        person_before = self._role_holder(word, start) if determiner == "the" and word in roles else None
        if person_before:
            return Voice(start, end, person_before.name, "person", phrase, None, cue)
        within = [m for m in bodies if m.start < end] or ([bodies[0]] if bodies and not around else [])
        spoken_for = within[0].name if within else None
        if word in roles or head.lemma_.lower() in roles:
            return Voice(start, end, "", "anonymous", cue=cue, description=phrase, organisation=spoken_for)
        # A letter, a report, figures: what speaks is the thing.
        thing = re.sub(r"^(?:the|a|an|this|that|its|their|his|her)\s", "", phrase, flags=re.IGNORECASE)
        return Voice(start, end, re.sub(r"\s+", " ", thing), "unknown", cue=cue, organisation=spoken_for)

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
            voice = self._last_subject(line.start, start)
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

    def _last_subject(self, start: int, end: int) -> Voice | None:
        """The subject of the last verb of speech of a stretch, else the last named subject."""
        tokens = [token for token in self._tokens(start, end) if self._outside(token)]
        for token in reversed(tokens):
            if (
                self._is_cue(token)
                and (subject := self._subject(token)) is not None
                and self._outside(subject)
            ):
                voice = self._voice(subject, start, end, None)
                if voice is not None and (voice.name or voice.kind == "anonymous"):
                    return voice
        for token in reversed(tokens):
            if token.dep_ in _SUBJECTS and (token.pos_ == "PROPN" or token.lower_ in ("he", "she")):
                voice = self._voice(token, start, end, None)
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
