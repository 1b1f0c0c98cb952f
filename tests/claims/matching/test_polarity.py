"""A negation or a number turns a quote round: no likeness of words joins the two; cuts and translations still join."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching import compare_statements
from claims.matching.facts import StatementFacts
from claims.matching.polarity import negation_differs, numbers_differ

SPEAKER = "Maren Oakes"


def quote(words, language="en"):
    return StatementFacts(
        kind="quote", text=f"“{words}”", exact=words, language=language, speaker=SPEAKER, story="1"
    )


TURNED = [
    (
        "en",
        "We will not wait for the company to act on this.",
        "We will wait for the company to act on this.",
    ),
    ("en", "We won't accept another year of empty words.", "We will accept another year of empty words."),
    ("en", "Nobody at the company answered our letters.", "Somebody at the company answered our letters."),
    ("id", "Kami tidak akan menunggu perusahaan itu lagi.", "Kami akan menunggu perusahaan itu lagi."),
    ("es", "No lo vamos a permitir en nuestras escuelas.", "Lo vamos a permitir en nuestras escuelas."),
    ("de", "Wir werden nicht auf das Unternehmen warten.", "Wir werden auf das Unternehmen warten."),
    ("fr", "Nous n'allons pas attendre l'entreprise.", "Nous allons attendre l'entreprise."),
    ("ru", "Мы не будем ждать ответа компании.", "Мы будем ждать ответа компании."),
]
NUMBERS = [
    (
        "en",
        "Four in ten children were contacted by a stranger.",
        "Five in ten children were contacted by a stranger.",
    ),
    ("en", "Last year we counted 240 children in Kent.", "Last year we counted 420 children in Kent."),
    (
        "de",
        "Im letzten Jahr zählten wir 8.000 Fälle im Land.",
        "Im letzten Jahr zählten wir 9.000 Fälle im Land.",
    ),
]
CUT = [
    (
        "en",
        "We will not wait for the company to act, and no parent should have to.",
        "We will not wait for the company",
    ),
    (
        "en",
        "We will not wait for the company to act, and no parent should.",
        "We will not wait … and no parent should.",
    ),
    (
        "en",
        "It is not the children's fault. We want the company to act on this now.",
        "We want the company to act on this",
    ),
    ("en", "Last year we counted 240 children, and 12 of them in Kent.", "Last year we counted 240 children"),
    (
        "es",
        "Nunca nos contestaron. Queremos que la empresa actúe ahora mismo.",
        "Queremos que la empresa actúe ahora",
    ),
]


@pytest.mark.parametrize(("language", "first", "second"), TURNED)
def test_a_negation_more_is_never_joined(language, first, second):
    for one, two in ((first, second), (second, first)):
        for aligned in (None, True):
            match = compare_statements(quote(one, language), quote(two, language), aligned=aligned)
            assert match.outcome != "same_in_story"
            assert [conflict.kind for conflict in match.conflicts] == ["negation"]


@pytest.mark.parametrize(("language", "first", "second"), NUMBERS)
def test_another_number_in_a_quote_is_never_joined(language, first, second):
    match = compare_statements(quote(first, language), quote(second, language), aligned=True)
    assert match.outcome != "same_in_story"
    assert [conflict.kind for conflict in match.conflicts] == ["figure"]


@pytest.mark.parametrize(("language", "whole", "cut"), CUT)
def test_what_is_cut_away_turns_nothing_round(language, whole, cut):
    for one, two in ((whole, cut), (cut, whole)):
        match = compare_statements(quote(one, language), quote(two, language))
        assert (match.outcome, match.conflicts) == ("same_in_story", ())


@pytest.mark.parametrize(
    ("first", "language", "second", "differs"),
    [
        ("We will not wait for the company.", "de", "Wir werden nicht auf das Unternehmen warten.", False),
        ("We will not wait for the company.", "de", "Wir werden auf das Unternehmen warten.", True),
        ("We will not wait for the company.", "fr", "Nous n'attendrons pas l'entreprise.", False),
        ("We will not wait for the company.", "id", "Kami akan menunggu perusahaan itu.", True),
        (
            "Nobody answered us, and we wrote four letters to the company.",
            "es",
            "Escribimos cuatro cartas",
            False,
        ),
        ("We will not wait for the company.", "ja", "会社を待ちません。", False),
    ],
)
def test_across_languages(first, language, second, differs):
    assert negation_differs(first, "en", second, language) is differs
    assert negation_differs(second, language, first, "en") is differs


@pytest.mark.parametrize(
    ("first", "language", "second", "differs"),
    [
        ("We counted 8,000 children.", "id", "Kami menghitung 8.000 anak.", False),
        ("We counted 8,000 children.", "id", "Kami menghitung 9.000 anak.", True),
        ("Half of all children said so.", "de", "50 Prozent der Kinder sagten das.", False),
        ("One child is one too many.", "de", "Ein Kind ist eines zu viel.", False),
    ],
)
def test_numbers_across_languages(first, language, second, differs):
    assert numbers_differ(first, "en", second, language) is differs


def test_a_sentence_with_its_figure_denied_is_not_joined():
    def facts(text):
        return StatementFacts(
            kind="statistic", text=text, exact="60 organisations", language="en", value=60.0, comparator="=",
            unit_normalized="organisation", counted="organisations", story="1",
        )  # fmt: skip

    said, denied = (
        facts("60 organisations signed the open letter."),
        facts("60 organisations never signed the open letter."),
    )
    match = compare_statements(said, denied)
    assert match.outcome != "same_in_story"
    assert [conflict.kind for conflict in match.conflicts] == ["negation"]
    assert compare_statements(said, said).outcome == "same_in_story"


@given(st.text(max_size=200), st.text(max_size=200), st.sampled_from(["en", "ar", "und", "xx", ""]))
def test_any_text_is_answered_and_a_quote_never_contradicts_itself(first, second, language):
    assert negation_differs(first, language, first, language) is False
    assert numbers_differ(first, language, first, language) is False
    assert negation_differs(first, language, second, "en") in (True, False)
