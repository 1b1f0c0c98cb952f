"""Names by how they sound: one name in many scripts, and what it says where one is not heard."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.comparison.sounding import heard, name_runs, sounds


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        (
            "Ottoline Brask",
            ["Оттолина Браск", "ओटोलिन ब्रास्क", "อ็อตโตลีน บราสก์", "奥托琳·布拉斯克", "オットリーン・ブラスク"],
        ),
        ("Marina Veleska", ["Марина Велеска", "玛丽娜·韦莱斯卡", "مارينا فيليسكا"]),
        ("Mattis Oyelaran", ["มัตติส โอเยลารัน", "マティス・オイェララン"]),
    ],
)
def test_one_name_sounds_the_same_in_every_script(name: str, spellings: list[str]) -> None:
    assert {sounds(spelling) for spelling in spellings} == {sounds(name)}


def test_other_names_sound_otherwise() -> None:
    assert sounds("Ines Marwood") != sounds("Piotr Ekberg")
    assert sounds("") == sounds("aeiou") == ""


@pytest.mark.parametrize(
    ("sentence", "language", "names"),
    [
        ("It was Ines Marwood who met Dune.", "en", [("Ines", "Marwood"), ("Dune",)]),
        ("Children wrote to Dune on Monday in March.", "en", [("Dune",)]),
        (
            "Bu golü Baraka Njeru'nun pasıyla Kasumba'nın kafası getirdi.",
            "tr",
            [("Baraka", "Njeru"), ("Kasumba",)],
        ),
        ("Elle vient d'Aurelland avec l'Union.", "fr", [("Aurelland",), ("Union",)]),
        ("Der Hund und die Katze sahen Frau Brask.", "de", []),
        ("周一，玛丽娜来了 Netwatch", "zh", []),
        ("ALL OF THIS STANDS OVER PARAGRAPHS", "en", []),
        ("", "en", []),
    ],
)
def test_names_are_runs_of_capitals(sentence: str, language: str, names: list[tuple[str, ...]]) -> None:
    assert list(name_runs(sentence, language)) == names


SENTENCES = ["The funeral of Ines Marwood is in the chapel of Calder.", "The choir sings."]


def test_a_name_that_is_heard_speaks_for_a_translation() -> None:
    told = heard(
        SENTENCES, "en", ["Прощание с Инес Марвуд пройдёт в часовне Калдера.", "Поёт хор."], {0: [0]}
    )
    assert told.found == ("Ines Marwood", "Calder")
    assert told.lacking == ()
    assert told.evidence > 3


def test_names_that_are_not_heard_speak_against_it() -> None:
    told = heard(
        SENTENCES, "en", ["Прощание с Петром Экбергом пройдёт в часовне Вейрхема.", "Поёт хор."], {0: [0]}
    )
    assert told.lacking == ("Ines Marwood", "Calder")
    assert told.evidence < -2


def test_a_surname_alone_is_the_same_person() -> None:
    told = heard(["So said Annika Torvald.", "Then Torvald left."], "en", ["Говорила Торвальд."], {})
    assert told.found == ("Annika Torvald",)


def test_a_short_name_says_nothing_in_a_long_text() -> None:
    assert heard(["We met Ann."], "en", ["нет " * 400], {}).evidence == 0


@settings(deadline=None)  # the first call loads the tables of transliteration
@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["en", "ru", "tr", "und", "xx"]))
def test_any_text_is_heard_without_error(one: str, other: str, language: str) -> None:
    assert isinstance(heard([one], language, [other], {0: [0]}).evidence, float)
