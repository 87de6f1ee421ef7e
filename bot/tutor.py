"""Who remembers how each person studies: makes their own card, and keeps their answers. What it all means is in `bot.study`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.answer import token
from bot.answer.question import only_the_first
from bot.answer.study import own
from bot.card import Card
from bot.model import Actor, Grade, Place, ShowStudy
from bot.ports import Clock, Progress
from bot.registry.catalog import Catalog
from bot.study.days import local_day
from bot.study.streak import days_off, studied
from bot.zones import SEOUL


class Tutor:
    """Knows the day by a clock and people by a store of progress; without the store everyone has the same card of the day."""

    def __init__(self, catalog: Catalog, clock: Clock, progress: Progress | None = None) -> None:
        self._catalog = catalog
        self._clock = clock
        self._progress = progress

    def today(self, zone: str = SEOUL) -> date:
        """The local day, in Korea where no other zone is known."""
        return local_day(self._clock.now(), zone)

    async def own_card(self, wanted: ShowStudy, everyones: Card, actor: Actor) -> Card | None:
        """The card that fits what is kept of a person, with the handles of the one everyone gets; None where that one stays."""
        if self._progress is None:
            return None
        learner = await self._progress.learner(actor)
        card = own(wanted, learner, self.today(learner.zone), self._catalog)
        handles = tuple(action for action in everyones.actions if action.token == token.DELETE)
        return replace(card, actions=(*card.actions, *handles)) if card else None

    async def graded(self, grade: Grade, told: Card, place: Place, actor: Actor) -> Card | None:
        """Keep a first answer, and what it says of the item and of the streak. A card where another answer came first."""
        if self._progress is None:
            return None
        from bot.study import memory  # noqa: PLC0415 - FSRS takes 30 ms to import, and only answers to questions need it

        learner = await self._progress.learner(actor)
        day = self.today(learner.zone)
        if first := await self._progress.first(actor, place, day, grade):
            return only_the_first(told, first_was_right=first.right)
        known = next((recall for recall in learner.recalls if recall.item == grade.item), None)
        recall = memory.asked(known, grade.item, day, right=grade.right)
        await self._progress.keep(actor, recall, studied(learner.streak, day, days_off(learner)))
        return None

    def may_want(self, actor: Actor) -> bool:
        """Whether codes that the person asks about in an incident may have to be kept; waits for nothing."""
        return self._progress is not None and self._progress.may_want(actor)

    async def want(self, actor: Actor, codes: tuple[int, ...]) -> None:
        """Codes that a person asked about in an incident: kept where they let us."""
        if self._progress:
            await self._progress.want(actor, codes)

    async def held(self, actor: Actor) -> int:
        """How many answers of a person are kept."""
        return len((await self._progress.learner(actor)).answers) if self._progress else 0

    async def forget(self, actor: Actor) -> int:
        """Delete all that is kept of how a person studies; how many answers there were."""
        return await self._progress.forget(actor) if self._progress else 0
