"""A pressed button -> Reply. Everything needed is in its token: pure, and the same on any replica after any restart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.answer import token
from bot.asked import Question
from bot.card import Action, Card, plain
from bot.errors import BadTokenError
from bot.model import Delete, Reply, Report, Surface

PARTS = {
    "meaning": "뜻",
    "who": "누구 쪽인가",
    "retry": "다시 보내도 되나",
    "checks": "먼저 볼 것",
    "sources": "출처와 링크",
    "other": "그 밖",
}
_SILENT = Question("none")
SHARE_LABEL = "채널에 공유"
DELETE_LABEL = "지우기"
FAULT_LABEL = "이 카드가 틀렸어요"


def pressed(pressed_token: str, ask: Callable[[Question], Reply], grade: Callable[[str], Reply]) -> Reply:
    """The reply to a button; `ask` answers a question, `grade` an answer to one of ours. Raises BadTokenError."""
    kind, _, subject = pressed_token.partition(":")
    if pressed_token == token.DELETE:
        return Reply(Card("지웠습니다", ()), _SILENT, audience="asker", effects=(Delete(),))
    if kind == "z":
        return grade(subject)
    if kind == "s":
        return replace(ask(_shared(subject)), audience="everyone")
    if kind == "f":
        _shared(subject)  # a forged subject is refused before it is offered again
        return _which_part(subject)
    if kind.startswith("f."):
        return _thanks(subject, kind.removeprefix("f."))
    return replace(ask(token.question(pressed_token)), audience="asker")


def _shared(subject: str) -> Question:
    """The question of a card that is the same for everyone: what is somebody's own is neither shared nor found wrong."""
    question = token.question(subject)
    if question.intent == "study":
        raise BadTokenError(subject)
    return question


def _which_part(subject: str) -> Reply:
    actions = tuple(Action(name, token.find_fault(subject, section)) for section, name in PARTS.items())
    card = Card("어디가 틀렸나요?", plain("틀린 곳을 골라 주세요. 코드와 부분의 횟수만 세고, 글은 남기지 않습니다."), (), actions)
    return Reply(card, _SILENT, audience="asker")


def _thanks(subject: str, section: str) -> Reply:
    _shared(subject)
    if section not in PARTS:
        raise BadTokenError(f"f.{section}:{subject}")
    card = Card("고맙습니다", plain(f"‘{PARTS[section]}’ 부분을 다시 확인하겠습니다."))
    return Reply(card, _SILENT, audience="asker", effects=(Report(subject, section),))


def with_handles(reply: Reply, surface: Surface) -> Reply:
    """The reply with what one can do with its card: share one that only the asker sees, take away one that all see, and say
    that it is wrong."""
    if reply.question.intent == "none":
        return reply
    subject = token.subject_of(reply.question)
    handles = []
    if subject and surface == "slash":
        handles.append(Action(SHARE_LABEL, token.share(subject)))
    if surface in ("mention", "incident"):
        handles.append(Action(DELETE_LABEL, token.DELETE))
    if subject:
        handles.append(Action(FAULT_LABEL, token.find_fault(subject)))
    card = reply.card.with_actions((*reply.card.actions, *handles))
    return Reply(card, reply.question, reply.audience, reply.in_thread, reply.effects)


def without_reports(reply: Reply) -> Reply:
    """The reply without the button that says it is wrong, where nobody would count it."""
    kept = tuple(action for action in reply.card.actions if not action.token.startswith("f"))
    return replace(reply, card=reply.card.with_actions(kept))
