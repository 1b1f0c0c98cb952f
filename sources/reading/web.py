"""Article text and metadata out of HTML, by trafilatura and htmldate, with structured data read first.

Fetching pages and following links is left to the guarded fetcher and its callers.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

from sources.reading.dates import date_or_none
from sources.reading.plain import split_authors
from sources.reading.records import EmptyDocument, LinksOnly, NoSentence

_META_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,40})", re.I)
_XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.\-]{2,40})", re.I)
_TABLE_RULE = re.compile(r"\|(?:-{3,}\|)+")
_MAXIMUM_JSON = 500_000
_DATE_METAS = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.issued", "dcterms.date", "pubdate", "publishdate",
    "publish-date",
    "publish_date", "published-date", "sailthru.date", "parsely-pub-date", "citation_publication_date",
    "article.published",
)  # fmt: skip
_ARTICLE_TYPES = (
    "Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle",
    "BlogPosting", "Report", "PressRelease", "ScholarlyArticle", "WebPage",
)  # fmt: skip
_INLINE = frozenset(
    (
        "a", "abbr", "b", "bdi", "cite", "em", "font", "i", "mark", "q", "small", "span", "strong", "sub",
        "sup", "time", "u",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WebText:
    """The article text of a page before cleaning and what the page says of itself."""

    text: str
    title: str | None
    authors: tuple[str, ...]
    published_on: date | None
    published_rule: str | None
    publisher: str | None
    url: str | None
    notes: tuple[str, ...]


def declared_charset(content: bytes) -> str | None:
    """The charset that an HTML or XHTML page declares in its first 2,048 bytes."""
    head = content[:2048]
    match = _XML_CHARSET.search(head) or _META_CHARSET.search(head)
    return match[1].decode("ascii") if match else None


def read_page(markup: str, url: str | None) -> WebText:
    """Read a page already decoded to ``markup``; ``url`` is where it came from, to resolve its own address.

    Raises EmptyDocument, LinksOnly or NoSentence where the page holds no article.
    """
    from lxml import html as lxml_html

    markup = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", markup.replace("\x00", ""), count=1)
    try:
        tree = lxml_html.document_fromstring(markup, parser=lxml_html.HTMLParser(huge_tree=False))
    except Exception as problem:  # lxml raises parser, value and recursion errors on hostile markup
        raise EmptyDocument("The page holds no text.") from problem
    structured = _structured(tree)
    text, notes = _article_text(markup, tree, url)
    metas = _metas(tree)
    published_on, rule = _published(markup, tree, metas, structured)
    return WebText(
        text=text,
        title=_title(tree, metas, structured),
        authors=_authors(metas, structured),
        published_on=published_on,
        published_rule=rule,
        publisher=_publisher(metas, structured),
        url=_canonical(tree, metas, url),
        notes=tuple(notes),
    )


def _article_text(markup: str, tree: Any, url: str | None) -> tuple[str, list[str]]:
    import trafilatura

    text = ""
    try:
        document = trafilatura.bare_extraction(markup, url=url, include_comments=False, include_images=False)
        text = (getattr(document, "text", None) or "").strip()
    except Exception:  # trafilatura on hostile markup; the plain fallback below reads what there is
        text = ""
    linked, whole = _link_share(tree)
    if not whole:
        raise EmptyDocument("The page holds no text; it may be drawn by a script.")
    if linked > 0.92 * whole or (linked > 0.7 * whole and _prose(text, tree) < 250):
        raise LinksOnly()
    if text:
        # The rule that trafilatura draws under a table's head is nothing that the page says.
        return "\n".join(line for line in text.split("\n") if not _TABLE_RULE.fullmatch(line)), []
    text = _visible_text(tree)
    if not text:
        raise NoSentence()
    return text, ["No article was told apart from the rest of the page; the whole page was read."]


_HIDDEN = ("script", "style", "noscript", "template", "svg", "head")


def _link_share(tree: Any) -> tuple[int, int]:
    """Visible characters inside links, and in all."""
    hidden = "".join(f"[not(ancestor::{name})]" for name in _HIDDEN)
    whole = sum(len(piece.strip()) for piece in tree.xpath(f"//body//text(){hidden}"))
    linked = sum(len(piece.strip()) for piece in tree.xpath(f"//body//a//text(){hidden}"))
    return linked, whole


def _prose(text: str, tree: Any) -> int:
    """Characters of the lines of ``text`` that are more than the wording of a link."""
    linked = {" ".join(link.text_content().split()) for link in tree.iter("a")}
    lines = (" ".join(line.split()).removeprefix("- ") for line in text.split("\n"))
    return sum(len(line) for line in lines if line not in linked)


def _visible_text(tree: Any) -> str:
    """Every block of the page on a line of its own; no table, list or heading is lost."""
    hidden = "".join(f"[not(ancestor::{name})]" for name in (*_HIDDEN, "nav", "footer", "form"))
    lines: list[str] = []
    block: Any = None
    for piece in tree.xpath(f"//body//text(){hidden}"):
        parent = piece.getparent() if piece.is_text else piece.getparent().getparent()
        while parent is not None and parent.tag in _INLINE:
            parent = parent.getparent()
        wording = re.sub(r"\s+", " ", str(piece))
        if parent is block and lines:
            lines[-1] += wording
        else:
            lines.append(wording)
        block = parent
    return "\n\n".join(line.strip() for line in lines if line.strip())


def _metas(tree: Any) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content and len(content) <= 1_000:
            metas.setdefault(name.strip().lower(), []).append(content)
    return metas


def _structured(tree: Any) -> dict[str, Any]:
    """The first schema.org article among the page's JSON-LD blocks."""
    found: list[dict[str, Any]] = []
    for element in tree.xpath('//script[contains(@type, "ld+json")]')[:20]:
        source = (element.text or "")[:_MAXIMUM_JSON]
        try:
            _collect(json.loads(source, strict=False), found, 0)
        except (ValueError, RecursionError):
            continue
    for kind in _ARTICLE_TYPES:
        for entry in found:
            kinds = entry.get("@type")
            if kind == kinds or (isinstance(kinds, list) and kind in kinds):
                return entry
    return {}


def _collect(node: Any, found: list[dict[str, Any]], depth: int) -> None:
    if depth > 4 or len(found) > 200:
        return
    if isinstance(node, list):
        for entry in node[:100]:
            _collect(entry, found, depth + 1)
    elif isinstance(node, dict):
        found.append(node)
        _collect(node.get("@graph"), found, depth + 1)
        _collect(node.get("mainEntity"), found, depth + 1)


def _line(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    from html import unescape

    line = " ".join(unescape(value).split())
    return line if 0 < len(line) <= 500 else None


def _named(value: Any) -> list[str]:
    if isinstance(value, list):
        return [name for entry in value[:20] for name in _named(entry)]
    if isinstance(value, dict):
        value = value.get("name")
        if isinstance(value, list):
            return _named(value)
    line = _line(value)
    return [line] if line else []


def _title(tree: Any, metas: dict[str, list[str]], structured: dict[str, Any]) -> str | None:
    headline = _line(structured.get("headline"))
    if headline:
        return headline
    opening = _line(next(iter(metas.get("og:title", []) or metas.get("twitter:title", [])), None))
    headings = [_line(element.text_content()) for element in tree.xpath("//h1[not(ancestor::nav)]")[:5]]
    heading = next((heading for heading in headings if heading), None)
    shown = opening or _line(next((element.text_content() for element in tree.xpath("//head/title")), None))
    if not shown:
        return heading
    # A site's name after the headline ("Headline | The Paper") goes when the heading shows where it begins.
    if heading and len(heading) > 10 and shown.startswith(heading):
        return heading
    for name in _named(metas.get("og:site_name", [])):
        for mark in (" | ", " - ", " – ", " — ", " · ", " : "):
            if shown.endswith(mark + name):
                return shown[: -len(mark + name)].strip() or shown
    return shown


def _authors(metas: dict[str, list[str]], structured: dict[str, Any]) -> tuple[str, ...]:
    names = _named(structured.get("author"))
    if not names:
        for name in ("author", "article:author", "dc.creator", "parsely-author", "citation_author", "byl"):
            names = [value for value in metas.get(name, []) if not value.lower().startswith(("http", "www."))]
            if names:
                break
    return tuple(dict.fromkeys(author for name in names for author in split_authors(name)))


def _publisher(metas: dict[str, list[str]], structured: dict[str, Any]) -> str | None:
    names = _named(structured.get("publisher"))
    for meta in ("og:site_name", "application-name", "dc.publisher"):
        names.extend(metas.get(meta, []))
    for name in names:
        line = _line(name)
        if line and not line.lower().startswith("http"):
            return line
    return None


def _canonical(tree: Any, metas: dict[str, list[str]], url: str | None) -> str | None:
    candidates = tree.xpath(
        '//link[contains(concat(" ", translate(@rel, "CANOIL", "canoil"), " "), " canonical ")]/@href'
    )
    for candidate in [*candidates[:1], *metas.get("og:url", [])[:1]]:
        try:
            address = urljoin(url or "", str(candidate).strip())
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname and len(address) <= 2_000:
            return address
    return url


def _published(
    markup: str, tree: Any, metas: dict[str, list[str]], structured: dict[str, Any]
) -> tuple[date | None, str | None]:
    """The day of first publication, from the surest place to the least sure, with the place in words."""
    found = date_or_none(_line(structured.get("datePublished")))
    if found:
        return found, "datePublished in the page's structured data"
    for name in _DATE_METAS:
        for value in metas.get(name, []):
            found = date_or_none(value)
            if found:
                return found, f"the page's metadata ({name})"
    for element in tree.xpath(
        "//article//time[@datetime] | //main//time[@datetime] | //header//time[@datetime]"
    )[:3]:
        found = date_or_none(element.get("datetime"))
        if found:
            return found, "the first time mark in the article"
    from htmldate import find_date

    for extensive, rule in (
        (False, "markup that dates the page"),
        (True, "a date seen in the page's text; check it"),
    ):
        try:
            found = date_or_none(find_date(markup, extensive_search=extensive, original_date=True))
        except Exception:  # htmldate on hostile markup
            found = None
        if found:
            return found, rule
    return None, None
