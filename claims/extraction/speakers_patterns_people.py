"""What a text without a parse says of the people it names, and whom a clitic, a pronoun or silence stands for."""

import re
from functools import cache

from claims.extraction.quotes import sentence_end, sentence_start
from claims.extraction.speakers import Scene, Voice
from claims.extraction.speakers_plain_bodies import body_called, owned_office
from sources.text.names import NameMention
from sources.text.names_cues import Cues
from sources.text.names_introductions import Introduction, introductions

# A pronoun after its verb is a word of its own: "dit-elle", "raconte-t-il".
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+|-(?!(?:t-)?(?:ils?|elles?|on|je)\b)[^\W_]+)*")
# What joins an office to its organisation: "directora de la", "président de l'association".
_OF = re.compile(
    r"\s+(?:dari|pada|del?|de los|du|des|der|dell[oa]|di|da|do|van|von|from|of)"
    r"(?:\s+(?:l[ao]s?|les?|het|der|association|asociación))?\s*(?:l['’]\w*\s*)?\Z"
)
# The words of an office, up to the name: a comma may stand between.
_BEFORE_NAME = re.compile(
    r"(?<![^\s,.;:(“”\"«»])(?P<office>(?:[^,.;:()\n“”\"«»]|\([^()\n]{1,24}\)){3,140}?),?\s\Z"
)
_AGED = re.compile(r"\s?\(\s?(?P<age>\d{1,2})\s?\)")
_WHOSE = frozenset(("tua", "keluarga", "hukum", "pengacara", "pendamping", "teman", "guru", "penasihat"))
# How far the words beside a quotation may stand from it, in characters.
_NEXT_TO = 6
# Who is spoken of by others.
_SUSPECTS = frozenset(
    ("tersangka", "terdakwa", "pelaku", "terpidana", "almarhum", "almarhumah", "suspek", "tertuduh")
)
# Between an office and its holder: "directora de la asociación, ".
_BESIDE = re.compile(r"[^.;:!?“”\"«»\n]{0,60}?,?\s")
# What stands in commas or brackets after a name, up to the next mark but a comma between years and the rest.
_SAID_BESIDE = re.compile(
    r"\*?(?:\s\([^()\n\d]{2,40}\))?(?:,\s|\s?\()(?P<first>(?:\d{1,2}\s\w+,\s)?[^,.;:()\n“”\"«»]{2,60})"
)
_YEARS = re.compile(r"(?:de\s|di\s)?(\d{1,2})\s?(?:ans|años|anos|anni|jaar|Jahre)(?!\w)")
# A clause after an office says what its holder does, not which office it is.
_RELATIVE = frozenset(
    ["yang", "ialah", "adalah", "yakni", "que", "qui", "che", "die", "dat", "mentre", "während"]
)


@cache
def _unnamed(cues: Cues) -> re.Pattern[str]:
    """Somebody without a name: a determiner, perhaps a word, and a noun for a person."""
    determiners = "|".join(map(re.escape, sorted(cues.anonymous_determiners)))
    people = cues.anonymous_nouns | cues.survivor | cues.child | cues.parent
    nouns = "|".join(map(re.escape, sorted(people, key=len, reverse=True)))
    aged = r"\d{1,2}[-‑](?:jährige[rn]?|jarige)"
    between = r"(?:(?:de|del|des|der|delle|dei|degli|das|dos|van|satu)\s+(?:l[ao]s\s+|de\s+)?|[^\W_]+\s+)?"
    return re.compile(rf"(?<!\w)(?:{determiners})\s+{between}(?:{nouns}|{aged})(?!\w)", re.IGNORECASE)


class PatternPeople:
    """The people of one text, asked by ``speakers_patterns``."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.text = scene.text
        self.cues = scene.cues
        known = [(m.start, m.end, m.kind) for m in scene.mentions if m.key]
        self.introductions: list[Introduction] = introductions(scene.text, scene.cues, known)
        self.unnamed = _unnamed(scene.cues)
        self.to_protect = scene.cues.child | scene.cues.survivor | scene.cues.parent
        self.introduced_by: dict[str, Introduction] = {}
        # By name: a text names the people who speak in it again and again.
        self.offices: dict[str, tuple[str, str | None] | None] = {}
        for introduction in self.introductions:
            if introduction.person:
                name = self.text[slice(*introduction.person)]
                before = self.introduced_by.get(name)
                if before is None or (before.role is None and introduction.role is not None):
                    self.introduced_by[name] = introduction

    def _is_cue(self, word: str) -> bool:
        return word.lower() in self.cues.speech_verbs

    def _cue_near(self, start: int, end: int, words: int = 6) -> bool:
        """Whether a verb of speech is among the last ``words`` words of the stretch."""
        found = _WORD.findall(self.text[max(start, end - 14 * words) : end])
        return any(self._is_cue(word) for word in found[-words:])

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
        if mention.name not in self.offices:
            self.offices[mention.name] = self._apposition(mention) or self._office_before(mention)
        apposition = self.offices[mention.name]
        if introduction is not None:
            introduced = introduction.person
            role = self.text[slice(*introduction.role)] if introduction.role else None
            organisation = self._organisation(introduction)
        if role is None and apposition is not None:
            role, organisation = apposition[0], organisation or apposition[1]
            introduced = introduced or (mention.start, mention.end)
        if organisation is None and apposition is not None:
            organisation = apposition[1]
        if role is not None and organisation is None and "-" in role:
            led = role.rsplit("-", 1)[0]  # "Bitkom-Referentin"
            organisation = next((m.name for m in self.scene.mentions if led in (m.exact, m.name)), None)
        if role is not None and organisation is None:
            organisation = self._owner(introduced or (mention.start, mention.end), role)
        if role is None and organisation is None and not (introduction and introduction.apposed):
            # Named, and not brought in as anything: the words beside the quotation are all there is.
            introduced = None
        return Voice(
            *(mention.start, mention.end, mention.name, "person", role, organisation, cue),
            description=self._to_be_protected(mention),
            introduced=introduced,
        )

    def _to_be_protected(self, mention: NameMention) -> str | None:
        """What the text says beside a name of somebody's years or of what was done to them: "Léa*, 15 ans, victime de"."""
        for place in self.scene.people_by_name.get(mention.name, [])[:3]:
            said = _SAID_BESIDE.match(self.text, place.end, place.end + 90)
            if said is None:
                continue
            words = {word.lower() for word in _WORD.findall(said["first"])[:3]}
            years = _YEARS.match(said["first"])
            if (years is not None and int(years[1]) < 18) or words & {
                word.lower() for word in self.cues.survivor | self.cues.child
            }:
                return said["first"].strip()
        return None

    def _owner(self, person: tuple[int, int], role: str) -> str | None:
        """The body of an office beside a possessive or a word for the body: "su directora, X", "Chef des Vereins, X"."""
        start, end = person
        low = max(self.text.rfind("\n", 0, start) + 1, start - 120)
        owned = owned_office(self.scene, low, start)
        if owned is not None and _BESIDE.fullmatch(self.text, owned[1], start):
            return owned[3].name
        place = self.text.rfind(role, low, start)
        if place >= 0 and _BESIDE.fullmatch(self.text, place + len(role), start):
            called = body_called(self.scene, place, start, most=True)
        else:
            place = self.text.find(role, end, end + 40 + len(role))
            stop = re.compile(r"[,.;:\n“”\"«»]").search(self.text, place + len(role)) if place >= 0 else None
            called = body_called(self.scene, place, stop.start(), most=True) if stop is not None else None
        return called[2].name if called is not None else None

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

    def _office_before(self, mention: NameMention) -> tuple[str, str | None] | None:
        """Role and organisation before the name: "la directora de la Fundación, Nama", "Ketua Yayasan X, Nama,"."""
        for place in self.scene.people_by_name.get(mention.name, [])[:3]:
            led = _BEFORE_NAME.search(self.text, max(0, place.start - 160), place.start)
            if led is None:
                continue
            low = led.start("office")
            words = list(_WORD.finditer(self.text, low, led.end("office")))
            office = next(
                (w for w in words if w.group() in self.cues.roles or w.group().lower() in self.cues.roles),
                None,
            )
            if office is None:
                continue
            inside = [word.group().lower() for word in words if word.start() > office.start()]
            apart = self.text[place.start - 2] == ","
            # Without a comma the language's introductions say it; in Indonesian always.
            longest = 12 if apart else 0 if self.cues.clitic else 4
            if len(inside) > longest or any(
                self._is_cue(word) or word in _RELATIVE or word in self.cues.according for word in inside
            ):
                continue
            bodies = [
                m
                for m in self.scene.mentions_between(office.start(), led.end("office"))
                if m.kind != "person"
            ]
            if any(
                m.kind == "person" for m in self.scene.mentions_between(office.start(), led.end("office"))
            ):
                continue
            role = self.text[office.start() : bodies[0].start if bodies else led.end("office")]
            role = _OF.sub("", role.rstrip() + " ").strip(" ,")
            return role, bodies[0].name if bodies else None
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

    def _holder(self, office: str, place: int) -> NameMention | None:
        """The person whom the text introduced in an office, where the office alone stands for them: "kata Presiden"."""
        for mention in self.scene.mentions_before(place):
            introduction = self.introduced_by.get(mention.exact) if mention.kind == "person" else None
            if introduction and introduction.role and office in self.text[slice(*introduction.role)].split():
                return mention
        return None

    def _spokesperson_before(self, mention: NameMention) -> str | None:
        words = _WORD.findall(self.text[max(0, mention.start - 40) : mention.start])
        found = [word for word in words if word in self.cues.spokesperson]
        return " ".join(found) or None

    def _described_before(self, place: int) -> tuple[int, int] | None:
        """The nearest sentence before that opens with somebody unnamed, with what it says of them."""
        low = max(0, place - 600)
        found = [
            match
            for match in self.unnamed.finditer(self.text, low, place)
            if not self.scene.inside_quotation(match.start()) and not self._belongs(match.start())
        ]
        if not found:
            return None
        start = found[-1].start()
        return start, sentence_end(self.text, start, min(place, start + 240))

    def _belongs(self, place: int) -> bool:
        """Whether a word for kin or office leads to the place: "orang tua salah satu korban" is somebody else."""
        before = self.text[max(0, place - 20) : place].lower().split()
        return bool(before) and (before[-1] in self.cues.parent | self.cues.kin | _WHOSE)

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

    def _opens_as_subject(self, mention: NameMention, place: int) -> bool:
        """Whether a person is brought in, by office or age, at the beginning of the sentence just before ``place``."""
        if self.scene.people_by_name[mention.name][0].start != mention.start:
            return False
        first = sentence_start(self.text, max(0, mention.start - 240), mention.start)
        before = _WORD.findall(self.text[first : mention.start])
        others = [one for one in self.scene.mentions_between(first, mention.start) if one.kind == "person"]
        age = _AGED.match(self.text, mention.end, mention.end + 12)
        aged = age is not None and int(age["age"]) >= 18
        led = [word.lower() for word in before]
        if led and led[0] in self.cues.survivor | _SUSPECTS:
            return False  # "Tersangka, Nama (55), ditahan": of whom others speak
        if others or not (aged or any(word in self.cues.roles for word in before)):
            return False
        said = self.scene.quoted_between(mention.end, place)
        if said and place - said[-1][1] < _NEXT_TO:
            place = said[-1][0]  # the words that are asked for stand between
        ended = sentence_end(self.text, mention.end, place)
        return not self.text[ended:place].strip(' "“') and place - ended < 3

    def _told_of(self, mention: NameMention, place: int) -> bool:
        """Whether a passage brings in a private person by age and then tells of nobody else: "Nama (55), warga Desa, ..."."""
        first = self.scene.people_by_name[mention.name][0]
        aged = _AGED.match(self.text, first.end, first.end + 12)
        if not self.cues.clitic or aged is None or int(aged["age"]) < 18 or place - first.start > 900:
            return False
        said = self.scene.quoted_between(first.start, place)
        if any(end < place - _NEXT_TO for _, end in said[:-1]) or (said and said[-1][1] < place - _NEXT_TO):
            return False
        low = sentence_start(self.text, max(0, first.start - 60), first.start)
        before = _WORD.findall(self.text[low : first.start].lower())
        after = _WORD.findall(self.text[aged.end() : aged.end() + 60].lower())[:4]
        spoken_of = self.cues.survivor | _SUSPECTS
        known_as = {word.lower() for word in self.cues.private_nouns}
        return bool(known_as & {*before, *after}) and not spoken_of & {*before, *after}

    def _traced(self, place: int, start: int, end: int, cue: str | None, last: Voice | None) -> Voice | None:
        """Whom a clitic, a pronoun or silence stands for: who spoke last, by a cue beside the name if there is one."""
        pronoun = self.text[start:end].lower() in self.cues.pronouns
        seen = 0
        fallback: NameMention | None = None
        described = self._described_before(place)
        # Somebody unnamed who was just said to speak is nearer than any name before.
        nearer = described[0] if described and self._cue_near(*described, 40) else -1
        for mention in self.scene.mentions_before(place):
            if place - mention.start > 1800 or seen > 12:
                break
            seen += 1
            if mention.start < nearer:
                break
            if mention.kind != "person":
                if not pronoun and self._body_speaks(mention):
                    return self._resolved(mention, start, end, cue)
                continue
            if self._speaks(mention):
                if not pronoun and fallback is not None and "\n" in self.text[mention.end : fallback.start]:
                    break  # named in the paragraph itself, nearer than who spoke in another
                return self._resolved(mention, start, end, cue)
            if fallback is None and (self._opens_as_subject(mention, place) or self._told_of(mention, place)):
                # "Kuasa hukum korban, Nama Orang, kecewa. Menurutnya, ...": nobody nearer has been brought in.
                silent = end <= start
                words = (mention.start, mention.end) if silent else (start, end)
                return self._resolved(mention, *words, cue)
            fallback = fallback or mention
        if last is not None and last.kind == "anonymous":
            return Voice(start, end, "", "anonymous", cue=cue, description=last.description)
        if described and (fallback is None or described[0] > fallback.start):
            return Voice(start, end, "", "anonymous", cue=cue, description=self.text[slice(*described)])
        if fallback is not None:
            return self._resolved(fallback, start, end, cue)
        return last
