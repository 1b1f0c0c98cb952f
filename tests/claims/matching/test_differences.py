"""Figures on one thing that differ, and the reason offered."""

from datetime import date

import pytest
from hypothesis import given

from claims.matching import difference_candidate
from tests.claims.matching.statements import quote, statistic
from tests.claims.matching.test_compare import FACTS

OFFENCES = {"unit_normalized": "offence", "counted": "online offences", "platforms": ("pixomo",)}


def offences(value, **facts):
    text = f"Police in Northmark recorded {value:,.0f} online offences on Pixomo."
    return statistic(text, value=value, **{**OFFENCES, **facts})


@pytest.mark.parametrize(
    ("one", "two", "reason"),
    [
        ({"period_resolved": "2021"}, {"period_resolved": "2022"}, "period"),
        ({"place": "Northmark"}, {"place": "Estwick"}, "place"),
        ({"counted": "online offences where the platform was known"}, {}, "definition"),
        (
            {"organisation": "Lantern Trust", "published_on": date(2023, 1, 2)},
            {"organisation": "Lantern Trust", "published_on": date(2023, 2, 2)},
            "revision",
        ),
        ({}, {}, "unknown"),
        ({"period_resolved": "2017-04/2019-10"}, {}, "period"),
    ],
)
def test_reasons(one, two, reason):
    first, second = offences(8012.0, **one), offences(8960.0, **two)
    assert difference_candidate(first, second) == reason
    assert difference_candidate(second, first) == reason


def test_rounding():
    assert difference_candidate(offences(8000.0), offences(7950.0)) == "rounding"
    assert difference_candidate(offences(8000.0, comparator="~"), offences(7950.0)) == "rounding"
    assert difference_candidate(offences(8000.0), offences(8960.0)) == "unknown"


def test_shares_of_two_periods():
    half = statistic(
        "Half of the offences where the platform was known were on Pixomo.",
        value=50.0,
        unit_normalized="%",
        counted="offences where the platform was known",
        platforms=("pixomo",),
    )
    more = statistic(
        "Where the platform was known, 55 per cent of the offences were on Pixomo.",
        value=55.0,
        unit_normalized="%",
        counted="offences",
        platforms=("pixomo",),
        period_resolved="2017-04/2019-10",
    )
    assert difference_candidate(half, more) == "period"


@pytest.mark.parametrize(
    "other",
    [
        offences(8000.0),
        offences(8000.0, comparator="~"),
        offences(7000.0, value_max=9000.0),
        offences(8960.0, per="day"),
        offences(80.0),
        offences(8960.0, unit_normalized="%"),
        offences(8960.0, platforms=("chatternest",)),
        statistic("The mill ground 8,960 sacks.", value=8960.0, unit_normalized="sack", counted="sacks"),
        quote(),
    ],
)
def test_no_difference_between_what_agrees_or_is_another_thing(other):
    assert difference_candidate(offences(8000.0), other) is None


@given(FACTS, FACTS)
def test_symmetric(one, two):
    assert difference_candidate(one, two) == difference_candidate(two, one)
    assert difference_candidate(one, one) is None
