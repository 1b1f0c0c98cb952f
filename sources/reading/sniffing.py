"""What kind of document some bytes are, by looking at them: the declared type is a hint, never believed
alone.

Decoding is left to ``decoding``; the guarded fetcher uses the same test to keep images out.
"""

import re

_NOT_TEXT: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF87a", "a picture (GIF)"),
    (b"GIF89a", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"\x00\x00\x01\x00", "a picture (icon)"),
    (b"8BPS", "a picture (Photoshop)"),
    (b"\xff\x0a", "a picture (JPEG XL)"),
    (b"OggS", "sound or video"),
    (b"ID3", "sound"),
    (b"fLaC", "sound"),
    (b"\x1aE\xdf\xa3", "video"),
    (b"PK\x03\x04", "an archive or a word processor's file"),
    (b"PK\x05\x06", "an archive"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ\x00", "a compressed file"),
    (b"7z\xbc\xaf\x27\x1c", "an archive"),
    (b"Rar!\x1a", "an archive"),
    (b"\x28\xb5\x2f\xfd", "a compressed file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an older word processor's file"),
    (b"{\\rtf", "a word processor's file (RTF)"),
    (b"%!PS", "a PostScript file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)
_RIFF_KINDS = {b"WEBP": "a picture (WebP)", b"WAVE": "sound", b"AVI ": "video"}
_HTML_START = re.compile(
    rb"^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_FEED_START = re.compile(
    rb"^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(rss|feed|rdf:rdf|urlset|sitemapindex|svg)\b",
    re.I | re.S,
)
_HTML_TAG = re.compile(
    rb"</?(?:p|div|span|article|section|main|h[1-6]|br|a|ul|li|table|meta|title|body|html)\b[^<>]{0,400}>",
    re.I,
)
HTML_NAMES = (".html", ".htm", ".xhtml", ".xht")


def _without_byte_order_mark(content: bytes) -> bytes:
    head = content[:4096]
    if head.startswith(b"\xef\xbb\xbf"):
        return head[3:]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"<\x00" in head[:64] or b"\x00<" in head[:64]:
        return head.replace(b"\x00", b"").lstrip(b"\xff\xfe")
    return head


def not_text_kind(content: bytes) -> str | None:
    """What the bytes are in words ("a picture (PNG)") where they open like something that is no text, else
    None."""
    for opening, kind in _NOT_TEXT:
        if content.startswith(opening):
            return kind
    if content[:4] == b"RIFF" and content[8:12] in _RIFF_KINDS:
        return _RIFF_KINDS[content[8:12]]
    if content[4:8] == b"ftyp":
        return "a picture (HEIF)" if content[8:11] in (b"hei", b"avi", b"mif") else "video"
    if content.startswith(b"BM") and content[6:10] == b"\x00\x00\x00\x00":
        return "a picture (BMP)"
    feed = _FEED_START.match(_without_byte_order_mark(content))
    if feed:
        return "a picture (SVG)" if feed.group(1).lower() == b"svg" else "a feed or a site's list of pages"
    return None


def looks_binary(content: bytes) -> bool:
    """Whether control characters are so many that no encoding of one byte a character can explain them."""
    sample = content[:65_536]
    if not sample:
        return False
    nulls = sample.count(0)
    controls = sum(sample.count(code) for code in (*range(1, 9), *range(14, 27), *range(28, 32)))
    return nulls > len(sample) * 0.3 or (controls > 2 and controls > len(sample) * 0.02)


def media_type_of(content: bytes, declared: str | None, filename: str | None) -> str:
    """``application/pdf``, ``text/html`` or ``text/plain``, from the bytes first, then the declared type
    and name."""
    head = _without_byte_order_mark(content)
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    if _HTML_START.match(head):
        return "text/html"
    declared_type = (declared or "").partition(";")[0].strip().lower()
    named_html = (filename or "").lower().endswith(HTML_NAMES)
    says_html = declared_type in ("text/html", "application/xhtml+xml") or named_html
    if says_html and (_HTML_TAG.search(head) or _HTML_TAG.search(content)):
        return "text/html"
    if declared_type in ("", "application/octet-stream") and len(_HTML_TAG.findall(head)) >= 6:
        return "text/html"
    return "text/plain"
