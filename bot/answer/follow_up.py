"""Completing a question with what the conversation remembers: "503이랑 다른 점?" after a card on 429."""

from __future__ import annotations

from dataclasses import replace

from bot.asked import Question
from bot.model import Memory

_KEPT = 4  # codes: "둘이 뭐가 달라?" reaches back to the card before the last


def remembered(question: Question, before: Memory) -> Memory:
    """What to remember after an answer: its codes first, then those spoken of before it."""
    return Memory(tuple(dict.fromkeys((*question.codes, *before.codes)))[:_KEPT], question.intent, question.status_class)


def complete(question: Question, memory: Memory) -> Question:
    """The question with its missing side filled in; unchanged, still `missing`, when memory has nothing that fits."""
    if question.missing == "both":
        pair = memory.codes[:2]
        return replace(question, codes=pair, missing=None) if len(pair) > 1 else question
    if question.missing == "that":
        return replace(question, codes=memory.codes[:1], missing=None) if memory.codes else question
    if question.missing in (None, "which", "case"):
        return question
    before = next((code for code in memory.codes if code not in question.codes), None)
    if before is None:
        return question
    codes = (*question.codes, before) if question.missing == "aside" else (before, *question.codes)
    return replace(question, codes=codes, missing=None)
