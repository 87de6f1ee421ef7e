from __future__ import annotations

import pytest

from bot.understand.log import read_log
from bot.understand.numbers import find
from bot.understand.text import read


def codes(raw: str) -> list[int]:
    return [mention.code for mention in find(read(raw), read_log(raw))[0]]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("404", [404]),
        ("#404", [404]),
        ("404는?", [404]),
        ("404로 답했어", [404]),
        ("502번 에러", [502]),
        ("http/1.1 502 bad gateway", [502]),
        ("status=504", [504]),
        ("code:503", [503]),
        ("4 0 4", [404]),
        ("301/302/303/307/308", [301, 302, 303, 307, 308]),
        ("400,422", [400, 422]),
        ("200일 때랑 204일 때", [200, 204]),
        ("099", [99]),
        ("999", [999]),
        ("사공사", [404]),
        ("오백삼 에러", [503]),
        ("오백이 뭐야", [500]),
        ("오백이랑 오백사", [500, 504]),
        ("오백이하고 오백사", [502, 504]),
        ("사백일이랑 사백삼", [401, 403]),
        ("오공이가 나요", [502]),
        ("사이구", [429]),
        ("왜 4백4가 아니라 4백10?", [404, 410]),
        ("200 말고 5백을 주라는데", [200, 500]),
        ("5백 에러가 뭐야", [500]),
        ("팔굽혀펴기 2백, 3백?", []),
        ("5백을 빌려줘도 될까?", []),
        ("사백이랑 사백이십이 차이", [400, 422]),
        ("서버 로그에 502 찍혀요", [502]),
        ("cloudflare 522 connection timed out", [522]),
        ("🚨 502 🚨", [502]),
        ("🚀 배포하고 502 🔥", [502]),
    ],
)
def test_codes_as_people_write_and_say_them(raw: str, expected: list[int]) -> None:
    assert codes(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "500원",
        "🚌 503",
        "503🚌 언제 와",
        "☎️ 502",
        "🏠 404 🏠",
        "커피 500 원",
        "200명",
        "404호 회의실",
        "301동 앞",
        "503번 버스",
        "포트 443",
        "port 502",
        "PR 502번",
        "PR #502",
        "10.0.4.404",
        "1.404",
        "404.5",
        "2024-404",
        "10:404",
        "404ms",
        "v404",
        "404px",
        "1404",
        "4040",
        "mysql 에러 104",
        "푸조 308이랑 408 중에",
        "301동이랑 302동",
        "/users/404",
        "p99 302ms",
        "-404",
        "$200",
        "12,404",
        "오백 원",
        "백만",
        "세일해서 500원인데 왜 저긴 400원임",
        "exit status 137",
        "we hit 400 stars on the repo",
        "학번 404 누구야",
        "세탁기 에러코드 404",
        "cpu 500% 찍혀요",
    ],
)
def test_numbers_of_other_things(raw: str) -> None:
    assert codes(raw) == []
