"""Example exchange → code: a request and its response, with the status taken out of the response.

Wrong choices contradict what is shown: a field that the code must have is not there, or the request asks for nothing it answers.
Where the content says in words what happened, codes that are surely wrong for the answer are offered as well. At least two of them
are plausible: of the answer's class, or told apart from it on its card.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.korean import with_particle
from bot.registry.catalog import Catalog
from bot.study.from_situation import may_pass
from bot.study.item import Item
from bot.study.question import MOST_WRONG, Choice, Quiz, arranged, first_sentence
from bot.study.wrong import surely_wrong

if TYPE_CHECKING:
    from bot.registry.model import Code

ASK = "`???` 자리에 들어갈 상태 코드는 무엇입니까?"
BLANK = "???"
_PLAUSIBLE = 5
_LEAST_WRONG = 2
_KOREAN = re.compile(r"[가-힣]")
_NEEDED = {"range": {"range"}, "upgrade": {"upgrade"}, "expect": {"expect"}}
_NEEDED_SAID = {"range": "`Range`", "upgrade": "`Upgrade`", "expect": "`Expect`"}
# RFC 9110 §13.2.2: which conditions can end in which code. 412 is WebDAV's answer to Overwrite as well (RFC 4918 §9.8.5).
_CONDITIONS = {304: {"if-none-match", "if-modified-since"}, 412: {"if-match", "if-none-match", "if-unmodified-since", "overwrite"}}
_CONDITIONS_SAID = {304: "`If-None-Match`나 `If-Modified-Since`", 412: "`If-Match` 같은 조건 헤더"}


@dataclass(frozen=True, slots=True)
class Side:
    """A message as far as a question needs it: the lower-case names of its fields, and whether it carries content."""

    fields: frozenset[str]
    content: bool


def subjects(item: Item, catalog: Catalog) -> tuple[str, ...]:
    """The item's code, where its example shows what it is and enough plausible codes contradict it; none for a pair."""
    code = catalog.code(item.codes[0]) if len(item.codes) == 1 else None
    if code is None or code.lifecycle != "current" or not _tells(code):
        return ()
    return (item.id,) if sum(_is_plausible(number, code) for number, _ in wrong(code, catalog)) >= _LEAST_WRONG else ()


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
    """Whether the exchange shows more than that something failed: a field of the code's own rules, or words. Words that name the
    number itself would give it away."""
    asked, answered = side(code.example.request), side(code.example.response)
    if re.search(rf"(?<!\d){code.number}(?!\d)", masked(code)):
        return False
    named = any(rule.name.lower() in asked.fields | answered.fields for rule in code.facts.fields)
    return named or code.number < 300 or _in_words(code)


def _in_words(code: Code) -> bool:
    return bool(_KOREAN.search(masked(code).partition("\n\n")[2]))


def _is_plausible(number: int, code: Code) -> bool:
    return number // 100 == code.number // 100 or any(near.number == number for near in code.related)


def wrong(code: Code, catalog: Catalog) -> tuple[tuple[int, str], ...]:
    """The most plausible codes that cannot stand in the exchange, each with what excludes it; an implausible one only where there
    would be too few."""
    found = [*_contradicted(code, catalog), *_excluded_by_words(code, catalog)]
    reasons: dict[int, str] = {}
    for number, reason in sorted(found, key=lambda one: (_is_far(one[0], code), _rarity(one[0], catalog), one[0])):
        reasons.setdefault(number, reason)
    plausible = [number for number in reasons if _is_plausible(number, code)][:_PLAUSIBLE]
    others = [number for number in reasons if number not in plausible][: max(0, MOST_WRONG - len(plausible))]
    return tuple((number, reasons[number]) for number in (*plausible, *others))


def _contradicted(code: Code, catalog: Catalog) -> Iterator[tuple[int, str]]:
    asked, answered = side(code.example.request), side(code.example.response)
    for number in catalog.numbers:
        other = catalog.code(number)
        if other and number != code.number and other.lifecycle == "current" and other.importance != "rare":
            reason = next(contradictions(other, asked, answered), None)
            if reason and not (other.facts.needs and code.number >= 400 and _is_far(number, code)):
                yield number, reason


def _excluded_by_words(code: Code, catalog: Catalog) -> Iterator[tuple[int, str]]:
    if code.number < 400 or code.number % 100 == 0 or not _in_words(code):
        return
    arguable = may_pass(code.number, catalog)
    for number in surely_wrong(code.number, (), catalog):
        other = catalog.code(number)
        if other and _is_plausible(number, code) and number not in arguable:
            yield number, f"{number}의 뜻은 다릅니다. {first_sentence(other.summary)}."


def _is_far(number: int, code: Code) -> bool:
    return all(near.number != number for near in code.related)


def contradictions(other: Code, asked: Side, answered: Side) -> Iterator[str]:
    """Why an exchange cannot be an example of another code, in Korean; nothing where it could."""
    facts, number = other.facts, other.number
    if facts.needs and not (_CONDITIONS.get(number) or _NEEDED[facts.needs.value]) & asked.fields:
        needed = _CONDITIONS_SAID.get(number) or _NEEDED_SAID[facts.needs.value]
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


def _rarity(number: int, catalog: Catalog) -> int:
    code = catalog.code(number)
    return ("essential", "common", "occasional", "rare").index(code.importance) if code else 4
