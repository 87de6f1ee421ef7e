"""What is answered before Bolt asks who we are and looks for a listener.

Bolt gathers twenty arguments for a listener, and as many to find it, which takes longer than all else it does for a request:
what people wait for most is no listener but a middleware.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from adapters.slack import parse
from adapters.slack.answers import Answers
from adapters.slack.parse import Payload


class InOrder(AsyncMiddleware):
    """Several in the place of one: each answers, or lets the next have its turn."""

    def __init__(self, *each: AsyncMiddleware) -> None:
        self.each = each

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002
    ) -> BoltResponse | None:
        turn = _Turn()
        for one in self.each:
            turn.taken = False
            answer = await one.async_process(req=req, resp=resp, next=turn)  # type: ignore[arg-type]
            if not turn.taken:
                return answer
        return await next()


class _Turn:
    """What a middleware calls to let the next have its turn."""

    taken = False

    async def __call__(self) -> None:
        self.taken = True


class Commands(AsyncMiddleware):
    """Answers the slash command `command` in its acknowledgement."""

    def __init__(self, command: str, answers: Answers) -> None:
        self.command = command
        self._answers = answers

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002
    ) -> BoltResponse:
        if req.body.get("command") != self.command:
            return await next()
        return BoltResponse(status=200, body=await self._answers.command(parse.command(req.body)))


class Messages(AsyncMiddleware):
    """Hands the events of `EVENTS` to who answers messages; what we said ourselves (`is_ours`) is nothing to answer."""

    EVENTS = ("app_mention", "message")

    def __init__(self, answer: Callable[[Payload], Awaitable[BoltResponse]], is_ours: Callable[[Payload], bool]) -> None:
        self._answer = answer
        self._is_ours = is_ours

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - Bolt's name
    ) -> BoltResponse:
        event = req.body.get("event")
        if not event or event.get("type") not in self.EVENTS:
            return await next()
        if self._is_ours(event):
            return BoltResponse(status=200, body="")
        return await self._answer(req.body)
