"""The service with its answers counted and timed. Adapters call this; the core knows no clock."""

from __future__ import annotations

import time
from functools import cache

from adapters.metrics import Metrics
from bot.model import Message, Query, Reply
from bot.service import Service


class MeasuredService:
    """`Service.handle` with metrics around it."""

    def __init__(self, service: Service, metrics: Metrics) -> None:
        self._service = service
        self.metrics = metrics
        self._seconds = cache(metrics.seconds.labels)  # finding a child by its labels costs more than counting in it
        self._answers = cache(metrics.answers.labels)

    async def handle(self, message: Message) -> Reply | None:
        """The reply; None for silence. Raises BadTokenError for a button that cannot be read."""
        started = time.perf_counter()
        reply = await self._service.handle(message)
        self._seconds(message.surface).observe(time.perf_counter() - started)
        if reply is None:
            self.metrics.silences.inc()
        elif reply.question.intent == "none" and not reply.effects and isinstance(message, Query):
            self.metrics.not_understood.labels(message.surface).inc()
        else:
            self._answers(reply.question.intent, message.surface).inc()
        return reply
