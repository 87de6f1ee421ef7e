from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asked import Question
from bot.registry.snapshot import catalog as shipped_catalog
from bot.understand import Understanding

SHIPPED = Understanding(shipped_catalog())


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    return SHIPPED


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("404", 404),
        ("404?", 404),
        ("503이 뭐야?", 503),
        ("502 뭐임", 502),
        ("what is 403", 403),
        ("what does 404 Not Found mean", 404),
        ("Bad Gateway가 뭐야", 502),
        ("bad-gateway", 502),
        ("게이트 웨이 오류 502 설명 부탁", 502),
        ("배드 게이트웨이", 502),
        ("낫 파운드 뜻", 404),
        ("서비스 이용 불가 코드가 뭐죠", 503),
        ("찿을수없음 코드 뭐였지", 404),
        ("forbiden 이 뭔가요?", 403),
        ("unauthorised 뜻", 401),
        ("Moved Temporarily", 302),
        ("불량 게이트웨이", 502),
        ("ok가 뭐야", 200),
        ("성공 코드", 200),
        ("200 OK는 알겠는데 204는 뭐예요", 204),
        ("Internal Server Error 뜻", 500),
        ("```\nHTTP/1.1 404 Not Found\n``` 이거 무슨 뜻?", 404),
        ("사공사가 뭐야", 404),
        ("404 에러 떠요", 404),
        ("🚨 502 🚨", 502),
        ("✅ 200", 200),
        ("👩‍💻 502 🙏🏽", 502),
    ],
)
def test_one_code(understanding: Understanding, text: str, code: int) -> None:
    question = understanding.understand(text)
    assert (question.intent, question.codes) == ("define", (code,))
    assert question.found
    assert 0.5 < question.confidence <= 1


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("502 504 차이", (502, 504)),
        ("401 vs 403", (401, 403)),
        ("302랑 307 뭐가 달라?", (302, 307)),
        ("401 403 404 차이", (401, 403, 404)),
        ("difference between 404 and 410", (404, 410)),
        ("unauthorized랑 forbidden 차이가 뭐야", (401, 403)),
        ("301/302/303/307/308", (301, 302, 303, 307, 308)),
        ("202랑 201은 각각 언제 써?", (202, 201)),
        ("게이트웨이 오류랑 503은 뭐가 다른가요", (502, 503)),
        ("사백일이랑 사백삼 뭐가 달라", (401, 403)),
        ("접수됨 내용없음 뭐가 달라요", (202, 204)),
        ("인증 안 됨이랑 권한 없음 차이가 뭐예요", (401, 403)),
        ("misdirected vs bad req", (421, 400)),
        ("network tab: some rows 200 some 304. what makes them differ", (200, 304)),
    ],
)
def test_comparisons(understanding: Understanding, text: str, codes: tuple[int, ...]) -> None:
    question = understanding.understand(text)
    assert (question.intent, question.codes) == ("compare", codes)


@pytest.mark.parametrize(
    ("text", "wanted", "other"),
    [
        ("왜 302 말고 307?", 307, 302),
        ("301 대신 308 쓰는 이유", 308, 301),
        ("302 말고 307", 307, 302),
        ("307을 302 대신 쓰는 이유", 307, 302),
        ("why 307 over 302", 307, 302),
        ("why use 409 instead of 400", 409, 400),
        ("prefer 308 rather than 301?", 308, 301),
        ("여기선 왜 401이 아니라 403이에요?", 403, 401),
        ("왜 504야 502가 아니고", 504, 502),
        ("500보다 503이 나은 이유가 있나", 503, 500),
        ("404 두고 410을 왜 쓰나요", 410, 404),
        ("200 안 쓰고 204 쓰는 이유 알려줘", 204, 200),
        ("400 쓰지 말고 413 쓰라는데 왜?", 413, 400),
        ("실패를 200으로 안 내리고 400으로 내리는 이유", 400, 200),
        ("굳이 422 쓰는 이유? 400 쓰면 되잖아", 422, 400),
        ("429 대신 503 내려주면 안 되는 이유", 429, 503),
        ("왜 404 말고 200으로 주면 안 돼?", 404, 200),
        ("200을 201로 바꾸라는데 왜", 201, 200),
        ("301 피하고 302", 302, 301),
        ("why not 302 instead of 307?", 307, 302),
        ("낫 파운드 말고 포비든 주는 이유", 403, 404),
        ("302를 307로 바꾸면 안 되는 이유", 302, 307),
        ("302를 307로 바꾸지 않는 이유", 302, 307),
        ("302가 307보다 나쁜 이유", 307, 302),
        ("307이 302보다 못한 이유", 302, 307),
        ("why is 302 worse than 307", 307, 302),
        ("왜 302 대신 307을 안 써?", 302, 307),
        ("302 말고 307 안 쓰는 이유", 302, 307),
        ("302 대신 307 쓸 수 없는 이유", 302, 307),
        ("302 대신 307을 쓰는 게 왜 문제야", 302, 307),
        ("why don't people use 307 instead of 302", 302, 307),
        ("`302` 말고 `307`", 307, 302),
        ("302(Found) 말고 307(Temporary Redirect)", 307, 302),
        ("302 상태 코드 대신 307", 307, 302),
        ("302에서 307로 바꾼 이유", 307, 302),
        ("왜 하필 307? 302면 안됨?", 307, 302),
        ("301 rather than 308 하면 안 되는 이유", 308, 301),
        ("왜 500 떨어짐? 502가 떠야 되는 거 아님?", 500, 502),
        ("타임아웃이면 504여야 할 텐데 왜 502만 찍히죠", 502, 504),
        ("단종 상품을 카테고리로 301 시키지 말고 410 주라는 의견의 근거", 410, 301),
        ("금지 두고 미인증을 쓴 이유?", 401, 403),
        ("처리불가 아니고 충돌인 이유", 409, 422),
        ("서비스불가 아니고 시간초과라는데 왜 그렇게 나뉘어요", 504, 503),
        ("팀 컨벤션이 422 금지, 전부 400으로 통일인데 이유가 있습니까?", 400, 422),
    ],
)
def test_the_direction_of_a_why(understanding: Understanding, text: str, wanted: int, other: int) -> None:
    question = understanding.understand(text)
    assert (question.intent, question.codes) == ("why", (wanted, other))


@pytest.mark.parametrize(
    "text",
    [
        "안녕 오늘 날씨 좋다",
        "고마워!",
        "내일 행사 200명 참석이래요",
        "404호 회의실 예약해줘",
        "점심 먹고 503번 버스 타면 됨",
        "PR 502번 리뷰 부탁드려요 🙏",
        "정상 처리 됐습니다",
        "푸조 308이랑 408 중에 뭐가 나아?",
        "mysql 에러 1045 왜 나요",
        "java.lang.NullPointerException: null\n\tat com.example.OrderService.find(OrderService.java:404)",
        "🙂",
        "asdf qwer",
        "1" * 500,
    ],
)
def test_chatter_is_left_alone(understanding: Understanding, text: str) -> None:
    question = understanding.understand(text)
    assert (question.intent, question.codes) == ("none", ())


@pytest.mark.parametrize(
    "text",
    [
        "정상 처리 기준이 뭐야?",
        "생성 완료 조건이 뭐예요?",
        "회의록에 내용 없음이 뭐야",
        "로그인 필요한 페이지 뭐야?",
        "서비스 불가 지역이 어디야?",
        "접근 금지 구역이 뭐야",
        "영구 이동 신청 어떻게 해?",
    ],
)
def test_a_korean_name_in_other_talk_is_not_taken(understanding: Understanding, text: str) -> None:
    assert understanding.understand(text).intent == "none"


@pytest.mark.parametrize("text", ["", "  \n", "도움말", "help", "뭐 할 수 있어?", "사용법 알려줘", "<@U1>"])
def test_help(understanding: Understanding, text: str) -> None:
    assert understanding.understand(text).intent == "help"


@pytest.mark.parametrize(
    "text",
    [
        "404 나와요",
        "404 나옴",
        "404떠",
        "404뜨는데",
        "404 터짐",
        "404 머야",
        "404란",
        "404번",
        "HTTP404",
        "error404",
        "\x1b[31m404\x1b[0m",
    ],
)
def test_reports_of_a_code(understanding: Understanding, text: str) -> None:
    question = understanding.understand(text)
    assert (question.intent, question.codes) == ("define", (404,))


@pytest.mark.parametrize("text", ["404 말고", "ㅇㅇ 404", "내일 404 가요"])
def test_a_number_in_words_that_ask_nothing_is_offered(understanding: Understanding, text: str) -> None:
    question = understanding.understand(text)
    assert (question.intent, question.codes) == ("none", (404,))
    assert question.confidence < 0.5


@pytest.mark.parametrize(
    ("text", "missing", "codes"),
    [
        ("503이랑 다른 점?", "other", (503,)),
        ("왜 302 안 쓰고?", "wanted", (302,)),
        ("둘이 뭐가 달라?", "both", ()),
        ("자세히", "that", ()),
        ("더 자세히 알려줘", "that", ()),
    ],
)
def test_what_is_left_to_the_conversation(understanding: Understanding, text: str, missing: str, codes: tuple[int, ...]) -> None:
    question = understanding.understand(text)
    assert (question.missing, question.codes) == (missing, codes)


@pytest.mark.parametrize("text", ["권한 없음", "왜 권한 없음이 떠요?", "권한없음 에러 뭐임", "접근 권한 없음 코드"])
def test_a_name_of_two_codes_is_asked_back(understanding: Understanding, text: str) -> None:
    question = understanding.understand(text)
    assert (question.intent, question.missing, question.codes) == ("none", "which", (401, 403))


def test_a_number_beside_a_shared_name_settles_it(understanding: Understanding) -> None:
    assert understanding.understand("403 권한 없음 에러 뭐예요").codes == (403,)


def test_a_name_nearly_written_is_offered_not_taken(understanding: Understanding) -> None:
    near = understanding.understand("bad gatrewy x")
    assert near.intent == "none"
    assert near.codes[0] == 502
    assert near.confidence < 0.5


def test_details_are_asked_for_in_words(understanding: Understanding) -> None:
    assert understanding.understand("502 자세히").detailed
    assert not understanding.understand("502").detailed


def test_found_points_into_the_text_as_delivered(understanding: Understanding) -> None:
    text = "<@U123> ３０２ 말고 Temporary Redirect?"
    question = understanding.understand(text)
    assert [(f.what, f.text) for f in question.found] == [("number", "３０２"), ("phrase", "Temporary Redirect")]
    assert all(text[f.start : f.end] == f.text for f in question.found)


@given(st.text(max_size=200))
def test_any_text_is_understood_or_not_but_never_raises(text: str) -> None:
    question = SHIPPED.understand(text)
    assert isinstance(question, Question)
    assert 0 <= question.confidence <= 1


@given(
    st.lists(
        st.sampled_from(["404", "왜", "말고", "302", "랑", "오백이", "대신", "?", "not found", "<@U1>", "&lt;", "4 0 4", "자세히"])
    )
)
def test_any_order_of_our_own_words_never_raises(words: list[str]) -> None:
    question = SHIPPED.understand(" ".join(words))
    if question.intent == "why":
        assert len(question.codes) == 2 - (question.missing is not None)


@pytest.mark.parametrize(
    "text",
    [
        "401이야 403이야 로그인은 했는데 남의 주문 봤을 때",
        "쿠키 만료됐는데 401이야 419야?",
        "검증 실패면 422인가요 400인가요",
        "302냐 307이냐 그것이 문제로다",
    ],
)
def test_who_asks_which_of_two_argues_for_neither(understanding: Understanding, text: str) -> None:
    assert understanding.understand(text).intent in ("compare", "choose")
