"""Alignment on made-up vectors: what is linked, in which order, and what is left alone."""

import numpy as np
import pytest

from sources.comparison.alignment import SCALES, Link, align, in_order, order, strength
from sources.text.vectors import UNIVERSAL, Vectors

SCALE = SCALES[UNIVERSAL.name, True]


def _unit(rows: "np.ndarray[tuple[int, int], np.dtype[np.float64]]") -> Vectors:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


@pytest.fixture
def sentences() -> Vectors:
    return _unit(np.random.default_rng(5).normal(size=(12, 64)))


def _noisy(rows: Vectors, noise: float = 0.05) -> Vectors:
    return _unit(rows + np.random.default_rng(6).normal(size=rows.shape) * noise)


def test_every_sentence_finds_its_counterpart(sentences: Vectors) -> None:
    links = align(sentences, _noisy(sentences), SCALE)
    assert [(link.a, link.b) for link in links] == [((i,), (i,)) for i in range(12)]
    assert all(link.strength > 0.9 for link in links)
    assert order(links) == 1


def test_strangers_are_not_linked_strongly(sentences: Vectors) -> None:
    others = _unit(np.random.default_rng(8).normal(size=(9, 64)))
    assert all(link.strength < 0.5 for link in align(sentences, others, SCALE))


def test_a_sentence_split_in_two_is_joined(sentences: Vectors) -> None:
    whole = np.vstack([sentences[:3], _unit(sentences[3:4] + sentences[4:5]), sentences[5:]])
    links = align(sentences, _noisy(whole, 0.02), SCALE)
    assert ((3, 4), (3,)) in [(link.a, link.b) for link in links]


def test_a_paragraph_without_stops_stands_for_four_sentences(sentences: Vectors) -> None:
    whole = np.vstack([sentences[:2], _unit(sentences[2:6].sum(axis=0, keepdims=True)), sentences[6:]])
    links = align(_noisy(whole, 0.02), sentences, SCALE)
    assert ((2,), (2, 3, 4, 5)) in [(link.a, link.b) for link in links]


def test_another_order_is_seen(sentences: Vectors) -> None:
    links = align(sentences, sentences[::-1].copy(), SCALE)
    assert len(links) == 12
    assert order(links) == pytest.approx(1 / 12)


@pytest.mark.parametrize(
    ("places", "kept"),
    [([0, 1, 2], [0, 1, 2]), ([2, 0, 1, 5, 3, 4], [0, 1, 3, 4]), ([3, 2, 1], [1]), ([4], [4]), ([], [])],
)
def test_what_stands_in_one_order_is_the_most_that_can(places: list[int], kept: list[int]) -> None:
    links = [Link((a,), (b,), 0.9, 1.5, 0.9) for a, b in enumerate(places)]
    assert [link.b[0] for link in in_order(links)] == kept


def test_nothing_to_align() -> None:
    none = np.zeros((0, 64), np.float32)
    assert align(none, none, SCALE) == []
    assert order([]) == 0.5


def test_strength_grows_with_cosine_and_margin() -> None:
    assert (
        strength(0.8, 1.5, SCALE)
        > strength(0.6, 1.5, SCALE)
        > strength(0.6, 1.1, SCALE)
        > strength(0.2, 1.0, SCALE)
    )
