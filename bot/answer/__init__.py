"""Question + Memory -> Reply. Pure: no clock, no network, no store; the same question always gets the same card."""

from __future__ import annotations

from dataclasses import replace

from bot.answer import follow_up
from bot.answer.choose import choose
from bot.answer.classes import classes
from bot.answer.compare import compare
from bot.answer.explain import explain
from bot.answer.help import help_card
from bot.answer.listing import listing
from bot.answer.triage import triage
from bot.answer.unknown import compare_with_what, not_understood, not_yet, which_codes, which_of
from bot.answer.why import why
from bot.card import Card
from bot.model import Memory, Question, Remember, Reply
from bot.registry.catalog import Catalog

_HALF_UNDERSTOOD = 0.5


def answer(question: Question, memory: Memory, catalog: Catalog) -> Reply:
    """The reply to a question. Its `question` is the one answered: completed from memory, intent "none" where we ask back."""
    card, answered = _card(follow_up.complete(question, memory), catalog)
    effects = (Remember(follow_up.remembered(answered, memory)),) if answered.codes and answered.intent != "none" else ()
    return Reply(card, answered, effects=effects)


def _card(question: Question, catalog: Catalog) -> tuple[Card, Question]:
    if question.missing:
        return _ask_back(question, catalog)
    match question.intent:
        case "help":
            return help_card(), question
        case "class":
            return classes(question.status_class, catalog), question
        case "choose":
            return choose(question, catalog), question
        case "study":
            return not_yet(), question
        case "attribute" if not question.codes:
            return listing(question, catalog)
        case "define" | "attribute":
            return explain(question, catalog)
        case "compare":
            return compare(question.codes, catalog), question
        case "triage":
            return triage(question, catalog), question
        case "why":
            wanted, other = question.codes
            return why(wanted, other, catalog), question
        case _:
            return not_understood(question.codes, catalog), replace(question, intent="none")


def _ask_back(question: Question, catalog: Catalog) -> tuple[Card, Question]:
    if question.missing in ("which", "case"):
        return which_of(question.codes, catalog, by_case=question.missing == "case"), replace(question, intent="none")
    if question.codes:
        card, offered = compare_with_what(question.codes[0], catalog)
        return card, replace(question, intent="none", codes=offered, confidence=_HALF_UNDERSTOOD)
    return which_codes(), replace(question, intent="none", confidence=_HALF_UNDERSTOOD)
