"""The drawers: every word of every body stands in what is drawn of it, and nothing that nobody can draw."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from playwright.sync_api import Page

from bot.answer import token
from bot.card import Action, Block, Card, Labelled, Paragraph, Steps, Table, Verbatim, line_text
from bot.model import Actor, Place, Press, Query, Reply
from bot.registry.catalog import Catalog
from bot.service import core

JSON = dict[str, Any]
ASKED = (
    "왜 302 말고 307?", "왜 404 말고 200으로 주면 안 돼?", "502 재시도해도 돼?", "4xx", "도움말", "오늘의 카드", "퀴즈 내줘",
    "점심 뭐 먹지", "로그인은 했는데 관리자가 아니면 뭐 줘야 해?", "Retry-After 쓰는 코드들", "envoy UF", "nginx 499 왜 떠?",
    '10.0.1.7 - - [12/Mar/2025:14:05:01 +0900] "GET /a_b*c*`d`?x=<b>&y=[z](w) HTTP/1.1" 502 157 "-" "~~x~~ @everyone <@U1>"',
    "2026/03/12 14:05:01 [error] 31#31: *7 connect() failed (111: Connection refused) while connecting to upstream",
)  # fmt: skip
DRAW = """async ([module, drawer, bodies]) => {
  const draw = (await import(module))[drawer];
  return bodies.map((body) => {
    const node = draw(body);
    const all = node.textContent;
    const unknown = [...node.querySelectorAll(".unknown")].map((one) => one.textContent);
    node.querySelectorAll("code, pre").forEach((one) => one.remove());
    return { all, unknown, prose: node.textContent };
  });
}"""

MARKDOWN = """async (content) => {
  const node = document.createElement("p");
  node.append(...(await import("/static/markdown.js")).markdown(content));
  return node.innerHTML;
}"""


def replies(catalog: Catalog) -> Iterator[Reply]:
    me, here = Actor("test:me"), Place("test:here")
    codes = sorted({code for code, _, _ in catalog.names})
    pressed = [make(code) for code in codes for make in (token.define, token.more)]
    pressed += [token.status_class(digit, detailed=True) for digit in range(1, 6)]
    pressed += [token.compare(*pair.codes) for pair in islice(catalog.pairs, 0, None, 4)]
    for one in pressed:
        if reply := core().reply(Press(one, "dm", me, here)):
            yield reply
    for text in ASKED:
        for surface in ("dm", "mention"):
            if reply := core().reply(Query(text, surface, me, here)):
                yield reply


@pytest.fixture(scope="module")
def everything(catalog: Catalog) -> list[Reply]:
    return list(replies(catalog))


def drawn(page: Page, module: str, drawer: str, bodies: list[Any]) -> list[JSON]:
    page.goto("/nothing")  # a page of ours, so that its policy holds
    found: list[JSON] = page.evaluate(DRAW, [f"/static/{module}.js", drawer, bodies])
    return found


def squeezed(text: str) -> str:
    """Without blanks, and without the two letters with which Discord's adapter keeps text from being code or a mention."""
    return re.sub(r"[\s\u200b]", "", text).replace("ˋ", "`")


def words_of_slack(value: Any) -> Iterator[str]:
    """Every text of a body in the order in which it stands."""
    if isinstance(value, list):
        for one in value:
            yield from words_of_slack(one)
    elif isinstance(value, dict):
        kind, told = value.get("type"), value.get("text")
        if kind == "mrkdwn":
            labels = re.sub(r"<[^|>]+\|([^>]*)>", r"\1", str(told))
            yield labels.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        elif isinstance(told, str):
            yield told
        else:
            yield from words_of_slack([told, value.get("elements")])


@pytest.mark.parametrize("everyone", [True, False])
def test_all_that_slack_is_sent_is_drawn(page: Page, everything: list[Reply], everyone: bool) -> None:  # noqa: FBT001
    from adapters.slack.render import message  # noqa: PLC0415

    bodies = [message(reply, everyone=everyone) for reply in everything]
    for body, found in zip(bodies, drawn(page, "slack", "drawSlack", bodies), strict=True):
        assert not found["unknown"]
        assert found["all"] == "".join(words_of_slack(body["blocks"]))


def test_all_that_discord_is_sent_is_drawn_and_no_markup_is_left(page: Page, everything: list[Reply]) -> None:
    from adapters.discord.render import body  # noqa: PLC0415

    bodies = [body(reply, "dm") for reply in everything]
    for reply, sent, found in zip(everything, bodies, drawn(page, "discord", "drawDiscord", bodies), strict=True):
        assert not found["unknown"]
        assert not re.search(r"\*\*|\]\(|^-# |```", found["prose"]), reply.card.title
        whole = "이어서 보기" not in found["all"]
        for expected in words_of(reply.card) if whole else (reply.card.title,):
            assert squeezed(expected) in squeezed(found["all"]), json.dumps(sent, ensure_ascii=False)


def words_of(card: Card) -> Iterator[str]:
    """What a reader must find of a card, its sources left out."""
    yield from (card.title, line_text(card.lead), *(action.label for action in card.actions))
    for block in card.blocks:
        yield from _words(block)


def _words(block: Block) -> Iterator[str]:
    match block:
        case Labelled(label, line):
            yield from (label, line_text(line))
        case Paragraph(line):
            yield line_text(line)
        case Steps(label, steps):
            yield label
            for step in steps:
                yield from (line_text(step.line), step.command or "")
        case Verbatim(label, text):
            yield from (label, text)
        case Table(_, rows):
            yield from (cell for row in rows for cell in row)
        case _:
            return


def test_all_that_a_terminal_is_written_is_drawn(page: Page, everything: list[Reply]) -> None:
    from adapters.terminal.render import render  # noqa: PLC0415

    texts = [render(reply.card, width=80, color=True) for reply in everything]
    for text, found in zip(texts, drawn(page, "terminal", "drawTerminal", texts), strict=True):
        assert found["all"] == re.sub(r"\x1b\[[\d;]*m", "", text)
        assert "\x1b" not in found["all"]


def test_what_a_drawer_does_not_know_is_seen(page: Page) -> None:
    slack = {"blocks": [{"type": "video"}, {"type": "rich_text", "elements": [{"type": "rich_text_moon"}]}]}
    assert len(drawn(page, "slack", "drawSlack", [slack])[0]["unknown"]) == 2
    discord = {"components": [{"type": 17, "components": [{"type": 12}]}]}
    assert drawn(page, "discord", "drawDiscord", [discord])[0]["unknown"]


@pytest.mark.parametrize(
    ("content", "html"),
    [
        ("**503**은", "<div><b>503</b>은</div>"),
        ("a *b* __c__ ~~d~~ `**e**`", "<div>a <i>b</i> <u>c</u> <s>d</s> <code>**e**</code></div>"),
        (r"\*\*a\*\* \[b\]\(c\) \<d\>", "<div>**a** [b](c) &lt;d&gt;</div>"),
        ("**a `**` b**", "<div><b>a <code>**</code> b</b></div>"),
        ("-# a\n- b\n- c\n3. d\n4. e", "<small>a</small><ul><li>b</li><li>c</li></ul><ol start=\"3\"><li>d</li><li>e</li></ol>"),
        ("```\n<b>\n**a**\n```\nb", '<pre tabindex="0">&lt;b&gt;\n**a**</pre><div>b</div>'),
        ("@everyone <@1>", "<div><mark>@everyone</mark> <mark>&lt;@1&gt;</mark></div>"),
        ("[a](<javascript:alert`1`>)", "<div><span>a</span></div>"),
        ("** a \\", "<div>** a \\</div>"),
    ],
)  # fmt: skip
def test_discords_markdown(page: Page, content: str, html: str) -> None:
    page.goto("/nothing")
    assert page.evaluate(MARKDOWN, content) == html


def test_the_oracle_of_slack_sees_a_lost_word() -> None:
    lost = [{"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": Action("a", "b").label}}]}]
    assert "".join(words_of_slack(lost)) == "a"
