"""What is wished of the daily card's delivery, in the words people use."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest

from bot.order import EVERY_DAY, WEEKDAYS, Order, Rest
from bot.service import reply_to
from bot.understand.order import order
from bot.understand.order_when import time_of

VENDORS = ("nginx", "Cloudflare", "AWS ALB")


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("매일 아침 9시에 카드 보내줘", {"at": time(9), "days": EVERY_DAY}),
        ("구독 09:00", {"at": time(9)}),
        ("평일 오전 8시 반에 5xx만 보내줘", {"at": time(8, 30), "days": WEEKDAYS, "topics": ("5xx",)}),
        ("월수금 저녁 7시에 nginx 카드", {"at": time(19), "days": (0, 2, 4), "topics": ("nginx",)}),
        ("화, 목 점심에 카드", {"at": time(12), "days": (1, 3)}),
        ("주말에도 10시에 받고 싶어", {"at": time(10), "days": EVERY_DAY}),
        ("토요일이랑 일요일에만 보내줘", {"days": (5, 6)}),
        ("공휴일은 쉬고 평일 9시에 카드", {"at": time(9), "days": WEEKDAYS, "skip_holidays": True}),
        ("공휴일에도 카드 보내줘", {"skip_holidays": False}),
        ("뉴욕 시간으로 아침 8시에 보내줘", {"at": time(8), "zone": "America/New_York"}),
        ("asia/tokyo 시간 07:00에 카드", {"at": time(7), "zone": "Asia/Tokyo"}),
        ("런던 기준 18시 카드", {"at": time(18), "zone": "Europe/London"}),
        ("뉴욬 시간 8시 카드", {"at": time(8), "zones": ("America/New_York",), "unclear": "뉴욬"}),
        ("운영 수준으로 카드 바꿔줘", {"level": "operations"}),
        ("카드 쉬운 걸로 9시에", {"at": time(9), "level": "basic"}),
        ("채널에 평일 9시 카드", {"to": "channel", "at": time(9), "days": WEEKDAYS}),
        ("나한테만 아침마다 카드 보내줘", {"to": "me", "at": time(9)}),
        ("every weekday at 9am send me a card", {"to": "me", "at": time(9), "days": WEEKDAYS}),
        ("daily at 7:30 pm tokyo time", {"at": time(19, 30), "zone": "Asia/Tokyo", "days": EVERY_DAY}),
        ("mon wed fri 8am card", {"at": time(8), "days": (0, 2, 4)}),
        ("구독 시간 10시로 바꿔줘", {"at": time(10)}),
        ("3xx랑 4xx 주제로 구독", {"topics": ("3xx", "4xx")}),
        ("aws alb 카드로 구독할래", {"topics": ("AWS ALB",)}),
        ("구독 주제 전부로", {"topics": ()}),
    ],
)
def test_settings_in_words(text: str, wished: dict[str, Any]) -> None:
    assert order(text, VENDORS) == Order("set", **wished)


@pytest.mark.parametrize(
    ("text", "act", "rest"),
    [
        ("구독 취소", "stop", None),
        ("카드 그만보내 질림 ㅋㅋ", "stop", None),
        ("알림 꺼줘", "stop", None),
        ("이제 카드 안 받을래요", "stop", None),
        ("카드 보내지 마세요", "stop", None),
        ("unsubscribe", "stop", None),
        ("쉬기 2주", "pause", Rest(days=14)),
        ("2주 쉴게", "pause", Rest(days=14)),
        ("휴가라 열흘 쉴게요", "pause", Rest(days=10)),
        ("일주일만 카드 멈춰줘", "pause", Rest(days=7)),
        ("한 달 동안 보내지 마", "pause", Rest(days=30)),
        ("다음 주는 카드 쉬고 싶어요", "pause", Rest(week=1)),
        ("12월 3일까지 쉬기", "pause", Rest(until=(12, 3))),
        ("오늘은 카드 쉴래", "pause", Rest(days=1)),
        ("pause for 3 days", "pause", Rest(days=3)),
        ("카드 잠깐 쉴래", "pause", None),
        ("구독 재개", "resume", None),
        ("카드 다시 받을래", "resume", None),
        ("resume", "resume", None),
        ("지금 구독 상태", "status", None),
        ("카드 몇 시에 와?", "status", None),
        ("구독 설정 보여줘", "status", None),
        ("구독 설정 바꿀래", "form", None),
        ("알림 시간 바꿔줘", "form", None),
        ("구독", "offer", None),
        ("매일 카드 받고 싶어", "offer", None),
        ("장애 때 물어본 코드도 카드로 넣어줘", "collect", None),
        ("장애 코드는 덱에서 빼줘", "collect no more", None),
    ],
)
def test_acts_in_words(text: str, act: str, rest: Rest | None) -> None:
    made = order(text, VENDORS)
    assert (made.act, made.rest) == (act, rest)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("오전 9시", time(9)),
        ("낮 12시", time(12)),
        ("밤 12시", time(0)),
        ("밤 1시", time(1)),
        ("밤 11시 반", time(23, 30)),
        ("12am", time(0)),
        ("12 pm", time(12)),
        ("아홉 시 반", time(9, 30)),
        ("열두 시", time(12)),
        ("21:05", time(21, 5)),
        ("24시", time(0)),
        ("25시", None),
        ("9:75", None),
        ("아무 때나", None),
    ],
)
def test_times_of_day(text: str, at: time | None) -> None:
    assert time_of(text) == at


@pytest.mark.parametrize(
    "text", ["재시작을 멈춰줘", "배포 그만하고 싶다", "서버 2주 쉬기", "9시에 배포합니다", "나 2주 쉰다 휴가야"]
)
def test_what_is_not_about_the_card_stops_nothing(text: str) -> None:
    question = reply_to(text).question
    assert question.order is None or question.order.act == "offer"


@pytest.mark.parametrize(
    "text",
    ["쉬기 2주", "지금 구독 상태", "구독 취소", "subscription status", "장애 때 물어본 코드도 카드로 넣어줘"],
)
def test_an_order_is_understood_as_one(text: str) -> None:
    question = reply_to(text).question
    assert (question.intent, question.attribute) == ("study", "delivery")
    assert question.order
    assert question.order.act != "offer"
