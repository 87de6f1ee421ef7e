"""What the tick costs at 1,000 and at 1,000,000 subscriptions, as a ratio, on both databases. `python -m tests.bench.tick`.

Each measured tick claims five subscriptions that are due and writes their rows; an idle one finds none. Both are medians; the sizes
take turns within a round, so that a machine that changes speed changes it for all.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import create_engine, insert, text

from adapters.database import rows, schema, tables
from adapters.database.address import url_of
from adapters.database.engine import Database
from adapters.delivery.parts import How, Parts
from adapters.metrics import Metrics
from bot.desk import key_of
from bot.model import Actor, Place, Subscription
from bot.order import EVERY_DAY
from bot.registry.snapshot import catalog
from tests.adapters.postgres import cluster

SIZES = (1_000, 1_000_000)
_ROUNDS = 101
_DUE = 5
_BATCH = 20_000
_SPREAD = 86_400.0  # seconds over which the subscriptions that are not due are spread


def subscriptions(count: int, start: datetime) -> Iterator[dict[str, Any]]:
    """The first are due one after the other in the seconds after `start`, the rest over the next day but one."""
    at = (start + timedelta(hours=20)).time().replace(second=0, microsecond=0)
    for number in range(count):
        place = Place(f"slack:T{number % 500}:C{number}")
        one = Subscription(key_of(place), place, Actor("slack:T:U"), days=EVERY_DAY, skip_holidays=False, at=at)
        due = number if number < (_ROUNDS + 1) * _DUE else 86_400 + number / count * _SPREAD
        yield {"id": one.id, **rows.of_subscription(one), "ended": "", "next_due_at": start.timestamp() + due}


def filled(url: str, count: int, start: datetime) -> None:
    schema.upgrade(url)
    engine = create_engine(url_of(url))
    batch: list[dict[str, Any]] = []
    with engine.begin() as connection:
        for row in subscriptions(count, start):
            batch.append(row)
            if len(batch) == _BATCH:
                connection.execute(insert(tables.subscription), batch)
                batch.clear()
        if batch:
            connection.execute(insert(tables.subscription), batch)
        connection.execute(text("ANALYZE"))
    engine.dispose()


async def measured(urls: dict[int, str], start: datetime) -> dict[int, tuple[float, float]]:
    """For each size the seconds of a tick that claims five and of one that finds nothing."""
    now = [start.timestamp() - 1]
    made = {size: Database(url, clock=lambda: now[0]) for size, url in urls.items()}
    ticks = {size: Parts(one, (), catalog(), Metrics(), How(clock=lambda: now[0])).tick for size, one in made.items()}
    busy: dict[int, list[float]] = {size: [] for size in urls}
    idle: dict[int, list[float]] = {size: [] for size in urls}
    for turn in range(_ROUNDS + 1):
        now[0] = start.timestamp() + turn * _DUE + _DUE - 1
        for size, tick in ticks.items():
            began = time.perf_counter()
            claimed = await tick.claim()
            between = time.perf_counter()
            assert claimed == _DUE, (size, turn, claimed)
            assert await tick.claim() == 0
            if turn:  # the first one fills caches
                busy[size].append(between - began)
                idle[size].append(time.perf_counter() - between)
    for one in made.values():
        await one.close()
    return {size: (statistics.median(busy[size]), statistics.median(idle[size])) for size in urls}


def told(name: str, urls: dict[int, str]) -> None:
    start = datetime.now(UTC).replace(microsecond=0)
    for size, url in urls.items():
        filled(url, size, start)
    found = asyncio.run(measured(urls, start))
    small, large = found[min(urls)], found[max(urls)]
    for what, one, other in zip(("claims five", "finds none"), small, large, strict=True):
        print(f"{name:<11}{what:<12}{1000 * one:7.2f} ms {1000 * other:7.2f} ms   ratio {other / one:.2f}", flush=True)


def main() -> None:
    sizes = (SIZES[0], int(sys.argv[1])) if len(sys.argv) > 1 else SIZES
    print(f"{'':<23}{sizes[0]:>10,} {sizes[1]:>10,} subscriptions")
    with tempfile.TemporaryDirectory() as folder:
        told("SQLite", {size: f"sqlite:///{folder}/{size}.db" for size in sizes})
    with cluster() as one, cluster() as other:
        told("PostgreSQL", dict(zip(sizes, (one.url, other.url), strict=True)))


if __name__ == "__main__":
    main()
