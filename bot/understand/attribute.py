"""Which property of a code a text asks about: whether to retry, whether caches keep it, whether it has a body …"""

from __future__ import annotations

import re

from bot.understand import features
from bot.understand.linear import Linear
from bot.understand.pattern import Pattern
from bot.understand.reading import MARKS, Reading

MODEL = Linear("property")
SEARCH_ENGINES = "seo"

_WORDS: tuple[tuple[str, Pattern], ...] = (
    ("retry", Pattern(r"재시도|리트라이|\bretr(?:y|ies|ying)\b|다시\s*(?:보내|쏘|쏴|시도|요청|눌러|해[보도]|"
    r"하면|호출|올리)|새로\s*고침|또\s*(?:보내|쏘|쏴|누르|눌러|때리|때려|날리|부르|시도)|몇\s*초|"
    r"두\s*번\s*(?:결제|처리|나가|들어가|빠져|주문)|"
    r"(?:중복|이중)\s*(?:결제|처리|주문)|how long should i wait|try again|"
    r"\b(?:again|repeat\w*|replay\w*|resubmit\w*|resend\w*|rerun\w*)\b")),
    ("cache", Pattern(r"캐시|케시|캐싱|\bcach\w+|저장(?:돼|해도|되|하|해)|브라우저가?\s*(?:영원히\s*)?기억|남는다|보관|"
    r"(?:cdn|브라우저|프록시|엣지)\S*\s*(?:\S+\s)?(?:들고|기억|외우|외워|물고)|"
    r"\b(?:remember\w*|stored?|keeps?)\b.{0,12}\b(?:browser|cdn|proxy|edge)|"
    r"\b(?:browser|cdn|proxy|edge)\w*\b.{0,12}\b(?:remember|store|keep|hold)")),
    ("body", Pattern(r"(?:본문|바디|\bbody\b|content-length|json\s*body).{0,24}(?:넣|실|있어도|있나|있음|되|돼|"
    r"담|비워|가능|allow|carry|have|with|나가|써도|\?)|(?:have|carry|allow)\s+a?\s*(?:\w+\s)?body")),
    ("method", Pattern(r"(?:메서드|메소드|method|post|get)[^?]{0,20}(?:바뀌|바뀜|유지|그대로|둔갑|change|보장|"
    r"날아가|다시\s*가)|body\s*날아가")),
    ("header", Pattern(r"헤더|\bheaders?\b|\blocation\b|retry-after|www-authenticate|\ballow\b\s*(?:header)?|"
    r"\betag\b|content-range|\bupgrade\b\s*(?:header|헤더)|a-im|link\s*rel|필수|의무|꼭\s*(?:넣|줘|있|들어)|"
    r"생략|must\s+\d{3}\s+include")),
    ("standard", Pattern(r"표준|\brfc\b|정식|공식|deprecated|폐기|유효한\s*코드|예약\s*상태|임시\s*등록|"
    r"써도\s*되(?:는|나)|마음대로|맘대로|폐지|없어졌|사라졌|살아\s*있(?:는|나)|(?:어디|누가|어느\s*문서)\S*\s*정(?:한|했|의)|어느\s*(?:문서|규격)|"
    r"obsolete|\bhistoric|\bcitation|who\s+define|which\s+spec|what\s+spec|\bofficial|\biana\b|registered|등록(?:된|돼|되어)\s*(?:코드|번호|있)")),
    ("fault", Pattern(r"누구\s*(?:잘못|책임|탓|쪽|문제)|(?:우리|저희|클라|서버|앞단|뒷단|고객|저쪽|백엔드|프론트|"
    r"client|server|origin|브라우저|게이트웨이|프록시)\S{0,5}\s*(?:쪽\s*)?(?:잘못|책임|탓|문제(?=[^가-힣]|인|야|예|지|냐|죠)|이?가?\s*(?:보내는|내보내는|만드는))|"
    r"책임은|\bfault\b|누가\s*(?:잘못|보[내낸]|책임|고쳐|고치|만든|만드|준\b|주는|낸|내는|뱉|느린|느렸|끊)|쪽에서\s*고쳐|귀책|"
    r"어느\s*(?:쪽|장비|서버|팀)|(?:거예요|건가요|거야|거임|(?:쪽|탓)(?:이에요|인가요|이야|임|입니까))\s*(?:아니면\s*)?(?:우리|저희|서버|앱|고객|클라|상대|앞단|뒷단)|"
    r"\bwhose\b|who['’]?s\s+(?:to\s+blame|guilty|side)|to\s+blame|"
    r"\b(?:us|ours)\s+or\b|\bor\s+(?:us|ours|theirs|them)\b|who\s+(?:sends|sent|throws|makes|generates)")),
    ("seo", Pattern(r"구글|검색\s*(?:엔진|순위|노출|결과|봇)|네이버\s*(?:검색|수집|봇|노출|웹마스터)|서치\s*콘솔|"
    r"색인|인덱싱|크롤|\bseo\b|랭킹|유입|노출|백링크|"
    r"\bgoogle\w*|search\s+(?:engine|result|console|rank)|\b(?:de)?index(?:ed|ing|es)?\b|\branking|\bcrawl|"
    r"\blink\s+(?:equity|juice)|링크\s*(?:점수|주스)")),
)  # fmt: skip


def property_of(reading: Reading) -> str:
    """The property that a text which asks about one is most likely about."""
    return next(iter(MODEL.probabilities(clues(reading))))


def property_of_the_code(reading: Reading) -> str:
    """The same of a text that names its code; `NONE_NAMED` where neither words nor letters say which: "304도 에러예요?"."""
    named, likely = next(iter(MODEL.probabilities(clues(reading)).items()))
    return named if likely >= _LIKELY or asked_property(reading.plain) else NONE_NAMED


NONE_NAMED = "meaning"  # answered with the card of the code
_LIKELY = 0.6  # how likely a property must be to be judged where no word names one


def subject_of(reading: Reading) -> int:
    """The code whose property is asked about: the first that is written in digits, else the first, unless it is only held up for
    likeness ("301처럼 308도"). What comes behind tells a value ("Retry-After: 300") or how it ends ("… 405가 난다")."""
    if likened := _likened(reading):
        return reading.codes[1 - MARKS.index(likened[1] or likened[2])]
    written = [mention.code for mention in reading.named if mention.what.startswith("number")]
    return written[0] if written else reading.codes[0]


def likens(reading: Reading) -> bool:
    """Whether a property is asked of one code as another has it: "308도 301처럼 캐시돼?"."""
    return _likened(reading) is not None and asked_property(reading.plain) is not None


def _likened(reading: Reading) -> re.Match[str] | None:
    return _LIKENED.search(reading.masked) if len(reading.codes) == 2 else None


_LIKENED = Pattern(
    r"\b(?:like|as|same\s+as|similar\s+to|unlike)\s+(?:an?\s+|the\s+|with\s+)?([①②])|"
    r"([①②])\s*(?:번)?\s*(?:처럼|마냥|만큼|같이|(?:이?랑|와|과|하고)\s*(?:똑같|같은|비슷|마찬가지))"
)


def clues(reading: Reading) -> list[str]:
    """What a text says of the property it asks about."""
    return [*features.clues(reading.masked_numbers), f"words:{asked_property(reading.plain)}"]


def listed_by_words(plain: str) -> tuple[str, str] | None:
    """The property and its side that plain words name, for questions that name no code: ("permanence", "permanent")."""
    return next((kind for kind, pattern in _LISTED if pattern.search(plain)), None)


def asks_for_several(plain: str) -> bool:
    """Whether a text asks for codes in the plural: 뭐뭐, 목록, "몇 번 몇 번"."""
    return bool(_SEVERAL.search(plain))


_SEVERAL = Pattern(
    r"뭐뭐|뭐랑\s*뭐|코드들|번호들|것들|애들|전부|모두|목록|몇\s*번\s*몇\s*번|몇\s*번들|종류|나열|list|which\s+(?:codes|ones|status)|what\s+codes"
)


def may_ask_for_several(plain: str) -> bool:
    """Whether a text that names no code may ask for more than one: 리다이렉트는, "둘이 뭐야", redirects."""
    return asks_for_several(plain) or bool(_PERHAPS_SEVERAL.search(plain))


_PERHAPS_SEVERAL = Pattern(
    r"(?:응답|상태|리다이렉트)들|열거|(?:두|세|네|[2-9])\s*(?:개|가지)|(?:리다이렉트|리디렉트|[1-5]xx)(?:는|은|만|\s*중|\s*[뭐어골알]|\s*코드|\s*$|\s*\?)|"
    r"\b(?:redirects|codes|statuses)\b|which\s+(?:of\s+the|redirect|[1-5]xx)|코드\s*(?:뭐|어떤|알려)|(?:번호|코드|응답|상태|리다이렉트)\S{0,2}\s*(?:둘|셋|넷)"
)
_LISTED: tuple[tuple[tuple[str, str], Pattern], ...] = (
    (
        ("standard", "retired"),
        Pattern(
            r"deprecat|obsolete|폐[기지]|더\s*이상\s*(?:안|쓰지)|안\s*쓰(?:게\s*된|는)\s*(?:상태|코드|응답)|쓰지\s*말라|쓰면\s*안\s*되는|사라진\s*코드|\bretired\b"
        ),
    ),
    (
        ("permanence", "permanent"),
        Pattern(r"(?:영구|영원|permanent)\S*\s*(?:\S+\s){0,2}?(?:이동|이전|옮|리다이렉|리디렉|redirect)"),
    ),
    (
        ("permanence", "temporary"),
        Pattern(r"(?:임시|일시|temporary)\S*\s*(?:\S+\s){0,2}?(?:이동|이전|옮|리다이렉|리디렉|redirect)"),
    ),
    (("needs", "conditional"), Pattern(r"조건부|conditional|if-(?:none-)?match|if-(?:un)?modified")),
    (
        ("generated", "gateway"),
        Pattern(
            r"(?:게이트웨이|프록시|앞단|gateway|proxy)\S{0,2}\s*(?:만|에서만|쪽만|가만|only|alone)|only\s+(?:a\s+)?(?:gateway|prox)"
        ),
    ),
)


def detail_of(asked: str, plain: str) -> str | None:
    """The header, document or side of a property that the words name, for questions that name no code."""
    if asked == "header":
        return next((name for name, pattern in _FIELDS.items() if pattern.search(plain)), None)
    if asked == "standard":
        if rfc := _RFC.search(plain):
            return f"RFC {rfc[1]}"
        return "WebDAV" if _WEBDAV.search(plain) else None
    if asked == "method":
        return "keeps" if _KEEPS.search(plain) and not _KEEPS_NOT.search(plain) else None
    if asked == "retry":
        return "never" if _NEVER_REPEATED.search(plain) else None
    if asked == "cache":
        if _NEVER_STORED.search(plain):
            return "never"
        return "errors" if _OF_ERRORS.search(plain) else None
    return None


_FIELDS = {
    "WWW-Authenticate, Proxy-Authenticate": Pattern(
        r"www-?auth.{0,60}proxy-?auth|proxy-?auth.{0,60}www-?auth|인증\s*(?:방식|방법|챌린지|스킴)|(?<!www-)(?<!proxy-)\b(?:auth\w*\s+)?challenge"
    ),
    "Retry-After": Pattern(r"retry[- ]?after|리트라이\s*애프터|언제\s*다시\s*오라"),
    "Location": Pattern(r"location|로케이션"),
    "WWW-Authenticate": Pattern(r"www-?auth"),
    "Proxy-Authenticate": Pattern(r"proxy-?auth|프록시\s*인증"),
    "Allow": Pattern(r"\ballow\b|허용\s*메서드"),
    "Content-Range": Pattern(r"content-range|콘텐트?\s*레인지"),
    "Upgrade": Pattern(r"\bupgrade\b|업그레이드"),
    "Link": Pattern(r"\blink\b|\brel=|blocked-by|preload|링크\s*헤더"),
    "ETag": Pattern(r"etag|이태그"),
    "Accept": Pattern(r"\baccept\b"),
}
_OF_ERRORS = Pattern(r"에러|오류|실패|\berrors?\b")
_RFC = Pattern(r"(?:rfc\s*|\b)(\d{4})(?!\d)")
_WEBDAV = Pattern(r"webdav|웹\s?dav|웹답|웹\s?데브|웹\s?다브")
_KEEPS = Pattern(
    r"(?:won['’]?t|doesn['’]?t|never|not)\s+chang|promise|guarantee|지키|안\s*날아|남는|유지|그대로|보존|안\s*(?:바뀌|바꾸|바꿔|변|잃|깨|둔갑)|(?:바뀌|바꾸|변하|잃|깨)지|keep|preserv|same|intact"
)
_KEEPS_NOT = Pattern(
    r"(?:안|못)\s*(?:지키|유지)|(?:지키|유지하|유지되)지\s*(?:않|못)|(?:don['’]?t|doesn['’]?t|not)\s+(?:keep|preserve)"
)
_NEVER_REPEATED = Pattern(
    r"(?:재시도|다시\s*보내)\S{0,4}\s*(?:안\s*(?:되|돼|됨)|말아야|말\s|소용|의미\s*없|금지)|(?:don['’]?t|not|never)\s+(?:be\s+)?(?:retr|repeat)"
)
_NEVER_STORED = Pattern(
    r"(?:캐시|저장)\S{0,2}지\s*(?:않|못)|(?:캐시|저장|기억|cache\w*)\S*\s*(?:[가-힣]{0,3}\s*)?(?:안|못|금지|하지\s*말|하면\s*안|not|never)|never|안\s*외우|금지"
)


def asks_for_codes(plain: str) -> bool:
    """Whether a text that names no code asks which codes have a property, and not about a code spoken of before."""
    return bool(_WHICH.search(plain))


_WHICH = Pattern(
    r"코드|상태|번호|들\b|들[은이을도]|목록|전부|모두|모든|뭐뭐|리다이렉|리디렉|응답|것들|애들|몇\s*번|어떤|무슨|뭐가\s*있|나열|"
    r"\bwhich\b|\bcodes?\b|\bstatus|\bredirects?\b|\bresponses?\b|\blist\b|\brfc"
)


def asked_property(plain: str) -> str | None:
    """The property that the words of a text name: retry, cache, body, method, header, standard, fault or seo."""
    return next((name for name, pattern in _WORDS if pattern.search(plain)), None)
