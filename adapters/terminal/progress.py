"""How the one person at a terminal studies; gone when the session ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.learner import Answered, Learner, Recall, Streak
from bot.model import Actor, Grade, Place


class SessionProgress:
    """A Progress (`bot.ports`) in memory, for one person."""

    def __init__(self) -> None:
        self._learner = Learner()
        self._grades: dict[str, Grade] = {}

    async def learner(self, actor: Actor) -> Learner:  # noqa: ARG002 - one person sits at a terminal
        return self._learner

    async def first(self, actor: Actor, place: Place, day: date, grade: Grade) -> Grade | None:  # noqa: ARG002
        if earlier := self._grades.get(grade.quiz):
            return earlier
        self._grades[grade.quiz] = grade
        answer = Answered(grade.item, day, grade.right)
        self._learner = replace(self._learner, answers=(*self._learner.answers, answer))
        return None

    async def keep(self, actor: Actor, recall: Recall, streak: Streak) -> None:  # noqa: ARG002
        others = tuple(one for one in self._learner.recalls if one.item != recall.item)
        self._learner = replace(self._learner, recalls=(*others, recall), streak=streak)

    async def collect(self, actor: Actor, *, on: bool) -> None:  # noqa: ARG002
        self._learner = replace(self._learner, collects=on, wanted=())

    def may_want(self, actor: Actor) -> bool:  # noqa: ARG002
        return self._learner.collects

    async def want(self, actor: Actor, codes: tuple[int, ...]) -> None:  # noqa: ARG002
        if self._learner.collects:
            self._learner = replace(self._learner, wanted=(*codes, *self._learner.wanted))

    async def forget(self, actor: Actor) -> int:  # noqa: ARG002
        count = len(self._learner.answers)
        self._learner, self._grades = Learner(), {}
        return count
