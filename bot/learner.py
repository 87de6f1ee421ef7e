"""What is kept of how people and channels study: what they were shown, what they answered and recall. Days are local days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.order import Level
from bot.zones import SEOUL


@dataclass(frozen=True, slots=True)
class Pause:
    """Local days on which no card is sent, the first and the last included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Shown:
    """A card that a channel was shown on a local day, how many answered its question, and how many of them rightly."""

    item: str
    day: date
    answered: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True)
class Recall:
    """How well a person knows an item, in the terms of FSRS, by local days: it was last asked on `last` and is due on `due`."""

    item: str
    stability: float
    difficulty: float
    last: date
    due: date


@dataclass(frozen=True, slots=True)
class Streak:
    """Study days in a row. `frozen` are the missed days that a freeze covered, of the last month that had any."""

    current: int = 0
    longest: int = 0
    last: date | None = None
    frozen: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """A first answer that a person gave on a local day, and about which item it was."""

    item: str
    day: date
    right: bool


@dataclass(frozen=True, slots=True)
class Learner:
    """What is kept of how a person studies. `zone`, `pauses`, `level` and `topics` are those of their own subscription. `wanted`
    are the codes they asked about in incidents, the latest first, kept only where they let us (`collects`)."""

    zone: str = SEOUL
    recalls: tuple[Recall, ...] = ()
    answers: tuple[Answered, ...] = ()
    streak: Streak = Streak()
    pauses: tuple[Pause, ...] = ()
    collects: bool = False
    wanted: tuple[int, ...] = ()
    level: Level = "basic"
    topics: tuple[str, ...] = ()
