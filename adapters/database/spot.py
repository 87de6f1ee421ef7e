"""Single rows of a file of SQLite, read and written in the event loop's own thread.

A row of a file in WAL mode is read or written in tens of microseconds, since it waits for no disk; to have another thread do it
takes ten times as long, and what comes after the wait finds the caches cold. So what is small, and need not outlive a power cut,
is done on the spot, unless somebody else is writing: that is for a thread to wait for, never for the event loop.
"""

from __future__ import annotations

import sqlite3
from typing import Any, TypeVar

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import StaticPool

from adapters.database.work import Work

_PRIMARY = 0xFF  # the part of SQLite's error codes that tells the kind (https://www.sqlite.org/rescode.html)
T = TypeVar("T")


class BusyError(Exception):
    """Another connection writes now. Nothing was done."""


class Spot:
    """One connection, for the event loop's thread alone. Raises SQLAlchemyError as the driver does."""

    def __init__(self, url: URL) -> None:
        self._engine = create_engine(url, poolclass=StaticPool, isolation_level="AUTOCOMMIT", connect_args={"timeout": 0})
        event.listen(self._engine, "connect", _prepared)
        self._held: Connection | None = None

    def read(self, work: Work[T]) -> T:
        """What only reads: a writer is in nobody's way."""
        return work(self._connection())

    def write(self, work: Work[T], *, whole: bool) -> T:
        """What is committed when it returns: a single statement, or a `whole` of several. Raises BusyError."""
        try:
            return self._whole(work) if whole else work(self._connection())
        except OperationalError as error:
            if _is_busy(error.orig):
                raise BusyError from None
            raise
        except sqlite3.OperationalError as error:
            if _is_busy(error):
                raise BusyError from None
            raise OperationalError("BEGIN IMMEDIATE", None, error) from error

    def close(self) -> None:
        if self._held:
            self._held.close()
        self._engine.dispose()

    def _whole(self, work: Work[T]) -> T:
        connection = self._connection()
        driver: Any = connection.connection.driver_connection
        driver.execute("BEGIN IMMEDIATE")
        try:
            result = work(connection)
            driver.execute("COMMIT")
        except BaseException:
            if driver.in_transaction:
                driver.execute("ROLLBACK")
            raise
        return result

    def _connection(self) -> Connection:
        if self._held is None:
            self._held = self._engine.connect()
        return self._held


def _is_busy(error: object) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY == sqlite3.SQLITE_BUSY


def _prepared(connection: Any, _: object) -> None:
    """Commits do not wait for the disk (NORMAL), and the log is not moved into the file here, which would."""
    for pragma in ("synchronous=NORMAL", "wal_autocheckpoint=0", "foreign_keys=ON", "cache_size=-512"):
        connection.execute(f"PRAGMA {pragma}").close()
