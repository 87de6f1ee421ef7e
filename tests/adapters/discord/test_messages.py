"""Mentions and DMs, end to end over loopback."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.adapters.discord import payloads
from tests.adapters.discord.payloads import ALICE, BOB, CHANNEL, DM, ME, THREAD, written
from tests.adapters.discord.running import Bot, against
from tests.adapters.discord.standin import Discord, Sent

NAME = f"<@{ME}>"


def said(folder: Path, *messages: dict[str, Any], expect: int | None = None) -> list[Sent]:
    """What is sent for the messages, one after the other."""
    found: list[Sent] = []

    async def scenario(server: Discord, _: Bot) -> None:
        for number, one in enumerate(messages, 1):
            await server.says(one)
            await server.settled(number if expect is None else 0)
        await server.settled(expect or 0, 3)
        assert server.refusals == []
        found.extend(server.sent)

    against(folder, scenario)
    return found


def test_a_mention_is_answered_in_its_thread_pinging_nobody(tmp_path: Path) -> None:
    message = written(f"{NAME} 503이 뭐야?", channel=THREAD)
    (sent,) = said(tmp_path, message)
    assert sent.where == str(THREAD)
    assert sent.body["message_reference"]["message_id"] == int(message["id"])
    assert sent.body["message_reference"]["fail_if_not_exists"] is False
    assert sent.body["allowed_mentions"] == {"parse": [], "replied_user": False}
    assert sent.body["nonce"] == message["id"]
    assert sent.texts().startswith("**503 Service Unavailable")
    assert len(sent.texts()) < 1_800


def test_what_is_not_for_us_is_left_alone(tmp_path: Path) -> None:
    bot = {**payloads.user(77), "bot": True}
    others = [
        written("503이 뭐야?", mentions=False),
        {**written(f"{NAME} 503"), "author": bot},
        {**written(f"{NAME} 503"), "webhook_id": "5"},
        {**written(f"{NAME} 503"), "type": 6},
        written("503 @everyone", mentions=False, mention_everyone=True),
    ]
    assert said(tmp_path, *others, expect=0) == []


def test_the_same_card_again_within_minutes_is_a_reaction(tmp_path: Path) -> None:
    first, second, third = said(tmp_path, written(f"{NAME} 404"), written(f"{NAME} 404가 뭐야?", by=BOB), written(f"{NAME} 410"))
    assert (first.how, second.how, third.how) == ("message", "reaction", "message")


def test_where_reactions_are_not_allowed_the_permission_is_named(tmp_path: Path) -> None:
    async def scenario(server: Discord, running: Bot) -> None:
        server.no_reactions = True
        await server.says(written(f"{NAME} 404"))
        await server.settled(1)
        await server.says(written(f"{NAME} 404"))
        second = (await server.settled(2))[1]
        assert "Add Reactions" in second.texts()
        assert f"https://discord.com/channels/{payloads.HERE}/{CHANNEL}/" in second.texts()
        assert running.counted("platform_errors", "discord", "50013") == 1

    against(tmp_path, scenario)


def ours(sent: Sent) -> dict[str, Any]:
    """A message of ours as Discord gives it back."""
    return payloads.message(sent.id, sent.where, sent.body["components"], flags=sent.body["flags"])


def test_a_reply_to_our_card_carries_it_on(tmp_path: Path) -> None:
    async def scenario(server: Discord, _: Bot) -> None:
        await server.says(written(f"{NAME} 302가 뭐야?"))
        (card,) = await server.settled(1)
        await server.says(written("왜 307 안 쓰고?", by=BOB, replies_to=ours(card)))
        second = (await server.settled(2))[1]
        assert "302" in second.texts().splitlines()[0]
        assert "307" in second.texts().splitlines()[0]

    against(tmp_path, scenario)


def test_a_mention_under_somebodys_message_says_that_it_is_withheld(tmp_path: Path) -> None:
    before = payloads.message(1, str(CHANNEL), [], author=payloads.user(BOB))
    withheld, also, asked = said(
        tmp_path,
        written(NAME, replies_to=before),
        written(f"{NAME} 이거 뭐야?", replies_to=before),
        written(f"{NAME} 502가 뭐야?", replies_to=before),
    )
    for one in (withheld, also):
        assert "그 메시지는 저에게 보이지 않습니다" in one.texts()
        assert "HTTP 코드 설명" in one.texts()
    assert "502 Bad Gateway" in asked.texts()


def test_the_ping_of_a_reply_to_another_is_no_question(tmp_path: Path) -> None:
    before = payloads.message(1, str(CHANNEL), [], author=payloads.user(BOB))
    assert said(tmp_path, written("고마워요 404", replies_to=before), expect=0) == []


def test_a_thread_is_one_conversation_and_a_channel_one_for_each(tmp_path: Path) -> None:
    sent = said(
        tmp_path,
        written(f"{NAME} 302가 뭐야?", channel=THREAD),
        written(f"{NAME} 왜 307 안 쓰고?", by=BOB, channel=THREAD),
        written(f"{NAME} 401이 뭐야?", by=ALICE),
        written(f"{NAME} 403이랑 다른 점?", by=BOB),
        written(f"{NAME} 403이랑 다른 점?", by=ALICE),
    )
    firsts = [one.texts().splitlines()[0] for one in sent]
    assert "302" in firsts[1]
    assert "307" in firsts[1]
    assert "401" not in firsts[3]
    assert "401" in firsts[4]


def test_a_dm_is_a_conversation(tmp_path: Path) -> None:
    first, second = said(tmp_path, written("302가 뭐야?", channel=DM), written("왜 307 안 쓰고?", channel=DM))
    assert first.where == second.where == str(DM)
    assert "302" in second.texts().splitlines()[0]
    assert "message_reference" not in first.body


def test_what_is_kept_of_a_person_is_told_in_a_dm(tmp_path: Path) -> None:
    (sent,) = said(tmp_path, written(f"{NAME} 내 데이터"))
    assert sent.where == f"7{ALICE}"


def test_with_dms_closed_the_command_is_pointed_to(tmp_path: Path) -> None:
    async def scenario(server: Discord, running: Bot) -> None:
        server.forbidden.add("closed")
        await server.says(written(f"{NAME} 내 데이터"))
        (sent,) = await server.settled(1)
        assert sent.where == str(CHANNEL)
        assert "/http" in sent.texts()
        assert running.counted("platform_errors", "discord", "50007") == 1

    against(tmp_path, scenario)


def test_who_asks_too_fast_is_told_once(tmp_path: Path) -> None:
    async def scenario(server: Discord, _: Bot) -> None:
        for code in (400, 401, 403, 404, 405):
            await server.says(written(f"{NAME} {code}"))
        await server.settled(3)
        told = [one for one in server.sent if one.where == f"7{ALICE}"]
        assert len(told) == 1
        assert len(server.sent) == 3

    against(tmp_path, scenario, flood=2)


def test_nobody_is_pinged_and_nothing_becomes_markup(tmp_path: Path) -> None:
    evil = "<@12> @everyone `x` **y** https://evil.example [a](https://evil.example) <#300> </http:55> <t:1:F> ||s|| nto fuond"
    (sent,) = said(tmp_path, written(f"{NAME} {evil} 404", mentions=True))
    for raw in ("<@12>", "@everyone", "<#300>", "</http:55>", "<t:1:F>", "](https://evil"):
        assert raw not in sent.texts()
