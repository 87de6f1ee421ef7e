"""`sagongsa run`: everything that has its credentials, in one event loop, until SIGTERM."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext, suppress

import click

from adapters import compose, logs, runtime
from adapters.database import schema
from adapters.database.engine import DatabaseDownError
from adapters.database.stores import sweep
from adapters.delivery import build
from adapters.delivery.alone import alone
from adapters.settings import Settings, load, name_of
from adapters.web import playground, server
from bot.errors import SagongsaError

_SWEPT = 60.0  # seconds between deleting what has expired
_NO_TOKENS = "토큰이 없어 Slack과 Discord에는 붙지 않았습니다. 붙이는 방법은 README에 있습니다."
_log = logs.get(__name__)


class NothingToRunError(SagongsaError):
    """No platform has its credentials."""

    exit_code = 1

    def __init__(self) -> None:
        super().__init__(
            "연결할 곳이 없습니다.\n"
            "  Slack: SLACK_BOT_TOKEN과, SLACK_APP_TOKEN(Socket Mode)이나 SLACK_SIGNING_SECRET(HTTP)\n"
            "  Discord: DISCORD_TOKEN\n"
            "을 환경이나 .env에 적고 다시 실행하세요. 토큰 없이 써 보려면 SAGONGSA_PLAYGROUND를 지우고 다시 실행하거나, "
            "`sagongsa chat`을 실행하세요."
        )


def run() -> None:
    """Run until asked to stop. Raises SagongsaError where it cannot start or a platform refuses our credentials."""
    settings = load()
    logs.configure(settings.log_format, settings.log_level)
    if settings.slack_bot_token is None and settings.discord_token is None:
        if settings.playground == "off":
            raise NothingToRunError
        asyncio.run(_play(settings))
        return
    url = settings.database_url.get_secret_value()
    schema.make_ready(url)
    if build.kind_of(settings.delivery, url) == "procrastinate":
        _jobs_ready(url)
    with alone(url):
        asyncio.run(_run(settings))


def _jobs_ready(url: str) -> None:
    from adapters.delivery import schema as jobs  # noqa: PLC0415 - Procrastinate is loaded only where it runs

    if not jobs.is_ready(url):
        raise schema.SchemaBehindError


async def _play(settings: Settings) -> None:
    """The playground alone: no database, and no server that would tell an orchestrator that the bot is ready."""
    stop = asyncio.Event()
    runtime.stop_on_signals(stop)
    async with _playground(settings):
        click.echo(_NO_TOKENS)
        await stop.wait()


@asynccontextmanager
async def _playground(settings: Settings) -> AsyncIterator[None]:
    setting = name_of(Settings.model_fields["playground_port"])
    runner, port = await server.listen(compose.playground(), playground.HOST, settings.playground_port, setting)
    click.echo(f"놀이터를 열었습니다: http://{playground.HOST}:{port}/ (끝내려면 Ctrl-C)")
    try:
        yield
    finally:
        await runner.cleanup()


async def _run(settings: Settings) -> None:
    stop = asyncio.Event()
    async with compose.house(settings) as house, _playground(settings) if settings.playground == "on" else nullcontext():
        runtime.stop_on_signals(stop)
        runner, port = await server.listen(house.web, settings.host, settings.port)
        sweeping = asyncio.create_task(_sweep(house))
        _log.info("listening", host=settings.host, port=port, platforms=[platform.name for platform in house.platforms])
        try:
            await runtime.run_all([*house.platforms, *([house.delivery] if house.delivery else [])], house.metrics, stop)
        finally:
            sweeping.cancel()
            await asyncio.gather(sweeping, return_exceptions=True)
            await runner.cleanup()
    _log.info("stopped")


async def _sweep(house: compose.House) -> None:
    while True:
        with suppress(DatabaseDownError):
            await sweep(house.database)
        await asyncio.sleep(_SWEPT)
