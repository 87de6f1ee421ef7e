"""A code that somebody gives, and whether it is the right one for what happened: "로그인 안 했는데 403이 맞죠?".

What is asked is the code for the case, so the case alone is read, without the code that stands to be judged.
"""

from __future__ import annotations

from bot.understand import attribute, cues, mentions
from bot.understand.pattern import Pattern
from bot.understand.reading import Reading

_GIVING = r"(?:주|줘|줬|준|내리|내려|내린|쓰|써|쓴|쓸|보내|보낸|던지|던져|뱉|리턴|반환|응답|답|처리|return|나가|나오|오)\S{0,4}"
_WHETHER_IT_FITS = Pattern(
    rf"\s?(?:번|코드)?(?:을|를|으?로|이|가)?\s*(?:{_GIVING}\s*)?(?:게|거|것이|건|도|이|가|면)?\s*"
    r"(?:맞(?!추|춰)|옳|괜찮|적절|적당|알맞|어울|애매|어색|이상하|이상한|별로|틀|잘못|되나|되는|되죠|되지|돼\b|돼요|됩니까|됨\b)"
)
_SOMETHING_BETTER = Pattern(
    r"\s?(?:번|코드)?\s*(?:말고|보다|대신)\s*(?:더\s*)?(?:\S{1,6}\s)?"
    r"(?:(?:적절|적당|알맞|나은|낫|좋은|맞는|정확|어울|다른)\S*\s*(?:거|것|게|건|코드|번호|응답|없|있)|뭐|뭘|무슨|어떤|몇)"
)
_WHETHER_IT_FITS_BEFORE = Pattern(
    r"(?:is\s+it\s+(?:right|ok|okay|correct|fine|wrong|appropriate)\s+to\s+(?:return|send|use|give|answer|respond\s+with)\s+(?:an?\s+)?|"
    r"(?:should|shouldn't)\s+(?:it|that|this|we)\s+(?:really\s+)?(?:be|return)\s+(?:an?\s+)?|\bis\s+(?:an?\s+)?)$"
)
_RIGHT_BEHIND = Pattern(r"\s*(?:really\s+|the\s+)?(?:right|correct|appropriate|ok|okay|wrong|proper)?\b")
_HEARD_BEFORE = 48


def case_told(seen: Reading) -> tuple[str, int | None] | None:
    """What happened, where a text asks whether its only code is the right one for it, and that code where another is asked for.

    None where it asks nothing such. A property of the code is asked of it behind it: "204에 본문 넣어도 되나요".
    """
    if len(seen.codes) != 1 or len(seen.named) != 1 or "number" not in seen.named[0].what or seen.log.looks:
        return None
    mention, plain = seen.named[0], seen.plain
    case = mentions.without(plain, seen.named)
    if attribute.asked_property(plain[mention.end :]):
        return None
    if _SOMETHING_BETTER.match(plain, mention.end):
        return case, mention.code
    before = plain[max(0, mention.start - _HEARD_BEFORE) : mention.start]
    fits = _WHETHER_IT_FITS.match(plain, mention.end) or (
        _WHETHER_IT_FITS_BEFORE.search(before) and _RIGHT_BEHIND.match(plain, mention.end)
    )
    return (case, None) if fits and not cues.asks_what(plain) else None
