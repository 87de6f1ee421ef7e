"""From subscriptions that are due to rows of the outbox: the latest day only, and not everybody's nine o'clock at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from adapters.database.claims import Also, Claims, Plan, Planned
from adapters.database.deliveries import Key
from adapters.metrics import Metrics
from bot.model import Subscription
from bot.study.days import local_day
from bot.study.due import Due, caught_up, next_due

JITTER = 40.0  # seconds over which cards of one minute are spread
GRACE = 3 * 3600.0  # seconds that a card has at least, also where its day is over sooner
_AT_ONCE = 200  # subscriptions in one transaction: a fraction of a second
_SKIPPED = 7  # missed days that get a row of their own


class Tick:
    """Claims what is due, as often as it is called, from anywhere. `jitter` is in seconds."""

    def __init__(self, claims: Claims, metrics: Metrics, *, jitter: float = JITTER) -> None:
        self._claims = claims
        self._metrics = metrics
        self._jitter = jitter

    async def claim(self, also: Also | None = None) -> int:
        """Claim everything that is due by now; how many rows came of it. Raises DatabaseDownError."""
        count = 0
        while added := await self._claims.claim(_AT_ONCE, self.plan, also):
            count += len(added)
            self._metrics.deliveries.labels("skipped").inc(sum(one.state == "skipped" for one in added))
            if len(added) < _AT_ONCE:
                break
        return count

    def plan(self, subscription: Subscription, due_at: datetime, now: datetime) -> Plan:
        """The card to send, when it was due at an instant that is past; days missed before it are skipped, not piled up."""
        first = Due(local_day(due_at, subscription.zone), due_at)
        due = caught_up(subscription, first, now)
        coming = next_due(subscription, due.at, due.day)
        missed = [_planned(subscription, one, "skipped") for one in _between(subscription, first, due)]
        start = self.start(subscription.id, max(due.at, now).timestamp())
        until = max(_end_of(due.day, subscription.zone).timestamp(), start + GRACE)
        return Plan((*missed, _planned(subscription, due, "todo", start, until)), coming.at if coming else None)

    def start(self, name: str, due: float) -> float:
        """When the card of a subscription goes that is due at an instant: always as many seconds later."""
        return due + self._jitter * _share(name)


def _between(subscription: Subscription, first: Due, last: Due) -> list[Due]:
    """The cards that were due from `first` on and before `last`; the latest few where there are many."""

    def walk() -> Iterator[Due]:
        due: Due | None = first
        while due and due.at < last.at:
            yield due
            due = next_due(subscription, due.at, due.day)

    return list(walk())[-_SKIPPED:]


def _planned(subscription: Subscription, due: Due, state: str, start: float = 0.0, until: float = 0.0) -> Planned:
    return Planned(Key(subscription.id, due.day), subscription.place.id, due.at.timestamp(), state, start, until)


def _share(name: str) -> float:
    """A number of 0 to 1 that is always the same for a subscription: its id is a hash."""
    return int.from_bytes(name.encode()[-4:], "big") % 997 / 997


def _end_of(day: date, zone: str) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)
