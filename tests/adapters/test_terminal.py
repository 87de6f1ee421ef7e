from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from adapters.terminal.render import render
from bot.card import Card
from bot.registry.snapshot import catalog
from bot.service import reply_to

QUESTIONS = [
    *map(str, catalog().numbers),
    *(f"{n} 자세히" for n in catalog().numbers),
    "왜 302 말고 307?",
    "302랑 307 차이",
    "401 403",
    "도움말",
    "안녕",
    "452",
]
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def words(text: str) -> str:
    return re.sub(r"[\s─-]+", "", ESCAPE.sub("", text))


def copied_whole(card: Card) -> set[str]:
    """Lines a reader copies: commands, snippets and addresses. They may run past the edge, where a terminal wraps them."""
    text = card.to_text()
    return {line.strip() for line in text.splitlines() if line.startswith("    ")}


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("question", QUESTIONS)
def test_lines_fit_and_nothing_is_lost(question: str, width: int) -> None:
    card = reply_to(question).card
    shown = render(card, width=width, color=False)
    commands = copied_whole(card)
    for line in shown.splitlines():
        assert cell_len(line) <= width or line.strip() in commands or "https://" in line, line
        assert line == line.rstrip()
    for command in commands - {""}:
        assert command in shown
    for word in re.findall(r"[가-힣A-Za-z0-9]{2,}", card.headline().rstrip("…")):
        assert word in words(shown)


@pytest.mark.parametrize(("asked", "used"), [(10, 40), (500, 200)])
def test_widths_are_clamped(asked: int, used: int) -> None:
    card = reply_to("404").card
    assert render(card, width=asked, color=False) == render(card, width=used, color=False)


def test_colour_only_where_wanted() -> None:
    card = reply_to("503").card
    plain, colored = render(card, width=80, color=False), render(card, width=80, color=True)
    assert "\x1b" not in plain
    assert "\x1b[1;31m" in colored
    shown = ESCAPE.sub("", colored).splitlines()
    assert [line.rstrip() for line in shown] == plain.splitlines()  # a blank at a line's end may stand before an escape


def test_actions_are_numbered() -> None:
    assert "[1] 504와 비교   [2] 503과 비교   [3] 자세히" in render(reply_to("502").card, width=80, color=False)


def test_a_table_is_stacked_where_it_would_not_fit() -> None:
    card = reply_to("302랑 307 차이").card
    narrow, wide = render(card, width=40, color=False), render(card, width=120, color=False)
    assert re.search(r"^POST를 따라갈 때$", narrow, re.MULTILINE)
    assert re.search(r"^POST를 따라갈 때 +GET으로", wide, re.MULTILINE)
