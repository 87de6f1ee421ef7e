"""Replies as the command line gives them: the JSON object of `ask`, one text at a time."""

from __future__ import annotations

import json
from typing import Any, cast

from adapters.clock import today
from bot.card import to_json
from bot.model import SURFACES, Actor, Place, Query, Reply, Surface
from bot.service import core

_ME, _HERE = Actor("cli:me"), Place("cli:here")


def reply(text: str, surface: Surface = "dm", context: str | None = None) -> Reply | None:
    """The core's reply to one text; None for silence."""
    return core().reply(Query(text, surface, _ME, _HERE, context), day=today())


def to_object(answer: Reply | None) -> dict[str, Any]:
    """The public JSON object of a reply; silence has intent "none" and no card."""
    if answer is None:
        return {"intent": "none", "codes": [], "class": None, "confidence": 0.0, "found": [], "text": "", "card": None}
    question = answer.question
    return {
        "intent": question.intent,
        "codes": list(question.codes),
        "class": question.status_class,
        "confidence": round(question.confidence, 3),
        "found": to_json(question.found),
        "text": answer.card.to_text(),
        "card": to_json(answer.card),
    }


def to_line(line: str) -> dict[str, Any]:
    """The object for one line of `--jsonl`; a malformed line has intent "none" and a Korean `error`."""
    try:
        asked = json.loads(line.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return _malformed("JSON이 아닙니다.")
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        return _malformed('"text" 문자열이 있는 객체여야 합니다.')
    surface, context = asked.get("surface", "dm"), asked.get("context")
    if surface not in SURFACES:
        return _malformed(f'"surface"는 {", ".join(SURFACES)} 중 하나여야 합니다.')
    if context is not None and not isinstance(context, str):
        return _malformed('"context"는 문자열이어야 합니다.')
    return to_object(reply(asked["text"], cast("Surface", surface), context))


def _malformed(sentence: str) -> dict[str, Any]:
    return {**to_object(None), "error": sentence}
