"""A fact sheet of three claims, and what it prints."""

from typing import Any

import pytest

from campaigns.models import FactSheet
from campaigns.services import factsheets as sheets
from campaigns.services.factsheets_record import build_lines, to_record


@pytest.fixture
def sheet(corpus: dict[str, Any], people: Any) -> FactSheet:
    made = sheets.begin(title="What the record says", by=people["staff"])
    for name in ("grooming", "pupils", "quote"):
        sheets.add_claim(fact_sheet_id=made.pk, claim=corpus[name], by=people["staff"])
    return made


def record_of(sheet: FactSheet) -> Any:
    sheet.refresh_from_db()
    return to_record(sheet, build_lines(sheet))


def lines_of(sheet: FactSheet) -> list[Any]:
    return [line for section in record_of(sheet).sections for line in section.lines]
