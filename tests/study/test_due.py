"""When a card is due: time zones, clock changes, Korean holidays, pauses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.commands.virtual_year import ZONES
from bot.learner import Pause
from bot.model import Actor, Place, Subscription
from bot.study.days import holiday, is_day_off, local_day
from bot.study.due import Due, caught_up, due_on, is_due_on, next_due

SEOUL = Subscription("s", Place("p"), Actor("a"))
EVERY_DAY = replace(SEOUL, days=tuple(range(7)), skip_holidays=False)
RELAXED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # time zones are read from disk once
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
SUBSCRIPTIONS = st.builds(
    Subscription,
    id=st.just("s"),
    place=st.just(Place("p")),
    owner=st.just(Actor("a")),
    zone=st.sampled_from(ZONES),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    days=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    skip_holidays=st.booleans(),
    pauses=st.lists(
        st.builds(lambda first, days: Pause(first, first + timedelta(days=days)), DAYS, st.integers(0, 60)), max_size=3
    ).map(tuple),
)


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "신정연휴"),
        (date(2026, 2, 17), "설날"),
        (date(2026, 3, 2), "삼일절 대체 휴일"),
        (date(2026, 5, 25), "부처님오신날 대체 휴일"),
        (date(2026, 8, 17), "광복절 대체 휴일"),
        (date(2026, 9, 25), "추석"),
        (date(2026, 10, 5), "개천절 대체 휴일"),
        (date(2026, 10, 9), "한글날"),
        (date(2025, 1, 27), "임시공휴일"),
        (date(2026, 3, 3), None),
        (date(2026, 10, 6), None),
    ],
)
def test_korean_holidays_with_their_substitutes(day: date, name: str | None) -> None:
    assert holiday(day) == name
    assert is_due_on(SEOUL, day) == (name is None)
    assert is_due_on(EVERY_DAY, day)


def test_a_weekend_is_a_day_off() -> None:
    assert is_day_off(date(2026, 11, 28))
    assert is_day_off(date(2026, 9, 24))
    assert not is_day_off(date(2026, 11, 27))


def test_nine_in_seoul() -> None:
    assert next_due(SEOUL, at(2026, 11, 25)) == Due(date(2026, 11, 26), at(2026, 11, 26))
    assert next_due(SEOUL, at(2026, 11, 24, 23, 59)) == Due(date(2026, 11, 25), at(2026, 11, 25))
    assert next_due(SEOUL, at(2026, 11, 27)) == Due(date(2026, 11, 30), at(2026, 11, 30))


@pytest.mark.parametrize(
    ("zone", "clock", "day", "instant"),
    [
        ("America/New_York", time(2, 30), date(2026, 3, 8), at(2026, 3, 8, 7, 30)),  # skipped: 03:30 by the new clock
        ("America/New_York", time(1, 30), date(2026, 11, 1), at(2026, 11, 1, 5, 30)),  # twice: the first time
        ("Africa/Cairo", time(0, 15), date(2026, 4, 24), at(2026, 4, 23, 22, 15)),  # midnight itself is skipped
        ("Australia/Lord_Howe", time(2, 15), date(2026, 10, 4), at(2026, 10, 3, 15, 45)),  # half an hour
        ("America/Nuuk", time(23, 30), date(2026, 3, 28), at(2026, 3, 29, 0, 30)),  # the day ends at 23:00
    ],
)
def test_a_card_on_a_day_whose_clocks_change(zone: str, clock: time, day: date, instant: datetime) -> None:
    subscription = replace(EVERY_DAY, zone=zone, at=clock)
    assert due_on(subscription, day) == Due(day, instant)
    assert local_day(instant, zone) == day


def test_a_day_that_a_zone_left_out_has_no_card() -> None:
    apia = replace(EVERY_DAY, zone="Pacific/Apia")
    assert due_on(apia, date(2011, 12, 30)) is None
    assert next_due(apia, at(2011, 12, 29, 20)) == Due(date(2011, 12, 31), at(2011, 12, 30, 19))


def test_a_pause() -> None:
    paused = replace(EVERY_DAY, pauses=(Pause(date(2026, 11, 26), date(2026, 12, 9)),))
    assert next_due(paused, at(2026, 11, 25)) == Due(date(2026, 12, 10), at(2026, 12, 10))
    long = replace(EVERY_DAY, pauses=(Pause(date(2026, 11, 26), date(2036, 1, 1)),))
    assert next_due(long, at(2026, 11, 25)) == Due(date(2036, 1, 2), at(2036, 1, 2))


def test_a_subscription_without_days_or_switched_off_is_never_due() -> None:
    assert next_due(replace(SEOUL, days=()), at(2026, 11, 25)) is None
    assert next_due(replace(SEOUL, active=False), at(2026, 11, 25)) is None


def test_a_move_west_lets_no_day_have_two_cards() -> None:
    sent = date(2026, 11, 26)
    moved = replace(EVERY_DAY, zone="America/Los_Angeles")
    assert next_due(moved, at(2026, 11, 26, 1), sent) == Due(date(2026, 11, 27), at(2026, 11, 27, 17))
    assert next_due(moved, at(2026, 11, 26, 1)) == Due(sent, at(2026, 11, 26, 17))


def test_after_downtime_only_the_latest_card_is_sent() -> None:
    first = Due(date(2026, 11, 24), at(2026, 11, 24))
    assert caught_up(EVERY_DAY, first, at(2026, 11, 24, 5)) == first
    assert caught_up(EVERY_DAY, first, at(2026, 11, 26, 5)) == Due(date(2026, 11, 26), at(2026, 11, 26))


@given(SUBSCRIPTIONS, DAYS)
@RELAXED
def test_the_next_card_is_the_first_of_the_days_to_come(subscription: Subscription, day: date) -> None:
    after = datetime.combine(day, time(12), UTC)
    due = next_due(subscription, after)
    assert due
    assert due.at > after
    assert due.at.astimezone(ZoneInfo(subscription.zone)).date() == due.day
    assert is_due_on(subscription, due.day)
    between = (local_day(after, subscription.zone) + timedelta(days=ahead) for ahead in range((due.day - day).days + 2))
    others = [one for one in (due_on(subscription, each) for each in between) if one and after < one.at < due.at]
    assert not others


@given(SUBSCRIPTIONS, DAYS)
@RELAXED
def test_days_follow_each_other_with_one_card_each(subscription: Subscription, day: date) -> None:
    after, days = datetime.combine(day, time(), UTC), list[date]()
    for _ in range(20):
        due = next_due(subscription, after)
        assert due
        days.append(due.day)
        after = due.at
    assert days == sorted(set(days))
    allowed = [days[0] + timedelta(days=ahead) for ahead in range((days[-1] - days[0]).days + 1)]
    assert days == [each for each in allowed if is_due_on(subscription, each)]
