"""What a text about the daily card wants: today's card, a question, one's own record, or something about when cards come."""

from __future__ import annotations

from collections.abc import Iterable

from bot.asked import Wish
from bot.understand.order import CHANGING, LONGEST_ORDER, is_plainly_one, order
from bot.understand.pattern import Pattern

_RECORD = Pattern(
    r"기록|정답률|오답\s*노트|성적|스트릭|연속|몇\s*(?:개|문제)\S*\s*(?:맞|틀)|how many did i|my\s+(?:record|score|streak)|"
    r"학습\s*record"
)
_QUIZ = Pattern(r"퀴즈|\bquiz|문제|틀린\s*(?:것|거)|오답|힌트|하나\s*더")
_SENT_OR_NOT = Pattern(
    r"구독|그만|취소|해지|중단|보내지|(?:매일|날마다|마다|평일|every|\d\s*시에).*(?:보내|내\s*줘|내\s*주|받|알려|send)"
)
_DELIVERY = Pattern(
    r"구독|subscri|매일|아침마다|저녁마다|매\s*아침|every\s*(?:day|morning|weekday)|평일|weekdays|daily\s*card|알림|"
    r"그만|멈|쉬|쉴|정지|중지|해지|신청|보내지\s*마|pause|stop|받을|받고\s*싶|만\s*보내|\d\s*시(?:\s*\d+\s*분|\s*반)?\s*에|시간\S*\s*바꾸|오는\s*(?:거|것)"
)
# A card to read now, and what is said only of cards to come.
_NOW = Pattern(r"오늘의?\s*(?:카드|코드)|카드\S?\s*(?:(?:다시|좀|또)\s*)?(?:하나|한\s*장|보여|줘|주라|주세요)|today'?s\s+card")
_AGAIN = Pattern(r"오늘\S*\s.*다시\s*(?:보내|보여)")
_TO_COME = Pattern(
    r"구독|매일|마다|평일|주말|\d\s*시|\S\s*시에|\d:\d|설정|상태|쉬|쉴|그만|까지|안\s|못\s*받|않|지\s*마|몇\s*시|언제|채널|왔|와|바꿔|바꾸|으로\s*보내|받|every|daily"
)
_NAMES_US = Pattern(r"카드|구독|알림|subscri|card|쉬기|쉴게|쉴래|(?:장애|물어본|물은)\S*\s.*코드")


def wish(plain: str) -> Wish:
    """The wish of a text that is about study. A quiz is asked for by its name, whatever else is said, unless it is to be sent."""
    if _RECORD.search(plain):
        return "record"
    if _QUIZ.search(plain) and not _SENT_OR_NOT.search(plain):
        return "quiz"
    if _AGAIN.search(plain) or (_NOW.search(plain) and not _TO_COME.search(plain)):
        return "card"
    return "delivery" if _DELIVERY.search(plain) or order(plain).act != "offer" else "card"


def is_order(plain: str, vendors: Iterable[str]) -> bool:
    """Whether a short text is an order about the daily card's delivery, and every word of it is understood."""
    if is_plainly_one(plain):
        return True
    if len(plain) >= LONGEST_ORDER or not _NAMES_US.search(plain) or wish(plain) != "delivery":
        return False
    made = order(plain, vendors)
    return made.act in CHANGING and not made.doubted
