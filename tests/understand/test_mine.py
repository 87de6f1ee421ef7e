from __future__ import annotations

import pytest

from bot.service import reply_to


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("내 데이터", "my data"),
        ("내 데이터 보여줘", "my data"),
        ("제 정보 뭐 저장하고 있나요?", "my data"),
        ("내 데이터 삭제", "forget me"),
        ("내 정보 다 지워줘", "forget me"),
        ("delete my data", "forget me"),
    ],
)
def test_what_is_kept_of_the_asker(text: str, about: str) -> None:
    assert reply_to(text).question.attribute == about


@pytest.mark.parametrize(
    "text", ["내 정보 조회하면 뭐 줘야 해?", "내 데이터 404 떠", "내 정보 수정 API 상태 코드", "데이터 삭제하면 204야?"]
)
def test_questions_about_codes_are_not_about_the_asker(text: str) -> None:
    assert reply_to(text).question.attribute not in ("my data", "forget me")
