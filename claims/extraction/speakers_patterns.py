"""Speakers by the order of words: a cue after the quotation and its subject, a subject and its cue before it.

Made for languages without a parser; a clitic or pronoun is traced to the last person who spoke.
"""

import re

from claims.extraction.quotes import AFTER_MARK, Utterance, sentence_end, sentence_start
from claims.extraction.speakers import Voice
from claims.extraction.speakers_patterns_offices import PatternOffices
from claims.extraction.speakers_plain_bodies import body_called
from sources.text.names import NameMention

# A pronoun after its verb is a word of its own: "dit-elle", "raconte-t-il".
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+|-(?!(?:t-)?(?:ils?|elles?|on|je)\b)[^\W_]+)*")
_REACH = 260
# ", deputado ": an office between the comma and the name.
_APPOSED_OFFICE = re.compile(r",\s(?:[^\W\d_A-ZÀ-Þ]+\s){1,3}")
# With one of these after an office, what follows the comma is a place or a day, not who holds it.
_ELSEWHERE = {
    "di",
    "dari",
    "pada",
    "dalam",
    "saat",
    "usai",
    "yang",
    "en",
    "in",
    "im",
    "à",
    "em",
    "que",
    "die",
    "che",
    "qui",
}


class PatternSpeakers(PatternOffices):
    """Reads one text; ``speaker_of`` is asked for each quotation in order."""

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
        return self._inside(utterance, last) or self._traced(start, start, start, None, last)

    def _inside(self, utterance: Utterance, last: Voice | None) -> Voice | None:
        """A cue between commas inside the marks: "«C'est interdit, rappelle la juge, mais personne ne contrôle.»"."""
        for low, high in utterance.spans:
            for comma in re.finditer(r",\s(?=[^\W\d_])", self.text[low : min(high, low + 600)]):
                place = low + comma.end()
                word = _WORD.match(self.text, place, high)
                if word is None or not self._is_cue(word.group()) or word.group()[0].isupper():
                    continue
                aside = re.match(r"[^,;:.!?]{2,90}[,.;]", self.text[word.end() : high])
                if aside is None:
                    continue
                beside = [found.group().lower() for found in _WORD.finditer(aside[0])][:2]
                stands_for = any(found in self.cues.pronouns for found in beside if found != "t")
                if stands_for or self.scene.mentions_between(word.end(), word.end() + aside.end()):
                    return self._subject_after(word, word.end() + aside.end(), last)
        return None

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
        if place is None and words[0].group() in self.cues.according:
            place = 0
        if [words[0].group()] in AFTER_MARK and self.cues.language == "de":
            place = 0
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
        following = [w for w in list(_WORD.finditer(self.text, cue.end(), stop))[:24] if w.group() != "t"]
        if not following:
            return self._traced(cue.start(), cue.start(), cue.end(), word, last)
        first = following[0]
        comma = re.search(r"[,;]", self.text[cue.end() : stop])
        near = cue.end() + comma.start() if comma else stop
        if first.group().lower() in self.cues.pronouns:
            return self._traced(cue.start(), first.start(), first.end(), word, last)
        owned = self._officer(cue.end(), near, word)
        if owned is not None and owned.start - cue.end() < 3 and not self._person_in(owned.end, near + 40):
            return owned
        within = self._speaking(cue.end(), near) or (
            self._speaking(cue.end(), stop)[:1] if first.group() in self.cues.roles else []
        )
        testimony = self._testimony(first, near)
        if testimony is not None:
            start, end = testimony
            return Voice(start, end, "", "anonymous", cue=word, description=self.text[start:end])
        relative = self._relative(first, near, stop)
        if relative is not None:
            start, end = relative
            return Voice(start, end, "", "anonymous", cue=word, description=self.text[start:end])
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
                return self._in_office(first, chosen, word, last)
        if chosen and chosen.kind != "person" and comma:
            # "kata Ketua KPU, Nama Orang": the person follows in apposition.
            after = self.scene.mentions_between(near, min(stop, near + 60))
            people = [mention for mention in after if mention.kind == "person" and mention.start - near < 4]
            chosen = people[0] if people else chosen
        if chosen and chosen.start - cue.end() < 120:
            return self._named(chosen, word)
        if comma and first.group() in self.cues.roles:
            apposed = self._apposed(cue, near, stop)
            if apposed is not None:
                return apposed
        if comma and chosen is None:
            # "kata kuasa hukum korban, Nama Orang": the name follows in apposition.
            after = self.scene.mentions_between(near, min(stop, near + 60))
            if after and after[0].kind == "person":
                words = _APPOSED_OFFICE.fullmatch(self.text, near, after[0].start)
                if after[0].start - near < 4 or (
                    words and not self.cues.roles.isdisjoint(words[0][2:].split())
                ):
                    return self._named(after[0], word)
        anonymous = self._anonymous(cue.end(), near)
        if anonymous:
            start, end = anonymous
            return Voice(start, end, "", "anonymous", cue=word, description=self.text[start:end])
        holder = self._holder(first.group(), cue.start()) if first.group() in self.cues.roles else None
        if holder is not None:
            return self._resolved(holder, first.start(), first.end(), word)
        body = body_called(self.scene, cue.end(), near)
        if body is not None and body[0] - cue.end() < 3:
            name = body[2].name
            return Voice(body[0], body[1], name, "organisation", organisation=name, cue=word)
        if first.group() in self.scene.people_by_word and first.group() not in self.cues.roles:
            # A short name that may be an honorific, too: "Andi".
            return self._resolved(
                self.scene.people_by_word[first.group()][0], first.start(), first.end(), word
            )
        if first.group()[0].isupper() and not self._opens_no_name(first.group()):
            return Voice(first.start(), first.end(), first.group(), "person", cue=word)
        return self._traced(cue.start(), cue.start(), cue.end(), word, last)

    def _testimony(self, first: re.Match[str], end: int) -> tuple[int, int] | None:
        """A child, survivor or parent without a name right after the verb, whatever body is named further on."""
        unnamed = self.unnamed.match(self.text, first.start(), end)
        noun = unnamed[0].split()[-1] if unnamed is not None else ""
        if unnamed is None or not (noun in self.to_protect or noun[0].isdigit()):
            return None
        named = self.scene.mentions_between(unnamed.end(), min(len(self.text), unnamed.end() + 24))
        if any(mention.kind == "person" for mention in named):
            return None
        return first.start(), end if end - unnamed.end() < 60 else unnamed.end()

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

    def _apposed(self, cue: re.Match[str], comma: int, stop: int) -> Voice | None:
        """A name nobody knows that an office is held by: "kata Deputi Perlindungan Anak, Nama, di Jakarta"."""
        name: list[re.Match[str]] = []
        for word in _WORD.finditer(self.text, comma, stop):
            near = self.text[name[-1].end() if name else comma + 1 : word.start()] == " "
            if not near or not word.group()[0].isupper() or self._opens_no_name(word.group()):
                break
            name.append(word)
        role = self.text[cue.end() : comma].strip()
        role_words = {word.lower() for word in _WORD.findall(role)}
        if not 1 <= len(name) <= 4 or role_words & _ELSEWHERE:
            return None
        first, last = name[0].start(), name[-1].end()
        if any(mention.kind != "person" for mention in self.scene.mentions_between(first, last)):
            return None
        if not re.match(r"\s*[,.;(]|\s+[^\W\d_]*[a-zà-ÿ]", self.text[last:stop]) and last != stop:
            return None
        named = self.text[first:last]
        return Voice(first, last, named, "person", role, None, cue.group(), introduced=(first, last))

    def _anonymous(self, start: int, end: int) -> tuple[int, int] | None:
        """Somebody who is described and not named: "perempuan yang ...", "una madre"."""
        words = list(_WORD.finditer(self.text, start, end))[:4]
        nouns = {noun.lower() for noun in self.cues.anonymous_nouns}
        if (
            self.cues.clitic
            and len(words) > 1
            and words[0].group().lower() in self.cues.anonymous_determiners
            and words[1].group()[0].islower()
        ):
            # "Seorang moderator yang pernah saya temui berkata": whatever they are.
            end = start + len(self.text[start:end].rstrip())
            return words[0].start(), end if end - words[1].end() < 60 else words[1].end()
        for index, word in enumerate(words):
            if word.group().lower() in nouns:
                first = words[0].start() if index <= 2 else word.start()
                return first, end if end - word.end() < 60 else word.end()
        return None

    def _before(self, end: int, line_start: int, last: Voice | None) -> Voice | None:
        """A cue before the opening mark in the same sentence, or a sentence that ends in a colon."""
        left = self.text[max(line_start, end - 3) : end].rstrip()
        start = sentence_start(self.text, line_start, max(line_start, end - 1))
        start = self.scene.speech_ends_before(start, end)
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
            owned = self._officer(start, cue.start(), cue.group()) if not ahead else None
            if owned is not None:
                return owned
            if ahead:
                return self._named(
                    ahead[-1] if self._spokesperson(start, cue.start()) else ahead[0], cue.group()
                )
            behind = [m for m in mentions if m.start >= cue.end() and m.start - cue.end() < 30]
            if behind:
                return self._named(behind[0], cue.group())
            body = body_called(self.scene, start, cue.start())
            if body is not None:
                return Voice(
                    body[0], body[1], body[2].name, "organisation", organisation=body[2].name, cue=cue.group()
                )
            if self._has_subject(start, cue.start()):
                return None
            return self._traced(start, cue.start(), cue.end(), cue.group(), last)
        people = [mention for mention in mentions if mention.kind == "person"]
        if people or mentions:
            return self._named((people or mentions)[0], None)
        return None

    def _has_subject(self, start: int, end: int) -> bool:
        """Whether somebody whom no rule knows stands before the verb: who spoke last is not meant."""
        words = _WORD.findall(self.text[start:end])
        if self.cues.clitic or len(words) < 2:
            return False
        if self.cues.language in ("fr", "de", "nl"):
            return len(words) > 3
        # A verb may stand without a subject there: "En otro momento, añadió: …".
        return any(word[0].isupper() for word in words[1:])

    def _spokesperson(self, start: int, end: int) -> bool:
        return any(word in self.cues.spokesperson for word in _WORD.findall(self.text[start:end]))


def _best(mentions: list[NameMention]) -> NameMention | None:
    """The person among the names, else the first body."""
    people = [mention for mention in mentions if mention.kind == "person"]
    if people:
        return people[0]
    return mentions[0] if mentions else None
