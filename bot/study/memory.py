"""How long a person remembers: FSRS, by local days.

Source: FSRS-6 as `fsrs` implements it, with its published default parameters. A day counts as a day wherever the person is: FSRS
is given noon UTC of the local day, so that an evening and the next morning are one day apart.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import lru_cache

from fsrs import Card, Rating, Scheduler, State

from bot.learner import Recall

_LONGEST = 365  # days between two questions about one item
_NOON = time(12, tzinfo=UTC)


def asked(recall: Recall | None, item: str, day: date, *, right: bool, fuzz: bool = False) -> Recall:
    """What is known of an item after a question about it was answered on a local day; `recall` is what was known before.

    `fuzz` spreads the days on which items learned together are due again; without it the same answers always give the same days.
    """
    card = _card(recall, item, day)
    after, _ = _scheduler(fuzz=fuzz).review_card(card, Rating.Good if right else Rating.Again, _noon(day))
    assert after.stability is not None and after.difficulty is not None  # noqa: PT018, S101 - FSRS sets both
    return Recall(item, after.stability, after.difficulty, day, after.due.date())


def remembered(recall: Recall, day: date) -> float:
    """How likely the person still knows it on a day, 0 to 1."""
    return _scheduler(fuzz=False).get_card_retrievability(_card(recall, recall.item, day), _noon(day))


@lru_cache(maxsize=2)
def _scheduler(*, fuzz: bool) -> Scheduler:
    return Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=_LONGEST, enable_fuzzing=fuzz)


def _card(recall: Recall | None, item: str, day: date) -> Card:
    """FSRS's card. Its id only has to be given: without one, FSRS would ask the clock and sleep."""
    card_id = int("".join(filter(str.isdigit, item)) or 0)
    if recall is None:
        return Card(card_id, due=_noon(day))
    return Card(card_id, State.Review, None, recall.stability, recall.difficulty, _noon(recall.due), _noon(recall.last))


def _noon(day: date) -> datetime:
    return datetime.combine(day, _NOON)
