"""What reading returns, and every way in which it can refuse: plain, frozen records and errors.

Storing snapshots and articles is left to the capture service.
"""

from dataclasses import dataclass
from datetime import date

MAXIMUM_BYTES = 20_000_000
MAXIMUM_CHARACTERS = 2_000_000


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of one captured document and what the document says of itself.

    ``text`` has ``\\n`` line ends and is never changed again: every offset in the project refers to it.
    ``published_rule`` says in words how the date was found. ``language`` stays None here: telling it is the
    work of ``sources.text.language``. ``media_type`` is what the bytes are, whatever they were declared to
    be. ``notes`` are sentences for people about what was unusual.
    """

    text: str
    media_type: str
    encoding: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published_on: date | None = None
    published_rule: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IncomingArticle:
    """One article on its way in: either ``content`` (bytes still to be read) or ``text`` is given, never
    both.

    ``source`` tells a person where it came from: a file name, with the line where there is one.
    """

    source: str
    content: bytes | None = None
    text: str | None = None
    filename: str | None = None
    media_type: str | None = None
    identifier: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    url: str | None = None
    published_on: date | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file or line that could not become an article, and why, in a sentence for people."""

    source: str
    reason: str


class ReadingError(Exception):
    """A document that cannot be read. ``reason_code`` is stable, ``sentence_for_people`` says what to do."""

    reason_code = "unreadable"
    sentence = "The document could not be read."

    def __init__(self, sentence_for_people: str | None = None) -> None:
        self.sentence_for_people = sentence_for_people or self.sentence
        super().__init__(self.sentence_for_people)


class EmptyDocument(ReadingError):
    """Nothing, or only white space."""

    reason_code = "empty"
    sentence = "The file is empty: there is nothing in it to read."


class TooLarge(ReadingError):
    """Over the limit of bytes, characters or pages."""

    reason_code = "too_large"
    sentence = "The document is too large to be one article."


class NotText(ReadingError):
    """An image, an archive, a word processor's file or other bytes that are no text."""

    reason_code = "not_text"
    sentence = "The file is not text, HTML or PDF."


class BrokenPdf(ReadingError):
    """A PDF whose structure cannot be followed."""

    reason_code = "broken_pdf"
    sentence = "The PDF is damaged and could not be opened; fetch or save it again."


class EncryptedPdf(ReadingError):
    """A PDF that needs a password."""

    reason_code = "encrypted_pdf"
    sentence = "The PDF is protected by a password; save it without one and add it again."


class PdfWithoutText(ReadingError):
    """A PDF whose pages hold no text, most often a scan."""

    reason_code = "pdf_without_text"
    sentence = (
        "The PDF holds no text; it may be a scan. Run text recognition (OCR) on it, "
        "or paste the text in, and add it again."
    )


class LinksOnly(ReadingError):
    """A page of links, such as a front page or a list of results."""

    reason_code = "links_only"
    sentence = "The page holds links and no article; add the articles it links to instead."


class NoSentence(ReadingError):
    """Letters or figures, but no sentence."""

    reason_code = "no_sentence"
    sentence = "No sentence was found in the document."
