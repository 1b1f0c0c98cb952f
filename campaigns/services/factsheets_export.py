"""Letting a fact sheet out: export it in a format, freeze it as an edition, print an edition again.

Setting a document is the engine's; what may stand in it is decided in factsheets_record.
"""

import dataclasses
import hashlib
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from campaigns.factsheets import (
    FORMATS,
    Citation,
    FactSheetError,
    Format,
    Line,
    Qualifier,
    Section,
    check,
    render,
)
from campaigns.factsheets import FactSheet as Record
from campaigns.models import Edition, EditionLine, FactSheet
from campaigns.services.factsheets_record import build_lines, to_record

EXPORT = "campaigns.export_factsheet"
SUFFIXES: dict[Format, str] = {"markdown": "md", "html": "html", "docx": "docx", "pdf": "pdf", "odt": "odt"}


def export(*, fact_sheet_id: int, format: str, by: Any) -> bytes:
    """The sheet as it stands now, as a file. Raises PermissionDenied, FactSheetError."""
    _require_export(by)
    sheet = FactSheet.objects.visible_to(by).get(pk=fact_sheet_id)
    return render(to_record(sheet, build_lines(sheet)), known_format(format))


def export_edition(*, edition: Edition, format: str, by: Any) -> bytes:
    """An edition as a file: from what was frozen, whatever became of its claims since.

    Its Markdown is the very document that was frozen. Consent withdrawn since then stops every format.
    """
    _require_export(by)
    wanted = known_format(format)
    withdrawn = edition.lines.filter(claim__sensitive=True).exclude(
        claim__consent__isnull=False, claim__consent__withdrawn_at__isnull=True
    )
    if withdrawn.exists():
        raise FactSheetError(
            "This edition holds testimony whose consent no longer stands. It is kept, but it can't be exported again."
        )
    if wanted == "markdown":
        return edition.markdown.encode()
    return render(from_document(edition.document), wanted)


@transaction.atomic
def freeze(*, fact_sheet_id: int, by: Any) -> Edition:
    """Freeze the sheet as its next edition: the record, its Markdown and SHA-256, each line's claim revision and spans.

    Two people who freeze at once make two editions, one after the other.
    """
    _require_export(by)
    if not by.has_perm("campaigns.add_edition"):
        raise PermissionDenied
    sheet = FactSheet.objects.visible_to(by).select_for_update(of=("self",)).get(pk=fact_sheet_id)
    built = build_lines(sheet)
    record = to_record(sheet, built)
    check(record)
    markdown = render(record, "markdown").decode()
    last = sheet.editions.aggregate(last=Max("number"))["last"] or 0
    edition = Edition.objects.create(
        fact_sheet=sheet,
        number=last + 1,
        document=to_document(record),
        markdown=markdown,
        sha256=hashlib.sha256(markdown.encode()).hexdigest(),
        made_by=by,
    )
    EditionLine.objects.bulk_create(
        [
            EditionLine(
                edition=edition,
                claim=one.claim,
                claim_revision=one.claim.revision,
                wording=one.record.sentence,
                evidence=list(one.evidence),
            )
            for one in built
            if one.record is not None
        ]
    )
    return edition


def known_format(format: str) -> Format:
    """The format by its name. Raises FactSheetError."""
    for known in FORMATS:
        if format == known:
            return known
    raise FactSheetError(f"“{format}” is no format of fact sheets; choose one of {', '.join(FORMATS)}.")


def to_document(record: Record) -> dict[str, Any]:
    """The record as JSON values."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: plain(part) for name, part in value.items()}
        if isinstance(value, list | tuple):
            return [plain(part) for part in value]
        return value.isoformat() if isinstance(value, date) else value

    document: dict[str, Any] = plain(dataclasses.asdict(record))
    return document


def from_document(document: dict[str, Any]) -> Record:
    """The inverse of to_document."""
    return Record(
        title=document["title"],
        language=document["language"],
        prepared_on=date.fromisoformat(document["prepared_on"]),
        subtitle=document["subtitle"],
        introduction=document["introduction"],
        notes=tuple(document["notes"]),
        sections=tuple(
            Section(section["heading"], tuple(_line(line) for line in section["lines"]))
            for section in document["sections"]
        ),
    )


def _line(fields: dict[str, Any]) -> Line:
    return Line(
        **{
            **fields,
            "citations": tuple(_citation(citation) for citation in fields["citations"]),
            "qualifiers": tuple(Qualifier(**qualifier) for qualifier in fields["qualifiers"]),
            "warnings": tuple(fields["warnings"]),
            "differences": tuple(fields["differences"]),
        }
    )


def _citation(fields: dict[str, Any]) -> Citation:
    days = {
        name: date.fromisoformat(day) for name in ("published_on", "accessed_on") if (day := fields[name])
    }
    return Citation(**{**fields, **days, "authors": tuple(fields["authors"])})


def _require_export(by: Any) -> None:
    if not by.has_perm(EXPORT):
        raise PermissionDenied
