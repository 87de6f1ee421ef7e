"""Socket Mode: the connection that Slack speaks through, kept up by the SDK, with its two traps mended.

The SDK tries for ever with an app token that was revoked, and with an address whose ticket has run out. Here the first ends the
process with a sentence, and a connection that is down too long is begun anew.
"""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from time import time

import aiohttp
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters import logs
from adapters.runtime import CredentialError

PING = 5.0  # seconds between pings; a connection that answers none for four of them counts as down
_DOWN = 60.0  # seconds without a connection after which everything is begun anew
_LOOKED = 0.5
_HELLO = 10.0  # seconds in which Slack says hello on a new connection
_ACKED = 2.0  # seconds in which what was received before stopping is still acknowledged
_DEAD = (
    "invalid_auth",
    "not_authed",
    "token_revoked",
    "account_inactive",
    "not_allowed_token_type",
    "no_permission",
    "missing_scope",
)
_log = logs.get(__name__)


class DeadAppTokenError(CredentialError):
    """Slack refuses the app-level token. `error` is its own word for why."""

    def __init__(self, error: str) -> None:
        super().__init__(
            f"Slack이 앱 토큰(SLACK_APP_TOKEN)을 받지 않습니다({error}). api.slack.com/apps → 이 앱 → Basic Information → "
            "App-Level Tokens에서 connections:write 권한의 토큰을 새로 만들어 넣으세요. Socket Mode도 켜져 있어야 합니다."
        )


class _Client(SocketModeClient):
    """The SDK's client, which says when its token is refused."""

    def __init__(self, app_token: str, web: AsyncWebClient, ping: float) -> None:
        super().__init__(app_token=app_token, web_client=web, ping_interval=ping)
        self.refused: str | None = None

    async def issue_new_wss_url(self) -> str:
        try:
            return await super().issue_new_wss_url()
        except SlackApiError as error:
            why = str(error.response.get("error", ""))
            if why in _DEAD:
                self.refused = why
                self.closed = True  # ends the SDK's loop
            raise


class Socket:
    """One connection of an app. `web` calls Slack."""

    def __init__(self, app: AsyncApp, app_token: str, web: AsyncWebClient) -> None:
        self._app = app
        self._app_token = app_token
        self._web = web
        self._client: _Client | None = None
        self._hearing = 0

    async def connected(self) -> bool:
        """Whether Slack reaches us now."""
        return self._client is not None and await self._client.is_connected()

    async def hold(self, stop: asyncio.Event) -> None:
        """Be connected until `stop`. Raises DeadAppTokenError, ConnectionError where it is down too long."""
        self._client = client = _Client(self._app_token, self._web, PING)
        client.socket_mode_request_listeners.append(self._hear)
        connecting = asyncio.create_task(client.connect())  # type: ignore[no-untyped-call]
        try:
            await self._watch(client, stop)
            await self._acknowledged()
        finally:
            self._client = None
            client.closed = True
            connecting.cancel()
            with suppress(asyncio.CancelledError):
                await connecting
            await client.close()  # type: ignore[no-untyped-call]

    async def _watch(self, client: _Client, stop: asyncio.Event) -> None:
        loop = asyncio.get_running_loop()
        seen = loop.time()
        while not stop.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(_LOOKED):
                    await stop.wait()
            if client.refused:
                raise DeadAppTokenError(client.refused)
            if await client.is_connected():
                seen = loop.time()
            elif loop.time() - seen > _DOWN:
                raise ConnectionError("the socket is down")

    async def _hear(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        self._hearing += 1
        try:
            started = time()
            response = await run_async_bolt_app(self._app, request)
            await send_async_response(client, request, response, started)
        finally:
            self._hearing -= 1

    async def _acknowledged(self) -> None:
        """Wait a moment for acknowledgements that are on their way."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_ACKED):
                while self._hearing:
                    await asyncio.sleep(0.02)

    async def try_once(self) -> None:
        """Open a connection, hear Slack's hello and let go. Raises DeadAppTokenError, OSError, TimeoutError."""
        try:
            opened = await self._web.apps_connections_open(app_token=self._app_token)
        except SlackApiError as error:
            raise DeadAppTokenError(str(error.response.get("error", ""))) from None
        async with (
            asyncio.timeout(_HELLO),
            aiohttp.ClientSession() as session,
            session.ws_connect(str(opened["url"]), proxy=self._web.proxy) as socket,
        ):
            hello = await socket.receive()
        if hello.type is not aiohttp.WSMsgType.TEXT or json.loads(hello.data).get("type") != "hello":
            raise ConnectionError("no hello")
