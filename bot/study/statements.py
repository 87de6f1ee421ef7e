"""Sentences that are so, each complete in itself and without the full stop.

They stand beside a common belief, so they are made to sound like one: all in the same plain form, and most of them in people's
words (when a code is sent, what tells it from another) rather than a template's. Judgement is left out of what typed facts say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.korean import with_particle
from bot.registry.catalog import Catalog
from bot.registry.source import JUDGEMENT
from bot.study.item import Item

if TYPE_CHECKING:
    from bot.registry.model import Code, Vendor, VendorCode

_CLASSES = {1: "중간 응답", 2: "성공", 3: "리다이렉트", 4: "클라이언트 오류", 5: "서버 오류"}
# RFC 9111 §3: what allows it need not be a lifetime (`public` does too), and what needs no leave was asked for with GET.
_CACHE = {
    "heuristic": "GET으로 받은 {n_is} 허락하는 헤더가 없어도 캐시가 저장해도 된다",
    "explicit": "{n_is} 허락하는 헤더가 있어야 캐시가 저장할 수 있다",
    "never": "{n_is} 캐시가 저장하면 안 된다",
}
# What is not so of the same code, whatever the method.
_NOT_CACHE = {
    "heuristic": "GET으로 받은 {n}도 허락하는 헤더가 있어야 캐시가 저장할 수 있다",
    "explicit": _CACHE["heuristic"],
    "never": _CACHE["explicit"],
}
_CONTENT = {"forbidden": "{n} 응답에는 본문이 없다", "must_not_generate": "{n} 응답에는 본문을 만들어 실으면 안 된다"}
_REDIRECT = {
    "keeps_method": "{n_for} 자동으로 따라갈 때는 메서드를 바꾸면 안 된다",
    "may_change_post_to_get": "{n_for} 받은 클라이언트는 POST를 GET으로 바꿔 따라가도 된다",
    "becomes_get": "{n_for} 받으면 `Location`의 주소를 GET(또는 HEAD)으로 조회한다",
}
_NEEDS = {
    "range": "{n_is} `Range`를 단 요청에만 나올 수 있다",
    "conditional": "{n_is} 조건을 단 요청에만 나올 수 있다",
    "upgrade": "{n_is} `Upgrade`를 단 요청에만 나올 수 있다",
    "expect": "{n_is} `Expect`를 단 요청에만 나올 수 있다",
}
_SEEN = {
    "log": "{n_is} 클라이언트에게 가지 않고 로그에만 남는다",
    "internal": "{n_is} 안에서만 쓰는 번호라 클라이언트는 다른 번호를 받는다",
    "program": "{n_is} 응답에 실려 오지 않고, 받는 쪽 프로그램이 스스로 적는다",
}
_BETWEEN = {
    frozenset({"gateway"}): "게이트웨이가",
    frozenset({"proxy"}): "프록시가",
    frozenset({"gateway", "proxy"}): "게이트웨이나 프록시가",
}
_ENOUGH = 3
_LEVELS = {"MUST": "꼭 있어야 한다", "MUST NOT": "있으면 안 된다"}
_LEAST_SAID = 14  # a shorter clause needs what stands around it
_SAYS_A_KIND = ("것", "코드")
_LEANS = ("거꾸로", "같은 일", "이쪽")  # words that lean on a sentence before


def statements(item: Item, catalog: Catalog) -> tuple[str, ...]:
    """Every true sentence about an item's codes."""
    return (*said(item, catalog), *typed(item, catalog))


def said(item: Item, catalog: Catalog) -> tuple[str, ...]:
    """When the codes are sent, and what others are instead, as the registry puts it."""
    return tuple(dict.fromkeys(text for number in item.codes for text in _said_of(number, catalog)))


def typed(item: Item, catalog: Catalog) -> tuple[str, ...]:
    """What typed facts say. What the first digit says already is only there where little else is."""
    told = tuple(dict.fromkeys(text for number in item.codes for text in _typed_of(number, catalog)))
    if len(told) + len(said(item, catalog)) >= _ENOUGH:
        return told
    return (*told, *(_of_its_class(number) for number in item.codes if number in catalog.numbers))


def _said_of(number: int, catalog: Catalog) -> Iterator[str]:
    code = catalog.code(number)
    for clause in code.send_when if code and code.lifecycle == "current" else ():
        when = clause.partition(". ")[0]
        if when.endswith("때") and len(when) >= _LEAST_SAID:
            yield f"{when} {with_particle(number, '을')} 쓴다"
    for other, kind in told_apart(number, catalog):
        yield is_called(kind, other)


def told_apart(number: int, catalog: Catalog) -> Iterator[tuple[int, str]]:
    """The codes that a card tells from its own, each with what it is ("주소는 있지만 그 메서드를 지원하지 않는 것")."""
    code = catalog.code(number)
    if code is None:
        others = [(near.number, near.difference) for _, used in catalog.vendor(number)[:1] for near in used.related]
    else:
        others = [(near.number, near.difference) for near in code.related]
    for other, difference in others:
        if difference.endswith(_SAYS_A_KIND) and ". " not in difference and not any(word in difference for word in _LEANS):
            yield other, difference


def is_called(kind: str, number: int) -> str:
    return f"{with_particle(kind, '은')} {with_particle(number, '이다')}"


def _typed_of(number: int, catalog: Catalog) -> Iterator[str]:
    if code := catalog.code(number):
        yield from _of_facts(code)
        return
    for vendor, used in catalog.vendor(number)[:1]:
        yield from _of_a_product(vendor, used)


def _of_a_product(vendor: Vendor, used: VendorCode) -> Iterator[str]:
    is_about = with_particle(used.number, "은")
    yield f"{is_about} {with_particle(used.vendor or vendor.vendor, '이')} 쓰는 번호다"
    yield f"{is_about} IANA 등록부에 없는 번호다"
    if used.visible in _SEEN:
        yield _SEEN[used.visible].format(n_is=is_about)


def on_caching(code: Code) -> tuple[str, str] | None:
    """What is so of caching a code, and what is not; None where no document says it in a word."""
    kept = code.facts.cacheable
    if kept.source == JUDGEMENT or kept.how:
        return None
    n_is = with_particle(code.number, "은")
    return _CACHE[kept.value].format(n_is=n_is), _NOT_CACHE[kept.value].format(n=code.number, n_is=n_is)


def _of_facts(code: Code) -> Iterator[str]:
    facts, words = (
        code.facts,
        {"n": code.number, "n_is": with_particle(code.number, "은"), "n_for": with_particle(code.number, "을")},
    )
    maker = _BETWEEN.get(frozenset(facts.generated_by.value))
    if maker and facts.generated_by.source != JUDGEMENT:
        yield f"{words['n_is']} {maker} 만든다"
    if facts.permanence.value == "permanent" and facts.permanence.source != JUDGEMENT:
        yield f"{words['n_is']} 잠깐이 아니라 오래갈 상태를 알린다"
    if kept := on_caching(code):
        yield kept[0]
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
