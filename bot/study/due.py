"""When a subscription's next card is due. Every local day has one card at most, whatever the clocks of its zone do that day.

A time that the zone skips (clocks go forward) is taken as if they had not gone forward yet: an hour later by the new clock. A time
that comes twice is taken the first time. A day that a zone leaves out altogether has no card. Source: PEP 495.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.model import Subscription
from bot.study.days import holiday, local_day

_DAY = timedelta(days=1)
_FAR = 400  # days without a card, pauses not counted, after which none is expected any more


class Due(NamedTuple):
    """One card that is due: for which local day, and at which instant (UTC)."""

    day: date
    at: datetime


def is_due_on(subscription: Subscription, day: date) -> bool:
    """Whether a local day is one with a card."""
    if not subscription.active or day.weekday() not in subscription.days or _pause_end(subscription, day):
        return False
    return not (subscription.skip_holidays and holiday(day))


def due_on(subscription: Subscription, day: date) -> Due | None:
    """The card of a local day; None on a day without one."""
    at = _instant(subscription, day) if is_due_on(subscription, day) else None
    return Due(day, at) if at else None


def next_due(subscription: Subscription, after: datetime, sent: date | None = None) -> Due | None:
    """The first card due later than `after` (aware) for a day later than `sent`, the last local day that had one; None if none will
    come. `sent` matters where a change of zone lets the same day begin again."""
    for day in _days(subscription, after, sent):
        due = due_on(subscription, day)
        if due and due.at > after:
            return due
    return None


def caught_up(subscription: Subscription, due: Due, now: datetime) -> Due:
    """The card to send now, when `due` was not sent in its time: the latest that is due by `now`. Those between are left out."""
    while (later := next_due(subscription, due.at, due.day)) and later.at <= now:
        due = later
    return due


def _days(subscription: Subscription, after: datetime, sent: date | None) -> Iterator[date]:
    day = local_day(after, subscription.zone)
    if sent and sent >= day:
        day = sent + _DAY
    for _ in range(_FAR):
        while paused_until := _pause_end(subscription, day):
            day = paused_until + _DAY
        yield day
        day += _DAY


def _pause_end(subscription: Subscription, day: date) -> date | None:
    return next((pause.last for pause in subscription.pauses if pause.first <= day <= pause.last), None)


def _instant(subscription: Subscription, day: date) -> datetime | None:
    """The subscription's time on a local day, in UTC.

    A time skipped around midnight (America/Nuuk: 23:00 to 24:00 on a Saturday) would fall on the next day; then the clock that is
    to come decides, which keeps it on its own day.
    """
    zone = ZoneInfo(subscription.zone)
    for fold in (0, 1):
        at = datetime.combine(day, subscription.at, zone).replace(fold=fold).astimezone(UTC)
        if at.astimezone(zone).date() == day:
            return at
    return None
