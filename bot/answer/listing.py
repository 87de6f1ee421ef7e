"""Which codes have a property: "Retry-After 쓰는 코드들", "메서드가 유지되는 리다이렉트". All that the facts hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answer import parts, token, wording
from bot.answer.unknown import which_codes
from bot.card import Action, Card, Plain, Step, Steps, Strong, plain
from bot.model import Question
from bot.registry.catalog import Catalog

if TYPE_CHECKING:
    from bot.registry.model import Code

_RETRIED = ("later_with_backoff", "idempotent_only")
_WEBDAV = ("RFC 4918 ", "RFC 5842 ", "RFC 2518 ")
_SHOWN = 14


def listing(question: Question, catalog: Catalog) -> tuple[Card, Question]:
    """The card of every code that has the property asked about, and the question with those codes; asks back where none has."""
    told, holds = _property(question)
    codes = [code for code in _candidates(question, catalog) if holds(code)]
    if not codes:
        return which_codes(), replace(question, intent="none", codes=(), confidence=0.5)
    shown = sorted(codes, key=lambda code: (wording.IMPORTANCE.index(code.importance), code.number))
    steps = tuple(
        Step((Strong(str(code.number)), Plain(f" {code.phrase}{_level(code, question.about)}"))) for code in shown[:_SHOWN]
    )
    rest = [str(code.number) for code in shown[_SHOWN:]]
    tail = plain("그 밖에: " + ", ".join(rest)) if rest else ()
    lead = plain(f"{told} 코드는 모두 {len(shown)}개입니다." if len(shown) > 1 else f"{told} 코드는 {shown[0].number} 하나입니다.")
    blocks = [Steps("코드", steps)]
    if tail:
        blocks.append(Steps("", (Step(tail),)))
    actions = tuple(Action(f"{code.number} 보기", token.define(code.number)) for code in shown[:4])
    sources = parts.sources([code.spec for code in shown[:6]], catalog)
    card = Card(f"{told} 코드", lead, (*blocks, sources), actions)
    return card, replace(question, codes=tuple(code.number for code in shown))


def _candidates(question: Question, catalog: Catalog) -> Iterator[Code]:
    for number in catalog.numbers:
        code = catalog.code(number)
        if code and (question.status_class is None or number // 100 == int(question.status_class[0])):
            yield code


def _level(code: Code, field: str | None) -> str:
    rule = next((rule for rule in code.facts.fields if field and rule.name.lower() == field.lower()), None)
    return f": {rule.when}({rule.level})" if rule else ""


def _property(question: Question) -> tuple[str, Callable[[Code], bool]]:
    about = question.about or ""
    match question.attribute:
        case "retry":
            return "다시 보내 볼 만한", lambda code: code.facts.retry.value in _RETRIED
        case "cache" if about == "never":
            return "저장하면 안 되는", lambda code: code.facts.cacheable.value == "never"
        case "cache":
            return "따로 막지 않으면 캐시가 저장해도 되는", lambda code: code.facts.cacheable.value == "heuristic"
        case "body":
            return "본문이 없는", lambda code: code.facts.content.value != "allowed"
        case "method" if about == "keeps":
            return (
                "메서드와 본문이 유지되는",
                lambda code: bool(code.facts.redirect) and code.facts.redirect.value == "keeps_method",
            )
        case "method":
            return "POST가 GET으로 바뀌거나 바뀔 수 있는", lambda code: bool(code.facts.redirect) and _changes(code)
        case "header" if about:
            return f"{about} 헤더를 쓰는", lambda code: any(rule.name.lower() == about.lower() for rule in code.facts.fields)
        case "standard" if about == "WebDAV":
            return "WebDAV에서 온", lambda code: code.spec.startswith(_WEBDAV)
        case "standard" if about.startswith("RFC"):
            return f"{about}에서 정한", lambda code: code.spec.startswith(f"{about} ")
    return "", lambda _: False


def _changes(code: Code) -> bool:
    return code.facts.redirect is not None and code.facts.redirect.value in ("may_change_post_to_get", "becomes_get")
