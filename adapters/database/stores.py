"""The repositories: what the core and the adapters ask a database. Each call is one short transaction.

All raise `DatabaseDownError` where the database cannot be used; callers go on without.
"""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from adapters.database import tables
from adapters.database.engine import Database
from bot.asked import Intent, StatusClass
from bot.model import Actor, Memory, Place, Report

REPEATS_FOR = 15 * 60.0  # seconds in which an event that was answered is not answered again
HANDLING_FOR = 20.0  # seconds after which what was taken and not finished counts as dropped: its process died
COOLDOWN = 10 * 60.0  # seconds in which the same card is not shown again in one place


class Store:
    """What every repository has: a database, and how a row is added to it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def _insert(self, table: Any) -> Any:
        return (sqlite_insert if self._database.is_sqlite else postgresql_insert)(table)


class Conversations(Store):
    """Conversation memory: implements `bot.ports.MemoryStore`."""

    def __init__(self, database: Database, *, minutes: int = 60) -> None:
        super().__init__(database)
        self._lasts = minutes * 60.0

    async def load(self, place: Place) -> Memory:
        """What is remembered of a place; an empty Memory when nothing is, or when it expired."""
        table = tables.conversation
        query = select(table).where(table.c.place == place.id, table.c.expires_at > self._database.clock())
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            return Memory()
        codes = tuple(int(code) for code in row.codes.split(",") if code)
        return Memory(codes, cast("Intent", row.intent), cast("StatusClass | None", row.status_class))

    async def save(self, place: Place, actor: Actor, memory: Memory) -> None:
        """Replace what is remembered of a place."""
        told = {
            "actor": actor.id,
            "codes": ",".join(map(str, memory.codes)),
            "intent": memory.intent,
            "status_class": memory.status_class,
            "expires_at": self._database.clock() + self._lasts,
        }
        statement = self._insert(tables.conversation).values(place=place.id, **told)
        async with self._database.work() as connection:
            await connection.execute(statement.on_conflict_do_update(index_elements=["place"], set_=told))

    async def held(self, actor: Actor) -> int:
        """How many conversations are remembered that this person asked in last."""
        query = select(func.count()).select_from(tables.conversation).where(tables.conversation.c.actor == actor.id)
        async with self._database.reading() as connection:
            return int((await connection.execute(query)).scalar_one())

    async def forget(self, actor: Actor) -> int:
        """Delete what is held of a person; how many conversations that were."""
        async with self._database.work() as connection:
            done = await connection.execute(delete(tables.conversation).where(tables.conversation.c.actor == actor.id))
        return done.rowcount


class Events(Store):
    """Events of a platform, each to be answered once, whichever process gets it and however often it comes."""

    async def take(self, key: str) -> bool:
        """Whether this process is to answer the event: nobody did, and nobody is at it or whoever was must have died."""
        now, table = self._database.clock(), tables.event
        first = self._insert(table).values(key=key, taken_at=now, done=False).on_conflict_do_nothing().returning(table.c.key)
        again = (
            update(table)
            .where(table.c.key == key, table.c.done.is_(False), table.c.taken_at <= now - HANDLING_FOR)
            .values(taken_at=now)
            .returning(table.c.key)
        )
        async with self._database.work() as connection:
            return bool((await connection.execute(first)).first() or (await connection.execute(again)).first())

    async def is_done(self, key: str) -> bool:
        """Whether the event was answered."""
        query = select(tables.event.c.done).where(tables.event.c.key == key)
        async with self._database.reading() as connection:
            return bool((await connection.execute(query)).scalar_one_or_none())

    async def done(self, key: str) -> None:
        """The event was answered: it is not answered again while the platform may repeat it."""
        async with self._database.work() as connection:
            await connection.execute(update(tables.event).where(tables.event.c.key == key).values(done=True))

    async def give_back(self, key: str) -> None:
        """The event could not be answered: whoever gets it next may try."""
        async with self._database.work() as connection:
            await connection.execute(delete(tables.event).where(tables.event.c.key == key, tables.event.c.done.is_(False)))


class Shown(Store):
    """Cards shown in a place, so that the same one is not shown twice within minutes."""

    async def take(self, place: Place, subject: str) -> str | None:
        """Where the card was shown within the cooldown (a link, or "" while somebody is at it); None where it is ours to show.

        Who takes it and says nothing more for a while must have died, and the next may.
        """
        now, table = self._database.clock(), tables.shown
        told = {"link": "", "shown_at": now}
        over = (table.c.shown_at <= now - COOLDOWN) | ((table.c.link == "") & (table.c.shown_at <= now - HANDLING_FOR))
        ours = (
            self._insert(table)
            .values(place=place.id, subject=subject, **told)
            .on_conflict_do_update(index_elements=["place", "subject"], set_=told, where=over)
            .returning(table.c.link)
        )
        query = select(table.c.link).where(table.c.place == place.id, table.c.subject == subject)
        async with self._database.work() as connection:
            if (await connection.execute(ours)).first():
                return None
            found = (await connection.execute(query)).scalar_one_or_none()
        return None if found is None else str(found)

    async def keep(self, place: Place, subject: str, link: str) -> None:
        """The card was shown here just now."""
        told = {"link": link, "shown_at": self._database.clock()}
        statement = self._insert(tables.shown).values(place=place.id, subject=subject, **told)
        async with self._database.work() as connection:
            await connection.execute(statement.on_conflict_do_update(index_elements=["place", "subject"], set_=told))

    async def give_back(self, place: Place, subject: str) -> None:
        """The card could not be shown: whoever is asked next may."""
        table = tables.shown
        statement = delete(table).where(table.c.place == place.id, table.c.subject == subject, table.c.link == "")
        async with self._database.work() as connection:
            await connection.execute(statement)


class Reports(Store):
    """What people find wrong: implements `bot.ports.Feedback`."""

    async def count(self, report: Report) -> None:
        """Count one more report of a part of a card."""
        table = tables.report
        statement = self._insert(table).values(subject=report.subject, section=report.section, count=1)
        more = statement.on_conflict_do_update(index_elements=["subject", "section"], set_={"count": table.c.count + 1})
        async with self._database.work() as connection:
            await connection.execute(more)

    async def all(self) -> list[tuple[str, str, int]]:
        """Card, part and how often, the most often first."""
        table = tables.report
        async with self._database.reading() as connection:
            rows = await connection.execute(select(table).order_by(table.c.count.desc(), table.c.subject, table.c.section))
            return [(str(subject), str(section), int(count)) for subject, section, count in rows]


class Leases(Store):
    """What only one of several processes may do at a time, such as holding a platform's connection."""

    async def hold(self, name: str, holder: str, seconds: float) -> bool:
        """Take the lease or keep it for `seconds` more; whether `holder` has it now."""
        now, table = self._database.clock(), tables.lease
        told = {"holder": holder, "expires_at": now + seconds}
        free = (table.c.expires_at <= now) | (table.c.holder == holder)
        statement = self._insert(table).values(name=name, **told)
        taken = statement.on_conflict_do_update(index_elements=["name"], set_=told, where=free).returning(table.c.name)
        async with self._database.work() as connection:
            return bool((await connection.execute(taken)).first())

    async def drop(self, name: str, holder: str) -> None:
        """Let go of a lease, so that the next process need not wait."""
        async with self._database.work() as connection:
            await connection.execute(delete(tables.lease).where(tables.lease.c.name == name, tables.lease.c.holder == holder))


class Notes(Store):
    """Small facts that processes tell each other."""

    async def read(self, name: str) -> str | None:
        async with self._database.reading() as connection:
            found = (await connection.execute(select(tables.note.c.value).where(tables.note.c.name == name))).scalar_one_or_none()
        return None if found is None else str(found)

    async def write(self, name: str, value: str) -> None:
        statement = self._insert(tables.note).values(name=name, value=value)
        async with self._database.work() as connection:
            await connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


async def sweep(database: Database) -> int:
    """Delete what has expired; how many rows that were."""
    now = database.clock()
    old = (
        delete(tables.conversation).where(tables.conversation.c.expires_at <= now),
        delete(tables.event).where(tables.event.c.taken_at <= now - REPEATS_FOR),
        delete(tables.shown).where(tables.shown.c.shown_at <= now - COOLDOWN),
    )
    async with database.work() as connection:
        return sum([(await connection.execute(statement)).rowcount for statement in old])
