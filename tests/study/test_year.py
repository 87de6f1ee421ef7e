"""A year over a virtual clock, held against the calendar itself: 500 subscriptions, 30 zones, and everything that clocks do."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from adapters.commands.virtual_year import ZONES, Sent, Year, simulate
from bot.model import Subscription
from bot.registry.catalog import Catalog
from bot.study.days import holiday
from bot.study.deck import FORGOTTEN_AFTER, NO_REPEAT, deck

TICK = timedelta(minutes=15)
BEGIN = datetime(2025, 12, 28, tzinfo=UTC)
TICKS = 373 * 96
DAYS = [date(2025, 12, 30) + timedelta(days=ahead) for ahead in range(369)]


@pytest.fixture(scope="module")
def year(catalog: Catalog) -> Year:
    return simulate(catalog, subscriptions=500, start=date(2026, 1, 1), days=365)


@cache
def clock_of(zone: str) -> dict[date, list[tuple[time, datetime]]]:
    """What a wall clock in the zone shows at every quarter of an hour of the year, by local day."""
    shown: dict[date, list[tuple[time, datetime]]] = defaultdict(list)
    for tick in range(TICKS):
        at = BEGIN + TICK * tick
        local = at.astimezone(ZoneInfo(zone))
        shown[local.date()].append((local.time().replace(fold=0), at))
    return shown


def expected_at(subscription: Subscription, day: date) -> datetime | None:
    """When somebody who looks at the clock would send: when it first shows the time; where it never does, as long after the last
    earlier time as it should have taken. None on a day without a card."""
    paused = any(pause.first <= day <= pause.last for pause in subscription.pauses)
    if day.weekday() not in subscription.days or paused or (subscription.skip_holidays and holiday(day)):
        return None
    readings = clock_of(subscription.zone)[day]
    for shown, at in readings:
        if shown == subscription.at:
            return at
    wanted = _minutes(subscription.at)
    before, at = clock_of(subscription.zone)[day - timedelta(days=1)][-1]
    readings_before = [(_minutes(before) - 24 * 60, at), *((_minutes(shown), at) for shown, at in readings)]
    minutes, at = max(reading for reading in readings_before if reading[0] < wanted)
    late = at + timedelta(minutes=wanted - minutes)
    if late.astimezone(ZoneInfo(subscription.zone)).date() == day:
        return late
    return late - timedelta(hours=1)  # the day is over by then: the hour that it lost is taken off


def _minutes(shown: time) -> int:
    return shown.hour * 60 + shown.minute


def expected(year: Year, name: str) -> Iterator[tuple[date, datetime]]:
    steps = [*year.settings[name], (year.end, year.settings[name][-1][1])]
    last = date.min
    for (start, settings), (end, _) in pairwise(steps):
        due = ((day, expected_at(settings, day)) for day in DAYS if day in clock_of(settings.zone))
        for at, day in sorted((at, day) for day, at in due if at and start <= at < end):
            if day > last:
                yield day, at
                last = day


def by_subscription(year: Year) -> dict[str, list[Sent]]:
    sent: dict[str, list[Sent]] = {name: [] for name in year.settings}
    for card in year.sent:
        sent[card.subscription].append(card)
    return sent


def test_every_due_day_has_one_card_and_no_other_day_any(year: Year) -> None:
    assert len(year.settings) == 500
    assert {settings.zone for steps in year.settings.values() for _, settings in steps} == set(ZONES)
    sent = by_subscription(year)
    total = 0
    for name in year.settings:
        wanted = list(expected(year, name))
        assert [(card.day, card.at) for card in sent[name]] == wanted, name
        total += len(wanted)
    assert total == len(year.sent) > 80_000


def test_the_year_has_what_makes_it_hard(year: Year) -> None:
    """Clock changes in the night, holidays, pauses and moves did happen to somebody."""
    odd = 0
    for card in year.sent:
        settings = [one for start, one in year.settings[card.subscription] if start <= card.at][-1]
        odd += card.at.astimezone(ZoneInfo(settings.zone)).time().replace(fold=0) != settings.at
    assert odd > 20
    assert sum(len(steps) > 1 for steps in year.settings.values()) > 150
    assert sum(bool(steps[0][1].pauses) for steps in year.settings.values()) > 150


def test_a_channel_repeats_only_as_the_rule_allows(year: Year, catalog: Catalog) -> None:
    sizes = {}
    for name, steps in year.settings.items():
        settings = steps[0][1]
        if settings.personal:
            continue
        key = (settings.level, settings.topics)
        if key not in sizes:
            sizes[key] = len(deck(catalog, *key).all)
        history = year.learned[name].shown
        days = [card.day for card in history]
        last: dict[str, int] = {}
        for index, card in enumerate(history):
            if card.item in last:
                earlier = history[last[card.item]]
                gap = (card.day - earlier.day).days
                forgotten = earlier.answered >= 3 and earlier.right * 2 <= earlier.answered and gap >= FORGOTTEN_AFTER
                window = history[bisect_left(days, card.day - timedelta(days=NO_REPEAT - 1)) : index]
                used_up = len({one.item for one in window}) == sizes[key]
                assert gap >= NO_REPEAT or forgotten or used_up, (name, card)
            last[card.item] = index


def test_people_learn(year: Year) -> None:
    """Who answers 4 of 5 cards and knows 3 of 4 meets what is due again, and keeps streaks going."""
    people = [one for one in year.learned.values() if one.recalls]
    assert len(people) > 240
    again, recalled = sum(one.asked_again for one in people), sum(one.recalled for one in people)
    assert 0.70 < recalled / again < 0.80
    assert all(one.recalls[item].due > one.recalls[item].last for one in people for item in one.recalls)
    assert max(one.streak.longest for one in people) > 40


def test_the_same_seed_makes_the_same_year(catalog: Catalog) -> None:
    one, other = (simulate(catalog, subscriptions=20, days=60, seed=7) for _ in range(2))
    assert one.sent == other.sent
    assert simulate(catalog, subscriptions=20, days=60, seed=8).sent != one.sent
