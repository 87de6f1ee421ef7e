"""The daily card in Slack: by words, by the form, in a channel and by oneself; answers are private, and counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adapters.clock import SystemClock
from adapters.database.study import Progress, Subscriptions
from adapters.slack import form, render
from bot.answer.daily import daily_card, quiz_of
from bot.model import Actor, Place
from bot.registry.snapshot import catalog
from bot.study.item import Item
from bot.tutor import Tutor
from tests.adapters.slack.standin.state import JSON
from tests.adapters.slack.together import KINDS, Kind, Together, labels, plain, played, together, until

pytestmark = pytest.mark.parametrize("kind", KINDS)
ME, CHANNEL = Place("slack:T1:U1"), Place("slack:T1:C1")


def fields(view: JSON) -> dict[str, JSON]:
    return {block["block_id"]: block["element"] for block in view["blocks"]}


def submission(it: Together, view: JSON, *, user: str = "U1", **given: Any) -> JSON:
    """The window sent in, as it was opened but for what is `given`."""
    state: dict[str, dict[str, JSON]] = {}
    for name, element in fields(view).items():
        value: JSON = {"type": element["type"]}
        if element["type"] == "timepicker":
            value["selected_time"] = given.get(name, element.get("initial_time"))
        elif element["type"] in ("checkboxes", "multi_static_select"):
            default = [one["value"] for one in element.get("initial_options", [])]
            options = [one for one in element["options"] if one["value"] in given.get(name, default)]
            value["selected_options"] = options
        else:
            chosen = given.get(name)
            value["selected_option"] = {"value": chosen} if chosen else element.get("initial_option")
        state[name] = {name: value}
    return {
        "type": "view_submission", "team": {"id": "T1"}, "user": {"id": user, "name": user, "team_id": "T1"}, "api_app_id": "A1",
        "token": "x", "trigger_id": it.workspace.trigger(), "view": {**view, "id": "V1", "state": {"values": state}},
    }  # fmt: skip


async def stored(it: Together, place: Place) -> Any:
    return await Subscriptions(it.house.database).of(place)


def test_words_in_a_direct_conversation_subscribe_and_the_card_says_what_is_set(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            told = await it.told(it.people.direct("평일 아침 8시 반에 5xx 카드 보내줘"), "chat.postMessage")
            assert "평일 오전 8:30" in plain(told)
            assert "5xx" in plain(told)
            assert labels(told) == ["바꾸기", "쉬기", "그만 받기"]
            kept = await stored(it, ME)
            assert (kept.at.hour, kept.at.minute, kept.days, kept.topics, kept.personal) == (8, 30, (0, 1, 2, 3, 4), ("5xx",), True)
            await it.told(it.people.direct("쉬기 2주"), "chat.postMessage")
            assert len((await stored(it, ME)).pauses) == 1
            stopped = await it.told(it.people.press(told, "그만 받기", channel="D1"), "chat.postMessage")
            assert "그만 보냅니다" in plain(stopped)
            assert await stored(it, ME) is None

    played(scene)


def test_a_command_offers_and_the_form_sets(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            offered = (await it.deliver(it.people.command("구독"))).body
            opened = await it.told(it.people.press(offered, "직접 고르기", ephemeral=True), "views.open")
            view = opened["view"]
            assert fields(view)["at"]["initial_time"] == "09:00"
            empty = await it.deliver(submission(it, view, days=()))
            assert empty.body["response_action"] == "errors"
            assert "days" in empty.body["errors"]
            sent = await it.deliver(submission(it, view, at="18:45", zone="America/New_York", days=("0", "2"), topics=("nginx",)))
            assert sent.body["response_action"] == "update"
            assert "뉴욕(America/New_York)" in plain(sent.body["view"])
            kept = await stored(it, ME)
            assert (kept.zone, kept.days, kept.topics, kept.skip_holidays) == ("America/New_York", (0, 2), ("nginx",), True)
            again = (await it.deliver(it.people.command("지금 구독 상태"))).body
            changed = await it.told(it.people.press(again, "바꾸기", ephemeral=True), "views.open")
            assert fields(changed["view"])["at"]["initial_time"] == "18:45"
            assert not it.workspace.faults

    played(scene)


def test_a_channels_card_belongs_to_who_set_it_and_anyone_may_stop_it(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            offered = (await it.deliver(it.people.command("구독"))).body
            opened = await it.told(it.people.press(offered, "이 채널에서 받기", ephemeral=True), "views.open")
            await it.deliver(submission(it, opened["view"], at="10:00"))
            kept = await stored(it, CHANNEL)
            assert (kept.owner, kept.personal) == (Actor("slack:T1:U1", "slack:T1"), False)
            others = (await it.deliver(it.people.command("채널에 11시에 보내줘", user="U2"))).body
            assert "이미" in plain(others)
            users = [e for block in others["blocks"] for part in block.get("elements", []) for e in part.get("elements", [])]
            assert {"type": "user", "user_id": "U1"} in users
            asked = await it.told(it.people.press(others, "그만 받기", user="U2", ephemeral=True), "respond")
            assert await stored(it, CHANNEL) is not None
            await it.told(it.people.press(asked, "이 채널에서 그만 받기", user="U2", ephemeral=True), "respond")
            assert await stored(it, CHANNEL) is None

    played(scene)


def test_answers_to_a_channels_card_are_private_and_the_first_counts(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            day = Tutor(catalog(), SystemClock()).today()
            item = Item((404,))
            body = render.card_message(daily_card(item, day, catalog(), personal=False))
            first, second = labels(body)[:2]
            progress = Progress(it.house.database)
            for label in (first, second):
                told = await it.told(it.people.press(body, label), "respond")
                assert told["response_type"] == "ephemeral"
            assert "처음 고른 답만" in plain(told)
            quiz = quiz_of(item, day, catalog())
            assert (await progress.tally(CHANNEL, quiz))[0] == 1
            await it.told(it.people.press(body, second, user="U2"), "respond")
            answered, right = await progress.tally(CHANNEL, quiz)
            assert answered == 2
            assert 0 <= right <= 2
            assert "U1" not in str(it.workspace.posted("chat.postMessage"))

    played(scene)


def test_nobodys_own_is_shown_to_a_channel(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            for text in ("공개 내 기록", "공개 내 데이터"):
                assert (await it.deliver(it.people.command(text))).body["response_type"] == "ephemeral"

    played(scene)


def test_codes_asked_in_a_channel_are_collected_where_one_lets_us(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            progress = Progress(it.house.database)
            await it.told(it.people.mention("502"), "chat.postMessage")
            await it.told(it.people.direct("장애 때 물어본 코드도 카드로 넣어줘"), "chat.postMessage")
            await it.told(it.people.mention("504"), "chat.postMessage")

            async def is_kept() -> bool:
                return (await progress.learner(Actor("slack:T1:U1"))).wanted == (504,)

            await until(is_kept)
            await it.told(it.people.direct("이제 장애 코드는 덱에 넣지 마"), "chat.postMessage")
            assert (await progress.learner(Actor("slack:T1:U1"))).wanted == ()

    played(scene)


def test_zones_are_searched_while_one_types(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            asked = {
                "type": "block_suggestion", "team": {"id": "T1"}, "user": {"id": "U1", "team_id": "T1"}, "api_app_id": "A1",
                "token": "x", "action_id": form.ZONE, "block_id": form.ZONE, "value": "뉴", "view": {"id": "V1", "type": "modal"},
            }  # fmt: skip
            told = (await it.deliver(asked)).body
            assert "America/New_York" in [option["value"] for option in told["options"]]
            assert (await it.deliver(asked | {"value": "없는곳입니다"})).body == {"options": []}

    played(scene)
