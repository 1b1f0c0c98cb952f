"""Prepare documents for comparing: language, sentences, vectors, numbers, names, shingles. Each text is embedded once.

Storing what is prepared, and choosing which documents to compare, are left to the callers.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from sources.comparison.figures import figures
from sources.comparison.furniture import is_furniture
from sources.comparison.naming import names
from sources.comparison.records import Document, PreparedDocument, PreparedSentence
from sources.text import shingles, vectors
from sources.text.language import identify
from sources.text.sentences import split

# A page of many thousand sentences is a list or a log: its beginning says what it is.
MOST_SENTENCES = 300
# The slow model reads this many; news articles hardly have more.
MOST_SENTENCES_SLOW = 60
LEAD_CHARACTERS = 240


def prepare(documents: Sequence[Document], leads: bool = True) -> list[PreparedDocument]:
    """Prepare ``documents`` in one batch, in their order.

    ``leads``: also embed the beginning of every document with the model that reads all languages, by which
    documents are found across models. Without it, documents of the first model's languages skip that cost.
    """
    drafts = [_draft(document) for document in documents]
    for model in vectors.MODELS.values():
        mine = [d for d in drafts if vectors.model_for(d.language).name == model.name]
        add_vectors(mine, model)
        add_leads([d for d in drafts if leads or d in mine] if model is vectors.E5 else [], vectors.E5)
    return drafts


def add_vectors(prepared: Iterable[PreparedDocument], model: vectors.Model) -> None:
    """Embed, in one batch, the sentences of those documents that lack rows of ``model``, and keep them.

    Raises ValueError for a document that was rebuilt without its text.
    """
    lacking = [document for document in prepared if model.name not in document.vectors]
    for document in lacking:
        if any(s.end > len(document.title if s.in_title else document.text) for s in document.sentences):
            raise ValueError(f"document {document.key!r} was rebuilt without its text")
    texts: list[str] = []
    counts: list[int] = []
    for document in lacking:
        kept = document.sentences[: limit(model)]
        counts.append(len(kept))
        texts += [(document.title if s.in_title else document.text)[s.start : s.end] for s in kept]
    rows = vectors.embed(texts, model)
    position = 0
    for document, count in zip(lacking, counts, strict=True):
        document.vectors[model.name] = rows[position : position + count]
        position += count


def add_leads(prepared: Iterable[PreparedDocument], model: vectors.Model) -> None:
    """Embed the title and beginning of those documents that lack a lead vector of ``model``, and keep it."""
    lacking = [document for document in prepared if model.name not in document.leads]
    rows = vectors.embed([lead(document) for document in lacking], model)
    for document, row in zip(lacking, rows, strict=True):
        document.leads[model.name] = row


def limit(model: vectors.Model) -> int:
    """How many sentences of a document are embedded with ``model``."""
    return MOST_SENTENCES_SLOW if model is vectors.E5 else MOST_SENTENCES


def lead(document: PreparedDocument) -> str:
    """Title and first sentences, up to 240 characters, without furniture."""
    parts: list[str] = []
    room = LEAD_CHARACTERS
    for sentence in document.sentences:
        if sentence.furniture:
            continue
        source = document.title if sentence.in_title else document.text
        parts.append(source[sentence.start : sentence.end][:room])
        room -= len(parts[-1])
        if room <= 0:
            break
    return " ".join(parts)


def _draft(document: Document) -> PreparedDocument:
    language = document.language or identify(f"{document.title}\n{document.text}").code
    title = document.title or ""
    sentences = [_sentence(title, s.start, s.end, True, language) for s in split(title, language)[:2]]
    body = split(document.text, language)[:MOST_SENTENCES]
    texts = [_sentence(document.text, s.start, s.end, False, language) for s in body]
    if sentences and texts and texts[0].words == sentences[0].words:
        # Many pages repeat their headline as the first line; it would have no counterpart left.
        texts[0] = replace(texts[0], furniture=True)
    sentences += texts
    words: list[int] = []
    for sentence in sentences:
        if not sentence.furniture and not sentence.in_title:
            words += sentence.words
    runs = _runs(words)
    return PreparedDocument(
        key=document.key,
        language=language,
        published_on=document.published_on,
        word_count=sum(s.weight for s in sentences if not s.furniture and not s.in_title),
        sentences=tuple(sentences),
        shingles=runs,
        signature=shingles.signature(int(run) for run in runs).astype(np.uint32),
        vectors={},
        leads={},
        title=title,
        text=document.text,
    )


def _sentence(source: str, start: int, end: int, in_title: bool, language: str) -> PreparedSentence:
    text = source[start:end]
    words = shingles.tokens(text)
    return PreparedSentence(
        start=start,
        end=end,
        in_title=in_title,
        weight=len(words) - sum(0.5 for word in words if len(word) == 1 and ord(word) >= 0xE00),
        numbers=tuple(figures(text, language)),
        names=tuple(names(text, language)),
        words=tuple(zlib.crc32(word.encode("utf-8", "replace")) for word in words),
        furniture=is_furniture(text),
    )


def _runs(
    words: list[int], size: int = shingles.WORDS_A_SHINGLE
) -> "np.ndarray[tuple[int], np.dtype[np.uint32]]":
    """Sorted, distinct 32-bit hashes of all runs of ``size`` hashed words, across sentences."""
    if not words:
        return np.zeros(0, np.uint32)
    hashed = np.array(words, np.uint64)
    if len(hashed) < size:
        return np.unique(hashed).astype(np.uint32)
    mixed = np.zeros(len(hashed) - size + 1, np.uint64)
    for offset in range(size):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + hashed[offset : offset + len(mixed)]
    mixed ^= mixed >> np.uint64(32)
    return np.unique((mixed & np.uint64(0xFFFFFFFF)).astype(np.uint32))
