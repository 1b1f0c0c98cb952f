"""Whole readings of invented English passages: every field of every figure, and nothing claimed beside them.

``readings.jsonl`` holds the passages with what a careful researcher notes of each figure, written down by hand: the fields
that are not empty, and under "open" those that the passage leaves to judgement.
"""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from claims.extraction import extract

PUBLISHED = datetime.date(2024, 6, 12)
LINES = (Path(__file__).parent / "readings.jsonl").read_text(encoding="utf-8").splitlines()
READINGS = [(passage["text"], passage["figures"]) for passage in map(json.loads, LINES)]
EMPTY: dict[str, Any] = {
    "value_max": None,
    "comparator": "=",
    "counted": None,
    "per": None,
    "period": None,
    "period_resolved": None,
    "place": None,
    "attributed_to": None,
    "platforms": [],
    "change": None,
}


@pytest.mark.parametrize(("text", "noted"), READINGS)
def test_a_passage_is_read_as_a_researcher_reads_it(text: str, noted: list[dict[str, Any]]) -> None:
    claims = [record for record in extract(text, "en", PUBLISHED).statistics if record.is_claim]
    assert all(text[record.start : record.end] == record.exact for record in claims)
    assert sorted(record.exact for record in claims) == sorted(figure["exact"] for figure in noted)
    for figure in noted:
        record = next(record for record in claims if record.exact == figure["exact"])
        fields = {**EMPTY, **figure}
        left_open = fields.pop("open", [])
        wanted = {name: value for name, value in fields.items() if name not in left_open}
        found = {name: getattr(record, name) for name in wanted}
        found = {name: list(value) if name == "platforms" else value for name, value in found.items()}
        found = {
            name: round(value, 4) if isinstance(value, float) else value for name, value in found.items()
        }
        assert found == wanted
