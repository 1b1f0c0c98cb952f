"""Reported speech: what somebody is said to say, without quotation marks ("The charity warns that ...").

Kept apart from direct quotations; the words are the writer's.
"""

import re
from bisect import bisect_left
from dataclasses import replace
from typing import Any

from claims.extraction.quotes import sentence_end
from claims.extraction.records import QuoteRecord
from claims.extraction.speakers import Scene, Voice
from sources.text.names import NameMention
from sources.text.places import places
from sources.text.sentences import Sentence

_THAT = {
    "id": r"(?:bahwa\s+|,\s*)",
    "es": r"que\s+",
    "fr": r"qu(?:e\s+|['’])",
    "de": r",?\s*dass\s+",
    "pt": r"que\s+",
    "it": r"che\s+",
    "nl": r",?\s*dat\s+",
}
_SHORTEST = 4
# "3 in 10 children said": what a survey found, not what somebody says.
_SHARE = re.compile(
    r"(?:\d|\w+ (?:in|out of) \w+\s|half\b|(?:a|one|two|three) (?:third|quarter|fifth)|most\b|(?:a|the) majority\b)",
    re.IGNORECASE,
)
# Verbs whose clause the speaker does not hold to be so.
_DOUBTING = frozenset(("deny", "doubt", "wonder", "ask"))
# "They asked which service was used" reports a question, not what somebody says.
_QUESTION = re.compile(
    r"(?:which|what|whatever|who|whom|whose|where|when|why|how|if|whether)\b", re.IGNORECASE
)


Reported = tuple[QuoteRecord, Voice]


def find_reported(scene: Scene, sentences: list[Sentence], parsed: object | None) -> list[Reported]:
    """Reported quotations of the text, one a sentence at most, each with whose it is."""
    if scene.cues.language == "en" and parsed is not None:
        return _english(scene, sentences, parsed)
    return _by_pattern(scene, sentences)


def _record(scene: Scene, start: int, end: int, voice: Voice, cue: str) -> Reported:
    text = scene.text
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:"):
        end -= 1
    record = QuoteRecord(start, end, text[start:end], ((start, end),), "reported", confidence=0.6)
    return record, replace(voice, cue=cue)


def _english(scene: Scene, sentences: list[Sentence], parsed: Any) -> list[Reported]:
    from claims.extraction.speakers_english import EnglishSpeakers

    reader = EnglishSpeakers(scene, parsed)
    offsets = [token.idx for token in parsed]
    verbs = scene.cues.speech_verbs | scene.cues.reporting_verbs
    records: list[Reported] = []
    for sentence in sentences:
        low, high = bisect_left(offsets, sentence.start), bisect_left(offsets, sentence.end)
        for token in parsed[low:high]:
            if (
                token.lower_ not in verbs
                or not token.tag_.startswith("VB")
                or token.lemma_.lower() in _DOUBTING
                or scene.inside_quotation(token.idx)
            ):
                continue
            clause = next((c for c in token.children if c.dep_ == "ccomp" and c.i > token.i), None)
            clause = clause or _told_in(token)
            if clause is None or scene.inside_quotation(clause.idx):
                continue
            subject = reader.subject_of(token, sentence.start)
            if subject is None or scene.inside_quotation(subject.idx):
                continue
            voice = reader.voice(subject, sentence.start, sentence.end, token.text)
            if voice is not None and voice.kind == "anonymous" and voice.start < token.idx:
                # What is reported describes somebody else.
                voice = replace(voice, description=scene.text[voice.start : token.idx].strip())
            start = parsed[clause.left_edge.i].idx
            last = parsed[min(clause.right_edge.i, high - 1)]
            end = min(last.idx + len(last.text), sentence.end)
            if parsed[clause.left_edge.i].dep_ == "mark" and scene.text[start : start + 5].lower() == "that ":
                start += 5
            if start <= token.idx or end - start < 12 or len(scene.text[start:end].split()) < _SHORTEST:
                continue
            if _QUESTION.match(scene.text, start):
                continue
            if (
                voice is None
                or not (voice.name or voice.kind == "anonymous")
                or any(character.isdigit() for character in voice.name)
                or _SHARE.match(scene.text, voice.start, voice.end)
                or (voice.name[:1].islower() and voice.kind != "organisation")
                or _is_place(scene, subject, voice)
                or not scene.free_of_speech(start, end)
            ):
                continue
            records.append(_record(scene, start, end, voice, token.text))
            break
    return records


def _told_in(verb: Any) -> Any:
    """The clause that a parse hangs on where something was said: "said in a statement that ..."."""
    for link in verb.children:
        if link.dep_ != "prep" or link.i < verb.i:
            continue
        for place in link.children:
            for clause in place.children:
                if clause.dep_ in ("acl", "ccomp", "relcl") and any(
                    mark.dep_ == "mark" and mark.lower_ == "that" for mark in clause.children
                ):
                    return clause
    return None


def _is_place(scene: Scene, subject: Any, voice: Voice) -> bool:
    """Whether a place stands where a speaker should ("London said"): who spoke there is not said."""
    if scene.mention_at(subject.idx) is not None and scene.mention_at(subject.idx).key is not None:  # type: ignore[union-attr]
        return False
    return voice.name in places("en") or (subject.ent_type_ in ("GPE", "LOC") and voice.kind == "person")


def _by_pattern(scene: Scene, sentences: list[Sentence]) -> list[Reported]:
    that = _THAT.get(scene.cues.language)
    if that is None:
        return []
    text = scene.text
    verbs = scene.cues.speech_verbs | scene.cues.reporting_verbs
    clitic = scene.cues.clitic
    opening = re.compile(that)
    records: list[Reported] = []
    for sentence in sentences:
        if len(sentence.text) > 1_500 or not scene.free_of_speech(sentence.start, sentence.end):
            continue
        for word in re.finditer(r"[^\W_]+", sentence.text):
            cue = word.group().lower()
            if cue not in verbs or (clitic and cue.endswith(clitic)):
                continue
            place = sentence.start + word.end()
            link = opening.match(text, place + (1 if text[place : place + 1] == " " else 0))
            ahead = scene.mentions_between(sentence.start, sentence.start + word.start())
            if link is None or not ahead:
                continue
            people = [m for m in ahead if m.kind == "person"]
            who = people[-1] if people else ahead[0]
            if who.key is None and who.name in places(scene.cues.language):
                break  # "Madrid aseguró que": a government or a city council, which the text doesn't name
            start, end = link.end(), sentence_end(text, link.end(), sentence.end)
            if len(text[start:end].split()) >= _SHORTEST:
                records.append(_record(scene, start, end, _voice_of(who), word.group()))
            break
    return records


def _voice_of(mention: NameMention) -> Voice:
    body = None if mention.kind == "person" else mention.name
    kind = "person" if body is None else "organisation"
    return Voice(mention.start, mention.end, mention.name, kind, organisation=body)
