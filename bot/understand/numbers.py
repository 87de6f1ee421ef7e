"""Numbers in a text that may be status codes, and the clues that say whether they are.

"503이", "#404", "status=504", "４０４", "4 0 4", "사공사", "오백삼" are; "500원", "404호", "포트 443" are not. What a number is
shows in its company: the letters before and after it, what it counts, and what the text speaks of. A linear model
(`models/number.bin`) weighs these clues.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.understand import cues
from bot.understand.candidates import LISTED, THINGS, candidates
from bot.understand.linear import Linear
from bot.understand.log import Log
from bot.understand.mention import EVERYDAY, Mention
from bot.understand.pattern import Pattern
from bot.understand.text import Text

# What a number counts or names, right after it. Where the same syllable may be a particle, the particle wins.
_UNIT = Pattern(
    r"페이지|원인(?:데|지|줄|가)|\s*(?:원(?!인|격|본|래)|명(?!시|확|백)|호(?!출|스트)|동(?!작|일|시|안)|개(?!발|념|선)|건(?!강)|층|쪽|"
    r"분(?!석|기|류)|초|"
    r"살|년|월|시(?!도|스템|작)|회(?!원|사|의|신)|장(?!애)|평|점(?!검)|위|퍼센트|도씨|인분|박(?!스)|만\s*(?:원|명|개|건|번|회|뷰)|천|억|"
    r"번째|줄(?!\s*때)|라인|행(?!동)|곳|배(?!포)|권(?!한)|병|잔|kb|mb|gb|tb|ms|px|km|kg|cm|mm|rpm|tps|qps|usd|달러|"
    r"번\s*(?:버스|출구|국도|게이트|방|손님|문제|줄|라인|pr|mr|이슈|커밋|포트|자리|노선|타)|번지|호실|호선)"
)
# A number grown together with letters is a model or a size ("G502", "308M"), but for words that call it a status ("E404", "401s").
_PART_OF_A_NAME = Pattern(
    r"(?<!http)(?<!https)(?<!error)(?<!err)(?<!code)(?<!status)(?<![^a-z]e)(?<!^e)(?<=[a-z])-?$|(?<!status)(?<!code)(?<!http)(?<!error)(?<=[a-z])_$"
)
_GROWN_TOGETHER = Pattern(r"(?!s(?![a-z])|err|code|에러)[a-z]")
_PHONE = Pattern(r"(?<!\d)(?:\d{1,2}|\d{4,})-$|\d-\d{3}-$")
_PHONE_GOES_ON = Pattern(r"-(?:\d{1,2}|\d{4,})(?!\d)|-\d{3}-\d")
_THEN_OK = Pattern(r"\s*(?:일|이)\s*(?:때|경우|까|지\b)")
# What makes the next number something else than a status.
_FOREIGN_HEAD = Pattern(
    r"(?:포트|port|pr|mr|이슈|issue|티켓|ticket|jira|버스|라인|line|row|pid|행|mysql|postgres\w*|oracle|ora|sqlstate|errno|"
    r"exit(?:\s*(?:code|status))?|종료\s*(?:코드|상태)|smtp(?:\s*응답)?|아이폰|갤럭시|푸조|회의실|방|room|page|(?<!에러)(?<!오류)페이지|rtx|gtx|"
    r"build|빌드|rfc|section|섹션|sprint|flight|gate|highway|route|scored?|학번|송장(?:\s*번호)?|운송장|부품\s*번호|시속|혈당|심박수|"
    r"(?:세탁기|보일러|프린터|복합기|에어컨|냉장고|건조기|도어락|엘리베이터)(?:\s*(?:에러|오류|점검))?)\s*"
    r"(?:에러|오류|코드|error|code)?\s*[#:=\-]?\s*$"
)
# Places where a number is never a status: stack frames, brackets after a word, PR numbers, exit codes, limits, tallies.
_FOREIGN_PLACE = Pattern(
    r"\w\.(?:java|kt|scala|go|py|js|ts|jsx|tsx|rb|php|c|cc|cpp|h|rs|cs|swift|sql|ya?ml)\W{1,2}(?:line\W{0,2})?$|"
    r"[?&][\w.-]{1,40}=$|(?:bytes|size|length|port|latency|duration|_ms|millis|pid|offset|rows|users|_count|_id)[\w]*[\"']?\s*[:=]\s*[\"']?$|"
    r"\b(?:request|trace|span|order|user|job|task|event|session|message|attempt|check|build|run|host|port)[_-]?\s?(?:ids?|no\.?|#)\W{0,4}$|"
    r"\b(?:ms|count|\w*count|events?|occurrences|affected|depth|attempts?|backlog|org_?id|tenant_?id|lag|replicas|seed)[\"']?\s*[:=#]?\s*$|"
    r"(?:^|[\s\"'(])(?:/(?:[a-z][\w-]*/)+|(?:[a-z][\w-]*/){2,})$|\bmakefile:$|\$$|[a-z_]\[$|\(#$|(?:[\w.-]+/)+[\w.-]+:$|\b(?:pull(?:ing)?|image|docker)\b.{0,30}[\w./=-]+:$|[)\]}]\s*>=?\s*$|^\s*(?:<|&lt;)$|thread\W{0,3}$|"
    r"\b(?:get|post|put|patch|delete|head|options|propfind) \S*[/=?&.,:-]$|"
    r"\bexit(?:ed|s)? with (?:an? )?(?:code|status) $|"
    r"\b(?:exit(?:ed)?|xid|signal|value|pid|uid|code=exited,\s*status|exec|executor|length|index|max\w*|current|"
    r"limit|version|form|iso|평균|심박|맥박|혈압|영화|특약|회의번호|"
    r"사번|우편번호|인증\s*번호|인증\s*코드|할인\s*코드|쿠폰|otp|dsn|delay|rows?\w*|query_time|sent|examined|"
    r"font-weight|varchar\(?|settimeout|capacity|너비|예산|프로젝트|ktx|시안|3대|leetcode|waiting=|신입|해상도|배너|"
    r"total|%\s*of|status,?\s*count)\W{0,3}(?:\d{3}\W{1,3})*$"
)
_FOREIGN_AFTER = Pattern(
    r"\s*(?:packets?|lines?|rows?|passed|failed|total|received|transmitted|connections|threads?|items|users|"
    r"(?:github\s+)?stars?\b|followers|likes\b|commits|subscribers|members|customers|people|downloads|votes|calories|steps\b|reps\b|"
    r"dollars?\b|bucks|won\b|euros|meters|miles|minutes|hours|days\b|weeks|months|years|points\b|%|"
    r"커밋|걸음|일\s*(?:남|째|동안|간\b)|"
    r"\)?:?\s*(?:connection (?:refused|timed|reset)|no route|broken pipe|permission denied|no such file|operation not)|"
    r"짜리|/exec|이하|이상|미만|초과\s|찍(?![히혀혔힌힘힐힙])|에\s*맥박|"
    r"\s*:\s*(?:test|build)\b|user unknown|login incorrect|봤)"
)
# Talk of another protocol or a database: its numbers are its own, unless HTTP is named as well.
_OTHER_WORLD = Pattern(
    r"\b(?:smtp|postfix|sendmail|imap|vsftpd|ftp|sftp|sip|amqp|rabbitmq|mysql|mariadb|postgres\w*|sqlstate|"
    r"ora-\d|clickhouse|smartctl|systemd|segfault|oomkill\w*|goroutine|gradle|"
    r"duplicate key|deadlock|lock wait|max_connections|ping|packet loss|heap space|traceback|stack ?trace|"
    r"indexerror|nullpointer\w*|outofmemory\w*|insurance|보험|볼링|bmw|벤츠|가민|"
    r"error\s\d{4,5}\s\(|메일\s*서버|mail\s*서버|rcpt|select\s)"
)


def of_another_world(plain: str) -> bool:
    """Whether the text is about a mail server, a database, a stack trace …: numbers in it are no HTTP statuses."""
    return bool(_OTHER_WORLD.search(plain)) and not re.search(
        r"\bhttp|상태\s*코드|status code|nginx|\"(?:get|post|put|patch|delete) ", plain
    )


_SIDE = 10  # letters before and after a number that are read
MODEL = Linear("number")
_SURE = 0.5
_PERHAPS = 0.1  # how likely a number must be to count where it stands in one list with a status
_MOOD = Pattern(rf"(?![{THINGS}])[\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F\u200D]")  # how somebody feels about a number
_PERHAPS_ALONE = 0.2  # and to count where all else says that a code is asked about
_OFFERED = 0.25  # how likely a number must be to be asked back about


def _joined_to(plain: str, mention: Mention, others: Sequence[Mention]) -> bool:
    """Whether a number stands in one list with another."""
    for other in others:
        first, second = sorted((mention, other), key=lambda one: one.start)
        if second.start >= first.end and _JOINED.fullmatch(plain, first.end, second.start):
            return True
    return False


def find(text: Text, log: Log, named: Sequence[Mention] = ()) -> tuple[list[Mention], list[Mention]]:
    """The numbers of a text that are statuses, and those that may be, in reading order; `confidence` says how surely.

    `named` are the codes named in words: a number beside its own name is no other number. Lines that a log's form took whole
    are left out.
    """
    if _are_all_there_is(text.plain, whole := candidates(text.plain)):
        return whole, []
    judged: list[Mention] = []
    doubted: list[Mention] = []
    for mention, told in described(text, log):
        certain = mention.what == LISTED or is_alone(text.plain, mention) or any(_beside(mention, name) for name in named)
        sure = 1.0 if certain else _sureness(told)
        if sure >= _SURE:
            judged.append(Mention(mention.code, mention.start, mention.end, mention.what, mention.confidence * sure))
        elif sure >= _PERHAPS:
            doubted.append(Mention(mention.code, mention.start, mention.end, mention.what, mention.confidence * sure))
    joined = [one for one in doubted if _joined_to(text.plain, one, judged)]
    perhaps = [one for one in doubted if one not in joined and one.confidence >= _PERHAPS_ALONE]
    return sorted([*judged, *joined], key=lambda one: one.start), perhaps


def described(text: Text, log: Log) -> list[tuple[Mention, list[str]]]:
    """Every number that could be a status by its shape, with its clues."""
    plain = text.plain
    found = [one for one in candidates(plain) if not log.closed or not log.is_closed(text.origin[one.start])]
    about = _text_clues(plain, len(found), log)
    marks = [list(_of_something_else(plain, one.start, one.end)) for one in found]
    told = []
    for index, one in enumerate(found):
        company = _clues_of_company(plain, found, marks, index)
        form = f"form:{log.clues.get(text.origin[one.start])}"
        told.append((one, [*about, *_clues(plain, one), *_words_around(plain, one), *company, *_surely(plain, one), form]))
    return told


# The numbers of their own that products write, where the product is named beside them.
_OF_PRODUCTS = (
    (Pattern(r"nginx|엔진\s?엑스|엔진x|openresty"), frozenset({444, 494, 495, 496, 497, 499})),
    (Pattern(r"cloudflare|클라우드\s?플레어|클플|\bcf\b"), frozenset({520, 521, 522, 523, 524, 525, 526, 530})),
    (Pattern(r"\b[ae]lb(?![a-z])|로드\s?밸런서|\baws(?![a-z])"), frozenset({460, 463, 561})),
    (Pattern(r"laravel|라라벨"), frozenset({419})),
    (Pattern(r"\biis\b|exchange|outlook|activesync|마소"), frozenset({440, 449, 450})),
)


def is_of_a_product(code: int) -> bool:
    """Whether a number is one that a product writes, and no standard."""
    return any(code in own for _, own in _OF_PRODUCTS)


def _surely(plain: str, mention: Mention) -> Iterator[str]:
    """What leaves little doubt: a product's own number beside its name; digits said one by one, as only codes and rooms are."""
    if any(mention.code in own and product.search(plain) for product, own in _OF_PRODUCTS):
        yield _OWN
    if mention.what == "spoken number" and _DIGIT_BY_DIGIT.fullmatch(plain, mention.start, mention.end):
        yield "said digit by digit"


_OWN = "own number of a product"
_DIGIT_BY_DIGIT = Pattern(r"[일이삼사오][공영][일이삼사오육륙칠팔구공영]")


def _beside(number: Mention, name: Mention) -> bool:
    """Whether a number stands by its own name. An everyday word ("we found 302 rows") must stand right before or after it."""
    apart = max(name.start - number.end, number.start - name.end)
    return number.code == name.code and 0 <= apart <= (_NEAR if name.what == EVERYDAY else _FAR)


_NEAR, _FAR = 2, 30  # characters between a number and its name: "404 Not Found", "컨티뉴라는 게 나왔는데 100"


def _sureness(told: list[str]) -> float:
    against = _OTHER_THINGS & set(told)
    if against - {"foreign after"} or (against and _OWN not in told):
        return 0.0
    likely = MODEL.probabilities(told)["status"]
    return max(likely, _CALLED) if _CALLED_A_STATUS & set(told) else likely


# Forms of a log that call the number a status in so many words, and how sure that makes it.
_SAYING_SO = ("status line", "pseudo-header", "field", "rails", "requests", "failure", "path rows", "timed rows", "verdict rows")
_CALLED_A_STATUS = frozenset({*(f"form:{form}" for form in _SAYING_SO), _OWN, "said digit by digit"})
_CALLED = 0.8


_OTHER_THINGS = frozenset(
    f"{joined}{mark}" for joined in ("", "joined to ") for mark in ("unit", "foreign head", "foreign place", "foreign after")
)


def offered(text: Text, log: Log) -> list[Mention]:
    """Numbers that are perhaps statuses: worth a question back, where a short text says no more than them."""
    return [one for one, told in described(text, log) if one.what == "number" and _sureness(told) >= _OFFERED]


# What joins two members of one list: if "푸조 308" is no status, neither is the 408 of "푸조 308이랑 408".
_JOINED = Pattern(r"\s*(?:번|호|명|원|개|동)?\s*(?:이랑|랑|하고|과|와|이나|나|,|/|·|&|~|-|말고|대신|vs|or|and)\s*")


def _clues_of_company(plain: str, found: Sequence[Mention], marks: Sequence[Sequence[str]], index: int) -> Iterator[str]:
    yield from marks[index]
    for other in (index - 1, index + 1):
        if 0 <= other < len(found):
            first, second = found[min(index, other)], found[max(index, other)]
            if second.start >= first.end and _JOINED.fullmatch(plain, first.end, second.start):
                yield "joined"
                yield from (f"joined to {mark}" for mark in marks[other])


_SHORT = 40  # characters of a text that may be nothing but a number and a question about it
_ONLY_BEFORE = Pattern(r"(?:https?|error|에러|오류|코드|상태|status|code|응답|[\s#:=/])*")
_ONLY_AFTER = Pattern(r"\s?(?:번|코드|에러|오류|error)?\s?(?:이|가|은|는|란|이란|요|야|도)?[\s?!.~ㅋㅎㅠㅜ]*")


_ONLY_COMPARES = Pattern(
    r"(?:차이점?|비교|구분|구별|versus|vs\.?|or|and|이랑|랑|하고|과|와|의|및|이|뭐가|뭐|달라|다른|다름|점|알려줘|설명|해줘|정리|헷갈려|[\s?!,./&·~ㅠㅜ]|은|는|요)+"
)


def _are_all_there_is(plain: str, found: Sequence[Mention]) -> bool:
    """Whether a short text is nothing but codes and words that set them side by side: "401 403 차이"."""
    if len(plain) > _SHORT or len(found) < 2 or any(one.what != "number" or not 100 <= one.code <= 599 for one in found):
        return False
    rest = plain
    for one in reversed(found):
        rest = rest[: one.start] + " " + rest[one.end :]
    return bool(_ONLY_COMPARES.fullmatch(rest))


def is_alone(plain: str, mention: Mention) -> bool:
    """Whether a number is all there is, but for words that call it a status: "404", "#404", "에러 404", "404는?"."""
    if mention.what in ("spoken number", "odd number"):
        return False
    if len(plain) <= _SHORT and not cues.bare(_MOOD.sub("", plain[: mention.start] + " " + plain[mention.end :])):
        return True
    return bool(_ONLY_BEFORE.fullmatch(plain, 0, mention.start) and _ONLY_AFTER.fullmatch(plain, mention.end))


def _text_clues(plain: str, count: int, log: Log) -> list[str]:
    """What the text as a whole says about the numbers in it. `count` is how many it has."""
    said = [f"n:{min(count, 4)}", f"long:{min(len(plain) // 40, 6)}", f"looks:{log.looks}"]
    return said + [name for name, pattern in _ABOUT if pattern.search(plain)]


def _words_around(plain: str, mention: Mention) -> Iterator[str]:
    """The words near a number say what it may be a number of."""
    words = dict.fromkeys(
        _WORD.findall(_shape(f"{plain[max(0, mention.start - _HEARD) : mention.start]} {plain[mention.end :][:_HEARD]}"))
    )
    yield from (f"w:{word}" for word in words)
    yield from dict.fromkeys(f"e:{word[:2]}" for word in words if not word.isascii())


_HEARD = 80  # characters before and after a number


_ABOUT = (
    (
        "t:http",
        Pattern(
            r"http|상태\s*코드|응답\s*코드|status|에러\s*코드|\bapi\b|헤더|리다이렉|리디렉|캐시|재시도|nginx|클라이언트|서버|엔드포인트|게이트웨이"
        ),
    ),
    ("t:error", Pattern(r"에러|오류|error|뜨|떠|떴|뜸|뱉|던지|터[지졌]|찍[혀히힌혔]|응답|리턴|내려")),
    ("t:asks", Pattern(r"뭐|뭔|뭘|무슨|왜|뜻|의미|차이|이유|언제|\?|what|why|mean|diff|explain")),
    (
        "t:other world",
        Pattern(
            r"\b(?:smtp|postfix|ftp|sftp|sip|mysql|mariadb|postgres\w*|sqlstate|ora-|kafka|redis|systemd|segfault|oom|gradle|npm|git|exit|버스|호실|동\s|방|층|원\b|점심|회의실|운동|러닝|강의|영화|보험)"
        ),
    ),
    ("t:code", Pattern(r"[{}=\[\]|]|\n")),
)


def _clues(plain: str, mention: Mention) -> list[str]:
    """What speaks for and against a number being a status: its value and the letters on both sides."""
    start, end, code = mention.start, mention.end, mention.code
    left, right = _shape(plain[max(0, start - _SIDE) : start]), _shape(plain[end : end + _SIDE])
    found = [f"k:{mention.what}", f"v:{code}", f"h:{code // 100}", f"r:{code % 50 == 0}", f"LR{left[-2:]}|{right[:2]}"]
    found += [f"L{left[-size:]}" for size in (1, 2, 3, 4, 6)] + [f"R{right[:size]}" for size in (1, 2, 3, 4, 6)]
    found += [f"l{left[i : i + 3]}" for i in range(len(left) - 2)] + [f"r{right[i : i + 3]}" for i in range(len(right) - 2)]
    return found + [f"lw:{word}" for word in _WORD.findall(left)[-2:]] + [f"rw:{word}" for word in _WORD.findall(right)[:2]]


_WORD = re.compile(r"[가-힣]+|[a-z0]+")
_NUMBER = re.compile(r"\d")
_QUOTES = re.compile(r"[`*\"'“”‘’]")


def _shape(text: str) -> str:
    return _NUMBER.sub("0", _QUOTES.sub("", text))


def _of_something_else(plain: str, start: int, end: int) -> Iterator[str]:
    if _THEN_OK.match(plain, end):
        yield "when it is"
        return
    before = plain[max(0, start - 40) : start]
    if _UNIT.match(plain, end):
        yield "unit"
    if _FOREIGN_AFTER.match(plain, end):
        yield "foreign after"
    if _FOREIGN_HEAD.search(before[-20:].rstrip("#")) or _PART_OF_A_NAME.search(before[-12:]):
        yield "foreign head"
    if _GROWN_TOGETHER.match(plain, end) or _PHONE.search(before[-6:]) or _PHONE_GOES_ON.match(plain, end):
        yield "foreign after"
    if _FOREIGN_PLACE.search(before):
        yield "foreign place"
