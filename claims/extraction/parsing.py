"""One spaCy parse of an English text, shared by the engines that need grammar (units, phrases, speakers).

What the parse means is left to the callers.
"""

import re
from collections import OrderedDict
from threading import Lock

from spacy.tokens import Doc

from sources.text.english import pipeline

CHUNK = 4_000
"""Longest stretch, in characters, given to the model at once: keeps memory flat and time linear."""

REMEMBERED = 16
"""How many of the last parses are kept, so that engines reading the same text share one."""

_SURROGATES = re.compile("[\ud800-\udfff]")
_BREAKS = (re.compile(r"\n+"), re.compile(r"[.!?][\"'”’)]*\s+"), re.compile(r"\s+"))
_UNBROKEN = re.compile(r"[^\w\s]{20}|\S{100}")

_parses: OrderedDict[str, Doc] = OrderedDict()
_lock = Lock()


def chunks(text: str, limit: int = CHUNK) -> list[tuple[int, int]]:
    """Cut ``text`` into spans of at most ``limit`` characters, at a line, sentence or word end."""
    spans: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > limit:
        end = start + limit
        for pattern in _BREAKS:
            ends = [found.end() for found in pattern.finditer(text, start + limit // 2, start + limit)]
            if ends:
                end = ends[-1]
                break
        spans.append((start, end))
        start = end
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def _tame(text: str) -> str:
    """As many characters, without those that the model cannot take or takes quadratic time over."""
    text = _SURROGATES.sub("\ufffd", text)
    # The tokenizer peels affixes off one by one: a "word" of thousands of brackets would take quadratic time.
    return _UNBROKEN.sub(lambda match: match[0][:-1] + " ", text) if _UNBROKEN.search(text) else text


def parse(text: str) -> Doc:
    """Parse English ``text``: tags, dependencies, lemmas, entities; ``token.idx`` are offsets into ``text``.

    Whatever the length of ``text``, time is linear in it. Lone surrogates are read as U+FFFD. The last parses
    are remembered; the Doc is shared, so callers must not change it.
    """
    with _lock:
        known = _parses.get(text)
        if known is not None:
            _parses.move_to_end(text)
            return known
        tamed = _tame(text)
        model = pipeline()
        spans = chunks(tamed)
        if len(spans) <= 1:
            doc = model(tamed)
        else:
            parts = [model(tamed[start:end]) for start, end in spans]
            doc = Doc.from_docs(parts, ensure_whitespace=False)
        _parses[text] = doc
        if len(_parses) > REMEMBERED:
            _parses.popitem(last=False)
        return doc
