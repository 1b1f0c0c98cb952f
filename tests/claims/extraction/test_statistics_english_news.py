"""Figures in the shapes of the English press: whose the period is, ages that are counted, numbers that count nothing."""

import datetime

import pytest

from claims.extraction import StatisticRecord, extract

PUBLISHED = datetime.date(2026, 3, 10)


def claims(text: str) -> list[StatisticRecord]:
    return [record for record in extract(text, "en", PUBLISHED).statistics if record.is_claim]


def figure(text: str, exact: str) -> StatisticRecord:
    found = [record for record in claims(text) if record.exact.startswith(exact)]
    assert len(found) == 1, [record.exact for record in claims(text)]
    return found[0]


FORCES = "Data from 41 of 43 forces shows 7,408 offences were recorded in 2023/24, a 66% rise since 2017/18."
FROM_TO = "The number of offences increased from 661 in 2023-24 to 795 (+20%)."
PRIOR = "The centre fielded 36 million reports in 2023, up from 32 million the year prior."
SEMICOLON = "Three quarters of parents found it hard; the figure was just 39% in 2019."


@pytest.mark.parametrize(
    ("text", "exact", "period", "resolved"),
    [
        (FORCES, "41", None, None),
        (FORCES, "43 forces", None, None),
        (FORCES, "7,408", "2023/24", "2023/2024"),
        (FORCES, "66%", "since 2017/18", "2017/2026"),
        (FROM_TO, "661", "2023-24", "2023/2024"),
        (FROM_TO, "795", None, None),
        (FROM_TO, "20%", None, None),
        (PRIOR, "32 million", "the year prior", "2022"),
        (SEMICOLON, "Three quarters", None, None),
        (SEMICOLON, "39%", "2019", "2019"),
        (
            "Crimes rose by 7.3% between 2022-23 and 2024-25.",
            "7.3%",
            "between 2022-23 and 2024-25",
            "2022/2025",
        ),
        (
            "The survey of 2,004 parents ran between 3 and 17 September 2025.",
            "2,004",
            "between 3 and 17 September 2025",
            "2025-09-03/2025-09-17",
        ),
        (
            "It found images 1,174 times between January and June.",
            "1,174",
            "between January and June",
            "2025-01/2025-06",
        ),
        (
            "The centre has helped 412 families since it opened in 2019.",
            "412",
            "since it opened in 2019",
            "2019/2026",
        ),
        ('"They have had 10 years," said Lara Hanning, whose son died in 2022.', "10 years", None, None),
        ("“We see six reports every week. Two years ago it was one,” said Ana Reid.", "six", None, None),
        ("BRUSSELS, March 27 (Harbour Press) - Brussels opened 400 cases.", "400", None, None),
    ],
)
def test_a_period_belongs_to_the_figure_it_is_said_of(
    text: str, exact: str, period: str | None, resolved: str | None
) -> None:
    record = figure(text, exact)
    assert (record.period, record.period_resolved) == (period, resolved)


@pytest.mark.parametrize(
    ("text", "exact", "counted"),
    [
        ("The survey found 24% of 5-7s own a phone.", "24%", "5-7s"),
        ("A quarter of five-year-olds own one.", "A quarter", "five-year-olds"),
        ("Some 37% of 5 to 7-year-olds use it.", "Some 37%", "5 to 7-year-olds"),
        ("Nearly nine in 10 (88%) 3-17-year-olds watch it.", "88%", "3-17-year-olds"),
        ("In all 74% of parents of 8 to 17-year-olds worry.", "74%", "parents of 8 to 17-year-olds"),
        (
            "Imagery of 7 to 10-year-olds has risen by two thirds.",
            "two thirds",
            "Imagery of 7 to 10-year-olds",
        ),
        (
            "The company cut its trust and safety staff by about 30%.",
            "about 30%",
            "trust and safety staff",
        ),
        ("Visits to the 50 most popular sites averaged 18 million a month.", "averaged 18", "Visits"),
        ("It opened inquiries into 92 services, and 11 of those have left.", "11", "services"),
        ("It was raised in 4,213 sessions, 14% more than the year before.", "14%", "sessions"),
        ("They handed in a 120,000-strong petition.", "120,000", "petition"),
        (
            "Wales logged 1,906 offences. South Wales Police logged the most (841).",
            "841",
            "offences",
        ),
        ("It verified 1,286 videos, compared to just two last year.", "two", "videos"),
        ("It logged 672 crimes of grooming a child, and 519 of causing one to watch.", "519", "crimes"),
        (
            "Police logged 7,338 Sexual Communication with a Child offences.",
            "7,338",
            "Sexual Communication with a Child offences",
        ),
    ],
)
def test_what_is_counted_is_told_whole(text: str, exact: str, counted: str) -> None:
    assert figure(text, exact).counted == counted


@pytest.mark.parametrize(
    "text",
    [
        "She rang 101 that evening, and then called 999.",
        "Quiet Harbour is a registered charity (1098765).",
        "Shares fell by 1430 GMT.",
        "Children aged 12 and 13 were asked.",
        "I do not want to meet a twenty-eighth.",
        "Peers voted by 261 to 150 in favour of it.",
    ],
)
def test_numbers_to_call_and_ages_and_ranks_claim_nothing(text: str) -> None:
    assert not claims(text)


def test_ages_and_countries_side_by_side_are_no_share() -> None:
    found = claims("He contacted 3,000 girls aged between 10 and 16 in 20 countries.")
    assert [(record.value, record.unit) for record in found] == [(3000, "girls"), (20, "countries")]


@pytest.mark.parametrize(
    ("text", "exact", "value", "per"),
    [
        ("It faces a daily penalty of £200.", "£200", 200, "day"),
        ("The national rate was 4.1 per 10,000.", "4.1", 4.1, "10000"),
        ("It had 380 reports of sextortion a month.", "380", 380, "month"),
        ("Police logged 1,906 crimes with an online element, equivalent to five a day.", "five", 5, "day"),
        (
            "Rates per 10,000 population ranged from 2.9 in Orkney to 6.8 in Dundee.",
            "2.9",
            2.9,
            "10000 population",
        ),
        ("They spend 2h 30m a day on it.", "2h 30m", 2.5, "day"),
    ],
)
def test_what_a_figure_is_per(text: str, exact: str, value: float, per: str) -> None:
    record = figure(text, exact)
    assert (record.value, record.per) == (value, per)


def test_a_fraction_with_its_per_cent_in_brackets_is_a_share() -> None:
    record = figure("Fewer than a third (32%) knew the age.", "Fewer")
    assert (round(record.value, 2), record.unit, record.comparator) == (33.33, "%", "<")


def test_a_place_that_opens_the_next_clause_is_the_next_figures() -> None:
    text = "In Greece, the share was 97%, and in Estonia 84%. In France, 30 children were harmed, and in Spain 40."
    assert [(record.exact, record.place) for record in claims(text)] == [
        ("97%", "Greece"),
        ("84%", "Estonia"),
        ("30 children", "France"),
        ("40", "Spain"),
    ]


def test_where_a_body_sits_is_not_where_its_figures_hold() -> None:
    assert figure("It is based in Cambridge and is one of 55 hotlines.", "55").place is None


def test_a_share_set_apart_by_dashes_is_of_the_figure_beside_it() -> None:
    record = figure("In total, 11 of the men – a quarter – sent images.", "a quarter")
    assert (record.value, record.unit) == (25, "%")
    assert figure("In total, 11 of the men – a quarter – sent images.", "11").counted == "men"


def test_one_child_in_twelve_is_a_share_of_children() -> None:
    record = figure("The UN says one child in 12 has faced abuse online.", "one child")
    assert (round(record.value, 2), record.unit, record.counted) == (8.33, "%", "child")
    assert not claims("He met one child in 2012 and one man in London.")


def test_what_follows_per_after_a_comma_is_who_says_so() -> None:
    text = "Nearly 40% of users are under 13, per company filings."
    assert [(record.exact, record.per) for record in claims(text)] == [("Nearly 40% of users", None)]


def test_a_long_subject_is_told_by_its_head() -> None:
    text = (
        "Sessions delivered by Quietline in which children spoke about being blackmailed over intimate images rose by 16%"
        " in a year, from 889 in 2023/24 to 1,031 in 2024/25."
    )
    assert figure(text, "16%").counted == "Sessions"
    assert figure(text, "889").period == "2023/24"


def test_a_plus_before_a_share_is_a_rise() -> None:
    assert figure(FROM_TO, "20%").change == "up"
