"""Speakers by the order of words: a cue after the quotation and its subject, a subject and its cue before it.

Made for languages without a parser; a clitic or pronoun is traced to the last person who spoke.
"""

import re

from claims.extraction.quotes import Utterance, sentence_end, sentence_start
from claims.extraction.speakers import Scene, Voice
from sources.text.names import NameMention
from sources.text.names_introductions import Introduction, introductions

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_REACH = 260
# What joins an office to its organisation: "directora de la", "président de l'association".
_OF = re.compile(
    r"\s+(?:del?|de los|du|des|der|dell[oa]|di|da|do|van|von|from|of)"
    r"(?:\s+(?:l[ao]s?|les?|het|der|association|asociación))?\s*(?:l['’]\w*\s*)?\Z"
)


class PatternSpeakers:
    """Reads one text; ``speaker_of`` is asked for each quotation in order."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.text = scene.text
        self.cues = scene.cues
        known = [(m.start, m.end, m.kind) for m in scene.mentions if m.key]
        self.introductions: list[Introduction] = introductions(scene.text, scene.cues, known)
        self.introduced_by: dict[str, Introduction] = {}
        for introduction in self.introductions:
            if introduction.person:
                name = self.text[slice(*introduction.person)]
                before = self.introduced_by.get(name)
                if before is None or (before.role is None and introduction.role is not None):
                    self.introduced_by[name] = introduction

    def speaker_of(self, utterance: Utterance, last: Voice | None, before: Utterance | None) -> Voice | None:
        """The speaker of ``utterance``; ``last`` is who spoke before, in ``before``."""
        line = self.scene.lines[utterance.paragraph]
        first = utterance.outer[0][0]
        if self._leads(line.start, first):
            leading = self._before(first, line.start, last)
            if leading is not None:
                return leading
        stopped = len(utterance.outer) == 1 and self.text[utterance.end - 1] in ".!?…"
        for _, end in utterance.outer:
            if stopped and not self._cue_at(end, line.end):
                continue
            voice = self._after(end, line.end, last)
            if voice is not None:
                return voice
        start = utterance.outer[0][0]
        voice = self._before(start, line.start, last)
        if voice is not None:
            return voice
        return self._traced(start, start, start, None, last)

    def _leads(self, low: int, start: int) -> bool:
        """Whether the words before the mark lead into it: they end in a colon, or in the verb of speech itself."""
        left = self.text[max(low, start - 40) : start].rstrip()
        if left.endswith(":"):
            return True
        words = _WORD.findall(left)
        return bool(words) and left.rstrip(",").endswith(words[-1]) and self._is_cue(words[-1])

    def _cue_at(self, place: int, limit: int) -> bool:
        """Whether a verb of speech written small stands right after the mark."""
        word = _WORD.search(self.text, place, min(limit, place + 40))
        return (
            word is not None
            and word.start() - place < 4
            and word.group()[0].islower()
            and self._is_cue(word.group())
        )

    def _is_cue(self, word: str) -> bool:
        return word.lower() in self.cues.speech_verbs

    def _after(self, start: int, limit: int, last: Voice | None) -> Voice | None:
        """A cue right after the closing mark, or a subject and then a cue."""
        stop = sentence_end(self.text, start, min(limit, start + _REACH))
        next_mark = re.search(r"[\"“”„«»]", self.text[start:stop])
        if next_mark:
            stop = start + next_mark.start()
        words = list(_WORD.finditer(self.text, start, stop))[:18]
        if not words:
            return None
        place = next((n for n, word in enumerate(words[:9]) if self._is_cue(word.group())), None)
        if place is None:
            return None
        cue = words[place]
        if place <= 1 or not any(word.group()[0].isupper() for word in words[:place]):
            if place > 2:
                return None
            return self._subject_after(cue, stop, last)
        between = self.scene.mentions_between(words[0].start(), cue.start())
        chosen = _best(between)
        return self._named(chosen, cue.group()) if chosen else None

    def _subject_after(self, cue: re.Match[str], stop: int, last: Voice | None) -> Voice | None:
        """The subject that follows its verb: "ujar Nama", "dijo ella", "sagte die Sprecherin"."""
        word = cue.group()
        clitic = self.cues.clitic
        if (
            clitic
            and word.lower().endswith(clitic)
            and word.lower()[: -len(clitic)] in self.cues.speech_verbs
        ):
            return self._traced(cue.start(), cue.end() - len(clitic), cue.end(), word, last)
        following = list(_WORD.finditer(self.text, cue.end(), stop))[:24]
        if not following:
            return self._traced(cue.start(), cue.start(), cue.end(), word, last)
        first = following[0]
        comma = re.search(r"[,;]", self.text[cue.end() : stop])
        near = cue.end() + comma.start() if comma else stop
        if first.group().lower() in self.cues.pronouns:
            return self._traced(cue.start(), first.start(), first.end(), word, last)
        within = self.scene.mentions_between(cue.end(), near) or (
            self.scene.mentions_between(cue.end(), stop)[:1] if first.group() in self.cues.roles else []
        )
        called = self._called_by(cue.end(), near)
        if called is not None:
            return self._named(called, word)
        chosen = _best(within)
        if (
            chosen
            and chosen.kind != "person"
            and first.group() in self.cues.roles
            and not self._spokesperson(cue.end(), chosen.start)
        ):
            people_after = self.scene.mentions_between(near, min(stop, near + 60))
            if not any(mention.kind == "person" for mention in people_after):
                # "kata politisi Partai itu": somebody named before, called by an office.
                return self._traced(cue.start(), first.start(), chosen.end, word, last)
        if chosen and chosen.kind != "person" and comma:
            # "kata Ketua KPU, Nama Orang": the person follows in apposition.
            after = self.scene.mentions_between(near, min(stop, near + 60))
            people = [mention for mention in after if mention.kind == "person" and mention.start - near < 4]
            chosen = people[0] if people else chosen
        if chosen and chosen.start - cue.end() < 120:
            return self._named(chosen, word)
        anonymous = self._anonymous(cue.end(), near)
        if anonymous:
            start, end = anonymous
            return Voice(start, end, "", "anonymous", cue=word, description=self.text[start:end])
        if first.group()[0].isupper() and first.group() not in self.cues.person_stop:
            return Voice(first.start(), first.end(), first.group(), "person", cue=word)
        return self._traced(cue.start(), cue.start(), cue.end(), word, last)

    def _called_by(self, start: int, end: int) -> NameMention | None:
        """The person whom a rank and a short name right after the verb stand for: "tutur Mayjen Nama"."""
        words = list(_WORD.finditer(self.text, start, end))[:4]
        if not words or words[0].group() not in self.cues.honorifics | self.cues.ranks:
            return None
        for word in words[1:]:
            if word.group() in self.cues.honorifics:
                continue
            if not word.group()[0].isupper():
                return None
            for mention in self.scene.people_by_word.get(word.group(), [])[:1]:
                if mention.name:
                    return NameMention(
                        words[0].start(),
                        word.end(),
                        self.text[words[0].start() : word.end()],
                        mention.name,
                        "person",
                    )
            return None
        return None

    def _anonymous(self, start: int, end: int) -> tuple[int, int] | None:
        """Somebody who is described and not named: "perempuan yang ...", "una madre"."""
        words = list(_WORD.finditer(self.text, start, end))[:4]
        nouns = {noun.lower() for noun in self.cues.anonymous_nouns}
        for index, word in enumerate(words):
            if word.group().lower() in nouns:
                return words[
                    0
                ].start() if index <= 2 else word.start(), end if end - word.end() < 60 else word.end()
        return None

    def _before(self, end: int, line_start: int, last: Voice | None) -> Voice | None:
        """A cue before the opening mark in the same sentence, or a sentence that ends in a colon."""
        left = self.text[max(line_start, end - 3) : end].rstrip()
        start = sentence_start(self.text, line_start, max(line_start, end - 1))
        closings = [s_end for s_start, s_end in self.scene.quoted if start < s_end <= end]
        start = max([start, *closings])
        zone = self.text[start:end]
        if not zone.strip() or (not left.endswith((":", ",")) and not self._cue_near(start, end)):
            return None
        cues = [word for word in _WORD.finditer(self.text, start, end) if self._is_cue(word.group())]
        mentions = self.scene.mentions_between(start, end)
        if not cues and not left.endswith(":"):
            return None
        cue = cues[0] if cues else None
        if cue is not None:
            ahead = [mention for mention in mentions if mention.end <= cue.start()]
            people = [mention for mention in ahead if mention.kind == "person"]
            if people:
                return self._named(people[-1], cue.group())
            anonymous = self._anonymous(start, cue.start())
            if anonymous and not ahead:
                return Voice(
                    *anonymous, "", "anonymous", cue=cue.group(), description=self.text[slice(*anonymous)]
                )
            pronoun = next(
                (
                    w
                    for w in _WORD.finditer(self.text, start, cue.start())
                    if w.group().lower() in self.cues.pronouns
                ),
                None,
            )
            if pronoun and not ahead:
                return self._traced(start, pronoun.start(), pronoun.end(), cue.group(), last)
            if ahead:
                return self._named(
                    ahead[-1] if self._spokesperson(start, cue.start()) else ahead[0], cue.group()
                )
            behind = [m for m in mentions if m.start >= cue.end() and m.start - cue.end() < 30]
            if behind:
                return self._named(behind[0], cue.group())
            return self._traced(start, cue.start(), cue.end(), cue.group(), last)
        people = [mention for mention in mentions if mention.kind == "person"]
        if people or mentions:
            return self._named((people or mentions)[0], None)
        return None

    def _cue_near(self, start: int, end: int) -> bool:
        words = _WORD.findall(self.text[max(start, end - 80) : end])
        return any(self._is_cue(word) for word in words[-6:])

    def _spokesperson(self, start: int, end: int) -> bool:
        return any(word in self.cues.spokesperson for word in _WORD.findall(self.text[start:end]))

    def _named(self, mention: NameMention, cue: str | None) -> Voice:
        """The voice of somebody whose name is written."""
        if mention.kind != "person":
            return Voice(
                mention.start,
                mention.end,
                mention.name,
                "organisation",
                organisation=mention.name,
                cue=cue,
                role=self._spokesperson_before(mention),
                introduced=(mention.start, mention.end),
            )
        introduction = self.introduced_by.get(mention.name) or self.introduced_by.get(mention.exact)
        role = organisation = None
        introduced: tuple[int, int] | None = None
        apposition = self._apposition(mention)
        if introduction is not None:
            introduced = introduction.person
            role = self.text[slice(*introduction.role)] if introduction.role else None
            organisation = self._organisation(introduction)
        if role is None and apposition is not None:
            role, organisation = apposition[0], organisation or apposition[1]
            introduced = introduced or (mention.start, mention.end)
        if role is None and organisation is None and not (introduction and introduction.apposed):
            # Named, and not brought in as anything: the words beside the quotation are all there is.
            introduced = None
        return Voice(
            mention.start, mention.end, mention.name, "person", role, organisation, cue, introduced=introduced
        )

    def _apposition(self, mention: NameMention) -> tuple[str, str | None] | None:
        """Role and organisation after a comma: "Nama, directora de la Fundación", in the name's first full mention."""
        places = self.scene.people_by_name.get(mention.name, [])[:3]
        for place in places:
            found = re.match(
                r",\s+(?:yang juga\s+|juga\s+|(?:der|die|el|la|le|o|a|il|de)\s+)?",
                self.text[place.end : place.end + 20],
            )
            if not found:
                continue
            start = place.end + found.end()
            end = start + len(re.split(r"[,.;:\n“”\"«»]", self.text[start : start + 160])[0])
            words = _WORD.findall(self.text[start:end])[:3]
            if not any(word in self.cues.roles or word.lower() in self.cues.roles for word in words):
                continue
            bodies = [m for m in self.scene.mentions_between(start, end) if m.kind != "person"]
            role = self.text[start : bodies[0].start if bodies else end]
            role = _OF.sub("", role)
            return role.strip(" ,"), bodies[0].name if bodies else None
        return None

    def _organisation(self, introduction: Introduction) -> str | None:
        """The organisation beside the name: in the run itself, or the one just before it."""
        start, end = introduction.start, introduction.end
        for mention in self.scene.mentions_between(start, end):
            if mention.kind != "person":
                return mention.name
        if introduction.organisation:
            return self.text[slice(*introduction.organisation)]
        before = [m for m in self.scene.mentions_between(max(0, start - 120), start) if m.kind != "person"]
        if before and re.fullmatch(r"[\s,]{1,3}", self.text[before[-1].end : start]):
            return before[-1].name
        after = self.scene.mentions_between(end, end + 140)
        if (
            after
            and after[0].kind != "person"
            and re.match(r"\s*(?:dari|de|von|van|di|da|del|du)\b", self.text[end:])
        ):
            return after[0].name
        return None

    def _spokesperson_before(self, mention: NameMention) -> str | None:
        words = _WORD.findall(self.text[max(0, mention.start - 40) : mention.start])
        found = [word for word in words if word in self.cues.spokesperson]
        return " ".join(found) or None

    def _traced(self, place: int, start: int, end: int, cue: str | None, last: Voice | None) -> Voice | None:
        """Whom a clitic, a pronoun or silence stands for: who spoke last, by a cue beside the name if there is one."""
        pronoun = self.text[start:end].lower() in self.cues.pronouns
        seen = 0
        fallback: NameMention | None = None
        for mention in self.scene.mentions_before(place):
            if place - mention.start > 1800 or seen > 12:
                break
            seen += 1
            if mention.kind != "person":
                if not pronoun and self._body_speaks(mention):
                    return self._resolved(mention, start, end, cue)
                continue
            if self._speaks(mention):
                return self._resolved(mention, start, end, cue)
            fallback = fallback or mention
        if last is not None and last.kind == "anonymous":
            return Voice(start, end, "", "anonymous", cue=cue, description=last.description)
        described = self._described_before(place)
        if described and (fallback is None or described[0] > fallback.start):
            return Voice(start, end, "", "anonymous", cue=cue, description=self.text[slice(*described)])
        if fallback is not None:
            return self._resolved(fallback, start, end, cue)
        return last

    def _described_before(self, place: int) -> tuple[int, int] | None:
        """The nearest sentence before that opens with somebody unnamed, with what it says of them."""
        low = max(0, place - 600)
        determiners = "|".join(map(re.escape, sorted(self.cues.anonymous_determiners)))
        nouns = "|".join(map(re.escape, sorted(self.cues.anonymous_nouns)))
        pattern = re.compile(rf"(?<!\w)(?:{determiners})\s+(?:[^\W_]+\s+)?(?:{nouns})(?!\w)", re.IGNORECASE)
        found = [
            match
            for match in pattern.finditer(self.text, low, place)
            if not self.scene.inside_quotation(match.start())
        ]
        if not found:
            return None
        start = found[-1].start()
        return start, sentence_end(self.text, start, min(place, start + 240))

    def _resolved(self, mention: NameMention, start: int, end: int, cue: str | None) -> Voice:
        voice = self._named(mention, cue)
        return Voice(
            start,
            end,
            voice.name,
            voice.kind,
            voice.role,
            voice.organisation,
            cue,
            introduced=voice.introduced,
        )

    def _body_speaks(self, mention: NameMention) -> bool:
        """Whether an organisation is what speaks: "menurut Lembaga, ..."."""
        before = _WORD.findall(self.text[max(0, mention.start - 40) : mention.start])
        return (
            bool(before)
            and before[-1].lower() in self.cues.according
            and self.text[mention.end : mention.end + 1] in (",", ".")
        )

    def _speaks(self, mention: NameMention) -> bool:
        """Whether a cue stands beside the name: before it, or after it with no more than a phrase between."""
        before = _WORD.findall(self.text[max(0, mention.start - 60) : mention.start])
        if before and (self._is_cue(before[-1]) or before[-1].lower() in self.cues.according):
            return True
        introduction = self.introduced_by.get(mention.exact)
        if introduction and introduction.person == (mention.start, mention.end):
            words = _WORD.findall(self.text[max(0, introduction.start - 40) : introduction.start])
            if words and (self._is_cue(words[-1]) or words[-1].lower() in self.cues.according):
                return True
        stop = sentence_end(self.text, mention.end, min(len(self.text), mention.end + 160))
        after = _WORD.findall(self.text[mention.end : stop])[:16]
        return any(self._is_cue(word) for word in after)


def _best(mentions: list[NameMention]) -> NameMention | None:
    """The person among the names, else the first body."""
    people = [mention for mention in mentions if mention.kind == "person"]
    if people:
        return people[0]
    return mentions[0] if mentions else None
