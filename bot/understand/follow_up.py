"""Words that point back at the codes spoken of before: "후자는?", "가운데 건 캐시돼?", "반대는?", "왜?"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bot.asked import Question
from bot.model import Memory
from bot.understand import direction
from bot.understand.mention import Mention
from bot.understand.pattern import Pattern
from bot.understand.roles import roles_of

_ONE = r"\s*(?:거|것|걸|껀|건|껄|꺼|게|코드|쪽|놈|애)"
_PLACES: tuple[tuple[int, Pattern], ...] = (
    (2, Pattern(r"세\s*번째|셋째|3\s*번째|\bthird\b")),
    (1, Pattern(rf"(?:가운데|중간){_ONE}|\bmiddle\s+one\b")),
    (-1, Pattern(rf"마지막{_ONE}|맨\s*(?:뒤|끝)|\blast\s+(?:one|code)\b")),
    (
        0,
        Pattern(rf"전자|앞에?(?:의)?{_ONE}|첫\s*(?:번째|째)|1\s*번째|먼저\s*(?:거|것|말한)|\bformer\b|\bthe first\b|\bfirst one\b"),
    ),
    (
        1,
        Pattern(
            rf"후자|뒤에?(?:의)?{_ONE}|뒤엣|(?:뒤|나중)에\s*(?:나온|나오는|말한|말씀하신|언급한)|"
            r"두\s*번째|둘째|2\s*번째|나중\s*(?:거|것)|\blatter\b|\bthe second\b|\bsecond one\b"
        ),
    ),
)
_LEAD = r"\s*(?:아니|아|음|그럼|그러면|근데|그런데|그래서|ok|so|and|then|but|[\s,.])*"
_THE_OTHER_WAY = Pattern(
    rf"{_LEAD}(?:(?:그|이)\s*)?(?:반대|거꾸로|역으로|뒤집)\S{{0,6}}(?:\s*(?:경우|상황)\S{{0,2}})?"
    r"(?:\s*왜\s*(?:안|못)\s*\S{1,6})?[\s?!.~요]*|"
    rf"{_LEAD}(?:what\s+about\s+|how\s+about\s+)?(?:the\s+)?(?:other\s+way\s*(?:a?round)?|reverse|opposite|vice\s+versa)[\s?!.]*"
)
_WHY_SO = Pattern(
    rf"{_LEAD}(?:왜|어째서|이유[는가]?)\s*(?:요|죠|지|지요|그런데|그런\s*거|그래요?|인가요|뭐야|뭔데|뭐예요)?[\s?!.~]*|{_LEAD}(?:but\s+)?(?:why|how\s+come)[\s?!.]*"
)

_IN_OTHER_WORDS = Pattern(
    rf"{_LEAD}(?:좀|더|조금|그냥|다시|그거|그게|이게|무슨|뭔|잘|하나|한|두|\s)*"
    r"(?:쉽게|간단히|간단하게|짧게|줄로|마디로|줄\s*요약|요약|예시|예를\s*들어|예를\s*들면|말인지|소린지|말이야|소리야|이해가|이해를)"
    r"(?:\s*(?:좀|더|다시|도|하나|만|못|안|잘|설명|요약|정리|말|얘기|알려|들어|해|해줘|줘|줄래|주세요|해주세요|부탁|부탁해요|모르겠\S*|모르겟\S*|하겠\S*|가요|돼요|되는데|됨|요))*"
    rf"[\s?!.~ㅠㅜ]*|{_LEAD}(?:in\s+(?:plain|simple)\s+\w+|eli5|tl;?dr|(?:an?\s+)?example|i\s+don'?t\s+(?:get|understand)(?:\s+it)?)"
    r"(?:\s*please)?[\s?!.]*"
)


def ordinal(plain: str, codes: Sequence[int]) -> tuple[int, ...] | None:
    """The code meant, then the others; None where no word points at one, or there are no two."""
    pointing = _pointed_at(plain, codes)
    if not pointing:
        return None
    meant = pointing[0].code
    return (meant, *(code for code in codes if code != meant))


def _pointed_at(plain: str, codes: Sequence[int]) -> list[Mention]:
    """The words that point at one of several codes, in reading order, as mentions of it."""
    if len(codes) < 2:
        return []
    found = [(match.span(), place) for place, words in _PLACES if place < len(codes) and (match := words.search(plain))]
    first = {codes[place]: span for span, place in sorted(found, reverse=True)}  # "후자" and "마지막 거" may be the same one
    return sorted((Mention(code, *span, "place", 1.0) for code, span in first.items()), key=lambda mention: mention.start)


def argued_for(plain: str, codes: Sequence[int]) -> tuple[int, ...] | None:
    """(preferred, other) where a text asks why one of two codes spoken of before, or why not that one; None as for `ordinal`."""
    pointing = _pointed_at(plain, codes)
    if not pointing:
        return None
    meant, other = pointing[0].code, next(code for code in codes if code != pointing[0].code)
    told = direction.told_by_roles(plain, pointing, (meant, pointing[1].code)) if len(pointing) > 1 else None
    if told or len(pointing) > 1:
        return told or (meant, pointing[1].code)
    refused = roles_of(plain, pointing)[0] in ("aside", "refused") or _NOT_THAT_ONE.search(plain)
    return (other, meant) if refused else (meant, other)


_NOT_THAT_ONE = Pattern(
    r"(?:번째|째|후자|전자)\s?(?:거|것|걸|건|게|쪽)?(?:은|는|이|가|을|를|로|으로)?\s*(?:왜\s*)?(?:안\s|아니|아닌|않|못\s|말고|대신|비추|별로|싫|빼)|"
    r"나쁘|나쁜|못한\s|(?:쓰|주|하)면\s*(?:왜\s*)?안\s*(?:되|돼|됨|된)|"
    r"\bwhy\s+not\b|\bwrong\s+with\b|\bworse\b|\bnot\s+(?:the\s+)?(?:former|latter|first|second)\b"
)


def side_of_that(plain: str, named: Sequence[Mention], before: int) -> Literal["wanted", "aside"] | None:
    """What the code spoken of `before` is, where a text points at it beside the one that it names: `wanted` ("이거 대신 400 쓰면
    왜 안 돼요") or set `aside` ("이거 말고 409"); None where it does not say."""
    that = _THAT_ONE.search(plain)
    if that and before not in {mention.code for mention in named}:
        pair = sorted([*named, Mention(before, *that.span(), "that", 1.0)], key=lambda mention: mention.start)
        if told := direction.told_by_roles(plain, pair, tuple(dict.fromkeys(mention.code for mention in pair))):
            return "wanted" if told[0] == before else "aside"
    if _THE_OTHER_ONE.search(plain):
        return "aside"
    return "wanted" if _THAT_WANTED.search(plain) else None


_THAT = r"(?:이|그|요)\s?(?:거|걸|것|게|코드)"
_THAT_ONE = Pattern(rf"{_THAT}|\b(?:this|that\s+one)\b")
_THE_OTHER_ONE = Pattern(rf"^{_LEAD}(?:반대로|거꾸로)\s")
_THAT_WANTED = Pattern(rf"왜\s*(?:굳이\s*)?{_THAT}(?:를|을|로)?\s*(?:추천|권|쓰[는래라]|줘|주[는래라]|써|골|택)")


def of_a_few_words(plain: str, memory: Memory) -> Question | None:
    """What nothing but "왜?" or "반대는?" asks after codes were spoken of."""
    if len(memory.codes) > 1 and memory.intent == "why" and _THE_OTHER_WAY.fullmatch(plain):
        return Question("why", (memory.codes[1], memory.codes[0]), confidence=_SURE)
    if memory.codes and _IN_OTHER_WORDS.fullmatch(plain):
        return Question("define", memory.codes[:1], confidence=_SURE, detailed=True)
    if memory.codes and _WHY_SO.fullmatch(plain):
        pair = memory.codes[:2]
        if len(pair) > 1 and memory.intent in ("why", "compare"):
            return Question("why", pair, confidence=_SURE)
        return Question("define", pair[:1], confidence=_SURE, detailed=True)
    return None


_SURE = 0.8
