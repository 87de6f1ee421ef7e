"""Whether the database is away: said once when it goes and once when it is back, however many cards wait for it."""

from __future__ import annotations

from adapters import logs

_log = logs.get(__name__)


class Outage:
    """`on` while the database cannot be used."""

    def __init__(self) -> None:
        self.on = False

    def began(self) -> None:
        if not self.on:
            _log.warning("delivery waits for the database")
        self.on = True

    def over(self) -> None:
        if self.on:
            _log.info("delivery goes on")
        self.on = False
