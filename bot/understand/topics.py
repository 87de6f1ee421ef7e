"""Questions that name no code: a class, the daily card, what the bot does."""

from __future__ import annotations

from typing import cast

from bot.asked import StatusClass
from bot.understand import features
from bot.understand.linear import Linear
from bot.understand.pattern import Pattern

CLASS = Linear("class")

_CLASSES: dict[str, StatusClass] = {"1": "1xx", "2": "2xx", "3": "3xx", "4": "4xx", "5": "5xx"}
_SPOKEN = {"일": "1", "이": "2", "삼": "3", "사": "4", "오": "5", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5"}

# "4xx", "500번대", "3백번대", "이백번대", "5로 시작", "앞자리가 1인", "two-hundreds".
_CLASS = Pattern(
    r"(?<![\w.])(?P<digit>[1-5])(?:xx|__|\*\*|\s?백\s?번?\s?대|00\s?번?\s?대(?!신|기|의)|00\s?번?\s?(?:시리즈|계열)|\s?(?:으)?로\s*시작|번대)"
    r"|(?:앞\s?자리|첫째\s*자리|첫\s*자리|첫\s*숫자|맨\s*앞)(?:가|는|이)?\s*(?P<first>[1-5])"
    r"|(?<![가-힣])(?P<spoken>[일이삼사오])?백\s?번?\s?대(?!신|기)|(?P<word>one|two|three|four|five)[\s-]hundred(?:s\b|[\s-](?:family|range|block|series|class|group|codes?)\b)"
    r"|(?<![\w.])(?P<plural>[1-5])00(?:['’]?s\b(?!\s*(?:and|or|from|on)\b)|[\s-](?:family|range|block|series|class|group)\b)"
    r"|start(?:s|ing)?\s+with\s+(?:an?\s+)?(?P<starts>[1-5])\b"
)
_RANGE = Pattern(
    r"(?<!\d)(?P<low>[1-5]\d\d)\s*(?:~|-|–|부터|에서(?=\s*[1-5]\d\d\s*(?:까지|사이))|(?:과|와|이랑|하고)(?=\s*[1-5]\d\d\s*사이)|"
    r"to|through|\.\.|(?<=between \d\d\d )and)\s*(?P<high>[1-5]\d\d)(?:\s*(?:까지|사이))?"
)
_KINDS: tuple[tuple[StatusClass, Pattern], ...] = (
    ("3xx", Pattern(r"리다이렉(?:트|션)|리디렉(?:트|션)|redirect(?:s|ion|ions)?\b|이동시키는")),
    (
        "4xx",
        Pattern(
            r"클라이언트\s*(?:에러|오류|책임|잘못)|client[\s-]*(?:side)?\s*(?:errors?|책임)|"
            r"요청\s*보낸\s*쪽이?\s*잘못"
        ),
    ),
    ("5xx", Pattern(r"서버\s*(?:쪽\s*)?(?:에러|오류)|server[\s-]*(?:side)?\s*errors?|서버\s*터졌을")),
    ("2xx", Pattern(r"성공\s*(?:계열|응답|했다는|을\s*나타내는|코드)|success\w*\s*(?:codes?|statuses|코드)")),
    ("1xx", Pattern(r"중간\s*응답|잠정\s*응답|정보성\s*응답|informational")),
)
_AS_A_KIND = Pattern(
    r"코드(?:들|는|가)?\s*(?:전부|다|목록|종류|표|뭐|어떤|만|쭉|정리)|코드들|종류|계열|전부|목록|총정리|류\s*총|"
    r"모아|다\s*보여|몇\s*(?:개|번부터)|큰\s*그림|번호대|어떤\s*애들|뭐뭐|뭔지|시리즈|"
    r"\bcodes?\b|\bstatuses\b|\ball\b|\blist\b|in general|overview|cheat ?sheet|애들|번호들|속하는|설명"
)

_STUDY = Pattern(
    r"퀴즈|\bquiz|구독|\b(?:un)?subscri|오늘\s*(?:의\s*)?(?:카드|코드|거|꺼|card)|(?:매일|아침마다|daily|"
    r"every\s*(?:day|morning)|매\s*아침|평일|weekdays|저녁마다)[^\n]{0,30}"
    r"(?:카드|코드|card|보내|알림|배우|신청|하나씩|발송|올라오)|daily\s*card|"
    r"(?:매일|날마다|하루에?|아침마다|저녁마다|매\s*아침|평일마다|매주)[^\n]{0,8}?(?:한|하나|1)\s*(?:개|문제|장|건|코드)?\s*씩|"
    r"카드\s*(?:그만|잠깐|멈|쉬|오는|보내|발송)|그만\s*(?:보내|받)|(?:알림|카드).{0,12}(?:멈|정지|중지|해지|"
    r"일시|그만)|내\s*기록|오답|틀린\s*(?:문제|것만|거)|정답률|몇\s*개\s*맞|문제\s*(?:하나\s*(?:내|줘|만|$)|내\s*(?:줘|봐|주|$)|줘|로\s*(?:내|풀|공부))|"
    r"(?:아침|매일)\S*\s*오는\s*(?:거|것)|보내지\s*마\s*카드|힌트\s*좀"
)
_HELP = Pattern(
    r"사용법|사용\s*방법|도움말|명령어|헬프|\bhelp\b|\busage\b|what\s+can\s+you\s+do|how\s+(?:do|can)\s+i\s+use|"
    r"(?:무슨|어떤|뭔)\s*기능|기능이\s*있|"
    r"(?:뭐|뭘|모|무엇을|머)\s*(?:하는|해\s*주는|할\s*수\s*있는)\s*(?:봇|애|거|앤|녀석|건데)|(?:뭐|뭘|무엇을|"
    r"무얼)\s*할\s*수\s*있|할\s*줄\s*아는\s*(?:거|것|게)|(?:어떤\s*거|뭐라고|머라고|뭘|뭐)\s*물어\s*보면|"
    r"봇\s*(?:어케|어떻게)\s*쓰|이거\s*(?:어떻게|어케)\s*쓰는|뭐까지\s*돼|너\s*누구|ㄷㅇㅁ"
)


def asked_class(plain: str) -> StatusClass | None:
    """The class a text asks about: named ("4xx", "500번대"), as a range inside one ("400~417"), or as a kind of codes."""
    named = None
    for match in _CLASS.finditer(plain):
        named = match
        if "말고" not in plain:  # in "4xx 말고 5xx만" the last one is meant
            break
    if named:
        digit = (
            named["digit"]
            or named["first"]
            or named["starts"]
            or named["plural"]
            or _SPOKEN.get(named["spoken"] or named["word"] or "", "1")
        )
        return _CLASSES[digit]
    span = _RANGE.search(plain)
    if span and span["low"][0] == span["high"][0] and int(span["low"]) + 1 < int(span["high"]):
        return _CLASSES[span["low"][0]]
    for status_class, pattern in _KINDS:
        if pattern.search(plain) and _AS_A_KIND.search(plain):
            return status_class
    return None


_ONLY_ASKS = Pattern(
    r"(?:차이점?|비교|구분|vs|랑|이랑|하고|과|와|의|및|은|는|이|가|을|를|뭐|뭔|무슨|뜻|의미|다른|달라|달라요|점|종류|목록|전부|모두|쭉|다|정리|설명|예시|"
    r"알려|보여|주세요|부탁|드려|드립니다|하나씩|간단히|짧게|줘|해|좀|요|예요|에요|이에요|야|인가요|인지|있어|있나|언제|써|쓰|코드|상태|에러|오류|http|what|are|is|the|list|of|all|"
    r"codes?|errors?|status|mean|do|does|show|explain|[\s?!.,~ㅋㅠㅜ])*"
)
_LONGEST_ASK = 40


def only_asks_of_classes(plain: str) -> bool:
    """Whether a short text is a class or two and nothing but words that ask: "400번대랑 500번대 차이가 뭐예요"."""
    if len(plain) > _LONGEST_ASK:
        return False
    if asked_class(plain) and (span := _RANGE.search(plain)) and "차이" not in plain:
        plain = f"{plain[: span.start()]}{span['low'][0]}xx{plain[span.end() :]}"
    rest, last = [], 0
    for start, end in class_spans(plain):
        rest.append(plain[last:start])
        last = end
    return bool(last) and bool(_ONLY_ASKS.fullmatch(" ".join([*rest, plain[last:]])))


def class_spans(plain: str) -> list[tuple[int, int]]:
    """Where a text names a class outright, as [start, end): the 400 of "400번대" is no code."""
    return [match.span() for match in _CLASS.finditer(plain) if not match["plural"]]


def likeliest_class(plain: str) -> StatusClass:
    """The class that a text which asks about one is most likely about, where it names none outright."""
    return cast("StatusClass", next(iter(CLASS.probabilities(clues(plain)))))


def clues(plain: str) -> list[str]:
    """What a text says of a class."""
    return features.clues(plain)


def kind_of(plain: str) -> StatusClass | None:
    """The class whose kind of codes a text speaks of: "리다이렉트", "서버 에러"."""
    return next((status_class for status_class, pattern in _KINDS if pattern.search(plain)), None)


def is_range(plain: str) -> bool:
    """Whether two codes in the text are the ends of a range."""
    return bool(_RANGE.search(plain))


def is_about_study(plain: str) -> bool:
    """Whether the text is about the daily card, the quiz or one's own record."""
    return bool(_STUDY.search(plain))


def is_about_help(plain: str) -> bool:
    """Whether the text asks what the bot can do or how to use it."""
    return len(plain) < 60 and bool(_HELP.search(plain))
