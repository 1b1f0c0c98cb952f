"""What an English text says of a person beside their name: office, organisation, age, whether he or she.

Read from the words right before the name and the apposition after it; whom a pronoun or "the charity" stands for is left
to ``speakers_english_people``.
"""

import re
from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from claims.extraction.speakers import Scene
from sources.text.names import NameMention
from sources.text.names_cues import word_set

_MOST_BEFORE, _MOST_AFTER = 14, 24
_MOST_MENTIONS = 12  # places of one name that are read for its introduction
_CLOSING = frozenset('.;:!?"“”()[]–—')
_DETERMINERS = word_set("the a an its his her their our my your this that one another")
_LINKS = frozenset(("of", "for", "and", "&", "in", "on"))
_BODY_LINKS = frozenset(("of", "from", "at", "for", "with"))
_RELATIVES = frozenset(("who", "which", "whose", "whom", "that", "where", "when"))
_LEADS = re.compile(
    r",\swho\s(?:now\s|also\s|previously\s)?(?:(?:has|had)\s(?:run|led|headed|chaired)|chairs?|chaired|leads?|led|heads?"
    r"|headed|runs?|ran|directs?|directed|founded|co-founded|manages|managed|represents|teaches|works|studies|lectures)\b"
)
_SERVES = re.compile(r"(?:of|from|with|at)\s(?=the\s\w+['’]s\s)")
_PARENTHESIS = re.compile(r"\s\([^()\n]{1,30}\)")
_PARTY = re.compile(r"(?:\s\(|,\s)([RD])-\s?[A-Z]")
# Offices that somebody holds in the body the text has just spoken of.
_LEADING = frozenset(
    (
        "spokesperson",
        "spokesman",
        "spokeswoman",
        "founder",
        "co-founder",
        "chief executive",
        "chief executive officer",
        "ceo",
        "managing director",
    )
)
_AGE = re.compile(r",\s(?:now\s)?(?:aged\s)?\d{1,3}(?=,)")
# What an abbreviated or courtesy title says of its holder, in the words by which a text comes back to them.
_MEANT = {
    "gov": "governor",
    "sen": "senator lawmaker",
    "senator": "lawmaker",
    "rep": "representative congressman congresswoman lawmaker",
    "dr": "doctor",
    "prof": "professor",
    "lord": "peer",
    "baroness": "peer",
    "sgt": "sergeant officer",
    "mp": "politician",
}
# Those whom an office is for, not whose it is: "the children's commissioner".
_SERVED = frozenset(
    (
        "children's",
        "women's",
        "people's",
        "victims'",
        "men's",
        "girls'",
        "consumers'",
        "veterans'",
        "patients'",
        "survivors'",
        "parents'",
    )
)
_PARTIES = {"R": "republican", "D": "democrat"}


@dataclass(frozen=True, slots=True)
class Introduction:
    """What stands beside a name. ``words`` describe the person as written, ages and all."""

    role: str | None
    organisation: str | None
    words: str


class EnglishRoles(ABC):
    """Offices and bodies of the people of one text."""

    def __init__(self, scene: Scene, parsed: Any) -> None:
        self.scene = scene
        self.text = scene.text
        self.cues = scene.cues
        self.doc = parsed
        self.offsets = [token.idx for token in parsed]
        self.role_words = {role.lower() for role in self.cues.roles}
        self.title_words = {title.strip(".").lower() for title in self.cues.honorifics}
        self.people = [m for m in scene.mentions if m.kind == "person"]
        self._introductions: dict[str, Introduction] = {}
        self._called: dict[str, frozenset[str]] = {}

    @abstractmethod
    def body_before(self, place: int, noun: str = "") -> NameMention | None:
        """The body that "the charity" or "its" stands for at ``place``; ``speakers_english_people`` knows."""

    @abstractmethod
    def acting_body(self, place: int) -> NameMention | None:
        """The body that does or says something in the sentences before ``place``."""

    @abstractmethod
    def its(self, place: int) -> NameMention | None:
        """The body that "its" stands for at ``place``."""

    def tokens(self, start: int, end: int) -> list[Any]:
        """Tokens that begin in the stretch."""
        return [self.doc[n] for n in range(bisect_left(self.offsets, start), bisect_left(self.offsets, end))]

    def introduction(self, name: str) -> Introduction:
        """What the text says of ``name`` wherever it stands: the first office, the first body."""
        if name not in self._introductions:
            role = organisation = None
            words: list[str] = []
            for mention in self.scene.people_by_name.get(name, [])[:_MOST_MENTIONS]:
                here = self.beside(mention)
                if here.role and not role:
                    # The body named with the office goes before one that stands by another mention.
                    role, organisation = here.role, here.organisation or organisation
                organisation = organisation or here.organisation
                words.append(here.words)
            self._introductions[name] = Introduction(role, organisation, ", ".join(filter(None, words)))
        return self._introductions[name]

    def called(self, name: str) -> frozenset[str]:
        """Small-letter words by which the text may come back to the person: office, title, party."""
        if name not in self._called:
            found = {word.lower() for word in re.findall(r"[^\W_]+", self.introduction(name).words)}
            for mention in self.scene.people_by_name.get(name, [])[:_MOST_MENTIONS]:
                before = self.text[max(0, mention.start - 14) : mention.start].split()[-1:]
                titles = {word.strip(".").lower() for word in [*before, *mention.exact.split()[:1]]}
                found |= titles & self.role_words
                for title in titles & _MEANT.keys():
                    found.update(_MEANT[title].split())
                party = _PARTY.match(self.text, mention.end)
                if party:
                    found.add(_PARTIES[party[1]])
            self._called[name] = frozenset(found)
        return self._called[name]

    def beside(self, person: NameMention) -> Introduction:
        """Office, body and description in the words right before and after one mention of a person."""
        before, after = self._words_before(person), self._words_after(person)
        ahead = self._before_titles(person, before)
        if ahead is not None and self._office(*ahead, ()) is not None:
            before = ahead
        role = organisation = None
        for start, end in (after, before):
            if start >= end:
                continue
            bodies = [m for m in self.scene.mentions_between(start, end) if m.kind != "person"]
            if role is None:
                role = self._office(start, end, bodies)
                if role is not None and organisation is None:
                    organisation = self._owner(start, end)
            if bodies and organisation is None and (role is not None or self._belongs(start, person)):
                organisation = bodies[0].name
        if organisation is None and _SERVES.match(self.text, after[0]):
            organisation = self._owner(_SERVES.match(self.text, after[0]).end(), after[1])  # type: ignore[union-attr]
        organisation = organisation or self._led(person)
        if role is not None and organisation is None and before[0] < before[1] and role.lower() in _LEADING:
            body = self.acting_body(before[0])
            organisation = body.name if body else None
        words = [self.text[before[0] : before[1]].strip(" ,"), self.text[after[0] : after[1]].strip(" ,")]
        age = _AGE.match(self.text, self._past_brackets(person.end))
        if age:
            words.append("aged " + age.group().split()[-1])
        return Introduction(role, organisation, ", ".join(filter(None, words)))

    def _words_before(self, person: NameMention) -> tuple[int, int]:
        """The noun phrase right before a name, a comma between them or none: "Its founder, Name", "the group's head Name"."""
        return self._noun_phrase_before(bisect_left(self.offsets, person.start), person.start)

    def _before_titles(self, person: NameMention, before: tuple[int, int]) -> tuple[int, int] | None:
        """The words ahead of a title that a comma parts from them: "its founder, Professor Name"."""
        first = bisect_left(self.offsets, person.start)
        titled = first
        while titled and self.doc[titled - 1].lower_.strip(".") in self.title_words:
            titled -= 1
        if titled == first or not titled or self.doc[titled - 1].text != ",":
            return None
        return self._noun_phrase_before(titled, self.doc[titled].idx)

    def _noun_phrase_before(self, first: int, close: int) -> tuple[int, int]:
        """The noun phrase that ends before token ``first``; empty at ``close`` where there is none."""
        place = first - 1
        if place >= 0 and self.doc[place].text == ",":
            place -= 1
        stop = place
        low = max(0, first - _MOST_BEFORE)
        while place >= low:
            token = self.doc[place]
            word = token.lower_
            if token.is_space or self.scene.inside_quotation(token.idx):
                break
            if word in _DETERMINERS:
                place -= 1
                owner = self.doc[place].tag_ == "POS" if place >= low else False
                if not owner:
                    break
                continue
            links = (
                word in _LINKS
                and place < stop
                and place > low
                and self.doc[place - 1].pos_
                in (
                    "NOUN",
                    "PROPN",
                )
            )
            part = token.tag_ in ("POS", "HYPH", "VBN", "VBG") or token.text in ("-", "’", "'s", "’s", "'")
            if not (token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") or links or part) or token.text in _CLOSING:
                break
            place -= 1
        start = self.doc[place + 1].idx if place + 1 <= stop else close
        end = self.doc[stop].idx + len(self.doc[stop].text) if place + 1 <= stop else close
        # After a comma only an office can be meant; another's name before it begins a list.
        others = [m for m in self.scene.mentions_between(start, end) if m.kind == "person"]
        if others and not re.match(r"['’]s?\s", self.text[others[-1].end : others[-1].end + 3]):
            start = min(others[-1].end, end)
        return start, end

    def _past_brackets(self, end: int) -> int:
        bracket = _PARENTHESIS.match(self.text, end)
        return bracket.end() if bracket else end

    def _words_after(self, person: NameMention) -> tuple[int, int]:
        """The apposition after a name, or the body that "of" ties to it: "Name, head of policy at Body, said"."""
        place = self._past_brackets(person.end)
        age = _AGE.match(self.text, place)
        place = age.end() if age else place
        comma = self.text.startswith(", ", place)
        start = place + 2 if comma else place + 1
        following = list(islice(self.tokens(start, start + 240), _MOST_AFTER))
        if not following or following[0].idx != start:
            return place, place
        opening = following[0]
        if not comma and opening.lower_ not in ("of", "from", "at"):
            return place, place
        if comma and (opening.lower_ in _RELATIVES or _finite(opening)):
            return place, place
        end = start
        for index, token in enumerate(following):
            if token.is_space or token.text in _CLOSING or token.lower_ in _RELATIVES:
                break
            if token.text == "," and not self._goes_on(following, index):
                break
            if _finite(token) and index:
                break
            end = token.idx + len(token.text)
        return start, end

    def _goes_on(self, tokens: Sequence[Any], comma: int) -> bool:
        """Whether an office goes on behind a comma: "head of safety, policy and research"."""
        following = [token.lower_ for token in tokens[comma + 1 : comma + 6]]
        opens = following[:1] in (["and"], ["of"])
        return opens or ("and" in following[1:3] and "," not in following[:2])

    def _office(self, start: int, end: int, bodies: Sequence[NameMention]) -> str | None:
        """The words of a stretch that name an office, without the body and whoever it belongs to."""
        stretch = self.text[start:end]
        cut = start
        for owner in re.finditer(r"(?:^|\s)\S+(?:['’]s|s['’])\s", stretch):
            named = self.scene.mention_at(start + owner.end() - 4)
            if named is not None and named.end > start + owner.end():
                continue  # inside a name: "the Women's Trust director"
            if named is None and owner.group().strip().lower().replace("’", "'") in _SERVED:
                continue
            if named is not None or re.match(r"(?i)(?:the|its|his|her|their|our|my)\b", stretch):
                cut = start + owner.end()
        holds = next((body for body in bodies if body.start <= start + 5), None)
        if holds is not None and holds.exact.split(" for ")[0].split()[-1].lower() in self.role_words:
            rest = self.text[holds.end : end].strip(" ,.")
            if not rest or rest[:1].isupper():
                return re.sub(
                    r"\s+", " ", holds.exact
                )  # an office that is a body: "the Children's Commissioner, Name"
        for body in bodies:
            if body.start <= cut + 5 and body.end > cut:
                cut = max(cut, body.end)
        role = self.text[cut:end]
        kept = [body for body in bodies if body.start >= cut]
        if kept:
            role = self.text[cut : kept[0].start]
        role = re.sub(r"\s+", " ", role).strip(" ,.;:'’")
        role = re.sub(r"(?i)^(?:the|a|an|its|his|her|their|our|my|one|another|of)\s", "", role)
        role = re.split(r"\sfrom\s", role)[0]
        tail = re.match(r"(.*\b[a-z][\w-]*) ([A-Z][\w-]+(?: [A-Z][\w-]+)*)\Z", role)
        ahead, behind = (set(part.lower().split()) for part in tail.groups()) if tail else (set(), set())
        if tail and behind & self.role_words and not ahead & (self.role_words | _LINKS):
            role = tail[2]  # "After the hearing Detective Inspector Name": the capitals begin the office
        role = re.sub(r"(?i)(?:\s(?:of|at|for|from|with|in|and|the|on))+$", "", role)
        leading = re.split(r"(?i)\s(?:of|for|at|in|from|to|on)\s", role)[0]
        words = set(re.findall(r"[^\W_]+", leading.lower())) | set(leading.lower().split())
        if not words & self.role_words:
            return None
        return role if 1 < len(role) < 100 else None

    def _owner(self, start: int, end: int) -> str | None:
        """The body whose office it is, where words stand for it: "its founder", "the charity's head of policy"."""
        found = re.match(r"(?i)(?:(its)|the (?:[\w-]+ )?(\w+)['’]s)\s", self.text[start:end])
        if found is None:
            return None
        noun = (found[2] or "").lower()
        if noun and noun not in self.cues.organisation_nouns:
            return None
        body = self.body_before(start, noun) if noun else self.its(start)
        return body.name if body else None

    def _belongs(self, start: int, person: NameMention) -> bool:
        """Whether a body in the stretch is the person's: "Name, of Body", "Party's Name"."""
        opening = re.match(r"\w+", self.text[start : start + 12])
        if start > person.start:
            return opening is not None and opening.group().lower() in _BODY_LINKS | {"a", "an", "the"}
        return bool(re.search(r"['’]s\s\Z", self.text[max(0, person.start - 3) : person.start]))

    def _led(self, person: NameMention) -> str | None:
        """The body whom the person leads: "Name, who chairs the alliance"."""
        found = _LEADS.match(self.text, self._past_brackets(person.end))
        if found is None:
            return None
        end = re.compile(r"[,.;:“\"\n]|\sand\s").search(self.text, found.end())
        high = end.start() if end else len(self.text)
        if high - found.end() > 90:
            return None
        bodies = [m for m in self.scene.mentions_between(found.end(), high) if m.kind == "organisation"]
        if bodies:
            return bodies[-1].name
        named = re.match(r"\s(?:the\s)?((?:[A-Z]\w+\s?)+?)(?=\ssince|\Z)", self.text[found.end() : high])
        if named:
            return named[1]
        noun = re.match(r"\sthe (\w+)\Z", self.text[found.end() : high])
        if noun and noun[1].lower() in self.cues.organisation_nouns:
            body = self.body_before(person.start, noun[1].lower())
            return body.name if body else None
        return None


def _finite(token: Any) -> bool:
    """A verb that a subject goes with, not a participle."""
    return token.pos_ in ("VERB", "AUX") and token.tag_ in ("VBD", "VBZ", "VBP", "MD", "VB")
