"""What somebody wishes of the daily card's delivery, as typed values: nothing here knows who, where, or what is set already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Literal

Level = Literal["basic", "practice", "operations"]
LEVELS: tuple[Level, ...] = ("basic", "practice", "operations")  # 입문 · 실무 · 운영
WEEKDAYS = (0, 1, 2, 3, 4)
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)

Act = Literal["offer", "set", "form", "stop", "stop for all", "pause", "resume", "status", "collect", "collect no more"]
To = Literal["me", "channel"]


@dataclass(frozen=True, slots=True)
class Rest:
    """How long no card is to come: `days` from today, `until` a month and day, a calendar `week` (0 this one, 1 the next), or from
    today `through_week`, to its end. It begins today, or on the month and day `since`, or after a `delay` of days."""

    days: int | None = None
    until: tuple[int, int] | None = None
    week: int | None = None
    through_week: int | None = None
    since: tuple[int, int] | None = None
    delay: int | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """`act` is what to do; the rest are the settings that were named, None for those that were not: they stay, or are the usual.

    "offer" says what one could have and does nothing; "set" begins or changes; "stop" of a channel asks once more, which "stop for
    all" answers. `to` is for whom, None where it goes without saying. `zone` is an IANA name; `zones` are the names that a typed
    zone may have meant, where it was not clear, and `unclear` what was typed. `days` are weekdays, 0 is Monday. `doubted` says that
    not all of the words were an order's: it is asked back before anything is changed.
    """

    act: Act
    to: To | None = None
    at: time | None = None
    zone: str | None = None
    zones: tuple[str, ...] = ()
    unclear: str = ""
    days: tuple[int, ...] | None = None
    skip_holidays: bool | None = None
    level: Level | None = None
    topics: tuple[str, ...] | None = None
    rest: Rest | None = None
    doubted: bool = False
