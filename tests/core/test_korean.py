from __future__ import annotations

import pytest

from bot.korean import particle, spoken, with_particle


@pytest.mark.parametrize(
    ("word", "pair", "expected"),
    [
        (503, "은", "503은"),
        (404, "은", "404는"),
        (502, "은", "502는"),
        (500, "은", "500은"),
        (307, "으로", "307로"),
        (308, "으로", "308로"),
        (301, "으로", "301로"),
        (404, "으로", "404로"),
        (503, "으로", "503으로"),
        (200, "을", "200을"),
        (204, "을", "204를"),
        (401, "이", "401이"),
        (403, "과", "403과"),
        (504, "과", "504와"),
        (201, "이랑", "201이랑"),
        ("nginx", "은", "nginx는"),
        ("URL", "으로", "URL로"),
        ("Not Found", "이", "Not Found가"),
        ("게이트웨이", "을", "게이트웨이를"),
        ("본문", "을", "본문을"),
        ("(Unused)", "은", "(Unused)는"),
    ],
)
def test_the_particle_follows_the_reading(word: object, pair: str, expected: str) -> None:
    assert with_particle(word, pair) == expected


def test_every_digit_has_its_particle() -> None:
    assert [particle(digit, "은") for digit in range(10)] == ["은", "은", "는", "은", "는", "는", "은", "은", "은", "는"]


@pytest.mark.parametrize(
    ("code", "ways"),
    [
        (404, {"사공사", "사영사", "사백사"}),
        (503, {"오공삼", "오영삼", "오백삼"}),
        (100, {"일공공", "일영영", "백"}),
        (511, {"오일일", "오백십일"}),
        (429, {"사이구", "사백이십구"}),
        (200, {"이공공", "이영영", "이백"}),
    ],
)
def test_codes_as_they_are_spoken(code: int, ways: set[str]) -> None:
    assert set(spoken(code)) == ways
