"""Puts quotations, speakers and protection together into quote records; adds reported speech.

Each step's rules are in its own module; here they only meet.
"""

from dataclasses import replace

from claims.extraction.attribution_reported import find_reported
from claims.extraction.quotes import Utterance
from claims.extraction.quotes_marks import Paragraph
from claims.extraction.records import QuoteRecord, SpeakerRecord
from claims.extraction.sensitivity import assess
from claims.extraction.speakers import Scene, Voice, attribute
from sources.text.names import NameMention
from sources.text.names_cues import Cues
from sources.text.sentences import Sentence


def attribute_quotes(
    text: str,
    cues: Cues | None,
    lines: list[Paragraph],
    utterances: list[Utterance],
    mentions: list[NameMention],
    sentences: list[Sentence],
    parsed: object | None,
) -> list[QuoteRecord]:
    """Quote records in text order: direct and reported ones with their speakers, fragments as they stand."""
    if cues is None:
        return [_record(text, utterance, None, cues) for utterance in utterances]
    scene = Scene(text, cues, lines, utterances, mentions)
    voices = attribute(scene, parsed)
    records = [
        _record(text, utterance, voice, cues) for utterance, voice in zip(utterances, voices, strict=True)
    ]
    spoken = [(u.start, voice) for u, voice in zip(utterances, voices, strict=True) if voice is not None]
    records += [
        with_voice(replace(record, speaker=speaker_record(text, voice)), "", voice, cues)
        for record, voice in find_reported(scene, sentences, parsed, spoken)
    ]
    return sorted(records, key=lambda record: (record.start, record.end, record.kind))


def _record(text: str, utterance: Utterance, voice: Voice | None, cues: Cues | None) -> QuoteRecord:
    start, end = utterance.start, utterance.end
    words = " ".join(text[first:last] for first, last in utterance.spans)
    speaker = speaker_record(text, voice)
    confidence = 0.9 if speaker else 0.7
    if not utterance.closed:
        confidence -= 0.2
    record = QuoteRecord(
        start=start,
        end=end,
        exact=text[start:end],
        spans=utterance.spans,
        kind=utterance.kind,
        speaker=speaker,
        continues=utterance.continues,
        confidence=round(confidence if utterance.kind == "direct" else 0.5, 2),
    )
    if cues is None or utterance.kind != "direct":
        return record
    return with_voice(record, words, voice, cues)


def speaker_record(text: str, voice: Voice | None) -> SpeakerRecord | None:
    """The speaker as stored: None where nobody is meant by any word."""
    if voice is None or voice.end <= voice.start:
        return None
    return SpeakerRecord(
        voice.start, voice.end, text[voice.start : voice.end], voice.name, voice.role, voice.introduced
    )


def with_voice(record: QuoteRecord, words: str, voice: Voice | None, cues: Cues) -> QuoteRecord:
    """The record with role, organisation and protection; a sensitive speaker without a name is not pointed at."""
    protection = assess(words, voice, cues)
    sensitive = protection.reason is not None
    return replace(
        record,
        speaker=None if sensitive and protection.anonymous else record.speaker,
        organisation=voice.organisation if voice else None,
        role=voice.role if voice else None,
        anonymous=protection.anonymous,
        sensitive=sensitive,
        sensitive_reason=protection.reason,
        cue=voice.cue if voice else None,
        description=voice.description if voice and voice.kind == "anonymous" else None,
    )
