"""The card of a mark that a product writes beside a status: "UF", "404.13", "sQ"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answer import parts, token, wording
from bot.asked import Question
from bot.card import Action, Block, Card, Labelled, Plain, plain
from bot.card import Code as CodeSpan
from bot.registry import prose
from bot.registry.catalog import Catalog

if TYPE_CHECKING:
    from bot.registry.model import Signal, Signals


def mark(question: Question, catalog: Catalog) -> tuple[Card, Question]:
    """The card of `question.mark`, of each product that writes it, and the question with the statuses that it comes with."""
    meant = catalog.mark(question.mark or "")
    named = [one for one in meant if question.about and question.about in one[0].product.lower()] or list(meant)
    codes = tuple(dict.fromkeys(code for _, signal in named for code in signal.status))
    signal = named[0][1]
    blocks = [block for one in named for block in _told(*one, alone=len(named) == 1)]
    sources = parts.sources([product.source for product, _ in named], catalog)
    title = f"{signal.token} · " + ", ".join(f"{product.product} {product.kind}" for product, _ in named)
    lead = (
        (CodeSpan(signal.token), Plain(": "), *prose.line(signal.meaning))
        if len(named) == 1
        else plain(wording.VENDORS_DIFFER + ".")
    )
    actions = tuple(Action(f"{code} 보기", token.define(code)) for code in codes[:3])
    card = Card(title, lead, (*blocks, sources), actions, "", parts.tone(codes[0]) if codes else "neutral")
    return card, replace(question, codes=codes)


def _told(product: Signals, signal: Signal, *, alone: bool) -> Iterator[Block]:
    if not alone:
        yield Labelled(product.product, prose.line(signal.meaning))
    if signal.status:
        yield Labelled(wording.COMES_WITH, plain(", ".join(map(str, signal.status))))
    yield Labelled(wording.WHERE_IT_STANDS, prose.line(product.where))
    yield Labelled(wording.LOOK, prose.line(signal.look))
