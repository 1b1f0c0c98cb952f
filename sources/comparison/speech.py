"""Which parts of a text stand between quotation marks, in any script: what two reports of one event tell apart by.

Who speaks, and what becomes of it, is the business of extraction.
"""

import bisect
import re
from collections.abc import Sequence
from functools import lru_cache

# Opening marks and what closes each. The straight mark closes itself; German and Scandinavian ways close with what
# elsewhere opens.
_CLOSING = {
    "“": "”“",
    "„": "“”„",
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    '"': '"',
    "”": "”",
}
# A title or a word in scorn is shorter, a mark that was never closed leads further.
_LEAST, _MOST = 12, 1_500
_QUOTED = re.compile(
    "|".join(f"{mark}[^{mark}{ends}\n]{{1,{_MOST}}}[{ends}]" for mark, ends in _CLOSING.items())
)
# A character of these scripts says as much as two or three letters.
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@lru_cache(maxsize=256)
def spoken(text: str) -> tuple[tuple[int, int], ...]:
    """Spans (start, end) between quotation marks that are long enough to be speech, in order."""
    found = []
    for match in _QUOTED.finditer(text):
        said = match.group()
        if len(said) + 2 * len(_DENSE.findall(said[:_LEAST])) > _LEAST + 2:
            found.append(match.span())
    return tuple(found)


def share(spans: Sequence[tuple[int, int]], start: int, end: int) -> float:
    """The share of ``start`` to ``end`` that lies in ``spans``, which are in order and apart; 0 to 1."""
    inside = 0
    for left, right in spans[max(0, bisect.bisect(spans, (start, start)) - 1) :]:
        if left >= end:
            break
        inside += max(0, min(end, right) - max(start, left))
    return inside / (end - start) if end > start else 0.0
