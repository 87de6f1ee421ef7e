"""Completing a question with what the conversation remembers: "503이랑 다른 점?" after a card on 429."""

from __future__ import annotations

from dataclasses import replace

from bot.model import Memory, Question


def complete(question: Question, memory: Memory) -> Question:
    """The question with its missing side filled in; unchanged, still `missing`, when memory has nothing that fits."""
    if question.missing == "both":
        return replace(question, codes=memory.codes, missing=None) if len(memory.codes) > 1 else question
    if question.missing == "that":
        return replace(question, codes=memory.codes[:1], missing=None) if memory.codes else question
    if question.missing in (None, "which", "case"):
        return question
    before = next((code for code in memory.codes if code not in question.codes), None)
    if before is None:
        return question
    codes = (*question.codes, before) if question.missing == "aside" else (before, *question.codes)
    return replace(question, codes=codes, missing=None)
