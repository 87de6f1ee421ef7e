"""An event that could not be looked up is anybody's again: no failure may leave it claimed for ever."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from adapters.database import schema, stores
from adapters.database.engine import Database
from adapters.once import Claim, Once


class Failing(stores.Events):
    """Fails once, in a way that nobody foresaw, when it is asked for what another process took."""

    failures = 1

    async def is_done(self, key: str) -> bool:
        if self.failures:
            self.failures -= 1
            raise RuntimeError
        return await super().is_done(key)


def test_a_claim_that_fails_is_no_claim(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/bot.db"
    schema.upgrade(url)

    async def scene() -> None:
        database = Database(url)
        try:
            assert await stores.Events(database).take("e1")  # as another process would
            once = Once(Failing(database), lambda: None)
            with pytest.raises(RuntimeError):
                await once.claim("e1")
            await stores.Events(database).give_back("e1")
            assert await once.claim("e1") is Claim.OURS
        finally:
            await database.close()

    asyncio.run(scene())
    with closing(sqlite3.connect(tmp_path / "bot.db")) as other:
        assert other.execute("SELECT key, done FROM event").fetchall() == [("e1", 0)]
