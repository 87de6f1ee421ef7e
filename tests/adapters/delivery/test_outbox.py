"""Every way that a card can go, on SQLite and PostgreSQL: once, or known not to have gone, or known to be unknown."""

from __future__ import annotations

import asyncio

import pytest

from adapters.database.study import Subscriptions
from bot.model import Place
from tests.adapters.delivery.scene import KINDS, TIMES, Scene, play
from tests.soak.posting import LoopbackPost


@pytest.mark.parametrize("kind", KINDS)
def test_a_card_goes_once_however_often_it_is_delivered(url: str, kind: str) -> None:
    async def act(scene: Scene) -> None:
        key = await scene.due(kind)
        for _ in range(3):
            await scene.through(key)
        row = await scene.row(key)
        assert (row.state, row.message, row.attempt, row.error) == ("sent", "m0", 1, "")
        assert row.item
        assert row.quiz
        assert [message.key for message in scene.platform.messages] == [f"{key.subscription}-{key.day:%Y%m%d}"]
        assert len(scene.platform.messages[0].key) <= 25
        assert 'sagongsa_deliveries_total{state="sent"} 1.0' in scene.metrics.text().decode()

    play(url, act)


def test_many_processes_at_one_row_send_one_card(url: str) -> None:
    async def act(scene: Scene) -> None:
        key = await scene.due("channel")
        many = [scene.again() for _ in range(6)]
        await asyncio.gather(*(scene.through(key, parts) for parts in many))
        assert len(scene.platform.messages) == 1
        assert (await scene.row(key)).state == "sent"

    play(url, act)


def test_one_process_at_one_row_many_times_at_once_sends_one_card(url: str) -> None:
    async def act(scene: Scene) -> None:
        key = await scene.due("channel")
        waits = await asyncio.gather(*(scene.parts.outbox.deliver(key) for _ in range(6)))
        assert waits == [None, 1.0, 1.0, 1.0, 1.0, 1.0]
        assert len(scene.platform.messages) == 1

    play(url, act)


def test_a_busy_platform_gets_the_same_card_when_it_said(url: str) -> None:
    async def act(scene: Scene) -> None:
        key = await scene.due("channel")
        assert await scene.parts.outbox.deliver(key) == 0.3
        first = await scene.row(key)
        assert (first.state, first.error) == ("todo", "429")
        assert await scene.parts.outbox.deliver(key)
        assert scene.platform.asked == 1
        await scene.through(key)
        last = await scene.row(key)
        assert (last.state, last.item, last.quiz, last.attempt) == ("sent", first.item, first.quiz, 3)
        assert len(scene.platform.messages) == 1
        assert all(late >= 0 for late in scene.platform.lateness)

    play(url, act, script=["busy", "busy"], retry_after=0.3)


@pytest.mark.parametrize("fate", ["taken", "lost"])
@pytest.mark.parametrize("kind", ["dm", "keyed"])
def test_where_one_can_look_an_unanswered_card_is_looked_for(url: str, kind: str, fate: str) -> None:
    async def act(scene: Scene) -> None:
        key = await scene.due(kind)
        await scene.through(key)
        assert scene.platform.lookups == 1
        assert len(scene.platform.messages) == 1
        row = await scene.row(key)
        assert (row.state, row.message) == ("sent", "m0")

    play(url, act, script=[fate])


@pytest.mark.parametrize("fate", ["taken", "lost"])
def test_where_nobody_can_look_an_unanswered_card_is_never_sent_again(url: str, fate: str) -> None:
    async def act(scene: Scene) -> None:
        key = await scene.due("channel")
        await scene.through(key)
        assert scene.platform.asked == 1
        assert (await scene.row(key)).state == "unknown"
        subscriptions = Subscriptions(scene.database)
        mine = await subscriptions.of(Place("channel:1"))
        assert mine
        assert (await subscriptions.troubles(mine)).unknown == 1

    play(url, act, script=[fate])


@pytest.mark.parametrize(("kind", "state", "messages"), [("dm", "sent", 1), ("keyed", "sent", 1), ("channel", "unknown", 0)])
def test_a_row_that_a_dead_sender_left_is_ambiguous(url: str, kind: str, state: str, messages: int) -> None:
    async def act(scene: Scene) -> None:
        key = await scene.due(kind)
        await scene.set(key, state="sending", holder="dead", attempt=1, retry_at=scene.clock() + 1, tried_at=scene.clock())
        assert await scene.parts.outbox.deliver(key)
        assert scene.platform.lookups == 0
        await scene.through(key)
        assert (await scene.row(key)).state == state
        assert len(scene.platform.messages) == messages

    play(url, act)


def test_a_sender_that_was_stopped_past_its_lease_sends_nothing(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def act(scene: Scene) -> None:
        key = await scene.due("channel")
        since = iter([0.0, TIMES.lease])
        monkeypatch.setattr("adapters.delivery.outbox.waking", lambda: next(since))
        assert await scene.parts.outbox.deliver(key) == 0
        assert scene.platform.asked == 0
        assert (await scene.row(key)).state == "todo"

    play(url, act)


def test_who_finds_out_late_that_a_card_went_says_so(url: str) -> None:
    async def act(scene: Scene) -> None:
        key = await scene.due("channel")
        slow = asyncio.create_task(scene.parts.outbox.deliver(key))
        await asyncio.sleep(0.1)
        scene.clock.forward(TIMES.lease)
        await scene.through(key, scene.again())
        assert (await scene.row(key)).state == "unknown"
        await slow
        row = await scene.row(key)
        assert (row.state, row.message) == ("sent", "m0")

    play(url, act, latency=0.3)


def test_a_gone_channel_ends_its_subscription_and_tells_who_set_it(url: str) -> None:
    async def act(scene: Scene) -> None:
        key = await scene.due("channel")
        scene.platform.gone.add("channel:1")
        await scene.through(key)
        await asyncio.sleep(0.2)
        subscriptions = Subscriptions(scene.database)
        mine = await subscriptions.of(Place("channel:1"))
        assert mine
        assert not mine.active
        assert "멈추었습니다" in (await subscriptions.troubles(mine)).ended
        assert [(one.place, one.text) for one in scene.platform.messages] == [("dm:owner", "채널의 매일 카드가 멈추었습니다")]
        scene.clock.forward(3 * 86_400)
        assert await scene.parts.tick.claim() == 0

    play(url, act)


def test_what_is_unsubscribed_before_it_goes_does_not_go(url: str) -> None:
    async def act(scene: Scene) -> None:
        key = await scene.due("channel")
        kept = await Subscriptions(scene.database).of(Place("channel:1"))
        assert kept
        await Subscriptions(scene.database).remove(kept)
        assert await scene.parts.outbox.deliver(key) is None
        assert scene.platform.asked == 0

    play(url, act)


def test_a_card_is_given_up_when_its_day_is_over(url: str) -> None:
    async def act(scene: Scene) -> None:
        key = await scene.due("channel")
        assert await scene.parts.outbox.deliver(key)
        scene.clock.forward(20 * 3600)
        await scene.through(key)
        row = await scene.row(key)
        assert (row.state, row.error) == ("failed", "too late")
        assert scene.platform.messages == []

    play(url, act, script=["busy"])


def test_a_card_whose_platform_this_process_does_not_have_stays(url: str) -> None:
    async def act(scene: Scene) -> None:
        key = await scene.due("elsewhere")
        assert await scene.parts.outbox.deliver(key) == 60
        row = await scene.row(key)
        assert (row.state, row.error, row.attempt) == ("todo", "no platform", 0)

    play(url, act)


def test_while_looking_fails_nothing_is_sent_and_in_the_end_it_is_unknown(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> str | None:
        raise ConnectionError

    async def act(scene: Scene) -> None:
        key = await scene.due("dm")
        await scene.set(key, state="sending", holder="dead", attempt=1, retry_at=scene.clock())
        monkeypatch.setattr(LoopbackPost, "find", broken)
        for _ in range(3):
            wait = await scene.parts.outbox.deliver(key)
            assert wait
            await asyncio.sleep(wait)
        assert (await scene.row(key)).state == "sending"
        scene.clock.forward(20 * 3600)
        await scene.through(key)
        assert (await scene.row(key)).state == "unknown"
        assert scene.platform.asked == 0

    play(url, act)


def test_a_channel_s_next_card_is_another_one_and_solves_the_one_before(url: str) -> None:
    async def act(scene: Scene) -> None:
        first = await scene.due("channel")
        await scene.through(first)
        second = await scene.due("channel")
        await scene.through(second)
        one, other = await scene.row(first), await scene.row(second)
        assert one.day < other.day
        assert one.item != other.item
        history = await scene.parts.claims.history(await scene.subscribe("channel"), second.day)
        assert [shown.item for shown in history.shown] == [one.item]
        assert history.quiz == one.quiz

    play(url, act)


def test_a_person_who_never_answers_sees_something_new_every_day(url: str) -> None:
    async def act(scene: Scene) -> None:
        items = []
        for _ in range(5):
            key = await scene.due("dm")
            await scene.through(key)
            items.append((await scene.row(key)).item)
        assert len(set(items)) == 5

    play(url, act)
