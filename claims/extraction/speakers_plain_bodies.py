"""Bodies that a text calls by their kind: "lembaga itu", "la fundación", "der Verein", and which body is meant."""

import re
from functools import cache

from claims.extraction.speakers import Scene
from sources.text.names import NameMention
from sources.text.names_cues import Cues

_DEFINITE = (
    r"(?:el|la|los|las|le|les|il|lo|i|gli|o|a|os|as|der|die|das|des|dem|de|het|dit|deze|esta|este|cette|ce|questa|esta)\s"
    r"|l['’]|dell['’]"
)
_REACH = 1_500


@cache
def _called(cues: Cues) -> re.Pattern[str]:
    nouns = "|".join(map(re.escape, sorted(cues.organisation_nouns, key=len, reverse=True)))
    if cues.clitic:
        return re.compile(rf"(?<!\w)(?P<noun>{nouns})\s(?:itu|tersebut|ini)(?!\w)", re.IGNORECASE)
    return re.compile(rf"(?<!\w)(?:{_DEFINITE})(?P<noun>{nouns})(?!\w|\s[A-ZÀ-Þ])", re.IGNORECASE)


def body_called(scene: Scene, start: int, end: int) -> tuple[int, int, NameMention] | None:
    """The words in the stretch that stand for a body named before, and that body; None where there are none."""
    found = _called(scene.cues).search(scene.text, start, end)
    if found is None:
        return None
    noun = found["noun"].lower()
    bodies = [
        mention
        for mention in scene.mentions_before(found.start())
        if mention.kind != "person" and found.start() - mention.start < _REACH
    ]
    if not bodies:
        return None
    stem = noun[: max(4, len(noun) - 2)]
    named = next((body for body in bodies if stem in body.name.lower()), None)
    if named is None:
        # "la fundación" is called so where it was named: "... de la fundación Nombre".
        named = next(
            (body for body in bodies if stem in scene.text[max(0, body.start - 24) : body.start].lower()),
            None,
        )
    return found.start(), found.end(), named or bodies[0]
