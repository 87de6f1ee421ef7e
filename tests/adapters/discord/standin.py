"""A stand-in for Discord on loopback, as strict as Discord: it refuses what Discord refuses, with Discord's codes.

REST and gateway in one aiohttp server. It holds every body against the published contracts (where SAGONGSA_CONTRACTS names them)
and the documented limits, tokens, the three seconds and the single response of an interaction, nonces, permissions, ephemeral
flags. Faults are put in with `Discord.faults`; what was sent is in `Discord.sent`.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.adapters.discord import payloads
from tests.adapters.discord.faults import Fault, message_faults

TOKEN = "standin"  # noqa: S105 - of a server on loopback
EPHEMERAL, V2 = 1 << 6, 1 << 15
FIRST_RESPONSE = 3.0
_INTENTS = 4609


@dataclass
class Sent:
    """One message as Discord keeps it."""

    how: str
    where: str
    body: dict[str, Any]
    id: int
    private: bool = False
    gone: bool = False
    reactions: list[str] = field(default_factory=list)

    def texts(self) -> str:
        return "\n".join(payloads.texts(self.body.get("components", [])))

    def custom_ids(self) -> list[str]:
        return payloads.custom_ids(self.body.get("components", []))


@dataclass
class Interaction:
    token: str
    at: float
    kind: int
    message: int | None = None
    answered: int | None = None


class Discord:
    """The server's state, and what a test does with it."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.modals: list[dict[str, Any]] = []
        self.choices: list[list[dict[str, Any]]] = []
        self.commands: list[list[dict[str, Any]]] = []
        self.refusals: list[tuple[str, int, str]] = []
        self.calls: list[tuple[str, str]] = []
        self.faults: dict[str, deque[Fault]] = defaultdict(deque)
        self.forbidden: set[str] = set()  # channels we may not write in
        self.no_reactions = False
        self.application: dict[str, Any] = dict(payloads.APPLICATION)
        self.identified = 0
        self.resumed = 0
        self.gateway_refuses = 0
        self.patience = FIRST_RESPONSE
        self.by_contract = True  # asking the published contract takes tens of milliseconds
        self._interactions: dict[str, Interaction] = {}
        self._nonces: dict[tuple[str, str], Sent] = {}
        self._sockets: list[web.WebSocketResponse] = []
        self._ids = itertools.count(10**18)
        self._sequence = 0
        self._ready = asyncio.Event()
        self.base = ""

    # --- what a test does -------------------------------------------------------------------------------------------------

    async def connected(self) -> None:
        """Wait until the bot has identified itself."""
        async with asyncio.timeout(10):
            await self._ready.wait()

    async def says(self, payload: dict[str, Any]) -> None:
        """Dispatch a message."""
        await self._dispatch("MESSAGE_CREATE", payload)

    async def interacts(self, payload: dict[str, Any]) -> None:
        """Dispatch an interaction; its three seconds begin."""
        message = payload.get("message")
        known = Interaction(payload["token"], time.monotonic(), payload["type"], int(message["id"]) if message else None)
        self._interactions.setdefault(payload["id"], known)
        await self._dispatch("INTERACTION_CREATE", payload)

    async def drops(self, *, resumable: bool) -> None:
        """Close the connection as Discord does: to be resumed, or begun anew."""
        self._ready.clear()
        for socket in self._sockets:
            await socket.send_json({"op": 7 if resumable else 9, "d": None if resumable else False, "s": None, "t": None})
        self._sockets.clear()

    async def settled(self, count: int, seconds: float = 8.0) -> list[Sent]:
        """Wait until `count` messages were sent, and a moment for one too many."""
        return await self._until(lambda: len(self.sent) >= count, seconds)

    async def _until(self, done: Callable[[], bool], seconds: float) -> list[Sent]:
        deadline = time.monotonic() + seconds
        while not done() and time.monotonic() < deadline:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.15)
        return self.sent

    async def _dispatch(self, kind: str, data: dict[str, Any]) -> None:
        self._sequence += 1
        for socket in [socket for socket in self._sockets if not socket.closed]:
            await socket.send_json({"op": 0, "t": kind, "s": self._sequence, "d": data})

    # --- the gateway ------------------------------------------------------------------------------------------------------

    async def gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 41250}, "s": None, "t": None})
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                break
            await self._heard(socket, json.loads(frame.data))
        if socket in self._sockets:
            self._sockets.remove(socket)
        return socket

    async def _heard(self, socket: web.WebSocketResponse, told: dict[str, Any]) -> None:
        match told["op"]:
            case 1:
                await socket.send_json({"op": 11, "d": None, "s": None, "t": None})
            case 2:
                await self._identify(socket, told["d"])
            case 6:
                self.resumed += 1
                self._sockets.append(socket)
                await self._dispatch("RESUMED", {})
                self._ready.set()

    async def _identify(self, socket: web.WebSocketResponse, told: dict[str, Any]) -> None:
        if self.gateway_refuses or told["token"] != TOKEN:
            await socket.close(code=self.gateway_refuses or 4004)
            return
        assert told["intents"] == _INTENTS, "a privileged or unneeded intent"
        self.identified += 1
        self._sockets.append(socket)
        ready = {
            "v": 10,
            "user": payloads.BOT,
            "guilds": [{"id": payloads.GUILD["id"], "unavailable": True}],
            "session_id": f"s{self.identified}",
            "resume_gateway_url": self.base.replace("http", "ws") + "/gw",
            "application": {"id": payloads.BOT["id"], "flags": 0},
            "shard": [0, 1],
        }
        await self._dispatch("READY", ready)
        await self._dispatch("GUILD_CREATE", payloads.GUILD)
        self._ready.set()

    # --- REST -------------------------------------------------------------------------------------------------------------

    async def rest(self, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix("/api/v10")
        raw = await request.read()
        self.calls.append((request.method, path))
        if fault := self._fault(request.method, path):
            if fault.after:
                self._handled(request, path, raw)
            return fault.response(request)
        status, body = self._handled(request, path, raw)
        if status >= 400:
            self.refusals.append((path, body.get("code", 0), body.get("message", "")))
        if status == 204:
            return web.Response(status=204)
        return web.Response(status=status, body=json.dumps(body).encode(), content_type="application/json")

    def _fault(self, method: str, path: str) -> Fault | None:
        for start, queue in self.faults.items():
            if f"{method} {path}".startswith(start) and queue:
                return queue.popleft()
        return None

    def _handled(self, request: web.Request, path: str, raw: bytes) -> tuple[int, Any]:
        parts = path.strip("/").split("/")
        if parts[0] == "interactions":
            return self._callback(request, parts, json.loads(raw))
        if parts[0] == "webhooks":
            return self._webhook(request.method, parts)
        if request.headers.get("Authorization") != f"Bot {TOKEN}":
            return 401, {"message": "401: Unauthorized", "code": 0}
        if request.method == "GET":
            return self._listed(parts[1], request) if parts[0] == "channels" else self._asked(request.method, parts)
        return self._told(request.method, parts, raw)

    def _listed(self, channel: str, request: web.Request) -> tuple[int, Any]:
        """Messages after an id, newest first. Their nonce is not given again, ids of components are."""
        if channel in self.forbidden:
            return 403, {"message": "Missing Access", "code": 50001}
        after = int(request.query.get("after", 0))
        kept = [sent for sent in self.sent if sent.how == "message" and sent.where == channel and sent.id > after]
        shown = [self._message(sent) | {"nonce": None} for sent in kept[::-1]]
        return 200, shown[: int(request.query.get("limit", 50))]

    def _asked(self, method: str, parts: list[str]) -> tuple[int, Any]:
        match method, parts:
            case "GET", ["users", "@me"]:
                return 200, payloads.BOT
            case "GET", ["oauth2", "applications", "@me"]:
                return 200, self.application
            case "GET", ["gateway", "bot"]:
                limit = {"total": 1000, "remaining": 997, "reset_after": 1, "max_concurrency": 1}
                return 200, {"url": self.base.replace("http", "ws") + "/gw", "shards": 1, "session_start_limit": limit}
        return 404, {"message": "404: Not Found", "code": 0}

    def _told(self, method: str, parts: list[str], raw: bytes) -> tuple[int, Any]:
        match method, parts:
            case "PUT", ["applications", _, "commands"]:
                return self._registered(json.loads(raw))
            case "POST", ["users", "@me", "channels"]:
                to = json.loads(raw)["recipient_id"]
                return 200, {"id": f"7{to}", "type": 1, "recipients": [payloads.user(int(to))], "last_message_id": None}
            case "POST", ["channels", channel, "messages"]:
                return self._posted(channel, json.loads(raw))
            case "PUT", ["channels", channel, "messages", message, "reactions", emoji, "@me"]:
                return self._reacted(channel, message, emoji)
        return 404, {"message": "404: Not Found", "code": 0}

    def _registered(self, body: list[dict[str, Any]]) -> tuple[int, Any]:
        if faults := self._refused(body, "PUT /applications/{application_id}/commands"):
            return 400, {"message": str(faults), "code": 50035}
        self.commands.append(body)
        made = [{**one, "id": str(next(self._ids)), "application_id": payloads.BOT["id"], "version": "1"} for one in body]
        return 200, [{"default_member_permissions": None, "description": "", **one} for one in made]

    def _posted(self, channel: str, body: dict[str, Any]) -> tuple[int, Any]:
        if channel in self.forbidden:
            return 403, {"message": "Missing Permissions", "code": 50013}
        if channel.startswith("7") and "closed" in self.forbidden:
            return 403, {"message": "Cannot send messages to this user", "code": 50007}
        if faults := self._refused(body, "POST /channels/{channel_id}/messages"):
            return 400, {"message": str(faults), "code": 50035}
        if payloads.size(body) > 10_170:
            return 500, {"message": "500: Internal Server Error", "code": 0}
        nonce = body.get("nonce")
        if nonce and body.get("enforce_nonce") and (channel, nonce) in self._nonces:
            return 200, self._message(self._nonces[channel, nonce])
        sent = Sent("message", channel, body, next(self._ids))
        self.sent.append(sent)
        if nonce:
            self._nonces[channel, nonce] = sent
        return 200, self._message(sent)

    def _reacted(self, channel: str, message: str, emoji: str) -> tuple[int, Any]:
        if self.no_reactions:
            return 403, {"message": "Missing Permissions", "code": 50013}
        self.sent.append(Sent("reaction", channel, {"message": message, "emoji": emoji}, next(self._ids)))
        return 204, None

    def _callback(self, request: web.Request, parts: list[str], body: dict[str, Any]) -> tuple[int, Any]:
        _, ident, token, _ = parts
        known = self._interactions.get(ident)
        if known is None or known.token != token or time.monotonic() - known.at > self.patience:
            return 404, {"message": "Unknown interaction", "code": 10062}
        if known.answered is not None:
            return 400, {"message": "Interaction has already been acknowledged.", "code": 40060}
        if faults := self._refused(body, "POST /interactions/{interaction_id}/{interaction_token}/callback"):
            return 400, {"message": str(faults), "code": 50035}
        data = body.get("data") or {}
        if (body["type"] == 8) != (known.kind == 4):
            return 400, {"message": "autocomplete answered with a message, or the reverse", "code": 50035}
        if request.query.get("with_response") not in ("1", "true"):
            return 204, None
        if body["type"] == 8:
            self.choices.append(data["choices"])
            known.answered = 0
            return 200, {"interaction": {"id": ident, "type": known.kind}}
        known.answered = next(self._ids)
        if body["type"] == 9:
            if known.kind == 5:
                return 400, {"message": "a modal in answer to a modal", "code": 50035}
            self.modals.append(data)
        if body["type"] in (4, 7):
            private = bool(data.get("flags", 0) & EPHEMERAL)
            self.sent.append(Sent("update" if body["type"] == 7 else "response", ident, data, known.answered, private=private))
            resource = {"type": body["type"], "message": self._message(self.sent[-1])}
            return 200, {
                "interaction": {"id": ident, "type": known.kind, "response_message_id": str(known.answered)},
                "resource": resource,
            }
        return 200, {"interaction": {"id": ident, "type": known.kind}}

    def _webhook(self, method: str, parts: list[str]) -> tuple[int, Any]:
        known = next((one for one in self._interactions.values() if one.token == parts[2]), None)
        if known is None or known.answered is None:
            return 404, {"message": "Unknown Webhook", "code": 10015}
        if method == "DELETE" and parts[3:] == ["messages", "@original"]:
            for sent in self.sent:
                if sent.id == known.message:
                    sent.gone = True
            return 204, None
        return 405, {"message": "405", "code": 0}

    def _refused(self, body: Any, kind: str) -> list[str]:
        return message_faults(body, kind, by_contract=self.by_contract)

    def _message(self, sent: Sent) -> dict[str, Any]:
        return payloads.message(
            sent.id, sent.where, sent.body.get("components", []), flags=sent.body.get("flags", 0), nonce=sent.body.get("nonce")
        )


@asynccontextmanager
async def discord_on_loopback() -> AsyncIterator[Discord]:
    """The stand-in, listening while the context lasts."""
    made = Discord()
    app = web.Application()
    app.router.add_get("/gw", made.gateway)
    app.router.add_get("/gw/", made.gateway)
    app.router.add_route("*", "/api/v10/{tail:.*}", made.rest)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    made.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield made
    finally:
        await runner.cleanup()
