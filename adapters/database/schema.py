"""Bringing a database to today's tables with Alembic, and saying how far it is."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import SQLAlchemyError

from adapters.database.address import url_of
from adapters.database.engine import DatabaseDownError
from bot.errors import SagongsaError

_MIGRATIONS = Path(__file__).parent / "migrations"


class SchemaBehindError(SagongsaError):
    """The database's tables are of another version than this program's."""

    exit_code = 1

    def __init__(self) -> None:
        super().__init__("데이터베이스의 표가 이 버전과 맞지 않습니다. `sagongsa db upgrade`를 먼저 실행하세요.")


def upgrade(url: str) -> str:
    """Bring the tables to today's; the revision they have now. Raises DatabaseDownError."""
    config = _config()
    try:
        engine = create_engine(url_of(url))
        if engine.dialect.name == "sqlite":
            _let_readers_in(engine)
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
        engine.dispose()
    except (SQLAlchemyError, OSError) as error:
        raise DatabaseDownError from error
    return newest()


def _let_readers_in(engine: Engine) -> None:
    """Readers do not wait for a writer (WAL). The file remembers it: two connections that both set it get in each other's way."""
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")


def revision(url: str) -> str | None:
    """The revision of a database's tables; None for one without any. Raises DatabaseDownError."""
    try:
        engine = create_engine(url_of(url))
        with engine.connect() as connection:
            found = MigrationContext.configure(connection).get_current_revision()
        engine.dispose()
    except (SQLAlchemyError, OSError) as error:
        raise DatabaseDownError from error
    return found


def newest() -> str:
    """The revision that this program needs."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def make_ready(url: str) -> None:
    """SQLite is brought up to date by itself. Raises SchemaBehindError for another database that is not, DatabaseDownError."""
    if url.startswith("sqlite"):
        upgrade(url)
    elif revision(url) != newest():
        raise SchemaBehindError


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config
