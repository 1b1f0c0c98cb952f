"""Stories without chains: that A is B's text and B is C's does not make A and C one text.

Every member of a story agrees with its lead or with most of the other members.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
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

    Pairs are joined from the most probable down. Two stories join where most pairs across them are joined pairs, where
    one of them is a single document that agrees with the other's lead, or where the leads agree and most of the younger
    story with the older's lead (many copies of one text are not all compared with each other, but each with the lead);
    and only where then every member agrees with the lead or with most of the others. ``refused`` pairs never stand in
    one story.
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
    agreeing_with = dict.fromkeys(keys, 0)  # of the others in its story

    def first(members: list[str]) -> str:
        return min(members, key=lambda key: (dates.get(key) or date.max, place[key]))

    def join(left: list[str], right: list[str], among_leads: bool) -> bool:
        across = [pair for x in left for y in right if (pair := _pair(x, y)) in edges]
        if apart and any(_pair(x, y) in apart for x in left for y in right):
            return False
        older, younger = sorted(
            (first(left), first(right)), key=lambda key: (dates.get(key) or date.max, place[key])
        )
        leads_agree = _pair(older, younger) in edges
        allowed = len(across) * 2 > len(left) * len(right)
        allowed |= (len(left) == 1 or len(right) == 1) and _agrees_with_lead(left, right, first, edges)
        if among_leads and leads_agree:
            followers = left if younger in left else right
            allowed |= sum(_pair(older, key) in edges for key in followers) * 2 > len(followers)
        if not allowed:
            return False
        joined = left + right
        gained = Counter(key for pair in across for key in pair)
        for key in joined:
            enough = (agreeing_with[key] + gained[key]) * 2 > len(joined) - 1
            if key != older and not enough and _pair(older, key) not in edges:
                return False
        for key in joined:
            story[key] = joined
            agreeing_with[key] += gained[key]
        return True

    ranked = sorted(edges, key=lambda pair: (-edges[pair], place.get(pair[0], 0), place.get(pair[1], 0)))
    # Again and again: a join refused for lack of agreement may be right once both stories have grown.
    for among_leads in (False, False, True):
        for a, b in ranked:
            left, right = story.get(a), story.get(b)
            if left is not None and right is not None and left is not right:
                join(left, right, among_leads)
    return {key: first(story[key]) for key in keys}


def _agrees_with_lead(
    left: list[str],
    right: list[str],
    first: Callable[[list[str]], str],
    edges: Mapping[tuple[str, str], float],
) -> bool:
    """Whether the one that is a single document agrees with the lead of the other."""
    return any(
        len(one) == 1 and _pair(one[0], first(other)) in edges
        for one, other in ((left, right), (right, left))
    )


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)
