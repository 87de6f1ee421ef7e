"""A server of PostgreSQL: a pool of connections that wait for the server without blocking anybody."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from sqlalchemy import event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from adapters.database.work import Told, Work, first_row

_SINGLE, _WHOLE = 8, 4  # connections for single statements and for transactions: all that are ever open
_TRUSTED = 0.5  # seconds after its last use in which a connection is taken to be still there: no server starts again as fast
T = TypeVar("T")


class Server:
    """`patience` is how many seconds one piece of work may take, connecting included. Raises SQLAlchemyError as the driver does.

    How much a committed transaction outlives is the server's own setting; what is `brief` is a trip as any other.
    """

    def __init__(self, url: URL, patience: float) -> None:
        told = {"max_overflow": 0, "connect_args": {"connect_timeout": int(patience)}}
        # What each of these connections does is committed by itself: there is nothing to be rolled back when it is put back.
        self._patience = patience
        self._single = create_async_engine(url, pool_size=_SINGLE, isolation_level="AUTOCOMMIT", pool_reset_on_return=None, **told)
        self._whole = create_async_engine(url, pool_size=_WHOLE, **told)
        _look_before_use(self._single)
        _look_before_use(self._whole)

    async def brief(self, statement: Any, told: Told) -> tuple[Any, ...] | None:
        return await self.read(first_row(statement, told))

    async def read(self, work: Work[T]) -> T:
        async with asyncio.timeout(self._patience), self._single.connect() as connection:
            return await connection.run_sync(work)

    async def write_one(self, work: Work[T]) -> T:
        return await self.read(work)

    async def write(self, work: Work[T]) -> T:
        async with asyncio.timeout(self._patience), self._whole.begin() as connection:
            return await connection.run_sync(work)

    async def write_with(self, work: Work[T], also: Callable[[Any, T], Awaitable[None]]) -> T:
        async with asyncio.timeout(self._patience), self._whole.begin() as connection:
            done = await connection.run_sync(work)
            await also((await connection.get_raw_connection()).driver_connection, done)
            return done

    async def close(self) -> None:
        await self._single.dispose()
        await self._whole.dispose()


def _look_before_use(engine: AsyncEngine) -> None:
    """A connection that lay idle is tried before it is used, since a server that was started again has forgotten it.

    SQLAlchemy's own `pool_pre_ping` does so at every use, also of a connection that came back a millisecond ago: a trip for each.
    """

    @event.listens_for(engine.sync_engine, "checkin")
    def put_back(_: Any, record: Any) -> None:
        record.info["used"] = time.monotonic()

    @event.listens_for(engine.sync_engine, "checkout")
    def taken_out(connection: Any, record: Any, _: Any) -> None:
        used = record.info.get("used")
        if used is None or time.monotonic() - used < _TRUSTED:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error
