"""Each format opens, holds every note with the right words, and nothing a source wrote becomes markup."""

import io
import json
import re
import subprocess
import zipfile
from dataclasses import replace
from functools import cache

import pypandoc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from campaigns.factsheets import FORMATS, MEDIA_TYPES, FactSheet, Format, render
from campaigns.factsheets.paged import scripts_without_font
from tests.campaigns.factsheets.sheets import FIGURE, GAZETTE, KABAR, QUOTE, SAHIFA, SHEET, cited, sheet_of

WORD = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
TEXT = {"text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0"}
HOSTILE = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "*bold* _it_ `code`", "$x^2$ \\(y\\)",
    "#set page(fill: red) #panic()", "[^1] [^99]: no", "[link](https://evil.test)", "![p](https://evil.test/p.png)",
    "@key -@key [@key]", "{=html} ```{=html}", "| a | b |", "~~gone~~ H~2~O ^up^", "# heading", "- item", "1. one",
    "> quoted", "\\input{/etc/passwd} \\newpage", "&lt;b&gt; &amp; &#x3c;", "<!-- hidden -->", "---", "a  b\u202ec",
    "]]> </w:t> <w:r>", "]{.class custom-style=Title}", ":::", "$$", "https://evil.test", "\u2028\x00\x07", "${title}$",
)  # fmt: skip

SAID = (
        "> 3,000 logged offences", "8 articles, 2 independent origins", "1 article, 1 independent origin",
        "A later answer gives 3,126 for the same year.", "Differs:", "Check:", "The denominator is not stated.",
        "England and Wales", "2019", "Approved", "Prepared on 4 March 2022", "Marta Velden, Children’s Alliance",
        "Forces that did not answer are not estimated.", "First paragraph.", "Second paragraph.", "What was said",
)  # fmt: skip


@cache
def rendered(sheet: FactSheet, format: Format) -> bytes:
    return render(sheet, format)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def part(content: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return etree.fromstring(archive.read(name))


def docx_notes(content: bytes) -> list[str]:
    notes = part(content, "word/footnotes.xml").xpath("w:footnote[not(@w:type)]", namespaces=WORD)
    return ["".join(note.xpath(".//w:t/text()", namespaces=WORD)).strip() for note in notes]


def odt_notes(content: bytes) -> list[str]:
    bodies = part(content, "content.xml").xpath("//text:note-body", namespaces=TEXT)
    return ["".join(body.itertext()).strip() for body in bodies]


def html_notes(content: bytes) -> list[str]:
    tree = html.document_fromstring(content.decode())
    return [
        note.text_content().strip().removesuffix("↩︎") for note in tree.xpath("//li[starts-with(@id, 'fn')]")
    ]


def markdown_notes(content: bytes) -> list[str]:
    """The notes as another reader of Markdown sees them: pandoc reading GitHub's flavour.

    It gives a note anew at each of its numbers.
    """
    found: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, dict):
            if node.get("t") == "Note":
                found.append(words(node["c"]))
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(tree_of(content))
    return list(dict.fromkeys(found))


def tree_of(content: bytes) -> dict[str, object]:
    read = subprocess.run(
        [pypandoc.get_pandoc_path(), "--from=gfm", "--to=json"],
        input=content,
        capture_output=True,
        check=True,
    )
    return json.loads(read.stdout)  # type: ignore[no-any-return]


def words(node: object) -> str:
    if isinstance(node, dict):
        if node.get("t") in ("Space", "SoftBreak"):
            return " "
        if node.get("t") == "Link":
            return words(node["c"][1])
        return words(node.get("c", []))
    if isinstance(node, list):
        return "".join(words(value) for value in node)
    return node if isinstance(node, str) else ""


NOTES = {"docx": docx_notes, "odt": odt_notes, "html": html_notes, "markdown": markdown_notes}
WANTED = [
    "The Northern Gazette, ‘Forces log more than 3,000 offences’ (Ada Merrow, Jo Finch), 15 January 2022, "
    "https://gazette.test/a_b?x=1&y=2 (accessed 1 March 2022). “More than 3,000 offences were logged in a year.” "
    "Snapshot 3f1a9c0b77de4512.",
    "Kabar Utara, ‘Lebih dari 3.000 pelanggaran’ [Bahasa Indonesia], 17 January 2022, https://kabar.test/b. “Lebih "
    "dari 3.000 pelanggaran tercatat.” Translation of note 1.",
]


@pytest.mark.parametrize("format", list(NOTES))
def test_every_note_is_a_real_footnote_with_its_words(format: Format) -> None:
    assert list(map(squeezed, NOTES[format](rendered(SHEET, format)))) == list(map(squeezed, WANTED))


def test_a_source_that_is_cited_again_repeats_the_number_of_its_note() -> None:
    sheet = sheet_of(FIGURE, QUOTE, replace(QUOTE, citations=(SAHIFA, KABAR)))
    assert all(len(notes(rendered(sheet, format))) == 3 for format, notes in NOTES.items())
    written = part(rendered(sheet, "docx"), "word/document.xml")
    marked = written.xpath("//w:bookmarkStart[starts-with(@w:name, 'note_')]/@w:name", namespaces=WORD)
    assert marked == ["note_1", "note_2", "note_3"]
    fields = written.xpath("//w:instrText/text()", namespaces=WORD)
    assert [field.split()[:2] for field in fields] == [["NOTEREF", "note_1"], ["NOTEREF", "note_2"]]
    opened = part(rendered(sheet, "odt"), "content.xml")
    notes = opened.xpath("//text:note/@text:id", namespaces=TEXT)
    references = opened.xpath("//text:note-ref", namespaces=TEXT)
    assert [(one.get(f"{{{TEXT['text']}}}ref-name"), one.text) for one in references] == [
        (notes[0], "1"),
        (notes[1], "2"),
    ]
    page = html.document_fromstring(rendered(sheet, "html").decode())
    assert page.xpath("//a[@class='footnote-again']/@href") == ["#fn1", "#fn2"]
    assert rendered(sheet, "markdown").decode().count("[^1]") == 3
    reader = PdfReader(io.BytesIO(rendered(sheet, "pdf")))
    assert squeezed("".join(one.extract_text() for one in reader.pages)).count(squeezed(WANTED[0])) == 1


def catalog(reader: PdfReader) -> DictionaryObject:
    root = reader.trailer["/Root"].get_object()
    assert isinstance(root, DictionaryObject)
    return root


def test_the_pdf_holds_the_notes_and_is_tagged() -> None:
    content = rendered(SHEET, "pdf")
    reader = PdfReader(io.BytesIO(content))
    text = squeezed("".join(page.extract_text() for page in reader.pages))
    for number, note in enumerate(WANTED, 1):
        assert squeezed(f"{number}{note}") in text
    root = catalog(reader)
    assert "'/Marked': True" in str(root["/MarkInfo"])
    assert str(root["/Lang"]) == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == SHEET.title
    assert b"pdfuaid" in content
    assert "Page1of1" in text


@pytest.mark.parametrize("format", FORMATS)
def test_what_a_line_says_is_in_every_format(format: Format) -> None:
    text = whole_text(rendered(SHEET, format), format)
    for said in SAID:
        assert squeezed(said).lower() in squeezed(text).lower(), said


def whole_text(content: bytes, format: Format) -> str:
    if format == "pdf":
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if format == "html":
        return str(html.document_fromstring(content.decode()).body.text_content())
    if format == "docx":
        return "".join(part(content, "word/document.xml").itertext())
    if format == "odt":
        return "".join(part(content, "content.xml").itertext())
    return words(tree_of(content)["blocks"])


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_sheet_gives_the_same_bytes(format: Format) -> None:
    assert render(SHEET, format) == rendered(SHEET, format)
    assert MEDIA_TYPES[format]


def hostile_sheet() -> FactSheet:
    lines = []
    for number, attack in enumerate(HOSTILE):
        source = replace(
            GAZETTE, key=f"k{number}", title=f"{attack} t{number}", publisher=attack, exact=attack, authors=(attack,),
            url=f"https://x.test/{number}", relation=attack, language=attack,
        )  # fmt: skip
        kind = QUOTE if number % 2 else FIGURE
        said = replace(
            kind, citations=(source,), sentence=f"{attack} s{number}", language=attack, status=attack
        )
        around = replace(said, headline=attack, unit=attack + "u", speaker=attack)
        lines.append(replace(around, warnings=(attack,), differences=(attack,)))
    return sheet_of(*lines, title="A " + HOSTILE[0], subtitle=HOSTILE[4], introduction="\n\n".join(HOSTILE))


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_a_source_wrote_becomes_markup(format: Format) -> None:
    content = rendered(hostile_sheet(), format)
    text = squeezed(whole_text(content, format))
    for attack in HOSTILE[:18]:
        assert squeezed(attack).lower() in text.lower() or format == "pdf", attack
    assert "#panic()" in text
    assert "\u202e" not in text


def test_hostile_html_has_no_script_picture_or_foreign_link() -> None:
    tree = html.document_fromstring(rendered(hostile_sheet(), "html").decode())
    assert not tree.xpath(
        "//script | //img | //iframe | //object | //link | //math | //table | //del | //main//style"
    )
    for element in tree.iter():
        if isinstance(element.tag, str):
            assert not [name for name in element.attrib if name.startswith("on")]
    assert {
        link.get("href").partition("x.test")[0] for link in tree.xpath("//a[starts-with(@href, 'http')]")
    } == {"https://"}
    assert len(html_notes(rendered(hostile_sheet(), "html"))) == len(HOSTILE)


def test_hostile_markdown_is_only_text_to_another_reader() -> None:
    content = rendered(hostile_sheet(), "markdown")
    kinds = set(re.findall(r'"t":\s*"(\w+)"', json.dumps(tree_of(content))))
    assert not kinds & {
        "RawInline",
        "RawBlock",
        "Image",
        "Code",
        "CodeBlock",
        "Math",
        "Table",
        "Cite",
        "Strikeout",
    }
    assert len(markdown_notes(content)) == len(HOSTILE)


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="<>&*_`$#@[]^(){}!|~\\-+.:=/\"'a1 \n", min_size=1, max_size=60))
def test_any_wording_survives_markdown(wording: str) -> None:
    line = cited(title=f"t {wording}", exact=f"x{wording}x")
    sheet = sheet_of(replace(line, sentence=f"s{wording}s"))
    content = render(sheet, "markdown")
    (note,) = markdown_notes(content)
    assert squeezed(f"‘t {wording}’") in squeezed(note)
    assert squeezed(f"“x{wording}x”") in squeezed(note)
    assert squeezed(f"s{wording}s") in squeezed(words(tree_of(content)["blocks"]))


def test_html_is_accessible_and_stands_alone() -> None:
    content = rendered(sheet_of(replace(FIGURE, citations=(GAZETTE, KABAR, SAHIFA))), "html").decode()
    tree = html.document_fromstring(content)
    assert tree.get("lang") == "en"
    assert tree.xpath("//title/text()") == [SHEET.title]
    assert len(tree.xpath("//h1")) == 1
    assert len(tree.xpath("//*[@role='doc-backlink']")) == len(tree.xpath("//*[@role='doc-noteref']")) == 3
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    for target in tree.xpath("//a[starts-with(@href, '#')]/@href"):
        assert target[1:] in ids
    assert tree.xpath("//*[@lang='ar' and @dir='rtl']/text()")[0] == SAHIFA.title
    assert tree.xpath("//*[@lang='id']")
    assert not re.search(r"(?:\bsrc=|url\(|@import)", content)


def test_right_to_left_wording_and_sheets() -> None:
    quote = replace(QUOTE, sentence="لا نرى ما اخترنا ألا نراه.", language="ar", citations=(SAHIFA,))
    page = html.document_fromstring(rendered(sheet_of(quote), "html").decode())
    assert page.xpath("//*[@dir='rtl']//blockquote")
    assert part(rendered(sheet_of(quote), "docx"), "word/document.xml").xpath("//w:bidi", namespaces=WORD)
    turned = part(rendered(sheet_of(quote), "odt"), "content.xml").xpath(
        "//text:p[@text:style-name='TurnedQuotation']", namespaces=TEXT
    )
    assert "لا نرى ما اخترنا" in "".join(turned[0].itertext())
    arabic = sheet_of(quote, FIGURE, language="ar", title="جرائم")
    for format in ("docx", "odt", "html", "markdown"):
        shown = whole_text(rendered(arabic, format), format)
        assert "\u200e> 3,000\u200e" in shown, "a comparator must not be mirrored"
    title = part(rendered(arabic, "docx"), "word/styles.xml").xpath(
        "//w:style[@w:styleId='Title']/w:pPr/w:bidi", namespaces=WORD
    )
    assert title
    assert b"rl-tb" in etree.tostring(part(rendered(arabic, "odt"), "styles.xml"))
    assert html.document_fromstring(rendered(arabic, "html").decode()).get("dir") == "rtl"
    assert str(catalog(PdfReader(io.BytesIO(rendered(arabic, "pdf"))))["/Lang"]) == "ar"


def test_a_script_without_font_is_told_and_never_dropped_in_silence() -> None:
    gothic = "\U00010330\U00010331"
    content = rendered(sheet_of(cited(exact=f"word {gothic} word")), "pdf")
    text = squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))
    assert scripts_without_font(f"plain é ж {gothic}") == ["Gothic"]
    assert squeezed("No font here has some letters of this sheet (Gothic)") in text


def test_one_line_with_many_sources_and_cautions() -> None:
    sources = tuple(replace(GAZETTE, key=f"k{number}") for number in range(90))
    line = replace(
        FIGURE, citations=sources, articles_count=90, warnings=("A caution of some length. " * 4,) * 40
    )
    reader = PdfReader(io.BytesIO(rendered(sheet_of(line), "pdf")))
    text = squeezed("".join(page.extract_text() for page in reader.pages))
    assert "90TheNorthernGazette" in text
    assert text.count("Acautionofsomelength.") == 160


def test_two_hundred_lines() -> None:
    lines = tuple(
        replace(
            FIGURE,
            headline=f"{number:,}",
            citations=(replace(GAZETTE, key=f"k{number}", url=f"https://gazette.test/{number}"),),
        )
        for number in range(1, 201)
    )
    sheet = sheet_of(*lines)
    for format, notes in NOTES.items():
        assert len(notes(rendered(sheet, format))) == 200
    reader = PdfReader(io.BytesIO(rendered(sheet, "pdf")))
    assert len(reader.pages) > 10
    assert "200The Northern Gazette" in "".join(page.extract_text() for page in reader.pages)
