"""Calls to Slack: over one shared session, waiting where Slack asks to, and ending quietly where it refuses.

Nothing here may be awaited on the way to an acknowledgement: a call lasts as long as Slack makes it last.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters import logs
from adapters.metrics import Metrics
from adapters.slack.rich import JSON

_PATIENCE = 10.0  # seconds for one call; Slack answers in well under one
_TRIES = 4
_PAUSE = 1.0  # seconds before a call that never reached Slack is tried again, growing
_LONGEST_WAIT = 120.0  # seconds that Slack may ask us to wait; answers are of no use after that
_TOO_MANY = 429
_OF_JSON = "application/json; charset=utf-8"
_NAME = "slack"
_log = logs.get(__name__)


class RefusedError(Exception):
    """Slack will not do it: `error` is Slack's own word for why ("is_archived"), or ours ("timeout"). Counted already."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error

    @property
    def may_pass(self) -> bool:
        """Whether it was not done, and might be if it were asked again later."""
        return self.error in ("unreachable", "ratelimited") or self.error.startswith("http_5")


class Calls:
    """Slack's Web API and response_urls. `token` is the bot's."""

    def __init__(self, token: str, api_url: str, metrics: Metrics) -> None:
        # No retry handlers of the SDK: they sleep without a limit, and send again what may have arrived.
        # The SDK words every request for a debug log unless its logger has a level of its own: this is the one that `logs` sets.
        log = logging.getLogger("slack_sdk")
        self.web = AsyncWebClient(token=token, base_url=api_url, timeout=int(_PATIENCE), retry_handlers=[], logger=log)
        self._metrics = metrics

    async def api(self, method: str, body: JSON | str) -> JSON:
        """Call a method with a body, or with the JSON of one; what Slack answers. Raises RefusedError.

        It is sent in UTF-8: the SDK's own encoding makes six bytes of a Hangul syllable and takes as long as the call itself.
        """
        encoded = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
        return await self._called(method, data=encoded.encode(errors="replace"), headers={"Content-Type": _OF_JSON})

    async def look(self, method: str, params: dict[str, str]) -> JSON:
        """Call a method that only looks something up and takes no JSON. Raises RefusedError."""
        return await self._called(method, http_verb="GET", params=params)

    async def _called(self, method: str, **sent: Any) -> JSON:
        self._session()
        for attempt in range(1, _TRIES + 1):
            try:
                answer = await self.web.api_call(method, **sent)
            except SlackApiError as error:
                wait = _wait(_status(error), getattr(error.response, "headers", {}), attempt)
                if wait is None or attempt == _TRIES:
                    raise self._refused(method, why(error)) from None
                await self._rest(wait)
            except aiohttp.ClientConnectorError:  # it never reached Slack: it may be sent again
                if attempt == _TRIES:
                    raise self._refused(method, "unreachable") from None
                await asyncio.sleep(_PAUSE * attempt)
            except (aiohttp.ClientError, TimeoutError):  # it may have arrived: sending it again may say it twice
                raise self._refused(method, "timeout") from None
            else:
                data: JSON = dict(answer.data) if isinstance(answer.data, dict) else {}
                return data | {"scopes": answer.headers.get("x-oauth-scopes", "")} if method == "auth.test" else data
        raise AssertionError("every try returns or raises")

    async def try_once(self, method: str, body: JSON, verb: str = "POST") -> JSON:
        """Call a method a single time; what Slack answers. Raises SlackApiError and what aiohttp raises."""
        self._session()
        sent: dict[str, Any] = {"json": body} if verb == "POST" else {"http_verb": verb, "params": body}
        answer = await self.web.api_call(method, **sent)
        return dict(answer.data) if isinstance(answer.data, dict) else {}

    async def respond(self, url: str, body: JSON) -> None:
        """Answer through a response_url (five uses within 30 minutes). Raises RefusedError."""
        hook = AsyncWebhookClient(url, session=self._session(), retry_handlers=[])
        for attempt in range(1, _TRIES + 1):
            try:
                answer = await hook.send_dict(body)
            except aiohttp.ClientConnectorError:
                if attempt == _TRIES:
                    raise self._refused("response_url", "unreachable") from None
                await asyncio.sleep(_PAUSE * attempt)
                continue
            except (aiohttp.ClientError, TimeoutError):
                raise self._refused("response_url", "timeout") from None
            if answer.status_code == 200:
                return
            wait = _wait(answer.status_code, answer.headers, attempt)
            if wait is None or attempt == _TRIES:
                raise self._refused("response_url", _kind(answer.body, answer.status_code))
            await self._rest(wait)

    async def close(self) -> None:
        """Let go of the connections."""
        if self.web.session:
            await self.web.session.close()

    def _session(self) -> aiohttp.ClientSession:
        """The one session, made once there is an event loop to make it in."""
        if self.web.session is None or self.web.session.closed:
            self.web.session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_PATIENCE))
        return self.web.session

    async def _rest(self, seconds: float) -> None:
        self._metrics.rate_limit_waits.labels(_NAME).inc()
        await asyncio.sleep(seconds)

    def _refused(self, what: str, error: str) -> RefusedError:
        self._metrics.platform_errors.labels(_NAME, error).inc()
        _log.warning("refused", call=what, why=error)
        return RefusedError(error)


def _wait(status: int, headers: Mapping[str, Any], attempt: int) -> float | None:
    """Seconds to wait before another try; None where there is nothing to wait for.

    429 tells how long in Retry-After; Slack answers 5xx for a moment while it is being changed.
    """
    if status == _TOO_MANY:
        seconds = _retry_after(headers)
        return seconds if seconds <= _LONGEST_WAIT else None
    return _PAUSE * attempt if status in (500, 502, 503, 504) else None


def told_to_wait(error: SlackApiError) -> float | None:
    """The seconds of a 429's Retry-After; None for any other error."""
    if _status(error) != _TOO_MANY:
        return None
    return _retry_after(getattr(error.response, "headers", {}))


def _retry_after(headers: Mapping[str, Any]) -> float:
    told = next((value for name, value in headers.items() if name.lower() == "retry-after"), "1")
    told = told[0] if isinstance(told, (list, tuple)) else told
    return float(told) if str(told).isdigit() else 1.0


def why(error: SlackApiError) -> str:
    """Slack's own word, or the status of an answer that is not Slack's."""
    answer = error.response
    word = answer.get("error") if isinstance(answer, AsyncSlackResponse) and isinstance(answer.data, dict) else None
    return _kind(word, _status(error))


def _status(error: SlackApiError) -> int:
    """The HTTP status; the SDK hands on the bare response where it could not read the body."""
    return int(getattr(error.response, "status_code", 0) or getattr(error.response, "status", 0))


def _kind(told: object, status: int) -> str:
    """Slack's word for an error, where it is a word: a page of HTML is none."""
    word = str(told or "")
    return word if word.replace("_", "").isalnum() and len(word) <= 60 else f"http_{status}"
