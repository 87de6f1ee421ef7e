"""Running every platform in one event loop: each on its own feet, all stopped together.

A platform that crashes is started again after a growing pause and takes no other with it; one whose credentials are refused ends
the process, since starting again would only be refused again.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from adapters import logs
from adapters.metrics import Metrics
from bot.errors import SagongsaError

DRAIN = 10.0  # seconds in which what is under way may end after SIGTERM
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0
_STEADY = 300.0  # seconds of running after which a crash counts as the first again
_log = logs.get(__name__)


class CredentialError(SagongsaError):
    """A platform refuses our credentials: nothing to try again."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `sagongsa check`: what was looked at, whether it is good, and what it is or how to mend it."""

    what: str
    good: bool
    told: str


class Platform(Protocol):
    """What an adapter is to the process. Called by `adapters.runtime` and `adapters.commands.check`."""

    name: str

    async def run(self, stop: asyncio.Event) -> None:
        """Connect and answer until `stop` is set, then end what is under way. Raises CredentialError."""
        ...

    async def ready(self) -> bool:
        """Whether questions reach us now."""
        ...

    async def check(self) -> list[Finding]:
        """What can be said of the credentials without answering anybody."""
        ...


async def run_all(platforms: Sequence[Platform], metrics: Metrics, stop: asyncio.Event) -> None:
    """Run the platforms until `stop` is set and all have ended. Raises CredentialError as soon as one is refused."""
    tasks = [asyncio.create_task(_kept_up(platform, metrics, stop), name=platform.name) for platform in platforms]
    waiting = asyncio.create_task(stop.wait())
    try:
        ended, _ = await asyncio.wait(
            [*tasks, waiting], return_when=asyncio.FIRST_EXCEPTION if not tasks else asyncio.FIRST_COMPLETED
        )
        refused = next((task.exception() for task in ended if task is not waiting and task.exception()), None)
        stop.set()
        await asyncio.wait([*tasks, waiting], timeout=DRAIN)
        if refused:
            raise refused
    finally:
        for task in (*tasks, waiting):
            task.cancel()
        await asyncio.gather(*tasks, waiting, return_exceptions=True)


async def _kept_up(platform: Platform, metrics: Metrics, stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    pause = _FIRST_PAUSE
    while not stop.is_set():
        started = loop.time()
        try:
            await platform.run(stop)
        except CredentialError:
            raise
        except Exception:
            _log.exception("platform crashed", platform=platform.name, pause=pause)
            metrics.platform_restarts.labels(platform.name).inc()
        if loop.time() - started > _STEADY:
            pause = _FIRST_PAUSE
        await _unless(stop, pause)
        pause = min(pause * 2, _LONGEST_PAUSE)


async def _unless(stop: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        pass


def stop_on_signals(stop: asyncio.Event) -> None:
    """SIGTERM and Ctrl-C ask to stop; a second one is not waited for."""
    loop = asyncio.get_running_loop()

    def ask() -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, ask)
