"""What the core needs of the world, as Protocols. Adapters implement them; the core never sees how."""

from __future__ import annotations

from typing import Protocol

from bot.model import Actor, Memory, Place, Report


class MemoryStore(Protocol):
    """Conversation memory, one for a place: a thread, a DM, or one person's commands in a channel, as the adapter names it.

    Called by `bot.service` before and after every answer.
    """

    async def load(self, place: Place) -> Memory:
        """What is remembered; an empty Memory when nothing is, or when it expired."""
        ...

    async def save(self, place: Place, actor: Actor, memory: Memory) -> None:
        """Replace what is remembered. `actor` is whose question it was."""
        ...

    async def held(self, actor: Actor) -> int:
        """How many conversations are remembered that this person asked in last."""
        ...

    async def forget(self, actor: Actor) -> int:
        """Delete them; how many there were."""
        ...


class Feedback(Protocol):
    """How often each part of each card was said to be wrong. Called by `bot.service` after a report."""

    async def count(self, report: Report) -> None:
        """Count one more report. Nothing of who sent it is kept."""
        ...


class Limits(Protocol):
    """How often a person may ask. Called by `bot.service` before anything else; must not wait."""

    def allows(self, actor: Actor) -> bool:
        """Whether this person may ask now; counts the question where they may."""
        ...
