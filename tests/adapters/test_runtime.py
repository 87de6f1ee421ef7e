"""Platforms in one loop: a crash is mended, a refused credential ends all, stopping drains."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from adapters import runtime
from adapters.flood import Flood
from adapters.metrics import Metrics
from bot.model import Actor


@dataclass
class Steady:
    """A platform that runs until it is stopped, and then ends what is under way."""

    name: str = "steady"
    ended: bool = False

    async def run(self, stop: asyncio.Event) -> None:
        await stop.wait()
        await asyncio.sleep(0.05)
        self.ended = True

    async def ready(self) -> bool:
        return not self.ended

    async def check(self) -> list[runtime.Finding]:
        return []


@dataclass
class Shaky(Steady):
    """A platform that crashes at its first runs."""

    name: str = "shaky"
    crashes: list[str] = field(default_factory=lambda: ["once", "twice"])

    async def run(self, stop: asyncio.Event) -> None:
        if self.crashes:
            raise ConnectionError(self.crashes.pop())
        await super().run(stop)


@dataclass
class Refused(Steady):
    name: str = "refused"

    async def run(self, stop: asyncio.Event) -> None:  # noqa: ARG002 - the protocol's signature
        raise runtime.CredentialError("토큰을 확인하세요.")


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "_FIRST_PAUSE", 0.01)


def run(*platforms: Steady, stop_after: float = 0.2) -> Metrics:
    metrics = Metrics()

    async def work() -> None:
        stop = asyncio.Event()
        asyncio.get_running_loop().call_later(stop_after, stop.set)
        async with asyncio.timeout(5):
            await runtime.run_all(platforms, metrics, stop)
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(work())
    return metrics


def test_stopping_lets_every_platform_end_what_is_under_way() -> None:
    one, other = Steady(), Steady("other")
    run(one, other)
    assert one.ended
    assert other.ended


def test_a_crash_is_mended_and_takes_no_other_along() -> None:
    steady, shaky = Steady(), Shaky()
    metrics = run(steady, shaky)
    assert shaky.ended
    assert steady.ended
    assert 'sagongsa_platform_restarts_total{platform="shaky"} 2.0' in metrics.text().decode()


def test_a_refused_credential_ends_all_with_its_sentence() -> None:
    steady = Steady()
    with pytest.raises(runtime.CredentialError, match="토큰"):
        run(steady, Refused(), stop_after=4)
    assert steady.ended


def test_flood_limits_of_a_person_and_a_workspace() -> None:
    now = [0.0]
    flood = Flood(2, monotonic=lambda: now[0])
    me, you = Actor("u1", "w"), Actor("u2", "w")
    assert [flood.allows(me) for _ in range(3)] == [True, True, False]
    assert flood.allows(you)
    now[0] += 30
    assert [flood.allows(me) for _ in range(2)] == [True, False]
    crowd = [Actor(f"c{n}", "w") for n in range(60)]
    assert sum(flood.allows(one) for one in crowd) < 60
    assert all(Flood(0).allows(me) for _ in range(1000))
