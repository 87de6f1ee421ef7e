"""What changes somebody's subscription, and what only sounds like it. The worst fault is an order that nobody gave."""

from __future__ import annotations

import pytest

from bot.order import EVERY_DAY, WEEKDAYS, Order
from bot.service import reply_to
from bot.understand.order import order
from bot.understand.order_words import is_all_an_order

CHANGING = ("set", "stop", "pause", "resume", "collect", "collect no more")

ABOUT_PROGRAMS = """\
구독 취소 API는 204를 주면 돼?
구독 해지 요청에 409가 맞아?
웹훅 구독 취소하면 410 줘?
RSS 구독 취소했는데 410 떠
websocket 구독 취소 메시지 보내면 101이야?
구독 서비스 멈춰서 503 나와
이미 해지한 구독을 다시 해지하면 409?
구독 취소가 안 돼요 500 떠요
구독 취소 버튼 누르면 403
구독 갱신 API를 9시에 부르면 429
unsubscribe endpoint returns 500
cancel subscription returns 404
구독 결제 실패하면 402?
구독 목록이 비었으면 200이야 204야?
스케줄러가 평일 9시에 카드 발급 API를 부르는데 500
503 카드 보여줘
"""
ABOUT_ELSE = """\
법인카드 취소해줘
지라 카드 9시까지 옮겨줘
슬랙 알림 꺼줘
메일 그만 보내
고객이 구독 취소해 달래요
김 대리님 구독 취소해 주세요
넷플릭스 구독 취소해야지
어제 유튜브 구독 취소함
뉴스레터 구독 해지해줘
신문 구독 그만할래
그만
퀴즈 그만
일시 중지
배포 재개해줘
pause the deployment
엄마 생일 카드 9시에 보내줘
운영 환경에서 구독이 안 돼 401
"""
ONLY_SPOKEN_OF = """\
구독 취소 안 할래
구독 취소하지 마
구독 취소할까?
구독 취소하면 기록도 지워져?
누가 구독 취소했어?
왜 구독 취소됐어?
카드 그만 보내지 마
카드 안 쉴래
주말에도 카드 와?
어제 카드 9시에 왔어
"""


@pytest.mark.parametrize("text", ABOUT_PROGRAMS.splitlines())
def test_what_is_said_of_programs_is_no_order(text: str) -> None:
    assert reply_to(text).question.order is None


@pytest.mark.parametrize("text", ABOUT_ELSE.splitlines())
def test_what_may_be_about_something_else_is_asked_back(text: str) -> None:
    wished = reply_to(text).question.order
    assert wished is None or wished.doubted or wished.act not in CHANGING


@pytest.mark.parametrize("text", ONLY_SPOKEN_OF.splitlines())
def test_an_order_that_is_only_spoken_of_is_answered_with_what_is_set(text: str) -> None:
    wished = reply_to(text).question.order
    assert wished
    assert wished.act == "status"


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("주말에는 카드 보내지 마", Order("set", days=WEEKDAYS)),
        ("토일은 카드 빼줘", Order("set", days=WEEKDAYS)),
        ("일요일은 빼고 카드 보내줘", Order("set", days=(0, 1, 2, 3, 4, 5))),
        ("평일 카드 월요일은 빼줘", Order("set", days=(1, 2, 3, 4))),
        ("월요일부터 금요일까지 카드 보내줘", Order("set", days=WEEKDAYS)),
        ("금~일 카드 보내줘", Order("set", days=(4, 5, 6))),
        ("공휴일엔 카드 보내지 마", Order("set", skip_holidays=True)),
        ("빨간날은 카드 쉬고 싶어", Order("set", skip_holidays=True)),
        ("쉬는 날에도 카드 보내줘", Order("set", skip_holidays=False)),
        ("모든 주제로 카드 보내줘", Order("set", topics=())),
        ("nginx 카드만 받을래", Order("set", topics=("nginx",))),
        ("휴가 끝났어 카드 다시 보내줘", Order("resume")),
        ("그만 쉬고 카드 보내줘", Order("resume")),
        ("카드 쉬는 거 취소해줘", Order("resume")),
        ("내 구독 취소", Order("stop", "me")),
        ("여기 카드 그만 보내줘", Order("stop", "channel")),
        ("cancel my subscription", Order("stop")),
    ],
)
def test_what_stays_away_or_comes_again(text: str, wished: Order) -> None:
    assert reply_to(text).question.order == wished


@pytest.mark.parametrize(
    "text", ["카드 9시 말고 10시에 보내줘", "카드 9시에서 10시로 바꿔줘", "9시 대신 10시에 카드 보내줘", "카드 10시로"]
)
def test_the_time_that_is_wanted_is_taken(text: str) -> None:
    wished = order(text)
    assert wished.at
    assert wished.at.hour == 10


@pytest.mark.parametrize(
    "text",
    [
        "매일아침9시에카드보내줘",
        "매일 아침 9시에 카드 받고싶습니다!!",
        "안녕하세요 매일 9시에 카드 좀 보내 주실래요? 감사합니다 ㅎㅎ",
    ],
)
def test_manners_and_blanks_raise_no_doubt(text: str) -> None:
    wished = order(text)
    assert (wished.act, wished.days, wished.doubted) == ("set", EVERY_DAY, False)


def test_a_name_of_a_topic_is_understood_where_it_is_given() -> None:
    assert not is_all_an_order("nginx 카드만 보내줘")
    assert is_all_an_order("nginx 카드만 보내줘", ("nginx",))
