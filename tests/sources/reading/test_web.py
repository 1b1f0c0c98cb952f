"""HTML pages: the article without its surroundings, and what the page says of itself."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.reading import EmptyDocument, LinksOnly, ReadingError, read_bytes
from tests.sources.reading.documents import PARAGRAPHS, page_of

LINKED = json.dumps(
    {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "The Harbour Post"},
            {
                "@type": ["NewsArticle"],
                "headline": "Helplines log 3,140 reports &amp; want answers",
                "datePublished": "2021-03-02T23:30:00+01:00",
                "dateModified": "2021-04-09",
                "author": [
                    {"@type": "Person", "name": "Ada Merrow"},
                    {"@type": "Person", "name": "Jo Finch"},
                ],
                "publisher": {"@type": "Organization", "name": "The Harbour Post"},
            },
        ],
    }
)


def test_the_article_is_told_apart_from_the_page() -> None:
    reading = read_bytes(page_of().encode(), url="https://post.test/a")
    for paragraph in PARAGRAPHS:
        assert paragraph in reading.text
    assert "not news" not in reading.text
    assert "About us" not in reading.text
    assert reading.media_type == "text/html"
    assert reading.title == "Helplines log 3,140 reports of grooming"
    assert reading.published_on is None


def test_structured_data_comes_first() -> None:
    head = f'<script type="application/ld+json">{LINKED}</script><meta name="date" content="2021-04-09">'
    reading = read_bytes(page_of(head=head).encode())
    assert reading.title == "Helplines log 3,140 reports & want answers"
    assert reading.authors == ("Ada Merrow", "Jo Finch")
    assert reading.publisher == "The Harbour Post"
    assert reading.published_on == date(2021, 3, 2)
    assert reading.published_rule == "datePublished in the page's structured data"


def test_metadata_and_canonical_address() -> None:
    head = (
        '<meta property="article:published_time" content="2021-03-02T08:00:00Z"><meta name="author" content="Ada Merrow">'
        '<meta property="og:site_name" content="The Harbour Post"><link rel="canonical" href="/news/helplines">'
    )
    reading = read_bytes(page_of(head=head).encode(), url="https://post.test/a?utm_source=x")
    assert reading.published_on == date(2021, 3, 2)
    assert reading.published_rule == "the page's metadata (article:published_time)"
    assert reading.authors == ("Ada Merrow",)
    assert reading.publisher == "The Harbour Post"
    assert reading.url == "https://post.test/news/helplines"


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "http://[::1", "mailto:a@b.test"]
)
def test_an_address_that_is_none_leaves_the_one_it_came_from(href: str) -> None:
    head = f'<link rel="canonical" href="{href}">'
    assert read_bytes(page_of(head=head).encode(), url="https://post.test/a").url == "https://post.test/a"


def test_the_charset_of_the_page_and_a_wrong_one() -> None:
    sentence = (
        "Les lignes d’écoute ont noté une hausse très nette des signalements l’été dernier, dit Inès Çelik."
    )
    paragraphs = (*[sentence] * 1, *PARAGRAPHS[:2])
    wrong = page_of(paragraphs).encode("cp1252", "replace")
    reading = read_bytes(wrong)
    assert sentence in reading.text
    assert "Declared as utf-8 but read as Windows-1252." in reading.notes
    right = (
        page_of(paragraphs).replace("charset='utf-8'", "charset='windows-1252'").encode("cp1252", "replace")
    )
    assert read_bytes(right).notes == ()


def test_tables_lists_and_bylines() -> None:
    table = "<table><tr><th>Year</th><th>Reports</th></tr><tr><td>2019</td><td>2,361</td></tr></table>"
    listed = "<ul><li>Answer the letter of 59 organisations</li></ul>"
    head = '<meta name="author" content="By Ada Merrow, Education editor">'
    page = page_of(head=head).replace("</article>", f"{table}{listed}</article>")
    reading = read_bytes(page.encode())
    assert "| 2019 | 2,361 |" in reading.text
    assert "Answer the letter of 59 organisations" in reading.text
    assert "---" not in reading.text
    assert reading.authors == ("Ada Merrow",)


def test_a_page_of_links_is_refused() -> None:
    links = "".join(
        f"<li><a href='/{number}'>Ministers ask platforms for answers {number}</a></li>"
        for number in range(40)
    )
    with pytest.raises(LinksOnly):
        read_bytes(f"<html><body><h1>News</h1><ul>{links}</ul></body></html>".encode())


def test_a_page_drawn_by_a_script_is_refused() -> None:
    with pytest.raises(EmptyDocument):
        read_bytes(
            b"<html><head><title>x</title></head><body><div id=root></div><script>go('a b c')</script></body></html>"
        )


def test_a_short_page_is_read_whole() -> None:
    reading = read_bytes(b"<html><body><div>Three forces answered. <b>Two</b> did not.</div></body></html>")
    assert "Three forces answered." in reading.text
    assert "Two" in reading.text


def test_markup_in_plain_text_stays() -> None:
    text = "The form says <b>bold</b> and a < b & c. That is all."
    assert read_bytes(text.encode(), media_type="text/plain").text == text


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body>" + "<div>" * 5_000 + "Three forces answered the letter." + "</div>" * 5_000 + "</body></html>",
        "<html><body>" + "<p>Three forces answered.</p>" * 5_000 + "</body></html>",
        "<html><body><p>" + "<a " * 50_000 + "</p></body></html>",
        "<html><body><table>" + "<tr><td>Three forces answered.</td></tr>" * 3_000 + "</table></body></html>",
        "<html><head><script type='application/ld+json'>" + "[" * 20_000
        + "</script></head><body><p>Three forces answered the letter.</p></body></html>",
    ],
)  # fmt: skip
def test_hostile_markup_ends_in_a_reading_or_a_refusal(markup: str) -> None:
    outcome = ""
    try:
        outcome = read_bytes(markup.encode()).text
    except ReadingError as error:
        outcome = error.sentence_for_people
    assert outcome


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="<>/abp&;='\" \n\x00é", max_size=200))
def test_any_markup_ends_in_a_reading_or_a_refusal(soup: str) -> None:
    try:
        reading = read_bytes(f"<html><body>{soup}</body></html>".encode(), media_type="text/html")
    except ReadingError:
        return
    assert "\x00" not in reading.text
