"""The daily card into Discord: one request a try, and what became of it. Implements `adapters.posting.Post`.

Without discord.py: it sends again by itself, and the process that sends need not be the one that is connected. The nonce keeps
Discord from taking a card twice within minutes; later it is found by the id that its container carries.
"""

from __future__ import annotations

from collections import OrderedDict
from hashlib import blake2b
from typing import Any

import aiohttp
import discord

from adapters.discord import render
from adapters.metrics import Metrics
from adapters.posting import CannotLookError, NotNowError, Outcome, Refused, Retry, Sent, Unknown
from bot.asked import Question
from bot.card import Card
from bot.model import Place, Reply

_PATIENCE = 10.0  # seconds for one request
_MOST_KNOWN = 4_096  # direct conversations whose id is remembered
_LOOKED_AT = 100  # messages that one request may list
_PAUSE = 2.0  # seconds before another try where Discord names none
_LATER = 60.0  # the same where a person has to mend something first
_SILENT = 1 << 12  # SUPPRESS_NOTIFICATIONS: a channel is not woken for it
_EPOCH_MS = 1_420_070_400_000  # Discord's ids count milliseconds from here, 22 bits up
# Discord's numbers after which no card will ever reach the place
# (https://docs.discord.com/developers/topics/opcodes-and-status-codes#json).
_GONE = frozenset({10003, 10013, 50001, 50007, 50013, 50278})
# As all else that this bot asks of Discord names itself (https://docs.discord.com/developers/reference#user-agent).
_AGENT = f"DiscordBot (https://github.com/Rapptz/discord.py {discord.__version__})"
Answer = dict[str, Any] | list[Any]


class DiscordPost:
    """Posts cards through Discord's REST API."""

    name = "discord"

    def __init__(self, token: str, api: str, metrics: Metrics) -> None:
        self._headers = {"Authorization": f"Bot {token}", "User-Agent": _AGENT}
        self._api = api
        self._metrics = metrics
        self._session: aiohttp.ClientSession | None = None
        self._direct: OrderedDict[str, str] = OrderedDict()

    def takes(self, place: Place) -> bool:
        """Whether a place is Discord's."""
        return place.id.startswith("discord:")

    async def post(self, card: Card, place: Place, key: str) -> Outcome:
        """Post to a channel, or to a person's direct conversation, which is opened first: that may safely be done twice."""
        channel = await self._channel(place)
        if not isinstance(channel, str):
            return channel
        body = render.body(Reply(card, Question("none")), "mention")
        components = body["components"]
        assert isinstance(components, list)  # noqa: S101 - what render makes
        components[0]["id"] = _mark(key)
        body |= {"nonce": key, "enforce_nonce": True}
        if not _person(place):
            body["flags"] = int(str(body["flags"])) | _SILENT
        told = await self._once("POST", f"/channels/{channel}/messages", body)
        return Sent(f"{channel}:{told['id']}") if isinstance(told, dict) else _unlisted(told)

    async def find(self, place: Place, key: str, since: float) -> str | None:
        """The card among the messages since. Raises CannotLookError where Discord does not let us read, or does not answer."""
        channel = await self._channel(place)
        if not isinstance(channel, str):
            raise CannotLookError if isinstance(channel, Refused) else NotNowError
        after = (int(since * 1000) - _EPOCH_MS) << 22
        told = await self._once("GET", f"/channels/{channel}/messages?after={after}&limit={_LOOKED_AT}")
        if not isinstance(told, list):
            raise CannotLookError if isinstance(told, Refused) else NotNowError
        for message in told:
            if any(part.get("id") == _mark(key) for part in message.get("components") or ()):
                return f"{channel}:{message['id']}"
        if len(told) >= _LOOKED_AT:
            raise CannotLookError
        return None

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session:
            await self._session.close()

    async def _channel(self, place: Place) -> str | Outcome:
        """The id to post to: a channel's own, or that of the direct conversation with a person."""
        person = _person(place)
        if person is None:
            return place.id.rpartition(":")[2]
        if person not in self._direct:
            told = await self._once("POST", "/users/@me/channels", {"recipient_id": person})
            if not isinstance(told, dict):
                failed = _unlisted(told)
                return Retry(_PAUSE, failed.error) if isinstance(failed, Unknown) else failed
            self._direct[person] = str(told["id"])
            if len(self._direct) > _MOST_KNOWN:
                self._direct.popitem(last=False)
        return self._direct[person]

    async def _once(self, method: str, path: str, body: Answer | None = None) -> Answer | Retry | Refused | Unknown:
        """One request; what Discord answers, or why there is nothing."""
        try:
            outcome = await self._asked(method, path, body)
        except aiohttp.ClientConnectorError:  # it never reached Discord
            outcome = Retry(_PAUSE, "unreachable")
        except (aiohttp.ClientError, TimeoutError, ValueError):
            outcome = Unknown("timeout")
        if isinstance(outcome, (Retry, Refused, Unknown)):
            self._metrics.platform_errors.labels(self.name, outcome.error).inc()
        return outcome

    async def _asked(self, method: str, path: str, body: Answer | None) -> Answer | Retry | Refused | Unknown:
        if self._session is None or self._session.closed:
            timeout = aiohttp.ClientTimeout(total=_PATIENCE)
            self._session = aiohttp.ClientSession(headers=self._headers, timeout=timeout, trust_env=True)
        async with self._session.request(method, self._api + path, json=body) as answer:
            if answer.status < 300:
                made: Answer = await answer.json()
                return made
            return _outcome(answer.status, await _said(answer), answer.headers.get("Retry-After", ""))


def _outcome(status: int, said: dict[str, Any], retry_after: str) -> Retry | Refused | Unknown:
    code = int(said.get("code") or 0)
    error = str(code or status)
    if status == 429:
        return Retry(max(_seconds(said.get("retry_after")), _seconds(retry_after)) or _PAUSE, "429")
    if status == 401:
        return Retry(_LATER, error)
    return Unknown(error) if status >= 500 else Refused(error, gone=code in _GONE)


async def _said(answer: aiohttp.ClientResponse) -> dict[str, Any]:
    """The JSON of an error; nothing for a page of somebody between us and Discord."""
    try:
        said = await answer.json(content_type=None)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _seconds(told: object) -> float:
    try:
        return float(str(told))
    except ValueError:
        return 0.0


def _person(place: Place) -> str | None:
    """The person whose place it is ("discord:123"); None for a channel ("discord:1:2")."""
    _, *ids = place.id.split(":")
    return ids[0] if len(ids) == 1 else None


def _mark(key: str) -> int:
    """A component's own id, 31 bits (https://docs.discord.com/developers/components/reference#anatomy-of-a-component)."""
    return int.from_bytes(blake2b(key.encode(), digest_size=4).digest(), "big") >> 1 or 1


def _unlisted(told: Answer | Retry | Refused | Unknown) -> Outcome:
    return told if isinstance(told, (Retry, Refused, Unknown)) else Unknown("shape")
