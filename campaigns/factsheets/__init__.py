"""Fact sheets: claims that a person chose, set with every source as one numbered footnote, in five formats.

Which claims may be exported, and freezing them, is left to the campaign services.
"""

from typing import Literal, get_args

from campaigns.factsheets.labels import labels_for
from campaigns.factsheets.layout import lay_out
from campaigns.factsheets.records import (
    Citation,
    FactSheet,
    FactSheetError,
    Line,
    Qualifier,
    Section,
    check,
)

__all__ = [
    "FORMATS",
    "MEDIA_TYPES",
    "Citation",
    "FactSheet",
    "FactSheetError",
    "Format",
    "Line",
    "Qualifier",
    "Section",
    "check",
    "labels_for",
    "render",
]

Format = Literal["markdown", "html", "docx", "pdf", "odt"]
FORMATS: tuple[Format, ...] = get_args(Format)
MEDIA_TYPES: dict[Format, str] = {
    "markdown": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
}


def render(fact_sheet: FactSheet, format: Format) -> bytes:
    """The sheet as a file in ``format``. The same sheet gives the same bytes: its date is the one stamped in.

    Raises FactSheetError for a sheet with nothing to say, a figure without what it counts or a line without
    source.
    """
    from campaigns.factsheets import flowing, marking, paged

    layout = lay_out(fact_sheet)
    epoch = paged.midnight(fact_sheet.prepared_on)
    if format == "pdf":
        return paged.pdf(layout, epoch)
    if format == "markdown":
        return marking.markdown(layout)
    if format == "html":
        return flowing.web_page(layout, epoch)
    if format == "docx":
        return flowing.word_document(layout, epoch)
    if format == "odt":
        return flowing.open_document(layout, epoch)
    raise FactSheetError(f"“{format}” is no format of fact sheets; choose one of {', '.join(FORMATS)}.")
