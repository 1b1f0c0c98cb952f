"""Accounts and tables in a real browser: the second step from switching it on to signing in, narrow screens, axe."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from playwright.sync_api import Page, expect

from tests.pages_corpus import PASSWORD

OpenPage = Callable[..., Page]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"


def mend_nothing(page: Page) -> None:
    """axe finds nothing, and nothing is wider than the screen."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    assert [(problem["id"], problem["nodes"][0]["html"]) for problem in found["violations"]] == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (320, True)])
def test_two_factor_sign_in_from_switching_it_on_to_off(
    width: int, dark: bool, corpus: dict[str, Any], open_page: OpenPage
) -> None:
    page = open_page("rosa", width=width, dark=dark)
    page.get_by_text("Rosa Reading").click()
    page.get_by_role("link", name="Your account").click()
    mend_nothing(page)
    page.get_by_role("link", name="Switch it on").click()
    mend_nothing(page)
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_alt_text("The key below as a picture to scan")).to_be_visible()
    mend_nothing(page)
    secret = page.get_by_label("Key", exact=True).inner_text()
    page.get_by_label("Code", exact=True).fill("000000")
    page.get_by_role("button", name="Switch it on").click()
    expect(page.get_by_role("alert")).to_contain_text("That code is not right")
    mend_nothing(page)
    page.get_by_label("Code", exact=True).fill(_now(page.get_by_label("Key", exact=True).inner_text()))
    page.get_by_role("button", name="Switch it on").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    expect(page.locator(".codes li")).to_have_count(10)
    mend_nothing(page)
    code = page.locator(".codes li").first.inner_text()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save them as a file").click()
    assert code in Path(saved.value.path()).read_text()

    cache.clear()  # the code was used a moment ago, and each is good once
    other = open_page(width=width, dark=dark)
    other.goto("/sign-in/")
    other.get_by_label("Name").fill("rosa")
    other.get_by_label("Password").fill(PASSWORD)
    other.get_by_role("button", name="Sign in").click()
    expect(other.get_by_role("heading", name="Second step")).to_be_visible()
    mend_nothing(other)
    other.keyboard.type(_now(secret))
    other.keyboard.press("Enter")
    expect(other).to_have_url(re.compile("/claims/$"))

    page.goto("/account/")
    page.get_by_role("link", name="Switch it off").click()
    mend_nothing(page)
    page.get_by_role("button", name="Switch it off").click()
    expect(page.get_by_text("Two-factor sign-in is off.")).to_be_visible()


def _now(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))


@pytest.mark.parametrize(("width", "dark"), [(1280, True), (320, False)])
def test_pages_before_and_around_signing_in(
    width: int, dark: bool, corpus: dict[str, Any], open_page: OpenPage, settings: Any
) -> None:
    settings.EMAIL_HOST = "mail.example"
    page = open_page(width=width, dark=dark)
    for address in (
        "/sign-in/",
        "/sign-up/",
        "/password/forgotten/",
        "/password/forgotten/sent/",
        "/password/new/1-x/",
    ):
        page.goto(address)
        mend_nothing(page)
    page = open_page("rosa", width=width, dark=dark)
    for address in ("/password/", "/sign-out/"):
        page.goto(address)
        mend_nothing(page)


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (320, True)])
def test_a_table_is_brought_in(width: int, dark: bool, corpus: dict[str, Any], open_page: OpenPage) -> None:
    page = open_page("edda", width=width, dark=dark)
    page.goto("/admin/sources/publisher/")
    page.get_by_role("link", name="Bring in a table").click()
    table = "name,kind,country\nThe Inkwell,blog,Wexmere\nNorthmark Daily,newspaper,Northmark\n"
    page.get_by_label("Table").set_input_files(
        {"name": "publishers.csv", "mimeType": "text/csv", "buffer": table.encode()}
    )
    expect(page.get_by_label("Kind of file").locator("option:checked")).to_have_text(
        "csv"
    )  # by the file's name
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_text("1 new, 1 changed, 0 as they were")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("button", name="Bring them in").click()
    expect(page.get_by_text("Brought in: 1 new, 1 changed")).to_be_visible()
    page.get_by_role("link", name="Save as a table").click()
    page.get_by_label("Kind of file").select_option("csv")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the table").click()
    assert "Northmark Daily" in Path(saved.value.path()).read_text()
