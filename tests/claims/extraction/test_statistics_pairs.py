"""Figures of languages without a parser that take what they count, or which way it went, from the figure before them."""

import datetime

import pytest

from claims.extraction import extract
from claims.extraction.records import StatisticRecord


def figures(text: str, language: str) -> list[StatisticRecord]:
    return list(extract(text, language, datetime.date(2025, 3, 4)).statistics)


@pytest.mark.parametrize(
    ("language", "text", "counted", "values", "change"),
    [
        ("fr", "Les alertes sont passées de 12 400 à 31 800.", "alertes", (12_400, 31_800), "up"),
        ("fr", "Le nombre de vols est passé de 640 en 2022 à 310 en 2023.", "vols", (640, 310), "down"),
        ("es", "Los avisos cayeron desde los 1.640 hasta los 900.", "avisos", (1_640, 900), "down"),
        ("es", "Las multas pasaron de 1.240 a 3.180.", "multas", (1_240, 3_180), "up"),
        ("de", "Die Zahl der Anzeigen stieg von 900 auf 1.200.", "Anzeigen", (900, 1_200), "up"),
        ("de", "Die Anzeigen sind von 900 auf 640 gesunken.", "Anzeigen", (900, 640), "down"),
        ("pt", "Os casos caíram de 1.640 para 900.", "casos", (1_640, 900), "down"),
        ("it", "Le denunce sono passate da 1.240 a 3.180.", "denunce", (1_240, 3_180), "up"),
        ("nl", "Het aantal meldingen steeg van 900 naar 1.640.", "meldingen", (900, 1_640), "up"),
    ],
)
def test_what_was_and_what_is_are_two_figures(
    language: str, text: str, counted: str, values: tuple[float, float], change: str
) -> None:
    first, second = figures(text, language)
    assert (first.value, second.value) == values
    assert (first.counted, second.counted) == (counted, counted)
    assert (first.change, second.change) == (None, change)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "La proporción de niñas subió del 40 al 52 por ciento."),
        ("fr", "La part des filles est passée de 40 à 52 %."),
        ("de", "Der Anteil der Mädchen wuchs von 40 auf 52 Prozent."),
        ("it", "La quota di ragazze è salita dal 40 al 52 per cento."),
        ("nl", "Het aandeel meisjes groeide van 40 naar 52 procent."),
    ],
)
def test_the_first_of_two_levels_has_the_unit_of_the_second(language: str, text: str) -> None:
    first, second = figures(text, language)
    assert (first.value, first.unit_normalized, first.per) == (40, "percentage", None)
    assert (second.value, second.unit_normalized, second.change) == (52, "percentage", "up")


def test_a_magnitude_is_said_once_of_both_levels() -> None:
    first, second = figures("Le budget passera de 4,2 à 6 millions d'euros.", "fr")
    assert (first.value, first.unit_normalized) == (4_200_000, "euro")
    assert (second.value, second.change) == (6_000_000, "up")


@pytest.mark.parametrize(
    ("language", "text", "counted", "periods"),
    [
        (
            "es",
            "En 2024 llegaron 4.300 avisos, frente a los 3.100 del año anterior.",
            "avisos",
            ("2024", "2023"),
        ),
        (
            "fr",
            "En 2024, 4 300 alertes ont été reçues, contre 3 100 l'année précédente.",
            "alertes",
            ("2024", "2023"),
        ),
        ("de", "Im Jahr 2024 gab es 4.300 Anrufe, gegenüber 3.100 im Vorjahr.", "Anrufe", ("2024", "2023")),
        (
            "pt",
            "Em 2024 foram 4.300 denúncias, contra 3.100 no ano anterior.",
            "denúncias",
            ("2024", "2023"),
        ),
        (
            "it",
            "Nel 2024 sono arrivate 4.300 denunce, contro le 3.100 dell'anno precedente.",
            "denunce",
            ("2024", "2023"),
        ),
        (
            "nl",
            "In 2024 kwamen 4.300 meldingen binnen, tegen 3.100 een jaar eerder.",
            "meldingen",
            ("2024", "2023"),
        ),
    ],
)
def test_what_a_figure_is_set_against_has_its_own_period(
    language: str, text: str, counted: str, periods: tuple[str, str]
) -> None:
    first, second = figures(text, language)
    assert (first.counted, second.counted) == (counted, counted)
    assert (first.period_resolved, second.period_resolved) == periods


@pytest.mark.parametrize(
    ("language", "text", "counted"),
    [
        ("fr", "Le site a reçu 8 400 alertes en 2024, soit 23 par jour.", "alertes"),
        ("es", "Se recibieron 8.400 avisos, es decir, 23 al día.", "avisos"),
        ("pt", "Foram 8.400 denúncias, ou seja, 23 por dia.", "denúncias"),
        ("de", "Es gingen 8.400 Hinweise ein. Das sind 23 pro Tag.", "Hinweise"),
        ("it", "Sono arrivate 8.400 denunce, cioè 23 al giorno.", "denunce"),
        ("nl", "Er kwamen 8.400 meldingen binnen, oftewel 23 per dag.", "meldingen"),
    ],
)
def test_a_rate_counts_what_the_count_before_it_does(language: str, text: str, counted: str) -> None:
    _, second = figures(text, language)
    assert (second.value, second.per, second.counted) == (23, "day", counted)


@pytest.mark.parametrize(
    ("language", "text", "counted", "percent", "change"),
    [
        ("de", "Gezählt wurden 4.300 Fälle, ein Viertel mehr als 2022.", "Fälle", 25, "up"),
        ("de", "Es gab 1.200 Anfragen, ein Drittel weniger als im Vorjahr.", "Anfragen", 100 / 3, "down"),
        ("es", "Hubo 1.200 avisos, un tercio más que en 2022.", "avisos", 100 / 3, "up"),
        ("it", "Le denunce sono 3.180, un terzo in più rispetto al 2022.", None, 100 / 3, "up"),
        ("nl", "Er kwamen 3.600 meldingen, een kwart meer dan in 2023.", "meldingen", 25, "up"),
    ],
)
def test_a_fraction_more_or_less_is_a_change(
    language: str, text: str, counted: str | None, percent: float, change: str
) -> None:
    second = figures(text, language)[1]
    assert (second.value, second.unit_normalized) == (pytest.approx(percent), "percentage")
    assert (second.counted, second.change) == (counted, change)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "Lo studio riguarda i ragazzi tra gli 11 e i 14 anni."),
        ("es", "El estudio trata de niños entre los 11 y los 14 años."),
        ("pt", "O estudo é sobre crianças entre os 11 e os 14 anos."),
        ("nl", "Het gaat om kinderen tussen de 11 en de 14 jaar."),
    ],
)
def test_ages_between_two_articles_are_one_range(language: str, text: str) -> None:
    (found,) = figures(text, language)
    assert (found.value, found.value_max, found.kind, found.is_claim) == (11, 14, "age", False)
