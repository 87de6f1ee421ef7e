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
        ("금지 말고 못 찾음으로 숨기라네요", [403, 404]),
        ("'금지'와 '사라짐' 차이", [403, 410]),
        ("접수됨이 아니라 생성됨을 주자는데", [202, 201]),
        ("금지 말고 못 찾음 주라는 이유", [403, 404]),
        ("404로 속이지 말고 금지로 답하라는", [404, 403]),
    ],
)
def test_names_as_they_sound(text: str, codes: list[int]) -> None:
    assert named(text) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("곤란한데 404가 나요", [404]),
        ("오케이 그럼 낫파운드로", [404]),
        ("ok and 423?", [423]),
        ("파운드케이크랑 커피", []),
        ("428은 캐시 저장 금지라던데", [428]),
        ("429 맞고 바로 재시도하는 거 금지야?", [429]),
        ("is it ok to retry a 502", [502]),
        ('204에 {"ok":true} 담았는데', [204]),
        ("충돌이 나서 머지가 안 돼요", []),
    ],
)
def test_words_that_only_sound_like_a_name(text: str, codes: list[int]) -> None:
    assert named(text) == codes


@pytest.mark.parametrize("text", ["사백번대는 알림 안 걸어?", "백엔드 잘못? 백?", "one hundred family"])
def test_a_class_or_a_bare_hundred_is_no_code(text: str) -> None:
    assert named(text) == []
