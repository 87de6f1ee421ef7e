"""Example exchange → code: a request and its response, with the status taken out of the response.

Wrong choices contradict what is shown: a field that the code must have is not there, or the request asks for nothing it answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.korean import with_particle
from bot.registry.catalog import Catalog
from bot.study.item import Item
from bot.study.question import Choice, Quiz, arranged

if TYPE_CHECKING:
    from bot.registry.model import Code

ASK = "`???` 자리에 들어갈 상태 코드는 무엇입니까?"
BLANK = "???"
_PLAUSIBLE = 5
_LEAST_WRONG = 2
_KOREAN = re.compile(r"[가-힣]")
_CONDITIONS = {"if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "if-range"}
_NEEDED = {"range": {"range"}, "conditional": _CONDITIONS, "upgrade": {"upgrade"}, "expect": {"expect"}}
_NEEDED_SAID = {"range": "`Range`", "conditional": "`If-Match` 같은 조건 헤더", "upgrade": "`Upgrade`", "expect": "`Expect`"}


@dataclass(frozen=True, slots=True)
class Side:
    """A message as far as a question needs it: the lower-case names of its fields, and whether it carries content."""

    fields: frozenset[str]
    content: bool


def subjects(item: Item, catalog: Catalog) -> tuple[str, ...]:
    """The item's code, where its example shows what it is and enough codes contradict it; none for a pair."""
    code = catalog.code(item.codes[0]) if len(item.codes) == 1 else None
    if code is None or code.lifecycle != "current" or not _tells(code):
        return ()
    return (item.id,) if len(wrong(code, catalog)) >= _LEAST_WRONG else ()


def make(subject: str, seed: str, catalog: Catalog) -> Quiz | None:
    """The question about a code's example; None where the subject is not one of `subjects`."""
    code = catalog.code(int(subject)) if subject.isdecimal() else None
    if code is None or not subjects(Item((code.number,)), catalog):
        return None
    right = Choice(subject, subject, right=True)
    others = (Choice(str(number), str(number), right=False, why=why) for number, why in wrong(code, catalog))
    return Quiz(
        "exchange", subject, seed, subject,
        ask=ASK,
        shown=f"{code.example.request.strip()}\n\n{masked(code)}",
        choices=arranged(right, others, subject, seed),
        because=code.summary,
        sources=(code.spec,),
        codes=(code.number,),
    )  # fmt: skip


def masked(code: Code) -> str:
    """The example response with its number and phrase blanked, wherever they stand."""
    text = code.example.response.strip().replace(f"{code.number} {code.phrase}", BLANK).replace(code.phrase, BLANK)
    return re.sub(rf"(?<![\w.-]){code.number}(?![\w.-])", BLANK, text)


def _tells(code: Code) -> bool:
    """Whether the exchange shows more than that something failed: a field of the code's own rules, or words."""
    asked, answered = side(code.example.request), side(code.example.response)
    body = masked(code).partition("\n\n")[2]
    named = any(rule.name.lower() in asked.fields | answered.fields for rule in code.facts.fields)
    return named or code.number < 300 or bool(_KOREAN.search(body))


def wrong(code: Code, catalog: Catalog) -> tuple[tuple[int, str], ...]:
    """The most plausible codes that the exchange contradicts, each with what contradicts it."""
    asked, answered = side(code.example.request), side(code.example.response)
    near = {other.number for other in code.related}
    found = []
    for number in catalog.numbers:
        other = catalog.code(number)
        if other and number != code.number and other.lifecycle == "current" and other.importance != "rare":
            reason = next(contradictions(other, asked, answered), None)
            if reason:
                found.append((number not in near, number // 100 != code.number // 100, _rarity(other), number, reason))
    return tuple((number, reason) for *_, number, reason in sorted(found)[:_PLAUSIBLE])


def contradictions(other: Code, asked: Side, answered: Side) -> Iterator[str]:
    """Why an exchange cannot be an example of another code, in Korean; nothing where it could."""
    facts, number = other.facts, other.number
    if facts.needs and not _NEEDED[facts.needs.value] & asked.fields:
        needed = _NEEDED_SAID[facts.needs.value]
        yield f"{with_particle(number, '은')} 요청에 {with_particle(needed, '이')} 있을 때만 나오는데, 여기에는 없습니다."
    for rule in facts.fields:
        there = rule.name.lower() in (answered if rule.side == "response" else asked).fields
        if rule.level == "MUST" and not rule.conditional and not there:
            where = "응답" if rule.side == "response" else "요청"
            yield f"{with_particle(number, '이라')}면 {where}에 `{rule.name}` 헤더가 꼭 있어야 합니다(MUST)."
        if rule.level == "MUST NOT" and there:
            yield f"{number} 응답에는 `{rule.name}` 헤더가 있으면 안 됩니다(MUST NOT)."
    if facts.content.value != "allowed" and answered.content:
        yield f"{number} 응답에는 본문이 없는데 여기에는 있습니다."
    if facts.redirect and facts.redirect.value != "not_followed" and "location" not in answered.fields:
        yield f"{with_particle(number, '이라')}면 따라갈 `Location`이 있어야 합니다."


def side(message: str) -> Side:
    """One message of an example. What follows an interim response is another message, not its content."""
    head, _, body = message.strip().partition("\n\n")
    first, *fields = head.split("\n")
    interim = re.match(r"HTTP/1\.1 1\d\d ", first)
    names = frozenset(line.partition(":")[0].strip().lower() for line in fields)
    return Side(names, bool(body.strip()) and not interim)


def _rarity(code: Code) -> int:
    return ("essential", "common", "occasional", "rare").index(code.importance)
