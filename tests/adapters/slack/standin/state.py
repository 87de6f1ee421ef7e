"""What the stand-in knows: one workspace, its channels and people, the tokens it gave out, and all that was said."""

from __future__ import annotations

import itertools
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any

JSON = dict[str, Any]
ALL_SCOPES = frozenset({"app_mentions:read", "chat:write", "commands", "im:history", "im:write"})
BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-fake", "xapp-fake", "not-a-secret"
TEAM, APP, BOT_USER, BOT = "T1", "A1", "UBOT", "BBOT"
RESPONSE_USES, RESPONSE_LASTS = 5, 30 * 60.0
TRIGGER_LASTS = 3.0


@dataclass
class Channel:
    """`members` are people and bots; `archived` refuses all."""

    members: set[str]
    archived: bool = False


@dataclass
class Said:
    """One thing the bot did: the method or "respond", and its body."""

    method: str
    body: JSON


@dataclass
class ResponseURL:
    """Where an interaction may be answered, so often and so long. `channel` and `message` are what it answers."""

    channel: str
    message: str | None
    uses: int = 0
    made: float = field(default_factory=time.monotonic)


@dataclass
class Trouble:
    """What the next calls of a method meet: a status with a Retry-After, an error of Slack's, or a delay in seconds."""

    status: int = 200
    retry_after: str = ""
    error: str = ""
    delay: float = 0.0
    after: bool = False  # whether the call is done all the same


class Workspace:
    """The state. Nothing in it knows HTTP."""

    def __init__(self) -> None:
        self.bot_token: str | None = BOT_TOKEN
        self.app_token: str | None = APP_TOKEN
        self.scopes = set(ALL_SCOPES)
        people = {"U1", "U2", BOT_USER}
        self.channels = {"C1": Channel(set(people)), "C2": Channel({"U1"}), "D1": Channel({"U1", BOT_USER})}
        self.said: list[Said] = []
        self.messages: dict[tuple[str, str], JSON] = {}
        self.views: dict[str, JSON] = {}
        self.homes: dict[str, JSON] = {}
        self.response_urls: dict[str, ResponseURL] = {}
        self.triggers: dict[str, float] = {}
        self.troubles: dict[str, deque[Trouble]] = defaultdict(deque)
        self.faults: list[str] = []
        self.calls: dict[str, int] = defaultdict(int)
        self._numbers = itertools.count(1)

    def number(self) -> int:
        return next(self._numbers)

    def ts(self) -> str:
        """A new message's ts: its id in its channel."""
        return f"17000{self.number():05d}.000100"

    def trigger(self) -> str:
        made = f"trigger.{self.number()}"
        self.triggers[made] = time.monotonic()
        return made

    def response_url(self, channel: str, message: str | None = None) -> str:
        """The path of a new response_url."""
        key = str(self.number())
        self.response_urls[key] = ResponseURL(channel, message)
        return f"/respond/{key}"

    def use_trigger(self, trigger: object) -> str:
        """Take a trigger away; the error where it cannot be used, "" where it can."""
        made = self.triggers.pop(str(trigger), None)
        if made is None:
            return "invalid_trigger_id"
        return "expired_trigger_id" if time.monotonic() - made > TRIGGER_LASTS else ""

    def posted(self, *methods: str) -> list[JSON]:
        """The bodies of what was said by these methods, in order."""
        return [said.body for said in self.said if said.method in methods]

    def meet(self, method: str, *troubles: Trouble) -> None:
        """Let the next calls of a method meet trouble, one each."""
        self.troubles[method].extend(troubles)
