"""The desk of the daily card over a real store: what is set, by whom, for how long, and what is said of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from adapters.database import schema
from adapters.database.engine import Database
from adapters.database.study import Progress, Subscriptions
from adapters.terminal.memory import SessionMemory
from bot.answer import token
from bot.card import Card
from bot.desk import Desk
from bot.learner import Pause
from bot.model import Actor, Place, Press, Query, ShowForm, Submission
from bot.order import LEVELS, WEEKDAYS, Order, Rest
from bot.ports import Troubles
from bot.registry.snapshot import catalog
from bot.service import Service, core
from bot.tutor import Tutor

ME, YOU = Actor("slack:T1:U1", "slack:T1"), Actor("slack:T1:U2", "slack:T1")
CHANNEL, HERE = Place("slack:T1:C1"), Place("slack:T1:C1:U1")
MONDAY = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # noon in Seoul


@dataclass
class Watch:
    at: datetime = field(default=MONDAY)

    def now(self) -> datetime:
        return self.at


@dataclass
class Office:
    """A service with a desk over a database in a file."""

    service: Service
    subscriptions: Subscriptions
    progress: Progress
    watch: Watch

    async def say(self, text: str, actor: Actor = ME, channel: Place | None = None) -> Card:
        reply = await self.service.handle(Query(text, "dm", actor, HERE, channel=channel))
        assert reply
        return reply.card

    async def press(self, pressed: str, actor: Actor = ME, channel: Place | None = None) -> Card | ShowForm:
        reply = await self.service.handle(Press(pressed, "dm", actor, HERE, channel))
        assert reply
        forms = [effect for effect in reply.effects if isinstance(effect, ShowForm)]
        return forms[0] if forms else reply.card


def at_the_desk(folder: Path, scene: Callable[[Office], Awaitable[None]]) -> None:
    async def run() -> None:
        url = f"sqlite:///{folder}/desk.db"
        schema.upgrade(url)
        watch = Watch()
        database = Database(url, clock=lambda: watch.now().timestamp())
        progress, subscriptions = Progress(database), Subscriptions(database)
        tutor, desk = Tutor(catalog(), watch, progress), Desk(watch, subscriptions, progress)
        service = Service(core(), SessionMemory(), tutor=tutor, desk=desk)
        try:
            await scene(Office(service, subscriptions, progress, watch))
        finally:
            await database.close()

    asyncio.run(run())


def labels(card: Card | ShowForm) -> list[str]:
    assert isinstance(card, Card)
    return [action.label for action in card.actions]


def test_what_is_named_is_changed_and_all_else_stays(tmp_path: Path) -> None:
    async def scene(office: Office) -> None:
        await office.say("평일 오전 8시에 5xx 카드 보내줘")
        card = await office.say("구독 시간 10시로 바꿔줘")
        kept = await office.subscriptions.of(Place(ME.id))
        assert kept
        assert (kept.at, kept.days, kept.topics) == (time(10), WEEKDAYS, ("5xx",))
        assert "11월 24일(화) 오전 10:00" in card.to_text()  # noon is over
        assert "서울(Asia/Seoul)" in card.to_text()

    at_the_desk(tmp_path, scene)


def test_other_zones_are_told_with_their_own_time(tmp_path: Path) -> None:
    async def scene(office: Office) -> None:
        card = await office.say("뉴욕 시간으로 아침 8시에 카드 보내줘")
        assert "11월 23일(월) 오전 8:00 뉴욕 시간" in card.to_text()
        await office.say("카드 운영 수준으로 바꿔줘")
        learner = await office.progress.learner(ME)
        assert learner.zone == "America/New_York"

    at_the_desk(tmp_path, scene)


def test_without_a_subscription_one_is_offered(tmp_path: Path) -> None:
    async def scene(office: Office) -> None:
        for text in ("지금 구독 상태", "구독 취소", "쉬기 2주", "구독"):
            card = await office.say(text)
            assert "직접 고르기" in labels(card)
            assert "이 채널에서 받기" not in labels(card)
        assert "이 채널에서 받기" in labels(await office.say("구독", channel=CHANNEL))
        assert isinstance(await office.press("b:form:m"), ShowForm)
        assert "채널에서 적어 주세요" in (await office.say("채널에 평일 9시에 카드 보내줘")).title

    at_the_desk(tmp_path, scene)


def test_a_rest_is_told_and_ends_when_one_wants(tmp_path: Path) -> None:
    async def scene(office: Office) -> None:
        await office.say("평일 오후 3시에 카드 보내줘")
        assert "1주 쉬기" in labels(await office.press("b:pause:m"))
        told = await office.say("쉬기 2주")
        assert "11월 23일부터 12월 6일까지" in told.to_text()
        assert "12월 7일(월) 오후 3:00" in told.to_text()
        office.watch.at += timedelta(days=3)
        again = await office.say("카드 다시 받을래")
        assert "11월 26일(목) 오후 3:00" in again.to_text()
        kept = await office.subscriptions.of(Place(ME.id))
        assert kept
        assert kept.pauses == (Pause(date(2026, 11, 23), date(2026, 11, 25)),)
        assert (await office.progress.learner(ME)).pauses == kept.pauses  # which the streak forgives
        assert "지난 날" in (await office.say("11월 20일까지 쉬기")).title

    at_the_desk(tmp_path, scene)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1월 3일부터 1월 5일까지 쉬기", "1월 3일부터 1월 5일까지"),
        ("카드 12월 30일부터 2주 쉴게", "12월 30일부터 1월 12일까지"),
        ("12월 3일부터 5일까지 카드 쉬기", "12월 3일부터 12월 5일까지"),
        ("내일 쉬기", "11월 24일은"),
        ("내일부터 3일 쉬기", "11월 24일부터 11월 26일까지"),
        ("카드 400일 쉬기", "2027년 12월 27일까지"),
    ],
)
def test_a_rest_begins_when_it_is_said_to(tmp_path: Path, text: str, told: str) -> None:
    async def scene(office: Office) -> None:
        await office.say("평일 9시에 카드 보내줘")
        assert told in (await office.say(text)).to_text()

    at_the_desk(tmp_path, scene)


def test_a_zone_that_is_none_changes_nothing_and_says_so(tmp_path: Path) -> None:
    async def scene(office: Office) -> None:
        await office.say("평일 9시에 카드 보내줘")
        for text in ("카드 시간대 화성으로 바꿔줘", "카드 시간대 미국으로 바꿔줘", "카드 시간대 UTC+9로 바꿔줘"):
            told = await office.say(text)
            assert told.title == "시간대를 다시 골라 주세요"
            assert "그대로 두었습니다" in told.to_text()

    at_the_desk(tmp_path, scene)


def test_two_subscriptions_are_asked_apart(tmp_path: Path) -> None:
    async def scene(office: Office) -> None:
        await office.say("평일 9시에 카드 보내줘")
        await office.say("채널에 평일 10시에 카드 보내줘", channel=CHANNEL)
        card = await office.say("구독 취소", channel=CHANNEL)
        assert labels(card) == ["나에게 오는 것", "이 채널에 오는 것"]
        await office.press(card.actions[1].token, channel=CHANNEL)
        assert await office.subscriptions.of(CHANNEL) is None
        assert await office.subscriptions.of(Place(ME.id)) is not None

    at_the_desk(tmp_path, scene)


def test_a_channels_card_is_its_owners_until_they_are_forgotten(tmp_path: Path) -> None:
    async def scene(office: Office) -> None:
        await office.say("채널에 평일 10시에 카드 보내줘", channel=CHANNEL)
        for text in ("채널에 11시에 카드 보내줘", "채널 카드 쉬기 2주"):
            assert "이미" in (await office.say(text, YOU, CHANNEL)).title
        assert "이미" in (await office.press("b:form:c", YOU, CHANNEL)).title  # type: ignore[union-attr]
        card = await office.say("지금 구독 상태", YOU, CHANNEL)
        assert labels(card) == ["그만 받기"]
        assert "1개" in (await office.say("내 데이터")).to_text()
        assert "구독 1개" in (await office.say("내 데이터 삭제")).to_text()
        await office.say("채널에 11시에 카드 보내줘", YOU, CHANNEL)
        kept = await office.subscriptions.of(CHANNEL)
        assert kept
        assert (kept.owner, kept.at) == (YOU, time(11))

    at_the_desk(tmp_path, scene)


def test_a_form_sets_everything_and_an_unclear_zone_stays(tmp_path: Path) -> None:
    async def scene(office: Office) -> None:
        order = Order(
            "set", "me", time(7), zones=("Europe/Berlin",), unclear="독읠", days=(1, 3), skip_holidays=False, level="practice",
            topics=("nginx",),
        )  # fmt: skip
        reply = await office.service.handle(Submission(order, "slash", ME, HERE))
        assert reply
        assert "독읠" in reply.card.to_text()
        assert labels(reply.card)[0] == "베를린"
        await office.press(reply.card.actions[0].token)
        kept = await office.subscriptions.of(Place(ME.id))
        assert kept
        assert (kept.zone, kept.at, kept.days, kept.topics) == ("Europe/Berlin", time(7), (1, 3), ("nginx",))
        assert await office.subscriptions.troubles(kept) == Troubles()

    at_the_desk(tmp_path, scene)


def test_doubtful_words_change_nothing_until_the_button_is_pressed(tmp_path: Path) -> None:
    async def scene(office: Office) -> None:
        assert "받고 있는 매일 카드가 없습니다" in (await office.say("뉴스레터 구독 취소")).title
        asked = await office.say("엄마 생일 카드 9시에 4xx로 보내줘")
        assert "오전 9:00, 4xx" in asked.to_text()
        assert await office.subscriptions.of(Place(ME.id)) is None
        await office.press(asked.actions[0].token)
        kept = await office.subscriptions.of(Place(ME.id))
        assert kept
        assert (kept.at, kept.topics) == (time(9), ("4xx",))
        asked = await office.say("뉴스레터 구독 취소")
        assert await office.subscriptions.of(Place(ME.id)) == kept
        assert labels(asked) == ["그만 받기"]
        await office.press(asked.actions[0].token)
        assert await office.subscriptions.of(Place(ME.id)) is None
        assert isinstance(await office.press((await office.say("부장님 nginx 카드 9시에 보내줘")).actions[0].token), ShowForm)

    at_the_desk(tmp_path, scene)


def test_a_rest_until_a_day_keeps_its_day_where_two_are_asked_apart(tmp_path: Path) -> None:
    async def scene(office: Office) -> None:
        await office.say("평일 9시에 카드 보내줘")
        await office.say("채널에 평일 10시에 카드 보내줘", channel=CHANNEL)
        asked = await office.say("12월 31일까지 쉬기", channel=CHANNEL)
        told = await office.press(asked.actions[1].token, channel=CHANNEL)
        assert isinstance(told, Card)
        assert "12월 31일까지" in told.to_text()

    at_the_desk(tmp_path, scene)


def test_a_channel_is_asked_what_everyone_is_and_not_what_one_gets_wrong(tmp_path: Path) -> None:
    async def scene(office: Office) -> None:
        async def asked(text: str) -> Card:
            reply = await office.service.handle(Query(text, "mention", ME, HERE, channel=CHANNEL))
            assert reply
            return reply.card

        everyones = await asked("퀴즈 내줘")
        await office.press(next(action.token for action in everyones.actions if action.token.startswith("z:")))
        assert await asked("퀴즈 내줘") == everyones
        assert (await office.say("퀴즈 내줘")).blocks != everyones.blocks

    at_the_desk(tmp_path, scene)


def test_with_the_store_away_everything_else_is_answered(tmp_path: Path) -> None:
    async def scene(office: Office) -> None:
        class Away(Subscriptions):
            async def of(self, place: Place) -> None:
                raise OSError(place)

        away = Away(office.subscriptions._database)
        service = Service(core(), SessionMemory(), desk=Desk(office.watch, away))
        reply = await service.handle(Query("구독 09:00", "dm", ME, HERE))
        assert reply
        assert "저장하지 못했습니다" in reply.card.title
        assert await service.handle(Query("404", "dm", ME, HERE))

    at_the_desk(tmp_path, scene)


@pytest.mark.parametrize(
    "order",
    [
        Order("offer"),
        Order("stop", "channel"),
        Order("stop for all", "channel"),
        Order("pause", "me", rest=Rest(days=14)),
        Order("set", "me", time(0, 5), "America/Argentina/ComodRivadavia".replace("ComodRivadavia", "Catamarca"), level="practice"),
        Order("set", "me", at=time(23, 59), days=(0, 6), skip_holidays=False, level="operations"),
        Order("form", "channel"),
        Order("collect", "me"),
        Order("pause", "channel", rest=Rest(until=(12, 31))),
        Order("pause", rest=Rest(week=0)),
        Order("pause", rest=Rest(until=(1, 5), since=(1, 3))),
        Order("pause", rest=Rest(days=1, delay=1)),
        Order("pause", rest=Rest(through_week=1)),
        Order("set", "me", topics=("4xx", "5xx")),
    ],
)
def test_a_token_carries_an_order(order: Order) -> None:
    written = token.order(order)
    assert len(written) <= token.LONGEST
    assert written.isascii()
    assert token.question(written).order == order


@pytest.mark.parametrize(
    "forged",
    ["b:", "b:drop:m", "b:set:x", "b:set:m:at=2500", "b:set:m:z=Mars/Base", "b:set:m:d=789", "b:set:m:at=0900;at=1000",
     "b:pause:m:n=0",     "b:pause:m:n=99999", "b:set:m:l=god", "b:set:m:q=1", "b:pause:m:u=1301", "b:set:m:t=6", "b:pause:m:w=2",
     "b:set:m:at"],
)  # fmt: skip
def test_a_forged_order_is_refused(forged: str) -> None:
    from bot.errors import BadTokenError  # noqa: PLC0415

    with pytest.raises(BadTokenError):
        token.question(forged)


def test_levels_have_names() -> None:
    from bot.answer.subscription import LEVEL_NAMES  # noqa: PLC0415

    assert set(LEVEL_NAMES) == set(LEVELS)
