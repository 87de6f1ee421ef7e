"""What the core needs of the world, as Protocols. Adapters implement them; the core never sees how."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from bot.model import Actor, Grade, Learner, Memory, Place, Recall, Report, Shown, Streak, Subscription


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


class Clock(Protocol):
    """The only time the core ever sees. Called by `bot.tutor` for the local day of a study card."""

    def now(self) -> datetime:
        """This instant, aware and in UTC."""
        ...


class Progress(Protocol):
    """What people answered and how well they know each item. Called by `bot.tutor` when a study card is asked for and when a
    question was answered."""

    async def learner(self, actor: Actor) -> Learner:
        """All that is kept of how a person studies; an empty Learner for someone new."""
        ...

    async def first(self, actor: Actor, place: Place, day: date, grade: Grade) -> Grade | None:
        """Keep the answer if the person has none to this question yet; the answer they gave before if they have."""
        ...

    async def keep(self, actor: Actor, recall: Recall, streak: Streak) -> None:
        """Replace what is known of one item, and the streak."""
        ...

    async def tally(self, place: Place, quiz: str) -> tuple[int, int]:
        """How many answered a question in a place, and how many of them rightly. Nothing of who."""
        ...

    async def forget(self, actor: Actor) -> int:
        """Delete all that is kept of a person; how many answers there were."""
        ...


class Subscriptions(Protocol):
    """Who gets a card a day. Called by the service that sets them up and by delivery, which sends what is due."""

    async def of(self, place: Place) -> Subscription | None:
        """The subscription of a place."""
        ...

    async def save(self, subscription: Subscription, next_due: datetime | None) -> None:
        """Add or replace it; `next_due` (UTC) is when its next card is to be sent, None for never."""
        ...

    async def remove(self, subscription: Subscription) -> None:
        """Delete it and what its place was shown."""
        ...

    async def due(self, now: datetime, most: int) -> tuple[tuple[Subscription, datetime], ...]:
        """Subscriptions whose next card is due by now, with the instant it was due, the longest overdue first."""
        ...

    async def shown(self, subscription: Subscription) -> tuple[Shown, ...]:
        """The cards that its place was shown, the oldest first."""
        ...
