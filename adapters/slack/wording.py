"""Korean sentences that only Slack needs."""

from __future__ import annotations

from bot.card import Card, Labelled, Link, plain
from bot.card import Code as CodeSpan

SHORTCUT_NAME = "상태 코드 설명"
MORE = "자세히"
CLOSE = "닫기"
PUBLIC = "공개"
ONLY_THE_ASKER_DELETES = "물어본 사람만 지울 수 있습니다."
FAILED = "답을 만들지 못했습니다. 잠시 뒤에 다시 해 주세요."
MODAL_TITLE = "사공사"
CODES_TITLE = "이 메시지의 상태 코드"
HOME_SEARCH = "무엇이 궁금한가요?"
HOME_PLACEHOLDER = "404, 왜 302 말고 307?, 401이랑 403 차이"
HOME_HINT = "적고 Enter를 누르면 카드가 열립니다."
HOME_CLASSES = "코드 찾아보기"
HOME_SETTINGS = "설정"
HOME_TODAY = "오늘의 카드"
HOME_LOOK = "오늘의 카드 보기"
HOME_SUBSCRIBE = "매일 받기"
HOME_STUDY = "하루 한 장, 스무 초면 읽는 카드와 문제 하나입니다. 정한 때에 보내 드릴 수도 있습니다."
FORM_TITLE = "매일 카드"
FORM_SUBMIT = "받기"
FORM_LABELS = ("시각", "시간대", "요일", "쉬는 날", "수준", "주제")
FORM_HOLIDAYS = "공휴일에는 쉽니다"
FORM_ALL_TOPICS = "고르지 않으면 모든 주제"
FORM_ZONE_HINT = "도시나 나라를 적으면 찾습니다"
FORM_NO_DAYS = "요일을 하나 이상 골라 주세요."


def shared_by(name: str) -> str:
    """Who shared a card. The name is told, nobody is mentioned: a mention would notify them."""
    return f"{name} 님이 공유했습니다"


def where_else(command: str) -> Labelled:
    """What help adds in Slack: a slash command cannot be used in a thread (https://api.slack.com/slash-commands)."""
    return Labelled(
        "Slack에서는",
        (
            CodeSpan(f"{command} 404"),
            *plain("의 답은 나만 봅니다. 모두에게 보이려면 "),
            CodeSpan(f"{command} {PUBLIC} 404"),
            *plain("처럼 적거나 [채널에 공유]를 누릅니다. 스레드 안에서는 슬래시 명령을 쓸 수 없으니 저를 멘션하거나, "),
            *plain(f"메시지 메뉴(⋯)에서 ‘{SHORTCUT_NAME}’을 고릅니다."),
        ),
    )


def no_thread_text() -> Card:
    """A mention in a thread that asks nothing: Slack delivers the mention alone, not what was said before it."""
    return Card(
        "무엇을 설명할까요?",
        (
            *plain("Slack은 스레드의 앞선 글을 저에게 주지 않습니다. 번호를 함께 적어 주세요. 예: "),
            CodeSpan("@사공사 502"),
        ),
        (
            Labelled(
                "이 메시지를 설명받으려면",
                plain(f"그 메시지에 마우스를 올려(휴대전화에서는 길게 눌러) 메뉴에서 ‘{SHORTCUT_NAME}’을 고릅니다."),
            ),
        ),
    )


def shown_already(title: str, link: str | None) -> Card:
    """The same card was shown in this thread within minutes; `link` is that message's address."""
    where = (Link(link, "그 카드 보기"),) if link else ()
    return Card("방금 답한 카드입니다", (*plain(f"{title} 카드가 이 스레드에 이미 있습니다. "), *where))


def no_codes(command: str) -> Card:
    """The shortcut on a message that names no status code."""
    return Card(
        "상태 코드를 찾지 못했습니다",
        (*plain("이 메시지에는 상태 코드가 없습니다. 번호를 아신다면 "), CodeSpan(f"{command} 502"), *plain("처럼 물어 주세요.")),
    )
