"""`make bench`, third part: Slack's answers against a bare listener, 500 at once, and the memory of 10,000.

The bare listener, its loopback stub and its requests are those of `slack_floor.py` in SAGONGSA_BENCH; without it this part is
left out.
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import logging
import os
import statistics
import sys
import tempfile
import time
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncBoltRequest

from adapters import logs
from adapters.compose import slack_app
from adapters.database import schema
from adapters.database.engine import Database
from tests.bench import slack_ratios
from tests.bench.slack_ratios import Request, played
from tests.soak.answers import resident

AT_ONCE, TURN, FEW, MANY = 500, 50, 500, 10_000


async def burst(floor: Any, born: Any, base: str) -> None:
    """Print when the last of many requests that come at once is acknowledged."""
    for kind in ("slash", "mention"):
        app = slack_app()
        requests = list(floor.signed(getattr(floor, kind), range(50_000, 50_000 + AT_ONCE), base))
        started = time.perf_counter()
        times = await asyncio.gather(*(acknowledged(app, request, started) for request in requests))
        print(f"{AT_ONCE} {kind} at once: acknowledged within {max(times):.2f} s (half within {statistics.median(times):.2f} s)")
        await born.settle(30)


async def acknowledged(app: Any, request: Request, started: float) -> float:
    body, headers = request
    await app.async_dispatch(AsyncBoltRequest(body=body, headers=headers))
    return time.perf_counter() - started


async def memory(floor: Any, born: Any, base: str) -> None:
    """Print what the process holds after some answers and after many."""
    app, held = slack_app(), 0.0
    for done in range(0, MANY, TURN):
        kind = floor.slash if done % (2 * TURN) else floor.mention
        for request in floor.signed(kind, range(100_000 + done, 100_000 + done + TURN), base):
            await played(app, born, request)
        if done + TURN in (FEW, MANY // 4, MANY // 2):
            gc.collect()
            held = held or resident()
            print(f"  {done + TURN:>6,} answers: {resident():.2f} MiB")
    gc.collect()
    left = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    print(f"memory after {MANY:,} answers: {resident() - held:+.2f} MiB against after {FEW}; {len(left)} tasks left")


async def measured() -> None:
    sys.path[:0] = [os.environ["SAGONGSA_BENCH"]]
    floor, common, stub = (importlib.import_module(name) for name in ("slack_floor", "common", "stub"))
    base, _ = stub.start()
    os.environ |= {"SLACK_SIGNING_SECRET": floor.SECRET, "SLACK_BOT_TOKEN": "xoxb-bench", "SAGONGSA_SLACK_API_URL": f"{base}/api/"}
    born = common.Born()
    schema.make_ready(os.environ["DATABASE_URL"])
    database = Database(os.environ["DATABASE_URL"])
    async with aiohttp.ClientSession() as session:
        bare, asking = (floor.floor_app(default_ack=False, session=session) for _ in range(2))
        await slack_ratios.slash(floor, born, base, bare)
        await slack_ratios.mention(floor, born, base, bare, asking, database)
    await database.close()
    await burst(floor, born, base)
    await memory(floor, born, base)


def main() -> None:
    if not os.environ.get("SAGONGSA_BENCH"):
        print("Slack: SAGONGSA_BENCH가 없어 재지 않습니다")
        return
    logs.configure("json", "error")
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATABASE_URL": f"sqlite:///{folder}/bench.db", "SAGONGSA_FLOOD_LIMIT": "0"}
        asyncio.run(measured())


if __name__ == "__main__":
    main()
