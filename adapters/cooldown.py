"""The same card is shown once within minutes in one place, whichever process is asked. With the database down it is shown again."""

from __future__ import annotations

from adapters import logs
from adapters.database.engine import DatabaseDownError
from adapters.database.stores import Shown
from bot.model import Place

_log = logs.get(__name__)


class Cooldown:
    """Whoever takes a card of a place settles it, whatever happens: until then nobody else shows it there."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown

    async def take(self, place: Place, subject: str) -> str | None:
        """Where the card stands already ("" while it is being shown); None where it is ours to show now."""
        try:
            return await self._shown.take(place, subject)
        except DatabaseDownError:
            _log.warning("shown not looked up")
            return None

    async def settle(self, place: Place, subject: str, where: str | None) -> None:
        """The card stands there now; without a place where it could not be shown, and whoever is asked next may."""
        try:
            await (self._shown.keep(place, subject, where) if where else self._shown.give_back(place, subject))
        except DatabaseDownError:
            _log.warning("shown not kept")
