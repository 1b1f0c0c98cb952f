"""What spaCy's entity recogniser decides, decided for a whole text at once.

spaCy 3.8 walks a text token by token and asks each of its 74 moves, each time, whether it may be made; two thirds of the
recogniser's time go there. Outside an entity a move depends on the token alone, so that the scores of all tokens are one
matrix product; only inside an entity are tokens taken one by one. The weights, the moves that are allowed, and so the
entities, are spaCy's own (``spacy/ml/parser_model.pyx``, ``spacy/pipeline/_parser_internals/ner.pyx``; a test compares them).
"""

from typing import Any

import numpy as np
from spacy.attrs import IS_SPACE, SENT_START
from spacy.tokens import Doc, Span


class Entities:
    """A component for spaCy's pipeline in place of ``recogniser``, for texts that bring no entities along."""

    def __init__(self, recogniser: Any) -> None:
        model = recogniser.model
        self.tokens_to_vectors = model.get_ref("tok2vec")
        self.lower = model.get_ref("lower")
        self.bias = self.lower.get_param("b")
        upper = model.get_ref("upper")
        self.weights, self.offsets = upper.get_param("W").T.copy(), upper.get_param("b")
        moves = [
            recogniser.moves.get_class_name(place).partition("-")[::2] for place in range(upper.get_dim("nO"))
        ]
        self.labels = [label for _, label in moves]
        self.moves = [move for move, _ in moves]
        self.inside = {label: place for place, (move, label) in enumerate(moves) if move == "I"}
        self.last = {label: place for place, (move, label) in enumerate(moves) if move == "L"}
        self.begins = np.array([move == "B" for move in self.moves])
        self.names = np.array([move in "BU" for move in self.moves])
        self.never = np.array([move in "IL" or (move == "U" and not label) for move, label in moves])

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc.ents``. Tokens of no entity are marked as outside."""
        doc.set_ents([Span(doc, *found) for found in self.find(doc)] if len(doc) else [], default="outside")
        return doc

    def find(self, doc: Doc) -> list[tuple[int, int, str]]:
        """First token, token after the last, label."""
        # Of shape (tokens + 1, 3, hidden, pieces): what each token adds as the next one, as the first of the open entity
        # and as the one before; the first row stands for no token.
        parts = self.lower.predict(self.tokens_to_vectors.predict([doc]))
        none, parts = parts[0], parts[1:]
        scores = (parts[:, 0] + none[1] + none[2] + self.bias).max(axis=2) @ self.weights + self.offsets
        space, start = doc.to_array([IS_SPACE, SENT_START]).T
        closing = np.append(start[1:] == 1, True)
        scores[:, self.never] = -np.inf
        scores[np.ix_(closing, self.begins)] = -np.inf
        scores[np.ix_(space == 1, self.names)] = -np.inf
        found: list[tuple[int, int, str]] = []
        end = 0
        chosen = scores.argmax(axis=1)
        for first in np.flatnonzero(self.names[chosen]).tolist():
            if first < end:
                continue
            end, label = first + 1, self.labels[chosen[first]]
            if self.moves[chosen[first]] == "B":
                going_on, last = self.inside[label], self.last[label]
                weights = self.weights[:, going_on] - self.weights[:, last]
                offset = self.offsets[going_on] - self.offsets[last]
                while not closing[end]:
                    hidden = (parts[end, 0] + parts[first, 1] + parts[end - 1, 2] + self.bias).max(axis=1)
                    if hidden @ weights + offset <= 0:
                        break
                    end += 1
                end += 1
            found.append((first, end, label))
        return found
