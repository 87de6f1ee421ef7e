"""The client: Discord's events in, each handed to who answers it. A client is one connection, and not used again once closed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import yarl

from adapters import logs
from adapters.database.stores import Notes
from adapters.discord.buttons import CardButton, CodesSelect
from adapters.discord.commands import Tree, add_commands, register
from adapters.discord.insist import count
from adapters.discord.interactions import Interactions
from adapters.discord.messages import Messages
from adapters.metrics import Metrics
from adapters.once import Once

# No privileged intent: Discord gives us the content of DMs, of messages that mention us, and of those our menu is used on.
INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
_LONGEST_WAIT = 60.0  # seconds that discord.py may wait at a 429 before it gives up
_GUILDS_WAIT = 0.5  # seconds without a new server after which discord.py is ready: we answer in those still to come as well
_TOO_MANY = 429
_log = logs.get(__name__)


class Client(discord.AutoShardedClient):
    """Answers from login until it is closed. `gateway` replaces the address that Discord gives, for proxies and tests."""

    def __init__(
        self,
        *,
        interactions: Interactions,
        messages: Messages,
        once: Once,
        notes: Notes,
        metrics: Metrics,
        command: str,
        gateway: str | None = None,
    ) -> None:
        super().__init__(
            intents=INTENTS,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            guild_ready_timeout=_GUILDS_WAIT,
            max_ratelimit_timeout=_LONGEST_WAIT,
            http_trace=_counting(metrics),
        )
        self._interactions, self._messages = interactions, messages
        self._once, self._notes, self._metrics = once, notes, metrics
        self._gateway = yarl.URL(gateway) if gateway else None
        self._down: set[int] = set()
        self._under_way = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self.tree = Tree(self, interactions, once.first)
        add_commands(self.tree, interactions, command)
        self.add_dynamic_items(CardButton, CodesSelect)

    async def setup_hook(self) -> None:
        """Called by discord.py after login and before the first event; once, however often the connection is lost."""
        await register(self.tree, self._notes, self._metrics)

    async def launch_shard(self, gateway: yarl.URL, shard_id: int, *, initial: bool = False) -> None:
        """Called by discord.py for each shard."""
        await super().launch_shard(self._gateway or gateway, shard_id, initial=initial)

    async def on_message(self, message: discord.Message) -> None:
        """Called by discord.py for every message in the channels we can see."""
        if self.user is None:
            return
        with self._working():
            try:
                await self._messages.answer(message, self.user.id)
            except Exception as error:
                count(self._metrics, error, "answer", message=message.id)
                _log.exception("message failed", message=message.id)

    async def pressed(self, interaction: discord.Interaction[Any], token: str, start: int = 0, asker: int | None = None) -> None:
        """Called by our buttons and selects."""
        if not self._once.first(str(interaction.id)):
            return
        with self._working():
            try:
                await self._interactions.pressed(interaction, token, start, asker)
            except Exception as error:
                await self._interactions.failed(interaction, error)

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        """Called by discord.py for every event. Of interactions only modals are answered by an event, and only they get a task."""
        if event != "interaction" or args[0].type is discord.InteractionType.modal_submit:
            super().dispatch(event, *args, **kwargs)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Called by discord.py for every modal that was sent in: nobody waits for it."""
        if not self._once.first(str(interaction.id)):
            return
        with self._working():
            try:
                await self._interactions.submitted(interaction)
            except Exception as error:
                await self._interactions.failed(interaction, error)

    async def on_shard_disconnect(self, shard_id: int) -> None:
        """Called by discord.py when a shard's connection is lost."""
        self._down.add(shard_id)

    async def on_shard_ready(self, shard_id: int) -> None:
        """Called by discord.py when a shard has begun anew."""
        self._down.discard(shard_id)

    async def on_shard_resumed(self, shard_id: int) -> None:
        """Called by discord.py when a shard goes on where it was."""
        self._down.discard(shard_id)

    @property
    def connected(self) -> bool:
        """Whether every shard hears Discord now."""
        return self.is_ready() and not self.is_closed() and not self._down

    async def drained(self, seconds: float) -> None:
        """Wait until nothing is being answered, at most `seconds`."""
        try:
            async with asyncio.timeout(seconds):
                await self._idle.wait()
        except TimeoutError:
            _log.warning("answers dropped", under_way=self._under_way)

    @contextmanager
    def _working(self) -> Iterator[None]:
        self._under_way += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()


def _counting(metrics: Metrics) -> aiohttp.TraceConfig:
    """Counts how often Discord told us to wait; the waiting is discord.py's."""
    trace = aiohttp.TraceConfig()

    async def ended(_: aiohttp.ClientSession, __: SimpleNamespace, told: aiohttp.TraceRequestEndParams) -> None:
        if told.response.status == _TOO_MANY:
            metrics.rate_limit_waits.labels("discord").inc()

    trace.on_request_end.append(ended)
    return trace
