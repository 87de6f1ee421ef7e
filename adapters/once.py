"""Events that come again (a retry, a reconnect, the next process) are answered once, and never given up unanswered."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from enum import Enum

from adapters import logs
from adapters.database.engine import DatabaseDownError
from adapters.database.stores import Events

_REMEMBERED = 1000  # events of this process, for when the database is down
_LOOKED = 0.2  # seconds between looks at what another process does
_log = logs.get(__name__)


class Claim(Enum):
    """What is to be done with an event: answer it; nothing, it was answered; nothing yet, somebody is at it."""

    OURS = "ours"
    ANSWERED = "answered"
    BUSY = "busy"


class Once:
    """Claims on events by key. With the database down every process answers what it sees, once.

    `repeated` is called for each event that came again; `patience` is how many seconds such a one waits for whoever is at it.
    """

    def __init__(self, events: Events, repeated: Callable[[], None], *, patience: float = 0.0) -> None:
        self._events = events
        self._repeated = repeated
        self._patience = patience
        self._under_way: set[str] = set()
        self._lately: OrderedDict[str, None] = OrderedDict()

    def first(self, key: str) -> bool:
        """Whether this process sees the event for the first time: for events that only one process gets and that cannot wait."""
        if key in self._lately:
            self._repeated()
            return False
        self._remember(key)
        return True

    async def claim(self, key: str) -> Claim:
        """Claim the event among all processes; it is to be settled if it is ours."""
        deadline = asyncio.get_running_loop().time() + self._patience
        claim = await self._claim(key)
        if claim is not Claim.OURS:
            self._repeated()
        while claim is Claim.BUSY and asyncio.get_running_loop().time() < deadline:
            await asyncio.sleep(_LOOKED)
            claim = await self._claim(key)
        return claim

    async def settle(self, key: str, *, answered: bool) -> None:
        """The event we claimed was answered, or could not be and is anybody's again."""
        self._under_way.discard(key)
        if answered:
            self._remember(key)
        try:
            await (self._events.done(key) if answered else self._events.give_back(key))
        except DatabaseDownError:
            _log.warning("event not settled")

    async def _claim(self, key: str) -> Claim:
        if key in self._lately:
            return Claim.ANSWERED
        if key in self._under_way:
            return Claim.BUSY
        self._under_way.add(key)
        claim = Claim.BUSY
        try:
            claim = await self._of_all(key)
        finally:
            if claim is not Claim.OURS:
                self._under_way.discard(key)
        return claim

    async def _of_all(self, key: str) -> Claim:
        try:
            if await self._events.take(key):
                return Claim.OURS
            return Claim.ANSWERED if await self._events.is_done(key) else Claim.BUSY
        except DatabaseDownError:
            _log.warning("event not looked up")
            return Claim.OURS

    def _remember(self, key: str) -> None:
        self._lately[key] = None
        if len(self._lately) > _REMEMBERED:
            self._lately.popitem(last=False)
