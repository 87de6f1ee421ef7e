"""What a button of the daily card's delivery carries: "b:stop:c", "b:pause:m:n=14", "b:pause::u=1231",
"b:set:m:at=0900;z=Asia/Tokyo;d=01234;h=1".

The first part is the act, then for whom (m: me, c: the channel, nothing: as goes without saying), then what is set.
"""

from __future__ import annotations

import re
from datetime import time
from typing import cast

from bot import zones
from bot.asked import CLASS_OF, Question
from bot.order import LEVELS, Act, Level, Order, Rest, To

_ACTS: dict[str, Act] = {
    "offer": "offer", "set": "set", "form": "form", "stop": "stop", "stopall": "stop for all", "pause": "pause", "resume": "resume",
    "status": "status", "collect": "collect", "nocollect": "collect no more",
}  # fmt: skip
_NAMES = {act: name for name, act in _ACTS.items()}
_TO: dict[str, To | None] = {"m": "me", "c": "channel", "": None}
_AT = re.compile(r"([01]\d|2[0-3])([0-5]\d)", re.ASCII)
_DAYS = re.compile(r"[0-6]{1,7}", re.ASCII)
_CLASSES = re.compile(r"[1-5]{1,5}", re.ASCII)
_MONTH_AND_DAY = re.compile(r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])", re.ASCII)
_LONGEST_REST = 366


def written(order: Order) -> str:
    """The token of an order, without its "b:". Of topics only classes are carried: a product's name may be too long."""
    settings = {
        "at": order.at.strftime("%H%M") if order.at else None,
        "z": order.zone,
        "d": "".join(map(str, order.days)) if order.days and order.act == "set" else None,
        "h": None if order.skip_holidays is None else str(int(order.skip_holidays)),
        "l": order.level,
        "t": _topics(order),
        **_rest(order.rest or Rest()),
    }
    told = ";".join(f"{name}={value}" for name, value in settings.items() if value)
    return f"{_NAMES[order.act]}:{(order.to or '')[:1]}" + (f":{told}" if told else "")


def carries(order: Order) -> bool:
    """Whether a token holds all that an order says."""
    return order.topics is None or _topics(order) is not None


def _topics(order: Order) -> str | None:
    classes = order.topics or ()
    return "".join(name[0] for name in classes) if classes and all(name in CLASS_OF.values() for name in classes) else None


def _rest(rest: Rest) -> dict[str, str | None]:
    return {
        "n": str(rest.days) if rest.days else None,
        "u": "{:02}{:02}".format(*rest.until) if rest.until else None,
        "w": None if rest.week is None else str(rest.week),
        "e": None if rest.through_week is None else str(rest.through_week),
        "s": "{:02}{:02}".format(*rest.since) if rest.since else None,
        "y": str(rest.delay) if rest.delay else None,
    }


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
        topics=tuple(CLASS_OF[int(digit)] for digit in settings["t"]) if "t" in settings else None,
        rest=_told_rest(settings),
    )
    return Question("study", attribute="delivery", order=order)


def _told_rest(settings: dict[str, str]) -> Rest | None:
    days, week, through, delay = (int(settings[key]) if key in settings else None for key in "nwey")
    until, since = ((int(told[:2]), int(told[2:])) if (told := settings.get(key)) else None for key in "us")
    made = Rest(days, until, week, through, since, delay)
    return None if made == Rest() else made


def _is_sound(key: str, value: str) -> bool:
    match key:
        case "at":
            return bool(_AT.fullmatch(value))
        case "z":
            return zones.exact(value) == value
        case "d":
            return bool(_DAYS.fullmatch(value))
        case "h" | "w" | "e":
            return value in ("0", "1")
        case "y":
            return value in ("1", "2")
        case "t":
            return bool(_CLASSES.fullmatch(value))
        case "u" | "s":
            return bool(_MONTH_AND_DAY.fullmatch(value))
        case "l":
            return value in LEVELS
        case "n":
            return value.isascii() and value.isdecimal() and 0 < int(value) <= _LONGEST_REST
        case _:
            return False
