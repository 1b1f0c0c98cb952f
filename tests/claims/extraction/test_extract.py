"""The whole extraction and its command: exact spans for any text, the same answer twice, time that grows with the text."""

import gc
import io
import json
import time
import unicodedata
from itertools import chain

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.extraction import Extraction, extract
from claims.management.commands.extract import printed

PIECES = st.sampled_from(
    [
        *("“", "”", '"', "'", "‘", "’", "«", "»", "„", "「", "」", ")", ", ", ". ", "\n", "\n\n", ": ", "— "),
        *(
            " said ",
            " kata ",
            " dijo ",
            "ujarnya",
            "Lena Ford",
            "Facebook",
            "NSPCC (",
            "Kepala Dinas ",
            "MORRIS: ",
        ),
        *("#tag", "campaign", "open letter signed by 12 groups", "é", "e\u0301", "שלום", "مرحبا", "１２"),
        *("😀", "👨‍👩‍👧", "\u200f", "\x00", "\ud800", "\u2028"),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(PIECES, max_size=40).map("".join),
    st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=25).map("".join),
)


def check_spans(text: str, found: Extraction) -> None:
    names = (found.organisations, found.people, found.platforms)
    for record in chain(found.quotes, found.campaigns, found.statistics, *names):
        assert 0 <= record.start < record.end <= len(text)
        assert text[record.start : record.end] == record.exact
    for quote in found.quotes:
        assert quote.spans[0][0] == quote.start
        assert quote.spans[-1][1] == quote.end
        assert all(start < end for start, end in quote.spans)
        if quote.speaker is not None:
            assert text[quote.speaker.start : quote.speaker.end] == quote.speaker.exact
            assert quote.speaker.exact


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS, language=st.sampled_from(["id", "es", "de", "fr", "ar", "ja", "und"]))
def test_every_span_is_exact_without_a_parser(text: str, language: str) -> None:
    check_spans(text, extract(text, language))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS)
def test_every_span_is_exact_in_english(text: str) -> None:
    check_spans(text, extract(text, "en"))


@pytest.mark.parametrize(
    "text", ["", " \n ", "\x00", "\ud800\udfff", "“", "“”", "''''", '"' * 500, "((((", "A." * 300]
)
def test_odd_texts_are_read_without_fuss(text: str) -> None:
    for language in ("en", "id", "zh", None):
        check_spans(text, extract(text, language))


def test_the_same_text_gives_the_same_extraction() -> None:
    text = "“We wrote to Meta,” said Lena Ford of Childnet. The Harbour Line Trust (HLT) counted 30 cases. #ActNow"
    assert extract(text, "en") == extract(text, "en")


def test_accents_written_apart_change_nothing_but_the_places() -> None:
    text = "«No podemos esperar más», añadió Inés Núñez, directora de la Fundación ANAR. La Policía Nacional contó 30 casos."
    apart = unicodedata.normalize("NFD", text)
    composed, decomposed = extract(text, "es"), extract(apart, "es")
    check_spans(apart, decomposed)
    assert [unicodedata.normalize("NFC", one.exact) for one in decomposed.quotes] == [
        one.exact for one in composed.quotes
    ]
    assert [one.key for one in decomposed.organisations] == ["fundacion-anar", "policia-nacional"]
    assert [one.speaker.name for one in decomposed.quotes if one.speaker] == ["Inés Núñez"]


def test_a_region_after_the_language_is_passed_over() -> None:
    assert extract("“It has to change,” said Lena Ford.", "en-GB") == extract(
        "“It has to change,” said Lena Ford.", "en"
    )


def test_the_language_is_found_where_none_is_given() -> None:
    text = (
        "Kepala dinas mengatakan bahwa jumlah laporan kekerasan terhadap anak naik tahun ini di seluruh kota."
    )
    assert extract(text).language == "id"


ENGLISH = (
    "Police recorded 7,263 offences last year, up 12 per cent on 2022, the NSPCC said on Tuesday. “We must act now,” said "
    "Jane Smith, chief executive of the charity. Half of the children had seen it on Snapchat, according to Ofcom.\n"
)
INDONESIAN = (
    "Polisi mencatat 7.263 kasus tahun lalu, naik 12 persen. “Anak harus aman,” kata Ketua KPAI Doni Setiawan di Jakarta. "
    "Sebanyak 2,5 juta anak memakai TikTok.\n"
)
ENDLESS = "police recorded 7,263 offences in London and Jane Smith of the NSPCC said that children must be safe and "
ENDLESS_INDONESIAN = (
    "polisi mencatat 7.263 kasus dan kata Doni Setiawan bahwa anak-anak di Jakarta harus aman serta "
)
OPENING = "“a «b ‘c „d \"e 「f 'g "


@pytest.mark.parametrize(
    ("piece", "language", "length"),
    [
        pytest.param(ENGLISH, "en", 1_250, id="English"),
        pytest.param(INDONESIAN, "id", 2_000, id="Indonesian"),
        pytest.param("“Aman sekali,” kata Rina Wati. ", "id", 1_500, id="one quotation again and again"),
        pytest.param('Budi berkata: "Tidak. ', "id", 1_500, id="quotations that never close"),
        pytest.param("Kepala Dinas Sosial ", "id", 2_500, id="offices"),
        pytest.param("kata demi kata ", "id", 8_000, id="cues"),
        pytest.param(ENDLESS, "en", 1_500, id="one endless English sentence"),
        pytest.param(ENDLESS_INDONESIAN, "id", 5_000, id="one endless sentence"),
        pytest.param("1234567890", "en", 5_000, id="digits, English"),
        pytest.param("1234567890", "id", 10_000, id="digits"),
        pytest.param("12 345,6 7.8 ", "en", 500, id="figures, English"),
        pytest.param("12 345,6 7.8 ", "id", 1_000, id="figures"),
        pytest.param(OPENING, "en", 500, id="opening marks of all kinds, English"),
        pytest.param(OPENING, "id", 5_000, id="opening marks of all kinds"),
        pytest.param('"', "en", 500, id="straight marks, English"),
        pytest.param("“", "id", 1_500, id="opening marks"),
        pytest.param("a" + " " * 400, "en", 15_000, id="spaces, English"),
        pytest.param("a" + " " * 400, "id", 20_000, id="spaces"),
        pytest.param("Ab ", "en", 2_000, id="capitals, English"),
        pytest.param("Ab ", "id", 15_000, id="capitals"),
        pytest.param("-", "en", 5_000, id="hyphens, English"),
        pytest.param("well-", "id", 10_000, id="hyphened words"),
    ],
)
def test_doubling_the_text_takes_at_most_two_and_a_half_times_as_long(
    piece: str, language: str, length: int
) -> None:
    """Process time, over four doublings in a row: 39 times at most where linear time takes 16.

    A single doubling would leave a quarter for what a busy machine adds, and none for a slow minute. Four in a row leave
    more than twice, and a part that grows with the square of the length still outweighs the rest in the longest text.
    """
    gc.disable()  # what it takes grows with all that the tests hold
    try:
        check_doublings(piece, language, length)
    finally:
        gc.enable()


DOUBLINGS = 4


def check_doublings(piece: str, language: str, length: int) -> None:
    """Fail unless reading ``length`` characters, and 16 times as many, keeps to it in one of five tries."""
    extract(ENGLISH, "en")
    extract(piece * (500 // len(piece) + 1), language)
    tries = []
    for run in range(5):
        # Beside each other in time, so that a slow minute slows both; the short text is read as often as makes up for
        # its short time.
        short = min(seconds(piece, language, length, f"{run} {again}") for again in range(4))
        long = seconds(piece, language, length << DOUBLINGS, f"{run}")
        if long <= 2.5**DOUBLINGS * short:
            return
        tries.append((short, long))
    pytest.fail(f"seconds for {length} characters and for {1 << DOUBLINGS} times as many: {tries}")


def seconds(piece: str, language: str, length: int, end: str) -> float:
    """Processor time for ``length`` characters; ends differ, since an English parse is remembered."""
    text = f"{(piece * (length // len(piece) + 1))[:length]}\n{end}"
    begun = time.process_time()
    extract(text, language)
    return time.process_time() - begun


def run(*documents: dict[str, object]) -> list[dict[str, object]]:
    return [json.loads(line) for line in printed(json.dumps(document) for document in documents)]


def test_the_command_prints_direct_quotations_apart_from_reported_ones_and_fragments() -> None:
    text = "“It has to change,” said Lena Ford. Childnet warns that pupils are tired of the “safety team”."
    (row,) = run({"id": 7, "text": text, "language": "en"})
    assert row["id"] == 7
    assert [quote["exact"] for quote in row["quotes"]] == ["It has to change,"]
    assert row["quotes"][0]["speaker"]["name"] == "Lena Ford"
    assert [quote["exact"] for quote in row["fragments"]] == ["safety team"]
    assert row["reported"][0]["speaker"]["name"] == "Childnet"


def test_the_command_points_at_the_introduction_in_indonesian() -> None:
    text = (
        "Ketua KPAI Doni Setiawan hadir kemarin. “Anak harus aman,” kata Doni. “Kami siap membantu,” ujarnya."
    )
    (row,) = run({"id": "a", "text": text, "language": "id"})
    first, second = row["quotes"]
    assert text[first["speaker"]["start"] : first["speaker"]["end"]] == "Doni Setiawan"
    assert first["speaker"]["mention"]["exact"] == "Doni"
    assert second["speaker"]["name"] == "Doni Setiawan"
    assert "start" not in second["speaker"]


def test_the_command_streams_from_a_file_to_a_file(tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / "in.jsonl").write_text(
        '{"id": 1, "text": "Meta wrote."}\n\n{"id": 2, "text": ""}\n', encoding="utf-8"
    )
    call_command(
        "extract", input=str(folder / "in.jsonl"), output=str(folder / "out.jsonl"), stdout=io.StringIO()
    )
    rows = [json.loads(line) for line in (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows] == [1, 2]
    assert rows[1]["quotes"] == []


@pytest.mark.parametrize("line", ["not json", '{"id": 1}', '{"id": 1, "text": 5}', "[1]"])
def test_a_line_that_is_no_document_stops_with_its_number(line: str) -> None:
    with pytest.raises(CommandError, match="Line 2"):
        list(printed(['{"id": 0, "text": "Meta wrote."}', line]))
