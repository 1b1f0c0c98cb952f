"""Speakers who are called by an office, a kin or not at all: "ujar Kapolres Kota X", "kata ibunya", "añadió su portavoz"."""

import re

from claims.extraction.quotes import sentence_end
from claims.extraction.speakers import Voice
from claims.extraction.speakers_patterns_people import PatternPeople
from claims.extraction.speakers_plain_bodies import owned_office
from sources.text.names import NameMention


class PatternOffices(PatternPeople):
    """What ``speakers_patterns`` asks of the words beside a cue that are no name."""

    def _in_office(
        self, first: re.Match[str], body: NameMention, cue: str, last: Voice | None
    ) -> Voice | None:
        """Somebody called by an office and its body: whom the text introduced so, else who spoke last."""
        introduced = set()
        for mention in self.scene.mentions_before(first.start()):
            introduction = self.introduced_by.get(mention.exact) if mention.kind == "person" else None
            if introduction and body.exact in self.text[introduction.start : introduction.end]:
                return self._resolved(mention, first.start(), body.end, cue)
            if introduction:
                introduced.add(mention.name)
        traced = self._traced(first.start(), first.start(), body.end, cue, last)
        body_of_last = traced.organisation if traced is not None else None
        if len(introduced) > 1 and body_of_last and body.name not in body_of_last:
            return Voice(
                first.start(),
                body.end,
                "",
                "anonymous",
                organisation=body.name,
                cue=cue,
                description=self.text[first.start() : body.end],
            )
        return traced

    def _relative(self, first: re.Match[str], comma: int, stop: int) -> tuple[int, int] | None:
        """Somebody's mother or son without a name, by a clitic: "kata ibunya, seorang pedagang di Sleman"."""
        clitic, word = self.cues.clitic, first.group().lower()
        people = self.cues.parent | self.cues.kin | self.cues.child
        if not clitic or not word.endswith(clitic) or word[: -len(clitic)] not in people:
            return None
        after = self.scene.mentions_between(first.end(), min(stop, first.end() + 30))
        if any(mention.kind == "person" for mention in after):
            return None
        return first.start(), comma if comma - first.end() < 60 else first.end()

    def _person_in(self, start: int, end: int) -> bool:
        stop = sentence_end(self.text, start, min(len(self.text), end))
        return any(mention.kind == "person" for mention in self.scene.mentions_between(start, stop))

    def _speaking(self, start: int, end: int) -> list[NameMention]:
        """The names in the stretch but for those who are told: "dijo la directora a El Diario"."""
        return [
            mention
            for mention in self.scene.mentions_between(start, end)
            if not self.cues.to_whom & set(self.text[max(0, mention.start - 12) : mention.start].split()[-1:])
        ]

    def _officer(self, start: int, end: int, cue: str | None) -> Voice | None:
        """Whoever holds an office of a body named before, without a name: "añadió su portavoz"."""
        owned = owned_office(self.scene, start, end)
        if owned is None:
            return None
        first, last, office, body = owned
        named = body.name
        return Voice(
            first, last, named, "organisation", office, named, cue, introduced=(body.start, body.end)
        )

    def _opens_no_name(self, word: str) -> bool:
        return word in self.cues.person_stop or word in self.cues.roles
