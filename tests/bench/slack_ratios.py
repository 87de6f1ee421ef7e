"""Slack's answers beside a bare listener, in one run: what they take, less what the core and the stores take of it.

Slash commands are compared by their CPU, all of it; mentions by the clock, since they wait for the stores and for Slack, and by the
median of a request, since whatever else runs on the machine makes some wait. All apps take turns in one process, a few requests
each, so that a change in the machine's speed hits them alike.

The core and the stores are timed in place, while an app answers. In a loop of its own the core's code and data stay in the
processor's caches, and what it takes longer in place would be left in our figure; that ratio is told as well ("core alone").

A mention that begins a thread asks the stores four times. Beside the listener that asks for nothing stands one that makes the same
calls of the same stores, which are taken off there too: it tells what the calls cost around them.
"""

from __future__ import annotations

import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from typing import Any

from slack_bolt.async_app import AsyncBoltRequest
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.response import BoltResponse

from adapters.compose import slack_app
from adapters.database import stores
from adapters.database.engine import Database
from bot.core import Core
from bot.model import Actor, Memory, Place, Query, Surface
from bot.service import core

ROUNDS, EACH, TURN = 7, 500, 10
Request = tuple[str, dict[str, str | Sequence[str]]]
_STORES = (stores.Events, stores.Conversations, stores.Shown)
_SURFACES: dict[str, Surface] = {"slash": "slash", "mention": "mention"}
_alone = Core.reply


class Taken:
    """Seconds that the core and the stores took since it was begun, and how often each call of a store was made."""

    def __init__(self) -> None:
        self.begin(time.perf_counter)
        Core.reply = self._in_core()  # type: ignore[method-assign]
        for store in _STORES:
            for name, method in list(vars(store).items()):
                if not name.startswith("_"):
                    setattr(store, name, self._in_store(f"{store.__name__}.{name}", method))

    def begin(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.core = self.stores = 0.0
        self.calls: Counter[str] = Counter()

    def _in_core(self) -> Callable[..., Any]:
        def timed(*arguments: Any) -> Any:
            started = self._clock()
            try:
                return _alone(*arguments)
            finally:
                self.core += self._clock() - started

        return timed

    def _in_store(self, name: str, method: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def timed(*arguments: Any) -> Any:
            started = self._clock()
            try:
                return await method(*arguments)
            finally:
                self.stores += self._clock() - started
                self.calls[name] += 1

        return timed


@cache
def _taken() -> Taken:
    return Taken()


class Asks(AsyncMiddleware):
    """Calls the stores as answering a mention does, around the listener: a middleware of this kind costs Bolt next to nothing."""

    def __init__(self, database: Database) -> None:
        self._events, self._shown = stores.Events(database), stores.Shown(database)
        self._conversations = stores.Conversations(database)

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - Bolt's name
    ) -> BoltResponse:
        event = req.body["event"]
        key = f"bare:{event['channel']}:{event['ts']}"
        place, actor = Place(key), Actor("bare:U1")
        await self._events.take(key)
        await self._conversations.save(place, actor, Memory((404,), "define"))
        answer = await next()
        await self._shown.keep(place, "d:404", event["ts"])
        await self._events.done(key)
        return answer


async def played(app: Any, born: Any, request: Request) -> None:
    body, headers = request
    answer = await app.async_dispatch(AsyncBoltRequest(body=body, headers=headers))
    await born.settle(5)
    assert answer.status == 200, answer.status


@dataclass(slots=True)
class Round:
    """Seconds of each request of a round, by what took them: an app, its stores, the core."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    calls: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def less(self, name: str, *taken: str) -> list[float]:
        """What an app took of each request beside what is taken off."""
        columns = zip(self.seconds[name], *(self.seconds[what] for what in taken), strict=True)
        return [whole - sum(off) for whole, *off in columns]


async def slash(floor: Any, born: Any, base: str, bare: Any) -> None:
    """Print the CPU of a slash command: ours, less the core's, against the bare listener's."""
    rounds = await _rounds(floor, born, base, floor.slash, {"bare": bare, "ours": slack_app()}, time.process_time)
    for core_is in ("core", "core alone"):
        _told(
            "slash", f"a bare listener, less {core_is}", [sum(one.less("ours", core_is)) / sum(one.less("bare")) for one in rounds]
        )
    _told_micros(rounds)


async def mention(floor: Any, born: Any, base: str, bare: Any, asking: Any, database: Database) -> None:
    """Print the time of a mention: ours, less the core's and the stores', against that of two bare listeners."""
    asking.use(Asks(database))
    apps = {"bare": bare, "asking": asking, "ours": slack_app()}
    rounds = await _rounds(floor, born, base, floor.mention, apps, time.perf_counter)
    medians = [
        [
            statistics.median(seconds)
            for seconds in (one.less("ours", "core", "ours stores"), one.less("asking", "asking stores"), one.less("bare"))
        ]
        for one in rounds
    ]
    _told("mention", "a bare listener", [ours / bare for ours, _, bare in medians])
    _told("mention", "a bare listener that asks the same stores", [ours / asking for ours, asking, _ in medians])
    _told("asking", "a bare listener", [asking / bare for _, asking, bare in medians])
    _told_micros(rounds)


async def _rounds(floor: Any, born: Any, base: str, make: Any, apps: dict[str, Any], clock: Callable[[], float]) -> list[Round]:
    """The first round warms up, and is none of them."""
    numbers, rounds = count(0, TURN), []
    for _ in range(ROUNDS + 1):
        rounds.append(one := Round())
        for _ in range(EACH // TURN):
            for name, app in apps.items():
                first = next(numbers)
                await _turn(born, name, app, list(floor.signed(make, range(first, first + TURN), base)), clock, one)
            for n in range(TURN):
                started = clock()
                _alone(core(), Query(floor.TEXTS[n % len(floor.TEXTS)], _SURFACES[make.__name__], Actor("a", "w"), Place("p")))
                one.seconds["core alone"].append(clock() - started)
        assert one.calls["ours"] == one.calls["asking"], one.calls
    return rounds[1:]


async def _turn(born: Any, name: str, app: Any, requests: list[Request], clock: Callable[[], float], one: Round) -> None:
    taken = _taken()
    for request in requests:
        taken.begin(clock)
        started = clock()
        await played(app, born, request)
        one.seconds[name].append(clock() - started)
        one.seconds[f"{name} stores"].append(taken.stores)
        one.calls[name] += taken.calls
        if name == "ours":
            one.seconds["core"].append(taken.core)


def _told(kind: str, against: str, ratios: list[float]) -> None:
    print(f"{kind:<8} {min(ratios):.2f} / {statistics.median(ratios):.2f} / {max(ratios):.2f} ×  {against}")


def _told_micros(rounds: list[Round]) -> None:
    names = (name for name in rounds[-1].seconds if any(rounds[-1].seconds[name]))
    print(
        "         " + "  ".join(f"{name} {statistics.median(rounds[-1].seconds[name]) * 1e6:.0f}" for name in names) + " µs (last)"
    )
