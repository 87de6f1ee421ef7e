"""A file of SQLite: what waits is committed together, and what fails is undone alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Connection, insert, select, text
from sqlalchemy.exc import IntegrityError

from adapters.database import schema, stores, tables
from adapters.database.engine import Database, DatabaseDownError

Scene = Callable[[Database], Awaitable[None]]


@pytest.fixture
def file(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path}/bot.db"
    schema.upgrade(url)
    return url


def play(url: str, scene: Scene) -> None:
    async def run() -> None:
        database = Database(url)
        try:
            await scene(database)
        finally:
            await database.close()

    asyncio.run(run())


def noted(name: str) -> Callable[[Connection], None]:
    def work(connection: Connection) -> None:
        connection.execute(insert(tables.note).values(name=name, value="x"))

    return work


@asynccontextmanager
async def busy(database: Database) -> AsyncIterator[None]:
    """The writer has its hands full until the end of the block: what is written in it waits and is then taken up together."""
    held = Event()
    writing = asyncio.create_task(database.write(lambda _: held.wait(5)))
    await asyncio.sleep(0.05)
    try:
        yield
        await asyncio.sleep(0.05)  # what was begun in the block gets in line
    finally:
        held.set()
        await writing


async def names(database: Database) -> list[str]:
    query = select(tables.note.c.name).order_by(tables.note.c.name)
    return await database.read(lambda connection: list(connection.execute(query).scalars()))


def test_what_waits_is_committed_at_once_and_what_fails_is_undone_alone(file: str) -> None:
    async def scene(database: Database) -> None:
        await database.write(noted("first"))
        works = [noted("a"), noted("first"), noted("b")]
        async with busy(database):
            waiting = asyncio.gather(*(database.write(work) for work in works), return_exceptions=True)
        told = await waiting
        assert [type(one) for one in told] == [type(None), DatabaseDownError, type(None)]
        assert isinstance(told[1].__cause__, IntegrityError)  # type: ignore[union-attr]
        assert await names(database) == ["a", "b", "first"]

    play(file, scene)


def test_work_whose_caller_went_away_is_not_begun(file: str) -> None:
    async def scene(database: Database) -> None:
        async with busy(database):
            gone = asyncio.create_task(database.write(noted("gone")))
            await asyncio.sleep(0.05)
            gone.cancel()
            await asyncio.gather(gone, return_exceptions=True)
        await database.write(noted("later"))
        assert await names(database) == ["later"]

    play(file, scene)


def test_how_lasting_a_commit_is_follows_what_is_in_it(file: str) -> None:
    asked, full, normal = text("PRAGMA synchronous"), 2, 1

    def asked_of(connection: Connection) -> int:
        return int(connection.execute(asked).scalar_one())

    async def scene(database: Database) -> None:
        assert await database.write(asked_of) == full
        async with busy(database):
            alone = asyncio.create_task(database.brief(asked, {}))
        assert await alone == (normal,)
        async with busy(database):
            together = asyncio.gather(database.brief(asked, {}), database.write(asked_of))
        assert list(await together) == [(full,), full]

    play(file, scene)


def test_those_who_use_a_new_file_first_do_not_get_in_each_others_way(tmp_path: Path) -> None:
    for turn in range(10):
        url = f"sqlite:///{tmp_path}/{turn}.db"
        schema.make_ready(url)

        async def scene(one: Database, url: str = url) -> None:
            other = Database(url)
            taken = await asyncio.gather(*(stores.Events(it).take(f"{event}") for event in range(5) for it in (one, other)))
            await other.close()
            assert sum(taken) == 5

        play(url, scene)


def test_what_waits_is_written_before_it_closes(file: str) -> None:
    async def scene(database: Database) -> None:
        async with busy(database):
            waiting = asyncio.create_task(database.write(noted("last")))
            await asyncio.sleep(0.05)
            closing = asyncio.create_task(database.close())
        await asyncio.gather(waiting, closing)
        again = Database(file)
        assert await names(again) == ["last"]
        await again.close()

    play(file, scene)


def test_a_closed_one_says_that_it_is_down(file: str) -> None:
    async def scene(database: Database) -> None:
        await database.close()
        with pytest.raises(DatabaseDownError):
            await database.write(noted("late"))
        with pytest.raises(DatabaseDownError):
            await names(database)

    play(file, scene)
