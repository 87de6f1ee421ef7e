"""Commands, the message menu and presses: each is one question, and gets Discord's one response."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import discord
from discord import app_commands

from adapters import logs
from adapters.discord import form, parse, render
from adapters.discord.answers import Answers, sharer
from adapters.discord.components import Sent
from adapters.discord.insist import count
from adapters.discord.limits import CARDS, CHOICE, CHOICES, OPTIONS
from adapters.discord.wording import FAILED, NOT_YOURS, OUTDATED, no_codes
from adapters.measured import MeasuredService
from bot.answer import token
from bot.answer.delivery import time_unclear
from bot.answer.press import DELETE_LABEL
from bot.asked import Question
from bot.card import Action, Card, plain
from bot.errors import BadTokenError
from bot.model import Press, Reply, ShowForm
from bot.registry.snapshot import catalog as registry
from bot.service import core, search
from bot.study.item import topics

_OWN_ANSWERS = ("define", "none")  # intents of a message that its codes' cards answer as well
_log = logs.get(__name__)


class Interactions:
    """Answers interactions. `command` is the name of the slash command."""

    def __init__(self, service: MeasuredService, answers: Answers, command: str) -> None:
        self._service = service
        self._answers = answers
        self._command = command

    async def asked(self, interaction: discord.Interaction[Any], question: str, *, public: bool) -> None:
        """The slash command: to the asker alone in servers, unless they ask for all to see."""
        reply = await self._service.handle(parse.command(interaction, question))
        if reply is None:
            return
        in_dm = parse.is_private(interaction)
        public = public and reply.question.intent != "none" and not reply.effects
        view = render.view(_handled(reply, in_dm=in_dm, public=public), asker=interaction.user.id)
        await self._answers.respond(interaction, view, private=not (in_dm or public))

    @staticmethod
    def completed(typed: str) -> list[app_commands.Choice[str]]:
        """What the question being typed may become, best first. What was typed is asked as it stands where none is taken."""
        return [app_commands.Choice(name=hit.label[:CHOICE], value=hit.question[:CHOICE]) for hit in search(typed, CHOICES)]

    async def menu(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        """The message menu: the codes of a message, at most `CARDS` cards, the other codes in a select."""
        text = parse.text_of(message)
        reply = await self._service.handle(parse.command(interaction, text))
        if reply is None:
            return
        codes = tuple(dict.fromkeys((*reply.question.codes, *core().codes_in(text))))
        if reply.question.intent == "none" and not codes:
            refused = reply.audience == "asker" and not reply.card.blocks  # asked too often
            view = render.notice(reply.card if refused else no_codes(self._command))
        elif len(codes) < 2:
            view = render.view(_handled(reply, in_dm=parse.is_private(interaction), public=False))
        else:
            view = self._of_codes(interaction, reply, codes)
        await self._answers.respond(interaction, view, private=not parse.is_private(interaction))

    async def pressed(self, interaction: discord.Interaction[Any], pressed: str, start: int, asker: int | None) -> None:
        """A button. Sharing is public and names who shared; deleting is for the one who asked; all else is the presser's alone."""
        if pressed == token.DELETE and asker != interaction.user.id:
            await self._answers.respond(interaction, render.notice(NOT_YOURS), private=True)
            return
        in_dm = parse.is_private(interaction)
        try:
            reply = await self._service.handle(parse.press(interaction, pressed))
        except BadTokenError as error:
            reply = None
            await self._answers.respond(
                interaction, render.notice(Card("누를 수 없는 버튼입니다", plain(str(error)))), private=not in_dm
            )
        if reply is None:
            return
        if pressed == token.DELETE:
            await self._answers.take_away(interaction)
            return
        if asked := next((effect for effect in reply.effects if isinstance(effect, ShowForm)), None):
            await self._answers.open(interaction, form.form(asked, topics(registry())))
            return
        shared = reply.audience == "everyone" and not in_dm
        view = render.view(reply, start=start, asker=interaction.user.id, note=sharer(interaction) if shared else "")
        if pressed.startswith("f.") and interaction.message is not None and interaction.message.flags.ephemeral:
            await self._answers.replace(interaction, view)
        else:
            await self._answers.respond(interaction, view, private=not (in_dm or shared))

    async def submitted(self, interaction: discord.Interaction[Any]) -> None:
        """The form of the daily card was sent in; any other modal is none of ours."""
        order = form.ordered(dict(interaction.data or {}))
        if order is None:
            return
        private = not parse.is_private(interaction)
        if order.at is None:
            await self._answers.respond(
                interaction, render.view(Reply(time_unclear(order.to or "me"), Question("none"))), private=private
            )
            return
        reply = await self._service.handle(parse.submission(interaction, order))
        if reply:
            await self._answers.respond(interaction, render.view(reply, asker=interaction.user.id), private=private)

    async def failed(self, interaction: discord.Interaction[Any], error: Exception) -> None:
        """Something of ours broke: count it, log where, and say so."""
        count(self._answers.metrics, error, "answer", interaction=interaction.id)
        _log.error("interaction failed", interaction=interaction.id, exc_info=error)
        await self._answers.tell(interaction, FAILED)

    async def outdated(self, interaction: discord.Interaction[Any]) -> None:
        """A command that somebody's client knows and we do not: it was renamed."""
        await self._answers.tell(interaction, OUTDATED)

    def _of_codes(self, interaction: discord.Interaction[Any], reply: Reply, codes: tuple[int, ...]) -> Sent:
        """The reply's own card where it says more than the codes do, then a card for each."""
        lead = None if reply.question.intent in _OWN_ANSWERS else _bare(reply)
        room = CARDS - bool(lead)
        of_codes = [core().reply(self._define(interaction, code)) for code in codes[:room]]
        rest = tuple(Action(_label(code), token.define(code)) for code in codes[room : room + OPTIONS])
        return render.several(lead, [one for one in of_codes if one], rest)

    @staticmethod
    def _define(interaction: discord.Interaction[Any], code: int) -> Press:
        return parse.press(interaction, token.define(code))


def _handled(reply: Reply, *, in_dm: bool, public: bool) -> Reply:
    """What can be done with a command's card, by where it stands: one that all see is taken away instead of shared."""
    if not (in_dm or public):
        return reply
    kept = [action for action in reply.card.actions if not action.token.startswith("s:")]
    if public and not in_dm:
        kept.append(Action(DELETE_LABEL, token.DELETE))
    return replace(reply, card=replace(reply.card, actions=tuple(kept)))


def _bare(reply: Reply) -> Reply:
    """A card among others: its buttons would offer what stands beneath it."""
    return replace(reply, card=replace(reply.card, actions=()))


def _label(code: int) -> str:
    found = search(str(code), 1)
    return found[0].label if found else str(code)
