"""A subscription in words: what is set, when the next card comes, who may change it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from bot import zones
from bot.answer import token
from bot.card import Action, Block, Card, Labelled, Line, Moment, Person, Plain, plain
from bot.korean import DAYS, with_particle
from bot.learner import Pause
from bot.model import Subscription
from bot.order import EVERY_DAY, WEEKDAYS, Level, Order, To

if TYPE_CHECKING:
    from bot.ports import Troubles

LEVEL_NAMES: dict[Level, str] = {"basic": "입문", "practice": "실무", "operations": "운영"}
ONLY_THE_OWNER = "바꾸는 일은 정한 사람이 합니다. 그만 받기는 이 채널의 누구나 할 수 있습니다."
_NEARLY_A_YEAR = 300  # days after which a month and a day are no longer enough


def subscription_card(
    subscription: Subscription, coming: datetime | None, *, title: str, yours: bool, troubles: Troubles | None = None
) -> Card:
    """What is set, when the next card comes, and what may be done about it. `yours` says whether the reader may change it."""
    to: To = "me" if subscription.personal else "channel"
    blocks = (
        Labelled("받는 곳", plain("개인 메시지" if subscription.personal else "이 채널")),
        Labelled("때", plain(_when(subscription))),
        Labelled("내용", plain(_what(subscription))),
        *coming_card(subscription, coming),
        *_rests(subscription),
        *(() if subscription.personal else whose(subscription)),
        *_told(troubles),
    )
    lead = f"{days(subscription.days)} {clock(subscription.at)}에 카드 한 장을 보냅니다."
    return Card(title, plain(lead), blocks, tuple(_buttons(subscription, to, yours=yours)))


def named(order: Order) -> Iterator[str]:
    """The settings that an order names, as they are read."""
    if order.days:
        yield days(order.days)
    if order.at:
        yield clock(order.at)
    if order.zone:
        yield f"{zones.short(order.zone)} 시간"
    if order.skip_holidays is not None:
        yield "공휴일은 쉼" if order.skip_holidays else "공휴일에도"
    if order.level:
        yield f"{LEVEL_NAMES[order.level]} 수준"
    if order.topics is not None:
        yield " · ".join(order.topics) or "모든 주제"


def clock(at: time) -> str:
    """A time as Koreans say it: "오전 9:00", "오후 12:30"."""
    return f"{'오전' if at.hour < 12 else '오후'} {(at.hour - 1) % 12 + 1}:{at.minute:02}"


def days(days: tuple[int, ...]) -> str:
    named = {WEEKDAYS: "평일", EVERY_DAY: "매일", (5, 6): "주말"}
    return named.get(days) or "·".join(DAYS[day] for day in days) + "요일"


def span(pause: Pause) -> str:
    if pause.first == pause.last:
        return with_particle(_day(pause.first), "은")
    year = f"{pause.last.year}년 " if (pause.last - pause.first).days > _NEARLY_A_YEAR else ""
    return f"{_day(pause.first)}부터 {year}{_day(pause.last)}까지"


def coming_card(subscription: Subscription, coming: datetime | None) -> Iterator[Block]:
    if coming is None:
        yield Labelled("다음 카드", plain("없습니다. 요일이나 쉬는 기간을 바꾸면 다시 옵니다."))
    else:
        yield Labelled("다음 카드", _moment(coming, subscription.zone))


def whose(subscription: Subscription) -> Iterator[Block]:
    if subscription.owner.id:
        yield Labelled("정한 사람", (Person(subscription.owner.id, "이 카드를 정한 분"), Plain(f". {ONLY_THE_OWNER}")))
    else:
        yield Labelled("정한 사람", plain("없습니다. 이 채널의 누구나 바꿀 수 있습니다."))


def _when(subscription: Subscription) -> str:
    holidays = "공휴일은 쉽니다" if subscription.skip_holidays else "공휴일에도 옵니다"
    return f"{days(subscription.days)} {clock(subscription.at)}, {zones.title(subscription.zone)} 시간. {holidays}."


def _what(subscription: Subscription) -> str:
    topics = " · ".join(subscription.topics)
    return f"{LEVEL_NAMES[subscription.level]} 수준, {topics or '모든 주제'}"


def _moment(at: datetime, zone: str) -> Line:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - only the daily card needs it

    local = at.astimezone(ZoneInfo(zone))
    said = f"{local.month}월 {local.day}일({DAYS[local.weekday()]}) {clock(local.time())}"
    return (Moment(int(at.timestamp()), said if zone == zones.SEOUL else f"{said} {zones.short(zone)} 시간"),)


def _rests(subscription: Subscription) -> Iterator[Block]:
    if subscription.pauses:
        yield Labelled(
            "쉬는 때",
            plain(", ".join(map(_rest, subscription.pauses))),
        )


def _rest(pause: Pause) -> str:
    return _day(pause.first) if pause.first == pause.last else span(pause)


def _day(day: date) -> str:
    return f"{day.month}월 {day.day}일"


def _told(troubles: Troubles | None) -> Iterator[Block]:
    if troubles is None:
        return
    if troubles.ended:
        yield Labelled("멈춘 까닭", plain(troubles.ended))
    told = [f"갔는지 알 수 없는 카드 {troubles.unknown}장"] * bool(troubles.unknown)
    told += [f"보내지 못한 카드 {troubles.failed}장"] * bool(troubles.failed)
    if told:
        yield Labelled("지난 30일", plain(f"{', '.join(told)}이 있습니다."))


def _buttons(subscription: Subscription, to: To, *, yours: bool) -> Iterator[Action]:
    if yours:
        yield Action("바꾸기", token.order(Order("form", to)))
        yield Action("쉬기", token.order(Order("pause", to)))
    if yours and subscription.pauses:
        yield Action("다시 받기", token.order(Order("resume", to)))
    yield Action("그만 받기", token.order(Order("stop", to)))
