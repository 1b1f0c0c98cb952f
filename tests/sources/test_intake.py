"""Taking sources in: once each, all or nothing, and every refusal kept with its reason."""

import threading
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from sources.models import Article, Capture, ProcessingStep, Publisher, Snapshot
from sources.services.intake import Known, take_in, try_again

pytestmark = pytest.mark.django_db

LINKS = (
    "<html><head><title>Latest news</title></head><body><ul>"
    + "".join(
        f'<li><a href="/news/{number}">Council number {number} says that its helpline is open again.</a></li>'
        for number in range(60)
    )
    + "</ul></body></html>"
)

SENTENCES = (
    "The Lantern Child Trust said that 4,000 children were reached last year.\n\n"
    "It asks the regulator to publish its figures every month, and to explain them."
)


def test_the_same_bytes_twice_make_one_snapshot_and_one_article() -> None:
    first = take_in(content=SENTENCES.encode(), source="a.txt")
    second = take_in(content=SENTENCES.encode(), source="copy of a.txt")
    assert (first.outcome, second.outcome) == ("taken", "already")
    assert first.article == second.article
    assert (Snapshot.objects.count(), Article.objects.count()) == (1, 1)
    assert ProcessingStep.objects.filter(article=first.article, state="waiting").count() == 4


def test_two_publishers_of_the_same_bytes_are_two_publications_of_one_snapshot() -> None:
    for publisher in ("Wexmere Courier", "Dunmere Gazette", "Dunmere Gazette"):
        take_in(content=SENTENCES.encode(), source="release.txt", known=Known(publisher=publisher))
    assert (Snapshot.objects.count(), Article.objects.count(), Publisher.objects.count()) == (1, 2, 2)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"   \n\n \t ", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 200, "not_text"),
        (b"%PDF-1.4 and then nothing of a PDF", "broken_pdf"),
        (b"word " * 10_200_000, "too_large"),
        (LINKS.encode(), "links_only"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason_and_nothing_is_half_taken(
    content: bytes, code: str
) -> None:
    capture = take_in(content=content, source="odd")
    assert capture.outcome == "refused"
    assert capture.reason_code == code
    assert capture.reason.endswith((".", "instead."))
    assert not Article.objects.exists()
    assert not Snapshot.objects.exists()
    assert (
        (bytes(capture.content) == content)
        if len(content) < 5_000_000 and content
        else capture.content is None
    )


def test_a_refusal_can_be_tried_again_and_stays_on_record() -> None:
    refused = take_in(content=b"%PDF-1.4 broken", source="scan.pdf", known=Known(publisher="Wexmere Courier"))
    again = try_again(capture=refused)
    assert again.outcome == "refused"
    assert Capture.objects.count() == 2
    assert again.metadata["publisher"] == "Wexmere Courier"


@pytest.mark.parametrize(
    "content",
    [
        SENTENCES.encode("utf-16"),
        ("﻿" + SENTENCES).encode("utf-8"),
        b'<html><head><meta charset="utf-8"><title>Caf\xe9</title></head><body><article><p>'
        + ("Caf\xe9 owners said that 300 calls came. " * 12).encode("latin-1")
        + b"</p></article></body></html>",
        SENTENCES.replace("children", "chil\x00dren").encode(),
        SENTENCES.encode() + b"\xed\xa0\x80 and more words follow here.",
        ("قال المركز إن 4,000 طفل تلقوا المساعدة. وطلب من الجهة المنظمة نشر الأرقام." * 3).encode(),
    ],
    ids=["utf-16", "bom", "latin-1 declared utf-8", "nul", "lone surrogate", "right-to-left"],
)
def test_odd_encodings_are_read_and_stored(content: bytes) -> None:
    capture = take_in(content=content, source="odd.html" if b"<html" in content else "odd.txt")
    assert capture.outcome == "taken", capture.reason
    assert "\x00" not in capture.article.text
    assert bytes(capture.article.snapshot.content) == content


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_folder_at_once_take_each_article_once(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number}.txt").write_text(
            f"Report {number}. {SENTENCES} It was written on day {number}."
        )
    errors: list[Exception] = []

    def run() -> None:
        try:
            call_command("import_articles", str(tmp_path), stdout=StringIO(), stderr=StringIO())
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert (Article.objects.count(), Snapshot.objects.count()) == (12, 12)
    assert Capture.objects.filter(outcome="taken").count() == 12
    assert Capture.objects.filter(outcome="already").count() == 24


def test_the_command_prints_a_line_a_file_and_fails_when_something_was_refused(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(SENTENCES)
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "rows.jsonl").write_text(
        '{"text": "' + "A row of its own said 70 calls came. " * 3 + '"}\nnot json\n'
    )
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("import_articles", str(tmp_path), stdout=out, stderr=StringIO())
    assert ended.value.code == 1
    lines = out.getvalue().splitlines()
    assert len(lines) == 5
    assert sum(line.startswith("taken") for line in lines) == 2
    assert sum(line.startswith("refused") for line in lines) == 2
    assert any("empty.txt: The file is empty" in line for line in lines)
    assert lines[-1] == "2 taken, 0 already there, 2 refused."
