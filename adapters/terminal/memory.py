"""Conversation memory of one terminal session; gone when it ends."""

from __future__ import annotations

from bot.model import Actor, Memory, Place


class SessionMemory:
    """A MemoryStore (`bot.ports`) in a dictionary."""

    def __init__(self) -> None:
        self._kept: dict[Place, Memory] = {}

    async def load(self, place: Place) -> Memory:
        return self._kept.get(place, Memory())

    async def save(self, place: Place, actor: Actor, memory: Memory) -> None:  # noqa: ARG002 - the port's signature
        self._kept[place] = memory

    async def held(self, actor: Actor) -> int:  # noqa: ARG002 - one person sits at a terminal
        return len(self._kept)

    async def forget(self, actor: Actor) -> int:  # noqa: ARG002
        count = len(self._kept)
        self._kept.clear()
        return count
