"""Statistics of a text: value, comparator, unit, rate, share, period, place, attribution, and what is no claim."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction.records import StatisticRecord
from claims.extraction.statistics import find_statistics
from sources.text.sentences import split

PUBLISHED = datetime.date(2023, 5, 17)


def read(text: str, language: str = "en") -> list[StatisticRecord]:
    return find_statistics(text, language, split(text, language), PUBLISHED)


def only(text: str, language: str = "en") -> StatisticRecord:
    (record,) = read(text, language)
    return record


COUNTED = [
    (
        "en",
        "Officers logged 7,200 online grooming offences.",
        "7,200 online grooming offences",
        7200,
        "online grooming offences",
    ),
    ("en", "The charity asked 45 Welsh police forces.", "45 Welsh police forces", 45, "Welsh police forces"),
    ("en", "It answered with a 900-word statement.", "900-word statement", 900, "word"),
    ("en", "Seventeen schools took part.", "Seventeen schools", 17, "schools"),
    ("en", "Hotlines removed 3.1 million images.", "3.1 million images", 3_100_000, "images"),
    (
        "id",
        "Polisi mencatat 7.200 kejahatan seks anak di Jakarta.",
        "7.200 kejahatan seks anak",
        7200,
        "kejahatan seks anak",
    ),
    ("id", "Sebuah surat dari 45 lembaga yang peduli.", "45 lembaga", 45, "lembaga"),
    ("es", "La policía registró 7.200 delitos en línea.", "7.200 delitos", 7200, "delitos"),
    ("de", "Die Polizei zählte 7.200 Straftaten im Netz.", "7.200 Straftaten", 7200, "Straftaten"),
    ("fr", "La police a compté 7 200 infractions en ligne.", "7 200 infractions", 7200, "infractions"),
]


@pytest.mark.parametrize(("language", "text", "exact", "value", "unit"), COUNTED)
def test_what_is_counted_is_named_in_full(
    language: str, text: str, exact: str, value: float, unit: str
) -> None:
    record = only(text, language)
    assert (record.exact, record.value, record.unit) == (exact, value, unit)
    assert record.is_claim
    assert record.comparator == "="


COMPARED = [
    ("en", "More than 300 parents signed.", ">", "More than 300 parents"),
    ("en", "At least 300 parents signed.", ">", "At least 300 parents"),
    ("en", "Up to 300 parents signed.", "<", "Up to 300 parents"),
    ("en", "Fewer than 300 parents signed.", "<", "Fewer than 300 parents"),
    ("en", "Nearly 300 parents signed.", "~", "Nearly 300 parents"),
    ("en", "Some 300 parents signed.", "~", "Some 300 parents"),
    ("en", "It takes 300 signatures or more.", ">", "300 signatures or more"),
    ("id", "Lebih dari 300 guru hadir.", ">", "Lebih dari 300 guru"),
    ("id", "Sekitar 300 guru hadir.", "~", "Sekitar 300 guru"),
    ("id", "Hampir 300 guru hadir.", "~", "Hampir 300 guru"),
    ("id", "Kurang dari 300 guru hadir.", "<", "Kurang dari 300 guru"),
    ("de", "Mehr als 300 Eltern kamen.", ">", "Mehr als 300 Eltern"),
    ("fr", "Environ 300 parents sont venus.", "~", "Environ 300 parents"),
    ("es", "Al menos 300 padres firmaron.", ">", "Al menos 300 padres"),
    ("nl", "Ruim 300 ouders tekenden.", ">", "Ruim 300 ouders"),
    ("it", "Oltre 300 genitori.", ">", "Oltre 300 genitori"),
    ("pt", "Cerca de 300 pais.", "~", "Cerca de 300 pais"),
]


@pytest.mark.parametrize(("language", "text", "comparator", "begins"), COMPARED)
def test_comparator(language: str, text: str, comparator: str, begins: str) -> None:
    record = only(text, language)
    assert record.comparator == comparator
    assert record.exact.startswith(begins)


SHARES = [
    ("en", "They were behind half of all reports.", 50, "reports"),
    ("en", "One in five pupils was asked.", 20, "pupils"),
    ("en", "Two thirds of teachers agreed.", 200 / 3, "teachers"),
    ("en", "Fifty-five per cent of teachers agreed.", 55, "teachers"),
    ("id", "Setengah dari laporan itu palsu.", 50, "laporan"),
    ("id", "Sepertiga dari guru yang ditanya setuju.", 100 / 3, "guru"),
    ("de", "Die Hälfte der Kinder war dabei.", 50, "Kinder"),
    ("es", "La mitad de los niños lo vio.", 50, "niños"),
]


@pytest.mark.parametrize(("language", "text", "percent", "counted"), SHARES)
def test_a_share_of_something_is_a_percentage(language: str, text: str, percent: float, counted: str) -> None:
    record = only(text, language)
    assert record.value == pytest.approx(percent)
    assert record.unit_normalized == "percentage"
    assert record.counted == counted
    assert record.kind == "share"


def test_a_bare_fraction_keeps_its_value() -> None:
    assert only("two thirds").value == pytest.approx(2 / 3)


RATES = [
    ("en", "Moderators see 40 videos a day.", "day"),
    ("en", "They fear that 31 teenagers are approached online every week.", "week"),
    ("en", "It averages 12 calls per hour.", "hour"),
    ("en", "It found three clips for every 5,000 uploads.", "5000 uploads"),
    ("id", "Ada 31 anak didekati setiap minggu.", "week"),
    ("id", "Ada 40 laporan per hari.", "day"),
    ("de", "Es gibt 40 Meldungen pro Tag.", "day"),
]


@pytest.mark.parametrize(("language", "text", "per"), RATES)
def test_rate(language: str, text: str, per: str) -> None:
    record = only(text, language)
    assert record.per == per
    assert record.kind == "rate"


def test_the_price_of_a_thing_keeps_what_it_is_per() -> None:
    record = only("It sold at $58.20 per barrel.")
    assert (record.unit, record.unit_normalized) == ("$ per barrel", "dollar per barrel")


def test_a_year_earlier_is_no_rate() -> None:
    assert only("It paid $58 million a year earlier.").per is None


PERIODS = [
    ("Police counted 80 cases last year.", "last year", "2022"),
    ("Police counted 80 cases in March 2020.", "March 2020", "2020-03"),
    ("Police counted 80 cases in 2018.", "2018", "2018"),
    (
        "Police counted 80 cases between April 2017 and June 2019.",
        "between April 2017 and June 2019",
        "2017-04/2019-06",
    ),
    ("Police counted 80 cases last month.", "last month", "2023-04"),
    ("Police counted 80 cases in the last six months.", "the last six months", "2022-11/2023-05"),
]


@pytest.mark.parametrize(("text", "written", "resolved"), PERIODS)
def test_period(text: str, written: str, resolved: str | None) -> None:
    record = next(record for record in read(text) if record.value == 80)
    assert (record.period, record.period_resolved) == (written, resolved)


def test_a_relative_period_is_not_resolved_without_a_date() -> None:
    text = "Police counted 80 cases last year."
    (record,) = find_statistics(text, "en", split(text, "en"))
    assert (record.period, record.period_resolved) == ("last year", None)


def test_place_and_attribution() -> None:
    record = only("According to the Lantern Trust, 80 cases were recorded in England and Wales.")
    assert record.place == "England and Wales"
    assert record.attributed_to == "the Lantern Trust"
    assert only("The Lantern Trust estimates that 80 schools were hit.").attributed_to == "The Lantern Trust"
    assert only("Menurut Yayasan Pelita, 80 sekolah terdampak.", "id").attributed_to == "Yayasan Pelita"


@pytest.mark.parametrize(
    "text",
    [
        "It opened on 4 March 2019.",
        "Doors open at 18:30.",
        "They won 4-1 at home.",
        "She came third and he came 2nd.",
        "See section 14 of the act.",
        "Call 0800 123 456 today.",
        "The office is at 18 Marsh Lane.",
        "The helpline is open 24/7.",
        "The iPhone 14 is on sale.",
        "No one came to the other one.",
        "It fell in the first half.",
    ],
)
def test_no_statistic(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    ["A 13-year-old girl spoke.", "One of the best ideas won.", "She was 13.", "We show zero tolerance."],
)
def test_listed_but_no_claim(text: str) -> None:
    assert not any(record.is_claim for record in read(text))


def test_change_is_told() -> None:
    assert only("Reports rose by 12 per cent.").change == "up"
    assert only("Reports fell by 12 per cent.").change == "down"


def test_the_same_text_gives_the_same_records() -> None:
    text = "More than 300 parents and 45 schools signed; half of them in 2019."
    assert read(text) == read(text)


def test_figures_of_two_languages_are_the_same_number() -> None:
    assert only("Ada 8.000 anak.", "id").value == only("There are 8,000 children.").value == 8000


_PIECES = st.sampled_from(
    [
        "12",
        "3.5",
        "half of",
        "one in five",
        "million",
        "children",
        "more than",
        "per cent",
        "$",
        "a day",
        "every week",
        "last year",
        "in London",
        "said Ana",
        "setengah",
        "juta",
        "anak",
        ".",
        ",",
        "\n",
        " ",
        "e\u0301",
        "\u200f",
        "🎉",
        "\ud800",
        "\x00",
        "٣",
        "三百",
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=20).map(" ".join)),
    st.sampled_from(["en", "id", "de", "zh", "ar", "und"]),
)
def test_every_span_is_exact(text: str, language: str) -> None:
    for record in read(text, language):
        assert text[record.start : record.end] == record.exact != ""


def test_a_plural_is_counted_even_where_it_may_be_a_verb() -> None:
    assert (
        only("The unit closed and reported hundreds of Snapchat accounts for abuse.").unit
        == "Snapchat accounts"
    )


def test_what_is_counted_takes_in_what_it_is_of() -> None:
    assert only("Police recorded 640 incidents of online grooming.").counted == "incidents of online grooming"


def test_the_same_sum_in_another_currency_keeps_the_comparator() -> None:
    krona, dollar = read("It raised more than 90 million Swedish crowns ($8 million).")
    assert (krona.comparator, dollar.comparator) == (">", ">")
    assert (krona.unit_normalized, dollar.unit_normalized) == ("swedish krona", "dollar")


def test_a_denominator_is_no_figure_of_its_own() -> None:
    assert len(read("Prevalence was at most six views of such clips for every 20,000 views.")) == 1


def test_a_bare_age_is_an_age() -> None:
    (record,) = read("She was 13 when it began.")
    assert (record.kind, record.unit_normalized, record.is_claim) == ("age", "year of age", False)


def test_a_long_text_is_read_to_its_end() -> None:
    text = "Nothing was counted here.\n" * 400 + "The hotline took 512 calls."
    record = only(text)
    assert (record.value, record.end) == (512, len(text) - 1)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It is for users under 18."),
        ("en", "It is for pupils aged 11 to 16."),
        ("de", "Es gilt für Kinder unter 16 Jahren."),
        ("de", "Es gilt für Kinder zwischen 11 und 16 Jahren."),
        ("id", "Anak berusia 11 sampai 16 tahun."),
        ("es", "Es para menores de 11 a 16 años."),
    ],
)
def test_ages_and_their_limits_are_no_claims(language: str, text: str) -> None:
    (record,) = read(text, language)
    assert (record.kind, record.is_claim) == ("age", False)


@pytest.mark.parametrize(
    ("language", "text", "counted"),
    [
        ("de", "Drei von zehn Kindern sagten ja.", "Kindern"),
        ("es", "Tres de cada diez colegios dijeron que no.", "colegios"),
        ("id", "Tiga dari sepuluh siswa mengaku.", "siswa"),
        ("ar", "ثلاثة من كل عشرة أطفال", "أطفال"),
    ],
)
def test_a_proportion_in_another_language(language: str, text: str, counted: str) -> None:
    record = read(text, language)[0]
    assert (record.value, record.counted) == (pytest.approx(30), counted)


def test_a_part_of_an_hour_is_no_share() -> None:
    record = only("Tardó un cuarto de hora.", "es")
    assert (record.value, record.unit_normalized) == (0.25, "hour")


def test_millions_are_linked_to_what_they_count() -> None:
    assert only("Costó 1,8 millones de euros.", "es").unit_normalized == "euro"
    assert only("Hay 2,5 millones de niños.", "es").counted == "niños"


def test_of_every_ten_thousand_is_of_what_is_counted() -> None:
    record = only("Six views in every 20,000 were of such clips.")
    assert (record.value, record.per) == (6, "20000 views")


def test_who_answered_is_not_the_source() -> None:
    text = "Some 41 teachers said that 12 pupils had left."
    assert all(record.attributed_to is None for record in read(text))


def test_a_proportion_before_a_bracket_is_a_percentage() -> None:
    ratio, percentage = read("Around one in four (25%) teenagers agreed.")
    assert ratio.value == percentage.value == 25


def test_a_range_begins_at_its_between() -> None:
    assert only("Between 30 and 45 forces replied.").exact == "Between 30 and 45 forces"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Police recorded 8,000 offences in the year to September 2022.", "en"),
        ("Polisi mencatat 8.000 kejahatan dalam setahun hingga September 2022.", "id"),
        ("Se registraron 8.000 delitos en el año que terminó en septiembre de 2022.", "es"),
        ("Die Polizei hat in dem Jahr bis September 2022 genau 8.000 Taten erfasst.", "de"),
    ],
)
def test_the_year_to_a_month_is_twelve_months(text: str, language: str) -> None:
    from claims.extraction import extract

    [figure] = [record for record in extract(text, language).statistics if record.is_claim]
    assert figure.period_resolved == "2021-10/2022-09"
    assert figure.period is not None
    assert figure.period in text
