"""Posting a card where nobody asked for one just now: what a platform's adapter is to delivery, and how a try may end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.card import Card
from bot.model import Place


@dataclass(frozen=True, slots=True)
class Sent:
    """The platform took it: `message` is its own id of the message."""

    message: str


@dataclass(frozen=True, slots=True)
class Retry:
    """It was surely not taken and may be tried again, `after` seconds at the earliest (Retry-After, or our own pause)."""

    after: float
    error: str


@dataclass(frozen=True, slots=True)
class Refused:
    """It was surely not taken and never will be. `gone`: nor will any other to that place (archived, left, closed to DMs)."""

    error: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may or may not have been taken: a time-out, a reset, a 5xx."""

    error: str


Outcome = Sent | Retry | Refused | Unknown


class CannotLookError(Exception):
    """The platform does not let us look whether a card is there."""


class NotNowError(CannotLookError):
    """The platform would let us look, and does not answer now: it may later."""


class Post(Protocol):
    """Called by `adapters.delivery`. One request a call: no retry of an SDK, none of our own."""

    name: str

    def takes(self, place: Place) -> bool:
        """Whether a place is this platform's."""
        ...

    async def post(self, card: Card, place: Place, key: str) -> Outcome:
        """Post a card to everyone in a place, pinging nobody. `key` (ASCII, at most 25 characters) names this card of this day: the
        platform is given it, so that the same is not taken twice where it can tell, and is found again."""
        ...

    async def close(self) -> None:
        """Let go of what is its own."""
        ...

    async def find(self, place: Place, key: str, since: float) -> str | None:
        """The id of the message with a key that was posted since an instant (seconds since 1970); None where surely there is none.
        Raises CannotLookError where nobody can tell, NotNowError where the platform may tell later."""
        ...
