"""Sentences that are so: what typed facts say of a code, each complete in itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.korean import with_particle
from bot.registry.catalog import Catalog
from bot.registry.source import JUDGEMENT
from bot.study.item import Item
from bot.study.question import first_sentence

if TYPE_CHECKING:
    from bot.registry.model import Code

_CLASSES = {1: "중간 응답", 2: "성공", 3: "리다이렉트", 4: "클라이언트 오류", 5: "서버 오류"}
_CACHE = {
    "heuristic": "{n} 응답은 유효 기간이 적혀 있지 않아도 따로 막지 않으면 캐시가 저장해도 된다",
    "explicit": "{n} 응답은 유효 기간을 적었을 때만 캐시가 저장해도 된다",
    "never": "{n} 응답은 캐시가 저장하면 안 된다",
}
_CONTENT = {"forbidden": "{n} 응답에는 본문이 없다", "must_not_generate": "{n} 응답에는 본문을 만들어 실으면 안 된다"}
_REDIRECT = {
    "keeps_method": "{n_for} 자동으로 따라갈 때는 메서드를 바꾸면 안 된다",
    "may_change_post_to_get": "{n_for} 받은 클라이언트는 POST를 GET으로 바꿔 따라가도 된다",
    "becomes_get": "{n_for} 받으면 `Location`의 주소를 GET(또는 HEAD)으로 조회한다",
}
_NEEDS = {
    "range": "{n_is} `Range`를 단 요청에만 나올 수 있다",
    "conditional": "{n_is} 조건 헤더(`If-…`)를 단 요청에만 나올 수 있다",
    "upgrade": "{n_is} `Upgrade`를 단 요청에만 나올 수 있다",
    "expect": "{n_is} `Expect`를 단 요청에만 나올 수 있다",
}
_GATEWAY = frozenset({"gateway", "proxy"})
_ENOUGH = 3
_LEVELS = {"MUST": "꼭 있어야 한다(MUST)", "MUST NOT": "있으면 안 된다(MUST NOT)"}


def statements(item: Item, catalog: Catalog) -> tuple[str, ...]:
    """True sentences about an item's codes, without the full stop; judgement is left out. What the first digit says already is only
    there where little else is."""
    told = tuple(dict.fromkeys(text for number in item.codes for text in _of(number, catalog)))
    if len(told) >= _ENOUGH:
        return told
    return (*told, *(_of_its_class(number) for number in item.codes if number in catalog.numbers))


def _of(number: int, catalog: Catalog) -> Iterator[str]:
    if code := catalog.code(number):
        yield from _of_facts(code)
        return
    for _, used in catalog.vendor(number)[:1]:
        yield from (f"{number}: {first_sentence(text)}" for text in (used.meaning, used.who, used.proof) if text)


def _of_facts(code: Code) -> Iterator[str]:
    facts, words = (
        code.facts,
        {"n": code.number, "n_is": with_particle(code.number, "은"), "n_for": with_particle(code.number, "을")},
    )
    if set(facts.generated_by.value) <= _GATEWAY and facts.generated_by.source != JUDGEMENT:
        yield f"{words['n_is']} 게이트웨이나 프록시가 만든다"
    if facts.permanence.value == "permanent" and facts.permanence.source != JUDGEMENT:
        yield f"{words['n_is']} 오래갈(영구) 상태를 알린다"
    if facts.cacheable.source != JUDGEMENT and not facts.cacheable.how:
        yield _CACHE[facts.cacheable.value].format(**words)
    if facts.content.value in _CONTENT:
        yield _CONTENT[facts.content.value].format(**words)
    if facts.redirect and facts.redirect.value in _REDIRECT:
        yield _REDIRECT[facts.redirect.value].format(**words)
    if facts.needs and facts.needs.source != JUDGEMENT:
        yield _NEEDS[facts.needs.value].format(**words)
    for rule in facts.fields:
        if rule.level in _LEVELS and not rule.conditional and rule.side == "response":
            yield f"{code.number} 응답에는 `{rule.name}` 헤더가 {_LEVELS[rule.level]}"


def _of_its_class(number: int) -> str:
    return f"{with_particle(number, '은')} {_CLASSES[number // 100]}({number // 100}xx) 클래스에 든다"
