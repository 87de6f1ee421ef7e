"""`/http` beside a handler that answers with a fixed card, in one run: their CPU, less the core's own for the same texts.

The floor is `discord_floor.py` of the folder that SAGONGSA_BENCH names. Ours is the client of `adapters.compose`; both clients take
turns, fifty questions each, so that a drifting machine drops out. The core's CPU is told twice: "in place", counted while the
client is answering, and "alone", in a loop of its own, where its code and data stay in the processor's caches.
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import inspect
import logging
import os
import statistics
import sys
import tempfile
import time
from typing import Any

from bot.core import Core
from bot.model import Actor, Place, Query
from bot.service import core
from tests.soak.answers import resident

ROUNDS, EACH = 7, 1000
FEW, MANY = 500, 10_000
_TIMES = ("floor", "core alone", "core in place", "ours")
_alone = Core.reply
OPTION = "질문"


def main() -> None:
    """Print the medians and the ratio; an argument is a text to ask alone, in place of the floor's five."""
    folder = os.environ.get("SAGONGSA_BENCH")
    if not folder:
        print("Discord: SAGONGSA_BENCH가 없어 재지 않습니다")
        return
    sys.path.insert(0, folder)
    floor: Any = importlib.import_module("discord_floor")
    if len(sys.argv) > 1:
        floor.TEXTS = tuple(sys.argv[1:])
    asyncio.run(_measured(floor))


async def _measured(floor: Any) -> None:
    from adapters.compose import discord_client  # noqa: PLC0415 - after the floor, which sets the environment

    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        base, _ = floor.stub.start()
        os.environ |= {
            "DISCORD_TOKEN": "bench",
            "SAGONGSA_DISCORD_API_URL": f"{base}/api/v10",
            "DATABASE_URL": f"sqlite:///{folder}/bench.db",
        }
        floor.discord.http.Route.BASE = f"{base}/api/v10"
        floor.webhooks.async_context.set(floor.Dropped())
        made = discord_client()
        clients = {"floor": (floor.floor_client(), "text"), "ours": (await made if inspect.isawaitable(made) else made, OPTION)}
        for client, _ in clients.values():
            await client.login("bench")
            client._connection.parsers["GUILD_CREATE"](floor.GUILD)
        await _rounds(floor, clients)
        await _memory(floor, *clients["ours"])
        for client, _ in clients.values():
            await client.close()


async def _rounds(floor: Any, clients: dict[str, Any]) -> None:
    born, first = floor.common.Born(), 0
    told: dict[str, list[float]] = {name: [] for name in (*_TIMES, "less in place", "less alone")}
    in_place = _counting_core()
    for number in range(-1, ROUNDS):
        used = dict.fromkeys(_TIMES, 0.0)
        in_place.clear()
        for _ in range(EACH // 50):
            for name, (client, option) in clients.items():
                payloads = [floor.interaction(first + n, "http", option) for n in range(50)]
                first += 50
                sample = floor.common.Sample()
                with sample:
                    await floor.play(born, client, payloads, sample)
                used[name] += sample._cpu
            used["core alone"] += _of_core(floor.TEXTS)
        used["core in place"] = sum(in_place)
        if number >= 0:
            for name, seconds in used.items():
                told[name].append(seconds / EACH * 1e6)
            for how in ("in place", "alone"):
                told[f"less {how}"].append((used["ours"] - used[f"core {how}"]) / used["floor"])
    for name, values in told.items():
        unit = "×" if name.startswith("less") else "µs"
        print(f"{name:<14} {min(values):8.2f} {statistics.median(values):8.2f} {max(values):8.2f} {unit}")


async def _memory(floor: Any, client: Any, option: str) -> None:
    """Print what the process holds after many answers against few; the answers of a server are for the asker alone."""
    born, held = floor.common.Born(), 0.0
    for first in range(1_000_000, 1_000_000 + MANY, 50):
        payloads = [floor.interaction(first + n, "http", option) for n in range(50)]
        await floor.play(born, client, payloads, floor.common.Sample())
        if first + 50 - 1_000_000 in (FEW, MANY):
            gc.collect()
            held = held or resident()
    views = len(client._connection._view_store._views)
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    print(
        f"memory after {MANY:,} answers: {resident() - held:+.2f} MiB against after {FEW}; {views} views, {len(tasks)} tasks left"
    )


def _counting_core() -> list[float]:
    """CPU seconds of every reply that the core makes from now on, while a client answers."""
    seconds: list[float] = []
    reply = Core.reply

    def counted(self: Core, *message: Any) -> Any:
        started = time.thread_time()
        made = reply(self, *message)
        seconds.append(time.thread_time() - started)
        return made

    Core.reply = counted  # type: ignore[method-assign, assignment]
    return seconds


def _of_core(texts: tuple[str, ...]) -> float:
    actor, place = Actor("discord:7", "discord:100"), Place("discord:100:300:7")
    started = time.process_time()
    for n in range(50):
        _alone(core(), Query(texts[n % len(texts)], "slash", actor, place))
    return time.process_time() - started


if __name__ == "__main__":
    main()
