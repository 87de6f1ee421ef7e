"""Buttons: each carries what it does, so any replica answers it, after any restart."""

from __future__ import annotations

from adapters.slack import form, render, views, wording
from adapters.slack.answers import Kit
from adapters.slack.calls import RefusedError
from adapters.slack.parse import Pressed
from adapters.slack.rich import JSON
from bot.answer import token
from bot.asked import Question
from bot.card import Card, plain
from bot.errors import BadTokenError
from bot.model import Delete, Reply, ShowForm
from bot.study.item import topics

_SILENT = Question("none")
_WORN_OUT = ("used_url", "expired_url", "http_404", "http_410")  # a response_url is good for five uses within 30 minutes


class Presses:
    """Answers buttons, after they were acknowledged."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    async def pressed(self, pressed: Pressed) -> None:
        """Do what the button says where it stands. Raises RefusedError where Slack does not let us."""
        if pressed.press.token == token.DELETE and pressed.owner != pressed.spot.user:
            await self._to_presser(pressed, render.card_message(Card("", plain(wording.ONLY_THE_ASKER_DELETES))))
            return
        try:
            reply = await self._kit.service.handle(pressed.press)
        except BadTokenError as error:
            reply = Reply(Card("", plain(str(error))), _SILENT, audience="asker")
        if reply is None:
            return
        if asked := next((effect for effect in reply.effects if isinstance(effect, ShowForm)), None):
            await self._form(pressed, asked)
        elif any(isinstance(effect, Delete) for effect in reply.effects):
            await self._delete(pressed)
        elif pressed.view_kind:
            await self._in_window(pressed, reply)
        elif reply.audience == "everyone" and not pressed.spot.is_direct:
            await self._share(pressed, reply)
        else:
            await self._to_presser(pressed, render.message(reply, everyone=False))

    async def _in_window(self, pressed: Pressed, reply: Reply) -> None:
        """From App Home a window opens, from a list another lies upon it, and a card turns into the next."""
        view = views.modal(reply, channel=pressed.spot.channel)
        await self._window(pressed, view)

    async def _form(self, pressed: Pressed, asked: ShowForm) -> None:
        await self._window(pressed, form.form(asked, topics(self._kit.catalog), pressed.spot.channel))

    async def _window(self, pressed: Pressed, view: JSON) -> None:
        if pressed.view_kind == views.CARD:
            await self._kit.calls.api("views.update", {"view_id": pressed.view, "view": view})
        else:
            method = "views.push" if pressed.view_kind not in ("", "home") else "views.open"
            await self._kit.calls.api(method, {"trigger_id": pressed.trigger, "view": view})

    async def _share(self, pressed: Pressed, reply: Reply) -> None:
        body = render.shared(reply, pressed.spot.user, pressed.name)
        await self._respond(pressed, {"response_type": "in_channel", **body}, "chat.postMessage")

    async def _to_presser(self, pressed: Pressed, body: JSON) -> None:
        if pressed.spot.is_direct:
            await self._kit.calls.api("chat.postMessage", {**_where(pressed), **body})
        else:
            await self._respond(pressed, {"response_type": "ephemeral", **body}, "chat.postEphemeral")

    async def _delete(self, pressed: Pressed) -> None:
        if pressed.response_url:
            await self._kit.calls.respond(pressed.response_url, {"delete_original": True})

    async def _respond(self, pressed: Pressed, body: JSON, method: str) -> None:
        """Through the response_url, which works where the bot is no member; by `method` where it is worn out."""
        said = {"replace_original": False, **_thread(pressed), **body}
        try:
            if pressed.response_url:
                await self._kit.calls.respond(pressed.response_url, said)
                return
        except RefusedError as error:
            if error.error not in _WORN_OUT:
                raise
        message = {key: value for key, value in body.items() if key != "response_type"}
        whom = {"user": pressed.spot.user} if method == "chat.postEphemeral" else {}
        await self._kit.calls.api(method, {**_where(pressed), **whom, **message})


def _thread(pressed: Pressed) -> JSON:
    """Without it an answer to a card in a thread lands in the channel."""
    return {"thread_ts": pressed.spot.thread} if pressed.spot.thread else {}


def _where(pressed: Pressed) -> JSON:
    return {"channel": pressed.spot.channel, **_thread(pressed)}
