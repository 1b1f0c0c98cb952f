"""Cutting a text into marked segments, passages in context, languages and dates in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.pairing import as_written, number_text
from sources.presentation import (
    Passage,
    Span,
    date_in_words,
    direction,
    language_name,
    paragraphs,
    passage,
    segments,
    withheld,
)

TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=80)
SPANS = st.lists(
    st.builds(
        Span,
        start=st.integers(-5, 90),
        end=st.integers(-5, 90),
        kind=st.sampled_from(["statistic", "quote", "name"]),
    ),
    max_size=12,
)


@given(TEXTS, SPANS)
def test_segments_lose_nothing_and_each_carries_exactly_the_spans_over_it(
    text: str, spans: list[Span]
) -> None:
    cut = segments(text, spans)
    assert "".join(segment.text for segment in cut) == text
    for segment in cut:
        assert text[segment.start : segment.end] == segment.text
        for offset in range(segment.start, segment.end):
            over = [span for span in spans if span.start <= offset < span.end]
            assert sorted(map(id, over)) == sorted(map(id, segment.spans))


@given(TEXTS, SPANS)
def test_paragraphs_are_the_lines_of_the_text(text: str, spans: list[Span]) -> None:
    lines = paragraphs(text, spans)
    assert ["".join(segment.text for segment in line) for line in lines] == text.split("\n")
    for line in lines:
        for segment in line:
            assert text[segment.start : segment.end] == segment.text


def test_overlapping_spans_share_the_middle_segment() -> None:
    cut = segments("abcdef", [Span(0, 4, "quote"), Span(2, 6, "statistic")])
    assert [(segment.text, segment.kinds) for segment in cut] == [
        ("ab", ("quote",)),
        ("cd", ("quote", "statistic")),
        ("ef", ("statistic",)),
    ]
    assert cut[1].classes == "is-quote is-statistic"


def test_the_shortest_linked_span_leads() -> None:
    cut = segments("abcdef", [Span(0, 6, "quote", link="/long"), Span(1, 3, "statistic", link="/short")])
    assert [segment.link for segment in cut] == ["/long", "/short", "/long"]


def test_passage_sets_words_in_their_sentence() -> None:
    assert passage("4,000", "More than 4,000 cases.") == Passage("More than ", "4,000", " cases.")


def test_passage_falls_back_to_prefix_and_suffix() -> None:
    assert passage("4,000", "Another sentence.", "than ", " cases") == Passage("than ", "4,000", " cases")


@given(TEXTS, TEXTS, TEXTS)
def test_passage_always_keeps_the_words(before: str, exact: str, after: str) -> None:
    assert passage(exact, before + exact + after).exact == exact


def test_a_long_sentence_is_cut_on_both_sides_at_a_word() -> None:
    shown = passage("HERE", "word " * 200 + "HERE" + " tail" * 200, around=50)
    assert shown.before.startswith("… ")
    assert shown.after.endswith(" …")
    assert len(shown.before) < 60 > len(shown.after)


@pytest.mark.parametrize("secret", ["a secret", "said: a secret thing"])
def test_a_passage_that_holds_testimony_is_withheld_whole(secret: str) -> None:
    shown = withheld(Passage("She said: ", "a secret", " thing."), [secret])
    assert shown == Passage("", "", "", is_withheld=True)


def test_other_passages_are_left_alone() -> None:
    shown = Passage("Police said ", "4,000", " cases.")
    assert withheld(shown, ["a secret"]) is shown


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("de", "Deutsch"), ("id", "Bahasa Indonesia"), ("ar", "العربية"), ("es", "Español"), ("", "Language not known"),
        ("und", "Language not known"), ("xx", "xx"), ("../etc", "../etc"),
    ],
)  # fmt: skip
def test_languages_go_by_their_own_name(code: str, name: str) -> None:
    assert language_name(code) == name


def test_direction_and_dates() -> None:
    assert (direction("ar"), direction("he-IL"), direction("en"), direction("")) == (
        "rtl",
        "rtl",
        "ltr",
        "ltr",
    )
    assert date_in_words(date(2022, 1, 15)) == "15 January 2022"
    assert date_in_words(None) == "undated"


@pytest.mark.parametrize(
    ("name", "written"),
    [("lantern", "Lantern"), ("lct", "LCT"), ("مؤسسة", "مؤسسة"), ("wire", "Wire"), ("unheard", "unheard")],
)
def test_a_name_is_shown_as_one_of_the_articles_writes_it(name: str, written: str) -> None:
    texts = ("Lanterns lit", "The Lantern Child Trust (LCT) told Northmark Wire. قالت مؤسسة الفنار")
    assert as_written(name, texts) == written


@pytest.mark.parametrize(
    ("value", "text"), [(2021.0, "2021"), (4210.0, "4,210"), (2.5, "2.5"), (1899.0, "1,899"), (0.0, "0")]
)
def test_a_year_has_no_comma(value: float, text: str) -> None:
    assert number_text(value) == text
