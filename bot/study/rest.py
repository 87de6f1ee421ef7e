"""The days of a rest that somebody wishes for, by the calendar: when it begins, and the pause that it makes."""

from __future__ import annotations

from datetime import date, timedelta

from bot.learner import Pause
from bot.order import Rest

_DAY = timedelta(days=1)
_SUNDAY = 6
_TOO_FAR = 300  # days: a day of the year that comes so late is the one that has just passed


def begins(rest: Rest, today: date, earliest: date) -> date:
    """The first day of a rest, no earlier than `earliest`: today's card may be out already."""
    if rest.since:
        return _coming_day(*rest.since, earliest) or earliest
    return max(earliest, today + timedelta(days=rest.delay or 0))


def days_of(rest: Rest, first: date) -> Pause | None:
    """The days of a rest that begins on `first` at the earliest; None for one that is over by then."""
    if rest.days:
        return Pause(first, first + timedelta(days=rest.days - 1))
    if rest.until:
        last = _coming_day(*rest.until, first)
        return Pause(first, last) if last else None
    monday = first - timedelta(days=first.weekday()) + timedelta(weeks=rest.week or rest.through_week or 0)
    if rest.through_week is not None:
        return Pause(first, monday + timedelta(days=_SUNDAY))
    return Pause(max(first, monday), monday + timedelta(days=_SUNDAY))


def so_far(pauses: tuple[Pause, ...], day: date) -> tuple[Pause, ...]:
    """Pauses as far as they lie before a day."""
    before = (Pause(pause.first, min(pause.last, day - _DAY)) for pause in pauses)
    return tuple(pause for pause in before if pause.first <= pause.last)


def _coming_day(month: int, day: int, after: date) -> date | None:
    """The next such day of the calendar, today included; None for one that has just passed, or that no calendar has."""
    for year in (after.year, after.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= after and (found - after).days < _TOO_FAR:
            return found
    return None
