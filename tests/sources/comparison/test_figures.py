"""Figures as plain values in any script and locale, and when two of them contradict each other."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.comparison.figures import agree, compatible, figures, mantissa, replaces


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("8,000 children and 2.5 per cent", "en", [8_000, 2.5]),
        ("8.000 anak dan 2,5 persen", "id", [8_000, 2.5]),
        ("16 800 000 Kinder", "de", [16_800_000]),
        ("20.4 million people", "en", [20_400_000]),
        ("2040万人", "zh", [20_400_000]),
        ("1億2000万円", "ja", [120_000_000]),
        ("3,5 juta orang", "id", [3_500_000]),
        ("2,3 млн рублей", "ru", [2_300_000]),
        ("412 हज़ार लोग", "hi", [412_000]),
        ("१२,३४,५६७ लोग", "hi", [1_234_567]),
        ("6,40,000 रुपये", "hi", [640_000]),
        ("٤١٢ مليون", "ar", [412_000_000]),
        ("£5m and 5 m of rope", "en", [5_000_000, 5]),
        ("5 करो\u095c रुपये", "hi", [50_000_000]),
        ("5 लाख करोड़ रुपये", "hi", [5e12]),
        ("3 mil millones de euros", "es", [3e9]),
        ("5 mil personas millonarias", "es", [5_000]),
        ("hơn 4 tỷ đồng và 12 nghìn tỷ đồng", "vi", [4e9, 12e12]),
        ("2,3 tri\u0065\u0323\u0302u người", "vi", [2_300_000]),
        ("peso milioni 3.2 kwa watu elfu 20 na nyumba 14", "sw", [3_200_000, 20_000, 14]),
        ("1.2 หมื่นล้านบาท และ 3 แสนคน", "th", [12e9, 300_000]),
        ("พืช 2 พันธุ์ เพิ่มขึ้น 5 ร้อยละ", "th", [2, 5]),
        ("ในปี ๒๕๖๗ และ 5 มีนาคม 2567 มี 2,500 คน หรือ 2500 คน", "th", [2024, 5, 2024, 2_500, 2_500]),
        ("on 12.05.2020", "de", [12, 5, 2020]),
        ("from 1'250 francs", "de", [1_250]),
        ("no figure here", "en", []),
        ("", "en", []),
    ],
)
def test_values(text: str, language: str, values: list[float]) -> None:
    assert figures(text, language) == pytest.approx(values)


@given(st.integers(1_000, 999_999_999))
def test_one_number_in_two_locales(value: int) -> None:
    english = f"{value:,}"
    assert figures(english, "en") == [value] == figures(english.replace(",", "."), "id")


@given(
    st.text(alphabet=st.sampled_from("0123456789.,'’ ٣९万億 mk%-"), max_size=60),
    st.sampled_from(["en", "de", "ja", "und"]),
)
def test_any_text_gives_finite_values(text: str, language: str) -> None:
    assert all(math.isfinite(value) for value in figures(text, language))


def test_a_long_row_of_digits_is_no_figure_and_costs_no_time() -> None:
    assert figures("1" * 200_000, "en") == []
    assert all(math.isfinite(value) for value in figures("9" + "億" * 500, "ja"))
    assert len(figures("1,234 " * 20_000, "en")) == 20_000


def test_magnitude_and_rounding_are_no_contradiction() -> None:
    assert mantissa(8_000) == mantissa(8) == mantissa(8e6)
    assert compatible(7_960, 8_000)
    assert compatible(80, 83)
    assert not compatible(412, 398.0 * 1.2)
    assert agree(0.1 + 0.2, 0.3)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (412, 398, True),
        (10, 10_000_000, False),
        (10, 100, True),
        (22, 2022, False),
        (14, 2022, True),
        (5, 5, False),
    ],
)
def test_what_replaces_a_figure(a: float, b: float, expected: bool) -> None:
    assert replaces(a, b) is expected
    assert replaces(b, a) is expected


@pytest.mark.parametrize(("a", "b"), [(8_628, 8_790), (4_792, 4_794), (37, 38), (412, 420.5), (91.4, 93.2)])
def test_two_exact_figures_are_two_however_near(a: float, b: float) -> None:
    assert not compatible(a, b)
    assert not compatible(b, a)


@given(st.integers(1_000, 9_999_999), st.integers(1, 2))
def test_a_figure_may_stand_for_what_it_rounds(value: int, digits: int) -> None:
    rounded = float(f"{value:.{digits - 1}e}")
    if abs(rounded - value) <= 0.05 * max(value, rounded):
        assert compatible(value, rounded)
        assert compatible(rounded, value)
