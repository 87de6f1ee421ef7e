"""Flood limits: how often one person, and one workspace, may ask in a minute. Kept in the process: no answer waits for a store."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.model import Actor

_MINUTE = 60.0
_WORKSPACE_TIMES = 15  # a workspace may ask as often as this many people who ask as often as they may
_MOST_KEPT = 10_000  # people and workspaces remembered at once


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Flood:
    """A bucket of questions for each person and workspace that fills again over a minute. `limit` 0 lets all pass.

    `refused` is called for each question that is turned away.
    """

    def __init__(
        self,
        limit: int,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        refused: Callable[[], None] = lambda: None,
    ) -> None:
        self._limit = limit
        self._refused = refused
        self._monotonic = monotonic
        self._buckets: dict[str, _Bucket] = {}

    def allows(self, actor: Actor) -> bool:
        """Whether this person may ask now; counts the question where they may."""
        if not self._limit:
            return True
        mine = self._bucket(actor.id, self._limit)
        ours = self._bucket(actor.workspace, self._limit * _WORKSPACE_TIMES) if actor.workspace else None
        if mine.left < 1 or (ours and ours.left < 1):
            self._refused()
            return False
        mine.left -= 1
        if ours:
            ours.left -= 1
        return True

    def _bucket(self, key: str, size: int) -> _Bucket:
        now = self._monotonic()
        bucket = self._buckets.pop(key, None) or _Bucket(float(size), now)
        bucket.left = min(float(size), bucket.left + (now - bucket.at) * size / _MINUTE)
        bucket.at = now
        self._buckets[key] = bucket  # the last asked stand last: the first are the ones to let go
        if len(self._buckets) > _MOST_KEPT:
            del self._buckets[next(iter(self._buckets))]
        return bucket
