"""How soon the playground of `sagongsa run` answers a key: in Chromium, on loopback, from the key press.

Two moments are told: when all that is looked at stands there and is laid out, and when the frame that shows it is painted;
that one waits for the screen's turn, up to 17 ms. That nothing which is looked at comes later is made sure of for each question.
Beside each figure stands that of the bare browser: an answer that a script draws at once, without asking anybody.
"""

from __future__ import annotations

import statistics
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Page

from tests.adapters.web.browser import DESKTOP, chromium, opened
from tests.adapters.web.test_process import opened_at, run

TURNS = 30
ASKED = ("404", "502", "왜 302 말고 307?", "로그인은 했는데 관리자가 아니면 뭐 줘야 해?")
LOG = '10.0.1.7 - - [12/Mar/2026:14:05:01 +0900] "POST /pay HTTP/1.1" 502 157 "-" "okhttp"\n' * 20

# Resolves with the milliseconds from the next key until a place in the page has changed and is laid out, and until it is painted.
WATCH = """([place, bare]) => {
  const at = document.querySelector(place);
  window.answered = new Promise((done) => {
    addEventListener("keydown", (event) => {
      const changed = new MutationObserver(() => {
        changed.disconnect();
        document.body.getBoundingClientRect();
        const stands = performance.now() - event.timeStamp;
        requestAnimationFrame(() => setTimeout(() => done([stands, performance.now() - event.timeStamp])));
      });
      changed.observe(at, { childList: true, subtree: true });
      if (bare) setTimeout(() => at.append("."));
    }, { once: true, capture: true });
  });
}"""

# Resolves with all words of the answer that can be seen when it first stands there, and with those of the whole answer.
SEEN = """() => {
  const at = document.querySelector("#answer");
  const seen = () => {
    const words = [];
    const range = document.createRange();
    const texts = document.createTreeWalker(at, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      range.selectNodeContents(texts.currentNode);
      const { top, bottom, width } = range.getBoundingClientRect();
      if (width && bottom > 0 && top < innerHeight) words.push(texts.currentNode.data);
    }
    return words;
  };
  window.seen = new Promise((done) => {
    const begun = new MutationObserver(() => {
      begun.disconnect();
      const first = seen();
      const end = () => at.hasAttribute("aria-busy") || done([first, seen()]);
      new MutationObserver(end).observe(at, { attributes: true });
      end();
    });
    begun.observe(document.querySelector("#cards"), { childList: true });
  });
}"""

Times = tuple[float, float]


def milliseconds(page: Page, place: str, key: str, *, bare: bool = False) -> Times:
    page.evaluate(WATCH, [place, bare])
    page.keyboard.press(key)
    stands, painted = page.evaluate("window.answered")
    return stands, painted


def assert_nothing_seen_comes_later(page: Page, text: str) -> None:
    page.locator("#text").fill(text)
    page.wait_for_timeout(100)
    page.evaluate(SEEN)
    page.keyboard.press("Enter")
    first, whole = page.evaluate("window.seen")
    if first != whole or not first:
        raise AssertionError(f"{text}: {first} != {whole}")


def suggested(page: Page) -> list[Times]:
    """From a typed digit to its suggestions."""
    times = []
    for turn in range(TURNS):
        page.locator("#text").fill("")
        page.wait_for_timeout(50)
        times.append(milliseconds(page, "#hits", str(1 + turn % 5)))
    return times


def answered(page: Page, text: str) -> list[Times]:
    """From Enter to the card."""
    assert_nothing_seen_comes_later(page, text)
    return [entered(page, text) for _ in range(TURNS)]


def answered_first(page: Page, text: str) -> list[Times]:
    """The same as the first thing that is asked of a page."""
    times = []
    for _ in range(TURNS):
        opened(page, "/")
        times.append(entered(page, text))
    return times


def entered(page: Page, text: str) -> Times:
    page.locator("#text").fill(text)
    page.wait_for_timeout(100)
    return milliseconds(page, "#cards", "Enter")


def bare(page: Page) -> list[Times]:
    page.locator("#status").click(force=True)
    return [milliseconds(page, "#status", "Shift", bare=True) for _ in range(TURNS)]


def row(name: str, times: list[Times]) -> str:
    return f"{name:<44}" + "".join(_summary(sorted(one)) for one in zip(*times, strict=True))


def _summary(ordered: list[float]) -> str:
    return f"{statistics.median(ordered):>8.1f}{ordered[int(len(ordered) * 0.95)]:>8.1f}{ordered[-1]:>8.1f}"


def report(page: Page) -> None:
    print(f"{'놀이터, 키를 누르고부터 ms':<36}{'서면: 중앙값':>8}{'p95':>8}{'최대':>6}{'보이면: 중앙값':>8}{'p95':>6}{'최대':>6}")
    print(row("bare browser", bare(page)))
    print(row("suggestions of one digit", suggested(page)))
    print(row("card: 404, first of a page", answered_first(page, "404")))
    for text in (*ASKED, LOG):
        name = text if text is not LOG else "20 lines of a log"
        print(row(f"card: {name}", answered(page, text)))


def main() -> None:
    with TemporaryDirectory() as folder, run(Path(folder)) as process, chromium() as browser:
        options: dict[str, Any] = {"base_url": opened_at(process), "viewport": DESKTOP, "locale": "ko-KR"}
        report(opened(browser.new_context(**options).new_page(), "/"))


if __name__ == "__main__":
    main()
