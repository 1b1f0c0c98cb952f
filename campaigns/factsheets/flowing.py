"""HTML, DOCX and ODT by pandoc, with real numbered footnotes.

The sheet is handed over as pandoc's own document tree and not as marked-up text: whatever a source wrote is
a string in that tree and can never become markup, a link, a footnote or a formula.
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from campaigns.factsheets.citing import Run
from campaigns.factsheets.labels import direction, wording_direction
from campaigns.factsheets.layout import LaidLine, Layout
from campaigns.factsheets.records import FactSheetError
from campaigns.factsheets.styling import open_reference, word_reference

_API_VERSION = [1, 23, 1]
_TEMPLATE = Path(__file__).with_name("sheet.html")
_SECONDS = 120
Node = dict[str, Any]


def _strings(text: str) -> list[Node]:
    nodes: list[Node] = []
    for word in text.split(" "):
        if nodes or not word:
            nodes.append({"t": "Space"})
        if word:
            nodes.append({"t": "Str", "c": word})
    return nodes


def _attributes(
    classes: Iterable[str] = (),
    *,
    language: str = "",
    facing: str = "",
    style: str = "",
    identifier: str = "",
) -> list[Any]:
    given = (("lang", language), ("dir", facing), ("custom-style", style))
    return [identifier, list(classes), [[name, value] for name, value in given if value]]


def _span(
    text: str, *, classes: Iterable[str] = (), language: str = "", facing: str = "", style: str = ""
) -> Node:
    attributes = _attributes(classes, language=language, facing=facing, style=style)
    return {"t": "Span", "c": [attributes, _strings(text)]}


def _paragraph(inlines: list[Node]) -> Node:
    return {"t": "Para", "c": inlines}


def _division(
    blocks: list[Node], *, classes: Iterable[str] = (), language: str = "", facing: str = "", style: str = ""
) -> Node:
    return {"t": "Div", "c": [_attributes(classes, language=language, facing=facing, style=style), blocks]}


def _run(run: Run) -> list[Node]:
    if run.address:
        return [{"t": "Link", "c": [_attributes(), [{"t": "Str", "c": run.text}], [run.address, ""]]}]
    return _strings(run.text) if run.plain else [_span(run.text, language=run.language, facing=run.direction)]


def _facing(text: str, layout: Layout) -> list[Node]:
    """Words of the sheet's own, set apart where they run against its direction."""
    found = wording_direction(text)
    return _strings(text) if found in ("", direction(layout.language)) else [_span(text, facing=found)]


def _raw(format: str, markup: str) -> Node:
    return {"t": "RawInline", "c": [format, markup]}


def _again(number: int, kind: str) -> Node:
    """The number of a note that stands further up: in Word and OpenDocument a reference of their own, which follows
    its note when notes are added before it; in HTML a link."""
    shown = {"t": "Str", "c": str(number)}
    if kind == "docx":
        style = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        field = (
            f'{style}<w:instrText xml:space="preserve"> NOTEREF note_{number} \\f \\h </w:instrText></w:r>'
        )
        return _raw(
            "openxml",
            f'{style}<w:fldChar w:fldCharType="begin"/></w:r>{field}{style}<w:fldChar w:fldCharType="separate"/></w:r>'
            f'{style}<w:t>{number}</w:t></w:r>{style}<w:fldChar w:fldCharType="end"/></w:r>',
        )
    if kind == "odt":
        reference = (
            f'<text:note-ref text:note-class="footnote" text:reference-format="text" text:ref-name="ftn{number - 1}">'
            f"{number}</text:note-ref>"
        )
        return {"t": "Superscript", "c": [_raw("opendocument", reference)]}
    link: Node = {"t": "Link", "c": [["", ["footnote-again"], []], [shown], [f"#fn{number}", ""]]}
    return {"t": "Superscript", "c": [link]}


def _note_marks(line: LaidLine, kind: str) -> list[Node]:
    """The line's footnotes; a raised comma keeps the numbers of neighbours apart."""
    marks: list[Node] = []
    for note in line.notes:
        if marks:
            marks.append({"t": "Superscript", "c": [{"t": "Str", "c": ",\u2009"}]})
        if note.repeated:
            marks.append(_again(note.number, kind))
            continue
        mark: Node = {"t": "Note", "c": [_paragraph([node for run in note.runs for node in _run(run)])]}
        # Word's references lead to a bookmark about the mark
        marks.append(
            {"t": "Span", "c": [_attributes(identifier=f"note_{note.number}"), [mark]]}
            if kind == "docx"
            else mark
        )
    return marks


def _line(line: LaidLine, identifier: str, layout: Layout, kind: str) -> Node:
    turning = kind == "odt"  # which knows direction by style alone
    blocks: list[Node] = []
    style = "Label" if line.kind == "quote" else ""
    headline = line.headline_in(layout.language)
    heading = _span(headline, classes=["number"], style=style) if headline else None
    if heading:
        inlines = [heading]
        if line.unit:
            inlines += [{"t": "Space"}, _span(line.unit, classes=["unit"], style="Unit")]
        blocks.append({"t": "Header", "c": [3, _attributes([line.kind], identifier=identifier), inlines]})
    wording = [_span(line.wording, language=line.language)] if line.language else _strings(line.wording)
    stated = _paragraph([*wording, *_note_marks(line, kind)])
    if line.direction and turning:
        style = "TurnedQuotation" if line.kind == "quote" else "TurnedSentence"
        blocks.append(_division([stated], style=style))
    elif line.kind == "quote":
        quoted: Node = {"t": "BlockQuote", "c": [stated]}
        blocks.append(_division([quoted], facing=line.direction) if line.direction else quoted)
    else:
        blocks.append(_division([stated], classes=["sentence"], facing=line.direction, style="Sentence"))
    if line.kind == "quote":
        speaker = [*_strings("— "), _span(line.speaker, facing=wording_direction(line.speaker))]
        blocks.append(_division([_paragraph(speaker)], classes=["speaker"], style="Speaker"))
    if line.qualifiers:
        bounds = " · ".join(f"{label}: {value}" for label, value in line.qualifiers)
        blocks.append(
            _division([_paragraph(_facing(bounds, layout))], classes=["qualifiers"], style="Qualifiers")
        )
    support = f"{line.support} · {line.status}" if line.status else line.support
    blocks.append(_division([_paragraph(_facing(support, layout))], classes=["support"], style="Support"))
    for meaning, label, sentences in (
        ("differs", layout.labels.differs, line.differences),
        ("check", layout.labels.check, line.warnings),
    ):
        for sentence in sentences:
            inlines = [
                {"t": "Strong", "c": _strings(f"{label}:")},
                {"t": "Space"},
                *_facing(sentence, layout),
            ]
            blocks.append(_division([_paragraph(inlines)], classes=["caution", meaning], style="Caution"))
    return _division(blocks, classes=["line", line.kind])


def document_tree(layout: Layout, kind: str) -> Node:
    """The sheet as pandoc's document tree, for a ``kind`` of file: html, docx or odt."""
    blocks: list[Node] = [_paragraph(_facing(paragraph, layout)) for paragraph in layout.introduction]
    for section_number, section in enumerate(layout.sections, 1):
        if section.heading:
            header = _attributes(identifier=f"section-{section_number}")
            blocks.append({"t": "Header", "c": [2, header, _strings(section.heading)]})
        for line_number, line in enumerate(section.lines, 1):
            blocks.append(_line(line, f"line-{section_number}-{line_number}", layout, kind))
    blocks.append({"t": "Header", "c": [2, _attributes(identifier="notes"), _strings(layout.labels.notes)]})
    notes = [[{"t": "Plain", "c": _facing(note, layout)}] for note in layout.notes]
    blocks.append({"t": "BulletList", "c": notes})
    meta: dict[str, Node] = {
        "title": {"t": "MetaInlines", "c": _strings(layout.title)},
        "pagetitle": {"t": "MetaString", "c": layout.title},
        "lang": {"t": "MetaString", "c": layout.language},
        "dir": {"t": "MetaString", "c": direction(layout.language)},
        "date": {"t": "MetaInlines", "c": _strings(layout.prepared)},
    }
    if layout.subtitle:
        meta["subtitle"] = {"t": "MetaInlines", "c": _strings(layout.subtitle)}
    return {"pandoc-api-version": _API_VERSION, "meta": meta, "blocks": blocks}


def _pandoc(tree: Node, arguments: list[str], epoch: int) -> bytes:
    import pypandoc

    environment = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "SOURCE_DATE_EPOCH": str(epoch)}
    with tempfile.TemporaryDirectory() as home:
        environment["HOME"] = environment["XDG_DATA_HOME"] = home
        try:
            finished = subprocess.run(
                [pypandoc.get_pandoc_path(), "--from=json", "--sandbox", "--output=-", *arguments],
                input=json.dumps(tree).encode(),
                capture_output=True,
                timeout=_SECONDS,
                check=True,
                env=environment,
            )
        except (OSError, subprocess.SubprocessError) as problem:
            raise FactSheetError("The document could not be made: pandoc failed. Try again.") from problem
    return finished.stdout


def web_page(layout: Layout, epoch: int) -> bytes:
    """One HTML file that needs nothing else: semantic, printable, with links back from each footnote."""
    arguments = ["--to=html5", "--standalone", f"--template={_TEMPLATE}", "--section-divs", "--wrap=none"]
    return _pandoc(document_tree(layout, "html"), arguments, epoch)


def word_document(layout: Layout, epoch: int) -> bytes:
    """DOCX with Word's own footnotes and heading styles."""
    return _styled(layout, "docx", word_reference(direction(layout.language)), epoch)


def open_document(layout: Layout, epoch: int) -> bytes:
    """ODT with its own footnotes and heading styles."""
    return _styled(layout, "odt", open_reference(direction(layout.language)), epoch)


def _styled(layout: Layout, kind: str, reference: bytes, epoch: int) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"reference.{kind}"
        path.write_bytes(reference)
        return _pandoc(document_tree(layout, kind), [f"--to={kind}", f"--reference-doc={path}"], epoch)
