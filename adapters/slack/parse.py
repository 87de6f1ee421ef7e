"""Slack's payloads -> what the core and the answers need. Nothing is looked up: what a payload does not say is not known.

Ids become opaque: "slack:T1:U2" is a person, "slack:T1:C3:1690.5" a thread, "slack:T1:C3:U2" one person's commands in a channel,
"slack:T1:D4" a direct conversation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from adapters.slack.wording import PUBLIC
from bot.model import Actor, Place, Press, Query, Surface

Payload = dict[str, Any]
_SAID_BY_PEOPLE = (None, "file_share", "thread_broadcast", "bot_message")
_DIRECT = "D"  # how the id of a direct conversation begins


@dataclass(frozen=True, slots=True)
class Spot:
    """Where to answer: `thread` is its first message's ts; `user` is who asked, or the bot that did."""

    team: str
    channel: str
    user: str
    thread: str | None = None

    @property
    def is_direct(self) -> bool:
        return self.channel.startswith(_DIRECT)

    @property
    def actor(self) -> Actor:
        return Actor(f"slack:{self.team}:{self.user}", f"slack:{self.team}")

    @property
    def shared(self) -> Place | None:
        """The channel as all in it see it; None where only the asker and we are."""
        return Place(f"slack:{self.team}:{self.channel}") if self.channel and not self.is_direct else None

    @property
    def place(self) -> Place:
        if self.thread:
            return Place(f"slack:{self.team}:{self.channel}:{self.thread}")
        return Place(f"slack:{self.team}:{self.channel}" if self.is_direct else f"slack:{self.team}:{self.channel}:{self.user}")


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command: the question, and whether everyone is to see the answer."""

    query: Query
    public: bool
    user: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A mention or a direct message. `key` names the message, whichever event told of it and however often.

    `in_thread` says that it was written in a thread that was there before; `bot` is the id of the bot that wrote it.
    """

    query: Query
    spot: Spot
    key: str
    in_thread: bool
    bot: str | None


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button. `owner` is who may delete its message; `response_url` answers it where there is a message to answer beside.

    `view` and `view_kind` ("home", or the callback_id of a modal) are set where it stands in a window, `trigger` opens one.
    """

    press: Press
    spot: Spot
    key: str
    owner: str
    name: str
    response_url: str | None
    trigger: str
    view: str | None
    view_kind: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The message shortcut: the text of the message it was used on, as much of it as Slack shows."""

    text: str
    spot: Spot
    response_url: str
    trigger: str


def command(body: Payload) -> Command:
    """A slash command. "공개" before or after the question shows the answer to all."""
    spot = Spot(body["team_id"], body["channel_id"], body["user_id"])
    text = body.get("text") or ""
    public = PUBLIC in text and PUBLIC in (text.split()[0], text.split()[-1])
    if public:
        text = text.strip().removeprefix(PUBLIC).removesuffix(PUBLIC).strip()
    return Command(Query(text, "slash", spot.actor, spot.place, channel=spot.shared), public, spot.user)


def heard(body: Payload) -> Heard | None:
    """A mention or a direct message that somebody wrote; None for what is none: an edit, a notice, a message we have no id of."""
    event = body["event"]
    if event.get("subtype") not in _SAID_BY_PEOPLE or not event.get("ts") or event.get("hidden"):
        return None
    bot = event.get("bot_id")
    author = event.get("user") or bot
    if not author:
        return None
    direct = event.get("channel_type") == "im" or str(event["channel"]).startswith(_DIRECT)
    if event["type"] == "message" and not direct:
        return None  # of a channel that somebody subscribed to besides: what is meant for us comes as a mention
    thread = event.get("thread_ts")
    in_thread = bool(thread) and thread != event["ts"]
    team = str(body.get("team_id") or event.get("team") or "")
    home = (thread if in_thread else None) if direct else (thread or event["ts"])
    spot = Spot(team, event["channel"], author, home)
    before = None if direct or in_thread else ""  # what begins a thread has nothing before it
    query = Query(str(event.get("text") or ""), "dm" if direct else "mention", spot.actor, spot.place, before, spot.shared)
    return Heard(query, spot, f"slack:{team}:{spot.channel}:{event['ts']}", in_thread, bot)


def pressed(body: Payload) -> Pressed:
    """A button of one of our cards, wherever it stands."""
    action, view = body["actions"][0], body.get("view")
    container = body.get("container") or {}
    user = body["user"]
    team = str((body.get("team") or {}).get("id") or user.get("team_id") or "")
    channel = str((body.get("channel") or {}).get("id") or (view or {}).get("private_metadata") or "")
    thread = container.get("thread_ts") or (body.get("message") or {}).get("thread_ts")
    spot = Spot(team, channel, user["id"], thread)
    value, _, owner = str(action.get("value") or "").partition(" ")
    surface: Surface = "dm" if view or spot.is_direct else "slash" if container.get("is_ephemeral") else "mention"
    return Pressed(
        Press(value, surface, spot.actor, spot.place, spot.shared),
        spot,
        f"slack:{team}:{user['id']}:{action.get('action_ts', '')}",
        owner,
        str(user.get("name") or user.get("username") or user["id"]),
        body.get("response_url"),
        str(body.get("trigger_id") or ""),
        view["id"] if view else None,
        (view["callback_id"] if view["type"] == "modal" else "home") if view else "",
    )


def submitted(body: Payload, channel: str) -> Spot:
    """Who sent a window in, and the channel that it was opened in."""
    user = body["user"]
    return Spot(str((body.get("team") or {}).get("id") or user.get("team_id") or ""), channel, user["id"])


def searched(body: Payload) -> tuple[Query, str]:
    """What was typed into the search of App Home, and the trigger that opens a window for the answer."""
    user = body["user"]
    spot = Spot(str((body.get("team") or {}).get("id") or user.get("team_id") or ""), "", user["id"])
    typed = str(body["actions"][0].get("value") or "")
    return Query(typed, "slash", spot.actor, spot.place), str(body["trigger_id"])


def chosen(body: Payload) -> Chosen:
    """The message that the shortcut was used on."""
    message = body["message"]
    spot = Spot(
        str((body.get("team") or {}).get("id") or body["user"].get("team_id") or ""),
        body["channel"]["id"],
        body["user"]["id"],
        message.get("thread_ts"),
    )
    return Chosen(text_of(message), spot, str(body.get("response_url") or ""), str(body["trigger_id"]))


def text_of(message: Payload) -> str:
    """All that a message says. Alerts of other apps often have their words in attachments or blocks alone."""
    parts = [str(message.get("text") or "")]
    for attachment in message.get("attachments") or ():
        told = [str(attachment.get(name) or "") for name in ("pretext", "title", "text")]
        told += [f"{field.get('title', '')} {field.get('value', '')}" for field in attachment.get("fields") or ()]
        told += _texts(attachment.get("blocks") or ())
        parts += told if any(part.strip() for part in told) else [str(attachment.get("fallback") or "")]
    if not parts[0].strip():
        parts += _texts(message.get("blocks") or ())
    return "\n".join(part for part in parts if part.strip())


def _texts(node: object) -> list[str]:
    """Every text of a block tree, a line each; the pieces of one rich_text section stay one line."""
    if isinstance(node, dict):
        if node.get("type") == "rich_text_section":
            return ["".join(str(piece.get("text") or "") for piece in node.get("elements") or ())]
        found = [node["text"]] if isinstance(node.get("text"), str) else []
        return found + [text for key, value in node.items() if key != "text" or not found for text in _texts(value)]
    if isinstance(node, (list, tuple)):
        return [text for value in node for text in _texts(value)]
    return []
