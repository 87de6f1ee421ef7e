"""What Discord and the network do to us: every fault of which we know, end to end over loopback."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from adapters.runtime import CredentialError
from tests.adapters.discord import payloads
from tests.adapters.discord.faults import CLOUDFLARE, LIMITED, LOST, RESET, SERVER_ERROR, UNAVAILABLE, Fault
from tests.adapters.discord.payloads import CHANNEL, ME, press, slash, written
from tests.adapters.discord.running import Bot, against, bot
from tests.adapters.discord.standin import Discord, discord_on_loopback

NAME = f"<@{ME}>"
POST = f"POST /channels/{CHANNEL}/messages"
CALLBACK = "POST /interactions"


@pytest.mark.parametrize(
    "faults",
    [[RESET], [LOST], [UNAVAILABLE, UNAVAILABLE], [LIMITED], [CLOUDFLARE], [SERVER_ERROR], [RESET, UNAVAILABLE, LOST]],
    ids=["reset", "answer lost", "503", "429 with Via", "429 of Cloudflare", "500", "all at once"],
)
def test_a_reply_is_sent_once_whatever_happens(faults: list[Fault], tmp_path: Path) -> None:
    async def scenario(server: Discord, running: Bot) -> None:
        server.faults[POST].extend(faults)
        await server.says(written(f"{NAME} 404"))
        (sent,) = await server.settled(1, 12)
        assert sent.texts().startswith("**404")
        await asyncio.sleep(0.3)
        assert len(server.sent) == 1
        assert not server.faults[POST]
        limited = sum(fault.status == 429 for fault in faults)
        assert running.counted("rate_limit_waits", "discord") == limited

    against(tmp_path, scenario)


@pytest.mark.parametrize("faults", [[RESET], [LOST], [RESET, RESET], [LIMITED]], ids=["reset", "answer lost", "twice", "429"])
def test_an_interaction_is_answered_within_its_three_seconds(faults: list[Fault], tmp_path: Path) -> None:
    async def scenario(server: Discord, _: Bot) -> None:
        server.faults[CALLBACK].extend(faults)
        await server.interacts(slash("404"))
        (sent,) = await server.settled(1, 3)
        assert sent.private
        assert len(server.sent) == 1

    against(tmp_path, scenario)


def test_an_interaction_that_is_over_is_given_up_quietly(tmp_path: Path) -> None:
    async def scenario(server: Discord, running: Bot) -> None:
        server.patience = 0.0
        await server.interacts(slash("404"))
        await server._until(lambda: bool(server.refusals), 5)
        assert [code for _, code, _ in server.refusals] == [10062]
        assert running.counted("platform_errors", "discord", "10062") == 1
        server.patience = 3.0
        await server.interacts(slash("404"))
        assert len(await server.settled(1)) == 1

    against(tmp_path, scenario)


def test_a_body_that_discord_fails_at_is_replaced_by_its_first_lines(tmp_path: Path) -> None:
    async def scenario(server: Discord, running: Bot) -> None:
        server.faults[POST].extend([SERVER_ERROR] * 5)
        await server.says(written(f"{NAME} 404"))
        (sent,) = await server.settled(1, 40)
        assert len(sent.texts().splitlines()) == 2
        assert sent.texts().startswith("**404")
        assert running.counted("platform_errors", "discord", "500") == 1

    against(tmp_path, scenario)


def test_a_channel_that_refuses_us_ends_quietly_and_is_counted(tmp_path: Path) -> None:
    async def scenario(server: Discord, running: Bot) -> None:
        server.forbidden.add(str(CHANNEL))
        await server.says(written(f"{NAME} 404"))
        await server._until(lambda: bool(server.refusals), 5)
        await server.interacts(slash("404"))
        assert [one.how for one in await server.settled(1)] == ["response"]
        assert running.counted("platform_errors", "discord", "50013") == 1
        assert len([call for call in server.calls if call[1].endswith("/messages")]) == 1

    against(tmp_path, scenario)


@pytest.mark.parametrize("resumable", [True, False], ids=["resume", "re-identify"])
def test_after_a_lost_connection_nothing_is_answered_twice(resumable: bool, tmp_path: Path) -> None:  # noqa: FBT001
    async def scenario(server: Discord, running: Bot) -> None:
        message, command = written(f"{NAME} 404"), slash("503")
        await server.says(message)
        await server.interacts(command)
        await server.settled(2)
        await server.drops(resumable=resumable)
        await server._until(lambda: False, 0.2)
        await server.connected()
        assert (server.resumed, server.identified) == ((1, 1) if resumable else (0, 2))
        await server.says(message)
        await server.interacts(command)
        await server.settled(3, 0.5)
        assert len(server.sent) == 2
        assert running.counted("duplicates", "discord") == 2
        assert len(server.commands) == 1
        await server.says(written(f"{NAME} 410"))
        assert len(await server.settled(3)) == 3

    against(tmp_path, scenario)


def test_readiness_follows_the_gateway(tmp_path: Path) -> None:
    async def scenario(server: Discord, running: Bot) -> None:
        assert await running.platform.ready()
        await server.drops(resumable=True)
        deadline = time.monotonic() + 5
        while await running.platform.ready() and time.monotonic() < deadline:
            await asyncio.sleep(0.002)
        assert not await running.platform.ready()
        await server.connected()
        while not await running.platform.ready():
            await asyncio.sleep(0.01)

    against(tmp_path, scenario)


def test_a_stop_lets_what_is_being_answered_end(tmp_path: Path) -> None:
    async def scenario(server: Discord, running: Bot) -> None:
        server.faults[POST].extend([UNAVAILABLE, UNAVAILABLE])
        await server.says(written(f"{NAME} 404"))
        await server._until(lambda: len(server.faults[POST]) < 2, 5)
        assert not server.sent
        running.stop.set()
        await asyncio.wait([running.task], timeout=10)
        assert running.task.done()
        assert running.task.exception() is None
        assert len(server.sent) == 1

    against(tmp_path, scenario)


def test_with_the_database_gone_every_question_is_answered_once(tmp_path: Path) -> None:
    async def scenario(server: Discord, running: Bot) -> None:
        await running.database.close()
        for path in tmp_path.glob("bot.db*"):
            path.unlink()
        (tmp_path / "bot.db").mkdir()
        message = written(f"{NAME} 404")
        for _ in range(2):
            await server.says(message)
        await server.interacts(slash("503"))
        sent = await server.settled(2)
        assert sorted(one.how for one in sent) == ["message", "response"]

    against(tmp_path, scenario)


@pytest.mark.parametrize("at", ["login", "gateway"])
def test_a_refused_token_ends_the_process_with_the_mend(at: str, tmp_path: Path) -> None:
    async def run() -> None:
        async with asyncio.timeout(30), discord_on_loopback() as server:
            server.gateway_refuses = 4004 if at == "gateway" else 0
            token = "standin" if at == "gateway" else "wrong"
            async with bot(server, tmp_path, token=token, connect=False) as running:
                await asyncio.wait([running.task])
                refused = running.task.exception()
                assert isinstance(refused, CredentialError)
                assert "Reset Token" in str(refused)

    asyncio.run(run())


def test_one_process_of_two_answers_and_the_other_takes_over(tmp_path: Path) -> None:
    async def run() -> None:
        async with (
            asyncio.timeout(60),
            discord_on_loopback() as server,
            bot(server, tmp_path) as first,
            bot(server, tmp_path, connect=False) as second,
        ):
            while not await second.platform.ready():
                await asyncio.sleep(0.01)
            await server.says(written(f"{NAME} 404"))
            assert len(await server.settled(1)) == 1
            assert server.identified == 1
            first.stop.set()
            await first.task
            while server.identified < 2 or not await second.platform.ready():
                await asyncio.sleep(0.05)
            await server.says(written(f"{NAME} 410"))
            assert len(await server.settled(2)) == 2
            assert len(server.commands) == 1

    asyncio.run(run())


def test_commands_that_cannot_be_registered_stop_nothing(tmp_path: Path) -> None:
    async def run() -> None:
        async with asyncio.timeout(60), discord_on_loopback() as server:
            server.faults["PUT /applications"].append(Fault(400, body='{"message": "no", "code": 50035}'))
            async with bot(server, tmp_path) as running:
                assert running.counted("platform_errors", "discord", "50035") == 1
                await server.says(written(f"{NAME} 404"))
                assert len(await server.settled(1)) == 1

    asyncio.run(run())


def test_something_of_ours_that_breaks_is_told_and_counted(tmp_path: Path) -> None:
    async def scenario(server: Discord, _: Bot) -> None:
        await server.interacts(slash("404"))
        (card,) = await server.settled(1)
        broken = payloads.message(card.id, str(CHANNEL), card.body["components"], flags=card.body["flags"])
        await server.interacts(press("sg-codes", {**broken, "components": [_broken_select()]}, values=["\ud800"]))
        sent = await server.settled(2)
        assert sent[-1].private

    against(tmp_path, scenario)


def _broken_select() -> dict[str, object]:
    option = {"label": "x", "value": "x"}
    return {"type": 1, "components": [{"type": 3, "custom_id": "sg-codes", "options": [option], "min_values": 1, "max_values": 1}]}
