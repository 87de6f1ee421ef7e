"""`make bench`, third part: Slack's answers against a bare listener, 500 at once, and the memory of 10,000.

The bare listener, its loopback stub and its requests are those of `slack_floor.py` in SAGONGSA_BENCH; without it this part is
left out. Both apps and the core take turns of 50 in one process, so that a change in the machine's speed hits them alike.
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
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncBoltRequest

from adapters import logs
from adapters.compose import slack_app
from adapters.database import stores
from bot.model import Actor, Place, Query, Surface
from bot.service import core
from tests.soak.answers import resident

ROUNDS, EACH, TURN = 7, 500, 50
AT_ONCE, FEW, MANY = 500, 500, 10_000
Request = tuple[str, dict[str, str | Sequence[str]]]


class Stores:
    """The time that the stores took: building their statements, waiting and all."""

    def __init__(self) -> None:
        self.seconds = 0.0
        for store in (stores.Events, stores.Conversations, stores.Shown):
            for name in ("take", "is_done", "done", "load", "save", "lately", "keep"):
                if method := vars(store).get(name):
                    setattr(store, name, self._timed(method))

    def _timed(self, method: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def timed(*arguments: Any) -> Any:
            started = time.perf_counter()
            try:
                return await method(*arguments)
            finally:
                self.seconds += time.perf_counter() - started

        return timed


async def played(app: Any, born: Any, requests: list[Request]) -> None:
    for body, headers in requests:
        answer = await app.async_dispatch(AsyncBoltRequest(body=body, headers=headers))
        await born.settle(5)
        assert answer.status == 200, answer.status


def answered(floor: Any, surface: Surface) -> None:
    for n in range(TURN):
        core().reply(Query(floor.TEXTS[n % len(floor.TEXTS)], surface, Actor("a", "w"), Place("p")))


async def ratios(floor: Any, born: Any, base: str, kind: str, bare: Any) -> None:
    """Print how much longer ours takes than the bare listener, the core's and the stores' own time taken off."""
    clock, surface = (time.process_time, "slash") if kind == "slash" else (time.perf_counter, "mention")
    make: Callable[..., Any] = getattr(floor, kind)
    timed, ours = Stores(), slack_app()
    found, first = [], 0
    for number in range(-1, ROUNDS):
        spent = {"bare": 0.0, "ours": 0.0, "core": 0.0}
        timed.seconds = 0.0
        for _ in range(EACH // TURN):
            for name, app in (("bare", bare), ("ours", ours)):
                requests = list(floor.signed(make, range(first, first + TURN), base))
                first += TURN
                started = clock()
                await played(app, born, requests)
                spent[name] += clock() - started
            started = clock()
            answered(floor, surface)  # type: ignore[arg-type]
            spent["core"] += clock() - started
        per = {name: seconds / EACH * 1e6 for name, seconds in spent.items()}
        store = timed.seconds / EACH * 1e6 if kind == "mention" else 0.0
        if number >= 0:  # the first round warms up
            found.append((per["ours"] - per["core"] - store) / per["bare"])
    print(
        f"{kind:<8} bare {per['bare']:6.0f}  ours {per['ours']:6.0f}  core {per['core']:5.0f}  stores {store:6.0f} µs (last round)"
        f"   without core and stores / bare: {min(found):.2f} / {statistics.median(found):.2f} / {max(found):.2f} ×"
    )


async def burst(floor: Any, born: Any, base: str) -> None:
    """Print when the last of many requests that come at once is acknowledged."""
    for kind in ("slash", "mention"):
        app = slack_app()
        requests = list(floor.signed(getattr(floor, kind), range(50_000, 50_000 + AT_ONCE), base))
        started = time.perf_counter()

        async def acknowledged(
            body: str, headers: dict[str, str | Sequence[str]], app: Any = app, started: float = started
        ) -> float:
            await app.async_dispatch(AsyncBoltRequest(body=body, headers=headers))
            return time.perf_counter() - started

        times = await asyncio.gather(*(acknowledged(*request) for request in requests))
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
        await played(app, born, list(floor.signed(kind, range(100_000 + done, 100_000 + done + TURN), base)))
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
    async with aiohttp.ClientSession() as session:
        await ratios(floor, born, base, "slash", floor.floor_app(False, None))  # noqa: FBT003 - the floor's own signature
        await ratios(floor, born, base, "mention", floor.floor_app(False, session))  # noqa: FBT003
    steps: tuple[Callable[[Any, Any, str], Awaitable[None]], ...] = (burst, memory)
    for step in steps:
        await step(floor, born, base)


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
