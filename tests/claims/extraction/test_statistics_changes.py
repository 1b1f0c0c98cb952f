"""What rises and falls: figures beside which nothing is counted, and changes written without a figure."""

import datetime

import pytest

from claims.extraction.records import StatisticRecord
from claims.extraction.statistics import find_statistics
from sources.text.sentences import split

PUBLISHED = datetime.date(2024, 5, 14)


def read(text: str, language: str) -> list[StatisticRecord]:
    return find_statistics(text, language, split(text, language), PUBLISHED)


RISEN = [
    ("en", "Reports of sextortion rose to 4,310 last year.", 4310, "Reports of sextortion", "up"),
    ("en", "The number of referrals fell by half in March.", 50, "referrals", "down"),
    ("en", "Online abuse offences reached 33,812 in England.", 33812, "Online abuse offences", None),
    ("en", "Complaints to the hotline have tripled since 2019.", 3, "Complaints to the hotline", "up"),
    ("en", "Hotline reports are down a third on 2022.", 100 / 3, "Hotline reports", "down"),
    ("en", "The number of pupils affected had risen fourfold.", 4, "pupils affected", "up"),
    ("id", "Laporan sekstorsi naik menjadi 4.310 tahun lalu.", 4310, "Laporan sekstorsi", "up"),
    ("id", "Jumlah kasus turun setengah pada Maret.", 50, "kasus", "down"),
    ("id", "Pengaduan meningkat dua kali lipat sejak 2019.", 2, "Pengaduan", "up"),
    ("es", "El número de denuncias aumentó hasta 4.310 en 2023.", 4310, "denuncias", "up"),
    ("es", "Los avisos se duplicaron el año pasado.", 2, "avisos", "up"),
    ("fr", "Le nombre de signalements a augmenté de 12 % en 2023.", 12, "signalements", "up"),
    ("fr", "Les plaintes ont doublé l’an dernier.", 2, "plaintes", "up"),
    ("de", "Die Zahl der Meldungen stieg auf 4.310.", 4310, "Meldungen", "up"),
    ("de", "Die Fälle von Cybergrooming sind um 40 Prozent gestiegen.", 40, "Fälle von Cybergrooming", "up"),
    ("de", "Die Anfragen haben sich halbiert.", 50, "Anfragen", "down"),
    ("pt", "As queixas caíram para 300 no ano passado.", 300, "queixas", "down"),
    ("it", "Le segnalazioni sono salite a 4.310 l’anno scorso.", 4310, "segnalazioni", "up"),
    ("nl", "Het aantal meldingen daalde vorig jaar tot 300.", 300, "meldingen", "down"),
]


@pytest.mark.parametrize(("language", "text", "value", "counted", "change"), RISEN)
def test_the_subject_is_what_is_counted(
    language: str, text: str, value: float, counted: str, change: str | None
) -> None:
    (record,) = read(text, language)
    assert record.value == pytest.approx(value)
    assert (record.counted, record.change, record.comparator) == (counted, change, "=")
    assert record.is_claim
    assert text[record.start : record.end] == record.exact


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It rose to 4,310 last year."),
        ("en", "Norrland Ferries fell 3 per cent."),
        ("id", "Menurut laporan itu, naik menjadi 4.310."),
        ("es", "Según la policía, que subió a 4.310."),
    ],
)
def test_nothing_is_counted_where_the_text_does_not_say(language: str, text: str) -> None:
    assert [record.counted for record in read(text, language)] == [None]


def test_pronouns_and_names_that_double_count_nothing() -> None:
    assert read("It doubled.", "en") == []
    assert read("She doubled down on the plan.", "en") == []


def test_a_change_beside_a_count_is_a_change_of_what_was_counted() -> None:
    count, change = read("The hotline took 300 calls in May, up 12 per cent.", "en")
    assert (count.counted, change.counted, change.change) == ("calls", "calls", "up")


def test_more_than_doubled() -> None:
    (record,) = read("Sextortion cases more than doubled last year.", "en")
    assert (record.value, record.comparator, record.period_resolved) == (2, ">", "2023")


def test_last_year_or_years_ago_in_indonesian() -> None:
    (count,) = read("Lembaga itu menerima 4.310 tahun lalu.", "id")
    assert (count.value, count.kind, count.exact, count.period_resolved) == (4310, "count", "4.310", "2023")
    (reports,) = read("Polisi mencatat 4.310 laporan tahun lalu.", "id")
    assert (reports.counted, reports.exact) == ("laporan", "4.310 laporan")
    (ago,) = read("Perang itu terjadi 20 tahun lalu.", "id")
    assert ago.kind == "duration"
    (long_ago,) = read("Kota itu dibangun 1.200 tahun lalu.", "id")
    assert long_ago.kind == "duration"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The hotline took 300 calls, 20 per cent more than in 2022."),
        ("es", "La línea recibió 300 llamadas, un 20 % más que en 2022."),
        ("de", "Die Hotline zählte 300 Anrufe, 20 Prozent mehr als im Jahr 2022."),
    ],
)
def test_what_a_figure_is_compared_with_is_not_its_period(language: str, text: str) -> None:
    assert {record.period for record in read(text, language)} == {None}
