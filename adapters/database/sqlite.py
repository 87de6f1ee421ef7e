"""A file of SQLite: one thread writes, two read, and what is small is done on the spot.

Work goes to its thread whole, so that it costs one change of threads and not one for each call of the driver. What comes while the
writer waits for the disk goes into its next transaction together (a group commit): the disk is waited for once for all of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import URL

from adapters.database.spot import BusyError, Spot
from adapters.database.work import Told, Work, first_row

_READERS = 2
# Writes in a row on the spot; then one takes the line, with whose commit SQLite moves a log that has grown into the file.
_MOST_ON_THE_SPOT = 250
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Piece:
    work: Work[Any]
    done: asyncio.Future[Any]
    lasting: bool


class File:
    """`patience` is how many seconds another process's write is waited for. Raises SQLAlchemyError as the driver does."""

    def __init__(self, url: URL, patience: float) -> None:
        self._reads = create_engine(
            url, pool_size=_READERS, isolation_level="AUTOCOMMIT", pool_reset_on_return=None, connect_args={"timeout": patience}
        )
        self._writes = create_engine(url, pool_size=1, connect_args={"timeout": patience})
        for engine in (self._reads, self._writes):
            event.listen(engine, "connect", _prepared)
        event.listen(self._writes, "connect", _begun_by_us)
        event.listen(self._writes, "begin", _begin_at_once)
        self._spot = Spot(url)
        self._on_the_spot = 0
        self._patience = patience
        self._readers = ThreadPoolExecutor(_READERS, "sqlite-read")
        self._writer = ThreadPoolExecutor(1, "sqlite-write")
        self._waiting: list[_Piece] = []
        self._written_all = asyncio.Event()
        self._written_all.set()
        self._lasting = True
        self._closed = False

    async def brief(self, statement: Any, told: Told) -> tuple[Any, ...] | None:
        self._must_be_open()
        work = first_row(statement, told)
        if statement.is_select:
            with suppress(BusyError):  # in WAL mode a writer is in nobody's way who reads; elsewhere it may be
                return self._spot.run(statement, told)
            return await self.read(work)
        if self._may_be_on_the_spot():
            with suppress(BusyError):
                return self._spot.run(statement, told)
        return await self._written_soon(work, lasting=False)

    async def read(self, work: Work[T]) -> T:
        self._must_be_open()
        async with asyncio.timeout(self._patience):
            return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, work)

    async def write(self, work: Work[T]) -> T:
        """The result once it is committed. Work whose caller went away before it began is not begun."""
        self._must_be_open()
        return await self._written_soon(work, lasting=True)

    async def write_one(self, work: Work[T]) -> T:
        return await self.write(work)

    async def close(self) -> None:
        """What waits is still written; nothing new is begun."""
        self._closed = True
        await self._written_all.wait()
        for threads in (self._writer, self._readers):
            await asyncio.to_thread(threads.shutdown)
        self._spot.close()
        for engine in (self._writes, self._reads):
            engine.dispose()

    def _must_be_open(self) -> None:
        if self._closed:
            raise ConnectionError("closed")

    async def _written_soon(self, work: Work[T], *, lasting: bool) -> T:
        piece = _Piece(work, asyncio.get_running_loop().create_future(), lasting)
        self._waiting.append(piece)
        if self._written_all.is_set():
            self._write_all()
        async with asyncio.timeout(self._patience):
            waited: T = await piece.done
        return waited

    def _may_be_on_the_spot(self) -> bool:
        """Not while others are in line, who are not passed over, nor too often in a row."""
        self._on_the_spot = (self._on_the_spot + 1) % _MOST_ON_THE_SPOT
        return self._written_all.is_set() and self._on_the_spot != 0

    def _read(self, work: Work[T]) -> T:
        with self._reads.connect() as connection:
            return work(connection)

    def _write_all(self) -> None:
        """Give the writer what waits; once it is done with that, what has come since."""
        pieces = [piece for piece in self._waiting if not piece.done.done()]
        self._waiting.clear()
        if not pieces:
            self._written_all.set()
        else:
            self._written_all.clear()
            committed = asyncio.get_running_loop().run_in_executor(self._writer, self._committed, pieces)
            committed.add_done_callback(lambda done: self._written(pieces, done))

    def _written(self, pieces: Sequence[_Piece], committed: asyncio.Future[list[Any]]) -> None:
        error = committed.exception()
        for piece, result in zip(pieces, committed.result() if error is None else [error] * len(pieces), strict=True):
            _tell(piece.done, result)
        self._write_all()

    def _committed(self, pieces: Sequence[_Piece]) -> list[Any]:
        """What came of each, in one transaction: a value, or the error of one that alone was undone."""
        with self._writes.connect() as connection:
            self._make_lasting(connection, lasting=any(piece.lasting for piece in pieces))
            with connection.begin():
                if len(pieces) == 1:
                    return [pieces[0].work(connection)]
                return [_tried(connection, piece.work) for piece in pieces]

    def _make_lasting(self, connection: Connection, *, lasting: bool) -> None:
        """FULL waits until the disk has it; NORMAL leaves that to the next that does. Neither can leave the file broken."""
        if lasting != self._lasting:
            _driver(connection).execute(f"PRAGMA synchronous={'FULL' if lasting else 'NORMAL'}")
            self._lasting = lasting


def _tried(connection: Connection, work: Work[Any]) -> Any:
    """The result, or the error. Raises it where SQLite has given up the whole transaction (a full disk)."""
    try:
        with connection.begin_nested():
            return work(connection)
    except Exception as error:
        if not _driver(connection).in_transaction:
            raise
        return error


def _tell(done: asyncio.Future[Any], result: Any) -> None:
    if done.done():
        return
    if isinstance(result, BaseException):
        done.set_exception(result)
    else:
        done.set_result(result)


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection


def _prepared(connection: Any, _: object) -> None:
    """A crash loses nothing that was committed (FULL).

    Half a MiB of pages a connection is plenty for single rows; with the default a process would grow by ten.
    """
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "cache_size=-512"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begun_by_us(connection: Any, _: object) -> None:
    """Python's driver begins transactions late and knows no savepoints: it is told not to begin any."""
    connection.isolation_level = None


def _begin_at_once(connection: Connection) -> None:
    """A transaction that will write says so from the start: one that only finds out later may be refused."""
    _driver(connection).execute("BEGIN IMMEDIATE")
