"""The runner of one process: it sends what is due, wakes for what will be, goes on after an outage, and ends in order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.database.engine import Database
from adapters.delivery.build import local
from adapters.delivery.local import Local
from adapters.delivery.outbox import Times
from adapters.delivery.pace import Limit
from bot.registry.snapshot import catalog
from tests.adapters.delivery.scene import KINDS, NINE, Scene, play
from tests.adapters.postgres import Cluster

PATIENT = Times(lease=8.0, limit=2.0, appears=0.1)


@asynccontextmanager
async def running(scene: Scene) -> AsyncIterator[Local]:
    database = Database(scene.url, clock=scene.clock)
    patient = replace(scene.how, times=PATIENT)  # a machine that is busy is no platform that is silent
    runner = local(database, scene.posts, catalog(), scene.metrics, patient, alone=True)
    stop = asyncio.Event()
    task = asyncio.create_task(runner.run(stop))
    try:
        yield runner
    finally:
        stop.set()
        await asyncio.wait_for(task, 15)
        await database.close()


async def until(true: Callable[[], bool], seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.02)


def test_all_that_is_due_goes_once_through_a_platform_that_is_busy_and_silent(url: str) -> None:
    async def act(scene: Scene) -> None:
        for kind in KINDS:
            for name in range(20):
                await scene.subscribe(kind, name)
        scene.clock.forward(86_400)
        async with running(scene):
            await until(lambda: _ended(scene) == 60)
        states = [state for _, state, _ in await scene.rows()]
        silent_channels = [key for key, _ in scene.platform.silences if key in _keys(scene, "channel") or _unsent(scene, key)]
        assert states.count("sent") + states.count("unknown") == 60
        assert states.count("unknown") <= len(silent_channels)
        assert max(scene.platform.counted().values()) == 1
        assert all(late >= 0 for late in scene.platform.lateness)

    play(url, act, busy=0.1, silent=0.05, retry_after=0.3, at=NINE + timedelta(minutes=1))


def test_more_than_is_fetched_at_a_time_goes_without_a_pause(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.delivery.local._FETCHED", 7)

    async def act(scene: Scene) -> None:
        for name in range(40):
            await scene.subscribe("keyed", name)
        scene.clock.forward(86_400)
        async with running(scene):
            await until(lambda: len(scene.platform.messages) == 40)

    play(url, act, at=NINE + timedelta(minutes=1))


def test_a_platform_that_takes_few_cards_does_not_hold_back_another(url: str) -> None:
    async def act(scene: Scene) -> None:
        for name in range(30):
            await scene.subscribe("dm", name)
        for name in range(10):
            await scene.subscribe("channel", name)
        scene.clock.forward(86_400)
        scene.how = replace(scene.how, limits={"dm": Limit(2, each_workspace=False)}, at_once=3)
        async with running(scene):
            await until(lambda: sum(one.place.startswith("channel:") for one in scene.platform.messages) == 10)
            assert sum(one.place.startswith("dm:") for one in scene.platform.messages) < 25
        assert max(scene.platform.counted().values()) == 1

    play(url, act, at=NINE + timedelta(minutes=1))


def test_it_wakes_for_what_is_set_up_while_it_sleeps(url: str) -> None:
    async def act(scene: Scene) -> None:
        async with running(scene) as runner:
            await asyncio.sleep(0.3)
            await scene.subscribe("dm", "soon")
            runner.nudge()
            await until(lambda: len(scene.platform.messages) == 1)

    play(url, act, at=NINE - timedelta(seconds=1.2))


def test_it_takes_up_what_a_dead_process_left(url: str) -> None:
    async def act(scene: Scene) -> None:
        key = await scene.due("dm")
        await scene.set(key, state="sending", holder="dead", attempt=1, retry_at=scene.clock() + 3000)
        async with running(scene):
            await until(lambda: len(scene.platform.messages) == 1)
        assert (await scene.row(key)).state == "sent"
        assert scene.platform.lookups == 1

    play(url, act)


def test_what_is_under_way_ends_before_it_stops(url: str) -> None:
    async def act(scene: Scene) -> None:
        key = await scene.due("channel")
        async with running(scene):
            await until(lambda: scene.platform.asked == 1)
        assert (await scene.row(key)).state == "sent"

    play(url, act, latency=0.3)


def test_it_goes_on_after_the_database_was_away_and_loses_nothing(postgres: Cluster) -> None:
    from adapters.database import schema  # noqa: PLC0415

    schema.upgrade(postgres.url)

    async def act(scene: Scene) -> None:
        for name in range(30):
            await scene.subscribe("dm", name)
        scene.clock.forward(86_400)
        async with running(scene) as runner:
            await until(lambda: scene.platform.asked >= 5)
            await asyncio.to_thread(postgres.stop)
            await asyncio.sleep(2.5)
            assert not await runner.ready()
            await asyncio.to_thread(postgres.start)
            await until(lambda: _ended(scene) >= 30, 40)
            await until(lambda: not runner._busy and not runner._again, 40)
        assert sorted(scene.platform.counted().values()) == [1] * 30
        assert {state for _, state, _ in await scene.rows()} == {"sent"}

    play(postgres.url, act, latency=0.15, at=NINE + timedelta(minutes=1))


def _ended(scene: Scene) -> int:
    told = scene.metrics.text().decode().splitlines()
    return sum(int(float(line.split()[-1])) for line in told if line.startswith("sagongsa_deliveries_total{"))


def _keys(scene: Scene, kind: str) -> set[str]:
    return {message.key for message in scene.platform.messages if message.place.startswith(kind)}


def _unsent(scene: Scene, key: str) -> bool:
    return key not in scene.platform.counted()
