"""Work that no answer waits for, kept track of until it is done."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

_PATIENCE = 5.0  # seconds that the end of a process waits for what is under way


class Errands:
    """Tasks in the background of one event loop. Each sees to its own errors."""

    def __init__(self) -> None:
        self._under_way: set[asyncio.Task[object]] = set()

    def run(self, work: Coroutine[Any, Any, object]) -> None:
        """Begin the work; returns at once."""
        task = asyncio.get_running_loop().create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def ended(self) -> None:
        """Wait a while for what is under way, then let go of the rest."""
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=_PATIENCE)
            for task in late:
                task.cancel()
