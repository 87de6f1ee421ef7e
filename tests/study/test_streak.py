"""Streaks forgive weekends, holidays and two missed days a month."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.learner import Streak
from bot.study.days import is_day_off
from bot.study.streak import FREEZES, as_of, freezes_left, studied

MONDAY = date(2026, 11, 2)


def after(*days: date) -> Streak:
    streak = Streak()
    for day in days:
        streak = studied(streak, day)
    return streak


def november(*days: int) -> Streak:
    return after(*(date(2026, 11, day) for day in days))


def test_days_in_a_row() -> None:
    assert november(2, 3, 4).current == 3
    assert november(2, 2, 2).current == 1


def test_a_weekend_is_forgiven_and_counts_where_somebody_studies() -> None:
    assert november(5, 6, 9).current == 3
    assert november(5, 6, 7, 9).current == 4


def test_chuseok_is_forgiven() -> None:
    streak = after(date(2026, 9, 23), date(2026, 9, 28))
    assert (streak.current, streak.frozen) == (2, ())


def test_two_missed_days_a_month_are_frozen() -> None:
    streak = november(2, 5)
    assert (streak.current, streak.frozen) == (2, (date(2026, 11, 3), date(2026, 11, 4)))
    assert freezes_left(streak, date(2026, 11, 5)) == 0
    assert freezes_left(streak, date(2026, 12, 1)) == FREEZES


def test_the_third_missed_day_ends_it_and_costs_no_freeze() -> None:
    streak = november(2, 3, 9, 10)
    assert (streak.current, streak.longest, streak.frozen) == (2, 2, ())


def test_a_new_month_has_freezes_of_its_own() -> None:
    streak = after(date(2026, 11, 26), date(2026, 12, 3))  # missed: Friday and Monday, then Tuesday and Wednesday
    assert streak.current == 2
    assert streak.frozen == (date(2026, 12, 1), date(2026, 12, 2))


def test_it_stands_until_the_missed_days_are_too_many() -> None:
    streak = november(2, 3)
    assert as_of(streak, date(2026, 11, 4)).current == 2
    assert as_of(streak, date(2026, 11, 6)).current == 2
    assert as_of(streak, date(2026, 11, 9)).current == 0
    assert as_of(streak, date(2026, 11, 9)).longest == 2


def test_ones_own_days_off() -> None:
    assert studied(studied(Streak(), MONDAY), date(2026, 11, 30), off=lambda _: True).current == 2


@given(st.sets(st.integers(0, 120), min_size=1), st.data())
def test_as_a_slow_count_of_the_calendar_says(offsets: set[int], data: st.DataObject) -> None:
    days = sorted(MONDAY + timedelta(days=offset) for offset in offsets)
    streak = after(*days)
    current, used = 0, dict[tuple[int, int], int]()
    for earlier, day in zip([None, *days[:-1]], days, strict=True):
        missed = [] if earlier is None else [each for each in _between(earlier, day) if not is_day_off(each)]
        tried = dict(used)
        for each in missed:
            tried[each.year, each.month] = tried.get((each.year, each.month), 0) + 1
        if all(count <= FREEZES for count in tried.values()):
            current, used = current + 1, tried
        else:
            current = 1
    assert streak.current == current
    again = data.draw(st.sampled_from(days))
    assert studied(streak, again) == streak


def _between(earlier: date, later: date) -> list[date]:
    return [earlier + timedelta(days=ahead) for ahead in range(1, (later - earlier).days)]
