"""The daily card into both platforms: what becomes of a try, whatever the platform does, and whether a card is found again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date

import pytest

from adapters.discord.post import DiscordPost
from adapters.metrics import Metrics
from adapters.posting import CannotLookError, NotNowError, Outcome, Refused, Retry, Sent, Unknown
from adapters.slack.calls import Calls
from adapters.slack.post import SlackPost
from bot.answer.daily import Before, daily_card, quiz_of
from bot.model import Place
from bot.registry.snapshot import catalog
from bot.study.item import Item
from tests.adapters.discord import payloads
from tests.adapters.discord.faults import CLOUDFLARE, LIMITED, LOST, RESET, SERVER_ERROR, Fault
from tests.adapters.discord.standin import TOKEN, Discord, discord_on_loopback
from tests.adapters.slack.standin.server import Standin, running
from tests.adapters.slack.standin.state import BOT_TOKEN, Trouble

DAY = date(2026, 11, 25)
CARD = daily_card(Item((404,)), DAY, catalog(), personal=True)
CHANNELS = daily_card(
    Item((401, 403)), DAY, catalog(), personal=False, before=Before(quiz_of(Item((404,)), date(2026, 11, 24), catalog()), 5, 3)
)
KEY = "0123456789abcdef-20261125"
SLACK_CHANNEL, SLACK_PERSON = Place("slack:T1:C1"), Place("slack:T1:U1")
DISCORD_CHANNEL, DISCORD_PERSON = Place(f"discord:{payloads.HERE}:{payloads.CHANNEL}"), Place(f"discord:{payloads.ALICE}")


@asynccontextmanager
async def in_slack() -> AsyncIterator[tuple[Standin, SlackPost]]:
    async with running() as slack:
        metrics = Metrics()
        calls = Calls(BOT_TOKEN, slack.api_url, metrics)
        try:
            yield slack, SlackPost(calls, metrics)
        finally:
            await calls.close()


@asynccontextmanager
async def in_discord(token: str = TOKEN) -> AsyncIterator[tuple[Discord, DiscordPost]]:
    async with discord_on_loopback() as server:
        post = DiscordPost(token, f"{server.base}/api/v10", Metrics())
        try:
            yield server, post
        finally:
            await post.close()


def played(scene: Callable[[], Awaitable[None]]) -> None:
    async def bounded() -> None:
        async with asyncio.timeout(30):
            await scene()

    asyncio.run(bounded())


def test_a_slack_channel_gets_the_card_once_and_nobody_can_look() -> None:
    async def scene() -> None:
        async with in_slack() as (slack, post):
            assert post.takes(SLACK_CHANNEL)
            assert not post.takes(DISCORD_CHANNEL)
            sent = await post.post(CHANNELS, SLACK_CHANNEL, KEY)
            assert isinstance(sent, Sent)
            (body,) = slack.workspace.posted("chat.postMessage")
            assert body["metadata"]["event_payload"] == {"key": KEY}
            assert not slack.workspace.faults
            with pytest.raises(CannotLookError):
                await post.find(SLACK_CHANNEL, KEY, 0)

    played(scene)


def test_a_slack_person_gets_it_in_a_direct_conversation_where_it_is_found_again() -> None:
    async def scene() -> None:
        async with in_slack() as (slack, post):
            assert await post.find(SLACK_PERSON, KEY, 0) is None
            slack.workspace.meet("chat.postMessage", Trouble(after=True))
            assert isinstance(await post.post(CARD, SLACK_PERSON, KEY), Unknown)
            found = await post.find(SLACK_PERSON, KEY, 0)
            assert found
            assert found.startswith("DU1:")
            assert await post.find(SLACK_PERSON, KEY.replace("25", "26"), 0) is None
            assert slack.workspace.calls["conversations.open"] == 1

    played(scene)


@pytest.mark.parametrize(
    ("trouble", "outcome"),
    [
        (Trouble(status=429, retry_after="7"), Retry(7.0, "ratelimited")),
        (Trouble(status=503), Unknown("http_503")),
        (Trouble(error="fatal_error"), Unknown("fatal_error")),
        (Trouble(error="is_archived"), Refused("is_archived", gone=True)),
        (Trouble(error="not_in_channel"), Refused("not_in_channel", gone=True)),
        (Trouble(error="msg_blocks_too_long"), Refused("msg_blocks_too_long")),
        (Trouble(error="token_revoked"), Retry(60.0, "token_revoked")),
        (Trouble(after=True), Unknown("timeout")),
    ],
)
def test_what_slack_says_of_a_try(trouble: Trouble, outcome: Outcome) -> None:
    async def scene() -> None:
        async with in_slack() as (slack, post):
            slack.workspace.meet("chat.postMessage", trouble)
            assert await post.post(CARD, SLACK_CHANNEL, KEY) == outcome
            assert slack.workspace.calls["chat.postMessage"] == 1  # no hidden try

    played(scene)


def test_a_slack_that_is_not_there_was_surely_not_told() -> None:
    async def scene() -> None:
        metrics = Metrics()
        calls = Calls(BOT_TOKEN, "http://127.0.0.1:9/api/", metrics)
        assert await SlackPost(calls, metrics).post(CARD, SLACK_CHANNEL, KEY) == Retry(2.0, "unreachable")
        await calls.close()

    played(scene)


@pytest.mark.parametrize("place", [DISCORD_CHANNEL, DISCORD_PERSON])
def test_discord_takes_a_key_once_and_finds_it(place: Place) -> None:
    async def scene() -> None:
        async with in_discord() as (server, post):
            assert await post.find(place, KEY, 1_420_070_400.0) is None
            server.faults["POST /channels"].append(LOST)
            card = CARD if place is DISCORD_PERSON else CHANNELS
            assert isinstance(await post.post(card, place, KEY), Unknown)
            found = await post.find(place, KEY, 1_420_070_400.0)
            assert found
            assert await post.post(card, place, KEY) == Sent(found)  # by the nonce
            assert [one.how for one in server.sent] == ["message"]
            assert server.refusals == []
            assert bool(server.sent[0].body["flags"] & (1 << 12)) is (place is DISCORD_CHANNEL)
            assert server.sent[0].body["allowed_mentions"]["parse"] == []

    played(scene)


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (LIMITED, Retry(0.3, "429")),
        (CLOUDFLARE, Retry(1.0, "429")),
        (SERVER_ERROR, Unknown("500")),
        (RESET, Unknown("timeout")),
        (Fault(400, body='{"code": 50035}'), Refused("50035")),
        (Fault(404, body='{"code": 10003}'), Refused("10003", gone=True)),
        (Fault(502, body="<html>", kind="text/html"), Unknown("502")),
    ],
)
def test_what_discord_says_of_a_try(fault: Fault, outcome: Outcome) -> None:
    async def scene() -> None:
        async with in_discord() as (server, post):
            server.faults["POST /channels"].append(fault)
            assert await post.post(CARD, DISCORD_CHANNEL, KEY) == outcome
            assert len([call for call in server.calls if call[0] == "POST"]) == 1  # no hidden try

    played(scene)


def test_closed_doors_are_gone_and_a_dead_token_waits() -> None:
    async def scene() -> None:
        async with in_discord() as (server, post):
            server.forbidden |= {str(payloads.CHANNEL), "closed"}
            assert await post.post(CARD, DISCORD_CHANNEL, KEY) == Refused("50013", gone=True)
            assert await post.post(CARD, DISCORD_PERSON, KEY) == Refused("50007", gone=True)
            with pytest.raises(CannotLookError):
                await post.find(DISCORD_CHANNEL, KEY, 1_420_070_400.0)
        async with in_discord("other") as (server, post):
            assert await post.post(CARD, DISCORD_CHANNEL, KEY) == Retry(60.0, "401")

    played(scene)


def test_where_a_platform_does_not_answer_now_it_may_be_asked_again() -> None:
    async def scene() -> None:
        async with in_discord() as (server, post):
            server.faults["GET /channels"].append(SERVER_ERROR)
            with pytest.raises(NotNowError):
                await post.find(DISCORD_CHANNEL, KEY, 1_764_028_800.0)
        async with in_slack() as (slack, post):
            sent = await post.post(CARD, SLACK_PERSON, KEY)
            assert isinstance(sent, Sent)
            slack.workspace.meet("conversations.history", Trouble(status=500))
            with pytest.raises(NotNowError):
                await post.find(SLACK_PERSON, KEY, 1_764_028_800.0)

    played(scene)
