"""In what two codes differ, by their typed facts, in a fixed order: what decides between them first.

The order: class, who is at fault, whether it is in use, permanence, method kept, retry, subject, applied, content, cache;
that a code is out of use comes before all. The last three are rows of a table and decide nothing: nobody picks 431 because
no cache may store it. Where nothing else differs, the codes are told apart by what each says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answer import wording
from bot.answer.standing import out_of_use
from bot.card import Line, Plain, plain
from bot.korean import with_particle
from bot.registry import prose

if TYPE_CHECKING:
    from bot.registry.model import Code


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact in which two codes differ: its label, how each side reads in a table, and as a noun phrase in a sentence."""

    label: str
    one: str
    other: str
    said_of_one: str
    said_of_other: str
    decides: bool = True

    def sentence(self, one: int, other: int) -> str:
        """ "301은 오래가는(영구) 것이고, 302는 잠깐의(일시) 것입니다"."""
        ours, theirs = (f"{with_particle(number, '은')} " for number in (one, other))
        return f"{ours}{self.said_of_one}이고, {theirs}{self.said_of_other}입니다."


@dataclass(frozen=True, slots=True)
class _Fact:
    """How to read one fact of a code, and its words in a cell and in a sentence; a value without words tells nothing."""

    label: str
    value: Callable[[Code], str]
    cell: dict[str, str]
    said: dict[str, str]
    decides: bool = True


_FIRST_OF_ERRORS = 400
_CLASS, _USE = "클래스", "쓰임"
_ORDER = (
    _Fact(_CLASS, lambda code: str(code.number // 100), wording.CLASS_CELLS, wording.CLASS_SAID),
    _Fact("누구 쪽", lambda code: code.facts.fault.value, wording.FAULT, wording.FAULT_SAID),
    _Fact(_USE, lambda code: code.lifecycle, wording.LIFECYCLE, wording.LIFECYCLE_SAID),
    _Fact("얼마나 가나", lambda code: code.facts.permanence.value, wording.PERMANENCE, wording.PERMANENCE_SAID),
    _Fact(
        "따라갈 때",
        lambda code: code.facts.redirect.value if code.facts.redirect else "",
        wording.REDIRECT,
        wording.REDIRECT_SAID,
    ),
    _Fact("다시 보내기", lambda code: code.facts.retry.value, wording.RETRY_POLICY, wording.RETRY_SAID),
    _Fact("무엇의 문제", lambda code: code.facts.subject.value, wording.SUBJECT, wording.SUBJECT_SAID),
    _Fact("요청은", lambda code: code.facts.applied.value, wording.APPLIED, wording.APPLIED_SAID, decides=False),
    _Fact("본문", lambda code: code.facts.content.value, wording.CONTENT, wording.CONTENT_SAID, decides=False),
    _Fact("캐시", lambda code: code.facts.cacheable.value, wording.CACHEABLE, wording.CACHEABLE_SAID, decides=False),
)


def told_apart(one: Code, other: Code) -> Line:
    """What sets the two apart: in their files' own words for each other, else by the first fact that decides."""
    ours, theirs = _as_seen_from(one, other), _as_seen_from(other, one)
    if ours and theirs:
        left, right = (Plain(f"{with_particle(code.number, '은')} ") for code in (one, other))
        return (left, *prose.line(ours), Plain("이고, "), right, *prose.line(theirs), Plain("입니다."))
    for difference in differences(one, other):
        if difference.decides and not (difference.label == _CLASS and _class_misleads(one, other)):
            return plain(difference.sentence(one.number, other.number))
    return plain(" ".join(f"{code.number}: {prose.first_sentence(code.summary)}" for code in (one, other)))


def _as_seen_from(code: Code, other: Code) -> str | None:
    """How the other code's file tells `code` apart from itself, a noun phrase."""
    return next((near.difference for near in other.related if near.number == code.number), None)


def _class_misleads(one: Code, other: Code) -> bool:
    """511 stands among the server errors, and no server failed: between two errors its class tells the wrong side."""
    return min(one.number, other.number) >= _FIRST_OF_ERRORS and any(code.facts.fault.value == "network" for code in (one, other))


def differences(one: Code, other: Code) -> tuple[Difference, ...]:
    """Every typed fact in which the two differ, the most deciding first; at least one."""
    found = tuple(_differing(one, other)) or (_by_summary(one, other),)
    if out_of_use(one) or out_of_use(other):
        return tuple(sorted(found, key=lambda difference: difference.label != _USE))
    return found


def _differing(one: Code, other: Code) -> Iterator[Difference]:
    for fact in _ORDER:
        ours, theirs = fact.value(one), fact.value(other)
        if ours != theirs and ours in fact.said and theirs in fact.said:
            yield Difference(fact.label, fact.cell[ours], fact.cell[theirs], fact.said[ours], fact.said[theirs], fact.decides)


def _by_summary(one: Code, other: Code) -> Difference:
    ours, theirs = prose.words(one.summary), prose.words(other.summary)
    return Difference("한 줄로", ours, theirs, ours, theirs, decides=False)
