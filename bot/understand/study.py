"""What a text about the daily card wants: today's card, a question, one's own record, or something about when cards come."""

from __future__ import annotations

from bot.model import Wish
from bot.understand.order import order
from bot.understand.pattern import Pattern

_RECORD = Pattern(
    r"기록|정답률|오답\s*노트|성적|스트릭|연속|몇\s*(?:개|문제)\S*\s*(?:맞|틀)|how many did i|my\s+(?:record|score|streak)|"
    r"학습\s*record"
)
_QUIZ = Pattern(r"퀴즈|\bquiz|문제|틀린\s*(?:것|거)|오답|힌트|하나\s*더")
_DELIVERY = Pattern(
    r"구독|subscri|매일|아침마다|저녁마다|매\s*아침|every\s*(?:day|morning|weekday)|평일|weekdays|daily\s*card|알림|"
    r"그만|멈|쉬|쉴|정지|중지|해지|신청|보내지\s*마|pause|stop|\d\s*시(?:\s*\d+\s*분|\s*반)?\s*에|시간\S*\s*바꾸|오는\s*(?:거|것)"
)


def wish(plain: str) -> Wish:
    """The wish of a text that is about study. A quiz is asked for by its name, whatever else is said."""
    if _RECORD.search(plain):
        return "record"
    if _QUIZ.search(plain):
        return "quiz"
    return "delivery" if _DELIVERY.search(plain) or order(plain).act != "offer" else "card"
