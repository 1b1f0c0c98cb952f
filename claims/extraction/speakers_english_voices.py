"""From the head of an English noun phrase to the speaker it stands for: name, office, body, or nobody named.

Which noun is the subject of a verb of speech is found in ``speakers_english``.
"""

import re
from typing import Any

from claims.extraction.quotes import sentence_end
from claims.extraction.speakers import Voice
from claims.extraction.speakers_english_people import EnglishPeople
from sources.text.names import NameMention
from sources.text.names_cues import word_set
from sources.text.places import places

_SINGULAR = frozenset(("he", "she", "his", "her", "him"))
# "One of them", "some": people whom nobody names.
_SOMEBODY = word_set(
    "one some others another many someone somebody several both most few everyone everybody all"
)
# What speaks for the body it is of: "the NSPCC's team".
_PARTS = word_set("team office website lawyers campaign blog account board staff")
# "A No 10 spokesman", "a Government spokesperson": whom he or she speaks for, by a name that no register has.
_SPOKEN_BEFORE = re.compile(
    r"(?:(?:[Aa]n?|[Tt]he|[Oo]ne)\s)?((?!(?:An?|The|One)\s)[A-Z][\w’'&-]*(?:\s(?:[A-Z][\w’'&-]*|\d+|for|of|and))*)\sspokes\w+"
)
_NAME_ENDS = re.compile(r"(?<!\w)((?!(?:An?|The|One)\s)[A-Z][\w’'&-]*(?:\s[A-Z][\w’'&-]*)*)\s\Z")
_SPOKES = re.compile(r"\bspokes(?:man|woman|person|people)\b")
# Research that speaks is not somebody unnamed.
_RESEARCH = word_set(
    "study survey poll report analysis research review inquiry investigation paper audit data figure index"
)
_LONGEST = 14  # tokens of a noun phrase after its head
_NEXT = re.compile(r"(?:-of-\w+|\s(?:and|turned)\s[a-z-]+(?:\s[a-z-]+)?)?,?\s")


class EnglishVoices(EnglishPeople):
    """Reads noun phrases of one parsed text."""

    def phrase(self, head: Any, low: int, high: int) -> tuple[int, int]:
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
        if stop > high or self.scene.inside_quotation(stop - 1) or right - head.i > _LONGEST:
            stop = head.idx + len(head.text)
        if self.scene.inside_quotation(start):
            start = head.idx
        return start, stop

    def voice(self, head: Any, low: int, high: int, cue: str | None) -> Voice | None:
        """What the noun phrase of ``head`` says of the speaker."""
        start, end = self.phrase(head, min(low, head.idx), max(high, head.idx + len(head.text)))
        word = head.text.lower()
        if word in self.cues.pronouns or (head.pos_ == "PRON" and word in _SINGULAR):
            return self.pronoun(head, cue)
        mentions = self.scene.mentions_between(start, end)
        if not mentions and (covering := self.scene.mention_at(head.idx)) is not None:
            mentions = [covering]
        people = [m for m in mentions if m.kind == "person" and not self._owns(m, head)]
        named = self._named_at(end) if not people or people[-1].end < head.idx else None
        if named is not None:
            return self._person(named, min(start, named.start), cue)
        if people:
            return self._person(people[-1], people[-1].start, cue)
        if head.pos_ == "PRON" and word not in _SOMEBODY:
            return Voice(start, end, "", "unknown", cue=cue)
        return self._unnamed_voice(head, start, end, high, mentions, cue)

    def _owns(self, mention: NameMention, head: Any) -> bool:
        """Whether a name only says whose the speaker is: "Somebody's deputy", "a friend of Somebody"."""
        if mention.start <= head.idx < mention.end:
            return False
        if mention.start > head.idx:
            return head.pos_ in ("NOUN", "PRON") or self.text[head.idx : mention.start].split()[1:2] == ["of"]
        return bool(re.match(r"['’]s?(?!\w)", self.text[mention.end : mention.end + 2]))

    def _named_at(self, end: int) -> NameMention | None:
        """The person whose name follows an office at once, or in apposition: "its director Name", "Its head, Name,"."""
        gap = _NEXT.match(self.text, end)
        if gap is None:
            return None
        place = gap.end()
        for _ in range(3):
            mention = self.scene.mention_at(place)
            if mention is not None:
                named = mention.kind == "person" and mention.start == place
                return mention if named and not self.scene.inside_quotation(place) else None
            title = re.compile(r"([A-Z]\w+)\s").match(self.text, place)
            if title is None or title[1].lower() not in self.role_words | self.title_words:
                return None
            place = title.end()
        return None

    def _person(self, person: NameMention, start: int, cue: str | None) -> Voice:
        here, known = self.beside(person), self.introduction(person.name)
        role, organisation = here.role or known.role, here.organisation or known.organisation
        return Voice(
            start,
            person.end,
            person.name,
            "person",
            role,
            organisation,
            cue,
            description=self.described(person.name),
            introduced=(person.start, person.end),
        )

    def _unnamed_voice(
        self, head: Any, start: int, end: int, high: int, mentions: list[NameMention], cue: str | None
    ) -> Voice | None:
        """A speaker whose own name is not there: a body, its spokesperson, somebody unnamed, a thing."""
        word = head.text.lower()
        phrase = self.text[start:end]
        bodies = [m for m in mentions if m.kind != "person"]
        if not bodies and (body_of := self.body_of(start, end)) is not None:
            bodies = [body_of]
        words = set(re.findall(r"[^\W_]+", phrase.lower()))
        if words & self.cues.spokesperson:
            noun = next((w for w in re.findall(r"[^\W_]+", phrase.lower()) if w in self.cues.body_nouns), "")
            ahead = _SPOKEN_BEFORE.match(phrase)
            spoken = bodies[0].name if bodies else self.spoken_for(phrase) or (ahead[1] if ahead else None)
            lowly = re.search(
                r"\s(?:for|of)\s(?:the|her|his|its)\s(?:[a-z]+\s)?([a-z]+)(?=\s(?:that|which|who)\b|\Z)",
                phrase,
            )
            spoken = spoken or (self._spoke_before(start) if len(phrase.split()) <= 2 else None)
            known = noun or (not lowly and len(phrase.split()) <= 2 and "company")
            body = self.body_before(start, known) if known and not spoken else None
            name = spoken or (
                body.name if body else lowly[1] if lowly and lowly[1] not in self.role_words else ""
            )
            kind = "organisation" if name else "anonymous"
            organisation = name if name != name.lower() else None
            return Voice(start, end, name, kind, "spokesperson", organisation, cue, description=phrase)
        inside = [m for m in mentions if m.kind != "person"]
        if inside and inside[-1].end >= head.idx + len(head.text):
            body = inside[-1]
            return Voice(body.start, body.end, body.name, "organisation", None, body.name, cue)
        determiner = phrase.split(maxsplit=1)[0].lower() if phrase.split() else ""
        alone = len(phrase.split()) <= 2
        if determiner in ("the", "its", "their") and word in self.cues.organisation_nouns and alone:
            named = self.body_before(start, word)
            if named is not None and (head.text[0].islower() or head.text in named.name.split()):
                return Voice(start, end, named.name, "organisation", None, named.name, cue)
        if bodies and word in self.cues.organisation_nouns | _PARTS and self._owns(bodies[-1], head):
            return Voice(start, end, bodies[-1].name, "organisation", None, bodies[-1].name, cue)
        apposed = self.scene.mention_at(end + 2) if self.text.startswith(", ", end) else None
        if (
            apposed
            and apposed.kind != "person"
            and apposed.start == end + 2
            and word in self.cues.organisation_nouns
        ):
            return Voice(start, apposed.end, apposed.name, "organisation", None, apposed.name, cue)
        issuer = self._issuer(head, start, bodies)
        if issuer is not None:
            return Voice(start, end, issuer, "organisation", None, issuer, cue)
        holder = self.role_holder(phrase, start) if determiner == "the" else None
        if holder is not None:
            return self._known_person(holder, start, end, cue)
        if head.pos_ == "PROPN" or (head.text[0].isupper() and determiner == "the"):
            surname = self.resolve_surname(phrase)
            if surname != phrase:
                return self._known_person(surname, start, end, cue)
            if self._is_place(head, start, end):
                return Voice(start, end, "", "unknown", cue=cue)  # who spoke there is not said
            if word not in self.party_words:
                plain = re.sub(r"\s+", " ", re.sub(r"(?i)^the\s", "", phrase))
                return Voice(start, end, plain, "person", cue=cue)
        within = bodies[0].name if bodies else self._acts_for(phrase, start)
        lemma = head.lemma_.lower()
        if (
            word in _SOMEBODY
            or {word, lemma, word.rstrip("s")} & (self.cues.anonymous_nouns | self.role_words)
            or (
                determiner in self.cues.anonymous_determiners and lemma not in self.cues.cue_nouns | _RESEARCH
            )
        ):
            return Voice(
                start,
                end,
                "",
                "anonymous",
                cue=cue,
                description=self._description(start, end, determiner, lemma),
                organisation=within,
            )
        # A letter, a report, figures, a council without a name: what speaks is the thing.
        kind = "organisation" if determiner == "the" and word in self.cues.organisation_nouns else "unknown"
        thing = re.sub(r"^(?:the|a|an|this|that|its|their|his|her)\s", "", phrase, flags=re.IGNORECASE)
        if thing[:1].isupper() and self.doc[head.left_edge.i].pos_ != "PROPN":
            thing = thing[0].lower() + thing[1:]  # a capital of the sentence's beginning
        return Voice(start, end, re.sub(r"\s+", " ", thing), kind, cue=cue, organisation=within)

    def _spoke_before(self, start: int) -> str | None:
        """The body of the spokesperson spoken of last: "A Name spokesperson said … the spokesperson added"."""
        low = max(0, start - 1_500)
        earlier = list(_SPOKES.finditer(self.text, low, start))
        for found in reversed(earlier[-4:]):
            for place in (found.start() - 2, found.end() + len(" for "), found.end() + len(" for the ")):
                mention = self.scene.mention_at(place) if 0 <= place < len(self.text) else None
                beside = mention is not None and (
                    mention.end == found.start() - 1 or found.end() < mention.start <= found.end() + 9
                )
                if mention is not None and beside and mention.kind != "person":
                    return mention.name
            written = _NAME_ENDS.search(self.text, max(0, found.start() - 60), found.start())
            if written is not None:
                return written[1]
        return None

    def _acts_for(self, phrase: str, start: int) -> str | None:
        """The body that somebody unnamed acts for: "a lawyer for the company"."""
        noun = re.search(r"\s(?:for|at|from)\sthe\s(\w+)\Z", phrase)
        if noun is None or noun[1].lower() not in self.cues.organisation_nouns:
            return None
        body = self.body_before(start, noun[1].lower())
        return body.name if body else None

    def _is_place(self, head: Any, start: int, end: int) -> bool:
        """Whether the phrase is a country or a city and nothing more."""
        words = [token for token in self.tokens(start, end) if token.pos_ != "DET"]
        located = all(token.ent_type_ in ("GPE", "LOC") for token in words)
        return located or " ".join(token.text for token in words) in places("en")

    def _known_person(self, name: str, start: int, end: int, cue: str | None) -> Voice:
        """Somebody named elsewhere, whom the words at hand come back to."""
        self.understood.append((start, name))
        known = self.introduction(name)
        return Voice(
            start, end, name, "person", known.role, known.organisation, cue, description=self.described(name)
        )

    def _description(self, start: int, end: int, determiner: str, noun: str) -> str:
        """What the text says of somebody unnamed: here, and where "the boy" was first spoken of as "a boy"."""
        if determiner != "the":
            return self.text[start : sentence_end(self.text, start, min(len(self.text), start + 300))]
        if noun not in self.cues.anonymous_nouns:
            return self.text[start:end]
        earlier = self.described_before(start)
        if earlier is not None and noun in self.text[slice(*earlier)].lower():
            return self.text[slice(*earlier)]
        return self.text[start : sentence_end(self.text, start, min(len(self.text), start + 300))]

    def _issuer(self, head: Any, start: int, bodies: list[NameMention]) -> str | None:
        """The body that a message, a reply or a notice comes from, where the sentence names one."""
        if head.lemma_.lower() not in self.cues.messages:
            return None
        if bodies:
            return bodies[0].name
        of_noun = re.search(
            r"\b(?:from|by|of)\s(?:the|its)\s(\w+)\Z",
            self.text[start : self.phrase(head, start, start + 200)[1]],
        )
        if of_noun and of_noun[1].lower() in self.cues.organisation_nouns:
            body = self.body_before(start, of_noun[1].lower())
            return body.name if body else None
        sentence = head.sent
        before = [m for m in self.scene.mentions_between(sentence.start_char, start) if m.kind != "person"]
        return before[0].name if len({m.name for m in before}) == 1 else None
