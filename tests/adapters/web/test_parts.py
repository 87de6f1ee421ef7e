"""An answer comes in parts: what is looked at is drawn before the rest is there, and no part of an older one after a newer."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page, Route, expect

from tests.adapters.web.browser import drawn, opened
from tests.adapters.web.test_guard import ask


def parts(playground: str, address: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ask(f"{playground}/api/card", {"address": address}).text.splitlines()]


def answer_with(page: Page, found: list[dict[str, Any]]) -> None:
    """Answer the page's next questions with these parts alone."""
    body = "".join(f"{json.dumps(part)}\n" for part in found)

    def fulfil(route: Route) -> None:
        route.fulfill(body=body, content_type="application/x-ndjson")

    page.route("**/api/card", fulfil)


def test_the_soonest_made_part_comes_first(playground: str) -> None:
    first, second, last = parts(playground, "/c/302-307")
    assert {"title", "slack", "discord"} <= first.keys()
    assert second.keys() == {"terminal"}
    assert last["address"] == "/c/302-307"
    assert [one["address"] for one in last["beside"]] == ["/c/302", "/c/307"]
    assert [part.keys() & {"slack", "beside"} for part in parts(playground, "/q?text=안녕&surface=incident")] == [set(), {"beside"}]


def test_what_is_looked_at_stands_there_though_the_rest_is_missing(page: Page, playground: str) -> None:
    opened(page, "/c/404")
    answer_with(page, parts(playground, "/c/502")[:1])
    page.locator("#codes summary", has_text="5xx").click()
    page.locator("#codes a", has_text="502").click()
    expect(page.get_by_role("alert")).to_have_text("답을 만들지 못했습니다. 잠시 뒤에 다시 해 주세요.")
    for platform in ("slack", "discord"):
        expect(page.locator(f".panel.{platform}")).to_contain_text("502 Bad Gateway")


def test_where_the_terminal_is_looked_at_it_comes_first(page: Page, playground: str) -> None:
    opened(page, "/c/404?in=terminal")
    answer_with(page, parts(playground, "/c/502")[:2])
    page.locator("#codes summary", has_text="5xx").click()
    page.locator("#codes a", has_text="502").click()
    expect(page.locator(".panel.terminal")).to_contain_text("502 Bad Gateway")


def test_the_platforms_stand_in_their_order_whichever_came_first(page: Page) -> None:
    for shown in ("all", "slack", "discord", "terminal"):
        opened(page, f"/c/404?in={shown}")
        expect(page.locator(".panel")).to_have_class(["panel slack", "panel discord", "panel terminal"])
        expect(page.locator(".exact")).to_have_count(2)


def test_who_asks_again_gets_the_newer_answer_alone(page: Page) -> None:
    opened(page, "/")
    for text in ("404", "502"):
        page.locator("#text").fill(text)
        page.keyboard.press("Enter")
    expect(page.locator("#heading")).to_have_text("“502”")
    drawn(page)
    page.wait_for_timeout(300)
    expect(page.locator("#cards")).to_contain_text("502 Bad Gateway")
    expect(page.locator("#cards")).not_to_contain_text("404")
    assert page.url.endswith("/q?text=502")


def test_back_leads_to_the_place_that_was_left(page: Page) -> None:
    opened(page, "/c/302-307")
    page.evaluate("scrollTo(0, 2000)")
    page.locator(".beside h4 a").first.evaluate("link => link.click()")
    expect(page.locator("#heading")).to_contain_text("302 Found")
    drawn(page)
    page.go_back()
    expect(page.locator("#heading")).to_contain_text("307")
    drawn(page)
    assert page.evaluate("scrollY") == 2000
