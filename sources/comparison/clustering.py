"""Stories without chains: that A is B's text and B is C's does not make A and C one text.

A document joins a story where it agrees with the story's lead or with most members.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sources.comparison.records import Comparison
from sources.comparison.thresholds import JOIN_PROBABILITY

# Relations that a machine never joins by itself.
NEVER_JOINED = frozenset(["excerpt", "different"])


def cluster(
    keys: Sequence[str],
    comparisons: Iterable[Comparison],
    published: Mapping[str, date | None] | None = None,
    refused: Iterable[tuple[str, str]] = (),
    join_probability: float = JOIN_PROBABILITY,
) -> dict[str, str]:
    """The story of every key, named by its lead: the earliest published, else the first given.

    Pairs are joined from the most probable down. Two stories join where most pairs across them, or both leads with
    each other and most members with a lead, are joined pairs. ``refused`` pairs never stand in one story.
    """
    place = {key: index for index, key in enumerate(keys)}
    dates = published or {}
    edges = {
        _pair(c.a, c.b): c.probability
        for c in comparisons
        if c.probability >= join_probability and c.relation not in NEVER_JOINED
    }
    apart = {_pair(a, b) for a, b in refused}
    story: dict[str, list[str]] = {key: [key] for key in keys}

    def first(members: list[str]) -> str:
        return min(members, key=lambda key: (dates.get(key) or date.max, place[key]))

    ranked = sorted(edges, key=lambda pair: (-edges[pair], place.get(pair[0], 0), place.get(pair[1], 0)))
    # Twice over: a join refused for lack of agreement may be right once both stories have grown.
    for _ in range(2):
        for a, b in ranked:
            left, right = story.get(a), story.get(b)
            if left is None or right is None or left is right:
                continue
            across = [_pair(x, y) for x in left for y in right]
            if any(pair in apart for pair in across):
                continue
            agreeing = sum(pair in edges for pair in across)
            lead_left, lead_right = first(left), first(right)
            with_lead = len(left) == 1 and _pair(left[0], lead_right) in edges
            with_lead |= len(right) == 1 and _pair(right[0], lead_left) in edges
            if agreeing * 2 > len(across) or with_lead:
                joined = left + right
                for key in joined:
                    story[key] = joined
    return {key: first(story[key]) for key in keys}


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)
