"""Words that make a text a question about HTTP, and words that only dress a question up.

A number alone is a question; a number in a sentence is one only in such company. "내일 404 가요" is not.
"""

from __future__ import annotations

from functools import lru_cache

from bot.understand.pattern import Pattern

_ASKING = Pattern(
    r"\?|됨\b|돼\b|되[나냐]|하나\b|합니까|습니까|[나가]여|아님\b|이냐|이야\b|해\s*주세요|추려|목록|부탁|"
    r"^\s*(?:번|요|은|는|란|이란|ㅋ+|야|임|에러|오류|\s)*\s*$|"
    r"\bpl(?:s|z|ease)\b|\bis\b|\bcan\b|\bdoes\b|\bmust\b|\bshould\b|any idea|\bok\b|"
    r"해결|해결\s*법|방법|원인|대처|조치|고치|고쳐|누가|누구|누굴|어디서|어디\s*(?:거|꺼|건)|\bwho\b|\bwhere\b|뭐|뭔|뭘|뭣|뭡|먼가|먼지|먼데|머[야임지죠냐길]|모야|모임|무엇|무슨|뜻|의미|왜|이유|차이|다르|달라|다른|"
    r"구분|비교|헷갈|설명|알려|가르쳐|궁금|정리|요약|"
    r"어떤|언제|어떻게|맞(?:아|나|지|죠|냐)|자세|상세|인가|[나은는던런건]가[여요]|나요|까요|임\b|있어|있나|있음|"
    r"모르|몰라|찾아\s*줘|해석|번역|한국말|쉽게|라는데|라는\s*거|"
    r"냐\b|[는한인]겨\b|뭔차|몬가|어케|구별|그거\s*말고|도\s*ㅇㅇ|그럼|그러면|표로|정리해|"
    r"\bwhat|\bwhy\b|\bhow\b|\bwhen\b|\bmean|\bdiff|\bvs\b|\bexplain|\btell me|\bdefine\b|\beli5\b|"
    r"plain english|\bwhich\b|\bmix up"
)
_MEANING = Pattern(
    r"뜻|의미|무슨\s*(?:말|코드|에러|오류|상태)|뭔\s*(?:말|코드|에러|뜻)|설명|해석|번역|쉽게|상태|코드|에러|"
    r"오류|응답|http|status|error|\bmean|떠|뜨|뜸|떴|뱉|던지|내려|리턴"
)
_HTTP = Pattern(
    r"http|상태|코드|에러|오류|응답|요청|서버|클라이언트|클라\b|게이트웨이|리다이렉|리디렉|헤더|\bapi(?![a-z])|status|"
    r"error|response|redirect|떠[요서]|뜬|뜸|떴|뜨[는면던네고]|뱉|"
    r"내려|던지|리턴|재시도|캐시|본문|바디|nginx|엔진엑스|프록시|\b[ae]lb(?![a-z])|클플|클라우드\s*플레어|cloudflare|"
    r"아파치|\baws(?![a-z])|마소|\bproxy|로그|\blogs?\b|찍[혀히힌혔]|쓰이|나오(?:는|던|네|면|고|길)|나옴|났|나던|나와|"
    r"나요|떠\b|터[짐졌지진]|\b남\b|"
    r"포스트맨|postman|콘솔|swagger|스웨거|브라우저|크롬"
)
# What may stand beside a bare name: question words, particles, politeness. Longest alternatives first.
_DRESS = Pattern(
    r"(?:http|상태|코드|에러|오류|응답|이라는|라는|란|이란|게|건|거|것|뭐|뭔|무슨|무엇|뜻|의미|설명|알려|줘|"
    r"주세요|해줘|해주세요|부탁|좀|요|"
    r"예요|이에요|에요|인가요|인가|이야|야|임|죠|지|였지|였더라|더라|나요|궁금|합니다|해요|있어|있나|은|는|이|"
    r"가|을|를|의|도|에|번|그럼|그러면|"
    r"그|혹시|what|is|does|mean|the|a|an|tell|me|about|explain|status|error|please|[?!.,~ㅋㅎㅠㅜ^]|\s)+"
)
_WHAT_IT_IS = Pattern(
    r"(?:이|가)?\s*(?:무슨|뭔)\s*(?:뜻|말|코드|에러|오류)|뜻\s*(?:이|좀|알|궁|\?|$)|의미|차이|"
    r"달라|다른\s*(?:점|거|게)|대신|말고|보다|\bdiff"
)
_WHAT = Pattern(
    r"뭐(?:야|예요|에요|임|지|죠|였)|뭡니|뭔|무슨|뜻|의미|설명|차이|다른|달라|이유|왜|\bwhat|\bmean|\bwhy\b|\bdiff|말고|대신"
)
_BARE_LIMIT = 60  # longer texts are sentences; taking one apart word by word would cost its square
_MORE = Pattern(r"자세히|자세하게|상세히|상세하게|더\s*(?:알려|설명)|길게|\bin detail\b|\bmore\b|\bdetails?\b")


def wants_more(plain: str) -> bool:
    """Whether the long form of a card is asked for."""
    return bool(_MORE.search(plain))


def is_asking(plain: str) -> bool:
    """Whether the text asks something, or speaks of HTTP."""
    return bool(_ASKING.search(plain)) or speaks_of_http(plain)


def asks_what_it_is(plain: str) -> bool:
    """Whether the text asks for the meaning of a code itself, whatever else it mentions."""
    return bool(_WHAT_IT_IS.search(plain))


def asks_whether_it_is(plain: str) -> bool:
    """Whether the text asks if a code exists, or what it is at all."""
    return bool(_WHETHER_IT_IS.search(plain))


_WHETHER_IT_IS = Pattern(
    r"있[나는어음던냐을]|있던|있다|없[나는어음던냐]|비[어었]|실존|존재|진짜|뭐|뭔|무슨|뜻|"
    r"exist|real|what|is there|happened|between|mean|jumps"
)


def asks_what(plain: str) -> bool:
    """Whether the text asks what something is, means or is for, in so many words."""
    return bool(_WHAT.search(plain))


def asks_meaning(plain: str) -> bool:
    """Whether the text asks what a name means, or speaks of it as a code or an error."""
    return bool(_MEANING.search(plain))


def speaks_of_http(plain: str) -> bool:
    """Whether the text has a word of HTTP or of operating servers."""
    return bool(_HTTP.search(plain))


@lru_cache(maxsize=16)
def bare(plain: str) -> str:
    """The text without the words that only dress a question up: "not found가 뭐야?" leaves "not found"."""
    text = plain.strip()
    if len(text) > _BARE_LIMIT:
        return text
    while True:
        shorter = _strip_once(text)
        if shorter == text:
            return text
        text = shorter


def subject(plain: str) -> str:
    """What a short text asks about, without the words that only ask; nothing for a long one."""
    return bare(plain) if len(plain.strip()) <= _BARE_LIMIT else ""


def _strip_once(text: str) -> str:
    lead = _DRESS.match(text)
    if lead and lead.end() and (lead.end() == len(text) or text[lead.end() - 1].isspace()):
        text = text[lead.end() :]
    for start in range(len(text)):
        tail = _DRESS.match(text, start)
        if tail and tail.end() == len(text) and start and _may_start_tail(text, start):
            return text[:start].rstrip()
    return text


def _may_start_tail(text: str, start: int) -> bool:
    """A dressing word starts after a space or mark, or as a particle right after a Latin letter or digit."""
    before, here = text[start - 1], text[start]
    return not before.isalnum() or not here.isalnum() or (before.isascii() != here.isascii())
