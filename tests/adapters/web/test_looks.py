"""How the page looks and is read: axe on every kind of page, light and dark, wide and narrow; nothing runs off a phone."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.adapters.web.browser import DESKTOP, PHONE, opened

PAGES = (
    "/", "/c/404", "/c/100", "/c/302-307", "/t/m:502", "/quiz", "/q?text=왜 302 말고 307?&surface=slash", "/q?text=점심 뭐 먹지",
    "/q?text=안녕&surface=incident", "/t/d:forged",
)  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(browser: Browser, playground: str, scheme: Literal["light", "dark"], viewport: ViewportSize) -> None:
    context = browser.new_context(base_url=playground, viewport=viewport, reduced_motion="reduce", locale="ko-KR")
    page = context.new_page()
    page.emulate_media(color_scheme=scheme)
    for address in PAGES if viewport == DESKTOP else PAGES[:4]:
        opened(page, address)
        for shown in ("all", "slack", "discord", "terminal") if address == PAGES[1] else ("",):
            if shown:
                page.locator(f"#shown input[value={shown}]").check(force=True)
            page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
            found = Axe().run(page, options={"resultTypes": ["violations"]})
            assert not found.response["violations"], f"{address} {shown}\n{found.generate_report()}"
    context.close()


def test_axe_sees_what_is_wrong(page: Page) -> None:
    opened(page, "/").locator("html").evaluate("html => html.removeAttribute('lang')")
    assert [each["id"] for each in Axe().run(page).response["violations"]] == ["html-has-lang"]


@pytest.mark.parametrize("width", [320, 360, 600, 900, 1280])
def test_nothing_runs_off_the_side(browser: Browser, playground: str, width: int) -> None:
    context = browser.new_context(base_url=playground, viewport={"width": width, "height": 740}, locale="ko-KR")
    page = context.new_page()
    for address in PAGES:
        opened(page, address)
        for shown in ("all", "slack", "discord", "terminal"):
            page.locator(f"#shown input[value={shown}]").evaluate("radio => radio.click()")
            assert page.evaluate("document.documentElement.scrollWidth") == width, (address, shown)
            outside = "all => all.filter((one) => one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.outerHTML)"
            assert not page.locator("#answer *:not(pre, pre *, .unseen, .unseen *), aside *:not(option)").evaluate_all(outside)
    context.close()


def test_a_phone_shows_one_platform_and_its_terminal_is_narrow(browser: Browser, playground: str) -> None:
    context = browser.new_context(base_url=playground, viewport=PHONE, locale="ko-KR")
    page = opened(context.new_page(), "/c/502")
    expect(page.locator(".panel:visible")).to_have_count(1)
    opened(page, "/c/502?in=terminal")
    longest = page.locator(".screen").last.inner_text().splitlines()
    assert max(len(line) for line in longest[:4]) <= 40
    context.close()


def test_the_theme_follows_the_system_until_one_is_chosen(page: Page) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    opened(page, "/")
    light = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(ground)
    assert light != dark
    page.get_by_role("button", name="밝게").click()
    assert page.evaluate(ground) == light


def test_a_screen_reader_finds_its_way(page: Page) -> None:
    opened(page, "/c/302-307")
    assert page.locator("html").get_attribute("lang") == "ko"
    for role in ("banner", "main", "search", "complementary", "contentinfo"):
        expect(page.get_by_role(role)).to_have_count(1)
    assert page.locator("h1").count() == 1
    levels = page.locator("h1, h2, h3, h4, h5").evaluate_all("all => all.map((one) => Number(one.tagName[1]))")
    assert all(after - before <= 1 for before, after in pairwise(levels))
    expect(page.get_by_role("status")).to_contain_text("302 · 307 비교")


def test_every_code_is_in_the_list_and_opens(page: Page) -> None:
    opened(page, "/c/404")
    expect(page.locator("#codes a[aria-current]")).to_contain_text("404")
    page.locator("#codes summary", has_text="5xx").click()
    page.locator("#codes a", has_text="522").click()
    expect(page.locator("#heading")).to_contain_text("522")
    assert page.locator("#codes a").count() == page.locator("#pair select").first.locator("option").count() > 64
