"""What an English text says of the people and bodies it names: role, organisation, whom a pronoun may stand for."""

import re
from typing import Any

from claims.extraction.quotes import sentence_end, sentence_start
from claims.extraction.speakers import Scene, Voice
from sources.text.names import NameMention
from sources.text.names_register import entries

_SPOKEN_FOR = re.compile(
    r"\b(?:for|of|at|from|with)\s(?:the\s)?((?:[A-Z0-9][\w&.’'-]*|[a-z]{1,3}[A-Z]\w*)(?:\s(?:[A-Z0-9][\w&.’'-]*|of|and|for)(?=\s|$|,))*)"
)


class EnglishPeople:
    """The people of one text, asked by ``speakers_english``."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.text = scene.text
        self.cues = scene.cues
        self.people = [m for m in scene.mentions if m.kind == "person"]
        self.gender = self._genders()
        self.known: dict[str, tuple[str | None, str | None]] = {}
        self.role_words = {role.lower() for role in self.cues.roles}

    def _apposition_end(self, end: int, high: int) -> int:
        """To where an apposition after a comma goes on describing the speaker."""
        rest = self.text[end:high]
        found = re.match(r",\s(?:[^,\n“\"]|,(?=\s(?:and|who|which)))*", rest)
        return end + found.end() if found else end

    def _role(self, start: int, end: int, person: NameMention, around: list[NameMention]) -> str | None:
        """The words beside the name that hold an office, without the organisation's name."""
        before = re.split(r"[\"“”]", self.text[start : person.start])[-1]
        after = self.text[person.end : end].strip(" ,")
        for candidate in (after, before):
            words = {word.lower() for word in re.findall(r"[^\W_]+", candidate)}
            if not words & self.role_words:
                continue
            role = candidate
            for mention in around:
                if mention.kind != "person":
                    role = (
                        role.replace(mention.exact + "’s", "")
                        .replace(mention.exact + "'s", "")
                        .replace(mention.exact, "")
                    )
            role = re.sub(r"\s+", " ", re.split(r",? (?:who|which|said|says)\b", role)[0]).strip(" ,.;:")
            role = re.sub(
                r"^(?:the|a|an)\s|\s(?:of|at|for|from|with|in)(?:\sthe)?$", "", role, flags=re.IGNORECASE
            )
            if 2 < len(role) < 120:
                return role
        return None

    def _known(self, name: str) -> tuple[str | None, str | None]:
        """Role and organisation from where the text introduces the person elsewhere, looked for once a name."""
        if name not in self.known:
            self.known[name] = self._introduced(name)
        return self.known[name]

    def _introduced(self, name: str) -> tuple[str | None, str | None]:
        for mention in self.scene.people_by_name.get(name, []):
            if mention.exact.split()[-1:] == [mention.exact]:
                continue
            line = next((x for x in self.scene.lines if x.start <= mention.start < x.end), None)
            if line is None:
                continue
            low = max(line.start, mention.start - 90)
            low = max(low, sentence_start(self.text, line.start, mention.start))
            high = self._apposition_end(mention.end, min(line.end, mention.end + 160))
            around = self.scene.mentions_between(low, high)
            bodies = [
                m
                for m in around
                if m.kind != "person" and (m.start >= mention.end or mention.start - m.end < 50)
            ]
            before = bodies and bodies[-1].end <= mention.start
            role = self._role(
                bodies[-1].start if before else max(low, mention.start - 50), high, mention, around
            )
            if role:
                return role, (bodies[-1].name if bodies else None)
            if bodies and re.match(r",\s(?:of|from|at|for|with)\s", self.text[mention.end : mention.end + 8]):
                return None, bodies[-1].name
        return None, None

    def _resolve_surname(self, phrase: str) -> str:
        surname = phrase.split()[-1]
        for mention in self.people:
            if mention.name.split()[-1] == surname:
                return mention.name
        return phrase

    def _role_holder(self, word: str, start: int) -> NameMention | None:
        """The person whom the text gave the office before: "the mayor"."""
        for mention in self.scene.mentions_before(start):
            if mention.kind == "person":
                near = self.text[max(0, mention.start - 40) : mention.end + 60].lower()
                if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", near):
                    return mention
        return None

    def _body_before(self, place: int, noun: str = "") -> NameMention | None:
        """The body that "the charity", "the firm" or "it" stands for: the nearest before, of its name or kind first."""
        called = (m for m in self.scene.mentions_before(place) if noun in m.name.lower().split())
        if noun and (named := next((m for m in called if m.kind != "person"), None)):
            return named
        wanted = self.cues.body_nouns.get(noun)
        any_body: NameMention | None = None
        for mention in self.scene.mentions_before(place):
            if mention.kind == "person":
                continue
            entry = entries().get(mention.key or "")
            if wanted == "companies" and (
                mention.kind == "platform" or (entry and entry.group == "companies")
            ):
                return mention
            if wanted and entry and entry.group == wanted:
                return mention
            if mention.kind == "organisation" and any_body is None and (not wanted or entry is None):
                any_body = mention
                if not wanted:
                    break
        return any_body

    def _body_of(self, start: int, end: int) -> NameMention | None:
        """The body that "the charity's chief executive" belongs to."""
        found = re.search(r"(?<!\w)(?:the|its) (\w+)['’]s(?!\w)", self.text[start:end], re.IGNORECASE)
        if found and found[1].lower() in self.cues.organisation_nouns:
            return self._body_before(start, found[1].lower())
        return None

    def _spoken_for(self, phrase: str) -> str | None:
        """The body that a phrase names by capitals, where no register or parser knows it: "a spokesperson for Kib"."""
        found = _SPOKEN_FOR.search(phrase)
        return re.sub(r"\s+", " ", found[1]) if found else None

    def _genders(self) -> dict[str, str]:
        """Whether a person is he or she, where an honorific or office says so."""
        found: dict[str, str] = {}
        for mention in self.people:
            before = self.text[max(0, mention.start - 16) : mention.start].split()
            words = set(mention.exact.split()) | set(before[-1:])
            if words & self.cues.female:
                found.setdefault(mention.name, "she")
            elif words & self.cues.male:
                found.setdefault(mention.name, "he")
        return found

    def _described_before(self, place: int) -> tuple[int, int] | None:
        """The nearest unnamed person before ``place``, with the rest of the sentence that describes them."""
        nouns = "|".join(sorted(self.cues.anonymous_nouns))
        pattern = re.compile(
            rf"(?<!\w)(?:a|an|one|another)\s+(?:[\w-]+\s+){{0,2}}?(?:{nouns})(?!\w)", re.IGNORECASE
        )
        low = max(0, place - 700)
        found = [
            m for m in pattern.finditer(self.text, low, place) if not self.scene.inside_quotation(m.start())
        ]
        if not found:
            return None
        start = found[-1].start()
        return start, sentence_end(self.text, start, min(place, start + 300))

    def _told(self, described: tuple[int, int], mention: NameMention) -> bool:
        """Whether the name is whom somebody unnamed spoke to: "A girl told Somebody about it. … she said"."""
        if not described[0] < mention.start < described[1]:
            return False
        between = self.text[described[0] : mention.start].lower()
        return any(word in self.cues.speech_verbs for word in re.findall(r"[^\W_]+", between))

    def _pronoun(self, head: Any, cue: str | None) -> Voice:
        """Whom he, she, it or they stand for."""
        start, end = head.idx, head.idx + len(head.text)
        gender = self.cues.pronouns.get(
            head.text.lower(), "he" if head.text.lower() in ("he", "him", "his") else "she"
        )
        if gender in ("it", "they"):
            body = self._body_before(start)
            name = body.name if body else ""
            return Voice(start, end, name, "organisation" if name else "unknown", None, name or None, cue)
        described = self._described_before(start)
        for mention in self.scene.mentions_before(start):
            if mention.kind != "person" or self.gender.get(mention.name, gender) != gender:
                continue
            if described and (described[0] > mention.start or self._told(described, mention)):
                break
            role, organisation = self._known(mention.name)
            return Voice(start, end, mention.name, "person", role, organisation, cue)
        if described:
            return Voice(start, end, "", "anonymous", cue=cue, description=self.text[slice(*described)])
        return Voice(start, end, "", "unknown", cue=cue)
