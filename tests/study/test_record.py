"""What answers add up to."""

from __future__ import annotations

from datetime import date, timedelta

from bot.learner import Answered, Learner, Recall, Streak
from bot.study.record import WEEKS, strong, weak, weeks

TODAY = date(2026, 11, 25)  # a Wednesday


def answer(item: str, ago: int, *, right: bool) -> Answered:
    return Answered(item, TODAY - timedelta(days=ago), right)


def test_six_weeks_this_one_first() -> None:
    learner = Learner(
        answers=(
            answer("404", 0, right=True),
            answer("500", 0, right=False),
            answer("404", 2, right=True),
            answer("301", 7, right=False),
        ),
        streak=Streak(3, 3, TODAY, (date(2026, 11, 24),)),
    )
    found = weeks(learner, TODAY)
    assert [week.monday for week in found] == [date(2026, 11, 23) - timedelta(weeks=back) for back in range(WEEKS)]
    assert found[0].marks == ("right", "frozen", "some", "none", "none", "none", "none")
    assert (found[0].answered, found[0].right) == (3, 2)
    assert found[1].marks[2] == "wrong"


def test_weak_is_what_was_wrong_lately() -> None:
    wrong_long_ago = tuple(answer("404", ago, right=False) for ago in (30, 29)) + tuple(
        answer("404", ago, right=True) for ago in (3, 2, 1)
    )
    learner = Learner(
        answers=(*wrong_long_ago, answer("500", 2, right=False), answer("301", 3, right=True), answer("301", 1, right=False))
    )
    assert weak(learner) == ("500", "301")


def test_strong_is_what_needs_no_question_for_three_weeks() -> None:
    recalls = (
        Recall("404", 30.0, 5.0, TODAY, TODAY + timedelta(days=30)),
        Recall("500", 90.0, 5.0, TODAY, TODAY + timedelta(days=90)),
        Recall("301", 9.0, 5.0, TODAY, TODAY + timedelta(days=9)),
    )
    assert strong(Learner(recalls=recalls)) == ("500", "404")
    assert strong(Learner(recalls=recalls, answers=(answer("500", 0, right=False),))) == ("404",)
