"""The card of one code: short, and long on demand ("자세히")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answer import parts, sections, token, wording
from bot.answer.vendor import vendor_card
from bot.asked import Question
from bot.card import Action, Block, Card, Labelled, Line, Plain, Step, Steps, Strong, Verbatim, plain
from bot.korean import with_particle
from bot.registry import prose
from bot.registry.catalog import Catalog

if TYPE_CHECKING:
    from bot.registry.model import Code, Framework

_SHORT_CHECKS = 3
_SHORT_SEND_WHEN = 3
_STRONG_LEVELS = ("MUST", "MUST NOT", "SHOULD")


def explain(question: Question, catalog: Catalog) -> tuple[Card, Question]:
    """The card of `question.codes[0]`, and the question as answered (an unassigned number changes its intent)."""
    number = question.codes[0]
    if code := catalog.code(number):
        return _card(code, catalog, long=question.detailed), question
    if uses := catalog.vendor(number):
        return vendor_card(number, uses, catalog, long=question.detailed), replace(question, intent="vendor")
    return _unassigned(number, catalog), replace(question, intent="status_unassigned")


def _card(code: Code, catalog: Catalog, *, long: bool) -> Card:
    return Card(
        parts.code_title(code),
        prose.line(code.summary),
        tuple(_long_blocks(code, catalog) if long else _short_blocks(code, catalog)),
        tuple(_actions(code, catalog, long=long)),
        wording.class_title(code.number),
        parts.tone(code.number),
    )


def _short_blocks(code: Code, catalog: Catalog) -> Iterator[Block]:
    if code.who:
        yield Labelled(wording.WHO, prose.line(code.who))
    yield _retry(code)
    if code.number < 400:
        yield parts.listed(wording.SEND_WHEN, code.send_when[:_SHORT_SEND_WHEN])
    yield from sections.fields([rule for rule in code.facts.fields if rule.level in _STRONG_LEVELS], catalog)
    if code.number >= 300:
        yield sections.checks(code.checks[: _SHORT_CHECKS if code.number >= 400 else 1], catalog)
    for belief in code.misconceptions[:1]:
        yield parts.misconception(belief, catalog)
    yield from sections.related(code.related)
    yield parts.sources([code.spec, code.facts.retry.source], catalog, *parts.mdn(code))


def _long_blocks(code: Code, catalog: Catalog) -> Iterator[Block]:
    yield Labelled(wording.MEANING, prose.line(code.meaning))
    if code.who:
        yield Labelled(wording.WHO, prose.line(code.who))
    yield _retry(code)
    yield parts.listed(wording.SEND_WHEN, code.send_when)
    yield parts.listed(wording.CLIENT_SHOULD, code.client_should)
    yield from sections.causes(code.causes, catalog)
    yield sections.checks(code.checks, catalog)
    yield from sections.chain(code.chain, catalog)
    yield from sections.fields(code.facts.fields, catalog)
    yield Labelled(wording.FACTS, _facts(code))
    if code.facts.cacheable.how:
        yield Labelled(wording.CACHE, prose.line(code.facts.cacheable.how))
    yield Verbatim(wording.EXAMPLE, f"{code.example.request}\n\n{code.example.response}")
    yield from (parts.misconception(belief, catalog) for belief in code.misconceptions)
    yield from (parts.measured(measurement) for measurement in code.measured)
    yield from _used_otherwise(code, catalog)
    yield from sections.related(code.related)
    if _programs_send(code):
        yield _frameworks(code, catalog)
    if code.former:
        phrases = ", ".join(f"{former.phrase}({former.source})" for former in code.former)
        yield Labelled(wording.FORMER, plain(phrases))
    yield Labelled(wording.REVIEWED, plain(code.reviewed.isoformat()))
    yield parts.sources([code.spec, *_fact_sources(code)], catalog, *parts.mdn(code))


def _retry(code: Code) -> Labelled:
    label = wording.RETRY if code.number >= 400 else wording.RECEIVER
    return Labelled(label, prose.line(code.facts.retry.how))


def _facts(code: Code) -> Line:
    facts = code.facts
    pairs = [
        (wording.ABOUT_APPLIED, wording.APPLIED[facts.applied.value]),
        (wording.ABOUT_PERMANENCE, wording.PERMANENCE[facts.permanence.value]),
        *(() if facts.cacheable.how else ((wording.ABOUT_CACHE, wording.CACHEABLE[facts.cacheable.value]),)),
        (wording.ABOUT_CONTENT, wording.CONTENT[facts.content.value]),
    ]
    if facts.redirect and facts.redirect.value != "not_followed":
        pairs.append((wording.ABOUT_REDIRECT, wording.REDIRECT[facts.redirect.value]))
    shown = [pair for pair in pairs if pair[1] != wording.PERMANENCE["not_applicable"]]
    return parts.label_value(shown)


def _fact_sources(code: Code) -> Iterator[str]:
    facts = code.facts
    stated = (facts.fault, facts.applied, facts.retry, facts.permanence, facts.cacheable, facts.content, facts.redirect)
    yield from (fact.source for fact in stated if fact)
    yield from (cause.source for cause in code.causes)


def _used_otherwise(code: Code, catalog: Catalog) -> Iterator[Block]:
    steps = []
    for usage in catalog.usages(code.number):
        source = parts.sourced(usage.source, catalog)
        steps.append(
            Step((Strong(usage.vendor), Plain(" — "), *prose.line(usage.meaning), Plain(" "), *prose.line(usage.proof), *source))
        )
    if steps:
        yield Steps(wording.USED_OTHERWISE, tuple(steps))


def _programs_send(code: Code) -> bool:
    """Interim responses are sent by servers and not returned by handlers; a code that no framework names is not sent at all."""
    named = (code.constants.spring, code.constants.fastapi, code.constants.go, code.constants.django)
    return code.number >= 200 and any(named)


def _frameworks(code: Code, catalog: Catalog) -> Block:
    required = [
        rule.name for rule in code.facts.fields if rule.level == "MUST" and rule.side == "response" and not rule.conditional
    ]
    lines = [f"# {name} 헤더를 꼭 함께 보냅니다(MUST)" for name in required]
    for key, framework in catalog.frameworks.items():
        constant = getattr(code.constants, key, None)
        template = _template(framework, code)
        if constant is None and "{constant}" in template:
            continue
        lines.append(f"{framework.name:<8}{template.format(constant=constant, number=code.number)}")
    return Verbatim(wording.FRAMEWORKS, "\n".join(lines))


def _template(framework: Framework, code: Code) -> str:
    if code.facts.redirect and code.facts.redirect.value != "not_followed":
        return framework.redirect
    return framework.template if code.facts.content.value == "allowed" else framework.empty


def _actions(code: Code, catalog: Catalog, *, long: bool) -> Iterator[Action]:
    for near in code.related[:2]:
        if catalog.iana(near.number):
            yield Action(f"{with_particle(near.number, '과')} 비교", token.compare(code.number, near.number))
    yield Action("간단히", token.define(code.number)) if long else Action("자세히", token.more(code.number))


def _unassigned(number: int, catalog: Catalog) -> Card:
    told = catalog.unassigned(number)
    if not 100 <= number <= 599:
        lead = f"{with_particle(number, '은')} 올바른 HTTP 상태 코드가 아닙니다. 상태 코드는 100부터 599까지입니다."
        rule = "이런 값을 받은 클라이언트는 5xx(서버 오류)처럼 다루는 것이 좋습니다(SHOULD)."
    else:
        base = number // 100 * 100
        lead = f"{with_particle(number, '은')} IANA에 등록되지 않은 번호입니다. 표준 상태 코드가 아닙니다."
        rule = (
            f"뜻을 모르는 클라이언트는 {with_particle(base, '으로')} 여기고 처리해야 합니다(MUST). "
            "제품이나 회사가 따로 정해 쓰는 번호일 수 있으니 누가 보냈는지 먼저 확인합니다."
        )
    blocks: list[Block] = [Labelled(wording.RECEIVER, prose.line(told.note) if told else plain(rule))]
    if told and told.misuse:
        blocks.append(Labelled(wording.WHO_MISUSES, prose.line(told.misuse)))
    blocks.append(parts.sources([told.source if told else "RFC 9110 §15"], catalog))
    if not 100 <= number <= 599:
        return Card(f"{number:03d}", plain(lead), tuple(blocks), (), "", parts.tone(number))
    base = number // 100
    actions = (Action(f"{base}00 보기", token.define(base * 100)), Action(f"{base}xx 보기", token.status_class(base)))
    return Card(f"{number:03d}", plain(lead), tuple(blocks), actions, wording.class_title(number), parts.tone(number))
