"""Whose turn it is: one holder, taken over when it dies, kept while the database is away."""

from __future__ import annotations

import asyncio
from pathlib import Path

from adapters.database import schema, stores
from adapters.database.engine import Database
from adapters.turns import TAKEOVER, Turn
from tests.adapters.postgres import Cluster, cluster

SHORT = {"lasts": 0.6, "renewed": 0.1}


def test_another_takes_over_within_thirty_seconds() -> None:
    assert TAKEOVER <= 30


def test_one_holds_and_the_next_takes_over_when_it_lets_go_or_dies(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/turns.db"
    schema.upgrade(url)

    async def work() -> None:
        database = Database(url)
        leases = stores.Leases(database)
        stop = asyncio.Event()
        held: list[str] = []

        async def hold(name: str, until: asyncio.Event) -> None:
            async with Turn(leases, "discord", **SHORT).held(stop):
                held.append(name)
                await until.wait()

        first_ends, never = asyncio.Event(), asyncio.Event()
        first = asyncio.create_task(hold("first", first_ends))
        await asyncio.sleep(0.2)
        second = asyncio.create_task(hold("second", never))
        await asyncio.sleep(1.0)
        assert held == ["first"]  # renewed past the time that it lasts
        first_ends.set()
        await first
        async with asyncio.timeout(5):
            while held != ["first", "second"]:
                await asyncio.sleep(0.05)
        assert await leases.hold("dead", "a process that died", 0.3)
        async with asyncio.timeout(5), Turn(leases, "dead", **SHORT).held(stop) as lost:
            assert not lost.is_set()
        second.cancel()
        await asyncio.gather(second, return_exceptions=True)
        await database.close()

    asyncio.run(work())


def test_a_holder_whose_lease_was_taken_is_told(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/turns.db"
    schema.upgrade(url)

    async def work() -> None:
        now = [1000.0]
        database = Database(url, clock=lambda: now[0])
        leases = stores.Leases(database)
        async with Turn(leases, "discord", **SHORT).held(asyncio.Event()) as lost:
            now[0] += 60  # this process slept
            assert await leases.hold("discord", "another", 1000)
            async with asyncio.timeout(5):
                await lost.wait()
        await database.close()

    asyncio.run(work())


def test_an_outage_of_the_database_costs_nobody_their_turn() -> None:
    async def work(running: Cluster) -> None:
        database = Database(running.url)
        async with Turn(stores.Leases(database), "discord", **SHORT).held(asyncio.Event()) as lost:
            await asyncio.to_thread(running.stop)
            await asyncio.sleep(1.0)
            assert not lost.is_set()
        await database.close()

    with cluster() as running:
        schema.upgrade(running.url)
        asyncio.run(work(running))
