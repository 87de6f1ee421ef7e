"""Names of codes cut short, as people use them once it is plain that codes are spoken of: "처리불가 아니고 충돌인 이유".

Each of these words is everyday speech as well. A few count wherever they are used as a word beside another code (`names`), the
others only where a question about codes is certain (`second_look`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understand.mention import EVERYDAY, Mention
from bot.understand.pattern import Pattern

# A name where it is used as a word beside another code: "금지 말고 못 찾음", "낫파운드 말고 곤", "오케이를 안 쓰고 파셜 콘텐트를".
IN_PASSING = {
    "곤": 410, "고운": 410, "파운드": 302, "오케이": 200, "배드리퀘": 400, "템퍼러리": 307, "퍼머넌트": 308,
    "금지": 403, "금지됨": 403, "못찾음": 404, "못 찾음": 404, "사라짐": 410, "미인증": 401, "충돌": 409, "잠김": 423,
    "미구현": 501, "생성됨": 201, "접수됨": 202, "과부하": 503, "서비스불가": 503,
}  # fmt: skip
# A name where a text is surely about one code: "찾음으로 1년 넘게 돌리고 있는데".
_OF_ONE = IN_PASSING | {
    "ok": 200, "created": 201, "만들어짐": 201, "accepted": 202, "노콘텐츠": 204, "노컨텐츠": 204, "found": 302, "찾음": 302,
    "forbid": 403, "not-founds": 404, "conflicts": 409, "gone": 410, "없어짐": 410, "misdirected": 421, "미스디렉티드": 421,
    "미스다이렉티드": 421, "locked": 423, "too many": 429, "투매니": 429, "투 매니": 429, "unavailable": 503, "언어베일러블": 503,
}  # fmt: skip
# A name where a text is surely about two codes.
_OF_TWO = _OF_ONE | {
    "성공": 200, "정상": 200, "okay": 200, "생성": 201, "접수": 202, "본문없음": 204, "본문 없음": 204, "내용없음": 204,
    "partial": 206, "bad req": 400, "배드리퀘스트": 400, "미인가": 403, "forbids": 403, "존재하지 않음": 404, "없는 주소": 404,
    "없는주소": 404, "없는 척": 404, "없음": 404, "없는 메서드": 405, "없는메서드": 405, "메서드 불가": 405, "영영 없음": 410,
    "본문 큼": 413, "바디 큼": 413, "본문이 큰": 413, "주소 김": 414, "주소가 긴": 414, "url 김": 414, "처리불가": 422,
    "처리 불가": 422, "처리할 수 없음": 422, "너무많음": 429, "너무 많음": 429, "rate-limit": 429, "헤더 큼": 431, "internal": 500,
    "인터널": 500, "나쁜 게이트웨이": 502, "루프": 508, "무한루프": 508,
}  # fmt: skip
# "타임아웃" is the server's beside a server error, and the client's beside an error of the client.
_TIMES_OUT = Pattern(r"(?<![가-힣a-z])(?:시간\s?초과|타임\s?아웃|time-?out)(?![a-z])")
_OF_THE_SERVER = 500
# Said of redirects, and only of both: "임시 말고 영구로 하라던데".
_FOR_EVER, _FOR_NOW = Pattern(r"영구적?|영영|\bpermanent"), Pattern(r"임시|일시적?|\btemporary")
_LASTING = ((301, _FOR_EVER), (302, _FOR_NOW))
_PARTICLE = (
    r"(?:[을를은는과와의이가도만에로]|으로|이랑|랑|하고|보다|보단|말고|대신|이?[냐야]|이?라[고는도]?|이?나|이?면|인|여야|"
    r"까지|쪽|처럼|요|뜨|뜬|떴)"
)
_SURENESS = 0.9


def _pattern(words: dict[str, int]) -> Pattern:
    longest_first = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return Pattern(rf"(?<![가-힣a-z0-9])(?P<word>{longest_first})(?![a-z0-9])(?=[^가-힣]|$|{_PARTICLE})")


_FOUND_ALONE, _FOUND_IN_A_PAIR = _pattern(_OF_ONE), _pattern(_OF_TWO)


def of_one(plain: str) -> list[Mention]:
    """The short names in a text that is about one code, in reading order."""
    return [_mention(match, _OF_ONE) for match in _FOUND_ALONE.finditer(plain)]


def beside(plain: str, named: Sequence[Mention]) -> list[Mention]:
    """The short names in a text that is about two codes, in reading order; `named` are the codes it names otherwise."""
    found = [_mention(match, _OF_TWO) for match in _FOUND_IN_A_PAIR.finditer(plain)]
    if not named and not found:
        found = _lasting(plain)
    others = [*named, *found]
    if others and all(mention.code >= _OF_THE_SERVER for mention in others):
        found += [Mention(504, *match.span(), EVERYDAY, _SURENESS) for match in _TIMES_OUT.finditer(plain)]
    apart = [one for one in found if not any(m.start < one.end and one.start < m.end for m in named)]
    return sorted(apart, key=lambda mention: mention.start)


def _lasting(plain: str) -> list[Mention]:
    """How long two redirects last, where a text names both only so."""
    said = [(code, match) for code, pattern in _LASTING if (match := pattern.search(plain))]
    return [Mention(code, *match.span(), EVERYDAY, _SURENESS) for code, match in said] if len(said) == len(_LASTING) else []


def _mention(match: re.Match[str], words: dict[str, int]) -> Mention:
    return Mention(words[match["word"]], match.start(), match.end(), EVERYDAY, _SURENESS)
