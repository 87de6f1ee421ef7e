"""The repositories of the daily card: who gets one, and how people study. Each call is one short transaction.

All raise `DatabaseDownError` where the database cannot be used.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, select, update

from adapters.database import rows, tables
from adapters.database.engine import Database
from adapters.database.stores import Store
from bot.learner import Learner, Recall, Streak
from bot.model import Actor, Grade, Place, Subscription
from bot.ports import Troubles

_TROUBLED_FOR = 30 * 86_400.0  # seconds in which what went wrong is told
_MOST_WANTED = 20  # codes of incidents that are kept of a person
_REMEMBERED = 400  # answers that a person's record is made of
_REFUSALS, _REFUSED_FOR = 4_096, 60.0  # people who do not let us keep codes, and for how many seconds they are not looked up again

_RECALLS = select(tables.recall).where(tables.recall.c.actor == bindparam("who"))
_COLLECTS = select(tables.learner.c.collects).where(tables.learner.c.actor == bindparam("who"))
_WANTED = select(tables.wanted.c.code).where(tables.wanted.c.actor == bindparam("who")).order_by(tables.wanted.c.asked_at.desc())


class Subscriptions(Store):
    """Implements `bot.ports.Subscriptions`. `saved` is called when one was set."""

    def __init__(self, database: Database, saved: Callable[[], None] | None = None) -> None:
        super().__init__(database)
        self._saved = saved

    async def of(self, place: Place) -> Subscription | None:
        """The subscription of a place."""
        query = select(tables.subscription).where(tables.subscription.c.place == place.id)
        row = await self._one(query)
        return rows.subscription(row) if row else None

    async def save(self, subscription: Subscription, next_due: datetime | None) -> None:
        """Add or replace it. What it ended for, if it did, is forgotten."""
        told = rows.of_subscription(subscription)
        told |= {"ended": "", "next_due_at": next_due.timestamp() if next_due and subscription.active else None}
        statement = self._insert(tables.subscription).values(id=subscription.id, **told)
        await self._changed(statement.on_conflict_do_update(index_elements=["id"], set_=told))
        if self._saved:
            self._saved()

    async def remove(self, subscription: Subscription) -> None:
        """Delete it, and the cards of it that were not sent yet."""
        it = delete(tables.subscription).where(tables.subscription.c.id == subscription.id)
        waiting = tables.delivery.c.state == "todo"
        cards = delete(tables.delivery).where(tables.delivery.c.subscription == subscription.id, waiting)

        def removed(connection: Connection) -> None:
            connection.execute(it)
            connection.execute(cards)

        await self._database.write(removed)

    async def last_day(self, subscription: Subscription) -> date | None:
        """The last local day for which a card was made."""
        query = select(func.max(tables.delivery.c.day)).where(tables.delivery.c.subscription == subscription.id)
        found = await self._value(query)
        return date.fromisoformat(found) if found else None

    async def troubles(self, subscription: Subscription) -> Troubles:
        """What went wrong lately."""
        table = tables.delivery
        since = self._database.clock() - _TROUBLED_FOR
        bad = (
            select(table.c.state, func.count())
            .where(table.c.subscription == subscription.id, table.c.due_at > since, table.c.state.in_(("unknown", "failed")))
            .group_by(table.c.state)
        )
        why = select(tables.subscription.c.ended).where(tables.subscription.c.id == subscription.id)

        def told(connection: Connection) -> Troubles:
            counts = {state: int(count) for state, count in connection.execute(bad)}
            ended = connection.execute(why).scalar_one_or_none()
            return Troubles(counts.get("unknown", 0), counts.get("failed", 0), ended or "")

        return await self._database.read(told)

    async def held(self, actor: Actor) -> int:
        """How many subscriptions a person set up."""
        query = select(func.count()).select_from(tables.subscription).where(tables.subscription.c.owner == actor.id)
        return int(await self._value(query))

    async def forget(self, actor: Actor) -> int:
        """Delete a person's own subscription with its cards, and who set up those of channels."""
        table = tables.subscription
        own = delete(table).where(table.c.place == actor.id)
        cards = delete(tables.delivery).where(tables.delivery.c.place == actor.id)
        channels = update(table).where(table.c.owner == actor.id).values(owner="", workspace="")

        def forgotten(connection: Connection) -> int:
            gone = connection.execute(own).rowcount
            connection.execute(cards)
            return gone + connection.execute(channels).rowcount

        return await self._database.write(forgotten)


class Progress(Store):
    """Implements `bot.ports.Progress`.

    Few let us keep what they ask in incidents, and all ask there: who does not is known for a while without the database. Who let
    us is looked up each time, so that what they take back is taken back at once, in whichever process.
    """

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._refused: OrderedDict[str, float] = OrderedDict()

    async def learner(self, actor: Actor) -> Learner:
        """All that is kept of how a person studies, with what their own subscription says of it."""
        mine = select(tables.subscription).where(tables.subscription.c.place == actor.id)
        latest = select(tables.review).where(tables.review.c.actor == actor.id).order_by(tables.review.c.day.desc())

        def found(connection: Connection) -> tuple[Learner, Row[Any] | None]:
            kept = connection.execute(select(tables.learner).where(tables.learner.c.actor == actor.id)).one_or_none()
            recalls, wanted = _known(connection, actor)
            answers = connection.execute(latest.limit(_REMEMBERED)).all()
            learner = Learner(
                recalls=recalls,
                answers=tuple(map(rows.answered, reversed(answers))),
                streak=rows.streak(kept) if kept else Streak(),
                collects=kept.collects if kept else False,
                wanted=wanted,
            )
            return learner, connection.execute(mine).one_or_none()

        learner, row = await self._database.read(found)
        if row is None:
            return learner
        own = rows.subscription(row)
        return replace(learner, zone=own.zone, pauses=own.pauses, level=own.level, topics=own.topics)

    async def known(self, actor: Actor) -> tuple[tuple[Recall, ...], tuple[int, ...]]:
        """What chooses a person's next card: how well they know each item, and the codes they asked about, the latest first."""
        return await self._database.read(lambda connection: _known(connection, actor))

    async def first(self, actor: Actor, place: Place, day: date, grade: Grade) -> Grade | None:
        """Keep the answer if it is the first to this question; the one given before if it is not."""
        table = tables.review
        given = self._insert(table).values(
            actor=actor.id,
            quiz=grade.quiz,
            item=grade.item,
            choice=grade.choice,
            right=grade.right,
            day=day.isoformat(),
            place=place.id,
        )
        earlier = select(table).where(table.c.actor == actor.id, table.c.quiz == grade.quiz)

        def before(connection: Connection) -> Row[Any] | None:
            is_first = connection.execute(given.on_conflict_do_nothing().returning(table.c.quiz)).first()
            return None if is_first else connection.execute(earlier).one()

        row = await self._database.write(before)
        return Grade(row.item, row.quiz, row.choice, row.right) if row else None

    async def keep(self, actor: Actor, recall: Recall, streak: Streak) -> None:
        """Replace what is known of one item, and the streak."""
        known = rows.of_recall(recall)
        of_item = self._insert(tables.recall).values(actor=actor.id, item=recall.item, **known)
        in_a_row = rows.of_streak(streak)
        of_person = self._insert(tables.learner).values(actor=actor.id, **in_a_row)
        code = int(recall.item) if recall.item.isdecimal() else None

        def kept(connection: Connection) -> None:
            connection.execute(of_item.on_conflict_do_update(index_elements=["actor", "item"], set_=known))
            connection.execute(of_person.on_conflict_do_update(index_elements=["actor"], set_=in_a_row))
            if code:
                connection.execute(delete(tables.wanted).where(tables.wanted.c.actor == actor.id, tables.wanted.c.code == code))

        await self._database.write(kept)

    async def tally(self, place: Place, quiz: str) -> tuple[int, int]:
        """How many answered a question in a place, and how many of them rightly."""
        table = tables.review
        right = func.count().filter(table.c.right)
        query = select(func.count(), right).where(table.c.place == place.id, table.c.quiz == quiz)
        answered, rightly = await self._database.read(lambda connection: connection.execute(query).one())
        return int(answered), int(rightly)

    async def collect(self, actor: Actor, *, on: bool) -> None:
        """Whether codes of incidents may be kept."""
        statement = self._insert(tables.learner).values(actor=actor.id, collects=on)

        def collected(connection: Connection) -> None:
            connection.execute(statement.on_conflict_do_update(index_elements=["actor"], set_={"collects": on}))
            if not on:
                connection.execute(delete(tables.wanted).where(tables.wanted.c.actor == actor.id))

        await self._database.write(collected)
        self._refused.pop(actor.id, None)

    def may_want(self, actor: Actor) -> bool:
        """False for who was found not to let us a moment ago. Who has let another process since is believed after a minute."""
        return self._database.clock() >= self._refused.get(actor.id, 0.0)

    async def want(self, actor: Actor, codes: tuple[int, ...]) -> None:
        """Keep codes that the person asked about, if they let us; the latest twenty."""
        row = await self._database.brief(_COLLECTS, {"who": actor.id})
        if row is None or not row[0]:
            self._refuses(actor)
            return
        now = self._database.clock()
        statement = self._insert(tables.wanted).on_conflict_do_update(index_elements=["actor", "code"], set_={"asked_at": now})

        def kept(connection: Connection) -> None:
            connection.execute(statement, [{"actor": actor.id, "code": code, "asked_at": now} for code in codes])
            connection.execute(_but_the_latest(actor))

        await self._database.write(kept)

    def _refuses(self, actor: Actor) -> None:
        self._refused[actor.id] = self._database.clock() + _REFUSED_FOR
        if len(self._refused) > _REFUSALS:
            self._refused.popitem(last=False)

    async def forget(self, actor: Actor) -> int:
        """Delete all that is kept of a person; how many answers there were."""

        def forgotten(connection: Connection) -> int:
            for table in (tables.recall, tables.learner, tables.wanted):
                connection.execute(delete(table).where(table.c.actor == actor.id))
            return connection.execute(delete(tables.review).where(tables.review.c.actor == actor.id)).rowcount

        return await self._database.write(forgotten)


def _known(connection: Connection, actor: Actor) -> tuple[tuple[Recall, ...], tuple[int, ...]]:
    recalls = connection.execute(_RECALLS, {"who": actor.id}).all()
    codes = connection.execute(_WANTED, {"who": actor.id}).scalars().all()
    return tuple(map(rows.recall, recalls)), tuple(codes)


def _but_the_latest(actor: Actor) -> Any:
    table = tables.wanted
    latest = select(table.c.code).where(table.c.actor == actor.id).order_by(table.c.asked_at.desc()).limit(_MOST_WANTED)
    return delete(table).where(table.c.actor == actor.id, table.c.code.not_in(latest))
