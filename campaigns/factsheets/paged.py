"""PDF by typst: tagged for screen readers, with numbered footnotes and page numbers.

The template is fixed; the sheet is handed to it as data (JSON), so nothing a source wrote is ever typst
code. Fonts: Libertinus Serif comes with typst (Latin, Greek, Cyrillic, Hebrew); other scripts take a font
of the machine.
"""

import json
import re
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from campaigns.factsheets.labels import direction, primary, wording_direction
from campaigns.factsheets.layout import LaidLine, Layout
from campaigns.factsheets.records import FactSheetError

if TYPE_CHECKING:
    from typst import PDFStandard

_TEMPLATE = Path(__file__).with_name("sheet.typ")
_LANGUAGE_TAG = re.compile(r"([a-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?(?:-.*)?", re.I)


@cache
def _template() -> bytes:
    return _TEMPLATE.read_bytes()


def _apart(text: str, sheet: str) -> str:
    """``text`` between isolates (Unicode UAX 9) where it runs against the direction of the sheet."""
    return text if wording_direction(text) in ("", sheet) else f"\u2068{text}\u2069"


def _line(line: LaidLine, facing: str, sheet_language: str) -> dict[str, Any]:
    return {
        "kind": line.kind,
        "headline": line.headline_in(sheet_language),
        "unit": line.unit,
        "wording": line.wording,
        "language": _language(line.language),
        "direction": line.direction,
        "speaker": line.speaker,
        "qualifiers": [[_apart(words, facing) for words in pair] for pair in line.qualifiers],
        "support": _apart(line.support, facing),
        "status": _apart(line.status, facing),
        "warnings": [_apart(sentence, facing) for sentence in line.warnings],
        "differences": [_apart(sentence, facing) for sentence in line.differences],
        "notes": [
            {
                "number": note.number,
                "repeated": note.repeated,
                "runs": [
                    {
                        "text": run.text,
                        "language": _language(run.language),
                        "direction": run.direction,
                        "address": run.address,
                    }
                    for run in note.runs
                ],
            }
            for note in line.notes
        ],
    }


def _language(language: str) -> str:
    match = _LANGUAGE_TAG.fullmatch(primary(language)) if language else None
    return match[1].lower() if match else ""


def sheet_json(layout: Layout) -> str:
    """What the template reads."""
    facing = direction(layout.language)
    return json.dumps(
        {
            "title": layout.title,
            "subtitle": layout.subtitle,
            "language": _language(layout.language) or "en",
            "direction": facing,
            "prepared": layout.prepared,
            "introduction": list(layout.introduction),
            "sections": [
                {
                    "heading": section.heading,
                    "lines": [_line(line, facing, layout.language) for line in section.lines],
                }
                for section in layout.sections
            ],
            "notes": [_apart(note, facing) for note in layout.notes],
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
    """The sheet as PDF/UA-1 (ISO 14289).

    Where no font of the machine has some character, it is printed as a box, a note at the sheet's end says
    so, and the file is tagged PDF without the claim to the standard.
    """
    from typst import TypstError

    made = datetime.fromtimestamp(epoch, UTC)
    try:
        return _compiled(_template(), sheet_json(layout), ["ua-1"], made)
    except TypstError as problem:
        failure = problem
    missing = scripts_without_font(sheet_json(layout))
    note = (layout.labels.missing_font.format(", ".join(missing)),) if missing else ()
    try:
        return _compiled(_template(), sheet_json(replace(layout, notes=(*layout.notes, *note))), [], made)
    except TypstError:
        raise FactSheetError(
            "The PDF could not be made. Export the sheet as DOCX or HTML instead."
        ) from failure


def _compiled(source: bytes, sheet: str, standards: "list[PDFStandard]", made: datetime) -> bytes:
    import typst

    return bytes(
        typst.compile(
            source, format="pdf", sys_inputs={"sheet": sheet}, pdf_standards=standards, timestamp=made
        )
    )


def scripts_without_font(text: str) -> list[str]:
    """The scripts ("Thai", "Cjk") of the characters of ``text`` that no font of this machine has."""
    from typst import TypstError

    one = b'#set document(title: "x")\n#set text(lang: "en")\n= x\n#json(bytes(sys.inputs.sheet))'
    samples: dict[str, str] = {}
    for character in sorted(set(text)):
        if (
            character > "\u024f"
            and character.isprintable()
            and unicodedata.category(character)[0] not in "MZ"
        ):
            samples.setdefault(unicodedata.name(character, "unnamed").split()[0].capitalize(), character)
    missing = []
    for script, character in samples.items():
        try:
            _compiled(one, json.dumps(character), ["ua-1"], datetime.fromtimestamp(0, UTC))
        except TypstError:
            missing.append(script)
    return sorted(missing)


def midnight(day: date) -> int:
    """Seconds since 1970 at the start of a day (UTC), the time stamped into exported files."""
    return int(datetime.combine(day, time(), UTC).timestamp())
