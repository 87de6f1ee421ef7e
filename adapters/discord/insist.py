"""Sending although the network or Discord fails: again where that is safe, quietly given up where Discord refuses.

discord.py itself waits at a 429 of Discord's own and tries 500, 502, 504 and 524 again. Left to us: resets on Linux (it knows the
errno of macOS and Windows only, Rapptz/discord.py issue 2596), 503 to messages, and a 429 of Cloudflare (it carries no `Via`).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp
import discord

from adapters import logs
from adapters.metrics import Metrics

T = TypeVar("T")
_PAUSE, _LONGEST_PAUSE = 0.2, 5.0
_TOO_MANY, _UNAVAILABLE = 429, 503
ANSWERED_ALREADY = 40060
_log = logs.get(__name__)

Refused = (discord.HTTPException, discord.RateLimited, OSError, aiohttp.ClientError)


async def insist(call: Callable[[], Awaitable[T]], within: float) -> T:
    """What `call` gives; it is called again while the fault passes by itself and `within` seconds are not over.

    `call` must be safe to repeat: a message with a nonce, an interaction's one callback, a reaction. Raises one of `Refused`.
    """
    deadline, pause = time.monotonic() + within, _PAUSE
    while True:
        try:
            return await call()
        except Refused as error:
            wait = _worth_waiting(error, pause)
            if wait is None or time.monotonic() + wait > deadline:
                raise
        await asyncio.sleep(wait)
        pause = min(pause * 2, _LONGEST_PAUSE)


def count(metrics: Metrics, error: Exception, what: str, **ids: object) -> None:
    """Count and log what was refused, by kind: never the words of it."""
    kind = kind_of(error)
    metrics.platform_errors.labels("discord", kind).inc()
    _log.info("refused", what=what, error=kind, **ids)


def kind_of(error: Exception) -> str:
    """Discord's number of the error ("50013"), the HTTP status where it has none, else the kind of exception."""
    if isinstance(error, discord.HTTPException):
        return str(error.code or error.status)
    return type(error).__name__


def _worth_waiting(error: Exception, pause: float) -> float | None:
    """Seconds after which to try again; None where it would be in vain."""
    if isinstance(error, discord.HTTPException):
        if error.status == _UNAVAILABLE:
            return pause
        return _told_to_wait(error, pause) if error.status == _TOO_MANY else None
    return pause if isinstance(error, (OSError, aiohttp.ClientError)) else None


def _told_to_wait(error: discord.HTTPException, pause: float) -> float:
    told = getattr(error.response, "headers", {}).get("Retry-After", "")
    try:
        return max(float(told), 0.0)
    except ValueError:
        return pause
