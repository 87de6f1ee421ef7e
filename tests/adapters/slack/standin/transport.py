"""Delivering payloads to the bot, over HTTP with a signature or over its socket; each says how it was acknowledged, and when."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
import urllib.parse
from dataclasses import dataclass
from typing import Protocol

import aiohttp

from tests.adapters.slack.standin.server import ACK_WITHIN, Standin
from tests.adapters.slack.standin.state import JSON, SECRET


@dataclass(frozen=True)
class Ack:
    """How a delivery ended. `ok` says that Slack would not send it again; `body` is the answer within it, where there is one."""

    ok: bool
    body: JSON
    seconds: float
    status: int = 200


class Transport(Protocol):
    async def deliver(self, payload: JSON, *, retry: int = 0, within: float = ACK_WITHIN) -> Ack: ...


class OverSocket:
    """Socket Mode: an envelope on one of the app's sockets, in turn."""

    def __init__(self, standin: Standin) -> None:
        self._s = standin
        self._turn = 0

    async def deliver(self, payload: JSON, *, retry: int = 0, within: float = ACK_WITHIN) -> Ack:
        envelope = f"e{self._s.workspace.number()}"
        waiting: asyncio.Future[JSON] = asyncio.get_running_loop().create_future()
        self._s.acks[envelope] = waiting
        self._turn += 1
        socket = self._s.sockets[self._turn % len(self._s.sockets)]
        more = {"retry_attempt": retry, "retry_reason": "timeout"} if payload.get("type") == "event_callback" else {}
        started = time.monotonic()
        await socket.send_json({
            "envelope_id": envelope, "type": _kind(payload), "accepts_response_payload": "command" in payload,
            "payload": payload, **more,
        })  # fmt: skip
        try:
            async with asyncio.timeout(within):
                answer = await waiting
        except TimeoutError:
            return Ack(ok=False, body={}, seconds=time.monotonic() - started)
        finally:
            self._s.acks.pop(envelope, None)
        return Ack(ok=True, body=answer.get("payload") or {}, seconds=time.monotonic() - started)


class OverHTTP:
    """HTTP: a signed request to the bot's one address."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self._url = url
        self._session = session

    async def deliver(self, payload: JSON, *, retry: int = 0, within: float = ACK_WITHIN) -> Ack:  # noqa: ARG002 - it is timed
        body, kind = _encoded(payload)
        headers = {"Content-Type": kind, **signature(body)}
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
        return await self.send(body, headers)

    async def send(self, body: str, headers: dict[str, str]) -> Ack:
        """Any request at all."""
        started = time.monotonic()
        async with self._session.post(self._url, data=body.encode(), headers=headers) as answer:
            text = await answer.text()
        told = json.loads(text) if answer.content_type == "application/json" and text else {}
        return Ack(answer.status == 200, told, time.monotonic() - started, answer.status)


def signature(body: str, *, at: float | None = None, secret: str = SECRET) -> dict[str, str]:
    """The headers that Slack signs a body with: https://docs.slack.dev/authentication/verifying-requests-from-slack."""
    now = str(int(at if at is not None else time.time()))
    signed = hmac.new(secret.encode(), f"v0:{now}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": now, "X-Slack-Signature": f"v0={signed}"}


def _kind(payload: JSON) -> str:
    if "command" in payload:
        return "slash_commands"
    return "events_api" if payload.get("type") == "event_callback" else "interactive"


def _encoded(payload: JSON) -> tuple[str, str]:
    kind = _kind(payload)
    if kind == "events_api":
        return json.dumps(payload, ensure_ascii=False), "application/json"
    fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload, ensure_ascii=False)}
    return urllib.parse.urlencode(fields), "application/x-www-form-urlencoded"
