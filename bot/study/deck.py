"""Which card comes next: what is due, then what is new, in the order of how much it matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.learner import Recall, Shown
from bot.order import LEVELS, Level
from bot.registry.catalog import Catalog
from bot.study import quiz
from bot.study.draw import lot
from bot.study.item import Item, every_item, is_about, level_of, tier

NO_REPEAT = 60  # days in which a channel sees nothing twice
FORGOTTEN_AFTER = 7  # days after which it may see again what many forgot
_MANY = 3  # answers without which nobody can speak of many


@dataclass(frozen=True, slots=True)
class Deck:
    """Items in the order they are new. `reserve` are those of higher levels, for when the level's own are used up."""

    items: tuple[Item, ...]
    reserve: tuple[Item, ...] = ()

    @property
    def all(self) -> tuple[Item, ...]:
        return (*self.items, *self.reserve)


def deck(catalog: Catalog, level: Level = "basic", topics: tuple[str, ...] = (), seed: object = "") -> Deck:
    """The deck of a level and topics. What nobody can be asked about is in none. `seed` shuffles what matters equally."""
    fitting = [item for item in every_item(catalog) if is_about(item, topics, catalog) and quiz.keys(item, catalog)]
    ordered = tuple(_after_their_codes(sorted(fitting, key=lambda item: _rank(item, level, seed, catalog))))
    highest = LEVELS.index(level)
    own = tuple(item for item in ordered if LEVELS.index(level_of(item, catalog)) <= highest)
    return Deck(own, tuple(item for item in ordered if item not in own))


def _rank(item: Item, level: Level, seed: object, catalog: Catalog) -> tuple[int, int, int, int]:
    """The most important first. Among equals 입문 learns codes before pairs, 운영 first what logs and gateways show; then in the
    order in which people meet the codes of a class, the classes mixed."""
    later = {"basic": item.is_pair, "practice": False, "operations": not _is_met_in_operations(item, catalog)}
    met = max(_place_in_class(number, catalog) for number in item.codes)
    return tier(item, catalog), int(later[level]), met, lot(seed, item.id)


def _place_in_class(number: int, catalog: Catalog) -> int:
    """Which of its class people meet it as; products' own numbers come last."""
    if number not in catalog.numbers:
        return len(catalog.numbers)
    order = [code for group in catalog.status_class(number // 100).group for code in group.codes]
    return order.index(number) if number in order else len(order)


def _is_met_in_operations(item: Item, catalog: Catalog) -> bool:
    statuses = {status for evidence in catalog.evidence.values() for status in evidence.status}
    return any(number in statuses or number >= 500 for number in item.codes)


def _after_their_codes(items: Sequence[Item]) -> Iterator[Item]:
    """The items, with each pair moved behind both of its codes."""
    waiting = {item.codes[0] for item in items if not item.is_pair}
    held: list[Item] = []
    for item in items:
        if item.is_pair:
            held.append(item)
        else:
            waiting.discard(item.codes[0])
            yield item
        for ready in [one for one in held if not waiting.intersection(one.codes)]:
            held.remove(ready)
            yield ready
    yield from held


def for_channel(cards: Deck, shown: Iterable[Shown], today: date) -> Item | None:
    """The next card of a channel; None for an empty deck.

    First what many forgot (half of three answers and more), a week later at the earliest and never two repeats in a row; then what
    is new in the deck; then what was not shown for 60 days; then what is new in the reserve. A deck too small for all that
    repeats what was shown longest ago.
    """
    history = sorted(shown, key=lambda one: one.day)
    last = {one.item: one for one in history}
    is_repeat = bool(history) and sum(one.item == history[-1].item for one in history) > 1
    if not is_repeat and (again := _forgotten(cards, last, today)):
        return again
    new = (item for item in cards.items if item.id not in last)
    rested = (item for item in cards.all if item.id in last and (today - last[item.id].day).days >= NO_REPEAT)
    reserve = (item for item in cards.reserve if item.id not in last)
    if fresh := next((item for choice in (new, rested, reserve) for item in choice), None):
        return fresh
    return min(cards.all, key=lambda item: last[item.id].day, default=None)


def many_forgot(shown: Shown) -> bool:
    """Whether at least three answered a card's question, and half of them or more wrongly."""
    return shown.answered >= _MANY and shown.right * 2 <= shown.answered


def _forgotten(cards: Deck, last: dict[str, Shown], today: date) -> Item | None:
    due = {one.item: one.day for one in last.values() if many_forgot(one) and (today - one.day).days >= FORGOTTEN_AFTER}
    again = (item for item in cards.all if item.id in due) if due else ()
    return min(again, key=lambda item: due[item.id], default=None)


def for_person(
    cards: Deck, recalls: Iterable[Recall], today: date, wanted: Iterable[int] = (), shown: Iterable[Shown] = ()
) -> Item | None:
    """The next card of a person; None for an empty deck.

    First what is due by FSRS, the longest overdue first; then what is new, with the codes they `wanted` (asked about) before all
    others; then what is new in the reserve; then what is due next. Of each kind, what they were `shown` and did not answer comes
    after the rest, the longest ago first: who only reads does not get one card every day.
    """
    known = {recall.item: recall for recall in recalls}
    last = {one.item: one.day for one in sorted(shown, key=lambda one: one.day)}

    def left(item: Item) -> date:
        """When an item was shown and left unanswered; long ago for one that was not."""
        day = last.get(item.id, date.min)
        return day if item.id not in known or day >= known[item.id].due else date.min

    met = sorted((item for item in cards.all if item.id in known), key=lambda item: (known[item.id].due, item))
    due = sorted((item for item in met if known[item.id].due <= today), key=left)
    asked_about = set(wanted)
    unknown = (item for item in cards.items if item.id not in known)
    new = sorted(unknown, key=lambda item: (left(item), not asked_about.intersection(item.codes)))
    reserve = sorted((item for item in cards.reserve if item.id not in known), key=left)
    return next((item for choice in (due, new, reserve, met) for item in choice), None)
