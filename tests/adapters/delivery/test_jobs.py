"""Procrastinate: its tables come with `sagongsa db upgrade`, its jobs with the rows, and the living take over from the dead."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from adapters.database import notes
from adapters.database.claims import Planned
from adapters.database.deliveries import Key
from adapters.database.engine import Database, DatabaseDownError
from adapters.delivery import build
from adapters.delivery import schema as jobs
from adapters.delivery.jobs import together
from adapters.delivery.parts import Beats
from adapters.metrics import Metrics
from bot.registry.snapshot import catalog
from tests.adapters.delivery.scene import Scene, play
from tests.adapters.delivery.test_local import PATIENT, until
from tests.adapters.postgres import Cluster
from tests.soak.delivery import emptied

BEATS = Beats(poll=0.2, alive=0.5, dead=2.0, look=0.5, tick="* * * * * *", rescue="* * * * * *")
YESTERDAY = datetime.now(UTC) - timedelta(days=1)  # jobs wait for a time of the server's own clock


@asynccontextmanager
async def running(scene: Scene) -> AsyncIterator[build.Runner]:
    database = Database(scene.url, clock=scene.clock)
    how = replace(scene.how, times=PATIENT, beats=BEATS)
    runner = build.replicas(scene.url, database, scene.posts, catalog(), Metrics(), how)
    stop = asyncio.Event()
    task = asyncio.create_task(runner.run(stop))
    try:
        yield runner
    finally:
        stop.set()
        await asyncio.wait_for(task, 20)
        await database.close()


@pytest.mark.parametrize("on_the_spot", [5.0, 0.1])
def test_two_replicas_share_the_cards_and_jobs_are_gone_when_done(
    postgres: Cluster, monkeypatch: pytest.MonkeyPatch, on_the_spot: float
) -> None:
    """What is to be tried again is waited for by its job, or gets one of its own."""
    monkeypatch.setattr("adapters.delivery.jobs._ON_THE_SPOT", on_the_spot)

    async def act(scene: Scene) -> None:
        for name in range(25):
            await scene.subscribe(("dm", "channel", "keyed")[name % 3], name)
        scene.clock.forward(86_400)
        async with running(scene), running(scene):
            await until(lambda: len(scene.platform.messages) == 25)
            await asyncio.sleep(0.5)
        assert set(scene.platform.counted().values()) == {1}
        assert {state for _, state, _ in await scene.rows()} == {"sent"}
        assert deliver_jobs(scene.url) == {}

    play(emptied(postgres), act, at=YESTERDAY, busy=0.3, retry_after=0.6)


def test_a_database_that_goes_away_is_waited_for(postgres: Cluster) -> None:
    async def act(scene: Scene) -> None:
        for name in range(12):
            await scene.subscribe("dm", name)
        scene.clock.forward(86_400)
        async with running(scene) as runner:
            await until(lambda: scene.platform.asked >= 2)
            await asyncio.to_thread(postgres.stop)
            async with asyncio.timeout(20):
                while await runner.ready():
                    await asyncio.sleep(0.1)
            await asyncio.to_thread(postgres.start)
            await until(lambda: len(scene.platform.messages) == 12, 60)
            async with asyncio.timeout(60):
                while {state for _, state, _ in await scene.rows()} != {"sent"}:
                    await asyncio.sleep(0.2)
        assert set(scene.platform.counted().values()) == {1}

    play(emptied(postgres), act, at=YESTERDAY, latency=0.2)


def test_a_row_without_a_job_gets_one(postgres: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.delivery.jobs._LOST", 0.5)

    async def act(scene: Scene) -> None:
        await scene.due("dm")
        async with running(scene):
            await until(lambda: len(scene.platform.messages) == 1)

    play(emptied(postgres), act, at=YESTERDAY - timedelta(days=1))


def test_upgrading_again_changes_nothing_and_an_older_one_is_seen(postgres: Cluster) -> None:
    url = emptied(postgres)
    jobs.upgrade(url)
    assert jobs.is_ready(url)
    notes.write(url, "procrastinate", "00.00.00_01_older.sql")
    assert not jobs.is_ready(url)


def test_newer_migrations_are_applied_over_older_tables(postgres: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    url = emptied(postgres)
    monkeypatch.setattr(jobs, "_migrations", lambda: ["03.04.00_50_post_add_retry_failed_job_procedure.sql", "99_new.sql"])
    monkeypatch.setattr(jobs, "_text", lambda _: "CREATE TABLE came_later (one int)")
    notes.write(url, "procrastinate", "03.04.00_50_post_add_retry_failed_job_procedure.sql")
    jobs.upgrade(url)
    assert jobs.is_ready(url)
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM came_later").fetchone() == (0,)


def test_rows_go_together_whose_time_is_near() -> None:
    rows = [Planned(Key(str(at), YESTERDAY.date()), "dm:1", at, "todo", retry_at=at) for at in (3.0, 0.2, 0.0, 0.1, 3.4, 9.0)]
    assert [[row.retry_at for row in few] for few in together(rows, 0.5)] == [[0.0, 0.1, 0.2], [3.0, 3.4], [9.0]]
    many = [replace(rows[0], key=Key(str(name), YESTERDAY.date())) for name in range(23)]
    assert [len(few) for few in together(many, 0.5)] == [10, 10, 3]


def test_a_server_that_is_not_there_is_told_in_one_sentence() -> None:
    with pytest.raises(DatabaseDownError, match="닿지 않습니다"):
        jobs.upgrade("postgresql://nobody@127.0.0.1:9/none")


def test_who_drives_where_it_goes_without_saying() -> None:
    assert build.kind_of("auto", "sqlite:///x.db") == "local"
    assert build.kind_of("auto", "postgresql://x/y") == "procrastinate"
    assert build.kind_of("local", "postgresql://x/y") == "local"


def deliver_jobs(url: str) -> dict[str, int]:
    """How many jobs for cards there are in each state."""
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT status, count(*) FROM procrastinate_jobs WHERE task_name = 'deliver' GROUP BY 1")
        return {str(status): int(count) for status, count in found}
