"""One browser and one playground for all tests of the page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.adapters.web.browser import DESKTOP, chromium, running


@pytest.fixture(scope="session")
def playground() -> Iterator[str]:
    """The address of a running playground."""
    with running() as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For a module only: while Playwright is open, this thread counts as running an event loop, and other tests run theirs."""
    with chromium() as launched:
        yield launched


@pytest.fixture
def page(browser: Browser, playground: str) -> Iterator[Page]:
    """A page of a fresh profile on a desktop; addresses are relative to the playground. A script that fails, fails the test."""
    context = browser.new_context(base_url=playground, viewport=DESKTOP, locale="ko-KR")
    page = context.new_page()
    page.set_default_timeout(10_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    context.close()
    assert not errors
