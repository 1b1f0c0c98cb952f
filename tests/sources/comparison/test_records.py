"""Prepared documents go to bytes and back; keys and vectors by which they are found stay the same."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.comparison import (
    Document,
    PreparedDocument,
    anchor_keys,
    band_keys,
    compare,
    document_vectors,
    pair_keys,
    prepare,
)
from sources.comparison.preparing import add_vectors
from sources.comparison.records import PreparedSentence
from sources.text.vectors import E5, UNIVERSAL
from tests.sources.comparison import articles


@pytest.fixture(scope="module")
def pair() -> list[PreparedDocument]:
    return prepare(
        [
            Document("en", "More children call", articles.HELPLINE, published_on=date(2024, 5, 1)),
            Document("de", "Mehr Kinder", articles.TRANSLATIONS["de"]),
        ]
    )


def test_round_trip_keeps_everything(pair: list[PreparedDocument]) -> None:
    for document in pair:
        rebuilt = PreparedDocument.from_bytes(document.to_bytes(), document.title, document.text)
        assert rebuilt == document
        assert np.array_equal(rebuilt.shingles, document.shingles)
        assert np.array_equal(rebuilt.signature, document.signature)
        assert band_keys(rebuilt) == band_keys(document)
        assert anchor_keys(rebuilt) == anchor_keys(document)
        assert pair_keys(rebuilt) == pair_keys(document)
        for name, rows in document.vectors.items():
            assert (np.einsum("ij,ij->i", rebuilt.vectors[name], rows) > 0.999).all()
        assert rebuilt.leads[E5.name] @ document.leads[E5.name] > 0.999


def test_a_rebuilt_document_is_compared_without_embedding_again(
    pair: list[PreparedDocument], monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuilt = [PreparedDocument.from_bytes(document.to_bytes()) for document in pair]
    fresh = compare(*pair)

    def refuse(*_: object) -> None:
        raise AssertionError("embedded again")

    monkeypatch.setattr("sources.text.vectors._universal", refuse)
    monkeypatch.setattr("sources.text.vectors._e5", refuse)
    again = compare(*rebuilt)
    assert again.relation == fresh.relation == "translation"
    assert again.probability == pytest.approx(fresh.probability, abs=0.01)


def test_a_document_without_its_text_is_not_embedded_as_nothing(pair: list[PreparedDocument]) -> None:
    rebuilt = PreparedDocument.from_bytes(pair[0].to_bytes())
    with pytest.raises(ValueError, match="without its text"):
        add_vectors([rebuilt], E5)


def test_a_headline_repeated_as_first_line_counts_once() -> None:
    title = "More children call for help in Calder"
    once, twice = prepare(
        [
            Document("once", title, articles.HELPLINE),
            Document("twice", title, f"{title}\n{articles.HELPLINE}"),
        ],
        leads=False,
    )
    assert once.word_count == twice.word_count
    assert compare(once, twice).relation == "identical"


def test_every_document_has_a_vector_that_all_languages_share(pair: list[PreparedDocument]) -> None:
    for document in pair:
        vectors = dict(document_vectors(document))
        assert set(vectors) == {UNIVERSAL.name, E5.name}
        assert all(np.linalg.norm(vector) == pytest.approx(1, abs=1e-4) for vector in vectors.values())


def test_keys_fit_the_column_of_the_table(pair: list[PreparedDocument]) -> None:
    for document in pair:
        keys = band_keys(document) + anchor_keys(document) + pair_keys(document)
        assert keys
        assert len(keys) == len(set(keys))
        assert all(0 < len(key) <= 80 for key in keys)


@pytest.mark.parametrize(
    "stored", [b"", b"\0\0\0\x02{}", b"nonsense that is no document at all", b"\xff" * 40]
)
def test_other_bytes_are_refused(stored: bytes) -> None:
    with pytest.raises(ValueError, match=r"prepared|Expecting|codec"):
        PreparedDocument.from_bytes(stored)


@settings(max_examples=50, deadline=None)
@given(
    st.text(max_size=20),
    st.lists(
        st.tuples(st.integers(0, 999), st.floats(0, 50), st.lists(st.text(max_size=5), max_size=3)),
        max_size=5,
    ),
)
def test_any_prepared_document_survives(key: str, sentences: list[tuple[int, float, list[str]]]) -> None:
    document = PreparedDocument(
        key=key,
        language="und",
        published_on=None,
        word_count=1.5,
        sentences=tuple(
            PreparedSentence(start, start + 1, False, weight, (weight,), tuple(names), (start,))
            for start, weight, names in sentences
        ),
        shingles=np.array([1, 2**32 - 1], np.uint32),
        signature=np.zeros(0, np.uint32),
        vectors={UNIVERSAL.name: np.zeros((0, 512), np.float32)},
        leads={},
        title="",
        text="",
    )
    assert PreparedDocument.from_bytes(document.to_bytes()) == document
