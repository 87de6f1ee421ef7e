"""Conversation memory of one terminal session; gone when it ends."""

from __future__ import annotations

from bot.model import Actor, Memory, Place


class SessionMemory:
    """A MemoryStore (`bot.ports`) in a dictionary."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Place, Actor], Memory] = {}

    async def load(self, place: Place, actor: Actor) -> Memory:
        return self._kept.get((place, actor), Memory())

    async def save(self, place: Place, actor: Actor, memory: Memory) -> None:
        self._kept[place, actor] = memory
