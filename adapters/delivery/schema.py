"""Procrastinate's own tables, brought up to date as ours are: by `sagongsa db upgrade`, never by itself."""

from __future__ import annotations

from pathlib import Path

from procrastinate import App, SyncPsycopgConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.schema import SchemaManager

from adapters.database import notes
from adapters.database.address import libpq
from adapters.database.engine import DatabaseDownError

_NOTE = "procrastinate"  # the note that holds the name of the last migration that was applied


def upgrade(url: str) -> None:
    """Make the tables, or apply what came with a newer Procrastinate. Raises DatabaseDownError."""
    at, names = notes.read(url, _NOTE), _migrations()
    app = App(connector=SyncPsycopgConnector(conninfo=libpq(url), min_size=1, max_size=1, timeout=5.0))
    try:
        with app.open():
            if not app.check_connection():
                app.schema_manager.apply_schema()
            elif at:
                for name in (name for name in names if name > at):
                    app.connector.get_sync_connector().execute_query(query=_text(name))
    except ConnectorException as error:
        raise DatabaseDownError from error
    notes.write(url, _NOTE, names[-1])


def is_ready(url: str) -> bool:
    """Whether the tables are those of the installed Procrastinate. Raises DatabaseDownError."""
    return notes.read(url, _NOTE) == _migrations()[-1]


def _migrations() -> list[str]:
    return sorted(path.name for path in Path(SchemaManager.get_migrations_path()).glob("*.sql"))


def _text(name: str) -> str:
    """As `apply_schema` does: percent signs are no parameters."""
    return (Path(SchemaManager.get_migrations_path()) / name).read_text(encoding="utf-8").replace("%", "%%")
