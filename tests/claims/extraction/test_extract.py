"""The whole extraction and its command: exact spans for any text, the same answer twice, time that grows with the text."""

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


@pytest.mark.parametrize(
    ("piece", "language"),
    [
        ("“Aman sekali,” kata Rina Wati. ", "id"),
        ('Budi berkata: "Tidak. ', "id"),
        ("«No», dijo Marta Gil. ", "es"),
        ("Kepala Dinas Sosial ", "id"),
        ("kata demi kata ", "id"),
    ],
)
def test_time_grows_with_the_text(piece: str, language: str) -> None:
    """Sixteen times the text may take at most some forty times as long: far from the square."""

    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        best = 99.0
        for _ in range(2):
            begun = time.process_time()
            extract(text, language)
            best = min(best, time.process_time() - begun)
        return best

    seconds(2_000)
    assert seconds(48_000) < 40 * max(seconds(3_000), 0.01)


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
