"""The machine's clock, as the core asks for it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.zones import SEOUL


class SystemClock:
    """A Clock (`bot.ports`)."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def today(zone: str = SEOUL) -> date:
    """The local day of a zone."""
    return datetime.now(ZoneInfo(zone)).date()
