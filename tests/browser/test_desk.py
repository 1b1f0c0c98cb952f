"""The review desk in a real browser: by keyboard, by mouse, without JavaScript, on a small screen, and with axe."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, expect

from campaigns.services.roles import make_roles
from claims.models import Claim, Decision, Proposal
from tests.claims.services.building import claim, person, proposal
from tests.pages_corpus import PASSWORD

OpenPage = Callable[..., Page]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"  # axe-core 4, Mozilla Public License 2.0


@pytest.fixture
def queue(transactional_db: None) -> Iterator[list[Proposal]]:
    """Four proposals, the third with figures that differ, and two editors."""
    make_roles()
    for name in ("edith", "olga"):
        person("Editors", name, password=PASSWORD)
    other = "Sixty bodies signed the letter."
    yield [
        proposal(claim(), claim(other), score=0.95),
        proposal(claim(), claim("60 organisasi menandatangani surat.", language="id"), score=0.9),
        proposal(claim(), claim("59 organisations signed.", value="59"), score=0.85),
        proposal(claim(), claim(other), score=0.8),
    ]
    # a page that closes still gives up its lock: the tables are emptied once no request is under way
    for _ in range(50):
        time.sleep(0.1)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                "AND pid <> pg_backend_pid() AND state <> 'idle'"
            )
            if cursor.fetchone()[0] == 0:
                break


def desk(open_page: OpenPage, name: str = "edith", **size: int) -> Page:
    page = open_page(name, **size)
    page.goto("/admin/claims/review/next/")
    return page


def standing(one: Proposal) -> str:
    return Proposal.objects.get(pk=one.pk).status


def test_a_queue_decided_by_keyboard_alone(queue: list[Proposal], open_page: OpenPage) -> None:
    page = desk(open_page)
    expect(page.get_by_text("1 of 4 waiting")).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("a")
    assert standing(queue[0]) == "pending", "no key decides behind the help sheet"
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_hidden()

    page.keyboard.press("3")
    assert standing(queue[0]) == "pending", "a number decides only while the reasons are open"
    page.keyboard.press("a")
    expect(page.get_by_text("Approved as one claim.")).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run
    assert standing(queue[0]) == "accepted"

    page.keyboard.press("z")
    expect(page.get_by_text("Everything is as it was before")).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run
    assert standing(queue[0]) == "pending"
    assert Claim.objects.filter(merged_into=None).count() == 8

    page.keyboard.press("r")
    expect(page.get_by_role("button", name="Another place")).to_be_visible()
    page.keyboard.press("3")
    expect(page.get_by_text("Kept apart.")).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run
    assert (standing(queue[0]), Proposal.objects.get(pk=queue[0].pk).reason) == ("refused", "place")

    page.keyboard.press("s")
    expect(page.get_by_text("The figures differ: 60 organisations and 59 organisations")).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    assert standing(queue[2]) == "pending", "figures that differ need more than one key"
    page.keyboard.press("Space")
    page.keyboard.press("a")
    expect(page.get_by_text("Approved as one claim.")).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run
    assert standing(queue[2]) == "accepted"
    page.keyboard.press("u")
    expect(page.get_by_text("Put on the unsure pile.")).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run
    assert standing(queue[3]) == "unsure"
    assert standing(queue[1]) == "pending"


def test_next_previous_and_rewording_by_keyboard(queue: list[Proposal], open_page: OpenPage) -> None:
    page = desk(open_page)
    page.keyboard.press("n")
    expect(page.get_by_text("2 of 4 waiting")).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run
    page.keyboard.press("p")
    expect(page.get_by_text("1 of 4 waiting")).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run
    page.keyboard.press("e")
    field = page.get_by_label("Wording of claim A")
    expect(field).to_be_focused()
    field.fill("Sixty bodies asked for answers.")
    field.press("a")
    assert standing(queue[0]) == "pending", "a letter typed into a field is a letter"
    page.get_by_role("button", name="Save the wording").first.click()
    expect(page.locator(".wording").first).to_have_text("Sixty bodies asked for answers.a")


def test_decisions_by_mouse(queue: list[Proposal], open_page: OpenPage) -> None:
    page = open_page("edith")
    page.goto("/admin/claims/review/")
    page.get_by_role("link", name="Begin with the most urgent").click()
    page.get_by_role("button", name="Approve as one claim").click()
    expect(page.get_by_text("Approved as one claim.")).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run
    page.locator("summary", has_text="Keep apart").click()
    page.get_by_label("Words, if you like").fill("one is a translation of another letter")
    page.get_by_role("button", name="Another definition").click()
    expect(page.get_by_text("Kept apart.")).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run
    page.get_by_role("button", name="Undo").click()
    assert [standing(one) for one in queue] == ["accepted", "pending", "pending", "pending"]
    page.get_by_role("button", name="Assign to me").click()
    expect(page.get_by_text("for edith")).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard once the page\'s script has run


def test_the_second_person_is_told(queue: list[Proposal], open_page: OpenPage) -> None:
    first = desk(open_page)
    address = first.url
    second = desk(open_page, "olga")
    assert second.url != address, "what one looks at is not offered to the other"
    second.goto(address)
    expect(second.get_by_text("edith is looking at this one until")).to_be_visible()
    expect(second.get_by_role("button", name="Approve as one claim")).to_have_count(0)
    first.keyboard.press("a")
    expect(first.get_by_text("Approved as one claim.")).to_be_visible()
    second.reload()
    expect(second.get_by_text("edith decided this")).to_be_visible()
    assert Decision.objects.count() == 1


def test_without_javascript_every_verb_works(queue: list[Proposal], browser: Browser, live_server) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/admin/login/?next=/admin/claims/review/next/")
    page.fill("#id_username", "edith")
    page.fill("#id_password", PASSWORD)
    page.click("main button")
    page.locator("summary", has_text="Keep apart").click()
    page.get_by_role("button", name="Another period").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Unsure").click()
    context.close()
    assert [decision.verb for decision in Decision.objects.order_by("pk")] == ["refuse", "undo", "unsure"]


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_fit_and_are_accessible(
    queue: list[Proposal], browser: Browser, live_server, open_page: OpenPage, width: int
) -> None:
    watched = open_page("edith", width=width)  # notes what the content policy refuses
    # axe styles what it measures, which the policy would refuse: it gets a window of its own
    context = browser.new_context(
        base_url=live_server.url, bypass_csp=True, viewport={"width": width, "height": 900}
    )
    context.add_cookies(watched.context.cookies())
    measured = context.new_page()
    for address in (
        "/admin/claims/review/",
        f"/admin/claims/review/{queue[2].pk}/",
        "/admin/claims/review/table/",
        "/admin/claims/review/report/",
        f"/admin/claims/claim/{queue[0].claim_a_id}/change/",
        "/admin/sources/article/add/",
    ):
        watched.goto(address)
        wide = watched.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{address} is {wide} px too wide at {width}"
        measured.goto(address)
        measured.evaluate(AXE.read_text(encoding="utf-8"))
        found = measured.evaluate(
            """axe.run("#content", {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}).then((result) =>
                result.violations.map((one) => one.id + ": " + one.nodes.map((node) => node.target).slice(0, 3)))"""
        )
        assert found == [], f"{address} at {width}"
    context.close()
