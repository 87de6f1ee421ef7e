"""Slack as the process sees it: connect, answer, drain, and say what is wrong with the credentials."""

from __future__ import annotations

import asyncio

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest

from adapters import logs
from adapters.errands import Errands
from adapters.posting import Post
from adapters.runtime import CredentialError, Finding
from adapters.slack import checks
from adapters.slack.app import Identity
from adapters.slack.calls import Calls, RefusedError
from adapters.slack.manifest import HTTP_PATH
from adapters.slack.socket import Socket

DEAD_TOKEN = ("invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive")
_REFUSED = 401
_log = logs.get(__name__)


class DeadBotTokenError(CredentialError):
    """Slack refuses the bot token. `error` is its own word for why."""

    def __init__(self, error: str) -> None:
        super().__init__(
            f"Slack이 봇 토큰(SLACK_BOT_TOKEN)을 받지 않습니다({error}). api.slack.com/apps → 이 앱 → OAuth & Permissions에서 "
            "앱을 다시 설치하고, Bot User OAuth Token을 복사해 넣으세요."
        )


class Slack:
    """Implements `adapters.runtime.Platform`. With a `socket` it connects to Slack; without one Slack comes to `routes`."""

    name = "slack"

    def __init__(
        self, app: AsyncApp, calls: Calls, identity: Identity, errands: Errands, socket: Socket | None, post: Post
    ) -> None:
        self.app = app
        self.post = post
        self._calls = calls
        self._identity = identity
        self._errands = errands
        self._socket = socket
        self._open = False

    @property
    def routes(self) -> list[web.RouteDef]:
        """Where Slack sends everything over HTTP; nothing in Socket Mode."""
        return [] if self._socket else [web.post(HTTP_PATH, self._receive)]

    async def run(self, stop: asyncio.Event) -> None:
        """Answer until `stop`, then end what is under way. Raises CredentialError, ConnectionError."""
        try:
            await self._introduce()
            self._open = True
            await (self._socket.hold(stop) if self._socket else stop.wait())
        finally:
            self._open = False
            await self.idle()
            await self._calls.close()

    async def idle(self) -> None:
        """Wait a while for the answers under way."""
        await self._errands.ended()

    async def ready(self) -> bool:
        """Whether questions reach us now."""
        return self._open and (self._socket is None or await self._socket.connected())

    async def check(self) -> list[Finding]:
        """What can be said of tokens, scopes and the connection without answering anybody."""
        try:
            return await checks.findings(self._calls, self._socket)
        finally:
            await self._calls.close()

    async def _introduce(self) -> None:
        """Ask Slack who we are. Raises CredentialError where it does not know us, ConnectionError where it does not answer."""
        try:
            told = await self._calls.api("auth.test", {})
        except RefusedError as error:
            if error.error in DEAD_TOKEN:
                raise DeadBotTokenError(error.error) from None
            raise ConnectionError(error.error) from None
        self._identity.user, self._identity.bot = told.get("user_id"), told.get("bot_id")

    async def _receive(self, request: web.Request) -> web.Response:
        """A request of Slack, or of somebody who says so: what cannot even be read is not signed by Slack either."""
        try:
            asked = AsyncBoltRequest(
                body=(await request.read()).decode(), query=request.query_string, headers=dict(request.headers)
            )
        except (ValueError, TypeError, AttributeError, KeyError):
            _log.warning("unreadable request refused")
            return web.Response(status=_REFUSED)
        return await to_aiohttp_response(await self.app.async_dispatch(asked))
