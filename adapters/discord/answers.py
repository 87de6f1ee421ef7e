"""Sending what was made: an interaction's one response, a reply in a channel, a reaction."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import discord
from discord import ui

from adapters.discord import render
from adapters.discord.insist import ANSWERED_ALREADY, Refused, count, insist
from adapters.discord.limits import ANSWERING, INSISTING, NONCE
from adapters.metrics import Metrics
from bot.card import Card

_MAY_NOT = (discord.Forbidden, discord.NotFound)


class Answers:
    """The ways to answer. Every way is quiet where Discord refuses, and counts it."""

    def __init__(self, metrics: Metrics) -> None:
        self.metrics = metrics

    async def respond(self, interaction: discord.Interaction[Any], view: ui.LayoutView, *, private: bool) -> bool:
        """The interaction's response, to the asker alone where `private`; whether it reached Discord.

        Sent again after a fault while the three seconds last: one that had arrived is refused as answered already.
        """
        return await self._answer(interaction, partial(interaction.response.send_message, view=view, ephemeral=private))

    async def open(self, interaction: discord.Interaction[Any], modal: ui.Modal) -> bool:
        """Open a modal: the interaction's first and only response; whether it reached Discord."""
        return await self._answer(interaction, lambda: interaction.response.send_modal(modal))

    async def replace(self, interaction: discord.Interaction[Any], view: ui.LayoutView) -> bool:
        """Put the view in place of the message whose button was pressed."""
        return await self._answer(interaction, lambda: interaction.response.edit_message(view=view))

    async def take_away(self, interaction: discord.Interaction[Any]) -> None:
        """Delete the message whose button was pressed."""
        if await self._answer(interaction, interaction.response.defer):
            try:
                await insist(interaction.delete_original_response, INSISTING)
            except Refused as error:
                count(self.metrics, error, "delete", interaction=interaction.id)

    async def reply(self, message: discord.Message, view: ui.LayoutView, shorter: Callable[[], ui.LayoutView]) -> str | None:
        """Reply where the message was written, pinging nobody; the address of the reply, None where it could not be sent.

        The nonce is made of the message, so that Discord takes a repeated reply for the one it has. Where Discord fails at the
        whole, `shorter` makes what is tried instead: too many bytes are a 500 to it (discord-api-docs issue 8554).
        """
        try:
            return await self._send(message, view)
        except discord.DiscordServerError as error:
            count(self.metrics, error, "reply", message=message.id)
        except Refused as error:
            count(self.metrics, error, "reply", message=message.id)
            return None
        try:
            return await self._send(message, shorter())
        except Refused as error:
            count(self.metrics, error, "shorter reply", message=message.id)
            return None

    async def react(self, message: discord.Message, emoji: str) -> bool:
        """Add a reaction; whether we may."""
        try:
            await insist(lambda: message.add_reaction(emoji), INSISTING)
        except Refused as error:
            count(self.metrics, error, "reaction", message=message.id)
            return not isinstance(error, _MAY_NOT)
        return True

    async def direct(self, user: discord.User | discord.Member, view: ui.LayoutView, nonce: str) -> bool:
        """A DM; whether it was taken."""
        try:
            await insist(lambda: user.send(view=view, nonce=nonce[:NONCE]), INSISTING)
        except Refused as error:
            count(self.metrics, error, "dm", user=user.id)
            return False
        return True

    async def tell(self, interaction: discord.Interaction[Any], card: Card) -> None:
        """A sentence to whoever acted, if the interaction can still be answered."""
        if not interaction.response.is_done():
            await self.respond(interaction, render.notice(card), private=interaction.guild_id is not None)

    async def _send(self, message: discord.Message, view: ui.LayoutView) -> str:
        nonce = str(message.id)[:NONCE]
        if message.guild is None:
            return (await insist(lambda: message.channel.send(view=view, nonce=nonce), INSISTING)).jump_url
        reference = discord.MessageReference.from_message(message, fail_if_not_exists=False)
        sent = await insist(
            lambda: message.channel.send(view=view, nonce=nonce, reference=reference, mention_author=False),
            INSISTING,
        )
        return sent.jump_url

    async def _answer(self, interaction: discord.Interaction[Any], call: Callable[[], Any]) -> bool:
        try:
            await insist(call, ANSWERING)
        except discord.InteractionResponded:
            return True
        except discord.HTTPException as error:
            if error.code == ANSWERED_ALREADY:
                return True
            count(self.metrics, error, "response", interaction=interaction.id, age=_age(interaction))
            return False
        except Refused as error:
            count(self.metrics, error, "response", interaction=interaction.id, age=_age(interaction))
            return False
        return True


def sharer(interaction: discord.Interaction[Any]) -> str:
    """The line that names who shared a card."""
    return render.shared_note(interaction.user.display_name)


def _age(interaction: discord.Interaction[Any]) -> float:
    return round((discord.utils.utcnow() - interaction.created_at).total_seconds(), 1)
