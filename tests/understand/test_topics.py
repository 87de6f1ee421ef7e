from __future__ import annotations

import pytest

from bot.model import Actor, Place, Query
from bot.service import core, reply_to
from bot.understand.attribute import asked_property
from bot.understand.topics import asked_class


@pytest.mark.parametrize(
    ("text", "status_class"),
    [
        ("4xx", "4xx"),
        ("500번대가 뭐야", "5xx"),
        ("5로 시작하는 코드들 뭐 있어", "5xx"),
        ("이백번대 설명", "2xx"),
        ("400~417 쭉 보여줘", "4xx"),
        ("300부터 308까지", "3xx"),
        ("리다이렉트 코드 전부", "3xx"),
        ("client error codes list", "4xx"),
        ("what falls under 3xx", "3xx"),
        ("4xx 말고 5xx만 보여줘", "5xx"),
        ("앞자리가 1인 애들", "1xx"),
        ("one hundred family?", "1xx"),
        ("300s in one paragraph", "3xx"),
        ("450에서 499 사이에는 뭐가 있어", "4xx"),
    ],
)
def test_classes(text: str, status_class: str) -> None:
    assert asked_class(text) == status_class
    reply = reply_to(text)
    assert (reply.question.intent, reply.question.status_class) == ("class", status_class)
    assert reply.card.title.startswith(status_class)


@pytest.mark.parametrize("text", ["404 뭐야", "502 504 차이", "difference between 404 and 410", "오늘 500원"])
def test_no_class(text: str) -> None:
    assert reply_to(text).question.intent != "class"


@pytest.mark.parametrize(
    ("text", "attribute", "code"),
    [
        ("502 재시도해도 돼?", "retry", 502),
        ("308 캐시돼?", "cache", 308),
        ("204에 바디 넣어도 됨?", "body", 204),
        ("401에 꼭 들어가야 하는 헤더 있어?", "header", 401),
        ("418은 RFC에 정식으로 있어?", "standard", 418),
        ("503은 누구 책임이야", "fault", 503),
        ("does the browser cache 308 like a 301", "cache", 308),
        ("301처럼 308도 캐시돼?", "cache", 308),
        ("308도 301이랑 똑같이 캐시되나요", "cache", 308),
        ("503은 429와 마찬가지로 재시도해?", "retry", 503),
        ("404 많으면 검색 순위 떨어져요?", "seo", 404),
        ("302로 가면 POST가 GET으로 바뀌나요", "method", 302),
        ("503에 Retry-After: 300 꼭 넣어야 하나요", "header", 503),
        ("403은 백번 다시 보내도 똑같나요", "retry", 403),
        ("200에 빈 본문 줘도 되나요? 204로 안 바꾸려고요", "body", 200),
    ],
)
def test_properties_of_a_code(text: str, attribute: str, code: int) -> None:
    question = reply_to(text).question
    assert (question.intent, question.attribute, question.codes) == ("attribute", attribute, (code,))


def test_a_property_of_what_was_spoken_of() -> None:
    reply = core().reply(Query("재시도해도 돼?", "dm", Actor("a"), Place("p"), context="503이 뭐예요?"))
    assert reply
    assert (reply.question.intent, reply.question.codes) == ("attribute", (503,))
    assert asked_property("재시도해도 돼?") == "retry"
    assert reply_to("재시도해도 돼?").question.intent == "none"


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("퀴즈 내줘", "quiz"),
        ("5xx 퀴즈 하나만 잠 깨게", "quiz"),
        ("틀린 것만 다시 퀴즈 가능?", "quiz"),
        ("quiz me", "quiz"),
        ("오늘의 카드", "card"),
        ("오늘꺼 아직 안왔는데 다시 보내줄래", "card"),
        ("카드 보여줘", "card"),
        ("오늘의 카드 5xx", "card"),
        ("운영 카드 하나 줘", "card"),
        ("오늘 카드 안 왔어", "delivery"),
        ("매일 9시에 퀴즈 보내줘", "delivery"),
        ("내 기록", "record"),
        ("나 몇 개 맞췄어?", "record"),
        ("오답노트 볼수있나여", "record"),
        ("구독 취소", "delivery"),
        ("매일 아침 9시에 카드 보내줘", "delivery"),
        ("카드 그만보내 질림 ㅋㅋ", "delivery"),
    ],
)
def test_what_is_wanted_of_the_daily_card(text: str, wish: str) -> None:
    question = reply_to(text).question
    assert (question.intent, question.attribute) == ("study", wish)


def test_that_no_card_is_sent_to_a_terminal_is_said() -> None:
    assert "Slack과 Discord" in reply_to("매일 아침 9시에 카드 보내줘").card.title


@pytest.mark.parametrize("text", ["뭐 할 수 있어?", "도움말", "사용법 알려줘", "너 뭐하는 봇이야?"])
def test_help(text: str) -> None:
    assert reply_to(text).question.intent == "help"


@pytest.mark.parametrize(
    ("text", "intent", "codes"),
    [
        ("게이트웨이 타임아웃이 뭔가요 대표님이 물어보세요", "define", (504,)),
        ("요청 시간 초과는 브라우저가 알아서 다시 보내줘?", "attribute", (408,)),
        ("미인증 뜨면 토큰만 바꿔서 다시 보내면 되죠?", "attribute", (401,)),
        ("매일 아침 상태 코드 하나씩 보내 주실 수 있습니까", "study", ()),
        ("접근 금지 구역이 뭐야", "none", ()),
        ("정상 처리 됐습니다", "none", ()),
        ("구독 취소 API는 뭐로 응답해?", "choose", (204, 200)),
    ],
)
def test_everyday_names_count_where_all_else_asks_about_a_code(text: str, intent: str, codes: tuple[int, ...]) -> None:
    question = reply_to(text).question
    assert question.intent == intent
    assert question.codes[:1] == codes[:1]
