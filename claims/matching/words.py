"""Words of a text in a form that compares: folded case and accents, a light stem, stop words marked as weak.

Made for search across wordings of one language; across languages the vectors do the work.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?")
_THOUSANDS = re.compile(r"^\d{1,3}(?:[.,]\d{3})+$")

_STOP_WORDS = """
    a about after again all also am an and any are as at be because been before being but by can could
    did do does doing don't for from get got had has have having he her here hers him his how i if i'm in
    into is it it's its just me more most my no nor not now of off on once only or other our out over own
    re s same she should so some such t than that that's the their theirs them then there these they this
    those through to too under until up us very was we were what when where which while who whom why will
    with would you your yours via amp rt u ur w
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


def fold(word: str) -> str:
    """Lower case without accents: "Café" and "cafe" compare."""
    if word.isascii():
        return word.casefold()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A light English stem: plurals, possessives, -ing and -ed; short words and figures stay as they are.

    After the S-stemmer (Harman 1991), widened to the verb endings; it never leaves fewer than three letters.
    """
    if word.endswith("'s"):
        word = word[:-2]
    word = word.replace("'", "")
    if len(word) < 4 or not word.isascii() or word[0].isdigit():
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and word != "news":
        word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= 3 and any(vowel in rest for vowel in "aeiouy"):
            word = rest
            if word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    return word


def words(text: str) -> list[str]:
    """Stemmed words and figures in order; "8,000" and "8.000" are "8000"."""
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        if word[0].isdigit():
            found.append(re.sub(r"[.,]", "", word) if _THOUSANDS.match(word) else word.replace(",", "."))
        else:
            folded = fold(word)
            found.append(folded if folded in STOP_WORDS else stem(folded))
    return found


def content_words(text: str) -> list[str]:
    """Words without the stop words."""
    return [word for word in words(text) if word not in STOP_WORDS]


def pairs(tokens: Sequence[str]) -> list[str]:
    """Neighbouring words two by two."""
    return [f"{first} {second}" for first, second in pairwise(tokens)]


def character_grams(text: str, smallest: int = 3, largest: int = 5) -> list[str]:
    """Character n-grams inside words, each word between blanks, as search over misspelt and inflected words wants."""
    grams: list[str] = []
    for match in _WORD.finditer(text):
        padded = f" {fold(match.group())[:40]} "
        for size in range(smallest, largest + 1):
            if len(padded) < size:
                break
            grams.extend(padded[at : at + size] for at in range(len(padded) - size + 1))
    return grams
