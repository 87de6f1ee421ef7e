"""What is kept for minutes is read and written on the spot; whoever else is writing is waited for in a thread."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest

from adapters.database import schema, stores
from adapters.database.engine import Database, DatabaseDownError
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


def other_threads() -> set[int]:
    return {thread.ident or 0 for thread in threading.enumerate()} - {threading.get_ident()}


def test_what_is_kept_for_minutes_needs_no_thread_and_what_lasts_is_written_in_one(path: Path) -> None:
    async def scene(database: Database) -> None:
        before = other_threads()
        events, shown = stores.Events(database), stores.Shown(database)
        assert await events.take("e1")
        assert await shown.take(HERE, "d:404") is None
        assert await shown.take(HERE, "d:404") == ""
        assert other_threads() == before
        assert await database.read(lambda _: threading.get_ident()) != threading.get_ident()
        assert await database.write(lambda _: threading.get_ident()) != threading.get_ident()

    play(path, scene)


def test_a_card_that_was_given_back_is_anybodys_and_one_that_is_shown_is_not(path: Path) -> None:
    async def scene(database: Database) -> None:
        shown = stores.Shown(database)
        await shown.take(HERE, "d:404")
        await shown.give_back(HERE, "d:404")
        assert await shown.take(HERE, "d:404") is None
        await shown.keep(HERE, "d:404", "1.5")
        await shown.give_back(HERE, "d:404")
        assert await shown.take(HERE, "d:404") == "1.5"

    play(path, scene)


def test_an_event_is_given_back_only_until_it_is_done(path: Path) -> None:
    async def scene(database: Database) -> None:
        events = stores.Events(database)
        await events.take("e1")
        assert not await events.is_done("e1")
        await events.give_back("e1")
        assert await events.take("e1")
        await events.done("e1")
        await events.give_back("e1")
        assert await events.is_done("e1")
        assert not await events.take("e1")

    play(path, scene)


def test_a_file_that_cannot_be_used_is_a_database_that_is_down(tmp_path: Path) -> None:
    async def scene(database: Database) -> None:
        with pytest.raises(DatabaseDownError):
            await stores.Events(database).take("e1")

    play(tmp_path / "bot.db", scene)  # a new file without tables
    play(tmp_path / "no" / "bot.db", scene)
    (tmp_path / "text.db").write_text("no database at all, but long enough to be looked at as one" * 10)
    play(tmp_path / "text.db", scene)


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


def test_who_reads_waits_for_a_writer_in_a_thread_where_the_file_is_not_in_wal_mode(path: Path) -> None:
    async def scene(database: Database) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            assert other.execute("PRAGMA journal_mode=DELETE").fetchone() == ("delete",)
            other.execute("BEGIN EXCLUSIVE")
            reading = asyncio.create_task(stores.Events(database).is_done("e1"))
            await asyncio.sleep(0.1)
            assert not reading.done()
            other.execute("COMMIT")
        assert not await reading

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
