"""Speech that a dash opens, speakers that a place or somebody spoken to must not be taken for, sources after a quotation."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction import extract
from claims.extraction.records import QuoteRecord


def direct(text: str, language: str) -> list[QuoteRecord]:
    return [quote for quote in extract(text, language).quotes if quote.kind == "direct"]


DIALOGUE = [
    (
        "es",
        "—No vamos a esperar más —dijo Marta Gil, directora de la Fundación Faro—. Nadie lo hará.",
        ["No vamos a esperar más", "Nadie lo hará."],
        "Marta Gil",
    ),
    ("es", "—¿Quién responde por esto? —preguntó Ana Ruiz.", ["¿Quién responde por esto?"], "Ana Ruiz"),
    (
        "fr",
        "— Nous n’attendrons plus, a déclaré Marie Vidal, directrice de la Fondation Phare.",
        ["Nous n’attendrons plus"],
        "Marie Vidal",
    ),
    (
        "pt",
        "— Não vamos esperar mais — disse Marta Reis. — Ninguém vai.",
        ["Não vamos esperar mais", "Ninguém vai."],
        "Marta Reis",
    ),
    (
        "it",
        "— Non aspetteremo più — ha detto Marta Conti. — Nessuno lo farà.",
        ["Non aspetteremo più", "Nessuno lo farà."],
        "Marta Conti",
    ),
    (
        "ru",
        "— Мы больше не будем ждать, — сказала директор фонда. — Никто не будет.",
        ["Мы больше не будем ждать", "Никто не будет."],
        None,
    ),
]


@pytest.mark.parametrize(("language", "text", "parts", "speaker"), DIALOGUE)
def test_a_dash_opens_speech(language: str, text: str, parts: list[str], speaker: str | None) -> None:
    (quote,) = direct(f"Antes.\n{text}\nDespués.", language)
    source = f"Antes.\n{text}\nDespués."
    assert [source[start:end] for start, end in quote.spans] == parts
    assert (quote.speaker.name if quote.speaker else None) == speaker


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "— Une ligne ouverte jour et nuit\n— Des règles, dans toutes les écoles\n— Un rapport chaque année",
        ),
        ("es", "— Más personal, mejor formado\n— Un informe anual, público"),
        ("de", "– Mehr Personal, besser ausgebildet\n– Ein Bericht im Jahr"),
        ("ru", "— Больше людей, лучше обученных\n— Отчёт — раз в год"),
    ],
)
def test_a_list_is_no_speech(language: str, text: str) -> None:
    assert direct(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "London said that the new rules would apply from June to every platform."),
        ("en", "Germany warned that the platforms must act before the end of the year."),
        ("es", "Madrid aseguró que las nuevas normas se aplicarán desde junio."),
        ("pt", "Lisboa afirmou que as novas regras valem a partir de junho."),
    ],
)
def test_a_place_says_nothing(language: str, text: str) -> None:
    assert [quote for quote in extract(text, language).quotes if quote.kind == "reported"] == []


def test_a_child_who_told_somebody_named_is_the_speaker() -> None:
    (quote,) = direct(
        "A 14-year-old girl told Lena Ford of Childnet about it. “He asked me for pictures every night,” she said.",
        "en",
    )
    assert quote.speaker is None
    assert quote.anonymous
    assert quote.sensitive
    assert quote.organisation is None


def test_a_spokesperson_for_an_unknown_body_speaks_for_no_other() -> None:
    (quote,) = direct(
        "Snapchat did not answer. A spokesperson for deVries said: “We removed it at once.”", "en"
    )
    assert (quote.organisation, quote.role) == ("deVries", "spokesperson")


def test_a_source_after_the_quotation() -> None:
    (quote,) = direct(
        "« Les chiffres sont graves », selon Marie Vidal, directrice de la Fondation Phare.", "fr"
    )
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.organisation) == ("Marie Vidal", "Fondation Phare")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["—", "– ", "― ", "no ", "dijo ", ", ", "? ", "\n", "Marta ", "…"]), max_size=40)
)
def test_every_part_stands_in_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    for quote in extract(text, "es").quotes:
        assert text[quote.start : quote.end] == quote.exact
        assert all(0 <= start < end <= len(text) for start, end in quote.spans)
        assert list(quote.spans) == sorted(quote.spans)
