"""`registry check`: nothing is wrong with ours, and each kind of fault is seen when it is put in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.registry.check import problems
from bot.registry.model import Code, Content
from bot.registry.record import Document
from bot.registry.told import Cause, Check, Misconception, Names, Related


def test_the_registry_has_no_problem(content: Content) -> None:
    assert [str(problem) for problem in problems(content)] == []


def changed(content: Content, which: int, /, **fields: Any) -> Content:
    codes = tuple(code.model_copy(update=fields) if code.number == which else code for code in content.codes)
    return content.model_copy(update={"codes": codes})


def code(content: Content, number: int) -> Code:
    return next(code for code in content.codes if code.number == number)


def facts(content: Content, number: int, **fields: Any) -> Content:
    return changed(content, number, facts=code(content, number).facts.model_copy(update=fields))


def example(content: Content, number: int, old: str, new: str) -> Content:
    ours = code(content, number).example
    response = ours.response.replace(old, new, 1)
    assert response != ours.response
    return changed(content, number, example=ours.model_copy(update={"response": response}))


BELIEF = Misconception(claim="무엇이든", truth="RFC가 그렇게 적지 않았습니다.", source="no-such-document")

FAULTS: dict[str, tuple[Callable[[Content], Content], str]] = {
    "phrase drifts from IANA": (lambda c: changed(c, 404, phrase="Not Here"), "사유 문구는 'Not Found'"),
    "section drifts from IANA": (lambda c: changed(c, 404, spec="RFC 9110 §15.5.4"), "RFC 9110 §15.5.5"),
    "number not registered": (lambda c: changed(c, 404, number=499), "IANA에 없는 번호"),
    "unknown document": (lambda c: changed(c, 404, misconceptions=(BELIEF,)), "no-such-document"),
    "unused document": (
        lambda c: c.model_copy(
            update={"sources": {**c.sources, "spare": Document(label="x", url="https://nginx.org/", checked="x")}}
        ),
        "아무 카드도 쓰지 않습니다",
    ),
    "class that no search engine is told of": (lambda c: c.model_copy(update={"indexing": c.indexing[:-1]}), "indexing: 3xx"),
    "strange host": (
        lambda c: c.model_copy(
            update={"sources": {**c.sources, "alb": Document(label="x", url="https://blog.test/", checked="x")}}
        ),
        "허용한 곳의 주소가 아닙니다",
    ),
    "dead cross-reference": (lambda c: changed(c, 404, related=(Related(number=599, difference="없는 것"),)), "599"),
    "itself as related": (lambda c: changed(c, 404, related=(Related(number=404, difference="자기"),)), "404는 가리킬 수 없는"),
    "too few causes": (lambda c: changed(c, 503, causes=code(c, 503).causes[:2]), "3개 이상"),
    "nobody named": (lambda c: changed(c, 503, who=None), "누구 쪽인지"),
    "no misconception": (lambda c: changed(c, 503, misconceptions=()), "흔한 오해가 없습니다"),
    "redirect without its method": (lambda c: facts(c, 301, redirect=None), "facts.redirect"),
    "a sentence twice": (lambda c: changed(c, 403, summary=code(c, 401).summary), "같은 문장"),
    "a template sentence": (
        lambda c: changed(changed(c, 401, meaning="401은 이런 뜻입니다."), 403, meaning="403은 이런 뜻입니다."),
        "같은 문장",
    ),
    "a cause twice": (
        lambda c: changed(c, 403, causes=(*code(c, 403).causes, Cause(text=code(c, 401).causes[0].text, source="판단"))),
        "같은 문장",
    ),
    "a name of two codes": (lambda c: changed(c, 403, names=Names(korean=("인증필요",))), "401에도"),
    "a shared name of one code": (lambda c: changed(c, 403, names=Names(shared=("거절",))), "둘 이상의 코드에"),
    "a shared name that one code owns": (
        lambda c: changed(changed(c, 401, names=Names(shared=("접근 금지",))), 403, names=Names(shared=("접근 금지",))),
        "다른 곳에는 없어야",
    ),
    "a registered code without a card": (lambda c: c.model_copy(update={"codes": c.codes[1:]}), "카드가 없습니다"),
    "a number as a name": (lambda c: changed(c, 404, names=Names(korean=("403",))), "번호가 아닌"),
    "marks as a name": (lambda c: changed(c, 404, names=Names(nicknames=("--",))), "두 글자 이상"),
    "an everyday word as a name": (lambda c: changed(c, 404, names=Names(korean=("서버",))), "어느 질문에나"),
    "a number in two files": (lambda c: c.model_copy(update={"codes": (*c.codes, code(c, 404))}), "같은 번호가 두 파일에"),
    "a broken backtick": (lambda c: changed(c, 404, meaning="`Host 헤더를 봅니다."), "백틱이 짝이"),
    "an escape sequence": (lambda c: changed(c, 404, meaning="\x1b[31m빨강"), "제어 문자"),
    "a strange repository": (
        lambda c: c.model_copy(
            update={"sources": {**c.sources, "alb": Document(label="x", url="https://github.com/a/b", checked="x")}}
        ),
        "허용한 곳의 주소가 아닙니다",
    ),
    "an address in prose": (lambda c: changed(c, 403, meaning="https://blog.test/403 을 보세요."), "바깥 주소"),
    "a command that calls a stranger": (
        lambda c: changed(c, 403, checks=(*code(c, 403).checks, Check(text="부릅니다", command="curl https://evil.test/"))),
        "바깥 주소",
    ),
    "example without its MUST field": (lambda c: example(c, 401, "WWW-Authenticate", "X-Authenticate"), "WWW-Authenticate"),
    "example with a forbidden field": (lambda c: example(c, 204, "ETag", "Content-Length: 0\nETag"), "있으면 안 됩니다"),
    "example without Location": (lambda c: example(c, 302, "Location", "X-Location"), "Location이 없습니다"),
    "example with a wrong length": (lambda c: example(c, 503, "Content-Length: ", "Content-Length: 1"), "해석되지 않습니다"),
    "example with too short a length": (lambda c: example(c, 200, "Content-Length: 12", "Content-Length: 11"), "본문이 깁니다"),
    "example of another code": (lambda c: example(c, 404, "404 Not Found", "403 Forbidden"), "404 Not Found가 아닙니다"),
    "example that is no HTTP": (lambda c: example(c, 404, "HTTP/1.1 404", "HTTP 404"), "해석되지 않습니다"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_seen(content: Content, name: str) -> None:
    spoil, told = FAULTS[name]
    assert any(told in str(problem) for problem in problems(spoil(content)))


def table(content: Content) -> list[tuple[str, str]]:
    return [(str(e.first) if e.first == e.last else f"{e.first}-{e.last}", e.name) for e in content.iana.entry]


def as_csv(rows: list[tuple[str, str]]) -> str:
    return "Value,Description,Reference\n" + "".join(f'{value},"{name}",\n' for value, name in rows)


def test_drift_from_a_fresh_iana_table(content: Content) -> None:
    rows = table(content)
    assert problems(content, as_csv(rows)) == []
    renamed = [("404", "Not There") if value == "404" else (value, name) for value, name in rows]
    assert ["iana: 404" in str(p) for p in problems(content, as_csv(renamed))] == [True]
    added = [row for row in rows if row[0] != "432-450"] + [("432", "New Thing"), ("433-450", "Unassigned")]
    assert len(problems(content, as_csv(added))) == 3


def test_remarks_of_the_registry_are_not_part_of_a_name(content: Content) -> None:
    remark = " (TEMPORARY - registered 2024-11-13, expires 2026-11-13)"
    rows = [(value, name + remark if value == "104" else name) for value, name in table(content)]
    assert problems(content, as_csv(rows)) == []


def test_gaps_in_our_copy_are_seen(content: Content) -> None:
    entries = tuple(entry for entry in content.iana.entry if entry.first != 404)
    spoiled = content.model_copy(update={"iana": content.iana.model_copy(update={"entry": entries})})
    assert any("404부터 이어져야" in str(problem) for problem in problems(spoiled))
