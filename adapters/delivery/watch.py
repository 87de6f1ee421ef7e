"""What a runner does beside sending: sees how the queue stands, lets go of what is old, and takes up what a dead process left."""

from __future__ import annotations

from time import monotonic

from adapters import logs
from adapters.database.deliveries import Deliveries
from adapters.database.ledger import Ledger
from adapters.delivery.outbox import Times
from adapters.metrics import Metrics

_SEEN = 15.0  # seconds between two looks at the queue
_SWEPT = 6 * 3600.0
_log = logs.get(__name__)


class Watch:
    """Beside a runner."""

    def __init__(self, deliveries: Deliveries, ledger: Ledger, metrics: Metrics, times: Times) -> None:
        self._deliveries, self._ledger, self._metrics, self._times = deliveries, ledger, metrics, times
        self._seen_at = self._swept_at = float("-inf")

    async def began(self) -> None:
        """The only process began: rows in sending were left by one that died. Raises DatabaseDownError."""
        if left := await self._deliveries.orphaned(self._times.appears):
            _log.warning("cards left in sending", count=left)

    async def looked(self) -> None:
        """Called as often as one likes; does something now and then. Raises DatabaseDownError."""
        now = monotonic()
        if now - self._seen_at >= _SEEN:
            self._seen_at = now
            await self.see()
        if now - self._swept_at >= _SWEPT:
            self._swept_at = now
            await self._ledger.sweep()

    async def see(self) -> None:
        """Set the gauges."""
        queue = await self._ledger.queue()
        for state, count in queue.counts.items():
            self._metrics.delivery_rows.labels(state).set(count)
        self._metrics.delivery_queue_age.set(queue.age)
