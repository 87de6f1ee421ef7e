"""`sagongsa run` sends what is due to a platform's stand-in, on both databases; a second one on the same file is refused."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from adapters.database import notes
from adapters.database.engine import Database
from adapters.database.study import Subscriptions
from adapters.delivery import schema as jobs
from adapters.delivery.tick import Tick
from adapters.metrics import Metrics
from bot.desk import key_of
from bot.model import Actor, Place, Subscription
from bot.order import EVERY_DAY
from tests.adapters.discord.payloads import HERE
from tests.adapters.discord.standin import Discord, discord_on_loopback
from tests.adapters.discord.test_process import environment


def early(kind: str) -> Place:
    """A place whose cards come in the first second of their minute."""
    tick = Tick(None, Metrics())  # type: ignore[arg-type]
    places = (Place(f"discord:{kind}{number}") for number in count(10**17))
    return next(place for place in places if tick.start(key_of(place), 0.0) < 1.0)


PERSON, SHARED = early(""), early(f"{HERE}:")


async def subscribe(url: str, place: Place) -> Subscription:
    """A subscription whose card is due now."""
    owner = Actor(PERSON.id, f"discord:{HERE}")
    one = Subscription(key_of(place), place, owner, personal=place == PERSON, days=EVERY_DAY, skip_holidays=False)
    database = Database(url)
    await Subscriptions(database).save(one, datetime.now(UTC))
    await database.close()
    return one


async def process(server: Discord, folder: Path, url: str, *arguments: str) -> asyncio.subprocess.Process:
    told = environment(server, folder) | {"DATABASE_URL": url}
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "adapters.cli", *arguments, cwd=folder, env=told, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


async def ended(one: asyncio.subprocess.Process) -> tuple[int, str]:
    _, err = await asyncio.wait_for(one.communicate(), 40)
    return one.returncode or 0, err.decode()


def test_what_is_due_comes_once_and_again_after_a_restart_not_twice(url: str, tmp_path: Path) -> None:
    async def work() -> None:
        async with asyncio.timeout(150), discord_on_loopback() as server:
            assert (await ended(await process(server, tmp_path, url, "db", "upgrade")))[0] == 0
            made = [await subscribe(url, place) for place in (PERSON, SHARED)]
            nonces = set()
            for turn in range(2):
                running = await process(server, tmp_path, url, "run")
                await server.connected()
                if turn == 0:
                    await server._until(lambda: len(server.sent) == 2, 100)
                    nonces = {str(sent.body["nonce"]) for sent in server.sent}
                else:
                    await asyncio.sleep(3)
                if url.startswith("sqlite"):
                    code, err = await ended(await process(server, tmp_path, url, "run"))
                    assert (code, "이미 실행 중" in err, "Traceback" in err) == (1, True, False), err
                running.send_signal(signal.SIGTERM)
                code, err = await ended(running)
                assert (code, "Traceback" in err) == (0, False), err
                server._ready.clear()
            assert {nonce[:16] for nonce in nonces} == {one.id for one in made}
            assert len(server.sent) == 2

    asyncio.run(work())


def test_on_postgresql_tables_of_an_older_procrastinate_are_refused(url: str, tmp_path: Path) -> None:
    if url.startswith("sqlite"):
        return
    jobs.upgrade(url)
    notes.write(url, "procrastinate", "older")

    async def work() -> None:
        async with discord_on_loopback() as server:
            code, err = await ended(await process(server, tmp_path, url, "run"))
            assert code == 1
            assert "sagongsa db upgrade" in err

    asyncio.run(work())
