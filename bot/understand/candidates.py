"""Everything in a text that could be a status by its shape alone: written, spaced, said in Korean or in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from bot.korean import spoken
from bot.understand import cues, english
from bot.understand.mention import Mention
from bot.understand.pattern import Pattern

# Emoji that say what the number beside them is one of: vehicles, telephones, days, money, houses, hours, tickets.
THINGS = "🚃-🚐🚕-🚢🛳-🛵🛫🛬🛺🛻✈☎📞📟📠📅📆🗓💰-💹🪙🏠-🏭🕐-🕧🎫🎟"
_NO_THING_BEFORE = "".join(f"(?<![{THINGS}]{between})" for between in ("", " ", "\ufe0f", "\ufe0f "))
# Three digits that are no part of a longer number, an address, a time, a version or an amount of money.
_DIGITS = Pattern(
    rf"(?<![0-9])(?<![0-9][.:])(?<![0-9],)(?<![$₩€]){_NO_THING_BEFORE}(?P<code>[0-9]{{3}})(?![0-9])"
    rf"(?!\.[0-9]|:[0-9]|,[0-9]{{3}}(?![0-9]))(?! ?[{THINGS}])"
)
# A list of codes may be written tight: "301/302/303", "401,403".
_LIST = Pattern(r"(?<![0-9a-z_./:\-])[1-5]\d\d(?:\s*[/,·&+]\s*[1-5]\d\d)+(?![0-9a-z_])(?![.,:/\-]\d)")
# A number of any other length may be called a status, in a text that speaks of one: "상태 코드 1000", "status 0".
_ODD = Pattern(r"(?<![0-9a-z.:/#-])(?P<code>[0-9]{1,2}|[0-9]{4,5})(?![0-9a-z.:/%-])")
_OF_A_STATUS = Pattern(
    r"상태\s*(?:코드|값|번호)|응답\s*(?:코드|값|번호)|status|\bhttp|에러\s*(?:코드|번호)|번\s*(?:코드|에러|오류)|코드"
)
_ODD_TEXT = 80  # characters: longer texts hold numbers of every kind
# Beside a code in digits, 백 and 백이 are a hundred times, or the backend.
_SHORT_OF_A_HUNDRED, _TWO_HUNDRED = 2, 200
_SPACED = Pattern(r"(?<!\d)(?<!\d )(?P<a>[1-5]) (?P<b>\d) (?P<c>\d)(?! ?\d)")


@cache
def _spoken_codes() -> dict[str, int]:
    """Every way to say 100 to 999, with the code; said as a number, 이백 is 200."""
    return {word: number for number in range(100, 1000) for word in spoken(number)}


_SPOKEN = Pattern(
    r"(?<![가-힣\d])(?:[일이삼사오육칠팔구][공영일이삼사오육륙칠팔구]{2}|[이삼사오육칠팔구]?백(?:[이삼사오육칠팔구]?십)?[일이삼사오육칠팔구]?)"
)
_SPOKEN_TAIL = Pattern(
    r"(?:은|는|이|가|을|를|과|와|랑|이랑|하고|로|으로|도|의|에|번|에서|라|이라|면|야|이야|냐|보다|대신|말고|인|일\s|여야|부터|까지|같|처럼|뜨|떠|나|"
    r"났|떴|에러|오류|코드|$|[^가-힣])"
)


LISTED = "number in a list"  # of three and more: "301/302/303"
_MOST = 400  # numbers of one text that are looked into; a pasted log holds its statuses in forms, not in loose numbers


def candidates(plain: str) -> list[Mention]:
    """Everything in a text that could be a status by its shape alone, in reading order."""
    return list(_candidates(plain))


@lru_cache(maxsize=8)
def _candidates(plain: str) -> tuple[Mention, ...]:
    """Asked for several times while one message is read."""
    found = list(_written(plain))
    if not plain.isdecimal():  # nothing is spaced or said where there are only digits
        said = [m for m in _said(plain) if not found or m.end - m.start > _SHORT_OF_A_HUNDRED or m.code >= _TWO_HUNDRED]
        said += _half_said(plain, beside=bool(found))
        found = [*found, *_spaced(plain), *said, *_said_in_english(plain)] or list(_odd(plain))
    return tuple(sorted(found, key=lambda mention: mention.start)[:_MOST])


def _written(plain: str) -> Iterator[Mention]:
    starts = set()
    for match in _LIST.finditer(plain):
        members = list(_members(match))
        what = LISTED if len(members) > 2 else "number"
        starts |= {start for start, _ in members}
        yield from (Mention(int(plain[start:end]), start, end, what, 1.0) for start, end in members)
    for match in _DIGITS.finditer(plain):
        if match.start("code") not in starts:
            yield Mention(int(match["code"]), match.start("code"), match.end("code"), "number", 1.0)


def _odd(plain: str) -> Iterator[Mention]:
    """Numbers of another length, where nothing else could be the status that a short text speaks of."""
    if len(plain) <= _ODD_TEXT and _OF_A_STATUS.search(plain):
        for match in _ODD.finditer(plain):
            yield Mention(int(match["code"]), match.start(), match.end(), "odd number", 1.0)


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
        code = _spoken_codes().get(word.replace("륙", "육"))
        if code and _SPOKEN_TAIL.match(plain, end) and (word != "백" or _CALLED_SO.match(plain, end)):
            yield Mention(code, match.start(), end, "spoken number", 0.9 if len(word) > 2 else 0.6)


def _half_said(plain: str, *, beside: bool) -> Iterator[Mention]:
    """A hundred written half in digits: "5백", "2백4". As it is mostly money, a round one counts only `beside` another status,
    or where HTTP is spoken of."""
    round_ones = beside or ("백" in plain and cues.speaks_of_http(plain))
    for match in _HALF_SAID.finditer(plain):
        if (match["rest"] or round_ones) and _SPOKEN_TAIL.match(plain, match.end()):
            yield Mention(int(match["hundreds"]) * 100 + int(match["rest"] or 0), match.start(), match.end(), "spoken number", 0.9)


_HALF_SAID = Pattern(r"(?<![\d.,])(?P<hundreds>[1-5])백(?P<rest>\d{1,2})?(?!\d|\s?번?\s?대|\s?(?:원|명|만|번\b))")
_CALLED_SO = Pattern(r"\s?(?:번|코드|에러|응답|상태|이\s?[뭐뭔])")  # 백 alone is a hundred of anything, or the backend


def _said_in_english(plain: str) -> Iterator[Mention]:
    for match in english.SAID.finditer(plain):
        if code := english.number(match[0]):
            yield Mention(code, match.start(), match.end(), "spoken number", 0.9)
    for match in _WITH_AN_O.finditer(plain):
        yield Mention(int(match[0].replace("o", "0")), match.start(), match.end(), "spoken number", 0.9)


_WITH_AN_O = Pattern(r"(?<![a-z0-9])[1-5](?:o[0-9o]|[0-9]o)(?![a-z0-9])")  # "4O4"


_ENDINGS_OF_IDA = frozenset("면라야죠고었예에여든")  # "이백이면" is 200이면 far more often than 202면


def _reads_as_particle(plain: str, end: int, syllable: str) -> bool:
    """Whether the 이 of 오백이 (or the 일 of 오백일) is a particle: "오백이 뭐야", "오백일 때", but "오백이는", "오백일이랑"."""
    rest = plain[end : end + 3]
    if _SPOKEN.match(plain, end + 1):
        return False  # "오백이 오백사": two numbers in a row
    if syllable == "이" and rest[:1] == "랑":
        # "오백이랑" is 500이랑, as who means 502 says 오공이; 300 and 302 are the other way round.
        return plain[end - 3] in "이사오"
    if syllable == "이" and rest[:1] in _ENDINGS_OF_IDA:
        return True
    return rest[:1] == " " if syllable == "이" else rest.lstrip()[:1] in ("때", "까")
