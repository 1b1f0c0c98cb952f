"""The admin in a real browser: the frame of the site, lists that fit, what an empty list says, and who is led where."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from claims.models import Statement
from tests.browser.test_pages import CONTRAST

OpenPage = Callable[..., Page]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"  # axe-core 4, Mozilla Public License 2.0
LISTS = [
    "/admin/", "/admin/claims/claim/", "/admin/claims/statement/", "/admin/claims/decision/",
    "/admin/claims/proposal/", "/admin/sources/article/", "/admin/sources/capture/", "/admin/sources/story/",
    "/admin/sources/organisation/", "/admin/campaigns/campaign/", "/admin/auth/user/",
]  # fmt: skip


def _addresses(corpus: dict[str, Any]) -> list[str]:
    organisation = corpus["grooming"].organisation
    return [
        *LISTS,
        f"/admin/claims/claim/{corpus['grooming'].pk}/change/",
        f"/admin/claims/statement/{Statement.objects.all()[0].pk}/change/",
        f"/admin/sources/article/{corpus['arabic'].pk}/change/",
        f"/admin/sources/article/{corpus['arabic'].pk}/delete/",
        f"/admin/sources/organisation/{organisation.pk}/change/",
        f"/admin/sources/organisation/{organisation.pk}/history/",
        f"/admin/campaigns/campaign/{corpus['campaign'].pk}/change/",
        f"/admin/auth/user/{corpus['people']['administrator'].pk}/change/",
        "/admin/campaigns/campaign/add/",
        "/admin/sources/article/add/",
        "/admin/sources/publisher/import/",
        "/admin/sources/article/?q=nothing-like-it",
    ]


@pytest.mark.parametrize("width", [1440, 1024, 320])
def test_no_page_of_the_admin_scrolls_sideways(
    width: int, corpus: dict[str, Any], open_page: OpenPage
) -> None:
    page = open_page("ada", width=width)
    for address in _addresses(corpus):
        response = page.goto(address)
        assert response is not None
        assert response.status == 200, address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        # a list of ten thousand rows is read with its head in sight, and beside its filters, never under them
        cut = """() => {
          const list = document.querySelector("#result_list"), filters = document.querySelector("#changelist-filter");
          if (!list || !filters) return 0;
          const [a, b] = [list.getBoundingClientRect(), filters.getBoundingClientRect()];
          return b.top < a.bottom && b.left < a.right && list.parentElement.scrollWidth <= list.parentElement.clientWidth
            ? a.right - b.left : 0;
        }"""
        assert page.evaluate(cut) <= 0, address


def test_the_head_of_a_long_list_stays_in_sight(corpus: dict[str, Any], open_page: OpenPage) -> None:
    page = open_page("ada", width=1440, height=500)
    page.goto("/admin/claims/statement/")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    head = page.locator("#result_list thead th").first
    assert -1 <= head.evaluate("element => element.getBoundingClientRect().top") < 100


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_to_mend_in_the_admin(
    width: int, corpus: dict[str, Any], browser: Browser, live_server: Any, open_page: OpenPage
) -> None:
    watched = open_page("ada", width=width)
    # axe styles what it measures, which the content policy would refuse: it gets a window of its own
    context = browser.new_context(
        base_url=live_server.url, bypass_csp=True, viewport={"width": width, "height": 900}
    )
    context.add_cookies(watched.context.cookies())
    page = context.new_page()
    for address in _addresses(corpus):
        page.goto(address)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})")
        problems = [(problem["id"], problem["nodes"][0]["html"]) for problem in found["violations"]]
        assert problems == [], address
    context.close()


@pytest.mark.parametrize(("theme", "least"), [("dark", 4.5), ("contrast", 7)])
def test_colours_chosen_on_the_site_hold_in_the_admin(
    theme: str, least: float, corpus: dict[str, Any], open_page: OpenPage
) -> None:
    page = open_page("ada")
    page.locator("details.person summary").click()
    page.get_by_label("Colours").select_option(theme)
    page.get_by_label("Rows").select_option("compact")
    page.get_by_role("button", name="Use this display").click()
    for address in _addresses(corpus):
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("data-theme", theme)
        expect(page.locator("html")).to_have_attribute("data-density", "compact")
        assert page.evaluate(CONTRAST.replace("LEAST", str(least))) == [], address


def test_claims_are_searched_from_the_admin_and_from_an_article(
    corpus: dict[str, Any], open_page: OpenPage
) -> None:
    page = open_page("ada")
    for address in ("/admin/sources/publisher/", corpus["lead"].get_absolute_url()):
        page.goto(address)
        page.wait_for_load_state("load")
        page.keyboard.press("/")
        expect(page.get_by_label("Search the claims", exact=True)).to_be_focused()
        page.keyboard.type("grooming")
        page.keyboard.press("Enter")
        page.wait_for_url("**/claims/?q=grooming")
        expect(page.get_by_label("Search the claims and their evidence")).to_have_value("grooming")


def test_the_front_page_leads_to_what_waits_and_an_empty_list_says_what_brings_it(
    corpus: dict[str, Any], open_page: OpenPage
) -> None:
    page = open_page("edda")
    page.goto("/admin/")
    page.get_by_role("main").get_by_role("link", name="Differences", exact=True).click()
    expect(page.locator("#result_list")).to_be_visible()
    page.get_by_text("All lists").click()  # folded at this width
    page.get_by_role("navigation", name="Lists of the admin").get_by_role("link", name="Captures").click()
    expect(page.get_by_text("Every attempt to bring an article in will stand here")).to_be_visible()
    page.goto("/admin/sources/article/?q=nothing-like-it")
    page.get_by_role("link", name="Show the whole list").click()
    expect(page.locator("#result_list")).to_be_visible()


def test_the_admin_has_the_sign_in_of_the_site_and_tells_others_so(
    corpus: dict[str, Any], open_page: OpenPage
) -> None:
    page = open_page()
    page.goto("/admin/sources/story/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.fill("#id_username", "edda")
    page.fill("#id_password", "lantern-otter-brook-42")
    page.click("main button")
    expect(page.get_by_role("heading", name="Stories")).to_be_visible()
