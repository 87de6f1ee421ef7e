"""Which of two codes a text argues for, and what the words around each code make of it.

Direction is read from the words around each code, never from the order of the codes alone. Each code gets a role:
`wanted` ("B로 바꾸라", "insist on B"), `aside` ("A 말고", "instead of A"), `refused` ("A 쓰면 안 되", "why not A") or none. What is
refused is what the asker would rather use: "A 대신 B 쓰면 안 되는 이유" asks why A. A linear model weighs the roles with the
letters around the codes, since no list of wordings is ever whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.model import Memory
from bot.understand import features, topics
from bot.understand.linear import Linear
from bot.understand.mention import Mention
from bot.understand.pattern import Pattern
from bot.understand.reading import MARKS, Reading
from bot.understand.roles import NEGATED_WHY, WORSE, Role, roles_of

_WHY = Pattern(
    r"왜|이유|까닭|근거|어째서|굳이|명분|\bwhy\b|\breasons?\b|\brationale\b|\bbecause\b|\bpoint\b|"
    r"what'?s\s+wrong"
)
_COMPARE = Pattern(
    r"차이|다른|다르|달라|다름|구분|구별|비교|헷갈|헛갈|각각|\bvs\b|\bversus\b|\bdiff|\bcompar|\bor\b|아니면|"
    r"둘\s*(?:이|은|다|중)|뭐가\s*뭔지|같은\s*거|\bsame\b|mix(?:ing|ed)?\s+(?:\S+\s+){0,3}up|\bconfus(?:e|ed|ing)\b|\bwhen\b.{1,40}\bwhen\b"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """`codes` as the intent orders them; `missing` names the side of a pair that the text leaves to the conversation."""

    intent: Literal["define", "compare", "why"]
    codes: tuple[int, ...]
    missing: Literal["wanted", "aside", "other"] | None = None


MODEL = Linear("direction")
_LONGEST_PIECE = 5
_LEFT, _RIGHT = 14, 16


def preferred(reading: Reading) -> tuple[float, tuple[int, ...]]:
    """How surely (0-1) and which of the two codes of a text it argues for: (preferred, other).

    The model decides, to which the roles that their words give the two codes are clues like any other. Only where a sentence is
    turned round is it beyond a sum of clues, and the roles decide.
    """
    if (told := by_roles(reading)) and _is_turned_round(reading):
        return _BY_ROLES, told
    first, second = reading.codes[:2]
    side, sure = next(iter(MODEL.probabilities(clues(reading)).items()))
    return sure, ((first, second) if side == "first" else (second, first))


_BY_ROLES = 0.95  # how sure the roles are where a sentence is turned round: right in 98 of 100 such questions of the corpus


def _is_turned_round(reading: Reading) -> bool:
    """Whether a text argues against what it seems to want: "302가 307보다 나쁜 이유", "302 말고 307 안 쓰는 이유"."""
    if WORSE.search(reading.plain) or NEGATED_WHY.search(reading.plain):
        return True
    given: dict[int, set[Role]] = {}
    for mention, role in zip(reading.named, roles_of(reading.plain, reading.named), strict=True):
        given.setdefault(mention.code, set()).add(role)
    return {"refused"} in given.values()


def clues(reading: Reading) -> list[str]:
    """The letters around each of two codes, each with its mark, and the roles that their words give them.

    Nothing tells the two apart but their marks, so that what is learnt of one holds for the other (`mirrored`).
    """
    masked = reading.masked
    found = dict.fromkeys(f"t:{piece}" for piece in features.pieces(masked, _LONGEST_PIECE))
    for mark in MARKS[:2]:
        for at in [i for i, letter in enumerate(masked) if letter == mark][:3]:
            found.update(dict.fromkeys(_around(masked, at, mark)))
    roles = roles_of(reading.plain, reading.named)
    for mention, role in zip(reading.named, roles, strict=True):
        found[f"role:{MARKS[min(reading.codes.index(mention.code), 2)]}:{role}"] = None
    directed = by_roles(reading)
    found[f"by roles:{MARKS[reading.codes.index(directed[0])] if directed else None}"] = None
    found.update(dict.fromkeys((*_words(masked), *_of_the_codes(*reading.codes[:2]))))
    return list(found)


def mirrored(found: Sequence[str]) -> list[str]:
    """The clues of the same text with its two codes in each other's place: whatever it argued for, it now argues for the other."""
    return [clue.translate(_EACH_OTHER) for clue in found]


_EACH_OTHER = str.maketrans({MARKS[0]: MARKS[1], MARKS[1]: MARKS[0]})


def _of_the_codes(first: int, second: int) -> tuple[str, ...]:
    """Which codes they are: few argue for 200 against an error, most for 409 against 400."""
    one, other = sorted((f"{first}{MARKS[0]}", f"{second}{MARKS[1]}"))
    return f"is:{one}", f"is:{other}", f"pair:{one}{other}"


def _words(masked: str) -> Iterator[str]:
    """The words near the two codes, by where they stand: beside one of them, between the two, behind both."""
    words = _WORD.findall(masked)
    stems = [word[: features.STEM] if word[0].isascii() else word[:2] for word in words]
    places = [i for i, word in enumerate(words) if word in MARKS[:2]]
    yield "order:" + "".join(words[i] for i in places)
    for place in places:
        mark = words[place]
        for i in range(max(0, place - _NEAR_BEFORE), min(len(words), place + _NEAR_BEHIND)):
            if i != place:
                side = "-" if i < place else "+"
                yield f"{mark}@{i - place if abs(i - place) <= _BESIDE else side}:{words[i]}"
                yield f"{mark}#{side}:{stems[i]}"
        yield from (f"{mark}p:{stems[i]}_{stems[i + 1]}" for i in range(place + 1, min(len(words) - 1, place + _NEAR_BEHIND - 1)))
    if len(places) > 1:
        between, behind = slice(places[0] + 1, places[1]), slice(places[-1] + 1, None)
        yield from (f"mid:{piece}" for piece in (*words[between][:_COUNTED], *stems[between][:_COUNTED]))
        yield from (f"end:{words[places[-1]]}:{piece}" for piece in (*words[behind][:_COUNTED], *stems[behind][:_COUNTED]))


_WORD = re.compile(r"[가-힣ㄱ-ㅣ]+|[a-z0-9]+|[①②③]")
_NEAR_BEFORE, _NEAR_BEHIND, _BESIDE, _COUNTED = 4, 6, 2, 6  # words


def by_roles(reading: Reading) -> tuple[int, ...] | None:
    """Which of the two codes of a text its words prefer: (preferred, other); None when they do not say."""
    return told_by_roles(reading.plain, reading.named, reading.codes[:2])


def told_by_roles(plain: str, mentions: Sequence[Mention], codes: tuple[int, ...]) -> tuple[int, ...] | None:
    """The same of two `codes`, where `mentions` say which words of the text stand for them."""
    live = [(m.code, role) for m, role in zip(mentions, roles_of(plain, mentions), strict=True)]
    return _by_roles(plain, codes, live)


def _around(masked: str, at: int, mark: str) -> Iterator[str]:
    left = features.squeezed(masked[max(0, at - _LEFT) : at])
    right = features.squeezed(masked[at + 1 : at + 1 + _RIGHT])
    for size in range(1, 8):
        yield f"{mark}<{left[-size:]}"
        yield f"{mark}>{right[:size]}"
    yield from (f"{mark}>>{right[i : i + 3]}" for i in range(len(right) - 2))
    yield from (f"{mark}<<{left[i : i + 3]}" for i in range(len(left) - 2))


def memory_of(reading: Reading) -> Memory:
    """What an earlier message of a conversation leaves to remember, told by its codes alone; the preferred of a pair first.

    Where a code is told by number, everyday Korean beside it is none: "값 범위 오류에는 422".
    """
    if any("number" in mention.what for mention in reading.named):
        reading = replace(reading, named=[mention for mention in reading.named if mention.what != "name"])
    asked = asked_of(reading.plain, reading.named) if reading.named else None
    if asked is None and not reading.codes and topics.is_about_study(reading.plain):
        return Memory(intent="study")
    if asked is None:
        return Memory(reading.codes, "class" if reading.status_class else "none", reading.status_class)
    return Memory(tuple(dict.fromkeys((*asked.codes, *reading.codes))), asked.intent, reading.status_class)


def asked_of(plain: str, mentions: Sequence[Mention]) -> Asked | None:
    """Read the intent for at least one mention; None when every code named is only said to be known already."""
    live = [(m.code, role) for m, role in zip(mentions, roles_of(plain, mentions), strict=True) if role != "known"]
    codes = tuple(dict.fromkeys(code for code, _ in live))
    if not codes:
        return None
    if len(codes) == 1:
        return _of_one(plain, codes[0], {role for _, role in live})
    if len(codes) == 2 and not _only_compares(plain):
        directed = _by_roles(plain, codes, live)
        if directed:
            return Asked("why", directed)
    return Asked("compare", codes)


def compares(plain: str) -> bool:
    """Whether a text says in so many words that it compares."""
    return bool(_COMPARE.search(plain))


def asks_why(plain: str) -> bool:
    """Whether a text asks for a reason in so many words."""
    return bool(_WHY.search(plain))


def asks_for_a_cause(plain: str) -> bool:
    """Whether a text asks what makes a code occur, rather than why it is the right one."""
    return bool(_CAUSE.search(plain))


_CAUSE = Pattern(
    r"왜\s*(?:이리|자꾸|계속|갑자기|또|맨날)?\s*(?:그래|그러|그런|그럼\b|이래|이러|이런|이럼|저래|뜨|떠|뜸|나[오와옴요는]|생기|생겨|발생|찍|터[지져]|걸[리려])|"
    r"원인|\bwhy\s+(?:am|are|is|do|does|did|would)\s+(?:i|we|it|this|my|our|they|the\s+\w+)\s+(?:\w+\s+)?"
    r"(?:get|getting|see|seeing|happen|happening|throw|throwing|keep)\b"
)


def only_compares(reading: Reading) -> bool:
    """Whether a text compares in so many words, asks for no reason, and gives none of its codes a role."""
    if asks_why(reading.plain):
        return False
    if _EITHER_OR.search(reading.masked):
        return True
    if not compares(reading.plain):
        return False
    return bool(_SIDE_BY_SIDE.search(reading.plain)) or by_roles(reading) is None


# "401이야 403이야", "422인가요 400인가요": neither is argued for.
_EITHER_OR = Pattern(r"①\s?(?:번)?(?:이?[야냐니]|이?에요|예요|인가요?|인지|임|입니까|인가)[?,.\s]*(?:아니면\s*)?②")
_SIDE_BY_SIDE = Pattern(r"\bmix(?:ing|ed)?\s+(?:\S+\s+){0,3}up|\bconfus(?:e|ed|ing)\b|\bwhen\b.{1,40}\bwhen\b")


def _only_compares(plain: str) -> bool:
    return bool(_COMPARE.search(plain)) and not _WHY.search(plain)


def _of_one(plain: str, code: int, roles: set[Role]) -> Asked:
    if roles & {"aside", "refused"}:
        return Asked("why", (code,), missing="wanted")
    if "wanted" in roles and _WHY.search(plain):
        return Asked("why", (code,), missing="aside")
    if _COMPARE.search(plain):
        return Asked("compare", (code,), missing="other")
    return Asked("define", (code,))


def _by_roles(plain: str, codes: tuple[int, ...], live: Sequence[tuple[int, Role]]) -> tuple[int, ...] | None:
    """(preferred, other) as the words around the codes have it; None when no words say which is which."""
    directed = _directed(codes, live)
    if directed is None:
        return None
    turned = bool(WORSE.search(plain))
    if not any(role == "refused" for _, role in live) and NEGATED_WHY.search(plain):
        turned = not turned
    return directed[::-1] if turned else directed


def _directed(codes: tuple[int, ...], live: Sequence[tuple[int, Role]]) -> tuple[int, ...] | None:
    """(wanted, other), or None when no words say which is which."""
    roles: dict[int, set[Role]] = {code: set() for code in codes}
    for code, role in live:
        roles[code].add(role)
    for strong in ("refused", "aside", "wanted"):
        holders = [code for code in codes if strong in roles[code]]
        if len(holders) == 1:
            other = next(code for code in codes if code != holders[0])
            return (holders[0], other) if strong == "wanted" else (other, holders[0])
    return None
