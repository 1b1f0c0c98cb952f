"""Parting, joining and undoing on a story's page in a real browser: by keyboard, without script, on a small screen."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from sources.models import Article, Story
from tests.browser.test_pages import AXE
from tests.sources.services.building import take, through, together, unqueued
from tests.texts import COPY, INDONESIAN, RELEASE, UNRELATED

OpenPage = Callable[..., Page]


@pytest.fixture
def articles(corpus: dict[str, Any]) -> list[Article]:
    """A release, its copy, its translation, and another text."""
    with unqueued():
        made = [
            take(text, publisher=publisher)
            for text, publisher in (
                (RELEASE, "Lantern Child Trust"),
                (COPY, "The Harbour Gazette"),
                (INDONESIAN, "Kabar Pelabuhan"),
                (UNRELATED, "Ferry Weekly"),
            )
        ]
        through(*made)
    return made


def story(article: Article) -> Story:
    return Story.objects.get(memberships__article=article)


def test_parting_and_undoing_by_keyboard(articles: list[Article], open_page: OpenPage) -> None:
    release, copy, translation, _ = articles
    page = open_page("edda")
    page.goto(f"/admin/sources/story/{story(release).pk}/change/")
    page.get_by_label("Why, if you part some of them").focus()
    page.keyboard.type("Another desk wrote it.")
    button = page.locator(f'button[name=leave][value="{copy.pk}"]')
    for _ in range(30):
        page.keyboard.press("Tab")
        if button.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_text("Recorded: not the same article")).to_be_visible()
    assert together(release, translation)
    assert not together(release, copy)
    expect(page.get_by_text("Another desk wrote it.")).to_be_visible()
    page.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The stories are as they would be without it")).to_be_visible()
    assert together(release, copy, translation)


def test_joining_without_script(articles: list[Article], browser: Browser, open_page: OpenPage) -> None:
    release, *_, other = articles
    signed_in = open_page("edda")
    state = signed_in.context.storage_state()
    context = browser.new_context(
        base_url=signed_in.url.split("/claims/")[0], storage_state=state, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(f"/admin/sources/story/{story(release).pk}/change/")
    page.get_by_label("Words of its title or publisher").fill("ferry weekly")
    page.get_by_role("button", name="Find").click()
    page.get_by_label("Why it is this text").fill("The agency confirmed it.")
    page.locator(f'button[name=article][value="{other.pk}"]').click()
    expect(page.get_by_text("They count as one origin")).to_be_visible()
    expect(page.get_by_text("The agency confirmed it.")).to_be_visible()
    context.close()
    assert together(release, other)


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (320, False), (1280, True)])
def test_the_page_fits_and_breaks_no_rule_of_accessibility(
    articles: list[Article], browser: Browser, open_page: OpenPage, width: int, dark: bool
) -> None:
    watched = open_page("edda", width=width, dark=dark)
    release = articles[0]
    context = browser.new_context(
        base_url=watched.url.split("/claims/")[0],
        bypass_csp=True,
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
    )
    context.add_cookies(watched.context.cookies())
    measured = context.new_page()
    for address in (
        f"/admin/sources/story/{story(release).pk}/change/?find=ferry",
        f"/admin/sources/article/{release.pk}/change/",
    ):
        watched.goto(address)
        assert watched.evaluate("document.documentElement.scrollWidth") <= width
        measured.goto(address)
        for summary in measured.locator("ol.members summary").all():
            summary.click()
        measured.evaluate(AXE.read_text(encoding="utf-8"))
        found = measured.evaluate(
            """axe.run("#content", {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}).then((result) =>
                result.violations.map((one) => one.id + ": " + one.nodes.map((node) => node.target).slice(0, 3)))"""
        )
        assert found == [], address
    context.close()
