"""Whether the code that somebody gives is the right one: the case decides; a property of the code does not come here."""

from __future__ import annotations

import pytest

from bot.service import core


def asked(text: str) -> tuple[str, int | None]:
    question = core()._understanding.understand(text)
    return question.intent, next(iter(question.codes), None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("로그인 안 했는데 403이 맞죠?", 401),
        ("토큰 만료됐는데 403 주는 게 맞나요", 401),
        ("점검 중인데 500 내려도 돼?", 503),
        ("이미 가입한 이메일인데 400 주는 게 맞아?", 409),
        ("필수 쿼리 파라미터가 빠졌을 때 500 말고 뭐 줘요", 400),
    ],
)
def test_the_case_says_which_code_is_right(text: str, code: int) -> None:
    assert asked(text) == ("choose", code)


@pytest.mark.parametrize("text", ["204에 본문 넣어도 되나요?", "405엔 Allow 헤더 필수 맞죠?", "503 받고 다시 보내도 되나요?"])
def test_what_is_asked_of_the_code_itself_is_a_property(text: str) -> None:
    assert asked(text)[0] == "attribute"


def test_what_a_code_comes_from_is_no_pair() -> None:
    assert asked("결제 api에서 404가 떠요 왜 그래요") == ("define", 404)
    assert asked("왜 302 말고 307?") == ("why", 307)
