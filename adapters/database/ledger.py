"""The outbox as it stands, for those who look after it, and what of it is kept."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import delete, func, select, tuple_

from adapters.database import tables
from adapters.database.deliveries import WAITING, Deliveries, Key

STATES = ("todo", "sending", "sent", "unknown", "failed", "skipped")
KEPT = 400 * 86_400.0  # seconds; sixty days keep cards from being repeated
_LATELY = 30 * 86_400.0
_LISTED = 20
_AT_ONCE = 1_000
_table = tables.delivery


@dataclass(frozen=True, slots=True)
class Queue:
    """How many rows wait in each state, and how many seconds the longest has waited beyond its time."""

    counts: dict[str, int]
    age: float


class Trouble(NamedTuple):
    """A card that did not go, or may not have gone."""

    subscription: str
    day: date
    state: str
    why: str


@dataclass(frozen=True, slots=True)
class Standing:
    """All that `sagongsa study status` tells. `counts` and `reasons` are of the last 30 days, `next_due` in seconds since 1970."""

    active: int
    ended: int
    next_due: float | None
    queue: Queue
    counts: dict[str, int]
    reasons: list[tuple[str, str, int]]
    latest: list[Trouble]


class Ledger(Deliveries):
    """Reads, and deletes what is old."""

    async def queue(self) -> Queue:
        now = self.now
        counts = dict.fromkeys(WAITING, 0)
        query = (
            select(_table.c.state, func.count().label("rows"), (now - func.min(_table.c.retry_at)).label("age"))
            .where(_table.c.state.in_(WAITING))
            .group_by(_table.c.state)
        )
        found = await self._all(query)
        age = max((float(row.age) for row in found), default=0.0)
        return Queue(counts | {row.state: int(row.rows) for row in found}, max(age, 0.0))

    async def forgotten(self, seconds: float) -> list[Key]:
        """Rows that could have been taken up that long ago."""
        query = (
            select(_table.c.subscription, _table.c.day)
            .where(_table.c.state.in_(WAITING), _table.c.retry_at < self.now - seconds)
            .limit(_AT_ONCE)
        )
        return [Key(row.subscription, date.fromisoformat(row.day)) for row in await self._all(query)]

    async def ahead(self) -> float:
        """By how many seconds the database's clock is ahead of this process's."""
        return float(await self._value(select(self.now))) - time.time()

    async def standing(self) -> Standing:
        subscription = tables.subscription
        lately = _table.c.due_at > self.now - _LATELY
        bad = _table.c.state.in_(("unknown", "failed"))
        counted = select(_table.c.state, func.count()).where(lately).group_by(_table.c.state)
        reasons = (
            select(_table.c.state, _table.c.error, func.count())
            .where(lately, bad)
            .group_by(_table.c.state, _table.c.error)
            .order_by(func.count().desc(), _table.c.state, _table.c.error)
            .limit(_LISTED)
        )
        latest = select(_table).where(lately, bad).order_by(_table.c.due_at.desc()).limit(_LISTED)
        whole = select(
            func.count().filter(subscription.c.active),
            func.count().filter(subscription.c.ended != ""),
            func.min(subscription.c.next_due_at),
        )
        counts = {state: int(count) for state, count in await self._all(counted)}
        why = [(state, error, int(count)) for state, error, count in await self._all(reasons)]
        rows = [_trouble(row) for row in await self._all(latest)]
        [(active, ended, due)] = await self._all(whole)
        queue = await self.queue()
        return Standing(int(active), int(ended), due, queue, {state: counts.get(state, 0) for state in STATES}, why, rows)

    async def sweep(self) -> int:
        """Delete rows that are older than is kept, a thousand at a time; how many that were."""
        old = select(_table.c.subscription, _table.c.day).where(_table.c.due_at < self.now - KEPT).limit(_AT_ONCE)
        count = 0
        while True:
            keys = [(row.subscription, row.day) for row in await self._all(old)]
            if not keys:
                return count
            await self._changed(delete(_table).where(_table.c.due_at < self.now - KEPT, _in(keys)))
            count += len(keys)


def _in(keys: list[tuple[str, str]]) -> Any:
    return tuple_(_table.c.subscription, _table.c.day).in_(keys)


def _trouble(row: Any) -> Trouble:
    return Trouble(row.subscription, date.fromisoformat(row.day), row.state, row.error)
