"""Language identification: whole documents, scripts of one language, and texts that give nothing to go on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.text.language import LanguageGuess, identify
from tests.sources.comparison.articles import HELPLINE, OTHER_STORIES, TRANSLATIONS


@pytest.mark.parametrize("code", sorted(TRANSLATIONS))
def test_whole_articles_are_told_apart(code: str) -> None:
    assert identify(TRANSLATIONS[code]).code == code


@pytest.mark.parametrize("code", sorted(OTHER_STORIES))
def test_other_articles_are_told_apart(code: str) -> None:
    assert identify(OTHER_STORIES[code]).code == code


def test_english_with_confidence() -> None:
    guess = identify(HELPLINE)
    assert guess.code == "en"
    assert 0.9 < guess.confidence <= 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("橋がひらいた", "ja"),
        ("다리가 열렸다", "ko"),
        ("สะพานเปิดแล้ว", "th"),
        ("Η γέφυρα άνοιξε", "el"),
        ("הגשר נפתח", "he"),
        ("সেতু খুলেছে", "bn"),
    ],
)
def test_a_script_of_one_language_decides(text: str, code: str) -> None:
    assert identify(text) == LanguageGuess(code, 1.0)


def test_a_few_foreign_letters_do_not_decide() -> None:
    assert identify(HELPLINE + "\nสะพาน 橋がひらいた").code == "en"


def test_addresses_and_hashtags_do_not_decide() -> None:
    text = "Jembatan baru dibuka untuk warga kota pada hari Sabtu. "
    assert (
        identify(text + "https://example.org/the/new/bridge/of/the/town #the #bridge #of #our #town").code
        == "id"
    )


@pytest.mark.parametrize("text", ["", " \n", "12 345 %", "!!! --- 😀", "\0"])
def test_nothing_to_go_on(text: str) -> None:
    assert identify(text) == LanguageGuess("und", 0.0)


@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_text_gets_an_answer(text: str) -> None:
    guess = identify(text + "\ud800")
    assert 2 <= len(guess.code) <= 3
    assert 0 <= guess.confidence <= 1
