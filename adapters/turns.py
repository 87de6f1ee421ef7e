"""Whose turn it is to hold a platform's connection, where several processes run: a lease in the database decides.

The holder renews it; when it dies another takes over within `TAKEOVER` seconds. While the database is down the holder keeps its
connection and the others keep waiting: nobody can take over what cannot be seen.
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from uuid import uuid4

from adapters import logs
from adapters.database.engine import DatabaseDownError
from adapters.database.stores import Leases

LASTS = 20.0  # seconds that a lease lasts unrenewed
RENEWED = 5.0  # seconds between renewals, and between tries of those who wait
TAKEOVER = LASTS + RENEWED
_log = logs.get(__name__)


class Turn:
    """One process's claim to a name. `lasts` and `renewed` are in seconds.

    `waiting` says whether another has it and we stand by.
    """

    def __init__(self, leases: Leases, name: str, *, lasts: float = LASTS, renewed: float = RENEWED) -> None:
        self._leases = leases
        self._name = name
        self._lasts, self._renewed = lasts, renewed
        self.waiting = False
        self.holder = f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"

    @asynccontextmanager
    async def held(self, stop: asyncio.Event) -> AsyncIterator[asyncio.Event]:
        """Wait for the turn, then give an event that is set when it is lost; let go of it at the end. Ends the wait on `stop`."""
        lost = asyncio.Event()
        while not stop.is_set() and not await self._mine():
            self.waiting = True
            await _pause(stop, self._renewed)
        self.waiting = False
        keeper = asyncio.create_task(self._keep(lost))
        try:
            yield lost
        finally:
            keeper.cancel()
            with suppress(asyncio.CancelledError):
                await keeper
            with suppress(DatabaseDownError):
                await self._leases.drop(self._name, self.holder)

    async def _keep(self, lost: asyncio.Event) -> None:
        while True:
            await asyncio.sleep(self._renewed)
            try:
                if not await self._leases.hold(self._name, self.holder, self._lasts):
                    _log.warning("turn lost", name=self._name)
                    lost.set()
                    return
            except DatabaseDownError:
                _log.warning("turn not renewed", name=self._name)

    async def _mine(self) -> bool:
        try:
            return await self._leases.hold(self._name, self.holder, self._lasts)
        except DatabaseDownError:
            _log.warning("turn not taken", name=self._name)
            return False


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await stop.wait()
