"""Components V2 as Discord takes them (https://docs.discord.com/developers/components/reference), and the view that carries them.

discord.py's own items are made for being changed and listened to: building a card of them takes longer than everything else that
discord.py does for an answer. A card is sent once and its buttons are found by what they carry (buttons.py), so it is made of the
plain payload, and only what comes in is read with discord.py's items.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord
from discord import ui

from adapters.discord.limits import LABEL, OPTION_LABEL, OPTIONS, PLACEHOLDER

Component = dict[str, Any]
_ROW, _BUTTON, _SELECT, _SECTION, _TEXT, _SEPARATOR, _CONTAINER = (
    kind.value
    for kind in (
        discord.ComponentType.action_row,
        discord.ComponentType.button,
        discord.ComponentType.string_select,
        discord.ComponentType.section,
        discord.ComponentType.text_display,
        discord.ComponentType.separator,
        discord.ComponentType.container,
    )
)
_GREY, _LINK = discord.ButtonStyle.secondary.value, discord.ButtonStyle.link.value


class Sent(ui.LayoutView):
    """Components to send, once. It is finished from the start: discord.py keeps neither it nor a timer (15 minutes, for an
    ephemeral one)."""

    def __init__(self, components: list[Component]) -> None:
        super().__init__(timeout=None)
        self._payload = components

    def to_components(self) -> list[Component]:
        """The payload. Called by discord.py when it sends."""
        return self._payload

    def is_finished(self) -> bool:
        """Called by discord.py when it has sent."""
        return True

    def has_components_v2(self) -> bool:
        """Called by discord.py to set the flag of Components V2."""
        return True


def text(content: str) -> Component:
    return {"type": _TEXT, "content": content}


def separator() -> Component:
    """A line with a small space around it, as Discord draws it unless it is told otherwise."""
    return {"type": _SEPARATOR}


def section(content: str, accessory: Component) -> Component:
    """A text with a button beside it."""
    return {"type": _SECTION, "components": [text(content)], "accessory": accessory}


def button(label: str, custom_id: str) -> Component:
    return {"type": _BUTTON, "style": _GREY, "label": label[:LABEL], "custom_id": custom_id}


def link_button(label: str, url: str) -> Component:
    return {"type": _BUTTON, "style": _LINK, "label": label[:LABEL], "url": url}


def row(children: list[Component]) -> Component:
    return {"type": _ROW, "components": children}


def select(custom_id: str, placeholder: str, options: list[tuple[str, str]]) -> Component:
    """A menu of (label, value); what is beyond Discord's limit is left out."""
    told = [{"label": label[:OPTION_LABEL], "value": value} for label, value in options[:OPTIONS]]
    return row([{"type": _SELECT, "custom_id": custom_id, "placeholder": placeholder[:PLACEHOLDER], "options": told}])


def container(children: list[Component], accent: int | None) -> Component:
    made: Component = {"type": _CONTAINER, "components": children}
    if accent is not None:
        made["accent_color"] = accent
    return made


def nested(components: list[Component]) -> Iterator[Component]:
    """Every component, those inside others too: what Discord counts."""
    for component in components:
        yield component
        yield from nested(component.get("components", []))
        if "accessory" in component:
            yield component["accessory"]
