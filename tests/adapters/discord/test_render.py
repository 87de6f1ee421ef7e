"""Every card, pair and kind of answer as Discord would get it: limits, contracts, the first line, and files to review."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord import limits, markup, render
from adapters.discord.components import Sent, nested
from bot.answer import token
from bot.asked import Question
from bot.card import Card, Code, Line, Link, Paragraph, Plain, Sources, Step, Steps, Strong, Table, Verbatim, plain
from bot.errors import BadTokenError
from bot.model import SURFACES, Actor, Place, Press, Query, Reply, Surface
from bot.registry.catalog import Catalog
from bot.service import core, reply_to
from tests.adapters.discord import payloads
from tests.adapters.discord.faults import contracts, message_faults
from tests.golden.test_golden import QUESTIONS

GOLDEN = Path(__file__).parents[2] / "golden" / "discord"
ME, HERE = Actor("discord:7", "discord:1"), Place("discord:1:2")
CREATE = "POST /channels/{channel_id}/messages"
ROOM = {render.FULL: (limits.FULL_CHARACTERS, limits.FULL_BYTES), render.COMPACT: (limits.COMPACT_CHARACTERS, limits.COMPACT_BYTES)}


_OF_ONE = ("retry", "cache", "body", "method", "header", "standard", "fault", "seo")


def body(sent: Sent) -> dict[str, Any]:
    return {"flags": 1 << 15, "components": sent.to_components(), "allowed_mentions": {"parse": [], "replied_user": False}}


def texts(sent: Sent) -> list[str]:
    return payloads.texts(sent.to_components())


def faults(sent: Sent, size: render.Size = render.FULL) -> list[str]:
    found = payloads.own_faults(body(sent))
    told = texts(sent)
    if sum(map(len, told)) > ROOM[size][0] or payloads.size(body(sent)) > ROOM[size][1]:
        found.append(f"more than its size: {sum(map(len, told))} characters, {payloads.size(body(sent))} bytes")
    return found


def tokens(catalog: Catalog) -> Iterator[str]:
    numbers = (*catalog.numbers, 499, 520, 530, 444, 460, 306, 299, 452)
    for number in numbers:
        yield from (token.define(number), token.more(number))
        if number in catalog.numbers:
            yield from (f"a:{number}:{kind}::plain" for kind in _OF_ONE)
    for one, other in permutations(catalog.numbers, 2):
        yield token.why(one, other)
        if one < other:
            yield token.compare(one, other)
    yield from (f"{kind}:{digit}" for kind in "kK" for digit in range(1, 6))
    yield from (f"h:{case}" for case in catalog.cases)
    yield from (f"e:{signal.token}:" for _, signal in catalog.marks)
    yield from (f"l:{digit}:{kind}:" for digit in ("", *"12345") for kind in token.LISTED)
    yield from (token.HELP, "c:400-401-403-404-409-422-429-500", "f:d:404")


def answered(asked: str, surface: Surface = "slash") -> Reply | None:
    try:
        return core().reply(Press(asked, surface, ME, HERE))
    except BadTokenError:  # not every property exists of every number
        return None


def test_every_card_pair_and_kind_of_answer_keeps_the_limits(catalog: Catalog) -> None:
    count = 0
    for asked in tokens(catalog):
        reply = answered(asked)
        if reply is None:
            continue
        count += 1
        for size in (render.FULL, render.COMPACT):
            sent = render.view(reply, size, asker=2**63)
            assert faults(sent, size) == [], asked
    assert count > 6000


def test_every_kind_of_answer_is_what_discord_takes(catalog: Catalog) -> None:
    """The published contract, which is slow to ask: one of each kind, the longest cards, and every question of the golden files."""
    if contracts() is None:
        pytest.skip("SAGONGSA_CONTRACTS나 jsonschema가 없어 Discord의 계약과 견주지 않습니다")
    asked = [token.more(number) for number in catalog.numbers] + [token.define(number) for number in catalog.numbers]
    asked += [
        "w:302-307",
        "w:307-302",
        "y:403-401",
        "c:401-403",
        "c:404-507",
        "k:5",
        "K:4",
        "h:token-expired",
        "e:UF:envoy",
        "l::header:Retry-After",
        "?",
    ]
    asked += [
        token.compare(one, other) for one, other in permutations(catalog.numbers, 2) if one < other and (one + other) % 17 == 0
    ]
    replies = [reply for one in asked if (reply := answered(one))] + [reply_to(question) for question in QUESTIONS.values()]
    for reply in replies:
        for size in (render.FULL, render.COMPACT):
            assert message_faults(body(render.view(reply, size, asker=2**63, note="-# x")), CREATE) == [], reply.card.title


def test_the_first_sixty_characters_carry_code_and_meaning(catalog: Catalog) -> None:
    for number in catalog.numbers:
        reply = answered(token.define(number))
        assert reply
        record = catalog.code(number)
        assert record
        shown = texts(render.view(reply))[0].replace("*", "").replace("\\", "")[:60]
        assert shown.startswith(str(number))
        assert record.korean[:12] in shown
        assert f"{number // 100}xx" in texts(render.view(reply))[0]


def test_a_card_that_goes_on_tells_everything_once(catalog: Catalog) -> None:
    for number in catalog.numbers:
        reply = answered(token.more(number))
        assert reply
        start, pages, seen = 0, 0, []
        while True:
            sent = render.view(reply, start=start)
            seen += texts(sent)[1:]
            pages += 1
            going = [one for one in payloads.custom_ids(sent.to_components()) if one.startswith("sg.")]
            if not going:
                break
            start = int(going[0].removeprefix("sg.").partition(":")[0])
        whole = "\n".join(seen)
        assert pages <= 6
        for block in reply.card.blocks[:-1]:
            assert whole.count(markup.pieces(block)[0]) >= 1, (number, block.kind)


def test_a_pasted_log_that_is_too_long_says_that_it_was_cut() -> None:
    line = '10.0.0.{0} - - [12/Mar/2025:14:05:{1:02} +0900] "POST /{2} HTTP/1.1" {3} 157 "-" "curl"\n'
    log = "".join(line.format(n % 250, n % 60, "a" * (n % 900), (502, 499, 503, 404, 500)[n % 5]) for n in range(400))
    sent = render.view(reply_to(log))
    assert faults(sent) == []


CARDS = (
    Card("", ()),
    Card("x" * 300, plain("y" * 3000)),
    Card("제목", plain("가" * 5000), (Verbatim("긴 것", "가" * 9000), Paragraph(plain("나" * 9000)))),
    Card("t", plain("l"), (Steps("s", tuple(Step(plain("가" * 600), "x" * 3000) for _ in range(9))),)),
    Card("t", plain("l"), (Table(("", "a"), tuple((str(n), "칸" * 200) for n in range(40))),)),
    Card("t", plain("l"), (Sources(tuple(Link(f"https://example.com/{n}" + "a" * 300, f"{n}") for n in range(60))),)),
)


@pytest.mark.parametrize("card", CARDS, ids=range(len(CARDS)))
@pytest.mark.parametrize("size", [render.FULL, render.COMPACT], ids=["full", "compact"])
def test_no_card_however_long_breaks_a_limit(card: Card, size: render.Size) -> None:
    assert faults(render.view(Reply(card, Question("none")), size), size) == []
    assert payloads.own_faults(body(render.notice(card))) == []
    assert payloads.own_faults(body(render.brief(Reply(card, Question("none"))))) == []


@given(st.text(max_size=80))
def test_any_question_on_any_surface_keeps_the_limits(text: str) -> None:
    for surface in SURFACES:
        reply = core().reply(Query(text, surface, ME, HERE))
        if reply:
            assert faults(render.view(reply)) == []


def test_views_leave_nothing_behind() -> None:
    reply = reply_to("404")
    first, second = render.view(reply), render.view(reply)
    assert first is not second
    assert first.has_components_v2()
    assert first.timeout is None
    assert not first.is_dispatching()


MARKED = {
    "*a* _b_ ~~c~~ `d` ||e||": r"\*a\* \_b\_ \~\~c\~\~ \`d\` \|\|e\|\|",
    "<@1> <#2> </http:3> <t:4:R> <:e:5>": "\\<@\u200b1\\> \\<#2\\> \\</http:3\\> \\<t\\:4:R\\> \\<\\:e:5\\>",
    "[a](https://b.example)": r"\[a\](https\://b.example)",
    "@everyone @here": "@\u200beveryone @\u200bhere",
    "# 제목": r"\# 제목",
    "-# 작게": r"\-# 작게",
    "1. 하나\n- 둘\n12. 셋": "1\\. 하나\n\\- 둘\n12\\. 셋",
    "> 인용": r"\> 인용",
    ":smile: 12:30": r"\:smile: 12:30",
    "503은 게이트웨이(프록시) 오류입니다.": "503은 게이트웨이(프록시) 오류입니다.",
}


@pytest.mark.parametrize("text", MARKED)
def test_text_reads_as_it_is_written(text: str) -> None:
    assert markup.escaped(text) == MARKED[text]


def test_what_is_emphasised_stands_against_its_particle() -> None:
    line: Line = (Strong("503"), Plain("은 "), Code("a`b"), Plain("를 "), Link("https://e.example/a(b)", "[x]"))
    assert markup.line(line) == r"**503**은 `aˋb`를 [\[x\]](<https://e.example/a%28b%29>)"


def test_a_fence_cannot_be_closed_from_inside() -> None:
    assert markup.fenced("a\n```\n@everyone").count("```") == 2


@given(st.text(alphabet="`*_~|<>@#:[]()\\-1. 가\n", max_size=60))
def test_no_text_becomes_markup_and_none_is_lost(text: str) -> None:
    told = markup.escaped(text)
    assert not re.search(r"[*_~|`<>\[\]]", re.sub(r"\\.", "", told))
    assert re.sub(r"\\(.)", r"\1", told).replace("\u200b", "") == text
    assert markup.code(text).count("`") == 2


@pytest.mark.parametrize("name", QUESTIONS)
def test_cards_look_as_reviewed(name: str) -> None:
    reply = reply_to(QUESTIONS[name])
    for surface in ("dm", "mention"):
        path = GOLDEN / f"{name}.{surface}.json"
        made = json.dumps(render.body(reply, surface), ensure_ascii=False, indent=1) + "\n"
        if os.environ.get("SAGONGSA_GOLDEN") == "write":
            path.parent.mkdir(exist_ok=True)
            path.write_text(made, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == made, "바뀐 모습이 맞다면 SAGONGSA_GOLDEN=write로 다시 쓰세요"


def test_components_are_counted_as_discord_counts_them() -> None:
    sent = render.view(reply_to("404"))
    assert len(list(nested(sent.to_components()))) == len(list(payloads.nested(sent.to_components())))
    assert len(list(nested(sent.to_components()))) <= 25
