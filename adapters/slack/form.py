"""The form of the daily card as a window: what is set now in, an order out. Pure."""

from __future__ import annotations

from datetime import time
from typing import Any, cast

from adapters.slack import wording
from adapters.slack.limits import OPTION, OPTIONS, PLACEHOLDER, VIEW_TITLE
from adapters.slack.parse import Payload
from adapters.slack.rich import JSON
from adapters.slack.text import cut
from bot import zones
from bot.answer.subscription import LEVEL_NAMES
from bot.korean import DAYS
from bot.model import ShowForm
from bot.order import LEVELS, Order, To

FORM = "study-form"  # the callback_id
ZONE = "zone"  # the action_id of the search over zones
_FIELDS = ("at", ZONE, "days", "holidays", "level", "topics")


def form(asked: ShowForm, topics: tuple[str, ...], channel: str) -> JSON:
    """The window. `topics` are all there are; `channel` is the one it was opened in, kept in the window for its submission."""
    now = asked.begins
    days = [_option(f"{name}요일", str(day)) for day, name in enumerate(DAYS)]
    levels = [_option(f"{LEVEL_NAMES[level]}", level) for level in LEVELS]
    resting = [_option(wording.FORM_HOLIDAYS, "skip")]
    all_topics = [_option(topic, topic) for topic in topics[:OPTIONS]]
    chosen = [option for option in all_topics if option["value"] in now.topics]
    elements: tuple[JSON, ...] = (
        {"type": "timepicker", "initial_time": now.at.strftime("%H:%M")},
        {
            "type": "external_select", "initial_option": zone_option(now.zone), "min_query_length": 1,
            "placeholder": _plain(cut(wording.FORM_ZONE_HINT, PLACEHOLDER)),
        },
        {"type": "checkboxes", "options": days, **_initial([days[day] for day in now.days])},
        {"type": "checkboxes", "options": resting, **_initial(resting if now.skip_holidays else [])},
        {"type": "radio_buttons", "options": levels, "initial_option": levels[LEVELS.index(now.level)]},
        {
            "type": "multi_static_select", "options": all_topics, **_initial(chosen),
            "placeholder": _plain(wording.FORM_ALL_TOPICS),
        },
    )  # fmt: skip
    return {
        "type": "modal",
        "callback_id": FORM,
        "private_metadata": f"{asked.to} {channel}".strip(),
        "title": _plain(cut(wording.FORM_TITLE, VIEW_TITLE)),
        "submit": _plain(wording.FORM_SUBMIT),
        "close": _plain(wording.CLOSE),
        "blocks": [_input(*each) for each in zip(_FIELDS, wording.FORM_LABELS, elements, strict=True)],
    }


def ordered(view: Payload) -> tuple[Order, str]:
    """The order of a window sent in, and the channel it was opened in ("" for none)."""
    to, _, channel = str(view.get("private_metadata") or "me").partition(" ")
    values: dict[str, dict[str, dict[str, Any]]] = view["state"]["values"]
    given = {name: values.get(name, {}).get(name, {}) for name in _FIELDS}
    at = str(given["at"].get("selected_time") or "09:00")
    level = str((given["level"].get("selected_option") or {}).get("value") or LEVELS[0])
    zone = (given[ZONE].get("selected_option") or {}).get("value")
    order = Order(
        "set",
        cast("To", to),
        at=time.fromisoformat(at),
        zone=zones.exact(str(zone)) if zone else None,
        days=tuple(sorted(int(value) for value in _values(given["days"]))),
        skip_holidays=bool(_values(given["holidays"])),
        level=level if level in LEVELS else None,
        topics=tuple(_values(given["topics"])),
    )
    return order, channel


def zone_options(typed: str) -> list[JSON]:
    """What the search over zones offers for what was typed so far."""
    exact = zones.exact(typed)
    found = (*((exact,) if exact else ()), *zones.near(typed, 20))
    return [zone_option(zone) for zone in dict.fromkeys(found)]


def zone_option(zone: str) -> JSON:
    return _option(zones.title(zone), zone)


def no_days() -> dict[str, str]:
    """What a window without a chosen day is told, by field; it stays open."""
    return {"days": wording.FORM_NO_DAYS}


def _values(given: dict[str, Any]) -> list[str]:
    return [str(option["value"]) for option in given.get("selected_options") or ()]


def _input(name: str, label: str, element: JSON) -> JSON:
    optional = name in ("holidays", "topics", "days")
    return {
        "type": "input",
        "block_id": name,
        "label": _plain(label),
        "optional": optional,
        "element": {**element, "action_id": name},
    }


def _initial(options: list[JSON]) -> JSON:
    """Slack refuses an empty list."""
    return {"initial_options": options} if options else {}


def _option(text: str, value: str) -> JSON:
    return {"text": _plain(cut(text, OPTION)), "value": value}


def _plain(text: str) -> JSON:
    return {"type": "plain_text", "text": text, "emoji": False}
