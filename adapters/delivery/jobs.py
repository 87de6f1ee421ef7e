"""The runner of many replicas: Procrastinate, on the PostgreSQL that holds the rows.

Its periodic task claims what is due, in whichever process is alive, and makes jobs for the rows in the transaction that makes the
rows. A job does nothing but call `Outbox.deliver` for a few rows; the rows stay the truth, and a job that comes twice does no harm.
A row that goes on later than the others of its job gets one of its own. Jobs of a process that died are given to the living.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
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
_TOGETHER = 10  # rows of a job: jobs are fetched one by one, and each costs as many trips as a card
_ON_THE_SPOT = 5.0  # seconds that a row is waited for by the job that has it: one that comes back stands in line for a worker
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

    def __init__(self, address: str, parts: Parts, *, at_once: int, beats: Beats) -> None:
        self._address, self._parts, self._beats = address, parts, beats
        self._at_once = at_once
        self._hands = asyncio.Semaphore(at_once)
        self._retry = _AtItsTime()

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
        async def deliver(rows: list[tuple[str, str]]) -> None:
            keys = [Key(subscription, date.fromisoformat(day)) for subscription, day in rows]
            later = await self._deliver(keys, stop)
            if later and (stop.is_set() or len(keys) == 1):
                raise LaterError(min(later.values()))
            if later:
                await self._put_off(app, deliver, later)

        @app.periodic(cron=self._beats.tick)
        @app.task(name="tick", queue=_QUEUE, queueing_lock="tick", pass_context=False)
        async def tick(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate's name
            async def defer(connection: Any, rows: Sequence[Planned]) -> None:
                await self._defer(app, deliver, rows, connection)

            await self._parts.tick.claim(defer)

        @app.periodic(cron=self._beats.rescue)
        @app.task(name="rescue", queue=_QUEUE, queueing_lock="rescue")
        async def rescue(timestamp: int) -> None:  # noqa: ARG001
            await self._rescue(app, deliver)

        @app.periodic(cron="17 4 * * *")
        @app.task(name="sweep", queue=_QUEUE, queueing_lock="sweep")
        async def sweep(timestamp: int) -> None:  # noqa: ARG001
            await self._parts.ledger.sweep()
            await app.job_manager.delete_old_jobs(nb_hours=24, include_failed=True, include_aborted=True, include_cancelled=True)

    async def _deliver(self, keys: Sequence[Key], stop: asyncio.Event) -> dict[Key, float]:
        """Take rows as far as they go; which go on, in how many seconds. What only waits for its turn is let go on `stop`."""
        going = [asyncio.create_task(self._through(key, stop)) for key in keys]
        all_of_them: asyncio.Future[list[float | BaseException | None]] = asyncio.gather(*going, return_exceptions=True)
        stopping = asyncio.create_task(stop.wait())
        either: list[asyncio.Future[Any]] = [all_of_them, stopping]
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            for key, task in zip(keys, going, strict=True):
                if key not in self._parts.outbox.sending:
                    task.cancel()
            waits = await all_of_them
        except asyncio.CancelledError:
            all_of_them.cancel()
            raise LaterError(0) from None
        finally:
            stopping.cancel()
        return {key: wait for key, told in zip(keys, waits, strict=True) if (wait := _wait(told)) is not None}

    async def _through(self, key: Key, stop: asyncio.Event) -> float | None:
        """In how many seconds the row goes on. A job that comes back is looked for now and then only: it comes that much early, and
        waits for the rest by itself. What is tried again comes on top of what is under way, so that it is not late."""
        async with self._hands:
            wait = await self._parts.outbox.deliver(key)
        while wait is not None and wait <= _ON_THE_SPOT and not stop.is_set():
            await asyncio.sleep(wait)
            wait = await self._parts.outbox.deliver(key)
        return None if wait is None else max(0.0, wait - self._beats.poll)

    async def _put_off(self, app: App, deliver: Task[Any, Any, Any], later: Mapping[Key, float]) -> None:
        """A job of its own for each row that goes on later; where none can be made, all of this job's rows are looked at again."""
        now = datetime.now(UTC) + timedelta(seconds=self._retry.ahead)
        jobs = [_job(deliver, [key], now + timedelta(seconds=wait), first=True) for key, wait in later.items()]
        try:
            await app.job_manager.batch_defer_jobs_async(jobs)
        except ConnectorException:
            raise LaterError(_DOWN) from None

    async def _defer(self, app: App, deliver: Task[Any, Any, Any], rows: Sequence[Planned], connection: Any) -> None:
        """Jobs for the rows that are to be sent, over the connection of the transaction that makes the rows."""
        jobs = [
            _job(deliver, [row.key for row in few], datetime.fromtimestamp(few[0].retry_at, UTC))
            for few in together([row for row in rows if row.state == "todo"], self._beats.poll)
        ]
        if jobs:
            await app.job_manager.batch_defer_jobs_async(jobs, connection=connection)

    async def _rescue(self, app: App, deliver: Task[Any, Any, Any]) -> None:
        """Jobs of processes that died are anybody's again, and rows that have no job any more get one."""
        for job in await app.job_manager.get_stalled_jobs(queue=_QUEUE, seconds_since_heartbeat=self._beats.dead):
            _log.warning("job taken over", task=job.task_name)
            await app.job_manager.retry_job(job)
        for key in await self._parts.ledger.forgotten(_LOST):
            job_of_it = deliver.configure(queueing_lock=f"again:{key.subscription}:{key.day}")
            with suppress(AlreadyEnqueued):
                await job_of_it.defer_async(rows=_written([key]))

    async def _look_around(self) -> None:
        """What each process does on its own: gauges, and how far the database's clock is from ours."""
        while True:
            with suppress(DatabaseDownError):
                self._retry.ahead = await self._parts.ledger.ahead()
                await self._parts.watch.see()
                self._parts.outage.over()
            await asyncio.sleep(self._beats.look)


def together(rows: Sequence[Planned], seconds: float) -> Iterator[Sequence[Planned]]:
    """A few rows at a time, of which the last may be taken up within so many seconds of the first."""
    few: list[Planned] = []
    for row in sorted(rows, key=lambda row: row.retry_at):
        if few and (len(few) == _TOGETHER or row.retry_at > few[0].retry_at + seconds):
            yield few
            few = []
        few.append(row)
    if few:
        yield few


def _job(deliver: Task[Any, Any, Any], keys: Sequence[Key], at: datetime, *, first: bool = False) -> Job:
    return deliver.configure(schedule_at=at, priority=int(first)).make_new_job(rows=_written(keys))


def _written(keys: Sequence[Key]) -> Any:
    return [[key.subscription, key.day.isoformat()] for key in keys]


def _wait(told: float | BaseException | None) -> float | None:
    """In how many seconds a row goes on whose delivery ended so; None where it is done with."""
    match told:
        case asyncio.CancelledError():
            return 0.0
        case DatabaseDownError():
            return _DOWN
        case BaseException():
            _log.error("card failed", exc_info=told)
            return _DOWN
    return told
