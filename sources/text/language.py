"""Which language a text is written in (whole documents; short texts are guesses).

Routing to models and data files is left to the callers.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """``code`` is ISO 639-1, or "und" where the text gives nothing to go on; ``confidence`` runs from 0 to 1."""

    code: str
    confidence: float


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)


def identify(text: str) -> LanguageGuess:
    """Guess the language of ``text`` from its first 20,000 characters, by py3langid (Lui & Baldwin 2012)."""
    sample = text[:20_000].encode("utf-8", "replace").decode("utf-8")
    if not any(character.isalpha() for character in sample):
        return LanguageGuess("und", 0.0)
    code, confidence = _identifier().classify(sample)
    return LanguageGuess(str(code), float(confidence))
