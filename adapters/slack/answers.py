"""Answering what is written to the bot: commands, mentions, direct messages, the message shortcut, the search of App Home."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from weakref import WeakValueDictionary

from adapters.cooldown import Cooldown
from adapters.measured import MeasuredService
from adapters.slack import render, views, wording
from adapters.slack.calls import Calls, RefusedError
from adapters.slack.limits import SHORTCUT_CODES
from adapters.slack.parse import Chosen, Command, Heard, Spot
from adapters.slack.rich import JSON
from bot.answer import token
from bot.answer.mine import too_fast
from bot.asked import Question
from bot.card import Card
from bot.core import Core
from bot.model import Press, Query, Reply
from bot.registry.catalog import Catalog

_SILENT = Question("none")


@dataclass(frozen=True, slots=True)
class Kit:
    """What answering needs. `command` is the slash command's name, `bots` the ids of bots that are answered."""

    service: MeasuredService
    core: Core
    catalog: Catalog
    calls: Calls
    cooldown: Cooldown
    command: str
    bots: frozenset[str]


class Answers:
    """Each method answers one kind of message."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def command(self, asked: Command) -> str:
        """The JSON that acknowledges a slash command: the answer itself. Empty for silence."""
        reply = await self._kit.service.handle(asked.query)
        if reply is None:
            return ""
        reply = self._with_help(reply)
        if asked.public and not reply.effects:  # what is somebody's own is never shown to all
            return render.acknowledgement(replace(reply, card=render.public(reply.card)), everyone=True, owner=asked.user)
        return render.acknowledgement(reply, everyone=False)

    async def heard(self, heard: Heard) -> None:
        """Answer a mention or a direct message where it was written. Raises RefusedError where Slack does not let us.

        One conversation is answered in order: what follows may lean on what came before, and the same card is not shown twice.
        """
        if heard.bot and heard.bot not in self._kit.bots:
            return
        async with self._turn(heard.spot.place.id):
            reply = await self._kit.service.handle(heard.query)
            if reply is None:
                return
            reply = self._with_help(reply)
            if heard.spot.is_direct:
                await self._post(heard.spot, reply, everyone=False)
            elif heard.in_thread and _asks_nothing(reply):
                await self._whisper(heard, wording.no_thread_text())
            elif reply.audience == "asker":
                await self._whisper(heard, reply.card)
            else:
                await self._show(heard, reply)

    async def chosen(self, chosen: Chosen) -> None:
        """Answer the message shortcut: one code its card, a few a list, many a window, a log its triage."""
        codes = self._kit.core.codes_in(chosen.text)
        if len(codes) > SHORTCUT_CODES:
            card = views.codes_of_message(codes, self._kit.catalog)
            view = views.modal(Reply(card, _SILENT), views.CODES)
            await self._kit.calls.api("views.open", {"trigger_id": chosen.trigger, "view": view})
            return
        reply = await self._of_message(chosen, codes)
        body: JSON = {"response_type": "ephemeral", "replace_original": False, **render.message(reply, everyone=False)}
        if chosen.spot.thread:
            body["thread_ts"] = chosen.spot.thread
        await self._kit.calls.respond(chosen.response_url, body)

    async def searched(self, query: Query, trigger: str) -> None:
        """Open a window with the answer to what was typed into App Home."""
        reply = await self._kit.service.handle(query)
        if reply:
            await self._kit.calls.api("views.open", {"trigger_id": trigger, "view": views.modal(self._with_help(reply))})

    async def _of_message(self, chosen: Chosen, codes: tuple[int, ...]) -> Reply:
        actor, place = chosen.spot.actor, chosen.spot.place
        reply = await self._kit.service.handle(Query(chosen.text, "slash", actor, place))
        if reply and (reply.question.intent == "triage" or _refuses(reply)):
            return reply
        if not codes:
            return Reply(wording.no_codes(self._kit.command), _SILENT, audience="asker")
        if len(codes) == 1:
            one = await self._kit.service.handle(Press(token.define(codes[0]), "slash", actor, place))
            if one:
                return one
        return Reply(views.codes_of_message(codes, self._kit.catalog), _SILENT, audience="asker")

    def _with_help(self, reply: Reply) -> Reply:
        """Help tells of what is Slack's own."""
        if reply.question.intent != "help" or reply.question.attribute:
            return reply
        blocks = (*reply.card.blocks, wording.where_else(self._kit.command))
        return replace(reply, card=replace(reply.card, blocks=blocks))

    async def _show(self, heard: Heard, reply: Reply) -> None:
        """Show the card to all; where it stands in this thread already only the asker is told where, and a bot nothing."""
        spot, cooldown, subject = heard.spot, self._kit.cooldown, token.subject_of(reply.question)
        if subject is None:
            await self._post(spot, reply, everyone=True, owner=spot.user)
            return
        earlier = await cooldown.take(spot.place, subject) if heard.in_thread else None  # nothing stands in one that begins here
        if earlier is not None:
            link = await self._link(spot.channel, earlier)
            await self._whisper(heard, wording.shown_already(reply.card.title, link))
            return
        posted: JSON = {}
        try:
            posted = await self._post(spot, reply, everyone=True, owner=spot.user)
        finally:
            await cooldown.settle(spot.place, subject, posted.get("ts"))

    async def _link(self, channel: str, ts: str) -> str | None:
        """The address of an earlier message. Costs a call, and only where one asks again within minutes."""
        if not ts:
            return None
        try:
            return str((await self._kit.calls.look("chat.getPermalink", {"channel": channel, "message_ts": ts}))["permalink"])
        except (RefusedError, KeyError):
            return None

    async def _whisper(self, heard: Heard, card: Card) -> None:
        """Tell the asker alone. Bots see no such messages; and where there is no thread yet, nobody would see one in it."""
        if heard.bot:
            return
        spot = heard.spot
        body = {"channel": spot.channel, "user": spot.user, **render.card_message(card)}
        await self._kit.calls.api("chat.postEphemeral", body | ({"thread_ts": spot.thread} if heard.in_thread else {}))

    async def _post(self, spot: Spot, reply: Reply, *, everyone: bool, owner: str = "") -> JSON:
        where = {"channel": spot.channel, "thread_ts": spot.thread} if spot.thread else {"channel": spot.channel}
        return await self._kit.calls.api("chat.postMessage", render.posted(reply, where, everyone=everyone, owner=owner))

    def _turn(self, place: str) -> asyncio.Lock:
        return self._turns.setdefault(place, asyncio.Lock())


def _asks_nothing(reply: Reply) -> bool:
    """Whether the mention leans on what was said in the thread: it names no code, and nothing of it is remembered."""
    return reply.question.intent in ("none", "help") and not reply.question.codes and not reply.question.attribute


def _refuses(reply: Reply) -> bool:
    """Whether the core will not answer now, since somebody asks too often: that is told as it is."""
    return reply.card == too_fast()
