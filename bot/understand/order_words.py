"""Whether a text says nothing but an order: what changes something of somebody's is done only on words that are all understood.

"넷플릭스 구독 취소해야지" holds every word of "구독 취소" and is no order. It cannot be told by the words that it holds, for
there are too many things that people subscribe to; it can be told by those that an order would not hold.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.understand.pattern import Pattern

_PARTICLE = (
    r"(?:에서|에게는|에게|한테는|한테|으로는|으로|로는|로|에는|에도|에만|엔|에|은|는|이|가|을|를|도|만|의|과|와|이랑|랑|하고|부터|까지|마다|쯤|정도|간|"
    r"동안|이나|나|요)*+"
)
# Endings of one who wants something done; not what was done, might be, or is said by others: "했는데", "할까", "해 달래요".
_WANTED = (
    r"(?:\s*(?:주시겠어요|주실래요|주십시오|주세욤|주세용|주세여|주세요|주시면|주라|주셈|주삼|줄래요|줄래|줘요|줘라|줘|줭|조|달라|다오|둬|놔|"
    r"주시길|됩니다|돼요|돼|좋겠어요|좋겠어|바랍니다|바라요|부탁드립니다|부탁드려요|부탁해요|부탁해|부탁|드려요|"
    r"을래요|을래|을게요|을게|을께요|을께|을\s*거야|을\s*거예요|래요|래|게요|게|께요|께|겠습니다|겠어요|겠어|겠음|"
    r"고\s*싶(?:습니다|어요|어|음|다|은데요|은데|네요|네)|ㄹ래|ㄹ게|기로|기|"
    r"세요|셔요|십시오|시오|셈|삼|자|음|함|용|염|여|요|좀))*+"
)
_NOUNS = (
    r"카드|구독|알림|퀴즈|문제|오늘의|데일리|덱|복습|발송|서비스는?(?=\s*구독)|설정|양식|시간대|시간|시각|요일|수준|난이도|레벨|주제|분야|입문|실무|운영|초급|중급|고급|"
    r"초보|기초|기본|쉬운|어려운|고난도|보통|온콜|상태\s*코드|코드|장애|인시던트|멘션|물어본|물은|질문한|찾아본|"
    r"내가|제게|우리\s*서버|우리|채널|방|전체|모두|여기다|여기|이쪽|개인|메시지|혼자|디엠|다이렉트|갠톡|다\s*같이|다\s*함께|나|저|제|내|팀|이|그"
)
_WHEN = (
    r"매일|매주|날마다|하루도|내내|평일|주중|주말|공휴일|대체|휴일|빨간\s*날|쉬는\s*날|오전|오후|아침|새벽|낮|점심|저녁|밤|정오|자정|출근|퇴근|하루|이틀|사흘|"
    r"나흘|닷새|엿새|이레|열흘|보름|일주일|(?:한|두|세|네)\s*(?:주일|주|달)|석\s*달|이주일?|삼주|이번\s*주|다음\s*주|담\s*주|금주|차주|이번\s*달|다음\s*달|오늘|내일|모레|"
    r"월\s*[~∼-]\s*금|[월화수목금토일]요일|(?<![가-힣])[월화수목금토일](?:[\s,·/]*[월화수목금토일])*(?![가-힣])|(?<![가-힣])[월화수목금토일]{2,7}|"
    r"\d+\s*(?:시|분|일|주일|주|달|개월|월|시간|번대)|(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|열한|열두)\s*시|반|[1-5]xx|[1-5]\*\*|\d+"
)
_DONE = (
    r"보내지\s*(?:말아|말고|말|마)|받지\s*(?:않을|않|말)|넣지\s*(?:말아|말|마)|모으지\s*(?:말아|말|마)|안\s*(?:보내도|보내|받아도|받|와도|넣|모)|받기\s*싫(?:어요|어|음|다)|"
    r"그만(?:두|둘|할|하|받|보내|쉴|쉬|해)?|보내|받을|받아|받|올려|올리|바꿔|바꿀|바꾸|변경|수정|고쳐|옮겨|옮길|늦춰|당겨|미뤄|맞춰|낮춰|높여|올릴|"
    r"취소|해지|해제|철회|중단|정지|중지|일시|스톱|멈춰|멈출|멈춤|멈추|끊어|끊을|끊|꺼|끌|끄|쉬는(?!\s*날)|쉬어|쉬|쉴|끝(?:내|났(?:어|다|음)?|남)?|휴식|재개|다시|시작|켜|켤|빼|제외|말고|대신|"
    r"건너뛰고|건너뛰|넣어|넣|추가|모아|모을|담아|담을|나오게|나오도록|알려|내|배우|신청|해도|해|할|하|되게|되도록|오는|오게|와도|원(?:해요|해|함)|줘|주|포함|상관\s*없이"
)
_BESIDE = (
    r"사공사|(?:설|추석)?\s*연휴|명절|[~∼]|기준|현지|안녕하세요|안녕|죄송한데|미안한데|미안|부탁드립니다|부탁드려요|부탁해요|부탁해|부탁|감사합니다|감사|고마워요|고마워|고맙습니다|제발|혹시|이제는|이제|이젠|그냥|일단|당분간|더\s*이상|모든|더는|더|꼭|좀|잠깐|잠시|"
    r"지금|바로|앞으로|계속|조금|한\s*번|한\s*장|하나|씩|일찍|늦게|전부|전체|골고루|까지|동안|부터|만|때|거|것|걸로|걸|건|그리고|그럼|그러면|근데|"
    r"휴가(?:라서|라|니까|중|때|가니까|가서|\s*가니까|\s*가서|\s*중)?|휴가\s*끝(?:났어|났으니|나서|났다|남)?(?:요|까)?|방학|출장|여행|바쁘니까|바빠서"
)
_ENGLISH = (
    r"(?:please|pls|can|could|would|you|i|i'd|i'm|want|wanna|like|to|get|receive|send|sending|me|my|the|a|an|cards?|daily|every|day|days|weekdays?|workdays?|"
    r"weekends?|mornings?|evenings?|noon|midnight|at|in|on|for|until|till|from|of|and|change|set|switch|move|times?|timezone|zone|levels?|topics?|"
    r"subscriptions?|subscribe|unsubscribe|cancel|stop|pause|resume|unpause|snooze|mute|hold|weeks?|months?|off|turn|back|again|no|more|don'?t|do|not|now|"
    r"quiz(?:zes)?|questions?|only|it|this|next|channel|here|everyone|opt|out|skip|holidays?|including|except|without|all|vacation|collect|too|one|"
    r"beginner|basic|easy|practice|intermediate|operations|advanced|hard|sre|on-?call|dm|privately|thanks?|am|pm|a\.m\.|p\.m\.|"
    r"mon(?:day)?s?|tue(?:s|sday)?s?|wed(?:nesday)?s?|thu(?:rs|rsday)?s?|fri(?:day)?s?|sat(?:urday)?s?|sun(?:day)?s?)(?![a-z'])"
)
_KNOWN = Pattern(
    rf"(?:{_DONE}){_WANTED}(?:고|서)?(?![가-힣])|(?:{_BESIDE}|{_WHEN}|{_NOUNS}){_PARTICLE}|(?:{_DONE}){_WANTED}|(?<![a-z]){_ENGLISH}{_PARTICLE}"
)
_SAYS_SOMETHING = Pattern(r"[가-힣a-z\d]")
# Said of an order, not given: asked whether or why, told as done, or denied ("취소하지 마", "안 쉴래", "그만 보내지 마").
_TOLD = Pattern(
    r"(?:할|될|볼|을|받을|쉴|끊을)까|(?:하|되|받으|끊으|쉬)면|[했됐왔갔났썼었]|누가|누구|(?:^|\s)왜|대요|(?:한|된|했|됐)대|달래|(?:와|옵니까|오나|오니|와요|오나요)\s*\?|"
    r"(?:취소|해지|해제|중단|정지|중지)(?:는|를|을)?\s*(?:하지|안|말)|(?:끊|멈추|쉬|그만두)지\s*(?:마|말|않)|(?<!동)안\s*(?:쉬|쉴|멈|끊|끌|끄)|그만\s*보내지|그만\s*받지|don'?t\s*(?:stop|cancel|pause|unsub)|"
    r"(?:취소|해지|중단)\S*\s*(?:안\s|고민|버튼|페이지|링크|메뉴)|고민"
)
_ENDED = Pattern(r"(?:휴가|출장|방학|여행|쉬는\s*거|쉬는\s*것)\S*\s*(?:끝|취소|그만|마쳤)\S*")


def is_told(text: str) -> bool:
    """Whether an order is only spoken of: "구독 취소할까?", "취소했는데", "취소하지 마"."""
    return bool(_TOLD.search(_ENDED.sub(" ", text)))


def is_all_an_order(text: str, names: Iterable[str] = ()) -> bool:
    """Whether every word of a text (in small letters) may stand in an order; `names` are those of zones and topics in it."""
    for name in names:
        text = text.replace(name.lower(), "카드")  # in the place of which an order may have any of its words
    return not _SAYS_SOMETHING.search(_KNOWN.sub(" ", text))
