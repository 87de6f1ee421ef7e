"""Sentences that only Discord needs, Korean and, for the names and descriptions of commands, English."""

from __future__ import annotations

from bot.card import Card, Code, Labelled, Link, Tone, plain

MENU = "HTTP 코드 설명"
QUESTION, PUBLIC = "질문", "공개"
COMMAND_TOLD = "HTTP 상태 코드를 설명합니다. 번호, 이름, 비교, 이유를 물어보세요"
QUESTION_TOLD = "예: 404, 왜 302 말고 307?, 401이랑 403 차이"
PUBLIC_TOLD = "켜면 답이 모두에게 보입니다"
ENGLISH = {
    MENU: "Explain HTTP codes",
    QUESTION: "question",
    PUBLIC: "public",
    COMMAND_TOLD: "Explains HTTP status codes in Korean: a number, a name, a comparison, a reason",
    QUESTION_TOLD: "For example: 404, not found, 302 vs 307",
    PUBLIC_TOLD: "Show the answer to everyone",
}

CLASS_WORDS: dict[Tone, str] = {
    "neutral": "",
    "info": "1xx 중간 응답",
    "success": "2xx 성공",
    "redirect": "3xx 리다이렉트",
    "client_error": "4xx 클라이언트 오류",
    "server_error": "5xx 서버 오류",
}
CONTINUE = "이어서 보기"
GOES_ON = "뒤가 더 있습니다."
CUT = "길어서 뒤를 줄였습니다."
OTHER_CODES = "이 메시지의 다른 코드"
SHOWN_ALREADY = "👆"  # the reaction in place of a card that stands above
ADD_REACTIONS = "반응 추가하기(Add Reactions)"

REFUSED = (
    "Discord가 토큰(DISCORD_TOKEN)을 받지 않습니다. "
    "discord.com/developers/applications → 이 앱 → Bot → Reset Token에서 새로 만들어 넣으세요."
)
NOT_YOURS = Card("물어본 사람만 지울 수 있습니다", plain("이 카드는 다른 사람이 물어 나온 답입니다."))
FAILED = Card("답을 만들지 못했습니다", plain("잠시 뒤에 다시 물어봐 주세요. 계속되면 봇을 설치한 사람에게 알려 주세요."))
OUTDATED = Card("명령이 바뀌었습니다", plain("Discord를 다시 열고 명령을 새로 골라 주세요."))


def shared_by(name: str) -> str:
    """Who shared a card; the name is text, nobody is mentioned."""
    return f"{name} 님이 공유했습니다"


def withheld(command: str) -> Card:
    """A mention in reply to someone's message that asks about that message: Discord does not give us its content."""
    return Card(
        "그 메시지는 저에게 보이지 않습니다",
        plain("Discord는 저를 부르지 않은 메시지의 내용을 저에게 주지 않습니다(권한을 더 받지 않으려고 그대로 둡니다)."),
        (
            Labelled(
                "이렇게 하세요",
                plain(f"그 메시지를 길게 누르거나 오른쪽 클릭 → 앱 → ‘{MENU}’. 나만 보는 답이 나옵니다."),
            ),
            Labelled("아니면", (*plain("번호를 함께 적어 주세요. 예: "), Code(f"/{command} {QUESTION}:502"))),
        ),
    )


def shown_lately(link: str) -> Card:
    """The card stands above, and we may not react: name the permission that would let us do so quietly.

    There is no link yet to a card that is just being shown.
    """
    where = (Link(link, "위의 카드 보기"), *plain(" · ")) if link else ()
    return Card("조금 전에 드린 카드와 같습니다", (*where, *plain(f"‘{ADD_REACTIONS}’ 권한을 주시면 글 대신 반응으로만 알립니다.")))


def closed_to_dms(command: str) -> Card:
    """What only the asker may see cannot be sent to them."""
    return Card(
        "나만 볼 수 있는 답입니다",
        (*plain("DM을 보내지 못했습니다. "), Code(f"/{command}"), *plain("로 물어보면 나에게만 보입니다.")),
    )


def no_codes(command: str) -> Card:
    """The context menu on a message that names no code."""
    return Card(
        "상태 코드를 찾지 못했습니다",
        (
            *plain("이 메시지에는 상태 코드가 없습니다. 번호를 아신다면 "),
            Code(f"/{command} {QUESTION}:502"),
            *plain("처럼 물어 주세요."),
        ),
    )


FORM_TITLE = "매일 카드"
FORM_LABELS = ("시각", "시간대", "요일과 쉬는 날", "수준", "주제")
FORM_TIME_HINT = "09:00, 오전 9시 반"
FORM_ZONE_HINT = "서울, 뉴욕, Asia/Seoul"
FORM_HOLIDAYS = "공휴일에는 쉽니다"
FORM_ALL_TOPICS = "고르지 않으면 모든 주제"
