"""Socket Mode: dropped and refreshed sockets, readiness, dead tokens, draining."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import pytest

from adapters import compose, runtime
from adapters.slack import socket
from adapters.slack.platform import DeadBotTokenError, Slack
from adapters.slack.socket import DeadAppTokenError
from tests.adapters.slack.standin.server import running
from tests.adapters.slack.standin.state import Trouble
from tests.adapters.slack.together import Together, played, settings, together, until


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "PING", 0.3)


def test_a_dropped_socket_is_opened_again_and_readiness_says_so(tmp_path: Path) -> None:
    async def scene() -> None:
        async with together("socket", tmp_path) as it:
            asked = it.people.mention("404")
            for drop in ("abort", "close", "disconnect"):
                before = it.workspace.calls["apps.connections.open"]
                (held,) = it.standin.sockets
                it.workspace.meet("apps.connections.open", Trouble(delay=0.5))
                if drop == "abort":
                    assert held._req
                    transport = held._req.transport
                    assert transport
                    transport.abort()
                elif drop == "close":
                    await held.close()
                else:
                    await held.send_json({"type": "disconnect", "reason": "refresh_requested"})
                if drop != "disconnect":  # then the SDK has the new address before it lets go
                    await until(lambda: _not(it.slack))
                await until(partial(_opened, it, before))
                await until(it.slack.ready)
                await until(lambda: len(it.standin.sockets) == 1)
            await it.told(asked, "chat.postMessage")
            await it.quiet(asked)  # delivered again after the reconnect

    def _opened(it: Together, before: int) -> bool:
        return it.workspace.calls["apps.connections.open"] > before

    async def _not(slack: Slack) -> bool:
        return not await slack.ready()

    played(scene)


def test_an_answer_under_way_survives_the_socket(tmp_path: Path) -> None:
    async def scene() -> None:
        async with together("socket", tmp_path) as it:
            it.workspace.meet("chat.postMessage", Trouble(delay=2.5))
            assert (await it.deliver(it.people.mention("404"))).ok
            await it.standin.sockets[0].close()
            await until(lambda: bool(it.workspace.said))

    played(scene)


def test_dead_tokens_end_the_process_with_a_sentence(tmp_path: Path) -> None:
    async def scene() -> None:
        async with running() as slack:
            for name, error in (("app_token", DeadAppTokenError), ("bot_token", DeadBotTokenError)):
                kept = getattr(slack.workspace, name)
                setattr(slack.workspace, name, None)
                async with compose.house(settings(slack, "socket", f"sqlite:///{tmp_path}/slack.db")) as house:
                    with pytest.raises(error, match="invalid_auth") as told:
                        await runtime.run_all(house.platforms, house.metrics, asyncio.Event())
                    assert "api.slack.com/apps" in str(told.value)
                setattr(slack.workspace, name, kept)

    played(scene)


def test_an_app_token_that_dies_while_running_ends_it_too(tmp_path: Path) -> None:
    async def scene() -> None:
        async with together("socket", tmp_path) as it:
            it.workspace.app_token = None
            await it.standin.sockets[0].close()
            await asyncio.wait([it.task], timeout=10)
            assert isinstance(it.task.exception(), DeadAppTokenError)

    played(scene)


def test_a_slack_that_is_away_at_the_start_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "_FIRST_PAUSE", 0.1)
    monkeypatch.setattr("adapters.slack.calls._PAUSE", 0.02)

    async def scene() -> None:
        async with running() as slack:
            slack.workspace.meet("auth.test", *(Trouble(status=503) for _ in range(6)))
            async with compose.house(settings(slack, "socket", f"sqlite:///{tmp_path}/slack.db")) as house:
                stop = asyncio.Event()
                task = asyncio.create_task(runtime.run_all(house.platforms, house.metrics, stop))
                await until(house.platforms[0].ready)
                stop.set()
                await task

    played(scene)


def test_stopping_answers_what_is_under_way(tmp_path: Path) -> None:
    async def scene() -> None:
        async with together("socket", tmp_path) as it:
            it.workspace.meet("chat.postMessage", Trouble(delay=2))
            delivered = asyncio.create_task(it.deliver(it.people.mention("404")))
            await asyncio.sleep(0.2)
            it.stop.set()
            assert (await delivered).ok
            await it.task
            assert it.workspace.said
            assert not await it.slack.ready()
            assert not it.standin.sockets
            assert not it.workspace.faults

    played(scene)


def test_no_task_and_no_connection_is_left(tmp_path: Path) -> None:
    async def scene() -> None:
        before = asyncio.all_tasks()
        async with together("socket", tmp_path) as it:
            for text in ("404", "502", "503"):
                await it.told(it.people.mention(text), "chat.postMessage")
        await asyncio.sleep(0.3)
        assert asyncio.all_tasks() == before

    played(scene)
