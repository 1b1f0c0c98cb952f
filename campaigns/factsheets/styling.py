"""How word processors' files look: the reference documents from which pandoc takes its styles.

Made at run time from pandoc's own defaults, so that no binary file is kept; the wording is none of its
concern.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

_TYPEFACE = "Georgia"
_INK, _SOFT, _ACCENT, _CAUTION = "1d1d1b", "55534d", "0b5c5e", "7a3b06"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FOOTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style; lengths and sizes in points. ``word`` and ``open`` are its names in DOCX and ODT."""

    word: str
    open: str
    size: float
    before: float = 0
    after: float = 4
    left: float = 0
    hanging: float = 0
    colour: str = _INK
    bold: bool = False
    keep_next: bool = False
    outline: int = 0
    ruled: bool = False
    barred: bool = False
    name: str = ""


_STYLES = (
    _Style("Title", "Title", 23, 0, 4, bold=True, keep_next=True),
    _Style("Subtitle", "Subtitle", 13, 0, 4, colour=_SOFT, keep_next=True),
    _Style("Date", "Date", 9.5, 0, 14, colour=_SOFT),
    _Style("BodyText", "Text_20_body", 11, 0, 6, name="Body Text"),
    _Style("FirstParagraph", "First_20_paragraph", 11, 0, 6, name="First Paragraph"),
    _Style("Compact", "Compact", 9.5, 0, 3),
    _Style(
        "Heading2", "Heading_20_2", 14, 22, 8, colour=_ACCENT, bold=True, keep_next=True, outline=2, ruled=True,
        name="heading 2",
    ),
    _Style("Heading3", "Heading_20_3", 20, 16, 2, colour=_ACCENT, bold=True, keep_next=True, outline=3, name="heading 3"),
    _Style("Sentence", "Sentence", 11, 0, 4, keep_next=True),
    _Style("BlockText", "Quotations", 11.5, 10, 4, left=18, keep_next=True, name="Block Text"),
    _Style("TurnedSentence", "TurnedSentence", 11, 0, 4, keep_next=True),
    _Style("TurnedQuotation", "TurnedQuotation", 11.5, 10, 4, left=18, keep_next=True),
    _Style("Speaker", "Speaker", 10.5, 0, 4, left=18, colour=_SOFT, keep_next=True),
    _Style("Qualifiers", "Qualifiers", 9.5, 0, 2, colour=_SOFT, keep_next=True),
    _Style("Support", "Support", 9.5, 0, 4, colour=_SOFT),
    _Style("Caution", "Caution", 9.5, 2, 3, left=8, colour=_CAUTION, barred=True),
    _Style("FootnoteText", "Footnote", 8.5, 0, 2, left=12, hanging=12, name="Footnote Text"),
)  # fmt: skip


@cache
def _default(kind: str) -> Mapping[str, bytes]:
    import subprocess

    import pypandoc

    printed = subprocess.run(
        [pypandoc.get_pandoc_path(), f"--print-default-data-file=reference.{kind}"],
        capture_output=True,
        timeout=60,
        check=True,
    )
    with zipfile.ZipFile(io.BytesIO(printed.stdout)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            # OpenDocument asks for its mimetype first and unpacked, as the default file has it.
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return written.getvalue()


def _word_style(style: _Style, facing: str) -> str:
    custom = "" if style.name or style.word in ("Title", "Subtitle", "Date") else ' w:customStyle="1"'
    half = int(style.size * 2)
    rule = f'<w:bottom w:val="single" w:sz="4" w:space="2" w:color="{style.colour}"/>' if style.ruled else ""
    bar = f'<w:left w:val="single" w:sz="12" w:space="6" w:color="{_CAUTION}"/>' if style.barred else ""
    return (
        f'<w:style xmlns:w="{_WORD}" w:type="paragraph"{custom} w:styleId="{style.word}">'
        f'<w:name w:val="{style.name or style.word}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>'
        + ("<w:keepNext/><w:keepLines/>" if style.keep_next else "")
        + (f"<w:pBdr>{bar}{rule}</w:pBdr>" if rule or bar else "")
        # Pandoc turns the paragraphs of the body itself, not those of the title block.
        + ("<w:bidi/>" if facing == "rtl" and style.word in ("Title", "Subtitle", "Date") else "")
        + f'<w:spacing w:before="{int(style.before * 20)}" w:after="{int(style.after * 20)}" w:line="276"'
        f' w:lineRule="auto"/><w:ind w:left="{int(style.left * 20)}" w:hanging="{int(style.hanging * 20)}"/>'
        + (f'<w:outlineLvl w:val="{style.outline - 1}"/>' if style.outline else "")
        + "</w:pPr><w:rPr>"
        + ("<w:b/><w:bCs/>" if style.bold else "")
        + f'<w:color w:val="{style.colour}"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr></w:style>'
    )


@cache
def word_reference(facing: str) -> bytes:
    """A DOCX whose styles are those of the sheet: A4, page numbers, one text face; ``facing`` is ltr or
    rtl."""
    from lxml import etree

    parts = dict(_default("docx"))
    root = etree.fromstring(parts["word/styles.xml"])
    name = {"w": _WORD}
    ours = {style.word for style in _STYLES} | {"Unit", "Label", "Hyperlink"}
    for old in root.xpath("w:style", namespaces=name):
        if old.get(f"{{{_WORD}}}styleId") in ours:
            root.remove(old)
    for style in _STYLES:
        root.append(etree.fromstring(_word_style(style, facing)))
    for label, bold in (("Unit", 0), ("Label", 1)):
        root.append(
            etree.fromstring(
                f'<w:style xmlns:w="{_WORD}" w:type="character" w:customStyle="1" w:styleId="{label}">'
                f'<w:name w:val="{label}"/><w:rPr><w:b w:val="{bold}"/><w:bCs w:val="{bold}"/>'
                f'<w:color w:val="{_INK}"/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr></w:style>'
            )
        )
    root.append(
        etree.fromstring(
            f'<w:style xmlns:w="{_WORD}" w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
            f'<w:rPr><w:color w:val="{_ACCENT}"/></w:rPr></w:style>'
        )
    )
    fonts = root.find("w:docDefaults/w:rPrDefault/w:rPr/w:rFonts", name)
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi"):
        fonts.set(f"{{{_WORD}}}{script}", _TYPEFACE)
    fonts.set(f"{{{_WORD}}}cs", "Times New Roman")
    parts["word/styles.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    document = etree.fromstring(parts["word/document.xml"])
    section = document.find("w:body/w:sectPr", name)
    section.getparent().replace(
        section,
        etree.fromstring(
            f'<w:sectPr xmlns:w="{_WORD}" xmlns:r="{_RELATIONS}"><w:footerReference w:type="default" r:id="rId90"/>'
            '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1500" w:right="1700" w:bottom="1500" w:left="1700"'
            ' w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
        ),
    )
    parts["word/document.xml"] = etree.tostring(
        document, xml_declaration=True, encoding="UTF-8", standalone=True
    )
    parts["word/footer1.xml"] = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:ftr xmlns:w="{_WORD}"><w:p><w:pPr>'
        '<w:jc w:val="right"/></w:pPr><w:r><w:rPr><w:sz w:val="17"/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:rPr><w:sz w:val=\"17\"/></w:rPr><w:instrText>PAGE</w:instrText></w:r>"
        '<w:r><w:rPr><w:sz w:val="17"/></w:rPr><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>'
    ).encode()  # fmt: skip
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        f'<Relationship Type="{_RELATIONS}/footer" Id="rId90" Target="footer1.xml"/></Relationships>'.encode(),
    )
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>", f'<Override PartName="/word/footer1.xml" ContentType="{_FOOTER_TYPE}"/></Types>'.encode()
    )
    return _packed(parts)


_OPEN = {
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}


def _open_style(style: _Style, facing: str) -> str:
    spaces = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in _OPEN.items())
    level = f' style:default-outline-level="{style.outline}"' if style.outline else ""
    edges = f' fo:border-bottom="0.5pt solid #{style.colour}" fo:padding-bottom="2pt"' if style.ruled else ""
    edges += f' fo:border-left="1.5pt solid #{_CAUTION}" fo:padding-left="6pt"' if style.barred else ""
    keep = ' fo:keep-with-next="always"' if style.keep_next else ""
    weight = "bold" if style.bold else "normal"
    rightwards = (facing == "rtl") != style.open.startswith("Turned")
    mode, edge = ("rl-tb", "right") if rightwards else ("lr-tb", "left")
    return (
        f'<style:style {spaces} style:name="{style.open}" style:display-name="{style.open.replace("_20_", " ")}"'
        f' style:family="paragraph" style:parent-style-name="Standard"{level}>'
        f'<style:paragraph-properties fo:margin-top="{style.before}pt" fo:margin-bottom="{style.after}pt"'
        f' fo:margin-left="{style.left}pt" fo:margin-right="0pt"'
        f' fo:text-indent="{-style.hanging}pt" fo:line-height="115%" fo:text-align="{edge}"'
        f' style:writing-mode="{mode}"{keep}{edges}/>'
        f'<style:text-properties fo:color="#{style.colour}" fo:font-weight="{weight}" fo:font-size="{style.size}pt"'
        f' fo:font-style="normal" style:font-name="{_TYPEFACE}" style:font-size-asian="{style.size}pt"'
        f' style:font-size-complex="{style.size}pt"/></style:style>'
    )


@cache
def open_reference(facing: str) -> bytes:
    """An ODT whose styles are those of the sheet: A4, page numbers, one text face; ``facing`` is ltr or
    rtl."""
    from lxml import etree

    parts = dict(_default("odt"))
    root = etree.fromstring(parts["styles.xml"])
    named = f"{{{_OPEN['style']}}}name"
    styles = root.find("office:styles", _OPEN)
    ours = {style.open for style in _STYLES} | {"Unit", "Label"}
    for old in styles.findall("style:style", _OPEN):
        if old.get(named) in ours:
            styles.remove(old)
    for style in _STYLES:
        styles.append(etree.fromstring(_open_style(style, facing)))
    spaces = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in _OPEN.items())
    for label, weight in (("Unit", "normal"), ("Label", "bold")):
        styles.append(
            etree.fromstring(
                f'<style:style {spaces} style:name="{label}" style:family="text"><style:text-properties'
                f' fo:color="#{_INK}" fo:font-weight="{weight}" fo:font-size="12pt"/></style:style>'
            )
        )
    faces = root.find("office:font-face-decls", _OPEN)
    faces.append(
        etree.fromstring(
            f'<style:font-face {spaces} style:name="{_TYPEFACE}" svg:font-family="{_TYPEFACE}"'
            ' style:font-family-generic="roman"/>'
        )
    )
    page = root.find(".//style:page-layout-properties", _OPEN)
    sizes = {"page-width": "210mm", "page-height": "297mm"} | {
        f"margin-{side}": "28mm" for side in ("top", "bottom", "left", "right")
    }
    for measure, length in sizes.items():
        page.set(f"{{{_OPEN['fo']}}}{measure}", length)
    parts["styles.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return _packed(parts)
