"""A platform on loopback that takes cards: slow, now and then too busy, and now and then it takes one and never answers.

It keeps every message it took, so that a test can count. Places begin with their kind: "dm" can be asked what is in it, "channel"
cannot, and "keyed" can, and takes the same key once only, as Discord does with a nonce.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from random import Random

from aiohttp import web


@dataclass(frozen=True, slots=True)
class Message:
    """A message that was taken."""

    id: str
    place: str
    key: str
    at: float
    text: str


@dataclass
class Platform:
    """`busy` and `silent` are shares of requests: the first are refused with a Retry-After, of the second every other one is taken
    and none is answered. `gone` are places that are no more. `script` says what becomes of the next requests: "busy", "taken" and
    "lost" (neither is answered), "fine"."""

    latency: float = 0.005
    busy: float = 0.0
    silent: float = 0.0
    retry_after: float = 1.0
    gone: set[str] = field(default_factory=set)
    script: list[str] = field(default_factory=list)
    seed: int = 0
    messages: list[Message] = field(default_factory=list)
    silences: list[tuple[str, bool]] = field(default_factory=list)
    retries: dict[str, float] = field(default_factory=dict)
    lateness: list[float] = field(default_factory=list)
    asked: int = 0
    lookups: int = 0
    base: str = ""

    def __post_init__(self) -> None:
        self._chance = Random(self.seed)  # noqa: S311 - a stand-in, not secrets

    def counted(self) -> Counter[str]:
        """How many messages each key has."""
        return Counter(message.key for message in self.messages)

    def held(self, place: str, key: str) -> Message | None:
        return next((one for one in reversed(self.messages) if (one.place, one.key) == (place, key)), None)

    async def post(self, request: web.Request) -> web.Response:
        told = await request.json()
        place, key = told["place"], told["key"]
        self.asked += 1
        if (wanted := self.retries.pop(key, None)) is not None:
            self.lateness.append(time.monotonic() - wanted)
        await asyncio.sleep(self.latency)
        if place in self.gone:
            return web.json_response({"error": "is_archived"}, status=410)
        match self._fate():
            case "busy":
                self.retries[key] = time.monotonic() + self.retry_after
                return web.json_response({"retry_after": self.retry_after}, status=429)
            case "taken" | "lost" as fate:
                self.silences.append((key, fate == "taken"))
                if fate == "taken":
                    self._take(place, key, told["text"])
                await asyncio.sleep(3600)
        return web.json_response({"id": self._take(place, key, told["text"]).id})

    def _fate(self) -> str:
        if self.script:
            return self.script.pop(0)
        if self._chance.random() < self.busy:
            return "busy"
        if self._chance.random() < self.silent:
            return "lost" if len(self.silences) % 2 else "taken"
        return "fine"

    def _take(self, place: str, key: str, text: str) -> Message:
        if place.startswith("keyed:") and (before := self.held(place, key)):
            return before
        message = Message(f"m{len(self.messages)}", place, key, time.time(), text)
        self.messages.append(message)
        return message

    async def find(self, request: web.Request) -> web.Response:
        self.lookups += 1
        await asyncio.sleep(self.latency)
        message = self.held(request.query["place"], request.query["key"])
        return web.json_response({"id": message.id if message else None})


@asynccontextmanager
async def on_loopback(platform: Platform) -> AsyncIterator[Platform]:
    """The platform, listening while the context lasts."""
    app = web.Application()
    app.add_routes([web.post("/post", platform.post), web.get("/find", platform.find)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    platform.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield platform
    finally:
        await runner.cleanup()
