"""What stands right beside a figure decides whose it is: the platform before its brackets, the name after an office, the
comparison it is held against.
"""

import datetime

import pytest

from claims.extraction import StatisticRecord, extract

PUBLISHED = datetime.date(2024, 6, 14)


def figure(text: str, exact: str, language: str = "en") -> StatisticRecord:
    """The one figure of ``text`` whose words begin with ``exact``."""
    found = [r for r in extract(text, language, PUBLISHED).statistics if r.exact.startswith(exact)]
    assert len(found) == 1, [record.exact for record in extract(text, language, PUBLISHED).statistics]
    return found[0]


def test_a_share_in_brackets_is_about_the_platform_before_it() -> None:
    text = "Instagram was named in a third of the 5,500 cases, followed by Snapchat (26%) and WhatsApp (8%)."
    assert figure(text, "26%").platforms == ("snapchat",)
    assert figure(text, "8%").platforms == ("whatsapp",)
    assert "instagram" in figure(text, "5,500").platforms


@pytest.mark.parametrize(
    ("text", "exact", "language", "source"),
    [
        ("The regulator, Netwatch, said it had fined 20 firms.", "20", "en", "Netwatch"),
        ("The charity's head, Owen Bright, said 300 children were harmed.", "300", "en", "Owen Bright"),
        (
            "Fewer than 2 per cent of reports led to a charge, Freedom of Information data obtained by the Beacon show.",
            "Fewer",
            "en",
            "Freedom of Information data obtained by the Beacon",
        ),
        ("According to a survey of 2,016 teenagers, 38% had seen it.", "38", "en", "a survey"),
        ("El centro atendió 3.420 casos, según su directora, Marta Olmedo.", "3.420", "es", "Marta Olmedo"),
        (
            "Menurut survei Lembaga Aman Siber terhadap 3.000 pelajar, satu dari empat anak dihubungi.",
            "3.000",
            "id",
            "survei Lembaga Aman Siber",
        ),
    ],
)
def test_the_source_is_the_name_and_ends_where_it_ends(
    text: str, exact: str, language: str, source: str
) -> None:
    assert figure(text, exact, language).attributed_to == source


def test_a_body_named_after_its_noun_is_no_person_and_a_law_is_no_body() -> None:
    found = extract("The regulator, Netwatch, said it had fined 20 firms.", "en")
    assert [record.name for record in found.organisations] == ["Netwatch"]
    assert not found.people
    found = extract(
        "Freedom of Information data obtained by the charity Wexmere Watch revealed 300 cases.", "en"
    )
    assert "Freedom of Information" not in [record.name for record in found.organisations]


@pytest.mark.parametrize(
    ("text", "exact", "language", "period", "resolved"),
    [
        (
            "Brightline held 2,590 sessions in the year to March.",
            "2,590",
            "en",
            "the year to March",
            "2023-04/2024-03",
        ),
        (
            "Brightline held 590 sessions in the six months to August.",
            "590",
            "en",
            "the six months to August",
            "2023-03/2023-08",
        ),
        (
            "Nel 2023 la polizia ha trattato 2.739 casi, con un aumento del 9% rispetto al 2022.",
            "9%",
            "it",
            "Nel 2023",
            "2023",
        ),
    ],
)
def test_a_period_is_the_figures_own(
    text: str, exact: str, language: str, period: str, resolved: str
) -> None:
    found = figure(text, exact, language)
    assert (found.period, found.period_resolved) == (period, resolved)


def test_a_part_that_something_rose_by_is_a_share() -> None:
    found = figure("Police recorded 412 offences, up by a fifth on the previous twelve months.", "a fifth")
    assert (found.value, found.unit, found.change, found.counted) == (20, "%", "up", "offences")


def test_a_rate_does_not_reach_into_the_next_clause() -> None:
    text = "Researchers analysed 1.6 million posts and found that such clips appeared every 39 seconds."
    assert figure(text, "1.6 million").per is None


@pytest.mark.parametrize(
    ("text", "exact", "language"),
    [
        ("Drei von vier Eltern fordern ein Mindestalter von 16 Jahren.", "16", "de"),
        ("Ongeveer 65 procent van de slachtoffers is jonger dan 15 jaar.", "jonger", "nl"),
        ("La propuesta fija una edad mínima de 16 años.", "16", "es"),
    ],
)
def test_an_age_limit_is_an_age(text: str, exact: str, language: str) -> None:
    ages = [r for r in extract(text, language).statistics if r.unit_normalized in ("year", "year of age")]
    assert [(record.kind, record.is_claim) for record in ages] == [("age", False)]


def test_day_and_month_in_brackets_count_nothing() -> None:
    found = extract("“Kami menerima 15 aduan per hari,” ujar Rani Lestari di Jakarta, Senin (12/6).", "id")
    assert [record.value for record in found.statistics] == [15]


def test_twice_as_many_is_a_multiple_in_dutch() -> None:
    text = "Het meldpunt kreeg 8.700 meldingen, bijna twee keer zoveel als in 2021."
    assert figure(text, "bijna", "nl").kind == "multiple"


def test_a_figure_set_against_a_rate_is_of_the_same_time() -> None:
    text = "Girls spent 3.4 hours a day on Snapchat, compared with 2.8 hours among boys."
    assert [record.per for record in extract(text, "en").statistics] == ["day", "day"]


@pytest.mark.parametrize(
    "text",
    ["Platforms must remove such images within 24 hours.", "The regulator gave the firm 30 days to reply."],
)
def test_the_time_something_may_take_claims_nothing(text: str) -> None:
    assert [record.is_claim for record in extract(text, "en").statistics] == [False]


def test_what_follows_a_share_with_an_article_is_not_what_it_is_a_share_of() -> None:
    assert (
        figure("Einer Umfrage zufolge wollen drei von vier ein Mindestalter.", "drei", "de").counted is None
    )
