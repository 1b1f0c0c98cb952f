"""Text out of PDF files: the pages in order, wrapped lines joined to paragraphs again, running heads left
out.

Recognising text in scanned pages is left to other programs; such a file is refused with that advice.
"""

import io
import logging
import re
from dataclasses import dataclass
from datetime import date

from sources.reading.records import BrokenPdf, EncryptedPdf, PdfWithoutText, TooLarge

MAXIMUM_PAGES = 1_000
_PAGE_NUMBER = re.compile(
    r"^\s*(?:page|halaman|seite|p\.)?\s*[-–]?\s*\d{1,4}\s*[-–]?\s*(?:(?:of|/|von|dari|de)\s*\d{1,4})?\s*$",
    re.I,
)
_ENDS_SENTENCE = re.compile(r"[.!?:;。！？।۔؟…][\"”’»)\]]*\d{0,3}$")
_BULLET = re.compile(r"^\s*(?:[•▪●◦‣–—*-]\s|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s)")
_HYPHENATED = re.compile(r"([^\W\d_]{2,})[-\u2010\xad]$")
_USELESS_TITLE = re.compile(
    r"^(?:untitled|microsoft word\b.*|.*\.(?:docx?|pdf|indd|qxp|pptx?|tmp)|(?:slide|document|layout)\s*\d*)$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class PdfText:
    """The text of a PDF before cleaning and what the file's own fields say."""

    text: str
    title: str | None
    author: str | None
    created_on: date | None
    notes: tuple[str, ...]


def read_pdf(content: bytes, maximum_characters: int) -> PdfText:
    """Read a PDF with pypdf. Raises BrokenPdf, EncryptedPdf, PdfWithoutText or TooLarge."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise EncryptedPdf()
        page_count = len(reader.pages)
        if page_count > MAXIMUM_PAGES:
            raise TooLarge(f"The PDF has {page_count:,} pages; the most that is read is {MAXIMUM_PAGES:,}.")
        pages: list[str] = []
        total = 0
        for page in reader.pages:
            pages.append(page.extract_text() or "")
            total += len(pages[-1])
            if total > maximum_characters:
                raise TooLarge(
                    f"The PDF holds more than {maximum_characters:,} characters; add its chapters one by one."
                )
    except (EncryptedPdf, TooLarge):
        raise
    except (DependencyError, FileNotDecryptedError):
        raise EncryptedPdf() from None
    except Exception as problem:  # pypdf meets damaged files with errors of every kind
        raise BrokenPdf() from problem
    letters = sum(character.isalnum() for page in pages for character in page)
    if letters == 0:
        raise PdfWithoutText()
    kept, notes = _without_running_lines([page.split("\n") for page in pages])
    empty = sum(not "".join(page).strip() for page in kept)
    if empty:
        notes.append(f"{empty} of {page_count} pages hold no text; they may be pictures or scans.")
    text, joined = _paragraphs(kept)
    if joined:
        notes.append("Lines wrapped by the page layout were joined to paragraphs.")
    title, author, created_on = _fields(reader)
    return PdfText(text, title, author, created_on, tuple(notes))


def _fields(reader: object) -> tuple[str | None, str | None, date | None]:
    try:
        fields = reader.metadata  # type: ignore[attr-defined]
        title = str(fields.title).strip() if fields and fields.title else None
        author = str(fields.author).strip() if fields and fields.author else None
        created = fields.creation_date.date() if fields and fields.creation_date else None
    except Exception:  # the fields of a readable file may still be damaged
        return None, None, None
    if title and (_USELESS_TITLE.match(title) or len(title) > 300):
        title = None
    return title, author, created


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def _without_running_lines(pages: list[list[str]]) -> tuple[list[list[str]], list[str]]:
    """Leave out page numbers and lines repeated at the head or foot of most pages."""
    trimmed = [[line for line in page if line.strip()] for page in pages]
    counts: dict[tuple[int, str], int] = {}
    for page in trimmed:
        for edge in (0, -1):
            if page:
                counts[edge, _shape(page[edge])] = counts.get((edge, _shape(page[edge])), 0) + 1
    most = max(3, int(len(pages) * 0.6))
    removed = 0
    kept = []
    for page in trimmed:
        lines = list(page)
        for edge in (0, -1):
            repeated = bool(lines) and counts.get((edge, _shape(lines[edge])), 0) >= most
            if len(lines) > 1 and (repeated or (len(pages) > 1 and _PAGE_NUMBER.match(lines[edge]))):
                lines.pop(edge)
                removed += 1
        kept.append(lines)
    notes = [f"{removed:,} running heads, feet or page numbers were left out."] if removed else []
    return kept, notes


def _paragraphs(pages: list[list[str]]) -> tuple[str, bool]:
    """Join wrapped lines: a line nearly as long as its page's longest, without a sentence's end, runs on."""
    whole = "\n".join("\n".join(page) for page in pages)
    words = frozenset(re.findall(r"[^\W\d_]+-[^\W\d_]+", whole)) if "-" in whole else frozenset()
    paragraphs: list[str] = []
    joined = False
    running = False
    for page in pages:
        width = sorted(len(line.rstrip()) for line in page)[int(len(page) * 0.9)] if page else 0
        for raw in page:
            line = raw.strip()
            if running and paragraphs and not _BULLET.match(raw):
                paragraphs[-1] = _join(paragraphs[-1], line, words)
                joined = True
            else:
                paragraphs.append(line)
            long_enough = len(line) >= width * 0.72
            running = long_enough and (not _ENDS_SENTENCE.search(line) or len(line) >= width * 0.93)
    return "\n\n".join(paragraphs), joined


def _join(before: str, after: str, compounds: frozenset[str]) -> str:
    """Join two lines; a hyphen at the line's end goes unless the document writes that word with it
    elsewhere."""
    hyphenated = _HYPHENATED.search(before)
    if hyphenated and after[:1].islower():
        following = re.match(r"[^\W\d_]+", after)
        if following and f"{hyphenated[1]}-{following.group()}" in compounds:
            return before + after
        return before[:-1] + after
    unspaced = bool(re.search(r"[\u3040-\u30ff\u3400-\u9fff]$", before)) and bool(
        re.match(r"[\u3040-\u30ff\u3400-\u9fff]", after)
    )
    return before + ("" if unspaced else " ") + after
