"""Cards through crashes: SQLite with a process that is killed again and again, PostgreSQL with three replicas of which one is
killed for good and one is stopped past its lease. Then how fast they are without trouble, and what an idle process costs.

`python -m tests.soak.delivery [RUNS] [CARDS] [KILLS]`, by default 10 runs, 2,000 cards and 20 kills in each run of SQLite.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from adapters.database import schema
from adapters.delivery import schema as jobs
from tests.adapters.postgres import Cluster, cluster
from tests.soak.fleet import Books, Sender, senders, settled
from tests.soak.platform import Platform, on_loopback
from tests.soak.sender import TIMES

BUSY, SILENT = 0.03, 0.01
_REPLICAS = 3


@dataclass
class Count:
    """What came of a run. `twice_when_stopped` are second messages to a DM from a sender that was stopped and resumed."""

    cards: int
    sent: int = 0
    unknown: int = 0
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    twice_when_stopped: list[str] = field(default_factory=list)
    unknown_elsewhere: list[str] = field(default_factory=list)
    may_be_unknown: int = 0
    seconds: float = 0.0

    @property
    def good(self) -> bool:
        wrong = (*self.lost, *self.twice, *self.unknown_elsewhere)
        return not wrong and self.unknown <= self.may_be_unknown

    def __str__(self) -> str:
        return (
            f"{self.cards} cards: {self.sent} sent, {len(self.lost)} lost, {len(self.twice)} twice "
            f"({len(self.twice_when_stopped)} more by a stopped sender of DMs), {self.unknown} unknown of at most "
            f"{self.may_be_unknown} in channels, {len(self.unknown_elsewhere)} unknown elsewhere, {self.seconds:.1f} s"
        )


def counted(books: Books, platform: Platform, cards: int, ambiguous: set[str], resumed: float = float("inf")) -> Count:
    """Hold the rows against what the platform took. `ambiguous` are channels whose row was in sending at a kill or stop."""
    count, taken = Count(cards), platform.counted()
    silent = {key for key, _ in platform.silences}
    for row in books.all():
        key = f"{row.subscription}-{row.day.replace('-', '')}"
        if row.state == "sent":
            count.sent += 1
        elif row.state == "unknown":
            count.unknown += 1
            if not row.place.startswith("channel:"):
                count.unknown_elsewhere.append(key)
        if row.state not in ("sent", "unknown") or (row.state == "sent" and not taken[key]):
            count.lost.append(f"{key} {row.state} {row.error}")
        count.may_be_unknown += row.place.startswith("channel:") and (row.place in ambiguous or key in silent)
        if taken[key] > 1:
            late = row.place.startswith("dm:") and [one.at for one in platform.messages if one.key == key][-1] >= resumed
            (count.twice_when_stopped if late else count.twice).append(key)
    count.lost += [f"{cards - len(books.all())} without a row"] if len(books.all()) < cards else []
    return count


async def killed(url: str, folder: Path, cards: int, kills: int, seed: int) -> Count:
    """One process at a time; it is killed at random instants while it sends, and started again."""
    chance = Random(seed)  # noqa: S311 - when to kill is no secret
    books = Books(url)
    books.subscribe(cards, datetime.now(UTC) - timedelta(seconds=1))
    ambiguous: set[str] = set()
    async with on_loopback(Platform(seed=seed, busy=BUSY, silent=SILENT)) as platform:
        started = time.perf_counter()
        for _ in range(kills):
            sender = await Sender.start("local", url, platform.base, folder / "log")
            asked = platform.asked
            while platform.asked == asked and sender.process.returncode is None and not _over(books, cards):
                await asyncio.sleep(0.01)
            await asyncio.sleep(chance.uniform(0.0, 0.8 * cards / 150 / kills))
            await sender.kill()
            ambiguous |= books.sending()
        async with senders("local", url, platform.base, folder / "log", 1):
            await settled(books, cards)
        count = counted(books, platform, cards, ambiguous)
        count.seconds = time.perf_counter() - started
    books.close()
    return count


async def stopped(url: str, folder: Path, cards: int, seed: int) -> Count:
    """Three replicas: one is killed and never returns, one is stopped for longer than its lease and goes on."""
    chance = Random(seed)  # noqa: S311
    books = Books(url)
    async with (
        on_loopback(Platform(seed=seed, busy=BUSY, silent=SILENT)) as platform,
        senders("procrastinate", url, platform.base, folder / "log", _REPLICAS) as replicas,
    ):
        await asyncio.sleep(2.0)
        books.subscribe(cards, datetime.now(UTC) - timedelta(seconds=1))
        started = time.perf_counter()
        await _asked(platform, int(cards * chance.uniform(0.05, 0.35)))
        await replicas[0].kill()
        ambiguous = books.sending()
        await _asked(platform, int(cards * chance.uniform(0.4, 0.7)))
        replicas[1].stop()
        ambiguous |= books.sending()
        await asyncio.sleep(TIMES.lease + 2)
        resumed = time.time()
        replicas[1].go_on()
        await settled(books, cards)
        await asyncio.sleep(TIMES.limit)  # what the resumed one may still do
        count = counted(books, platform, cards, ambiguous, resumed)
        count.seconds = time.perf_counter() - started
    books.close()
    return count


@dataclass(frozen=True, slots=True)
class Speed:
    """Without ambiguity or crashes: `late` is how long after its Retry-After each card came, `cpu` seconds of all processes."""

    cards: int
    seconds: float
    cpu: float
    late: list[float]

    def __str__(self) -> str:
        late = sorted(self.late) or [0.0]
        said = f"{late[0]:.3f}, {late[len(late) // 2]:.3f}, {late[-1]:.3f} s after Retry-After (min, median, max)"
        return f"{self.cards / self.seconds:.0f} cards/s, {1000 * self.cpu / self.cards:.1f} ms of CPU a card, tried again {said}"


async def fast(form: str, url: str, folder: Path, cards: int, replicas: int) -> Speed:
    """All cards as fast as they go."""
    books = Books(url)
    async with on_loopback(Platform(busy=BUSY)) as platform:
        if form == "local":  # a subscription that was made elsewhere is seen within half a minute: here it is made before
            books.subscribe(cards, datetime.now(UTC) + timedelta(seconds=6))
        async with senders(form, url, platform.base, folder / "log", replicas) as running:
            await asyncio.sleep(4.0)
            before = sum(one.cpu() for one in running)
            if form != "local":
                books.subscribe(cards, datetime.now(UTC))
            await settled(books, cards)
            cpu = sum(one.cpu() for one in running) - before
        times = [one.at for one in platform.messages]
    books.close()
    return Speed(cards, max(times) - min(times), cpu, platform.lateness)


async def idle(form: str, url: str, folder: Path) -> float:
    """What a process costs that has nothing to do, as users run it: percent of a core."""
    async with senders(f"{form}-idle", url, "http://127.0.0.1:9", folder / "log", 1) as running:
        await asyncio.sleep(8.0)
        before, at = running[0].cpu(), time.perf_counter()
        await asyncio.sleep(65.0)
        return (running[0].cpu() - before) / (time.perf_counter() - at) * 100


async def _asked(platform: Platform, count: int) -> None:
    async with asyncio.timeout(120):
        while platform.asked < count:
            await asyncio.sleep(0.005)


def _over(books: Books, cards: int) -> bool:
    states = books.states()
    return states.total() >= cards and not states["todo"] and not states["sending"]


def emptied(running: Cluster) -> str:
    """The cluster's database with nothing but today's tables."""
    import psycopg  # noqa: PLC0415

    with psycopg.connect(running.url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    schema.upgrade(running.url)
    jobs.upgrade(running.url)
    return running.url


def in_file(folder: Path, name: str) -> str:
    url = f"sqlite:///{folder}/{name}.db"
    schema.upgrade(url)
    return url


def main() -> None:
    runs, cards, kills = [int(given) for given in sys.argv[1:4]] + [10, 2000, 20][len(sys.argv) - 1 :]
    counts = []
    with tempfile.TemporaryDirectory() as name, cluster() as running:
        folder = Path(name)
        for run in range(runs):
            counts.append(asyncio.run(killed(in_file(folder, f"killed{run}"), folder, cards, kills, run)))
            print(f"SQLite, {kills} kills, run {run + 1}: {counts[-1]}", flush=True)
        for run in range(runs):
            counts.append(asyncio.run(stopped(emptied(running), folder, cards, run)))
            print(f"PostgreSQL, one of {_REPLICAS} killed, one stopped, run {run + 1}: {counts[-1]}", flush=True)
        for told, form, url, replicas in (
            ("SQLite, one process", "local", in_file(folder, "fast"), 1),
            ("PostgreSQL, one process", "local", "", 1),
            ("PostgreSQL, Procrastinate, one process", "procrastinate", "", 1),
            ("PostgreSQL, Procrastinate, three processes", "procrastinate", "", _REPLICAS),
        ):
            print(f"{told}: {asyncio.run(fast(form, url or emptied(running), folder, cards, replicas))}", flush=True)
        for told, form, url in (("SQLite", "local", in_file(folder, "idle")), ("Procrastinate", "procrastinate", emptied(running))):
            print(f"{told}, idle: {asyncio.run(idle(form, url, folder)):.2f} % of a core", flush=True)
    wrong = [count for count in counts if not count.good]
    print(f"{len(counts)} runs, {len(wrong)} wrong")
    for count in wrong:
        print(count.lost[:5], count.twice[:5], count.unknown_elsewhere[:5])
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
