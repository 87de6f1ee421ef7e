"""The bot and the stand-in for Slack in one event loop, over either transport."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import aiohttp
from pydantic import SecretStr

from adapters import compose
from adapters.database import schema
from adapters.settings import Settings
from adapters.slack.platform import Slack
from adapters.web import server
from tests.adapters.slack.standin.people import People
from tests.adapters.slack.standin.server import Standin, running
from tests.adapters.slack.standin.state import APP_TOKEN, BOT_TOKEN, JSON, SECRET, Workspace
from tests.adapters.slack.standin.transport import Ack, OverHTTP, OverSocket

Kind = Literal["socket", "http"]
KINDS: tuple[Kind, ...] = ("socket", "http")
PATIENCE = 20.0


@dataclass
class Together:
    """A running bot and what it runs against."""

    standin: Standin
    people: People
    transport: OverSocket | OverHTTP
    house: compose.House
    slack: Slack
    at: str
    stop: asyncio.Event
    task: asyncio.Task[None]

    @property
    def workspace(self) -> Workspace:
        return self.standin.workspace

    async def deliver(self, payload: JSON, *, retry: int = 0) -> Ack:
        """Deliver a payload; Slack's three seconds are kept to, whatever happens."""
        ack = await self.transport.deliver(payload, retry=retry)
        assert ack.seconds < 3 or not ack.ok, ack.seconds
        return ack

    async def told(self, payload: JSON, *methods: str) -> JSON:
        """Deliver a payload, and the next body that is said by one of the methods."""
        before = len(self.workspace.posted(*methods))
        assert (await self.deliver(payload)).ok
        await until(lambda: len(self.workspace.posted(*methods)) > before)
        return self.workspace.posted(*methods)[-1]

    async def quiet(self, payload: JSON) -> None:
        """Deliver a payload; nothing is said of it."""
        before = len(self.workspace.said)
        assert (await self.deliver(payload)).ok
        await self.slack.idle()
        assert len(self.workspace.said) == before, self.workspace.said[-1]

    def counted(self, line: str) -> bool:
        """Whether the metrics hold a line."""
        return line in self.house.metrics.text().decode()


def settings(standin: Standin, kind: Kind, url: str, **more: Any) -> Settings:
    """Settings that point at the stand-in, and nothing of the environment's."""
    secrets = {"slack_bot_token": SecretStr(BOT_TOKEN)}
    secrets |= {"slack_app_token": SecretStr(APP_TOKEN)} if kind == "socket" else {"slack_signing_secret": SecretStr(SECRET)}
    return Settings(**{
        "_env_file": None, "slack_api_url": standin.api_url, "database_url": SecretStr(url), "flood_limit": 0, **secrets, **more,
    })  # fmt: skip


@asynccontextmanager
async def together(
    kind: Kind, folder: Path, *, beside: Standin | None = None, url: str = "", **more: Any
) -> AsyncIterator[Together]:
    """The bot, connected. Several may share a stand-in and a database, as replicas do."""
    url = url or f"sqlite:///{folder}/slack.db"
    if url.startswith("sqlite"):
        schema.upgrade(url)
    async with AsyncExitStack() as stack:
        standin: Standin = beside if beside else await stack.enter_async_context(running())
        house = await stack.enter_async_context(compose.house(settings(standin, kind, url, **more)))
        runner, port = await server.listen(house.web, "127.0.0.1", 0)
        stack.push_async_callback(runner.cleanup)
        session = await stack.enter_async_context(aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)))
        slack = house.platforms[0]
        assert isinstance(slack, Slack)
        stop = asyncio.Event()
        task = asyncio.create_task(slack.run(stop))
        stack.push_async_callback(_ended, stop, task)
        at = f"http://127.0.0.1:{port}"
        transport = OverSocket(standin) if kind == "socket" else OverHTTP(f"{at}/slack/events", session)
        await until(slack.ready)
        yield Together(standin, People(standin), transport, house, slack, at, stop, task)


async def _ended(stop: asyncio.Event, task: asyncio.Task[None]) -> None:
    stop.set()
    await asyncio.wait([task], timeout=PATIENCE)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def until(good: Callable[[], bool] | Callable[[], Awaitable[bool]]) -> None:
    """Wait until something holds; fails after a while."""
    async with asyncio.timeout(PATIENCE):
        while True:
            held = good()
            if held if isinstance(held, bool) else await held:
                return
            await asyncio.sleep(0.01)


def played(work: Callable[[], Awaitable[None]], *, patience: float = 60.0) -> None:
    """Run a scene of a test, bounded in time."""

    async def bounded() -> None:
        async with asyncio.timeout(patience):
            await work()

    asyncio.run(bounded())


def plain(body: JSON) -> str:
    """What a person reads of a body: its texts, a line for each block."""
    from tests.adapters.slack.faults import texts  # noqa: PLC0415

    return "\n".join("".join(texts(block)) for block in body["blocks"])


def labels(body: JSON) -> list[str]:
    """The buttons of a body."""
    return [button["text"]["text"] for block in body["blocks"] if block["type"] == "actions" for button in block["elements"]]
