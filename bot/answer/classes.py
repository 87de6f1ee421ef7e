"""A whole class: what its first digit says, what to know of it first, and its codes in the order people meet them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import parts, token, wording
from bot.answer.unknown import name_of, summary_of
from bot.asked import Question
from bot.card import Action, Block, Card, Labelled, Plain, Step, Steps, Strong, joined, plain
from bot.korean import with_particle
from bot.registry import prose
from bot.registry.catalog import Catalog

if TYPE_CHECKING:
    from bot.registry.model import Group

_SHORT_GROUPS = 2
_BUTTONS = 4


def classes(question: Question, catalog: Catalog) -> Card:
    """The card of a class; long, with a line for each of its codes, where the question asks for more."""
    digit = int((question.status_class or "5xx")[0])
    told = catalog.status_class(digit)
    near = told.group if question.detailed else told.group[:_SHORT_GROUPS]
    blocks: list[Block] = [parts.listed(wording.KNOW_FIRST, told.first)]
    blocks += [_each(group, catalog, long=question.detailed) for group in near]
    if len(near) < len(told.group):
        blocks.append(_rest(told.group[len(near) :], catalog))
    blocks.append(Labelled(wording.RECEIVER, plain(_unknown_member(digit))))
    blocks += [parts.misconception(belief, catalog) for belief in told.misconceptions]
    blocks.append(parts.sources(told.sources, catalog))
    first = [number for group in told.group for number in group.codes][:_BUTTONS]
    actions = [Action(f"{number} 보기", token.define(number)) for number in first]
    if len(near) < len(told.group):
        actions.append(Action("모두 보기", token.status_class(digit, detailed=True)))
    title = wording.class_title(digit * 100)
    return Card(title, prose.line(told.lead), tuple(blocks), tuple(actions), "", parts.tone(digit * 100))


def _each(group: Group, catalog: Catalog, *, long: bool) -> Steps:
    told = summary_of if long else name_of
    return Steps(group.title, tuple(Step((Strong(str(number)), Plain(f" {told(number, catalog)}"))) for number in group.codes))


def _rest(groups: tuple[Group, ...], catalog: Catalog) -> Labelled:
    """The codes met less often, by number and phrase, so that each can be asked for."""
    named = ((Strong(str(number)), Plain(f" {_phrase(number, catalog)}")) for group in groups for number in group.codes)
    return Labelled("그 밖에", joined(named, " · "))


def _phrase(number: int, catalog: Catalog) -> str:
    code = catalog.code(number)
    return code.phrase if code else ""


def _unknown_member(digit: int) -> str:
    """RFC 9110 §15: an unrecognized code is treated as the x00 of its class."""
    return f"모르는 {with_particle(f'{digit}xx', '은')} {with_particle(digit * 100, '으로')} 여기고 처리해야 합니다(MUST)."
