"""Sentences that only the playground needs."""

from __future__ import annotations

from bot.model import Delete, Effect, Reply, Report

TITLE = "사공사 놀이터"
OTHER_NUMBERS = "그 밖의 번호"
COUNTED_NOWHERE = "놀이터에서는 횟수를 세지 않습니다."
TAKEN_AWAY = "Slack과 Discord에서는 이때 메시지가 지워집니다."
SHARED = "채널의 모두에게 보이는 모습입니다."
SILENCE = "말없이 넘어갑니다"
WHY_SILENT = "장애 채널에서는 확실한 질문에만 답합니다. 이 글에는 말없이 넘어갑니다."
NOTHING_ASKED = "물어볼 글을 적어 주세요."
NO_SUCH_ADDRESS = "그런 주소는 없습니다. 번호나 글을 다시 적어 주세요."
TOO_LONG = "글이 너무 깁니다. 200,000자까지 받습니다."
NOT_UNDERSTOOD = "요청을 읽을 수 없습니다. 페이지를 다시 열어 주세요."
FROM_ELSEWHERE = "이 주소로는 열 수 없습니다. http://127.0.0.1 이나 http://localhost 로 여세요."


def note(reply: Reply, *, in_channel: bool) -> str:
    """What is to be said beside a card: where the page differs from the platforms, and who sees it."""
    told = next(filter(None, map(_of_effect, reply.effects)), "")
    return told or (SHARED if in_channel and reply.audience == "everyone" else "")


def _of_effect(effect: Effect) -> str:
    match effect:
        case Report():
            return COUNTED_NOWHERE
        case Delete():
            return TAKEN_AWAY
        case _:
            return ""
