"""A real database, a platform on loopback and the parts of delivery between them, with a clock that a test sets."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, update

from adapters.database import tables
from adapters.database.deliveries import Key
from adapters.database.engine import Database
from adapters.database.study import Subscriptions
from adapters.delivery.outbox import Times
from adapters.delivery.parts import How, Parts
from adapters.metrics import Metrics
from bot.desk import key_of
from bot.model import Actor, Place, Subscription
from bot.order import EVERY_DAY
from bot.registry.snapshot import catalog
from bot.study.days import local_day
from bot.study.due import next_due
from tests.soak.platform import Platform, on_loopback
from tests.soak.posting import LoopbackPost

KINDS = ("dm", "channel", "keyed")
TIMES = Times(lease=3.0, limit=0.4, appears=0.1)
NINE = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)  # a Wednesday in Seoul, 09:00


class Clock:
    """Goes on by itself from where it was set."""

    def __init__(self, at: datetime) -> None:
        self._offset = 0.0
        self.set(at)

    def set(self, at: datetime) -> None:
        self._offset = at.timestamp() - time.monotonic()

    def forward(self, seconds: float) -> None:
        self._offset += seconds

    def __call__(self) -> float:
        return time.monotonic() + self._offset

    def now(self) -> datetime:
        return datetime.fromtimestamp(self(), UTC)


@dataclass
class Scene:
    url: str
    clock: Clock
    database: Database
    platform: Platform
    posts: list[LoopbackPost]
    metrics: Metrics
    parts: Parts
    how: How
    closing: AsyncExitStack

    def again(self) -> Parts:
        """What another process would have: a holder, a pool and a pace of its own."""
        database = Database(self.url, clock=self.clock)
        self.closing.push_async_callback(database.close)
        return Parts(database, self.posts, catalog(), Metrics(), self.how)

    async def subscribe(self, kind: str, name: object = 1, **settings: Any) -> Subscription:
        """A card every day at nine in Seoul, from the clock's present on."""
        place = Place(f"{kind}:{name}")
        owner = Actor(place.id if kind == "dm" else "dm:owner", "w")
        usual: dict[str, Any] = {"personal": kind == "dm", "days": EVERY_DAY, "skip_holidays": False}
        subscription = Subscription(key_of(place), place, owner, **(usual | settings))
        due = next_due(subscription, self.clock.now())
        await Subscriptions(self.database).save(subscription, due.at if due else None)
        return subscription

    async def due(self, kind: str, name: object = 1, **settings: Any) -> Key:
        """A subscription whose card has just become a row."""
        subscription = await self.subscribe(kind, name, **settings)
        coming = next_due(subscription, self.clock.now())
        assert coming
        self.clock.set(coming.at)
        await self.parts.tick.claim()
        return Key(subscription.id, local_day(coming.at, subscription.zone))

    async def through(self, key: Key, parts: Parts | None = None) -> None:
        """Deliver a row until it has ended, as a runner would."""
        async with asyncio.timeout(20):
            while (wait := await (parts or self.parts).outbox.deliver(key)) is not None:
                await asyncio.sleep(wait)

    async def row(self, key: Key) -> Any:
        table = tables.delivery
        query = select(table).where(table.c.subscription == key.subscription, table.c.day == key.day.isoformat())
        return await self.database.read(lambda connection: connection.execute(query).one())

    async def rows(self) -> list[tuple[str, str, str]]:
        """All rows as (day, state, error), the earliest first."""
        table = tables.delivery
        query = select(table.c.day, table.c.state, table.c.error).order_by(table.c.day)
        found = await self.database.read(lambda connection: connection.execute(query).all())
        return [(row.day, row.state, row.error) for row in found]

    async def set(self, key: Key, **columns: Any) -> None:
        table = tables.delivery
        changed = update(table).where(table.c.subscription == key.subscription).values(columns)
        await self.database.write(lambda connection: connection.execute(changed).rowcount)


@asynccontextmanager
async def scene(url: str, at: datetime = NINE, **platform: Any) -> AsyncIterator[Scene]:
    clock = Clock(at)
    database = Database(url, clock=clock)
    metrics = Metrics()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(database.close)
        loopback = await stack.enter_async_context(on_loopback(Platform(**platform)))
        posts = [await stack.enter_async_context(LoopbackPost(loopback.base, kind)) for kind in KINDS]
        how = How(TIMES, {}, 0.0, clock=clock)
        parts = Parts(database, posts, catalog(), metrics, how)
        yield Scene(url, clock, database, loopback, posts, metrics, parts, how, stack)


def play(url: str, act: Callable[[Scene], Awaitable[None]], at: datetime = NINE, **platform: Any) -> None:
    """Run one act of a test on a scene."""

    async def run() -> None:
        async with scene(url, at, **platform) as stage:
            await act(stage)

    asyncio.run(run())
