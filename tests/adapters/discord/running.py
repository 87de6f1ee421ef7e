"""The real thing against the stand-in: our adapter, discord.py, a database in a file."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from adapters.clock import SystemClock
from adapters.database import schema
from adapters.database.engine import Database
from adapters.database.stores import Conversations, Reports
from adapters.database.study import Progress, Subscriptions
from adapters.discord.build import platform
from adapters.discord.platform import Discord
from adapters.errands import Errands
from adapters.flood import Flood
from adapters.measured import MeasuredService
from adapters.metrics import Metrics
from adapters.settings import Settings
from bot.desk import Desk
from bot.registry.snapshot import catalog
from bot.service import Service, core
from bot.tutor import Tutor
from tests.adapters.discord.standin import TOKEN, discord_on_loopback
from tests.adapters.discord.standin import Discord as StandIn


@dataclass
class Bot:
    """What runs. `counted` reads a counter."""

    platform: Discord
    metrics: Metrics
    database: Database
    stop: asyncio.Event
    task: asyncio.Task[None]

    def counted(self, name: str, *labels: str) -> float:
        return float(getattr(self.metrics, name).labels(*labels)._value.get())


@asynccontextmanager
async def bot(server: StandIn, folder: Path, *, token: str = TOKEN, flood: int = 0, connect: bool = True) -> AsyncIterator[Bot]:
    """The platform as a process runs it, connected."""
    url = f"sqlite:///{folder}/bot.db"
    schema.upgrade(url)
    database, metrics, errands = Database(url), Metrics(), Errands()
    progress = Progress(database)
    tutor, desk = Tutor(catalog(), SystemClock(), progress), Desk(SystemClock(), Subscriptions(database), progress)
    service = Service(core(), Conversations(database), Reports(database), Flood(flood), errands.run, tutor, desk)
    settings = Settings(
        _env_file=None,
        discord_token=token,
        discord_api_url=f"{server.base}/api/v10",
        discord_gateway_url=server.base.replace("http", "ws") + "/gw",
    )
    made = platform(settings, MeasuredService(service, metrics), database)
    assert made
    stop = asyncio.Event()
    task = asyncio.create_task(made.run(stop))
    try:
        if connect:
            await server.connected()
            while not await made.ready():
                await asyncio.sleep(0.01)
        yield Bot(made, metrics, database, stop, task)
    finally:
        stop.set()
        await asyncio.wait([task], timeout=12)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await errands.ended()
        await database.close()


def against(folder: Path, scenario: Callable[[StandIn, Bot], Awaitable[None]], *, flood: int = 0, seconds: float = 60) -> None:
    """Run a scenario, bounded in time."""

    async def run() -> None:
        async with asyncio.timeout(seconds), discord_on_loopback() as server, bot(server, folder, flood=flood) as running:
            await scenario(server, running)

    asyncio.run(run())
