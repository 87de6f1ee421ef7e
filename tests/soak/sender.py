"""A process that sends cards to the platform on loopback, to be killed. `python -m tests.soak.sender local URL BASE`."""

from __future__ import annotations

import asyncio
import sys
from contextlib import AsyncExitStack

from adapters import logs, runtime
from adapters.database.engine import Database
from adapters.delivery import build
from adapters.delivery.alone import alone
from adapters.delivery.outbox import Times
from adapters.delivery.parts import Beats, How
from adapters.metrics import Metrics
from bot.registry.snapshot import catalog
from tests.soak.posting import LoopbackPost

KINDS = ("dm", "channel", "keyed")
TIMES = Times(lease=6.0, limit=2.0, appears=0.5)
HOW = How(TIMES, limits={}, jitter=0.0, beats=Beats(alive=1.0, dead=5.0), cron="* * * * * *")


async def send(form: str, url: str, base: str) -> None:
    stop = asyncio.Event()
    runtime.stop_on_signals(stop)
    metrics = Metrics()
    database = Database(url)
    async with AsyncExitStack() as stack:
        posts = [await stack.enter_async_context(LoopbackPost(base, kind)) for kind in KINDS]
        runner: build.Runner
        how = How() if form.endswith("-idle") else HOW
        if form.startswith("local"):
            runner = build.local(database, posts, catalog(), metrics, how, alone=database.is_sqlite)
        else:
            runner = build.replicas(url, database, posts, catalog(), metrics, how)
        await runtime.run_all([runner], metrics, stop)
    await database.close()


def main() -> None:
    form, url, base = sys.argv[1:4]
    logs.configure("json", "info")
    with alone(url):
        asyncio.run(send(form, url, base))


if __name__ == "__main__":
    main()
