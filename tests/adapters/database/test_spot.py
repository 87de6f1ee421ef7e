"""What is kept for minutes is read and written on the spot; whoever else is writing is waited for in a thread."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert

from adapters.database import schema, stores, tables
from adapters.database.engine import Database
from bot.model import Actor, Memory, Place

Scene = Callable[[Database], Awaitable[None]]
HERE, ME = Place("slack:T1:C1:1.0"), Actor("slack:T1:U1")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    schema.upgrade(f"sqlite:///{tmp_path}/bot.db")
    return tmp_path / "bot.db"


def play(path: Path, scene: Scene) -> None:
    async def run() -> None:
        database = Database(f"sqlite:///{path}")
        try:
            await scene(database)
        finally:
            await database.close()

    asyncio.run(run())


def events_of(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as other:
        return [key for (key,) in other.execute("SELECT key FROM event ORDER BY key")]


async def thread_of(database: Database, *, lasting: bool) -> int:
    return await database.write(lambda _: threading.get_ident(), lasting=lasting)


def test_what_lasts_is_written_in_a_thread_and_what_is_kept_for_minutes_is_not(path: Path) -> None:
    async def scene(database: Database) -> None:
        assert await thread_of(database, lasting=True) != threading.get_ident()
        assert await thread_of(database, lasting=False) == threading.get_ident()
        assert await database.read(lambda _: threading.get_ident()) != threading.get_ident()
        assert await database.read(lambda _: threading.get_ident(), brief=True) == threading.get_ident()

    play(path, scene)


def test_it_is_committed_when_it_returns(path: Path) -> None:
    async def scene(database: Database) -> None:
        assert await stores.Events(database).take("e1")
        assert events_of(path) == ["e1"]
        conversations = stores.Conversations(database)
        await conversations.save(HERE, ME, Memory((404,), "define"))
        assert await conversations.load(HERE) == Memory((404,), "define")

    play(path, scene)


def test_while_another_writes_the_loop_turns_and_the_work_is_done_after_it(path: Path) -> None:
    async def scene(database: Database) -> None:
        events = stores.Events(database)
        await events.take("before")
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            taking = asyncio.create_task(events.take("e1"))
            shown = asyncio.create_task(stores.Shown(database).take(HERE, "d:404"))
            await asyncio.sleep(0.1)  # the loop turns: nothing waits in it
            assert not taking.done()
            assert not await asyncio.wait_for(events.is_done("before"), 0.5)  # who reads is in nobody's way
            other.execute("COMMIT")
        assert await taking
        assert await shown is None
        assert "e1" in events_of(path)

    play(path, scene)


def test_a_whole_that_fails_leaves_nothing(path: Path) -> None:
    def half(connection: Connection) -> None:
        connection.execute(insert(tables.event).values(key="half", taken_at=0.0, done=False))
        raise RuntimeError

    async def scene(database: Database) -> None:
        with pytest.raises(RuntimeError):
            await database.write(half, lasting=False)
        assert await stores.Events(database).take("whole")
        assert events_of(path) == ["whole"]

    play(path, scene)


def test_the_log_does_not_grow_for_ever(path: Path) -> None:
    async def written(database: Database, first: int) -> int:
        for number in range(first, first + 500):
            await stores.Events(database).take(f"{number}")
        return path.with_name("bot.db-wal").stat().st_size

    async def scene(database: Database) -> None:
        sizes = [await written(database, turn * 500) for turn in range(8)]
        assert max(sizes) < 2 * sizes[2]

    play(path, scene)
