"""What a button of the daily card's delivery carries: "b:stop:c", "b:pause:m:n=14", "b:set:m:at=0900;z=Asia/Tokyo;d=01234;h=1".

The first part is the act, then for whom (m: me, c: the channel, nothing: as goes without saying), then what is set.
"""

from __future__ import annotations

import re
from datetime import time
from typing import cast

from bot import zones
from bot.model import Question
from bot.order import LEVELS, Act, Level, Order, Rest, To

_ACTS: dict[str, Act] = {
    "offer": "offer", "set": "set", "form": "form", "stop": "stop", "stopall": "stop for all", "pause": "pause", "resume": "resume",
    "status": "status", "collect": "collect", "nocollect": "collect no more",
}  # fmt: skip
_NAMES = {act: name for name, act in _ACTS.items()}
_TO: dict[str, To | None] = {"m": "me", "c": "channel", "": None}
_AT = re.compile(r"([01]\d|2[0-3])([0-5]\d)", re.ASCII)
_DAYS = re.compile(r"[0-6]{1,7}", re.ASCII)
_LONGEST_REST = 366


def written(order: Order) -> str:
    """The token of an order, without its "b:". Topics, and rests that are not so many days, are not carried."""
    settings = {
        "at": order.at.strftime("%H%M") if order.at else None,
        "z": order.zone,
        "d": "".join(map(str, order.days)) if order.days and order.act == "set" else None,
        "h": None if order.skip_holidays is None else str(int(order.skip_holidays)),
        "l": order.level,
        "n": str(order.rest.days) if order.rest and order.rest.days else None,
    }
    told = ";".join(f"{name}={value}" for name, value in settings.items() if value)
    return f"{_NAMES[order.act]}:{(order.to or '')[:1]}" + (f":{told}" if told else "")


def read(rest: str) -> Question | None:
    """The question of a token without its "b:"; None for one that was not made here."""
    name, to, told = [*rest.split(":", 2), "", ""][:3]
    if name not in _ACTS or to not in _TO:
        return None
    settings: dict[str, str] = {}
    for part in filter(None, told.split(";")):
        key, is_set, value = part.partition("=")
        if not is_set or key in settings or not _is_sound(key, value):
            return None
        settings[key] = value
    order = Order(
        _ACTS[name],
        _TO[to],
        at=time(int(settings["at"][:2]), int(settings["at"][2:])) if "at" in settings else None,
        zone=settings.get("z"),
        days=tuple(sorted({int(day) for day in settings["d"]})) if "d" in settings else None,
        skip_holidays=settings["h"] == "1" if "h" in settings else None,
        level=cast("Level | None", settings.get("l")),
        rest=Rest(days=int(settings["n"])) if "n" in settings else None,
    )
    return Question("study", attribute="delivery", order=order)


def _is_sound(key: str, value: str) -> bool:
    match key:
        case "at":
            return bool(_AT.fullmatch(value))
        case "z":
            return zones.exact(value) == value
        case "d":
            return bool(_DAYS.fullmatch(value))
        case "h":
            return value in ("0", "1")
        case "l":
            return value in LEVELS
        case "n":
            return value.isascii() and value.isdecimal() and 0 < int(value) <= _LONGEST_REST
        case _:
            return False
