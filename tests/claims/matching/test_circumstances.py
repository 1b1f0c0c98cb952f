"""Periods, places and names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching.circumstances import compare_names, compare_periods, compare_places, interval, surname
from tests.claims.matching.statements import statistic


@pytest.mark.parametrize(
    ("resolved", "expected"),
    [
        ("2021", (date(2021, 1, 1), date(2021, 12, 31))),
        ("2020-02", (date(2020, 2, 1), date(2020, 2, 29))),
        ("2021-Q4", (date(2021, 10, 1), date(2021, 12, 31))),
        ("2021-12-05", (date(2021, 12, 5), date(2021, 12, 5))),
        ("2017-04/2019-10", (date(2017, 4, 1), date(2019, 10, 31))),
        ("2017-04-01 to 2019-10-31", (date(2017, 4, 1), date(2019, 10, 31))),
        ("2022/2021", None),
        ("2021-13", None),
        ("last year", None),
        ("", None),
    ],
)
def test_interval(resolved, expected):
    assert interval(resolved) == expected


@given(st.text(max_size=60))
def test_any_text_is_a_period_or_none(text):
    found = interval(text)
    assert found is None or found[0] <= found[1]


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ({"period_resolved": "2021"}, {"period_resolved": "2021-01/2021-12"}, "agree"),
        ({"period_resolved": "2021"}, {"period_resolved": "2021-06"}, "differ"),
        ({"period": "last year", "story": "a"}, {"period": "last year", "story": "a"}, "agree"),
        ({"period": "last year", "story": "a"}, {"period": "last year", "story": "b"}, "unknown"),
        ({"period": "in 2021"}, {"period": "tahun 2021"}, "unknown"),
        ({"period": "last year"}, {}, "unknown"),
    ],
)
def test_periods(one, two, expected):
    assert compare_periods(statistic(**one), statistic(**two)) == expected


def test_places():
    def places(first, second, language="en"):
        return compare_places(statistic(place=first), statistic(place=second, language=language))

    assert places("Northmark", "northmark") == "agree"
    assert places("the north of Northmark", "Northmark") == "unknown"
    assert places("Northmark", "Estwick") == "differ"
    assert places("Germany", "Deutschland", "de") == "unknown"
    assert places("Northmark", None) == "unknown"


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("Sir Peter Vane", "Peter Vane", "agree"),
        ("Vane", "Peter Vane", "agree"),
        ("P. Vane", "Peter Vane", "agree"),
        ("Petra Vane", "Peter Vane", "differ"),
        ("Andrea Holm", "Peter Vane", "differ"),
        ("José Núñez", "Jose Nunez", "agree"),
        ("بيتر فين", "Peter Vane", "unknown"),
        ("", "Peter Vane", "unknown"),
    ],
)
def test_names(one, two, expected):
    assert compare_names(one, two) == expected
    assert compare_names(two, one) == expected


def test_surname():
    assert surname("Dame Maren Oakes") == "oakes"
    assert surname("…") == ""
