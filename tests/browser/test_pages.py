"""The researchers' and staff's pages in a real browser: signing in, browsing, reading, exporting, small screens, keys."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from campaigns.models import FactSheet
from campaigns.services import factsheets as sheets
from sources.models import ArticleMatch

OpenPage = Callable[..., Page]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"  # axe-core 4, Mozilla Public License 2.0


def test_signing_in_with_a_wrong_and_a_right_password_and_out_again(
    corpus: dict[str, Any], open_page: OpenPage
) -> None:
    page = open_page()
    page.goto("/platforms/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.get_by_label("Name").fill("rosa")
    page.get_by_label("Password").fill("not it")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("do not go together")
    page.get_by_label("Password").fill("lantern-otter-brook-42")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Platforms")).to_be_visible()
    page.get_by_text("Rosa Reading").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_browsing_by_platform_to_a_claim_with_its_evidence(
    corpus: dict[str, Any], open_page: OpenPage
) -> None:
    page = open_page("rosa")
    page.get_by_role("link", name="Platforms").click()
    page.get_by_role("link", name="Snapchat").click()
    expect(page.get_by_text("1 claim", exact=True)).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run
    page.get_by_role("link", name=re.compile("Police in the region recorded")).click()
    expect(page.locator(".counts")).to_contain_text(
        "11 articles · 2 origins · first said by Lantern Child Trust"
    )
    expect(page.locator(".wide-chart circle, .wide-chart rect, .wide-chart polygon")).to_have_count(11)
    expect(page.locator("mark", has_text="lebih dari 4.000 kasus grooming")).to_be_visible()
    page.get_by_text("The timeline as a table").click()
    expect(page.get_by_role("row")).to_have_count(12)
    page.get_by_role("link", name=re.compile("Lebih dari 4.000 kasus")).last.click()
    expect(page.locator("#reading")).to_have_attribute("lang", "id")


def test_facets_search_and_chips_work_in_place_and_in_the_address(
    corpus: dict[str, Any], open_page: OpenPage
) -> None:
    page = open_page("rosa")
    expect(page.get_by_text("4 claims", exact=True)).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run
    page.locator("#facet-kind-quote").click()
    expect(page.get_by_text("1 claim", exact=True)).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run
    assert "kind=quote" in page.url
    expect(page.locator("#facet-kind-quote")).to_have_attribute("aria-current", "true")
    page.get_by_label("Take out Kind: Quote").click()
    expect(page.get_by_text("4 claims", exact=True)).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run
    page.get_by_label("Search the claims").fill("استدراج")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 claim", exact=True)).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run
    page.go_back()
    expect(page.get_by_text("4 claims", exact=True)).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run


def test_keys_reach_the_search_the_rows_and_their_own_help(
    corpus: dict[str, Any], open_page: OpenPage
) -> None:
    page = open_page("rosa")
    page.keyboard.press("/")
    expect(page.get_by_label("Search the claims")).to_be_focused()
    page.get_by_label("Search the claims").blur()
    page.keyboard.press("j")
    page.keyboard.press("j")
    rows = page.locator("[data-row]")
    expect(rows.nth(1).locator(".wording a")).to_be_focused()
    page.keyboard.press("k")
    expect(rows.nth(0).locator(".wording a")).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.locator(".claim-head")).to_be_visible()


def test_the_first_tab_skips_to_the_content(corpus: dict[str, Any], open_page: OpenPage) -> None:
    page = open_page("rosa")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_marks_in_an_article_are_switched_off_and_on(corpus: dict[str, Any], open_page: OpenPage) -> None:
    page = open_page("rosa")
    page.goto(corpus["lead"].get_absolute_url())
    mark = page.locator("#reading .is-statistic").first
    before = mark.evaluate("element => getComputedStyle(element).backgroundColor")
    page.get_by_label("Statistics").uncheck()
    assert (
        mark.evaluate("element => getComputedStyle(element).backgroundColor") == "rgba(0, 0, 0, 0)" != before
    )
    page.get_by_label("Statistics").check()
    assert mark.evaluate("element => getComputedStyle(element).backgroundColor") == before


def test_staff_build_a_sheet_and_take_it_home_as_word_and_pdf(
    corpus: dict[str, Any], open_page: OpenPage
) -> None:
    page = open_page("stig")
    page.get_by_role("link", name="Fact sheets").click()
    page.get_by_label("Begin a fact sheet").fill("Grooming: the record")
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("Search claims to add").fill("grooming offences")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Add", exact=True).first.click()
    expect(page.get_by_role("status")).to_contain_text("Added as line 1 of")
    page.goto(corpus["pupils"].get_absolute_url())
    page.get_by_role("button", name="Add to fact sheet").click()
    expect(page.get_by_role("status")).to_contain_text("Added as line 2 of")
    page.goto(FactSheet.objects.get().get_absolute_url())
    expect(page.locator(".line")).to_have_count(2)
    page.get_by_label("Move line 2 up").press("Enter")
    expect(page.locator(".line").first).to_contain_text("30%")
    page.get_by_label("Take line 1 out").click()
    expect(page.locator(".line")).to_have_count(1)
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator(".line").first).to_contain_text("30%")
    # Eleven articles, one of which holds a figure of both lines.
    expect(page.locator(".footnotes li")).to_have_count(11)
    for name, start in (("Word (DOCX)", b"PK\x03\x04"), ("PDF", b"%PDF-")):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=name).click()
        content = waiting.value.path().read_bytes()
        assert content.startswith(start)
        assert waiting.value.suggested_filename.startswith("grooming-the-record.")
    page.get_by_role("button", name="Freeze as an edition").click()
    expect(page.get_by_text("Edition 1 is frozen")).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run
    assert FactSheet.objects.get().editions.count() == 1


def _sheet(corpus: dict[str, Any]) -> FactSheet:
    staff = corpus["people"]["staff"]
    sheet = sheets.begin(
        title="Grooming offences in the region: what the record says, and who said it first", by=staff
    )
    for name in ("grooming", "quote"):
        sheets.add_claim(fact_sheet_id=sheet.pk, claim=corpus[name], by=staff)
    return sheet


def _addresses(corpus: dict[str, Any]) -> list[str]:
    return [
        "/claims/", "/claims/?platform=instagram&status=approved&q=police", corpus["grooming"].get_absolute_url(),
        corpus["quote"].get_absolute_url(), "/platforms/", "/articles/", corpus["lead"].get_absolute_url(),
        corpus["arabic"].get_absolute_url(), f"/comparisons/{ArticleMatch.objects.all()[0].pk}/", "/campaigns/",
        "/campaigns/lights-on/", "/fact-sheets/", f"{_sheet(corpus).get_absolute_url()}?find=offences", "/glossary/",
        "/help/checks/", "/password/",
    ]  # fmt: skip


@pytest.mark.parametrize(("width", "dark"), [(360, False), (320, True), (1280, True)])
def test_no_page_scrolls_sideways_or_breaks_the_policy(
    width: int, dark: bool, corpus: dict[str, Any], open_page: OpenPage
) -> None:
    page = open_page("stig", width=width, height=740, dark=dark)
    for address in _addresses(corpus):
        response = page.goto(address)
        assert response is not None
        assert response.status == 200, address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


CONTRAST = """
() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return Array.from(canvas.getImageData(0, 0, 1, 1).data);
  };
  const light = ([r, g, b]) => [r, g, b].map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const behind = (element) => {
    for (let here = element; here; here = here.parentElement) {
      const colour = rgba(getComputedStyle(here).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255, 255];
  };
  const worst = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility({opacityProperty: true})) continue;
    if (element.closest("svg, [disabled], [aria-disabled]")) continue;
    const [a, b] = [light(rgba(getComputedStyle(element).color)), light(behind(element))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < LEAST) worst.push(`${ratio.toFixed(2)} ${element.className} ${node.data.trim().slice(0, 40)}`);
  }
  return worst;
}
"""


@pytest.mark.parametrize(
    ("theme", "dark", "least"), [("auto", False, 4.5), ("auto", True, 4.5), ("contrast", True, 7)]
)
def test_every_word_stands_out_from_what_lies_behind_it(
    theme: str, dark: bool, least: float, corpus: dict[str, Any], open_page: OpenPage
) -> None:
    page = open_page("stig", dark=dark)
    if theme != "auto":
        page.get_by_text("Stig Sheets").click()
        page.get_by_label("Colours").select_option(theme)
        page.get_by_role("button", name="Use this display").click()
        expect(page.locator("html")).to_have_attribute("data-theme", theme)
    for address in _addresses(corpus):
        page.goto(address)
        assert page.evaluate(CONTRAST.replace("LEAST", str(least))) == [], address


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_to_mend(width: int, corpus: dict[str, Any], open_page: OpenPage) -> None:
    anonymous, page = open_page(width=width), open_page("stig", width=width)
    addresses = _addresses(corpus)
    if width == 360:
        addresses = addresses[
            1:3
        ]  # where the narrow page has parts of its own: folded facets, the narrow timeline
    for page, address in [(anonymous, "/sign-in/"), *((page, address) for address in addresses)]:
        page.goto(address)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']})"
        )
        problems = [(problem["id"], problem["nodes"][0]["html"]) for problem in found["violations"]]
        assert problems == [], address


def test_pages_work_without_scripts(corpus: dict[str, Any], browser: Any, live_server: Any) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/sign-in/")
    page.fill("#id_username", "rosa")
    page.fill("#id_password", "lantern-otter-brook-42")
    page.click("main button")
    page.click("#facet-kind-quote")
    expect(page.get_by_text("1 claim", exact=True)).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run
    context.close()
