"""Prepare documents for comparing: language, sentences, vectors, numbers, names, shingles. Each text is embedded once.

Storing what is prepared, and choosing which documents to compare, are left to the callers.
"""

import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from sources.comparison.figures import figures
from sources.comparison.furniture import is_furniture
from sources.comparison.naming import names
from sources.comparison.records import Document, PreparedDocument, PreparedSentence
from sources.text import shingles, vectors
from sources.text.language import identify
from sources.text.sentences import split
from sources.text.vectors import Vectors

# Counts up with what is read from a text: sentences, figures, names, what belongs to the page.
READING_VERSION = 3
# A page of many thousand sentences is a list or a log: its beginning says what it is.
MOST_SENTENCES = 300
# The slow model reads this many; news articles hardly have more.
MOST_SENTENCES_SLOW = 60
LEAD_CHARACTERS = 240


def prepare(
    documents: Sequence[Document],
    leads: bool = True,
    embedded: Callable[[Sequence[PreparedDocument]], Iterable[PreparedDocument]] = lambda drafts: (),
) -> list[PreparedDocument]:
    """Prepare ``documents`` in one batch, in their order.

    ``leads``: also embed the beginning of every document with the model that reads all languages, by which
    documents are found across models. Without it, documents of the first model's languages skip that cost.
    ``embedded`` is shown the documents before anything is embedded and may give others that were embedded before:
    what stands word for word in those is taken from them.
    """
    drafts = [_draft(document) for document in documents]
    known = Known(embedded(drafts))
    for model in vectors.MODELS.values():
        mine = [d for d in drafts if vectors.model_for(d.language).name == model.name]
        known.fill([d for d in drafts if d not in mine], model)
        add_vectors(mine, model, known.rows(model))
        add_leads(
            [d for d in drafts if leads or d in mine] if model is vectors.E5 else [],
            vectors.E5,
            known.leads(vectors.E5),
        )
    return drafts


class Known:
    """Vectors of earlier documents by model and by the very text that was embedded."""

    def __init__(self, documents: Iterable[PreparedDocument]) -> None:
        self._rows: dict[str, dict[str, Vectors]] = {}
        self._leads: dict[str, dict[str, Vectors]] = {}
        for document in documents:
            # A title may have been corrected since; then its vectors, and the beginning's, are of other words.
            same_title = all(
                _hashes(document.title[s.start : s.end]) == s.words for s in document.sentences if s.in_title
            )
            for model, rows in document.vectors.items():
                held = self._rows.setdefault(model, {})
                for sentence, row in zip(document.sentences, rows, strict=False):
                    if same_title or not sentence.in_title:
                        held[_text_of(document, sentence)] = row
            if same_title:
                for model, row in document.leads.items():
                    self._leads.setdefault(model, {})[lead(document)] = row

    def rows(self, model: vectors.Model) -> Mapping[str, Vectors]:
        """Vectors of sentences."""
        return self._rows.get(model.name, {})

    def leads(self, model: vectors.Model) -> Mapping[str, Vectors]:
        """Vectors of beginnings."""
        return self._leads.get(model.name, {})

    def fill(self, drafts: Iterable[PreparedDocument], model: vectors.Model) -> None:
        """Give ``model``'s rows to those documents of another model whose every sentence is known."""
        rows = self.rows(model)
        for draft in drafts if rows else ():
            texts = [_text_of(draft, s) for s in draft.sentences[: limit(model)]]
            if texts and all(text in rows for text in texts):
                draft.vectors[model.name] = np.stack([rows[text] for text in texts])


def _text_of(document: PreparedDocument, sentence: PreparedSentence) -> str:
    return (document.title if sentence.in_title else document.text)[sentence.start : sentence.end]


def add_vectors(
    prepared: Iterable[PreparedDocument],
    model: vectors.Model,
    known: Mapping[str, Vectors] = MappingProxyType({}),
) -> None:
    """Embed, in one batch, the sentences of those documents that lack rows of ``model``, and keep them.

    ``known`` has vectors of texts that need not be embedded. Raises ValueError for a document that was rebuilt without
    its text.
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
        texts += [_text_of(document, s) for s in kept]
    rows = _embedded(texts, model, known)
    position = 0
    for document, count in zip(lacking, counts, strict=True):
        document.vectors[model.name] = rows[position : position + count]
        position += count


def _embedded(texts: Sequence[str], model: vectors.Model, known: Mapping[str, Vectors]) -> Vectors:
    """One row a text, embedding only those that are not known."""
    rows = np.zeros((len(texts), model.dimensions), np.float32)
    new = [place for place, text in enumerate(texts) if text not in known]
    if new:
        rows[new] = vectors.embed([texts[place] for place in new], model)
    for place, text in enumerate(texts):
        if text in known:
            rows[place] = known[text]
    return rows


def add_leads(
    prepared: Iterable[PreparedDocument],
    model: vectors.Model,
    known: Mapping[str, Vectors] = MappingProxyType({}),
) -> None:
    """Embed the title and beginning of those documents that lack a lead vector of ``model``, and keep it."""
    lacking = [document for document in prepared if model.name not in document.leads]
    rows = _embedded([lead(document) for document in lacking], model, known)
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
        parts.append(_text_of(document, sentence)[:room])
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
        words=_hashed(words),
        furniture=is_furniture(text),
    )


def _hashes(text: str) -> tuple[int, ...]:
    return _hashed(shingles.tokens(text))


def _hashed(words: Iterable[str]) -> tuple[int, ...]:
    return tuple(zlib.crc32(word.encode("utf-8", "replace")) for word in words)


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
