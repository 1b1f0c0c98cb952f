"""English figures that claim nothing, beside those that do: durations that tell when, clock times in words, known things."""

import pytest

from claims.extraction import extract


def claimed(text: str) -> list[str]:
    return [record.exact for record in extract(text, "en").statistics if record.is_claim]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Publish how many reports you receive every three months.", []),
        ("Officers noted 8,000 crimes in one year, up to September.", ["8,000 crimes"]),
        ("In her first four months PC Ama Boateng has spoken with 130 pupils.", ["130 pupils"]),
        ("In 17 cases there was no answer within the legal limit of 72 hours.", ["17 cases"]),
        ("Companies answered after 26 hours on average.", ["26 hours on average"]),
        ("Callers waited four minutes, and children for three months.", ["four minutes", "three months"]),
        ("Teenagers spend over three hours a day on it.", ["over three hours a day"]),
        ("The two platforms wrote to these three charities about its five demands.", []),
        ("Two platforms wrote to three charities.", ["Two platforms", "three charities"]),
        ("The 41 forces answered.", ["41 forces"]),
        ("Most of the 1,260 calls came between nine in the evening and two in the morning.", ["1,260 calls"]),
        ("The line is open from eight at night until six in the morning.", []),
        ("She arrives at a quarter to eight and leaves at half past three.", []),
        ("Three arrests followed: two in the morning and one at noon.", ["Three arrests", "two"]),
        ("Pupils in the 11 to 16 age group answered 300 questions.", ["300 questions"]),
    ],
)
def test_what_only_says_when_or_which_is_no_claim(text: str, expected: list[str]) -> None:
    assert claimed(text) == expected


@pytest.mark.parametrize(
    ("text", "exact", "percent", "counted"),
    [
        ("Four children in five of that group told nobody.", "Four children in five", 80, "children"),
        ("One teenager in 10 had met the person.", "One teenager in 10", 10, "teenager"),
        ("At least 1 woman in 4 has been harassed.", "At least 1 woman in 4", 25, "woman"),
        ("Some three primary pupils out of every five told nobody.", "Some three primary pupils out of every five", 60,
         "primary pupils"),
    ],
)  # fmt: skip
def test_a_share_may_hold_its_noun(text: str, exact: str, percent: float, counted: str) -> None:
    (record,) = extract(text, "en").statistics
    assert (record.exact, record.value, record.unit_normalized, record.counted) == (
        exact,
        percent,
        "percentage",
        counted,
    )


def test_counts_in_places_are_no_shares() -> None:
    found = extract("Police seized 2 phones in 3 raids and 4 tablets in 12 towns.", "en").statistics
    assert [(record.value, record.kind) for record in found] == [
        (2, "count"),
        (3, "count"),
        (4, "count"),
        (12, "count"),
    ]


def test_a_verb_with_down_is_no_fall() -> None:
    (record,) = extract("Officers wrote down 8,000 crimes.", "en").statistics
    assert record.change is None


def test_what_a_figure_is_set_against_stays_as_it_is() -> None:
    share, earlier = extract(
        "That is 12 per cent more than the 7,140 crimes logged a year earlier.", "en"
    ).statistics
    assert (share.value, share.change) == (12, "up")
    assert (earlier.exact, earlier.value, earlier.comparator, earlier.counted) == (
        "7,140 crimes",
        7140,
        "=",
        "crimes",
    )


def test_who_argues_about_something_is_no_source() -> None:
    text = "In her study of 64 households, families with a rule argued less about screens."
    assert [record.attributed_to for record in extract(text, "en").statistics] == [None]
    (record,) = extract("The union argued that 64 households had left.", "en").statistics
    assert record.attributed_to == "The union"
