"""The card of a mark that a product writes beside a status: "UF", "404.13", "sQ"."""

from __future__ import annotations

from dataclasses import replace

from bot.answer import parts, token, wording
from bot.card import Action, Card, Labelled, Plain, plain
from bot.card import Code as CodeSpan
from bot.model import Question
from bot.registry import prose
from bot.registry.catalog import Catalog


def mark(question: Question, catalog: Catalog) -> tuple[Card, Question]:
    """The card of `question.mark`, and the question with the statuses that the mark comes with."""
    product, signal = catalog.mark(question.mark or "") or (None, None)
    if product is None or signal is None:
        raise AssertionError("a mark that understanding found")
    blocks = [
        Labelled(wording.WHERE_IT_STANDS, (*prose.line(product.where),)),
        Labelled(wording.LOOK, prose.line(signal.look)),
    ]
    if signal.status:
        codes = ", ".join(map(str, signal.status))
        blocks.insert(0, Labelled(wording.COMES_WITH, plain(codes)))
    title = f"{signal.token} · {product.product} {product.kind}"
    actions = tuple(Action(f"{code} 보기", token.define(code)) for code in signal.status[:3])
    tone = parts.tone(signal.status[0]) if signal.status else "neutral"
    lead = (CodeSpan(signal.token), Plain(": "), *prose.line(signal.meaning))
    card = Card(title, lead, (*blocks, parts.sources([product.source], catalog)), actions, "", tone)
    return card, replace(question, codes=signal.status)
