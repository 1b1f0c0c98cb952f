"""Marking in a real browser: by keyboard alone, by mouse, past emoji and in Arabic, without scripts, small, and with axe."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from campaigns.services.roles import make_roles
from claims.models import Mention, Statement
from sources.models import Article
from tests.claims.services.building import article, person
from tests.claims.services.test_mark import machine, place
from tests.pages_corpus import PASSWORD

OpenPage = Callable[..., Page]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
TEXT = (
    "Night on the quay.\n👩‍👧 Volunteers counted 37 unlit jetties in March, 🚣 said Ada Pilot of the Lantern Trust.\n"
    "“Nobody should fall in the dark,” she said."
)
ARABIC = "مساء هادئ 👩‍👧.\nقالت الجمعية إن 37 رصيفا بلا إنارة في المدينة."


@pytest.fixture
def quay(transactional_db: None) -> Article:
    """An article with one mark of the machine's, and an editor."""
    make_roles()
    person("Editors", "edith", password=PASSWORD)
    source = article(TEXT, title="A night on the quay")
    machine(source, "March")
    return source


def opened(open_page: OpenPage, source: Article, **size: int) -> Page:
    page = open_page("edith", **size)
    page.goto(f"/admin/sources/article/{source.pk}/change/")
    return page


def select(page: Page, words: str) -> None:
    """Select words as a mouse would: a range of the page, wherever marks cut it."""
    page.evaluate(
        """words => {
          const text = document.querySelector("[data-text]");
          text.focus();
          const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          const nodes = []; let all = "";
          while (walker.nextNode()) { nodes.push([walker.currentNode, all.length]); all += walker.currentNode.data; }
          const start = all.indexOf(words), end = start + words.length;
          const at = (place, last) => {
            for (const [node, from] of nodes)
              if (place - from < node.data.length || (last && place - from === node.data.length)) return [node, place - from];
          };
          document.getSelection().setBaseAndExtent(...at(start, false), ...at(end, true));
        }""",
        words,
    )


def caret_before(page: Page, words: str) -> None:
    select(page, words)
    page.keyboard.press("ArrowLeft")


def made() -> Statement:
    return Statement.objects.get(made_by__isnull=False)


def test_a_statistic_by_keyboard_alone_past_emoji(quay: Article, open_page: OpenPage) -> None:
    page = opened(open_page, quay)
    caret_before(page, "37 unlit")
    for _ in range(3):
        page.keyboard.press("Shift+Control+ArrowRight")
    expect(page.locator("[data-said]")).to_contain_text("37 unlit jetties")
    page.keyboard.press("s")
    dialog = page.locator("dialog[open]")
    expect(dialog.locator("mark")).to_have_text("37 unlit jetties")
    expect(dialog.get_by_label("Number", exact=True)).to_have_value("37")
    expect(dialog.get_by_label("Number", exact=True)).to_be_focused()
    dialog.get_by_label("What is counted, in full").fill("unlit jetties")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Marked: 37 unlit jetties.")).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run
    row = made()
    assert (row.start, row.end) == place(TEXT, "37 unlit jetties")
    assert row.statistic.counted == "unlit jetties"
    expect(page.locator(f"#mark-statement-{row.pk}")).to_be_in_viewport()

    page.keyboard.press("x")
    page.get_by_label("What is wrong with it").fill("They are piers")
    page.keyboard.press("Enter")
    expect(page.get_by_text("No re-run brings it back.")).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run
    assert made().refused_reason == "They are piers"
    page.keyboard.press("z")
    expect(page.get_by_text("Everything is as it was before")).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run
    assert made().refused_at is None


def test_a_quote_by_keyboard_alone(quay: Article, open_page: OpenPage) -> None:
    page = opened(open_page, quay)
    caret_before(page, "“Nobody should")
    for _ in range(len("“Nobody should fall in the dark,”")):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("q")
    dialog = page.locator("dialog[open]")
    expect(dialog.locator("mark")).to_have_text("“Nobody should fall in the dark,”")
    expect(dialog.get_by_label("Speaker", exact=True)).to_be_focused()
    page.keyboard.type("Ada Pilot")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Marked: “Nobody")).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page's script has run
    row = made()
    assert (row.start, row.end) == place(TEXT, "“Nobody should fall in the dark,”")
    assert row.quote.speaker_name == "Ada Pilot"

    page.keyboard.press("e")
    expect(page.locator("dialog[open]").get_by_label("Speaker", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("pilot of the harbour")
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.locator("dialog[open]").get_by_label("The speaker is a private person")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Corrected: “Nobody")).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page's script has run
    quote = made().quote
    assert (quote.role, quote.private_person) == ("pilot of the harbour", True)

    page.keyboard.press("x")
    expect(page.get_by_label("What is wrong with it")).to_be_focused()
    page.keyboard.type("Nobody said so")
    page.keyboard.press("Enter")
    expect(page.get_by_text("No re-run brings it back.")).to_be_visible()
    assert made().refused_reason == "Nobody said so"


def test_an_organisation_by_keyboard_alone(quay: Article, open_page: OpenPage) -> None:
    page = opened(open_page, quay)
    caret_before(page, "Lantern Trust")
    for _ in range(len("Lantern Trust")):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("o")
    name = page.locator("dialog[open]").get_by_label("Name in full")
    expect(name).to_have_value("Lantern Trust")
    expect(name).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type(" of the Quay")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Marked: Lantern Trust.")).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page's script has run
    mention = Mention.objects.get()
    assert (mention.start, mention.end) == place(TEXT, "Lantern Trust")
    assert mention.organisation is not None
    assert mention.organisation.name == "Lantern Trust of the Quay"

    page.keyboard.press("e")
    expect(page.locator("[data-said]")).to_contain_text("A name is not corrected")
    page.keyboard.press("x")
    expect(page.locator("dialog[open]")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.wait_for_load_state("load")
    expect(page.locator("[data-said]")).to_be_visible()
    assert not Mention.objects.exists()


def test_the_text_itself_can_not_be_changed(quay: Article, open_page: OpenPage) -> None:
    page = opened(open_page, quay)
    before = page.locator("[data-text]").inner_text()
    caret_before(page, "Volunteers")
    for key in ("a", "Enter", "Backspace", "Delete", "Control+x", "Control+v", "Control+b"):
        page.keyboard.press(key)
    page.keyboard.insert_text("typed")
    assert page.locator("[data-text]").inner_text() == before
    page.keyboard.press("s")
    expect(page.locator("[data-said]")).to_contain_text("Select words in the text first")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_keys_go_from_mark_to_mark_correct_and_show_help(quay: Article, open_page: OpenPage) -> None:
    page = opened(open_page, quay)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys in the text")).to_be_visible()
    page.keyboard.press("s")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("n")
    page.keyboard.press("e")
    page.locator("dialog[open]").get_by_label("What is counted, in full").fill("nights")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Corrected: March.")).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run
    assert Statement.objects.get().statistic.counted == "nights"


def test_a_quote_by_mouse_and_an_organisation(quay: Article, open_page: OpenPage) -> None:
    page = opened(open_page, quay)
    line = page.locator("[data-text] p").last
    line.click(click_count=3)
    page.get_by_role("button", name="Quote").click()
    expect(page.locator("dialog[open] mark")).to_have_text("“Nobody should fall in the dark,” she said.")
    page.locator("dialog[open]").get_by_text("Leave it as it is").click()
    expect(page.locator("dialog[open]")).to_have_count(0)
    select(page, "“Nobody should fall in the dark,”")
    page.get_by_role("button", name="Quote").click()
    page.locator("dialog[open]").get_by_label("Speaker", exact=True).fill("Ada Pilot")
    page.get_by_role("button", name="Mark this quote").click()
    expect(page.get_by_text("Marked: “Nobody")).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run
    row = made()
    assert (row.start, row.end) == place(TEXT, "“Nobody should fall in the dark,”")
    assert row.quote.speaker_name == "Ada Pilot"
    select(page, "Lantern Trust")
    page.keyboard.press("o")
    page.get_by_role("button", name="Mark this name").click()
    expect(page.get_by_text("Marked: Lantern Trust.")).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run
    mention = Mention.objects.get()
    assert (mention.start, mention.end) == place(TEXT, "Lantern Trust")


def test_words_across_paragraphs_and_marks(quay: Article, open_page: OpenPage) -> None:
    page = opened(open_page, quay)
    select(page, "in March, 🚣 said Ada Pilot of the Lantern Trust.“Nobody")
    page.keyboard.press("q")
    page.get_by_role("button", name="Mark this quote").click()
    expect(page.get_by_text("Marked: in March")).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run
    row = made()
    assert row.exact == "in March, 🚣 said Ada Pilot of the Lantern Trust.\n“Nobody"
    assert TEXT[row.start : row.end] == row.exact


def test_arabic_with_emoji_before_it(transactional_db: None, open_page: OpenPage) -> None:
    make_roles()
    person("Editors", "edith", password=PASSWORD)
    source = article(ARABIC, language="ar")
    page = opened(open_page, source)
    expect(page.locator("[data-text]")).to_have_attribute("dir", "rtl")
    select(page, "37 رصيفا")
    page.keyboard.press("s")
    page.get_by_role("button", name="Mark this statistic").click()
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.get_by_text("Marked: ")).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run
    row = made()
    assert (row.start, row.end, row.exact) == (*place(ARABIC, "37 رصيفا"), "37 رصيفا")


def test_what_the_server_refuses_is_said_on_a_page_with_the_fields_kept(
    quay: Article, open_page: OpenPage
) -> None:
    page = opened(open_page, quay)
    select(page, "37 unlit jetties")
    page.keyboard.press("s")
    dialog = page.locator("dialog[open]")
    dialog.get_by_label("Up to, of a range").fill("12")
    dialog.get_by_label("Place").fill("the quay")
    page.keyboard.press("Enter")
    expect(page.get_by_text("can't be below the lower")).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run
    expect(page.get_by_label("Place")).to_have_value("the quay")


def test_without_scripts(quay: Article, browser: Browser, live_server: object) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto("/sign-in/")
    page.fill("#id_username", "edith")
    page.fill("#id_password", PASSWORD)
    page.click("main button")
    page.goto(f"/admin/sources/article/{quay.pk}/change/")
    expect(page.get_by_role("toolbar")).to_have_count(0)
    page.get_by_text("Mark words by pasting them").click()
    page.get_by_label("The very words").fill("37 unlit jetties")
    page.get_by_role("button", name="They are a statistic").click()
    page.get_by_role("button", name="Mark this statistic").click()
    row = made()
    assert (row.start, row.end) == place(TEXT, "37 unlit jetties")
    expect(page.locator(f"mark#mark-statement-{row.pk}")).to_have_text("37 unlit jetties")
    page.get_by_text("2 statements and 0 names, one by one").click()
    page.get_by_role("link", name="Refuse “37 unlit jetties”").click()
    page.get_by_label("What is wrong with it").fill("piers")
    page.get_by_role("button", name="Refuse it").click()
    assert made().refused_reason == "piers"
    page.get_by_role("button", name="Undo it").click()
    assert made().refused_at is None
    context.close()


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    quay: Article, open_page: OpenPage, browser: Browser, live_server: object, width: int
) -> None:
    page = opened(open_page, quay, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # axe styles what it measures, which the policy would refuse: it gets a window of its own
    context = browser.new_context(
        base_url=live_server.url,  # type: ignore[attr-defined]
        viewport={"width": width, "height": 800},
        bypass_csp=True,
        storage_state=page.context.storage_state(),
    )
    measured = context.new_page()
    measured.goto(f"/admin/sources/article/{quay.pk}/change/")
    for step in ("page", "form", "keys"):
        if step == "form":
            select(measured, "37 unlit jetties")
            measured.keyboard.press("s")
            expect(measured.locator("dialog[open]")).to_be_visible()
        elif step == "keys":
            measured.keyboard.press("Escape")
            measured.keyboard.press("?")
            expect(measured.get_by_role("dialog", name="Keys in the text")).to_be_visible()
        measured.evaluate(AXE.read_text(encoding="utf-8"))
        found = measured.evaluate(
            """axe.run("#marking", {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}).then((result) =>
                 result.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 160)}`))"""
        )
        assert found == [], step
    context.close()
