"""The form of the daily card as a modal of five fields: what is set now in, an order out. Pure.

A modal is read from what Discord sends of it, not from an object that waits: it may be sent in after a restart, to any process.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import discord
from discord import ui

from adapters.discord import wording
from adapters.discord.limits import OPTIONS
from bot import zones
from bot.answer.subscription import LEVEL_NAMES
from bot.korean import DAYS
from bot.model import ShowForm
from bot.order import LEVELS, Order, To
from bot.understand.order_when import time_of

_MARK = "sg-form:"
_HOLIDAYS = "h"


def form(asked: ShowForm, topics: tuple[str, ...]) -> ui.Modal:
    """The modal; finished from the start, so that discord.py keeps nothing of it."""
    now = asked.begins
    modal = ui.Modal(title=wording.FORM_TITLE, custom_id=f"{_MARK}{asked.to}")
    at = ui.TextInput[Any](custom_id="at", default=now.at.strftime("%H:%M"), placeholder=wording.FORM_TIME_HINT, max_length=20)
    zone = ui.TextInput[Any](custom_id="zone", default=now.zone, placeholder=wording.FORM_ZONE_HINT, max_length=60)
    days = [
        discord.CheckboxGroupOption(label=f"{name}요일", value=str(day), default=day in now.days) for day, name in enumerate(DAYS)
    ]
    days.append(discord.CheckboxGroupOption(label=wording.FORM_HOLIDAYS, value=_HOLIDAYS, default=now.skip_holidays))
    levels = [discord.RadioGroupOption(label=LEVEL_NAMES[level], value=level, default=level == now.level) for level in LEVELS]
    about = [discord.SelectOption(label=topic, value=topic, default=topic in now.topics) for topic in topics[:OPTIONS]]
    fields: tuple[ui.Item[Any], ...] = (
        at,
        zone,
        ui.CheckboxGroup(custom_id="days", options=days, required=True),
        ui.RadioGroup(custom_id="level", options=levels, required=True),
        ui.Select(
            custom_id="topics",
            options=about,
            required=False,
            min_values=0,
            max_values=len(about),
            placeholder=wording.FORM_ALL_TOPICS,
        ),
    )
    for label, field in zip(wording.FORM_LABELS, fields, strict=True):
        modal.add_item(ui.Label(text=label, component=field))
    modal.stop()
    return modal


def ordered(data: dict[str, Any]) -> Order | None:
    """The order of a modal sent in; None for a modal that is not this one. `at` is None where the time cannot be read."""
    custom_id = str(data.get("custom_id") or "")
    if not custom_id.startswith(_MARK):
        return None
    given = {str(field.get("custom_id")): field for field in _fields(data.get("components") or [])}
    days = _values(given.get("days"))
    level = str((given.get("level") or {}).get("value") or "")
    typed = str((given.get("zone") or {}).get("value") or "").strip()
    zone = zones.exact(typed)
    return Order(
        "set",
        cast("To", custom_id.removeprefix(_MARK)),
        at=time_of(str((given.get("at") or {}).get("value") or "").lower()),
        zone=zone,
        zones=() if zone else zones.near(typed, 4),
        unclear="" if zone else typed,
        days=tuple(int(day) for day in days if day != _HOLIDAYS) or None,
        skip_holidays=_HOLIDAYS in days,
        level=level if level in LEVELS else None,
        topics=tuple(_values(given.get("topics"))),
    )


def _fields(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every field, out of the label or row that it stands in."""
    for component in components:
        inner = component.get("component")
        yield from _fields([inner] if inner else component.get("components") or [])
        if "custom_id" in component:
            yield component


def _values(field: dict[str, Any] | None) -> list[str]:
    return [str(value) for value in (field or {}).get("values") or ()]
