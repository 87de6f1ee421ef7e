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


def waits(*turns: tuple[str, str, str, bool], limits: dict[str, Limit], monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long each turn (platform, workspace, place, again) was asked to wait, all coming at once."""
    asked: list[float] = []
    sleep = asyncio.sleep

    async def counted(seconds: float) -> None:
        asked.append(round(seconds, 2))
        await sleep(0)

    async def run() -> None:
        pace = Pace(OwnLine(), limits)
        monkeypatch.setattr(asyncio, "sleep", counted)
        for platform, workspace, place, again in turns:
            async with pace.turn(platform, workspace, place, again=again):
                pass

    asyncio.run(run())
    return asked


def test_cards_of_a_workspace_stand_in_line_and_those_tried_again_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    turns = [("slack", "w", f"c{n}", False) for n in range(3)] + [("slack", "other", "d", False), ("slack", "w", "e", True)]
    limits = {"slack": Limit(4, each_workspace=True)}
    assert waits(*turns, limits=limits, monkeypatch=monkeypatch) == [0, 0.25, 0.5, 0, 0]


def test_a_bot_has_one_line_for_all_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    turns = [("discord", f"server{n}", f"c{n}", False) for n in range(3)]
    assert waits(*turns, limits={"discord": Limit(25, each_workspace=False)}, monkeypatch=monkeypatch) == [0, 0.04, 0.08]


def test_two_cards_of_one_channel_are_a_second_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    turns = [("slack", f"w{n}", "c", False) for n in range(2)]
    first, second = waits(*turns, limits={"slack": Limit(4, each_workspace=True, between=1)}, monkeypatch=monkeypatch)
    assert first == 0
    assert 0.9 <= second <= 1


def test_a_place_has_one_card_under_way() -> None:
    async def run() -> int:
        pace, under_way, most = Pace(OwnLine(), {}), 0, 0

        async def one() -> None:
            nonlocal under_way, most
            async with pace.turn("any", "w", "place", again=False):
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
