"""The code for a case: the best one, the deciding point, when another one is right, and a response that says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answer import parts, token, wording
from bot.answer.unknown import name_of, not_understood, summary_of
from bot.asked import Question
from bot.card import Action, Block, Card, Labelled, Plain, Step, Steps, Strong, Verbatim, joined, plain
from bot.card import Code as CodeSpan
from bot.korean import with_particle
from bot.registry import prose
from bot.registry.catalog import Catalog

if TYPE_CHECKING:
    from bot.registry.model import Situation


def choose(question: Question, catalog: Catalog) -> tuple[Card, Question]:
    """The card for the situation that understanding found, and the question with the codes that the card offers, best first."""
    situation = catalog.situation(question.case or "")
    if situation:
        codes = tuple(dict.fromkeys((situation.code, *(other.code for other in situation.alternatives))))
        return _told(situation, codes, catalog), replace(question, codes=question.codes or codes)
    if not question.codes:  # a button for a case that the registry has dropped
        return not_understood((), catalog), replace(question, intent="none")
    return _by_code(question.codes, catalog), question


def _told(situation: Situation, codes: tuple[int, ...], catalog: Catalog) -> Card:
    name = name_of(situation.code, catalog)
    lead = f"“{prose.words(situation.title)}”라면 {with_particle(situation.code, '이')} 맞습니다."
    actions = [Action(f"{code} 보기", token.define(code)) for code in codes[:3]]
    actions += [Action(f"{with_particle(code, '과')} 비교", token.compare(codes[0], code)) for code in codes[1:2]]
    title = f"{situation.code} {name}".strip()
    return Card(title, plain(lead), tuple(_blocks(situation, catalog)), tuple(actions), "", parts.tone(situation.code))


def _blocks(situation: Situation, catalog: Catalog) -> Iterator[Block]:
    yield Labelled("왜", prose.line(situation.why))
    if situation.house_style:
        yield Labelled(wording.HOUSE_STYLE, prose.line(situation.house_style))
    if situation.alternatives:
        yield _alternatives(situation, catalog)
    if situation.headers:
        yield Labelled("함께 보낼 헤더", joined(((CodeSpan(name),) for name in situation.headers), ", "))
    if situation.example:
        yield Verbatim(wording.ANSWER_EXAMPLE, situation.example)
    problem = ("RFC 9457 §3",) if situation.example and "problem+json" in situation.example else ()
    yield parts.sources([situation.source, *problem], catalog)


def _by_code(codes: tuple[int, ...], catalog: Catalog) -> Card:
    """No situation of the registry is near: the likeliest code, said to be no more than that, and what else may be meant."""
    best = codes[0]
    name = name_of(best, catalog)
    lead = f"말씀하신 경우에는 {with_particle(best, '이')} 가장 가까워 보입니다."
    steps = tuple(Step((Strong(str(code)), Plain(f" {summary_of(code, catalog)}"))) for code in codes[:3])
    actions = tuple(Action(f"{code} 보기", token.define(code)) for code in codes[:3])
    return Card(f"{best} {name}".strip(), plain(lead), (Steps("견줘 볼 코드", steps),), actions, "", parts.tone(best))


def _alternatives(situation: Situation, catalog: Catalog) -> Steps:
    steps = []
    for other in situation.alternatives:
        name = Plain(f" {name_of(other.code, catalog)} — ")
        steps.append(Step((Strong(str(other.code)), name, *prose.line(other.when))))
    return Steps("다른 코드가 맞을 때", tuple(steps))
