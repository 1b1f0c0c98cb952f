"""Figures of six languages that claim nothing (when, how old, which line to call), and those that are a factor."""

import datetime

import pytest

from claims.extraction import extract
from claims.extraction.records import StatisticRecord


def figures(text: str, language: str) -> list[StatisticRecord]:
    return list(extract(text, language, datetime.date(2025, 3, 4)).statistics)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "La red fue desmantelada hace cinco años."),
        ("fr", "Le site a fermé il y a trois semaines."),
        ("de", "Die Inhalte wurden innerhalb von vier Tagen entfernt."),
        ("it", "La legge è entrata in vigore due anni fa."),
        ("pt", "A lei foi aprovada há dois anos."),
        ("nl", "De wet werd twee jaar geleden aangenomen."),
        ("pt", "A linha funciona 24 horas por dia."),
    ],
)
def test_a_duration_that_tells_when_claims_nothing(language: str, text: str) -> None:
    assert [found for found in figures(text, language) if found.is_claim] == []


@pytest.mark.parametrize(
    ("language", "text", "years"),
    [
        ("fr", "Léonie, 15 ans, a tout raconté.", 15),
        ("es", "La niña, de 13 años, avisó a su profesora.", 13),
        ("fr", "Un ancien entraîneur de natation de 46 ans a été arrêté.", 46),
        ("it", "Giulietta (nome di fantasia), 14 anni, ha scritto alla scuola.", 14),
        ("nl", "Haar zoon van 13 betaalde een afperser.", 13),
        ("it", "Gli indagati, tra i 22 e i 71 anni, si scrivevano ogni giorno.", 22),
        ("fr", "Les 11-14 ans sont les plus exposés.", 11),
        ("es", "La mayoría tiene entre 35 y 49 años.", 35),
    ],
)
def test_somebodys_years_are_an_age(language: str, text: str, years: int) -> None:
    (found,) = figures(text, language)
    assert (found.value, found.kind, found.is_claim) == (years, "age", False)


def test_years_of_a_sentence_are_no_age() -> None:
    (found,) = figures("Le tribunal l'a condamné à huit ans de prison.", "fr")
    assert (found.value, found.kind, found.is_claim) == (8, "duration", True)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Les victimes peuvent appeler le 3018 ou écrire au 31114."),
        ("es", "Llame al 016 o al teléfono 900 20 20 10."),
        ("pt", "Denuncie pelo Disque 100 ou pelo telefone (11) 3456-7890."),
        ("it", "Chi ha bisogno può chiamare il 19696."),
        ("fr", "Elle a appelé à 3 heures du matin, puis à 18 heures."),
        ("es", "MADRID, 12 nov. La red cayó el 3 de marzo a las cinco de la mañana."),
        ("fr", "L'enquête a duré du 3 au 17 septembre."),
        ("de", "Das Urteil (Az. 102 KLs 14/25) ist nicht rechtskräftig."),
    ],
)
def test_lines_clocks_days_and_case_numbers_are_no_figures(language: str, text: str) -> None:
    assert [found.exact for found in figures(text, language) if found.is_claim] == []


@pytest.mark.parametrize(
    ("language", "text", "value", "counted"),
    [
        ("es", "Hubo 5.128 denuncias, casi el triple que en 2021.", 3, "denuncias"),
        ("fr", "Le parquet a ouvert 214 enquêtes, deux fois plus qu'en 2021.", 2, "enquêtes"),
        ("de", "Beraten wurden 1.900 Familien, doppelt so viele wie 2021.", 2, "Familien"),
        ("fr", "Le nombre d'images a été multiplié par trente-six.", 36, None),
    ],
)
def test_a_factor_is_a_rise(language: str, text: str, value: float, counted: str | None) -> None:
    found = figures(text, language)[-1]
    assert (found.value, found.kind, found.change, found.is_claim) == (value, "multiple", "up", True)
    assert counted is None or found.counted == counted


@pytest.mark.parametrize(
    ("language", "text", "value", "counted"),
    [
        ("fr", "Le sondage interroge 2 004 parents ; 58 % d'entre eux l'ignorent.", 58, "parents"),
        ("fr", "Le site a reçu 8 400 alertes, dont 36 % venaient d'écoles.", 36, "alertes"),
        ("es", "De las 142.767 consultas, 8.214 venían de escuelas.", 8_214, "consultas"),
        ("pt", "A rede tem 24,5 milhões de pessoas. Dessas, 29% saíram.", 29, "pessoas"),
        ("de", "Erfasst wurden 19.730 Fälle (2024: 16.850).", 16_850, "Fälle"),
    ],
)
def test_a_part_counts_what_the_whole_does(language: str, text: str, value: float, counted: str) -> None:
    found = figures(text, language)[-1]
    assert (found.value, found.counted) == (value, counted)


def test_a_year_in_brackets_is_of_the_figure_beside_it() -> None:
    first, second = figures("Im Jahr 2025 gab es 19.730 Fälle (2024: 16.850).", "de")
    assert (first.period_resolved, second.period_resolved) == ("2025", "2024")


def test_half_a_year_is_no_share() -> None:
    (found,) = figures("In de eerste helft van 2025 gingen 630.000 accounts weg.", "nl")
    assert (found.value, found.period_resolved) == (630_000, "2025-01/2025-06")


def test_a_survey_is_among_so_many_and_not_under() -> None:
    found = figures("Eine Umfrage der Stiftung unter 1.248 Eltern liegt vor.", "de")[0]
    assert (found.value, found.comparator) == (1_248, "=")


def test_mexican_figures_are_read_by_what_the_text_shows() -> None:
    text = "Se registraron 12,300 denuncias, 18.7% más que en 2024. Jalisco tuvo 1,380 casos."
    assert [found.value for found in figures(text, "es")] == [12_300, 18.7, 1_380]
    assert [found.value for found in figures("El 12,5 % de 4.300 alumnos.", "es")] == [12.5, 4_300]


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("pl", "Usunięto 1,2 mln zdjęć i 8.412 filmów, o 12,5 proc. więcej.", [1.2e6, 8_412, 12.5]),
        ("ru", "Удалено около 1,5 млн изображений и 12 340 видео.", [1.5e6, 12_340]),
        ("tr", "Şikâyetler yüzde 18 arttı; 1,2 milyon kayıt silindi, %40 daha fazla.", [18, 1.2e6, 40]),
    ],
)
def test_magnitudes_come_from_the_locale_where_no_file_is(
    language: str, text: str, values: list[float]
) -> None:
    assert [found.value for found in figures(text, language)] == values
