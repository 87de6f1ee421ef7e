"""The words of answers that are not registry data: labels, class names, and how a typed fact reads in Korean."""

from __future__ import annotations

from bot.korean import with_particle

CLASS_NAMES = {1: "중간 응답", 2: "성공", 3: "리다이렉트", 4: "클라이언트 오류", 5: "서버 오류"}

IMPORTANCE = ("essential", "common", "occasional", "rare")

KNOW_FIRST = "먼저 알 것"
WHO = "누구 쪽인가"
RETRY = "다시 보내도 되나"
HOUSE_STYLE = "팀마다 다릅니다"
ANSWER_EXAMPLE = "응답 예"
HOW = "이렇게"
RECEIVER = "받은 쪽은"
MEANING = "서버가 말하는 것"
SEND_WHEN = "언제 보내나"
CLIENT_SHOULD = "클라이언트가 할 일"
CHECKS = "먼저 볼 것"
CAUSES = "흔한 원인"
CHAIN = "옆에서는 이렇게 보입니다"
FIELDS = "헤더"
FACTS = "성질"
CACHE = "캐시"
ABOUT_APPLIED, ABOUT_PERMANENCE, ABOUT_CACHE, ABOUT_CONTENT, ABOUT_REDIRECT = "요청은", "상태는", "캐시는", "본문은", "따라갈 때는"
EXAMPLE = "예"
MISCONCEPTION = "흔한 오해"
MEASURED = "실측"
RELATED = "헷갈리는 코드"
FRAMEWORKS = "코드에서"
FORMER = "예전 이름"
REVIEWED = "확인한 날"
SINCE = "언제"
WHERE = "어디서"
WHOSE = "누구 쪽"
WHO_SPEAKS = "누가 말하나"
READ_FROM_LINES = "줄에서 보이는 것"
READ_FROM_LOG = "읽은 상태 코드"
WHERE_IT_STANDS = "어디에 보이나"
LOOK = "먼저 볼 것"
COMES_WITH = "함께 나가는 코드"
USED_OTHERWISE = "이곳은 다르게 씁니다"
WHO_MISUSES = "이 번호대를 쓰는 곳"
WHO_SENT = "누가 보냈나"
VENDOR_MEANING = "뜻"
VENDORS_DIFFER = "누가 쓰느냐에 따라 뜻이 다릅니다"
DECIDING = "결정 질문"
QUIZ_LEAD = "하나를 골라 주세요. 답은 고른 사람에게만 보입니다."
QUIZ_ASK = "문제"
QUIZ_LOG = "로그"
QUIZ_CHOICES = "고르기"
QUIZ_BECAUSE = "까닭"
QUIZ_CHOSEN = "고른 답"
QUIZ_FIRST = "기록"
QUIZ_NOT = "다른 것은 왜 아닌가"
QUIZ_NEXT = "다음 문제"
QUIZ_TALLY = "지금까지"
ONE_BY_ONE = "하나씩"
TWO_BY_TWO = "둘씩 보면"
NO_CLASS = "상태 코드의 범위(100~599) 밖"

FAULT = {
    "none": "잘못한 쪽 없음",
    "client": "클라이언트 쪽",
    "server": "답한 서버 쪽",
    "gateway": "앞단과 뒤쪽 서버 사이",
    "network": "접속한 네트워크",
    "policy": "법",
    "connection": "요청이 온 연결",
    "client_or_server": "클라이언트나 서버 어느 쪽이든",
}
GENERATOR = {
    "origin": "원본 서버",
    "gateway": "게이트웨이",
    "proxy": "프록시",
    "cache": "캐시",
    "client_library": "클라이언트 라이브러리",
}
SUBJECT = {
    "syntax": "요청의 문법",
    "meaning": "요청의 내용",
    "credentials": "인증 정보(누구인가)",
    "permission": "권한(해도 되는가)",
    "uri": "주소",
    "method": "메서드",
    "header": "헤더",
    "content": "본문",
    "precondition": "전제 조건",
    "state": "리소스의 상태",
    "rate": "요청 빈도",
    "upstream": "뒤쪽 서버",
    "capacity": "서버의 여력",
    "fault": "서버 안의 오류",
    "time": "시간",
    "protocol": "프로토콜",
    "connection": "연결",
    "law": "법",
    "none": "문제 없음",
}
APPLIED = {"yes": "처리됨", "no": "처리되지 않음", "unknown": "처리됐는지 알 수 없음"}
RETRY_POLICY = {
    "not_needed": "필요 없음",
    "follow": "새 주소로 이어서 요청",
    "never": "소용없음",
    "after_change": "요청을 고친 뒤에",
    "later_with_backoff": "간격을 늘려 가며 다시",
    "idempotent_only": "멱등한 요청만",
}
PERMANENCE = {"permanent": "영구적", "temporary": "일시적", "unknown": "얼마나 갈지 알 수 없음", "not_applicable": "해당 없음"}
CACHEABLE = {
    "heuristic": "GET과 HEAD라면, 따로 막지 않는 한 저장해도 됨",
    "explicit": "GET과 HEAD라면, 유효 기간이나 public(브라우저의 캐시는 private도)을 적었을 때 저장해도 됨",
    "never": "저장하면 안 됨",
}
CONTENT = {"allowed": "실을 수 있음", "forbidden": "실을 수 없음", "must_not_generate": "만들면 안 됨"}
REDIRECT = {
    "keeps_method": "메서드와 본문을 그대로 유지",
    "may_change_post_to_get": "POST를 GET으로 바꿔도 됨",
    "becomes_get": "GET으로 바뀜",
    "not_followed": "따라가지 않음",
}


REPORTED = " · 제품 문서에는 없고 그렇게 알려져 있습니다"
VISIBLE = {
    "client": "클라이언트가 받습니다",
    "log": "로그에만 남습니다",
    "internal": "그 제품 안에서만 씁니다",
    "body": "본문 안에 있습니다",
    "program": "클라이언트 프로그램이 만듭니다",
}


def class_title(number: int) -> str:
    """ "5xx 서버 오류" for 502."""
    return f"{number // 100}xx {CLASS_NAMES[number // 100]}"


# How a typed fact reads as a noun phrase: "301은 …이고, 302는 …입니다". A value that is not here decides nothing between two codes.
CLASS_CELLS = {str(digit): class_title(digit * 100) for digit in CLASS_NAMES}
CLASS_SAID = {str(digit): f"{name}({digit}xx)" for digit, name in CLASS_NAMES.items()}
FAULT_SAID = {
    "none": "누구의 잘못도 아닌 것",
    "client": "클라이언트 쪽의 문제",
    "server": "답한 서버 쪽의 문제",
    "gateway": "앞단과 뒤쪽 서버 사이의 문제",
    "network": "접속한 네트워크의 문제",
    "policy": "법의 문제",
    "connection": "요청이 온 연결의 문제",
    "client_or_server": "클라이언트와 서버 어느 쪽에서든 생길 수 있는 문제",
}
LIFECYCLE = {
    "current": "쓰는 코드",
    "deprecated": "폐기됨(deprecated)",
    "obsolete": "규격이 폐기됨(obsolete)",
    "unused": "쓰지 않음(unused)",
    "reserved": "예약만 됨",
    "temporary": "임시 등록",
}
LIFECYCLE_SAID = {
    "current": "지금 쓰는 코드",
    "deprecated": "폐기된 코드",
    "obsolete": "규격이 폐기된 코드",
    "unused": "쓰지 않기로 한 번호",
    "reserved": "예약만 해 둔 번호",
    "temporary": "임시로 등록된 번호",
}
PERMANENCE_SAID = {"permanent": "오래가는(영구) 것", "temporary": "잠깐의(일시) 것"}
REDIRECT_SAID = {
    "keeps_method": "메서드와 본문을 지키는 리다이렉트",
    "may_change_post_to_get": "POST를 GET으로 바꿔도 되는(MAY) 리다이렉트",
    "becomes_get": "GET으로 바꿔 따라가는 리다이렉트",
}
RETRY_SAID = {
    "not_needed": "다시 보낼 일이 없는 코드",
    "follow": "알려 준 곳으로 이어 가는 코드",
    "never": "다시 보내도 소용없는 코드",
    "after_change": "요청을 고친 뒤에 다시 보내는 코드",
    "later_with_backoff": "간격을 늘려 가며 다시 보내는 코드",
    "idempotent_only": "멱등한 요청만 다시 보내는 코드",
}
SUBJECT_SAID = {value: f"{words}의 문제" for value, words in SUBJECT.items() if value != "none"} | {
    "syntax": "요청 문법의 문제",
    "meaning": "요청 내용의 문제",
    "state": "리소스 상태의 문제",
    "capacity": "서버 여력의 문제",
    "credentials": "인증(누구인가)의 문제",
    "permission": "인가(해도 되는가)의 문제",
    "fault": "서버 안에서 난 오류",
    "time": "시간 초과의 문제",
    "law": "법의 문제",
}
APPLIED_SAID = {"yes": "요청이 처리된 것", "no": "요청이 처리되지 않은 것", "unknown": "처리됐는지 알 수 없는 것"}
CONTENT_SAID = {
    "allowed": "본문을 실을 수 있는 코드",
    "forbidden": "본문이 없는 코드",
    "must_not_generate": "본문을 만들면 안 되는(MUST NOT) 코드",
}
CACHEABLE_SAID = {
    "heuristic": "GET과 HEAD의 답을 따로 막지 않으면 캐시가 저장해도 되는 코드",
    "explicit": "GET과 HEAD의 답에 유효 기간이나 public(브라우저의 캐시는 private도)을 적었을 때 캐시가 저장하는 코드",
    "never": "캐시가 저장하면 안 되는 코드",
}


STANDING_ROWS = ("표준인가", "누가 보내나", "모르는 클라이언트는")


def right_when(code: int) -> str:
    """The label over when a code is the right one: "302가 맞는 때"."""
    return f"{with_particle(code, '이')} 맞는 때"


BEFORE = "지난 카드의 답"
STOP = "그만 받기"
