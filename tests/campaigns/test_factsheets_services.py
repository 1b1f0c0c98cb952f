"""Fact sheets: building, what may be printed, citations, exports, editions."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaigns.factsheets import FactSheetError
from campaigns.models import FactSheet
from campaigns.services import factsheets as sheets
from campaigns.services import factsheets_export as exports
from campaigns.services.factsheets_record import build_lines
from claims.models import Claim, Consent
from tests.campaigns.sheets import lines_of, record_of, sheet
from tests.pages_corpus import make_article, make_claim, make_statement
from tests.pages_fixtures import corpus, people

__all__ = ["corpus", "people", "sheet"]
pytestmark = pytest.mark.django_db
SECRET = "our secret"


def order(sheet: FactSheet) -> list[int]:
    lines = list(sheet.lines.order_by("position"))
    assert [line.position for line in lines] == list(range(1, len(lines) + 1))
    return [line.claim_id for line in lines]


def consent(corpus: dict[str, Any], people: Any, redacted: str = "") -> Consent:
    return Consent.objects.create(
        claim=corpus["sensitive"],
        record="Form 12, kept in the safe.",
        redacted_wording=redacted,
        by=people["editor"],
    )


def put_testimony(sheet: FactSheet, corpus: dict[str, Any]) -> None:
    """As a sheet looks when consent was withdrawn after its line was added."""
    sheet.lines.create(claim=corpus["sensitive"], position=9)


@pytest.mark.parametrize("verb", ["begin", "add", "move", "take_out", "export", "freeze"])
@pytest.mark.parametrize("role", ["researcher", "editor"])
def test_only_staff_build_and_export(
    verb: str, role: str, sheet: FactSheet, corpus: dict[str, Any], people: Any
) -> None:
    by, pk = people[role], sheet.pk
    line = sheet.lines.all()[0].pk
    verbs: dict[str, Callable[[], object]] = {
        "begin": lambda: sheets.begin(title="x", by=by),
        "add": lambda: sheets.add_claim(fact_sheet_id=pk, claim=corpus["earlier"], by=by),
        "move": lambda: sheets.move(fact_sheet_id=pk, line_id=line, steps=1, by=by),
        "take_out": lambda: sheets.take_out(fact_sheet_id=pk, line_id=line, by=by),
        "export": lambda: exports.export(fact_sheet_id=pk, format="markdown", by=by),
        "freeze": lambda: exports.freeze(fact_sheet_id=pk, by=by),
    }
    with pytest.raises(PermissionDenied):
        verbs[verb]()


def test_lines_move_stop_at_the_ends_and_go_out_and_back(
    sheet: FactSheet, corpus: dict[str, Any], people: Any
) -> None:
    a, b, c = order(sheet)
    staff = people["staff"]
    by_claim = {line.claim_id: line.pk for line in sheet.lines.all()}
    sheets.move(fact_sheet_id=sheet.pk, line_id=by_claim[c], steps=-1, by=staff)
    assert order(sheet) == [a, c, b]
    sheets.move(fact_sheet_id=sheet.pk, line_id=by_claim[a], steps=-1, by=staff)
    sheets.move(fact_sheet_id=sheet.pk, line_id=by_claim[a], steps=99, by=staff)
    assert order(sheet) == [c, b, a]
    sheets.head(fact_sheet_id=sheet.pk, line_id=by_claim[b], heading="  Words \n said ", by=staff)
    taken = sheets.take_out(fact_sheet_id=sheet.pk, line_id=by_claim[b], by=staff)
    assert taken == (Claim.objects.get(pk=b), 2, "Words said")
    assert order(sheet) == [c, a]
    assert sheets.take_out(fact_sheet_id=sheet.pk, line_id=by_claim[b], by=staff) is None
    sheets.add_claim(fact_sheet_id=sheet.pk, claim=taken[0], position=taken[1], heading=taken[2], by=staff)
    assert order(sheet) == [c, b, a]
    assert sheet.lines.get(claim_id=b).heading == "Words said"


def test_a_claim_stands_once_and_a_merged_one_as_its_successor(
    sheet: FactSheet, corpus: dict[str, Any], people: Any
) -> None:
    before = order(sheet)
    for name in ("grooming", "older"):
        line = sheets.add_claim(fact_sheet_id=sheet.pk, claim=corpus[name], by=people["staff"])
        assert line.claim == corpus["grooming"]
    assert order(sheet) == before


def test_claims_merged_after_they_were_chosen_are_printed_once(
    sheet: FactSheet, corpus: dict[str, Any], people: Any
) -> None:
    sheets.add_claim(fact_sheet_id=sheet.pk, claim=corpus["earlier"], by=people["staff"])
    Claim.objects.filter(pk=corpus["earlier"].pk).update(merged_into=corpus["grooming"])
    built = build_lines(sheet)
    assert [one.record is None for one in built] == [False, False, False, True]
    assert not any(one.refusal for one in built)
    assert len(lines_of(sheet)) == 3


def test_a_line_says_figure_unit_period_place_support_and_status(sheet: FactSheet) -> None:
    line = lines_of(sheet)[0]
    assert (line.kind, line.headline, line.unit) == ("figure", ">\u00a04,000", "grooming offences")
    assert [(one.label, one.value) for one in line.qualifiers] == [
        ("Period", "year to March 2021"), ("Place", "the region"), ("According to", "Lantern Child Trust"),
    ]  # fmt: skip
    assert (line.articles_count, line.origins_count, line.status) == (11, 2, "approved")
    assert "3,560" in line.differences[0]


def test_one_citation_an_article_grouped_by_origin(sheet: FactSheet, corpus: dict[str, Any]) -> None:
    citations = lines_of(sheet)[0].citations
    assert len({citation.key for citation in citations}) == len(citations) == 11
    assert citations[0].key == str(corpus["lead"].public_id)
    assert citations[0].relation == ""
    assert citations[-1].publisher == "Harrow Vale Institute"
    assert citations[-1].relation == ""
    by_publisher = {citation.publisher: citation for citation in citations}
    arabic = by_publisher["صحيفة المنارة"]
    assert (arabic.relation, arabic.relation_to) == ("translation", citations[0].key)
    assert by_publisher["Northmark Wire"].relation == "copy"
    assert by_publisher["The Inkwell"].relation == "rewriting"
    assert arabic.snapshot_sha256 == corpus["arabic"].snapshot.sha256
    assert arabic.accessed_on == timezone.localdate()
    assert arabic.exact == "أكثر من 4000 جريمة استدراج للأطفال"


def test_two_statements_of_one_article_are_cited_once(sheet: FactSheet, corpus: dict[str, Any]) -> None:
    from claims.models import Evidence

    extra = make_statement(corpus["survey"], "recorded grooming offences")
    Evidence.objects.create(claim=corpus["grooming"], statement=extra)
    assert len(lines_of(sheet)[0].citations) == 11


@pytest.mark.parametrize(
    ("status", "warning"),
    [
        ("approved", None), ("proposed", "No editor has approved this claim yet."), ("disputed", "This claim is disputed."),
        ("withdrawn", "This claim has been withdrawn."),
    ],
)  # fmt: skip
def test_a_status_short_of_approved_is_printed_as_a_warning(
    status: str, warning: str | None, sheet: FactSheet, corpus: dict[str, Any]
) -> None:
    Claim.objects.filter(pk=corpus["grooming"].pk).update(status=status)
    line = lines_of(sheet)[0]
    assert line.warnings == ((warning,) if warning else ())
    assert line.status == status


def test_copies_of_one_text_are_called_one_origin(sheet: FactSheet) -> None:
    quote = lines_of(sheet)[2]
    assert (quote.articles_count, quote.origins_count) == (6, 1)
    assert quote.warnings == ("All of its articles go back to one origin.",)
    assert quote.speaker == "Miriam Oakhurst"


def test_headings_open_sections(sheet: FactSheet, people: Any) -> None:
    second = sheet.lines.order_by("position")[1]
    sheets.head(fact_sheet_id=sheet.pk, line_id=second.pk, heading="Children", by=people["staff"])
    assert [(section.heading, len(section.lines)) for section in record_of(sheet).sections] == [
        ("", 1),
        ("Children", 2),
    ]


def test_testimony_without_consent_is_refused_when_added(
    sheet: FactSheet, corpus: dict[str, Any], people: Any
) -> None:
    with pytest.raises(PermissionDenied):
        sheets.add_claim(fact_sheet_id=sheet.pk, claim=corpus["sensitive"], by=people["staff"])
    with pytest.raises(FactSheetError, match="no consent"):
        sheets.add_claim(fact_sheet_id=sheet.pk, claim=corpus["sensitive"], by=people["administrator"])


@pytest.mark.parametrize("role", ["staff", "administrator"])
@pytest.mark.parametrize("verb", ["export", "freeze"])
@pytest.mark.parametrize("was_withdrawn", [False, True])
def test_testimony_never_leaves_without_standing_consent(
    role: str, verb: str, was_withdrawn: bool, sheet: FactSheet, corpus: dict[str, Any], people: Any
) -> None:
    put_testimony(sheet, corpus)
    if was_withdrawn:
        Consent.objects.filter(pk=consent(corpus, people).pk).update(withdrawn_at=timezone.now())
    fields = {"format": "markdown"} if verb == "export" else {}
    with pytest.raises(FactSheetError, match="no consent"):
        getattr(exports, verb)(fact_sheet_id=sheet.pk, by=people[role], **fields)


def test_a_redacted_wording_replaces_the_words_everywhere(
    sheet: FactSheet, corpus: dict[str, Any], people: Any
) -> None:
    consent(corpus, people, "He told her to keep [it] to herself.")
    Claim.objects.filter(pk=corpus["sensitive"].pk).update(speaker_name="A girl called Wren")
    sheets.add_claim(fact_sheet_id=sheet.pk, claim=corpus["sensitive"], by=people["staff"])
    edition = exports.freeze(fact_sheet_id=sheet.pk, by=people["staff"])
    kept = f"{edition.document}{edition.markdown}{list(edition.lines.values('wording', 'evidence'))}"
    assert "keep [it] to herself" in kept
    for out in ("secret", "nobody would believe", "Wren"):
        assert out not in kept
    for format in ("markdown", "html"):
        document = exports.export(fact_sheet_id=sheet.pk, format=format, by=people["staff"]).decode()
        assert "herself" in document
        assert SECRET not in document


def test_consent_as_given_lets_the_words_out_without_the_speaker(
    sheet: FactSheet, corpus: dict[str, Any], people: Any
) -> None:
    consent(corpus, people)
    sheets.add_claim(fact_sheet_id=sheet.pk, claim=corpus["sensitive"], by=people["staff"])
    line = lines_of(sheet)[3]
    assert SECRET in line.sentence
    assert line.speaker == ""


def test_a_figure_inside_testimony_is_cited_without_the_words(
    sheet: FactSheet, corpus: dict[str, Any], people: Any
) -> None:
    text = "“I was 12 and he wrote 40 times,” she said."
    article = make_article(text)
    make_statement(article, text[1:33], "quote", sensitive=True, sensitive_reason="a child speaks")
    claim = make_claim(
        "He wrote 40 times.", [make_statement(article, "40 times")], value=Decimal(40), unit="messages"
    )
    sheets.add_claim(fact_sheet_id=sheet.pk, claim=claim, by=people["staff"])
    assert lines_of(sheet)[3].citations[0].exact == ""


def test_differences_from_testimony_stay_in(sheet: FactSheet, corpus: dict[str, Any]) -> None:
    Claim.objects.filter(pk=corpus["earlier"].pk).update(sensitive=True)
    assert lines_of(sheet)[0].differences == ()


@pytest.mark.parametrize("broken", ["no evidence", "no unit", "no lines"])
def test_what_cannot_be_printed_says_why(
    broken: str, sheet: FactSheet, corpus: dict[str, Any], people: Any
) -> None:
    if broken == "no evidence":
        corpus["pupils"].evidence.all().delete()
    elif broken == "no unit":
        Claim.objects.filter(pk=corpus["pupils"].pk).update(unit="", counted="")
    else:
        sheet.lines.all().delete()
    expected = {
        "no evidence": "no evidence left",
        "no unit": "what its figure counts",
        "no lines": "no lines",
    }
    with pytest.raises(FactSheetError, match=expected[broken]):
        exports.export(fact_sheet_id=sheet.pk, format="markdown", by=people["staff"])


def test_each_format_is_the_file_it_says_it_is(sheet: FactSheet, people: Any) -> None:
    files = {
        format: exports.export(fact_sheet_id=sheet.pk, format=format, by=people["staff"])
        for format in ("markdown", "html", "docx", "pdf", "odt")
    }
    assert files["markdown"].decode().count("\n[^") == 11, "one note an article"
    assert files["html"].lower().startswith(b"<!doctype html")
    assert files["pdf"].startswith(b"%PDF-")
    assert b"footnoteReference" in zipfile.ZipFile(io.BytesIO(files["docx"])).read("word/document.xml")
    assert (
        zipfile.ZipFile(io.BytesIO(files["odt"])).read("mimetype")
        == b"application/vnd.oasis.opendocument.text"
    )
    with pytest.raises(FactSheetError, match="no format"):
        exports.export(fact_sheet_id=sheet.pk, format="exe", by=people["staff"])


def test_an_edition_is_frozen_whatever_becomes_of_its_claims(
    sheet: FactSheet, corpus: dict[str, Any], people: Any
) -> None:
    first = exports.freeze(fact_sheet_id=sheet.pk, by=people["staff"])
    before = {
        format: exports.export_edition(edition=first, format=format, by=people["staff"])
        for format in ("markdown", "html", "docx")
    }
    Claim.objects.filter(pk=corpus["grooming"].pk).update(wording="Something else.", revision=2)
    sheets.take_out(fact_sheet_id=sheet.pk, line_id=sheet.lines.all()[1].pk, by=people["staff"])
    second = exports.freeze(fact_sheet_id=sheet.pk, by=people["staff"])
    first.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    assert {
        format: exports.export_edition(edition=first, format=format, by=people["staff"]) for format in before
    } == before
    assert first.sha256 == hashlib.sha256(before["markdown"]).hexdigest() != second.sha256
    line = first.lines.get(claim=corpus["grooming"])
    assert (line.claim_revision, second.lines.get(claim=corpus["grooming"]).claim_revision) == (1, 2)
    cited = line.evidence[0]
    assert (
        corpus["lead"].text[cited["start"] : cited["end"]]
        == cited["exact"]
        == "more than 4,000 grooming offences"
    )
    assert cited["snapshot_sha256"] == corpus["lead"].snapshot.sha256
    with pytest.raises(DatabaseError), transaction.atomic():
        first.lines.update(wording="x")


def test_a_document_comes_back_as_the_record_it_was(sheet: FactSheet) -> None:
    record = record_of(sheet)
    assert exports.from_document(exports.to_document(record)) == record
    assert record.prepared_on == timezone.localdate() != date(2022, 1, 15)


def test_an_edition_with_testimony_stops_when_consent_is_withdrawn(
    sheet: FactSheet, corpus: dict[str, Any], people: Any
) -> None:
    given = consent(corpus, people)
    sheets.add_claim(fact_sheet_id=sheet.pk, claim=corpus["sensitive"], by=people["staff"])
    edition = exports.freeze(fact_sheet_id=sheet.pk, by=people["staff"])
    assert exports.export_edition(edition=edition, format="markdown", by=people["staff"])
    Consent.objects.filter(pk=given.pk).update(withdrawn_at=timezone.now())
    for format in ("markdown", "html"):
        with pytest.raises(FactSheetError, match="consent no longer stands"):
            exports.export_edition(edition=edition, format=format, by=people["staff"])


def test_building_takes_as_many_queries_for_five_lines_as_for_thirty(sheet: FactSheet, people: Any) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            build_lines(sheet)
        return len(captured)

    before = queries()
    for n in range(30):
        article = make_article(f"There were {n} reports.", publisher=f"Paper {n}")
        claim = make_claim(f"There were {n} reports.", [make_statement(article, f"{n} reports")])
        sheet.lines.create(claim=claim, position=10 + n)
    assert queries() == before <= 6
