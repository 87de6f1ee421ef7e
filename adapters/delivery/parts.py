"""The parts of delivery over a database, without who drives them."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from adapters.database.claims import Claims
from adapters.database.engine import Database
from adapters.database.ledger import Ledger
from adapters.database.study import Progress
from adapters.delivery.choose import Chooser
from adapters.delivery.outage import Outage
from adapters.delivery.outbox import Outbox, Times
from adapters.delivery.pace import LIMITS, Limit, Line, OwnLine, Pace
from adapters.delivery.tick import JITTER, Tick
from adapters.delivery.watch import Watch
from adapters.metrics import Metrics
from adapters.posting import Post
from bot.registry.catalog import Catalog


@dataclass(frozen=True, slots=True)
class Beats:
    """How Procrastinate's work goes, in seconds. `poll` is how often a job that waits for its time is looked for, `alive` how often
    a process says that it lives, `dead` after how long without that its jobs go to others, `look` how often each sets its gauges.
    `tick` and `rescue` are when subscriptions are claimed and the dead are looked for, as cron has it; a sixth field is seconds."""

    poll: float = 2.0
    alive: float = 5.0
    dead: float = 30.0
    look: float = 15.0
    tick: str = "* * * * *"
    rescue: str = "* * * * * */10"


@dataclass(frozen=True, slots=True)
class How:
    """What may differ between a bot and a test of it. `clock` replaces the database's own."""

    times: Times = field(default_factory=Times)
    limits: Mapping[str, Limit] | None = None
    jitter: float = JITTER
    at_once: int = 8
    beats: Beats = field(default_factory=Beats)
    clock: Callable[[], float] | None = None


class Parts:
    """Everything but who drives it."""

    def __init__(
        self, database: Database, posts: Sequence[Post], catalog: Catalog, metrics: Metrics, how: How, line: Line | None = None
    ) -> None:
        self.claims = Claims(database, holder(), how.clock)
        self.ledger = Ledger(database, self.claims.holder, how.clock)
        self.tick = Tick(self.claims, metrics, jitter=how.jitter)
        pace = Pace(line or OwnLine(), LIMITS if how.limits is None else how.limits)
        chooser = Chooser(catalog, Progress(database))
        self.outage = Outage()
        self.watch = Watch(self.claims, self.ledger, metrics, how.times)
        self.outbox = Outbox(self.claims, chooser, posts, pace, metrics, self.outage, how.times)


def holder() -> str:
    """A name for this process that no other ever has."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{uuid4().hex[:8]}"
