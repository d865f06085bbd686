"""A real browser for the tests of what is drawn and of the page: Debian's Chromium, driven by Playwright.

Playwright and not Selenium: it speaks to the browser itself, so that no driver of the browser's version has to be
installed beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.needs import need
from tests.processes import PATIENCE

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the tests of a module; each test has a profile of its own in it."""
    path = need("chromium", "the Debian package chromium")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Opens a file in the browser. `beside` names one that it may load, `first` is a script that runs before its own.

    No test may leave an error, a blocked part, a dialog or a request behind.
    """
    problems: list[str] = []
    contexts = []

    def call(
        path: Path,
        fragment: str = "",
        *,
        size: tuple[int, int] = (1280, 900),
        beside: str = "",
        first: str = "",
        **options: Any,
    ) -> Page:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        if first:
            page.add_init_script(first)
        address = path.as_uri()
        allowed = {address, path.with_name(beside or path.name).as_uri()}
        page.on("console", lambda message: problems.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: problems.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (problems.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda asked: asked.url.split("#")[0] in allowed or problems.append(asked.url))
        page.goto(address + fragment)
        return page

    yield call
    for context in contexts:
        context.close()
    assert problems == []
