"""The system's Chromium and a running playground, for tests, screenshots and the benchmark."""

from __future__ import annotations

import asyncio
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from adapters import compose
from adapters.web import playground, server

DESKTOP, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=360, height=740)
_PATIENCE = 30  # seconds for starting and stopping


def executable() -> str:
    """The browser's path. Skips the test where there is none, unless SAGONGSA_REQUIRE_CHROMIUM says to fail."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found:
        return found
    told = "Chromium이 없습니다. Debian이면 apt-get install chromium fonts-noto-cjk 로 설치하세요."
    if os.environ.get("SAGONGSA_REQUIRE_CHROMIUM"):
        pytest.fail(told)
    pytest.skip(told)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    path = executable()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def running() -> Iterator[str]:
    """The playground, as `sagongsa run` builds it, on a free port of loopback: its address, without a slash at the end."""
    began, stop, loop = threading.Event(), asyncio.Event(), asyncio.new_event_loop()
    ports: list[int] = []

    async def serve() -> None:
        runner, port = await server.listen(compose.playground(), playground.HOST, 0)
        ports.append(port)
        began.set()
        await stop.wait()
        await runner.cleanup()

    def run() -> None:
        with asyncio.Runner(loop_factory=lambda: loop) as runner:
            runner.run(serve())

    thread = threading.Thread(target=run)
    thread.start()
    try:
        if not began.wait(_PATIENCE):
            raise TimeoutError
        yield f"http://{playground.HOST}:{ports[0]}"
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(_PATIENCE)


def opened(page: Page, address: str) -> Page:
    """The page at an address, its card drawn."""
    page.goto(address)
    return drawn(page)


def drawn(page: Page) -> Page:
    """Wait until an answer or a sentence about none stands there."""
    page.wait_for_selector("#answer:not([hidden]):not([aria-busy]), #problem:not(:empty)", state="attached")
    return page
