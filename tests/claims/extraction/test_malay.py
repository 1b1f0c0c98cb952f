"""Malay: its own separators and words for figures, Indonesian's grammar for who speaks, and words of its own for that."""

import datetime

import pytest

from claims.extraction import Extraction, StatisticRecord, extract
from sources.text import names_cues


def read(text: str) -> Extraction:
    return extract(text, "ms", datetime.date(2025, 6, 12))


def figure(text: str, exact: str) -> StatisticRecord:
    return next(record for record in read(text).statistics if exact in record.exact)


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator"),
    [
        ("Polis merampas lebih 40,000 fail digital.", 40_000, "", ">"),
        ("Laporan meningkat 26.5 peratus.", 26.5, "percentage", "="),
        ("Kerugian mencecah kira-kira RM1.2 juta.", 1.2e6, "malaysian ringgit", "~"),
        ("Denda tidak melebihi RM10,000 dikenakan.", 10_000, "malaysian ringgit", "<"),
        ("Lebih daripada lapan ratus aduan diterima.", 800, "", ">"),
        ("Tujuh daripada 10 kanak-kanak pernah melihatnya.", 70, "percentage", "="),
        ("Seramai 2.4 bilion orang menggunakannya.", 2.4e9, "person", "="),
    ],
)
def test_figures_are_read_by_malay_separators_and_words(
    text: str, value: float, unit: str, comparator: str
) -> None:
    record = read(text).statistics[0]
    assert (record.value, record.comparator) == (pytest.approx(value), comparator)
    assert not unit or record.unit_normalized == unit


@pytest.mark.parametrize(
    ("words", "resolved"),
    [
        ("pada suku tahun pertama 2025", "2025-01/2025-03"),
        ("dalam tempoh tiga bulan lalu", "2025-03/2025-06"),
        ("sepanjang tahun lepas", "2024"),
        ("sejak Mac", "2025-03/2025-06"),
        ("pada Ogos 2024", "2024-08"),
    ],
)
def test_periods_are_malay(words: str, resolved: str) -> None:
    assert figure(f"Talian itu menerima 1,204 panggilan {words}.", "1,204").period_resolved == resolved


def test_speakers_are_introduced_by_malay_offices_and_titles() -> None:
    text = (
        "Pengarah Jabatan Siasatan Jenayah Selangor Datuk Mohd Hafiz Rahman berkata, pihaknya menahan 13 lelaki. "
        'Beliau memberitahu bahawa semua suspek akan dituduh minggu depan. "Kami menerima 48 laporan," katanya.'
    )
    found = read(text)
    assert [quote.kind for quote in found.quotes] == ["reported", "reported", "direct"]
    assert {quote.speaker.name for quote in found.quotes if quote.speaker} == {"Datuk Mohd Hafiz Rahman"}
    assert {quote.organisation for quote in found.quotes} == {"Jabatan Siasatan Jenayah Selangor"}
    assert {record.attributed_to for record in found.statistics} == {"Datuk Mohd Hafiz Rahman"}


def test_a_mother_who_is_kept_unnamed_is_held() -> None:
    (quote,) = read('"Saya menangis membaca mesej itu," kata seorang ibu tunggal di Ipoh.').quotes
    assert quote.sensitive


@pytest.mark.parametrize(
    "text",
    [
        "Hubungi talian 03-2266 2222.",
        "Akta 792 tahun 2017 digunakan.",
        "Mangsa berusia antara 13 dan 17 tahun.",
    ],
)
def test_telephones_laws_and_ages_claim_nothing(text: str) -> None:
    assert not [record for record in read(text).statistics if record.is_claim]


def test_malay_adds_its_words_to_indonesian_ones() -> None:
    malay, indonesian = names_cues.cues("ms"), names_cues.cues("id")
    assert malay is not None
    assert indonesian is not None
    assert malay.language == indonesian.language
    assert indonesian.speech_verbs < malay.speech_verbs
    assert "memberitahu" not in indonesian.speech_verbs


def test_cases_are_no_shillings_and_a_rate_stays_with_its_own_figure() -> None:
    assert figure("Sebanyak 389 kes direkodkan.", "389").counted == "kes"
    text = "Kami menjawab purata 11 panggilan sehari dengan hanya lapan kaunselor."
    assert (figure(text, "11").per, figure(text, "lapan").per) == ("day", None)


def test_whom_somebody_told_did_not_say_it() -> None:
    text = (
        "Pengarah Eksekutif Yayasan Sinaran, Ananti Rajan, memberitahu Warta terdapat 14 kes baharu tahun ini. "
        '"Kita tidak perlu menunggu," katanya.'
    )
    *_, quote = read(text).quotes
    assert quote.speaker is not None
    assert quote.speaker.name == "Ananti Rajan"


def test_an_office_before_an_acronym_in_brackets_is_the_speakers() -> None:
    text = (
        "Ketua Pesuruhjaya Suruhanjaya Hak Awam (SHA), Dr Farah Nini, menegaskan bahawa syarikat itu gagal "
        'mematuhi had umur. "Ini bukan kes terpencil," ujarnya.'
    )
    *_, quote = read(text).quotes
    assert (quote.role, quote.organisation) == ("Ketua Pesuruhjaya", "Suruhanjaya Hak Awam")


def test_a_plea_is_no_statement() -> None:
    text = (
        "Mahkamah Sesyen menjatuhkan hukuman selepas jurutera itu mengaku bersalah memiliki 45 video lucah."
    )
    assert not read(text).quotes


def test_one_in_five_is_a_share_and_from_to_are_two_levels() -> None:
    assert figure("Satu dalam lima remaja pernah didekati.", "lima").value == pytest.approx(20)
    text = "Peruntukan unit itu dinaikkan daripada RM3.5 juta kepada RM9 juta bagi 2026."
    assert [record.value for record in read(text).statistics if record.unit == "RM"] == [3.5e6, 9e6]


def test_a_title_after_a_ministry_begins_the_name() -> None:
    text = "Timbalan Menteri Dalam Negeri Datuk Seri Shamsul Anuar menjelaskan unit itu kini mempunyai 68 pegawai."
    (quote,) = read(text).quotes
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.role) == ("Datuk Seri Shamsul Anuar", "Timbalan Menteri Dalam Negeri")
