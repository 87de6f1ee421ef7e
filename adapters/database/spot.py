"""Single rows of a file of SQLite, read and written in the event loop's own thread.

A row of a file in WAL mode is read or written in tens of microseconds, since it waits for no disk; to have another thread do it
takes ten times as long, and what comes after the wait finds the caches cold. So what is small, and need not outlive a power cut,
is done on the spot, unless somebody else is writing: that is for a thread to wait for, never for the event loop.

The statements are SQLAlchemy's, but worded once and then told to the driver as they are: what SQLAlchemy does around the driver's
call takes twice as long as the call.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import URL, Compiled
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from adapters.database.work import Told

_PRIMARY = 0xFF  # the part of SQLite's error codes that tells the kind (https://www.sqlite.org/rescode.html)
_BY_NAME: Any = sqlite.dialect(paramstyle="named")
# Commits do not wait for the disk (NORMAL), and the log is not moved into the file here, which would.
_PRAGMAS = ("synchronous=NORMAL", "wal_autocheckpoint=0", "foreign_keys=ON", "cache_size=-512")


class BusyError(Exception):
    """Another connection writes now. Nothing was done."""


class Spot:
    """One connection, for the event loop's thread alone. `statement`s are kept worded: they are to be constants of a module."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._driver: sqlite3.Connection | None = None
        self._worded: dict[Any, tuple[str, dict[str, Any]]] = {}

    def run(self, statement: Any, told: Told) -> tuple[Any, ...] | None:
        """The first row that a statement gives, if any; what it changes is committed. Raises BusyError, and DatabaseError."""
        sql, fixed = self._worded.get(statement) or self._word(statement, told)
        try:
            rows = self._connection().execute(sql, {**fixed, **told}).fetchall()  # all: only then is it committed
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & _PRIMARY == sqlite3.SQLITE_BUSY:
                raise BusyError from None
            raise DatabaseError(sql, None, error) from error
        return rows[0] if rows else None

    def close(self) -> None:
        if self._driver:
            self._driver.close()

    def _word(self, statement: Any, told: Told) -> tuple[str, dict[str, Any]]:
        """A statement as text, and the parameters that it brings itself."""
        worded: Compiled = statement.compile(dialect=_BY_NAME, column_keys=list(told))
        fixed = {name: value for name, value in worded.params.items() if name not in told}
        self._worded[statement] = str(worded), fixed
        return self._worded[statement]

    def _connection(self) -> sqlite3.Connection:
        if self._driver is None:
            self._driver = _connected(self._url)
        return self._driver


def _connected(url: URL) -> sqlite3.Connection:
    """The driver's own connection. SQLAlchemy opens it, who knows what an address means."""
    pooled = create_engine(url, poolclass=NullPool, connect_args={"timeout": 0}).raw_connection()
    driver: Any = pooled.driver_connection
    pooled.detach()
    driver.isolation_level = None  # each statement is committed by itself
    for pragma in _PRAGMAS:
        driver.execute(f"PRAGMA {pragma}").close()
    opened: sqlite3.Connection = driver
    return opened
