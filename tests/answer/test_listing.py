"""Which codes have a property: all that the facts hold."""

from __future__ import annotations

import pytest

from bot.answer import token
from bot.registry.catalog import Catalog
from bot.service import reply_to


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Retry-After 쓰는 코드들", {503, 429, 413, 301, 302, 303, 307, 308}),
        ("Allow 헤더가 꼭 있어야 하는 코드", {405}),
        ("메서드 유지되는 리다이렉트는 뭐야", {307, 308}),
        ("POST가 GET으로 바뀌는 리다이렉트 코드들", {301, 302, 303}),
        ("RFC 6585에서 추가된 코드가 뭐뭐야", {428, 429, 431, 511}),
        ("영구 리다이렉트 코드는 뭐뭐 있어", {301, 308}),
        ("조건부 요청하고 엮이는 코드 전부 나열해줘", {304, 412}),
        ("webdav에서 온 코드들 나열해봐", {207, 208, 422, 423, 424, 507, 508}),
    ],
)
def test_lists(text: str, codes: set[int]) -> None:
    question = reply_to(text).question
    assert question.intent == "attribute"
    assert set(question.codes) <= codes | {300, 104, 201, 102, 418, 506}
    assert len(set(question.codes) & codes) >= min(2, len(codes))


def test_the_heuristically_cacheable_are_those_of_the_rfc_and_the_others_are_told_beside(catalog: Catalog) -> None:
    reply = reply_to("기본으로 캐시되는 코드 목록")
    stored = [code for n in catalog.numbers if (code := catalog.code(n)) and code.facts.cacheable.value == "heuristic"]
    assert set(reply.question.codes) == {code.number for code in stored if code.spec.startswith("RFC 9110 ")}
    assert "이 밖에 451도 해당합니다" in reply.card.to_text()


@pytest.mark.parametrize(
    ("text", "codes", "beside"),
    [
        ("Retry-After 쓰는 코드들", {413, 429, 503}, "리다이렉트 300, 301, 302, 303, 307, 308도"),
        ("본문 없는 코드들", {204, 205, 304}, "중간 응답 100, 101, 102, 103도"),
    ],
)
def test_codes_that_have_a_property_by_a_rule_for_many_are_told_beside(text: str, codes: set[int], beside: str) -> None:
    reply = reply_to(text)
    assert set(reply.question.codes) == codes
    assert beside in reply.card.to_text()


@pytest.mark.parametrize(
    ("text", "code", "other"),
    [
        ("재시도하면 안 되는 코드", 404, 503),
        ("which redirects don't keep the method", 303, 307),
        ("캐시되지 않는 코드들", 429, 404),
    ],
)
def test_a_list_of_what_is_not_so_is_not_the_list_of_what_is(text: str, code: int, other: int) -> None:
    codes = reply_to(text).question.codes
    assert code in codes
    assert other not in codes


def test_a_challenge_is_of_servers_and_of_proxies() -> None:
    question = reply_to("인증 방식을 알려 주는 헤더가 꼭 있어야 하는 코드들").question
    assert set(question.codes) == {401, 407}
    assert token.question(token.subject_of(question) or "").about == question.about


def test_a_number_that_a_draft_borrows_is_in_no_list_but_that_of_its_document() -> None:
    assert 104 not in reply_to("본문이 없는 코드 목록").question.codes
    assert 104 not in reply_to("Location 헤더를 쓰는 코드들").question.codes


def test_a_code_that_came_from_webdav_is_in_its_list_whoever_defines_it_now() -> None:
    assert 422 in reply_to("WebDAV에서 온 코드들 나열해봐").question.codes


def test_a_list_within_a_class() -> None:
    assert set(reply_to("5xx 중에 재시도해도 되는 코드들").question.codes) <= set(range(500, 600))


def test_a_list_names_the_level_of_a_header() -> None:
    text = reply_to("WWW-Authenticate 필수인 코드").card.to_text()
    assert "401" in text
    assert "MUST" in text
