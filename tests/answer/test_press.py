"""Buttons: everything that they need is in their token."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bot.answer import token
from bot.answer.press import PARTS
from bot.card import Card
from bot.core import Core
from bot.errors import BadTokenError
from bot.model import Actor, Delete, Place, Press, Query, Reply, Report, Surface
from bot.registry.catalog import Catalog

ME, HERE = Actor("test:me"), Place("test:here")
TEXTS = [
    "404", "404 자세히", "499", "452", "401이랑 403 차이", "502 503 504 차이", "왜 302 말고 307?", "401 대신 403 쓰는 게 맞죠?",
    "5xx가 뭐야", "502 재시도해도 돼?", "405면 Allow 헤더 내려줘야 됨?", "Retry-After 쓰는 코드들", "토큰 만료됐을 때 뭐 내려줘?",
    "envoy UF", "도움말",
]  # fmt: skip


@pytest.fixture(scope="module")
def core(catalog: Catalog) -> Core:
    return Core(catalog)


def ask(core: Core, text: str, surface: Surface = "dm") -> Reply:
    reply = core.reply(Query(text, surface, ME, HERE))
    assert reply
    return reply


def press(core: Core, pressed: str, surface: Surface = "dm") -> Reply:
    reply = core.reply(Press(pressed, surface, ME, HERE))
    assert reply
    return reply


def tokens(card: Card) -> Iterator[str]:
    return (action.token for action in card.actions)


def body(card: Card) -> tuple[object, ...]:
    return card.title, card.lead, card.blocks


@pytest.mark.parametrize("text", TEXTS)
def test_a_shared_card_is_the_card_that_was_asked_for(core: Core, text: str) -> None:
    private = ask(core, text, "slash")
    assert private.audience == "asker"
    share = next(each for each in tokens(private.card) if each.startswith("s:"))
    assert re.fullmatch(r"[!-~]{1,80}", share)
    public = press(core, share, "slash")
    assert public.audience == "everyone"
    assert body(public.card) == body(private.card)
    assert token.DELETE in tokens(public.card)
    assert not any(each.startswith("s:") for each in tokens(public.card))


@pytest.mark.parametrize("text", TEXTS)
def test_a_wrong_card_is_told_by_its_part(core: Core, text: str) -> None:
    asked = next(each for each in tokens(ask(core, text).card) if each.startswith("f:"))
    parts = press(core, asked)
    assert parts.audience == "asker"
    assert len(parts.card.actions) == len(PARTS)
    thanks = press(core, parts.card.actions[2].token)
    assert thanks.effects == (Report(asked.removeprefix("f:"), "retry"),)


def test_what_stands_where_all_see_it_can_be_taken_away(core: Core) -> None:
    assert token.DELETE in tokens(ask(core, "404", "mention").card)
    assert token.DELETE not in tokens(ask(core, "404", "slash").card)
    assert press(core, token.DELETE, "mention").effects == (Delete(),)


def test_a_pressed_card_is_for_the_one_who_pressed(core: Core) -> None:
    reply = press(core, "m:404", "mention")
    assert reply.audience == "asker"
    assert any(each.startswith("s:") for each in tokens(reply.card))


def test_no_button_offers_what_no_token_can_hold(core: Core) -> None:
    log = ask(core, '10.0.0.1 - - [12/Mar/2025:14:05:01 +0900] "GET /pay HTTP/1.1" 502 5 "-" "curl"', "slash")
    assert log.question.intent == "triage"
    assert not any(each.startswith(("s:", "f")) for each in tokens(log.card))
    assert list(tokens(ask(core, "점심 뭐 먹지").card)) == []


def test_a_day_before_the_calendar_begins_has_a_card_too(core: Core) -> None:
    reply = core.reply(Press("t:card::000000.0", "dm", ME, HERE))
    assert reply
    assert reply.card.title.startswith("오늘의 카드")


@pytest.mark.parametrize(
    "forged",
    [
        "s:",
        "s:x",
        "s:s:404",
        "f:",
        "f:zz",
        "f.nope:d:404",
        "f.who:",
        "k:9",
        "a:404",
        "a:404:nope",
        "a:100:permanence::plain",
        "l::",
        "h:",
        "e:",
        "x:1",
        "?x",
        "s:d:404\n",
    ],
)
def test_forged_buttons_are_refused(core: Core, forged: str) -> None:
    with pytest.raises(BadTokenError):
        core.reply(Press(forged, "dm", ME, HERE))


@pytest.mark.parametrize("wrapped", ["s:", "f:", "f.who:"])
@pytest.mark.parametrize("own", ["b:stop:m", "t:quiz::739850.1"])
def test_what_is_somebodys_own_is_not_shared(core: Core, wrapped: str, own: str) -> None:
    with pytest.raises(BadTokenError):
        press(core, wrapped + own)
