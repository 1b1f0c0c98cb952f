"""A real Chromium for the tests of pages, watched for errors.

Where none is installed the tests skip and say how to get it.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.pages_corpus import PASSWORD, make_corpus, make_people

CANDIDATES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Playwright's sync interface runs an event loop; Django then refuses its own synchronous database calls.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def chromium_path() -> str | None:
    """Where Chromium is: CHROMIUM, /usr/bin/chromium, or the first of its names on the path."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    if Path("/usr/bin/chromium").exists():
        return "/usr/bin/chromium"
    return next((found for name in CANDIDATES if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    path = chromium_path()
    if path is None:
        pytest.skip(
            "No Chromium found. On Debian: apt-get install chromium. Elsewhere set CHROMIUM to its path."
        )
    # A busy machine is slow, not wrong.
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
        )
        yield started
        started.close()


@pytest.fixture
def corpus(transactional_db: None) -> dict[str, Any]:
    """People and the small corpus, written for good so that the live server sees them."""
    people: dict[str, User] = make_people()
    return {**make_corpus(people), "people": people}


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Open a page of a size and colour scheme, signed in as somebody or not.

    When the test ends, every page must have stayed without errors in its console: that is where a browser reports
    what the content security policy refused.
    """
    contexts, problems = [], []

    def open_one(name: str = "", *, width: int = 1280, height: int = 900, dark: bool = False) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            accept_downloads=True,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        if name:
            page.goto("/sign-in/")
            page.fill("#id_username", name)
            page.fill("#id_password", PASSWORD)
            page.click("main button")
            page.wait_for_url("**/claims/")
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not problems, problems
