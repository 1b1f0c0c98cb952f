"""What a fact sheet must not be, and how notes are numbered and worded."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.factsheets import FactSheet, FactSheetError, Section, labels_for, render
from campaigns.factsheets.citing import printable
from campaigns.factsheets.labels import counted, day
from campaigns.factsheets.layout import lay_out
from tests.campaigns.factsheets.sheets import FIGURE, GAZETTE, KABAR, QUOTE, SAHIFA, SHEET, cited, sheet_of


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (replace(SHEET, sections=()), "has no lines"),
        (replace(SHEET, sections=(Section("Empty", ()),)), "has no lines"),
        (replace(SHEET, sections=(Section("Full", (FIGURE,)), Section("Empty", ()))), "“Empty” has no lines"),
        (replace(SHEET, title=" "), "no title"),
        (sheet_of(replace(FIGURE, unit=" ")), "does not say what its figure counts"),
        (sheet_of(replace(FIGURE, headline="")), "has no figure"),
        (sheet_of(replace(FIGURE, sentence="")), "has no wording"),
        (sheet_of(replace(FIGURE, citations=())), "cites no source"),
        (sheet_of(replace(FIGURE, origins_count=9)), "cannot be"),
        (sheet_of(replace(FIGURE, articles_count=0, origins_count=0)), "cannot be"),
        (sheet_of(cited(publisher="", title=" ", url="")), "no publisher, title or address"),
        (sheet_of(replace(FIGURE, citations=(KABAR,))), "does not cite"),
    ],
)
def test_sheets_that_are_not_printed(sheet: FactSheet, said: str) -> None:
    with pytest.raises(FactSheetError, match=said) as caught:
        render(sheet, "markdown")
    assert caught.value.sentence_for_people.endswith(".")


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(FactSheetError, match="no format"):
        render(SHEET, "gif")  # type: ignore[arg-type]


def note_texts(sheet: FactSheet) -> list[str]:
    return [
        "".join(run.text for run in note.runs)
        for section in lay_out(sheet).sections
        for line in section.lines
        for note in line.notes
        if not note.repeated
    ]


def test_the_words_of_notes() -> None:
    assert note_texts(SHEET) == [
        "The Northern Gazette, ‘Forces log more than 3,000 offences’ (Ada Merrow, Jo Finch), 15 January 2022, "
        "https://gazette.test/a_b?x=1&y=2 (accessed 1 March 2022). “More than 3,000 offences were logged in a year.” "
        "Snapshot 3f1a9c0b77de4512.",
        "Kabar Utara, ‘Lebih dari 3.000 pelanggaran’ [Bahasa Indonesia], 17 January 2022, https://kabar.test/b. "
        "“Lebih dari 3.000 pelanggaran tercatat.” Translation of note 1.",
    ]


def test_a_source_has_one_note_with_every_wording_that_is_taken_from_it() -> None:
    again = replace(GAZETTE, exact="Officers expect as many next year.")
    sheet = sheet_of(FIGURE, replace(QUOTE, citations=(SAHIFA, again, KABAR)))
    assert [
        [(note.number, note.repeated) for note in line.notes] for line in lay_out(sheet).sections[0].lines
    ] == [
        [(1, False), (2, False)],
        [(1, True), (2, True), (3, False)],
    ]
    first, second, third = note_texts(sheet)
    assert (
        "“More than 3,000 offences were logged in a year.” “Officers expect as many next year.” Snapshot"
        in first
    )
    assert second.count("“") == 1
    assert third.startswith(SAHIFA.publisher)


def test_a_note_of_an_address_alone() -> None:
    bare = replace(GAZETTE, publisher="", title="", authors=(), published_on=None, accessed_on=None, exact="")
    assert note_texts(sheet_of(replace(FIGURE, citations=(replace(bare, snapshot_sha256=""),)))) == [
        "undated, https://gazette.test/a_b?x=1&y=2."
    ]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "https://x.test/<script>", 'https://x.test/"a']
)
def test_only_plain_web_addresses_become_links(url: str) -> None:
    (line,) = lay_out(sheet_of(cited(url=url))).sections[0].lines
    assert not any(run.address for run in line.notes[0].runs)
    assert url in "".join(run.text for run in line.notes[0].runs)


def test_counts_and_dates_in_the_language_of_the_sheet() -> None:
    english, french, german = labels_for("en"), labels_for("fr-CA"), labels_for("de")
    assert counted(english.articles, 1, english) == "1 article"
    assert counted(english.origins, 1_200, english) == "1,200 independent origins"
    assert counted(german.origins, 1, german) == "1 unabhängiger Ursprung"
    arabic = labels_for("ar")
    assert [counted(arabic.articles, count, arabic).split()[-1] for count in (1, 2, 5, 11, 100)] == [
        "واحد", "مقالان", "مقالات", "مقالًا", "مقال",
    ]  # fmt: skip
    assert day(date(2022, 1, 15), french) == "15 janvier 2022"
    assert labels_for("xx") is english
    assert (
        lay_out(sheet_of(language="fr")).sections[0].lines[0].support
        == "8 articles, 2 origines indépendantes"
    )


def test_foreign_wording_is_marked_with_its_language_and_direction() -> None:
    (line,) = lay_out(sheet_of(replace(FIGURE, citations=(SAHIFA,)))).sections[0].lines
    runs = {run.text: run for run in line.notes[0].runs}
    assert (runs["أكثر من 3000 جريمة"].language, runs["أكثر من 3000 جريمة"].direction) == ("ar", "rtl")
    assert runs["صحيفة الشمال"].direction == "rtl"
    ours = lay_out(sheet_of(replace(FIGURE, citations=(GAZETTE,)), language="ar")).sections[0].lines[0]
    assert ours.direction == "ltr"


def test_a_quote_has_marks_once_and_says_when_nobody_is_named() -> None:
    (line,) = lay_out(sheet_of(replace(QUOTE, speaker="", sentence="“Already marked.”"))).sections[0].lines
    assert (line.wording, line.speaker) == ("“Already marked.”", "Speaker not named")
    (line,) = lay_out(sheet_of(QUOTE)).sections[0].lines
    assert line.wording == "“A safeguard that is switched off is no safeguard.”"


@given(st.text(max_size=200))
def test_printable_text_is_one_line_that_every_format_holds(text: str) -> None:
    printed = printable(text)
    printed.encode("utf-8")
    assert "\n" not in printed
    assert not set(printed) & set("\x00\u202e\u2066\u2069\ufffe\ud800")
    assert [c for c in printed if c.isalnum()] == [c for c in text if c.isalnum()]


def test_a_sheet_says_what_it_rests_on_and_counts_no_origin_twice() -> None:
    assert (
        lay_out(SHEET).prepared == "Prepared on 4 March 2022 · 2 claims · 2 articles · 1 independent origin"
    )
    # two claims whose sources are one text, though no article is cited for both
    first, second = (replace(GAZETTE, key=key, origin="story-1") for key in ("gazette", "wire"))
    lines = [replace(FIGURE, citations=(one,)) for one in (first, second)]
    assert lay_out(sheet_of(*lines)).prepared.endswith("2 claims · 2 articles · 1 independent origin")
    elsewhere = replace(FIGURE, citations=(SAHIFA,))
    assert lay_out(sheet_of(*lines, elsewhere)).prepared.endswith("3 articles · 2 independent origins")


@pytest.mark.parametrize("language", ["en", "fr", "de", "es", "id", "ar"])
def test_every_language_says_how_the_sheet_was_made(language: str) -> None:
    layout = lay_out(sheet_of(language=language))
    own_notes = len(SHEET.notes)
    assert len(layout.notes) == own_notes + len(lay_out(SHEET).labels.how_to_read)
    english = set(lay_out(SHEET).labels.how_to_read)
    assert language == "en" or not english & set(layout.notes)
