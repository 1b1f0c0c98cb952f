"""What plain text says of itself in its first lines: headline, date, author, publisher, address.

The lines stay in the text: nothing that was published is cut out. Decoding is left to ``decoding``.
"""

import re
from dataclasses import dataclass
from datetime import date

from sources.reading.dates import date_or_none

_MAXIMUM_HEADLINE = 200
_OPENING_DATE = re.compile(
    r"^\s*(?:(?:date|published(?: on)?|dated|tanggal|fecha|datum)\b\s*:?\s*)?"
    r"(\d{4}-\d{2}-\d{2})(?:T\S+)?[\s:,.–—|-]*(.*)$",
    re.I,
)
_FIELD = re.compile(r"^\s*([A-Za-z ]{2,20}?)\s*:\s+(\S.*)$")
_FIELD_NAMES = {
    "title": "title", "headline": "title", "judul": "title", "titre": "title", "titel": "title",
    "título": "title",
    "date": "date", "published": "date", "published on": "date", "publication date": "date",
    "tanggal": "date", "datum": "date", "fecha": "date",
    "author": "authors", "authors": "authors", "by": "authors", "penulis": "authors", "autor": "authors",
    "publisher": "publisher", "source": "publisher", "publication": "publisher", "sumber": "publisher",
    "url": "url", "link": "url", "address": "url",
}  # fmt: skip
_BYLINE = re.compile(r"^\s*By:?\s+([^\W\d_][^\d,;|]{2,60}(?:(?:,| and | & )\s*[^\d,;|]{3,60}){0,3})\s*$")
_PUBLISHED_LINE = re.compile(
    r"^\s*(?:(?:first\s+)?(?:published|posted|updated|date|dated|diterbitkan|publié(?:e)?(?:\s+le)?|publicado(?:\s+el)?|"
    r"veröffentlicht(?:\s+am)?)\b(?:\s+on)?\s*:?\s*)?(.{6,48}?)\s*\.?\s*$",
    re.I,
)
_SENTENCE_END = re.compile(r"[.。．।۔؟!?！？…][\"”’»)\]」』]*$")
_INNER_SENTENCE = re.compile(r"[.。।۔]\s*[\"”’»]?\s+[\"“‘«]?[A-Z\u00c0-\u00de\u0410-\u042f]|[。।۔].")
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$", re.I)
_ROLE = re.compile(
    r"\b(?:editor|correspondent|reporter|writer|journalist|columnist|contributor|redaktur|wartawan|jurnalis)$",
    re.I,
)
_INITIALS = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|vs|No|U\.S|U\.K)\.$")


@dataclass(frozen=True, slots=True)
class OpeningLines:
    """What the first lines of a text gave; None or empty where they gave nothing."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published_on: date | None = None
    published_rule: str | None = None
    publisher: str | None = None
    url: str | None = None


def split_authors(written: str) -> tuple[str, ...]:
    """Names out of a byline: "By Ada Jones and Bo Lee, chief reporter" gives two."""
    names = re.split(
        r"\s*;\s*|\s*,\s+(?:and\s+)?|\s+(?:and|&|dan|et|und|y)\s+",
        re.sub(r"^\s*by:?\s+", "", written.strip(), flags=re.I),
    )
    kept = [name.strip() for name in names if 1 < len(name.strip()) <= 100]
    people = [name for name in kept if not _ROLE.search(name)]
    return tuple(dict.fromkeys(people or kept))


def looks_like_headline(line: str, followed_by_blank: bool, rest_is_longer: bool) -> bool:
    """Whether a first line is a headline: one short line, no full stop, set apart from or shorter than what
    follows."""
    line = line.strip()
    if not 8 <= len(line) <= _MAXIMUM_HEADLINE or _ADDRESS.match(line):
        return False
    unspaced = any(
        "\u0e00" <= character <= "\u0eff" or "\u3040" <= character <= "\ud7af" for character in line
    )
    if not unspaced and len(line.split()) < 2:
        return False
    if sum(character.isalpha() for character in line) * 2 < len(line):
        return False
    if _INNER_SENTENCE.search(line) and not _INITIALS.search(line.split(". ")[0] + "."):
        return False
    ends = _SENTENCE_END.search(line)
    if ends and not line.rstrip('"”’»)]」』').endswith(("?", "!", "？", "！", "؟")):
        return False
    if line.endswith((",", ";", ":", "،", "、")):
        return False
    return followed_by_blank or rest_is_longer


def opening_lines(text: str) -> OpeningLines:
    """Read title, date, byline, publisher and address off the first lines of cleaned plain text."""
    lines = text[:20_000].split("\n")
    filled = [(number, line) for number, line in enumerate(lines[:60]) if line.strip()]
    if not filled:
        return OpeningLines()
    fields = _fields(filled)
    title, published_on, rule = fields.get("title"), None, None
    if "date" in fields:
        published_on = date_or_none(fields["date"])
        rule = "date field in the first lines of the text" if published_on else None
    start = 0
    while start < len(filled) - 1 and _field_of(filled[start][1]):
        start += 1
    number, line = filled[start]
    dated = _OPENING_DATE.match(line) if not published_on and len(line) <= 400 else None
    alone = len(filled) == start + 1
    if dated and date_or_none(dated[1]):
        published_on, rule = date_or_none(dated[1]), "date at the head of the first line"
        remainder = dated[2].strip()
        if not title and 8 <= len(remainder) <= _MAXIMUM_HEADLINE and not _INNER_SENTENCE.search(remainder):
            title = (
                remainder[:-1].rstrip()
                if remainder.endswith(".") and not remainder.endswith("..")
                else remainder
            )
    elif not title and not alone:
        blank_after = number + 1 < len(lines) and not lines[number + 1].strip()
        longer = len(filled[start + 1][1].strip()) > len(line.strip())
        if looks_like_headline(line, blank_after, longer):
            title = " ".join(line.split())
    authors = split_authors(fields["authors"]) if "authors" in fields else ()
    for _, candidate in filled[start : start + 6]:
        if len(candidate) > 140:
            continue
        if not authors and (byline := _BYLINE.match(candidate)):
            authors = split_authors(byline[1])
        if not published_on and (found := _date_line(candidate)):
            published_on, rule = found, "a line of its own near the head of the text"
    return OpeningLines(
        title=title,
        authors=authors,
        published_on=published_on,
        published_rule=rule,
        publisher=fields.get("publisher"),
        url=fields.get("url"),
    )


def _date_line(line: str) -> date | None:
    match = _PUBLISHED_LINE.match(line)
    if not match or not re.search(r"(?:19|20)\d{2}", match[1]) or len(match[1].split()) > 7:
        return None
    return date_or_none(match[1].rstrip(" .|"))


def _field_of(line: str) -> tuple[str, str] | None:
    match = _FIELD.match(line) if len(line) <= 400 else None
    name = _FIELD_NAMES.get(match[1].strip().lower()) if match else None
    if not match or not name or (name == "date" and not date_or_none(match[2])):
        return None
    return name, match[2].strip()


def _fields(filled: list[tuple[int, str]]) -> dict[str, str]:
    """A block of "Name: value" lines at the very top; one such line alone counts only if it names title,
    date or address."""
    fields: dict[str, str] = {}
    for _, line in filled[:8]:
        field = _field_of(line)
        if not field:
            break
        if field[0] == "url" and not _ADDRESS.match(field[1]):
            break
        fields.setdefault(*field)
    if len(fields) == 1 and not fields.keys() & {"title", "date", "url"}:
        return {}
    return fields
