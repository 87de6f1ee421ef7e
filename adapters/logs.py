"""Structured logs: JSON for machines, one readable line for people. Ids and kinds, never text, tokens or addresses.

Libraries log through the same handler; their messages are kept only from warnings on, since at lower levels the platforms' SDKs
print what people wrote. Values that look like secrets are blanked out all the same.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any, Literal

import structlog

from bot.understand.redact import redact

_OURS = ("adapters", "bot")
_REPEATING = ("procrastinate", "psycopg.pool")  # what they say of the database and of jobs, delivery says once
_CHATTY = ("slack_bolt", "slack_sdk", "discord", "aiohttp", "alembic", "sqlalchemy", "asyncio")


def configure(style: Literal["auto", "json", "readable"], level: str) -> None:
    """Set up logging for this process, once."""
    readable = style == "readable" or (style == "auto" and sys.stderr.isatty())
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _blanked,
    ]
    last: Any = (
        structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
        if readable
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _without_trace, last]
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in _OURS:
        logging.getLogger(name).setLevel(level.upper())
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in _REPEATING:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def get(name: str) -> Any:
    """A logger of ours: `log.info("answered", intent="define")`."""
    return structlog.get_logger(name)


def _blanked(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in event.items():
        if isinstance(value, str) and key not in ("timestamp", "level", "logger"):
            event[key] = redact(value)
    return event


def _without_trace(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The kind of an error and where it came from, not its words: they may hold what a person wrote."""
    info = event.pop("exc_info", None)
    if info and (error := info if isinstance(info, BaseException) else sys.exc_info()[1] if info is True else info[1]):
        event["error"] = type(error).__name__
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        if trace:
            event["at"] = f"{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}"
    return event
