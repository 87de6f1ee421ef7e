"""What is done over a connection, in one go: a function that waits for nothing but the database, and returns plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Connection

T = TypeVar("T")
Work = Callable[[Connection], T]
Told: TypeAlias = Mapping[str, Any]  # what a statement is told, by the names of its parameters


def first_row(statement: Any, told: Told) -> Work[tuple[Any, ...] | None]:
    """Work that does one statement and returns the first row that it gives, if any."""

    def done(connection: Connection) -> tuple[Any, ...] | None:
        result = connection.execute(statement, told)
        row = result.first() if result.returns_rows else None
        return None if row is None else tuple(row)

    return done
