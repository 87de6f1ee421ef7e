"""The card of a day that is the same for everyone: no memory of anybody is needed for it."""

from __future__ import annotations

from datetime import date

from bot.asked import StatusClass
from bot.registry.catalog import Catalog
from bot.study.deck import NO_REPEAT, deck
from bot.study.item import Item

_STRIDE = 29  # how far apart the cards of one day lie in the deck


def card_of(day: date, turn: int, status_class: StatusClass | None, catalog: Catalog) -> Item:
    """The item of a day; `turn` counts the cards asked for that day. The first ones go once through the deck before any repeats."""
    cards = deck(catalog, "practice", (status_class,) if status_class else ())
    items = cards.items if len(cards.items) >= NO_REPEAT else cards.all
    return items[(day.toordinal() + _STRIDE * turn) % len(items)]
