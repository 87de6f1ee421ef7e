"""What a card is about, and the card: what the core's rules say, over what is kept of the place or the person."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import NamedTuple

from adapters.database.deliveries import Delivery, History
from adapters.database.study import Progress
from bot.answer.daily import Before, daily_card, quiz_of
from bot.card import Card
from bot.model import Actor, Subscription
from bot.order import Level
from bot.registry.catalog import Catalog
from bot.study.deck import Deck, deck, for_channel, for_person
from bot.study.item import Item


class Made(NamedTuple):
    """A card, and what is kept of it: its item and its question."""

    card: Card
    item: str
    quiz: str


class Chooser:
    """Makes the card of a row; the item that a row has already stays."""

    def __init__(self, catalog: Catalog, progress: Progress) -> None:
        self._catalog = catalog
        self._progress = progress
        self._decks: dict[tuple[Level, tuple[str, ...]], Deck] = {}

    async def made(self, row: Delivery, subscription: Subscription, history: History) -> Made | None:
        """The card; None where the deck is empty. Raises DatabaseDownError."""
        day = row.key.day
        item = _item(row.item) if row.item else await self._next(subscription, day, history)
        if item is None:
            return None
        before = Before(history.quiz, history.answered, history.right) if history.quiz else None
        card = daily_card(item, day, self._catalog, personal=subscription.personal, before=before)
        return Made(card, item.id, row.quiz or quiz_of(item, day, self._catalog))

    async def _next(self, subscription: Subscription, day: date, history: History) -> Item | None:
        cards = await self._deck(subscription)
        if not subscription.personal:
            return for_channel(cards, history.shown, day)
        recalls, wanted = await self._progress.known(Actor(subscription.place.id, subscription.owner.workspace))
        return for_person(cards, recalls, day, wanted, history.shown)

    async def _deck(self, subscription: Subscription) -> Deck:
        """The first of a kind takes a tenth of a second: made aside, so that no answer waits."""
        kind = (subscription.level, subscription.topics)
        if kind not in self._decks:
            self._decks[kind] = await asyncio.to_thread(deck, self._catalog, *kind)
        return self._decks[kind]


def _item(name: str) -> Item:
    return Item(tuple(map(int, name.split("-"))))
