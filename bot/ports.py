"""What the core needs of the world, as Protocols. Adapters implement them; the core never sees how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.learner import Learner, Recall, Streak
from bot.model import Actor, Grade, Memory, Place, Report, Subscription


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
    """The only time the core ever sees. Called by `bot.tutor` for the local day of a study card, by `bot.desk` for what is due."""

    def now(self) -> datetime:
        """This instant, aware and in UTC."""
        ...


class Progress(Protocol):
    """What people answered and how well they know each item. Called by `bot.tutor` when a study card is asked for and when a
    question was answered, by `bot.desk` when codes of incidents are to be collected or no more."""

    async def learner(self, actor: Actor) -> Learner:
        """All that is kept of how a person studies; an empty Learner for someone new."""
        ...

    async def first(self, actor: Actor, place: Place, day: date, grade: Grade) -> Grade | None:
        """Keep the answer if the person has none to this question yet; the answer they gave before if they have."""
        ...

    async def keep(self, actor: Actor, recall: Recall, streak: Streak) -> None:
        """Replace what is known of one item, and the streak."""
        ...

    async def collect(self, actor: Actor, *, on: bool) -> None:
        """Whether codes that the person asks about in incidents may be kept; what was kept goes where they may not."""
        ...

    def may_want(self, actor: Actor) -> bool:
        """Whether the person may have let us keep codes; must not wait."""
        ...

    async def want(self, actor: Actor, codes: tuple[int, ...]) -> None:
        """Keep codes that the person asked about in an incident, if they let us."""
        ...

    async def forget(self, actor: Actor) -> int:
        """Delete all that is kept of a person; how many answers there were."""
        ...


@dataclass(frozen=True, slots=True)
class Troubles:
    """What went wrong with a subscription's cards within 30 days: how many may or may not have come, how many were not sent, and
    why it ended by itself ("" where it did not)."""

    unknown: int = 0
    failed: int = 0
    ended: str = ""


class Subscriptions(Protocol):
    """Who gets a card a day. Called by `bot.desk`, which sets them up; delivery, which sends what is due, has its own tables."""

    async def of(self, place: Place) -> Subscription | None:
        """The subscription of a place, one that ended by itself included."""
        ...

    async def save(self, subscription: Subscription, next_due: datetime | None) -> None:
        """Add or replace it; `next_due` (UTC) is when its next card is to be sent, None for never."""
        ...

    async def remove(self, subscription: Subscription) -> None:
        """Delete it. What its place was shown is kept as long as it keeps cards from being repeated."""
        ...

    async def last_day(self, subscription: Subscription) -> date | None:
        """The last local day for which a card was made for its place."""
        ...

    async def troubles(self, subscription: Subscription) -> Troubles:
        """What whoever set it up should know."""
        ...

    async def held(self, actor: Actor) -> int:
        """How many subscriptions a person set up."""
        ...

    async def forget(self, actor: Actor) -> int:
        """Delete a person's own subscription, and who set up those of channels; how many that were."""
        ...
