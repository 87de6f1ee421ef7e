"""How fast cards may go: each platform's own limits, kept by waiting before a row is taken up.

Slack takes about one message a second in a channel and a few hundred a minute in a workspace; Discord fifty requests a second of a
bot, of which answers need a part. What is tried again waits in a line of its own, so that no backlog makes it late. A card whose
place in the line is far away holds nothing meanwhile, neither a connection nor the way of other platforms' cards.
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

    async def slot(self, platform: str, workspace: str, *, again: bool) -> float:
        """Take a card's place in the line; how many seconds it is away. Raises as the line does."""
        limit = self._limits.get(platform)
        if limit is None:
            return 0.0
        group = f"{platform}:{workspace}" if limit.each_workspace else platform
        return await self._line.slot(f"{group}:again" if again else group, 1 / limit.a_second)

    @asynccontextmanager
    async def turn(self, platform: str, place: str, slot: float) -> AsyncIterator[None]:
        """Wait until a place has no other card under way and `slot` seconds are over."""
        between = self._limits[platform].between if platform in self._limits else 0.0
        at = asyncio.get_running_loop().time() + slot
        async with self._locks.setdefault(place, asyncio.Lock()):
            at = max(at, self._last.get(place, float("-inf")) + between)
            await asyncio.sleep(at - asyncio.get_running_loop().time())
            try:
                yield
            finally:
                if between:
                    self._remember(place, between)

    def _remember(self, place: str, between: float) -> None:
        now = asyncio.get_running_loop().time()
        if len(self._last) >= _KEPT:
            self._last = {name: at for name, at in self._last.items() if now - at < between}
        self._last[place] = now
