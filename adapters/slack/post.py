"""The daily card into Slack: one request a try, and what became of it. Implements `adapters.posting.Post`.

Slack knows no key that would keep a message from being taken twice. The key goes with the message as metadata, by which a card is
found again in a direct conversation, whose history we may read; in a channel nobody can tell.
"""

from __future__ import annotations

from collections import OrderedDict

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.metrics import Metrics
from adapters.posting import CannotLookError, NotNowError, Outcome, Refused, Retry, Sent, Unknown
from adapters.slack import render
from adapters.slack.calls import Calls, told_to_wait, why
from adapters.slack.rich import JSON
from bot.card import Card
from bot.model import Place

_EVENT = "sagongsa_card"  # the kind of metadata that holds the key
_PEOPLE = ("U", "W")
_MOST_KNOWN = 4_096  # direct conversations whose id is remembered
_LOOKED_AT = 100  # messages of a direct conversation; a card is among the last
_PAUSE = 2.0  # seconds before another try where Slack names none
_LATER = 60.0  # the same where a person has to mend something first
# Errors of chat.postMessage and conversations.open after which no card will ever reach the place
# (https://docs.slack.dev/reference/methods/chat.postMessage, …/conversations.open).
_GONE = frozenset({
    "channel_not_found", "is_archived", "not_in_channel", "user_not_found", "user_disabled", "users_not_found", "user_not_visible",
    "cannot_dm_bot", "messages_tab_disabled", "restricted_action", "restricted_action_read_only_channel", "is_inactive",
    "not_allowed_token_type", "team_access_not_granted",
})  # fmt: skip
_MENDABLE = frozenset({"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "missing_scope"})
_UNCLEAR = frozenset({"fatal_error", "internal_error", "service_unavailable", "request_timeout"})  # "may have been in part done"


class SlackPost:
    """Posts cards over the session that answers go through."""

    name = "slack"

    def __init__(self, calls: Calls, metrics: Metrics) -> None:
        self._calls = calls
        self._metrics = metrics
        self._direct: OrderedDict[str, str] = OrderedDict()

    def takes(self, place: Place) -> bool:
        """Whether a place is Slack's."""
        return place.id.startswith("slack:")

    async def post(self, card: Card, place: Place, key: str) -> Outcome:
        """Post to a channel, or to a person's direct conversation, which is opened first: that may safely be done twice."""
        channel = await self._channel(place)
        if not isinstance(channel, str):
            return channel
        metadata = {"event_type": _EVENT, "event_payload": {"key": key}}
        told = await self._once("chat.postMessage", {**render.card_message(card), "channel": channel, "metadata": metadata})
        return Sent(f"{channel}:{told.get('ts', '')}") if isinstance(told, dict) else told

    async def find(self, place: Place, key: str, since: float) -> str | None:
        """The card in a direct conversation. Raises CannotLookError for a channel, and where Slack does not say."""
        channel = await self._channel(place)
        if isinstance(channel, Retry):
            raise NotNowError
        if not isinstance(channel, str) or not channel.startswith("D"):
            raise CannotLookError
        asked = {"channel": channel, "oldest": f"{since:.6f}", "limit": str(_LOOKED_AT), "include_all_metadata": "true"}
        told = await self._once("conversations.history", asked, verb="GET")
        if not isinstance(told, dict):
            raise CannotLookError if isinstance(told, Refused) else NotNowError
        for message in told.get("messages") or ():
            metadata = message.get("metadata") or {}
            if metadata.get("event_type") == _EVENT and (metadata.get("event_payload") or {}).get("key") == key:
                return f"{channel}:{message['ts']}"
        if told.get("has_more"):
            raise CannotLookError
        return None

    async def close(self) -> None:
        """Nothing is its own: the session is that of the answers."""

    async def _channel(self, place: Place) -> str | Outcome:
        """The id to post to: a channel's own, or that of the direct conversation with a person."""
        target = place.id.split(":")[2]
        if not target.startswith(_PEOPLE):
            return target
        if target not in self._direct:
            told = await self._once("conversations.open", {"users": target})
            if not isinstance(told, dict):
                return Retry(_PAUSE, told.error) if isinstance(told, Unknown) else told  # to open it again does no harm
            self._direct[target] = str((told.get("channel") or {}).get("id") or "")
            if len(self._direct) > _MOST_KNOWN:
                self._direct.popitem(last=False)
        return self._direct[target]

    async def _once(self, method: str, body: JSON, verb: str = "POST") -> JSON | Retry | Refused | Unknown:
        """One request; what Slack answers, or why there is nothing."""
        try:
            return await self._calls.try_once(method, body, verb)
        except SlackApiError as error:
            outcome = _outcome(error)
        except aiohttp.ClientConnectorError:  # it never reached Slack
            outcome = Retry(_PAUSE, "unreachable")
        except (aiohttp.ClientError, TimeoutError):
            outcome = Unknown("timeout")
        self._metrics.platform_errors.labels(self.name, outcome.error).inc()
        return outcome


def _outcome(error: SlackApiError) -> Retry | Refused | Unknown:
    word = why(error)
    wait = told_to_wait(error)
    if wait is not None:
        return Retry(wait, "ratelimited")
    if word in _UNCLEAR or word.startswith("http_5"):
        return Unknown(word)
    if word in _MENDABLE:
        return Retry(_LATER, word)
    return Refused(word, gone=word in _GONE)
