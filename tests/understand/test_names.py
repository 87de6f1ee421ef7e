"""Codes by name: as they sound, in any spelling, and as single words beside another code."""

from __future__ import annotations

import pytest

from bot.registry.snapshot import catalog
from bot.understand.log import read_log
from bot.understand.mentions import find
from bot.understand.names import Names
from bot.understand.text import read

NAMES = Names(catalog())


def named(raw: str) -> list[int]:
    return [mention.code for mention in find(read(raw), NAMES, read_log(raw))[0]]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("언어소라이즈드가 뭐야", [401]),
        ("파샬 컨텐츠 말고 오케이를 주면", [206, 200]),
        ("낫파운드랑 곤 차이", [404, 410]),
        ("시 아더와 파운드를 비교", [303, 302]),
        ("배드리퀘랑 낫 파운드", [400, 404]),
        ("gone 주면 색인에서 빠지나", [410]),
    ],
)
def test_names_as_they_sound(text: str, codes: list[int]) -> None:
    assert named(text) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [("곤란한데 404가 나요", [404]), ("오케이 그럼 낫파운드로", [404]), ("ok and 423?", [423]), ("파운드케이크랑 커피", [])],
)
def test_words_that_only_sound_like_a_name(text: str, codes: list[int]) -> None:
    assert named(text) == codes


@pytest.mark.parametrize("text", ["사백번대는 알림 안 걸어?", "백엔드 잘못? 백?", "one hundred family"])
def test_a_class_or_a_bare_hundred_is_no_code(text: str) -> None:
    assert named(text) == []
