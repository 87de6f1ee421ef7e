"""The page as a newcomer uses it: ask, press, compare, go back, share an address; by keyboard; with text that would be markup."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.adapters.web.browser import PHONE, drawn, opened, running

LOG = (
    '10.0.1.7 - - [12/Mar/2026:14:05:01 +0900] "POST /pay HTTP/1.1" 502 157 "-" "okhttp"\n'
    "2026/03/12 14:05:01 [error] 31#31: *7 connect() failed (111: Connection refused) while connecting to upstream"
)
HOSTILE = (
    '<img src=x onerror="window.harmed=1"><script>window.harmed=1</script> 502',
    'GET /<img/src=x/onerror=window.harmed=1> HTTP/1.1" 502 157 "-" "<script>window.harmed=1</script>"',
    '10.0.1.7 - - [12/Mar/2026:14:05:01 +0900] "GET /<svg/onload=harmed=1>**a**[b](javascript:x) HTTP/1.1" 502 1',
)


def ask(page: Page, text: str) -> Page:
    page.locator("#text").fill(text)
    with page.expect_response("**/api/card"):
        page.keyboard.press("Enter")
    return drawn(page)


def press(page: Page, platform: str, label: str) -> Page:
    with page.expect_response("**/api/card"):
        page.locator(f".panel.{platform}").first.get_by_role("button", name=label, exact=True).click()
    return drawn(page)


def at(page: Page) -> str:
    return re.sub(r"^https?://[^/]+", "", page.url)


def test_a_question_is_answered_as_three_platforms_would(page: Page) -> None:
    ask(opened(page, "/"), "502")
    for platform in ("slack", "discord", "terminal"):
        expect(page.locator(f".panel.{platform}")).to_contain_text("502 Bad Gateway · 게이트웨이 오류")
        expect(page.locator(f".panel.{platform}")).to_contain_text("누구 쪽인가")
    expect(page.get_by_role("status")).to_contain_text("502 Bad Gateway")
    expect(page.locator("#heading")).to_have_text("“502”")
    assert at(page) == "/q?text=502"


def test_a_pasted_log_is_read(page: Page) -> None:
    ask(opened(page, "/"), LOG)
    expect(page.locator(".panel.slack")).to_contain_text("뒤쪽 서버가 연결을 거부했습니다")
    expect(page.locator(".panel.slack")).to_contain_text("Connection refused")
    opened(page, page.url)
    expect(page.locator("#text")).to_have_value(LOG)


@pytest.mark.parametrize("platform", ["slack", "discord"])
def test_buttons_lead_on_and_back_leads_back(page: Page, platform: str) -> None:
    opened(page, "/c/502")
    press(page, platform, "자세히")
    assert at(page) == "/t/m:502"
    expect(page.locator(".panel.slack")).to_contain_text("서버가 말하는 것")
    press(page, platform, "504와 비교")
    assert at(page) == "/c/502-504"
    page.go_back()
    expect(page.locator(".panel.slack")).to_contain_text("서버가 말하는 것")
    page.go_back()
    expect(page).to_have_url(re.compile(r"/c/502$"))
    expect(page.locator(".panel.slack")).not_to_contain_text("서버가 말하는 것")
    page.go_forward()
    expect(page.locator(".panel.slack")).to_contain_text("서버가 말하는 것")


@pytest.mark.parametrize(
    "address",
    ["/c/404", "/c/499", "/c/302-307", "/t/w:307-302", "/t/e:UF:envoy", "/t/%3F", "/q?text=404", "/c/404?surface=slash&in=discord"],
)
def test_an_address_shows_the_same_card_wherever_it_is_opened(page: Page, browser: Browser, playground: str, address: str) -> None:
    shown = opened(page, address).locator("#cards").inner_text()
    page.reload()
    drawn(page)
    elsewhere = browser.new_context(base_url=playground, viewport=page.viewport_size, locale="ko-KR").new_page()
    times = re.compile(r"오[전후] \d+:\d+")
    for again in (page, opened(elsewhere, page.url)):
        assert times.sub("", again.locator("#cards").inner_text()) == times.sub("", shown)
    elsewhere.context.close()


def test_the_title_and_the_box_go_with_the_address(page: Page) -> None:
    ask(opened(page, "/c/404"), "502")
    expect(page).to_have_title("“502” · 사공사 놀이터")
    page.go_back()
    expect(page).to_have_title("404 Not Found · 찾을 수 없음 · 사공사 놀이터")
    expect(page.locator("#text")).to_have_value("")
    page.go_forward()
    expect(page.locator("#text")).to_have_value("502")


def test_two_codes_stand_side_by_side(page: Page) -> None:
    opened(page, "/")
    page.get_by_label("앞").select_option("401")
    page.get_by_label("뒤").select_option("403")
    page.get_by_role("button", name="나란히 보기").click()
    expect(page).to_have_url(re.compile("/c/401-403$"))
    one, other = (page.locator(".beside .panel.slack").nth(number) for number in (0, 1))
    expect(one).to_contain_text("401 Unauthorized")
    expect(other).to_contain_text("403 Forbidden")
    left, right = one.bounding_box(), other.bounding_box()
    assert left
    assert right
    assert left["x"] + left["width"] <= right["x"]


def test_a_quiz_is_answered_in_the_page(page: Page) -> None:
    opened(page, "/quiz")
    assert at(page).startswith("/t/t:quiz")
    page.locator(".panel.slack .actions button").first.click()
    expect(page.locator("#heading")).to_have_text(re.compile("맞았습니다|아쉽습니다"))
    press(page, "discord", "다음 문제")
    assert at(page).endswith(".1")


def test_a_question_may_follow_the_card_before(page: Page) -> None:
    ask(opened(page, "/c/302"), "왜 307 안 쓰고?")
    expect(page.locator(".panel.slack")).to_contain_text("307")
    assert "after=d%3A302" in page.url or "after=d:302" in page.url
    ask(page, "404")
    assert at(page) == "/q?text=404"


def test_where_it_is_asked_changes_what_is_sent(page: Page) -> None:
    opened(page, "/q?text=502")
    with page.expect_response("**/api/card"):
        page.get_by_label("어디에서").select_option("slash")
    expect(page.locator(".panel.slack .only-you")).to_be_visible()
    press(page, "slack", "채널에 공유")
    expect(page.locator(".panel.slack")).to_contain_text("길동 님이 공유했습니다")
    expect(page.locator(".panel.discord")).to_contain_text("길동 님이 공유했습니다")
    press(page, "slack", "지우기")
    expect(page.locator("#note")).to_contain_text("지워집니다")
    opened(page, "/q?text=안녕하세요&surface=incident")
    expect(page.locator("#note")).to_contain_text("말없이")


def test_a_card_that_is_said_to_be_wrong_is_not_counted(page: Page) -> None:
    press(press(opened(page, "/c/404"), "slack", "이 카드가 틀렸어요"), "slack", "뜻")
    expect(page.locator("#note")).to_contain_text("세지 않습니다")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("way", ["typed", "opened"])
def test_text_that_would_be_markup_stays_text(page: Page, text: str, way: str) -> None:
    if way == "typed":
        ask(opened(page, "/"), text)
    else:
        opened(page, f"/q?text={quote(text)}")
    assert page.evaluate("window.harmed") is None
    assert page.locator("#answer img:not(.avatar), #answer script, #answer svg, a[href^=javascript]").count() == 0
    expect(page.locator("#text")).to_have_value(text)
    assert page.title().endswith("사공사 놀이터")


def test_a_path_of_a_log_is_shown_as_it_is_written(page: Page) -> None:
    ask(opened(page, "/"), HOSTILE[2])
    for platform in ("slack", "discord", "terminal"):
        expect(page.locator(f".panel.{platform}")).to_contain_text("/<svg/onload=harmed=1>**a**[b](javascript:x)")


def test_even_our_own_scripts_cannot_make_markup_of_text(page: Page) -> None:
    opened(page, "/")
    with pytest.raises(Exception, match="TrustedHTML"):
        page.evaluate("document.body.innerHTML = '<b>x</b>'")


def test_suggestions_come_while_typing(page: Page) -> None:
    opened(page, "/").locator("#text").press_sequentially("40")
    hits = page.locator("#hits a")
    expect(hits.first).to_contain_text("400")
    page.locator("#text").press_sequentially("4")
    expect(hits.first).to_contain_text("404 Not Found")
    page.keyboard.press("ArrowDown")
    expect(hits.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#text")).to_be_focused()
    expect(page.locator("#hits")).to_be_hidden()


def test_by_keyboard_alone(page: Page) -> None:
    opened(page, "/c/200")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#heading")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.type("401")
    expect(page.locator("#hits a").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/c/401$"))
    expect(page.locator("#heading")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#shown input:checked")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".panel.discord")).to_be_hidden()
    while page.evaluate("document.activeElement.textContent") != "자세히":
        page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/t/m:401"))


def test_shift_enter_is_a_new_line_and_a_slash_can_be_typed(page: Page) -> None:
    box = opened(page, "/").locator("#text")
    box.focus()
    page.keyboard.type("GET /pay")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("502")
    expect(box).to_have_value("GET /pay\n502")


def test_errors_are_one_sentence(page: Page) -> None:
    problem = opened(page, "/").get_by_role("alert")
    page.locator("#text").press("Enter")
    expect(problem).to_have_text("물어볼 글을 적어 주세요.")
    page.locator("#text").evaluate("box => { box.value = '가'.repeat(200001); }")
    page.locator("#text").press("Enter")
    expect(problem).to_have_text("글이 너무 깁니다. 200,000자까지 받습니다.")
    ask(page, "404")
    expect(problem).to_be_empty()
    opened(page, "/t/d:forged")
    expect(problem).to_have_text("이 버튼은 더 이상 쓸 수 없습니다. 질문을 다시 적어 주세요.")


def test_a_log_too_long_for_an_address_stands_behind_it(page: Page) -> None:
    text = "\n".join([LOG] * 40)
    ask(opened(page, "/"), text)
    assert "#text=" in page.url
    expect(page.locator(".panel.slack")).to_contain_text("80줄" if "80줄" in page.locator(".panel.slack").inner_text() else "40")
    page.reload()
    drawn(page)
    expect(page.locator("#text")).to_have_value(text)


def test_a_server_that_is_gone_is_told(browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    with running() as address:
        opened(page, f"{address}/c/404")
    page.locator("#text").fill("502")
    page.locator("#text").press("Enter")
    expect(page.get_by_role("alert")).to_have_text("서버에 닿지 못했습니다. 터미널에서 sagongsa run이 떠 있는지 보세요.")
    expect(page.locator(".panel.slack")).to_contain_text("404")
    context.close()


def test_nothing_is_kept_but_the_theme(page: Page) -> None:
    ask(opened(page, "/"), "502")
    page.get_by_role("button", name="어둡게").click()
    kept = "[document.cookie, JSON.stringify(localStorage), sessionStorage.length, (await indexedDB.databases()).length]"
    assert page.evaluate(f"async () => {kept}") == ["", '{"theme":"dark"}', 0, 0]
    page.reload()
    expect(page.get_by_role("button", name="밝게")).to_be_visible()
