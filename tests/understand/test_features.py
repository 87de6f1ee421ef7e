"""What stays of a text when the same thing is said otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understand.features import clues, excerpt


def named(text: str) -> set[str]:
    return {clue for clue in clues(text) if clue.startswith("c:")}


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        ("로그인 안 한 유저", "비회원이 log in 하지 않고", "c:login"),
        ("토큰이 만료됐을 때", "jwt가 유효기간이 지난 경우", "c:expired"),
        ("똑같은 이메일로 또 가입", "duplicate signup", "c:duplicate"),
        ("뒷단이 죽어 있음", "upstream is down", "c:down"),
        ("sold out", "매진", "c:stock"),
    ],
)
def test_words_for_one_thing_share_a_name(one: str, other: str, name: str) -> None:
    assert name in named(one)
    assert name in named(other)


def test_spaces_do_not_matter_to_pieces() -> None:
    with_spaces = {clue for clue in clues("찾을 수 없음") if ":" not in clue}
    without = {clue for clue in clues("찾을수없음") if ":" not in clue}
    assert with_spaces == without


def test_latin_names_begin_where_a_word_begins() -> None:
    assert "c:person" not in named("abuser")
    assert "c:person" in named("the user")


@given(st.text(max_size=3000))
def test_any_text_has_few_clues_each_once(text: str) -> None:
    found = clues(text)
    assert len(found) == len(set(found))
    assert len(excerpt(text)) <= 601
