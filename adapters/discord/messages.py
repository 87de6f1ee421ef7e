"""Mentions and DMs: each message is answered once, in place."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from weakref import WeakValueDictionary

import discord

from adapters.cooldown import Cooldown
from adapters.discord import parse, render
from adapters.discord.answers import Answers
from adapters.discord.wording import SHOWN_ALREADY, closed_to_dms, shown_lately, withheld
from adapters.measured import MeasuredService
from adapters.once import Claim, Once
from bot.answer import token
from bot.asked import Question
from bot.model import Place, Reply

_TOLD_AGAIN = 600.0  # seconds after which somebody who asks too fast is told once more
_MOST_TOLD = 1_000


class Messages:
    """Answers messages. `command` is the name of the slash command, for sentences that point to it."""

    def __init__(self, service: MeasuredService, answers: Answers, once: Once, cooldown: Cooldown, command: str) -> None:
        self._service = service
        self._answers = answers
        self._once = once
        self._cooldown = cooldown
        self._command = command
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._told: OrderedDict[int, float] = OrderedDict()

    async def answer(self, message: discord.Message, me: int) -> None:
        """Answer a message that is meant for us, once."""
        asked = parse.asked(message, me)
        if asked is None:
            return
        key = f"discord:{message.id}"
        if await self._once.claim(key) is not Claim.OURS:
            return
        answered = False
        try:
            answered = await self._answer(message, asked)
        finally:
            await self._once.settle(key, answered=answered)

    async def _answer(self, message: discord.Message, asked: parse.Asked) -> bool:
        reply = await self._service.handle(asked.query)
        if reply is None:
            return True
        if message.guild is None:
            return await self._send(message, reply, render.FULL)
        if reply.audience == "asker":
            return await self._privately(message, reply)
        if asked.replies_to == "another" and _is_about_that(reply, asked):
            return await self._send(message, Reply(withheld(self._command), Question("none")), render.COMPACT)
        return await self._in_channel(message, reply)

    async def _in_channel(self, message: discord.Message, reply: Reply) -> bool:
        """The card; in its place a reaction where it was shown within minutes."""
        subject = token.subject_of(reply.question)
        if subject is None:
            return await self._send(message, reply, render.UNBROKEN)
        place = parse.channel_of(message)
        async with self._turns.setdefault(f"{place.id} {subject}", asyncio.Lock()):
            return await self._once_in(place, subject, message, reply)

    async def _once_in(self, place: Place, subject: str, message: discord.Message, reply: Reply) -> bool:
        link = await self._cooldown.take(place, subject)
        if link is not None:
            if await self._answers.react(message, SHOWN_ALREADY):
                return True
            return await self._send(message, Reply(shown_lately(link), Question("none")), render.COMPACT)
        sent: str | None = None
        try:
            sent = await self._answers.reply(
                message, render.view(reply, render.COMPACT, asker=message.author.id), lambda: render.brief(reply)
            )
        finally:
            await self._cooldown.settle(place, subject, sent)
        return sent is not None

    async def _privately(self, message: discord.Message, reply: Reply) -> bool:
        """What only the asker may see. A mention cannot be answered so, a DM can; that they ask too fast is told once."""
        if not reply.effects and reply.question.intent == "none" and not self._to_be_told(message.author.id):
            return True
        if await self._answers.direct(message.author, render.view(reply), str(message.id)):
            return True
        return await self._send(message, Reply(closed_to_dms(self._command), Question("none")), render.COMPACT)

    async def _send(self, message: discord.Message, reply: Reply, size: render.Size) -> bool:
        sent = await self._answers.reply(message, render.view(reply, size, asker=message.author.id), lambda: render.brief(reply))
        return sent is not None

    def _to_be_told(self, user: int) -> bool:
        """Whether somebody who asks too fast was not told so lately. Kept in the process: only one hears Discord."""
        now = time.monotonic()
        if now - self._told.get(user, -_TOLD_AGAIN) < _TOLD_AGAIN:
            return False
        self._told[user] = now
        self._told.move_to_end(user)
        if len(self._told) > _MOST_TOLD:
            self._told.popitem(last=False)
        return True


def _is_about_that(reply: Reply, asked: parse.Asked) -> bool:
    """Whether a reply to somebody's message asks about that message, whose content we were not given."""
    question = reply.question
    if asked.query.context:
        return False
    return not question.codes and (question.intent == "none" or question.missing is not None or not asked.says_something)
