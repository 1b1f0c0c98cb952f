"""Plain text: what is kept, what its first lines say, and what is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.reading import (
    EmptyDocument,
    LinksOnly,
    NoSentence,
    NotText,
    ReadingError,
    TooLarge,
    clean,
    read_bytes,
    read_text,
)

BODY = "The helpline logged 3,140 reports last year. Most of them began in private messages.\n\nIt asks for answers."


def test_line_ends_and_trailing_spaces_are_all_that_changes() -> None:
    text = "  Two  spaces stay.\t\r\nA tab\tstays, too. \rSo does e\u0301 as it is.\u2028New line.\x0cNew page.\n\n"
    wanted = "  Two  spaces stay.\nA tab\tstays, too.\nSo does e\u0301 as it is.\nNew line.\nNew page."
    assert read_text(text).text == wanted


def test_characters_that_no_database_holds_are_removed_with_a_note() -> None:
    reading = read_bytes(b"Four \x00forces answered\x00 the letter.")
    assert reading.text == "Four forces answered the letter."
    assert "2 NUL characters were removed." in reading.notes
    reading = read_text("Half of \ud83d a pair and a joined \ud83d\ude00 one.")
    assert reading.text == "Half of  a pair and a joined \U0001f600 one."
    assert any("lone surrogate" in note for note in reading.notes)


@pytest.mark.parametrize(
    ("first", "title", "published_on"),
    [
        (" date 2022-01-15 Ministers ask platforms for answers.", "Ministers ask platforms for answers", date(2022, 1, 15)),
        ("2021-12-03: Ministers ask platforms for answers", "Ministers ask platforms for answers", date(2021, 12, 3)),
        ("Date: 2020-02-29 – Is your child safe online?", "Is your child safe online?", date(2020, 2, 29)),
        ("date 2022-02-30 A day that does not exist", "date 2022-02-30 A day that does not exist", None),
    ],
)  # fmt: skip
def test_a_date_at_the_head_of_the_first_line(first: str, title: str, published_on: date | None) -> None:
    reading = read_text(f"{first}\n\n{BODY}")
    assert (reading.title, reading.published_on) == (title, published_on)
    assert reading.text.startswith(first), "the line stays in the text"
    assert (reading.published_rule is None) == (published_on is None)


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Helplines log record number of reports", "Helplines log record number of reports"),
        ("“We were ignored”: helplines speak out", "“We were ignored”: helplines speak out"),
        ("Is the letter enough?", "Is the letter enough?"),
        ("警方去年记录八千起犯罪", "警方去年记录八千起犯罪"),
        ("The helpline logged 3,140 reports last year.", None),
        ("Reports rose. Helplines want answers", None),
        ("https://gazette.test/a/b/c", None),
        ("x" * 400, None),
        ("The report, which was published by the network,", None),
    ],
)
def test_the_first_line_is_the_title_where_it_is_a_headline(first: str, title: str | None) -> None:
    assert read_text(f"{first}\n\n{BODY}").title == title


def test_a_single_line_has_no_title() -> None:
    assert read_text("Helplines log record number of reports").title is None


def test_fields_and_bylines_at_the_top() -> None:
    reading = read_text(
        "Title: Helplines want answers\nAuthor: Ada Merrow and Jo Finch\nPublisher: The Harbour Post\n"
        f"Date: 3 March 2021\nURL: https://post.test/a\n\n{BODY}"
    )
    assert reading.title == "Helplines want answers"
    assert reading.authors == ("Ada Merrow", "Jo Finch")
    assert reading.publisher == "The Harbour Post"
    assert reading.published_on == date(2021, 3, 3)
    assert reading.url == "https://post.test/a"
    reading = read_text(
        f"Helplines want answers\n\nBy Ada Merrow and Jo Finch\nPublished on 3 March 2021\n\n{BODY}"
    )
    assert (reading.authors, reading.published_on) == (("Ada Merrow", "Jo Finch"), date(2021, 3, 3))


def test_a_sentence_with_a_date_in_it_is_no_date_of_publication() -> None:
    assert read_text(f"In March 2021 the helpline closed.\n\n{BODY}").published_on is None
    assert read_text(f"The letter of 3 March 2021 went unanswered.\n\n{BODY}").published_on is None


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyDocument),
        (b" \n\t \r\n", EmptyDocument),
        ("\ufeff\u200b \n".encode(), (EmptyDocument, NoSentence)),
        (b"\x00\x00\x00\x00", (EmptyDocument, NotText)),
        (b"12 34 56\n7.8 %\n", NoSentence),
        (b"Word\n", NoSentence),
        (b"https://a.test/one\nhttps://a.test/two\n", LinksOnly),
        (b"\x89PNG\r\n\x1a\n....", NotText),
        (b"PK\x03\x04 word/document.xml", NotText),
        (b"{\\rtf1 hello to all of you}", NotText),
        (b"<?xml version='1.0'?><rss><channel><title>x y z</title></channel></rss>", NotText),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><text>one two three</text></svg>", NotText),
    ],
)
def test_what_is_refused(content: bytes, error: type[ReadingError] | tuple[type[ReadingError], ...]) -> None:
    with pytest.raises(error) as caught:
        read_bytes(content)
    assert caught.value.reason_code
    assert caught.value.sentence_for_people.endswith(".")


def test_limits() -> None:
    with pytest.raises(TooLarge, match="1,001 bytes"):
        read_bytes(b"a" * 1_001, maximum_bytes=1_000)
    with pytest.raises(TooLarge):
        read_bytes(b"Some words are here. " * 100, maximum_characters=1_000)


def test_a_megabyte_without_a_full_stop_is_read() -> None:
    text = ("words and more words " * 50_000).strip()
    assert read_text(text).text == text
    assert len(read_text("a" * 1_000_000 + " b c").text) == 1_000_004
    with pytest.raises(NoSentence):
        read_text("1" * 1_000_000)
    assert read_text("First words here" + " " * 1_000_000 + "\nend").text == "First words here\nend"


@given(st.text(max_size=400))
def test_cleaning_is_stable_and_loses_no_letter(text: str) -> None:
    cleaned, _ = clean(text)
    assert clean(cleaned) == (cleaned, ())
    cleaned.encode("utf-8")
    assert "\r" not in cleaned
    kept = [character for character in cleaned if character.isalnum()]
    assert kept == [character for character in text if character.isalnum()]
