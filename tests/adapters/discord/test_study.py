"""The daily card in Discord: by words, by the form, in a channel and by oneself, after a restart as before it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from adapters.clock import SystemClock
from adapters.database.study import Progress, Subscriptions
from adapters.discord import render
from bot.answer.daily import daily_card, quiz_of
from bot.asked import Question
from bot.model import Place, Reply, Subscription
from bot.registry.snapshot import catalog
from bot.study.item import Item
from bot.tutor import Tutor
from tests.adapters.discord.payloads import ALICE, BOB, CHANNEL, HERE, ME, press, slash, submission, written
from tests.adapters.discord.running import Bot, against, bot
from tests.adapters.discord.standin import Discord, Sent, discord_on_loopback
from tests.adapters.discord.test_buttons import card, first, pressed

PERSONAL, SHARED = Place(f"discord:{ALICE}"), Place(f"discord:{HERE}:{CHANNEL}")


async def stored(running: Bot, place: Place) -> Subscription | None:
    return await Subscriptions(running.database).of(place)


async def modal(server: Discord, custom_id: str, on: Sent, **more: Any) -> dict[str, Any]:
    await server.interacts(press(custom_id, card(on), **more))
    await server._until(lambda: bool(server.modals), 5)
    return server.modals.pop()


async def sent_in(server: Discord, opened: dict[str, Any], **given: Any) -> Sent:
    return await first(server, submission(opened, **given))


def test_a_form_opened_from_words_sets_and_shows_what_is_set(tmp_path: Path) -> None:
    async def scenario(server: Discord, running: Bot) -> None:
        offered = await first(server, slash("구독"))
        opened = await modal(server, "sg:b:form:m", offered)
        assert [one["label"] for one in opened["components"]] == ["시각", "시간대", "요일과 쉬는 날", "수준", "주제"]
        told = await sent_in(
            server, opened, at="오전 7시 반", zone="뉴욕", days=["0", "4", "h"], level="operations", topics=["5xx"]
        )
        assert told.private
        assert "뉴욕" in told.texts()
        assert "<t:" in told.texts()  # the next card, by the reader's own clock
        kept = await stored(running, PERSONAL)
        assert kept
        assert (kept.zone, kept.days, kept.level, kept.topics) == ("America/New_York", (0, 4), "operations", ("5xx",))
        assert (kept.at.hour, kept.at.minute, kept.skip_holidays, kept.personal) == (7, 30, True, True)
        again = await modal(server, "sg:b:form:m", told)
        assert again["components"][0]["component"]["value"] == "07:30"
        assert server.refusals == []

    against(tmp_path, scenario)


def test_a_zone_that_is_not_clear_is_offered_and_a_time_that_cannot_be_read_sets_nothing(tmp_path: Path) -> None:
    async def scenario(server: Discord, running: Bot) -> None:
        opened = await modal(server, "sg:b:form:m", await first(server, slash("구독")))
        unread = await sent_in(server, opened, at="아무 때나 좋아요")
        assert "시각을 읽지 못했습니다" in unread.texts()
        assert await stored(running, PERSONAL) is None
        told = await sent_in(server, opened, zone="독읠")
        assert "그대로 두었습니다" in told.texts()
        await pressed(server, "sg:b:set:m:z=Europe/Berlin", told)
        kept = await stored(running, PERSONAL)
        assert kept
        assert kept.zone == "Europe/Berlin"

    against(tmp_path, scenario)


def test_a_form_is_sent_in_after_a_restart(tmp_path: Path) -> None:
    async def work() -> None:
        async with asyncio.timeout(60), discord_on_loopback() as server:
            async with bot(server, tmp_path):
                opened = await modal(server, "sg:b:form:c", await first(server, slash("채널에 구독")))
            server._ready.clear()
            async with bot(server, tmp_path) as running:
                await sent_in(server, opened)
                kept = await stored(running, SHARED)
                assert kept
                assert (kept.personal, kept.owner.id) == (False, f"discord:{ALICE}")

    asyncio.run(work())


def test_a_channels_card_is_changed_by_who_set_it_and_stopped_by_anyone(tmp_path: Path) -> None:
    async def scenario(server: Discord, running: Bot) -> None:
        await first(server, slash("이 채널에 평일 10시에 카드 보내줘"))
        assert await stored(running, SHARED)
        others = await first(server, slash("이 채널에 11시에 카드 보내줘", by=BOB))
        assert f"<@{ALICE}>" in others.texts()
        sure = await pressed(server, "sg:b:stop:c", others, by=BOB)
        assert await stored(running, SHARED)
        await pressed(server, "sg:b:stopall:c", sure, by=BOB)
        assert await stored(running, SHARED) is None
        foreign = await first(server, slash("이 채널에 11시에 카드 보내줘", where="foreign"))
        assert "채널에서 적어 주세요" in foreign.texts()

    against(tmp_path, scenario)


def test_answers_are_private_and_counted_for_the_channel(tmp_path: Path) -> None:
    async def scenario(server: Discord, running: Bot) -> None:
        day = Tutor(catalog(), SystemClock()).today()
        item = Item((404,))
        body = render.body(Reply(daily_card(item, day, catalog(), personal=False), Question("none")), "mention")
        shown = Sent("message", str(CHANNEL), body, 7)
        choices = [one for one in shown.custom_ids() if one.startswith("sg:z:")]
        for custom_id, by in ((choices[0], ALICE), (choices[1], ALICE), (choices[0], BOB)):
            told = await pressed(server, custom_id, shown, by=by)
            assert told.private
        assert (await Progress(running.database).tally(SHARED, quiz_of(item, day, catalog())))[0] == 2

    against(tmp_path, scenario)


def test_words_in_a_mention_are_answered_to_the_asker(tmp_path: Path) -> None:
    async def scenario(server: Discord, running: Bot) -> None:
        await server.says(written(f"<@{ME}> 매일 아침 9시에 카드 보내줘"))
        (told,) = await server.settled(1)
        assert told.where != str(CHANNEL)
        assert "sg:b:form:m" in told.custom_ids()
        assert await stored(running, PERSONAL)

    against(tmp_path, scenario)
