"""Reported speech: what somebody is said to say, without quotation marks ("The charity warns that ...").

Kept apart from direct quotations; the words are the writer's.
"""

import re
from bisect import bisect_left
from dataclasses import replace
from typing import Any

from claims.extraction.attribution_plain import PlainReports
from claims.extraction.records import QuoteRecord
from claims.extraction.speakers import Scene, Voice
from sources.text.names_cues import word_set
from sources.text.places import places
from sources.text.sentences import Sentence

_SHORTEST = 4
# "3 in 10 children said": what a survey found, not what somebody says.
_SHARE = re.compile(
    r"(?:[-–—•*·] ?)?"
    r"(?:\d|\w+ (?:in|out of) \w+\s|half\b|(?:a|one|two|three) (?:third|quarter|fifth)|most\b|(?:a|the) majority\b)",
    re.IGNORECASE,
)
# Verbs whose clause the speaker does not hold to be so.
_DOUBTING = frozenset(("deny", "doubt", "wonder", "ask"))
# "They asked which service was used" reports a question, not what somebody says.
_QUESTION = re.compile(
    r"(?:which|what|whatever|who|whom|whose|where|when|why|how|if|whether)\b", re.IGNORECASE
)


_FILED = re.compile(r"[A-Z]{3}[^–—\n]{0,60}?\s(?:–|—|-)\s")  # "SYDNEY, Dec 11 – "
_THINGS = word_set(
    "data datum figure statistic number investigation study survey poll analysis research finding evidence report"
)
_POINT = re.compile(r"(?:[-–—•*·] ?)?")
Reported = tuple[QuoteRecord, Voice]


def find_reported(
    scene: Scene, sentences: list[Sentence], parsed: object | None, voices: list[tuple[int, Voice]]
) -> list[Reported]:
    """Reported quotations of the text, each with whose it is; one a sentence at most, or in English one a speaker.

    ``voices`` are who speaks directly, by place.
    """
    if scene.cues.language == "en" and parsed is not None:
        return _english(scene, sentences, parsed)
    return _plain(scene, sentences, voices)


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
        told = sentence.start
        for token in parsed[low:high]:
            if (
                token.idx < told
                or token.lower_ not in verbs
                or not token.tag_.startswith("VB")
                or token.lemma_.lower() in _DOUBTING
                or scene.inside_quotation(token.idx)
                or any(child.dep_ == "auxpass" for child in token.children)  # "ministers were told"
            ):
                continue
            clause = next((c for c in token.children if c.dep_ == "ccomp" and c.i > token.i), None)
            clause = clause or _told_in(token) or _told_before(token, sentence.start)
            if clause is None or scene.inside_quotation(clause.idx) or _judges(token, clause):
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
            end = _before_another(clause, verbs, end)
            if parsed[clause.left_edge.i].dep_ == "mark" and scene.text[start : start + 5].lower() == "that ":
                start += 5
            if clause.i < token.i:
                start, end = sentence.start, _told_until(clause, token)
                filed = _FILED.match(scene.text, start, end)
                start = filed.end() if filed else start
                start += len(_POINT.match(scene.text, start)[0])  # type: ignore[index]
                if not scene.text.startswith(",", end):
                    continue
            if start <= token.idx < end or end - start < 12 or len(scene.text[start:end].split()) < _SHORTEST:
                continue
            if _QUESTION.match(scene.text, start):
                continue
            if (
                voice is None
                or not (voice.name or voice.kind == "anonymous")
                or (voice.kind != "organisation" and any(character.isdigit() for character in voice.name))
                or _SHARE.match(scene.text, voice.start, voice.end)
                or (voice.name[:1].islower() and voice.kind != "organisation")
                or _is_place(scene, subject, voice)
                or (voice.organisation is None and subject.lemma_.lower() in _THINGS)
                or _inside_fragment(scene, start)
                or not scene.free_of_speech(start, end)
            ):
                continue
            records.append(_record(scene, start, end, voice, token.text))
            told = max(end, token.idx + 1)
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


def _told_before(verb: Any, start: int) -> Any:
    """The clause that opens the sentence and is said by whoever ends it: "Harm is spreading, the charity warned"."""
    if verb.dep_ != "ROOT":
        return None
    clause = next((child for child in verb.children if child.dep_ == "ccomp" and child.i < verb.i), None)
    if clause is None or clause.left_edge.idx > start + 4:
        return None
    finite = any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in clause.children)
    return clause if finite else None


def _told_until(clause: Any, verb: Any) -> int:
    """Where the opening clause ends: at the comma before the speaker or the verb of speech, whichever comes first."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i > clause.i), verb)
    last = verb.doc[min(subject.left_edge.i, verb.i) - 1]
    return int(last.idx)


def _before_another(clause: Any, verbs: frozenset[str], end: int) -> int:
    """The end of what is said, before "while Somebody Else warned": those words are another's."""
    for token in clause.subtree:
        if token.i <= clause.i or token.dep_ not in ("advcl", "conj") or token.lower_ not in verbs:
            continue
        marks = {child.lower_ for child in token.children if child.dep_ in ("mark", "cc")}
        speaks = any(child.dep_ == "nsubj" and child.pos_ in ("PROPN", "NOUN") for child in token.children)
        if speaks and marks & {"while", "whereas"}:
            return min(end, int(token.left_edge.idx))
    return end


def _judges(verb: Any, clause: Any) -> bool:
    """Whether a finding is a judgement, not words: "they found it hard to sleep"."""
    return (
        verb.lemma_.lower() == "find"
        and clause.tag_ in ("JJ", "NN", "NNS")
        and not any(child.dep_ in ("cop", "aux", "mark") for child in clause.children)
    )


def _inside_fragment(scene: Scene, start: int) -> bool:
    """Whether the words would begin in the middle of a marked phrase: "tells firms 'time is up' on safety"."""
    index = bisect_left(scene.utterance_starts, start) - 1
    return index >= 0 and scene.utterances[index].start < start < scene.utterances[index].end


def _is_place(scene: Scene, subject: Any, voice: Voice) -> bool:
    """Whether a place stands where a speaker should ("London said"): who spoke there is not said."""
    if scene.mention_at(subject.idx) is not None and scene.mention_at(subject.idx).key is not None:  # type: ignore[union-attr]
        return False
    return voice.name in places("en") or (subject.ent_type_ in ("GPE", "LOC") and voice.kind == "person")


def _plain(scene: Scene, sentences: list[Sentence], voices: list[tuple[int, Voice]]) -> list[Reported]:
    """Reports by order of words; ``voices`` are the speakers of direct speech with their places, in text order."""
    if not scene.cues.that:
        return []
    reader = PlainReports(scene)
    records: list[Reported] = []
    last: Voice | None = None
    coming = iter(voices)
    ahead = next(coming, None)
    for sentence in sentences:
        while ahead is not None and ahead[0] < sentence.start:
            last, ahead = ahead[1], next(coming, None)
        found = reader.report(sentence, last)
        if found is None:
            continue
        spans, voice, cue = found
        record, voice = _record(scene, spans[0][0], spans[-1][1], voice, cue)
        records.append((replace(record, spans=spans) if len(spans) > 1 else record, voice))
        last = voice
    return records
