"""Numbers of any language: values, spans and kinds."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.text.numerals import NO_QUANTITY, find

VALUES = [
    ("en", "Some 8,000 pupils", 8000),
    ("id", "Ada 8.000 murid", 8000),
    ("id", "sebanyak 2,5 juta akun", 2_500_000),
    ("id", "dua puluh lima ribu akun", 25_000),
    ("id", "seratus lima belas guru", 115),
    ("id", "satu setengah juta", 1_500_000),
    ("en", "16.8 million files", 16_800_000),
    ("en", "room for 80, 000 people", 80_000),
    ("en", "a $700 cheque", 700),
    ("en", "a bill of 1.2bn", 1_200_000_000),
    ("en", "four hundred and twelve schools", 412),
    ("en", "a quarter of a century ago, three and a half tonnes", 3.5),
    ("en", "minus seven degrees", -7),
    ("en", "twelve point nought five", 12.05),
    ("en", "12,34,567 rupees", 1_234_567),
    ("en", "2½ cups", 2.5),
    ("fr", "quatre-vingt-dix-sept écoles", 97),
    ("fr", "soixante et onze", 71),
    ("fr", "5\u202f500 enfants", 5500),
    ("fr", "3,4 milliards", 3_400_000_000),
    ("de", "dreihundertfünfundvierzig Kinder", 345),
    ("de", "3 Mrd. Euro", 3_000_000_000),
    ("de", "anderthalb Millionen", 1_500_000),
    ("es", "ciento treinta y dos mil", 132_000),
    ("es", "dos millones y medio", 2_500_000),
    ("pt", "duzentos e trinta e um", 231),
    ("it", "milleduecentoventotto", 1228),
    ("it", "trentuno", 31),
    ("nl", "vierhonderdvijfentwintig kinderen", 425),
    ("ar", "٤٥٫٥", 45.5),
    ("ar", "خمسة وعشرون طفلا", 25),
    ("hi", "५ लाख बच्चे", 500_000),
    ("hi", "पैंतीस लोग", 35),
    ("zh", "三万五千人", 35_000),
    ("zh", "2.4亿元", 240_000_000),
    ("ja", "百二十三人", 123),
    ("ja", "５万６千円", 56_000),
    ("ko", "삼십이만 명", 320_000),
    ("sv", "1 200,5 kronor", 1200.5),
    ("ru", "1 200,5 рубля", 1200.5),
]


@pytest.mark.parametrize(("language", "text", "value"), VALUES)
def test_value(language: str, text: str, value: float) -> None:
    assert any(math.isclose(numeral.value, value) for numeral in find(text, language))


KINDS = [
    ("en", "It fell by 12 per cent.", "12 per cent", "percent"),
    ("en", "It cost $5m.", "$5m", "money"),
    ("en", "It cost 40 euros.", "40 euros", "money"),
    ("en", "A 13-year-old boy", "13-year-old", "age"),
    ("en", "It weighs 7 kg.", "7 kg", "measure"),
    ("en", "It lasted three weeks.", "three weeks", "duration"),
    ("en", "On 5 March 2021 it rained.", "5 March 2021", "date"),
    ("en", "On March 5, 2021 it rained.", "March 5, 2021", "date"),
    ("en", "Doors open at 7.30 pm.", "7.30 pm", "time"),
    ("en", "Open 24/7 for all.", "24/7", "time"),
    ("en", "Founded in 1987.", "1987", "year"),
    ("en", "Her 3rd book", "3rd", "ordinal"),
    ("en", "They won 4-1.", "4-1", "score"),
    ("en", "See section 14 there.", "14", "identifier"),
    ("en", "at 18 Marsh Lane", "18", "identifier"),
    ("en", "Call 0800 123 456 now.", "0800 123 456", "contact"),
    ("en", "two thirds", "two thirds", "fraction"),
    ("id", "naik 12 persen", "12 persen", "percent"),
    ("id", "pada 17 Agustus 2020", "17 Agustus 2020", "date"),
    ("id", "gadis berusia 13 tahun", "13 tahun", "age"),
    ("id", "Rp 2,5 juta", "Rp 2,5 juta", "money"),
    ("de", "am 3. Oktober 1990", "3. Oktober 1990", "date"),
    ("es", "el 4 de julio de 2019", "4 de julio de 2019", "date"),
    ("de", "40 Prozent", "40 Prozent", "percent"),
]


@pytest.mark.parametrize(("language", "text", "exact", "kind"), KINDS)
def test_kind(language: str, text: str, exact: str, kind: str) -> None:
    assert (exact, kind) in [(numeral.exact, numeral.kind) for numeral in find(text, language)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("between 40 and 50 schools", 40, 50),
        ("5-10 W", 5, 10),
        ("$3 million to $5 million", 3_000_000, 5_000_000),
        ("2 to 3 million", 2_000_000, 3_000_000),
        ("three or four weeks", 3, 4),
    ],
)
def test_range(text: str, low: float, high: float) -> None:
    (numeral,) = find(text, "en")
    assert (numeral.value, numeral.value_max) == (low, high)


def test_a_change_and_a_level_are_no_range() -> None:
    found = find("It grew by $40 to $90.", "en")
    assert [(numeral.value, numeral.value_max) for numeral in found] == [(40, None), (90, None)]


@pytest.mark.parametrize("text", ["COVID-19 spread", "the iPhone14 case", "a 5G mast", "the A12 road"])
def test_part_of_a_name_is_no_quantity(text: str) -> None:
    assert all(numeral.kind in NO_QUANTITY for numeral in find(text, "en"))


def test_a_share_and_a_count_are_no_range() -> None:
    found = find("It was up 12 per cent to 300.", "en")
    assert [(numeral.value, numeral.value_max) for numeral in found] == [(12, None), (300, None)]


def test_an_article_counts_as_one_in_a_ratio() -> None:
    (numeral,) = find("un sur quatre", "fr")
    assert (numeral.value, numeral.form) == (0.25, "ratio")


def test_indefinite_magnitude_is_a_range() -> None:
    (numeral,) = find("hundreds of thousands", "en")
    assert (numeral.value, numeral.value_max, numeral.kind) == (100_000, 1_000_000, "indefinite")


def test_decomposed_text_keeps_its_offsets() -> None:
    text = "Il y a quatre-vingt-deux e\u0301coles, soit 12 % de\u0301ja\u0300."
    assert [(n.value, n.exact) for n in find(text, "fr")][:2] == [(82, "quatre-vingt-deux"), (12, "12 %")]


_PIECES = st.sampled_from(
    [
        "12",
        "3.5",
        "1,200",
        "5 500",
        "half",
        "one",
        "million",
        "setengah",
        "juta",
        "dreihundert",
        "三",
        "百",
        "분의",
        "و",
        "نصف",
        "%",
        "$",
        "€",
        " per ",
        " to ",
        "-",
        "–",
        ".",
        ",",
        " ",
        "\n",
        "e\u0301",
        "\u200f",
        "🎉",
        "\ud800",
        "\x00",
        "٣",
        "५",
        "½",
        "^",
        "/",
    ]
)
_LANGUAGES = st.sampled_from(
    ["en", "id", "es", "fr", "de", "pt", "it", "nl", "ar", "hi", "zh", "ja", "ko", "sv", "und", ""]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=25).map("".join)), _LANGUAGES)
def test_spans_are_exact_ordered_and_apart(text: str, language: str) -> None:
    reached = 0
    for numeral in find(text, language):
        assert text[numeral.start : numeral.end] == numeral.exact != ""
        assert numeral.start >= reached
        assert math.isfinite(numeral.value)
        reached = numeral.end


@settings(max_examples=50, deadline=None)
@given(st.integers(min_value=0, max_value=10**9))
def test_grouped_figures_are_read_in_every_convention(number: int) -> None:
    english = f"{number:,}"
    for language, group in (("en", ","), ("id", "."), ("de", "."), ("fr", "\u202f"), ("ar", "٬")):
        (numeral,) = find(f"x {english.replace(',', group)} x", language)
        assert numeral.value == number


@pytest.mark.parametrize(
    "text",
    [
        "1" * 30_000,
        "one " * 4_000,
        "einund" * 4_000 + "x",
        "一" * 10_000,
        "1-" * 5_000,
        "x" * 1_000_000,
        "half of " * 2_000,
    ],
)
@pytest.mark.parametrize("language", ["en", "de", "zh"])
def test_long_monotonous_text_is_read(text: str, language: str) -> None:
    assert all(text[numeral.start : numeral.end] == numeral.exact for numeral in find(text, language))


@pytest.mark.parametrize(
    ("text", "value", "high", "unit"),
    [
        ("It is worth $75bn-$80bn now.", 75e9, 80e9, "dollar"),
        ("They paid a $900 fee.", 900, None, "dollar"),
        ("The sea stood at 12 C today.", 12, None, "celsius"),
        ("An engine of 275 pound-feet.", 275, None, "pound-foot"),
        ("Chips of 7 nanometer size.", 7, None, "nanometre"),
    ],
)
def test_units_beside_figures(text: str, value: float, high: float | None, unit: str) -> None:
    (found,) = find(text, "en")
    assert (found.value, found.value_max, found.unit_normalized) == (value, high, unit)


def test_the_numbers_of_houses_count_nothing() -> None:
    assert [numeral.kind for numeral in find("They met at 16-18 Marsh Road.", "en")] == ["identifier"]


def test_a_stretch_of_time_is_no_denominator() -> None:
    assert [numeral.value for numeral in find("He met girls aged 14 over eight months.", "en")] == [14, 8]
