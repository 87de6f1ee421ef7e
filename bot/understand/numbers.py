"""Numbers in a text that may be status codes, and the company that says they are not.

"503이", "#404", "status=504", "４０４", "4 0 4", "사공사", "오백삼" are; "500원", "404호", "포트 443", "10.0.4.4" are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.korean import spoken
from bot.understand.mention import Mention
from bot.understand.pattern import Pattern

# Three digits that stand alone: not inside a word, a version, an address, a time, an amount or a longer number.
_DIGITS = Pattern(
    r"(?:(?<![0-9a-z_])|(?<=http)|(?<=http_)|(?<=error)|(?<=code)|"
    r"(?<=status))(?<![0-9][.,:\-])(?<![.+][\-])(?<![.$₩€/\-])\#?(?P<code>\d{3})(?:(?![0-9a-z_%])|(?=error\b|"
    r"s\b))(?![.,:/\-]\d)"
)
_LIST = Pattern(r"(?<![0-9a-z_./:\-])\d{3}(?:\s*[/,·&+]\s*\d{3})+(?![0-9a-z_])(?![.,:/\-]\d)")
_SPACED = Pattern(r"(?<!\d)(?<!\d )(?P<a>[1-5]) (?P<b>\d) (?P<c>\d)(?! ?\d)")

# What a number counts or names, right after it. Where the same syllable may be a particle, the particle wins.
_UNIT = Pattern(
    r"\s*(?:원(?!인|격|본|래)|명(?!시|확|백)|호(?!출|스트)|동(?!작|일|시|안)|개(?!발|념|선)|건(?!강)|층|쪽|"
    r"페이지|분(?!석|기|류)|초|"
    r"살|년|월|시(?!도|스템|작)|회(?!원|사|의|신)|장(?!애)|평|점(?!검)|위|퍼센트|도씨|인분|박(?!스)|만|천|억|"
    r"번째|줄(?!\s*때)|라인|행(?!동)|곳|배(?!포)|권(?!한)|병|잔|kb|mb|gb|tb|ms|px|km|kg|cm|mm|rpm|tps|qps|usd|달러|"
    r"번\s*(?:버스|출구|국도|게이트|방|손님|문제|줄|라인|pr|mr|이슈|커밋|포트|자리|노선|타)|번지|호실|호선)"
)
_THEN_OK = Pattern(r"\s*(?:일|이)\s*(?:때|경우|까|지\b)")
# What makes the next number something else than a status.
_FOREIGN_HEAD = Pattern(
    r"(?:포트|port|pr|mr|이슈|issue|티켓|ticket|jira|버스|라인|line|row|pid|행|mysql|postgres\w*|oracle|ora|sqlstate|errno|"
    r"exit(?:\s*code)?|종료\s*코드|아이폰|갤럭시|푸조|회의실|방|room|page|(?<!에러)(?<!오류)페이지|rtx|gtx|"
    r"build|빌드|rfc|section|섹션)\s*"
    r"(?:에러|오류|코드|error|code)?\s*[#:=\-]?\s*$"
)
# Places where a number is never a status: stack frames, brackets after a word, PR numbers, exit codes, limits, tallies.
_FOREIGN_PLACE = Pattern(
    r"\w\.(?:java|kt|scala|go|py|js|ts|jsx|tsx|rb|php|c|cc|cpp|h|rs|cs|swift|sql|ya?ml)\W{1,2}(?:line\W{0,2})?$|"
    r"\bmakefile:$|\$$|[a-z_]\[$|\(#$|thread\W{0,3}$|"
    r"\b(?:exit(?:ed)?|signal|value|pid|uid|code=exited,\s*status|exec|executor|length|index|max\w*|current|"
    r"limit|version|form|iso|평균|심박|맥박|혈압|영화|특약|회의번호|"
    r"사번|우편번호|인증\s*번호|인증\s*코드|할인\s*코드|쿠폰|otp|dsn|delay|rows?\w*|query_time|sent|examined|"
    r"font-weight|varchar\(?|settimeout|capacity|너비|예산|프로젝트|ktx|시안|3대|leetcode|waiting=|신입|해상도|배너|"
    r"total|%\s*of|status,?\s*count)\W{0,3}(?:\d{3}\W{1,3})*$"
)
_FOREIGN_AFTER = Pattern(
    r"\s*(?:packets?|lines?|rows?|passed|failed|total|received|transmitted|connections?|threads?|items|users|"
    r"짜리|/exec|이하|이상|미만|초과\s|찍|에\s*맥박|"
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


# What joins two members of one list: if "푸조 308" is no status, neither is the 408 of "푸조 308이랑 408".
_JOINED = Pattern(r"\s*(?:번|호|명|원|개|동)?\s*(?:이랑|랑|하고|과|와|이나|나|,|/|·|&|~|-)\s*")


@cache
def _spoken_codes() -> dict[str, int]:
    """Every way to say 100 to 599, with the code; said as a number, 이백 is 200."""
    return {word: number for number in range(100, 600) for word in spoken(number)}


_SPOKEN = Pattern(
    r"(?<![가-힣])(?:[일이삼사오][공영일이삼사오육칠팔구]{2}|[이삼사오]?백(?:[이삼사오육칠팔구]?십)?[일이삼사오육칠팔구]?)"
)
_SPOKEN_TAIL = Pattern(
    r"(?:은|는|이|가|을|를|과|와|랑|이랑|하고|로|으로|도|의|에|번|에서|라|이라|면|야|이야|냐|보다|대신|말고|$|[^가-힣])"
)


def find(plain: str) -> list[Mention]:
    """Candidate codes in reading order, those with a unit or a foreign head left out."""
    found: list[Mention] = []
    others: list[Mention] = []
    for mention in sorted([*_written(plain), *_spaced(plain), *_said(plain)], key=lambda m: m.start):
        joined = bool(others) and _JOINED.fullmatch(plain, others[-1].end, mention.start)
        (others if joined or _is_other(plain, mention.start, mention.end) else found).append(mention)
    return found


def _written(plain: str) -> Iterator[Mention]:
    listed = [span for match in _LIST.finditer(plain) for span in _members(match)]
    starts = {start for start, _ in listed}
    single = [(m.start("code"), m.end("code")) for m in _DIGITS.finditer(plain) if m.start("code") not in starts]
    for start, end in [*listed, *single]:
        yield Mention(int(plain[start:end]), start, end, "number", 1.0)


def _members(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    for digits in re.finditer(r"\d{3}", match[0]):
        yield match.start() + digits.start(), match.start() + digits.end()


def _spaced(plain: str) -> Iterator[Mention]:
    for match in _SPACED.finditer(plain):
        yield Mention(int(match["a"] + match["b"] + match["c"]), match.start(), match.end(), "spaced number", 0.95)


def _said(plain: str) -> Iterator[Mention]:
    for match in _SPOKEN.finditer(plain):
        word, end = match[0], match.end()
        if len(word) > 2 and word[-1] in "이일" and word[-2] == "백" and _reads_as_particle(plain, end, word[-1]):
            word, end = word[:-1], end - 1
        code = _spoken_codes().get(word)
        if code and _SPOKEN_TAIL.match(plain, end):
            yield Mention(code, match.start(), end, "spoken number", 0.9 if len(word) > 2 else 0.6)


def _reads_as_particle(plain: str, end: int, syllable: str) -> bool:
    """Whether the 이 of 오백이 (or the 일 of 오백일) is a particle: "오백이 뭐야", "오백일 때", but "오백이는", "오백일이랑"."""
    rest = plain[end : end + 3]
    return rest[:1] == " " if syllable == "이" else rest.lstrip()[:1] in ("때", "까")


def _is_other(plain: str, start: int, end: int) -> bool:
    if _THEN_OK.match(plain, end):
        return False
    before = plain[max(0, start - 40) : start]
    return bool(
        _UNIT.match(plain, end)
        or _FOREIGN_AFTER.match(plain, end)
        or _FOREIGN_HEAD.search(before[-20:].rstrip("#"))
        or _FOREIGN_PLACE.search(before)
    )
