"""How fast cards may go: each platform's own limits, kept by waiting before a row is taken up. No connection is held meanwhile.

Slack takes about one message a second in a channel and a few hundred a minute in a workspace; Discord fifty requests a second of a
bot, of which answers need a part. What is tried again waits in a line of its own, so that no backlog makes it late.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import NamedTuple, Protocol
from weakref import WeakValueDictionary

_KEPT = 5_000  # places whose last card is remembered, for as long as it matters


class Limit(NamedTuple):
    """Cards a second, for each workspace on its own or for the whole bot, and seconds between two cards of a place."""

    a_second: float
    each_workspace: bool
    between: float = 0.0


LIMITS: Mapping[str, Limit] = {"slack": Limit(4, each_workspace=True, between=1.0), "discord": Limit(25, each_workspace=False)}


class Line(Protocol):
    """Who may go when. Called by `Pace`."""

    async def slot(self, name: str, every: float) -> float:
        """Take the next place in a line whose places are `every` seconds apart; how many seconds it is away."""
        ...


class OwnLine:
    """The lines of one process."""

    def __init__(self) -> None:
        self._next: dict[str, float] = {}

    async def slot(self, name: str, every: float) -> float:
        now = asyncio.get_running_loop().time()
        at = max(self._next.get(name, now), now)
        self._next[name] = at + every
        return at - now


class Pace:
    """The limits of every platform, and one card at a time for each place. A platform that is not named has none."""

    def __init__(self, line: Line, limits: Mapping[str, Limit] = LIMITS) -> None:
        self._line = line
        self._limits = limits
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._last: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, platform: str, workspace: str, place: str, *, again: bool) -> AsyncIterator[None]:
        """Wait for the turn of a card. Raises as the line does."""
        limit = self._limits.get(platform)
        lock = self._locks.setdefault(place, asyncio.Lock())
        async with lock:
            if limit:
                await self._wait(limit, f"{platform}:{workspace}" if limit.each_workspace else platform, place, again=again)
            try:
                yield
            finally:
                if limit and limit.between:
                    self._remember(place, limit.between)

    async def _wait(self, limit: Limit, group: str, place: str, *, again: bool) -> None:
        slot = await self._line.slot(f"{group}:again" if again else group, 1 / limit.a_second)
        since = asyncio.get_running_loop().time() - self._last.get(place, float("-inf"))
        await asyncio.sleep(max(slot, limit.between - since, 0.0))

    def _remember(self, place: str, between: float) -> None:
        now = asyncio.get_running_loop().time()
        if len(self._last) >= _KEPT:
            self._last = {name: at for name, at in self._last.items() if now - at < between}
        self._last[place] = now
