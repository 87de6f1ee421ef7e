"""Every kind of button and the select, after a restart as before it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from adapters.database.engine import Database
from adapters.database.stores import Reports
from tests.adapters.discord import payloads
from tests.adapters.discord.payloads import ALICE, BOB, CHANNEL, ME, press, slash, written
from tests.adapters.discord.running import Bot, against, bot
from tests.adapters.discord.standin import Discord, Sent, discord_on_loopback


def card(sent: Sent) -> dict[str, Any]:
    return payloads.message(sent.id, str(CHANNEL), sent.body["components"], flags=sent.body.get("flags", 0))


async def pressed(server: Discord, custom_id: str, on: Sent, **more: Any) -> Sent:
    await server.interacts(press(custom_id, card(on), **more))
    return (await server.settled(len(server.sent) + 1))[-1]


async def first(server: Discord, payload: dict[str, Any]) -> Sent:
    await server.interacts(payload)
    return (await server.settled(len(server.sent) + 1))[-1]


def test_every_button_of_a_card_is_answered_to_the_presser_alone(tmp_path: Path) -> None:
    async def scenario(server: Discord, _: Bot) -> None:
        for question in ("404", "왜 302 말고 307?", "401이랑 403 차이", "5xx가 뭐야", "도움말", "권한 없음"):
            asked = await first(server, slash(question))
            for custom_id in asked.custom_ids():
                answer = await pressed(server, custom_id, asked, by=BOB)
                assert answer.private is not custom_id.startswith("sg:s:")
        assert server.refusals == []

    against(tmp_path, scenario)


def test_sharing_is_public_and_names_the_sharer_without_a_ping(tmp_path: Path) -> None:
    async def scenario(server: Discord, _: Bot) -> None:
        asked = await first(server, slash("404"))
        shared = await pressed(server, "sg:s:d:404", asked)
        assert not shared.private
        assert f"사람{ALICE} 님이 공유했습니다" in shared.texts()
        assert f"sg@{ALICE}:x" in shared.custom_ids()
        assert shared.body["allowed_mentions"]["parse"] == []

    against(tmp_path, scenario)


def test_only_who_asked_takes_a_card_away(tmp_path: Path) -> None:
    async def scenario(server: Discord, _: Bot) -> None:
        await server.says(written(f"<@{ME}> 404"))
        (asked,) = await server.settled(1)
        refused = await pressed(server, f"sg@{ALICE}:x", asked, by=BOB)
        assert refused.private
        assert "물어본 사람만" in refused.texts()
        assert not asked.gone
        await server.interacts(press(f"sg@{ALICE}:x", card(asked), by=ALICE))
        left = await server._until(lambda: server.sent[0].gone, 5)
        assert [one.gone for one in left] == [True, False]

    against(tmp_path, scenario)


def test_what_is_wrong_is_asked_and_counted_in_one_message(tmp_path: Path) -> None:
    async def scenario(server: Discord, running: Bot) -> None:
        asked = await first(server, slash("404"))
        which = await pressed(server, "sg:f:d:404", asked)
        assert "어디가 틀렸나요" in which.texts()
        told = {**card(which), "flags": which.body["flags"]}
        await server.interacts(press("sg:f.who:d:404", told))
        thanks = (await server.settled(3))[-1]
        assert thanks.how == "update"
        assert "고맙습니다" in thanks.texts()
        assert await Reports(running.database).all() == [("d:404", "who", 1)]

    against(tmp_path, scenario)


def test_a_long_card_goes_on_until_its_end(tmp_path: Path) -> None:
    async def scenario(server: Discord, _: Bot) -> None:
        page = await first(server, slash("400 자세히"))
        pages = [page]
        while going := [one for one in page.custom_ids() if one.startswith("sg.")]:
            page = await pressed(server, going[0], page)
            pages.append(page)
        assert 2 <= len(pages) <= 6
        for label in ("서버가 말하는 것", "먼저 볼 것", "코드에서", "확인한 날"):
            assert any(f"**{label}**" in one.texts() for one in pages)

    against(tmp_path, scenario)


def test_the_select_answers_with_the_card_chosen(tmp_path: Path) -> None:
    async def scenario(server: Discord, _: Bot) -> None:
        many = written("400 401 403 404 409 429 500 502", by=BOB, mentions=False)
        listed = await first(server, payloads.menu(many))
        (select,) = [one for one in payloads.nested(listed.body["components"]) if one["type"] == 3]
        for option in select["options"]:
            chosen = await pressed(server, "sg-codes", listed, values=[option["value"]])
            assert chosen.texts().startswith(f"**{option['value'].removeprefix('d:')}")
            assert chosen.private

    against(tmp_path, scenario)


def test_a_forged_or_old_button_says_so(tmp_path: Path) -> None:
    async def scenario(server: Discord, _: Bot) -> None:
        asked = await first(server, slash("404"))
        components = [
            {"type": 1, "components": [{"type": 2, "style": 2, "label": "x", "custom_id": one}]} for one in ("sg:q:1", "other:1")
        ]
        forged = Sent("message", str(CHANNEL), {"components": components, "flags": 1 << 15}, asked.id)
        answer = await pressed(server, "sg:q:1", forged)
        assert answer.private
        assert "더 이상 쓸 수 없습니다" in answer.texts()
        await server.interacts(press("other:1", card(forged)))
        assert len(await server.settled(2)) == 2

    against(tmp_path, scenario)


def test_a_card_is_pressed_after_a_restart(tmp_path: Path) -> None:
    async def work() -> None:
        async with asyncio.timeout(60), discord_on_loopback() as server:
            async with bot(server, tmp_path):
                asked = await first(server, slash("404"))
            server._ready.clear()
            async with bot(server, tmp_path):
                for custom_id in asked.custom_ids():
                    await pressed(server, custom_id, asked)
            assert server.refusals == []
            assert len(server.commands) == 1

    asyncio.run(work())


def test_a_press_that_comes_twice_is_counted_once(tmp_path: Path) -> None:
    async def scenario(server: Discord, running: Bot) -> None:
        asked = await first(server, slash("404"))
        components = [{"type": 1, "components": [{"type": 2, "style": 2, "label": "x", "custom_id": "sg:f.who:d:404"}]}]
        which = Sent("message", str(CHANNEL), {"components": components, "flags": 1 << 15}, asked.id)
        once = press("sg:f.who:d:404", card(which))
        for _ in range(3):
            await server.interacts(once)
        await server.settled(2)
        assert await Reports(running.database).all() == [("d:404", "who", 1)]
        assert running.counted("duplicates", "discord") == 2

    against(tmp_path, scenario)


def test_reports_are_kept_across_databases(tmp_path: Path) -> None:
    """The database that the bot wrote is read by another connection: nothing hangs in memory."""

    async def scenario(server: Discord, running: Bot) -> None:
        asked = await first(server, slash("404"))
        which = await pressed(server, "sg:f:d:404", asked)
        await server.interacts(press("sg:f.retry:d:404", card(which)))
        await server.settled(3)
        other = Database(f"sqlite:///{tmp_path}/bot.db")
        assert await Reports(other).all() == [("d:404", "retry", 1)]
        await other.close()
        assert running.counted("duplicates", "discord") == 0

    against(tmp_path, scenario)
