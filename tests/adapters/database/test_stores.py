"""The repositories, on SQLite and PostgreSQL alike."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from adapters.database import stores
from adapters.database.engine import Database
from bot.model import Actor, Memory, Place, Report

ME, YOU, HERE = Actor("test:me"), Actor("test:you"), Place("test:here")


@dataclass
class Clock:
    now: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


def with_database(url: str, work: Callable[[Database, Clock], Awaitable[None]]) -> None:
    async def run() -> None:
        clock = Clock()
        database = Database(url, clock=clock)
        try:
            await work(database, clock)
        finally:
            await database.close()

    asyncio.run(run())


def test_conversations_are_kept_and_expire(url: str) -> None:
    async def work(database: Database, clock: Clock) -> None:
        store = stores.Conversations(database, minutes=60)
        assert await store.load(HERE) == Memory()
        await store.save(HERE, ME, Memory((502, 504), "compare"))
        await store.save(HERE, YOU, Memory((404,), "define", "4xx"))
        assert await store.load(HERE) == Memory((404,), "define", "4xx")
        clock.now += 3601
        assert await store.load(HERE) == Memory()
        assert await stores.sweep(database) == 1

    with_database(url, work)


def test_what_is_kept_of_a_person_is_counted_and_deleted(url: str) -> None:
    async def work(database: Database, _: Clock) -> None:
        store = stores.Conversations(database)
        for place in ("a", "b"):
            await store.save(Place(place), ME, Memory((404,), "define"))
        await store.save(Place("c"), YOU, Memory((404,), "define"))
        assert await store.held(ME) == 2
        assert await store.forget(ME) == 2
        assert (await store.held(ME), await store.held(YOU)) == (0, 1)

    with_database(url, work)


def test_an_event_is_taken_by_one_of_many(url: str) -> None:
    async def work(database: Database, _: Clock) -> None:
        events = stores.Events(database)
        taken = await asyncio.gather(*(events.take("slack:T1:Ev1") for _ in range(20)))
        assert sum(taken) == 1

    with_database(url, work)


def test_an_event_whose_handling_died_is_handled_again_and_an_answered_one_is_not(url: str) -> None:
    async def work(database: Database, clock: Clock) -> None:
        events = stores.Events(database)
        assert await events.take("died")
        clock.now += stores.HANDLING_FOR + 1
        assert await events.take("died")
        await events.done("died")
        clock.now += stores.HANDLING_FOR + 1
        assert not await events.take("died")
        assert await events.take("failed")
        await events.give_back("failed")
        assert await events.take("failed")
        clock.now += stores.REPEATS_FOR + 1
        assert await stores.sweep(database) == 2

    with_database(url, work)


def test_a_card_is_lately_shown_for_ten_minutes(url: str) -> None:
    async def work(database: Database, clock: Clock) -> None:
        shown = stores.Shown(database)
        assert await shown.take(HERE, "d:502") is None
        await shown.keep(HERE, "d:502", "https://example.com/1")
        clock.now += stores.COOLDOWN - 1
        assert await shown.take(HERE, "d:502") == "https://example.com/1"
        assert await shown.take(Place("elsewhere"), "d:502") is None
        clock.now += 2
        assert await shown.take(HERE, "d:502") is None

    with_database(url, work)


def test_a_card_is_taken_by_one_of_many_and_by_the_next_if_it_was_not_shown(url: str) -> None:
    async def work(database: Database, clock: Clock) -> None:
        shown = stores.Shown(database)
        taken = await asyncio.gather(*(shown.take(HERE, "d:502") for _ in range(20)))
        assert sorted(taken, key=str) == [*[""] * 19, None]
        await shown.give_back(HERE, "d:502")
        assert await shown.take(HERE, "d:502") is None
        clock.now += stores.HANDLING_FOR + 1
        assert await shown.take(HERE, "d:502") is None, "its process died"
        await shown.keep(HERE, "d:502", "https://example.com/1")
        await shown.give_back(HERE, "d:502")
        clock.now += stores.HANDLING_FOR + 1
        assert await shown.take(HERE, "d:502") == "https://example.com/1", "it stands there, whoever else failed"

    with_database(url, work)


def test_reports_are_counted(url: str) -> None:
    async def work(database: Database, _: Clock) -> None:
        reports = stores.Reports(database)
        await asyncio.gather(*(reports.count(Report("d:404", "who")) for _ in range(10)))
        await reports.count(Report("d:404", "retry"))
        assert await reports.all() == [("d:404", "who", 10), ("d:404", "retry", 1)]

    with_database(url, work)


def test_a_lease_has_one_holder_and_passes_on_when_it_is_not_renewed(url: str) -> None:
    async def work(database: Database, clock: Clock) -> None:
        leases = stores.Leases(database)
        held = await asyncio.gather(*(leases.hold("discord", str(n), 20) for n in range(10)))
        assert sum(held) == 1
        holder = str(held.index(True))
        assert await leases.hold("discord", holder, 20)
        clock.now += 21
        assert await leases.hold("discord", "next", 20)
        assert not await leases.hold("discord", holder, 20)
        await leases.drop("discord", holder)
        assert not await leases.hold("discord", holder, 20)
        await leases.drop("discord", "next")
        assert await leases.hold("discord", holder, 20)

    with_database(url, work)


def test_notes(url: str) -> None:
    async def work(database: Database, _: Clock) -> None:
        notes = stores.Notes(database)
        assert await notes.read("commands") is None
        await notes.write("commands", "1")
        await notes.write("commands", "2")
        assert await notes.read("commands") == "2"

    with_database(url, work)


@pytest.mark.parametrize("wrong", ["mysql://x/y", "not a url", "redis://x"])
def test_a_url_that_cannot_be_used_is_told(wrong: str) -> None:
    with pytest.raises(Exception, match="DATABASE_URL"):
        Database(wrong)
