"""The repositories: what the core and the adapters ask a database. Each call is one short transaction.

All raise `DatabaseDownError` where the database cannot be used; callers go on without. What is kept for minutes only, so that
nothing is said twice and a follow-up is understood, need not outlive a power cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Row, delete, func, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from adapters.database import tables
from adapters.database.engine import Database
from adapters.database.moments_sql import (
    EVENT_DONE,
    EVENT_GIVEN_BACK,
    REMEMBERED,
    SHOWN_AT,
    SHOWN_GIVEN_BACK,
    WAS_DONE,
    moments,
)
from bot.asked import Intent, StatusClass
from bot.model import Actor, Memory, Place, Report

REPEATS_FOR = 15 * 60.0  # seconds in which an event that was answered is not answered again
HANDLING_FOR = 20.0  # seconds after which what was taken and not finished counts as dropped: its process died
COOLDOWN = 10 * 60.0  # seconds in which the same card is not shown again in one place


class Store:
    """What every repository has: a database, how a row is added to it, and how one statement is done over it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._moments = moments(is_sqlite=database.is_sqlite)

    def _insert(self, table: Any) -> Any:
        return (sqlite_insert if self._database.is_sqlite else postgresql_insert)(table)

    async def _all(self, query: Any, told: dict[str, Any] | None = None) -> Sequence[Any]:
        return await self._database.read(lambda connection: connection.execute(query, told).all())

    async def _one(self, query: Any, told: dict[str, Any] | None = None) -> Row[Any] | None:
        """The only row; None where there is none."""
        return await self._database.read(lambda connection: connection.execute(query, told).one_or_none())

    async def _value(self, query: Any, told: dict[str, Any] | None = None) -> Any:
        """The first column of the only row; None where there is none."""
        row = await self._one(query, told)
        return None if row is None else row[0]

    async def _changed(self, statement: Any, told: dict[str, Any] | None = None) -> int:
        """How many rows a statement changed."""
        return await self._database.write_one(lambda connection: connection.execute(statement, told).rowcount)

    async def _returned(self, statement: Any, told: dict[str, Any] | None = None) -> Row[Any] | None:
        """The row that a statement changed and returns, if it did."""
        return await self._database.write_one(lambda connection: connection.execute(statement, told).first())


class Conversations(Store):
    """Conversation memory: implements `bot.ports.MemoryStore`."""

    def __init__(self, database: Database, *, minutes: int = 60) -> None:
        super().__init__(database)
        self._lasts = minutes * 60.0

    async def load(self, place: Place) -> Memory:
        """What is remembered of a place; an empty Memory when nothing is, or when it expired."""
        row = await self._database.brief(REMEMBERED, {"of": place.id, "now": self._database.clock()})
        if row is None:
            return Memory()
        codes, intent, status_class = row
        return Memory(
            tuple(int(code) for code in codes.split(",") if code),
            cast("Intent", intent),
            cast("StatusClass | None", status_class),
        )

    async def save(self, place: Place, actor: Actor, memory: Memory) -> None:
        """Replace what is remembered of a place."""
        told = {
            "place": place.id,
            "actor": actor.id,
            "codes": ",".join(map(str, memory.codes)),
            "intent": memory.intent,
            "status_class": memory.status_class,
            "expires_at": self._database.clock() + self._lasts,
        }
        await self._database.brief(self._moments.remember, told)

    async def held(self, actor: Actor) -> int:
        """How many conversations are remembered that this person asked in last."""
        query = select(func.count()).select_from(tables.conversation).where(tables.conversation.c.actor == actor.id)
        return int(await self._value(query))

    async def forget(self, actor: Actor) -> int:
        """Delete what is held of a person; how many conversations that were."""
        return await self._changed(delete(tables.conversation).where(tables.conversation.c.actor == actor.id))


class Events(Store):
    """Events of a platform, each to be answered once, whichever process gets it and however often it comes."""

    async def take(self, key: str) -> bool:
        """Whether this process is to answer the event: nobody did, and nobody is at it or whoever was must have died."""
        now = self._database.clock()
        told = {"key": key, "taken_at": now, "done": False, "dropped": now - HANDLING_FOR}
        return await self._database.brief(self._moments.take_event, told) is not None

    async def is_done(self, key: str) -> bool:
        """Whether the event was answered."""
        row = await self._database.brief(WAS_DONE, {"of": key})
        return row is not None and bool(row[0])

    async def done(self, key: str) -> None:
        """The event was answered: it is not answered again while the platform may repeat it."""
        await self._database.brief(EVENT_DONE, {"of": key})

    async def give_back(self, key: str) -> None:
        """The event could not be answered: whoever gets it next may try."""
        await self._database.brief(EVENT_GIVEN_BACK, {"of": key})


class Shown(Store):
    """Cards shown in a place, so that the same one is not shown twice within minutes."""

    async def take(self, place: Place, subject: str) -> str | None:
        """Where the card was shown within the cooldown (a link, or "" while somebody is at it); None where it is ours to show.

        Who takes it and says nothing more for a while must have died, and the next may.
        """
        now = self._database.clock()
        told = {"place": place.id, "subject": subject, "link": "", "shown_at": now}
        ours = told | {"dropped": now - HANDLING_FOR, "over": now - COOLDOWN}
        if await self._database.brief(self._moments.take_shown, ours):
            return None
        row = await self._database.brief(SHOWN_AT, {"of": place.id, "about": subject})
        return None if row is None else str(row[0])  # None: whoever had it has just given it back

    async def keep(self, place: Place, subject: str, link: str) -> None:
        """The card was shown here just now."""
        told = {"place": place.id, "subject": subject, "link": link, "shown_at": self._database.clock()}
        await self._database.brief(self._moments.keep_shown, told)

    async def give_back(self, place: Place, subject: str) -> None:
        """The card could not be shown: whoever is asked next may."""
        await self._database.brief(SHOWN_GIVEN_BACK, {"of": place.id, "about": subject})


class Reports(Store):
    """What people find wrong: implements `bot.ports.Feedback`."""

    async def count(self, report: Report) -> None:
        """Count one more report of a part of a card."""
        table = tables.report
        statement = self._insert(table).values(subject=report.subject, section=report.section, count=1)
        more = statement.on_conflict_do_update(index_elements=["subject", "section"], set_={"count": table.c.count + 1})
        await self._changed(more)

    async def all(self) -> list[tuple[str, str, int]]:
        """Card, part and how often, the most often first."""
        table = tables.report
        rows = await self._all(select(table).order_by(table.c.count.desc(), table.c.subject, table.c.section))
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
        return await self._returned(taken) is not None

    async def drop(self, name: str, holder: str) -> None:
        """Let go of a lease, so that the next process need not wait."""
        await self._changed(delete(tables.lease).where(tables.lease.c.name == name, tables.lease.c.holder == holder))


class Notes(Store):
    """Small facts that processes tell each other."""

    async def read(self, name: str) -> str | None:
        found = await self._value(select(tables.note.c.value).where(tables.note.c.name == name))
        return None if found is None else str(found)

    async def write(self, name: str, value: str) -> None:
        statement = self._insert(tables.note).values(name=name, value=value)
        await self._changed(statement.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


async def sweep(database: Database) -> int:
    """Delete what has expired; how many rows that were."""
    now = database.clock()
    old = (
        delete(tables.conversation).where(tables.conversation.c.expires_at <= now),
        delete(tables.event).where(tables.event.c.taken_at <= now - REPEATS_FOR),
        delete(tables.shown).where(tables.shown.c.shown_at <= now - COOLDOWN),
    )
    return await database.write(lambda connection: sum(connection.execute(statement).rowcount for statement in old))
