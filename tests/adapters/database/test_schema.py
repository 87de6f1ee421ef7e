"""Migrations lead to the tables that the code knows; copies come back whole."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from adapters.database import backup, schema, stores
from adapters.database.address import url_of
from adapters.database.engine import Database, DatabaseDownError
from adapters.database.tables import metadata
from bot.model import Actor, Memory, Place
from tests.adapters.postgres import Cluster


def test_migrations_lead_to_the_tables_of_the_code(url: str) -> None:
    engine = create_engine(url_of(url))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()
    assert schema.revision(url) == schema.newest()


def test_upgrading_again_changes_nothing(url: str) -> None:
    assert schema.upgrade(url) == schema.upgrade(url) == schema.newest()


def test_sqlite_makes_itself_ready_and_postgresql_is_refused_when_behind(tmp_path: Path, postgres: Cluster) -> None:
    import psycopg  # noqa: PLC0415

    schema.make_ready(f"sqlite:///{tmp_path}/new.db")
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    with pytest.raises(schema.SchemaBehindError, match="sagongsa db upgrade"):
        schema.make_ready(postgres.url)
    schema.upgrade(postgres.url)
    schema.make_ready(postgres.url)


def test_a_copy_brings_back_what_was_there(url: str, tmp_path: Path) -> None:
    here, me = Place("test:here"), Actor("test:me")

    async def remember(codes: tuple[int, ...]) -> None:
        database = Database(url)
        await stores.Conversations(database).save(here, me, Memory(codes, "define"))
        await database.close()

    async def remembered() -> Memory:
        database = Database(url)
        try:
            return await stores.Conversations(database).load(here)
        finally:
            await database.close()

    asyncio.run(remember((404,)))
    copy = tmp_path / "copy"
    backup.backup(url, copy)
    assert copy.stat().st_mode & 0o077 == 0
    asyncio.run(remember((502,)))
    backup.restore(url, copy)
    assert asyncio.run(remembered()).codes == (404,)


def test_copies_that_cannot_be_used_are_refused_and_harm_nothing(url: str, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    for copy in (tmp_path / "missing", broken):
        with pytest.raises(backup.BackupError):
            backup.restore(url, copy)
    with pytest.raises(backup.BackupError, match="이미 있는"):
        backup.backup(url, broken)
    assert schema.revision(url) == schema.newest()


def test_a_database_that_is_not_there_is_told_in_one_sentence() -> None:
    with pytest.raises(DatabaseDownError, match="닿지 않습니다"):
        schema.revision("postgresql://nobody@127.0.0.1:9/none")
