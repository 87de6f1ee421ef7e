"""What the core needs of the world, as Protocols. Adapters implement them; the core never sees how."""

from __future__ import annotations

from typing import Protocol

from bot.model import Actor, Memory, Place, Report


class MemoryStore(Protocol):
    """Conversation memory, per place and person. Called by `bot.service` before and after every answer."""

    async def load(self, place: Place, actor: Actor) -> Memory:
        """What is remembered; an empty Memory when nothing is, or when it expired."""
        ...

    async def save(self, place: Place, actor: Actor, memory: Memory) -> None:
        """Replace what is remembered. An empty Memory means forget."""
        ...


class Feedback(Protocol):
    """How often each part of each card was said to be wrong. Called by `bot.service` after a report."""

    async def count(self, report: Report) -> None:
        """Count one more report. Nothing of who sent it is kept."""
        ...
