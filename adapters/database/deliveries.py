"""The rows of the outbox: each is taken up by one at a time and settled by whoever took it up. Each call is one short transaction.

All times are the database's own where it has a clock (PostgreSQL), so that processes with clocks that differ agree about leases.
All raise `DatabaseDownError` where the database cannot be used.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, func, literal, select, update

from adapters.database import rows, tables
from adapters.database.engine import Database
from adapters.database.outbox_sql import CARDS, TALLIES, statements
from adapters.database.stores import Store
from bot.learner import Shown
from bot.model import Subscription

WAITING = ("todo", "sending")
_LOOKED_BACK = 400  # days of cards that count for what comes next
_table = tables.delivery


class Key(NamedTuple):
    """Which card: of which subscription, for which local day."""

    subscription: str
    day: date


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row of the outbox; `wait` is how many seconds it may not be taken up yet, `late` how many it could have been,
    `overdue` that it is to be given up."""

    key: Key
    place: str
    state: str
    item: str
    quiz: str
    attempt: int
    holder: str
    tried_at: float | None
    error: str
    wait: float
    late: float
    overdue: bool


@dataclass(frozen=True, slots=True)
class History:
    """What a place was shown, the earliest first, and the question of its last card."""

    shown: tuple[Shown, ...] = ()
    quiz: str = ""
    answered: int = 0
    right: int = 0


class Found(NamedTuple):
    """A row with what belongs to it."""

    delivery: Delivery
    subscription: Subscription | None
    history: History = History()


class Deliveries(Store):
    """`clock` replaces the database's own, for tests; `holder` names the process that takes rows up."""

    def __init__(self, database: Database, holder: str, clock: Callable[[], float] | None = None) -> None:
        super().__init__(database)
        self.holder = holder
        self._clock = clock
        self._servers_clock = not (clock or database.is_sqlite)
        self._statements = statements(servers_clock=self._servers_clock)

    @property
    def now(self) -> Any:
        """This instant, as a term of a query."""
        return self._statements.now if self._servers_clock else literal((self._clock or self._database.clock)())

    def _told(self, **parameters: Any) -> dict[str, Any]:
        """The parameters of one of the statements."""
        return parameters if self._servers_clock else parameters | {"now": (self._clock or self._database.clock)()}

    async def of(self, key: Key) -> Found | None:
        """A row, its subscription if that is still there, and where a card is to be made what its place was shown before."""
        query, told = self._statements.of, self._told(of=key.subscription, on=key.day.isoformat())

        def found(connection: Connection) -> Found | None:
            row = connection.execute(query, told).one_or_none()
            if row is None:
                return None
            card, subscription = _delivery(row), rows.subscription(_Renamed(row)) if row.of_id else None
            if card.state not in WAITING or card.wait > 0 or subscription is None:
                return Found(card, subscription)
            return Found(card, subscription, _history(connection, subscription, key.day))

        return await self._database.read(found)

    async def take(self, seen: Delivery, lease: float, item: str = "", quiz: str = "") -> Delivery | None:
        """Take a row up for `lease` seconds, as it was seen; None where it changed or is another's. It is `sending` then."""
        told = self._told(
            of=seen.key.subscription, on=seen.key.day.isoformat(), seen_state=seen.state, seen_attempt=seen.attempt,
            mine=self.holder, lease=lease, about=item or seen.item, asks=quiz or seen.quiz,
        )  # fmt: skip
        row = await self._returned(self._statements.take, told)
        return _delivery(row) if row else None

    async def settle(self, mine: Delivery, state: str, *, error: str = "", message: str = "", after: float = 0.0) -> bool:
        """Say how a row that was taken up ended, or when it goes on (`after` seconds). False where another has taken it up since:
        then only a card that went for certain is still recorded, over an `unknown`."""
        told = self._told(
            of=mine.key.subscription, on=mine.key.day.isoformat(), mine=mine.holder, seen_attempt=mine.attempt,
            to=state, why=error[:80], after=after,
        )  # fmt: skip
        if state == "sent":
            told["told"] = message[:200]
        return await self._changed(self._statements.sent if state == "sent" else self._statements.settle, told) == 1

    async def drop(self, seen: Delivery, state: str, error: str) -> bool:
        """End a row that nobody has taken up, as it was seen."""
        statement = (
            update(_table)
            .where(*_is(seen.key), _table.c.state == "todo", _table.c.attempt == seen.attempt)
            .values(state=state, error=error[:80])
        )
        return await self._changed(statement) == 1

    async def put_off(self, seen: Delivery, after: float, error: str) -> None:
        """Leave a row that nobody has taken up for `after` seconds."""
        statement = (
            update(_table)
            .where(*_is(seen.key), _table.c.state == seen.state, _table.c.attempt == seen.attempt)
            .values(retry_at=self.now + after, error=error[:80])
        )
        await self._changed(statement)

    async def ready(self, most: int, but: Collection[Key] = ()) -> list[Key]:
        """Rows that may be taken up now, those that wait longest first; `but` are not asked for."""
        query = (
            select(_table.c.subscription, _table.c.day)
            .where(_table.c.state.in_(WAITING), _table.c.retry_at <= self.now)
            .order_by(_table.c.retry_at)
            .limit(most + len(but))
        )
        keys = (Key(row.subscription, date.fromisoformat(row.day)) for row in await self._all(query))
        return [key for key in keys if key not in but][:most]

    async def next_in(self) -> tuple[float | None, float | None]:
        """Seconds until the next subscription is due, and until the next row may be taken up that may not be now."""
        now = self.now
        due = select(func.min(tables.subscription.c.next_due_at) - now).where(tables.subscription.c.next_due_at.is_not(None))
        waiting = [
            select(func.min(_table.c.retry_at) - now).where(_table.c.state == state, _table.c.retry_at > now) for state in WAITING
        ]
        subscription, *retries = await self._database.read(
            lambda connection: [connection.execute(query).scalar_one() for query in (due, *waiting)]
        )
        return _float(subscription), min((float(wait) for wait in retries if wait is not None), default=None)

    async def orphaned(self, after: float) -> int:
        """Nobody else can be sending: rows that a dead process left may be taken up in `after` seconds, and what a clock that
        was wrong put off for more than an hour, now. How many were left in sending."""
        left = update(_table).where(_table.c.state == "sending").values(retry_at=self.now + after)
        late = update(_table).where(_table.c.state == "todo", _table.c.retry_at > self.now + 3600).values(retry_at=self.now)

        def settled(connection: Connection) -> int:
            connection.execute(late)
            return connection.execute(left).rowcount

        return await self._database.write(settled)

    async def history(self, subscription: Subscription, day: date) -> History:
        """What the place of a subscription was shown before a day, with how its people answered."""
        return await self._database.read(lambda connection: _history(connection, subscription, day))

    async def end(self, subscription: Subscription, why: str) -> bool:
        """The place is gone: the subscription ends, and the cards for it that were not sent. Whether it had not ended before."""
        table = tables.subscription
        over = update(table).where(table.c.id == subscription.id, table.c.active).values(active=False, ended=why, next_due_at=None)
        rest = update(_table).where(_table.c.subscription == subscription.id, _table.c.state == "todo")

        def ended(connection: Connection) -> bool:
            connection.execute(rest.values(state="skipped", error="ended"))
            return connection.execute(over).rowcount == 1

        return await self._database.write(ended)


def _history(connection: Connection, subscription: Subscription, day: date) -> History:
    since = (day - timedelta(days=_LOOKED_BACK)).isoformat()
    sent = connection.execute(CARDS, {"of": subscription.id, "since": since, "on": day.isoformat()}).all()
    if not sent:
        return History()
    tallies = connection.execute(TALLIES, {"where": subscription.place.id, "since": since})
    told = {row.quiz: (int(row.answered), int(row.right)) for row in tallies}
    shown = tuple(Shown(row.item, date.fromisoformat(row.day), *told.get(row.quiz, (0, 0))) for row in sent)
    return History(shown, sent[-1].quiz, *told.get(sent[-1].quiz, (0, 0)))


class _Renamed:
    """The subscription's columns of a joined row, under their own names."""

    def __init__(self, row: Row[Any]) -> None:
        self._row = row

    def __getattr__(self, name: str) -> Any:
        return getattr(self._row, f"of_{name}")


def _is(key: Key) -> tuple[Any, Any]:
    return _table.c.subscription == key.subscription, _table.c.day == key.day.isoformat()


def _delivery(row: Row[Any]) -> Delivery:
    key = Key(row.subscription, date.fromisoformat(row.day))
    wait, late = max(0.0, float(row.wait)), max(0.0, -float(row.wait))
    return Delivery(
        key,
        row.place,
        row.state,
        row.item,
        row.quiz,
        row.attempt,
        row.holder,
        row.tried_at,
        row.error,
        wait,
        late,
        bool(row.overdue),
    )


def _float(number: Any) -> float | None:
    return None if number is None else float(number)
