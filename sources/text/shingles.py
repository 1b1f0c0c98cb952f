"""Shingles (overlapping runs of words) of a text, and their MinHash signature.

Words where the script has spaces, pairs of characters where it has none. Bands and lookups are left to the callers.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

PERMUTATIONS = 128
WORDS_A_SHINGLE = 3

_TOKEN = re.compile(
    r"[\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
    r"|[^\W_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"
)


def tokens(text: str) -> list[str]:
    """Words in lower case (NFKC); in scripts without spaces each character is a token."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).lower())


def word_count(text: str) -> float:
    """Words of a text; a character of a script without spaces counts for half a word."""
    found = tokens(text)
    characters = sum(1 for token in found if len(token) == 1 and ord(token) >= 0xE00)
    return len(found) - characters / 2


def hashes(words: list[str], size: int = WORDS_A_SHINGLE) -> frozenset[int]:
    """32-bit hashes of all runs of ``size`` tokens (of the whole, where there are fewer)."""
    if not words:
        return frozenset()
    encoded = [word.encode("utf-8", "replace") for word in words]
    if len(encoded) <= size:
        return frozenset([zlib.crc32(b" ".join(encoded))])
    return frozenset(zlib.crc32(b" ".join(encoded[i : i + size])) for i in range(len(encoded) - size + 1))


@cache
def _empty_sketch() -> Any:
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, hashfunc=int, scheme="affine32")


def signature(shingles: Iterable[int]) -> NDArray[np.uint64]:
    """MinHash signature (Broder 1997; datasketch) of hashed shingles: 128 values; empty for no shingles."""
    values = list(shingles)
    if not values:
        return np.zeros(0, np.uint64)
    sketch = _empty_sketch().copy()
    sketch.update_batch(values)
    return np.asarray(sketch.hashvalues, np.uint64)
