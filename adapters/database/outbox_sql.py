"""The statements that every card goes through, made once: to make them anew for each would take longer than to run them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import Float, and_, bindparam, func, literal, or_, select, update

from adapters.database import tables

_table = tables.delivery
_this = and_(_table.c.subscription == bindparam("of"), _table.c.day == bindparam("on"))


class Statements:
    """`now` is the term for this instant: the server's clock, or a parameter."""

    def __init__(self, now: Any) -> None:
        self.now = now
        self.of = self._of()
        self.take = self._take()
        still_mine = and_(
            _table.c.state == "sending", _table.c.holder == bindparam("mine"), _table.c.attempt == bindparam("seen_attempt")
        )
        self.settle = update(_table).where(_this, still_mine).values(self._settled())
        self.sent = (
            update(_table)
            .where(_this, or_(still_mine, _table.c.state == "unknown"))
            .values(self._settled() | {"message": bindparam("told"), "sent_at": now})
        )

    def _of(self) -> Any:
        both = _table.outerjoin(tables.subscription, tables.subscription.c.id == _table.c.subscription)
        return (
            select(*_table.c, (_table.c.retry_at - self.now).label("wait"), (_table.c.until <= self.now).label("overdue"))
            .add_columns(*(column.label(f"of_{column.name}") for column in tables.subscription.c))
            .select_from(both)
            .where(_this)
        )

    def _take(self) -> Any:
        as_seen = and_(
            _table.c.state == bindparam("seen_state"),
            _table.c.attempt == bindparam("seen_attempt"),
            _table.c.retry_at <= self.now,
        )
        told = {
            "state": "sending", "holder": bindparam("mine"), "attempt": _table.c.attempt + 1, "item": bindparam("about"),
            "quiz": bindparam("asks"), "retry_at": self.now + bindparam("lease", type_=Float),
            "tried_at": func.coalesce(_table.c.tried_at, self.now),
        }  # fmt: skip
        taken = (*_table.c, literal(0.0).label("wait"), (_table.c.until <= self.now).label("overdue"))
        return update(_table).where(_this, as_seen).values(told).returning(*taken)

    def _settled(self) -> dict[str, Any]:
        after = self.now + bindparam("after", type_=Float)
        return {"state": bindparam("to"), "error": bindparam("why"), "retry_at": after}


@lru_cache
def statements(*, servers_clock: bool) -> Statements:
    """The statements of a database whose own clock counts, or of one that is told the time as `now`."""
    return Statements(func.extract("epoch", func.clock_timestamp()) if servers_clock else bindparam("now", type_=Float))


CARDS = (
    select(_table.c.day, _table.c.item, _table.c.quiz)
    .where(
        _table.c.subscription == bindparam("of"),
        _table.c.day >= bindparam("since"),
        _table.c.day < bindparam("on"),
        _table.c.state.in_(("sent", "unknown")),
        _table.c.item != "",
    )
    .order_by(_table.c.day)
)
_review = tables.review
TALLIES = (
    select(_review.c.quiz, func.count().label("answered"), func.count().filter(_review.c.right).label("right"))
    .where(_review.c.place == bindparam("where"), _review.c.day >= bindparam("since"))
    .group_by(_review.c.quiz)
)
