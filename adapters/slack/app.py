"""The Bolt app: what it listens to, and how each thing is acknowledged in time.

Slash commands are answered in their acknowledgement. All else is acknowledged first or nearly so, and answered in tasks of our
own, which wait for Slack as long as they must. Hence `process_before_response`: no listener has slow work, and Bolt's other
runner looks for an acknowledgement only every 10 ms.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse

from adapters import logs
from adapters.errands import Errands
from adapters.metrics import Metrics
from adapters.once import Claim, Once
from adapters.slack import form, parse, views, wording
from adapters.slack.answers import Answers, Kit
from adapters.slack.calls import RefusedError
from adapters.slack.limits import ANSWERED_BEFORE_ACK
from adapters.slack.middleware import Commands, InOrder, Messages
from adapters.slack.parse import Payload
from adapters.slack.presses import Presses
from adapters.slack.render import PRESSED
from adapters.slack.signature import Signed
from bot.model import Submission

App: TypeAlias = AsyncApp
SHORTCUT = "explain_codes"  # the callback_id of the message shortcut
_NAME = "slack"
_log = logs.get(__name__)


class Identity(AsyncAuthorize):
    """Who we are in the one workspace. Bolt asks for it with every request, on the way to the acknowledgement: no call is made.

    `user` and `bot` are known once `auth.test` was asked; before that our own messages are known by their being a bot's.
    """

    def __init__(self, token: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._token = token
        self.user: str | None = None
        self.bot: str | None = None

    def is_ours(self, event: Payload) -> bool:
        """Whether we said it ourselves."""
        return (self.user is not None and event.get("user") == self.user) or (
            self.bot is not None and event.get("bot_id") == self.bot
        )

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,  # noqa: ARG002 - the names are Bolt's
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,  # noqa: ARG002
        actor_team_id: str | None = None,  # noqa: ARG002
        actor_user_id: str | None = None,  # noqa: ARG002
    ) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=enterprise_id, team_id=team_id, user_id=user_id,
            bot_token=self._token, bot_user_id=self.user, bot_id=self.bot,
        )  # fmt: skip


class Listeners:
    """What is done when Slack calls."""

    def __init__(self, kit: Kit, once: Once, errands: Errands, metrics: Metrics) -> None:
        self._kit = kit
        self._once = once
        self._errands = errands
        self._metrics = metrics
        self._answers = Answers(kit)
        self._presses = Presses(kit)

    def first(self, identity: Identity) -> tuple[Commands, Messages]:
        """What people wait for most, to be answered before all else."""
        return Commands(self._kit.command, self._answers), Messages(self.on_message, identity.is_ours)

    def register(self, app: AsyncApp) -> None:
        """Listen to the rest of what the manifest subscribes to; the manifest's test holds the two against each other."""
        app.event("app_home_opened")(self.on_home)
        app.shortcut({"type": "message_action", "callback_id": SHORTCUT})(self.on_shortcut)
        app.action(views.SEARCHED)(self.on_search)
        app.action(re.compile(f"^{PRESSED}:"))(self.on_press)
        app.view(form.FORM)(self.on_form)
        app.options(form.ZONE)(self.on_zone)
        app.error(self.on_error)

    async def on_message(self, body: Payload) -> BoltResponse:
        """A mention or a direct message. It is acknowledged when it is answered, or after a second if that takes longer.

        One that could not be answered, or that another process is at and may die of, is not: Slack asks again.
        """
        heard = parse.heard(body)
        if heard is None:
            return BoltResponse(status=200, body="")
        loop = asyncio.get_running_loop()
        may_go: asyncio.Future[bool] = loop.create_future()
        late = loop.call_later(ANSWERED_BEFORE_ACK, _tell, may_go, True)  # noqa: FBT003 - what is told
        self._errands.run(self._telling(may_go, self._answered_once(heard.key, lambda: self._answers.heard(heard))))
        acknowledged = await may_go
        late.cancel()
        return BoltResponse(status=200 if acknowledged else 503, body="")

    async def on_home(self, event: Payload) -> None:
        if event.get("tab") == "home":
            view = views.home(self._kit.command)
            self._errands.run(self._tried(self._kit.calls.api("views.publish", {"user_id": event["user"], "view": view})))

    async def on_shortcut(self, ack: AsyncAck, body: Payload) -> None:
        await ack()
        self._errands.run(self._tried(self._answers.chosen(parse.chosen(body))))

    async def on_search(self, ack: AsyncAck, body: Payload) -> None:
        await ack()
        self._errands.run(self._tried(self._answers.searched(*parse.searched(body))))

    async def on_form(self, ack: AsyncAck, body: Payload) -> None:
        """The form of the daily card was sent in: the window turns into what is set now."""
        order, channel = form.ordered(body["view"])
        if not order.days:
            await ack(response_action="errors", errors=form.no_days())
            return
        spot = parse.submitted(body, channel)
        reply = await self._kit.service.handle(Submission(order, "slash", spot.actor, spot.place, spot.shared))
        if reply is None:
            await ack()
        else:
            await ack(response_action="update", view=views.modal(reply, channel=channel))

    async def on_zone(self, ack: AsyncAck, body: Payload) -> None:
        """Somebody types the name of a time zone."""
        await ack(options=form.zone_options(str(body.get("value") or "")))

    async def on_press(self, ack: AsyncAck, body: Payload) -> None:
        """A button. In a window it opens another within three seconds, so nothing is looked up before; twice does no harm there."""
        await ack()
        pressed = parse.pressed(body)
        if pressed.view_kind:
            self._errands.run(self._tried(self._presses.pressed(pressed)))
        else:
            self._errands.run(self._answered_once(pressed.key, lambda: self._presses.pressed(pressed)))

    async def on_error(self, error: Exception, body: Payload) -> BoltResponse:
        """What nobody listens to is acknowledged, or Slack would send it again; what failed is told by its kind alone."""
        if isinstance(error, BoltUnhandledRequestError):
            return BoltResponse(status=200, body="")
        self._failed(error)
        if "command" in body:
            return BoltResponse(status=200, body={"response_type": "ephemeral", "text": wording.FAILED})
        return BoltResponse(status=500, body="")

    @staticmethod
    async def _telling(told: asyncio.Future[bool], answering: Awaitable[bool]) -> None:
        """Tell whether it was answered as soon as it is known: who waits for a task is woken two turns of the loop later."""
        answered = False
        try:
            answered = await answering
        finally:
            _tell(told, answered)

    async def _answered_once(self, key: str, answer: Callable[[], Awaitable[None]]) -> bool:
        """Answer the event if it is ours to answer; whether it is answered, by whomever."""
        claim = await self._once.claim(key)
        if claim is not Claim.OURS:
            return claim is Claim.ANSWERED
        answered = await self._answered(answer())
        await self._once.settle(key, answered=answered)
        return answered

    async def _tried(self, answer: Awaitable[object]) -> None:
        await self._answered(answer)

    async def _answered(self, answer: Awaitable[object]) -> bool:
        """Whether it was answered, or Slack refused it in a way that asking again does not change."""
        try:
            await answer
        except RefusedError as refused:
            return not refused.may_pass
        except Exception as error:
            self._failed(error)
            return False
        return True

    def _failed(self, error: Exception) -> None:
        self._metrics.platform_errors.labels(_NAME, type(error).__name__).inc()
        _log.error("not answered", exc_info=error)


def _tell(told: asyncio.Future[bool], answer: bool) -> None:  # noqa: FBT001 - loop.call_later takes no names
    if not told.done():
        told.set_result(answer)


def bolt_app(identity: Identity, listeners: Listeners, secret: str) -> AsyncApp:
    """The app for one workspace, over either transport. `secret` is empty in Socket Mode."""
    with _environment_shut():
        app = AsyncApp(
            name=_NAME,
            logger=logging.getLogger("slack_bolt"),  # with the level that `logs` gives it, Bolt words nothing for a debug log
            process_before_response=True,
            raise_error_for_unhandled_request=True,
            authorize=identity,
            signing_secret=secret,
            request_verification_enabled=False,  # by the middleware of ours that stands in its place
            before_authorize=InOrder(Signed(secret), *listeners.first(identity)),
            attaching_function_token_enabled=False,
            attaching_conversation_kwargs_enabled=False,
        )
    listeners.register(app)
    return app


@contextmanager
def _environment_shut() -> Iterator[None]:
    """Bolt reads SLACK_… by itself: a client id and secret would turn on OAuth with files in the home folder, without a word."""
    hidden = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("SLACK_")}
    try:
        yield
    finally:
        os.environ.update(hidden)
