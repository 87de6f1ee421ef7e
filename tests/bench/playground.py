"""How soon the playground answers a key: in Chromium, on loopback, from the key press until the answer stands in the page.

Beside each figure stands that of the bare browser: an answer that a script draws at once, without asking anybody. What is told is
how long the document takes; the screen shows it with the next frame, at most 17 ms later.
"""

from __future__ import annotations

import statistics
from typing import Any

from playwright.sync_api import Page

from tests.adapters.web.browser import DESKTOP, chromium, opened, running

TURNS = 30
ASKED = ("404", "502", "왜 302 말고 307?", "로그인은 했는데 관리자가 아니면 뭐 줘야 해?")
LOG = '10.0.1.7 - - [12/Mar/2026:14:05:01 +0900] "POST /pay HTTP/1.1" 502 157 "-" "okhttp"\n' * 20

# Resolves with the milliseconds from the next key to the next change of a place in the page.
WATCH = """([place, bare]) => {
  const at = document.querySelector(place);
  window.answered = new Promise((done) => {
    addEventListener("keydown", (event) => {
      const changed = new MutationObserver(() => { changed.disconnect(); done(performance.now() - event.timeStamp); });
      changed.observe(at, { childList: true, subtree: true });
      if (bare) setTimeout(() => at.append("."));
    }, { once: true, capture: true });
  });
}"""


def milliseconds(page: Page, place: str, key: str, *, bare: bool = False) -> float:
    page.evaluate(WATCH, [place, bare])
    page.keyboard.press(key)
    found: float = page.evaluate("window.answered")
    return found


def suggested(page: Page) -> list[float]:
    """From a typed digit to its suggestions."""
    times = []
    for turn in range(TURNS):
        page.locator("#text").fill("")
        page.wait_for_timeout(50)
        times.append(milliseconds(page, "#hits", str(1 + turn % 5)))
    return times


def answered(page: Page, text: str) -> list[float]:
    """From Enter to the card on three platforms."""
    return [entered(page, text) for _ in range(TURNS)]


def answered_first(page: Page, text: str) -> list[float]:
    """The same as the first thing that is asked of a page."""
    times = []
    for _ in range(TURNS):
        opened(page, "/")
        times.append(entered(page, text))
    return times


def entered(page: Page, text: str) -> float:
    page.locator("#text").fill(text)
    page.wait_for_timeout(100)
    return milliseconds(page, "#cards", "Enter")


def bare(page: Page) -> list[float]:
    page.locator("#status").click(force=True)
    return [milliseconds(page, "#status", "Shift", bare=True) for _ in range(TURNS)]


def row(name: str, times: list[float]) -> str:
    ordered = sorted(times)
    return f"{name:<44}{statistics.median(ordered):>8.1f}{ordered[int(len(ordered) * 0.95)]:>8.1f}{ordered[-1]:>8.1f}"


def report(page: Page) -> None:
    print(f"{'놀이터, 키를 누르고부터 ms':<36}{'중앙값':>8}{'p95':>8}{'최대':>8}")
    print(row("bare browser", bare(page)))
    print(row("suggestions of one digit", suggested(page)))
    print(row("card: 404, first of a page", answered_first(page, "404")))
    for text in (*ASKED, LOG):
        name = text if text is not LOG else "20 lines of a log"
        print(row(f"card: {name}", answered(page, text)))


def main() -> None:
    with running() as playground, chromium() as browser:
        options: dict[str, Any] = {"base_url": playground, "viewport": DESKTOP, "locale": "ko-KR"}
        report(opened(browser.new_context(**options).new_page(), "/"))


if __name__ == "__main__":
    main()
