"""What is asked of the codes a text names: define one, compare several, or why one rather than another.

Direction is read from what follows or precedes each code, never from their order alone: in "302 말고 307", "307 over 302",
"200을 201로 바꾸라" and "504야 502가 아니고" each code is either wanted or set aside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.understand.mention import Mention

Role = Literal["wanted", "aside", "known", "open"]

_PARTICLE = r"\s*(?:번)?\s*(?:코드|에러|오류|응답|상태)?\s*(?:은|는|이|가|을|를|로|으로|에|야|이야|보단|도)?\s*"
_ASIDE_AFTER = re.compile(
    _PARTICLE
    + r"(?:말고|말구|대신|보다|보단|두고|놔두고|제쳐\s*두고|제치고|빼고|버리고|피하고|피해|아니라|아니고|아닌|아니구|"
    + r"(?:안|못)\s*[가-힣]{1,5}(?:고|구)\b|[가-힣]{1,5}지\s*(?:말고|않고|말구|말라|마라)|"
    + r"(?:을|를)?\s*[가-힣]{0,3}(?:면|도)\s*(?:되|돼|될)(?:잖|는데|지|텐데|던데|지\s*않)|로도?\s*충분|로는\s*안)"
)
_ASIDE_BEFORE = re.compile(
    r"(?:instead\s+of|rather\s+than|over|in\s+place\s+of|than|(?<!why\s)not|avoid)\s*(?:an?|the|using|use|http)?\s*$"
)
_CHANGED_FROM = re.compile(r"\s*(?:코드|응답)?\s*(?:을|를|에서)\s*$")
_CHANGED_TO = re.compile(r"\s*(?:으로|로)\s*(?:바꾸|바꿔|변경|교체|고치|고쳐|수정|옮기|전환)")
_WANTED_AFTER = re.compile(r"\s*(?:over|instead\s+of|rather\s+than)\b")
_WANTED_BEFORE = re.compile(r"(?:굳이|차라리|꼭|prefer)\s*$")
_KNOWN_AFTER = re.compile(
    _PARTICLE + r"(?:ok|[a-z ]{0,24})\s*(?:은|는|이|가|을|를)?\s*(?:알겠|알고|알아|아는데|이해했|이해는|됐고|나왔었|봤는데)"
)
_REFUSED = re.compile(
    r"(?:쓰|주|내리|보내|하|던지|되돌려\s*주|내려\s*주|돌려\s*주)(?:으)?면\s*(?:왜\s*)?안\s*(?:되|돼|됨|될|된)|why\s+(?:not|can'?t|shouldn'?t)"
)
_WHY = re.compile(r"왜|이유|어째서|굳이|\bwhy\b|\breasons?\b")
_COMPARE = re.compile(
    r"차이|다른|다르|달라|다름|구분|구별|비교|헷갈|헛갈|각각|\bvs\b|\bversus\b|\bdiff|\bcompare|\bor\b|아니면|둘\s*(?:이|은|다|중)|뭐가\s*뭔지"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """`codes` as the intent orders them; `missing` names the side of a pair that the text leaves to the conversation."""

    intent: Literal["define", "compare", "why"]
    codes: tuple[int, ...]
    missing: Literal["wanted", "aside", "other"] | None = None


def asked_of(plain: str, mentions: Sequence[Mention]) -> Asked | None:
    """Read the intent for at least one mention; None when every code named is only said to be known already."""
    roles = _roles(plain, mentions)
    live = [(m, role) for m, role in zip(mentions, roles, strict=True) if role != "known"]
    codes = tuple(dict.fromkeys(m.code for m, _ in live))
    wanted = [m.code for m, role in live if role == "wanted"]
    aside = [m.code for m, role in live if role == "aside"]
    if not codes:
        return None
    if len(codes) == 1:
        return _of_one(plain, codes[0], wanted, aside)
    if len(codes) == 2 and (aside or wanted) and not (aside and set(codes) <= set(aside)):
        return Asked("why", _directed(plain, codes, wanted, aside))
    return Asked("compare", codes)


def _of_one(plain: str, code: int, wanted: Sequence[int], aside: Sequence[int]) -> Asked:
    if aside:
        return Asked("why", (code,), missing="wanted")
    if wanted and _WHY.search(plain):
        return Asked("why", (code,), missing="aside")
    if _COMPARE.search(plain):
        return Asked("compare", (code,), missing="other")
    return Asked("define", (code,))


def _directed(plain: str, codes: tuple[int, ...], wanted: Sequence[int], aside: Sequence[int]) -> tuple[int, ...]:
    left = aside[0] if aside else next(code for code in codes if code != wanted[0])
    right = next(code for code in codes if code != left)
    return (left, right) if _REFUSED.search(plain) else (right, left)


def _roles(plain: str, mentions: Sequence[Mention]) -> list[Role]:
    roles: list[Role] = []
    for index, mention in enumerate(mentions):
        until = mentions[index + 1].start if index + 1 < len(mentions) else len(plain)
        since = mentions[index - 1].end if index else 0
        roles.append(_role(plain[since : mention.start], plain[mention.end : until]))
    for index in range(len(mentions) - 1):
        between = plain[mentions[index].end : mentions[index + 1].start]
        after = plain[mentions[index + 1].end :]
        if _CHANGED_FROM.fullmatch(between) and _CHANGED_TO.match(after):
            roles[index], roles[index + 1] = "aside", "wanted"
    return roles


def _role(before: str, after: str) -> Role:
    if _KNOWN_AFTER.match(after):
        return "known"
    if _ASIDE_AFTER.match(after) or _ASIDE_BEFORE.search(before):
        return "aside"
    if _WANTED_AFTER.match(after) or _WANTED_BEFORE.search(before):
        return "wanted"
    return "open"
