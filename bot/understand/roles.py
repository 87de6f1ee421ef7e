"""The role that the words around a code give it: wanted, set aside, refused, known already, or none of these."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from bot.understand.mention import Mention
from bot.understand.pattern import Pattern

Role = Literal["wanted", "aside", "refused", "known", "open"]

_NOUN = (
    r"[\"'`)*]{0,3}(?:\s?\([^)]{0,40}\))?[\"'`)*]{0,3}(?:\s?번)?(?:\s?(?:상태|응답|에러|오류|코드|"
    r"리다이렉트|redirect)){0,3}\s*"
)
_PARTICLE = _NOUN + r"(?:은|는|이|가|을|를|로|으로|에|야|이야|도|만|로만|으로만)?\s*"
_GIVE = r"(?:쓰|주|내리|보내|하|던지|가|되돌려\s*주|내려\s*주|돌려\s*주|내보내|넣|응답하|사용하|리턴하|떨구)"
_REFUSED_AFTER = Pattern(
    _PARTICLE
    + r"(?:왜\s*)?(?:[a-z가-힣]{1,8}\s+)?(?:"
    + _GIVE
    + r"?(?:으면|면|이면)\s*(?:왜\s*)?(?:안|큰일|곤란|뭐가\s*(?:문제|곤란|나쁘|어때)|뭔\s*문제|무슨\s*문제|문제|"
    r"어떤\s*(?:손해|문제)|손해|결함|이상)|"
    + r"(?:왜\s*)?(?:안\s*(?:되|돼|됨|된)|금지|못\s*쓰|버리|배제|지양|기각|반려|부족)|"
    + _GIVE
    + r"지\s*(?:말고|않고|말구|말라|마라|말재|말자|말래)|지양|배제|"
    + r"(?:이|가)?\s*떨어지면)"
)
_ASIDE_AFTER = Pattern(
    _PARTICLE + r"(?:말고|말구|대신|보다|보단|두고|놔두고|제쳐\s*두고|제치고|[빼뺴]고|버리고|피하고|피해|아니라|아니고|"
    r"아닌|아니구|아니야|아니에요|아니죠|아님\b|같은\s*\S{1,6}\s*대신|"
    + _GIVE
    + r"지\s*왜|"
    + r"까지\s*갈\s*(?:거|것)|이나\s*주지|놔두지|두지|"
    + r"(?:왜\s*)?(?:안|못)\s*[가-힣]{1,5}(?:고|구)\b|(?:쓸|줄|할|내릴)\s*바(?:에|엔)|(?:주|쓰|하|보내)느니|"
    + _GIVE
    + r"(?:던|다가|던데)|(?:하고|쓰고|주고)\s*있(?:는데|었|다가|어요|습)|(?:이|가)?\s*나가(?:는데|던)|"
    + r"(?:[가-힣]{1,6}\s)?(?:내렸|줬|주었|던졌|보냈|했|썼|적었|나갔|막았|달았)(?:는데|더니|다가|지만|어요\b|고)|"
    + r"(?:이|가)?\s*(?:과하|별로|부담|구식)|"
    + r"(?:통째로\s*)?주느니|에서\s|하나면|(?:면|도|이면)\s*(?:되|돼|됐|될|충분)(?:지\b|잖|는데|는\s*걸|텐데|"
    r"던데|지\s*않|나요|는\s*거\s*아)|로도?\s*충분|로는?\s*(?:안|부족)|은?\s*부족)"
)
_ASIDE_BEFORE = Pattern(
    r"(?:instead\s+of|rather\s+than|over|in\s+place\s+of|(?<!other\s)than|(?<!why\s)\bnot|avoid|(?:switch(?:ed|"
    r"ing)?|mov(?:e|ed|ing)|chang(?:e|ed|ing)|migrat\w*|went)"
    r"\s+(?:\S+\s+){0,3}?from|replac(?:e|ed|ing)|isn'?t|stop\s+(?:returning|using|sending)|drop(?:ped)?|"
    r"where\s+we\s+(?:had|send|return|use)|expect(?:ed|ing)|(?:scolded|flagged|blamed|flamed)\s+(?:\w+\s+)?for|"
    r"\b(?:we|i|it|our\s\w+|limiter|server|handler|app)(?:['’]?d|\s+(?:now|still|just|currently|always))?\s+(?:send|sends|sent|return|returns|returned|"
    r"gave|give|gives|had|have|use|used|throw|throws|threw|answer|answers|answered|put)|"
    r"preferred\s+to|beats|don'?t\s+(?:return|use|send)|as\s+opposed\s+to)"
    r"\s*(?:an?|the|our|using|use|returning|plain|just|http|a\s+plain)?\s*[\"'`(]{0,2}$"
)
_RATHER_THAN = Pattern(r"(?:instead\s+of|rather\s+than)\s*(?:an?\s+|the\s+)?[\"'`(]{0,2}$")
# What is said of using the second code, when it is not good: "302 대신 307을 안 써", "쓰지 않는", "쓸 수 없는", "쓰는 게 문제".
_NOT_USED_AFTER = Pattern(
    _NOUN + r"(?:은|는|이|가|을|를|로|으로|도)?\s*(?:왜\s*)?(?:(?:안|못)\s*(?:쓰|써|씀|쓸|주|줘|내려|"
    r"보내)(?![가-힣]{0,4}[고구]\b)|"
    r"(?:쓰|주|사용하|내리|보내)지\s*(?:않|못|마)(?!고)|(?:쓸|줄|사용할)\s*수\s*없|(?:쓰는|주는|"
    r"사용하는)\s*(?:게|것이|건|것은)\s*(?:왜\s*)?(?:문제|잘못|틀|나쁘|안\s*좋))"
)
# What comes of using a code is told as a fault: "A 대신 B 주면 왜 이상하다고", "B 주는 서버를 왜 욕해", "B까지 갈 필요 없다".
_AT_FAULT = (
    r"(?:문제|안\s*(?:되|돼|됨|된|좋)|이상|틀|곤란|별로|욕|잔소리|논란|말리|말려|날아|손해|위험|큰일|혼나|지적|반려|싫어|막아|"
    r"두\s*번|금지|나쁘|나쁜|구려|구린|잘못|반대|꼬이|깨지|망가)"
)
_FAULTED_AFTER = Pattern(
    _PARTICLE + r"(?:[가-힣]{0,6}\s){0,3}?(?:[가-힣]{0,4}(?:쓰|주|내|가|오|하|바꾸|꾸|보내|던지|되)"
    r"(?:면|는\s*(?:게|건|거|것|[가-힣]{1,4}[을를가이])|"
    r"겠다는\s*거)|[가-힣]{1,3}(?:려|줘)(?:주)?면)"
    r"[^\n?!.]{0,30}?"
    + _AT_FAULT
    + r"|"
    + _NOUN
    + r"(?:은|는)?\s*(?:너무\s*)?(?:오바|오버|과하|과한|무리|불필요|필요\s*없)"
    + r"|"
    + _NOUN
    + r"까지\s*(?:[가-힣]{1,4}\s)?(?:필요|이유|일|것|거)\S*\s*(?:없|아니)"
    + r"|"
    + _NOUN
    + r"(?:으로|로)?(?:은|는|도)?\s*(?:(?:주|쓰|하|내리)는\s*(?:건|거는|것은)\s*)?안\s*(?:되|돼|될|됩|됨)"
    + r"|"
    + _NOUN
    + r"(?:은|는|을|를)?\s*(?:[가-힣]{1,4}\s)?[가-힣]{1,4}지\s*(?:말|마)(?!고)"
    + r"|"
    + _NOUN
    + r"(?:이|으)?로\s*(?:바꾸|고치|변경하|가|대체하|옮기|통일하)지\s*(?:말|마|않|못)"
)
# "why shouldn't we use B instead of A" asks what is good about A.
NEGATED_WHY = Pattern(
    r"\bwhy\s+(?:should|can|could|do|does|would|must)(?:n['’]?t|\s+not)\b|\bwhy\s+not\b(?!\s+make)|what'?s\s+wrong\s+with|\bwhy\s+is\s+it\s+(?:wrong|bad)\s+to|"
    r"\bnot\s+(?:preferred|chosen|recommended)\b|\bisn['’]?t\s+(?:\S+\s){0,2}?(?:preferred|recommended)|\bnobody\s+uses\b|"
    r"\bnever\s+(?:gets?\s+|got\s+)?used\b"
)
# "why haven't you changed A to B", "any reason A never got switched to B".
_NOT_CHANGED = Pattern(
    r"\bwhy\s+(?:should|can|could|do|does|did|would|must|have|has)(?:n['’]?t|\s+not)\b|\bwhy\s+not\b|\bnever\s+(?:got\s+)?(?:switch|chang|mov|replac)"
)
# The comparison itself is turned round: "302가 307보다 나쁜 이유" asks for what is good about 307.
WORSE = Pattern(
    r"(?:보다|보단)\s*(?:(?!나은|낫|나아|맞|적절|유리|정확한|덜\s)[^\n?!.]){0,24}?(?:나쁘|나쁜|안\s*좋|못하|못한|위험|불리|느리|느린|불안|"
    r"안전하지\s*않|구리|구린|별로|약하|모호|애매|샌다|새는|불편|치명|어려|헷갈|손해|해롭|복잡|허술|부정확|덜\s*(?:쓰|안전|정확|좋))|"
    r"(?:보다|보단)\s*덜\s*(?!위험|나쁘|헷갈)|\bworse\b|\bweaker\b|\briskier\b|\bdiscouraged\b|"
    r"\bless\s+(?:used|safe|good|common|accurate|precise|clear|useful|correct|appropriate|helpful)"
)
_REFUSED_BEFORE = Pattern(
    r"(?:why\s+(?:don'?t|doesn'?t|do\s+not)\s+(?:\S+\s+){0,2}?(?:use|return|send)|why\s+(?:not|can'?t|"
    r"shouldn'?t|couldn'?t)(?:\s+(?:i|we|you|it|they))?(?:\s+just)?(?:\s+(?:return|use|"
    r"send|be|go\s+with))?|what'?s\s+wrong\s+with)"
    r"\s*(?:an?|the|just|using|returning|http)?\s*[\"'`(]{0,2}$"
)
_ASIDE_IN_ENGLISH_AFTER = Pattern(
    r"\s*[\"'`)]{0,2}\s*(?:got\s+rejected|(?:was|is|were)\s+(?:replaced|rejected|wrong|not)|enough\b|"
    r"isn'?t\s+(?:enough|right)|(?:is|was)\s+(?:wrong|overkill|bad|too|flagged|out\b)|the\s+right\s+one\s+when|won'?t\s+do)"
)
_WANTED_AFTER = Pattern(
    r"\s*[\"'`)]{0,2}\s*(?:over\b|instead\s+of|rather\s+than|(?:is|was)?\s*(?:preferred|chosen|requested)|(?:is|was|be)\s+(?:right|proper|correct|better|the\s+(?:right|proper|correct|honest|better))|"
    r"(?:fixes|will\s+do)|beats\b|(?:was|"
    r"is)\s+replacing)|"
    + _NOUN
    + r"(?:(?:이|으)?로\s*(?:바꾸|바꿔|바뀌|바뀐|바꼈|바뀜|변경|교체|고치|고쳐|고침|수정|옮기|전환|통일|결론|"
    r"갈아타|되돌|가라|가자|간\b|가는|하라|하자|해야|해달|확정|migration|통일)|"
    + r"(?:이|으)?로\s*내(?:보내|려)(?:야|라)|여야|이어야|이여야|(?:을|를|만)?\s*(?:써야|줘야|쓰라|쓰래|주라|"
    r"쓰자|유지|선호|지향|강조|고집|미는|밀)|(?:은|는|이|가)\s*(?:괜찮|맞|낫|나은|나아|유리|표준)|"
    + r"(?:이|가)?\s*아니냐|(?:이|가)?\s*(?:자연스럽|정석|정답|정상|낫)|(?:이|가)?\s*(?:나와야|나가야|떠야)|(?:이|여|이여)?야\s*한|"
    + r"(?:을|를|으로|로|에)?\s*(?:\S{1,6}\s\S{1,6}\s)?[가-힣]{0,3}(?:자|래|라)"
    + r"(?:는데|네|고\s?(?:하|해|합|함)|요|고\b|던데|는\s?(?:의견|얘기|사람|이유))|"
    + r"인\s*이유|인\s*건|이죠|을\s*왜|는\s*왜\s*(?:나오|있|쓰)|까지)"
)
_WANTED_BEFORE = Pattern(
    r"(?:굳이|하필|중에(?:서|선|서는)?|\b(?:wants?|wanted|demands?|ask(?:s|ed)?\s+(?:us\s+)?for|picked|requested|recommends?|should\s+be|ought\s+to\s+be|(?:rather|must)\s+(?:see|be)|"
    r"suggests?|says?\s+(?:it\s+should\s+be|it'?s|use)|told\s+(?:me|us)|they\s+say|insists?\s+on)|\bprefer|insist(?:s|ed)?\s+on|ended\s+up\s+(?:on|with)|settled\s+on|went\s+with|go\s+with|"
    r"replaced\s+(?:by|with)(?:\s+an?)?|\bwith|switch(?:ed)?\s+to|"
    r"(?:from|replace)\s+(?:\S+\s+){1,3}?(?:to|with)|why\s+use|why|because\s+of)\s*(?:an?|the)?\s*[\"'`(]{0,2}$"
)
_KNOWN_AFTER = Pattern(
    _PARTICLE + r"(?:ok|[a-z ]{0,24})\s*(?:은|는|이|가|을|를)?\s*(?:알겠|알고|알아(?!듣)|아는데|이해했|이해는|됐고|나왔었|"
    r"봤는데|있는데|있고|exist|옆에|다음|부터만|까지만|,?\s*i\s+(?:already\s+)?(?:know|get|understand)\b)"
)
_CHANGED_FROM = Pattern(
    _NOUN + r"(?:을|를|에서|던\s*걸|하고\s*있었는데|(?:을|를)?\s*(?:주|쓰|하|내리)던\s*(?:걸|것을|거)?|"
    r"이?\s*나왔었는데|\s*에러\s*\S{1,6}(?:이라고|라고)\s*\S{1,8}|\(?\s*\)?|이?라고\s*\S{1,8})?\s*"
)
_CHANGED_TO = Pattern(
    _NOUN + r"(?:이라고|라고|으로|로)\s*(?:바꾸|바꿔|바뀌|바뀐|바꼈|변경|교체|고치|고쳐|고침|수정|옮기|전환|되돌|간\b|"
    r"갈아|migration)"
)
_ARROW = Pattern(r"\s*[\"'`)]{0,2}\s*(?:->|→|=>|➜|--&gt;|-&gt;)\s*[\"'`(]{0,2}\s*|s/\s*|/\s*(?=\d{3}/)")
_ENGLISH_CHANGE = Pattern(r"\s*[\"'`)]{0,2}\s*(?:to|with|by)\s+(?:an?|the)?\s*[\"'`(]{0,2}")
_DIFF = Pattern(r"(?m)^\s*-.*\n(?:\s*\n)?\s*\+")


def roles_of(plain: str, mentions: Sequence[Mention]) -> list[Role]:
    """One role a mention, in their order."""
    return list(_roles_once(plain, tuple(mentions)))


@lru_cache(maxsize=16)
def _roles_once(plain: str, mentions: tuple[Mention, ...]) -> list[Role]:
    """Asked for several times while one message is read."""
    roles: list[Role] = []
    for index, mention in enumerate(mentions):
        until = mentions[index + 1].start if index + 1 < len(mentions) else len(plain)
        since = mentions[index - 1].end if index else 0
        roles.append(_role(plain[since : mention.start], plain[mention.end : until]))
        if index and _RATHER_THAN.search(plain[since : mention.start]) and _REFUSED_AFTER.match(plain[mention.end : until]):
            roles[index - 1 :] = ["refused", "wanted"]  # "200 rather than 202 안 되는 이유": what is done instead is refused
    for index in range(len(mentions) - 1):
        if mentions[index].code != mentions[index + 1].code and _changes(plain, mentions[index], mentions[index + 1]):
            after = plain[mentions[index + 1].end :]
            refused = _REFUSED_AFTER.match(after) or _CHANGE_REFUSED.search(after) or _FAULTED_AFTER.match(after)
            refused = refused or _NOT_CHANGED.search(plain[: mentions[index + 1].start])
            roles[index], roles[index + 1] = ("wanted", "refused") if refused else ("aside", "wanted")
    return roles


_CHANGE_REFUSED = Pattern(
    r"^\s*(?:으로|로)?\s*(?:바꾸|고치|변경하|수정하)(?:면\s*(?:왜\s*)?(?:안|큰일|문제)|"
    r"지\s*(?:않|말|마|못)|자는?\s*[^.?!]{0,20}(?:반려|유지|거절|반대))|(?:으로|로)?\s*(?:전환|변경|교체)\s*(?:을|를)?\s*안|안\s*바꾸"
)


def _changes(plain: str, one: Mention, other: Mention) -> bool:
    """Whether the text changes the first code into the second: "200을 201로 바꾸라", "301 -> 308", "from 404 to 410", a diff."""
    before, between, after = plain[: one.start], plain[one.end : other.start], plain[other.end :]
    if _ARROW.fullmatch(between) or _DIFF.search(plain[max(0, plain.rfind("\n", 0, one.start)) : other.end]):
        return True
    if _CHANGED_FROM.fullmatch(between) and _CHANGED_TO.match(after):
        return True
    return bool(
        _ENGLISH_CHANGE.fullmatch(between)
        and re.search(r"(?:from|replace[ds]?|swap(?:ped)?|chang\w+|switch\w*)\s+(?:\S+\s+){0,2}$", before)
    )


def _role(before: str, after: str) -> Role:
    if _KNOWN_AFTER.match(after):
        return "known"
    if _REFUSED_BEFORE.search(before) or _NOT_USED_AFTER.match(after) or _REFUSED_AFTER.match(after):
        return "refused"
    if _FAULTED_AFTER.match(after):
        return "refused"
    if _ASIDE_AFTER.match(after) or _ASIDE_IN_ENGLISH_AFTER.match(after) or _ASIDE_BEFORE.search(before):
        return "aside"
    if _WANTED_AFTER.match(after) or _WANTED_BEFORE.search(before):
        return "wanted"
    return "open"
