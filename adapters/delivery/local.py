"""The runner of one process: wakes for the earliest subscription or row, and keeps several cards under way.

It sleeps until something is due, half a minute at most: what other processes set up, and a clock that was set, is seen by then.
"""

from __future__ import annotations

import asyncio
from collections import deque

from adapters import logs
from adapters.database.deliveries import Key
from adapters.database.engine import DatabaseDownError
from adapters.delivery.parts import Parts
from adapters.runtime import DRAIN, Finding

_LONGEST_SLEEP = 30.0
_DOWN = 2.0  # seconds between tries while the database is down
_FETCHED = 200  # rows known ahead
_log = logs.get(__name__)


class Local:
    """A part of the process, as `adapters.runtime` runs them. `at_once` cards are under way at a time; those that are tried again
    come on top, so that what the platform said about when is kept. `alone` says that no other process sends from this database."""

    name = "delivery"

    def __init__(self, parts: Parts, *, at_once: int, alone: bool) -> None:
        self._deliveries, self._tick, self._outbox, self._outage = parts.claims, parts.tick, parts.outbox, parts.outage
        self._watch = parts.watch
        self._at_once = at_once
        self._begins = alone
        self._nudged = asyncio.Event()
        self._ready: deque[Key] = deque()
        self._again: dict[Key, float] = {}
        self._busy: dict[Key, asyncio.Task[None]] = {}
        self._look_at = 0.0

    def nudge(self) -> None:
        """Something was set up: look now."""
        self._look_at = 0.0
        self._nudged.set()

    async def ready(self) -> bool:
        """Whether cards can go out now."""
        return not self._outage.on

    async def check(self) -> list[Finding]:
        return []

    async def run(self, stop: asyncio.Event) -> None:
        """Send what is due until `stop` is set, then let what is under way end."""
        self._look_at = 0.0
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                if not self._ready and self._now() >= self._look_at:
                    await self._look()
                self._begin()
                await self._rest(stopping)
        finally:
            stopping.cancel()
            await self._drain()

    async def _look(self) -> None:
        """Claim what is due, fetch what is ready, and find out when to look again."""
        try:
            if self._begins:
                await self._watch.began()
                self._begins = False
            await self._tick.claim()
            # Before the ready ones are fetched: what becomes ready in between is in both, and in neither the other way round.
            waits = [wait for wait in await self._deliveries.next_in() if wait is not None]
            fetched = await self._deliveries.ready(_FETCHED, {*self._busy, *self._again})
            self._ready.extend(fetched)
            if len(fetched) == _FETCHED:
                waits.append(0.0)  # there may be more: as soon as these are under way
            await self._watch.looked()
        except DatabaseDownError:
            self._outage.began()
            self._look_at = self._now() + _DOWN
            return
        self._outage.over()
        self._look_at = self._now() + min([max(wait, 0.0) for wait in waits] + [_LONGEST_SLEEP])

    def _begin(self) -> None:
        now = self._now()
        for key in [key for key, at in self._again.items() if at <= now]:
            if len(self._busy) < 2 * self._at_once:
                del self._again[key]
                self._send(key)
        while self._ready and len(self._busy) < self._at_once:
            self._send(self._ready.popleft())

    def _send(self, key: Key) -> None:
        if key in self._busy:
            return
        task = asyncio.create_task(self._sent(key))
        self._busy[key] = task
        task.add_done_callback(lambda _: self._ended(key))

    def _ended(self, key: Key) -> None:
        del self._busy[key]
        self._nudged.set()

    async def _sent(self, key: Key) -> None:
        try:
            wait = await self._outbox.deliver(key)
        except DatabaseDownError:
            self._outage.began()
            self._look_at = self._now()
            wait = _DOWN
        except Exception:
            _log.exception("card failed")
            wait = _LONGEST_SLEEP
        if wait is not None:
            self._again[key] = self._now() + wait

    async def _rest(self, stopping: asyncio.Task[bool]) -> None:
        """Sleep until a card ends, somebody nudges, or something is due."""
        if self._ready and len(self._busy) < self._at_once:
            return
        wakes = [*self._again.values()] if len(self._busy) < 2 * self._at_once else []
        if not self._ready:
            wakes.append(self._look_at)
        seconds = max(0.0, min(wakes, default=self._now() + _LONGEST_SLEEP) - self._now())
        nudged = asyncio.create_task(self._nudged.wait())
        await asyncio.wait([nudged, stopping], timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        nudged.cancel()
        self._nudged.clear()

    async def _drain(self) -> None:
        """Cards that wait for their turn are let go; those whose request may be under way end, or are left to be looked for."""
        for key, task in self._busy.items():
            if key not in self._outbox.sending:
                task.cancel()
        if tasks := [*self._busy.values()]:
            await asyncio.wait(tasks, timeout=DRAIN - 2)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._ready.clear()
        self._again.clear()

    def _now(self) -> float:
        return asyncio.get_running_loop().time()
