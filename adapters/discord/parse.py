"""Discord's messages and interactions -> Query and Press. Ids are "discord:…" and opaque to everyone else.

A thread and a DM are one conversation for all in them; in a channel everyone has a conversation of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import discord

from bot.model import Actor, Place, Press, Query, Submission, Surface
from bot.order import Order

_WRITTEN = (discord.MessageType.default, discord.MessageType.reply)
_MENTION = re.compile(r"<@!?\d+>")
To = Literal["nobody", "us", "another"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A message that is meant for us. `replies_to` says whose message it answers, `says_something` whether there is more in it than
    our name."""

    query: Query
    replies_to: To
    says_something: bool


def asked(message: discord.Message, me: int) -> Asked | None:
    """What a message asks us; None for one that is not meant for us: no DM, no mention, no reply to a card of ours that pings us.

    Bots, webhooks and Discord's own notices ("… pinned a message") ask nothing.
    """
    if message.author.bot or message.webhook_id or message.type not in _WRITTEN:
        return None
    is_dm = message.guild is None
    if not is_dm and not any(user.id == me for user in message.mentions):
        return None
    replies_to, context = _before(message, me)
    if not is_dm and replies_to != "us" and not _names(message.content, me):
        return None  # the ping of a reply to somebody whose name is ours too; the content is not for us
    surface: Surface = "dm" if is_dm else "mention"
    channel = None if is_dm else channel_of(message)
    query = Query(message.content, surface, _actor(message.author, message.guild), _place(message), context, channel)
    return Asked(query, replies_to, says_something=bool(_MENTION.sub("", message.content).strip()))


def channel_of(message: discord.Message) -> Place:
    """The channel as everyone in it sees it: where the same card is not shown twice."""
    return Place(f"discord:{message.guild.id if message.guild else 'dm'}:{message.channel.id}")


def command(interaction: discord.Interaction[Any], text: str) -> Query:
    """A question by command. Its surface is "slash" in DMs too: an interaction has three seconds, and waits for no store."""
    return Query(text, "slash", actor_of(interaction), _place_of(interaction), None, shared(interaction))


def press(interaction: discord.Interaction[Any], token: str) -> Press:
    """A button pressed."""
    surface: Surface = "dm" if is_private(interaction) else "slash"
    return Press(token, surface, actor_of(interaction), _place_of(interaction), shared(interaction))


def submission(interaction: discord.Interaction[Any], order: Order) -> Submission:
    """The form of the daily card, sent in."""
    surface: Surface = "dm" if is_private(interaction) else "slash"
    return Submission(order, surface, actor_of(interaction), _place_of(interaction), shared(interaction))


def shared(interaction: discord.Interaction[Any]) -> Place | None:
    """The channel as all in it see it; None where only the asker and we are, and where we are not (a user install)."""
    if interaction.guild_id is None or not interaction.is_guild_integration():
        return None
    return Place(f"discord:{interaction.guild_id}:{interaction.channel_id}")


def is_private(interaction: discord.Interaction[Any]) -> bool:
    """Whether only the asker and we are there: a DM with the bot. In other DMs (a user install) others read along."""
    if interaction.guild_id is not None:
        return False
    context = interaction.context
    known = context.dm_channel or context.private_channel or context.guild
    return bool(context.dm_channel) if known else isinstance(interaction.channel, discord.DMChannel)


def actor_of(interaction: discord.Interaction[Any]) -> Actor:
    """Who acts."""
    return Actor(f"discord:{interaction.user.id}", f"discord:{interaction.guild_id}" if interaction.guild_id else "")


def text_of(message: discord.Message) -> str:
    """Everything a message says: what was written, embeds (alerts are mostly those), cards, what was forwarded."""
    parts = [message.content, *_of_embeds(message.embeds), *_displays(message.components)]
    for forwarded in message.message_snapshots:
        parts += [forwarded.content, *_of_embeds(forwarded.embeds), *_displays(forwarded.components)]
    return "\n".join(filter(None, parts))


def _before(message: discord.Message, me: int) -> tuple[To, str | None]:
    """Whose message it replies to, and what that leaves as context: of a card of ours its first lines; of another's message
    whatever Discord gives us of it, mostly nothing."""
    reference = message.reference
    if message.type is not discord.MessageType.reply or reference is None:
        return "nobody", None
    before = reference.resolved
    if not isinstance(before, discord.Message):
        return "another", ""
    if before.author.id == me:
        return "us", next(_displays(before.components), before.content)
    return "another", text_of(before)


def _names(content: str, me: int) -> bool:
    return f"<@{me}>" in content or f"<@!{me}>" in content


def _actor(user: discord.abc.User, guild: discord.Guild | None) -> Actor:
    return Actor(f"discord:{user.id}", f"discord:{guild.id}" if guild else "")


def _place(message: discord.Message) -> Place:
    channel = channel_of(message)
    shared = message.guild is None or isinstance(message.channel, discord.Thread)
    return channel if shared else Place(f"{channel.id}:{message.author.id}")


def _place_of(interaction: discord.Interaction[Any]) -> Place:
    if is_private(interaction):
        return Place(f"discord:dm:{interaction.channel_id}")
    return Place(f"discord:{interaction.guild_id or 'dm'}:{interaction.channel_id}:{interaction.user.id}")


def _of_embeds(embeds: list[discord.Embed]) -> Iterator[str]:
    for embed in embeds:
        fields = (f"{field.name} {field.value}" for field in embed.fields)
        yield "\n".join(filter(None, (embed.title, embed.description, *fields, embed.footer.text)))


def _displays(components: Any) -> Iterator[str]:
    """Texts of Components V2, in order."""
    for component in components:
        if isinstance(component, discord.TextDisplay):
            yield component.content
        yield from _displays(getattr(component, "children", ()))
