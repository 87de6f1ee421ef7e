"""Senders as child processes, and the database that they share with whoever counts."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, func, insert, select

from adapters.database import rows, tables
from adapters.database.address import url_of
from bot.desk import key_of
from bot.model import Actor, Place, Subscription
from bot.order import EVERY_DAY
from tests.soak.sender import KINDS

ROOT = Path(__file__).parents[2]
_PATIENCE = 180.0


class Books:
    """The rows, read and written from outside."""

    def __init__(self, url: str) -> None:
        self._engine = create_engine(url_of(url))

    def subscribe(self, count: int, due: datetime) -> None:
        """Subscriptions of all kinds whose card is due at an instant."""
        made = [_subscription(number) for number in range(count)]
        told = [{"id": one.id, **rows.of_subscription(one), "ended": "", "next_due_at": due.timestamp()} for one in made]
        with self._engine.begin() as connection:
            for start in range(0, count, 1000):
                connection.execute(insert(tables.subscription), told[start : start + 1000])

    def states(self) -> Counter[str]:
        table = tables.delivery
        with self._engine.connect() as connection:
            found = connection.execute(select(table.c.state, func.count()).group_by(table.c.state)).all()
        return Counter({row[0]: int(row[1]) for row in found})

    def all(self) -> list[Any]:
        with self._engine.connect() as connection:
            return list(connection.execute(select(tables.delivery)))

    def sending(self) -> set[str]:
        """Places of channels whose card is being sent."""
        table = tables.delivery
        query = select(table.c.place).where(table.c.state == "sending", table.c.place.startswith("channel:"))
        with self._engine.connect() as connection:
            return {str(place) for place in connection.execute(query).scalars()}

    def close(self) -> None:
        self._engine.dispose()


def _subscription(number: int) -> Subscription:
    place = Place(f"{KINDS[number % len(KINDS)]}:{number}")
    local = datetime.now(UTC) + timedelta(hours=20)  # of Seoul, and far from what is due next
    return Subscription(
        key_of(place), place, Actor("dm:owner", "w"), at=local.time().replace(second=0, microsecond=0), days=EVERY_DAY,
        personal=place.id.startswith("dm:"), skip_holidays=False,
    )  # fmt: skip


class Sender:
    """One process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    @classmethod
    async def start(cls, form: str, url: str, base: str, log: Path) -> Sender:
        with log.open("ab") as told:
            command = (sys.executable, "-m", "tests.soak.sender", form, url, base)
            return cls(await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=told, stderr=told))

    async def kill(self) -> None:
        with suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()

    def stop(self) -> None:
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    async def end(self) -> int:
        """As an operator ends it; its exit code."""
        self.process.terminate()
        return await asyncio.wait_for(self.process.wait(), 20)

    def cpu(self) -> float:
        """Seconds of CPU used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def senders(form: str, url: str, base: str, log: Path, count: int) -> AsyncIterator[list[Sender]]:
    """Some processes; those that still run at the end are killed."""
    running = [await Sender.start(form, url, base, log) for _ in range(count)]
    try:
        yield running
    finally:
        for one in running:
            if one.process.returncode is None:
                one.go_on()
                await one.kill()


async def settled(books: Books, count: int) -> None:
    """Wait until every card has ended."""
    async with asyncio.timeout(_PATIENCE):
        while True:
            states = await asyncio.to_thread(books.states)
            if states.total() >= count and not states["todo"] and not states["sending"]:
                return
            await asyncio.sleep(0.1)
