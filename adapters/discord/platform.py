"""Discord as the process sees it: wait for the turn, connect, answer, drain, and say what is wrong with the credentials."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

import discord

from adapters import logs
from adapters.discord import checks
from adapters.discord.app import Client
from adapters.discord.wording import REFUSED
from adapters.posting import Post
from adapters.runtime import CredentialError, Finding
from adapters.turns import Turn

_DRAIN = 7.0  # seconds in which what is being answered may end; the process gives all of us ten
_CLOSE = 2.0
_AUTHENTICATION_FAILED = 4004  # the gateway's close code (https://docs.discord.com/developers/topics/opcodes-and-status-codes)
_log = logs.get(__name__)


class DeadTokenError(CredentialError):
    """Discord refuses the token."""

    def __init__(self) -> None:
        super().__init__(REFUSED)


class Discord:
    """Implements `adapters.runtime.Platform`. One process of several holds the connection; the others stand by."""

    name = "discord"

    def __init__(self, token: str, make: Callable[[], Client], turn: Turn, post: Post) -> None:
        self.post = post
        self._token = token
        self._make = make
        self._turn = turn
        self._client: Client | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Answer until `stop`, or until the turn is lost. Raises CredentialError, and what discord.py raises for a lost cause."""
        async with self._turn.held(stop) as lost:
            if not stop.is_set():
                self._client = self._make()
                try:
                    await self._hold(self._client, stop, lost)
                finally:
                    self._client = None

    async def ready(self) -> bool:
        """Whether questions reach us now, or another process whose turn it is."""
        return self._client.connected if self._client else self._turn.waiting

    async def check(self) -> list[Finding]:
        """What can be said of token and application without answering anybody."""
        return await checks.findings(self._make(), self._token)

    async def _hold(self, client: Client, stop: asyncio.Event, lost: asyncio.Event) -> None:
        async with client:
            connection = asyncio.create_task(client.start(self._token), name="discord connection")
            signals = [asyncio.create_task(event.wait()) for event in (stop, lost)]
            try:
                await asyncio.wait([connection, *signals], return_when=asyncio.FIRST_COMPLETED)
                if connection.done():
                    _raise_what_ended(connection)
                await client.drained(_DRAIN)
            finally:
                await _closed(client, connection)
                for signal in signals:
                    signal.cancel()


def _raise_what_ended(connection: asyncio.Task[None]) -> None:
    """The connection ended by itself. Raises DeadTokenError, ConnectionError where Discord closed without a reason."""
    try:
        connection.result()
    except discord.LoginFailure:
        raise DeadTokenError from None
    except discord.ConnectionClosed as closed:
        if closed.code == _AUTHENTICATION_FAILED:
            raise DeadTokenError from None
        raise
    raise ConnectionError


async def _closed(client: Client, connection: asyncio.Task[None]) -> None:
    """Close the client; what still hangs in the connection (a shard between two tries) is let go."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_CLOSE):
            await client.close()
    connection.cancel()
    with suppress(asyncio.CancelledError, Exception):
        await connection
