"""Fact sheets: every phrase and every check in each language."""

import dataclasses
import re
from typing import Any

import pytest
from django.conf import settings

from campaigns.models import FactSheet
from campaigns.services import factsheets as sheets
from campaigns.services import factsheets_export as exports
from campaigns.services.factsheets_words import LANGUAGES, words_for
from claims.models import Claim
from tests.campaigns.sheets import lines_of, sheet
from tests.pages_fixtures import corpus, people

__all__ = ["corpus", "people", "sheet"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_all_words(language: str, sheet: FactSheet, people: Any) -> None:
    english, own = dataclasses.asdict(words_for("en")), dataclasses.asdict(words_for(language))
    for name, phrase in english.items():
        if isinstance(phrase, dict):
            assert own[name].keys() == phrase.keys()
            assert all(own[name].values())
        else:
            assert own[name].count("{}") == phrase.count("{}")
    sheets.change_words(fact_sheet_id=sheet.pk, by=people["staff"], title="T", language=language)
    assert exports.export(fact_sheet_id=sheet.pk, format="html", by=people["staff"])


def test_a_line_says_what_the_checks_find_in_the_sheets_language(
    sheet: FactSheet, corpus: dict[str, Any]
) -> None:
    assert lines_of(sheet)[0].warnings == ()
    Claim.objects.filter(pk=corpus["grooming"].pk).update(
        period="", period_resolved="", attributed_to="", organisation=None
    )
    found = set(lines_of(sheet)[0].warnings)
    assert {"The period is not known.", "Who counted or found this is not said."} <= found
    FactSheet.objects.filter(pk=sheet.pk).update(language="de")
    sheet.refresh_from_db()
    assert "Der Zeitraum ist nicht bekannt." in lines_of(sheet)[0].warnings


def test_every_language_has_words_for_every_check_that_is_printed() -> None:
    elsewhere = {"single-origin", "sensitive-without-consent"}  # words of its own; a line that is refused
    page = (settings.BASE_DIR / "docs" / "checks.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^`([a-z-]+)`", page, re.MULTILINE)) - elsewhere
    assert len(listed) == 8
    for language in LANGUAGES:
        words = words_for(language).checks
        assert set(words) == listed
        assert all(words.values())
