"""Figures: the same, a rounding, no contradiction, or different."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching.figures import compare_figures, figure_of, grain, in_words
from claims.matching.keys import candidate_keys
from tests.claims.matching.statements import statistic


def verdict(first, second):
    return compare_figures(figure_of(statistic(**first)), figure_of(statistic(**second)))


def said(value, comparator="=", **more):
    return {"value": value, "comparator": comparator, **more}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (said(8000.0), said(8000.0), "agree"),
        (said(8000.0, "~"), said(7950.0), "rounding"),
        (said(8000.0, "<"), said(7950.0), "rounding"),
        (said(8000.0, "<"), said(8050.0), "differ"),
        (said(4000.0, ">"), said(4000.0), "rounding"),
        (said(4000.0, ">"), said(4196.0), "rounding"),
        (said(4000.0, ">"), said(3900.0), "differ"),
        (said(4000.0, ">"), said(8000.0), "differ"),
        (said(100.0, ">"), said(129.0), "compatible"),
        (said(8000.0), said(7950.0), "differ"),
        (said(60.0), said(59.0), "differ"),
        (said(60.0), said(129.0), "differ"),
        (said(0.5, unit_normalized="fraction"), said(50.0, unit_normalized="%"), "agree"),
        (said(50.0, unit_normalized="%"), said(55.0, unit_normalized="%"), "differ"),
        (said(50.0, unit_normalized="%"), said(50.0, unit_normalized="child"), "differ"),
        (said(150.0, value_max=200.0), said(150.0, value_max=200.0), "agree"),
        (said(150.0, value_max=200.0), said(180.0), "compatible"),
        (said(150.0, value_max=200.0), said(210.0), "differ"),
        (said(None), said(8.0), "unknown"),
        (said(float("nan")), said(8.0), "unknown"),
        (said(0.0), said(0.0), "agree"),
        (said(1.7e308, unit_normalized="fraction"), said(8.0), "unknown"),
    ],
)
def test_verdicts(first, second, expected):
    assert verdict(first, second) == expected
    assert verdict(second, first) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(8000, 1000), (7950, 10), (16_800_000, 100_000), (7, 1), (5.75, 0.01), (0, 1), (0.5, 0.1)],
)
def test_grain_is_the_place_rounded_to(value, expected):
    assert grain(value) == pytest.approx(expected)


NUMBERS = st.one_of(
    st.integers(min_value=-1_000_000, max_value=1_000_000_000).map(float),
    st.floats(min_value=-1e9, max_value=1e9, allow_nan=False),
)
COMPARATORS = st.sampled_from("=~><")


@given(NUMBERS, COMPARATORS, NUMBERS, COMPARATORS)
def test_symmetric(one, first, two, second):
    assert verdict(said(one, first), said(two, second)) == verdict(said(two, second), said(one, first))


@given(st.floats(min_value=1e-6, max_value=1e12), st.floats(min_value=0.8, max_value=1.25), COMPARATORS)
def test_roundings_share_a_key(value, ratio, comparator):
    one, two = statistic(**said(value, comparator)), statistic(**said(value * ratio))
    if compare_figures(figure_of(one), figure_of(two)) in ("agree", "rounding"):
        assert set(candidate_keys(one)) & set(candidate_keys(two))


def test_in_words():
    assert in_words(statistic(value=4000.0, comparator=">", unit_normalized="report", per="week")) == (
        "more than 4,000 report per week"
    )
    assert in_words(statistic(value=12.5, unit_normalized="%", comparator="~")) == "about 12.5%"
