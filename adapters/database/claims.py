"""From what is due to rows of the outbox, in one transaction. An index leads there, whatever the number of subscriptions."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from adapters.database import rows, tables
from adapters.database.deliveries import Deliveries, Key
from bot.model import Subscription

_table = tables.subscription


@dataclass(frozen=True, slots=True)
class Planned:
    """A row to be: `retry_at` when it may be taken up first, `until` when it is given up."""

    key: Key
    place: str
    due_at: float
    state: str
    retry_at: float = 0.0
    until: float = 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of a subscription that is due: its rows, and when it is due next (UTC)."""

    rows: Sequence[Planned]
    next_due: datetime | None


Planner = Callable[[Subscription, datetime, datetime], Plan]
Also = Callable[[Any, Sequence[Planned]], Awaitable[None]]


class Claims(Deliveries):
    """Takes what is due."""

    async def claim(self, most: int, plan: Planner, also: Also | None = None) -> list[Planned]:
        """Turn up to `most` subscriptions that are due into rows, as `plan(subscription, due, now)` says; the rows that were new.

        `also` does more within the same transaction: it is given the driver's own connection and the rows. Replicas pass over what
        another is just claiming; a card that has a row already gets no second one.
        """
        now = self.now
        due = (
            select(_table, now.label("now"))
            .where(_table.c.next_due_at <= now)
            .order_by(_table.c.next_due_at)
            .limit(most)
            .with_for_update(skip_locked=True)
        )

        def claimed(connection: Connection) -> list[Planned]:
            found = connection.execute(due).all()
            plans = [(row, plan(rows.subscription(row), _utc(row.next_due_at), _utc(float(row.now)))) for row in found]
            if not plans:
                return []
            added = self._add(connection, [planned for _, one in plans for planned in one.rows])
            connection.execute(_MOVED, [_moved(row, one) for row, one in plans])
            _none_before(connection, added)
            return added

        return await (self._database.write_with(claimed, also) if also else self._database.write(claimed))

    def _add(self, connection: Connection, planned: Sequence[Planned]) -> list[Planned]:
        """Those that had no row yet."""
        if not planned:
            return []
        table = tables.delivery
        statement = self._insert(table).on_conflict_do_nothing().returning(table.c.subscription, table.c.day)
        done = connection.execute(statement, [_told(one) for one in planned])
        added = {(row.subscription, row.day) for row in done}
        return [one for one in planned if (one.key.subscription, one.key.day.isoformat()) in added]


def _none_before(connection: Connection, added: Sequence[Planned]) -> None:
    """A card of an earlier day that never went is not sent beside that of a later one."""
    latest = {one.key.subscription: one.key.day.isoformat() for one in added if one.state == "todo"}
    if latest:
        connection.execute(_PASSED, [{"of": of, "on": day} for of, day in latest.items()])


_MOVED = (
    update(_table)
    .where(_table.c.id == bindparam("of"), _table.c.next_due_at == bindparam("was"))
    .values(next_due_at=bindparam("next"))
)
_PASSED = (
    update(tables.delivery)
    .where(
        tables.delivery.c.subscription == bindparam("of"),
        tables.delivery.c.day < bindparam("on"),
        tables.delivery.c.state == "todo",
    )
    .values(state="skipped", error="late")
)


def _told(planned: Planned) -> dict[str, Any]:
    return {
        "subscription": planned.key.subscription, "day": planned.key.day.isoformat(), "place": planned.place,
        "due_at": planned.due_at, "state": planned.state, "retry_at": planned.retry_at, "until": planned.until,
    }  # fmt: skip


def _moved(row: Any, plan: Plan) -> dict[str, Any]:
    return {"of": row.id, "was": row.next_due_at, "next": plan.next_due.timestamp() if plan.next_due else None}


def _utc(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
