"""End to end with the real slack-bolt, over both transports: what people do in a workspace and what they see."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.adapters.slack.standin.state import BOT, JSON, Channel, Trouble
from tests.adapters.slack.together import KINDS, Kind, Together, labels, plain, played, together, until

pytestmark = pytest.mark.parametrize("kind", KINDS)


def test_a_command_is_answered_in_its_acknowledgement(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            for text, title in (("404", "404 Not Found"), ("왜 302 말고 307", "왜 302 말고 307인가"), ("", "사공사")):
                ack = await it.deliver(it.people.command(text))
                assert ack.body["response_type"] == "ephemeral"
                assert ack.body["blocks"][0]["text"]["text"].removeprefix("🟠 ").startswith(title)
            assert "스레드 안에서는 슬래시 명령을 쓸 수 없으니" in plain(ack.body)
            assert not it.workspace.said
            public = (await it.deliver(it.people.command("공개 404"))).body
            assert public["response_type"] == "in_channel"
            assert "지우기" in labels(public)
            assert "채널에 공유" not in labels(public)
            assert (await it.deliver(it.people.command("404 공개"))).body["text"] == public["text"]

    played(scene)


def test_the_commands_name_is_a_setting(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path, slack_command="/status") as it:
            assert (await it.deliver(it.people.command("404", command="/status"))).body["text"].startswith("404")
            assert not (await it.deliver(it.people.command("404"))).body

    played(scene)


def test_a_mention_is_answered_in_its_thread_and_follow_ups_lean_on_it(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            asked = it.people.mention("302가 뭐야?")
            card = await it.told(asked, "chat.postMessage")
            thread = asked["event"]["ts"]
            assert (card["channel"], card["thread_ts"]) == ("C1", thread)
            assert "reply_broadcast" not in card
            follow_up = await it.told(it.people.mention("왜 307 안 쓰고?", user="U2", thread=thread), "chat.postMessage")
            assert "302" in plain(follow_up)
            assert "307" in plain(follow_up)
            assert follow_up["thread_ts"] == thread
            elsewhere = await it.told(it.people.mention("왜 307 안 쓰고?", user="U2"), "chat.postMessage")
            assert "307을 무엇과 비교할까요?" in plain(elsewhere)

    played(scene)


def test_the_same_card_twice_in_a_thread_is_only_pointed_at(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            first = it.people.mention("404")
            thread = first["event"]["ts"]
            await it.told(first, "chat.postMessage")
            again = await it.told(it.people.mention("404가 뭐야?", user="U2", thread=thread), "chat.postEphemeral")
            assert (again["user"], again["thread_ts"]) == ("U2", thread)
            (ts,) = [ts for where, ts in it.workspace.messages if where == "C1"]
            assert f"https://team.example/archives/C1/p{ts.replace('.', '')}" in str(again["blocks"])
            await it.told(it.people.mention("404"), "chat.postMessage")  # another thread
            await it.told(it.people.mention("502", thread=thread), "chat.postMessage")  # another code
            at_once = [it.people.mention("503", user=user, thread=thread) for user in ("U1", "U2")]
            before = len(it.workspace.posted("chat.postMessage"))
            await asyncio.gather(*map(it.deliver, at_once))
            await it.slack.idle()
            assert len(it.workspace.posted("chat.postMessage")) == before + 1

    played(scene)


def test_a_mention_that_asks_nothing_in_a_thread_is_told_of_the_shortcut(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            for text in ("@bot", "@bot 이거 뭐야?"):
                hint = await it.told(it.people.mention(text, thread="1600000000.000100"), "chat.postEphemeral")
                assert "상태 코드 설명" in plain(hint)
                assert hint["thread_ts"] == "1600000000.000100"
            help_card = await it.told(it.people.mention("@bot"), "chat.postMessage")
            assert "이렇게 물어보세요" in plain(help_card)

    played(scene)


def test_other_bots_are_answered_on_an_allow_list_alone(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path, slack_bots=("B7",)) as it:
            await it.quiet(it.people.mention("404", user="U8", bot_id="B8"))
            await it.quiet(it.people.mention("404", user="UBOT", bot_id=BOT))
            await it.quiet(it.people.mention("404", user="UBOT"))
            first = it.people.mention("404", user=None, bot_id="B7", subtype="bot_message")
            await it.told(first, "chat.postMessage")
            await it.quiet(it.people.mention("404", user=None, bot_id="B7", thread=first["event"]["ts"]))

    played(scene)


def test_a_direct_conversation_remembers(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            card = await it.told(it.people.direct("502"), "chat.postMessage")
            assert card["channel"] == "D1"
            assert "thread_ts" not in card
            more = await it.told(it.people.direct("504랑 차이는?"), "chat.postMessage")
            assert "502" in plain(more)
            threaded = await it.told(it.people.direct("404", thread="1600000000.000100"), "chat.postMessage")
            assert threaded["thread_ts"] == "1600000000.000100"
            for gone in ("message_changed", "message_deleted", "channel_join"):
                await it.quiet(it.people.direct("404", subtype=gone))
            await it.quiet(it.people.direct("404", bot_id="B8"))
            await it.quiet(it.people.direct("404", channel="C1", channel_type="channel"))
            mine = await it.told(it.people.direct("내 데이터"), "chat.postMessage")
            assert "기억하는 대화가 2개" in plain(mine)

    played(scene)


def test_the_shortcut_explains_the_codes_of_a_message(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            one = await it.told(it.people.shortcut({"text": "결제가 502 뱉어요"}), "respond")
            assert one["response_type"] == "ephemeral"
            assert "502 Bad Gateway" in plain(one)
            few = await it.told(it.people.shortcut({"text": "GET /pay 502\nGET /me 499", "thread_ts": "1.5"}), "respond")
            assert few["thread_ts"] == "1.5"
            assert {"502 보기", "499 보기"} <= set(labels(few))
            none = await it.told(it.people.shortcut({"text": "점심 뭐 먹지"}), "respond")
            assert "찾지 못했습니다" in plain(none)
            alert = {"text": "", "attachments": [{"title": "HighErrorRate", "text": "status=503 service=pay"}]}
            assert "503" in plain(await it.told(it.people.shortcut(alert, channel="C2"), "respond"))

    played(scene)


def test_more_than_five_codes_open_a_window_that_one_walks_through(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            opened = await it.told(it.people.shortcut({"text": "400 401 403 404 405 409 422"}), "views.open")
            assert len(labels(opened["view"])) == 8
            (listed,) = it.workspace.views
            card = await it.told(it.people.press_in_view(listed, "409 보기"), "views.push")
            assert "409 Conflict" in plain(card["view"])
            assert "채널에 공유" not in labels(card["view"])
            (upper,) = [key for key in it.workspace.views if key != listed]
            longer = await it.told(it.people.press_in_view(upper, "자세히"), "views.update")
            assert longer["view_id"] == upper
            assert len(plain(longer["view"])) > len(plain(card["view"]))

    played(scene)


def test_app_home_shows_searches_and_opens(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            await it.quiet(it.people.home(tab="messages"))
            home = (await it.told(it.people.home(), "views.publish"))["view"]
            for part in ("이렇게 물어보세요", "오늘의 카드", "5xx 서버 오류", "내 데이터 삭제", "/http 404"):
                assert part in plain(home)
            found = await it.told(it.people.search("왜 302 말고 307?"), "views.open")
            assert "왜 302 말고 307인가" in plain(found["view"])
            it.workspace.views["VH"] = it.workspace.homes["U1"]
            opened = await it.told(it.people.press_in_view("VH", "5xx 서버 오류"), "views.open")
            assert "503" in plain(opened["view"])
            studied = await it.told(it.people.press_in_view("VH", "오늘의 카드 보기"), "views.open")
            assert "고르기" in plain(studied["view"])
            form = await it.told(it.people.press_in_view("VH", "매일 받기"), "views.open")
            assert form["view"]["callback_id"] == "study-form"

    played(scene)


async def _card(it: Together, text: str = "404") -> JSON:
    ack = await it.deliver(it.people.command(text))
    return ack.body


def test_every_button_of_a_command_works(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            card = await _card(it)
            for label, seen in (("410과 비교", "410"), ("자세히", "404 Not Found"), ("이 카드가 틀렸어요", "어디가 틀렸나요?")):
                told = await it.told(it.people.press(card, label, channel="C2", ephemeral=True), "respond")
                assert told["response_type"] == "ephemeral"
                assert seen in plain(told)
            thanks = await it.told(it.people.press(told, "다시 보내도 되나", ephemeral=True), "respond")
            assert "고맙습니다" in plain(thanks)
            shared = await it.told(it.people.press(card, "채널에 공유", channel="C2", ephemeral=True), "respond")
            assert shared["response_type"] == "in_channel"
            assert plain(shared).startswith("u1.name 님이 공유했습니다")
            assert "<@" not in str(shared)
            old = it.people.press(card, "자세히", ephemeral=True)
            old["actions"][0]["value"] = "d:gone"
            assert "더 이상 쓸 수 없습니다" in plain(await it.told(old, "respond"))

    played(scene)


def test_a_public_card_is_taken_away_by_who_asked(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            card = await it.told(it.people.mention("404"), "chat.postMessage")
            no = await it.told(it.people.press(card, "지우기", user="U2"), "respond")
            assert "물어본 사람만" in plain(no)
            assert no["thread_ts"] == card["thread_ts"]
            assert it.workspace.messages
            assert (await it.told(it.people.press(card, "지우기"), "respond")) == {"delete_original": True}
            assert not it.workspace.messages

    played(scene)


def test_a_button_is_answered_once_and_after_its_address_is_worn_out(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            card = await _card(it)
            press = it.people.press(card, "채널에 공유", ephemeral=True)
            await it.told(press, "respond")
            await it.quiet(press)
            worn = it.people.press(card, "채널에 공유", ephemeral=True)
            key = worn["response_url"].rpartition("/")[2]
            it.workspace.response_urls[key].uses = 5
            posted = await it.told(worn, "chat.postMessage")
            assert (posted["channel"], "response_type" in posted) == ("C1", False)

    played(scene)


def test_buttons_in_a_direct_conversation_are_answered_there(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            card = await it.told(it.people.direct("502"), "chat.postMessage")
            assert "채널에 공유" not in labels(card)
            more = await it.told(it.people.press(card, "504와 비교", channel="D1"), "chat.postMessage")
            assert more["channel"] == "D1"
            await it.slack.idle()
            follow_up = await it.told(it.people.direct("503은?"), "chat.postMessage")
            assert "503" in plain(follow_up)

    played(scene)


def test_a_button_works_after_a_restart_in_another_process(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            card = await it.told(it.people.mention("404"), "chat.postMessage")
        (tmp_path / "slack.db").unlink()
        async with together(kind, tmp_path) as other:
            told = await other.told(other.people.press(card, "410과 비교"), "respond")
            assert "410" in plain(told)

    played(scene)


@pytest.mark.parametrize("error", ["is_archived", "not_in_channel", "channel_not_found", "token_revoked", "restricted_action"])
def test_a_refused_channel_ends_quietly_and_is_counted(kind: Kind, tmp_path: Path, error: str) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            if error == "is_archived":
                it.workspace.channels["C1"].archived = True
            elif error == "not_in_channel":
                it.workspace.channels["C1"] = Channel({"U1"})
            elif error == "channel_not_found":
                del it.workspace.channels["C1"]
            else:
                it.workspace.meet("chat.postMessage", Trouble(error=error))
            asked = it.people.mention("404")
            await it.quiet(asked)
            await it.quiet(asked)
            assert it.workspace.calls["chat.postMessage"] == 1
            assert it.counted(f'sagongsa_platform_errors_total{{error="{error}",platform="slack"}} 1.0')
            assert (await it.deliver(it.people.command("404"))).body["text"].startswith("404")

    played(scene)


def test_a_429_is_waited_for_outside_the_acknowledgement(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            it.workspace.meet("chat.postMessage", Trouble(status=429, retry_after="2"), Trouble(status=429, retry_after="1"))
            asked = it.people.mention("404")
            ack = await it.deliver(asked)
            assert ack.ok
            assert not it.workspace.said
            await until(lambda: bool(it.workspace.said))
            assert it.counted('sagongsa_rate_limit_waits_total{platform="slack"} 2.0')
            await it.quiet(asked)
            it.workspace.meet("respond", Trouble(status=429, retry_after="1"))
            told = await it.told(it.people.press(await _card(it), "자세히", ephemeral=True), "respond")
            assert "404" in plain(told)

    played(scene)


def test_a_slow_slack_delays_no_acknowledgement(kind: Kind, tmp_path: Path) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            for method in ("chat.postMessage", "views.publish", "respond"):
                it.workspace.meet(method, Trouble(delay=4))
            assert (await it.deliver(it.people.mention("404"))).ok
            card = await it.deliver(it.people.command("404"))
            assert card.seconds < 1
            for payload in (it.people.home(), it.people.press(card.body, "자세히", ephemeral=True)):
                assert (await it.deliver(payload)).seconds < 1
            await until(lambda: len(it.workspace.said) == 3)

    played(scene)


def test_what_nobody_listens_to_is_acknowledged_and_said_nothing_of(
    kind: Kind, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    async def scene() -> None:
        async with together(kind, tmp_path) as it:
            await it.quiet(it.people.home(tab="home") | {"event": {"type": "reaction_added", "user": "U1", "text": "geheim"}})
            await it.quiet(it.people.command("geheim", command="/other"))
            await it.quiet(it.people.shortcut({"text": "geheim 404"}, callback="other"))

    played(scene)
    seen = capfd.readouterr()
    assert "geheim" not in seen.out + seen.err
