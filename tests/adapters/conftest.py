"""Both databases, for real: a file of SQLite and a cluster of PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.database import schema
from tests.adapters.postgres import Cluster, cluster


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    with cluster() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database with today's tables."""
    on_file = f"sqlite:///{tmp_path}/test.db"
    made = on_file if request.param == "sqlite" else _emptied(request.getfixturevalue("postgres"))
    schema.upgrade(made)
    return made


def _emptied(running: Cluster) -> str:
    import psycopg  # noqa: PLC0415

    with psycopg.connect(running.url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return running.url
