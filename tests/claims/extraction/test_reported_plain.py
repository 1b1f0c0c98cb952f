"""Reported speech without marks in languages without a parser: who is said to say it, and how far it goes."""

import pytest

from claims.extraction import QuoteRecord, extract

_INTRODUCED = {
    "id": "Ketua Yayasan Lentera Anak Utara, Ratna Wulan, datang ke Medan. ",
    "es": "La presidenta de la Fundación Faro Norte, Elena Prado, llegó ayer. ",
    "fr": "La présidente de la Fondation Phare Nord, Élise Marchal, est venue hier. ",
    "de": "Die Sprecherin der Stiftung Leuchtturm Nord, Karla Sommer, kam gestern. ",
}
# Each: language, the sentence, who speaks, and what is reported.
REPORTS = [
    (
        "id",
        "Ratna Wulan mengatakan bahwa laporan bertambah tiap bulan.",
        "Ratna Wulan",
        "laporan bertambah tiap bulan",
    ),
    ("id", "Ia menambahkan, polisi belum memeriksa saksi.", "Ratna Wulan", "polisi belum memeriksa saksi"),
    ("id", "Menurutnya, aturan baru itu belum cukup.", "Ratna Wulan", "aturan baru itu belum cukup"),
    ("id", "Aturan baru itu belum cukup, ujar Ratna Wulan.", "Ratna Wulan", "Aturan baru itu belum cukup"),
    (
        "id",
        "Yayasan itu menilai aturan tersebut belum cukup.",
        "Yayasan Lentera Anak Utara",
        "aturan tersebut belum cukup",
    ),
    ("es", "Según Elena Prado, las denuncias llegan tarde.", "Elena Prado", "las denuncias llegan tarde"),
    (
        "es",
        "La fundación asegura que las denuncias llegan tarde.",
        "Fundación Faro Norte",
        "las denuncias llegan tarde",
    ),
    ("es", "Las denuncias llegan tarde, dijo Elena Prado.", "Elena Prado", "Las denuncias llegan tarde"),
    (
        "fr",
        "Selon elle, les plaintes arrivent trop tard.",
        "Élise Marchal",
        "les plaintes arrivent trop tard",
    ),
    (
        "fr",
        "Élise Marchal a affirmé que les plaintes arrivaient tard.",
        "Élise Marchal",
        "les plaintes arrivaient tard",
    ),
    (
        "de",
        "Karla Sommer teilte mit, dass die Meldungen zu spät kommen.",
        "Karla Sommer",
        "die Meldungen zu spät kommen",
    ),
    ("de", "Karla Sommer sagte, die Meldungen kämen zu spät.", "Karla Sommer", "die Meldungen kämen zu spät"),
]


def _reported(text: str, language: str) -> list[QuoteRecord]:
    return [quote for quote in extract(text, language).quotes if quote.kind == "reported"]


@pytest.mark.parametrize(("language", "sentence", "speaker", "words"), REPORTS)
def test_who_is_said_to_say_what(language: str, sentence: str, speaker: str, words: str) -> None:
    found = _reported(_INTRODUCED[language] + sentence, language)
    assert [(quote.exact, quote.speaker.name if quote.speaker else None) for quote in found] == [
        (words, speaker)
    ]


def test_an_aside_parts_the_report_in_two() -> None:
    found = _reported("Kasus seperti itu, kata konselor Made Arimbawa, terjadi hampir tiap minggu.", "id")
    assert [len(quote.spans) for quote in found] == [2]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("id", "Ratna Wulan menulis surat kepada menteri pada hari Senin."),
        ("id", "Polisi menahan pelaku, menyita ponsel, dan memeriksa tiga saksi."),
        ("es", "Elena Prado denunció la red que vendía imágenes de menores."),
        ("fr", "Élise Marchal a signalé le réseau qui vendait des images."),
    ],
)
def test_what_reports_nothing(language: str, sentence: str) -> None:
    assert _reported(sentence, language) == []


def test_a_child_without_a_name_is_no_other_names_speaker() -> None:
    text = "“Apakah orang itu akan datang ke rumah saya?” tanya seorang anak 11 tahun kepada konselor Layanan Sapa Kota."
    (quote,) = [one for one in extract(text, "id").quotes if one.kind == "direct"]
    assert quote.anonymous
    assert quote.sensitive
    assert quote.speaker is None


def test_a_report_by_somebody_unnamed_gives_no_figure_a_source() -> None:
    text = "Seorang korban mengaku bahwa pelaku memeras 30 anak di sekolahnya."
    assert [record.attributed_to for record in extract(text, "id").statistics] == [None]
