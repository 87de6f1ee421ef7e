"""The sections that several cards share: causes, first checks, what the neighbours show, header fields, codes nearby."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bot.answer import parts, wording
from bot.card import Block, Labelled, Plain, Step, Steps, Strong, joined
from bot.card import Code as CodeSpan
from bot.korean import particle
from bot.registry import prose
from bot.registry.catalog import Catalog

if TYPE_CHECKING:
    from bot.registry.facts import FieldRule
    from bot.registry.model import VendorRelated
    from bot.registry.told import Cause, Check, Related, View


def causes(every: Sequence[Cause], catalog: Catalog) -> Iterator[Block]:
    """Why people meet the code, each with what shows that this is the cause; nothing for none."""
    lines = []
    for cause in every:
        evidence = (Plain(" — 증거: "), *prose.line(cause.evidence)) if cause.evidence else ()
        lines.append(Step((*prose.line(cause.text), *evidence, *parts.sourced(cause.source, catalog))))
    if lines:
        yield Steps(wording.CAUSES, tuple(lines))


def checks(some: Sequence[Check], catalog: Catalog) -> Steps:
    """The first things to look at, in order, with the commands to paste."""
    steps = []
    for check in some:
        source = parts.sourced(check.source, catalog) if check.source else ()
        steps.append(Step((*prose.line(check.text), *source), check.command))
    return Steps(wording.CHECKS, tuple(steps), ordered=True)


def chain(views: Sequence[View], catalog: Catalog) -> Iterator[Block]:
    """What the neighbours in the chain show when the code goes by; nothing for none."""
    steps = []
    for view in views:
        shows = (*prose.line(view.shows), *parts.sourced(view.source, catalog))
        steps.append(Step((Strong(prose.words(view.where)), Plain(" — "), *shows)))
    if steps:
        yield Steps(wording.CHAIN, tuple(steps))


def fields(rules: Sequence[FieldRule], catalog: Catalog) -> Iterator[Block]:
    """The header fields that a code requires, expects or forbids, each with its keyword; nothing for none."""
    steps = []
    for rule in rules:
        side = "" if rule.side == "response" else "(요청) "
        level = "기대됨" if rule.level == "expected" else rule.level
        about = (CodeSpan(rule.name), Plain(f" {side}"), Strong(level), Plain(" — "), *prose.line(rule.when))
        steps.append(Step((*about, *parts.sourced(rule.source, catalog))))
    if steps:
        yield Steps(wording.FIELDS, tuple(steps))


def related(every: Sequence[Related] | Sequence[VendorRelated]) -> Iterator[Block]:
    """Codes that people confuse with this one, each with its difference; nothing for none."""
    if every:
        clauses = []
        for near in every:
            topic = Plain(f"{particle(near.number, '은')} ")
            clauses.append((Strong(str(near.number)), topic, *prose.line(near.difference)))
        yield Labelled(wording.RELATED, joined(clauses, " · "))
