"""The notes of a database, for commands: without an event loop."""

from __future__ import annotations

from sqlalchemy import create_engine, delete, insert, select
from sqlalchemy.exc import SQLAlchemyError

from adapters.database.address import url_of
from adapters.database.engine import DatabaseDownError
from adapters.database.tables import note


def read(url: str, name: str) -> str | None:
    """What a note says. Raises DatabaseDownError."""
    try:
        engine = create_engine(url_of(url))
        with engine.connect() as connection:
            found = connection.execute(select(note.c.value).where(note.c.name == name)).scalar_one_or_none()
        engine.dispose()
    except (SQLAlchemyError, OSError) as error:
        raise DatabaseDownError from error
    return found


def write(url: str, name: str, value: str) -> None:
    """Replace a note. Raises DatabaseDownError."""
    try:
        engine = create_engine(url_of(url))
        with engine.begin() as connection:
            connection.execute(delete(note).where(note.c.name == name))
            connection.execute(insert(note).values(name=name, value=value))
        engine.dispose()
    except (SQLAlchemyError, OSError) as error:
        raise DatabaseDownError from error
