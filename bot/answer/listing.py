"""Which codes have a property: "Retry-After 쓰는 코드들", "메서드가 유지되는 리다이렉트". All that the facts hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answer import parts, token, wording
from bot.answer.unknown import which_codes
from bot.asked import Question
from bot.card import Action, Card, Plain, Step, Steps, Strong, plain
from bot.registry.catalog import Catalog

if TYPE_CHECKING:
    from bot.registry.model import Code

_RETRIED = ("later_with_backoff", "idempotent_only")
_USELESS = ("never", "after_change")
_WEBDAV = ("RFC 4918 ", "RFC 5842 ", "RFC 2518 ")
_CHANGING = ("may_change_post_to_get", "becomes_get")
_IN_BETWEEN = {"gateway", "proxy"}
_BY_HAND = {507}  # "MUST NOT be repeated until it is requested by a separate user action" (RFC 4918 §11.5)
_SHOWN = 14
_FINAL, _ERRORS = 200, 400  # the first final response, the first error
_SEMANTICS = "RFC 9110 "


def listing(question: Question, catalog: Catalog) -> tuple[Card, Question]:
    """The card of every code that has the property asked about, and the question with those codes; asks back where none has."""
    told, holds = _property(question)
    held = [code for code in _candidates(question, catalog) if holds(code)]
    codes = [code for code in held if not _by_another_rule(code, question)] or held
    if not codes:
        return which_codes(), replace(question, intent="none", codes=(), confidence=0.5)
    besides = [code for code in held if code not in codes]
    shown = sorted(codes, key=lambda code: (wording.IMPORTANCE.index(code.importance), code.number))
    steps = tuple(
        Step((Strong(str(code.number)), Plain(f" {code.phrase}{_level(code, question.about)}"))) for code in shown[:_SHOWN]
    )
    rest = [str(code.number) for code in shown[_SHOWN:]]
    tail = plain("그 밖에: " + ", ".join(rest)) if rest else ()
    lead = plain(_lead(told, shown, besides))
    blocks = [Steps("코드", steps)]
    if tail:
        blocks.append(Steps("", (Step(tail),)))
    actions = tuple(Action(f"{code.number} 보기", token.define(code.number)) for code in shown[:4])
    sources = parts.sources([code.spec for code in [*shown[:6], *besides[:1]]], catalog)
    card = Card(f"{told} 코드", lead, (*blocks, sources), actions)
    return card, replace(question, codes=tuple(code.number for code in shown))


def _lead(told: str, shown: Sequence[Code], besides: Sequence[Code]) -> str:
    """How many codes have the property, and which have it by another rule."""
    how_many = f"{len(shown)}개입니다." if len(shown) > 1 else f"{shown[0].number} 하나입니다."
    if not besides:
        return f"{told} 코드는 모두 {how_many}" if len(shown) > 1 else f"{told} 코드는 {how_many}"
    kind = {1: "중간 응답 ", 3: "리다이렉트 "}.get(besides[0].number // 100, "")
    others = ", ".join(str(code.number) for code in besides[:-1])
    last = f"{besides[-1].number}도 해당합니다."
    return f"{told} 코드는 {how_many} 이 밖에 {kind}{others + ', ' if others else ''}{last}"


def _by_another_rule(code: Code, question: Question) -> bool:
    """Whether a code has the property by a rule of another place than the others: any redirect may have a Retry-After
    (RFC 9110 §10.2.3), no interim response has content, and 451 is stored by a specification of its own."""
    match question.attribute:
        case "header":
            return question.about == "Retry-After" and code.number < _ERRORS
        case "body":
            return code.number < _FINAL
        case "cache":
            return question.about != "never" and not code.spec.startswith(_SEMANTICS)
        case _:
            return False


def _candidates(question: Question, catalog: Catalog) -> Iterator[Code]:
    """A number that a draft borrows for a while is none to reckon with, unless it is asked for by what it belongs to."""
    for number in catalog.numbers:
        code = catalog.code(number)
        if code is None or (code.lifecycle == "temporary" and question.attribute != "standard"):
            continue
        if question.status_class is None or number // 100 == int(question.status_class[0]):
            yield code


def _came_from(code: Code, documents: tuple[str, ...]) -> bool:
    """Whether a code is defined in one of some documents, or was when it had another name."""
    return code.spec.startswith(documents) or any(former.source.startswith(documents) for former in code.former)


def _level(code: Code, field: str | None) -> str:
    rule = next((rule for rule in code.facts.fields if field and rule.name.lower() in field.lower().split(", ")), None)
    return f": {rule.when}({rule.level})" if rule else ""


def _property(question: Question) -> tuple[str, Callable[[Code], bool]]:
    """How the property reads in Korean, and which codes have it."""
    asked, about = question.attribute or "", question.about or ""
    if asked == "header" and about:
        names = {name.lower() for name in about.split(", ")}
        return f"{about} 헤더를 쓰는", lambda code: any(rule.name.lower() in names for rule in code.facts.fields)
    if asked == "standard" and about.startswith("RFC"):
        return f"{about}에서 정한", lambda code: code.spec.startswith(f"{about} ")
    return _KINDS.get((asked, about)) or _KINDS.get((asked, "")) or ("", lambda _: False)


def _by_itself(code: Code) -> bool:
    return code.facts.cacheable.value == "heuristic"


def _redirect(code: Code) -> str | None:
    return code.facts.redirect.value if code.facts.redirect else None


def _moves(code: Code, how_long: str) -> bool:
    return _redirect(code) not in (None, "not_followed") and code.facts.permanence.value == how_long


# A property and its side -> how it reads before "코드", and who has it.
_KINDS: dict[tuple[str, str], tuple[str, Callable[[Code], bool]]] = {
    ("retry", ""): ("다시 보내 볼 만한", lambda code: code.facts.retry.value in _RETRIED and code.number not in _BY_HAND),
    ("retry", "never"): ("그대로 다시 보내도 소용없는", lambda code: code.facts.retry.value in _USELESS),
    ("cache", ""): ("GET과 HEAD의 답을 따로 막지 않으면 캐시가 저장해도 되는", _by_itself),
    ("cache", "errors"): ("따로 막지 않으면 캐시가 저장해도 되는 오류", lambda code: code.number >= 400 and _by_itself(code)),
    ("cache", "never"): ("저장하면 안 되는", lambda code: code.facts.cacheable.value == "never"),
    ("body", ""): ("본문이 없는", lambda code: code.facts.content.value != "allowed"),
    ("method", ""): ("POST가 GET으로 바뀌거나 바뀔 수 있는", lambda code: _redirect(code) in _CHANGING),
    ("method", "keeps"): ("메서드와 본문이 유지되는", lambda code: _redirect(code) == "keeps_method"),
    ("standard", "WebDAV"): ("WebDAV에서 온", lambda code: _came_from(code, _WEBDAV)),
    ("standard", "retired"): ("이제 쓰지 않는", lambda code: code.lifecycle in ("deprecated", "obsolete", "unused")),
    ("permanence", "permanent"): ("영구 이동인", lambda code: _moves(code, "permanent")),
    ("permanence", "temporary"): ("임시 이동인", lambda code: _moves(code, "temporary")),
    ("needs", "conditional"): (
        "조건부 요청에 쓰는",
        lambda code: code.facts.needs is not None and code.facts.needs.value == "conditional",
    ),
    ("generated", "gateway"): ("게이트웨이나 프록시만 만드는", lambda code: set(code.facts.generated_by.value) <= _IN_BETWEEN),
}
