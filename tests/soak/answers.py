"""100,000 answers through `Service.handle` on each database: memory, tasks and connections must be flat.

Prints a line every tenth of the way. `python -m tests.soak.answers [COUNT]`.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from adapters.database import schema, stores
from adapters.database.engine import Database
from adapters.measured import MeasuredService
from adapters.metrics import Metrics
from bot.model import Actor, Place, Query
from bot.service import Service, core
from tests.adapters.postgres import cluster

_AT_ONCE = 20
_TEXTS = (
    "404", "왜 302 말고 307?", "502 504 차이", "토큰 만료됐을 때 뭐 줘?", "503 재시도해도 돼?", "5xx가 뭐야", "점심 뭐 먹지",
    "자세히", "그럼 504는?",
    '10.0.0.1 - - [12/Mar/2025:14:05:01 +0900] "GET /pay HTTP/1.1" 502 5 "-" "curl"',
)  # fmt: skip


def resident() -> float:
    """MiB in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / (1 << 20)


def descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - counts entries


class Failures(logging.Handler):
    """Counts what a store failed at: each is a conversation that forgot something."""

    count = 0

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 - only counted
        self.count += 1


async def soak(name: str, url: str, count: int) -> None:
    """Answer `count` questions and print what the process holds along the way."""
    failures = Failures()
    logging.getLogger("bot").handlers[:] = [failures]
    logging.getLogger("bot").propagate = False
    database = Database(url)
    service = MeasuredService(Service(core(), stores.Conversations(database), stores.Reports(database)), Metrics())
    started = time.perf_counter()
    step = max(count // 10, 500)
    for done in range(0, count, _AT_ONCE):
        asked = range(done, done + _AT_ONCE)
        queries = (Query(_TEXTS[n % len(_TEXTS)], "dm", Actor(f"u{n % 97}"), Place(f"p{n % 997}")) for n in asked)
        await asyncio.gather(*(service.handle(query) for query in queries))
        if done in (500, count - _AT_ONCE) or done % step == 0:
            gc.collect()
            rate = (done + _AT_ONCE) / (time.perf_counter() - started)
            held = f"{resident():7.1f} MiB  {len(asyncio.all_tasks())} tasks  {descriptors()} descriptors  {failures.count} failed"
            print(f"{name:<11}{done + _AT_ONCE:>8} answers  {held}  {rate:6.0f}/s", flush=True)
    await database.close()


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/soak.db"
        schema.upgrade(url)
        asyncio.run(soak("SQLite", url, count))
    with cluster() as running:
        schema.upgrade(running.url)
        asyncio.run(soak("PostgreSQL", running.url, count))


if __name__ == "__main__":
    main()
