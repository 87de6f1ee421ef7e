"""Messages and presses that come again (a resume, a re-identify, the next process) are answered once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from adapters import logs
from adapters.database.engine import DatabaseDownError
from adapters.database.stores import Events

_REMEMBERED = 1_000
_log = logs.get(__name__)


class Once:
    """Messages are claimed in the database, and in this process while it is down; interactions in this process alone: they have
    three seconds, only one process gets them, and Discord itself takes one response."""

    def __init__(self, events: Events, repeated: Callable[[], None]) -> None:
        self._events = events
        self._repeated = repeated
        self._seen: OrderedDict[str, None] = OrderedDict()

    def first(self, key: str) -> bool:
        """Whether this process sees the event for the first time."""
        if key in self._seen:
            self._repeated()
            return False
        self._seen[key] = None
        if len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        return True

    async def claim(self, key: str) -> bool:
        """Whether this process is to answer the event."""
        if not self.first(key):
            return False
        try:
            ours = await self._events.take(key)
        except DatabaseDownError:
            _log.warning("event not looked up")
            return True
        if not ours:
            self._repeated()
        return ours

    async def settle(self, key: str, *, answered: bool) -> None:
        """The event we claimed was answered, or may be tried again by whoever gets it next."""
        if not answered:
            self._seen.pop(key, None)
        try:
            await (self._events.done(key) if answered else self._events.give_back(key))
        except DatabaseDownError:
            _log.warning("event not settled")
