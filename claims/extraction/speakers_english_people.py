"""Whom words of an English text stand for: "she", "it", "the charity", "the governor", "a mother of two".

Office and organisation of those who are named are read in ``speakers_english_roles``.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from claims.extraction.quotes import sentence_end
from claims.extraction.speakers import CHANGED_NAME, Voice
from claims.extraction.speakers_english_bodies import EnglishBodies
from sources.text.names import NameMention
from sources.text.names_cues import word_set

_SUBJECTS = ("nsubj", "nsubjpass")
_SINGULAR = ("he", "she")
_NEAR = 700  # characters in which somebody unnamed is still spoken of
_CANDIDATES = 8
_OBJECT_BEHIND = 500  # how much nearer than a subject another name may stand and still give way to it
_PARTY = frozenset(
    ("republican", "democrat", "conservative", "tory", "liberal", "labour", "lawmaker", "politician")
)
_IN_OFFICE = frozenset(("mp", "msp", "peer", "tory", "labour", "conservative", "republican", "democrat"))
_IN_POLITICS = word_set(
    "senator representative congressman congresswoman lawmaker governor mayor president nominee candidate politician mp"
    " minister secretary leader"
)
_KIN = "mother|father|mum|mom|dad|brother|sister|son|daughter|wife|husband|parents|aunt|uncle|grandmother|grandfather"
_MALE = re.compile(
    r"\b(?:man|boy|father|dad|uncle|brother|son|husband|grandfather|schoolboy)\b", re.IGNORECASE
)
_FEMALE = re.compile(
    r"\b(?:woman|girl|mother|mum|mom|aunt|sister|daughter|wife|grandmother|schoolgirl)\b", re.IGNORECASE
)
_CHANGED = re.compile(
    r"(?<!\w)([A-Z][a-z]+)(?: [A-Z][\w’'-]+)?(?:\*|\s?[–—(,-]{1,2}\s?not (?:his|her|their|the) real name)"
)
_WHOSE = re.compile(r"\bwhose\s(?:[\w-]+\s){0,3}\Z")
_OLD = re.compile(r"\b(\d{1,3})-year-old\b")


class EnglishPeople(EnglishBodies):
    """The people and bodies of one text, asked by ``speakers_english_voices``."""

    party_words = _PARTY

    def __init__(self, scene: Any, parsed: Any) -> None:
        super().__init__(scene, parsed)
        # Where pronouns were understood before: (place, name), in order of place.
        self.understood: list[tuple[int, str]] = []

    @cached_property
    def gender(self) -> dict[str, str]:
        """He or she, where a title, a given name or the words beside the name say so."""
        found: dict[str, str] = {}
        for mention in self.people:
            before = self.text[max(0, mention.start - 16) : mention.start].split()
            words = set(mention.exact.split()) | set(before[-1:])
            if words & self.cues.female:
                found.setdefault(mention.name, "she")
            elif words & self.cues.male:
                found.setdefault(mention.name, "he")
        for name in self.scene.people_by_name:
            given = next((w for w in name.split() if w not in self.cues.honorifics), "").split("-")[0]
            described = set(re.findall(r"[^\W_]+", self.introduction(name).words))
            for beside, names, pronoun in (
                (self.cues.female, self.cues.female_names, "she"),
                (self.cues.male, self.cues.male_names, "he"),
            ):
                if name not in found and (given in names or described & beside):
                    found[name] = pronoun
        return found

    @cached_property
    def _described_pattern(self) -> re.Pattern[str]:
        nouns = "|".join(sorted(self.cues.anonymous_nouns))
        roles = "|".join(sorted(role for role in self.role_words if "-" not in role))
        return re.compile(
            rf"(?<!\w)(?:(?:a|an|one|another)\s+(?:[\w-]+\s+){{0,2}}?(?:{nouns}|{roles})|my\s+(?:{nouns}|{roles})"
            rf"|(?:his|her|their)\s+(?:{_KIN}))(?!\w)",
            re.IGNORECASE,
        )

    def described_before(self, place: int, gender: str = "") -> tuple[int, int] | None:
        """The nearest unnamed person before ``place``, with the rest of the sentence that describes them."""
        low = max(0, place - _NEAR)
        last = None
        for found in self._described_pattern.finditer(self.text, low, place):
            if self.scene.inside_quotation(found.start()) or self._named_next(found.end()):
                continue
            if gender and self._suffers(found.end() - 1, gender):
                continue
            other = _MALE if gender == "she" else _FEMALE if gender == "he" else None
            if other and other.search(found.group()):
                continue
            before = self.text[max(0, found.start() - 30) : found.start()]
            whose = found.group().split()[0].lower() in ("his", "her", "their")
            if whose and (
                before.rstrip(" ")[-1:] not in ("", ".", "\n", "”", '"') or self.text[found.end()] in "'’"
            ):
                continue  # only who does something in the sentence is spoken of
            if re.search(r"(?:\b(?:as|was|is|been|be|being|become|became|,|[A-Z]\w+)|,)\s[\"“‘']?\Z", before):
                continue  # "Name, a nurse": an office, not somebody else
            last = found
        if last is None:
            return None
        return last.start(), sentence_end(self.text, last.start(), min(place, last.start() + 300))

    def _suffers(self, place: int, gender: str) -> bool:
        """Whether somebody unnamed is only the object of what "he" or "she" does or bears: "he was hurt by a man"."""
        nouns = self.tokens(place - 30, place + 1)[-1:]
        if not nouns or nouns[0].dep_ not in ("pobj", "dobj"):
            return False
        return any(t.lower_ == gender and t.dep_ in _SUBJECTS for t in nouns[0].sent if t.i < nouns[0].i)

    @cached_property
    def suffered(self) -> dict[str, str]:
        """The people of whom the text itself tells abuse: "he was abused for years"; the word for it by name."""
        found: dict[str, str] = {}
        for token in self.doc:
            if token.tag_ != "VBN" or token.lower_ not in self.cues.abuse | self.cues.survivor:
                continue
            for child in token.children:
                if child.dep_ != "nsubjpass" or self.scene.inside_quotation(child.idx):
                    continue
                mention = self.scene.mention_at(child.idx)
                if mention is not None and mention.kind == "person":
                    found.setdefault(mention.name, token.text)
                elif child.lower_ in _SINGULAR:
                    name, _ = self.whom(child.idx, child.lower_)
                    if name:
                        found.setdefault(name, token.text)
        return found

    def described(self, name: str) -> str:
        """What the text says of somebody named: the words beside the name, and abuse it tells of them."""
        words = self.introduction(name).words
        words = f"was {self.suffered[name]}, {words}" if name in self.suffered else words
        return f"{words}, {CHANGED_NAME}" if name.split()[0] in self.changed_names else words

    @cached_property
    def changed_names(self) -> frozenset[str]:
        """Given names that the text says are not real ones: "Sian*", "Ellie (not her real name)"."""
        return frozenset(found[1] for found in _CHANGED.finditer(self.text))

    def _named_next(self, place: int) -> bool:
        """Whether a name follows at once: "a mother, Ann Lee", "a teacher called Ann Lee"."""
        gap = re.compile(r"(?:,?\s(?:called|named))?,?\s").match(self.text, place)
        mention = self.scene.mention_at(gap.end()) if gap else None
        return (
            mention is not None
            and mention.kind == "person"
            and gap is not None
            and mention.start == gap.end()
        )

    def _told(self, described: tuple[int, int], mention: NameMention) -> bool:
        """Whether the name is whom somebody unnamed spoke to: "A girl told Somebody about it. … she said"."""
        if not described[0] < mention.start < described[1]:
            return False
        between = self.text[described[0] : mention.start].lower()
        return any(word in self.cues.speech_verbs for word in re.findall(r"[^\W_]+", between))

    def is_subject(self, mention: NameMention) -> bool:
        """Whether somebody does or says something in the sentence, rather than being spoken of."""
        if _WHOSE.search(self.text, max(0, mention.start - 60), mention.start):
            return False  # "Somebody, whose daughter Name died, …" goes on about Somebody
        for token in self.tokens(mention.start, mention.end):
            for _ in range(3):
                if token.dep_ in _SUBJECTS:
                    return bool(token.head.dep_ != "relcl")
                if token.dep_ not in ("appos", "compound", "flat", "nmod", "conj"):
                    break
                token = token.head
        return False

    def _candidates(self, place: int, gender: str) -> Iterator[tuple[int, str, NameMention | None]]:
        """People whom a pronoun at ``place`` may mean, nearest first: names, and pronouns that were understood."""
        earlier = [one for one in reversed(self.understood) if one[0] < place][:2]
        for mention in self.scene.mentions_before(place):
            while earlier and earlier[0][0] > mention.start:
                yield earlier[0][0], earlier.pop(0)[1], None
            if mention.kind == "person":
                yield mention.start, mention.name, mention
        for start, name in earlier:
            yield start, name, None

    def whom(self, place: int, gender: str) -> tuple[str, tuple[int, int] | None]:
        """Whom "he" or "she" at ``place`` stands for: a name, or "" and the description of somebody unnamed."""
        place = self._goes_on_from(place, gender)
        described = self.described_before(place, gender)
        nearest: tuple[int, str] | None = None
        seen = 0
        bare = ""
        for start, name, mention in self._candidates(place, gender):
            if self.gender.get(name, gender) != gender:
                continue
            if " " not in name and name not in self.gender and not self._honoured(start):
                bare = bare or name  # one word that nothing says is a person's: perhaps a company
                continue
            if described and (described[0] > start or (mention and self._told(described, mention))):
                break
            if mention is not None and re.match(r"['’]s?\s", self.text[mention.end : mention.end + 3]):
                continue  # "Somebody's daughter": not of them is it told
            if mention is not None and self._asks(mention, place):
                continue
            if mention is None or self.is_subject(mention):
                if nearest is None or nearest[0] - start < _OBJECT_BEHIND:
                    return name, None
                break
            nearest = nearest or (start, name)
            seen += 1
            if seen == _CANDIDATES:
                break
        if nearest is not None:
            return nearest[1], None
        return ("", described) if described else (bare, None)

    def _honoured(self, start: int) -> bool:
        return bool(self.cues.honorifics & set(self.text[max(0, start - 12) : start].split()[-1:]))

    def _goes_on_from(self, place: int, gender: str) -> int:
        """Where a chain of sentences begins that all tell of one "she": "She asked families … "…," she said"."""
        low = self.text.rfind("\n", 0, place) + 1
        for token in reversed(self.tokens(max(low, place - 600), place)):
            if token.is_sent_start and not self.scene.inside_quotation(token.idx):
                if token.lower_ != gender or token.dep_ != "nsubj":
                    break
                place = token.idx
        return place

    def _asks(self, mention: NameMention, place: int) -> bool:
        """Whether somebody only does something to whom the pronoun of the same sentence means: "Asked by Name, she said"."""
        tokens = self.tokens(mention.start, mention.end)[-1:]
        if not tokens or tokens[0].sent.end_char <= place:
            return False
        token = tokens[0]
        for _ in range(3):
            if token.dep_ in ("agent", "ROOT"):
                break
            token = token.head
        return bool(token.dep_ == "agent")

    def pronoun(self, head: Any, cue: str | None) -> Voice:
        """Whom he, she, it or they stand for."""
        start, end = head.idx, head.idx + len(head.text)
        gender = self.cues.pronouns.get(
            head.text.lower(), "he" if head.text.lower() in ("he", "him", "his") else "she"
        )
        if gender in ("it", "they"):
            body = self.acting_body(start) if gender == "it" else self.body_before(start)
            name = body.name if body else ""
            return Voice(start, end, name, "organisation" if name else "unknown", None, name or None, cue)
        name, described = self.whom(start, gender)
        if name:
            self.understood.append((start, name))
            known = self.introduction(name)
            return Voice(
                start,
                end,
                name,
                "person",
                known.role,
                known.organisation,
                cue,
                description=self.described(name),
            )
        if described:
            return self._unnamed(start, end, described, cue)
        return Voice(start, end, "", "unknown", cue=cue)

    def _unnamed(self, start: int, end: int, described: tuple[int, int], cue: str | None) -> Voice:
        """Somebody described: a spokesperson of a body speaks for it, anybody else is anonymous."""
        phrase = self.text[slice(*described)]
        opening = {word.lower() for word in re.findall(r"[^\W_]+", phrase)[:4]}
        if opening & self.cues.spokesperson:
            bodies = [m for m in self.scene.mentions_between(*described) if m.kind != "person"]
            name = bodies[0].name if bodies else self.spoken_for(phrase)
            if name:
                return Voice(start, end, name, "organisation", "spokesperson", name, cue)
        return Voice(start, end, "", "anonymous", cue=cue, description=phrase)

    def role_holder(self, phrase: str, start: int) -> str | None:
        """The person whom "the mayor", "the Republican" or "the 34-year-old" comes back to."""
        words = {word.lower() for word in re.findall(r"[^\W_]+", phrase)} - {"the", "former", "then"}
        old = _OLD.search(phrase)
        if old and int(old[1]) < 18:
            return None
        nearest = None
        seen: set[str] = set()
        for mention in self.scene.mentions_before(start):
            if mention.kind != "person" or mention.name in seen:
                continue
            seen.add(mention.name)
            called = self.called(mention.name)
            if words & _IN_OFFICE and self.is_subject(mention) and "\n" not in self.text[mention.end : start]:
                return mention.name  # "the Labour MP said", of whoever has just spoken
            if words & called & (self.role_words | _PARTY) or (words & _PARTY and called & _IN_POLITICS):
                return mention.name
            if nearest is None and self.is_subject(mention):
                nearest = mention.name
            if len(seen) > 40:
                break
        return nearest if old and self.described_before(start) is None else None

    def resolve_surname(self, phrase: str) -> str:
        """The full name of the person whose surname ends the phrase; else the phrase."""
        surname = phrase.split()[-1]
        return next((m.name for m in self.people if m.name.split()[-1] == surname), phrase)
