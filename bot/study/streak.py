"""Study days in a row, forgiving: days off never break them, and two missed days a month are frozen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from bot.learner import Learner, Streak
from bot.study.days import is_day_off

FREEZES = 2  # a calendar month
_DAY = timedelta(days=1)

DayOff = Callable[[date], bool]


def days_off(learner: Learner) -> DayOff:
    """The days on which nobody expects this person to study: weekends, holidays, their own rests."""

    def off(day: date) -> bool:
        return is_day_off(day) or any(pause.first <= day <= pause.last for pause in learner.pauses)

    return off


def studied(streak: Streak, day: date, off: DayOff = is_day_off) -> Streak:
    """The streak once something was answered on a local day. Answers of a day that was counted, or of an earlier one, change
    nothing. `off` says on which days nobody is expected to study: weekends, holidays, a person's own pauses."""
    if streak.last and day <= streak.last:
        return streak
    current, frozen = _through(streak, day - _DAY, off)
    return Streak(current + 1, max(streak.longest, current + 1), day, frozen)


def as_of(streak: Streak, today: date, off: DayOff = is_day_off) -> Streak:
    """The streak as it stands on a day that is not over: missed days up to yesterday are frozen, or end it."""
    current, frozen = _through(streak, today - _DAY, off)
    return replace(streak, current=current, frozen=frozen)


def freezes_left(streak: Streak, today: date) -> int:
    """How many missed days of this month may still be frozen."""
    return FREEZES - sum(_month(day) == _month(today) for day in streak.frozen)


def _through(streak: Streak, until: date, off: DayOff) -> tuple[int, tuple[date, ...]]:
    """The days in a row, and the frozen days, once `until` is over."""
    frozen = streak.frozen
    for missed in _missed(streak, until, off):
        of_its_month = tuple(day for day in frozen if _month(day) == _month(missed))
        if len(of_its_month) >= FREEZES:
            return 0, streak.frozen  # a streak that ends costs no freeze
        frozen = (*of_its_month, missed)
    return streak.current, frozen


def _missed(streak: Streak, until: date, off: DayOff) -> Iterator[date]:
    day = streak.last + _DAY if streak.last and streak.current else until + _DAY
    while day <= until:
        if not off(day):
            yield day
        day += _DAY


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
