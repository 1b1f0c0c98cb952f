"""The shared English parse keeps its offsets, whatever the text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction.parsing import CHUNK, chunks, parse


def test_offsets_hold_over_chunks() -> None:
    text = "The charity counted 40 cases in Leeds.\n" * 300
    doc = parse(text)
    assert len(text) > 2 * CHUNK
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
    assert [entity.text for entity in doc.ents].count("Leeds") > 200


def test_the_same_text_is_parsed_once() -> None:
    assert parse("Two charities agreed.") is parse("Two charities agreed.")


def test_chunks_cover_the_text_and_end_at_words() -> None:
    text = "word " * 5_000
    spans = chunks(text)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(end - start <= CHUNK for start, end in spans)
    assert all(text[start:end].endswith(" ") for start, end in spans)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.integers(min_value=10, max_value=50))
def test_chunks_cover_any_text(text: str, limit: int) -> None:
    spans = chunks(text, limit)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(0 < end - start <= limit for start, end in spans)


def test_what_the_model_cannot_take_is_parsed_all_the_same() -> None:
    for text in ("", "\x00", "a \ud800 b", "(" * 3_000, "x" * 20_000, "🎉" * 500, " " * 9_000):
        doc = parse(text)
        assert sum(len(token.text_with_ws) for token in doc) == len(text)
