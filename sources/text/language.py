"""Which language a text is written in (whole documents; short texts are guesses).

Routing to models and data files is left to the callers.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

SAMPLE_CHARACTERS = 3_000

# Scripts that one language of the news has to itself; the statistics of a short text are worse than that.
_SCRIPT_LANGUAGES = {
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "THAI": "th",
    "GREEK": "el",
    "HEBREW": "he",
    "BENGALI": "bn",
    "TAMIL": "ta",
    "TELUGU": "te",
    "GUJARATI": "gu",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "KHMER": "km",
    "LAO": "lo",
    "MYANMAR": "my",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "SINHALA": "si",
}
# Sister codes the identifier tells apart and this project does not.
_MERGED = {"zxx": "und", "yue": "zh", "wuu": "zh", "arz": "ar", "ary": "ar", "nn": "no", "pcm": "en"}
_ADDRESSES = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|[#@]\w+")


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """``code`` is ISO 639-1, or "und" where there is nothing to go on; ``confidence`` runs from 0 to 1."""

    code: str
    confidence: float


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0]


def _language_of_script(sample: str) -> str | None:
    """A language that owns the script of most letters; kana decides for Japanese amid many Han characters."""
    letters = [character for character in sample[:2_000] if character.isalpha() and ord(character) > 0x2FF]
    if not letters:
        return None
    scripts = Counter(_script(character) for character in letters)
    latin = sum(1 for character in sample[:2_000] if character.isalpha()) - len(letters)
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    if kana and kana >= 0.1 * (kana + scripts["CJK"]) and kana + scripts["CJK"] > latin:
        return "ja"
    script, count = scripts.most_common(1)[0]
    return _SCRIPT_LANGUAGES.get(script) if count > (len(letters) + latin) / 2 else None


def identify(text: str) -> LanguageGuess:
    """Guess the language of ``text`` from its first 3,000 characters.

    A script that belongs to one language decides by itself; else py3langid (after Lui & Baldwin 2012),
    with web addresses and hashtags left out.
    """
    sample = text[:SAMPLE_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
    sample = _ADDRESSES.sub(" ", sample) if "://" in sample or "@" in sample or "#" in sample else sample
    if not any(character.isalpha() for character in sample):
        return LanguageGuess("und", 0.0)
    by_script = _language_of_script(sample)
    if by_script is not None:
        return LanguageGuess(by_script, 1.0)
    code, confidence = _identifier().classify(sample)
    return LanguageGuess(_MERGED.get(str(code), str(code)), float(confidence))
