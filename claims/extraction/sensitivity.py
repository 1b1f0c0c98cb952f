"""Whether a quotation is testimony to protect: who speaks, and whether they speak of their own abuse, and why it is held so.

Errs on the side of marking: a person may lift the mark, and nothing marked is exported without consent.
"""

import re
from dataclasses import dataclass

from claims.extraction.speakers import CHANGED_NAME, Voice, find_word
from sources.text.names_cues import Cues

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_AGE = re.compile(
    r"(?<!\d)(\d{1,2})\s?[-–]?\s?(?:years?[- ]old|year-old|yo\b|tahun|años|ans|Jahre|anos|anni|jaar)|"
    r"\b(?:aged?|when (?:she|he|they|I) (?:was|were)|berusia|umur)\s(\d{1,2})(?!\d)",
    re.IGNORECASE,
)
_NEAR = 6


@dataclass(frozen=True, slots=True)
class Protection:
    """``anonymous``: the speaker has no name in the text. ``reason`` says what makes the words sensitive, None if nothing."""

    anonymous: bool
    reason: str | None


def assess(words: str, voice: Voice | None, cues: Cues) -> Protection:
    """Judge a quotation by its ``words`` and what the text says of its speaker."""
    anonymous = voice is not None and voice.kind == "anonymous"
    described = " ".join(filter(None, [voice.description, voice.role])) if voice else ""
    if cues.clitic:
        described = re.sub(rf"(?<=\w\w){cues.clitic}\b", "", described)  # "ibunya"
    reasons: list[str] = []
    if described:
        # Heads come first in Indonesian: "kuasa hukum korban" speaks for a victim.
        head = (
            described if voice is None or cues.language != "id" or voice.description else described.split()[0]
        )
        survivor = find_word(cues.survivor, head)
        if survivor:
            reasons.append(f"the speaker is described as a survivor or victim (“{survivor}”)")
        child = find_word(cues.child, described.split(",")[0][:80])
        age = _AGE.search(described)
        years = int(next(group for group in age.groups() if group)) if age else None
        if years is not None and years < 18:
            reasons.append(f"the speaker is, or was then, a child of {years}")
        elif child and (anonymous or (voice is not None and voice.description and cues.language != "en")):
            reasons.append(f"the speaker is described as a child (“{child}”)")
        parent = find_word(cues.parent, described.split(",")[0][:120])
        if parent and (anonymous or survivor):
            reasons.append(f"the speaker is described as a parent (“{parent}”)")
    if voice is not None and CHANGED_NAME in described:
        reasons.append("the speaker's name is changed in the text")
    official = voice is not None and (
        voice.kind == "organisation" or (voice.kind == "person" and bool(voice.role))
    )
    own = _own_abuse(words, cues, 2 if official else _NEAR)
    if own:
        reasons.append(f"speaks in the first person of abuse (“{own}”)")
    return Protection(anonymous, "; ".join(reasons) or None)


def _own_abuse(words: str, cues: Cues, near: int) -> str | None:
    """A word of abuse close to "I", "me", "my", or in one sentence with the speaker's own child."""
    first = {word.lower() for word in cues.first_person}
    abuse = {word.lower() for word in cues.abuse}
    kin = {word.lower() for word in cues.kin}
    for sentence in re.split(r"[.!?…]+", words[:20_000]):
        tokens = [word.lower() for word in _WORD.findall(sentence)]
        selves = [
            n
            for n, token in enumerate(tokens)
            if token in first or token.split("'")[0].split("’")[0] in first
        ]
        if not selves:
            continue
        for place, token in enumerate(tokens):
            if token not in abuse:
                continue
            if any(abs(place - self_place) <= near for self_place in selves):
                return token
            if any(tokens[n + 1] in kin for n in selves if n + 1 < len(tokens)) or any(
                tokens[n - 1] in kin for n in selves if n
            ):
                return token
    return None
