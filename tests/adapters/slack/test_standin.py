"""The stand-in refuses what Slack refuses, by Slack's documented errors: tests are only as good as it is."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import aiohttp
import pytest

from tests.adapters.slack.faults import faults
from tests.adapters.slack.standin.server import Standin, running
from tests.adapters.slack.standin.state import APP_TOKEN, BOT_TOKEN, BOT_USER, JSON, Channel, Trouble
from tests.adapters.slack.together import played


def said(element: JSON) -> JSON:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [element]}]}


TEXT = said({"type": "text", "text": "404"})
MESSAGE = {"channel": "C1", "text": "404", "blocks": [TEXT], "unfurl_links": False, "unfurl_media": False}
MODAL = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "사공사"},
    "close": {"type": "plain_text", "text": "닫기"},
    "blocks": [TEXT],
}

Call = Callable[..., Awaitable[JSON]]


def asked(work: Callable[[Standin, Call], Awaitable[None]]) -> None:
    async def scene() -> None:
        async with running() as slack, aiohttp.ClientSession() as session:

            async def call(method: str, body: JSON, token: str = BOT_TOKEN) -> JSON:
                headers = {"Authorization": f"Bearer {token}"} if token else {}
                async with session.post(slack.api_url + method, json=body, headers=headers) as answer:
                    told: JSON = await answer.json()
                    return told | {"status": answer.status, "headers": dict(answer.headers)}

            await work(slack, call)

    played(scene)


def test_tokens_methods_and_scopes() -> None:
    async def work(slack: Standin, call: Call) -> None:
        assert (await call("chat.postMessage", MESSAGE, token=""))["error"] == "not_authed"
        assert (await call("chat.postMessage", MESSAGE, token="xoxb-other"))["error"] == "invalid_auth"  # noqa: S106
        assert (await call("chat.say", MESSAGE))["error"] == "unknown_method"
        assert (await call("apps.connections.open", {}))["error"] == "invalid_auth"  # a bot token is none of an app
        assert (await call("apps.connections.open", {}, token=APP_TOKEN))["ok"]
        slack.workspace.scopes.discard("chat:write")
        refused = await call("chat.postMessage", MESSAGE)
        assert (refused["error"], refused["needed"]) == ("missing_scope", "chat:write")
        assert "chat:write" not in refused["headers"]["x-oauth-scopes"]

    asked(work)


def test_channels_and_membership() -> None:
    async def work(slack: Standin, call: Call) -> None:
        assert (await call("chat.postMessage", MESSAGE))["ok"]
        for channel, error in (("C2", "not_in_channel"), ("C9", "channel_not_found"), ("", "channel_not_found")):
            assert (await call("chat.postMessage", MESSAGE | {"channel": channel}))["error"] == error
        slack.workspace.channels["C1"].archived = True
        assert (await call("chat.postMessage", MESSAGE))["error"] == "is_archived"
        slack.workspace.channels["C3"] = Channel({"U1", BOT_USER})
        whispered = MESSAGE | {"channel": "C3"}
        for user, error in (("", "no_user"), ("B1", "user_is_bot"), ("U2", "user_not_in_channel")):
            assert (await call("chat.postEphemeral", whispered | {"user": user}))["error"] == error
        assert (await call("chat.postEphemeral", whispered | {"user": "U1"}))["ok"]

    asked(work)


@pytest.mark.parametrize(
    "change",
    [
        {"text": ""},
        {"text": "<!channel>"},
        {"text": "a" * 1200},
        {"blocks": []},
        {"blocks": [TEXT] * 51},
        {"blocks": [{"type": "alert"}]},
        {"blocks": [{"type": "header", "text": {"type": "plain_text", "text": "a" * 151}}]},
        {"blocks": [{"type": "header", "text": {"type": "plain_text", "text": ""}}]},
        {"blocks": [{"type": "context", "elements": [{"type": "mrkdwn", "text": "<!here>"}]}]},
        {"blocks": [{"type": "context", "elements": [{"type": "mrkdwn", "text": "<@U1>"}]}]},
        {"blocks": [{"type": "actions", "elements": []}]},
        {"blocks": [{"type": "rich_text", "elements": []}]},
        {"blocks": [said({"type": "user", "user_id": "U1"})]},
        {"blocks": [said({"type": "text", "text": "a" * 13_001})]},
        {"unfurl_links": True},
        {"link_names": True},
    ],
)  # fmt: skip
def test_bodies(change: JSON) -> None:
    assert not faults(MESSAGE)
    assert faults(MESSAGE | change)

    async def work(slack: Standin, call: Call) -> None:
        refused = await call("chat.postMessage", MESSAGE | change)
        assert refused["error"] in ("invalid_blocks", "no_text")
        assert slack.workspace.faults

    asked(work)


def test_windows() -> None:
    async def work(slack: Standin, call: Call) -> None:
        trigger = slack.workspace.trigger()
        assert (await call("views.open", {"trigger_id": trigger, "view": MODAL | {"title": {"text": "가" * 25}}}))["error"]
        opened = await call("views.open", {"trigger_id": trigger, "view": MODAL})
        assert opened["ok"]
        assert (await call("views.open", {"trigger_id": trigger, "view": MODAL}))["error"] == "invalid_trigger_id"  # used
        late = slack.workspace.trigger()
        slack.workspace.triggers[late] -= 4
        assert (await call("views.push", {"trigger_id": late, "view": MODAL}))["error"] == "expired_trigger_id"
        assert (await call("views.update", {"view_id": opened["view"]["id"], "view": MODAL}))["ok"]
        assert (await call("views.update", {"view_id": "V0", "view": MODAL}))["error"] == "not_found"
        assert (await call("views.publish", {"user_id": "U1", "view": MODAL}))["error"] == "invalid_arguments"

    asked(work)


def test_response_urls() -> None:
    async def work(slack: Standin, _: Call) -> None:
        answer = {"response_type": "ephemeral", "replace_original": False} | {k: v for k, v in MESSAGE.items() if k != "channel"}
        async with aiohttp.ClientSession() as session:

            async def sent(path: str, body: JSON) -> tuple[int, str]:
                async with session.post(slack.base + path, json=body) as told:
                    return told.status, await told.text()

            path = slack.workspace.response_url("C2")
            assert (await sent(path, answer | {"replace_original": True}))[0] == 400
            assert [(await sent(path, answer))[0] for _ in range(6)] == [200] * 5 + [404]
            assert (await sent(path, answer))[1] == "used_url"
            old = slack.workspace.response_url("C2")
            slack.workspace.response_urls[old.rpartition("/")[2]].made -= 31 * 60
            assert (await sent(old, answer)) == (404, "expired_url")
            assert (await sent("/respond/none", answer))[0] == 404

    asked(work)


def test_trouble_is_met_in_order_and_once() -> None:
    async def work(slack: Standin, call: Call) -> None:
        slack.workspace.meet("chat.postMessage", Trouble(status=429, retry_after="7"), Trouble(error="fatal_error"))
        limited = await call("chat.postMessage", MESSAGE)
        assert (limited["status"], limited["headers"]["Retry-After"], limited["error"]) == (429, "7", "ratelimited")
        assert (await call("chat.postMessage", MESSAGE))["error"] == "fatal_error"
        assert (await call("chat.postMessage", MESSAGE))["ok"]

    asked(work)


def test_a_ticket_opens_one_socket() -> None:
    async def work(slack: Standin, call: Call) -> None:
        url = (await call("apps.connections.open", {}, token=APP_TOKEN))["url"]
        async with aiohttp.ClientSession() as session:
            async with session.ws_connect(url) as socket:
                assert (await socket.receive_json())["type"] == "hello"
                with pytest.raises(aiohttp.WSServerHandshakeError):
                    await session.ws_connect(url)
            await asyncio.sleep(0.1)
            assert not slack.sockets

    asked(work)
