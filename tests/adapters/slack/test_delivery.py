"""The same event again: by retry, to another replica, after a crash, with the database away. Answered once, and never dropped."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from adapters.database import stores
from tests.adapters.slack.standin.server import running
from tests.adapters.slack.standin.state import Trouble
from tests.adapters.slack.together import KINDS, Kind, played, together, until

pytestmark = pytest.mark.parametrize("kind", KINDS)


def test_a_retry_of_what_was_answered_is_acknowledged_and_not_answered(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            asked = it.people.mention("404")
            await it.told(asked, "chat.postMessage")
            for retry in (1, 2, 3):
                assert (await it.deliver(asked, retry=retry)).ok
            await it.quiet(asked | {"event_id": "EvOther"})  # Slack tells of one message by two events
            assert it.counted('sagongsa_duplicate_events_total{platform="slack"} 4.0')

    played(scene)


def test_two_replicas_answer_one_event_once(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with (
            running() as slack,
            together(kind, tmp_path, beside=slack) as one,
            together(kind, tmp_path, beside=slack) as other,
        ):
            asked = [one.people.mention(f"{code}") for code in (404, 502, 503, 301, 429)]
            both = [(it, event) for event in asked for it in (one, other)]
            acks = await asyncio.gather(*(it.deliver(event) for it, event in both))
            await asyncio.gather(one.slack.idle(), other.slack.idle())
            for (it, event), ack in zip(both, acks, strict=True):  # one that was still under way elsewhere is asked for again
                assert ack.ok or (await it.deliver(event, retry=1)).ok
            assert len(slack.workspace.posted("chat.postMessage")) == len(asked)

    played(scene)


def test_two_replicas_show_a_card_in_one_thread_once(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with (
            running() as slack,
            together(kind, tmp_path, beside=slack) as one,
            together(kind, tmp_path, beside=slack) as other,
        ):
            thread = "1600000000.000100"
            codes = (404, 502, 503, 301, 429)
            slack.workspace.meet("chat.postMessage", *(Trouble(delay=0.2) for _ in codes))  # the slower, the likelier both
            asked = [(it, it.people.mention(f"{code}", thread=thread)) for code in codes for it in (one, other)]
            acks = await asyncio.gather(*(it.deliver(event) for it, event in asked))
            assert all(ack.ok for ack in acks)
            await asyncio.gather(one.slack.idle(), other.slack.idle())
            assert len(slack.workspace.posted("chat.postMessage")) == len(codes)
            assert len(slack.workspace.posted("chat.postEphemeral")) == len(codes)

    played(scene)


def test_an_event_that_another_process_died_of_is_answered_on_the_retry(
    kind: Kind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            asked = it.people.mention("404")
            event = asked["event"]
            dead = stores.Events(it.house.database)
            assert await dead.take(f"slack:T1:{event['channel']}:{event['ts']}")  # and nothing more is heard of that process
            assert not (await it.deliver(asked)).ok  # not acknowledged: Slack asks again
            assert not it.workspace.said
            monkeypatch.setattr(stores, "HANDLING_FOR", 0.0)
            assert (await it.deliver(asked, retry=1)).ok
            assert len(it.workspace.posted("chat.postMessage")) == 1

    played(scene)


def test_a_try_that_failed_is_not_acknowledged_and_the_retry_answers(
    kind: Kind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.slack.calls._PAUSE", 0.05)

    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            for answers, thread in enumerate((None, "1600000000.000100"), 1):
                it.workspace.meet("chat.postMessage", *(Trouble(status=503) for _ in range(4)))
                asked = it.people.mention("404", thread=thread)
                assert not (await it.deliver(asked)).ok
                assert len(it.workspace.said) == answers - 1
                assert (await it.deliver(asked, retry=1)).ok
                assert len(it.workspace.posted("chat.postMessage")) == answers == len(it.workspace.said)

    played(scene)


def test_a_repeated_event_waits_for_the_answer_under_way(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            it.workspace.meet("chat.postMessage", Trouble(delay=0.3))
            asked = it.people.mention("404")
            first, again = await asyncio.gather(it.deliver(asked), it.deliver(asked, retry=1))
            assert first.ok
            assert again.ok
            it.workspace.meet("chat.postMessage", Trouble(delay=4))
            slow = it.people.mention("502")
            first, again = await asyncio.gather(it.deliver(slow), it.deliver(slow, retry=1))
            assert first.ok
            assert not again.ok  # nobody can say yet that it will be answered
            await until(lambda: len(it.workspace.posted("chat.postMessage")) == 2)

    played(scene)


def test_without_the_database_everything_is_answered_and_once_a_process(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            (tmp_path / "slack.db").unlink()
            (tmp_path / "slack.db").mkdir()  # no file can be made there any more
            await it.house.database.close()
            asked = it.people.mention("404")
            await it.told(asked, "chat.postMessage")
            await it.quiet(asked)
            await it.told(it.people.direct("502"), "chat.postMessage")
            card = await it.deliver(it.people.command("503"))
            await it.told(it.people.press(card.body, "채널에 공유", ephemeral=True), "respond")

    played(scene)


def test_five_hundred_at_once_are_all_answered(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            commands = [it.people.command(text) for text in ("404", "왜 302 말고 307?", "502 504 차이") for _ in range(100)]
            mentions = [it.people.mention("404") for _ in range(200)]
            acks = await asyncio.gather(*(it.transport.deliver(payload, within=20) for payload in [*commands, *mentions]))
            assert all(ack.ok for ack in acks)
            assert all(ack.body for ack in acks[:300])
            await until(lambda: len(it.workspace.posted("chat.postMessage")) == 200)

    played(scene)
