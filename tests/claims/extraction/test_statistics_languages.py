"""Every kind of figure in each of the eight languages: shares in words, rates, ranges, magnitudes, comparators."""

import datetime

import pytest

from claims.extraction.records import StatisticRecord
from claims.extraction.statistics import find_statistics
from sources.text.sentences import split

# Each: sentence, value, what is counted, per, comparator, resolved period; the first figure that claims something.
FIGURES: dict[str, list[tuple[str, float, str | None, str | None, str, str | None]]] = {
    "en": [
        ("Half of grooming cases involve a child under 13.", 50, "grooming cases", None, "=", None),
        ("One in five pupils saw it.", 20, "pupils", None, "=", None),
        ("24 children are groomed every week.", 24, "children", "week", "=", None),
        ("Up to three in ten girls were asked.", 30, "girls", None, "<", None),
        ("At least 16.8 million reports came in 2022.", 16.8e6, "reports", None, ">", "2022"),
    ],
    "id": [
        ("Satu dari lima siswa melihatnya.", 20, "siswa", None, "=", None),
        ("24 anak menjadi korban setiap minggu.", 24, "anak", "week", "=", None),
        ("Antara 40 dan 50 sekolah ikut serta.", 40, "sekolah", None, "=", None),
        ("Sedikitnya 16,8 juta laporan masuk pada 2022.", 16.8e6, "laporan", None, ">", "2022"),
        ("Hampir separuh siswa terkena.", 50, "siswa", None, "~", None),
    ],
    "es": [
        ("La mitad de los casos afecta a menores.", 50, "casos", None, "=", None),
        ("Uno de cada cinco alumnos lo vio.", 20, "alumnos", None, "=", None),
        ("Cada semana 24 niños son víctimas.", 24, "niños", "week", "=", None),
        ("Entre 40 y 50 colegios participaron.", 40, "colegios", None, "=", None),
        ("Casi tres de cada diez niñas recibieron mensajes.", 30, "niñas", None, "~", None),
        ("Al menos 16,8 millones de avisos llegaron en 2022.", 16.8e6, "avisos", None, ">", "2022"),
    ],
    "fr": [
        ("La moitié des cas concernent un enfant.", 50, "cas", None, "=", None),
        ("Un élève sur cinq l’a vu.", 20, "élève", None, "=", None),
        ("Près de trois filles sur dix ont été contactées.", 30, "filles", None, "~", None),
        ("24 enfants sont victimes chaque semaine.", 24, "enfants", "week", "=", None),
        ("Environ 1,2 milliard d’images ont été analysées.", 1.2e9, "images", None, "~", None),
    ],
    "de": [
        ("Jeder fünfte Schüler sah es.", 20, "Schüler", None, "=", None),
        ("Fast drei von zehn Mädchen wurden gefragt.", 30, "Mädchen", None, "~", None),
        ("24 Kinder werden jede Woche Opfer.", 24, "Kinder", "week", "=", None),
        ("Rund 1,2 Mrd. Bilder wurden geprüft.", 1.2e9, "Bilder", None, "~", None),
    ],
    "pt": [
        ("Um em cada cinco alunos viu.", 20, "alunos", None, "=", None),
        ("24 crianças são vítimas toda semana.", 24, "crianças", "week", "=", None),
        ("Entre 40 e 50 escolas participaram.", 40, "escolas", None, "=", None),
        ("Pelo menos 16,8 milhões de denúncias chegaram em 2022.", 16.8e6, "denúncias", None, ">", "2022"),
    ],
    "it": [
        ("Uno studente su cinque lo ha visto.", 20, "studente", None, "=", None),
        ("Quasi tre ragazze su dieci hanno ricevuto messaggi.", 30, "ragazze", None, "~", None),
        ("24 bambini sono vittime ogni settimana.", 24, "bambini", "week", "=", None),
        ("Le segnalazioni sono aumentate del 12% a 300 il mese scorso.", 12, "segnalazioni", None, "=", "2024-04"),
    ],
    "nl": [
        ("Een op de vijf leerlingen zag het.", 20, "leerlingen", None, "=", None),
        ("24 kinderen worden elke week slachtoffer.", 24, "kinderen", "week", "=", None),
        ("Minstens 16,8 miljoen meldingen kwamen in 2022.", 16.8e6, "meldingen", None, ">", "2022"),
        ("Tussen 40 en 50 scholen deden mee.", 40, "scholen", None, "=", None),
    ],
}  # fmt: skip

NO_STATISTIC = [
    ("en", "She is 13 years old and lives at 24 Mill Road; section 230 applies from 5 May 2023 at 10:30."),
    (
        "id",
        "Ia berusia 13 tahun dan tinggal di Jalan Melati No. 24; Pasal 27 berlaku sejak 5 Mei 2023 pukul 10.30.",
    ),
    (
        "es",
        "Tiene 13 años y vive en la calle Mayor 24; el artículo 230 se aplica desde el 5 de mayo de 2023.",
    ),
    ("fr", "Il a 13 ans et habite 24 rue Hugo ; l’article 230 s’applique depuis le 5 mai 2023."),
    ("de", "Er ist 13 Jahre alt und wohnt in der Hauptstraße 24; Paragraf 230 gilt seit dem 5. Mai 2023."),
    ("pt", "Ele tem 13 anos e mora na Rua Augusta, 24; o artigo 230 vale desde 5 de maio de 2023."),
    ("it", "Ha 13 anni e abita in via Roma 24; l’articolo 230 si applica dal 5 maggio 2023."),
    ("nl", "Hij is 13 jaar en woont op Dorpsstraat 24; artikel 230 geldt sinds 5 mei 2023."),
    ("en", "The team won 3-1 and the hotline is open 24/7."),
    ("de", "Das Team gewann 3:1."),
    ("es", "El equipo ganó 3-1."),
]


def claims(text: str, language: str) -> list[StatisticRecord]:
    found = find_statistics(text, language, split(text, language), datetime.date(2024, 5, 14))
    assert all(text[record.start : record.end] == record.exact for record in found)
    return [record for record in found if record.is_claim]


@pytest.mark.parametrize(
    ("language", "text", "value", "counted", "per", "comparator", "period"),
    [(language, *row) for language, rows in FIGURES.items() for row in rows],
)
def test_a_figure(
    language: str,
    text: str,
    value: float,
    counted: str | None,
    per: str | None,
    comparator: str,
    period: str | None,
) -> None:
    record = claims(text, language)[0]
    assert record.value == pytest.approx(value)
    assert (record.counted, record.per, record.comparator) == (counted, per, comparator)
    assert record.period_resolved == period


@pytest.mark.parametrize(("language", "text"), NO_STATISTIC)
def test_what_claims_nothing(language: str, text: str) -> None:
    assert [record.exact for record in claims(text, language)] == []


def test_ranges_keep_both_ends() -> None:
    for language, text in (
        ("es", "Entre 40 y 50 colegios participaron."),
        ("nl", "Tussen 40 en 50 scholen deden mee."),
    ):
        (record,) = claims(text, language)
        assert (record.value, record.value_max) == (40, 50)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The lantern line took 240 calls in 2022, up from 180 calls the year before."),
        ("id", "Posko menerima 240 panggilan pada 2022, naik dari 180 panggilan tahun sebelumnya."),
        ("es", "La línea recibió 240 llamadas en 2022; recibió 180 llamadas un año antes."),
        ("fr", "La ligne a reçu 240 appels en 2022 ; elle avait reçu 180 appels un an plus tôt."),
        ("de", "Bei der Leitung gingen im Jahr 2022 240 Anrufe ein, 180 Anrufe waren es im Vorjahr."),
        ("pt", "A linha recebeu 240 chamadas em 2022; recebeu 180 chamadas um ano antes."),
        ("it", "La linea ha ricevuto 240 chiamate nel 2022; erano 180 chiamate un anno prima."),
        ("nl", "De lijn kreeg 240 oproepen in 2022; 180 oproepen waren het een jaar eerder."),
    ],
)
def test_the_year_before_is_counted_from_the_year_named(language: str, text: str) -> None:
    first, second = (record for record in claims(text, language) if record.value in (240, 180))
    assert (first.value, first.period_resolved) == (240, "2022")
    assert (second.value, second.period_resolved, second.change) == (180, "2021", None)


def test_the_year_before_no_year_is_left_open() -> None:
    [record] = claims("The lantern line took 180 calls the year before.", "en")
    assert (record.period, record.period_resolved) == ("the year before", None)


def test_what_rose_from_a_figure_is_counted_by_it_too() -> None:
    records = claims("The hotline took 2,340 calls in 2023, up from 1,080 the year before.", "en")
    assert [(r.counted, r.period_resolved, r.change) for r in records] == [
        ("calls", "2023", None),
        ("calls", "2022", None),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Wardens opened 312 files between January and June 2024."),
        ("en", "Wardens opened 312 files from January to June 2024."),
        ("es", "Se abrieron 312 expedientes entre enero y junio de 2024."),
        ("id", "Petugas membuka 312 berkas antara Januari dan Juni 2024."),
        ("de", "Es gab 312 Akten zwischen Januar und Juni 2024."),
    ],
)
def test_months_of_one_year(language: str, text: str) -> None:
    assert claims(text, language)[0].period_resolved == "2024-01/2024-06"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Se contaron farolas rotas, un 12 % más que antes."),
        ("pt", "Foram contadas lanternas, 12% a mais que antes."),
        ("de", "Gezählt wurden 12 % mehr Laternen."),
        ("fr", "On a compté 12 % de lanternes, soit 12 % de plus."),
    ],
)
def test_a_share_with_more_after_it_is_a_rise(language: str, text: str) -> None:
    assert claims(text, language)[-1].change == "up"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Wache registrierte 2023 rund 205.700 Hinweise."),
        ("id", "Posko mencatat 21.241 panggilan sepanjang 2023."),
    ],
)
def test_a_bare_year_is_a_period(language: str, text: str) -> None:
    assert claims(text, language)[0].period_resolved == "2023"


def test_a_range_with_articles_is_one_range() -> None:
    [record] = claims("Entre el 10 % y el 20 % de los faroles no funciona.", "es")
    assert (record.value, record.value_max, record.counted) == (10, 20, "faroles")


def test_a_source_ends_where_its_aside_begins() -> None:
    [record] = claims("Orbvane, which owns Pixomo and Snugg, said it had removed 63,000 accounts.", "en")
    assert record.attributed_to == "Orbvane"
    [record] = claims("Jede vierte Laterne war laut Laternenschutz.example schon dunkel.", "de")
    assert record.attributed_to == "Laternenschutz.example"


def test_a_dateline_is_neither_period_nor_source() -> None:
    [record] = claims(
        "WEXMERE, 14 May 2024 – Nearly 300 lanterns failed last year, the Lantern Trust has said.", "en"
    )
    assert record.period_resolved == "2023"
    assert "WEXMERE" not in (record.attributed_to or "")


def test_the_period_of_an_earlier_figure_stays_with_it() -> None:
    now, earlier = claims("More than 92% of the lamps were lit, up from 77% in 2022.", "en")
    assert (now.period_resolved, earlier.period_resolved) == (None, "2022")


def test_who_added_words_added_nothing_to_a_figure() -> None:
    [record] = claims("She added that wardens made 800 rounds a month.", "en")
    assert (record.value, record.per, record.change) == (800, "month", None)


@pytest.mark.parametrize(
    ("language", "text"),
    [("zh", "超过一半的路灯坏了。"), ("zh", "半数路灯坏了。"), ("ja", "半数の街灯が壊れた。")],
)
def test_half_is_half(language: str, text: str) -> None:
    assert claims(text, language)[0].value in (0.5, 50)


def test_in_a_year_is_no_rate() -> None:
    [record] = claims("أحصت الجمعية 300 رصيف في عام 2023.", "ar")
    assert (record.value, record.per) == (300, None)


def test_a_share_named_a_rise_after_it() -> None:
    *_, record = claims("Wardens wrote 104,282 reports, a 65 per cent rise.", "en")
    assert (record.value, record.change, record.counted) == (65, "up", "reports")
