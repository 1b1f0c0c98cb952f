"""Every language file is complete, and its words are readable by the number grammar."""

import math
import tomllib

import pytest

from sources.text import language_data
from sources.text.numerals import find

CODES = language_data.codes()
KINDS_OF_CHANGE = {"year", "month", "week", "quarter", "day"}


def _sections(code: str) -> dict[str, object]:
    return tomllib.loads((language_data.FOLDER / f"{code}.toml").read_text(encoding="utf-8"))


def test_the_promised_languages_have_a_file() -> None:
    assert {"en", "id", "es", "fr", "de", "pt", "it", "nl"} <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_the_file_is_complete(code: str) -> None:
    assert language_data.missing(_sections(code)) == []
    assert language_data.load(code).code == code == language_data.load(code).table("language")["code"]


@pytest.mark.parametrize("code", CODES)
def test_an_incomplete_file_is_told(code: str) -> None:
    sections = _sections(code)
    del sections["months"]
    assert language_data.missing(sections) == ["months"]


@pytest.mark.parametrize("code", CODES)
def test_a_file_without_its_words_of_place_is_told(code: str) -> None:
    sections = _sections(code)
    sections.pop("places", None)
    places = ["places", "places.before", "places.and", "places.names"]
    # A parser tells the places of English.
    assert language_data.missing(sections) == ([] if code == "en" else places)


@pytest.mark.parametrize("code", CODES)
def test_values_make_sense(code: str) -> None:
    data = language_data.load(code)
    assert set(data.table("comparators", "before").values()) <= set("=~<>")
    assert set(data.table("comparators", "after").values()) <= set("=~<>")
    assert data.spacing in {"words", "compound", "unspaced"}
    assert data.decimal != data.group
    assert sorted(set(data.table("months").values())) == list(range(1, 13))
    for rule in data.table("periods", "relative").values():
        unit, _, shift = str(rule).partition(":")
        assert unit in KINDS_OF_CHANGE or rule == "before:-1"
        assert int(shift) in (-1, 0, 1)
    for word, value in data.table("magnitudes", "words").items():
        assert value >= 10, word


@pytest.mark.parametrize("code", [code for code in CODES if language_data.load(code).spacing != "unspaced"])
def test_every_number_word_is_read_as_its_value(code: str) -> None:
    data = language_data.load(code)
    weak = data.listed("numbers", "weak")
    ordinals = data.table("numbers", "ordinals")
    elided = data.listed("numbers", "glue")
    for word, value in data.table("numbers", "words").items():
        if word in weak or word in ordinals or word in elided or word in data.table("fractions", "words"):
            continue
        assert any(math.isclose(numeral.value, value) for numeral in find(word, code)), word


@pytest.mark.parametrize("code", CODES)
def test_magnitudes_multiply(code: str) -> None:
    data = language_data.load(code)
    for word, value in data.table("magnitudes", "words").items():
        if word in data.table("units", "durations"):
            continue
        assert any(math.isclose(numeral.value, 7 * value) for numeral in find(f"7 {word}", code)), word


def test_a_language_without_a_file_takes_its_locale() -> None:
    assert language_data.load("sv").decimal == ","
    assert language_data.load("en-GB").code == "en"
    assert language_data.load("nonsense!").decimal == "."
