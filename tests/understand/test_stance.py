"""How a question is put turns the first word of its answer."""

from __future__ import annotations

import pytest

from bot.card import line_text
from bot.service import reply_to


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("502 재시도해도 돼?", "경우에 따라 다릅니다."),
        ("503 재시도해도 되나요", "예."),
        ("503은 재시도하면 안 되나요?", "아니요."),
        ("410 다시 보내도 돼?", "아니요."),
        ("204에 바디 넣어도 됨?", "아니요."),
        ("204에 본문 넣으면 안 되죠?", "예."),
        ("404도 캐시되나요?", "예."),
        ("404는 캐시하면 안 되나요?", "아니요."),
        ("405면 Allow 헤더 내려줘야 됨?", "예."),
        ("405에 Allow 헤더 안 넣어도 돼?", "아니요."),
        ("429에 Retry-After 필수야?", "아니요."),
        ("307은 메서드 유지돼?", "예."),
        ("307은 POST가 GET으로 바뀌어?", "아니요."),
        ("400은 클라이언트 잘못이야?", "예."),
        ("500은 클라이언트 잘못이야?", "아니요."),
        ("is 301 cached by default", "예."),
    ],
)
def test_first_words(text: str, first: str) -> None:
    reply = reply_to(text)
    assert reply.question.intent == "attribute", reply.question
    assert line_text(reply.card.lead).startswith(first), line_text(reply.card.lead)


@pytest.mark.parametrize("text", ["429 헤더 뭐 줘야 해?", "502는 누구 잘못이야?", "503 몇 초 뒤에 다시 보내?"])
def test_open_questions_get_the_sentence_alone(text: str) -> None:
    reply = reply_to(text)
    assert reply.question.intent == "attribute", reply.question
    assert not line_text(reply.card.lead).startswith(("예.", "아니요.", "경우에"))


@pytest.mark.parametrize(
    "text", ["401 대신 403 쓰는 게 맞죠?", "404 말고 400 주는 게 맞지?", "should be 403 instead of 401, right?"]
)
def test_what_is_held_for_settled_is_tested(text: str) -> None:
    reply = reply_to(text)
    assert reply.question.intent == "why", reply.question
    assert line_text(reply.card.lead).startswith("꼭 그렇지는 않습니다.")
