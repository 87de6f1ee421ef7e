"""Cards as Slack takes them: every card, pair and kind of answer within the limits, and the look of some held in files."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack import render, views, wording
from adapters.slack.fit import size
from adapters.slack.limits import BLOCKS_IN_MESSAGE, COMPACT, FULL, TEXT_IN_MESSAGE
from adapters.slack.parse import text_of
from adapters.slack.text import cut, escaped
from bot.answer import token
from bot.answer import wording as labels_of
from bot.asked import Question
from bot.card import Action, Block, Card, Labelled, Link, Plain, Sources, Step, Steps, Strong, Table, Verbatim, plain
from bot.model import Actor, Place, Press, Query, Reply
from bot.registry.catalog import Catalog
from bot.service import core, reply_to
from tests.adapters.slack.faults import JSON, contracts, faults, nodes, texts
from tests.adapters.slack.together import labels
from tests.golden.test_golden import QUESTIONS

GOLDEN = Path(__file__).parents[2] / "golden" / "slack"
ME, HERE = Actor("a"), Place("p")
SILENT = Question("none")


def every_token(catalog: Catalog) -> Iterator[str]:
    numbers = catalog.numbers
    for number in numbers:
        yield from (token.define(number), token.more(number))
        yield from (f"a:{number}:{kind}::plain" for kind in ("retry", "cache", "body", "standard", "fault", "seo"))
    for digit in range(1, 6):
        yield from (token.status_class(digit), token.status_class(digit, detailed=True))
    for n, one in enumerate(numbers):
        for other in numbers[n + 1 :]:
            yield from (token.compare(one, other), token.why(one, other), token.why(other, one))
    yield from (f"h:{case}" for case in catalog.cases)
    yield from (f"e:{signal.token}:" for _, signal in catalog.marks if " " not in signal.token)
    yield from ("?", "o:400-401-403", "l::retry:", f"f:{token.define(404)}", f"f.who:{token.define(404)}")


def replies(catalog: Catalog) -> Iterator[Reply]:
    for made in every_token(catalog):
        reply = core().reply(Press(made, "mention", ME, HERE))
        assert reply, made
        yield reply
    for text in (*QUESTIONS.values(), "내 데이터", "내 데이터 삭제", "404\n" * 40, '0.0.0.0 "GET /' + "a" * 5000 + '" 502 1'):
        yield reply_to(text)


def test_every_card_pair_and_kind_of_answer_is_taken(catalog: Catalog) -> None:
    wrong: list[str] = []
    for reply in replies(catalog):
        bodies = [
            render.message(reply, everyone=True, owner="U1", lead_in="u1 님이 공유했습니다"),
            render.message(reply, everyone=False),
        ]
        for body in (*bodies, views.modal(reply)):
            wrong += [f"{reply.card.title}: {fault}" for fault in _without_contract(body)]
        acknowledged = json.loads(render.acknowledgement(reply, everyone=True, owner="U1"))
        assert acknowledged == {"response_type": "in_channel", **render.message(reply, everyone=True, owner="U1")}
    assert not wrong


def test_every_card_keeps_to_the_contracts(catalog: Catalog) -> None:
    """A twentieth of the 6,000 pairs, all else whole; all of them with SAGONGSA_ALL_PAIRS (five minutes)."""
    if contracts() is None:
        pytest.skip("SAGONGSA_CONTRACTS나 jsonschema가 없어 플랫폼의 계약과 견주지 않습니다")
    wrong = []
    for n, reply in enumerate(replies(catalog)):
        if reply.question.intent in ("compare", "why") and n % 20 and not os.environ.get("SAGONGSA_ALL_PAIRS"):
            continue
        body = render.message(reply, everyone=n % 2 == 0, owner="U1")
        wrong += [f"{reply.card.title}: {fault}" for fault in faults(body)]
    wrong += faults(views.home("/http"))
    wrong += faults(views.modal(Reply(views.codes_of_message(catalog.numbers, catalog), SILENT), views.CODES))
    assert not wrong


def _without_contract(body: JSON) -> list[str]:
    held = os.environ.pop("SAGONGSA_CONTRACTS", None)
    contracts.cache_clear()
    try:
        return faults(body)
    finally:
        if held:
            os.environ["SAGONGSA_CONTRACTS"] = held
        contracts.cache_clear()


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("seen", ["slash", "mention"])
def test_cards_look_as_reviewed(name: str, seen: str) -> None:
    reply = core().reply(Query(QUESTIONS[name], seen, ME, HERE))  # type: ignore[arg-type]
    assert reply
    made = json.dumps(render.body(reply, seen), ensure_ascii=False, indent=1) + "\n"  # type: ignore[arg-type]
    path = GOLDEN / f"{name}.{seen}.json"
    if os.environ.get("SAGONGSA_GOLDEN") == "write":
        path.write_text(made, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == made, "바뀐 모습이 맞다면 SAGONGSA_GOLDEN=write로 다시 쓰세요"


def test_what_everyone_sees_is_compact_and_keeps_the_answer(catalog: Catalog) -> None:
    for number in catalog.numbers:
        reply = core().reply(Press(token.define(number), "mention", ME, HERE))
        assert reply
        body = render.message(reply, everyone=True)
        assert len(body["blocks"]) <= COMPACT.blocks + 4
        words = "".join(text for block in body["blocks"] for text in texts(block))
        code = catalog.code(number)
        assert code
        assert str(number) in words
        assert labels_of.RETRY in words or labels_of.RECEIVER in words
        assert wording.MORE in labels(body)


def test_optional_parts_go_in_order_and_never_without_more() -> None:
    filler = "가" * 500
    blocks: tuple[Block, ...] = (
        Labelled(labels_of.WHO, plain("앞단")),
        Labelled(labels_of.MEASURED, plain(filler)),
        Labelled(labels_of.RELATED, plain(filler)),
        Labelled(labels_of.MISCONCEPTION, plain(filler)),
        Sources((Link("https://example.com/", "RFC"),)),
    )
    reply = Reply(Card("제목", plain("답"), blocks), Question("compare", (404, 410)))
    full = render.message(reply, everyone=False)
    assert len(full["blocks"]) == 7
    assert not labels(full)
    compact = render.message(reply, everyone=True)
    words = "".join(text for block in compact["blocks"] for text in texts(block))
    assert labels_of.WHO in words
    assert "RFC" in words
    assert (labels_of.MEASURED in words, labels_of.MISCONCEPTION in words, labels_of.RELATED in words) == (False, False, True)
    assert [button["value"] for block in compact["blocks"] if block["type"] == "actions" for button in block["elements"]] == [
        "c:404-410"
    ]


def test_hard_limits_hold_for_any_card() -> None:
    blocks: tuple[Block, ...] = (
        *(Labelled(f"이름 {n}", plain("가" * 400)) for n in range(60)),
        Sources(tuple(Link(f"https://example.com/{n}", f"출처 {n}") for n in range(400))),
    )
    actions = tuple(Action(f"{n} " + "단추" * 60, f"d:{n % 1000}") for n in range(40))
    reply = Reply(Card("제목" * 200, plain("답 " * 100), blocks, actions), SILENT)
    body = render.message(reply, everyone=False)
    assert not _without_contract(body)
    assert len(body["blocks"]) <= BLOCKS_IN_MESSAGE
    assert FULL.characters < TEXT_IN_MESSAGE


def test_user_text_is_never_markup() -> None:
    said = "<!channel> <@U1> *굵게* `코드` @here https://x.y/ &lt; :fire: <https://evil|눌러>"
    card = Card(
        said,
        plain(said),
        (Labelled(said, (Strong(said), Plain(said))), Verbatim("줄", said), Steps("목록", (Step(plain(said), said),))),
    )
    body = render.message(Reply(card, SILENT), everyone=True)
    assert not _without_contract(body)
    assert body["text"].startswith("&lt;!channel&gt; &lt;@U1&gt;")
    kinds = {node.get("type") for node in nodes({"blocks": body["blocks"]})}
    assert not kinds & {"mrkdwn", "link", "user", "broadcast", "emoji"}


def test_a_table_reads_row_by_row() -> None:
    card = Card(
        "비교",
        plain("표"),
        (Table(("", "401", "403"), (("누구", "모르는 사람", "아는 사람"), ("다시", "로그인하고", "소용없음"))),),
    )
    (block,) = [block for block in render.message(Reply(card, SILENT), everyone=True)["blocks"] if block["type"] == "rich_text"][1:]
    assert "".join(texts(block)) == "누구401  모르는 사람403  아는 사람다시401  로그인하고403  소용없음"


@given(st.text(max_size=400), st.integers(1, 60))
def test_cutting_keeps_to_the_limit(text: str, limit: int) -> None:
    made = cut(text, limit)
    assert len(made) <= limit
    assert made == text or (made.endswith("…") and text.startswith(made[:-1]))


@pytest.mark.parametrize("joined", ["e\u0301", "👍🏽", "❤\ufe0f", "👩\u200d💻", "\u1112\u1161\u11ab"])
def test_cutting_leaves_what_is_one_character_whole(joined: str) -> None:
    for limit in range(2, 3 + len(joined)):
        made = cut("a" + joined + "b" * 10, limit)
        assert made in ("a…", f"a{joined}…", f"a{joined}b…")


@given(st.text(max_size=300))
def test_any_text_makes_a_body_that_is_taken(text: str) -> None:
    for surface in ("slash", "mention"):
        reply = core().reply(Query(text, surface, ME, HERE))
        assert reply
        assert not _without_contract(render.message(reply, everyone=surface == "mention"))
    assert "<" not in escaped(text)
    text_of({"text": text, "attachments": [{"fallback": text}], "blocks": []})


def test_cards_made_of_pasted_lines_are_kept_nowhere() -> None:
    line = '10.0.0.1 - - [12/Mar/2025:14:05:01 +0900] "GET /geheim HTTP/1.1" 502 5 "-" "curl"'
    render.message(reply_to(line), everyone=False)
    assert "geheim" not in str(render._kept)


def test_the_buttons_of_a_public_card() -> None:
    reply = core().reply(Query("404", "slash", ME, HERE))
    assert reply
    shown = render.public(reply.card)
    body = render.message(replace(reply, card=shown), everyone=True, owner="U7")
    values = {
        button["text"]["text"]: button["value"]
        for block in body["blocks"]
        if block["type"] == "actions"
        for button in block["elements"]
    }
    assert values["지우기"] == "x U7"
    assert "채널에 공유" not in values
    assert sum(map(size, shown.blocks)) > 0
