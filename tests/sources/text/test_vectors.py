"""Sentence vectors: shapes, length, order, the model of a language, and texts that no encoder expects."""

import numpy as np
import pytest

from sources.text.vectors import E5, MODELS, UNIVERSAL, Model, embed, model_for


@pytest.mark.parametrize(
    ("language", "model"),
    [
        ("en", UNIVERSAL),
        ("id", UNIVERSAL),
        ("ja", UNIVERSAL),
        ("hi", E5),
        ("sw", E5),
        ("vi", E5),
        ("ms", UNIVERSAL),
        ("und", UNIVERSAL),
    ],
)
def test_each_language_has_its_model(language: str, model: Model) -> None:
    assert model_for(language) is model


@pytest.mark.parametrize("model", MODELS.values(), ids=lambda model: model.name)
def test_vectors_are_normalised_and_in_order(model: Model) -> None:
    texts = ["The bridge opened on Saturday.", "Frost took the apples.", "The bridge opened on Saturday."]
    vectors = embed(texts, model)
    assert vectors.shape == (3, model.dimensions)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert np.array_equal(vectors[0], vectors[2])
    assert vectors[0] @ vectors[1] < 0.95


@pytest.mark.parametrize("model", MODELS.values(), ids=lambda model: model.name)
def test_a_translation_is_nearer_than_another_sentence(model: Model) -> None:
    english, german, other = embed(
        [
            "Late frost has destroyed the apples.",
            "Später Frost hat die Äpfel vernichtet.",
            "Das Fest zog viele Besucher an.",
        ],
        model,
    )
    assert english @ german > english @ other + 0.05


def test_composed_and_decomposed_letters_are_one_text() -> None:
    composed, decomposed = embed(["Der Frost traf die Äpfel.", "Der Frost traf die A\u0308pfel."], UNIVERSAL)
    assert np.array_equal(composed, decomposed)


def test_no_text_gives_no_vector() -> None:
    assert embed([], UNIVERSAL).shape == (0, UNIVERSAL.dimensions)


@pytest.mark.parametrize("model", MODELS.values(), ids=lambda model: model.name)
def test_odd_texts_get_finite_vectors(model: Model) -> None:
    vectors = embed(["", " ", "\0", "\ud800", "😀", "x" * 5_000, "\u202eאב"], model)
    assert np.isfinite(vectors).all()
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-4)


def test_an_unknown_model_is_refused() -> None:
    with pytest.raises(KeyError):
        embed(["text"], Model("none", 3, frozenset()))
