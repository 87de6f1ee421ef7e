"""What a text about the daily card's delivery wishes: what to do, and every setting that it names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot import zones
from bot.asked import CLASS_OF
from bot.order import Act, Level, Order, To
from bot.understand import order_when
from bot.understand.order_words import is_all_an_order, is_told
from bot.understand.pattern import Pattern

_STOP = Pattern(
    r"구독\s*(?:을\s*)?(?:취소|해지|해제|철회|끊|그만|중단|빼|삭제)|(?:취소|해지|해제)\s*(?:해|할|하|부탁|좀|$)|그만\s*(?:받|보내|와|오|할|하)|그만[\s.!~ㅋㅠ]*$|"
    r"안\s*(?:받|보내|와도)|받기\s*싫|보내지\s*(?:마|말)|끊어|끄고|꺼\s*(?:줘|주)|unsubscribe|cancel|opt\s*out|"
    r"(?:stop|no\s*more|don'?t\s*send)(?!.*\b(?:for|until)\b)|(?:정지|중지|멈춰|멈춤|스톱)(?!.*(?:동안|까지|만\s*$))"
)
_PAUSE = Pattern(
    r"쉬(?!는\s*날|운)|쉴|휴가|휴식|잠깐\s*(?:멈|정지|중지|끄)|잠시\s*(?:멈|정지|중지|끄)|일시\s*(?:정지|중지)|pause|snooze|mute|hold|vacation|"
    r"(?:동안|까지|만)\s*(?:멈|정지|중지|꺼|보내지)"
)
_HALT = Pattern(r"멈|정지|중지|스톱|꺼\s*(?:줘|주|놔)|끄|보내지|그만\s*(?:보내|받)|stop|off")  # with a time that it is to last
_RESUME = Pattern(
    r"다시\s*(?:받|시작|켜|구독)|재개|쉬(?:기|는\s*(?:거|것))\S?\s*(?:취소|그만|끝|해제)|일시\s*정지\s*(?:해제|취소)|그만\s*(?:쉬고|쉴)|"
    r"(?:휴가|출장|방학|여행)\S?\s*끝|(?<!오늘)(?<!오늘의)(?<!어제)\s*(?:카드\S?|이제)\s*다시\s*(?:보내|와)|resume|unpause|unsnooze|turn\s+\S*\s*back\s+on"
)
# What must be spoken of for something to be stopped: "재시작을 멈춰줘" stops nothing of ours.
_OURS = Pattern(
    r"카드|구독|알림|문제|퀴즈|코드|보내|받|오는|와$|매일|평일|daily|every\s*day|쉬|쉴|휴가|수준|주제|subscri|card|opt\s*out|quiz|\bme\b|설정"
)
# What must be named for it to be stopped without asking back: "퀴즈 그만" may end a game, "그만" anything.
_SENT = Pattern(r"카드|구독|알림|보내|받|오는|subscri|card|opt\s*out")
# An order that stands alone, and could be nothing else.
_PLAINLY = Pattern(
    r"\s*(?:(?:카드|구독)\s*)?(?:"
    r"쉬기(?:\s[^\n]{0,24})?|"
    r"(?:휴가\S{0,3}\s*)?(?:(?:이번|다음|담)\s*주(?:\s*까지)?|오늘|내일|\d{1,3}\s*(?:일|주|달|개월)|하루|이틀|사흘|나흘|열흘|보름|일주일|한\s*주|두\s*주|"
    r"한\s*달|\d{1,2}\s*월\s*\d{1,2}\s*일\s*까지|\d{1,2}/\d{1,2}\s*까지)\s*(?:은|는|만|동안)?\s*"
    r"(?:좀\s*)?(?:쉬기|쉴게|쉴래|쉴게요|쉴래요|쉬겠습니다|쉬겠어요|쉴\s*거야|쉬고\s*싶\S{0,4})|"
    r"(?:my\s+)?subscription(?:\s+(?:status|settings))?|"
    r"(?:please\s+)?(?:stop|pause|resume)\s+(?:sending\s+)?(?:me\s+)?(?:the\s+|my\s+)?(?:daily\s+)?cards?[^\n]{0,24}|"
    r"시간대(?:를|을)?\s*[가-힣A-Za-z/_]{2,30}(?:으로|로)(?:\s*(?:바꿔|변경|해)\S*)?|"
    r"[^\n]{0,20}(?:장애|인시던트|물어본|물은|질문한)\S{0,3}[^\n]{0,10}코드\S{0,2}[^\n]{0,6}(?:(?:카드|덱)\S{0,2}\s*(?:\S{0,3}\s*)?(?:넣|추가|모아|담|빼|나오게)|복습)[^\n]{0,10}"
    r")[\s.!?~ㅋㅎㅠ]*"
)
_STATUS = Pattern(
    r"(?:구독|설정|알림|카드).{0,8}(?:상태|확인|보여|알려|어때|어떻게|뭐야|조회|현황)|몇\s*시에\s*(?:와|오|받|보내)|언제\s*(?:카드\S*\s*)?(?:와|오|받|보내|옵)|뭐로\s*(?:되|돼)|어떻게\s*(?:되|돼)|몇\s*시(?:로|야|지|인)|"
    r"구독\s*(?:하고|되어|돼|중)\s*(?:있|이|인)|(?:왜|도)\s*(?:카드\S*\s*)?안\s*(?:와|오|왔)|안\s*왔|status|^(?:show\s+)?my\s+(?:subscription|settings)|when\s+(?:do|will|is)"
)
_FORM = Pattern(
    r"(?:구독|알림|카드)?\s*(?:설정|양식|form|시간)\S*\s*(?:열|바꿔|바꾸|바꿀|변경|수정|고치|고칠|할래|하고|창|settings)|^설정$|change|edit"
)
_COLLECT = Pattern(
    r"(?:장애|incident|인시던트|멘션|물어본|물은|질문한|찾아본)\S*.{0,12}코드.{0,12}(?:카드|덱|퀴즈|복습|넣|추가|모아|담|나오)|collect"
)
_NO_MORE = Pattern(r"빼|말고|안\s*(?:넣|모|담)|넣지\s*마|모으지|그만|끄|꺼|취소|않|no\s*more|stop|off")
_TO_CHANNEL = Pattern(
    r"채널|우리\s*(?:팀|방|서버)|팀\s*(?:방|전체)|여기(?:에|로|다|서)?\s|이\s*(?:방|쓰레드|스레드)|다\s*(?:같이|함께)|모두\s*(?:에게|한테)|everyone|channel"
)
_TO_ME = Pattern(
    r"(?:^|\s)내\s*(?:구독|카드)|나(?:한테|에게|만|에겐|한텐)|저(?:한테|에게|만)|제게|개인|혼자|dm|디엠|다이렉트|갠(?:톡|메)|\bme\b|privately"
)
_HOW = Pattern(r"어떻게\s*(?:해|하|신청|취소|받)|어케|어떡|방법|하려면|받으려면|취소하려면|how\s+(?:do|can|to)")
LONGEST_ORDER = 50  # characters
_READ = 200  # characters: an order is in the first of them, and a text of one endless word takes no time
CHANGING: frozenset[Act] = frozenset({"set", "stop", "pause", "resume", "collect", "collect no more"})
_TO_US = Pattern(
    r"구독\s*(?:하고|할|해|을|신청|취소|해지|시간|설정|상태|중|좀|부탁|$)|(?:카드|알림)\S*\s*(?:구독|매일\s*보내|그만)"
)
_OF_A_PROGRAM = Pattern(
    r"응답|코드|api|웹훅|webhook|이벤트|토픽|\btopic\b|구독자|큐|메시지|요청|결제|유료|rss|피드|feed|graphql|웹소켓|websocket|카프카|kafka|엔드포인트|endpoint|"
    r"서버|배포|deploy|에러|오류|링크|페이지|버튼|만료|조회|(?<![\d.:/])[1-5]\d\d(?!\s*번대|\d|[.:/]\d)"
)
_A_WORD_OR_TWO = 6  # characters: "그만" is an order where the daily card is spoken of
_LEVELS: tuple[tuple[Level, Pattern], ...] = (
    ("operations", Pattern(r"운영|고급|고난도|어려운|sre|온콜|on-?call|operations|advanced|hard")),
    ("practice", Pattern(r"실무|중급|보통|practice|intermediate")),
    ("basic", Pattern(r"입문|초급|기초|기본|초보|쉬운|beginner|basic|easy")),
)
_CLASSES = Pattern(r"\b([1-5])(?:xx|\s*\*\*|00\s*번?대)|([1-5])00\s*번\s*대")
_ALL_TOPICS = Pattern(r"(?:모든|전체)\s*(?:주제|분야)|(?:주제|분야)\S*\s*(?:전부|전체|모두|상관\s*없|다)|골고루|all\s+topics")

_OF_THE_CARD = frozenset(
    {"알림", "카드", "구독", "발송", "받는", "보내는", "오는", "아침", "점심", "저녁", "출근", "퇴근", "그", "이", "같은", "다른"}
)
_ZONE_TO = Pattern(
    r"시간대(?:를|을|는|만)?\s*([가-힣A-Za-z/_ +\d:-]{2,30}?)(?:(?:으로|로)(?:\s|$)|$)|"
    r"time\s*zone\s*(?:to|:)?\s+([A-Za-z][A-Za-z/_]+)"
)
_COULD_BE_A_PLACE = Pattern(r"[가-힣]{2,12}|[A-Za-z]+/[A-Za-z_/+-]+|[A-Za-z]{5,}(?: [A-Za-z]+)?")
_ZONE = Pattern(
    r"([A-Za-z]+/[A-Za-z_/+-]+|[가-힣A-Za-z]+(?:\s[A-Z][a-z]+)?)\s*(?:현지\s*)?(?:시간대?(?!에|마다|을|이|은|바)|기준|시각|time\b)|\b(utc|gmt|kst|jst|pst|est|cet)\b"
)


def order(text: str, vendors: Iterable[str] = ()) -> Order:
    """The order in a text, which is about the delivery of the daily card. `vendors` are the names a topic may have."""
    text = text[:_READ]
    at, days, holidays, level = order_when.time_of(text), order_when.days(text), order_when.holidays(text), _level(text)
    zone, zones_near, unclear, typed = _zone(text)
    topics = _topics(text, vendors)
    named = any(value is not None for value in (at, days, holidays, level, zone, topics)) or bool(unclear)
    act = _act(text, named=named)
    if act == "set":
        made = Order(act, _to(text), at, zone, zones_near, unclear, days, holidays, level, topics)
    else:
        made = Order(act, _to(text), rest=order_when.rest(text) if act == "pause" else None)
    return replace(made, doubted=_is_doubted(text, act, (typed, *(topics or ()))))


def _is_doubted(text: str, act: Act, names: tuple[str, ...]) -> bool:
    """Whether a text may be about something else than what it changes: it has words that no order has, or none of ours."""
    if act not in CHANGING:
        return False
    ours = _SENT if act == "stop" else _OURS
    return len(text) > LONGEST_ORDER * 2 or not ours.search(text) or not is_all_an_order(text, filter(None, names))


def is_plainly_one(text: str) -> bool:
    """Whether a text is an order and nothing else: "쉬기 2주", "subscription status", "nginx만 구독할래"."""
    if len(text) >= LONGEST_ORDER:
        return False
    return bool(_PLAINLY.fullmatch(text)) or bool(_TO_US.search(text) and not _OF_A_PROGRAM.search(text))


def is_of_a_program(text: str) -> bool:
    """Whether a text speaks of subscriptions, cards or stops in somebody's software: "구독 취소 API는 204?"."""
    return bool(_OF_A_PROGRAM.search(text)) and not is_all_an_order(text)


def _act(text: str, *, named: bool) -> Act:
    act = _asked_for(text, named=named)
    if act in CHANGING and is_told(text):
        return "status"
    if _HOW.search(text):  # who asks how it is done has not asked for it to be done
        return {"set": "offer", "stop": "status", "pause": "status"}.get(act, act)  # type: ignore[return-value]
    return act


def _asked_for(text: str, *, named: bool) -> Act:
    if _COLLECT.search(text):
        return "collect no more" if _NO_MORE.search(text) else "collect"
    if _RESUME.search(text) and not named:
        return "resume"
    if _is_a_pause(text):
        return "pause"
    if _STOP.search(text) and not order_when.some_days_less(text):
        return "stop" if len(text) <= _A_WORD_OR_TWO or _OURS.search(text) else "offer"
    if _STATUS.search(text):
        return "status"
    if named:
        return "set"
    return "form" if _FORM.search(text) else "offer"


def _is_a_pause(text: str) -> bool:
    """Whether a rest is asked for. That holidays rest is a setting: "평일만, 공휴일은 쉬고"."""
    if order_when.some_days_less(text):
        return False
    if _HALT.search(text) and order_when.rest(text) is not None:
        return True
    return bool(_PAUSE.search(text)) and (order_when.rest(text) is not None or order_when.time_of(text) is None)


def _to(text: str) -> To | None:
    if _TO_ME.search(text):
        return "me"
    return "channel" if _TO_CHANNEL.search(text) else None


def _level(text: str) -> Level | None:
    return next((level for level, pattern in _LEVELS if pattern.search(text)), None)


def _topics(text: str, vendors: Iterable[str]) -> tuple[str, ...] | None:
    if _ALL_TOPICS.search(text):
        return ()
    classes = [CLASS_OF[int(found[1] or found[2])] for found in _CLASSES.finditer(text)]
    low = text.lower().replace(" ", "")
    named = [vendor for vendor in vendors if vendor.lower().replace(" ", "") in low]
    return tuple(dict.fromkeys((*classes, *named))) or None


def _zone(text: str) -> tuple[str | None, tuple[str, ...], str, str]:
    """The zone, or those that what was typed may mean and what was typed where it is not clear; last, what was typed."""
    if not (found := _ZONE_TO.search(text) or _ZONE.search(text)):
        return None, (), "", ""
    typed = next(part for part in found.groups() if part)
    if typed in _OF_THE_CARD:
        return None, (), "", ""
    for said in (typed, typed.rpartition(" ")[2]):
        if zone := zones.exact(said):
            return zone, (), "", said
    asked_for = found[0].rstrip().endswith("로")  # what stands where a zone does is one, though none be near it
    near = zones.near(typed) if _COULD_BE_A_PLACE.fullmatch(typed) else ()
    unclear = typed if near or asked_for else ""
    return None, near, unclear, unclear
