"""A database as the repositories use it: pieces of work in, their results out, and what to do while it is down.

A piece of work is a plain function of a connection. A file of SQLite runs it whole in a thread of its own (`sqlite`), a server of
PostgreSQL over a connection that waits without blocking anybody (`postgresql`): one way of writing queries, and one trip for each.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any, ParamSpec, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from adapters.database.address import is_sqlite, url_of
from adapters.database.postgresql import Server
from adapters.database.sqlite import File
from adapters.database.work import Told, Work
from bot.errors import SagongsaError

_PATIENCE = 2.0  # seconds for one piece of work, connecting included
_REST = 3.0  # seconds after a failure in which nothing is tried
P = ParamSpec("P")
T = TypeVar("T")


class DatabaseDownError(SagongsaError):
    """The database cannot be used now."""

    exit_code = 1

    def __init__(self) -> None:
        super().__init__("데이터베이스에 닿지 않습니다. DATABASE_URL의 주소와 서버가 떠 있는지 확인하세요.")


class Database:
    """Safe to use from many tasks. `clock` gives seconds since 1970, `monotonic` seconds that only grow.

    Each method raises DatabaseDownError where the work cannot be done in time, and for a few seconds after that at once. Work that
    took too long may still be done.
    """

    def __init__(
        self, url: str, *, clock: Callable[[], float] = time.time, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self.url = url_of(url)
        self.is_sqlite = is_sqlite(self.url)
        self.clock = clock
        self._monotonic = monotonic
        self._resting_until = 0.0
        self._backend = File(self.url, _PATIENCE) if self.is_sqlite else Server(self.url, _PATIENCE)

    async def brief(self, statement: Any, told: Told) -> tuple[Any, ...] | None:
        """A statement over a row found by its key that need not outlive a power cut; the first row that it gives, if any.

        `statement` is a constant: a file keeps it worded.
        """
        return await self._done(self._backend.brief, statement, told)

    async def read(self, work: Work[T]) -> T:
        """What only reads; each of its statements sees what was committed before it."""
        return await self._done(self._backend.read, work)

    async def write(self, work: Work[T]) -> T:
        """One transaction."""
        return await self._done(self._backend.write, work)

    async def write_one(self, work: Work[T]) -> T:
        """As `write`, for a single statement: on a server it spares the trips that begin and end a transaction."""
        return await self._done(self._backend.write_one, work)

    async def write_with(self, work: Work[T], also: Callable[[Any, T], Awaitable[None]]) -> T:
        """One transaction of a server in which `also` does more: it is given the driver's own connection and the work's result."""
        if not isinstance(self._backend, Server):
            raise TypeError("a file has no connection to share")
        return await self._done(self._backend.write_with, work, also)

    async def answers(self) -> bool:
        """Whether the database answers now, whatever happened before."""
        self._resting_until = 0.0
        try:
            await self.read(lambda connection: connection.exec_driver_sql("SELECT 1").one())
        except DatabaseDownError:
            return False
        return True

    async def close(self) -> None:
        """Let work under way end, and let go of every connection."""
        await self._backend.close()

    async def _done(self, do: Callable[P, Awaitable[T]], *work: P.args, **how: P.kwargs) -> T:
        if self._monotonic() < self._resting_until:
            raise DatabaseDownError
        try:
            return await do(*work, **how)
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            if not self.is_sqlite:  # a file is there or is not: there is no server to be spared
                self._resting_until = self._monotonic() + _REST
            raise DatabaseDownError from error
