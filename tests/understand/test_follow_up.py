"""A few words that point back at the codes spoken of before."""

from __future__ import annotations

import pytest

from bot.model import Actor, Place, Query
from bot.service import core
from bot.understand.follow_up import argued_for, ordinal


@pytest.mark.parametrize(
    ("said", "codes", "meant"),
    [
        ("후자는 언제 써?", (404, 410), 410),
        ("전자는?", (404, 410), 404),
        ("가운데 건 캐시돼?", (300, 301, 302), 301),
        ("세 번째 거만", (300, 301, 302), 302),
        ("마지막 코드는?", (300, 301, 302), 302),
        ("the latter?", (404, 410), 410),
    ],
)
def test_a_place_in_a_row_points_at_a_code(said: str, codes: tuple[int, ...], meant: int) -> None:
    pointed = ordinal(said, codes)
    assert pointed is not None
    assert pointed[0] == meant


def test_two_words_for_the_same_place_point_at_one_code() -> None:
    assert set(argued_for("후자 말고 마지막 거 쓰는 이유", (404, 410)) or ()) == {404, 410}
    assert ordinal("왜 후자야, 마지막 코드", (404, 410)) == (410, 404)


def test_a_place_points_at_nothing_where_one_code_was_spoken_of() -> None:
    assert ordinal("후자는?", (404,)) is None


def asked(before: str, text: str) -> tuple[str, tuple[int, ...]]:
    understanding = core()._understanding
    question = understanding.understand(text, "dm", understanding.memory_of(before))
    return question.intent, question.codes


@pytest.mark.parametrize(
    ("before", "text", "intent", "codes"),
    [
        ("왜 302 말고 307?", "반대는?", "why", (302, 307)),
        ("왜 302 말고 307?", "거꾸로는 왜 안 써?", "why", (302, 307)),
        ("404랑 410 차이", "후자는 언제 써?", "define", (410,)),
        ("404랑 410 차이", "두 번째 거 재시도해도 돼?", "attribute", (410,)),
        ("301이 뭐야", "쉽게 설명해줘", "define", (301,)),
        ("301이 뭐야", "무슨 말인지 모르겠어", "define", (301,)),
        ("503이 뭐야", "왜?", "define", (503,)),
        ("404랑 410 차이", "왜 두 번째 거 안 쓰고?", "why", (404, 410)),
        ("302 vs 303", "뒤에 나온 게 낫다는 근거가 뭔데요", "why", (303, 302)),
        ("302 vs 307 difference", "then why do newer frameworks prefer the second over the first", "why", (307, 302)),
    ],
)
def test_what_a_few_words_ask_of_what_was_said(before: str, text: str, intent: str, codes: tuple[int, ...]) -> None:
    assert asked(before, text) == (intent, codes)


@pytest.mark.parametrize(
    ("before", "text", "codes"),
    [
        ("403이 뭐야", "이거 말고 404로 숨기는 이유는?", (404, 403)),
        ("409가 뭐야", "이거 대신 400 쓰면 왜 안 돼요?", (409, 400)),
        ("왜 403 말고 404로 숨겨요?", "반대로 403을 고르는 이유도 있을 거 아냐", (403, 404)),
        ("422가 뭐야", "왜 400이 아니고?", (422, 400)),
        ("404가 뭐야", "이게 410보다 못한 이유", (410, 404)),
        ("404가 뭐야", "이거 왜 안 쓰고 410 써?", (410, 404)),
        ("404가 뭐야", "why shouldn't I use this instead of 410", (410, 404)),
        ("404랑 410 차이", "후자보다 전자가 나은 이유", (404, 410)),
        ("302랑 307 차이", "왜 앞에 거 말고 뒤에 거?", (307, 302)),
        ("404랑 410 차이", "후자를 쓰면 안 되는 이유", (404, 410)),
    ],
)
def test_which_of_the_two_is_argued_for_where_one_was_spoken_of(before: str, text: str, codes: tuple[int, ...]) -> None:
    reply = core().reply(Query(text, "dm", Actor("a"), Place("p"), context=before))
    assert reply is not None
    assert (reply.question.intent, reply.question.codes) == ("why", codes)


def test_a_case_told_without_a_code_is_remembered_by_its_answer() -> None:
    assert core()._understanding.memory_of("로그인 안 한 사람이 주문 내역을 달라고 하면 몇 번?").codes == (401,)


def test_thanks_ask_nothing() -> None:
    assert asked("301이 뭐야", "고마워")[0] == "none"
