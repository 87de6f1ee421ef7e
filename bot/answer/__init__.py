"""Question + Memory -> Reply. Pure: no clock, no network, no store; the same question always gets the same card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any

from bot.answer import follow_up, mine, study, token
from bot.answer.attribute import attribute
from bot.answer.choose import choose
from bot.answer.classes import classes
from bot.answer.compare import compare
from bot.answer.explain import explain
from bot.answer.help import help_card
from bot.answer.listing import listing
from bot.answer.mark import mark
from bot.answer.triage import triage
from bot.answer.unknown import compare_with_what, not_understood, which_codes, which_of
from bot.answer.why import why
from bot.asked import Intent, Question
from bot.card import Card
from bot.model import Memory, Remember, Reply
from bot.registry.catalog import Catalog

_HALF_UNDERSTOOD = 0.5
_ASKED = 1.0


def answer(question: Question, memory: Memory, catalog: Catalog, day: date | None = None) -> Reply:
    """The reply to a question. Its `question` is the one answered: completed from memory, intent "none" where we ask back.

    `day` is the day where the asker is: a study card is the day's, and the same for everyone until its effect is carried out.
    """
    if question.attribute in mine.ASKED:
        return mine.asked(question)
    if question.intent == "study":
        return study.asked(question, catalog, day)
    asked = follow_up.complete(question, memory)
    card, answered = _card(asked, catalog) if asked.intent == "triage" else _kept_card(asked, catalog)
    effects = (Remember(follow_up.remembered(answered, memory)),) if answered.codes and answered.intent != "none" else ()
    return Reply(card, answered, effects=effects)


def _kept_card(question: Question, catalog: Catalog) -> tuple[Card, Question]:
    """The card, made once for every question that asks the same: what was found where, and how surely, changes no card."""
    card, answered = _made_once(_what_is_asked(question), catalog)
    if answered is None:
        return card, question
    sure = question.confidence if answered.confidence == _ASKED else answered.confidence
    return card, replace(answered, found=question.found, confidence=sure)


_ASKING = tuple(field.name for field in fields(Question) if field.name not in ("found", "confidence"))
_what_is_asked = attrgetter(*_ASKING)


@lru_cache(maxsize=512)
def _made_once(asked: tuple[Any, ...], catalog: Catalog) -> tuple[Card, Question | None]:
    """The card, and the question as it was answered where that is not the one that was asked."""
    question = Question(**dict(zip(_ASKING, asked, strict=True)), confidence=_ASKED)
    card, answered = _card(question, catalog)
    return card, None if answered is question else answered


def _card(question: Question, catalog: Catalog) -> tuple[Card, Question]:
    if question.missing:
        return _ask_back(question, catalog)
    if make := _AS_ASKED.get(question.intent):
        return make(question, catalog), question
    if question.intent == "choose":
        return choose(question, catalog)
    if question.mark:
        return mark(question, catalog)
    if question.intent == "attribute" and not question.codes:
        return listing(question, catalog)
    if question.intent == "attribute" and (question.attribute or "retry") in token.JUDGED and catalog.code(question.codes[0]):
        return attribute(question, catalog), question
    if question.intent in ("define", "attribute", "vendor", "status_unassigned"):
        return explain(question, catalog)
    return not_understood(question.codes, catalog), replace(question, intent="none")


# Answers that leave the question as it was asked.
_AS_ASKED: dict[Intent, Callable[[Question, Catalog], Card]] = {
    "help": lambda question, catalog: help_card(),  # noqa: ARG005 - one signature for all
    "class": classes,
    "compare": lambda question, catalog: compare(question.codes, catalog),
    "triage": triage,
    "why": why,
}


def _ask_back(question: Question, catalog: Catalog) -> tuple[Card, Question]:
    if question.missing in ("which", "case"):
        return which_of(question.codes, catalog, by_case=question.missing == "case"), replace(question, intent="none")
    if question.codes:
        card, offered = compare_with_what(question.codes[0], catalog)
        return card, replace(question, intent="none", codes=offered, confidence=_HALF_UNDERSTOOD)
    return which_codes(), replace(question, intent="none", confidence=_HALF_UNDERSTOOD)
