"""PDF by typst: tagged for screen readers, with numbered footnotes and page numbers.

The template is fixed; the sheet is handed to it as data (JSON), so nothing a source wrote is ever typst
code. Fonts: Libertinus Serif comes with typst (Latin, Greek, Cyrillic, Hebrew); other scripts take a font
of the machine.
"""

import json
import re
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from campaigns.factsheets.labels import direction, primary
from campaigns.factsheets.layout import LaidLine, Layout
from campaigns.factsheets.records import FactSheetError

if TYPE_CHECKING:
    from typst import PDFStandard

_TEMPLATE = Path(__file__).with_name("sheet.typ")
_LANGUAGE_TAG = re.compile(r"([a-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?(?:-.*)?", re.I)


@cache
def _template() -> bytes:
    return _TEMPLATE.read_bytes()


def _line(line: LaidLine) -> dict[str, Any]:
    return {
        "kind": line.kind,
        "headline": line.headline,
        "unit": line.unit,
        "wording": line.wording,
        "language": _language(line.language),
        "direction": line.direction,
        "speaker": line.speaker,
        "qualifiers": [list(pair) for pair in line.qualifiers],
        "support": line.support,
        "status": line.status,
        "warnings": list(line.warnings),
        "differences": list(line.differences),
        "notes": [
            [
                {
                    "text": run.text,
                    "language": _language(run.language),
                    "direction": run.direction,
                    "address": run.address,
                }
                for run in note.runs
            ]
            for note in line.notes
        ],
    }


def _language(language: str) -> str:
    match = _LANGUAGE_TAG.fullmatch(primary(language)) if language else None
    return match[1].lower() if match else ""


def sheet_json(layout: Layout) -> str:
    """What the template reads."""
    return json.dumps(
        {
            "title": layout.title,
            "subtitle": layout.subtitle,
            "language": _language(layout.language) or "en",
            "direction": direction(layout.language),
            "prepared": layout.prepared,
            "introduction": list(layout.introduction),
            "sections": [
                {"heading": section.heading, "lines": [_line(line) for line in section.lines]}
                for section in layout.sections
            ],
            "notes": list(layout.notes),
            "labels": {
                "notes": layout.labels.notes,
                "check": layout.labels.check,
                "differs": layout.labels.differs,
                "page": layout.labels.page,
            },
        },
        ensure_ascii=False,
    )


def pdf(layout: Layout, epoch: int) -> bytes:
    """The sheet as PDF/UA-1, or as plain tagged PDF where a character has no glyph in any font of the
    machine."""
    import typst

    made = datetime.fromtimestamp(epoch, UTC)
    accessible: list[PDFStandard] = ["ua-1"]
    for standards in (accessible, []):
        try:
            compiled = typst.compile(
                _template(),
                format="pdf",
                sys_inputs={"sheet": sheet_json(layout)},
                pdf_standards=standards,
                timestamp=made,
            )
        except typst.TypstError as problem:
            failure = problem
            continue
        return bytes(compiled)
    raise FactSheetError("The PDF could not be made. Export the sheet as DOCX or HTML instead.") from failure


def midnight(day: Any) -> int:
    """Seconds since 1970 at the start of a day (UTC), the time stamped into exported files."""
    return int(datetime.combine(day, time(), UTC).timestamp())
