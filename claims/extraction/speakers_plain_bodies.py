"""Bodies that a text calls by their kind ("lembaga itu", "la fundación", "der Verein") or by a possessive ("su directora"),
and which body is meant.
"""

import re
from collections import Counter
from functools import cache

from claims.extraction.speakers import Scene
from sources.text.names import NameMention
from sources.text.names_cues import Cues
from sources.text.names_register import entries

_DEFINITE = (
    r"(?:el|la|los|las|le|les|il|lo|i|gli|o|a|os|as|der|die|das|des|dem|de|het|dit|deze|esta|este|cette|ce|questa|esta)\s"
    r"|l['’]|(?:dell|all)['’]|(?:del|dell[aoe]|d[oa]|du|vom|zum)\s"
)
_REACH = 1_500


@cache
def _called(cues: Cues) -> re.Pattern[str]:
    nouns = "|".join(map(re.escape, sorted(cues.organisation_nouns, key=len, reverse=True)))
    if cues.clitic:
        return re.compile(rf"(?<!\w)(?P<noun>{nouns})\s(?:itu|tersebut|ini)(?!\w)", re.IGNORECASE)
    return re.compile(rf"(?<!\w)(?:{_DEFINITE})(?P<noun>{nouns})(?!\w|\s[A-ZÀ-Þ])", re.IGNORECASE)


def body_called(
    scene: Scene, start: int, end: int, most: bool = False
) -> tuple[int, int, NameMention] | None:
    """The words in the stretch that stand for a body named before, and that body; None where there are none.

    Where they are no part of a name, the body is the nearest, or with ``most`` the one that the text names most.
    """
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
    if named is None and most:
        # Called by a word that is not in its name ("la línea"): the body that the text speaks of most.
        likely = [body for body in reversed(bodies) if body.key not in _press() and body.kind != "platform"]
        often = Counter(body.name.casefold() for body in likely)
        named = max(likely, key=lambda body: often[body.name.casefold()], default=None)
    return found.start(), found.end(), named or bodies[0]


@cache
def _owned(cues: Cues) -> re.Pattern[str]:
    possessives, officers = (
        "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        for words in (cues.possessives, cues.officers)
    )
    article = r"(?i:(?:il|la|lo|o|a)\s)?"
    return re.compile(
        rf"(?<![\w'’]){article}(?i:{possessives or '(?!)'})\s(?:[^\W\d_]+\s)?(?P<office>(?i:{officers or '(?!)'}))(?!\w)"
    )


def owned_office(scene: Scene, start: int, end: int) -> tuple[int, int, str, NameMention] | None:
    """The last office in the stretch that a possessive gives to a body ("su directora", "ihr Sprecher"): its place from the
    possessive on, the office, and the body named last outside the press.
    """
    offices = list(_owned(scene.cues).finditer(scene.text, start, end)) if scene.cues.possessives else []
    if not offices:
        return None
    found = offices[-1]
    for mention in scene.mentions_before(found.start()):
        if found.start() - mention.start > _REACH:
            return None
        if mention.kind == "person" or mention.key in _press():
            continue
        return found.start(), found.end(), found["office"], mention
    return None


@cache
def _press() -> frozenset[str]:
    return frozenset(entry.key for entry in entries().values() if entry.group == "press")
