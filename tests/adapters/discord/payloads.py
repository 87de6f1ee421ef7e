"""Payloads as Discord sends them, and looks into what we send."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

ME, HERE, CHANNEL, THREAD, DM = 900, 100, 300, 301, 500
ALICE, BOB = 11, 12
_ids = itertools.count(5 * 10**17)


def user(ident: int, name: str = "") -> dict[str, Any]:
    return {
        "id": str(ident),
        "username": name or f"u{ident}",
        "discriminator": "0",
        "avatar": None,
        "global_name": name or f"사람{ident}",
    }


BOT = {**user(ME, "사공사"), "bot": True}
APPLICATION: dict[str, Any] = {
    "id": str(ME),
    "name": "사공사",
    "icon": None,
    "description": "",
    "summary": "",
    "bot_public": True,
    "bot_require_code_grant": False,
    "verify_key": "",
    "flags": 0,
    "team": None,
    "owner": user(1),
    "integration_types_config": {"0": {}, "1": {}},
}
_CHANNEL = {
    "id": str(CHANNEL),
    "type": 0,
    "name": "장애",
    "position": 0,
    "permission_overwrites": [],
    "nsfw": False,
    "parent_id": None,
}
_THREAD = {
    "id": str(THREAD),
    "type": 11,
    "name": "스레드",
    "parent_id": str(CHANNEL),
    "guild_id": str(HERE),
    "owner_id": "1",
    "message_count": 1,
    "member_count": 1,
    "rate_limit_per_user": 0,
    "thread_metadata": {
        "archived": False,
        "auto_archive_duration": 1440,
        "archive_timestamp": "2026-01-01T00:00:00+00:00",
        "locked": False,
    },
}
GUILD: dict[str, Any] = {
    "id": str(HERE),
    "name": "g",
    "owner_id": "1",
    "member_count": 3,
    "roles": [],
    "emojis": [],
    "features": [],
    "members": [],
    "channels": [_CHANNEL],
    "threads": [_THREAD],
    "presences": [],
    "voice_states": [],
    "stage_instances": [],
    "guild_scheduled_events": [],
    "stickers": [],
    "soundboard_sounds": [],
    "verification_level": 0,
    "default_message_notifications": 0,
    "explicit_content_filter": 0,
    "mfa_level": 0,
    "nsfw_level": 0,
    "premium_tier": 0,
    "preferred_locale": "ko",
    "system_channel_flags": 0,
    "afk_timeout": 60,
    "icon": None,
    "unavailable": False,
}


def message(
    ident: int,
    channel: str,
    components: list[Any],
    *,
    flags: int = 0,
    nonce: str | None = None,
    author: dict[str, Any] | None = None,
    content: str = "",
) -> dict[str, Any]:
    made = {
        "id": str(ident),
        "channel_id": channel,
        "author": author or BOT,
        "content": content,
        "timestamp": "2026-01-01T00:00:00+00:00",
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "pinned": False,
        "type": 0,
        "components": components,
        "flags": flags,
    }
    return {**made, "nonce": nonce} if nonce else made


def written(
    text: str,
    *,
    by: int = ALICE,
    channel: int = CHANNEL,
    mentions: bool = True,
    replies_to: dict[str, Any] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """A message in a channel, a thread, or (channel DM) to us alone."""
    made = message(next(_ids), str(channel), [], author=user(by), content=text)
    if replies_to is not None:
        reference = {"message_id": replies_to["id"], "channel_id": str(channel), "guild_id": str(HERE)}
        made |= {"type": 19, "message_reference": reference, "referenced_message": replies_to}
    if channel == DM:
        return {**made, "channel_type": 1, **more}
    member: dict[str, Any] = {
        "roles": [],
        "joined_at": "2024-01-01T00:00:00+00:00",
        "deaf": False,
        "mute": False,
        "flags": 0,
        "nick": None,
    }
    return {**made, "guild_id": str(HERE), "member": member, "mentions": [BOT] if mentions else [], **more}


def interaction(kind: int, data: dict[str, Any], *, by: int = ALICE, where: str = "guild", **more: Any) -> dict[str, Any]:
    """`where`: "guild", "dm" (with the bot), "foreign" (a server without it, by user install), "group" (a DM of others)."""
    ident = next(_ids)
    context = {"guild": 0, "foreign": 0, "dm": 1, "group": 2}[where]
    in_guild = context == 0
    guild = str(HERE if where == "guild" else 4242)
    person = user(by)
    made: dict[str, Any] = {
        "id": str(ident),
        "application_id": str(ME),
        "type": kind,
        "token": f"tok{ident}",
        "version": 1,
        "locale": "ko",
        "app_permissions": "2147483647",
        "entitlements": [],
        "context": context,
        "attachment_size_limit": 10485760,
        "data": data,
        "authorizing_integration_owners": {"0": guild} if where == "guild" else {"1": str(by)},
    }
    if in_guild:
        member: dict[str, Any] = {
            "user": person,
            "roles": [],
            "nick": None,
            "joined_at": "2024-01-01T00:00:00+00:00",
            "deaf": False,
            "mute": False,
            "flags": 0,
            "permissions": "2147483647",
        }
        channel = {**_CHANNEL, "guild_id": guild}
        made |= {"guild_id": guild, "guild": {"id": guild, "locale": "ko", "features": []}, "guild_locale": "ko", "member": member}
        made |= {"channel_id": str(CHANNEL), "channel": channel}
    else:
        kind_of = 1 if where == "dm" else 3
        made |= {
            "user": person,
            "channel_id": str(DM),
            "channel": {"id": str(DM), "type": kind_of, "recipients": [person], "name": None, "owner_id": "1", "icon": None},
        }
    return {**made, **more}


def slash(text: str, *, public: bool | None = None, name: str = "http", **more: Any) -> dict[str, Any]:
    options: list[dict[str, Any]] = [{"name": "질문", "type": 3, "value": text}]
    if public is not None:
        options.append({"name": "공개", "type": 5, "value": public})
    return interaction(2, {"id": "55", "name": name, "type": 1, "options": options}, **more)


def typing(text: str) -> dict[str, Any]:
    options = [{"name": "질문", "type": 3, "value": text, "focused": True}]
    return interaction(4, {"id": "55", "name": "http", "type": 1, "options": options})


def menu(target: dict[str, Any], **more: Any) -> dict[str, Any]:
    data = {
        "id": "56",
        "name": "HTTP 코드 설명",
        "type": 3,
        "target_id": target["id"],
        "resolved": {"messages": {target["id"]: target}},
    }
    return interaction(2, data, **more)


def press(custom_id: str, on: dict[str, Any], *, values: list[str] | None = None, **more: Any) -> dict[str, Any]:
    """A press of a button (or, with values, a choice of a select) of a message as the stand-in keeps it."""
    data: dict[str, Any] = {"custom_id": custom_id, "component_type": 3 if values else 2}
    return interaction(3, {**data, "values": values} if values else data, message=on, **more)


def nested(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for one in components:
        yield one
        yield from nested(one.get("components") or [])
        if one.get("accessory"):
            yield one["accessory"]


def texts(components: list[dict[str, Any]]) -> list[str]:
    return [one["content"] for one in nested(components) if one["type"] == 10]


def custom_ids(components: list[dict[str, Any]]) -> list[str]:
    return [one["custom_id"] for one in nested(components) if "custom_id" in one]


def size(body: dict[str, Any]) -> int:
    """Bytes of all text displays as Discord counts them."""
    return sum(len(text.encode()) + 12 for text in texts(body.get("components") or []))


def own_faults(body: dict[str, Any]) -> list[str]:
    """The documented limits, read anew: what a message of ours may never be."""
    told = list(nested(body.get("components") or []))
    labels = [one.get("label", "") for one in told if one["type"] == 2]
    ids = [one["custom_id"] for one in told if "custom_id" in one]
    rows = [one["components"] for one in told if one["type"] == 1]
    allowed = body.get("allowed_mentions")
    checks = {
        "more than 40 components": len(told) > 40,
        "more than 4,000 characters": sum(map(len, texts(body.get("components") or []))) > 4000,
        "an empty text": any(not text.strip() for text in texts(body.get("components") or [])),
        "a label that is empty or longer than 80": any(not 0 < len(label) <= 80 for label in labels),
        "a custom_id longer than 100": any(len(one) > 100 for one in ids),
        "a custom_id twice": len(ids) != len(set(ids)),
        "a row that is empty or of more than five": any(not 0 < len(row) <= 5 for row in rows),
        "a nonce longer than 25": len(str(body.get("nonce") or "")) > 25,
        "components without the flag": bool(told) and not body.get("flags", 0) & (1 << 15),
        "content beside components": bool(told) and bool(body.get("content") or body.get("embeds")),
        "somebody may be pinged": bool(told)
        and (allowed is None or allowed.get("parse") != [] or bool(allowed.get("replied_user"))),
    }
    return [fault for fault, broken in checks.items() if broken]


def modal_faults(modal: dict[str, Any]) -> list[str]:
    """The documented limits of a modal (https://docs.discord.com/developers/interactions/receiving-and-responding)."""
    labels = modal["components"]
    fields = [one["component"] for one in labels]
    checks = {
        "a title that is empty or longer than 45": not 0 < len(modal["title"]) <= 45,
        "no or more than five fields": not 0 < len(labels) <= 5,
        "a field without a label, or a longer one than 45": any(not 0 < len(one.get("label", "")) <= 45 for one in labels),
        "more than ten boxes": any(
            len(one["component"].get("options", [])) > 10 for one in labels if one["component"]["type"] != 3
        ),
        "a placeholder longer than 100": any(len(one.get("placeholder") or "") > 100 for one in fields),
    }
    return [fault for fault, broken in checks.items() if broken]


def submission(modal: dict[str, Any], **given: Any) -> dict[str, Any]:
    """What Discord sends when a modal is sent in: as it was opened, but for what is given."""
    people = {name: given.pop(name) for name in ("by", "where") if name in given}
    fields = [_filled(one["component"], given) for one in modal["components"]]
    data = {"custom_id": modal["custom_id"], "components": [{"type": 18, "component": field} for field in fields]}
    return interaction(5, data, **people)


def _filled(field: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    name = field["custom_id"]
    chosen = [one["value"] for one in field.get("options", []) if one.get("default")]
    filled: dict[str, Any] = {"type": field["type"], "custom_id": name}
    if field["type"] == 4:
        return filled | {"value": given.get(name, field.get("value"))}
    if field["type"] == 21:  # a radio group
        return filled | {"value": given.get(name, chosen[0] if chosen else None)}
    return filled | {"values": given.get(name, chosen)}
