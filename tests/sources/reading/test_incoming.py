"""Many articles at once: folders, JSON lines, CSV; one bad row stops nothing."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.reading import IncomingArticle, Unreadable, from_csv, from_file, from_folder, from_jsonl
from sources.reading.dates import MalformedDate, parse_date
from tests.sources.reading.documents import page_of, pdf_of


def articles(incoming: Iterable[IncomingArticle | Unreadable]) -> list[IncomingArticle]:
    return [one for one in incoming if isinstance(one, IncomingArticle)]


def refusals(incoming: Iterable[IncomingArticle | Unreadable]) -> list[Unreadable]:
    return [one for one in incoming if isinstance(one, Unreadable)]


def test_json_lines_with_texts_and_files(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Three forces answered.")
    rows = [
        {
            "id": "a", "file": "one.txt", "title": "T", "published_on": "2022-01-15", "language": "en-GB",
            "publisher": "The Harbour Post", "url": "https://post.test/a", "authors": ["Ada Merrow", "Jo Finch"],
        },
        {"text": "Two forces did not.", "headline": "H", "date": None, "outlet": "Post", "byline": "By Ada Merrow"},
    ]  # fmt: skip
    table = tmp_path / "articles.jsonl"
    table.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n")
    first, second = from_jsonl(table)
    assert first == IncomingArticle(
        source="articles.jsonl, line 1", content=b"Three forces answered.", filename="one.txt", identifier="a",
        title="T", authors=("Ada Merrow", "Jo Finch"), publisher="The Harbour Post", url="https://post.test/a",
        published_on=date(2022, 1, 15), language="en",
    )  # fmt: skip
    assert second == IncomingArticle(
        source="articles.jsonl, line 2",
        text="Two forces did not.",
        title="H",
        publisher="Post",
        authors=("Ada Merrow",),
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{not json", "not valid JSON"),
        ("[1, 2]", "no object"),
        ("[" * 100_000, "nested too deeply"),
        ('{"title": "x"}', "neither a text nor a file"),
        ('{"text": "a b c", "date": "03/04/2022"}', "two ways"),
        ('{"text": "a b c", "date": "2022-02-30"}', "does not exist"),
        ('{"text": "a b c", "date": "last spring"}', "not a date"),
        ('{"text": "a b c", "date": {"y": 1}}', "neither words nor a number"),
        ('{"text": "a b c", "url": "javascript:alert(1)"}', "not a web address"),
        ('{"text": "a b c", "language": "the king\'s English"}', "not a language code"),
        ('{"file": "missing.txt"}', "There is no file"),
        ('{"file": "../secret.txt"}', "outside"),
        ('{"file": "sub/../../secret.txt"}', "outside"),
        ('{"file": "/etc/passwd"}', "not relative"),
        ('{"file": "C:\\\\secret.txt"}', "not relative"),
        ('{"file": "..\\\\secret.txt"}', "outside"),
        ('{"file": "link.txt"}', "outside"),
        ('{"file": "a\\u0000b"}', "no file"),
        ('{"file": "."}', "There is no file"),
    ],
)
def test_a_bad_line_is_told_and_reading_goes_on(tmp_path: Path, line: str, reason: str) -> None:
    (tmp_path / "secret.txt").write_text("Nobody should read this.")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link.txt").symlink_to(tmp_path / "secret.txt")
    table = inside / "a.jsonl"
    table.write_text(f'{{"text": "one"}}\n{line}\n{{"text": "two"}}\n')
    one, refused, two = from_jsonl(table)
    assert isinstance(one, IncomingArticle)
    assert isinstance(two, IncomingArticle)
    assert isinstance(refused, Unreadable)
    assert refused.source == "a.jsonl, line 2"
    assert reason in refused.reason


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_tables_with_headers_in_many_spellings(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = [
        ["Headline", "Full text", "Publication Date", "Outlet", "Link", "Lang", "Ignored"],
        ["Été", '"Trois lignes,\nune réponse; voilà."', "15 January 2022", "Le Phare", "https://phare.test/a", "fr", "x"],
        ["Zwei", "Die Größe überrascht.", "2022-13-01", "", "", "de", ""],
        ["Drei", "Noch ein Satz über Hilfe.", "", "", "", "", ""],
    ]  # fmt: skip
    table = tmp_path / "t.csv"
    table.write_bytes("\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
    first, second, third = from_csv(table)
    assert isinstance(first, IncomingArticle)
    assert first.text == "Trois lignes,\nune réponse; voilà."
    assert (first.title, first.publisher, first.language) == ("Été", "Le Phare", "fr")
    assert first.published_on == date(2022, 1, 15)
    assert isinstance(second, Unreadable)
    assert second.source == "t.csv, line 4"
    assert isinstance(third, IncomingArticle)
    assert third.text == "Noch ein Satz über Hilfe."


def test_a_table_without_text_says_what_to_name(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("name,number\na,1\n")
    (refused,) = from_csv(table)
    assert isinstance(refused, Unreadable)
    assert "“text” or “file”" in refused.reason


def test_a_cell_longer_than_the_csv_limit(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("text\n" + "words and more " * 20_000 + "\n")
    (article,) = articles(from_csv(table))
    assert article.text is not None
    assert len(article.text) == 300_000


def test_a_folder_is_read_once_in_order(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.txt").write_text("Three forces answered.")
    (tmp_path / "sub" / "c.html").write_text(page_of())
    (tmp_path / "sub" / "d.PDF").write_bytes(pdf_of([["Two forces did not answer."]]))
    (tmp_path / "named.txt").write_text("Named by the table.")
    (tmp_path / "articles.jsonl").write_text('{"file": "named.txt", "title": "N"}\nbroken\n')
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.txt").write_text("Hidden words here.")
    incoming = list(from_folder(tmp_path))
    assert [one.source for one in articles(incoming)] == [
        "articles.jsonl, line 1",
        "b.txt",
        "sub/c.html",
        "sub/d.PDF",
    ]
    assert [one.source for one in refusals(incoming)] == ["articles.jsonl, line 2", "picture.png"]
    assert refusals(from_folder(tmp_path / "nowhere"))[0].reason == "There is no such folder."


def test_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Nobody should read this.")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert not articles(from_folder(inside))
    assert "outside" in refusals(from_folder(inside))[0].reason


def test_a_file_over_the_limit(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_text("a" * 2_000)
    assert "more than 1,000 bytes" in refusals(from_file(tmp_path / "big.txt", maximum_bytes=1_000))[0].reason
    (tmp_path / "big.jsonl").write_text(json.dumps({"text": "b" * 5_000}) + '\n{"text": "after"}\n')
    incoming = list(from_file(tmp_path / "big.jsonl", maximum_bytes=1_000))
    assert refusals(incoming)[0].source == "big.jsonl, line 1"
    assert articles(incoming)[0].source == "big.jsonl, line 2"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_table_ends_in_articles_and_refusals(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("any")
    for name in ("t.csv", "t.jsonl"):
        (folder / name).write_bytes(b"text,date\n" + content)
        for one in from_file(folder / name):
            assert isinstance(one, IncomingArticle) or one.reason.endswith(".")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2022-01-15", date(2022, 1, 15)), ("2022-01-15T23:59:00-08:00", date(2022, 1, 15)),
        ("20220115", date(2022, 1, 15)), ("15.01.2022", date(2022, 1, 15)), ("13/01/2022", date(2022, 1, 13)),
        ("01/13/2022", date(2022, 1, 13)), ("15 January 2022", date(2022, 1, 15)), ("Jan 15, 2022", date(2022, 1, 15)),
        ("15 janvier 2022", date(2022, 1, 15)), ("17 Januari 2022", date(2022, 1, 17)), ("2022年1月15日", date(2022, 1, 15)),
    ],
)  # fmt: skip
def test_dates_as_written(written: str, day: date) -> None:
    assert parse_date(written) == day


@pytest.mark.parametrize(
    "written", ["03/04/2022", "January 2022", "2022", "yesterday", "0000-00-00", "", "2022-1-32", "x" * 500]
)
def test_what_is_no_day(written: str) -> None:
    with pytest.raises(MalformedDate):
        parse_date(written)
