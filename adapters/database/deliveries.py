"""The rows of the outbox: each is taken up by one at a time and settled by whoever took it up. Each call is one short transaction.

All times are the database's own where it has a clock (PostgreSQL), so that processes with clocks that differ agree about leases.
All raise `DatabaseDownError` where the database cannot be used.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Row, and_, func, literal, or_, select, update

from adapters.database import rows, tables
from adapters.database.engine import Database
from adapters.database.stores import Store
from bot.model import Shown, Subscription

WAITING = ("todo", "sending")
_LOOKED_BACK = 400.0 * 86_400  # seconds of cards that count for what comes next
_table = tables.delivery


class Key(NamedTuple):
    """Which card: of which subscription, for which local day."""

    subscription: str
    day: date


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row of the outbox; `wait` is how many seconds it may not be taken up yet, `overdue` that it is to be given up."""

    key: Key
    place: str
    state: str
    item: str
    quiz: str
    attempt: int
    holder: str
    tried_at: float | None
    wait: float
    overdue: bool


@dataclass(frozen=True, slots=True)
class History:
    """What a place was shown, the earliest first, and the question of its last card."""

    shown: tuple[Shown, ...] = ()
    quiz: str = ""
    answered: int = field(default=0)
    right: int = field(default=0)


class Deliveries(Store):
    """`clock` replaces the database's own, for tests; `holder` names the process that takes rows up."""

    def __init__(self, database: Database, holder: str, clock: Callable[[], float] | None = None) -> None:
        super().__init__(database)
        self.holder = holder
        self._clock = clock

    @property
    def now(self) -> Any:
        """This instant, as a term of a query."""
        if self._clock or self._database.is_sqlite:
            return literal((self._clock or self._database.clock)())
        return func.extract("epoch", func.clock_timestamp())

    async def of(self, key: Key) -> tuple[Delivery, Subscription | None] | None:
        """A row, and its subscription if that is still there."""
        now = self.now
        both = _table.outerjoin(tables.subscription, tables.subscription.c.id == _table.c.subscription)
        query = (
            select(*_table.c, (_table.c.retry_at - now).label("wait"), (_table.c.until <= now).label("overdue"))
            .add_columns(*(column.label(f"of_{column.name}") for column in tables.subscription.c))
            .select_from(both)
            .where(*_is(key))
        )
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            return None
        return _delivery(row), rows.subscription(_Renamed(row)) if row.of_id else None

    async def take(self, seen: Delivery, lease: float, item: str = "", quiz: str = "") -> Delivery | None:
        """Take a row up for `lease` seconds, as it was seen; None where it changed or is another's. It is `sending` then."""
        told: dict[str, Any] = {
            "state": "sending", "holder": self.holder, "attempt": seen.attempt + 1, "retry_at": self.now + lease,
            "tried_at": func.coalesce(_table.c.tried_at, self.now),
        }  # fmt: skip
        if item:
            told |= {"item": item, "quiz": quiz}
        statement = (
            update(_table)
            .where(*_is(seen.key), _table.c.state == seen.state, _table.c.attempt == seen.attempt, _table.c.retry_at <= self.now)
            .values(told)
            .returning(*_table.c, literal(0.0).label("wait"), (_table.c.until <= self.now).label("overdue"))
        )
        async with self._database.work() as connection:
            row = (await connection.execute(statement)).one_or_none()
        return _delivery(row) if row else None

    async def settle(self, mine: Delivery, state: str, *, error: str = "", message: str = "", after: float = 0.0) -> bool:
        """Say how a row that was taken up ended, or when it goes on (`after` seconds). False where another has taken it up since:
        then only a card that went for certain is still recorded, over an `unknown`."""
        told: dict[str, Any] = {"state": state, "error": error[:80], "retry_at": self.now + after}
        still_mine = and_(_table.c.state == "sending", _table.c.holder == mine.holder, _table.c.attempt == mine.attempt)
        if state == "sent":
            told |= {"message": message[:200], "sent_at": self.now}
            still_mine = or_(still_mine, _table.c.state == "unknown")
        async with self._database.work() as connection:
            done = await connection.execute(update(_table).where(*_is(mine.key), still_mine).values(told))
        return done.rowcount == 1

    async def drop(self, seen: Delivery, state: str, error: str) -> bool:
        """End a row that nobody has taken up, as it was seen."""
        statement = (
            update(_table)
            .where(*_is(seen.key), _table.c.state == "todo", _table.c.attempt == seen.attempt)
            .values(state=state, error=error[:80])
        )
        async with self._database.work() as connection:
            return (await connection.execute(statement)).rowcount == 1

    async def put_off(self, seen: Delivery, after: float, error: str) -> None:
        """Leave a row that nobody has taken up for `after` seconds."""
        statement = (
            update(_table)
            .where(*_is(seen.key), _table.c.state == seen.state, _table.c.attempt == seen.attempt)
            .values(retry_at=self.now + after, error=error[:80])
        )
        async with self._database.work() as connection:
            await connection.execute(statement)

    async def ready(self, most: int, but: Collection[Key] = ()) -> list[Key]:
        """Rows that may be taken up now, those that wait longest first; `but` are not asked for."""
        query = (
            select(_table.c.subscription, _table.c.day)
            .where(_table.c.state.in_(WAITING), _table.c.retry_at <= self.now)
            .order_by(_table.c.retry_at)
            .limit(most + len(but))
        )
        async with self._database.reading() as connection:
            found = (await connection.execute(query)).all()
        keys = (Key(row.subscription, date.fromisoformat(row.day)) for row in found)
        return [key for key in keys if key not in but][:most]

    async def next_in(self) -> tuple[float | None, float | None]:
        """Seconds until the next subscription is due, and until the next row may be taken up that may not be now."""
        now = self.now
        due = select(func.min(tables.subscription.c.next_due_at) - now).where(tables.subscription.c.next_due_at.is_not(None))
        waiting = [
            select(func.min(_table.c.retry_at) - now).where(_table.c.state == state, _table.c.retry_at > now) for state in WAITING
        ]
        async with self._database.reading() as connection:
            subscription = (await connection.execute(due)).scalar_one()
            retries = [(await connection.execute(query)).scalar_one() for query in waiting]
        return _float(subscription), min((float(wait) for wait in retries if wait is not None), default=None)

    async def orphaned(self, after: float) -> int:
        """Nobody else can be sending: rows that a dead process left may be taken up in `after` seconds, and what a clock that
        was wrong put off for more than an hour, now. How many were left in sending."""
        left = update(_table).where(_table.c.state == "sending").values(retry_at=self.now + after)
        late = update(_table).where(_table.c.state == "todo", _table.c.retry_at > self.now + 3600).values(retry_at=self.now)
        async with self._database.work() as connection:
            await connection.execute(late)
            return (await connection.execute(left)).rowcount

    async def history(self, subscription: Subscription, day: date) -> History:
        """What the place of a subscription was shown before a day, with how its people answered."""
        since = date.fromordinal(day.toordinal() - int(_LOOKED_BACK // 86_400)).isoformat()
        cards = (
            select(_table.c.day, _table.c.item, _table.c.quiz)
            .where(
                _table.c.subscription == subscription.id,
                _table.c.day >= since,
                _table.c.day < day.isoformat(),
                _table.c.state.in_(("sent", "unknown")),
                _table.c.item != "",
            )
            .order_by(_table.c.day)
        )
        review = tables.review
        tallies = (
            select(review.c.quiz, func.count().label("answered"), func.count().filter(review.c.right).label("right"))
            .where(review.c.place == subscription.place.id, review.c.day >= since)
            .group_by(review.c.quiz)
        )
        async with self._database.reading() as connection:
            sent = (await connection.execute(cards)).all()
            told = {row.quiz: (int(row.answered), int(row.right)) for row in await connection.execute(tallies)} if sent else {}
        shown = tuple(Shown(row.item, date.fromisoformat(row.day), *told.get(row.quiz, (0, 0))) for row in sent)
        return History(shown, sent[-1].quiz, *told.get(sent[-1].quiz, (0, 0))) if sent else History()

    async def end(self, subscription: Subscription, why: str) -> bool:
        """The place is gone: the subscription ends, and the cards for it that were not sent. Whether it had not ended before."""
        table = tables.subscription
        over = update(table).where(table.c.id == subscription.id, table.c.active).values(active=False, ended=why, next_due_at=None)
        rest = update(_table).where(_table.c.subscription == subscription.id, _table.c.state == "todo")
        async with self._database.work() as connection:
            ended = (await connection.execute(over)).rowcount == 1
            await connection.execute(rest.values(state="skipped", error="ended"))
        return ended


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
    wait, overdue = max(0.0, float(row.wait)), bool(row.overdue)
    return Delivery(key, row.place, row.state, row.item, row.quiz, row.attempt, row.holder, row.tried_at, wait, overdue)


def _float(number: Any) -> float | None:
    return None if number is None else float(number)
