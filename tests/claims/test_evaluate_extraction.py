"""Corrections as rows of the benchmarks' form, and what the evaluation makes of hits, slips and what nobody judged."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from claims.extraction import Extraction, NameRecord, QuoteRecord, SpeakerRecord, StatisticRecord
from claims.models import Quote, Statement
from claims.services.annotate import annotate
from claims.services.correct import correct_statement, refuse_statement
from claims.services.corrections import corrections
from claims.services.evaluation import evaluate
from claims.services.mark import declare_read_through, mark_name, mark_statement, refuse_name
from tests.claims.services.building import article, person
from tests.claims.services.test_mark import machine, place

TEXT = (
    "👩‍👧 Volunteers counted 37 unlit jetties and 12 boats, Ada Pilot of the Lantern Trust said. "
    "“Nobody should fall in the dark,” Ada Pilot said."
)


def figure(text: str, words: str, value: float, **more) -> StatisticRecord:
    start, end = place(text, words)
    given = {"value_max": None, "comparator": "=", "unit": "", "unit_normalized": "", "kind": "cardinal"}
    return StatisticRecord(start, end, words, value, is_claim=True, **{**given, **more})


def quote(text: str, words: str, speaker: str = "", **more) -> QuoteRecord:
    start, end = place(text, words)
    who = SpeakerRecord(0, 1, text[0], speaker) if speaker else None
    return QuoteRecord(start, end, words, ((start, end),), "direct", speaker=who, **more)


def name(text: str, words: str) -> NameRecord:
    return NameRecord(*place(text, words), words, words, "organisation")


def measured(rows, *statistics, quotes=(), organisations=()):
    found = Extraction("en", statistics=statistics, quotes=quotes, organisations=organisations)
    return evaluate(rows, lambda text, language, day: found)


def gold(kind: str, words: str, **more) -> dict:
    start, end = place(TEXT, words)
    return {"kind": kind, "start": start, "end": end, "exact": words, **more}


def row(*golds, **more) -> dict:
    return {"id": "a", "text": TEXT, "language": "en", "gold": list(golds), "kinds": ["statistic"], **more}


def test_a_figure_is_found_by_place_and_value():
    golds = [gold("statistic", "37 unlit jetties", value="37"), gold("statistic", "12 boats", value="12")]
    result = measured([row(*golds)], figure(TEXT, "37", 37.0), figure(TEXT, "12", 13.0))
    figures = result.by_kind()["statistic"].figures()
    assert (figures["precision"], figures["recall"], figures["f1"]) == (0.5, 0.5, 0.5)
    assert [(slip.sort, slip.words, slip.value) for slip in result.slips] == [
        ("missed", "12 boats", "12"),
        ("wrong", "12", "13"),
    ]


def test_a_range_has_both_ends_and_a_date_is_no_statistic():
    golds = [gold("statistic", "37 unlit jetties", value="37-40")]
    assert measured([row(*golds)], figure(TEXT, "37", 37.0)).by_kind()["statistic"].hits == 0
    found = figure(TEXT, "37", 37.0, value_max=40.0)
    assert measured([row(*golds)], found).by_kind()["statistic"].hits == 1
    no_claim = StatisticRecord(**{**{f: getattr(found, f) for f in found.__slots__}, "is_claim": False})
    assert measured([row(*golds)], no_claim).by_kind()["statistic"].figures()["precision"] is None


def test_one_find_counts_for_one_mark():
    golds = [gold("statistic", "37 unlit jetties", value="37"), gold("statistic", "37 unlit", value="37")]
    assert measured([row(*golds)], figure(TEXT, "37", 37.0)).by_kind()["statistic"].hits == 1


def test_what_nobody_judged_counts_neither_way_unless_the_article_was_read_through():
    golds = [gold("statistic", "37 unlit jetties", value="37")]
    finds = (figure(TEXT, "37", 37.0), figure(TEXT, "12", 12.0))
    part = measured([row(*golds, complete=False)], *finds).by_kind()["statistic"]
    assert (part.hits, part.wrong, part.unjudged) == (1, 0, 1)
    whole = measured([row(*golds, complete=True)], *finds).by_kind()["statistic"]
    assert (whole.hits, whole.wrong, whole.unjudged) == (1, 1, 0)
    refused = row(*golds, complete=False, refused=[gold("statistic", "12 boats", value="12")])
    again = measured([refused], *finds).by_kind()["statistic"]
    assert (again.hits, again.wrong, again.unjudged) == (1, 1, 0)


def test_quotes_share_half_their_characters_and_speakers_their_last_words():
    words = "Nobody should fall in the dark"
    start, end = place(TEXT, words)
    entry = {**gold("quote", words), "content": [[start, end]], "speaker": "Ada Pilot"}
    rows = [row(entry, kinds=["quote"])]
    right = measured(rows, quotes=[quote(TEXT, "Nobody should fall in", "Pilot")]).by_kind()["quote"]
    assert (right.hits, right.speakers_right) == (1, 1)
    short = measured(rows, quotes=[quote(TEXT, "Nobody", "Pilot")]).by_kind()["quote"]
    assert (short.hits, short.wrong) == (0, 1)
    other = measured(rows, quotes=[quote(TEXT, words, "Bo Rower")]).by_kind()["quote"]
    assert other.figures()["speaker_recall"] == 0.0


def test_testimony_is_measured_and_its_words_are_not_shown():
    words = "Nobody should fall in the dark"
    rows = [row(gold("quote", words, testimony=True), kinds=["quote", "statistic"])]
    result = measured(
        rows, figure(TEXT, "37", 37.0), quotes=[quote(TEXT, "fall in the dark,” Ada Pilot said")]
    )
    assert {slip.words for slip in result.slips if slip.kind == "quote"} == {""}
    found = measured([row(kinds=["quote"])], quotes=[quote(TEXT, words, sensitive=True)])
    assert [slip.words for slip in found.slips] == [""]


def test_rows_of_the_public_benchmarks_are_read():
    quantity = {
        "id": "1",
        "text": TEXT,
        "language": "en",
        "gold": [{"change": "=", "value": "37.0", "unit": "jetties"}, {"change": "up", "value": "some"}],
    }
    start, end = place(TEXT, "Lantern Trust")
    named = {"id": "2", "text": TEXT, "gold": [{"label": "AFFILIATION", "start": start, "end": end}]}
    result = measured(
        [quantity, named], figure(TEXT, "37", 37.0), organisations=[name(TEXT, "Lantern Trust")]
    )
    assert {kind: tally.hits for kind, tally in result.by_kind().items()} == {
        "statistic": 1,
        "organisation": 1,
    }


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [("-5--3", -5, -3), ("37", 37, 37), ("4-9", 4, 9), (7, 7, 7), ("1e3", 1000, 1000), ("1e-2-2", 0.01, 2)],
)
def test_values_are_read_with_their_signs(written, low, high):
    golds = [gold("statistic", "37 unlit jetties", value=written)]
    found = figure(TEXT, "37", float(low), value_max=float(high))
    assert measured([row(*golds)], found).by_kind()["statistic"].hits == 1


@pytest.fixture
def editor(db):
    return person("Editors", "edith")


def exported(**options) -> list[dict]:
    out = StringIO()
    for line in corrections(**options):
        out.write(json.dumps(line) + "\n")
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_only_articles_that_people_worked_on_and_only_what_they_stand_behind(editor):
    source, untouched, refused_in = article(TEXT), article(TEXT), article(TEXT)
    machine(untouched, "12 boats")
    unchecked = machine(source, "12 boats")
    start, end = place(TEXT, "37 unlit jetties")
    mark_statement(
        article=source,
        start=start,
        end=end,
        kind="statistic",
        by=editor,
        value="37",
        value_max="40",
        comparator="~",
        unit="jetties",
    )
    wrong = machine(refused_in, "37")
    refuse_statement(statement=wrong, by=editor, reason="a page number")
    first, second = exported()
    assert [(g["exact"], g["value"], g["change"], g["by"]) for g in first["gold"]] == [
        ("37 unlit jetties", "37-40", "~", "marked")
    ]
    assert (first["complete"], second["gold"]) == (False, [])
    assert [(r["exact"], r["reason"]) for r in second["refused"]] == [("37", "a page number")]
    for each in (first, second):
        for entry in [*each["gold"], *each["refused"]]:
            assert each["text"][entry["start"] : entry["end"]] == entry["exact"]
    correct_statement(statement=unchecked, by=editor, counted="boats on the water")
    assert [g["by"] for g in exported()[0]["gold"]] == ["marked", "corrected"]


def test_an_article_read_through_stands_in_full(editor):
    source = article(TEXT)
    machine(source, "12 boats")
    declare_read_through(article=source, by=editor)
    (line,) = exported()
    assert line["complete"] is True
    assert [(g["exact"], g["by"]) for g in line["gold"]] == [("12 boats", "confirmed")]


def test_quotes_carry_their_content_and_where_the_speaker_stands(editor):
    source = article(TEXT)
    start, end = place(TEXT, "“Nobody should fall in the dark,”")
    mark_statement(
        article=source, start=start, end=end, kind="quote", by=editor, speaker_name="Ada Pilot", role="pilot"
    )
    named = place(TEXT, "Lantern Trust")
    mark_name(article=source, start=named[0], end=named[1], kind="organisation", by=editor)
    (line,) = exported()
    said, body = line["gold"]
    assert [TEXT[a:b] for a, b in said["content"]] == ["Nobody should fall in the dark,"]
    assert [TEXT[a:b] for a, b in said["source"]] == ["Ada Pilot"]
    assert said["source"][0][0] > end, "the name beside the quote, not the one before"
    assert (said["direct"], said["role"], body["name"]) == (True, "pilot", "Lantern Trust")
    assert [g["kind"] for g in exported(kinds=["organisation"])[0]["gold"]] == ["organisation"]


def test_names_refused_are_among_the_refused(editor):
    source = article(TEXT)
    start, end = place(TEXT, "Lantern Trust")
    named = mark_name(article=source, start=start, end=end, kind="organisation", by=editor)
    refuse_name(mention=named, by=editor)
    assert [r["exact"] for r in exported()[0]["refused"]] == ["Lantern Trust"]


def test_testimony_leaves_only_when_asked(editor, tmp_path):
    source = article(TEXT)
    secret = machine(
        source, "Nobody should fall in the dark", "quote", sensitive=True, sensitive_reason="a child"
    )
    declare_read_through(article=source, by=editor)
    said = StringIO()
    target = tmp_path / "corrections.jsonl"
    call_command("export_corrections", output=str(target), stderr=said)
    assert target.read_text() == ""
    assert "0 articles. 1 with testimony left out." in said.getvalue()
    call_command("export_corrections", output=str(target), with_testimony=True, stderr=said)
    assert secret.exact in target.read_text()
    assert target.stat().st_mode & 0o077 == 0, "for its owner alone"


def test_the_commands_measure_the_database_and_a_file_alike(editor, tmp_path):
    source = article("The charity said 37 children were hurt in 2021. It counted 12 boats.")
    annotate(source.pk)
    declare_read_through(article=source, by=editor)
    target = tmp_path / "corrections.jsonl"
    call_command("export_corrections", output=str(target), stderr=StringIO())
    from_file, from_database = StringIO(), StringIO()
    call_command("evaluate_extraction", file=str(target), json=True, stdout=from_file)
    call_command("evaluate_extraction", json=True, stdout=from_database)
    assert json.loads(from_file.getvalue()) == json.loads(from_database.getvalue())
    figures = json.loads(from_file.getvalue())["kinds"]["statistic"]
    assert figures["gold"] == Statement.objects.filter(kind="statistic").count() > 0
    assert (figures["precision"], figures["recall"]) == (1.0, 1.0)
    start, end = place(source.text, "The charity")
    mark_statement(article=source, start=start, end=end, kind="statistic", by=editor, value="5")
    shown = StringIO()
    call_command("evaluate_extraction", stdout=shown)
    assert "missed statistic    en  “The charity” = 5" in shown.getvalue()


def test_nothing_corrected_yet_is_said(db):
    shown = StringIO()
    call_command("evaluate_extraction", stdout=shown)
    assert "Nobody has marked" in shown.getvalue()


@pytest.mark.parametrize("line", ["{", "[]", '{"text": 5, "gold": []}', '{"text": "a", "gold": 1}'])
def test_a_line_that_is_no_row_is_named(db, tmp_path, line):
    source = tmp_path / "rows.jsonl"
    source.write_text('{"text": "a", "gold": []}\n' + line + "\n")
    with pytest.raises(CommandError, match="Line 2"):
        call_command("evaluate_extraction", file=str(source), stdout=StringIO())
    with pytest.raises(CommandError, match="can't be read"):
        call_command("evaluate_extraction", file=str(tmp_path / "none.jsonl"), stdout=StringIO())


def test_a_statement_without_its_quote_row_is_passed_over(editor):
    source = article(TEXT)
    machine(source, "Nobody should fall in the dark", "quote")
    Quote.objects.all().delete()
    declare_read_through(article=source, by=editor)
    assert exported()[0]["gold"] == []
