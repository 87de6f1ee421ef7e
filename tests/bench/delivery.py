"""`make bench`, delivery: cards a second, against a loop that only posts the same cards to the same platform.

The platform on loopback takes 5 ms for each. The loop keeps as many cards under way as a process of ours does, and knows no rows:
what ours take longer is the choice of a card, its claim before it goes and its record after.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from adapters.delivery.parts import How
from bot.answer.daily import daily_card
from bot.model import Place
from bot.registry.snapshot import catalog
from bot.study.item import Item
from tests.adapters.postgres import cluster
from tests.soak.delivery import emptied, fast, in_file
from tests.soak.platform import Platform, on_loopback
from tests.soak.posting import LoopbackPost

CARDS, TURNS, DAY = 1000, 3, date(2026, 11, 26)


async def bare() -> float:
    """Cards a second of the loop."""
    card, hands = daily_card(Item((404,)), DAY, catalog(), personal=False), asyncio.Semaphore(How().at_once)
    async with on_loopback(Platform()) as platform, LoopbackPost(platform.base, "dm") as post:

        async def sent(name: int) -> None:
            async with hands:
                await post.post(card, Place(f"dm:{name}"), str(name))

        began = time.perf_counter()
        await asyncio.gather(*(sent(name) for name in range(CARDS)))
        return CARDS / (time.perf_counter() - began)


def forms(folder: Path) -> Iterator[tuple[str, str, str, int]]:
    """What is measured: its name, who drives it, an empty database, how many processes."""
    yield "SQLite", "local", in_file(folder, f"bench{time.monotonic_ns()}"), 1
    with cluster() as running:
        yield "PostgreSQL", "local", emptied(running), 1
        yield "Procrastinate", "procrastinate", emptied(running), 1
        yield "Procrastinate × 3", "procrastinate", emptied(running), 3


def main() -> None:
    rates: dict[str, list[tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory() as name:
        for _ in range(TURNS):
            for told, form, url, replicas in forms(Path(name)):
                floor = asyncio.run(bare())
                speed = asyncio.run(fast(form, url, Path(name), CARDS, replicas))
                rates.setdefault(told, []).append((speed.cards / speed.seconds, floor))
    print(f"{'매일 카드':<20}{'1초에 몇 장':>10}   {'보내기만 하는 고리에 대한 비(최소 중앙값 최대)'}")
    for told, turns in rates.items():
        ratios = sorted(rate / floor for rate, floor in turns)
        rate = sorted(rate for rate, _ in turns)[TURNS // 2]
        print(f"{told:<20}{rate:>10.0f}      {ratios[0]:.2f} {ratios[TURNS // 2]:.2f} {ratios[-1]:.2f}")


if __name__ == "__main__":
    main()
