"""The card that comes by itself: the day's card, in a channel with the solution of the one before, and the way out of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bot.answer import token, wording
from bot.answer.question import solution, tally
from bot.answer.study import study_card
from bot.card import Action, Block, Card, Labelled, Plain, Sources
from bot.errors import BadTokenError
from bot.order import Order
from bot.registry import prose
from bot.registry.catalog import Catalog
from bot.study import quiz
from bot.study.item import Item

_SEED = "{}.0.0"


@dataclass(frozen=True, slots=True)
class Before:
    """The question of a channel's card before this one, how many answered it and how many of them rightly."""

    quiz: str
    answered: int
    right: int


def quiz_of(item: Item, day: date, catalog: Catalog) -> str:
    """The id of the question that the card of a local day asks about an item."""
    return quiz.about(item, _SEED.format(day.toordinal()), catalog, given_away=True).id


def daily_card(item: Item, day: date, catalog: Catalog, *, personal: bool, before: Before | None = None) -> Card:
    """The card of a local day. A person's offers another question; a channel's has one for all, and the solution of the one
    `before`."""
    card = study_card(item, day, 0, catalog)
    stop = Action(wording.STOP, token.order(Order("stop", "me" if personal else "channel")))
    kept = card.actions if personal else tuple(action for action in card.actions if action.label != wording.QUIZ_NEXT)
    card = replace(card, actions=(*kept, stop))
    return replace(card, blocks=_with(before, card, catalog)) if before and not personal else card


def _with(before: Before, card: Card, catalog: Catalog) -> tuple[Block, ...]:
    """The blocks with the solution of the card before, ahead of the sources; without it where the registry asks that no more."""
    try:
        asked = quiz.read(before.quiz, catalog)
    except BadTokenError:
        return card.blocks
    solved = solution(asked, catalog)
    told = (Labelled(wording.BEFORE, (*prose.line(asked.ask), Plain(" "), *solved.lead)), tally(before.answered, before.right))
    sources = tuple(block for block in card.blocks if isinstance(block, Sources))
    return (*(block for block in card.blocks if not isinstance(block, Sources)), *told, *sources)
