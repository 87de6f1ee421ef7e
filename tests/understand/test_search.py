"""Completing a half-written question: by number, phrase, Korean name and typo, best first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.service import reply_to, search


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("404", "404"),
        ("50", "500"),
        ("not found", "404"),
        ("Not Fou", "404"),
        ("찾을 수 없", "404"),
        ("찾을 수 ㅇ", "404"),
        ("찿을수없음", "404"),
        ("낫 파운드", "404"),
        ("bad gatewy", "502"),
        ("배드 게이", "502"),
        ("너무 많은 요청", "429"),
        ("client closed", "499"),
        ("503이 뭐야?", "503"),
    ],
)
def test_the_best_comes_first(typed: str, first: str) -> None:
    assert search(typed)[0].question == first


def test_a_beginning_of_a_number_offers_all_that_begin_so_in_order() -> None:
    offered = [hit.question for hit in search("40")]
    assert offered == sorted(offered)
    assert offered[:6] == ["400", "401", "402", "403", "404", "405"]


def test_two_codes_offer_their_comparison_and_both_reasons() -> None:
    offered = search("401 403")
    assert [hit.question for hit in offered] == ["401이랑 403 차이", "왜 401 말고 403?", "왜 403 말고 401?", "401", "403"]
    assert [reply_to(hit.question).question.intent for hit in offered[:3]] == ["compare", "why", "why"]


def test_labels_tell_number_phrase_and_korean_name() -> None:
    assert search("404")[0].label == "404 Not Found — 찾을 수 없음"


def test_nothing_typed_offers_what_is_asked_most() -> None:
    assert [hit.question for hit in search("")][:3] == ["404", "500", "502"]


@pytest.mark.parametrize("text", ["점심 뭐 먹지", "ㅋ" * 3000 + "가", "999999", "\x00", "🙂"])
def test_what_is_no_beginning_of_a_name_offers_nothing(text: str) -> None:
    assert search(text) == []


def test_whatever_is_offered_is_understood() -> None:
    for beginning in ("", *map(str, range(1, 10))):
        for hit in search(beginning, 1000):
            assert reply_to(hit.question).question.codes == (int(hit.question),)


@given(st.text(max_size=120), st.integers(1, 25))
def test_any_text_finds_something_or_nothing(text: str, limit: int) -> None:
    found = search(text, limit)
    assert len(found) <= limit
    assert len({hit.question for hit in found}) == len(found)
