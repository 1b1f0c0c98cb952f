"""PDF files: text in order, layout undone, and a clear refusal for those that hold none."""

import io
from datetime import date

import pytest
from pypdf import PdfReader, PdfWriter

from sources.reading import BrokenPdf, EncryptedPdf, PdfWithoutText, TooLarge, read_bytes
from tests.sources.reading.documents import pdf_of

PAGES = (
    (
        "Harbour Network annual report",
        "The network logged three thousand reports of grooming in the past year, and long-",
        "term cases rose. Most of the reports began in private messages between stran-",
        "gers and children. It wants answers.",
        "The long-term plan is ready.",
        "1",
    ),
    (
        "Harbour Network annual report",
        "On the second page the company is quoted in full and at length here.",
        "2",
    ),
    (
        "Harbour Network annual report",
        "The third page thanks everyone who answered the letter of the network.",
        "3",
    ),
)


def test_text_fields_and_layout() -> None:
    content = pdf_of(PAGES, title="What the helplines saw", author="Ada Merrow", created="D:20210302080000Z")
    reading = read_bytes(content, media_type="application/octet-stream")
    assert reading.media_type == "application/pdf"
    assert reading.title == "What the helplines saw"
    assert reading.authors == ("Ada Merrow",)
    assert reading.published_on == date(2021, 3, 2)
    assert reading.published_rule == "the day the PDF file was made; check it"
    assert (
        "and long-term cases rose. Most of the reports began in private messages between strangers and children."
        in (reading.text)
    )
    assert "Harbour Network annual report" not in reading.text
    assert "\n1\n" not in f"\n{reading.text}\n"
    assert any("left out" in note for note in reading.notes)


def test_a_pdf_without_text_says_that_it_may_be_a_scan() -> None:
    with pytest.raises(PdfWithoutText, match="scan"):
        read_bytes(pdf_of([[], []]))


def test_pages_without_text_are_noted() -> None:
    assert (
        "1 of 2 pages hold no text; they may be pictures or scans."
        in read_bytes(pdf_of([PAGES[0], []])).notes
    )


@pytest.mark.parametrize("cut", [20, 200, 900])
def test_a_broken_pdf(cut: int) -> None:
    with pytest.raises((BrokenPdf, PdfWithoutText)):
        read_bytes(pdf_of(PAGES)[:cut])
    with pytest.raises(BrokenPdf):
        read_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20)


def test_a_pdf_with_a_password() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of(PAGES))))
    writer.encrypt("secret", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    with pytest.raises(EncryptedPdf, match="password"):
        read_bytes(written.getvalue())


def test_a_pdf_locked_against_changes_alone_is_read() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of(PAGES))))
    writer.encrypt("", "owner", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    assert "grooming" in read_bytes(written.getvalue()).text


def test_a_pdf_that_is_too_long() -> None:
    with pytest.raises(TooLarge):
        read_bytes(pdf_of(PAGES), maximum_characters=50)
