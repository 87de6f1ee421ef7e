"""What a person's answers add up to: six weeks of days, and the codes they know badly and well."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bot.learner import Answered, Learner

WEEKS = 6
_WEEK = timedelta(weeks=1)
_LATELY = 3  # answers to an item that say how well it is known now
_KNOWN_FOR = 21  # days between questions from which an item counts as known well (what Anki calls mature)

Mark = Literal["right", "some", "wrong", "frozen", "none"]


@dataclass(frozen=True, slots=True)
class Week:
    """A week from its Monday: a mark for each day, how many questions were answered, and how many rightly."""

    monday: date
    marks: tuple[Mark, ...]
    answered: int
    right: int


def weeks(learner: Learner, today: date) -> tuple[Week, ...]:
    """The last six weeks, this one first."""
    monday = today - timedelta(days=today.weekday())
    return tuple(_week(learner, monday - _WEEK * back) for back in range(WEEKS))


def _week(learner: Learner, monday: date) -> Week:
    days = [monday + timedelta(days=ahead) for ahead in range(7)]
    answers = [answer for answer in learner.answers if days[0] <= answer.day <= days[-1]]
    marks = tuple(_mark([answer for answer in answers if answer.day == day], frozen=day in learner.streak.frozen) for day in days)
    return Week(monday, marks, len(answers), sum(answer.right for answer in answers))


def _mark(answers: list[Answered], *, frozen: bool) -> Mark:
    right = sum(answer.right for answer in answers)
    if not answers:
        return "frozen" if frozen else "none"
    return "right" if right == len(answers) else "some" if right else "wrong"


def weak(learner: Learner) -> tuple[str, ...]:
    """Items answered wrongly at least half of the last three times, those with the most wrong answers first."""
    wrong = {item: sum(not answer.right for answer in lately) / len(lately) for item, lately in _lately(learner.answers).items()}
    return tuple(sorted((item for item, share in wrong.items() if share >= 0.5), key=lambda item: (-wrong[item], item)))


def strong(learner: Learner) -> tuple[str, ...]:
    """Items that need no question for three weeks and more, the surest first; none that is weak."""
    known = sorted(learner.recalls, key=lambda recall: (-recall.stability, recall.item))
    shaky = weak(learner)
    return tuple(one.item for one in known if (one.due - one.last).days >= _KNOWN_FOR and one.item not in shaky)


def _lately(answers: Iterable[Answered]) -> dict[str, list[Answered]]:
    by_item: dict[str, list[Answered]] = {}
    for answer in sorted(answers, key=lambda answer: answer.day):
        by_item.setdefault(answer.item, []).append(answer)
    return {item: each[-_LATELY:] for item, each in by_item.items()}
