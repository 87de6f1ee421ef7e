"""The code for a case: the best one, the deciding point, and when another one is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import parts, token
from bot.answer.unknown import name_of, summary_of
from bot.card import Action, Block, Card, Labelled, Plain, Step, Steps, Strong, joined, plain
from bot.card import Code as CodeSpan
from bot.korean import with_particle
from bot.model import Question
from bot.registry import prose
from bot.registry.catalog import Catalog

if TYPE_CHECKING:
    from bot.registry.model import Situation


def choose(question: Question, catalog: Catalog) -> Card:
    """The card for the situation that understanding found; `question.codes` begins with its code."""
    situation = catalog.situation(question.case or "")
    if situation is None:
        return _by_code(question.codes, catalog)
    blocks: list[Block] = [Labelled("왜", prose.line(situation.why))]
    if situation.alternatives:
        blocks.append(_alternatives(situation, catalog))
    if situation.headers:
        blocks.append(Labelled("함께 보낼 헤더", joined(((CodeSpan(name),) for name in situation.headers), ", ")))
    blocks.append(parts.sources([situation.source], catalog))
    name = name_of(situation.code, catalog)
    lead = f"“{prose.words(situation.title)}”라면 {with_particle(situation.code, '이')} 맞습니다."
    actions = tuple(Action(f"{code} 보기", token.define(code)) for code in question.codes)
    return Card(f"{situation.code} {name}".strip(), plain(lead), tuple(blocks), actions, "", parts.tone(situation.code))


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
