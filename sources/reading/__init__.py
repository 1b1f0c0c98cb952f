"""Reading: the bytes of a captured document to its text and what the document says of itself.

Plain text, HTML and PDF. Language, sentences and claims are left to the engines that take the text from here.
"""

from sources.reading.cleaning import clean, require_sentence
from sources.reading.decoding import decode
from sources.reading.incoming import from_csv, from_file, from_folder, from_jsonl
from sources.reading.pdf import read_pdf
from sources.reading.plain import opening_lines, split_authors
from sources.reading.records import (
    MAXIMUM_BYTES,
    MAXIMUM_CHARACTERS,
    BrokenPdf,
    EmptyDocument,
    EncryptedPdf,
    IncomingArticle,
    LinksOnly,
    NoSentence,
    NotText,
    PdfWithoutText,
    Reading,
    ReadingError,
    TooLarge,
    Unreadable,
)
from sources.reading.sniffing import media_type_of, not_text_kind
from sources.reading.web import declared_charset, read_page

__all__ = [
    "MAXIMUM_BYTES",
    "MAXIMUM_CHARACTERS",
    "BrokenPdf",
    "EmptyDocument",
    "EncryptedPdf",
    "IncomingArticle",
    "LinksOnly",
    "NoSentence",
    "NotText",
    "PdfWithoutText",
    "Reading",
    "ReadingError",
    "TooLarge",
    "Unreadable",
    "clean",
    "from_csv",
    "from_file",
    "from_folder",
    "from_jsonl",
    "read_bytes",
    "read_text",
]


def read_bytes(
    content: bytes,
    *,
    media_type: str | None = None,
    filename: str | None = None,
    url: str | None = None,
    maximum_bytes: int = MAXIMUM_BYTES,
    maximum_characters: int = MAXIMUM_CHARACTERS,
) -> Reading:
    """Read one document. ``media_type`` (a Content-Type header, charset included) and ``filename`` are
    hints only.

    Raises a ReadingError whose ``sentence_for_people`` says why the document cannot be an article.
    """
    if len(content) > maximum_bytes:
        raise TooLarge(f"The file has {len(content):,} bytes; the most that is read is {maximum_bytes:,}.")
    if not content.strip():
        raise EmptyDocument()
    kind = not_text_kind(content)
    if kind:
        raise NotText(f"The file is {kind}, not text, HTML or PDF.")
    found_type = media_type_of(content, media_type, filename)
    if found_type == "application/pdf":
        return _read_pdf(content, url, maximum_characters)
    declared = _charset(media_type)
    if found_type == "text/html":
        declared = declared or declared_charset(content)
    decoded = decode(content, declared)
    if len(decoded.text) > maximum_characters * (5 if found_type == "text/html" else 1):
        raise TooLarge(_too_long(maximum_characters))
    if found_type == "text/html":
        page = read_page(decoded.text, url)
        text, notes = _finished(page.text, maximum_characters)
        return Reading(
            text=text,
            media_type=found_type,
            encoding=decoded.encoding,
            title=_tidy(page.title),
            authors=page.authors,
            published_on=page.published_on,
            published_rule=page.published_rule,
            publisher=_tidy(page.publisher),
            url=page.url,
            notes=(*decoded.notes, *page.notes, *notes),
        )
    return _read_plain(decoded.text, url, decoded.encoding, decoded.notes, maximum_characters)


def read_text(text: str, *, url: str | None = None, maximum_characters: int = MAXIMUM_CHARACTERS) -> Reading:
    """Read text that is already characters (pasted in, or a field of a row), by the same rules as a text
    file."""
    if len(text) > maximum_characters:
        raise TooLarge(_too_long(maximum_characters))
    return _read_plain(text, url, None, (), maximum_characters)


def _too_long(maximum_characters: int) -> str:
    return f"The text is longer than {maximum_characters:,} characters, too long to be one article."


def _charset(media_type: str | None) -> str | None:
    for parameter in (media_type or "").split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset" and value.strip():
            return value.strip().strip("\"'")
    return None


def _tidy(line: str | None) -> str | None:
    if not line:
        return None
    return " ".join(clean(line)[0].split()) or None


def _finished(text: str, maximum_characters: int) -> tuple[str, tuple[str, ...]]:
    text, notes = clean(text)
    if not text.strip():
        raise EmptyDocument()
    if len(text) > maximum_characters:
        raise TooLarge(_too_long(maximum_characters))
    require_sentence(text)
    return text, notes


def _read_plain(
    text: str, url: str | None, encoding: str | None, notes: tuple[str, ...], maximum_characters: int
) -> Reading:
    text, more_notes = _finished(text, maximum_characters)
    opening = opening_lines(text)
    return Reading(
        text=text,
        media_type="text/plain",
        encoding=encoding,
        title=opening.title,
        authors=opening.authors,
        published_on=opening.published_on,
        published_rule=opening.published_rule,
        publisher=opening.publisher,
        url=url or opening.url,
        notes=(*notes, *more_notes),
    )


def _read_pdf(content: bytes, url: str | None, maximum_characters: int) -> Reading:
    document = read_pdf(content, maximum_characters)
    text, notes = _finished(document.text, maximum_characters)
    opening = opening_lines(text)
    published_on, rule = opening.published_on, opening.published_rule
    if not published_on and document.created_on:
        published_on, rule = document.created_on, "the day the PDF file was made; check it"
    return Reading(
        text=text,
        media_type="application/pdf",
        title=_tidy(document.title) or opening.title,
        authors=split_authors(_tidy(document.author) or "") or opening.authors,
        published_on=published_on,
        published_rule=rule,
        publisher=opening.publisher,
        url=url or opening.url,
        notes=(*document.notes, *notes),
    )
