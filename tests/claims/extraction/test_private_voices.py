"""Private persons brought in by an age in brackets: quoted as before, and told apart from those who hold an office."""

import io
import json

import pytest

from claims.extraction import extract
from claims.management.commands.extract import printed

ROWS = {
    "id": (
        "Rudi Hartono (34), penumpang kapal, menunggu sejak pagi. “Sudah tiga jam kami di sini, belum ada kabar,” kata Rudi."
        "\n\n"
        "Kepala Dinas Perhubungan Kota Seruni Bagus Wirawan meminta maaf. “Kapal tambahan datang besok pagi,” kata Bagus.",
        ["Rudi Hartono"],
        ["Bagus Wirawan"],
    ),
    "en": (
        "Nora Pell (41) had waited since noon. “We were told nothing at all by anyone,” said Nora Pell.\n\n"
        "“An extra ferry will sail tomorrow,” said Tom Adair (52), chief executive of Norrland Ferries.",
        ["Nora Pell"],
        ["Tom Adair"],
    ),
}


@pytest.mark.parametrize("language", ROWS)
def test_age_without_an_office_is_a_private_voice(language: str) -> None:
    text, private, official = ROWS[language]
    quotes = [quote for quote in extract(text, language).quotes if quote.kind == "direct"]
    assert [q.speaker.name for q in quotes if q.private and q.speaker] == private
    assert [q.speaker.name for q in quotes if not q.private and q.speaker] == official


def test_the_command_lists_private_voices_apart_and_loses_none() -> None:
    text, private, official = ROWS["id"]
    (line,) = printed(io.StringIO(json.dumps({"id": "1", "text": text, "language": "id"}) + "\n"))
    found = json.loads(line)
    assert [quote["speaker"]["name"] for quote in found["voices"]] == private
    assert [quote["speaker"]["name"] for quote in found["quotes"]] == official


def test_a_count_in_brackets_is_no_age() -> None:
    text = "“We were told nothing at all,” said Nora Pell (412 votes)."
    assert not any(quote.private for quote in extract(text, "en").quotes)
