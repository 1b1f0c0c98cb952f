"""Which body words of an English text stand for: "it", "its", "the charity", "the firm's boss"."""

import re

from claims.extraction.speakers_english_roles import EnglishRoles
from sources.text.names import NameMention
from sources.text.names_cues import word_set
from sources.text.names_register import entries

_SPOKEN_FOR = re.compile(
    r"\b(?:for|of|at|from|with)\s(?:the\s)?((?:[A-Z0-9][\w&.’'-]*|[a-z]{1,3}[A-Z]\w*)(?:\s(?:[A-Z0-9][\w&.’'-]*|of|and|for)(?=\s|$|,))*)"
)
_SUBJECTS = ("nsubj", "nsubjpass")
_SENT_BY = re.compile(r"\w+,?\s(?:[\w-]+\s)?(?:by|from|of)\s(?:the\s)?")
# Nouns that a body has in its own name: "the committee" is none that isn't called so.
_OWN_NAMES = word_set(
    "committee commission council government police force union ministry department institute centre center trust"
    " university campaign society association alliance"
)
_ALSO = {"force": "police", "police": "constabulary", "centre": "center", "department": "ministry"}


class EnglishBodies(EnglishRoles):
    """The bodies of one text, asked by ``speakers_english_people``."""

    def acting_body(self, place: int) -> NameMention | None:
        """The body that "it" stands for: the subject of the sentences before, if that is a body."""
        for token in reversed(self.tokens(max(0, place - 500), place)):
            if token.dep_ not in _SUBJECTS or token.pos_ not in ("NOUN", "PROPN"):
                continue
            if token.head.dep_ in ("ccomp", "xcomp"):
                continue  # "It wants Body to act": what is wanted of it is none of its doing
            if token.tag_ in ("NNS", "NNPS") or self.scene.inside_quotation(token.idx):
                continue
            mention = self.scene.mention_at(token.idx)
            if mention is not None:
                if mention.kind != "person":
                    return mention
                continue
            if token.lower_ in self.cues.messages and (sent := _SENT_BY.match(self.text, token.idx)):
                inside = self.scene.mentions_between(sent.end(), sent.end() + 80)[:1]
                return inside[0] if inside and inside[0].start == sent.end() else None
            if token.lower_ in self.cues.organisation_nouns:
                opening = self.doc[token.left_edge.i]
                if opening.lower_ == "the" and token.i - opening.i == 1:
                    return self.body_before(token.idx, token.lower_)
                inside = self.scene.mentions_between(opening.idx, token.idx)
                return inside[-1] if inside and inside[-1].kind == "organisation" else None
        return self.body_before(place) if place < 500 else None

    def body_before(self, place: int, noun: str = "") -> NameMention | None:
        """The body that "the charity", "the firm" or "it" stands for: the nearest before, called so or of its kind first."""
        bodies = [m for m in self.scene.mentions_before(place) if m.kind != "person"]
        wanted = self.cues.body_nouns.get(noun)
        if noun:
            for mention in bodies:
                words = mention.name.lower().split()
                if noun in words or _ALSO.get(noun) in words or self._introduced_as(mention, noun):
                    return mention
            if noun in _OWN_NAMES:
                return None
        for mention in bodies:
            entry = entries().get(mention.key or "")
            if wanted == "companies" and (
                mention.kind == "platform" or (entry and entry.group == "companies")
            ):
                return mention
            if wanted and entry and entry.group == wanted:
                return mention
        unknown = None
        for mention in bodies:
            if mention.kind == "organisation" and (not wanted or mention.key is None):
                kind = self.cues.body_endings.get(mention.name.split()[-1]) or self._kind_beside(mention)
                if not wanted or kind == wanted:
                    return mention
                unknown = unknown or (mention if kind is None else None)
        return unknown

    def _kind_beside(self, mention: NameMention) -> str | None:
        """The kind of body that the noun before a name says it is; "other" for one that no part of the register has."""
        before = re.search(r"(\w+)\s\Z", self.text[max(0, mention.start - 24) : mention.start])
        noun = before[1].lower() if before else ""
        if noun in ("tank", *self.cues.organisation_nouns):
            return self.cues.body_nouns.get(noun, "other")
        return None

    def _introduced_as(self, mention: NameMention, noun: str) -> bool:
        """Whether the text calls the body so beside its name: "the charity Name", "Name, a charity"."""
        low = self.text.rfind("\n", 0, mention.start) + 1
        before = self.text[max(low, mention.start - 24) : mention.start].lower()
        after = self.text[mention.end : mention.end + 70]
        opening = re.match(r",\s(?:a|an|the|which|whose)\s[^.,;:“\"\n]*", after)
        return bool(re.search(rf"(?<!\w){noun}\s\Z", before)) or bool(
            opening and re.search(rf"(?<!\w){noun}(?!\w)", opening.group())
        )

    def its(self, place: int) -> NameMention | None:
        """The body that "its" stands for: the nearest before, if no unnamed one ("the union") does something nearer."""
        nearest = next((m for m in self.scene.mentions_before(place) if m.kind != "person"), None)
        if nearest is None:
            return None
        for token in reversed(self.tokens(nearest.end, place)):
            if (
                token.dep_ in _SUBJECTS
                and token.lower_ in self.cues.organisation_nouns
                and token.tag_ == "NN"
            ):
                return self.body_before(token.idx, token.lower_)
        return nearest

    def body_of(self, start: int, end: int) -> NameMention | None:
        """The body that "the charity's chief executive" belongs to."""
        found = re.search(r"(?<!\w)(?:the|its) (\w+)['’]s(?!\w)", self.text[start:end], re.IGNORECASE)
        if found and found[1].lower() in self.cues.organisation_nouns:
            return self.body_before(start, found[1].lower())
        return None

    def spoken_for(self, phrase: str) -> str | None:
        """The body that a phrase names by capitals, where no register or parser knows it: "a spokesperson for Kib"."""
        found = _SPOKEN_FOR.search(phrase)
        return re.sub(r"\s+", " ", found[1]) if found else None
