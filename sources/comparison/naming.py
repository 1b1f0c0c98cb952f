"""Tokens that look like names, fast enough to run over every sentence: capitals, acronyms, hashtags, Latin words
amid another script. Who is meant is the business of the name register.
"""

import re
import unicodedata
from functools import lru_cache

_LATIN_WORD = re.compile(r"#?[A-Za-z][A-Za-z0-9’'-]*")
_WORD = re.compile(r"#?[^\W\d_][\w’'-]*")
# Languages that capitalise all nouns: only what is not at home in a dictionary's form can be told there.
NOUNS_CAPITALISED = frozenset(["de", "lb"])
NO_CAPITALS = frozenset(
    ["ar", "fa", "ur", "he", "hi", "bn", "ta", "te", "th", "zh", "ja", "ko", "mr", "ne", "my"]
)
_LATIN = "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i yi ye g"
_CYRILLIC = {
    letter: latin.strip("_")
    for letter, latin in zip("абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ", _LATIN.split(), strict=True)
}


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Lower case without accents, apostrophe endings or the hash sign; Cyrillic in Latin letters."""
    word = word.lstrip("#").replace("’", "'").lower()
    word = word.removesuffix("'s").replace("'", "").replace("-", "")
    if any("а" <= character <= "ґ" for character in word):
        word = "".join(_CYRILLIC.get(character, character) for character in word)
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def names(sentence: str, language: str) -> list[str]:
    """Folded name-like tokens of one sentence, in order, repeated ones once.

    The sentence's first word counts only as an acronym or hashtag; in scripts without capitals every Latin word of
    three letters counts.
    """
    found: dict[str, None] = {}
    pattern = _LATIN_WORD if language in NO_CAPITALS else _WORD
    for match in pattern.finditer(sentence[:2_000]):
        word = match.group()
        if word[0] == "#":
            found[fold(word)] = None
            continue
        if language in NO_CAPITALS:
            if len(word) >= 3:
                found[fold(word)] = None
            continue
        if not word[0].isupper() or len(word) < 2:
            continue
        acronym = word.isupper() and len(word) <= 6
        first = not sentence[: match.start()].strip(" \"'“”„«»‘’¿¡([-–—•*")
        if (
            acronym
            or (not first and language not in NOUNS_CAPITALISED and len(word) > 2)
            or (language in NOUNS_CAPITALISED and not first and len(word) > 3)
        ):
            found[fold(word)] = None
    return [name for name in found if len(name) >= 2]
