"""The place of each figure in languages without a parser: its own clause's, not another figure's, and no body's name."""

import pytest

from claims.extraction import extract

# Each: language, sentence, and the places of its claims in order.
PLACES = [
    (
        "id",
        "Di Indonesia, 89 persen anak dan 70 persen orang tua memakai internet.",
        ["Indonesia", "Indonesia"],
    ),
    (
        "id",
        "Polisi mencatat 300 kasus di Bandung dan 210 kasus di Kota Surabaya.",
        ["Bandung", "Kota Surabaya"],
    ),
    ("id", "Prancis mencatat 200 kasus, sedangkan Jerman 350 kasus.", ["Prancis", "Jerman"]),
    ("id", "Sebanyak 5,5 juta anak Indonesia menjadi korban.", ["Indonesia"]),
    ("id", "Kementerian menghapus 1.200 akun di Facebook dan 40 akun di Telegram.", [None, None]),
    ("id", "BANDUNG – Polisi memeriksa 300 saksi.", [None]),
    (
        "id",
        "Survei itu melibatkan 3.500 orang tua di Surabaya, Malang, dan Kediri.",
        ["Surabaya, Malang, dan Kediri"],
    ),
    ("es", "En Francia se registraron 300 casos y en Alemania 200.", ["Francia", "Alemania"]),
    ("es", "La policía detuvo a 140 personas en la provincia de Almazán.", ["Almazán"]),
    (
        "es",
        "En el Congreso hubo 120 enmiendas; en Inglaterra y Gales, 8.000 denuncias.",
        [None, "Inglaterra y Gales"],
    ),
    ("es", "La Fiscalía Especializada en Delitos abrió 980 causas.", [None]),
    (
        "fr",
        "En France, 12 % des enfants ont été contactés ; à Lyon, 230 plaintes sont arrivées.",
        ["France", "Lyon"],
    ),
    ("fr", "Dans le département du Nord, 145 signalements ont été transmis à Meta.", ["Nord"]),
    (
        "de",
        "In Bayern wurden 1.250 Fälle gemeldet, in Nordrhein-Westfalen 4.310.",
        ["Bayern", "Nordrhein-Westfalen"],
    ),
    ("de", "In Schulen wurden 1.250 Fälle gemeldet.", [None]),
    ("pt", "No Brasil, 8 em cada 10 crianças usam a rede; em Lisboa, 300 famílias.", ["Brasil", "Lisboa"]),
    ("it", "A Milano sono state presentate 340 denunce, in tutta Italia 5.600.", ["Milano", "Italia"]),
    ("it", "Roma, 15 ottobre – Oltre 12.000 genitori hanno firmato.", [None]),
    (
        "nl",
        "In de provincie Utrecht kwamen 340 meldingen binnen, in heel Nederland 5.600.",
        ["Utrecht", "Nederland"],
    ),
    ("ja", "日本では昨年1,732人の子どもが被害に遭った。", ["日本"]),
    ("ko", "한국에서 지난해 1,200명의 아동이 피해를 입었다.", ["한국"]),
    ("zh", "在英国，去年有8000起案件。", ["英国"]),
    ("hi", "भारत में 1,200 बच्चों को निशाना बनाया गया।", ["भारत"]),
    ("ar", "في مصر سجلت الشرطة 300 حالة.", ["مصر"]),
]


@pytest.mark.parametrize(("language", "sentence", "places"), PLACES)
def test_the_place_is_the_figures_own(language: str, sentence: str, places: list[str | None]) -> None:
    claims = [record for record in extract(sentence, language).statistics if record.is_claim]
    assert [record.place for record in claims] == places


def test_a_table_of_thousands_of_figures_and_places_is_read_at_once() -> None:
    sentence = "Di Bandung 300 kasus, di Medan 200 kasus, " * 2_000
    records = extract(sentence, "id").statistics
    assert len(records) == 4_000
    assert {record.place for record in records} <= {"Bandung", "Medan", None}
