"""The connection to a database, and what to do while it is down: fail at once instead of making every answer wait."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import SagongsaError

_PATIENCE = 2.0  # seconds for one unit of work, connecting included
_REST = 3.0  # seconds after a failure in which nothing is tried
_CONNECTIONS = 5


class DatabaseDownError(SagongsaError):
    """The database cannot be used now."""

    exit_code = 1

    def __init__(self) -> None:
        super().__init__("데이터베이스에 닿지 않습니다. DATABASE_URL의 주소와 서버가 떠 있는지 확인하세요.")


class DatabaseURLError(SagongsaError):
    """A DATABASE_URL that cannot be read."""

    def __init__(self) -> None:
        super().__init__("DATABASE_URL을 읽을 수 없습니다. `sqlite:///파일`이나 `postgresql://사용자@주소/이름`으로 적으세요.")


def url_of(text: str, *, asynchronous: bool) -> URL:
    """The URL with the driver we use. Raises DatabaseURLError."""
    try:
        url = make_url(text)
    except ArgumentError:
        raise DatabaseURLError from None
    kind = url.drivername.split("+")[0]
    if kind == "sqlite":
        return url.set(drivername="sqlite+aiosqlite" if asynchronous else "sqlite")
    if kind in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    raise DatabaseURLError


def sqlite_file(text: str) -> Path | None:
    """The file of a SQLite database; None for another database and for one in memory. Raises DatabaseURLError."""
    url = url_of(text, asynchronous=False)
    in_memory = url.database in (None, "", ":memory:")
    return Path(url.database or "") if url.drivername == "sqlite" and not in_memory else None


def libpq(text: str) -> str:
    """A PostgreSQL URL as its own library reads it. Raises DatabaseURLError."""
    return url_of(text, asynchronous=False).set(drivername="postgresql").render_as_string(hide_password=False)


class Database:
    """A pool of connections. Safe to use from many tasks; `clock` gives seconds since 1970, `monotonic` seconds that only grow."""

    def __init__(
        self, url: str, *, clock: Callable[[], float] = time.time, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self.url = url_of(url, asynchronous=True)
        self.clock = clock
        self._monotonic = monotonic
        self._resting_until = 0.0
        self._engine = _engine(self.url)
        self._bare = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        self._turn = asyncio.Lock()

    @property
    def is_sqlite(self) -> bool:
        return self.url.drivername.startswith("sqlite")

    @asynccontextmanager
    async def work(self) -> AsyncIterator[AsyncConnection]:
        """One transaction that may write. Raises DatabaseDownError where it cannot be done in time; for a few seconds after, at
        once.

        SQLite lets one write at a time: our own tasks take turns, since those that only try again may be passed over for seconds.
        """
        async with self._in_time(), self._turn if self.is_sqlite else nullcontext(), self._engine.begin() as connection:
            yield connection

    @asynccontextmanager
    async def statement(self) -> AsyncIterator[AsyncConnection]:
        """A connection whose every statement is a transaction of its own: as `work`, without the trips that begin and end one."""
        async with self._in_time(), self._turn if self.is_sqlite else nullcontext(), self._bare.connect() as connection:
            yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection that only reads. Raises as `work` does."""
        async with self._in_time(), self._bare.connect() as connection:
            yield connection

    @asynccontextmanager
    async def _in_time(self) -> AsyncIterator[None]:
        if self._monotonic() < self._resting_until:
            raise DatabaseDownError
        try:
            async with asyncio.timeout(_PATIENCE):
                yield
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            if not self.is_sqlite:  # a file is there or is not: there is no server to be spared
                self._resting_until = self._monotonic() + _REST
            raise DatabaseDownError from error

    async def answers(self) -> bool:
        """Whether the database answers now, whatever happened before."""
        self._resting_until = 0.0
        try:
            async with self.reading() as connection:
                await connection.exec_driver_sql("SELECT 1")
        except DatabaseDownError:
            return False
        return True

    async def close(self) -> None:
        await self._engine.dispose()


def _engine(url: URL) -> AsyncEngine:
    if url.drivername.startswith("sqlite"):
        engine = create_async_engine(url, pool_size=_CONNECTIONS, connect_args={"timeout": _PATIENCE})
        event.listen(engine.sync_engine, "connect", _for_sqlite)
        return engine
    return create_async_engine(url, pool_size=_CONNECTIONS, pool_pre_ping=True, connect_args={"connect_timeout": 2})


def _for_sqlite(connection: object, _: object) -> None:
    """A crash loses nothing that was committed (FULL), and readers do not wait for a writer (WAL).

    Half a MiB of pages a connection is plenty for single rows; with the default a process would grow by ten.
    """
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-512"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
