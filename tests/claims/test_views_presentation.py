"""Figures as set on a page, and the geometry of the timeline."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.presentation import figure, figure_of, number_text, period_in_words
from claims.presentation_timeline import Appearance, timeline


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("4000", "4,000"), ("12.5000000000", "12.5"), ("16800000", "16.8 million"), ("1234567", "1,234,567"),
        ("0", "0"), ("-3.20", "−3.2"), ("2000000000", "2 billion"), ("999999", "999,999"), ("0.0000000001", "0.0000000001"),
        ("1000000000000000", "1,000 trillion"),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(value: str, text: str) -> None:
    assert number_text(Decimal(value)) == text


@pytest.mark.parametrize(
    ("resolved", "words"),
    [
        ("2021-10/2022-09", "October 2021 to September 2022"), ("2022-09", "September 2022"), ("2022", "2022"),
        ("2022-01-15", "15 January 2022"), ("2022/2022", "2022"), ("P1Y", "P1Y"), ("2022-13", "2022-13"), ("", ""),
        ("2020/2021/2022", "2020/2021/2022"),
    ],
)  # fmt: skip
def test_a_period_is_said_in_words(resolved: str, words: str) -> None:
    assert period_in_words(resolved) == words


@pytest.mark.parametrize(
    ("percentage", "number", "unit"),
    [
        ("66.6666666667", "2 in 3", "callers"), ("33.3333333333", "1 in 3", "callers"), ("66.67", "66.67%", "callers"),
        ("30", "30%", "callers"), ("12.3456789123", "12.3456789123%", "callers"),
    ],
)  # fmt: skip
def test_a_percentage_whose_digits_never_end_is_the_fraction_that_was_said(
    percentage: str, number: str, unit: str
) -> None:
    shown = figure(value=Decimal(percentage), unit="%", counted="callers")
    assert shown is not None
    assert (shown.number, shown.unit, shown.is_share) == (number, unit, True)


@given(st.decimals(min_value=-(10**20), max_value=10**20, places=10, allow_nan=False))
def test_no_digit_is_rounded_away(value: Decimal) -> None:
    text = number_text(value).replace(",", "").replace("−", "-")
    scales = {"million": 10**6, "billion": 10**9, "trillion": 10**12}
    number, _, word = text.partition(" ")
    assert Fraction(number) * scales.get(word, 1) == Fraction(value)


def test_a_figure_stands_with_sign_unit_period_and_place() -> None:
    shown = figure(
        value=Decimal(4000),
        comparator=">",
        unit="offences",
        counted="grooming offences",
        period="2021",
        place="Wales",
    )
    assert shown is not None
    assert (shown.headline, shown.unit, shown.frame) == (
        ">\u00a04,000",
        "grooming offences",
        ("2021", "Wales"),
    )
    assert shown.in_words == "more than 4,000 grooming offences"


@pytest.mark.parametrize(
    ("fields", "number", "unit"),
    [
        ({"value": Decimal(30), "unit": "%", "counted": "pupils"}, "30%", "pupils"),
        ({"value": Decimal(40), "value_max": Decimal(50), "unit": "cases"}, "40–50", "cases"),
        ({"value": Decimal(250000), "unit": "GBP", "counted": "in fines"}, "£250,000", "in fines"),
        ({"value": Decimal(3), "unit": "reports", "per": "week"}, "3", "reports per week"),
        ({"value": Decimal(3), "unit": "reports", "counted": "calls"}, "3", "reports"),
    ],
)
def test_units(fields: dict[str, Decimal | str], number: str, unit: str) -> None:
    shown = figure(**fields)  # type: ignore[arg-type]
    assert shown is not None
    assert (shown.number, shown.unit) == (number, unit)


@pytest.mark.parametrize(
    ("value", "unit", "counted", "number"),
    [
        ("0.3", "children", "children", "3 in 10"), ("0.3333333333", "", "", "1 in 3"), ("0.5", "", "", "1 in 2"),
        ("0.5", "year", "", "0.5"), ("0.123", "", "", "0.123"), ("0.5", "%", "reports", "0.5%"), ("1", "", "", "1"),
        ("0.0000000001", "", "", "0.0000000001"),
    ],
)  # fmt: skip
def test_a_share_below_one_is_shown_as_people_say_it(
    value: str, unit: str, counted: str, number: str
) -> None:
    shown = figure(value=Decimal(value), unit=unit, counted=counted)
    assert shown is not None
    assert shown.number == number


def test_per_cent_in_any_language_and_a_figure_that_counts_nothing_says_so() -> None:
    share = figure(value=Decimal(64), unit="في المئة", unit_normalized="percentage")
    bare = figure(value=Decimal(7140))
    assert share is not None
    assert bare is not None
    assert (share.number, share.lack) == ("64%", "of what? not said")
    assert bare.lack == "what it counts is not said"


def test_a_quote_has_no_figure() -> None:
    assert figure(value=None) is None


def test_a_share_says_of_what_only_where_the_wording_does() -> None:
    fields = {
        "value": Decimal(30), "value_max": None, "comparator": "=", "unit": "%",
        "unit_normalized": "percentage", "per": "", "counted": "reports",
        "period": "", "place": "",
    }  # fmt: skip
    of_all = figure_of(SimpleNamespace(wording="30% of reports were late.", **fields))
    rise = figure_of(SimpleNamespace(wording="Reports rose by 30%; most reports were late.", **fields))
    assert (of_all and of_all.unit, rise and rise.unit) == ("of reports", "reports")


def _appearance(story: str, relation: str, day: date | None) -> Appearance:
    return Appearance(story, story, relation, day, f"{story} {relation}", "/a/")


DAYS = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2030, 1, 1)))
APPEARANCES = st.lists(
    st.builds(
        _appearance,
        st.sampled_from("abcdefghijklmnopqrst"),
        st.sampled_from(["origin", "translation", "rewritten", "excerpt", "identical"]),
        DAYS,
    ),
    max_size=60,
)


@given(APPEARANCES, st.sampled_from([340, 760]))
def test_every_dated_article_has_one_mark_inside_the_drawing(
    appearances: list[Appearance], width: int
) -> None:
    drawing = timeline(appearances, width)
    dated = [one for one in appearances if one.published_on]
    if drawing is None:
        assert not dated
        return
    marks = [mark for lane in drawing.lanes for mark in lane.marks]
    assert len(marks) + drawing.left_out == len(dated)
    assert drawing.undated == len(appearances) - len(dated)
    assert all(0 <= mark.x <= width and 0 <= mark.y <= drawing.height for mark in marks)
    assert all(0 <= x <= width for x, _, _ in drawing.ticks)
    for lane in drawing.lanes:
        assert len({(mark.x, mark.y) for mark in lane.marks}) == len(lane.marks), "no mark hides another"


def test_copies_hang_from_their_origin_and_an_earlier_day_stands_further_left() -> None:
    start = date(2022, 1, 15)
    drawing = timeline(
        [
            _appearance("a", "identical", start + timedelta(days=30)),
            _appearance("a", "origin", start),
            _appearance("b", "origin", start + timedelta(days=90)),
        ]
    )
    assert drawing is not None
    first, second = drawing.lanes
    origin, copy = first.marks
    assert (origin.relation, copy.relation) == ("origin", "identical")
    assert origin.x < copy.x < second.marks[0].x
    assert origin.y < copy.y
    assert first.stems[0].startswith(f"M{origin.x:.1f} {origin.y:.1f}V")


def test_one_day_alone_stands_in_the_middle() -> None:
    drawing = timeline([_appearance("a", "origin", date(2022, 1, 15))], 760)
    assert drawing is not None
    assert drawing.lanes[0].marks[0].x == 380
