"""`sagongsa check`: whether everything that a running bot stands on is good, one line each."""

from __future__ import annotations

import asyncio
import time

from adapters import compose
from adapters.database import schema
from adapters.database.address import url_of
from adapters.database.engine import DatabaseDownError
from adapters.runtime import Finding
from adapters.settings import Settings, load
from bot.errors import SagongsaError
from bot.registry.snapshot import catalog

_BUILT = 1_764_028_800  # 2025-11-25 UTC: a clock that stands before it is wrong


def findings() -> list[Finding]:
    """What was looked at, in order. Raises SettingsError where not even the settings can be read."""
    settings = load()
    found = [_registry(), _clock(), _database(settings)]
    return found + asyncio.run(_platforms(settings))


def _registry() -> Finding:
    try:
        held = catalog()
    except SagongsaError as error:
        return Finding("등록부", good=False, told=str(error))
    return Finding("등록부", good=True, told=f"코드 {len(held.numbers)}개")


def _clock() -> Finding:
    now = time.time()
    if now < _BUILT:
        return Finding("시계", good=False, told="시계가 과거를 가리킵니다. 시각 동기화(NTP)를 켜세요.")
    return Finding("시계", good=True, told=time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(now)))


def _database(settings: Settings) -> Finding:
    url = settings.database_url.get_secret_value()
    try:
        kind = url_of(url).get_backend_name()
        if kind == "sqlite":
            schema.upgrade(url)
        at, newest = schema.revision(url), schema.newest()
    except (SagongsaError, DatabaseDownError) as error:
        return Finding("데이터베이스", good=False, told=str(error))
    if at != newest:
        return Finding("데이터베이스", good=False, told=str(schema.SchemaBehindError()))
    return Finding("데이터베이스", good=True, told=f"{kind}, 표의 판 {at}")


async def _platforms(settings: Settings) -> list[Finding]:
    async with compose.house(settings) as house:
        if not house.platforms:
            return [Finding("플랫폼", good=True, told="토큰이 없어 보지 않았습니다(Slack, Discord)")]
        return [finding for platform in house.platforms for finding in await platform.check()]
