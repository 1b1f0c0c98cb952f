"""Many articles at once: from a folder, single files, JSON lines and CSV, one IncomingArticle after another.

A row that cannot be used yields an Unreadable with its line and reason, and reading goes on. Reading the
bytes of each article is left to ``read_bytes``, storing them to the capture service.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sources.reading.dates import MalformedDate, parse_date
from sources.reading.decoding import decode
from sources.reading.plain import split_authors
from sources.reading.records import MAXIMUM_BYTES, IncomingArticle, NotText, Unreadable

_ARTICLE_SUFFIXES = (".txt", ".html", ".htm", ".xhtml", ".pdf")
_TABLE_SUFFIXES = (".jsonl", ".ndjson", ".csv", ".tsv")
_MAXIMUM_TABLE_BYTES = 500_000_000
_COLUMNS: dict[str, tuple[str, ...]] = {
    "identifier": ("id", "identifier", "key", "uid"),
    "text": ("text", "body", "content", "article", "full_text", "article_text", "wording"),
    "file": ("file", "filename", "file_name", "path"),
    "title": ("title", "headline", "heading"),
    "authors": ("authors", "author", "byline", "by", "writer"),
    "publisher": ("publisher", "source", "outlet", "newspaper", "site", "publication", "media", "site_name"),
    "url": ("url", "link", "address", "uri", "web_address", "href"),
    "published_on": (
        "published_on", "published", "date", "publication_date", "published_date", "date_published",
        "pubdate", "published_at", "publish_date",
    ),
    "language": ("language", "lang", "language_code"),
}  # fmt: skip
_FIELD_OF = {name: field for field, names in _COLUMNS.items() for name in names}
_LANGUAGE_CODE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*", re.I)

Incoming = IncomingArticle | Unreadable


class _Refused(ValueError):
    """A row that cannot be used; its message is a sentence for people."""


def from_folder(folder: Path, *, maximum_bytes: int = MAXIMUM_BYTES) -> Iterator[Incoming]:
    """Every article below ``folder``, in order of path. Tables of articles come first; files they name come
    once.

    Hidden files are passed over; links that lead out of the folder and files of other kinds are Unreadable.
    """
    root = folder.resolve()
    if not root.is_dir():
        yield Unreadable(str(folder), "There is no such folder.")
        return
    paths = sorted(
        path
        for path in root.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(root).parts)
    )
    named: set[Path] = set()
    for path in (path for path in paths if path.suffix.lower() in _TABLE_SUFFIXES):
        shown = path.relative_to(root).as_posix()
        for incoming in from_file(path, root=root, maximum_bytes=maximum_bytes):
            if isinstance(incoming, IncomingArticle) and incoming.filename:
                named.add((path.parent / incoming.filename).resolve())
            yield _below(incoming, path.name, shown)
    for path in (path for path in paths if path.suffix.lower() not in _TABLE_SUFFIXES):
        if path.resolve() not in named:
            for incoming in from_file(path, root=root, maximum_bytes=maximum_bytes):
                yield _below(incoming, path.name, path.relative_to(root).as_posix())


def from_file(
    path: Path, *, root: Path | None = None, maximum_bytes: int = MAXIMUM_BYTES
) -> Iterator[Incoming]:
    """The article in one .txt, .html or .pdf file, or all those of a .jsonl or .csv file.

    ``root`` is the folder that neither the file nor the files it names may lie outside of (default: its own
    folder).
    """
    suffix = path.suffix.lower()
    if suffix in (".jsonl", ".ndjson"):
        yield from from_jsonl(path, root=root, maximum_bytes=maximum_bytes)
    elif suffix in (".csv", ".tsv"):
        yield from from_csv(path, root=root, maximum_bytes=maximum_bytes)
    elif suffix in _ARTICLE_SUFFIXES:
        try:
            content = _content_of(
                path, path.parent.resolve() if root is None else root.resolve(), maximum_bytes
            )
        except _Refused as refusal:
            yield Unreadable(path.name, str(refusal))
        else:
            yield IncomingArticle(source=path.name, content=content, filename=path.name)
    else:
        kinds = ", ".join((*_ARTICLE_SUFFIXES, *_TABLE_SUFFIXES))
        yield Unreadable(path.name, f"Files of this kind are not read; those read are {kinds}.")


def from_jsonl(
    path: Path, *, root: Path | None = None, maximum_bytes: int = MAXIMUM_BYTES
) -> Iterator[Incoming]:
    """Articles from JSON lines: one object a line with ``text`` or ``file`` (relative to ``path``) and
    metadata."""
    base = path.parent.resolve()
    bound = (root or base).resolve()
    try:
        lines = path.open("rb")
    except OSError:
        yield Unreadable(path.name, "The file could not be opened.")
        return
    with lines:
        number = 0
        while line := lines.readline(maximum_bytes + 1):
            number += 1
            source = f"{path.name}, line {number:,}"
            if len(line) > maximum_bytes:
                while not line.endswith(b"\n") and (line := lines.readline(maximum_bytes)):
                    pass
                yield Unreadable(source, f"The line has more than {maximum_bytes:,} bytes.")
                continue
            if not line.strip():
                continue
            try:
                yield _article(_row_of(line), source, base, bound, maximum_bytes)
            except _Refused as refusal:
                yield Unreadable(source, str(refusal))


def from_csv(
    path: Path, *, root: Path | None = None, maximum_bytes: int = MAXIMUM_BYTES
) -> Iterator[Incoming]:
    """Articles from a table with a header row; commas, semicolons or tabs; any encoding that reading knows.

    Header names are taken in many spellings ("Headline", "Publication date", "Outlet"). Lines are counted
    as a spreadsheet counts rows only where no cell holds a line break.
    """
    base = path.parent.resolve()
    bound = (root or base).resolve()
    try:
        if path.stat().st_size > _MAXIMUM_TABLE_BYTES:
            yield Unreadable(path.name, f"The table has more than {_MAXIMUM_TABLE_BYTES:,} bytes; split it.")
            return
        table = decode(path.read_bytes()).text.lstrip("\ufeff")
    except OSError:
        yield Unreadable(path.name, "The file could not be opened.")
        return
    except NotText as problem:
        yield Unreadable(path.name, problem.sentence_for_people)
        return
    header_line = next((line for line in table.splitlines() if line.strip()), "")
    if not header_line:
        yield Unreadable(path.name, "The table is empty.")
        return
    delimiter = max(",;\t|", key=header_line.count)
    # A whole article in a cell is longer than the 131,072 characters the csv module takes for a mistake.
    csv.field_size_limit(max(csv.field_size_limit(), maximum_bytes))
    rows = csv.reader(io.StringIO(table, newline=""), delimiter=delimiter)
    header: list[str] | None = None
    while True:
        first_line = rows.line_num + 1
        source = f"{path.name}, line {first_line:,}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as problem:
            yield Unreadable(source, f"The line is not valid CSV ({problem}).")
            continue
        if not any(cell.strip() for cell in row):
            continue
        if header is None:
            header = [_column_name(cell) for cell in row]
            if not {"text", "file"} & {_FIELD_OF.get(name) for name in header}:
                yield Unreadable(
                    source, "The table has no column for the text or the file; name one “text” or “file”."
                )
                return
            continue
        if len(row) > len(header) and any(cell.strip() for cell in row[len(header) :]):
            yield Unreadable(source, f"The line has {len(row)} cells where the header has {len(header)}.")
            continue
        try:
            yield _article(dict(zip(header, row, strict=False)), source, base, bound, maximum_bytes)
        except _Refused as refusal:
            yield Unreadable(source, str(refusal))


def _below(incoming: Incoming, name: str, shown: str) -> Incoming:
    """The same with its path below the folder in place of its bare name."""
    from dataclasses import replace

    return replace(incoming, source=shown + incoming.source.removeprefix(name))


def _row_of(line: bytes) -> Mapping[str, Any]:
    try:
        row = json.loads(decode(line).text)
    except NotText as problem:
        raise _Refused(problem.sentence_for_people) from None
    except RecursionError:
        raise _Refused("The line is nested too deeply to be an article.") from None
    except ValueError:
        raise _Refused("The line is not valid JSON.") from None
    if not isinstance(row, dict):
        raise _Refused("The line is JSON but no object with named fields.")
    return row


def _column_name(cell: str) -> str:
    return re.sub(r"[\s\-]+", "_", cell.strip().lower())


def _article(
    row: Mapping[str, Any], source: str, base: Path, bound: Path, maximum_bytes: int
) -> IncomingArticle:
    fields: dict[str, Any] = {}
    for name, value in row.items():
        field = _FIELD_OF.get(_column_name(str(name)))
        if field and value not in (None, "", []) and field not in fields:
            fields[field] = value
    text, content, filename = None, None, None
    wording = fields.get("text")
    if isinstance(wording, str) and wording.strip():
        text = wording
        if len(text) > maximum_bytes:
            raise _Refused(f"The text is longer than {maximum_bytes:,} characters.")
    elif "file" in fields:
        filename = _line_of(fields, "file")
        if not filename:
            raise _Refused("The file name is empty.")
        content = _content_of(_inside(base, filename), bound, maximum_bytes)
    else:
        raise _Refused("The line has neither a text nor a file.")
    published = _line_of(fields, "published_on")
    try:
        published_on = parse_date(published) if published else None
    except MalformedDate as problem:
        raise _Refused(str(problem)) from None
    return IncomingArticle(
        source=source,
        content=content,
        text=text,
        filename=filename,
        identifier=_line_of(fields, "identifier"),
        title=_line_of(fields, "title"),
        authors=_authors_of(fields.get("authors")),
        publisher=_line_of(fields, "publisher"),
        url=_address_of(_line_of(fields, "url")),
        published_on=published_on,
        language=_language_of(_line_of(fields, "language")),
    )


def _line_of(fields: Mapping[str, Any], field: str) -> str | None:
    value = fields.get(field)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        if value is not None:
            raise _Refused(f"The field “{field}” is neither words nor a number.")
        return None
    # Half characters and NULs in metadata would be refused by the database later, far from this line.
    line = str(value).encode("utf-8", "ignore").decode("utf-8").replace("\x00", "")
    return " ".join(line.split()) or None


def _authors_of(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return split_authors(value.encode("utf-8", "ignore").decode("utf-8").replace("\x00", ""))
    if isinstance(value, list):
        return tuple(
            dict.fromkeys(name for entry in value if isinstance(entry, str) for name in split_authors(entry))
        )
    return ()


def _address_of(url: str | None) -> str | None:
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        known = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        known = False
    if not known or " " in url:
        raise _Refused(f"“{url[:80]}” is not a web address that begins with http:// or https://.")
    return url


def _language_of(language: str | None) -> str | None:
    if language is None:
        return None
    match = _LANGUAGE_CODE.fullmatch(language)
    if not match:
        raise _Refused(f"“{language[:40]}” is not a language code such as en or id.")
    return match[1].lower()


def _inside(base: Path, filename: str) -> Path:
    name = filename.replace("\\", "/")
    if "\x00" in name or name.startswith("/") or re.match(r"[A-Za-z]:", name) or len(name) > 1_000:
        raise _Refused(f"The file name “{filename[:80]}” is not relative to the table's folder.")
    return base / name


def _content_of(path: Path, bound: Path, maximum_bytes: int) -> bytes:
    """The bytes of ``path``, unless links or dots lead it out of ``bound``."""
    try:
        resolved = path.resolve()
        if not resolved.is_relative_to(bound):
            raise _Refused(f"The file “{path.name[:80]}” lies outside of the folder and is not read.")
        if not resolved.is_file():
            raise _Refused(f"There is no file “{path.name[:80]}”.")
        if resolved.stat().st_size > maximum_bytes:
            raise _Refused(f"The file “{path.name[:80]}” has more than {maximum_bytes:,} bytes.")
        return resolved.read_bytes()
    except (OSError, RuntimeError):
        raise _Refused(f"The file “{path.name[:80]}” could not be opened.") from None
