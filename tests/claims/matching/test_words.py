"""Words compare across inflection, accents and separators."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching.words import character_grams, content_words, pairs, words


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("reports", "report"),
        ("banning", "banned"),
        ("companies", "company"),
        ("Zoë", "zoe"),
        ("8,000", "8.000"),
    ],
)
def test_forms_of_one_word(one, two):
    assert words(one) == words(two)


@pytest.mark.parametrize(("one", "two"), [("news", "new"), ("8,000", "8"), ("king", "k"), ("3.5", "35")])
def test_other_words_stay_apart(one, two):
    assert words(one) != words(two)


def test_stop_words_are_left_out():
    assert content_words("It was in the harbour") == ["harbour"]


def test_pairs_are_neighbours():
    assert pairs(["a", "b", "c"]) == ["a b", "b c"]


def test_grams_stay_inside_words():
    assert character_grams("ox") == [" ox", "ox ", " ox "]
    assert not any("t d" in gram for gram in character_grams("cat dog"))


@given(st.text(max_size=200))
def test_any_text_has_words(text):
    assert all(words(text))
    character_grams(text)
