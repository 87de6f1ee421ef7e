"""A line that several processes stand in: who may send to a platform when, in the table of leases."""

from __future__ import annotations

from sqlalchemy import func

from adapters.database import tables
from adapters.database.deliveries import Deliveries


class SharedLine(Deliveries):
    """PostgreSQL only: where one process sends, it needs no table for its line."""

    async def slot(self, name: str, every: float) -> float:
        """Take the next place in a line whose places are `every` seconds apart; how many seconds it is away."""
        now, table = self.now, tables.lease
        first = self._insert(table).values(name=f"pace:{name}"[:60], holder="", expires_at=now + every)
        told = {"expires_at": func.greatest(table.c.expires_at, now) + every}
        taken = first.on_conflict_do_update(index_elements=["name"], set_=told).returning(table.c.expires_at - every - now)
        return max(0.0, float(await self._database.write_one(lambda connection: connection.execute(taken).scalar_one())))
