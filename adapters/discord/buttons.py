"""Buttons and selects that carry all they need: they work after a restart and in any process.

sg:<token>        a button of a card
sg.<n>:<token>    the rest of a card that is too long for one message, from its block n on
sg@<user>:x       delete, for the one who asked
sg-codes          the codes of a message that found no room; the token is the value chosen
"""

from __future__ import annotations

import re
from typing import Any, Protocol, Self, cast

import discord
from discord import ui

from adapters.discord.limits import CUSTOM_ID, LABEL

_CARRIED = re.compile(r"sg(?:\.(?P<start>\d{1,2}))?(?:@(?P<asker>\d{1,20}))?:(?P<token>[!-~]{1,80})", re.ASCII)
CHOSEN = "sg-codes"


class Pressed(Protocol):
    """What the client does with a press. Called by the items below."""

    async def pressed(self, interaction: discord.Interaction, token: str, start: int = 0, asker: int | None = None) -> None:
        """Answer a press of `token`; `start` is the block to begin with, `asker` who alone may delete."""
        ...


class CardButton(ui.DynamicItem[ui.Button[Any]], template=_CARRIED):
    """A button of a card."""

    def __init__(self, label: str, token: str, *, start: int = 0, asker: int | None = None) -> None:
        super().__init__(ui.Button(label=label[:LABEL], custom_id=carried(token, start=start, asker=asker)))
        self._token, self._start, self._asker = token, start, asker

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction,  # noqa: ARG003 - discord.py's signature
        item: ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> Self:
        """The button that was pressed. Called by discord.py."""
        label = getattr(item, "label", None) or "…"
        return cls(label, match["token"], start=int(match["start"] or 0), asker=int(match["asker"]) if match["asker"] else None)

    async def callback(self, interaction: discord.Interaction) -> None:
        """Called by discord.py."""
        await cast("Pressed", interaction.client).pressed(interaction, self._token, self._start, self._asker)


class CodesSelect(ui.DynamicItem[ui.Select[Any]], template=CHOSEN):
    """Codes to choose one of."""

    def __init__(self) -> None:
        super().__init__(ui.Select(custom_id=CHOSEN))

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction,  # noqa: ARG003 - discord.py's signature
        item: ui.Item[Any],  # noqa: ARG003
        match: re.Match[str],  # noqa: ARG003
        /,
    ) -> Self:
        """The select that was used. Called by discord.py."""
        return cls()

    async def callback(self, interaction: discord.Interaction) -> None:
        """Called by discord.py."""
        chosen = cast("dict[str, Any]", interaction.data).get("values") or [""]
        await cast("Pressed", interaction.client).pressed(interaction, str(chosen[0]))


def carried(token: str, *, start: int = 0, asker: int | None = None) -> str:
    """The custom_id. Raises ValueError for one that Discord would refuse."""
    made = f"sg{f'.{start}' if start else ''}{f'@{asker}' if asker else ''}:{token}"
    if len(made) > CUSTOM_ID:
        raise ValueError(made)
    return made
