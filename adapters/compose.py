"""The one place that builds: it knows every adapter and hands each what it needs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.clock import SystemClock
from adapters.terminal.chat import Chat
from adapters.terminal.memory import SessionMemory
from adapters.terminal.progress import SessionProgress
from bot.desk import Desk
from bot.registry.snapshot import catalog
from bot.service import Service, core
from bot.tutor import Tutor

if TYPE_CHECKING:
    from aiohttp import web

    from adapters.database.engine import Database
    from adapters.delivery.build import Runner
    from adapters.discord.app import Client
    from adapters.discord.platform import Discord
    from adapters.errands import Errands
    from adapters.measured import MeasuredService
    from adapters.metrics import Metrics
    from adapters.posting import Post
    from adapters.runtime import Platform
    from adapters.settings import Settings
    from adapters.slack.app import App


def terminal_chat(*, color: bool) -> Chat:
    """A chat session over the default registry; it remembers until it ends."""
    tutor = Tutor(catalog(), SystemClock(), SessionProgress())
    return Chat(Service(core(), SessionMemory(), tutor=tutor), color=color)


@dataclass(frozen=True, slots=True)
class House:
    """What a running process consists of."""

    database: Database
    metrics: Metrics
    service: MeasuredService
    web: web.Application
    platforms: tuple[Platform, ...]
    posts: tuple[Post, ...]
    delivery: Runner | None


@asynccontextmanager
async def house(settings: Settings) -> AsyncIterator[House]:
    """Everything of a running process but its event loop; closed at the end."""
    from adapters.errands import Errands  # noqa: PLC0415 - `sagongsa chat` needs none of this
    from adapters.slack.build import slack  # noqa: PLC0415
    from adapters.web import server  # noqa: PLC0415

    errands = Errands()
    nudge = _Nudge()
    database, service = _remembering(settings, errands, nudge)
    in_slack, in_discord = slack(settings, service, database), _discord(settings, service, database)
    platforms: tuple[Platform, ...] = tuple(platform for platform in (in_slack, in_discord) if platform)
    posts: tuple[Post, ...] = tuple(platform.post for platform in (in_slack, in_discord) if platform)
    probes = {"database": database.answers, **{platform.name: platform.ready for platform in platforms}}
    application = server.application(service.metrics, probes)
    if in_slack:
        application.add_routes(in_slack.routes)
    try:
        async with _delivery(settings, database, posts, service.metrics) as delivery:
            if delivery:
                nudge.run = delivery.nudge
                probes[delivery.name] = delivery.ready
            yield House(database, service.metrics, service, application, platforms, posts, delivery)
    finally:
        await errands.ended()
        for post in posts:
            await post.close()
        await database.close()


def playground() -> web.Application:
    """The page that draws what every adapter would send. It needs no credentials and no database."""
    from adapters.discord import render as discord  # noqa: PLC0415
    from adapters.slack import render as slack  # noqa: PLC0415
    from adapters.terminal.render import render as terminal  # noqa: PLC0415
    from adapters.web.drawn import SOMEBODY, Drawers  # noqa: PLC0415
    from adapters.web.playground import application  # noqa: PLC0415

    drawers = Drawers(
        asked={"slack": slack.body, "discord": discord.body},
        pressed={
            "slack": lambda reply, surface, _: slack.pressed_body(reply, surface, SOMEBODY),
            "discord": lambda reply, surface, start: discord.pressed_body(reply, surface, start, SOMEBODY),
        },
        terminal=lambda card, width: terminal(card, width=width, color=True),
    )
    return application(drawers)


class _Nudge:
    """Wakes whoever sends the cards when a subscription was set; there may be nobody."""

    run: Callable[[], None] | None = None

    def __call__(self) -> None:
        if self.run:
            self.run()


@asynccontextmanager
async def _delivery(
    settings: Settings, database: Database, posts: tuple[Post, ...], metrics: Metrics
) -> AsyncIterator[Runner | None]:
    """Who sends the cards, over connections of its own where a server has many; None without a place to send to."""
    if not posts:
        yield None
        return
    from adapters.database.engine import Database  # noqa: PLC0415
    from adapters.delivery import build  # noqa: PLC0415

    url = settings.database_url.get_secret_value()
    own = database if database.is_sqlite else Database(url)
    try:
        if build.kind_of(settings.delivery, url) == "local":
            yield build.local(own, posts, catalog(), metrics, alone=own.is_sqlite)
        else:
            yield build.replicas(url, own, posts, catalog(), metrics)
    finally:
        if own is not database:  # the house closes its own when nothing that uses it is under way any more
            await own.close()


def _remembering(settings: Settings, errands: Errands, nudge: Callable[[], None] | None = None) -> tuple[Database, MeasuredService]:
    """The service over a database, and the database. `nudge` is called when a subscription was set."""
    from adapters.database.engine import Database  # noqa: PLC0415
    from adapters.database.stores import Conversations, Reports  # noqa: PLC0415
    from adapters.database.study import Progress, Subscriptions  # noqa: PLC0415
    from adapters.flood import Flood  # noqa: PLC0415
    from adapters.measured import MeasuredService  # noqa: PLC0415
    from adapters.metrics import Metrics  # noqa: PLC0415

    database = Database(settings.database_url.get_secret_value())
    store = Conversations(database, minutes=settings.memory_minutes)
    metrics = Metrics()
    flood = Flood(settings.flood_limit, refused=metrics.flooded.inc)
    clock, progress = SystemClock(), Progress(database)
    tutor = Tutor(catalog(), clock, progress)
    desk = Desk(clock, Subscriptions(database, nudge), progress)
    service = Service(core(), store, Reports(database), flood, errands.run, tutor, desk)
    return database, MeasuredService(service, metrics)


def slack_app() -> App:
    """The Bolt app of the environment's settings, for those who serve it themselves. Raises SagongsaError."""
    from adapters.database import schema  # noqa: PLC0415
    from adapters.errands import Errands  # noqa: PLC0415
    from adapters.settings import SettingsError, load  # noqa: PLC0415
    from adapters.slack.build import slack  # noqa: PLC0415

    settings = load()
    schema.make_ready(settings.database_url.get_secret_value())
    database, service = _remembering(settings, Errands())
    built = slack(settings, service, database)
    if built is None:
        raise SettingsError(["SLACK_BOT_TOKEN: 봇 토큰이 없습니다. Slack의 봇 토큰을 적으세요."])
    return built.app


def _discord(settings: Settings, service: MeasuredService, database: Database) -> Discord | None:
    """Discord; None, and discord.py not loaded, without its token."""
    if settings.discord_token is None:
        return None
    from adapters.discord.build import platform  # noqa: PLC0415

    return platform(settings, service, database)


def discord_client() -> Client:
    """The client of the environment's settings, not logged in yet, for those who run it themselves. Raises SagongsaError."""
    from adapters.database import schema  # noqa: PLC0415
    from adapters.discord.build import client  # noqa: PLC0415
    from adapters.errands import Errands  # noqa: PLC0415
    from adapters.settings import load  # noqa: PLC0415

    settings = load()
    schema.make_ready(settings.database_url.get_secret_value())
    database, service = _remembering(settings, Errands())
    return client(settings, service, database)
