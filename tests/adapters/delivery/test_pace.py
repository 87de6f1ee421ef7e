"""Limits: how far apart cards are asked to go. The waits are counted, not measured."""

from __future__ import annotations

import asyncio

import pytest

from adapters.database.engine import Database
from adapters.database.line import SharedLine
from adapters.delivery.pace import LIMITS, Limit, OwnLine, Pace
from adapters.delivery.tick import JITTER
from tests.adapters.delivery.scene import Scene, play
from tests.adapters.postgres import Cluster
from tests.soak.delivery import emptied


class Standing:
    """A line that says who stood in it, and how far apart its places are."""

    def __init__(self) -> None:
        self.stood: list[tuple[str, float]] = []

    async def slot(self, name: str, every: float) -> float:
        self.stood.append((name, every))
        return 0.0


def lines(*cards: tuple[str, str, bool]) -> list[tuple[str, float]]:
    """In which line each card (platform, workspace, again) stands."""

    async def run() -> list[tuple[str, float]]:
        line = Standing()
        pace = Pace(line)
        for platform, workspace, again in cards:
            await pace.slot(platform, workspace, again=again)
        return line.stood

    return asyncio.run(run())


def test_a_workspace_has_a_line_and_what_is_tried_again_another() -> None:
    stood = lines(("slack", "one", False), ("slack", "other", False), ("slack", "one", True), ("terminal", "one", False))
    assert stood == [("slack:one", 0.25), ("slack:other", 0.25), ("slack:one:again", 0.25)]


def test_a_bot_has_one_line_for_all_servers() -> None:
    assert lines(("discord", "one", False), ("discord", "other", False)) == [("discord", 0.04)] * 2


def test_places_of_a_line_are_apart() -> None:
    async def run() -> list[float]:
        line = OwnLine()
        slots = [await line.slot("slack", 10.0) for _ in range(3)]
        return [*slots, await line.slot("other", 10.0)]

    assert [round(slot, -1) for slot in asyncio.run(run())] == [0, 10, 20, 0]


def test_two_cards_of_one_channel_are_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []
    sleep = asyncio.sleep

    async def counted(seconds: float) -> None:
        asked.append(round(seconds, -1))
        await sleep(0)

    async def run() -> None:
        pace = Pace(OwnLine(), {"slack": Limit(4, each_workspace=True, between=20)})
        monkeypatch.setattr(asyncio, "sleep", counted)
        for place in ("c", "c", "d"):
            async with pace.turn("slack", place, 0.0):
                pass

    asyncio.run(run())
    assert asked == [0, 20, 0]


def test_a_place_has_one_card_under_way() -> None:
    async def run() -> int:
        pace, under_way, most = Pace(OwnLine(), {}), 0, 0

        async def one() -> None:
            nonlocal under_way, most
            async with pace.turn("any", "place", await pace.slot("any", "w", again=False)):
                under_way += 1
                most = max(most, under_way)
                await asyncio.sleep(0.001)
                under_way -= 1

        await asyncio.gather(*(one() for _ in range(10)))
        return most

    assert asyncio.run(run()) == 1


def test_replicas_stand_in_one_line(postgres: Cluster) -> None:
    url = emptied(postgres)

    async def run() -> None:
        made = [Database(url) for _ in range(3)]
        lines = [SharedLine(database, str(n)) for n, database in enumerate(made)]
        slots = sorted(await asyncio.gather(*(line.slot("discord", 10.0) for line in lines * 3)))
        assert [round(slot, -1) for slot in slots] == [10.0 * n for n in range(9)]
        for database in made:
            await database.close()

    asyncio.run(run())


def test_the_platforms_limits_are_kept_to() -> None:
    assert LIMITS["slack"].between >= 1
    assert LIMITS["slack"].each_workspace
    assert LIMITS["discord"].a_second <= 25
    assert 10 <= JITTER < 60


def test_old_rows_are_swept_and_young_ones_kept(url: str) -> None:
    async def act(scene: Scene) -> None:
        old = await scene.due("dm", "old")
        scene.clock.forward(401 * 86_400)
        young = await scene.due("channel", "young")
        await scene.set(young, due_at=scene.clock())
        assert await scene.parts.ledger.sweep() >= 1
        kept = {day for day, *_ in await scene.rows()}
        assert old.day.isoformat() not in kept
        assert young.day.isoformat() in kept
        assert await scene.parts.ledger.sweep() == 0

    play(url, act)


def test_gauges_tell_how_the_queue_stands(url: str) -> None:
    async def act(scene: Scene) -> None:
        await scene.due("dm")
        scene.clock.forward(50)
        await scene.parts.watch.see()
        told = scene.metrics.text().decode()
        assert 'sagongsa_delivery_rows{state="todo"} 1.0' in told
        age = next(line for line in told.splitlines() if line.startswith("sagongsa_delivery_queue_age_seconds "))
        assert 49 <= float(age.split()[-1]) <= 90

    play(url, act)
