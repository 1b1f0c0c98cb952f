"""Who says each quotation: name, role, organisation, and the words that say so.

English is read by its grammar (``speakers_english``), other languages by the order of cue and name
(``speakers_patterns``); what both share is here. Whether testimony is sensitive is left to ``sensitivity``.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from claims.extraction.quotes import SIGNATURE, Utterance
from claims.extraction.quotes_marks import Paragraph
from sources.text.names import NameMention
from sources.text.names_cues import Cues

CHANGED_NAME = "whose name is changed"
"""What a speaker's description says where the text gives them another name, to protect them."""
_UNNAMED = re.compile(
    r"\s*(?:\(|[―—–-]{1,2}\s*)([^\W\d_][^\n\r“”\"(),]{1,50})(?:,\s(?:aged\s)?(\d{1,2}))?\)?[.\s]*"
)
_PRESENTED = re.compile(
    r"([^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'-]+){0,2}), (?:aged )?(\d{1,2})(?:, [^\n\d,.:“\"]{2,40})?:?"
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker. ``start`` and ``end`` are the words that stand for them beside the quotation (a pronoun, too).

    ``kind`` is person, organisation, anonymous or unknown. ``name`` is whom the words resolve to, "" where nobody is
    named. ``description`` is what the text says of somebody unnamed. ``introduced`` is where the text names the
    speaker in full.
    """

    start: int
    end: int
    name: str
    kind: str
    role: str | None = None
    organisation: str | None = None
    cue: str | None = None
    description: str | None = None
    introduced: tuple[int, int] | None = None


@dataclass(slots=True)
class Scene:
    """What is known of a text when its speakers are sought."""

    text: str
    cues: Cues
    lines: list[Paragraph]
    utterances: list[Utterance]
    mentions: list[NameMention]
    starts: list[int] = field(default_factory=list)
    quoted: list[tuple[int, int]] = field(default_factory=list)
    quoted_starts: list[int] = field(default_factory=list)
    utterance_starts: list[int] = field(default_factory=list)
    people_by_name: dict[str, list[NameMention]] = field(default_factory=dict)
    people_by_word: dict[str, list[NameMention]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.starts = [mention.start for mention in self.mentions]
        for mention in self.mentions:
            if mention.kind == "person":
                self.people_by_name.setdefault(mention.name, []).append(mention)
                for word in mention.name.split():
                    self.people_by_word.setdefault(word, []).append(mention)
        self.quoted = sorted(span for u in self.utterances if u.kind == "direct" for span in u.outer)
        self.utterance_starts = [u.start for u in self.utterances]
        self.quoted_starts = [start for start, _ in self.quoted]

    def inside_quotation(self, place: int) -> bool:
        """Whether the character at ``place`` is inside direct speech."""
        index = bisect_right(self.quoted_starts, place) - 1
        return index >= 0 and place < self.quoted[index][1]

    def speech_ends_before(self, start: int, end: int) -> int:
        """Where the last quotation that closes after ``start`` and up to ``end`` closes; ``start`` if none does."""
        index = bisect_right(self.quoted_starts, end) - 1
        while index >= 0 and self.quoted[index][1] > end:
            index -= 1
        return max(start, self.quoted[index][1]) if index >= 0 else start

    def quoted_between(self, start: int, end: int) -> list[tuple[int, int]]:
        """The direct speech that begins in the stretch."""
        low = bisect_right(self.quoted_starts, start)
        return self.quoted[low : max(low, bisect_right(self.quoted_starts, end - 1))]

    def free_of_speech(self, start: int, end: int) -> bool:
        """Whether the stretch holds no direct speech."""
        index = bisect_right(self.quoted_starts, end - 1) - 1
        return index < 0 or self.quoted[index][1] <= start

    def mentions_between(self, start: int, end: int) -> list[NameMention]:
        """Names that begin in the stretch and do not pass its end."""
        low = bisect_right(self.starts, start - 1)
        found = []
        for mention in self.mentions[low:]:
            if mention.start >= end:
                break
            if mention.end <= end:
                found.append(mention)
        return found

    def mention_at(self, place: int) -> NameMention | None:
        """The name that holds the character at ``place``."""
        index = bisect_right(self.starts, place) - 1
        return self.mentions[index] if index >= 0 and place < self.mentions[index].end else None

    def mentions_before(self, place: int) -> Iterable[NameMention]:
        """Names before ``place`` outside quotations, nearest first, at most two hundred."""
        high = bisect_right(self.starts, place - 1)
        for mention in reversed(self.mentions[max(0, high - 200) : high]):
            if not self.inside_quotation(mention.start):
                yield mention


def attribute(scene: Scene, parsed: object | None) -> list[Voice | None]:
    """The speaker of every utterance, None where the text does not say; fragments have none unless a cue is beside them."""
    from claims.extraction.speakers_english import EnglishSpeakers
    from claims.extraction.speakers_patterns import PatternSpeakers

    reader = (
        EnglishSpeakers(scene, parsed)
        if scene.cues.language == "en" and parsed is not None
        else PatternSpeakers(scene)
    )
    voices: list[Voice | None] = []
    voice: Voice | None
    last: Voice | None = None
    last_utterance: Utterance | None = None
    for utterance in scene.utterances:
        if utterance.kind != "direct":
            voices.append(None)
            continue
        if utterance.label is not None:
            voice = _labelled(scene, utterance)
        elif utterance.continues and last is not None:
            voice = reader.own_speaker(utterance) if isinstance(reader, EnglishSpeakers) else None
            voice = voice or replace(last, cue=None)
        elif (signed := _signed(scene, utterance)) is not None:
            voice = signed
        else:
            voice = reader.speaker_of(utterance, last, last_utterance)
        voices.append(voice)
        if voice is not None:
            last, last_utterance = voice, utterance
        elif last_utterance is not None and utterance.paragraph - last_utterance.paragraph > 3:
            last = None
    return voices


def _signed(scene: Scene, utterance: Utterance) -> Voice | None:
    """The name after a dash that ends the paragraph, or stands alone in the next: a pulled quotation's signature."""
    lines = scene.lines
    line = lines[utterance.paragraph]
    headed = lines[utterance.paragraph - 1] if utterance.paragraph else None
    alone = utterance.outer[0][0] == line.start and utterance.outer[-1][1] >= line.end - 1
    presented = _PRESENTED.fullmatch(scene.text, headed.start, headed.end) if headed and alone else None
    if headed and presented:  # "Amara, 17, Leeds" over the words of hers
        name = presented[1]
        described = f"{name}, aged {presented[2]}"
        return Voice(headed.start, headed.start + len(name), name, "person", description=described)
    places = [(utterance.outer[-1][1], line.end)]
    if utterance.outer[-1][1] >= line.end - 1 and utterance.paragraph + 1 < len(lines):
        following = lines[utterance.paragraph + 1]
        if scene.text[following.start] in "―—–":
            places.append((following.start, following.end))
    for low, high in places:
        unnamed = _UNNAMED.fullmatch(scene.text, low, high)
        if unnamed and find_word(scene.cues.anonymous_nouns, unnamed[1]) and "\n" not in unnamed[0]:
            # "(Boy, 15)", "– Mother of a 12-year-old": whom a helpline quotes.
            words = f"{unnamed[1]}, aged {unnamed[2]}" if unnamed[2] else unnamed[1]
            start = unnamed.start(1)
            return Voice(start, unnamed.end(2 if unnamed[2] else 1), "", "anonymous", description=words)
        found = SIGNATURE.fullmatch(scene.text, low, high)
        if not found or not found[1][0].isupper() or len(found[1].split()) > 12:
            continue
        start = found.start(1)
        inside = scene.mentions_between(start, high)
        person = next((m for m in inside if m.kind == "person" and m.start == start), None)
        if person is not None:
            body = next((m.name for m in inside if m.kind != "person"), None)
            role = scene.text[person.end : high].strip(" ,.") or None
            return Voice(person.start, person.end, person.name, "person", role, body)
        name = found[1].split(",")[0].rstrip(" .")
        if 1 < len(name.split()) <= 5 and all(word[0].isupper() for word in name.split()):
            return Voice(start, start + len(name), re.sub(r"\s+", " ", name), "person")
    return None


def _labelled(scene: Scene, utterance: Utterance) -> Voice:
    """The speaker of a turn in a transcript: the label, or whom of the text it names."""
    assert utterance.label is not None
    start, end = utterance.label
    label = scene.text[start:end]
    surname = label.split("(")[0].split()[-1].lower()
    for word in (surname.title(), surname.upper()):
        for mention in scene.people_by_word.get(word, [])[:1]:
            return Voice(start, end, mention.name, "person")
    return Voice(start, end, label.title() if label.isupper() else label, "person")


def find_word(words: frozenset[str], text: str) -> str | None:
    """The first of ``words`` that stands in ``text`` as a whole word, in any case."""
    lowered = {word.lower() for word in words}
    for found in _WORD.finditer(text):
        if found.group().lower() in lowered:
            return found.group()
    return None
