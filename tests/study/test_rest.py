"""The days of a rest, by the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from bot.learner import Pause
from bot.order import Rest
from bot.study.rest import begins, days_of, so_far


@pytest.mark.parametrize(
    ("rest", "first", "pause"),
    [
        (Rest(days=1), date(2026, 11, 25), Pause(date(2026, 11, 25), date(2026, 11, 25))),
        (Rest(until=(1, 2)), date(2026, 12, 30), Pause(date(2026, 12, 30), date(2027, 1, 2))),
        (Rest(until=(11, 20)), date(2026, 11, 25), None),
        (Rest(until=(2, 29)), date(2026, 1, 1), None),
        (Rest(week=0), date(2026, 11, 25), Pause(date(2026, 11, 25), date(2026, 11, 29))),
        (Rest(week=1), date(2026, 11, 25), Pause(date(2026, 11, 30), date(2026, 12, 6))),
    ],
)
def test_the_days_of_a_rest(rest: Rest, first: date, pause: Pause | None) -> None:
    assert days_of(rest, first) == pause


def test_a_rest_begins_no_earlier_than_it_can() -> None:
    today, tomorrow = date(2026, 11, 25), date(2026, 11, 26)
    assert begins(Rest(days=1), today, tomorrow) == tomorrow
    assert begins(Rest(days=1, delay=3), today, tomorrow) == date(2026, 11, 28)
    assert begins(Rest(days=1, since=(12, 24)), today, tomorrow) == date(2026, 12, 24)
    assert begins(Rest(days=1, since=(11, 20)), today, tomorrow) == tomorrow


def test_of_pauses_what_lies_before_a_day_stays() -> None:
    over, begun, coming = (Pause(date(2026, 11, day), date(2026, 11, day + 3)) for day in (1, 10, 20))
    assert so_far((over, begun, coming), date(2026, 11, 12)) == (over, Pause(date(2026, 11, 10), date(2026, 11, 11)))
