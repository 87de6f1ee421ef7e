"""A year of daily cards over a virtual clock: the rules of `bot.study` with made-up people, and everything that was sent.

Nothing is left to chance: the same seed makes the same year.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from heapq import heapify, heappop, heappush
from random import Random

from bot.learner import Pause, Recall, Shown, Streak
from bot.model import Actor, Place, Subscription
from bot.order import LEVELS, WEEKDAYS, Level
from bot.registry.catalog import Catalog
from bot.study import memory
from bot.study.deck import Deck, deck, for_channel, for_person
from bot.study.due import Due, next_due
from bot.study.streak import studied

ZONES = (
    "Asia/Seoul", "Asia/Tokyo", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tehran", "Asia/Beirut", "Asia/Jerusalem", "Africa/Cairo",
    "Africa/Casablanca", "Africa/Lagos", "Europe/London", "Europe/Dublin", "Europe/Berlin", "Europe/Moscow", "Atlantic/Azores",
    "America/St_Johns", "America/Sao_Paulo", "America/Santiago", "America/New_York", "America/Havana", "America/Los_Angeles",
    "America/Nuuk", "America/Phoenix", "Pacific/Honolulu", "Pacific/Kiritimati", "Pacific/Chatham", "Pacific/Apia",
    "Australia/Sydney", "Australia/Lord_Howe", "Antarctica/Troll",
)  # fmt: skip
_TIMES = (
    time(9),
    time(8, 30),
    time(12),
    time(18, 45),
    time(0, 15),
    time(0, 30),
    time(1, 30),
    time(2, 15),
    time(2, 30),
    time(23, 30),
)
_DAYS = (WEEKDAYS, WEEKDAYS, tuple(range(7)), (0, 2, 4), (5, 6), (6,))
_TOPICS: tuple[tuple[str, ...], ...] = ((), (), (), ("5xx",), ("3xx", "4xx"), ("nginx", "Cloudflare"))
_FORGETS = 0.25  # how often an answer is wrong
_ANSWERS = 0.8  # how often a person answers at all


@dataclass(frozen=True, slots=True)
class Sent:
    """One card: for which local day of which subscription, when, and what about."""

    subscription: str
    day: date
    at: datetime
    item: str


@dataclass(slots=True)
class Learned:
    """What one place's cards led to."""

    recalls: dict[str, Recall] = field(default_factory=dict)
    shown: list[Shown] = field(default_factory=list)
    streak: Streak = field(default_factory=Streak)
    asked_again: int = 0
    recalled: int = 0


@dataclass(slots=True)
class Year:
    """What happened: `settings` are each subscription's own, with the instant from which they held."""

    start: datetime
    end: datetime
    settings: dict[str, list[tuple[datetime, Subscription]]]
    sent: list[Sent] = field(default_factory=list)
    learned: dict[str, Learned] = field(default_factory=dict)


def simulate(catalog: Catalog, *, subscriptions: int = 500, start: date = date(2026, 1, 1), days: int = 365, seed: int = 0) -> Year:
    """Run the rules from `start`, minute by minute as far as anything happens."""
    chance = Random(seed)  # noqa: S311 - made-up people, not secrets
    begin = datetime.combine(start, time(), UTC)
    year = Year(begin, begin + timedelta(days=days), {})
    for number in range(subscriptions):
        one = _subscription(number, start, days, chance)
        year.settings[one.id] = [(begin, one), *_changes(one, begin, days, chance)]
        year.learned[one.id] = Learned()
    _run(year, catalog, chance)
    return year


def _subscription(number: int, start: date, days: int, chance: Random) -> Subscription:
    first = start + timedelta(days=chance.randrange(days))
    pause = Pause(first, first + timedelta(days=chance.choice((0, 6, 13, 40))))
    return Subscription(
        f"s{number}", Place(f"place:{number}"), Actor(f"person:{number}"),
        personal=number % 2 == 0,
        zone=ZONES[number % len(ZONES)],
        at=chance.choice(_TIMES),
        days=chance.choice(_DAYS),
        skip_holidays=chance.random() < 0.7,
        level=chance.choice(LEVELS),
        topics=chance.choice(_TOPICS),
        pauses=(pause,) if chance.random() < 0.5 else (),
    )  # fmt: skip


def _changes(one: Subscription, begin: datetime, days: int, chance: Random) -> list[tuple[datetime, Subscription]]:
    """Moves to other zones, at any minute of the year."""
    moves = sorted(begin + timedelta(minutes=15 * chance.randrange(days * 96)) for _ in range(chance.choice((0, 0, 0, 1, 3))))
    return [(at, replace(one, zone=chance.choice(ZONES))) for at in moves]


def _run(year: Year, catalog: Catalog, chance: Random) -> None:
    decks: dict[tuple[Level, tuple[str, ...]], Deck] = {}
    queue = [(at, 0, name, step) for name, steps in year.settings.items() for step, (at, _) in enumerate(steps)]
    heapify(queue)
    current: dict[str, tuple[int, Due | None]] = {}
    last: dict[str, date] = {}
    while queue:
        at, is_card, name, step = heappop(queue)
        if at >= year.end or (is_card and current[name][0] != step):
            continue  # the year is over, or the settings changed before this card was due
        subscription = year.settings[name][step][1]
        if is_card and (due := current[name][1]):
            key = (subscription.level, subscription.topics)
            if key not in decks:
                decks[key] = deck(catalog, *key)
            _send(year, subscription, due, decks[key], chance)
            last[name] = due.day
        # Settings that change in the very minute of a card hold for it: "later than" counts from just before.
        upcoming = next_due(subscription, at if is_card else at - timedelta(minutes=1), last.get(name))
        current[name] = (step, upcoming)
        if upcoming:
            heappush(queue, (upcoming.at, 1, name, step))


def _send(year: Year, subscription: Subscription, due: Due, cards: Deck, chance: Random) -> None:
    learned = year.learned[subscription.id]
    if subscription.personal:
        item = for_person(cards, learned.recalls.values(), due.day, shown=learned.shown)
    else:
        item = for_channel(cards, learned.shown, due.day)
    if item is None:
        return
    year.sent.append(Sent(subscription.id, due.day, due.at, item.id))
    if not subscription.personal:
        answered = chance.randrange(9)
        right = sum(chance.random() > _FORGETS for _ in range(answered))
        learned.shown.append(Shown(item.id, due.day, answered, right))
        return
    learned.shown.append(Shown(item.id, due.day))
    if chance.random() < _ANSWERS:
        right_one = chance.random() > _FORGETS
        known = learned.recalls.get(item.id)
        learned.asked_again += known is not None
        learned.recalled += known is not None and right_one
        learned.recalls[item.id] = memory.asked(known, item.id, due.day, right=right_one)
        learned.streak = studied(learned.streak, due.day)
