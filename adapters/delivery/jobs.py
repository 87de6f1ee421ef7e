"""The runner of many replicas: Procrastinate, on the PostgreSQL that holds the rows.

Its periodic task claims what is due, in whichever process is alive, and makes a job for each row in the transaction that makes the
row. A job does nothing but call `Outbox.deliver`; the row stays the truth. A job's lock is its place, so that one card at a time
goes to each; one that is to be tried again keeps the lock until then. Jobs of a process that died are given to the living.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

from procrastinate import App, BaseRetryStrategy, PsycopgConnector, RetryDecision
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import Job
from procrastinate.tasks import Task

from adapters import logs
from adapters.database.claims import Planned
from adapters.database.deliveries import Key
from adapters.database.engine import DatabaseDownError
from adapters.delivery.parts import Beats, Parts
from adapters.runtime import DRAIN, Finding

_QUEUE = "delivery"
_DOWN = 2.0  # seconds between tries while the database is down
_LOST = 120.0  # seconds after which a row that nobody took up gets another job
_log = logs.get(__name__)


class LaterError(Exception):
    """A job goes on in some seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds


class _AtItsTime(BaseRetryStrategy):
    """Every job goes on until its row has ended. `ahead` is by how much the database's clock is ahead of ours."""

    ahead = 0.0

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:  # noqa: ARG002 - Procrastinate's names
        seconds = exception.seconds if isinstance(exception, LaterError) else _DOWN
        return RetryDecision(retry_at=datetime.now(UTC) + timedelta(seconds=seconds + self.ahead))


class Jobs:
    """A part of the process, as `adapters.runtime` runs them."""

    name = "delivery"

    def __init__(self, address: str, parts: Parts, *, at_once: int, beats: Beats, cron: str) -> None:
        self._address, self._parts, self._beats = address, parts, beats
        self._at_once = at_once
        self._retry = _AtItsTime()
        self._cron = cron

    def nudge(self) -> None:
        """Something was set up: the next minute's task sees it."""

    async def ready(self) -> bool:
        """Whether cards can go out now."""
        return not self._parts.outage.on

    async def check(self) -> list[Finding]:
        return []

    async def run(self, stop: asyncio.Event) -> None:
        """Work on jobs until `stop` is set; an outage of the database is waited for."""
        while not stop.is_set():
            try:
                await self._work(stop)
            except (ConnectorException, DatabaseDownError, OSError):
                self._parts.outage.began()
            if not stop.is_set():
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), _DOWN)

    async def _work(self, stop: asyncio.Event) -> None:
        app = App(connector=PsycopgConnector(conninfo=self._address, min_size=1, max_size=6, timeout=5.0))
        self._teach(app, stop)
        async with app.open_async():
            self._parts.outage.over()
            worker = asyncio.create_task(
                app.run_worker_async(
                    queues=[_QUEUE],
                    name="delivery",
                    concurrency=self._at_once,
                    install_signal_handlers=False,
                    delete_jobs="successful",
                    fetch_job_polling_interval=self._beats.poll,
                    update_heartbeat_interval=self._beats.alive,
                    stalled_worker_timeout=self._beats.dead,
                    shutdown_graceful_timeout=DRAIN - 2,
                )
            )
            looking = asyncio.create_task(self._look_around())
            stopping = asyncio.create_task(stop.wait())
            try:
                await asyncio.wait([worker, looking, stopping], return_when=asyncio.FIRST_COMPLETED)
                worker.cancel()
                await asyncio.gather(worker, return_exceptions=True)
            finally:
                for task in (looking, stopping):
                    task.cancel()
                await asyncio.gather(looking, stopping, return_exceptions=True)

    def _teach(self, app: App, stop: asyncio.Event) -> None:
        """The tasks that a worker knows."""

        @app.task(name="deliver", queue=_QUEUE, retry=self._retry)
        async def deliver(subscription: str, day: str) -> None:
            await self._deliver(Key(subscription, date.fromisoformat(day)), stop)

        @app.periodic(cron=self._cron)
        @app.task(name="tick", queue=_QUEUE, queueing_lock="tick", pass_context=False)
        async def tick(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate's name
            async def defer(connection: Any, rows: Sequence[Planned]) -> None:
                await _deferred(app, deliver, rows, connection)

            await self._parts.tick.claim(defer)

        @app.periodic(cron="* * * * * */10")
        @app.task(name="rescue", queue=_QUEUE, queueing_lock="rescue")
        async def rescue(timestamp: int) -> None:  # noqa: ARG001
            await self._rescue(app, deliver)

        @app.periodic(cron="17 4 * * *")
        @app.task(name="sweep", queue=_QUEUE, queueing_lock="sweep")
        async def sweep(timestamp: int) -> None:  # noqa: ARG001
            await self._parts.ledger.sweep()
            await app.job_manager.delete_old_jobs(nb_hours=24, include_failed=True, include_aborted=True, include_cancelled=True)

    async def _deliver(self, key: Key, stop: asyncio.Event) -> None:
        """Take a row as far as it goes; raises LaterError where it goes on. What only waits for its turn is let go on `stop`."""
        going = asyncio.create_task(self._through(key))
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait([going, stopping], return_when=asyncio.FIRST_COMPLETED)
            if not going.done() and key not in self._parts.outbox.sending:
                going.cancel()
            await going
        except asyncio.CancelledError:
            going.cancel()
            raise LaterError(0) from None
        finally:
            stopping.cancel()

    async def _through(self, key: Key) -> None:
        """Jobs that wait are looked for now and then only: one comes back that much early, and waits for the rest by itself."""
        while (wait := await self._parts.outbox.deliver(key)) is not None:
            if wait > 2 * self._beats.poll:
                raise LaterError(wait - self._beats.poll)
            await asyncio.sleep(wait)

    async def _rescue(self, app: App, deliver: Task[Any, Any, Any]) -> None:
        """Jobs of processes that died are anybody's again, and rows that have no job any more get one."""
        for job in await app.job_manager.get_stalled_jobs(queue=_QUEUE, seconds_since_heartbeat=self._beats.dead):
            _log.warning("job taken over", task=job.task_name)
            await app.job_manager.retry_job(job)
        for key in await self._parts.ledger.forgotten(_LOST):
            job_of_it = deliver.configure(queueing_lock=f"again:{key.subscription}:{key.day}")
            with suppress(AlreadyEnqueued):
                await job_of_it.defer_async(subscription=key.subscription, day=key.day.isoformat())

    async def _look_around(self) -> None:
        """What each process does on its own: gauges, and how far the database's clock is from ours."""
        while True:
            with suppress(DatabaseDownError):
                self._retry.ahead = await self._parts.ledger.ahead()
                await self._parts.watch.see()
                self._parts.outage.over()
            await asyncio.sleep(self._beats.look)


async def _deferred(app: App, deliver: Task[Any, Any, Any], rows: Sequence[Planned], connection: Any) -> None:
    """A job for each row that is to be sent, over the connection of the transaction that makes the rows."""
    jobs = [
        deliver.configure(lock=row.place, schedule_at=datetime.fromtimestamp(row.retry_at, UTC)).make_new_job(
            subscription=row.key.subscription, day=row.key.day.isoformat()
        )
        for row in rows
        if row.state == "todo"
    ]
    if jobs:
        await app.job_manager.batch_defer_jobs_async(jobs, connection=connection)
