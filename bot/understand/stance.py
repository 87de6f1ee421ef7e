"""How a yes-or-no question is put, and which side of a property it names: "안 되나요?", "맞죠?", "뭐 줘야 해?", "유지돼?".

It changes no intent and no code: only the first word of an answer, and which claim that word is about.
"""

from __future__ import annotations

from dataclasses import replace

from bot.asked import Question, Stance
from bot.understand import attribute
from bot.understand.pattern import Pattern

_SETTLED = Pattern(
    r"맞(?:죠|지|나|아요|습니까|는\s*거|는\s*건|음\?|잖)|옳(?:죠|지|은\s*거)|(?:는|은|한|인|쓸|줄|할)\s*(?:게|거|것이|것)\s*(?:죠|지요|지\?|아니)|"
    r"아닌가요|아니에요\?|아닙니까|당연히|\bright\s*\?|\bcorrect\s*\?|\bisn'?t\b|\bshouldn'?t\b|\bis\s+it\s+(?:right|correct|ok)|\bam\s+i\s+right"
)
_MAY_BE_LEFT_OUT = Pattern(
    r"(?:안|않|빼|빼먹|생략|없)\S{0,4}\s*(?:\S{1,6}\s*)?도\s*(?:되|돼|됨|상관|괜찮)|생략\S{0,4}\s*(?:되|돼|가능)|\b(?:omit|leave\s+out|without|skip)\b"
)
_CONTRARY = Pattern(
    r"(?:면|선|서는)\s*(?:절대\s*)?안\s*(?:되|돼|됨)|안\s*(?:되나|되는|되죠|되지|돼요?\s*\?|돼\b|됨\s*\?|됩니까)|안돼|안되|못\s*(?:하|넣|싣|쓰|보내)|금지|불가|"
    r"말아야|하지\s*말|\bcan'?t\b|\bcannot\b|\bmust\s+not\b|\bmustn'?t\b|\bnot\s+allowed\b|\bforbidden\s+to\b|\bshouldn'?t\b|\bnever\b"
)
_OPEN = Pattern(
    r"뭐|뭘|무엇|무슨|어떤|어느|누구|누가|어디|왜|언제|얼마|몇\s*[초분번]|어떻게|\b(?:what|which|who(?:se)?|when|where|why|how)\b"
)
_SIDES = (
    ("client", Pattern(r"클라|프론트|사용자|유저|고객|브라우저|요청\s*(?:쪽|한|을\s*보낸)|\b(?:client|user|caller|frontend)\b")),
    ("server", Pattern(r"서버|백엔드|우리|저희|뒷단|\b(?:server|backend|our|us)\b")),
    ("gateway", Pattern(r"게이트웨이|프록시|앞단|로드\s*밸런서|nginx|\b(?:gateway|proxy|lb)\b")),
)
_KEPT = Pattern(r"유지|그대로|보존|안\s*(?:바뀌|변)|바뀌지|keep|preserv|same|intact|stay")


def put(question: Question, plain: str) -> Question:
    """The question with its `stance`, and with the side of the property that `plain` (its text, normalised) names."""
    if question.intent == "why":
        return replace(question, stance="confirms") if _SETTLED.search(plain) else question
    if question.intent != "attribute" or not (question.codes or question.missing):
        return question
    about = _about(question, plain)
    return replace(question, about=about, stance=_stance(question.attribute or "", about, plain))


def _about(question: Question, plain: str) -> str | None:
    match question.attribute:
        case "header":
            return attribute.detail_of("header", plain)
        case "method":
            return "keeps" if _KEPT.search(plain) else None
        case "fault":
            sides = [side for side, pattern in _SIDES if pattern.search(plain)]
            return sides[0] if len(sides) == 1 else None
        case _:
            return None


def _stance(asked: str, about: str | None, plain: str) -> Stance:
    if asked == attribute.SEARCH_ENGINES:
        return "what"  # some ask whether a page goes, some whether it stays, some whether it suffers: none is answered by 예
    if _MAY_BE_LEFT_OUT.search(plain):
        return "negated" if asked == "header" else "what"
    if _OPEN.search(plain) or (asked == "fault" and about is None):
        return "what"
    if asked == "method":
        return "plain"  # the claim itself is turned: that the method stays, or that it changes
    return "negated" if _CONTRARY.search(plain) else "plain"
