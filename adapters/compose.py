"""The one place that builds: it knows every adapter and hands each what it needs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.clock import SystemClock
from adapters.terminal.chat import Chat
from adapters.terminal.memory import SessionMemory
from adapters.terminal.progress import SessionProgress
from bot.registry.snapshot import catalog
from bot.service import Service, core
from bot.tutor import Tutor

if TYPE_CHECKING:
    from aiohttp import web

    from adapters.database.engine import Database
    from adapters.measured import MeasuredService
    from adapters.metrics import Metrics
    from adapters.runtime import Platform
    from adapters.settings import Settings


def terminal_chat(*, color: bool, width: int | None = None) -> Chat:
    """A chat session over the default registry; it remembers until it ends."""
    tutor = Tutor(catalog(), SystemClock(), SessionProgress())
    return Chat(Service(core(), SessionMemory(), tutor=tutor), color=color, width=width)


@dataclass(frozen=True, slots=True)
class House:
    """What a running process consists of."""

    database: Database
    metrics: Metrics
    service: MeasuredService
    web: web.Application
    platforms: tuple[Platform, ...]


@asynccontextmanager
async def house(settings: Settings) -> AsyncIterator[House]:
    """Everything of a running process but its event loop; closed at the end."""
    from adapters.database.engine import Database  # noqa: PLC0415 - `sagongsa chat` needs none of this
    from adapters.database.stores import Conversations, Reports  # noqa: PLC0415
    from adapters.errands import Errands  # noqa: PLC0415
    from adapters.flood import Flood  # noqa: PLC0415
    from adapters.measured import MeasuredService  # noqa: PLC0415
    from adapters.metrics import Metrics  # noqa: PLC0415
    from adapters.web import server  # noqa: PLC0415

    database = Database(settings.database_url.get_secret_value())
    metrics = Metrics()
    store = Conversations(database, minutes=settings.memory_minutes)
    errands = Errands()
    flood = Flood(settings.flood_limit, refused=metrics.flooded.inc)
    tutor = Tutor(catalog(), SystemClock())
    service = MeasuredService(Service(core(), store, Reports(database), flood, errands.run, tutor), metrics)
    platforms: tuple[Platform, ...] = ()
    probes = {"database": database.answers, **{platform.name: platform.ready for platform in platforms}}
    try:
        yield House(database, metrics, service, server.application(metrics, probes), platforms)
    finally:
        await errands.ended()
        await database.close()
