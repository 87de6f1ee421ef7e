"""The stand-in over HTTP and WebSocket. `running()` serves it on loopback; the bot is pointed at `api_url`."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web

from tests.adapters.slack.faults import faults
from tests.adapters.slack.standin.api import Api, ApiError
from tests.adapters.slack.standin.state import JSON, RESPONSE_LASTS, RESPONSE_USES, Said, Trouble, Workspace

ACK_WITHIN = 3.0
_SOCKETS = 10


class Standin:
    """Slack on loopback. `base` is its address."""

    def __init__(self) -> None:
        self.workspace = Workspace()
        self.base = ""
        self.sockets: list[web.WebSocketResponse] = []
        self.acks: dict[str, asyncio.Future[JSON]] = {}
        self.late: list[str] = []
        self._api = Api(self.workspace)
        self._tickets: set[str] = set()

    @property
    def api_url(self) -> str:
        return f"{self.base}/api/"

    def application(self) -> web.Application:
        app = web.Application()
        app.add_routes([
            web.route("*", "/api/{method}", self._called),
            web.post("/respond/{key}", self._responded),
            web.get("/link", self._linked),
        ])  # fmt: skip
        return app

    async def _called(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.workspace.calls[method] += 1
        if self._next(method).after:
            return await self._lost(request, method)
        if refused := await self._trouble(method):
            return refused
        return await self._done(request, method)

    async def _lost(self, request: web.Request, method: str) -> web.Response:
        """Done as asked, and the answer is lost on its way."""
        trouble = self.workspace.troubles[method].popleft()
        answer = await self._done(request, method)
        if trouble.status != 200:
            return web.Response(status=trouble.status)
        assert request.transport
        request.transport.abort()
        return answer

    def _next(self, method: str) -> Trouble:
        waiting = self.workspace.troubles[method]
        return waiting[0] if waiting else Trouble()

    async def _done(self, request: web.Request, method: str) -> web.Response:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        headers = {"x-oauth-scopes": ",".join(sorted(self.workspace.scopes))}
        if method == "apps.connections.open":
            return web.json_response(self._connection(token), headers=headers)
        try:
            arguments = await _arguments(request)
            return web.json_response(self._api.call(method, token, arguments), headers=headers)
        except ApiError as error:
            return web.json_response(error.answer, headers=headers)

    async def _trouble(self, method: str) -> web.Response | None:
        waiting = self.workspace.troubles[method]
        trouble = waiting.popleft() if waiting else Trouble()
        await asyncio.sleep(trouble.delay)
        if trouble.status == 429:
            return web.json_response(
                {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": trouble.retry_after}
            )
        if trouble.status != 200:
            return web.Response(status=trouble.status, text="<html>upstream error</html>", content_type="text/html")
        return web.json_response({"ok": False, "error": trouble.error}) if trouble.error else None

    def _connection(self, token: str) -> JSON:
        if not token:
            return {"ok": False, "error": "not_authed"}
        if token != self.workspace.app_token:
            return {"ok": False, "error": "invalid_auth"}
        ticket = f"ticket{self.workspace.number()}"
        self._tickets.add(ticket)
        return {"ok": True, "url": f"{self.base.replace('http', 'ws', 1)}/link?ticket={ticket}"}

    async def _responded(self, request: web.Request) -> web.Response:
        self.workspace.calls["respond"] += 1
        if refused := await self._trouble("respond"):
            return refused
        url = self.workspace.response_urls.get(request.match_info["key"])
        if url is None:
            return web.Response(status=404, text="no_team")
        if time.monotonic() - url.made > RESPONSE_LASTS:
            return web.Response(status=404, text="expired_url")
        if url.uses >= RESPONSE_USES:
            return web.Response(status=404, text="used_url")
        body = await request.json()
        if body.get("delete_original"):
            if url.message is None:
                return web.Response(status=404, text="message_not_found")
            self.workspace.messages.pop((url.channel, url.message), None)
        elif found := faults(body):
            self.workspace.faults += found
            return web.Response(status=400, text="invalid_blocks")
        elif body.get("response_type") not in ("ephemeral", "in_channel") or body.get("replace_original") is not False:
            return web.Response(status=400, text="invalid_payload")
        url.uses += 1
        self.workspace.said.append(Said("respond", body))
        return web.Response(text="ok")

    async def _linked(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403)
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if len(self.sockets) >= _SOCKETS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        await socket.send_json({"type": "hello", "num_connections": len(self.sockets) + 1})
        self.sockets.append(socket)
        try:
            async for message in socket:
                if message.type is aiohttp.WSMsgType.TEXT:
                    self._acknowledged(json.loads(message.data))
        finally:
            self.sockets.remove(socket)
        return socket

    def _acknowledged(self, answer: JSON) -> None:
        waiting = self.acks.get(str(answer.get("envelope_id")))
        if waiting and not waiting.done():
            waiting.set_result(answer)


async def _arguments(request: web.Request) -> JSON:
    if request.method == "GET":
        return dict(request.query)
    if request.content_type == "application/json":
        try:
            read = await request.json()
        except ValueError:
            raise ApiError("invalid_json") from None
        if not isinstance(read, dict):
            raise ApiError("json_not_object")
        return read
    if request.content_type == "application/x-www-form-urlencoded":
        return dict(await request.post())
    raise ApiError("invalid_form_data")


@asynccontextmanager
async def running() -> AsyncIterator[Standin]:
    """The stand-in, served on loopback while the context lasts."""
    standin = Standin()
    runner = web.AppRunner(standin.application(), shutdown_timeout=0.2)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    standin.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield standin
    finally:
        for socket in list(standin.sockets):
            await socket.close()
        await runner.cleanup()
