"""FSRS by local days."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.learner import Recall
from bot.study import memory

TODAY = date(2026, 11, 25)


def answered(marks: str, every: int | None = None) -> Recall:
    """What is known after answers, "+" right and "-" wrong, each given when it was due, or `every` so many days."""
    recall, day = memory.asked(None, "404", TODAY, right=marks[0] == "+"), TODAY
    for mark in marks[1:]:
        day = day + timedelta(days=every) if every else recall.due
        recall = memory.asked(recall, "404", day, right=mark == "+")
    return recall


def gap(recall: Recall) -> int:
    return (recall.due - recall.last).days


def test_what_is_known_comes_back_later_and_later() -> None:
    gaps = [gap(answered("+" * times)) for times in range(1, 5)]
    assert gaps == sorted(set(gaps))
    assert gaps[0] == 2
    assert gaps[2] > 21


def test_what_was_forgotten_comes_back_the_next_day() -> None:
    assert gap(answered("-")) == 1
    assert gap(answered("++-")) < gap(answered("++"))


def test_nothing_waits_longer_than_a_year() -> None:
    assert gap(answered("+" * 12)) == 365


def test_an_evening_and_the_next_morning_are_a_day_apart() -> None:
    assert memory.remembered(answered("+"), TODAY + timedelta(days=1)) < memory.remembered(answered("+"), TODAY) == 1


def test_fuzz_is_off_unless_asked_for() -> None:
    known = answered("+++")
    plain = {memory.asked(known, "404", known.due, right=True).due for _ in range(20)}
    fuzzed = {memory.asked(known, "404", known.due, right=True, fuzz=True).due for _ in range(20)}
    assert len(plain) == 1
    assert len(fuzzed) > 1


@given(st.text("+-", min_size=1, max_size=30), st.integers(1, 90))
def test_it_is_always_due_on_a_day_to_come(marks: str, every: int) -> None:
    recall = answered(marks, every)
    assert recall.last < recall.due <= recall.last + timedelta(days=365)
    assert 1 <= recall.difficulty <= 10
    assert recall.stability > 0
