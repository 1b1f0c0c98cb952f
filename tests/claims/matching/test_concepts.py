"""What is counted, across languages."""

import pytest

from claims.matching import concepts
from tests.claims.matching.statements import statistic


@pytest.mark.parametrize(
    ("phrase", "language", "concept"),
    [
        ("online child sex crimes", "en", "offence"),
        ("kejahatan seks anak", "id", "offence"),
        ("delitos sexuales contra niños", "es", "offence"),
        ("of grooming offences where the platform was known", "en", "offence"),
        ("reports of children in danger", "en", "report"),
        ("laporan tentang anak", "id", "report"),
        ("children groomed by strangers", "en", "child"),
        ("Meldungen über Kinder", "de", "report"),
        ("anak perempuan", "id", "girl"),
        ("kelompok", "id", "organisation"),
        ("international organisations", "en", "organisation"),
        ("أطفال", "ar", "child"),
    ],
)
def test_the_noun_that_is_counted(phrase, language, concept):
    assert concepts.counted(phrase, language).concept == concept


def test_unknown_and_vague_nouns():
    assert concepts.counted("wooden barges", "en").concept is None
    assert concepts.counted("wooden barges", "en").head == concepts.counted("barge", "en").head
    assert concepts.counted("instances of abuse", "en").vague
    assert concepts.counted("", "en") is None
    assert concepts.counted("of the", "en") is None


@pytest.mark.parametrize(
    "phrase", ["week", "a week", "every week", "setiap minggu", "pro Woche", "por semana", "Minggu"]
)
def test_weeks(phrase):
    assert concepts.per(phrase) == "week"


def test_other_denominators_stay_what_they_are():
    assert concepts.per("10,000 views") != concepts.per("views")
    assert concepts.per("10 views") != concepts.per("20 views")


def test_units():
    assert concepts.unit("%") == concepts.unit("per cent") == concepts.unit("persen") == "%"
    assert concepts.unit("zorgle") is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Half of the offences where the platform was known were on Pixomo.",
        "Where the force noted which service was used, half were on Pixomo.",
        "Setengah kejahatan di mana platform tersebut diketahui.",
        "En la mitad de los delitos en los que se conocía la plataforma.",
        "Bei Taten, bei denen die Plattform bekannt war, die Hälfte.",
        "La moitié des délits où la plateforme est connue.",
    ],
)
def test_conditions(sentence):
    assert concepts.narrowing(sentence).condition


def test_no_condition_without_its_opener():
    assert not concepts.narrowing(
        "The platform is well known and half of the offences happened there."
    ).condition


def test_ages():
    assert concepts.narrowing("children aged 11 to 16 in 2021").ages == {11, 16}
    assert concepts.narrowing("anak berusia 8 sampai 11 tahun").ages == {8, 11}
    assert concepts.narrowing("13-year-olds").ages == {13}
    assert concepts.narrowing("11 ships of 16").ages == frozenset()


def test_a_share_without_a_phrase_does_not_say_what_is_counted():
    assert concepts.counted_by(statistic(unit_normalized="percentage", counted=None)) is None
    assert concepts.counted_by(statistic(unit_normalized="percentage", counted="crimes")).concept == "offence"
    assert concepts.counted_by(statistic(unit_normalized="child", counted=" ")).concept == "child"
