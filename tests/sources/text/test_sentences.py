"""Sentences: exact spans in any text, line by line, in scripts with and without spaces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.text.sentences import LONGEST_SENTENCE, split
from tests.sources.comparison.articles import HELPLINE, TRANSLATIONS


def _texts(text: str, language: str) -> list[str]:
    return [sentence.text for sentence in split(text, language)]


def test_abbreviations_do_not_end_a_sentence() -> None:
    assert _texts("Dr. Brask spoke. The council listened.", "en") == [
        "Dr. Brask spoke.",
        "The council listened.",
    ]


def test_a_line_break_ends_a_sentence() -> None:
    assert _texts("Frost takes the apples\nGrowers fear for the harvest", "en") == [
        "Frost takes the apples",
        "Growers fear for the harvest",
    ]


@pytest.mark.parametrize(
    ("language", "text", "sentences"),
    [
        ("ja", "橋が開いた。人々は歩いた。", ["橋が開いた。", "人々は歩いた。"]),
        ("en", "橋が開いた。人々は歩いた。", ["橋が開いた。", "人々は歩いた。"]),
        ("ja", "市長は「開いた。」と言った。", ["市長は「開いた。」と言った。"]),
        ("hi", "पुल खुल गया। लोग चले।", ["पुल खुल गया।", "लोग चले।"]),
    ],
)
def test_stops_of_other_scripts(language: str, text: str, sentences: list[str]) -> None:
    assert _texts(text, language) == sentences


@pytest.mark.parametrize("language", ["en", *sorted(TRANSLATIONS)])
def test_articles_have_one_sentence_a_line(language: str) -> None:
    text = HELPLINE if language == "en" else TRANSLATIONS[language]
    assert _texts(text, language) == text.split("\n")


def test_a_long_line_of_thai_is_cut_at_spaces() -> None:
    text = " ".join(["สะพานใหม่เปิดให้ประชาชนใช้แล้วเมื่อวันเสาร์หลังก่อสร้างมาสี่ปี"] * 12)
    pieces = _texts(text, "th")
    assert 3 <= len(pieces) <= 8
    assert " ".join(pieces) == text


def test_a_megabyte_without_a_stop_is_cut() -> None:
    text = "wort " * 200_000
    sentences = split(text, "de")
    assert max(len(sentence.text) for sentence in sentences) <= LONGEST_SENTENCE
    assert sum(sentence.text.count("wort") for sentence in sentences) == 200_000


@given(st.text(alphabet=st.characters() | st.sampled_from(".!? \n\r\u2028。।“”\0"), max_size=300))
def test_spans_are_exact_in_order_and_leave_out_white_space_alone(text: str) -> None:
    position = 0
    for sentence in split(text, "en"):
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip()
        assert sentence.start >= position
        assert not text[position : sentence.start].strip()
        position = sentence.end
    assert not text[position:].strip()


def test_lone_surrogates_keep_their_place() -> None:
    text = "The bridge \ud83d opened. People walked."
    assert _texts(text, "en") == ["The bridge \ud83d opened.", "People walked."]
