"""What a conversation in the page remembers: the address says which card came before, and nothing is kept."""

from __future__ import annotations

from bot.model import Actor, Memory, Place, Press, Remember, Report
from bot.service import core

_PREFIX = "web:"
ME = Actor("web:me")


def after(token: str) -> Place:
    """The place of a conversation in which the card of a token came last; "" where none did."""
    return Place(_PREFIX + token)


class AddressedMemory:
    """A MemoryStore (`bot.ports`) that reads the memory off the place and keeps none."""

    async def load(self, place: Place) -> Memory:
        token = place.id.removeprefix(_PREFIX)
        reply = core().reply(Press(token, "dm", ME, place)) if token else None
        return next((effect.memory for effect in reply.effects if isinstance(effect, Remember)), Memory()) if reply else Memory()

    async def save(self, place: Place, actor: Actor, memory: Memory) -> None:
        """Nothing is kept."""

    async def held(self, actor: Actor) -> int:  # noqa: ARG002 - the port's signature
        return 0

    async def forget(self, actor: Actor) -> int:  # noqa: ARG002
        return 0


class Uncounted:
    """A Feedback (`bot.ports`): cards offer to say that they are wrong, as they do on the platforms, and nobody counts it."""

    async def count(self, report: Report) -> None:
        """The page says that it is not counted."""
