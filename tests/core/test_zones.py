"""Time zones by the names that people give them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from bot import zones


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("서울", "Asia/Seoul"),
        ("Asia/Seoul", "Asia/Seoul"),
        ("asia/seoul", "Asia/Seoul"),
        ("KST", "Asia/Seoul"),
        ("한국 시간", "Asia/Seoul"),
        ("뉴욕", "America/New_York"),
        ("뉴욕 시간으로", "America/New_York"),
        ("new york", "America/New_York"),
        ("미국 동부", "America/New_York"),
        ("일본", "Asia/Tokyo"),
        ("Japan", "Asia/Tokyo"),
        ("콜카타", "Asia/Kolkata"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("US/Pacific", "America/Los_Angeles"),
        ("베트남", "Asia/Ho_Chi_Minh"),
        ("utc", "UTC"),
    ],
)
def test_a_name_is_its_zone(said: str, zone: str) -> None:
    assert zones.exact(said) == zone


@pytest.mark.parametrize("said", ["", "없는 곳", "asdf", "미국", "../etc/passwd", "A" * 5000])
def test_what_names_no_single_zone_is_none(said: str) -> None:
    assert zones.exact(said) is None


@pytest.mark.parametrize(
    ("typed", "among"),
    [
        ("뉴욬", "America/New_York"),
        ("seuol", "Asia/Seoul"),
        ("미국", "America/New_York"),
        ("호주", "Australia/Sydney"),
        ("싱가폴", "Asia/Singapore"),
    ],
)
def test_near_names_are_offered(typed: str, among: str) -> None:
    assert among in zones.near(typed)


def test_every_zone_exists_and_is_found_by_its_own_name() -> None:
    for zone in zones.names():
        ZoneInfo(zone)
        assert zones.exact(zone) == zone
        assert zone in zones.title(zone)
