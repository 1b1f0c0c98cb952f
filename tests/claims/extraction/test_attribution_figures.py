"""Who says a figure: the maker of a report, the speaker of the words around it, whom "it" means; never whom we protect."""

import datetime

import pytest

from claims.extraction import StatisticRecord, extract
from claims.extraction.statistics_sources import without_report_date

PUBLISHED = datetime.date(2024, 6, 12)


def figures(text: str) -> dict[float, StatisticRecord]:
    return {record.value: record for record in extract(text, "en", PUBLISHED).statistics}


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a report released yesterday", "a report"),
        ("a report released on Monday by the Lantern Trust", "the Lantern Trust"),
        ("a statement issued on Friday morning", "a statement"),
        ("a survey in May 2024", "a survey"),
        ("figures published by the Audit Office", "figures published by the Audit Office"),
        ("figures seen by the Courier last week", "figures seen by the Courier"),
        ("figures from Marlow", "figures from Marlow"),
        ("Julie May", "Julie May"),
        ("yesterday", "yesterday"),
    ],
)
def test_the_day_of_a_report_is_no_part_of_its_name(written: str, kept: str) -> None:
    assert without_report_date(written) == kept


def test_who_made_the_figures_stands_for_them() -> None:
    record = figures("The figures, compiled by the Audit Office, show that 640 cases were closed.")[640]
    assert record.attributed_to == "the Audit Office"


def test_it_said_means_the_source_of_the_sentence_before_in_the_same_paragraph() -> None:
    said = "The Lantern Trust says that 640 cases were closed. It estimates that 90 more are open."
    assert figures(said)[90].attributed_to == "The Lantern Trust"
    apart = "The Lantern Trust says that 640 cases were closed.\nIt estimates that 90 more are open."
    assert figures(apart)[90].attributed_to is None


def test_words_between_quotation_marks_give_their_speaker() -> None:
    text = "“We closed 640 cases last spring. That is a start,” said Mara Quill, head of the Lantern Trust."
    assert figures(text)[640].attributed_to == "Mara Quill"


def test_the_speaker_who_is_held_back_is_not_named() -> None:
    text = "“He sent me 40 pictures in one night and I told nobody,” said Ana, a survivor of abuse who was 13 at the time."
    extraction = extract(text, "en", PUBLISHED)
    assert any(quote.sensitive for quote in extraction.quotes)
    assert figures(text)[40].attributed_to is None


def test_who_received_or_was_told_is_no_source() -> None:
    assert figures("Police were told that 640 pupils had left.")[640].attributed_to is None
