"""All mentions of codes in a text, by number and by name, and whether they are mentioned in a question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.asked import Found
from bot.understand import cues, numbers, topics
from bot.understand.log import Log
from bot.understand.mention import EVERYDAY, Mention
from bot.understand.names import SHARED, Names
from bot.understand.pattern import Pattern
from bot.understand.text import Text

_UNSURE = 0.6  # a mention no surer than this needs words beside it: 백 may be a hundred of anything
_ASKED_OF_IT = Pattern(
    r"\s?(?:번|코드|에러|오류)?(?:은|는|이|가|이라는|라는|란)?\s?(?:[뭐뭔뭘머모]|무[슨엇]|뜻|"
    r"의미|왜|설명|알려|란\b|\?|요\b|번?\s*$|\W*$)"
)
_ALONE = Pattern(r"[\W_]*")


def find(text: Text, names: Names, log: Log) -> tuple[list[Mention], list[Mention]]:
    """The mentions in reading order, one for a code named twice in a row, and the numbers that may be mentions as well.

    Lines of `log` that are known whole are left out.
    """
    named = [m for m in names.find(text.plain) if not log.closed or not log.is_closed(text.origin[m.start])]
    named = [m for m in named if not _is_what_a_product_calls_it(text.plain, m)]
    surely, perhaps = numbers.find(text, log, named)
    taken = [*((m.start, m.end) for m in named), *topics.class_spans(text.plain)]
    counted, doubted = (
        [n for n in some if not any(start < n.end and n.start < end for start, end in taken)] for some in (surely, perhaps)
    )
    return _without_everyday_words(text, merged(text.plain, _told_apart(text.plain, [*counted, *named], names))), doubted


def _told_apart(plain: str, mentions: Sequence[Mention], names: Names) -> list[Mention]:
    """The mentions with a name of two codes taken for the one of them that it is put against: "인증 안 됨이랑 권한 없음"."""
    told = sorted(mentions, key=lambda m: m.start)
    for at in range(len(told) - 1):
        one, other = told[at : at + 2]
        if SHARED in (one.what, other.what) and _AGAINST.fullmatch(plain[one.end : other.start]):
            told[at], told[at + 1] = _not_the_code_of(other, one, plain, names), _not_the_code_of(one, other, plain, names)
    return told


def _not_the_code_of(other: Mention, shared: Mention, plain: str, names: Names) -> Mention:
    """A name as it is, or for one that `other` may have too the code that is left for it."""
    left = [code for code in names.sharers(plain[shared.start : shared.end]) if code != other.code]
    return Mention(left[0], shared.start, shared.end, "name", shared.confidence) if len(left) == 1 else shared


_AGAINST = Pattern(r"['\"]?\s?(?:이?랑|와|과|하고|vs\.?|/|,|말고|대신|보다|이?\s?아니[라고]|이?냐|인가요?|인지)[\s,?]*['\"]?")


def _is_what_a_product_calls_it(plain: str, name: Mention) -> bool:
    """Whether a name stands right behind a product's own number: "561 Unauthorized" is no 401."""
    number = _NUMBER_BEFORE.search(plain[max(0, name.start - 6) : name.start])
    return bool(number) and name.what == "phrase" and numbers.is_of_a_product(int(number[1]))  # type: ignore[index]


_NUMBER_BEFORE = Pattern(r"(?<!\d)(\d{3})[\s:,-]{1,2}$")


def merged(plain: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions in reading order, one for a code told by number and by name in a row."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: m.start):
        if kept and _same_thing(plain, kept[-1], mention):
            kept[-1] = kept[-1].joined(mention)
        else:
            kept.append(mention)
    return kept


def _without_everyday_words(text: Text, mentions: Sequence[Mention]) -> list[Mention]:
    """A phrase that is also an English word counts where it is written as a name ("Gone", `found`) or beside another one."""
    everyday = [m for m in mentions if m.what == EVERYDAY]
    if not everyday:
        return list(mentions)
    paired = len({m.code for m in mentions}) > 1
    return [m for m in mentions if m.what != EVERYDAY or (paired and not _agrees(text, m)) or _written_as_a_name(text, m)]


_IS = Pattern(r"(?:\b(?:it|is|it['’]?s|that['’]?s|be|are|am|seems?|looks?|all|still|really|totally)|[\"'])\s*$")
_MAY_BE = Pattern(r"\s*(?:to|if|for|with)\b|\s*[?:]|\s*[\"']\s*:|\s*$")
_KEY = Pattern(r"[\"']\s*:")  # {"ok": true}
_ASSENT = ("ok", "okay", "okey", "오케이")
_GOES_ON = Pattern(
    r"\s*[,.!~]*\s*(?:and|so|but|then|now|what|how|why|got|thanks?|thx|cool|let|i|we|got|그럼|그러면|그래서|근데)\b|\s*[,.!~]"
)


def _agrees(text: Text, mention: Mention) -> bool:
    """Whether a word of assent is no name: it begins a text ("ok, and 423?"), or says that something may be ("is it ok to …")."""
    before, said = text.plain[: mention.start], text.plain[mention.start : mention.end]
    if said not in _ASSENT:
        return False
    if not before.strip():
        return bool(_GOES_ON.match(text.plain, mention.end))
    return bool(_IS.search(before) or _MAY_BE.match(text.plain, mention.end)) and not _GIVEN.match(text.plain, mention.end)


_GIVEN = Pattern(
    r"\s?(?:을|를|으?로)?\s?(?:주[면는고려기]|내리|내려|리턴|반환|응답|상태|코드)"
)  # what is done with a code: "gone 주면"


def _written_as_a_name(text: Text, mention: Mention) -> bool:
    first = text.raw[text.origin[mention.start]]
    before, after = text.plain[mention.start - 1 : mention.start], text.plain[mention.end : mention.end + 1]
    if _KEY.match(text.plain, mention.end):
        return False
    if _GIVEN.match(text.plain, mention.end):
        return True
    return mention.start > 0 and (first.isupper() or (before in "\"'`(" and after in "\"'`)")) and bool(before)


def found(text: Text, mentions: Sequence[Mention]) -> tuple[Found, ...]:
    """Mentions as a Question tells of them."""
    return tuple(text.found(m.what, m.start, m.end) for m in mentions)


def in_question(plain: str, mentions: Sequence[Mention]) -> bool:
    """Codes and names stand alone, or in company that asks: "정상 처리 됐습니다" and "내일 404 가요" are no questions.

    A Korean name is also everyday Korean ("접근 금지 구역이 뭐야"), so beside one the company must speak of HTTP, or say
    nothing but that it asks.
    """
    if len(mentions) > 1:
        return True
    rest = without(plain, mentions)
    if _ALONE.fullmatch(rest):
        return mentions[0].confidence > _UNSURE
    if mentions[0].what in ("name", SHARED):
        return cues.asks_meaning(rest) or not cues.bare(rest)
    return cues.is_asking(rest)


def is_asked_of(plain: str, mention: Mention) -> bool:
    """Whether the question stands right behind a mention: "460 설명", "204는 뭐예요"."""
    return bool(_ASKED_OF_IT.match(plain[mention.end : mention.end + 12]))


def _same_thing(plain: str, one: Mention, other: Mention) -> bool:
    """The same code named twice in a row: "404 Not Found", "게이트웨이 오류 502"."""
    between = plain[one.end : other.start]
    twice = "number" in one.what and "number" in other.what  # rows of a report: each counts
    return one.code == other.code and not twice and len(between) <= 12 and not re.search(r"[?!\n]", between)


def without(plain: str, mentions: Sequence[Mention]) -> str:
    kept = list(plain)
    for mention in mentions:
        kept[mention.start : mention.end] = " " * (mention.end - mention.start)
    return "".join(kept)
