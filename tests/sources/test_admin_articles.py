"""Articles, captures and names in the admin: every way in, plain words when it fails, retry, accept and merge."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sources import fetching
from sources.models import Article, Capture, Name, Organisation, Person, ProcessingStep
from sources.services.intake import refuse
from tests.claims.services.building import article, person

pytestmark = pytest.mark.django_db

ADD = "/admin/sources/article/add/"
TEXT = "The harbour town asks for answers.\n\nSixty organisations signed the letter in January, the charity said."


@pytest.fixture
def editor():
    return person("Editors", "edith")


@pytest.fixture
def admin_pages(client, editor):
    client.force_login(editor)
    return client


def test_paste_a_text(admin_pages, editor):
    answer = admin_pages.post(ADD, {"text": TEXT, "title": "A letter", "publisher": "The Harbour Gazette"})
    row = Article.objects.get()
    assert answer.url == f"/admin/sources/article/{row.pk}/change/"
    assert (row.title, row.publisher.name, row.added_by) == ("A letter", "The Harbour Gazette", editor)
    assert "Sixty organisations signed" in row.text
    again = admin_pages.post(
        ADD, {"text": TEXT, "title": "A letter", "publisher": "The Harbour Gazette"}, follow=True
    )
    assert "taken in before" in again.content.decode()
    assert Article.objects.count() == 1


def test_upload_a_file(admin_pages):
    file = SimpleUploadedFile("letter.txt", TEXT.encode(), content_type="text/plain")
    admin_pages.post(ADD, {"file": file, "language": "en"})
    assert Article.objects.get().language == "en"
    assert Capture.objects.get().source == "letter.txt"


def test_fetch_an_address(admin_pages, monkeypatch):
    from datetime import UTC, datetime

    page = (
        f"<html><head><title>A letter</title></head><body><article><p>{TEXT * 3}</p></article></body></html>"
    )
    monkeypatch.setattr(
        fetching,
        "fetch",
        lambda url, **_: fetching.Fetched(page.encode(), "text/html", url + "?final", 200, datetime.now(UTC)),
    )
    admin_pages.post(ADD, {"url": "https://example.org/letter"})
    row = Article.objects.get()
    assert row.url == "https://example.org/letter?final"
    assert row.snapshot.http_status == 200


def test_what_can_not_be_fetched_is_said_in_the_form_and_kept(admin_pages, monkeypatch):
    def fail(url, **_):
        raise fetching.FetchError("refused_address", "This address lies in a private network.")

    monkeypatch.setattr(fetching, "fetch", fail)
    answer = admin_pages.post(ADD, {"url": "http://intranet.example/"})
    assert answer.status_code == 200
    assert "private network" in answer.content.decode()
    assert Capture.objects.get().reason_code == "refused_address"


@pytest.mark.parametrize(
    "given", [{}, {"text": TEXT, "url": "https://example.org/"}, {"url": "not an address"}]
)
def test_exactly_one_way(admin_pages, given):
    answer = admin_pages.post(ADD, given)
    assert answer.status_code == 200
    assert "errornote" in answer.content.decode() or "errorlist" in answer.content.decode()
    assert not Capture.objects.exists()


def test_a_file_that_can_not_be_read_says_why(admin_pages):
    answer = admin_pages.post(ADD, {"file": SimpleUploadedFile("page.pdf", b"%PDF-1.4 broken")})
    refused = Capture.objects.get()
    assert refused.outcome == "refused"
    assert refused.reason.split(".")[0] in answer.content.decode()


def test_only_editors_add(client):
    client.force_login(person("Researchers"))
    assert client.get(ADD).status_code == 403
    assert client.post(ADD, {"text": TEXT}).status_code == 403


def test_steps_errors_and_retry(admin_pages, monkeypatch, django_capture_on_commit_callbacks):
    from sources import listeners

    queued = []
    monkeypatch.setattr(listeners, "process", queued.append)
    row = article(TEXT)
    ProcessingStep.objects.create(
        article=row, step="read", state="failed", attempts=3, error="ValueError: no sense"
    )
    shown = admin_pages.get(f"/admin/sources/article/{row.pk}/change/").content.decode()
    assert "ValueError: no sense" in shown
    assert "Send it through again" in shown
    assert row.title in admin_pages.get("/admin/sources/article/?worker=failed").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        admin_pages.post(f"/admin/sources/article/{row.pk}/retry/")
    assert queued == [row.pk]
    assert ProcessingStep.objects.get().state == "waiting"


def test_retry_is_not_for_researchers(client):
    row = article(TEXT)
    client.force_login(person("Researchers"))
    assert client.post(f"/admin/sources/article/{row.pk}/retry/").status_code == 403


def test_refused_captures_are_tried_again(admin_pages):
    kept = refuse(source="letter.txt", reason="It was not understood.", code="x", content=TEXT.encode())
    lost = refuse(source="large.txt", reason="Too large.", code="x")
    given = {"action": "try_again", "_selected_action": [kept.pk, lost.pk]}
    shown = admin_pages.post("/admin/sources/capture/", given, follow=True).content.decode()
    assert "Taken in now: 1." in shown
    assert "too large to keep" in shown
    assert Article.objects.count() == 1


def test_names_are_accepted_refused_and_merged(admin_pages):
    rows = [Organisation.objects.create(slug=f"harbour-{n}", name=f"Harbour Charity {n}") for n in range(3)]
    speaker = Person.objects.create(slug="ann", name="Ann", organisation=rows[1])
    Name.objects.create(text="HC", organisation=rows[0])
    Name.objects.create(text="HC", organisation=rows[1])
    address = "/admin/sources/organisation/"
    admin_pages.post(address, {"action": "accept_chosen", "_selected_action": [rows[0].pk]})
    admin_pages.post(address, {"action": "refuse_chosen", "_selected_action": [rows[2].pk]})
    merge = {"action": "merge_chosen", "_selected_action": [rows[0].pk, rows[1].pk]}
    assert "Which one stays" in admin_pages.post(address, merge).content.decode()
    admin_pages.post(address, {**merge, "stays": rows[0].pk})
    for row in (*rows, speaker):
        row.refresh_from_db()
    assert [row.review for row in rows] == ["reviewed", "unreviewed", "refused"]
    assert rows[1].merged_into == rows[0]
    assert speaker.organisation == rows[0]
    assert set(rows[0].names.values_list("text", flat=True)) == {"HC", "Harbour Charity 1"}


@pytest.mark.parametrize("model", ["article", "capture", "organisation", "story", "publisher"])
def test_queries_of_lists_do_not_grow(admin_pages, model, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def more():
        row = article(TEXT)
        ProcessingStep.objects.create(article=row, step="read")
        Organisation.objects.create(slug=f"o{row.pk}", name=f"O {row.pk}")
        refuse(source="x", reason="no", code="x", by=row.added_by)

    more()
    admin_pages.get(f"/admin/sources/{model}/")
    with CaptureQueriesContext(connection) as few:
        admin_pages.get(f"/admin/sources/{model}/")
    for _ in range(5):
        more()
    with django_assert_num_queries(len(few)):
        admin_pages.get(f"/admin/sources/{model}/")


def test_a_language_is_given_by_its_letters(admin_pages):
    answer = admin_pages.post(ADD, {"text": TEXT, "language": "english"})
    assert "Give its two letters" in answer.content.decode()
    assert TEXT.splitlines()[0] in answer.content.decode()
    assert not Article.objects.exists()
    admin_pages.post(ADD, {"text": TEXT, "language": " EN"})
    assert Article.objects.get().language == "en"


def test_a_capture_says_in_words_what_was_told_of_it(admin_pages):
    admin_pages.post(ADD, {"text": TEXT, "title": "A letter", "source_url": "https://harbour.test/letter"})
    page = admin_pages.get(f"/admin/sources/capture/{Capture.objects.get().pk}/change/").content.decode()
    assert "Title: A letter" in page
    assert "Address: https://harbour.test/letter" in page
    assert "&quot;title&quot;" not in page
