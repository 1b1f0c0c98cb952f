"""Sparse indexes over short texts: BM25 over words and TF-IDF over character n-grams, as matrices.

Both answer one query against every text at once; which scores count how much is decided in ``retrieval``.
"""

import math
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

Floats = npt.NDArray[np.float32]


class SparseIndex(ABC):
    """Weighted terms of many texts; subclasses say how a term weighs in a text and in a query."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self.size = len(texts)
        self.vocabulary: dict[str, int] = {}
        documents, terms, counts = [], [], []
        for row, tokens in enumerate(texts):
            for token, count in Counter(tokens).items():
                documents.append(row)
                terms.append(self.vocabulary.setdefault(token, len(self.vocabulary)))
                counts.append(count)
        shape = (len(self.vocabulary), self.size)
        counted = csr_matrix((np.array(counts, dtype=np.float32), (terms, documents)), shape=shape)
        self.document_frequency = np.diff(counted.indptr)
        self.matrix = self._weigh(counted, np.array([len(tokens) for tokens in texts], dtype=np.float32))

    @abstractmethod
    def _weigh(self, counted: "csr_matrix", lengths: Floats) -> "csr_matrix":
        """The matrix of terms by texts with each count weighed; ``lengths`` are the texts' in tokens."""

    @abstractmethod
    def _query_weights(self, rows: npt.NDArray[np.int64], counts: Floats) -> Floats:
        """What each of the query's terms weighs, by their rows in the matrix."""

    def scores(self, tokens: Sequence[str]) -> Floats:
        """One score a text, in the order the texts were given; zeros when no word is known."""
        known = Counter(self.vocabulary[token] for token in tokens if token in self.vocabulary)
        result = np.zeros(self.size, dtype=np.float32)
        if not known:
            return result
        rows = np.fromiter(known.keys(), dtype=np.int64, count=len(known))
        weights = self._query_weights(rows, np.fromiter(known.values(), dtype=np.float32, count=len(known)))
        for row, weight in zip(rows, weights, strict=True):
            at = slice(self.matrix.indptr[row], self.matrix.indptr[row + 1])
            result[self.matrix.indices[at]] += weight * self.matrix.data[at]
        return result


class Bm25Index(SparseIndex):
    """BM25 (Robertson & Zaragoza 2009) with k1 and b for texts of one or two sentences."""

    def __init__(self, texts: Sequence[Sequence[str]], *, k1: float = 1.2, b: float = 0.5) -> None:
        self.k1, self.b = k1, b
        super().__init__(texts)

    def idf(self, token: str) -> float:
        """Rarity of a word among the texts: 0 for a word in all of them, at most log(texts) about."""
        row = self.vocabulary.get(token)
        frequency = 0 if row is None else int(self.document_frequency[row])
        return math.log(1 + (self.size - frequency + 0.5) / (frequency + 0.5))

    def _weigh(self, counted: "csr_matrix", lengths: Floats) -> "csr_matrix":
        frequency = self.document_frequency
        self.idf_of_row = np.log(1 + (self.size - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)
        mean = float(lengths.mean()) if self.size else 1.0
        norm = self.k1 * (1 - self.b + self.b * lengths / max(mean, 1.0))
        matrix = counted.copy()
        matrix.data = matrix.data * (self.k1 + 1) / (matrix.data + norm[matrix.indices])
        matrix.data *= np.repeat(self.idf_of_row, frequency)
        return matrix

    def _query_weights(self, rows: npt.NDArray[np.int64], counts: Floats) -> Floats:
        return np.ones(len(rows), dtype=np.float32)


class TfIdfIndex(SparseIndex):
    """Cosine of TF-IDF vectors with logarithmic term frequency."""

    def _weigh(self, counted: "csr_matrix", lengths: Floats) -> "csr_matrix":
        frequency = self.document_frequency
        self.idf_of_row = (np.log((1 + self.size) / (1 + frequency)) + 1).astype(np.float32)
        matrix = counted.copy()
        matrix.data = (1 + np.log(matrix.data)) * np.repeat(self.idf_of_row, frequency)
        length = np.sqrt(np.bincount(matrix.indices, weights=matrix.data**2, minlength=self.size))
        matrix.data /= np.maximum(length, 1e-9)[matrix.indices]
        return matrix

    def _query_weights(self, rows: npt.NDArray[np.int64], counts: Floats) -> Floats:
        weights: Floats = (1 + np.log(counts)) * self.idf_of_row[rows]
        return weights / np.float32(max(float(np.linalg.norm(weights)), 1e-9))
