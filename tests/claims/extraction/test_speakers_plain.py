"""Who speaks in French, Spanish, German, Italian, Portuguese and Dutch: whom no rule knows is nobody else."""

import pytest

from claims.extraction import QuoteRecord, extract


def quotes(text: str, language: str, kind: str = "direct") -> list[QuoteRecord]:
    return [quote for quote in extract(text, language).quotes if quote.kind == kind]


def names(text: str, language: str) -> list[str | None]:
    return [quote.speaker.name if quote.speaker else None for quote in quotes(text, language)]


def test_a_sentence_between_two_quotations_parts_them() -> None:
    text = (
        "« Mon client est malade », a soutenu Pierre Lenoir. La mère d'une victime, elle, était en colère : "
        "« Huit ans, c'est trop peu. »"
    )
    assert names(text, "fr") == ["Pierre Lenoir", None]


def test_whoever_is_named_in_the_paragraph_is_nearer_than_who_spoke_before() -> None:
    text = (
        "El portavoz Andrés Quiroga replica: «La ley llega tarde».\n\n"
        'Interviene la diputada Lola Serra (Sumar). "¿Cuántos niños más tienen que caer?", pregunta.'
    )
    assert names(text, "es") == ["Andrés Quiroga", "Lola Serra"]


@pytest.mark.parametrize(
    ("language", "text", "speaker", "role"),
    [
        (
            "de",
            "„Das ist zu wenig“, kritisierte die Abgeordnete Sabine Wolter (Linke).",
            "Sabine Wolter",
            "Abgeordnete",
        ),
        (
            "de",
            "„Wir finden die Täter“, sagte Bundesinnenminister Jonas Ahrens.",
            "Jonas Ahrens",
            "Bundesinnenminister",
        ),
        ("pt", '"É um marco", comemorou o autor da lei, deputado Caio Meira.', "Caio Meira", "deputado"),
        (
            "fr",
            "« On ne s'y attendait pas », avoue la sociologue Hélène Carpin.",
            "Hélène Carpin",
            "sociologue",
        ),
        (
            "es",
            '"Hay miedo en las casas", ha explicado la psicóloga Irene Salas.',
            "Irene Salas",
            "psicóloga",
        ),
    ],
)
def test_office_and_name_beside_the_words(language: str, text: str, speaker: str, role: str) -> None:
    (quote,) = quotes(text, language)
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.role) == (speaker, role)


def test_the_place_and_agency_that_open_a_report_are_no_part_of_it() -> None:
    text = "MADRID, 12 nov. (Norte) — La policía recibió 5.128 avisos, según el Ministerio del Interior."
    (quote,) = quotes(text, "es", "reported")
    assert quote.exact.startswith("La policía recibió")


def test_a_name_after_the_figure_is_no_source() -> None:
    text = "Nach Angaben von Netzlicht waren in 6 von 10 Fällen Instagram, TikTok oder Discord betroffen."
    assert quotes(text, "de", "reported") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "« J'avais honte et peur », confie Léonie*, 15 ans, élève de seconde."),
        ("it", "«Non dormivo più da mesi», racconta Giulietta (nome di fantasia), 14 anni."),
    ],
)
def test_a_childs_years_beside_the_name_mark_the_words(language: str, text: str) -> None:
    (quote,) = quotes(text, language)
    assert quote.sensitive
    assert "child" in (quote.sensitive_reason or "")


@pytest.mark.parametrize(
    ("language", "text", "bodies"),
    [
        ("fr", "L'association La Voix du Lac a réagi.", ["La Voix du Lac"]),
        ("fr", "L’Observatoire Net Clair publie ses chiffres.", ["Observatoire Net Clair"]),
        ("es", "Lo investiga la Fiscalía General de la Nación.", ["Fiscalía General de la Nación"]),
        ("pt", "O Instituto de Apoio à Criança alerta os pais.", ["Instituto de Apoio à Criança"]),
        ("de", "Die Beschwerdestelle des Vereins Netzwacht half.", ["Netzwacht"]),
        ("it", "Risponde l'associazione Marea ai genitori.", ["Marea"]),
    ],
)
def test_a_body_has_its_whole_name_and_no_article(language: str, text: str, bodies: list[str]) -> None:
    found = extract(text, language)
    assert [body.name for body in found.organisations] == bodies
    assert found.people == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "Hanno risposto 2.400 studenti."),
        ("es", "Ciudad de México, 20 de marzo. Nuevo León (990) fue la tercera."),
        ("de", "Laut Polizeilicher Kriminalstatistik gab es mehr Fälle."),
        ("fr", "Selon Santé publique France, les passages augmentent."),
    ],
)
def test_what_opens_a_sentence_and_places_are_nobody(language: str, text: str) -> None:
    assert extract(text, language).people == ()
