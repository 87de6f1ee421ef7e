"""The stand-in refuses what Discord refuses, so that a test that passes against it says something."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from tests.adapters.discord import payloads
from tests.adapters.discord.standin import TOKEN, V2, Discord, discord_on_loopback

TEXT = {"type": 10, "content": "404"}
GOOD: dict[str, Any] = {"flags": V2, "components": [TEXT], "allowed_mentions": {"parse": [], "replied_user": False}}
Call = Callable[..., Awaitable[tuple[int, Any]]]


def asking(scenario: Callable[[Discord, Call], Awaitable[None]]) -> None:
    async def run() -> None:
        async with asyncio.timeout(20), discord_on_loopback() as server, aiohttp.ClientSession() as session:

            async def call(method: str, path: str, body: Any = None, token: str = TOKEN) -> tuple[int, Any]:
                headers = {"Authorization": f"Bot {token}"}
                async with session.request(method, f"{server.base}/api/v10{path}", json=body, headers=headers) as response:
                    return response.status, await response.json() if response.status != 204 else None

            await scenario(server, call)

    asyncio.run(run())


def test_a_wrong_token_is_refused() -> None:
    async def scenario(_: Discord, call: Call) -> None:
        assert (await call("GET", "/users/@me", token="no"))[0] == 401  # noqa: S106
        assert (await call("POST", "/channels/1/messages", GOOD, token="no"))[0] == 401  # noqa: S106
        assert (await call("GET", "/users/@me"))[0] == 200
        assert (await call("GET", "/elsewhere"))[0] == 404

    asking(scenario)


BAD: dict[str, dict[str, Any]] = {
    "components without the flag": {**GOOD, "flags": 0},
    "content beside components": {**GOOD, "content": "x"},
    "4,001 characters": {**GOOD, "components": [{**TEXT, "content": "a" * 4001}]},
    "41 components": {**GOOD, "components": [TEXT] * 41},
    "an empty text": {**GOOD, "components": [{**TEXT, "content": " "}]},
    "six buttons": {
        **GOOD,
        "components": [{"type": 1, "components": [{"type": 2, "style": 2, "label": "x", "custom_id": str(n)} for n in range(6)]}],
    },
    "a custom_id twice": {
        **GOOD,
        "components": [{"type": 1, "components": [{"type": 2, "style": 2, "label": "x", "custom_id": "a"}] * 2}],
    },
    "a label of 81": {
        **GOOD,
        "components": [{"type": 1, "components": [{"type": 2, "style": 2, "label": "x" * 81, "custom_id": "a"}]}],
    },
    "a custom_id of 101": {
        **GOOD,
        "components": [{"type": 1, "components": [{"type": 2, "style": 2, "label": "x", "custom_id": "a" * 101}]}],
    },
    "somebody pinged": {**GOOD, "allowed_mentions": {"parse": ["everyone"]}},
    "a nonce of 26": {**GOOD, "nonce": "1" * 26},
}


@pytest.mark.parametrize("why", BAD)
def test_a_bad_body_is_refused(why: str) -> None:
    async def scenario(server: Discord, call: Call) -> None:
        status, told = await call("POST", "/channels/1/messages", BAD[why])
        assert (status, told["code"]) == (400, 50035)
        assert server.sent == []
        assert (await call("POST", "/channels/1/messages", GOOD))[0] == 200

    asking(scenario)


def test_too_many_bytes_are_a_500_as_with_discord() -> None:
    async def scenario(_: Discord, call: Call) -> None:
        status, _told = await call("POST", "/channels/1/messages", {**GOOD, "components": [{**TEXT, "content": "가" * 3390}]})
        assert status == 500

    asking(scenario)


def test_a_nonce_posts_once() -> None:
    async def scenario(server: Discord, call: Call) -> None:
        with_nonce = {**GOOD, "nonce": "7", "enforce_nonce": True}
        first = await call("POST", "/channels/1/messages", with_nonce)
        second = await call("POST", "/channels/1/messages", with_nonce)
        assert first[1]["id"] == second[1]["id"]
        assert len(server.sent) == 1

    asking(scenario)


def test_an_interaction_is_answered_once_in_time_and_by_its_token() -> None:
    async def scenario(server: Discord, call: Call) -> None:
        one = payloads.slash("404")
        await server.interacts(one)
        path = f"/interactions/{one['id']}/{one['token']}/callback?with_response=1"
        answer = {"type": 4, "data": GOOD}
        assert (await call("POST", f"/interactions/{one['id']}/forged/callback", answer))[1]["code"] == 10062
        assert (await call("POST", path, {"type": 8, "data": {"choices": []}}))[0] == 400
        assert (await call("POST", path, answer))[0] == 200
        assert (await call("POST", path, answer))[1]["code"] == 40060
        late = payloads.slash("404")
        await server.interacts(late)
        server._interactions[late["id"]].at = time.monotonic() - 4
        assert (await call("POST", f"/interactions/{late['id']}/{late['token']}/callback", answer))[1]["code"] == 10062

    asking(scenario)


def test_refused_channels_and_reactions() -> None:
    async def scenario(server: Discord, call: Call) -> None:
        server.forbidden.add("1")
        server.no_reactions = True
        assert (await call("POST", "/channels/1/messages", GOOD))[1]["code"] == 50013
        assert (await call("PUT", "/channels/2/messages/3/reactions/x/@me"))[1]["code"] == 50013

    asking(scenario)
