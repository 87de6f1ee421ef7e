"""Days of the calendar: local days, weekends and Korean public holidays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

_SATURDAY = 5


def local_day(at: datetime, zone: str) -> date:
    """The day that the calendar of an IANA zone shows at an instant (aware)."""
    return at.astimezone(ZoneInfo(zone)).date()


def holiday(day: date) -> str | None:
    """The name of the Korean public holiday on a day, substitute and temporary ones included; None on any other day.

    Source: `holidays`, which follows 관공서의 공휴일에 관한 규정. What the government decides later than the installed release
    is not in it.
    """
    return _holidays(day.year).get(day)


@lru_cache(maxsize=16)
def _holidays(year: int) -> Mapping[date, str]:
    from holidays import country_holidays  # noqa: PLC0415 - a tenth of a second that only the daily card needs

    return dict(country_holidays("KR", years=year, language="ko").items())


def is_weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY


def is_day_off(day: date) -> bool:
    """A day on which nobody is expected to study: a weekend or a Korean public holiday."""
    return is_weekend(day) or holiday(day) is not None
