"""Indonesian news as it is written: who says a figure, how far back it goes, what is no figure, who is kept unnamed."""

import datetime

import pytest

from claims.extraction import Extraction, StatisticRecord, extract

PUBLISHED = datetime.date(2025, 6, 12)


def read(text: str) -> Extraction:
    return extract(text, "id", PUBLISHED)


def figure(text: str, exact: str) -> StatisticRecord:
    return next(record for record in read(text).statistics if exact in record.exact)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        (
            "Sebanyak 412 anak diperas lewat gim daring, kata Ketua Yayasan Lentera Anak, Rini Wulandari.",
            "Rini Wulandari",
        ),
        (
            "Ada 412 laporan masuk, ujar Kepala Bidang Perlindungan Anak KPAI, Doni Hartono, dalam jumpa pers.",
            "Doni Hartono",
        ),
        (
            "Ada 412 laporan yang masuk, tutur Direktur Eksekutif Yayasan Lentera, Andy Hartono.",
            "Andy Hartono",
        ),
    ],
)
def test_a_figure_has_the_source_whose_name_follows_the_office(sentence: str, source: str) -> None:
    assert figure(sentence, "412").attributed_to == source


def test_where_something_was_said_is_neither_said_nor_the_place_of_the_figure() -> None:
    found = read(
        "Ada 412 laporan yang masuk, ujar Ketua Yayasan Lentera, Doni Hartono, dalam jumpa pers di Jakarta, Senin."
    )
    (quote,) = found.quotes
    assert quote.exact == "Ada 412 laporan yang masuk"
    assert found.statistics[0].place is None


@pytest.mark.parametrize(
    ("words", "resolved"),
    [
        ("dalam tiga bulan terakhir", "2025-03/2025-06"),
        ("selama dua tahun terakhir", "2023/2025"),
        ("dalam setahun terakhir", "2024-06/2025-06"),
        ("dalam sepekan terakhir", "2025-06-05/2025-06-12"),
        ("dalam beberapa bulan terakhir", None),
        ("dalam kurun waktu 10 tahun terakhir", "2015/2025"),
        ("lima hari belakangan ini", "2025-06-07/2025-06-12"),
    ],
)
def test_a_span_that_ends_now_is_the_period_of_its_figure(words: str, resolved: str | None) -> None:
    record = figure(f"Polisi menangkap 23 tersangka di Medan {words}.", "23")
    assert (record.period, record.period_resolved, record.per) == (words, resolved, None)


def test_the_number_inside_a_span_claims_nothing() -> None:
    assert not figure("Ada 860 aduan dalam tiga bulan terakhir.", "tiga").is_claim


def test_a_rise_from_an_earlier_figure_keeps_each_its_own() -> None:
    text = "Ada 481 kasus, naik 34 persen dari 359 kasus pada 2023."
    assert (figure(text, "34").change, figure(text, "34").period) == ("up", None)
    assert (figure(text, "359").change, figure(text, "359").period_resolved) == (None, "2023")


def test_a_part_of_what_was_counted_before_counts_the_same() -> None:
    record = figure("Sedikitnya 37 anak menjadi korban, dan 22 di antaranya berusia di bawah 13 tahun.", "22")
    assert (record.counted, record.is_claim) == ("anak", True)


@pytest.mark.parametrize(
    "text",
    [
        "Mereka dijerat Undang-Undang Nomor 44 Tahun 2008 tentang Pornografi.",
        "Mereka dijerat UU 35 Tahun 2014.",
        "Dua hari kemudian ia dihubungi lagi.",
        "Bunga masih 14 tahun ketika itu terjadi.",
        "Hubungi SAPA 129 untuk bantuan.",
    ],
)
def test_laws_times_ages_and_the_numbers_of_services_claim_nothing(text: str) -> None:
    assert not [record for record in read(text).statistics if record.is_claim]


def test_a_place_does_not_run_on_into_the_subject() -> None:
    text = "Di Indonesia, Menteri Komunikasi Rudi Hartanto menyatakan 1,3 juta konten diblokir."
    assert figure(text, "1,3 juta").place == "Indonesia"


def test_a_mother_without_a_name_is_marked_by_her_clitic() -> None:
    found = read('"Anak saya tidak mau keluar kamar," kata ibunya, seorang pedagang di Sleman.')
    (quote,) = found.quotes
    assert (quote.anonymous, quote.sensitive, quote.description) == (True, True, "ibunya")


def test_an_office_of_a_party_is_nobody_who_was_named_for_another_body() -> None:
    text = (
        'Anggota DPR dari Fraksi PKS, Sukma Rahman, bertanya. "Berapa anggarannya?" tanya Sukma. '
        'Direktur Jenderal Kementerian Sosial Alex Sabarudin menjawab. "Cukup," kata Alex.\n\n'
        '"Larang dulu predatornya," kata politisi PDI-P itu.'
    )
    *_, quote = read(text).quotes
    assert (quote.speaker.name if quote.speaker else "") == ""
    assert "PDI-P" in [body.name for body in read(text).organisations]


def test_a_headline_in_capitals_names_no_body() -> None:
    found = read(
        "Polda Metro Jaya Tangkap Sindikat Penjual Konten Anak\n\nPolda Metro Jaya menangkap sembilan orang."
    )
    assert {body.name for body in found.organisations} == {"Polda Metro Jaya"}


@pytest.mark.parametrize(
    "text",
    [
        "10.15 WIB – Massa mulai berkumpul.",
        "Guru SMP Negeri 5 Semarang hadir.",
        "5 fakta tentang pemerasan anak di internet",
        "Margin of error survei ini 2,5 persen.",
        "Sari Dewi (41), ibu dua anak, menangis.",
    ],
)
def test_hours_names_lists_methods_and_mothers_of_two_claim_nothing(text: str) -> None:
    assert not [record for record in read(text).statistics if record.is_claim]


def test_the_level_has_the_period_after_it_and_the_earlier_figure_has_not() -> None:
    text = "Anggaran naik dari Rp 4,2 miliar menjadi Rp 7 miliar pada 2026."
    assert (figure(text, "4,2").period, figure(text, "Rp 7").period_resolved) == (None, "2026")


def test_who_was_just_brought_in_speaks_next() -> None:
    text = (
        'Jaksa Kejari Sleman Dewi Kusuma mengatakan akan banding. "Kami pikir-pikir," katanya.\n\n'
        "Kuasa hukum korban, Salma Taher, kecewa. Menurutnya, para korban masih menjalani pemulihan."
    )
    *_, quote = read(text).quotes
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.role) == ("Salma Taher", "Kuasa hukum korban")


def test_a_private_person_a_passage_tells_of_speaks_in_it() -> None:
    text = (
        'Kepala Dinas Sosial Bantul Rudi Hartanto mengatakan, layanan dibuka. "Silakan datang," kata Rudi. '
        "Hasan (55), warga Sukamaju, duduk di teras. Ia memandangi layar ponselnya sejak pagi. "
        '"Sepi sekali di sini," tuturnya.'
    )
    *_, quote = read(text).quotes
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.private) == ("Hasan", True)


def test_a_suspect_whom_a_passage_tells_of_does_not_speak_for_the_police() -> None:
    text = (
        "Kapolres Bantul AKBP Rudi Hartanto mengatakan, pelaku sudah ditangkap. "
        "Tersangka, Hasan (55), warga Sukamaju, ditahan sejak pagi. "
        '"Kami masih menyelidiki," tuturnya.'
    )
    *_, quote = read(text).quotes
    assert quote.speaker is not None
    assert quote.speaker.name == "AKBP Rudi Hartanto"


@pytest.mark.parametrize(
    "beginning",
    [
        "Bunga (bukan nama sebenarnya) diperas sejak lama.",
        "Salah satu orang tua korban, sebut saja Bunga, menangis.",
        "Bunga, nama samaran, kini sekolah lagi.",
    ],
)
def test_a_name_that_is_not_the_speakers_own_keeps_the_words_held(beginning: str) -> None:
    *_, quote = read(f'{beginning} "Setiap malam ada pesan baru," kata Bunga.').quotes
    assert quote.sensitive


def test_bodies_are_named_after_what_they_are() -> None:
    found = read(
        "Lembaga riset Datanusa menyurvei 1.500 orang tua bersama perusahaan keamanan siber Bentengria."
    )
    assert [body.name for body in found.organisations] == ["Datanusa", "Bentengria"]


def test_initials_streets_and_a_residents_village_are_no_names() -> None:
    text = (
        "Seorang guru les berinisial AW (46), warga Sukamaju, Kecamatan Pakis, ditangkap di Jalan Ir Juanda."
    )
    found = read(text)
    assert (found.organisations, found.people) == ((), ())


def test_a_heading_with_a_capital_on_each_word_names_nobody_that_the_text_does_not() -> None:
    text = "Ombudsman Nilai Layanan Aduan Anak Lamban\n\nOmbudsman RI menemukan tujuh layanan tidak aktif."
    assert {body.name for body in read(text).organisations} == {"Ombudsman RI"}


def test_an_office_of_a_place_has_the_place_in_it() -> None:
    text = (
        "Bupati Sikka Juventus Prima Kago berjanji menyiapkan dana. "
        '"Anak-anak kita harus dijaga," katanya menegaskan.'
    )
    (quote,) = read(text).quotes
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.role, quote.organisation) == (
        "Juventus Prima Kago",
        "Bupati Sikka",
        None,
    )


def test_an_acronym_in_brackets_stands_for_its_body_whatever_its_letters() -> None:
    found = read("Kepolisian Federal Australia (AFP) membantu. AFP menyita 40 ponsel.")
    assert {(body.exact, body.name) for body in found.organisations} == {
        ("Kepolisian Federal Australia", "Kepolisian Federal Australia"),
        ("AFP", "Kepolisian Federal Australia"),
    }


def test_in_so_many_months_is_a_period_and_no_rate() -> None:
    record = figure("Total transaksi mencapai Rp 11,7 miliar dalam 18 bulan.", "11,7")
    assert (record.per, record.period) == (None, "dalam 18 bulan")


def test_a_share_that_goes_on_is_of_what_the_figure_before_counts() -> None:
    text = "Sebanyak 67% anak memiliki akun, dan hanya seperlima yang tahu cara memblokir."
    record = figure(text, "seperlima")
    assert (record.value, record.unit, record.counted) == (20, "%", "anak")


def test_a_place_before_a_bracket_has_the_figure_in_it() -> None:
    text = "Wilayah Jabodetabek menyumbang 38 persen laporan, disusul Jawa Timur (14 persen) dan Sumatera Utara (9 persen)."
    assert [figure(text, exact).place for exact in ("38", "14", "9 persen")] == [
        "Jabodetabek",
        "Jawa Timur",
        "Sumatera Utara",
    ]


@pytest.mark.parametrize(
    "text", ["Rangga (nama samaran), 11 tahun, bermain gim.", "Ternyata usianya 37 tahun."]
)
def test_ages_between_commas_and_after_their_word_are_ages(text: str) -> None:
    assert [record.kind for record in read(text).statistics] == ["age"]


def test_so_many_years_ago_is_not_last_year() -> None:
    assert figure("Sindikat itu meraup Rp 600 juta sejak dua tahun lalu.", "600").period != "tahun lalu"


def test_a_word_with_a_clitic_is_nobodys_name() -> None:
    found = read("Sebuah pesan masuk. Pengirimnya mengaku berumur 12 tahun dan tinggal di Medan.")
    assert found.people == ()


def test_who_is_kin_to_somebody_unnamed_is_named_all_the_same() -> None:
    text = (
        "Rizki Dwi Utari, orang tua salah satu korban, berharap rekaman dibuka. "
        '"Semua harus terang," ucapnya di luar ruang sidang.'
    )
    (quote,) = read(text).quotes
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.anonymous) == ("Rizki Dwi Utari", False)


def test_the_accused_is_no_part_of_a_name_and_a_second_age_is_an_age() -> None:
    found = read("Terdakwa MI (32) didakwa menganiaya balita berusia 9 bulan dan 2 tahun.")
    assert found.people == ()
    assert not [record.exact for record in found.statistics if record.is_claim]


def test_data_of_a_body_are_the_bodys_and_an_address_is_no_place() -> None:
    text = "Menurut data KemenPPPA, 210 ribu orang menandatangani petisi di Change.org."
    assert (figure(text, "210").attributed_to, figure(text, "210").place) == ("KemenPPPA", None)
